//! The rows of two versions of a table, each with the one that it became, wherever that stands now.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::order::longest_run;
use crate::source::folding::fold;
use crate::source::rows::Row;
use crate::source::shared_words::SharedWords;
use crate::source::text_order::{MOST_PAIRS, places};

/// What a request must share with another to be the same, reworded.
const LEAST_SHARED: f64 = 0.45;
/// What a request must share with another to be the same where its action is another.
const LEAST_WITHOUT_ACTION: f64 = 0.65;
/// What an action must share with another to be no other.
const SAME_ACTION: f64 = 0.3;
/// What a request must share with the only one in its place, of the same category and the same action, to be the same in
/// other words.
const IN_ITS_PLACE: f64 = 0.1;
/// What an action must share with another to be the same.
const EQUAL_ACTION: f64 = 0.95;
/// What a request must have of another to be a part of it.
const PART_OF_REQUEST: f64 = 0.75;
/// What a request must have of another to be the whole of it.
const WHOLE_REQUEST: f64 = 0.98;
/// No more pairs of rows that are alike are put in order.
const MOST_ALIKE: usize = 1_000_000;

/// The rows of two versions, by their ranks.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Old and new, in the order of the new ones.
    pub same: Vec<(usize, usize)>,
    /// A row of which a part became a row of its own: old, new.
    pub split: Vec<(usize, usize)>,
    /// A row that became a part of another: old, new.
    pub merged: Vec<(usize, usize)>,
    pub lost: Vec<usize>,
    pub added: Vec<usize>,
}

impl Pairs {
    /// Tells what became of the rows that are in no pair; among the words, the requests of the `old` rows come first, then
    /// those of the `new` ones.
    fn tell_unpaired(&mut self, words: &SharedWords, old: usize, new: usize) {
        let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = self.same.iter().copied().unzip();
        let alone = old + new - 2 * self.same.len();
        // The parts of other rows are looked for where they are few.
        let parted = if alone.saturating_mul(self.same.len()) > MOST_PAIRS { &[] } else { &self.same[..] };
        for b in (0..new).filter(|b| !taken_new.contains(b)) {
            let shared = words.shared(old + b);
            let part = |text: usize| words.part(old + b, shared[text]);
            // What the pair of the old row still says of it was not split off.
            let of = parted.iter().filter(|(a, other)| is_part(part(*a), part(old + other)));
            match of.map(|(a, _)| *a).min_by_key(|a| a.abs_diff(b)) {
                Some(a) => self.split.push((a, b)),
                None => self.added.push(b),
            }
        }
        for a in (0..old).filter(|a| !taken_old.contains(a)) {
            let shared = words.shared(a);
            let part = |text: usize| words.part(a, shared[text]);
            let of = parted.iter().filter(|(other, b)| is_part(part(old + b), part(*other)));
            match of.map(|(_, b)| *b).min_by_key(|b| b.abs_diff(a)) {
                Some(b) => self.merged.push((a, b)),
                None => self.lost.push(a),
            }
        }
    }
}

/// Whether a request is a part of another, of which `within` says how much of it is there, though the row that stands beside
/// it has as much as `beside` of its words: a request begins like its neighbours, and only the whole of it tells them apart.
fn is_part(within: f64, beside: f64) -> bool {
    within >= PART_OF_REQUEST
        && (beside < PART_OF_REQUEST || within >= WHOLE_REQUEST && beside < WHOLE_REQUEST)
}

/// The words of each row, by a number of their own: a copy of a row that stays is no other row.
struct Copies {
    of_old: Vec<usize>,
    of_new: Vec<usize>,
    /// By their numbers, whether an old row has these words, and whether a new one has.
    known: [Vec<bool>; 2],
}

impl Copies {
    fn new(old: &[&Row], new: &[&Row]) -> Self {
        let mut numbers: HashMap<(String, String), usize> = HashMap::new();
        let mut number = |row: &&Row| {
            let next = numbers.len();
            *numbers.entry((fold(&row.demande), fold(&row.action))).or_insert(next)
        };
        let of_old: Vec<usize> = old.iter().map(&mut number).collect();
        let of_new: Vec<usize> = new.iter().map(&mut number).collect();
        let mut known = [vec![false; numbers.len()], vec![false; numbers.len()]];
        for (known, rows) in known.iter_mut().zip([&of_old, &of_new]) {
            for words in rows {
                known[*words] = true;
            }
        }
        Self { of_old, of_new, known }
    }

    /// Whether one of two rows that differ is the copy of another row of the other version.
    fn is_copy(&self, a: usize, b: usize) -> bool {
        let (old, new) = (self.of_old[a], self.of_new[b]);
        old != new && (self.known[0][new] || self.known[1][old])
    }
}

/// Pairs the rows of two versions.
pub fn pairs(old: &[&Row], new: &[&Row]) -> Pairs {
    let rows = || old.iter().chain(new);
    let words =
        SharedWords::new(rows().map(|row| row.demande.as_str()).chain(rows().map(|row| row.action.as_str())));
    // Where the requests of the new rows stand among these texts, and where the actions.
    let (after, actions) = (old.len(), old.len() + new.len());
    let action = |a: usize, b: usize, shared: &[f64]| {
        let (a, b) = (actions + a, actions + after + b);
        words.alike(a, b, shared[b])
    };
    let (copies, places) = (Copies::new(old, new), places(&in_order(alone_in_both(old, new)), new.len()));
    let mut found = Pairs {
        same: closest((old, new), &places, |a, right| {
            let (demandes, own) = (words.shared(a), words.shared(actions + a));
            let like = |b: usize| {
                if copies.is_copy(a, b) {
                    return None;
                }
                let demande = words.alike(a, after + b, demandes[after + b]);
                let least = |action| if action < SAME_ACTION { LEAST_WITHOUT_ACTION } else { LEAST_SHARED };
                let action = (demande >= LEAST_SHARED).then(|| action(a, b, &own))?;
                (demande >= least(action)).then_some(demande + action / 10.0)
            };
            right.iter().filter_map(|b| Some((*b, like(*b)?))).collect()
        }),
        ..Pairs::default()
    };
    // Of what is left, a row that lost words, or took some, is the same where its action is.
    let shortened = closest_left(&found.same, old.len(), &places, |a, right| {
        let (demandes, own) = (words.shared(a), words.shared(actions + a));
        let like = |b: usize| {
            let shared = demandes[after + b];
            let part = words.part(a, shared).max(words.part(after + b, shared));
            let same = part >= PART_OF_REQUEST && action(a, b, &own) >= SAME_ACTION && !copies.is_copy(a, b);
            same.then(|| words.alike(a, after + b, shared))
        };
        right.iter().filter_map(|b| Some((*b, like(*b)?))).collect()
    });
    found.same.extend(shortened);
    let reworded: Vec<(usize, usize)> = alone_in_place(&found.same, old.len(), new.len())
        .into_iter()
        .filter(|&(a, b)| {
            let is_one = old[a].categorie == new[b].categorie && !copies.is_copy(a, b);
            is_one && action(a, b, &words.shared(actions + a)) >= EQUAL_ACTION && {
                words.alike(a, after + b, words.shared(a)[after + b]) >= IN_ITS_PLACE
            }
        })
        .collect();
    found.same.extend(reworded);
    found.same.sort_unstable_by_key(|(_, b)| *b);
    found.tell_unpaired(&words, old.len(), new.len());
    found
}

/// Of the rows that are in no pair yet, each with its likest; none where they are too many to be weighed.
fn closest_left(
    same: &[(usize, usize)],
    old: usize,
    places: &[usize],
    likes: impl Fn(usize, &[usize]) -> Likes,
) -> Vec<(usize, usize)> {
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = same.iter().copied().unzip();
    let left = |count: usize, taken: &HashSet<usize>| {
        (0..count).filter(|at| !taken.contains(at)).collect::<Vec<usize>>()
    };
    let (left_old, left_new) = (left(old, &taken_old), left(places.len(), &taken_new));
    if left_old.len().saturating_mul(left_new.len()) > MOST_PAIRS {
        return Vec::new();
    }
    greedy(&left_old, &left_new, places, likes)
}

/// The rows that no pair holds, and that are alone between the same neighbours in both versions: old, new.
fn alone_in_place(same: &[(usize, usize)], old: usize, new: usize) -> Vec<(usize, usize)> {
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = same.iter().copied().unzip();
    let kept = in_order(same.to_vec());
    let mut between: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for a in (0..old).filter(|a| !taken_old.contains(a)) {
        between.entry(kept.partition_point(|(own, _)| *own < a)).or_default().0.push(a);
    }
    for b in (0..new).filter(|b| !taken_new.contains(b)) {
        between.entry(kept.partition_point(|(_, own)| *own < b)).or_default().1.push(b);
    }
    let alone = |rows: &(Vec<usize>, Vec<usize>)| match (&rows.0[..], &rows.1[..]) {
        ([a], [b]) => Some((*a, *b)),
        _ => None,
    };
    between.values().filter_map(alone).collect()
}

/// Of pairs of rows, those that keep the order of most.
fn in_order(mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_unstable_by_key(|(_, b)| *b);
    let ranks: Vec<usize> = pairs.iter().map(|(a, _)| *a).collect();
    longest_run(&ranks).into_iter().map(|at| pairs[at]).collect()
}

/// The rows that are alone in having their words, in both versions: old, new.
fn alone_in_both(old: &[&Row], new: &[&Row]) -> Vec<(usize, usize)> {
    fn alone<'r>(rows: &[&'r Row]) -> HashMap<(&'r str, &'r str), Option<usize>> {
        let mut alone = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let words = (row.demande.as_str(), row.action.as_str());
            alone.entry(words).and_modify(|one| *one = None).or_insert(Some(at));
        }
        alone
    }
    let (before, after) = (alone(old), alone(new));
    before.into_iter().filter_map(|(words, at)| Some((at?, after.get(&words).copied().flatten()?))).collect()
}

/// New rows that are like an old one, and how much.
type Likes = Vec<(usize, f64)>;

/// Each row with its likest. Of too many to be weighed, those of the same words are taken first.
fn closest(
    (old, new): (&[&Row], &[&Row]),
    places: &[usize],
    likes: impl Fn(usize, &[usize]) -> Likes,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut left, mut right): (Vec<usize>, Vec<usize>) =
        ((0..old.len()).collect(), (0..new.len()).collect());
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        take_equal(&mut pairs, (&mut left, old), (&mut right, new), |row| (&row.demande, &row.action));
        take_equal(&mut pairs, (&mut left, old), (&mut right, new), |row| (&row.demande, ""));
    }
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        pairs.extend(left.into_iter().zip(right));
        return pairs;
    }
    pairs.extend(greedy(&left, &right, places, likes));
    pairs
}

/// Each of these old rows with its likest of these new ones, the likest pairs first; of pairs alike, the nearest, the new
/// rows being where `places` says that they were. Where too many are alike, those of one rank.
fn greedy(
    left: &[usize],
    right: &[usize],
    places: &[usize],
    likes: impl Fn(usize, &[usize]) -> Likes,
) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for a in left {
        all.extend(likes(*a, right).into_iter().map(|(b, like)| (like, *a, b)));
        if all.len() > MOST_ALIKE {
            return left.iter().copied().zip(right.iter().copied()).collect();
        }
    }
    let far = |a: usize, b: usize| [a.abs_diff(places[b]), a.abs_diff(b), a, b];
    all.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then_with(|| far(x.1, x.2).cmp(&far(y.1, y.2))));
    let (mut of_old, mut of_new, mut pairs) = (HashSet::new(), HashSet::new(), Vec::new());
    for (_, a, b) in all {
        if !of_old.contains(&a) && !of_new.contains(&b) {
            of_old.insert(a);
            of_new.insert(b);
            pairs.push((a, b));
        }
    }
    pairs
}

/// Pairs the rows left that have the same words, in their order.
fn take_equal<'r>(
    pairs: &mut Vec<(usize, usize)>,
    (left, old): (&mut Vec<usize>, &[&'r Row]),
    (right, new): (&mut Vec<usize>, &[&'r Row]),
    words: impl Fn(&'r Row) -> (&'r str, &'r str),
) {
    let mut known: HashMap<(&str, &str), VecDeque<usize>> = HashMap::new();
    for a in left.iter() {
        known.entry(words(old[*a])).or_default().push_back(*a);
    }
    let mut taken = HashSet::new();
    right.retain(|b| {
        let Some(a) = known.get_mut(&words(new[*b])).and_then(VecDeque::pop_front) else { return true };
        taken.insert(a);
        pairs.push((a, *b));
        false
    });
    left.retain(|a| !taken.contains(a));
}
