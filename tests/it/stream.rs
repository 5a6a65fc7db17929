//! A stream of cases that stutters, fails, or is far larger than what is kept.

use crate::common;
use std::io::{self, Read};

use aiguilleur_core::replay::{Options, Random, Tally, Trees, lines};
use aiguilleur_core::tree::Tree;

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
