//! Which row of an index is which of a table, where their words do not tell it: equal requests first, wherever they stand,
//! then the rest in its order, then those that are very much alike elsewhere.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::source::folding::fold;
use crate::source::rows::Row;
use crate::source::shared_words::SharedWords;
use crate::source::text_order::{MOST_PAIRS, align};

/// What two requests must share to be one wherever they stand, and by how much more than with any other.
const SAME_REQUEST: f64 = 0.6;
const CLEAR: f64 = 0.2;

/// The pairs of two lists; a row that only one of them has stands alone.
pub(super) type Laid = Vec<(Option<usize>, Option<usize>)>;

/// How the row of an index is recognised.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The requests that it may be called by, folded.
    requests: BTreeSet<String>,
    /// All that it says.
    words: String,
}

impl Asked {
    /// It is called so.
    pub(super) fn request(&mut self, parts: &[&str]) {
        let request = fold(&parts.join(" "));
        if !request.is_empty() {
            self.requests.insert(request);
        }
    }

    /// It says so.
    pub(super) fn say(&mut self, words: &str) {
        self.words.push_str(words);
        self.words.push(' ');
    }
}

/// Lays the rows of a table along those of an index; `pairs` are known already.
pub(super) fn lay(known: &[&Asked], rows: &[&Row], mut pairs: Vec<(usize, usize)>) -> Laid {
    let left = |pairs: &[(usize, usize)]| {
        let (a, b): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        let rest = |count: usize, taken: &HashSet<usize>| {
            (0..count).filter(|at| !taken.contains(at)).collect::<Vec<_>>()
        };
        (rest(known.len(), &a), rest(rows.len(), &b))
    };
    let (some_known, some_rows) = left(&pairs);
    let asked: Vec<&Asked> = some_known.iter().map(|at| known[*at]).collect();
    let left_rows: Vec<&Row> = some_rows.iter().map(|at| rows[*at]).collect();
    pairs.extend(equal(&asked, &left_rows).into_iter().map(|(a, b)| (some_known[a], some_rows[b])));
    pairs.extend(between(known, rows, &pairs));
    // What has no place in the order may stand elsewhere.
    let (some_known, some_rows) = left(&pairs);
    pairs.extend(alike(known, rows, &some_known, &some_rows));
    let (some_known, some_rows) = left(&pairs);
    let mut laid: Laid = pairs.into_iter().map(|(a, b)| (Some(a), Some(b))).collect();
    laid.extend(some_known.into_iter().map(|a| (Some(a), None)));
    laid.extend(some_rows.into_iter().map(|b| (None, Some(b))));
    in_order(laid)
}

/// The pairs of the rows that are in none yet: by their words, between those that keep their order. Of a table too large
/// to be laid as a whole, those rows alone are.
fn between(known: &[&Asked], rows: &[&Row], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (a, b): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
    let large = known.len().saturating_mul(rows.len()) > MOST_PAIRS;
    let some = |count: usize, taken: &HashSet<usize>| {
        (0..count).filter(|at| !large || !taken.contains(at)).collect::<Vec<usize>>()
    };
    let (some_known, some_rows) = (some(known.len(), &a), some(rows.len(), &b));
    let words: Vec<&str> = some_known.iter().map(|at| known[*at].words.as_str()).collect();
    let table = some_rows.iter().map(|at| format!("{} {}", rows[*at].demande, rows[*at].action));
    let table: Vec<String> = table.collect();
    let table: Vec<&str> = table.iter().map(String::as_str).collect();
    let laid = align(&words, &table, if large { &[] } else { pairs }).into_iter();
    laid.filter_map(|pair| Some((some_known[pair.0?], some_rows[pair.1?])))
        .filter(|(one, other)| !a.contains(one) && !b.contains(other))
        .collect()
}

/// In the order of the index; a row that only the table has stands after the one that it follows there.
fn in_order(mut laid: Laid) -> Laid {
    let of: HashMap<usize, usize> = laid.iter().filter_map(|(a, b)| Some(((*b)?, (*a)?))).collect();
    let last = laid.iter().filter_map(|(_, b)| *b).max().unwrap_or(0);
    // After how many rows of the index each row of the table stands.
    let mut after = vec![0; last + 1];
    for at in 0..=last {
        let above = at.checked_sub(1).map_or(0, |above| after[above]);
        after[at] = of.get(&at).map_or(above, |a| a + 1);
    }
    laid.sort_by_key(|(a, b)| match (a, b) {
        (Some(a), _) => (a + 1, 0),
        (None, b) => (b.map_or(0, |b| after[b]), b.map_or(0, |b| b + 1)),
    });
    laid
}

/// The requests that only one row of each says, word for word.
fn equal(known: &[&Asked], rows: &[&Row]) -> Vec<(usize, usize)> {
    let mut of_table: HashMap<String, Option<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        of_table.entry(fold(&row.demande)).and_modify(|one| *one = None).or_insert(Some(at));
    }
    let mut of_index: HashMap<usize, Option<usize>> = HashMap::new();
    for (at, asked) in known.iter().enumerate() {
        let own: BTreeSet<usize> =
            asked.requests.iter().filter_map(|request| *of_table.get(request)?).collect();
        for row in own {
            of_index.entry(row).and_modify(|one| *one = None).or_insert(Some(at));
        }
    }
    let mut pairs: Vec<(usize, usize)> = of_index.into_iter().filter_map(|(b, a)| Some((a?, b))).collect();
    // A row of the index that is called as two of the table are is neither for sure.
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (a, _) in &pairs {
        *counts.entry(*a).or_default() += 1;
    }
    pairs.retain(|(a, _)| counts[a] == 1);
    pairs.sort_unstable();
    pairs
}

/// The pairs that are each other's likest by far.
fn alike(known: &[&Asked], rows: &[&Row], some_known: &[usize], some_rows: &[usize]) -> Vec<(usize, usize)> {
    if some_known.len().saturating_mul(some_rows.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let requests = |at: &usize| known[*at].requests.iter().map(String::as_str);
    let own = || some_known.iter().flat_map(requests);
    let words = SharedWords::new(own().chain(some_rows.iter().map(|at| rows[*at].demande.as_str())));
    let table = own().count();
    let mut first = 0;
    let mut scores: Vec<Vec<f64>> = Vec::new();
    for at in some_known {
        let requests = first..first + requests(at).count();
        first = requests.end;
        let mut row = vec![0.0_f64; some_rows.len()];
        for request in requests {
            let shared = words.shared(request);
            let shared = shared[table..].iter().enumerate().filter(|(_, shared)| **shared > 0.0);
            for (b, shared) in shared {
                row[b] = row[b].max(words.alike(request, table + b, *shared));
            }
        }
        scores.push(row);
    }
    let clear = |of: &dyn Fn(usize) -> f64, count: usize, at: usize| {
        (0..count).filter(|other| *other != at).all(|other| of(other) + CLEAR <= of(at))
    };
    let mut pairs = Vec::new();
    for (a, row) in scores.iter().enumerate() {
        let best = (0..row.len()).max_by(|x, y| row[*x].total_cmp(&row[*y]));
        let Some(b) = best.filter(|b| row[*b] >= SAME_REQUEST) else { continue };
        if clear(&|other| row[other], row.len(), b) && clear(&|other| scores[other][b], scores.len(), a) {
            pairs.push((some_known[a], some_rows[b]));
        }
    }
    pairs
}
