//! What Excel made of cells behind the back of whoever saved the file: said, never mended.

use std::collections::{BTreeSet, HashMap};

use super::shown::shown;
use super::turned::{Turned, turned};
use crate::Error;
use crate::glossary::evidence::Pair;
use crate::glossary::ledger::Ledger;
use crate::glossary::people::{State, pair_of, written};
use crate::glossary::row::Row;
use crate::glossary::table::Table;

/// So many are named one by one. Where there are more, the whole file has suffered.
const MOST: usize = 20;

/// The concept and the pair of a row.
type Key = (String, Pair);

/// The cells of the glossary that Excel has turned into something else, by what the ledger knows or by what they
/// themselves show, and those in which a question mark may stand for a character lost. `lines` are those on which the
/// rows begin. The path is not named.
///
/// Terms are said once: when mining has written the glossary again, the ledger knows the cell as a person's. Of notes and
/// the like it knows nothing, so only what is plain by itself is said of them, whenever the glossary was edited.
pub(in crate::glossary) fn losses(table: &Table, lines: &[usize], ledger: &Ledger) -> Vec<Error> {
    if State::of(table, ledger) != State::Edited {
        return Vec::new();
    }
    let mut known: BTreeSet<Key> = written(ledger).into_keys().collect();
    known.extend(ledger.baseline.typed.iter().cloned());
    // Rows that people decided on and that no document has any more.
    for (pair, concepts) in &ledger.baseline.kept {
        known.extend(
            concepts
                .iter()
                .map(|concept| (concept.clone(), pair.clone())),
        );
    }
    let present: BTreeSet<Key> = table.rows().map(key).collect();
    let is_spreadsheets = table.form.is_spreadsheets();
    let vanished = Vanished::of(known.difference(&present));
    let mut losses = Vec::new();
    for (row, line) in table.rows().zip(lines) {
        let key = key(row);
        let at = |column: usize| format!("line {line}, column {}", table.header()[column]);
        let is_known = known.contains(&key);
        let changes = if is_known {
            None
        } else {
            vanished.changes(&key)
        };
        for change in changes.iter().flatten() {
            let column = change.column(table);
            losses.push(change.loss().at(at(column)));
        }
        let columns = table.columns;
        let terms = [columns.concept, columns.english, columns.korean];
        for (column, cell) in row.cells.iter().enumerate() {
            let is_term = terms.contains(&column);
            if is_term && (is_known || changes.is_some()) || !is_term && columns.is_minings(column)
            {
                continue;
            }
            let turned = shown(cell, !is_term);
            if let Some(turned) = turned.filter(|&it| is_spreadsheets || it == Turned::Formula) {
                losses.push(by_itself(cell, turned).at(at(column)));
            }
        }
        if changes.is_some() || !table.form.lacks_characters() {
            continue;
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let is_term = terms[1..].contains(&column);
            let suspicious = if is_term {
                !is_known && cell.contains('?')
            } else {
                asks_nothing(cell)
            };
            if suspicious {
                losses.push(suspicion(cell).at(at(column)));
            }
        }
    }
    let more = losses.len().saturating_sub(MOST);
    if more > 0 {
        losses.truncate(MOST);
        let rest = Error::new(format!("{more} more cells have suffered so"));
        losses.push(rest.hint(
            "better take the file as it was before, from git or a backup, and save it from Excel as \"CSV UTF-8(쉼표로 분리)\"",
        ));
    }
    losses
}

fn key(row: Row<'_>) -> Key {
    (row.concept().to_owned(), pair_of(row))
}

/// Rows that the ledger knows and the glossary lacks, by each of their terms and by their concept.
struct Vanished<'l> {
    keys: Vec<&'l Key>,
    by_cell: HashMap<&'l str, Vec<usize>>,
}

impl<'l> Vanished<'l> {
    fn of(keys: impl Iterator<Item = &'l Key>) -> Self {
        let keys: Vec<&Key> = keys.collect();
        let mut by_cell: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            for cell in cells(key) {
                by_cell.entry(cell).or_default().push(at);
            }
        }
        Self { keys, by_cell }
    }

    /// How Excel has changed a row that is gone into this one, if it did.
    fn changes(&self, row: &Key) -> Option<Vec<Change>> {
        let [concept, english, korean] = cells(row);
        let by_cell = [english, korean, concept].map(|cell| self.by_cell.get(cell));
        let found = by_cell
            .into_iter()
            .flatten()
            .flatten()
            .find_map(|&at| changes(self.keys[at], row));
        // Only an encoding spoils all of a row.
        if found.is_none() && [english, korean].iter().all(|term| term.contains('?')) {
            return self.keys.iter().find_map(|key| changes(key, row));
        }
        found
    }
}

/// What one cell was.
struct Change {
    /// 0 for the concept, 1 for the English, 2 for the Korean.
    cell: usize,
    was: String,
    is: String,
    turned: Turned,
}

impl Change {
    fn column(&self, table: &Table) -> usize {
        let columns = table.columns;
        [columns.concept, columns.english, columns.korean][self.cell]
    }

    fn loss(&self) -> Error {
        let Self { was, is, .. } = self;
        let why = why(self.turned);
        let todo = match self.turned {
            Turned::Lossy => {
                format!("type it again and save as \"CSV UTF-8(쉼표로 분리)\"; {DELETE}")
            }
            Turned::Formula => format!(
                "write the glossary with `mine --for-excel` and type {was:?} again behind an apostrophe; {DELETE}"
            ),
            _ => format!("{AS_TEXT}; {DELETE}"),
        };
        Error::new(format!("{is:?} was {was:?}: {why}")).hint(todo)
    }
}

/// What Excel did.
fn why(turned: Turned) -> &'static str {
    match turned {
        Turned::Date => "Excel took it for a date",
        Turned::Number => "Excel took it for a number",
        Turned::Truth => "Excel took it for a truth value",
        Turned::Formula => "Excel took it for a formula",
        Turned::Lossy => "the encoding in which it was saved lacks characters",
    }
}

/// A cell that Excel shows in place of another, which nobody knows any more.
fn by_itself(cell: &str, turned: Turned) -> Error {
    let error = Error::new(format!("{cell:?} was something else: {}", why(turned)));
    error.hint(match turned {
        Turned::Formula => {
            "type it again behind an apostrophe, and write the glossary with `mine --for-excel`"
        }
        _ => AS_TEXT,
    })
}

/// How Excel leaves a cell as it is.
const AS_TEXT: &str = "type it again in a cell formatted as text (셀 서식 > 텍스트)";

/// What mining has a row of its own for again.
const DELETE: &str = "or delete the row if you have decided nothing in it";

/// The cells that differ, if all of those are what Excel makes of what was there.
fn changes(was: &Key, is: &Key) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    for (cell, (was, is)) in cells(was).into_iter().zip(cells(is)).enumerate() {
        if was != is {
            changes.push(Change {
                cell,
                was: was.to_owned(),
                is: is.to_owned(),
                turned: turned(was, is)?,
            });
        }
    }
    Some(changes).filter(|changes| !changes.is_empty())
}

fn cells((concept, pair): &Key) -> [&str; 3] {
    [concept, &pair.english, &pair.korean]
}

fn suspicion(cell: &str) -> Error {
    Error::new(format!("the question mark in {cell:?} may stand for a character"))
        .hint("the file was saved in an encoding that lacks characters, and Excel writes `?` for those: type it again if so, and save as \"CSV UTF-8(쉼표로 분리)\"")
}

/// Whether a question mark in the cell does not end a question: something other than a space, a bracket or a quote
/// follows it, or no letter stands before it.
fn asks_nothing(cell: &str) -> bool {
    cell.match_indices('?').any(|(at, mark)| {
        let before = cell[..at].chars().next_back();
        let after = cell[at + mark.len()..].chars().next();
        let ends_a_word = before.is_some_and(|c| c.is_alphanumeric() || "\"')]”’」』".contains(c));
        !ends_a_word || after.is_some_and(|c| c.is_alphanumeric() || c == '?')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::found;

    fn ledger(pairs: &[(&str, &str, &str)]) -> Ledger {
        let found: Vec<_> = pairs
            .iter()
            .map(|&(concept, english, korean)| found(concept, english, korean))
            .collect();
        Ledger {
            generation: Some(0),
            places: found.iter().collect(),
            ..Ledger::default()
        }
    }

    fn said(bytes: &[u8], ledger: &Ledger) -> Vec<String> {
        let (table, lines) = Table::read(bytes, None).unwrap();
        losses(&table, &lines, ledger)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    fn cp949(text: &str) -> Vec<u8> {
        encoding_rs::EUC_KR.encode(text).0.into_owned()
    }

    #[test]
    fn names_what_excel_took_for_something_else() {
        let ledger = ledger(&[
            ("oct4", "OCT4", "옥트포"),
            ("cloud", "cloud", "클라우드"),
            ("one-to-one", "one-to-one", "1:1"),
        ]);
        let said = said(
            "concept,english,korean\r\ncloud,cloud,클라우드\r\n04-Oct,04-Oct,옥트포\r\none-to-one,one-to-one,1:01\r\n".as_bytes(),
            &ledger,
        );
        let starts = [
            "line 3, column concept: \"04-Oct\" was \"oct4\": Excel took it for a date (type it again",
            "line 3, column english: \"04-Oct\" was \"OCT4\": Excel took it for a date (type it again",
            "line 4, column korean: \"1:01\" was \"1:1\": Excel took it for a date (type it again",
        ];
        assert_eq!(said.len(), starts.len(), "{said:?}");
        for (said, start) in said.iter().zip(starts) {
            assert!(said.starts_with(start), "{said}");
        }
    }

    #[test]
    fn names_them_in_rows_that_people_decided_on_too() {
        let mut ledger = ledger(&[
            ("version", "version", "1-2"),
            ("cloud", "cloud", "클라우드"),
        ]);
        // No document has this one any more.
        let gone = Pair {
            english: "one-to-one".into(),
            korean: "1:1".into(),
        };
        let kept = std::iter::once("one-to-one".to_owned()).collect();
        ledger.baseline.kept.insert(gone, kept);
        let said = said(
            "concept,english,korean,status\r\ncloud,cloud,클라우드,\r\n\
             one-to-one,one-to-one,1:01,preferred\r\nversion,version,01월 02일,preferred\r\n"
                .as_bytes(),
            &ledger,
        );
        let starts = [
            "line 3, column korean: \"1:01\" was \"1:1\": Excel took it for a date",
            "line 4, column korean: \"01월 02일\" was \"1-2\": Excel took it for a date",
        ];
        assert_eq!(said.len(), starts.len(), "{said:?}");
        for (said, start) in said.iter().zip(starts) {
            assert!(said.starts_with(start), "{said}");
        }
    }

    #[test]
    fn both_terms_of_a_row_may_be_turned() {
        let ledger = ledger(&[("v", "1E5", "1-2")]);
        let said = said(
            "concept,english,korean\r\nv,1.00E+05,01월 02일\r\n".as_bytes(),
            &ledger,
        );
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("line 2, column english: \"1.00E+05\" was \"1E5\""));
        assert!(said[1].starts_with("line 2, column korean: \"01월 02일\" was \"1-2\""));
    }

    #[test]
    fn what_nobody_types_is_named_wherever_it_stands() {
        let ledger = ledger(&[
            ("cloud", "cloud", "클라우드"),
            ("error", "#NAME?", "이름 오류"),
        ]);
        let rows = "concept,english,korean,note\r\ncloud,cloud,클라우드,#NAME?\r\n\
                    error,#NAME?,이름 오류,\r\nisbn,ISBN,표준 도서 번호,9.78893E+12\r\n\
                    step,step,01월 02일,01월 02일\r\n";
        let starts = [
            "line 2, column note: \"#NAME?\" was something else: Excel took it for a formula (type it again behind",
            "line 4, column note: \"9.78893E+12\" was something else: Excel took it for a number (type it again in",
            "line 5, column korean: \"01월 02일\" was something else: Excel took it for a date (type it again in",
        ];
        let said = said(rows.as_bytes(), &ledger);
        assert_eq!(said.len(), starts.len(), "{said:?}");
        for (said, start) in said.iter().zip(starts) {
            assert!(said.starts_with(start), "{said}");
        }
        // No spreadsheet wrote this file.
        let plain = rows.replace('\r', "");
        assert_eq!(self::said(plain.as_bytes(), &ledger).len(), 1);
    }

    #[test]
    fn what_a_person_changed_or_added_is_no_loss() {
        let ledger = ledger(&[("oct4", "OCT4", "옥트포"), ("cloud", "cloud", "클라우드")]);
        for rows in [
            // Both are there: nothing has vanished.
            "oct4,OCT4,옥트포\ncloud,cloud,클라우드\noct4,04-Oct,옥트포\n",
            "oct4,OCT4,옥트4\ncloud,cloud,구름\n",
            "oct4,04-Nov,옥트포\ncloud,cloud,클라우드\n",
        ] {
            let text = format!("concept,english,korean\n{rows}");
            assert_eq!(said(text.as_bytes(), &ledger), Vec::<String>::new());
        }
    }

    #[test]
    fn names_characters_that_cp949_lacks() {
        let ledger = ledger(&[
            ("cafe", "café", "카페"),
            ("who", "Who?", "누구?"),
            ("naive", "naïve “Bayes”", "나이브 베이즈 🚀"),
        ]);
        let text = "concept,english,korean,note\r\n\
                    cafe,caf?,카페,맞나?\r\n\
                    who,Who?,누구?,d?j? vu\r\n\
                    naive,na?ve “Bayes”,나이브 베이즈 ??,\r\n\
                    soup,soup?,수프,\"\"\r\n";
        let said = said(&cp949(text), &ledger);
        let starts = [
            "line 2, column english: \"caf?\" was \"café\": the encoding",
            "line 3, column note: the question mark in \"d?j? vu\" may stand",
            "line 4, column english: \"na?ve “Bayes”\" was",
            "line 4, column korean: \"나이브 베이즈 ??\" was",
            "line 5, column english: the question mark in \"soup?\" may",
        ];
        assert_eq!(said.len(), starts.len(), "{said:?}");
        for (said, start) in said.iter().zip(starts) {
            assert!(said.starts_with(start), "{said}");
        }
        // In UTF-8 nothing is lost, so question marks are questions.
        let utf8 = "concept,english,korean\r\nsoup,soup?,수프\r\n";
        assert_eq!(self::said(utf8.as_bytes(), &ledger), Vec::<String>::new());
    }

    #[test]
    fn names_so_many_and_counts_the_rest() {
        let words: Vec<String> = (0..30).map(|n| format!("낱말{}", "가".repeat(n))).collect();
        let pairs: Vec<(&str, &str, &str)> = words
            .iter()
            .map(|word| ("c", "word", word.as_str()))
            .collect();
        let rows = words
            .iter()
            .map(|word| format!("c,word,{}\r\n", "?".repeat(word.chars().count())));
        let text: String = std::iter::once("concept,english,korean\r\n".to_owned())
            .chain(rows)
            .collect();
        let said = said(text.as_bytes(), &ledger(&pairs));
        assert_eq!(said.len(), MOST + 1);
        assert!(said[MOST].starts_with("10 more cells have suffered so (better take"));
    }

    #[test]
    fn a_question_is_no_loss() {
        for cell in [
            "이게 맞나?",
            "“이게 맞나?” 하고 물음",
            "(정말?)",
            "a?, b?",
            "그럴까?!",
            "",
        ] {
            assert!(!asks_nothing(cell), "{cell}");
        }
        for cell in ["caf?s", "?", "a ? b", "????", "d?j?"] {
            assert!(asks_nothing(cell), "{cell}");
        }
    }
}
