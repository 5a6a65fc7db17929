//! The reading errors of RON, in French.

use ron::Error;

use super::ids::nearest;

/// What an empty file is told.
pub(super) fn empty() -> (String, String) {
    ("Ce fichier est vide.".to_owned(), "Reprenez une copie du fichier.".to_owned())
}

/// What is wrong, and how to mend it.
pub(super) fn explain(error: &Error) -> (String, String) {
    let (message, mend) = match error {
        Error::NoSuchStructField { expected, found, outer } => (
            format!("Le champ « {found} »{} n'existe pas.", of(outer.as_deref())),
            listed("Champs possibles", found, expected),
        ),
        Error::MissingStructField { field, outer } => (
            format!("Il manque le champ « {field} »{}.", of(outer.as_deref())),
            format!("Ajoutez « {field}: … »."),
        ),
        Error::DuplicateStructField { field, outer } => (
            format!("Le champ « {field} »{} est écrit deux fois.", of(outer.as_deref())),
            "N'en gardez qu'un.".to_owned(),
        ),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (format!("« {found} » n'est pas connu ici."), listed("Mots possibles", found, expected))
        }
        // What was found is told by the library in its own language: the text shows it.
        Error::InvalidValueForType { expected, .. } => {
            ("Cette valeur ne convient pas ici.".to_owned(), format!("Il faut {}.", expectation(expected)))
        }
        _ => syntax(error),
    };
    (message, mend)
}

/// The word of the text that the error is about.
pub(super) fn word(error: &Error) -> Option<&str> {
    match error {
        Error::NoSuchStructField { found, .. } | Error::NoSuchEnumVariant { found, .. } => Some(found),
        Error::DuplicateStructField { field, .. } => Some(field),
        _ => None,
    }
}

/// What can be written, the nearest to what was found first.
fn listed(what: &str, found: &str, expected: &[&str]) -> String {
    let all = format!("{what} : {}.", expected.join(", "));
    match nearest(found, expected.iter().copied()) {
        Some(near) => format!("Vouliez-vous dire « {near} » ? {all}"),
        None => all,
    }
}

fn of(outer: Option<&str>) -> String {
    outer.map(|outer| format!(" de « {outer} »")).unwrap_or_default()
}

/// What serde says it expected, for the few types of the language.
fn expectation(expected: &str) -> &'static str {
    match expected {
        "u32" | "u16" => "un nombre entier",
        "a boolean" => "true ou false",
        "a string" => "un texte entre guillemets",
        "a sequence" => "une liste entre crochets",
        _ => "une valeur comme dans un fichier fourni",
    }
}

fn syntax(error: &Error) -> (String, String) {
    let (message, mend) = match error {
        Error::Eof => (
            "Le fichier s'arrête avant la fin.",
            "Cherchez une parenthèse, un crochet ou un guillemet qui n'est pas refermé.",
        ),
        Error::ExpectedString => ("Un texte entre guillemets est attendu ici.", "Écrivez \"…\"."),
        Error::ExpectedStringEnd => ("Ce texte n'est pas refermé.", "Ajoutez le guillemet \" qui manque."),
        Error::ExpectedComma => (
            "Une virgule manque avant ceci.",
            "Séparez les champs et les éléments par une virgule. Un guillemet oublié plus haut peut en être la cause.",
        ),
        Error::ExpectedArray => ("Une liste est attendue ici.", "Écrivez […]."),
        Error::ExpectedArrayEnd => {
            ("La liste n'est pas refermée ici.", "Ajoutez une virgule entre deux éléments, ou le crochet ].")
        }
        Error::ExpectedMapColon => {
            ("Deux-points sont attendus après le nom du champ.", "Écrivez « champ: valeur ».")
        }
        Error::ExpectedMap | Error::ExpectedMapEnd => {
            ("Ce bloc n'est pas fermé comme il faut.", "Vérifiez les accolades { et }.")
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            ("Une parenthèse ouvrante est attendue ici.", "Écrivez « (champ: valeur, …) ».")
        }
        Error::ExpectedStructLikeEnd => (
            "La parenthèse n'est pas refermée ici.",
            "Ajoutez une virgule entre deux champs, ou la parenthèse ).",
        ),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            ("Un nombre entier est attendu ici.", "Écrivez un nombre, sans guillemets.")
        }
        Error::ExpectedBoolean => {
            ("« true » ou « false » est attendu ici.", "Écrivez true (oui) ou false (non), sans guillemets.")
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            ("Un mot seul est attendu ici.", "Écrivez-le sans accent, sans espace et sans guillemets.")
        }
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            ("La première ligne n'est pas lisible.", "Écrivez « #![enable(implicit_some)] ».")
        }
        Error::UnclosedBlockComment | Error::UnclosedLineComment => {
            ("Ce commentaire n'est pas fermé.", "Fermez-le par */, ou commencez chaque ligne par //.")
        }
        Error::InvalidEscape(_) => (
            "Cette suite après \\ n'est pas connue.",
            "Écrivez \\\" pour un guillemet et \\\\ pour une barre oblique inverse.",
        ),
        Error::UnexpectedChar(_) => {
            ("Ce caractère n'a rien à faire ici.", "Retirez-le, ou mettez le texte entre guillemets.")
        }
        Error::TrailingCharacters => (
            "Il reste du texte après la fin.",
            "Retirez ce qui suit la dernière parenthèse. Deux fichiers mis bout à bout n'en font pas un : « aiguilleur local fusionner » réunit des contacts locaux.",
        ),
        Error::ExpectedOption | Error::ExpectedOptionEnd => (
            "Cette valeur n'est pas écrite comme il faut.",
            "Ajoutez « #![enable(implicit_some)] » en première ligne.",
        ),
        Error::ExceededRecursionLimit => (
            "Les parenthèses sont imbriquées trop profondément.",
            "Un arbre s'écrit à plat : une liste de nœuds qui se nomment l'un l'autre.",
        ),
        Error::ExpectedDifferentStructName { .. } | Error::ExpectedStructName(_) => {
            ("Ce nom n'est pas celui qui est attendu ici.", "Comparez avec un fichier fourni.")
        }
        Error::ExpectedUnit => ("Ce mot s'écrit seul, sans parenthèses.", "Retirez les parenthèses."),
        _ => (
            "Ce texte ne se lit pas.",
            "Comparez avec un fichier fourni : parenthèses, virgules, guillemets.",
        ),
    };
    (message.to_owned(), mend.to_owned())
}
