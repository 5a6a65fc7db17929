//! Turns sentences written to the conseiller into sentences to the usager: « Orientez l'usager vers la CAF » becomes
//! « France services vous oriente vers la CAF ». Where a step cannot be turned so, its tree says it.

use aiguilleur_core::tree::Etape;

/// A step, said to the usager: in the tree's own words for them, or turned to them.
pub(super) fn step(etape: &Etape) -> Option<String> {
    let text = etape.usager.clone().unwrap_or_else(|| to_you(&etape.texte));
    (!text.is_empty()).then_some(text)
}

/// What is said of the usager to the conseiller, said to the usager.
pub(super) fn to_you(text: &str) -> String {
    const WHOLE: [(&str, &str); 11] = [
        (
            "Orientez sans attendre l'usager vers sa ",
            "France services vous oriente sans attendre vers votre ",
        ),
        ("Orientez l'usager vers sa ", "France services vous oriente vers votre "),
        ("Orientez l'usager vers ", "France services vous oriente vers "),
        ("orientez l'usager vers ", "France services vous oriente vers "),
        ("Orientez le professionnel vers ", "France services vous oriente vers "),
        ("orientez-le vers ", "France services vous oriente vers "),
        ("Ou contactez ", "Ou bien, France services contacte pour vous "),
        ("Contactez aussi ", "France services contacte aussi pour vous "),
        ("Contactez ", "France services contacte pour vous "),
        ("Prenez aussi rendez-vous ", "France services prend aussi rendez-vous pour vous "),
        ("Prenez rendez-vous ", "France services prend rendez-vous pour vous "),
    ];
    let mut said = text.replace("Demandez pour l'usager ", "Demandez ");
    for (from, to) in WHOLE {
        said = said.replace(from, to);
    }
    while let Some(end) = said.find(" de l'usager") {
        // « via le compte ameli de l'usager »: its article is the last one before it.
        let article = ["l'", "le ", "la "].into_iter().filter_map(|article| {
            let at = said[..end].rmatch_indices(article).map(|(at, _)| at);
            let starts = |at: &usize| *at == 0 || said[..*at].ends_with(' ');
            at.into_iter().find(starts).map(|at| (at, article.len()))
        });
        let Some((at, length)) = article.max() else {
            break;
        };
        said = format!(
            "{}votre {}{}",
            &said[..at],
            &said[at + length..end],
            &said[end + " de l'usager".len()..]
        );
    }
    said
}

/// A request, said to the usager: « Créer le compte d'un usager » is about theirs, of whatever kind they are.
pub(super) fn request(text: &str) -> String {
    match text.split_once(" d'un usager") {
        Some((before, _)) => to_you(&format!("{before} de l'usager")),
        None => to_you(text),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
