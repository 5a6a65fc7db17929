//! The headings and the questions that several pages share.

/// Over what to do once the category is known.
pub const CONDUITE: &str = "Conduite à tenir";
/// Over what to do together before anything else.
pub const FAIRE: &str = "À faire avec l'usager";
/// Over where the document says what a page says.
pub const SOURCE: &str = "Source";
/// Over figures for each opérateur.
pub const BY_OPERATEUR: &str = "Par opérateur";
/// Over opérateurs without a tree.
pub const UNSUPPLIED: &str = "Tableau non fourni : ouvrez le référentiel";
/// Over the sigles that a page spells out.
pub const SIGLES: &str = "Sigles";
/// Over what is ours and not the document's.
pub const COMPLEMENT: &str = "Complément, hors référentiel";

/// Asked at the end of a page that is over.
pub const WHAT_NEXT: &str = "Et maintenant ?";
/// Asked before acts that are not an answer.
pub const WHAT_TO_DO: &str = "Que voulez-vous faire ?";
