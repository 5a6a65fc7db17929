//! Whom a step names, in the table's own words.

use crate::source::channels::{self, small};
use crate::source::folding::fold;
use crate::source::forbidden;
use crate::source::verbs;

/// What stands before the name of a body; those that end with « = » want « à », « au » or « de » next.
const BEFORE: &str = "contacter |contactez |en contactant |solliciter |joindre |appeler |appelez |prévenir |prévenez |\
alerter |alertez |saisir |rendez-vous avec |rdv avec | vers |s'adresser =|se rapprocher =|auprès =|écrire =|écrivez =";
/// Where a name ends.
const AFTER: &str = " selon | via | par | :| (|, |. | sur rendez-vous| sur rdv| pour | en sélection| en se | en tant |\
 en cas | en contact| avec copie| sans délai| sans attendre| en urgence| rapidement| immédiatement| au plus vite| en priorité| au | à | si | afin | ou | dans | durant | et durant | et pour | qui | ; | « | lors ";
/// What stands between the verb and the name.
const LEADS: &str = "directement |immédiatement |sans attendre |sans délai |en urgence |rapidement |au plus vite |dès que possible |à |de ";
/// What a text names that is no body.
const NO_BODY: &str = "ses |les justificatif|les pièces|une pièce|la pièce|une copie|le formulaire|un formulaire|un justificatif|\
le dossier|son dossier|rendez-vous|rdv|un rendez-vous|un rdv|la prise de|une prise de|la messagerie|administration|\
téléphone|mail|courrier|courriel";
/// How a step starts that only says how to reach the body named above it.
const HOW: &str = "par |ou par |via |ou via |au |ou au |à l'adresse|tél|mail|courriel|courrier|rendez-vous|rdv|possibilité ";
/// How a clause starts that says when, and not whom; and what a step then asks to do with a body.
const WHEN: &str = "en cas d|pour |si |lorsque |après |☐ ";
const VERBS: &str = "contacter|contactez|orienter|prendre|solliciter|joindre|appeler|adresser|envoyer|écrire|\
se rapprocher|saisir|prévenir|alerter|accompagner";

/// The part of a step that says whom to reach and how: what comes before, « En cas de panne du
/// site, », names no way to reach anyone.
pub(super) fn reach(text: &str) -> &str {
    let lower = small(text);
    if !WHEN.split('|').any(|when| lower.starts_with(when)) {
        return text;
    }
    VERBS.split('|').filter_map(|verb| lower.find(verb)).min().map_or("", |at| &text[at..])
}

/// The body that a text names, with its article.
pub(super) fn name(text: &str) -> Option<String> {
    // « Ne pas contacter le service … » names nobody to reach.
    let text = forbidden::without(reach(text));
    placed(&text).map(|(_, named)| named).or_else(|| label(&text).map(|(_, named)| named))
}

/// What parts a body from the numbers and addresses of another: « la mairie, sinon appeler la CAF au 32 30 ».
const ANOTHER: [&str; 5] = ["sinon", "puis ", "copie", "ensuite", "ou bien"];
/// How another body is joined; and what is none: « ou, le matin, au 36 46 ».
const JOINS: [&str; 4] = [", ", " ou ", " et ", " puis "];
const ARTICLES: [&str; 6] = ["le ", "la ", "l'", "les ", "un ", "une "];
const NO_OTHER: &str = "numéro|adresse|messagerie|téléphone|ligne|site|matin|soir|après|lundi|mardi|mercredi|jeudi|vendredi|\
samedi|dimanche|mail|courriel|formulaire|espace|week|rubrique|plateforme|service en ligne|standard|accueil";

/// Whether all the numbers and addresses of a text are those of the body that it names: none stands before it, and nobody
/// else is named in between.
pub(super) fn owns_its_values(text: &str) -> bool {
    let text = &forbidden::without(reach(text));
    let Some((end, _)) = placed(text).or_else(|| label(text)) else { return true };
    let lower = small(text);
    let verbs = || BEFORE.split('|').map(|verb| verb.trim_end_matches('='));
    channels::find(text).places.iter().all(|place| {
        let Some(between) = lower.get(end..place.start) else { return false };
        let asks = verbs().any(|verb| between.contains(verb));
        !asks && !ANOTHER.iter().any(|word| between.contains(word)) && !names_another(between)
    })
}

/// Whether a text joins another body: « ou la CARSAT ».
fn names_another(between: &str) -> bool {
    JOINS.iter().any(|join| {
        between.match_indices(join).any(|(at, join)| {
            let rest = &between[at + join.len()..];
            let noun = ARTICLES.iter().find_map(|article| rest.strip_prefix(article));
            noun.is_some_and(|noun| {
                noun.starts_with(char::is_alphabetic)
                    && !NO_OTHER.split('|').any(|other| noun.starts_with(other))
            })
        })
    })
}

/// The body that a text names after a verb, and where its name ends.
fn placed(text: &str) -> Option<(usize, String)> {
    let lower = small(text);
    let mut starts: Vec<usize> = Vec::new();
    for before in BEFORE.split('|') {
        let bare = before.trim_end_matches('=');
        let ends = lower.match_indices(bare).map(|(at, _)| at + bare.len());
        let to = |at: &usize| {
            ["à ", "au", "de ", "du ", "des ", "d'"].iter().any(|to| lower[*at..].starts_with(to))
        };
        starts.extend(ends.filter(|at| bare == before || to(at)));
    }
    // « un courrier de demande à la caisse »: a letter goes to whom it names after « à ».
    starts.extend(lower.match_indices("courrier").filter_map(|(at, _)| {
        let rest = lower[at..].split([',', '.', ':', '(']).next()?;
        let to = [" à la ", " à l'", " au ", " aux "].iter().filter_map(|to| rest.find(to)).min()?;
        Some(at + to + 1)
    }));
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let lead = LEADS.split('|');
        let skip = lead.into_iter().find(|lead| lower[start..].starts_with(lead)).map_or(0, str::len);
        let (text, lower) = (&text[start + skip..], &lower[start + skip..]);
        let ends = AFTER.split('|').filter_map(|after| lower.find(after)).chain(other_verb(lower));
        let end = ends.min().unwrap_or(lower.len());
        let named = article(text[..end].trim_matches([' ', '.', ',', ':', ';', ')', '«', '»']));
        let body = !NO_BODY.split('|').any(|other| small(&named).starts_with(other));
        // « le 15 », « le 02 97 00 00 50 »: a number is no name.
        let number = named.contains(|c: char| c.is_ascii_digit() || c == '@');
        let is_named = named.starts_with(char::is_alphabetic) && body && !number && named.chars().count() > 2;
        is_named.then_some((start + skip + end, named))
    })
}

/// Where another thing to do begins: « l'assistance et signaler ».
fn other_verb(lower: &str) -> Option<usize> {
    let mut joins = lower.match_indices(" et ");
    joins.find_map(|(at, join)| {
        let next = lower[at + join.len()..].split(' ').next()?;
        verbs::known(&fold(next)).then_some(at)
    })
}

/// « Service retraite : 09 … », « Commission de recours, par courrier »: a line that names a body, then how to reach it.
fn label(text: &str) -> Option<(usize, String)> {
    let (nom, how) = [" : ", ", par ", ", selon ", ", via "].iter().find_map(|sign| {
        let (nom, how) = text.split_once(sign)?;
        let reaches = channels::find(how).ways;
        let sure = reaches.iter().any(|way| way.valeur.is_some() || *sign != " : ");
        sure.then_some((nom.trim(), how))
    })?;
    let folded = fold(nom);
    let first = folded.split(' ').next().unwrap_or_default();
    let body = nom.starts_with(char::is_alphabetic)
        && (3..=60).contains(&nom.chars().count())
        && !nom.contains(|c: char| c.is_ascii_digit() || ",.;:(@".contains(c))
        && !NO_BODY.split('|').any(|other| small(nom).starts_with(other))
        && !WHEN.split('|').any(|when| small(nom).starts_with(when))
        && !says_how(nom)
        && !verbs::known(first)
        && !how.is_empty();
    body.then(|| (nom.len(), nom.to_owned()))
}

/// Whether a step that names no body only says how to reach the one above: « Par téléphone : … ».
pub(super) fn says_how(text: &str) -> bool {
    let lower = small(text);
    let value = channels::find(text).places.iter().any(|place| place.start == 0);
    value || HOW.split('|').any(|how| lower.starts_with(how))
}

/// The words of a name, its article apart: another name that begins with them is that of the same body, « le référent
/// local », « Référent local du Rhône ».
pub(super) fn stem(nom: &str) -> String {
    fold(bare(nom)) + " "
}

/// A name without its article.
pub(super) fn bare(nom: &str) -> &str {
    let articles = ["le ", "la ", "les ", "l'", "un ", "une ", "sa ", "son "];
    let lower = small(nom);
    articles.iter().find(|article| lower.starts_with(**article)).map_or(nom, |article| &nom[article.len()..])
}

/// « au service » is « le service ».
fn article(words: &str) -> String {
    let contracted = [("au ", "le "), ("aux ", "les "), ("du ", "le "), ("des ", "les "), ("d'", "")];
    let found = contracted.iter().find_map(|(from, to)| Some(format!("{to}{}", words.strip_prefix(from)?)));
    found.unwrap_or_else(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{name, owns_its_values};

    #[test]
    fn the_body_is_named_with_its_article() {
        for (text, expected) in [
            (
                "Contacter le correspondant de la caisse selon les modalités définies localement",
                "le correspondant de la caisse",
            ),
            ("Orienter l'usager vers un agent du centre sur rendez-vous (physique)", "un agent du centre"),
            ("Prendre rendez-vous avec le service des impôts", "le service des impôts"),
            ("Adresser un courrier au président de la commission", "le président de la commission"),
            ("S'adresser à la mairie", "la mairie"),
            (
                "Orienter vers un rendez-vous « conseil » auprès de la caisse compétente",
                "la caisse compétente",
            ),
            ("Contacter l'Assistance : 3960", "l'Assistance"),
            (
                "Contacter directement le correspondant en back-office de la caisse",
                "le correspondant en back-office de la caisse",
            ),
            ("Ou adresser un courrier de demande à la caisse compétente", "la caisse compétente"),
            ("Si l'usager n'est pas à l'aise avec le numérique : contacter la caisse", "la caisse"),
            ("Orienter l'assuré vers le centre au 09 71 10 20 10", "le centre"),
            ("Contacter sans délai le back-office de la caisse", "le back-office de la caisse"),
            ("Contacter le back-office de la caisse en urgence", "le back-office de la caisse"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["Attendre", "Orienter vers un rendez-vous « conseil »", "Envoyer un message"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn the_number_of_another_body_is_not_that_of_the_one_that_is_named() {
        for text in [
            "Orienter vers la mairie, sinon appeler la CAF au 32 30",
            "Appeler le 36 46 puis prévenir la mairie",
            "Appeler le 3114 puis prévenir le service de santé étudiante",
            "Orienter vers la mairie ou écrire à aide@caf.exemple.fr",
            "Contacter la préfecture par mail ou, pour les mineurs, le juge au 01 44 32 51 51",
            "Contacter la CPAM au 36 46 ou la CARSAT au 39 60",
            "Envoyer un courrier à la CAF avec copie à dossier@msa.exemple.fr",
        ] {
            assert!(!owns_its_values(text), "{text}");
        }
        for text in [
            "Contacter la CPAM au 36 46 (service gratuit + prix de l'appel)",
            "Contacter la caisse par téléphone, le matin, au 36 46",
            "Orienter l'assuré vers le centre au 09 71 10 20 10, ou par mail à centre@exemple.fr",
            "Service retraite : 09 69 39 29 19",
            "Contacter la mairie",
        ] {
            assert!(owns_its_values(text), "{text}");
        }
    }

    #[test]
    fn a_line_that_starts_with_a_body_names_it() {
        for (text, expected) in [
            ("Agri'écoute : 09 69 39 29 19, 24h/24 (service gratuit)", Some("Agri'écoute")),
            ("Commission de recours amiable, par courrier", Some("Commission de recours amiable")),
            (
                "Correspondant France services de la MSA, selon les modalités définies localement",
                Some("Correspondant France services de la MSA"),
            ),
            ("Téléphone : 09 69 39 29 19", None),
            ("Outil : la lettre", None),
            ("En cas de panne : 09 69 39 29 19", None),
            ("a@exemple.fr", None),
        ] {
            assert_eq!(name(text).as_deref(), expected, "{text}");
        }
    }
}
