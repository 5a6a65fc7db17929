//! What replaying a line gave, remembered by the bytes that follow its id: a year of cases goes a thousand distinct
//! ways. Lines that were met are only counted, and each way is replayed once more at the end, for all of them.
//!
//! A line is known by all its bytes, never by their hash alone. The room is bounded: what finds none is replayed as
//! if nothing were remembered.

use memchr::memchr;

/// How many ways may share a place: no more are compared to a line.
const SHARED: usize = 4;
const PLACES: usize = 1 << 10;
/// The texts of all ways together, in bytes.
const LARGEST: usize = 1 << 19;
/// Where fewer lines than one of so many were known, remembering costs more than it saves.
const WORTH: u32 = 8;
/// After how many blocks that is looked at again.
const PAUSE: u32 = 16;

/// The ways that were met, and how often since.
pub(super) struct Memory {
    ways: Vec<Way>,
    texts: Vec<u8>,
    /// In the block that is being read: lines that were sought, and those that were known.
    sought: u32,
    known: u32,
    pause: u32,
}

#[derive(Clone, Copy, Default)]
struct Way {
    hash: u64,
    start: u32,
    length: u32,
    times: u32,
    deviates: bool,
}

/// What is known of a line.
pub(super) enum Sought<'a> {
    /// It was met, and it is counted.
    Counted,
    /// It must be replayed; then it can be remembered by this.
    New(Key<'a>),
    /// It must be replayed.
    Odd,
}

/// The bytes that follow an id, its closing quote first.
#[derive(Clone, Copy)]
pub(super) struct Key<'a> {
    rest: &'a [u8],
    hash: u64,
}

impl Memory {
    pub fn new() -> Self {
        Self { ways: vec![Way::default(); SHARED * PLACES], texts: Vec::new(), sought: 0, known: 0, pause: 0 }
    }

    /// Says that a block begins: whether it is worth remembering is looked at.
    pub fn begin(&mut self) {
        if self.sought > 0 && self.known < self.sought / WORTH {
            self.pause = PAUSE;
        }
        self.pause = self.pause.saturating_sub(1);
        (self.sought, self.known) = (0, 0);
    }

    /// Looks for a line; one that deviates is only counted where `counts_deviations`.
    #[inline]
    pub fn seek<'a>(&mut self, line: &'a [u8], counts_deviations: bool) -> Sought<'a> {
        if self.pause > 0 {
            return Sought::Odd;
        }
        let Some(rest) = after_id(line) else { return Sought::Odd };
        let key = Key { rest, hash: hash(rest) };
        self.sought += 1;
        let from = place(key.hash);
        for way in &mut self.ways[from..from + SHARED] {
            if way.hash == key.hash && text(&self.texts, way) == rest {
                if way.deviates && !counts_deviations || way.times == u32::MAX {
                    return Sought::Odd;
                }
                way.times += 1;
                self.known += 1;
                return Sought::Counted;
            }
        }
        Sought::New(key)
    }

    /// Remembers what was just replayed, where there is room.
    pub fn remember(&mut self, key: Key<'_>, deviates: bool) {
        let from = place(key.hash);
        let Some(way) = self.ways[from..from + SHARED].iter_mut().find(|way| way.length == 0) else { return };
        let (Ok(start), Ok(length)) = (u32::try_from(self.texts.len()), u32::try_from(key.rest.len())) else {
            return;
        };
        if self.texts.len() + key.rest.len() <= LARGEST {
            self.texts.extend_from_slice(key.rest);
            *way = Way { hash: key.hash, start, length, times: 0, deviates };
        }
    }

    /// A line for each way that was met again, and how often it was.
    pub fn counted(&self) -> impl Iterator<Item = (String, u64)> {
        self.ways.iter().filter(|way| way.times > 0).filter_map(|way| {
            let rest = std::str::from_utf8(text(&self.texts, way)).ok()?;
            Some((format!("{START}{rest}"), u64::from(way.times)))
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "any bits of it do")]
fn place(hash: u64) -> usize {
    SHARED * (hash as usize % PLACES)
}

fn text<'t>(texts: &'t [u8], way: &Way) -> &'t [u8] {
    let start = way.start as usize;
    &texts[start..start + way.length as usize]
}

/// How a line starts that may be remembered.
const START: &str = r#"{"id":""#;

/// What follows the id of a line that starts with it, its closing quote first; none where the id is not plain ASCII.
#[inline]
fn after_id(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(START.as_bytes())?;
    let end = memchr(b'"', rest)?;
    // Without a way out of the loop, the bytes are looked at together.
    let odd = |byte: u8| u8::from(!(b' '..=b'~').contains(&byte)) | u8::from(byte == b'\\');
    (rest[..end].iter().fold(0, |found, byte| found | odd(*byte)) == 0).then(|| &rest[end..])
}

/// A hash of every byte, sixteen at a time.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "both halves of the product are taken")]
fn hash(bytes: &[u8]) -> u64 {
    const ONE: u64 = 0x9e37_79b9_7f4a_7c15;
    const OTHER: u64 = 0xc2b2_ae3d_27d4_eb4f;
    let word = |bytes: &[u8]| bytes.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
    let fold = |one: u64, other: u64| {
        let product = u128::from(one) * u128::from(other);
        (product as u64) ^ (product >> 64) as u64
    };
    let (mut left, mut right) = (ONE ^ bytes.len() as u64, OTHER);
    for chunk in bytes.chunks_exact(32) {
        left = fold(left ^ word(chunk), ONE ^ word(&chunk[8..]));
        right = fold(right ^ word(&chunk[16..]), OTHER ^ word(&chunk[24..]));
    }
    // What is left is read with bytes before it, where there are any: nothing is copied.
    let mut short = [0; 32];
    let last = bytes.last_chunk().unwrap_or_else(|| {
        short[..bytes.len()].copy_from_slice(bytes);
        &short
    });
    left = fold(left ^ word(last), ONE ^ word(&last[8..]));
    right = fold(right ^ word(&last[16..]), OTHER ^ word(&last[24..]));
    fold(left ^ ONE, right ^ OTHER)
}
