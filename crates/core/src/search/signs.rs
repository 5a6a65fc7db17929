//! What is heard beside the request itself: signs of urgency, names of opérateurs.

use std::collections::HashSet;

use super::index::{Index, Said};
use super::understand::{Query, Token};

/// Words that may stand between those of a sign.
pub(super) const APART: usize = 4;
/// What the words of a sign say is divided by this, to be of the order of a likeness.
pub(super) const SCALE: f32 = 10.0;

/// A sign that one démarche alone has says more than one that several share.
pub(super) const OWN: f32 = 3.0;

/// The strongest sign of an entry among those that were heard.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heard {
    pub(super) entry: usize,
    pub(super) strength: f32,
    /// Its rank among all signs.
    pub(super) sign: usize,
}

impl Index {
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

    /// The entries of which a sign was heard: what the strongest says, and its rank.
    pub(super) fn signs_heard(&self, query: &Query) -> Vec<Heard> {
        let said = query.tokens.iter().flat_map(|token| &token.stems);
        let families: HashSet<u32> = said.map(|(stem, _)| self.family_of[*stem as usize]).collect();
        let mut found: Vec<Heard> = Vec::new();
        for (rank, sign) in self.signs.iter().enumerate() {
            // Most signs have a word that was not said at all.
            let all = sign.words.iter().all(|said| families.contains(&self.family_of[said.stem as usize]));
            if !all || !self.heard(query, &sign.words) {
                continue;
            }
            let said: f32 = sign.words.iter().map(|said| self.weights[said.stem as usize]).sum();
            let strength = if sign.own { OWN * said / SCALE } else { said / SCALE };
            let heard = Heard { entry: sign.entry as usize, strength, sign: rank };
            match found.iter_mut().find(|other| other.entry == heard.entry) {
                Some(known) if known.strength < heard.strength => *known = heard,
                Some(_) => {}
                None => found.push(heard),
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
