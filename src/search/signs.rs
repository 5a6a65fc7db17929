//! What is heard beside the request itself: signs of urgency, names of opérateurs.

use super::index::{Index, Said};
use super::understand::{Query, Token};

/// Words that may stand between those of a sign.
const APART: usize = 4;
/// What the words of a sign say is divided by this, to be of the order of a likeness.
const SCALE: f32 = 10.0;

impl Index {
    /// The ids of the opérateurs that these words name, supplied or not.
    pub fn named_in(&self, text: &str) -> Vec<&str> {
        self.named(&Query::new(self, text))
    }

    /// The ids of the opérateurs that a query names.
    pub(super) fn named(&self, query: &Query) -> Vec<&str> {
        // A name is said as it is: « actualiser » is no « changer » here.
        let says =
            |stem: &u32| query.tokens.iter().any(|token| token.stems.iter().any(|(said, _)| said == stem));
        self.names
            .iter()
            .filter(|name| name.stems.iter().any(|stems| stems.iter().all(says)))
            .map(|name| name.operateur.as_str())
            .collect()
    }

    /// The entries of which a sign was heard, and what the strongest says.
    pub(super) fn signs_heard(&self, query: &Query) -> Vec<(usize, f32)> {
        let mut found: Vec<(usize, f32)> = Vec::new();
        for sign in self.signs.iter().filter(|sign| self.heard(query, &sign.words)) {
            let said: f32 = sign.words.iter().map(|said| self.weights[said.stem as usize]).sum();
            let (entry, strength) = (sign.entry as usize, said / SCALE);
            match found.iter_mut().find(|(other, _)| *other == entry) {
                Some((_, known)) => *known = known.max(strength),
                None => found.push((entry, strength)),
            }
        }
        found
    }

    /// Whether all the words of a sign were said, near each other, in any order.
    fn heard(&self, query: &Query, sign: &[Said]) -> bool {
        let window = sign.len() + APART;
        (0..query.tokens.len()).any(|start| {
            let near = &query.tokens[start..query.tokens.len().min(start + window)];
            sign.iter().all(|said| near.iter().any(|token| self.says(token, *said)))
        })
    }

    fn says(&self, token: &Token, said: Said) -> bool {
        let small = |wanted: Option<u32>, heard| wanted.is_none() || wanted == heard;
        small(said.after, token.after) && small(said.before, token.before) && self.means(token, said.stem)
    }

    /// Whether a word of the query may mean a stem, or one of its family.
    pub(super) fn means(&self, token: &Token, stem: u32) -> bool {
        token.stems.iter().any(|(said, _)| self.same_family(*said, stem))
    }
}
