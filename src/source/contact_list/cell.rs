//! The ways to reach someone that a cell says, and what it says besides.

use super::beside::{BETWEEN, in_brackets, of_each, together, without_labels};
use super::kept_back_titles::{is_of_conseillers, is_of_usagers};
use super::phone_cells::{without_fax, without_numbers};
use aiguilleur_core::local::{names_a_person, value_fault};
use aiguilleur_core::tree::Canal;

/// A number or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub canal: Canal,
    /// A number as it is shown.
    pub valeur: String,
    /// Its first zero is missing in the cell.
    pub restored: bool,
    /// The words beside it.
    pub precision: Option<String>,
    /// Where it stands, for the reader of a report.
    pub at: String,
}

/// So many words has a label; a sentence is none.
const LABEL: usize = 4;

impl Said {
    /// Whether the words beside it say that it is for the conseillers: « back-office », « ligne directe ».
    pub fn is_for_conseillers(&self) -> bool {
        self.labels().any(is_of_conseillers)
    }

    /// Whether they say that it is for the usagers: « accueil », « standard ».
    pub fn is_for_usagers(&self) -> bool {
        self.labels().any(is_of_usagers)
    }

    fn labels(&self) -> impl Iterator<Item = &str> {
        let parts = self.precision.iter().flat_map(|words| words.split([',', ';', '(', ')']));
        parts.filter(|part| part.split_whitespace().count() <= LABEL)
    }
}

/// What a cell says.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub said: Vec<(Canal, String, bool)>,
    /// The words besides.
    pub rest: String,
    /// The same, each with the rank of what it stands beside, where it is not the first.
    pub beside: Vec<(usize, String)>,
    /// What is refused, each with its cause and how to mend it.
    pub refused: Vec<(String, String)>,
}

/// What stands between two ways.
const BETWEEN_WAYS: [&str; 6] = [" ou ", " et ", " puis ", " – ", " — ", " | "];

/// What stands in a text for what was taken of it.
pub(super) const TAKEN: &str = "\0";

/// Reads the words of a cell; `canal` is what its column is for, none where it may be anything.
pub(super) fn read(words: &str, canal: Option<Canal>) -> Words {
    let mut found = Words::default();
    let free = matches!(canal, None | Some(Canal::Telephone | Canal::Courriel | Canal::Site));
    if !free {
        found.rest = one_line(words);
        return found;
    }
    let mut text = words.replace('\n', " ; ");
    for apart in BETWEEN_WAYS {
        text = text.replace(apart, " ; ");
    }
    let mut rests: Vec<String> = Vec::new();
    let mut ranks: Vec<usize> = Vec::new();
    for segment in text.split([';', ',']).map(str::trim).filter(|segment| !segment.is_empty()) {
        let Some(segment) = without_fax(segment) else { continue };
        let known = found.said.len();
        let rest = without_addresses(&segment, canal, &mut found);
        let rest = without_numbers(&rest, canal, &mut found);
        let open = |text: &str| text.matches('(').count() > text.matches(')').count();
        let goes_on = rests.last().is_some_and(|last| open(last));
        if !goes_on && one_each(&found.said[known..], &rest) {
            let of_each = of_each(&rest, TAKEN).into_iter().enumerate();
            let (at, words): (Vec<usize>, Vec<String>) =
                of_each.filter(|(_, words)| !words.is_empty()).map(|(at, words)| (known + at, words)).unzip();
            ranks.extend(at);
            rests.extend(words);
            continue;
        }
        let parts = rest.split(TAKEN).map(|part| without_labels(part.trim_matches(BETWEEN)));
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            continue;
        }
        let words = parts.join(" ");
        // « 03 80 70 50 50 ou 51 »: which number that is is not said.
        if words.len() < 4 && !found.said.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
            let what = format!("« {words} » n'est que la fin d'un numéro : ce n'est pas repris.");
            found.refused.push((what, "Écrivez chaque numéro en entier.".to_owned()));
            continue;
        }
        ranks.push(match (found.said.len() - known, ranks.last()) {
            (_, Some(last)) if goes_on => *last,
            // « Standard : 03 86 00 00 01 / 03 86 00 00 02 »: the words lead to both.
            (2.., _) if !rest.trim_start().starts_with(TAKEN) => 0,
            _ => found.said.len().saturating_sub(1),
        });
        rests.push(words);
    }
    if ranks.iter().any(|rank| *rank > 0) {
        found.beside = together(&ranks, &rests);
    }
    found.rest = in_brackets(&rests.join(", "));
    found
}

/// Whether several ways of one kind stand in a text, a sign in the place of each.
fn one_each(said: &[(Canal, String, bool)], text: &str) -> bool {
    let one_kind = said.windows(2).all(|pair| pair[0].0 == pair[1].0);
    said.len() > 1 && one_kind && text.matches(TAKEN).count() == said.len()
}

/// What stands before the first number or address of a cell, and the cell from there on.
pub(super) fn whom_and_how(words: &str) -> (String, String) {
    let line = words.replace('\n', " ; ");
    let parts: Vec<&str> = line.split_whitespace().collect();
    let from = |at: usize| parts[at..].join(" ");
    let all = read(&line, None).said;
    if all.is_empty() {
        return (line, String::new());
    }
    // The less of the end is kept, the less it says: where it begins to lack something is sought by halves.
    let (mut first, mut beyond) = (0, parts.len());
    while beyond - first > 1 {
        let middle = first.midpoint(beyond);
        *(if read(&from(middle), None).said == all { &mut first } else { &mut beyond }) = middle;
    }
    // « +33 (0)3 86 … » says the same number without its first sign.
    let first = first - usize::from(parts[..first].last().is_some_and(|last| last.starts_with('+')));
    let whom = without_labels(
        parts[..first].join(" ").trim_matches(|c: char| BETWEEN.contains(&c) || ",;(".contains(c)),
    );
    let whom = without_fax(&whom).unwrap_or_default();
    (whom.trim_end_matches([',', ';', ':', ' ']).to_owned(), from(first))
}

/// Words on one line, those of its lines apart.
pub(super) fn one_line(words: &str) -> String {
    let lines: Vec<&str> = words
        .split('\n')
        .map(|line| line.trim().trim_end_matches(','))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(", ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_addresses(segment: &str, canal: Option<Canal>, found: &mut Words) -> String {
    let mut rest = Vec::new();
    for raw in segment.split_whitespace() {
        let word = raw.trim_matches(|c: char| "<>()[]«»\"':.".contains(c));
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        let site = word.contains("://")
            || word.to_ascii_lowercase().starts_with("www.")
            || canal == Some(Canal::Site) && word.contains('.');
        if word.contains('@') {
            address(word, Canal::Courriel, found);
            rest.extend(raw.starts_with('(').then_some("("));
            rest.push(TAKEN);
            rest.extend(raw.ends_with(')').then_some(")"));
        } else if site {
            address(word, Canal::Site, found);
            rest.push(TAKEN);
        } else {
            rest.push(raw);
        }
    }
    rest.join(" ")
}

fn address(word: &str, canal: Canal, found: &mut Words) {
    if names_a_person(word) {
        found.refused.push(person(word));
    } else if value_fault(canal, word).is_some() {
        found.refused.push(fault(canal, word));
    } else if !found.said.iter().any(|(_, known, _)| known == word) {
        found.said.push((canal, word.to_owned(), false));
    }
}

/// Said of what names a person.
pub(super) const PERSON: &str = "semble nommer une personne";

/// Why what names a person is refused.
pub(super) fn person(words: &str) -> (String, String) {
    (
        format!("« {words} » {PERSON} : ce n'est pas repris."),
        "Donnez le service : son nom, son numéro, son adresse générique.".to_owned(),
    )
}

/// Why a channel does not take these words.
pub(super) fn fault(canal: Canal, words: &str) -> (String, String) {
    let (what, mend) = value_fault(canal, words).unwrap_or(("ne se lit pas", String::new()));
    (format!("« {} » {what}.", words.trim()), mend)
}

#[cfg(test)]
mod tests {
    use super::{read, whom_and_how};
    use aiguilleur_core::tree::Canal;

    #[test]
    fn the_numbers_of_a_cell_are_read_as_people_write_them() {
        for (words, numbers, rest) in [
            ("03.86.00.00.01", &["03 86 00 00 01"][..], ""),
            ("Tél : 03 86 00 00 01 / 03 86 00 00 02", &["03 86 00 00 01", "03 86 00 00 02"], ""),
            ("03/86/00/00/01", &["03 86 00 00 01"], ""),
            ("+33 (0)3 86 00 00 01 (standard)", &["03 86 00 00 01"], "standard"),
            ("3646", &["36 46"], ""),
            ("36 46 (service gratuit + prix d'un appel)", &["36 46"], "service gratuit + prix d'un appel"),
            ("03 86 00 00 01 poste 12", &["03 86 00 00 01"], "poste 12"),
            ("03 86 00 00 01 (9h-12h)", &["03 86 00 00 01"], "9h-12h"),
            ("03 86 00 00 01 9h30-12h / 14h", &["03 86 00 00 01"], "9h30-12h / 14h"),
            ("03.86.00.00.01 de 9 h à 12 h", &["03 86 00 00 01"], "de 9 h à 12 h"),
            ("03 86 00 00 01 - 8:30-12:00", &["03 86 00 00 01"], "8:30-12:00"),
            ("9h-12h : 03 86 00 00 01", &["03 86 00 00 01"], "9h-12h"),
            ("M. Dupont 03 86 00 00 01", &["03 86 00 00 01"], "M. Dupont"),
            ("0386000001\n0386000002", &["03 86 00 00 01", "03 86 00 00 02"], ""),
            ("386000001", &["03 86 00 00 01"], ""),
            ("03 86 00 00 01 ; fax 03 86 00 00 09", &["03 86 00 00 01"], ""),
            ("Standard (03 86 00 00 01)", &["03 86 00 00 01"], "Standard"),
            ("03 86 00 00 01 (lundi (matin), mardi)", &["03 86 00 00 01"], "lundi (matin), mardi"),
            (
                "Back-office : 03 86 00 00 01 / 03 86 00 00 02 (du lundi au jeudi, le matin)",
                &["03 86 00 00 01", "03 86 00 00 02"],
                "Back-office (du lundi au jeudi, le matin)",
            ),
            ("Tel: 03.86.00.00.01 - Fax: 03.86.00.00.09", &["03 86 00 00 01"], ""),
            ("03 86 00 00 01 ; 03 86 00 00 09 (fax)", &["03 86 00 00 01"], ""),
            ("Fax 03 86 00 00 09 - Tél 03 86 00 00 01", &["03 86 00 00 01"], ""),
            ("Télécopie : 03 86 00 00 09 / Tél. : 03 86 00 00 01", &["03 86 00 00 01"], ""),
        ] {
            let found = read(words, Some(Canal::Telephone));
            let said: Vec<&str> = found.said.iter().map(|(_, valeur, _)| valeur.as_str()).collect();
            assert_eq!((said.as_slice(), found.rest.as_str()), (numbers, rest), "{words}");
            assert!(found.refused.is_empty(), "{words}: {:?}", found.refused);
        }
    }

    #[test]
    fn each_number_keeps_the_words_beside_it() {
        for (words, beside) in [
            ("03 86 00 00 01, poste 12 ; 03 86 00 00 02, poste 13", &[(0, "poste 12"), (1, "poste 13")][..]),
            ("03 86 00 00 01 / 03 86 00 00 02 (mercredi)", &[(1, "mercredi")]),
            ("Standard : 03 86 00 00 01 / 03 86 00 00 02", &[]),
            ("03 86 00 00 01 poste 12", &[]),
        ] {
            let found = read(words, Some(Canal::Telephone));
            let said: Vec<(usize, &str)> =
                found.beside.iter().map(|(at, words)| (*at, words.as_str())).collect();
            assert_eq!(said, beside, "{words}");
        }
        let cut = read("03 80 70 50 50 ou 51", Some(Canal::Telephone));
        assert_eq!((cut.said.len(), cut.refused.len(), cut.rest.as_str()), (1, 1, ""));
    }

    #[test]
    fn a_cell_that_names_whom_and_how_is_cut_before_its_first_way() {
        let named = "pôle social ".repeat(500);
        for (words, whom, how) in [
            ("CAF : 03 86 00 00 01", "CAF", "03 86 00 00 01"),
            ("CAF +33 (0)3 86 00 00 01", "CAF", "+33 (0)3 86 00 00 01"),
            (
                "CAF, pole@exemple.fr ou 03 86 00 00 01, le mardi",
                "CAF",
                "pole@exemple.fr ou 03 86 00 00 01, le mardi",
            ),
            ("03 86 00 00 01 (CAF)", "", "03 86 00 00 01 (CAF)"),
            ("CAF", "CAF", ""),
            ("Urssaf 3957", "Urssaf", "3957"),
            ("Urssaf, bureau 3012", "Urssaf, bureau 3012", ""),
            (&format!("{named}03 86 00 00 01"), named.trim_end(), "03 86 00 00 01"),
        ] {
            assert_eq!(whom_and_how(words), (whom.to_owned(), how.to_owned()), "{words}");
        }
    }

    #[test]
    fn a_free_cell_says_ways_of_any_kind() {
        let found = read(
            "Tél. 03 86 00 00 01 - mail : pole@exemple.fr\nwww.exemple.fr\n12 rue des Lilas, 58000 Nevers",
            None,
        );
        let said: Vec<(Canal, &str)> =
            found.said.iter().map(|(canal, valeur, _)| (*canal, valeur.as_str())).collect();
        let expected = [
            (Canal::Courriel, "pole@exemple.fr"),
            (Canal::Telephone, "03 86 00 00 01"),
            (Canal::Site, "www.exemple.fr"),
        ];
        assert_eq!(said, expected);
        assert_eq!(found.rest, "12 rue des Lilas, 58000 Nevers");
    }

    #[test]
    fn a_short_number_alone_is_one_and_that_of_a_street_is_not() {
        assert_eq!(read("32 30", None).said.len(), 1);
        assert_eq!(read("12 rue des Lilas", None).said, []);
    }

    #[test]
    fn what_is_no_number_and_what_names_a_person_is_refused() {
        for (words, canal, told) in [
            ("03 86 00 00", Canal::Telephone, "n'est pas un numéro"),
            ("pole@exemple", Canal::Courriel, "n'est pas une adresse"),
            ("claire.martin@exemple.fr", Canal::Courriel, "nommer une personne"),
        ] {
            let found = read(words, Some(canal));
            assert!(found.said.is_empty(), "{words}");
            assert!(
                found.refused.iter().any(|(what, _)| what.contains(told)),
                "{words}: {:?}",
                found.refused
            );
        }
    }
}
