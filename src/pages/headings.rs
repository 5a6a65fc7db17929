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
/// Over the sigles and the words that a page explains.
pub const GLOSSARY: &str = "Mots et sigles";
/// Over the sigles alone.
pub const SIGLES: &str = "Sigles";
/// Over what is ours and not the document's.
pub const COMPLEMENT: &str = "Complément, hors référentiel";

/// Over the numbers that save, before anything else.
pub const DANGER: &str = "Complément, hors référentiel : en cas de danger";

/// Over the rows that touch the one of a sheet.
pub const NEIGHBOURS: &str = "Lignes voisines, si ce n'est pas tout à fait cela";

/// Asked at the end of a page that is over.
pub const WHAT_NEXT: &str = "Et maintenant ?";
/// Asked before acts that are not an answer.
pub const WHAT_TO_DO: &str = "Que voulez-vous faire ?";
