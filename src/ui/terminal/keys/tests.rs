//! What each sequence of a keyboard, a mouse or a terminal comes to.

use console::Key;
use proptest::prelude::*;

use super::super::Stroke;
use super::{Keys, LONGEST_PASTE};

fn typed(bytes: &[u8]) -> Vec<Stroke> {
    let (mut keys, mut strokes) = (Keys::default(), Vec::new());
    for byte in bytes {
        keys.take(*byte, &mut strokes);
    }
    if keys.patience().is_some() {
        keys.quiet(&mut strokes);
    }
    assert_eq!(keys.patience(), None, "silence ends everything");
    strokes
}

/// What these bytes come to, then an `x`: nothing of them may cling to it.
fn alone(bytes: &[u8]) -> Vec<Stroke> {
    let mut strokes = typed(&[bytes, b"x"].concat());
    assert_eq!(strokes.pop(), Some(Stroke::Key(Key::Char('x'))), "{bytes:?}");
    strokes
}

fn key(key: Key) -> Vec<Stroke> {
    vec![Stroke::Key(key)]
}

fn paste(text: &str) -> Vec<Stroke> {
    vec![Stroke::Paste(text.to_owned())]
}

#[test]
fn a_plain_key_is_itself() {
    for (bytes, expected) in [
        (&b"q"[..], Key::Char('q')),
        ("é".as_bytes(), Key::Char('é')),
        ("€".as_bytes(), Key::Char('€')),
        ("😀".as_bytes(), Key::Char('😀')),
        (b"\r", Key::Enter),
        (b"\n", Key::Enter),
        (b"\t", Key::Tab),
        (b"\x7f", Key::Backspace),
        (b"\x08", Key::Backspace),
        (b"\x03", Key::CtrlC),
        (b"\x04", Key::Char('\u{4}')),
        (b"\x1a", Key::Char('\u{1a}')),
        (b"\x1b[A", Key::ArrowUp),
        (b"\x1bOB", Key::ArrowDown),
        (b"\x1b[Z", Key::BackTab),
        (b"\x1b[H", Key::Home),
        (b"\x1bOF", Key::End),
        (b"\x1b[1~", Key::Home),
        (b"\x1b[3~", Key::Del),
        (b"\x1b[5~", Key::PageUp),
        (b"\x1b[6~", Key::PageDown),
        (b"\x1bOM", Key::Enter),
    ] {
        assert_eq!(alone(bytes), key(expected), "{bytes:?}");
    }
    assert_eq!(typed(b"\x1b"), key(Key::Escape));
    assert_eq!(typed(b"\x1b\x1b"), key(Key::Escape), "twice in a row is once");
}

#[test]
fn a_sequence_is_swallowed_whole() {
    for bytes in [
        &b"\x1b[1;5C"[..], // Ctrl-right
        b"\x1b[1;2B",      // Shift-down
        b"\x1b[3;5~",
        b"\x1bOQ",    // F2
        b"\x1bO5P",   // Ctrl-F1 on old terminals
        b"\x1b[15~",  // F5
        b"\x1b[24~",  // F12
        b"\x1b[[B",   // F2 on the Linux console
        b"\x1b[M !1", // a click, of the oldest kind
        b"\x1b[M \xc2\x811",
        b"\x1b[M \xf11",
        b"\x1b[<0;21;12M", // a click, of today's kind
        b"\x1b[<0;21;12m",
        b"\x1b[32;21;12M",
        b"\x1b[I", // the window gains the focus
        b"\x1b[13;2u",
        b"\x1b[27;5;113~",
        b"\x1b[?1;2c", // what a terminal says of itself
        b"\x1b[24;80R",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;q1\x1b\\",
        b"\x1bP1$r0q\x1b\\",
        b"\x1b[123456789123456789q",
        b"\x1b[1\x00q",
        b"\x1b[200;1~",
        b"\x1b[201~",
        b"\x1bq",           // Alt-q
        "\x1bé".as_bytes(), // Alt-é
        b"\x1b\r",
        b"\x1b\x1b[A", // Alt-up
        b"\x1b\x1bOA",
    ] {
        assert_eq!(alone(bytes), key(Key::Unknown), "{bytes:?}");
    }
}

#[test]
fn a_sequence_that_is_cut_short_answers_nothing() {
    for bytes in [&b"\x1b["[..], b"\x1b[1;5", b"\x1bO", b"\x1b[M !", b"\x1b]0;q", b"\x1b]0;q\x1b", b"\xc3"] {
        assert_eq!(typed(bytes), key(Key::Unknown), "{bytes:?}");
    }
    assert_eq!(typed(b"\x1b[1;\x1b[A"), key(Key::ArrowUp), "another begins");
    assert_eq!(typed(b"\x1b[1;\x18"), [], "it is cancelled");
    assert_eq!(typed(b"\xc3q"), key(Key::Unknown));
    assert_eq!(typed(b"\xe9"), key(Key::Unknown), "another encoding");
    assert_eq!(typed(b"\xed\xa0\x80"), key(Key::Unknown), "no character");
}

#[test]
fn ctrl_c_is_heard_in_the_middle_of_a_sequence() {
    for bytes in [&b"\x1b\x03"[..], b"\x1b[1;\x03", b"\x1b]0;\x03", b"\xc3\x03"] {
        assert_eq!(alone(bytes), key(Key::CtrlC), "{bytes:?}");
    }
}

#[test]
fn a_paste_is_one_stroke_line_ends_and_sequences_included() {
    assert_eq!(alone(b"\x1b[200~q\r2\r\x1b[201~"), paste("q\r2\r"));
    assert_eq!(alone(b"\x1b[200~\x03\x04\x1b[A\x1b[201~"), paste("\u{3}\u{4}\u{1b}[A"));
    assert_eq!(alone(b"\x1b[200~a\x1b[20\x1b[201~"), paste("a\u{1b}[20"));
    assert_eq!(alone(b"\x1b[200~\x1b[201~"), paste(""));
    assert_eq!(typed(b"\x1b[200~its end is lost"), paste("its end is lost"));
}

#[test]
fn a_paste_of_a_megabyte_keeps_no_more_than_a_line_takes() {
    let long = [&b"\x1b[200~"[..], &b"q\n".repeat(500_000), b"\x1b[201~"].concat();
    let strokes = alone(&long);
    assert!(matches!(&*strokes, [Stroke::Paste(text)] if text.len() == LONGEST_PASTE), "{}", strokes.len());
}

/// A whole sequence, of any kind that is no plain key.
fn sequence() -> impl Strategy<Value = Vec<u8>> {
    let csi = ("[0-9;:<=>?]{0,20}", "[ -/]{0,2}", "[@-~]").prop_filter_map(
        "another kind",
        |(first, then, last)| {
            let begins_another = first.is_empty() && then.is_empty() && (last == "M" || last == "[");
            let pastes = first.split(';').next() == Some("200") && last == "~";
            let plain = first.is_empty() || last == "~";
            (!begins_another && !pastes && !plain).then(|| format!("\u{1b}[{first}{then}{last}").into_bytes())
        },
    );
    let ss3 = "[0-9;]{1,3}[A-Za-z]".prop_map(|rest| format!("\u{1b}O{rest}").into_bytes());
    let click = "[ -~]{3}".prop_map(|rest| format!("\u{1b}[M{rest}").into_bytes());
    let alt = "[a-z0-9]".prop_map(|letter| format!("\u{1b}{letter}").into_bytes());
    let said = "[ -~]{0,30}".prop_map(|text| format!("\u{1b}]{text}\u{7}").into_bytes());
    let paste = proptest::collection::vec(any::<u8>(), 0..50).prop_filter_map("it ends", |bytes| {
        let ends = bytes.windows(6).any(|part| part == b"\x1b[201~");
        (!ends).then(|| [&b"\x1b[200~"[..], &bytes, b"\x1b[201~"].concat())
    });
    prop_oneof![csi, ss3, click, alt, said, paste]
}

proptest! {
    #[test]
    fn nothing_within_a_sequence_is_a_key(sequences in proptest::collection::vec(sequence(), 0..10)) {
        for stroke in alone(&sequences.concat()) {
            prop_assert!(matches!(stroke, Stroke::Key(Key::Unknown) | Stroke::Paste(_)), "{:?}", stroke);
        }
    }

    #[test]
    fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(typed(&bytes).len() <= bytes.len() + 1);
    }

    #[test]
    fn any_text_is_typed_as_it_is(text in "[^\\x00-\\x1f\\x7f]{0,50}") {
        let expected: Vec<Stroke> = text.chars().map(|c| Stroke::Key(Key::Char(c))).collect();
        prop_assert_eq!(typed(text.as_bytes()), expected);
    }
}
