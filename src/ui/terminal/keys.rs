//! From the bytes of a terminal to what was typed: a sequence is swallowed whole, whatever it says, so that none of
//! its bytes is taken for an answer.
//!
//! The states are those of a terminal's own parser (ECMA-48), with what only keyboards send: SS3, mouse reports,
//! pastes. `console` stops after three bytes of a sequence and gives the rest as keys; crossterm drops what it knows
//! and gives the rest of what it does not; `vte` knows no SS3, no mouse and no paste.

use std::time::Duration;

use console::Key;

use super::Stroke;

/// After an escape, what follows at once belongs to it; nobody presses two keys that fast.
const ESCAPE: Duration = Duration::from_millis(50);
/// The rest of a sequence comes within this, over the slowest of links.
const SEQUENCE: Duration = Duration::from_millis(500);
/// A paste whose end is lost ends with this silence.
const PASTE: Duration = Duration::from_secs(1);
/// What is kept of a paste, in bytes: a line of words holds less.
const LONGEST_PASTE: usize = 4096;
const END_OF_PASTE: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;

/// What the next byte belongs to.
#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After an escape, or several: `alt` then.
    Escape { alt: bool },
    /// A character of several bytes, so many of which are to come.
    Character { bytes: Vec<u8>, left: usize, alt: bool },
    /// After `ESC [`: the first parameter, and whether there is more than that.
    Csi { first: u16, more: bool, empty: bool, alt: bool },
    /// After `ESC O`.
    Ss3 { modified: bool },
    /// So many characters of a report; a lead byte may have just come.
    Report { left: usize, lead: bool },
    /// Until the end of a string, which an escape may have begun.
    Text { ending: bool },
    /// So many bytes of the end of the paste were met.
    Paste { bytes: Vec<u8>, met: usize },
}

/// What came of the terminal so far.
#[derive(Debug, Default)]
pub(super) struct Keys {
    state: State,
}

impl Keys {
    /// How long to wait for the rest of what has begun, if something has.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape { .. } => Some(ESCAPE),
            State::Paste { .. } => Some(PASTE),
            _ => Some(SEQUENCE),
        }
    }

    /// The same, where all that has come is an escape.
    pub(super) fn escape_begun(&self) -> Option<Duration> {
        self.patience().filter(|_| matches!(self.state, State::Escape { .. }))
    }

    /// Nothing came for as long as that.
    pub(super) fn quiet(&mut self, strokes: &mut Vec<Stroke>) {
        match std::mem::take(&mut self.state) {
            State::Ground => {}
            State::Escape { .. } => strokes.push(Stroke::Key(Key::Escape)),
            State::Paste { bytes, .. } => strokes.push(pasted(&bytes)),
            _ => strokes.push(Stroke::Key(Key::Unknown)),
        }
    }

    /// The next byte.
    pub(super) fn take(&mut self, byte: u8, strokes: &mut Vec<Stroke>) {
        let state = std::mem::take(&mut self.state);
        if let State::Paste { bytes, met } = state {
            self.state = paste(bytes, met, byte, strokes);
            return;
        }
        let in_sequence = !matches!(state, State::Ground);
        let stroke = match (state, byte) {
            (_, 0x03) => Some(Key::CtrlC),
            // Cancels a sequence; by itself it is a key like another.
            (_, 0x18 | 0x1a) if in_sequence => None,
            (State::Text { .. }, ESC) => {
                self.state = State::Text { ending: true };
                None
            }
            (State::Escape { .. }, ESC) => {
                self.state = State::Escape { alt: true };
                None
            }
            (_, ESC) => {
                self.state = State::Escape { alt: false };
                None
            }
            (State::Ground, byte) => self.plain(byte, false),
            (State::Escape { alt }, byte) => self.after_escape(byte, alt),
            (State::Character { bytes, left, alt }, byte) => self.character(bytes, left, alt, byte),
            (State::Csi { first, more, empty, alt }, byte) => self.csi(first, more, empty, alt, byte),
            (State::Ss3 { modified }, byte) => self.ss3(modified, byte),
            (State::Report { left, lead }, byte) => return self.report(left, lead, byte, strokes),
            (State::Text { ending: true }, b'\\') | (State::Text { ending: false }, 0x07) => {
                Some(Key::Unknown)
            }
            (State::Text { ending: true }, byte) => self.after_escape(byte, false),
            (state @ State::Text { .. }, _) => {
                self.state = state;
                None
            }
            (State::Paste { .. }, _) => None,
        };
        strokes.extend(stroke.map(Stroke::Key));
    }

    /// A byte outside any sequence, or after an escape: then it is the Alt key's, which answers nothing.
    fn plain(&mut self, byte: u8, alt: bool) -> Option<Key> {
        let left = match byte {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ if alt => return Some(Key::Unknown),
            b'\n' | b'\r' => return Some(Key::Enter),
            b'\t' => return Some(Key::Tab),
            0x7f | 0x08 => return Some(Key::Backspace),
            0x01 => return Some(Key::Home),
            0x05 => return Some(Key::End),
            0x80.. => return Some(Key::Unknown),
            _ => return Some(Key::Char(byte.into())),
        };
        self.state = State::Character { bytes: vec![byte], left, alt };
        None
    }

    fn after_escape(&mut self, byte: u8, alt: bool) -> Option<Key> {
        self.state = match byte {
            b'[' => State::Csi { first: 0, more: false, empty: true, alt },
            b'O' => State::Ss3 { modified: alt },
            b'P' | b'X' | b']' | b'^' | b'_' => State::Text { ending: false },
            _ => return self.plain(byte, true),
        };
        None
    }

    fn character(&mut self, mut bytes: Vec<u8>, left: usize, alt: bool, byte: u8) -> Option<Key> {
        if !(0x80..=0xbf).contains(&byte) {
            // The character is not whole: this byte begins something else, which may not answer either.
            return self.plain(byte, true);
        }
        bytes.push(byte);
        if left > 1 {
            self.state = State::Character { bytes, left: left - 1, alt };
            return None;
        }
        let character = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
        Some(character.filter(|_| !alt).map_or(Key::Unknown, Key::Char))
    }

    fn csi(&mut self, first: u16, more: bool, empty: bool, alt: bool, byte: u8) -> Option<Key> {
        let key = match byte {
            b'0'..=b'9' if !more => {
                let first = first.saturating_mul(10).saturating_add(u16::from(byte - b'0'));
                self.state = State::Csi { first, more, empty: false, alt };
                return None;
            }
            // More parameters, what stands before the last byte, and controls that have no place here.
            ..=0x3f | 0x7f.. => {
                self.state = State::Csi { first, more: true, empty: false, alt };
                return None;
            }
            b'M' if empty => {
                self.state = State::Report { left: 3, lead: false };
                return None;
            }
            // The function keys of the Linux console: `ESC [ [ A`.
            b'[' if empty => {
                self.state = State::Report { left: 1, lead: false };
                return None;
            }
            b'~' if first == 200 && !more => {
                self.state = State::Paste { bytes: Vec::new(), met: 0 };
                return None;
            }
            b'~' => numbered(first),
            _ if empty => named(byte),
            _ => Key::Unknown,
        };
        Some(if more || alt { Key::Unknown } else { key })
    }

    fn ss3(&mut self, modified: bool, byte: u8) -> Option<Key> {
        if byte.is_ascii_digit() || byte == b';' {
            self.state = State::Ss3 { modified: true };
            return None;
        }
        Some(match byte {
            _ if modified => Key::Unknown,
            // The Enter key of the digits.
            b'M' => Key::Enter,
            _ => named(byte),
        })
    }

    /// A character of a report; a place beyond 95 may be written as two bytes.
    fn report(&mut self, left: usize, lead: bool, byte: u8, strokes: &mut Vec<Stroke>) {
        let goes_on = lead && (0x80..=0xbf).contains(&byte);
        if left == 0 && !goes_on {
            strokes.push(Stroke::Key(Key::Unknown));
            return self.take(byte, strokes);
        }
        let left = if goes_on { left } else { left - 1 };
        let lead = !goes_on && (0xc2..=0xdf).contains(&byte);
        if left > 0 || lead {
            self.state = State::Report { left, lead };
        } else {
            strokes.push(Stroke::Key(Key::Unknown));
        }
    }
}

/// The key whose sequence ends with this letter, in both modes of the arrows.
fn named(letter: u8) -> Key {
    match letter {
        b'A' => Key::ArrowUp,
        b'B' => Key::ArrowDown,
        b'C' => Key::ArrowRight,
        b'D' => Key::ArrowLeft,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        _ => Key::Unknown,
    }
}

/// The key that has this number.
fn numbered(number: u16) -> Key {
    match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Del,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        _ => Key::Unknown,
    }
}

fn paste(mut bytes: Vec<u8>, met: usize, byte: u8, strokes: &mut Vec<Stroke>) -> State {
    if byte == END_OF_PASTE[met] {
        if met + 1 < END_OF_PASTE.len() {
            return State::Paste { bytes, met: met + 1 };
        }
        strokes.push(pasted(&bytes));
        return State::Ground;
    }
    // An escape begins the end and stands nowhere else in it.
    let again = usize::from(byte == ESC);
    let room = LONGEST_PASTE.saturating_sub(bytes.len());
    bytes.extend(END_OF_PASTE[..met].iter().copied().chain((again == 0).then_some(byte)).take(room));
    State::Paste { bytes, met: again }
}

fn pasted(bytes: &[u8]) -> Stroke {
    Stroke::Paste(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests;
