//! Many short texts in one: read where they stand in the program, without a copy.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Texts in a row, and where each ends.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Strings {
    /// Bytes: few of the texts are ever looked at, and only those are read as characters.
    #[serde(borrow)]
    all: Cow<'static, [u8]>,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn push(&mut self, text: &str) {
        self.all.to_mut().extend_from_slice(text.as_bytes());
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of this rank; empty where there is none.
    pub(super) fn get(&self, rank: usize) -> &str {
        str::from_utf8(self.bytes(rank)).unwrap_or_default()
    }

    fn bytes(&self, rank: usize) -> &[u8] {
        let end = |rank: usize| self.ends.get(rank).map(|end| *end as usize);
        let start = rank.checked_sub(1).map_or(Some(0), end);
        start.zip(end(rank)).and_then(|(start, end)| self.all.get(start..end)).unwrap_or_default()
    }

    /// The rank of a text, where they are sorted.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.bytes(middle).cmp(text.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|rank| self.get(rank))
    }
}

impl<'a> FromIterator<&'a str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut strings = Self::default();
        texts.into_iter().for_each(|text| strings.push(text));
        strings
    }
}
