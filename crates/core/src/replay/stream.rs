//! A stream of JSON lines, in constant memory: blocks of whole lines are handed to as many threads as the options say
//! (`commands/rejouer/plan.rs` says how many), and their counts are merged in the order of the blocks.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Mutex;
use std::thread;

use memchr::{memchr, memchr_iter, memrchr};

use super::Trees;
use super::memory::{Memory, Sought};
use super::tally::{Room, Tally};
use crate::case::{Case, json, scan};

/// No line may be longer.
const BLOCK: usize = 1 << 20;
/// What is read at once, where lines are shorter: it stays near the processor.
const READ: usize = 1 << 18;
/// A line that is not ended after so many bytes never will be.
const ENDLESS: usize = 1 << 30;

/// Replays every line of `input`, known to the user as `file`, on `threads` threads.
///
/// # Errors
///
/// Where the input cannot be read further.
pub fn lines(
    trees: &Trees<'_>,
    input: impl Read + Send,
    file: &str,
    options: Options<'_>,
) -> io::Result<Tally> {
    let source = Mutex::new(Blocks::new(input));
    let merged = Mutex::new(Merged::new(Tally::new(trees, options.coverage)));
    let work = || -> io::Result<()> {
        let mut block = Block::default();
        let mut memory = Memory::new();
        loop {
            let more = match source.lock() {
                Ok(mut source) => source.next(&mut block)?,
                Err(_) => false,
            };
            if !more {
                let again = remembered(trees, &memory, options);
                if let Ok(mut merged) = merged.lock() {
                    merged.tally.merge(again, 0);
                }
                return Ok(());
            }
            let room = merged.lock().map_or_else(|_| Room::default(), |merged| merged.tally.room());
            let tally = Tally::new(trees, options.coverage).keeping(room);
            let (tally, count) = replay(trees, &block, file, options.strict, &mut memory, tally);
            (options.progress)(block.length as u64);
            if let Ok(mut merged) = merged.lock() {
                merged.add(block.rank, tally, count);
            }
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..options.threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mine = work();
        others.into_iter().fold(mine, |result, other| {
            result.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    })?;
    Ok(merged.into_inner().map_or_else(|poisoned| poisoned.into_inner().tally, |merged| merged.tally))
}

/// How to replay a stream.
#[derive(Clone, Copy)]
pub struct Options<'p> {
    pub threads: usize,
    /// An answer to a question that was never asked is a deviation.
    pub strict: bool,
    pub coverage: bool,
    /// Told how many bytes were read, now and then.
    pub progress: &'p (dyn Fn(u64) + Sync),
}

/// How a block ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum End {
    /// With a whole line.
    #[default]
    Whole,
    /// In a line longer than a block, the rest of which is passed over.
    TooLong,
}

/// Cuts an input into blocks of whole lines.
struct Blocks<R> {
    input: R,
    /// The start of a line whose end is not read yet.
    carry: Vec<u8>,
    made: u64,
    ended: bool,
}

/// A block: a buffer that is filled again and again, and how much of it counts.
#[derive(Default)]
struct Block {
    room: Vec<u8>,
    length: usize,
    rank: u64,
    end: End,
}

impl<R: Read> Blocks<R> {
    fn new(input: R) -> Self {
        Self { input, carry: Vec::with_capacity(BLOCK), made: 0, ended: false }
    }

    /// Fills `block` with the next lines; false where there are none.
    fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        // Cleared once: a buffer is written over, never emptied.
        block.room.resize(BLOCK, 0);
        block.room[..self.carry.len()].copy_from_slice(&self.carry);
        block.length = self.carry.len();
        block.end = End::Whole;
        self.carry.clear();
        self.fill(block, BLOCK.min(block.length + READ))?;
        let ends = |block: &Block| memrchr(b'\n', &block.room[..block.length]);
        let mut last = ends(block);
        if last.is_none() {
            self.fill(block, BLOCK)?;
            last = ends(block);
        }
        if !self.ended {
            if let Some(last) = last {
                self.carry.extend_from_slice(&block.room[last + 1..block.length]);
                block.length = last + 1;
            } else {
                block.end = End::TooLong;
                self.pass_over()?;
            }
        }
        block.rank = self.made;
        self.made += 1;
        Ok(block.length > 0)
    }

    /// Reads until the block holds so many bytes or the input ends.
    fn fill(&mut self, block: &mut Block, wanted: usize) -> io::Result<()> {
        while block.length < wanted && !self.ended {
            match self.input.read(&mut block.room[block.length..wanted]) {
                Ok(0) => self.ended = true,
                Ok(read) => block.length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Drops what is left of a line that is too long.
    fn pass_over(&mut self) -> io::Result<()> {
        let mut rest = vec![0; 1 << 16];
        let mut passed = 0;
        while passed < ENDLESS {
            match self.input.read(&mut rest) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(());
                }
                Ok(read) => {
                    passed += read;
                    if let Some(end) = memchr(b'\n', &rest[..read]) {
                        self.carry.extend_from_slice(&rest[end + 1..read]);
                        return Ok(());
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::FileTooLarge.into())
    }
}

/// Replays a block; returns its counts and how many lines it has.
fn replay(
    trees: &Trees<'_>,
    block: &Block,
    file: &str,
    strict: bool,
    memory: &mut Memory,
    mut tally: Tally,
) -> (Tally, u64) {
    let lines = &block.room[..block.length];
    if block.end == End::TooLong {
        tally.unreadable(file, 1, || "Cette ligne est beaucoup trop longue pour être un cas.".to_owned());
        return (tally, 1);
    }
    let mut case = Case::default();
    memory.begin();
    // One check for the whole block, once a line must be read; only where it fails, one a line.
    let whole = LazyCell::new(|| std::str::from_utf8(lines));
    let unended = (!lines.ends_with(b"\n")).then_some(lines.len());
    let (mut count, mut start) = (0, 0);
    for end in memchr_iter(b'\n', lines).chain(unended) {
        count += 1;
        let bytes = &lines[start..end];
        let key = match memory.seek(bytes, !tally.keeps_deviations()) {
            Sought::Counted => {
                start = end + 1;
                continue;
            }
            Sought::New(key) => Some(key),
            Sought::Odd => None,
        };
        let line = whole.map_or_else(|_| std::str::from_utf8(bytes), |text| Ok(&text[start..end]));
        start = end + 1;
        let Ok(line) = line else {
            tally.unreadable(file, count, || json::NOT_UTF8.to_owned());
            continue;
        };
        match read_line(line, &mut case) {
            None => {
                let deviates = tally.case(trees, &case, strict, file, count);
                if let Some(key) = key {
                    memory.remember(key, deviates);
                }
            }
            Some(json::Line::Unreadable(why)) => tally.unreadable(file, count, || why),
            Some(json::Line::Blank | json::Line::Case(_)) => {}
        }
    }
    (tally, count)
}

/// What the lines that were only counted give.
fn remembered(trees: &Trees<'_>, memory: &Memory, options: Options<'_>) -> Tally {
    let mut tally = Tally::new(trees, options.coverage);
    for (line, times) in memory.counted() {
        // It was read once already.
        let mut case = Case::default();
        if read_line(&line, &mut case).is_none() {
            tally.again(trees, &case, options.strict, times);
        }
    }
    tally
}

/// Reads a line into `case`; what it is where it is no case.
fn read_line<'a>(line: &'a str, case: &mut Case<'a>) -> Option<json::Line<'a>> {
    if scan::read(line, case) && case.answered_twice().is_none() {
        return None;
    }
    match json::line(line.as_bytes()) {
        json::Line::Case(read) => {
            *case = read;
            None
        }
        other => Some(other),
    }
}

/// Counts of blocks, merged in the order of the blocks whatever the order in which they come.
struct Merged {
    tally: Tally,
    lines: u64,
    next: u64,
    waiting: BTreeMap<u64, (Tally, u64)>,
}

impl Merged {
    fn new(tally: Tally) -> Self {
        Self { tally, lines: 0, next: 0, waiting: BTreeMap::new() }
    }

    fn add(&mut self, rank: u64, tally: Tally, count: u64) {
        self.waiting.insert(rank, (tally, count));
        while let Some((tally, count)) = self.waiting.remove(&self.next) {
            self.tally.merge(tally, self.lines);
            self.lines += count;
            self.next += 1;
        }
    }
}
