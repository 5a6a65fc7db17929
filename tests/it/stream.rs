//! A stream of cases that stutters, fails, or is far larger than what is kept.

use crate::common;
use std::fmt::Write as _;
use std::io::{self, Read};

use aiguilleur_core::replay::{Options, Random, Tally, Trees, lines};
use aiguilleur_core::tree::Tree;
use proptest::prelude::*;

const CASE: &str = r#"{"id": "a", "operateur": "essai", "reponses": {"urgence": "oui"}, "attendu": {"categorie": "niveau_2"}}"#;
/// A line longer than any case may be, in bytes.
const TOO_LONG: usize = 3 << 20;

/// Gives a few bytes at a time, and is interrupted before each; fails at the end where it must.
struct Stuttering {
    bytes: Vec<u8>,
    at: usize,
    step: usize,
    interrupted: bool,
    fails: bool,
}

impl Stuttering {
    fn new(text: &str, step: usize) -> Self {
        Self { bytes: text.as_bytes().to_vec(), at: 0, step, interrupted: false, fails: false }
    }
}

impl Read for Stuttering {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let left = &self.bytes[self.at..];
        if left.is_empty() && self.fails {
            return Err(io::Error::other("the disk is gone"));
        }
        let given = left.len().min(self.step).min(buffer.len());
        buffer[..given].copy_from_slice(&left[..given]);
        self.at += given;
        Ok(given)
    }
}

fn small() -> Tree {
    common::linked(common::SMALL_TREE)
}

fn replayed(input: impl Read + Send) -> io::Result<Tally> {
    let tree = small();
    let trees = Trees::new([&tree]);
    let options = Options { threads: 1, strict: false, coverage: false, progress: &|_| {} };
    lines(&trees, input, "cas.jsonl", options)
}

#[test]
fn an_interrupted_reading_goes_on_where_it_was() {
    let text = format!("{CASE}\n").repeat(50);
    let tally = replayed(Stuttering::new(&text, 7)).expect("an interruption is no failure");
    assert_eq!((tally.total(), tally.ecarts(), tally.illisibles), (50, 50, 0));
}

#[test]
fn a_line_too_long_is_one_line_and_the_next_ones_keep_their_numbers() {
    let text = format!("{CASE}\n{}\n{CASE}\nrien\n", "x".repeat(TOO_LONG));
    let tally = replayed(Stuttering::new(&text, 1 << 16)).expect("an interruption is no failure");
    assert_eq!((tally.ecarts(), tally.illisibles), (2, 2));
    assert_eq!(tally.deviations.iter().map(|one| one.line).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(tally.unreadable.iter().map(|one| one.line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_line_too_long_may_be_the_last() {
    let tally = replayed(Stuttering::new(&"x".repeat(TOO_LONG), 1 << 16)).expect("it ends");
    assert_eq!((tally.total(), tally.illisibles), (1, 1));
}

#[test]
fn a_failure_of_the_disk_is_told_within_a_line_as_between_two() {
    for text in [format!("{CASE}\n"), "x".repeat(TOO_LONG)] {
        let failing = Stuttering { fails: true, ..Stuttering::new(&text, 1 << 16) };
        assert_eq!(
            replayed(failing).err().map(|error| error.to_string()).as_deref(),
            Some("the disk is gone")
        );
    }
}

#[test]
fn of_many_deviations_and_broken_lines_only_the_first_are_kept() {
    let text = format!("{CASE}\nrien\n").repeat(20_000);
    let tally = replayed(text.as_bytes()).expect("memory can be read");
    assert_eq!((tally.ecarts(), tally.illisibles), (20_000, 20_000));
    assert_eq!((tally.deviations.len(), tally.unreadable.len()), (20, 20));
    assert_eq!((tally.deviations[19].line, tally.unreadable[19].line), (39, 40));
}

#[test]
fn the_way_nearest_to_what_was_expected_is_told_where_a_case_parts_from_it() {
    let given = |reponses: &str, attendu: &str| {
        format!(
            r#"{{"id": "a", "operateur": "essai", "reponses": {{{reponses}}}, "attendu": {{{attendu}}}}}"#
        )
    };
    let text =
        given(r#""urgence": "non", "demande": "refaire", "blocage": "oui""#, r#""categorie": "urgent""#)
            + "\n"
            + &given(r#""urgence": "non", "demande": "aucune""#, r#""demarche": "demarche""#);
    let tally = replayed(text.as_bytes()).expect("memory can be read");
    let told: Vec<_> = tally.deviations.iter().filter_map(|one| one.divergence.as_ref()).collect();
    let told: Vec<(&str, Option<&str>, &str)> =
        told.iter().map(|one| (one.question.as_str(), one.given.as_deref(), one.wanted.as_str())).collect();
    assert_eq!(told, [("urgence", Some("non"), "oui"), ("demande", Some("aucune"), "faire")]);
}

#[test]
fn an_empty_line_before_one_that_is_too_long_loses_nothing() {
    let text = format!("\n{}\n{CASE}\n", "x".repeat(TOO_LONG));
    let tally = replayed(text.as_bytes()).expect("memory can be read");
    assert_eq!((tally.ecarts(), tally.illisibles), (1, 1));
    assert_eq!(tally.deviations[0].line, 3);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_line_even_where_files_were_put_end_to_end() {
    let marked = format!("\u{feff}{CASE}\n");
    let counts = |bytes: &[u8]| {
        let tally = replayed(bytes).expect("memory can be read");
        (tally.ecarts(), tally.illisibles)
    };
    assert_eq!(counts(marked.repeat(2).as_bytes()), (2, 0));
    assert_eq!(counts(&[marked.as_bytes(), b"\xff\n", marked.as_bytes()].concat()), (2, 1));
}

#[test]
fn what_two_cases_meet_is_no_gap() {
    let tree = small();
    let trees = Trees::new([&tree]);
    let options = Options { threads: 1, strict: false, coverage: true, progress: &|_| {} };
    let gaps = |times: usize| {
        let text = format!("{CASE}\n").repeat(times);
        let tally = lines(&trees, text.as_bytes(), "cas.jsonl", options).expect("memory can be read");
        let (gaps, total) = tally.coverage.expect("it was asked for").gaps(&trees);
        let met = gaps.iter().filter(|gap| gap.name == "urgence=oui").map(|gap| gap.times).next();
        (met, total)
    };
    let total = gaps(0).1;
    assert_eq!([gaps(0), gaps(1), gaps(2)], [(Some(0), total), (Some(1), total), (None, total)]);
}

#[test]
fn random_cases_are_numbered_from_one() {
    let tree = small();
    let trees = Trees::new([&tree]);
    let ids: Vec<String> = Random::new(&trees, 1).take(3).map(|case| case.id.into_owned()).collect();
    assert_eq!(ids, ["hasard-1", "hasard-2", "hasard-3"]);
    assert!(Random::new(&Trees::new([]), 1).next().is_none(), "of no tree there is no case");
}

/// What replaying gives, as values that can be compared.
fn told(tally: &Tally, trees: &Trees<'_>) -> impl PartialEq + std::fmt::Debug + use<> {
    let coverage = tally.coverage.as_ref().map(|coverage| coverage.gaps(trees));
    let counts = (tally.illisibles, tally.superflues, tally.unknown, tally.slots.clone());
    (counts, tally.deviations.clone(), tally.unreadable.clone(), coverage)
}

/// Lines that say the same of several ids, and lines that nearly do.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let start =
        prop::sample::select(vec!["{\"id\":\"", "{\"id\": \"", "{ \"id\":\"", "\u{feff}{\"id\":\"", "", " "]);
    let id =
        prop::sample::select(vec!["a", "b", "hasard-12", "é", "\\n", "\\", "x\u{1}", "", "a\",\"id\":\"b"]);
    let rest = prop::sample::select(vec![
        r#"","operateur":"essai","reponses":{"urgence":"oui"},"attendu":{"categorie":"urgent"}}"#,
        r#"","operateur":"essai","reponses":{"urgence":"oui"},"attendu":{"categorie":"niveau_2"}}"#,
        r#"","operateur":"essai","reponses":{"urgence":"non","demande":"faire","blocage":"non"}}"#,
        r#"","operateur":"essai","reponses":{"urgence":"non","demande":"faire","blocage":"non","autre":"x"}}"#,
        r#"","operateur":"essai","reponses":{"urgence":"oui","urgence":"oui"}}"#,
        r#"","operateur":"inconnu","reponses":{}}"#,
        r#"","operateur":"essai","recit":"une sc\u00e8ne","reponses":{"urgence":"oui"},"plus":[1]}"#,
        r#"","id":"deux","operateur":"essai","reponses":{}}"#,
        r#"","operateur":"essai","reponses":{"urgence":"oui"}} "#,
        "\",\"operateur\":\"essai\",\"reponses\":{\"urgence\":\"oui\"}}\r",
        r#"","operateur":"essai""#,
        "",
    ]);
    let odd = prop_oneof![8 => Just(None), 1 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(Some)];
    (start, id, rest, odd).prop_map(|(start, id, rest, odd)| {
        let mut line = format!("{start}{id}{rest}").into_bytes();
        if let Some((at, byte)) = odd.filter(|(_, byte)| *byte != b'\n' && !line.is_empty()) {
            let at = at.index(line.len());
            line[at] = byte;
        }
        line
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// What is remembered of a line changes nothing: alone, each has nothing to be remembered by.
    #[test]
    fn lines_give_together_what_each_gives_alone(
        lines_of in prop::collection::vec(line(), 0..24),
        strict in any::<bool>(),
        times in 1_usize..4,
    ) {
        let tree = small();
        let trees = Trees::new([&tree]);
        let options = Options { threads: 1, strict, coverage: true, progress: &|_| {} };
        let lines_of: Vec<&Vec<u8>> = std::iter::repeat_n(&lines_of, times).flatten().collect();
        let mut alone = Tally::new(&trees, true);
        for (before, line) in (0..).zip(&lines_of) {
            alone.merge(lines(&trees, line.as_slice(), "cas.jsonl", options).expect("memory can be read"), before);
        }
        let all = lines_of.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect::<Vec<u8>>();
        for threads in [1, 3] {
            let options = Options { threads, ..options };
            let together = lines(&trees, all.as_slice(), "cas.jsonl", options).expect("memory can be read");
            prop_assert_eq!(told(&together, &trees), told(&alone, &trees));
        }
    }
}

#[test]
fn more_ways_than_can_be_remembered_are_all_replayed() {
    let tree = small();
    let trees = Trees::new([&tree]);
    let mut text = String::new();
    for round in 0..4 {
        for way in 0..30_000 {
            let _ = writeln!(
                text,
                "{{\"id\":\"{round}-{way}\",\"operateur\":\"essai\",\"recit\":\"la scène {way}\",\"reponses\":{{\"urgence\":\"oui\"}},\"attendu\":{{\"categorie\":\"urgent\"}}}}"
            );
        }
    }
    for threads in [1, 2] {
        let options = Options { threads, strict: true, coverage: true, progress: &|_| {} };
        let tally = lines(&trees, text.as_bytes(), "cas.jsonl", options).expect("memory can be read");
        assert_eq!((tally.total(), tally.conformes()), (120_000, 120_000));
    }
}
