//! `yongeo explain` from outside. The figures change whenever weights are learned anew, so what is
//! tested is what must hold for any.

use serde_json::Value;

use crate::binary::{printed, ran, yongeo};

const SENTENCE: &str = "학습이 끝난 합성곱 신경망(CNN)을 내려받는다.";

fn objects(lines: &str) -> Vec<Value> {
    let objects = lines.lines().map(serde_json::from_str);
    objects.collect::<Result<_, _>>().unwrap()
}

#[test]
fn links_candidates_and_features_are_shown() {
    let text = printed(yongeo().args(["explain", SENTENCE]));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(SENTENCE), "{text}");
    for part in [
        "(CNN): may be a gloss",
        "  CNN  en, acronym, alone, 3 of 3 letters given; abbreviation",
        "━  the term",
        "(renders nothing)",
        "합성곱 신경망, not ",
        " against ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours in a pipe: {text}");
    let coloured = printed(yongeo().args(["--color", "always", "explain", SENTENCE]));
    assert!(
        coloured.contains("\u{1b}[1m합성곱 신경망\u{1b}[0m"),
        "{coloured}"
    );
}

#[test]
fn every_parenthesis_is_an_object_for_programs() {
    let sentence = "한라산(1,947m)에서 손실 함수(loss function)를 줄인다.";
    let printed = printed(yongeo().args(["explain", "--format", "jsonl", sentence]));
    let objects = objects(&printed);
    let [height, loss] = &objects[..] else {
        panic!("{printed}");
    };
    assert_eq!(height["reading"], "an amount");
    assert_eq!(height["decisions"], Value::Array(Vec::new()));
    assert_eq!(loss["sentence"], sentence);
    assert_eq!(loss["offset"], sentence.rfind('(').unwrap());
    assert_eq!(loss["inner"], "loss function");
    let decision = &loss["decisions"][0];
    assert_eq!(decision["forms"][0]["kind"], "term");
    let links = decision["forms"][0]["links"].as_array().unwrap();
    let meaning = |l: &&Value| l["korean"] == "손실" && l["english"] == "loss";
    let link = links.iter().find(meaning).expect("손실 is loss");
    assert_eq!(link["source"], "meaning");
    let best = &decision["candidates"][0];
    assert_eq!(best["korean"], "손실 함수");
    let features = best["features"].as_array().unwrap();
    let product = |f: &Value| f["value"].as_f64().unwrap() * f["weight"].as_f64().unwrap();
    let score: f64 = features.iter().map(product).sum();
    // Scores are kept to two decimals.
    assert!(
        (score - best["score"].as_f64().unwrap()).abs() < 0.005 + 1e-4,
        "{best}"
    );
}

#[test]
fn sentences_come_as_arguments_or_one_a_line() {
    let (first, second) = ("텐서(tensor)를 만든다.", "괄호가 없다.");
    let typed = printed(yongeo().args(["explain", first, second]));
    let piped = printed(
        yongeo()
            .args(["explain", "-"])
            .write_stdin(format!("{first}\n\n{second}\n")),
    );
    assert_eq!(typed, piped);
    assert!(typed.starts_with(first), "{typed}");
    assert!(
        typed.ends_with(&format!("\n\n{second}\n\nno parenthesis\n")),
        "{typed}"
    );
}

#[test]
fn the_dictionary_must_be_there() {
    let mut command = yongeo();
    command.args(["explain", "--dictionary", "no/such/folder", SENTENCE]);
    let (printed, said) = ran(&mut command, 2);
    assert_eq!(printed, "");
    assert!(
        said.starts_with("yongeo: error: no/such/folder: no such folder ("),
        "{said}"
    );
}
