//! The whole guide as one file for any browser: the trees, the words of each page and the search,
//! with nothing to fetch.
//!
//! The words are those of [`crate::pages`], made here for every outcome; the script in the file
//! walks, shows and searches, and says nothing of its own but what its buttons do.

mod data;
mod pages;
mod search;
mod shared;
mod trees;

use aiguilleur_core::day::Day;
use aiguilleur_core::search::{Index, Lexicon};
use aiguilleur_core::tree::{Operateur, Referentiel, Reponse, Tree};

/// What goes into the page.
#[derive(Debug)]
pub struct Content<'a> {
    pub referentiel: &'a Referentiel,
    /// Those that the first screen lists, in the order of the index.
    pub operateurs: &'a [&'a Operateur],
    /// The trees of those that have one, in the same order.
    pub trees: &'a [&'a Tree],
    /// The urgent situations of each.
    pub urgences: &'a [(&'a Operateur, Vec<&'a Reponse>)],
    /// Made of these trees, or of more.
    pub index: &'a Index,
    pub lexicon: &'a Lexicon,
    pub today: Day,
    /// Of the local contacts that the trees carry: where they hold and since when.
    pub local: Option<&'a str>,
}

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// One idea a file; they share one scope, in this order.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("page/words.js"),
    include_str!("page/index.js"),
    include_str!("page/query.js"),
    include_str!("page/search.js"),
    include_str!("page/walk.js"),
    include_str!("page/show.js"),
    include_str!("page/screens.js"),
    include_str!("page/guide.js"),
    "})();\n",
);

/// The page.
///
/// # Errors
///
/// Where what goes into it cannot be written as JSON.
pub fn html(content: &Content<'_>) -> Result<String, serde_json::Error> {
    let (guide, search) = data::Data::new(content);
    // Within a script, « </script » would end it.
    let data = serde_json::to_string(&guide)?.replace('<', "\\u003c");
    // The words that are only searched are many: they are packed, and read when someone searches.
    let search = base64(&miniz_oxide::deflate::compress_to_vec(&serde_json::to_vec(&search)?, 10));
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let parts = [
        ("{politique}", policy.as_str()),
        ("{style}", STYLE),
        ("{donnees}", &data),
        ("{recherche}", &search),
        ("{script}", SCRIPT),
    ];
    let mut page = String::new();
    let mut rest = PAGE;
    // Each once, in the order of the page: what was put in is not searched again.
    for (mark, part) in parts {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(part);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// What lets a browser run this text, and no other.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&hmac_sha256::Hash::hash(text.as_bytes())))
}

/// Bytes as signs that a page can hold.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let signs = bytes.chunks(3).flat_map(|chunk| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        (0..4)
            .map(move |at| if at > chunk.len() { '=' } else { char::from(SIGNS[bits >> (18 - 6 * at) & 63]) })
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_hash_is_what_browsers_expect() {
        assert_eq!(super::hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
