//! What is national of a contact: a file completes it, and says nothing else in its place.

use super::check_words::emergency_fault;
use super::source::said;
use crate::tree::{Canal, Contact, Number, Tree};

/// What stands between the digits of a number within words.
const BETWEEN_DIGITS: [char; 4] = [' ', '.', '\u{a0}', '\u{202f}'];
/// What four digits are where one of these stands before them: no number that one dials.
const INNER: [&str; 6] = ["poste", "bureau", "salle", "porte", "code", "bp"];

/// The whole numbers that words say, as they are shown: ten digits, or a short one that starts with 3.
fn numbers(words: &str) -> Vec<String> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = words[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let inner = |c: char| c.is_ascii_digit() || BETWEEN_DIGITS.contains(&c);
        let run =
            words[start..].find(|c| !inner(c)).map_or(&words[start..], |end| &words[start..start + end]);
        from = start + run.len();
        let before = words[..start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let sum =
            words[from..].starts_with(['€', 'h', '%']) || words[from..].to_lowercase().starts_with("euro");
        if let Number::Certain(number) = Number::read(run.trim_end_matches(BETWEEN_DIGITS))
            && (number.len() == "03 86 00 00 01".len()
                || number.len() == "36 46".len() && number.starts_with('3'))
            && !sum
            && !INNER.contains(&before.trim_end_matches(':'))
        {
            found.push(number);
        }
    }
    found
}

/// The sites that words name: « impots.gouv.fr ».
fn sites(words: &str) -> Vec<String> {
    let lower = words.to_lowercase();
    let all = lower.split(|c: char| c.is_whitespace() || "«»()\"',;/".contains(c));
    let bare = all.map(|word| word.trim_matches(['.', ':']).trim_start_matches("www."));
    let is_site = |word: &&str| {
        let end = word.rsplit_once('.').map_or("", |(_, end)| end);
        !word.contains('@') && (2..=3).contains(&end.len()) && end.chars().all(char::is_alphabetic)
    };
    bare.filter(is_site).filter(|word| word.len() > 5).map(str::to_owned).collect()
}

/// A number that words say and that the usagers are given everywhere in France: a short one, or one that starts with 08.
pub fn number_of_usagers(words: &str) -> Option<String> {
    let mut usual = numbers(words).into_iter().filter(|number| emergency_fault(number).is_none());
    usual.find(|number| number.starts_with('3') || number.starts_with("08"))
}

/// Said of such a number, where a back-office is to be reached.
pub fn of_usagers(number: &str) -> String {
    format!("« {number} » est un numéro national, d'ordinaire celui des usagers")
}

/// The numbers and addresses of those who answer the conseillers, and not the usagers.
pub(super) fn values_of_back_offices(tree: &Tree) -> Vec<String> {
    let contacts = tree.contacts.iter().filter(|contact| contact.answers_conseillers());
    contacts.flat_map(Contact::in_force).filter_map(|channel| channel.valeur.clone()).collect()
}

/// Whether one of these numbers and addresses is this one.
pub(super) fn is_among(known: &[String], valeur: &str) -> bool {
    known.iter().any(|known| same(known, valeur))
}

/// Numbers are the same whatever their groups, addresses whatever their capitals.
fn same(national: &str, local: &str) -> bool {
    let read = Number::read(national);
    national.to_lowercase() == local.to_lowercase()
        || matches!(read, Number::Certain(_)) && read == Number::read(local)
}

/// What the words of a field say against what the document says of a contact: of one of its channels, or beside all of them;
/// and how to mend it.
pub fn contradicted(
    contact: &Contact,
    canal: Option<Canal>,
    field: &str,
    words: &str,
) -> Option<(String, &'static str)> {
    let national = contact.canaux.iter().find(|channel| Some(channel.canal) == canal);
    let known = national.and_then(|channel| match field {
        "valeur" => channel.valeur.as_deref(),
        "horaires" => channel.horaires.as_deref(),
        "prix" => channel.prix.as_deref(),
        "precision" => channel.precision.as_deref(),
        _ => None,
    });
    match known {
        Some(known) if same(known, words) => return None,
        Some(known) => {
            return Some((
                format!("Le référentiel dit déjà « {known} » : un contact local ne le contredit pas."),
                "Retirez ce champ, ou dites-le dans « note » si c'est un complément.",
            ));
        }
        None => {}
    }
    let valeur = national.and_then(|channel| said(channel.valeur.as_ref()));
    let against = |known: &str, other: &str| {
        (
            format!("Le référentiel donne « {known} » : « {other} » le contredit."),
            "Retirez-le : ce que donne le référentiel ne se change pas.",
        )
    };
    if let Some(valeur) = valeur.filter(|_| field == "prix") {
        return Some(against(valeur, words));
    }
    let given = contact.canaux.iter().filter(|channel| channel.canal == Canal::Telephone);
    let given: Vec<&str> = given.filter_map(|channel| channel.valeur.as_deref()).collect();
    let is_given = |number: &String| given.iter().any(|known| same(known, number));
    let mut strange = numbers(words).into_iter().filter(|number| !is_given(number));
    let mails = words.split_whitespace().filter(|word| word.contains('@')).map(str::to_owned);
    let other = match (valeur, given.first()) {
        // Beside a number of the document, another one stands in its place.
        (Some(valeur), _) => Some((valeur, strange.chain(mails).next())),
        (None, Some(first)) => Some((*first, strange.find(|number| number_of_usagers(number).is_some()))),
        (None, None) => None,
    };
    if let Some((known, Some(number))) = other {
        return Some(against(known, &number));
    }
    let national = national?;
    let places = [&national.valeur, &national.precision].into_iter().flatten();
    let (place, own) = places.map(|place| (place, sites(place))).find(|(_, own)| !own.is_empty())?;
    let strange = sites(words).into_iter().find(|site| !own.contains(site))?;
    Some(against(place, &strange))
}

#[cfg(test)]
mod tests {
    use super::{number_of_usagers, numbers, sites};

    #[test]
    fn the_numbers_and_sites_of_words_are_found() {
        for (words, found) in [
            ("ou 36 47", &["36 47"][..]),
            ("3646 ; 0 809 401 401", &["36 46", "08 09 40 14 01"]),
            ("de 9h à 12h, au 03.86.00.00.01.", &["03 86 00 00 01"]),
            ("poste 3412", &[]),
            ("3000 euros, 3000€, 2026", &[]),
            ("58000 Nevers, du 9 au 12", &[]),
        ] {
            assert_eq!(numbers(words), found, "{words}");
        }
        assert_eq!(sites("rubrique « contact et RDV » du site impots.gouv.fr."), ["impots.gouv.fr"]);
        assert_eq!(sites("https://www.exemple.fr/pro, a@exemple.fr, M. Petit"), ["exemple.fr"]);
    }

    #[test]
    fn a_number_of_the_usagers_is_short_or_starts_with_08() {
        for (words, found) in [
            ("36 46", Some("36 46")),
            ("3960, le matin", Some("39 60")),
            ("0 809 401 401", Some("08 09 40 14 01")),
            ("03 86 00 00 01", None),
            ("09 69 32 72 10", None),
        ] {
            assert_eq!(number_of_usagers(words).as_deref(), found, "{words}");
        }
    }
}
