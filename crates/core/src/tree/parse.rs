//! From text to [`Source`] and [`Referentiel`].
//!
//! The text is read in one go. Only when that fails is it read again, node by node, so that an
//! author sees every broken node at once and not the first only.

use ron::error::SpannedError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::finding::{Finding, Lines};
use super::referentiel::Referentiel;
use super::ron::{Item, Locator, Raw, read};
use super::source::{Source, SourceNode};

/// Reads the text of a tree.
///
/// # Errors
///
/// Every node that cannot be read, or the first fault of the text where its outline is broken.
pub fn source(file: &str, text: &str) -> Result<Source, Vec<Finding>> {
    let text = without_mark(text);
    read(text).map_err(|error| {
        let locator = Locator::new(file, text);
        all_or_first::<SourceNode>(file, text, &error, locator.nodes())
    })
}

/// Reads a text whose list `contacts` holds items of the type `I`.
///
/// # Errors
///
/// Every item that cannot be read, or the first fault of the text where its outline is broken.
pub fn with_contacts<T: DeserializeOwned, I: DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, Vec<Finding>> {
    let text = without_mark(text);
    read(text).map_err(|error| {
        let locator = Locator::new(file, text);
        all_or_first::<I>(file, text, &error, locator.contacts())
    })
}

/// The fault of every item that cannot be read; that of the whole text where all items can.
fn all_or_first<'a, I: DeserializeOwned>(
    file: &str,
    text: &'a str,
    error: &SpannedError,
    items: impl Iterator<Item = Item<'a>>,
) -> Vec<Finding> {
    let lines = Lines::new(text);
    let mut findings: Vec<Finding> =
        items.filter_map(|item| item.read::<I>(file, &lines).err()).map(|finding| *finding).collect();
    if findings.is_empty() {
        findings.push(Item::whole(text).finding(file, &lines, error));
    }
    findings
}

/// Reads the text of an index.
///
/// # Errors
///
/// The first fault of the text.
pub fn referentiel(file: &str, text: &str) -> Result<Referentiel, Vec<Finding>> {
    let text = without_mark(text);
    read_whole(file, text).map_err(|finding| vec![*finding])
}

/// The text without its byte-order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The items of a text that is a list.
///
/// # Errors
///
/// The first fault of the list itself.
pub fn items<'a>(file: &str, text: &'a str) -> Result<Vec<Item<'a>>, Box<Finding>> {
    let raws: Vec<Raw<'a>> = read_whole(file, text)?;
    Ok(raws.into_iter().map(|raw| raw.item(text)).collect())
}

/// The places of a text are counted only where one is told.
fn read_whole<'a, T: Deserialize<'a>>(file: &str, text: &'a str) -> Result<T, Box<Finding>> {
    read(text).map_err(|error| Box::new(Item::whole(text).finding(file, &Lines::new(text), &error)))
}
