//! An opérateur together with its tree.

use super::model::Tree;
use super::referentiel::Operateur;

/// An opérateur whose table was supplied, and its tree: one value, so that neither has to be looked
/// up from the other.
#[derive(Debug, Clone, Copy)]
pub struct Supplied<'t> {
    pub operateur: &'t Operateur,
    pub tree: &'t Tree,
}
