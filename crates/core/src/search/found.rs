//! What a search finds.

use super::index::{Entry, Other, Tells};
use super::paths::Implied;
use crate::walk::Answered;

/// What fits the words.
#[derive(Debug, Clone, Copy)]
pub enum Match<'i> {
    Demarche(Hit<'i>),
    Elsewhere(Elsewhere<'i>),
}

/// A démarche that fits.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'i> {
    pub entry: &'i Entry,
    /// The higher the better: below 1 without a sign of urgency, above it with one.
    pub score: f32,
    /// It is near enough, and nearer than anything else, to be more than a guess.
    pub sure: bool,
    /// The request of the démarche, in its own words, that was nearest to the query.
    pub about: &'i str,
    /// The answers that the words imply, the urgency question left out.
    pub path: &'i [Implied],
    /// A sign of urgency put it before what fits better.
    pub sign: bool,
}

/// Somebody else whom the words may be for.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere<'i> {
    pub other: &'i Other,
    pub score: f32,
    pub sure: bool,
}

impl<'i> Match<'i> {
    /// The démarche, if it is one.
    pub fn demarche(self) -> Option<Hit<'i>> {
        match self {
            Self::Demarche(hit) => Some(hit),
            Self::Elsewhere(_) => None,
        }
    }

    /// Whether a sign of urgency put it where it is.
    pub fn is_sign(&self) -> bool {
        matches!(self, Self::Demarche(hit) if hit.sign)
    }

    /// Whether it is more than a guess.
    pub fn is_sure(&self) -> bool {
        match self {
            Self::Demarche(hit) => hit.sure,
            Self::Elsewhere(elsewhere) => elsewhere.sure,
        }
    }
}

impl Hit<'_> {
    /// The answers that it implies, by their ids.
    pub fn implied(&self) -> Vec<Answered> {
        self.path.iter().map(|implied| implied.answered.clone()).collect()
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found<'i> {
    /// What fits, the best first, a few at most.
    pub matches: Vec<Match<'i>>,
    /// The gravest thing that a sign told.
    pub gravest: Option<Tells>,
}
