//! What a file of local contacts keeps from the usagers: « ne pas communiquer au public », in the words of who wrote it.

use super::source::LocalEntry;
use crate::search::words;
use crate::tree::{Contact, ContactCanal, Tree};

use super::national::{is_among, values_of_back_offices};

/// What is done with a number that is given: the starts of these words.
const GIVING: &str = "communi donn diffus transm divulg publi remett remis laiss affich partag inscri parler";
/// What is not to be done: these words before it.
const DENYING: &str = "pas jamais ne personne interdit interdite sans hors";
/// What is not to be given is then something else: « ne pas donner son numéro ».
const OBJECTS: &str = "son sa ses votre vos leur leurs un une de d suite";
/// Those for whom a contact may be.
const FOR_US: &str = "conseiller conseillers agent agents partenaire partenaires professionnel professionnels interne \
                    internes personnel reseau maison maisons equipe equipes france animateur animateurs back fs pro pros";
/// The same, where the word beside a number is enough: « ligne pro », and not « ligne maison ».
const LINE_FOR_US: &str = "conseillers agents partenaires pro pros professionnels fs";
/// What such a word stands beside.
const LINES: &str = "ligne lignes numero numeros telephone tel poste acces contact adresse mail courriel";
/// What may stand between the two.
const LINE_SMALL: &str = "directe direct dedie dediee speciale pour les aux des";
/// What is kept from the usagers where it is called so.
const THINGS_KEPT: &str = "ligne numero telephone tel annuaire document liste note contact acces usage adresse mail courriel \
                    strictement";

/// Whether words say that a contact is not for the usagers.
///
/// ```
/// use aiguilleur_core::local::is_reserved;
///
/// assert!(is_reserved("Ligne directe, ne pas diffuser"));
/// assert!(is_reserved("Réservé aux conseillers France services"));
/// assert!(is_reserved("À garder pour vous"));
/// assert!(!is_reserved("Ne pas donner son numéro d'allocataire"));
/// assert!(!is_reserved("Accueil anonyme et confidentiel"));
/// ```
pub fn is_reserved(text: &str) -> bool {
    clause(text).is_some()
}

/// The part of a text that says so.
fn clause(text: &str) -> Option<&str> {
    text.split_inclusive([';', ',', '.', ':', '(', ')', '\n', '–']).find(|clause| {
        let words: Vec<String> = words(clause).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // « Pour les professionnels : poste 2 » is a choice for whoever calls.
        let chosen = clause.ends_with(':');
        is_kept_back(&words) || is_for_us(&words) || is_called_so(&words) || is_line(&words) && !chosen
    })
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// « Ne donnez jamais », « diffusion interdite », « pas pour les usagers », « liste rouge ».
fn is_kept_back(words: &[&str]) -> bool {
    let gives = |word: &str| {
        !word.starts_with("public") && GIVING.split_whitespace().any(|start| word.starts_with(start))
    };
    let is_denied = |at: usize| {
        let mut after = words[at + 1..].iter().skip_while(|word| among("pas jamais plus", word));
        let object = after.next().is_some_and(|word| among(OBJECTS, word));
        let before = words[at.saturating_sub(5)..at].iter().any(|word| among(DENYING, word));
        let closed =
            |word: &&str| ["interdit", "restreint", "limite"].iter().any(|start| word.starts_with(start));
        before && !object || words[at + 1..].iter().take(2).any(closed)
    };
    let has = |three: &[&str]| words.windows(three.len()).any(|window| window == three);
    (0..words.len()).any(|at| gives(words[at]) && is_denied(at))
        || words
            .windows(2)
            .any(|pair| pair[0] == "non" && (pair[1].starts_with("public") || pair[1].ends_with("able")))
        || [&["liste", "rouge"][..], &["pas", "pour", "les", "usagers"], &["pas", "pour", "le", "public"]]
            .into_iter()
            .chain([
                &["hors", "public"][..],
                &["hors", "usagers"],
                &["interdit", "au", "public"],
                &["interdite", "au", "public"],
                &["usagers", "ne", "doivent", "pas"],
            ])
            .any(has)
}

/// « Réservé aux conseillers », « agents uniquement », « à garder pour vous », « usage professionnel ».
fn is_for_us(words: &[&str]) -> bool {
    let only = |word: &str| among("uniquement seulement exclusivement strictement", word);
    let ours_after = |at: usize, most: usize| {
        let small = |word: &&&str| among("pour aux a l les des de du au la le seuls usage", word);
        words[at + 1..].iter().skip_while(small).take(most).any(|word| among(FOR_US, word))
    };
    (0..words.len()).any(|at| match words[at] {
        "reserve" | "reservee" | "reserves" | "reservees" => at + 1 == words.len() || ours_after(at, 3),
        "dedie" | "dediee" => ours_after(at, 1),
        "usage" => words.get(at + 1).is_some_and(|word| among(FOR_US, word)) || ours_after(at, 1),
        word if only(word) => {
            ours_after(at, 1)
                || at > 0 && among(FOR_US, words[at - 1])
                || words[..at].ends_with(&["france", "services"])
        }
        "vous" => {
            at > 0
                && words[at - 1] == "pour"
                && (words[..at].iter().any(|word| word.starts_with("gard"))
                    || words.get(at + 1).is_some_and(|word| only(word)))
        }
        _ => false,
    })
}

/// « Ligne pro », « ligne directe agents », « pour les professionnels ».
fn is_line(words: &[&str]) -> bool {
    let ours = |after: &[&str]| {
        let first = after.iter().find(|word| !among(LINE_SMALL, word));
        first.is_some_and(|word| among(LINE_FOR_US, word))
    };
    let of_line = |at: usize| among(LINES, words[at]) && ours(&words[at + 1..]);
    (0..words.len()).any(of_line)
        || matches!(words, ["pour", "les", ours] | ["pour", ours] if among(LINE_FOR_US, ours))
}

/// « Confidentiel », « numéro interne », « ligne privée ».
fn is_called_so(words: &[&str]) -> bool {
    let listens =
        words.iter().any(|word| among("anonyme accueil ecoute entretien entretiens echange echanges", word));
    (0..words.len()).any(|at| {
        let named = words.len() == 1 || at > 0 && among(THINGS_KEPT, words[at - 1]);
        match words[at] {
            "confidentiel" | "confidentielle" | "confidentiels" | "confidentielles" => !listens,
            // « Interne DGFiP ».
            "interne" | "internes" if at == 0 => true,
            "interne" | "internes" | "prive" | "privee" | "secret" | "secrete" => named,
            _ => false,
        }
    })
}

/// Why what is known locally of a channel is not for the usagers, in the words that say so: its own, those of its contact,
/// of who gave it; or that the document, or the file, gives the same to who answers the conseillers.
pub fn reserved<'t>(tree: &'t Tree, contact: &'t Contact, channel: &'t ContactCanal) -> Option<&'t str> {
    let checked = channel.local.as_ref()?;
    let about = contact.local.iter().flat_map(|local| [&local.service, &local.note]);
    let own = [&channel.precision, &channel.horaires, &channel.prix];
    let mut texts = about.chain(own).flatten().map(String::as_str).chain([checked.source.as_str()]);
    let theirs = || {
        let given = is_among(&values_of_back_offices(tree), channel.valeur.as_deref()?);
        given.then_some("numéro d'un back-office")
    };
    texts.find_map(|text| clause(text).map(without_number)).or_else(theirs)
}

/// Words without the number that may stand in them: why it is not shown is told on a sheet that must not hold it.
fn without_number(words: &str) -> &str {
    let start = words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len());
    let sign = |c: char| !c.is_alphanumeric();
    let plain = words[..start].trim_matches(sign);
    if is_reserved(plain) { plain } else { "réservé aux conseillers" }
}

/// The words of an entry that keep it from the usagers.
pub fn restriction(entry: &LocalEntry) -> Option<String> {
    let beside = entry.canaux.iter().flat_map(|channel| [&channel.precision, &channel.horaires]);
    let mut texts = [&entry.note, &entry.service].into_iter().chain(beside).flatten();
    texts.find(|text| is_reserved(text)).cloned()
}

/// Keeps what restricted an entry, whatever another says since: who says less does not free it.
pub(super) fn keep_restriction(entry: &mut LocalEntry, before: Option<String>) {
    if let Some(words) = before.filter(|_| restriction(entry).is_none()) {
        entry.note =
            Some(entry.note.take().map_or_else(|| words.clone(), |note| format!("{note} ; {words}")));
    }
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn what_is_kept_from_the_usagers_is_heard_in_many_words() {
        for words in [
            "ne communiquez pas",
            "ne donnez jamais ce numéro",
            "ne le donnez pas",
            "ne doit pas être donné",
            "ne peut être communiqué",
            "à ne communiquer à personne",
            "ne pas du tout communiquer",
            "ne pas publier",
            "à ne pas laisser",
            "à ne pas remettre",
            "ne pas inscrire sur la feuille",
            "ne pas en parler",
            "hors diffusion",
            "diffusion interdite",
            "diffusion restreinte",
            "diffusion limitée",
            "pas de diffusion",
            "sans diffusion",
            "pas de communication au public",
            "non communicable",
            "non diffusable",
            "non public",
            "secret",
            "privé",
            "liste rouge",
            "à garder pour vous",
            "gardez-le pour vous",
            "pour vous seulement",
            "usage professionnel",
            "pas pour les usagers",
            "pas pour le public",
            "interdit au public",
            "les usagers ne doivent pas l'avoir",
            "réservé France services",
            "réservé au réseau",
            "réservé au personnel",
            "réservé aux maisons",
            "accès réservé",
            "ligne réservée",
            "numéro réservé",
            "réservé à l'équipe des conseillers",
            "conseillers uniquement",
            "pour les conseillers seulement",
            "dédié aux conseillers",
            "à l'usage des agents",
            "NE PAS COMMUNIQUER AU PUBLIC",
            "usage interne",
            "strictement confidentiel",
            "Fermé le mardi, ne pas diffuser",
            "réservé FS",
            "réservé pro",
            "ligne pro",
            "pour les professionnels",
            "ligne partenaires",
            "ligne des conseillers",
            "ligne directe agents",
            "hors public",
            "interne DGFiP",
            "pro uniquement",
            "France services seulement",
        ] {
            assert!(is_reserved(words), "{words}");
        }
    }

    #[test]
    fn what_is_said_of_a_service_keeps_nothing_from_them() {
        for words in [
            "CPAM, accueil anonyme et confidentiel",
            "accueil gratuit, anonyme et confidentiel",
            "poste interne 12",
            "service de médecine interne",
            "parking interne",
            "uniquement par un conseiller, sur rendez-vous",
            "ne répond pas ; transmettre un courriel",
            "ne pas donner son RIB au téléphone",
            "horaires non communiqués",
            "fermé le mardi",
            "réservé aux assurés",
            "réservation obligatoire",
            "sur rendez-vous uniquement",
            "ouvert au public le lundi",
            "entretien confidentiel possible",
            "donner son numéro d'allocataire",
            "ne pas laisser de message",
            "service public",
            "pour les professionnels : poste 2",
            "accès par la cour",
            "ligne directe",
            "le numéro de votre conseiller",
            "contact France Travail",
            "ligne de bus pour les partenaires du quartier",
            "impôts des professionnels",
        ] {
            assert!(!is_reserved(words), "{words}");
        }
    }
}
