//! The reading errors of RON, in French.

use ::ron::Error;

use crate::tree::ids::nearest;

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
    let (message, mend) = expected(error).unwrap_or_else(|| strange(error));
    (message.to_owned(), mend.to_owned())
}

/// Where something is expected that is not there.
fn expected(error: &Error) -> Option<(&'static str, &'static str)> {
    Some(match error {
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
        Error::ExpectedOption | Error::ExpectedOptionEnd => (
            "Cette valeur n'est pas écrite comme il faut.",
            "Ajoutez « #![enable(implicit_some)] » en première ligne.",
        ),
        Error::ExpectedDifferentStructName { .. } | Error::ExpectedStructName(_) => {
            ("Ce nom n'est pas celui qui est attendu ici.", "Comparez avec un fichier fourni.")
        }
        Error::ExpectedUnit => ("Ce mot s'écrit seul, sans parenthèses.", "Retirez les parenthèses."),
        _ => return None,
    })
}

/// Where something stands that cannot be read.
fn strange(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Eof => (
            "Le fichier s'arrête avant la fin.",
            "Cherchez une parenthèse, un crochet ou un guillemet qui n'est pas refermé.",
        ),
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
        Error::ExceededRecursionLimit => (
            "Les parenthèses sont imbriquées trop profondément.",
            "Un arbre s'écrit à plat : une liste de nœuds qui se nomment l'un l'autre.",
        ),
        _ => (
            "Ce texte ne se lit pas.",
            "Comparez avec un fichier fourni : parenthèses, virgules, guillemets.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(text: &str) -> String {
        text.to_owned()
    }

    fn invalid(expected: &str) -> Error {
        Error::InvalidValueForType { expected: owned(expected), found: owned("a map") }
    }

    #[test]
    fn each_mistake_of_syntax_has_its_words() {
        for (error, message) in [
            (Error::Eof, "Le fichier s'arrête avant la fin."),
            (Error::ExpectedString, "Un texte entre guillemets est attendu ici."),
            (Error::ExpectedStringEnd, "Ce texte n'est pas refermé."),
            (Error::ExpectedComma, "Une virgule manque avant ceci."),
            (Error::ExpectedArray, "Une liste est attendue ici."),
            (Error::ExpectedArrayEnd, "La liste n'est pas refermée ici."),
            (Error::ExpectedMapColon, "Deux-points sont attendus après le nom du champ."),
            (Error::ExpectedMapEnd, "Ce bloc n'est pas fermé comme il faut."),
            (Error::ExpectedStructLike, "Une parenthèse ouvrante est attendue ici."),
            (Error::ExpectedStructLikeEnd, "La parenthèse n'est pas refermée ici."),
            (Error::ExpectedInteger, "Un nombre entier est attendu ici."),
            (Error::ExpectedBoolean, "« true » ou « false » est attendu ici."),
            (Error::ExpectedIdentifier, "Un mot seul est attendu ici."),
            (Error::ExpectedAttribute, "La première ligne n'est pas lisible."),
            (Error::UnclosedBlockComment, "Ce commentaire n'est pas fermé."),
            (Error::InvalidEscape("x"), "Cette suite après \\ n'est pas connue."),
            (Error::UnexpectedChar('@'), "Ce caractère n'a rien à faire ici."),
            (Error::TrailingCharacters, "Il reste du texte après la fin."),
            (Error::ExpectedOption, "Cette valeur n'est pas écrite comme il faut."),
            (Error::ExceededRecursionLimit, "Les parenthèses sont imbriquées trop profondément."),
            (Error::ExpectedStructName(owned("a")), "Ce nom n'est pas celui qui est attendu ici."),
            (Error::ExpectedUnit, "Ce mot s'écrit seul, sans parenthèses."),
            (Error::ExpectedByteLiteral, "Ce texte ne se lit pas."),
        ] {
            let (said, mend) = explain(&error);
            assert_eq!(said, message);
            assert!(!mend.is_empty(), "{message} is mended somehow");
        }
    }

    #[test]
    fn a_value_of_another_type_is_told_what_is_wanted() {
        for (expected, wanted) in [
            ("u32", "un nombre entier"),
            ("u16", "un nombre entier"),
            ("a boolean", "true ou false"),
            ("a string", "un texte entre guillemets"),
            ("a sequence", "une liste entre crochets"),
            ("anything", "une valeur comme dans un fichier fourni"),
        ] {
            assert_eq!(
                explain(&invalid(expected)),
                (owned("Cette valeur ne convient pas ici."), format!("Il faut {wanted}."))
            );
        }
    }

    #[test]
    fn a_field_is_named_with_what_holds_it() {
        let twice = Error::DuplicateStructField { field: "texte", outer: Some(owned("question")) };
        assert_eq!(explain(&twice).0, "Le champ « texte » de « question » est écrit deux fois.");
        let missing = Error::MissingStructField { field: "texte", outer: None };
        assert_eq!(explain(&missing).0, "Il manque le champ « texte ».");
        let unknown =
            Error::NoSuchEnumVariant { expected: &["Niveau1"], found: owned("Niveau3"), outer: None };
        assert_eq!((word(&twice), word(&missing), word(&unknown)), (Some("texte"), None, Some("Niveau3")));
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        assert_eq!(empty(), (owned("Ce fichier est vide."), owned("Reprenez une copie du fichier.")));
    }
}
