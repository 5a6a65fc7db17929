//! Which answers the words imply: those of the path that is nearest to them, until a question that they do not answer.
//! The last one, which decides, is left to the conseiller unless the words are almost those of a request.

use super::index::{Entry, Index};
use super::likeness::Likeness;
use super::paths::Implied;
use super::understand::Query;

/// Two paths to a démarche that differ by less fit the words alike.
pub(super) const EQUAL: f32 = 0.001;
/// What was said counts for so much more than the request that it was taken for: « abîmé » is not « perdu ou volé ».
pub(super) const SAID: f32 = 3.0;
/// Two démarches of an opérateur that come so near each other are told apart by their question.
pub(super) const TIE: f32 = 0.9;

/// The answer that decides is implied only where the démarche knows so much of the words.
pub(super) const PLAIN_WORDS: f32 = 0.9;
/// The answer that decides is implied only where a phrase of the démarche is so like the words.
pub(super) const PLAIN_PHRASE: f32 = 0.8;

impl Likeness {
    /// A path without the answer that decides, unless the words say it plainly.
    pub(super) fn implied<'i>(&self, path: &'i [Implied]) -> &'i [Implied] {
        let plain = self.words >= PLAIN_WORDS && self.phrase >= PLAIN_PHRASE;
        match path {
            [before @ .., last] if last.decides && !plain => before,
            path => path,
        }
    }
}

impl Index {
    /// Of the paths to a démarche, the one whose answers are nearest to what was said and to the
    /// request that it was taken for.
    pub(super) fn path<'i>(&'i self, query: &Query, entry: &'i Entry, about: &str) -> &'i [Implied] {
        let about: Vec<u32> = self.stems_of(about).collect();
        let fit = |path: &[Implied]| {
            let stems = path.iter().flat_map(|implied| self.stems_of(&implied.texte));
            stems.fold(0.0, |sum: f32, stem| {
                let said = query.tokens.iter().any(|token| self.means(token, stem));
                let meant = about.iter().any(|other| self.same_family(*other, stem));
                let times = if said { SAID } else { 0.0 } + if meant { 1.0 } else { 0.0 };
                sum + times * self.weights[stem as usize]
            })
        };
        let fits: Vec<f32> = entry.paths.iter().map(|path| fit(path)).collect();
        let most = fits.iter().copied().fold(0.0, f32::max);
        let mut nearest = entry.paths.iter().zip(fits).filter(|(_, fit)| *fit >= most - EQUAL);
        let Some((path, _)) = nearest.next() else { return &[] };
        // Between equals nothing was said.
        let kept = nearest.map(|(other, _)| shared(path, other)).min().unwrap_or(path.len());
        &path[..kept]
    }
}

/// With how many answers both begin.
fn shared(path: &[Implied], other: &[Implied]) -> usize {
    path.iter().zip(other).take_while(|(one, other)| one.answered == other.answered).count()
}

/// How many answers of a path come before the question that tells it from another.
pub(super) fn until_apart(path: &[Implied], other: &[Implied]) -> usize {
    let apart = |one: &Implied| {
        other.iter().any(|o| {
            o.answered.question == one.answered.question && o.answered.reponse != one.answered.reponse
        })
    };
    path.iter().position(apart).unwrap_or(path.len())
}
