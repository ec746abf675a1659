//! Diagnostics as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning.
//!
//! One run, whose results are written as documents come. Columns are characters (`unicodeCodePoints`), and so are offsets:
//! those in bytes are left out, as the file may be in CP949 or UTF-16 or have a byte order mark. Fixes that a
//! program should not make by itself are there with the property `safe: false`. `partialFingerprints` stay when
//! lines move. A lone `\r` ends a line too, which is said in `newlineSequences`. In a packed file lines are paragraphs: what people call the
//! place is a logical location, and as its bytes are no text, no fix is told.

use std::io;

use serde::Serialize;

use super::Annotated;
use super::fingerprint::Fingerprints;
use super::positions::{Place, Positions};
use super::repair::repair;
use super::uri::{is_below, uri};
use crate::Level;
use crate::check::{Diagnostic, Fix, Rule};

/// Writes what stands before the first result: the program and its rules.
pub(super) fn begin(out: &mut impl io::Write, rules: &[Rule]) -> io::Result<()> {
    out.write_all(
        br#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":"#,
    )?;
    let tool = Tool {
        driver: Driver {
            name: "yongeo",
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules.iter().map(descriptor).collect(),
        },
    };
    serde_json::to_writer(&mut *out, &tool)?;
    out.write_all(
        br#","columnKind":"unicodeCodePoints","newlineSequences":["\r\n","\n","\r"],"results":["#,
    )
}

/// Writes the results of a document, one a line, with a comma before all but the `first` of the run.
pub(super) fn write(
    out: &mut impl io::Write,
    checked: &Annotated,
    places: Option<&[Option<Box<str>>]>,
    rules: &[Rule],
    mut first: bool,
) -> io::Result<()> {
    let uri = uri(&checked.document.path);
    let text = &checked.document.text;
    let positions = Positions::of(text, checked.diagnostics);
    let mut fingerprints = Fingerprints::default();
    for (at, one) in checked.diagnostics.iter().enumerate() {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        let mut region = region(&positions, &one.range);
        region.snippet = Some(Text {
            text: &text[one.range.clone()],
        });
        let message = message(one);
        let result = SarifResult {
            rule_id: one.rule,
            rule_index: rules.iter().position(|rule| rule.name == one.rule),
            level: level(one.level),
            message: Text { text: &message },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: artifact(&uri),
                    region,
                },
                logical_locations: match places.and_then(|places| places[at].as_deref()) {
                    Some(place) => vec![LogicalLocation {
                        fully_qualified_name: place,
                    }],
                    None => Vec::new(),
                },
            }],
            partial_fingerprints: PartialFingerprints {
                words: fingerprints.of(text, one),
            },
            // A change without replacements is none, and not valid.
            fixes: one
                .fix
                .iter()
                .filter(|_| places.is_none())
                .filter_map(|fix| {
                    let description = repair(text, fix)?;
                    Some(sarif_fix(fix, description, &uri, &positions))
                })
                .collect(),
        };
        serde_json::to_writer(&mut *out, &result)?;
    }
    Ok(())
}

/// Closes the run.
pub(super) fn end(out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"\n]}]}\n")
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    /// Where the project is at home, if its manifest says so.
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'a str,
    semantic_version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Help {
    text: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
    partial_fingerprints: PartialFingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation<'a> {
    uri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<'a>>,
}

#[derive(Serialize)]
struct PartialFingerprints {
    #[serde(rename = "words/v1")]
    words: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Help,
    artifact_changes: [ArtifactChange<'a>; 1],
    properties: Properties,
}

#[derive(Serialize)]
struct Properties {
    safe: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Text<'a>,
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    Descriptor {
        id: rule.name,
        short_description: Text {
            text: first_sentence(rule.explanation),
        },
        full_description: Text {
            text: rule.explanation,
        },
        help: Help {
            text: format!(
                "{}\n\nBefore: {}\n\nAfter: {}",
                rule.explanation,
                rule.bad.trim_end(),
                rule.good.trim_end()
            ),
        },
        default_configuration: Configuration {
            enabled: rule.level.is_some(),
            level: rule.level.map_or("warning", level),
        },
    }
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |at| &text[..=at])
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// What is wrong, and, on a line of its own, what else there is to know.
fn message(one: &Diagnostic) -> String {
    match &one.note {
        Some(note) => format!("{}\n{note}", one.message),
        None => one.message.clone(),
    }
}

fn artifact(uri: &str) -> ArtifactLocation<'_> {
    ArtifactLocation {
        uri,
        // The name that code scanning gives the root of the repository.
        uri_base_id: is_below(uri).then_some("%SRCROOT%"),
    }
}

fn region(positions: &Positions, range: &std::ops::Range<usize>) -> Region<'static> {
    let Place {
        character,
        position: start,
        ..
    } = positions.at(range.start);
    let end = positions.at(range.end);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.position.line,
        end_column: end.position.column,
        char_offset: character,
        char_length: end.character - character,
        snippet: None,
    }
}

fn sarif_fix<'a>(
    fix: &'a Fix,
    description: String,
    uri: &'a str,
    positions: &Positions,
) -> SarifFix<'a> {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(positions, &edit.range),
        inserted_content: Text { text: &edit.text },
    });
    SarifFix {
        description: Help { text: description },
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(uri),
            replacements: replacements.collect(),
        }],
        properties: Properties { safe: fix.safe },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{RULES, Sample, written};

    fn run(samples: &[&Sample]) -> Value {
        let documents: Vec<_> = samples.iter().map(|sample| sample.checked()).collect();
        let log: Value = serde_json::from_str(&written(Format::Sarif, &documents)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"].as_array().unwrap().len(), 1);
        log["runs"][0].clone()
    }

    /// What the schema asks of the parts that are written here: which names an object must and may have, and which values.
    mod schema {
        use serde_json::Value;

        pub fn run(run: &Value) {
            object(
                run,
                &["tool"],
                &["columnKind", "newlineSequences", "results"],
            );
            assert_eq!(run["columnKind"], "unicodeCodePoints");
            assert!(array(&run["newlineSequences"]).iter().all(Value::is_string));
            object(&run["tool"], &["driver"], &[]);
            let driver = &run["tool"]["driver"];
            object(
                driver,
                &["name"],
                &["informationUri", "semanticVersion", "rules"],
            );
            if let Some(uri) = driver.get("informationUri") {
                assert!(uri.as_str().unwrap().starts_with("https://"));
            }
            for rule in array(&driver["rules"]) {
                object(
                    rule,
                    &["id"],
                    &[
                        "shortDescription",
                        "fullDescription",
                        "help",
                        "defaultConfiguration",
                    ],
                );
                for name in ["shortDescription", "fullDescription", "help"] {
                    text(&rule[name]);
                }
                let configuration = &rule["defaultConfiguration"];
                object(configuration, &[], &["enabled", "level"]);
                assert!(configuration["enabled"].is_boolean());
                level(&configuration["level"]);
            }
            let rules = array(&driver["rules"]).len();
            for one in array(&run["results"]) {
                result(one, rules);
            }
        }

        fn result(result: &Value, rules: usize) {
            object(
                result,
                &["message"],
                &[
                    "ruleId",
                    "ruleIndex",
                    "level",
                    "locations",
                    "partialFingerprints",
                    "fixes",
                ],
            );
            assert!(result["ruleId"].is_string());
            if let Some(index) = result.get("ruleIndex") {
                assert!(index.as_u64().unwrap() < rules as u64);
            }
            level(&result["level"]);
            text(&result["message"]);
            for location in array(&result["locations"]) {
                object(location, &[], &["physicalLocation"]);
                let physical = &location["physicalLocation"];
                object(physical, &["artifactLocation"], &["region"]);
                artifact(&physical["artifactLocation"]);
                region(&physical["region"]);
            }
            let prints = result["partialFingerprints"].as_object().unwrap();
            assert!(prints.values().all(Value::is_string) && !prints.is_empty());
            for fix in result.get("fixes").map_or(&[][..], array) {
                object(fix, &["artifactChanges"], &["description", "properties"]);
                text(&fix["description"]);
                assert!(fix["properties"].is_object());
                assert!(!array(&fix["artifactChanges"]).is_empty());
                for change in array(&fix["artifactChanges"]) {
                    object(change, &["artifactLocation", "replacements"], &[]);
                    artifact(&change["artifactLocation"]);
                    assert!(!array(&change["replacements"]).is_empty());
                    for replacement in array(&change["replacements"]) {
                        object(replacement, &["deletedRegion"], &["insertedContent"]);
                        region(&replacement["deletedRegion"]);
                        text(&replacement["insertedContent"]);
                    }
                }
            }
        }

        fn region(region: &Value) {
            let names = [
                "startLine",
                "startColumn",
                "endLine",
                "endColumn",
                "charOffset",
                "charLength",
            ];
            object(region, &[], &[&names[..], &["snippet"]].concat());
            for name in &names[..4] {
                assert!(region[name].as_u64().unwrap() >= 1, "{name}: {region}");
            }
            for name in &names[4..] {
                assert!(region[name].is_u64(), "{name}: {region}");
            }
            if let Some(snippet) = region.get("snippet") {
                text(snippet);
            }
        }

        fn artifact(artifact: &Value) {
            object(artifact, &[], &["uri", "uriBaseId"]);
            let uri = artifact["uri"].as_str().unwrap();
            let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/:%".contains(c);
            assert!(!uri.is_empty() && uri.chars().all(allowed), "{uri}");
        }

        fn text(message: &Value) {
            object(message, &["text"], &[]);
            assert!(message["text"].is_string());
        }

        fn level(level: &Value) {
            let levels = ["none", "note", "warning", "error"];
            assert!(levels.contains(&level.as_str().unwrap()), "{level}");
        }

        fn array(value: &Value) -> &[Value] {
            value.as_array().unwrap()
        }

        /// The schema allows no names but its own.
        fn object(value: &Value, must: &[&str], may: &[&str]) {
            let object = value.as_object().unwrap();
            for name in must {
                assert!(object.contains_key(*name), "{name} in {value}");
            }
            for name in object.keys() {
                assert!(
                    must.contains(&name.as_str()) || may.contains(&name.as_str()),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn is_what_the_schema_asks_for() {
        let (buffer, clean, tabs) = (Sample::buffer(), Sample::clean(), Sample::tabs());
        let mut empty_fix = Sample::tabs();
        empty_fix.diagnostics[0].fix = Some(crate::check::Fix {
            safe: true,
            edits: Vec::new(),
        });
        for samples in [
            &[][..],
            &[&clean],
            &[&clean, &buffer, &clean, &tabs],
            &[&empty_fix],
        ] {
            let run = run(samples);
            schema::run(&run);
            let diagnostics: usize = samples.iter().map(|one| one.diagnostics.len()).sum();
            assert_eq!(run["results"].as_array().unwrap().len(), diagnostics);
        }
    }

    #[test]
    fn rules_say_what_they_are_for() {
        let run = run(&[]);
        let driver = &run["tool"]["driver"];
        assert_eq!(driver["name"], "yongeo");
        assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
        let first = &driver["rules"][0];
        assert_eq!(first["id"], RULES[0].name);
        assert_eq!(
            first["shortDescription"]["text"],
            "A term that was decided against."
        );
        assert_eq!(first["fullDescription"]["text"], RULES[0].explanation);
        assert_eq!(first["defaultConfiguration"]["level"], "error");
        assert_eq!(driver["rules"][1]["defaultConfiguration"]["enabled"], false);
    }

    #[test]
    fn results_say_where_and_how() {
        let (buffer, tabs) = (Sample::buffer(), Sample::tabs());
        let run = run(&[&buffer, &tabs]);
        let [first, second, third] = run["results"].as_array().unwrap().as_slice() else {
            panic!("three results");
        };
        assert_eq!(first["ruleIndex"], 0);
        assert_eq!(second.get("ruleIndex"), None);
        assert_eq!(second["level"], "note");
        assert_eq!(
            first["message"]["text"],
            "버퍼 is rejected for buffer\n12 documents say 완충 공간"
        );
        let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
        assert_eq!(
            place(first)["artifactLocation"],
            serde_json::json!({
                "uri": "%EB%AC%B8%EC%84%9C/%EB%91%98%EC%A7%B8%20%EA%B8%80.md",
                "uriBaseId": "%SRCROOT%",
            })
        );
        assert_eq!(
            place(third)["artifactLocation"],
            serde_json::json!({ "uri": "file:///srv/%EB%AA%A9%EB%A1%9D.md" })
        );
        assert_eq!(
            place(second)["region"],
            serde_json::json!({
                "startLine": 5, "startColumn": 4, "endLine": 6, "endColumn": 3,
                "charOffset": 30, "charLength": 6, "snippet": { "text": "완충\r\n공간" },
            })
        );
        assert_eq!(
            first["fixes"],
            serde_json::json!([{
                "description": { "text": "버퍼를 → 완충 공간을" },
                "artifactChanges": [{
                    "artifactLocation": place(first)["artifactLocation"],
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 11,
                                "charOffset": 17, "charLength": 2,
                            },
                            "insertedContent": { "text": "완충 공간" },
                        },
                        {
                            "deletedRegion": {
                                "startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 12,
                                "charOffset": 19, "charLength": 1,
                            },
                            "insertedContent": { "text": "을" },
                        },
                    ],
                }],
                "properties": { "safe": true },
            }])
        );
        assert_eq!(second["fixes"][0]["properties"]["safe"], false);
    }
}
