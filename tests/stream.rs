//! A stream of cases that stutters, fails, or is far larger than what is kept.

mod common;

use std::io::{self, Read};

use aiguilleur::replay::{Field, Options, Tally, lines};

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

fn replayed(input: impl Read + Send) -> io::Result<Tally> {
    let tree = aiguilleur::tree::link(
        aiguilleur::tree::parse::source("essai.ron", common::SMALL_TREE).expect("it can be read"),
    )
    .expect("it can be linked");
    let field = Field::new([&tree]);
    let options = Options { threads: 1, strict: false, coverage: false, progress: &|_| {} };
    lines(&field, input, "cas.jsonl", options)
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
