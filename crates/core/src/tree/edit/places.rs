//! Where a tree says what may change: the category of a démarche, a value of a contact, and each text that says that value
//! as itself, a number, an address, a site. All are looked for once, whatever number of them change.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::Changes;
use crate::tree::ron::spans::{Group, whole};
use crate::tree::ron::{Token, quoted, tokens};
use crate::tree::source::Categorie;
use crate::tree::telephone::Number;

/// A number of so many digits may be a day, a delay, a street: only words around it tell that it is dialled.
pub const SHORT: usize = 4;
/// What leads to a short number that is dialled.
const LEADS: [&str; 8] = ["au ", "le ", "numéro ", ": ", "composez ", "composer ", "appelez ", "appeler "];
/// What may follow it, where the text goes on.
const AFTER: [&str; 4] = [" ou ", " et ", " puis ", " ("];
/// No longer value is looked for, in bytes.
const LONGEST_VALUE: usize = 2_000;
/// How many bytes two values share where they begin alike.
const BEGINNING: usize = 4;

/// Where the démarches, the contacts and some values of a tree stand.
pub struct TreePlaces<'t> {
    tree: &'t str,
    /// By their ids, as they are written.
    nodes: HashMap<&'t str, Group>,
    contacts: HashMap<&'t str, Group>,
    /// The texts of the steps that name each contact, and the bytes of the nodes that hold them.
    steps: HashMap<&'t str, Vec<Range<usize>>>,
    around: HashMap<&'t str, Vec<Range<usize>>>,
    /// Where each value is said, in order.
    said: HashMap<String, Vec<Range<usize>>>,
}

impl<'t> TreePlaces<'t> {
    /// Of these values, no other can be changed.
    pub fn new<'v>(tree: &'t str, values: impl IntoIterator<Item = &'v str>) -> Option<Self> {
        let file = whole(tree)?;
        let by_id = |name: &str| {
            let mut by_id = HashMap::new();
            for item in file.items(tree, name) {
                if let Some(id) = item.field("id") {
                    by_id.entry(&tree[id]).or_insert(item);
                }
            }
            by_id
        };
        let nodes: HashMap<&str, Group> = by_id("noeuds");
        let mut steps: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let mut around: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        for node in nodes.values() {
            let start = node.parts.first().map_or(node.end, |(_, part)| part.start);
            for step in node.items(tree, "etapes") {
                let Some(contact) = step.field("contact") else { continue };
                let texts = ["texte", "usager"].iter().filter_map(|field| step.field(field));
                steps.entry(&tree[contact.clone()]).or_default().extend(texts);
                let around = around.entry(&tree[contact]).or_default();
                if around.last() != Some(&(start..node.end)) {
                    around.push(start..node.end);
                }
            }
        }
        let said = Wanted::new(values).said(tree);
        Some(Self { tree, contacts: by_id("contacts"), nodes, steps, around, said })
    }

    /// The démarche of this id has this category.
    pub fn categorie(&self, demarche: &str, categorie: Categorie) -> Option<Changes> {
        let place = self.nodes.get(&*quoted(demarche))?.field("categorie")?;
        Some(vec![(place, format!("{categorie:?}"))])
    }

    /// Each text that says one value says the other, wherever that is.
    pub fn everywhere(&self, from: &str, to: &str) -> Option<Changes> {
        let said = self.said.get(&key(from))?;
        Some(said.iter().map(|place| (place.clone(), to.to_owned())).collect())
    }

    /// This contact has one value in the place of another, and so has each step that names it; none where another step
    /// beside one of these says that value too: only a person can tell whose it is there.
    pub fn of_contact(&self, contact: &str, from: &str, to: &str) -> Option<Changes> {
        let contact = quoted(contact);
        let channels = self.contacts.get(&*contact)?.items(self.tree, "canaux");
        let mut values = channels.iter().filter_map(|channel| channel.field("valeur"));
        let place = values.find(|place| self.tree[place.clone()] == quoted(from))?;
        let said = self.said.get(&key(from)).map_or(&[][..], Vec::as_slice);
        let within = |text: &Range<usize>| {
            let first = said.partition_point(|place| place.start < text.start);
            let end = text.end;
            said[first..].iter().take_while(move |place| place.end <= end).cloned()
        };
        let of = |known: &HashMap<&str, Vec<Range<usize>>>| -> BTreeSet<(usize, usize)> {
            let texts = known.get(&*contact).map_or(&[][..], Vec::as_slice);
            texts.iter().flat_map(within).map(|place| (place.start, place.end)).collect()
        };
        let own = of(&self.steps);
        if own != of(&self.around) {
            return None;
        }
        let mut changes: Changes = own.into_iter().map(|(start, end)| (start..end, to.to_owned())).collect();
        changes.push((place, quoted(to)));
        Some(changes)
    }
}

/// What a value is looked for by: a number by its digits, however they are grouped.
fn key(value: &str) -> String {
    match Number::read(value) {
        Number::Certain(_) => value.chars().filter(char::is_ascii_digit).collect(),
        _ => value.to_owned(),
    }
}

/// The values that are looked for.
#[derive(Default)]
struct Wanted {
    /// Numbers, by their digits.
    numbers: HashSet<String>,
    /// How many digits the longest has.
    most_digits: usize,
    others: HashSet<String>,
    /// How long those others are that begin alike.
    lengths: HashMap<Vec<u8>, BTreeSet<usize>>,
}

impl Wanted {
    fn new<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        let mut wanted = Self::default();
        let values = values.into_iter().filter(|value| !value.is_empty() && value.len() <= LONGEST_VALUE);
        for key in values.map(key) {
            if key.bytes().all(|b| b.is_ascii_digit()) {
                wanted.most_digits = wanted.most_digits.max(key.len());
                wanted.numbers.insert(key);
            } else {
                let beginning = key.as_bytes()[..key.len().min(BEGINNING)].to_vec();
                wanted.lengths.entry(beginning).or_default().insert(key.len());
                wanted.others.insert(key);
            }
        }
        wanted
    }

    /// Where the texts of a tree say each.
    fn said(&self, tree: &str) -> HashMap<String, Vec<Range<usize>>> {
        let mut said: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        for token in tokens(tree) {
            let Token::Text(range) = token else { continue };
            let text = &tree[range.clone()];
            let mut end = 0;
            for at in text.char_indices().map(|(at, _)| at) {
                let found = if at < end { None } else { self.here(text, at) };
                if let Some((key, length)) = found {
                    end = at + length;
                    said.entry(key).or_default().push(range.start + at..range.start + end);
                }
            }
        }
        said
    }

    /// The value that a text says from a byte on, and in how many bytes.
    fn here(&self, text: &str, at: usize) -> Option<(String, usize)> {
        let (before, rest) = text.split_at(at);
        self.number_here(before, rest).or_else(|| self.other_here(before, rest))
    }

    /// The longest number, whatever stands between two of its digits: one that is part of a longer one is none.
    fn number_here(&self, before: &str, rest: &str) -> Option<(String, usize)> {
        let is_digit = |c: char| c.is_ascii_digit();
        if !rest.starts_with(is_digit) || before.ends_with(is_digit) {
            return None;
        }
        let (mut digits, mut after_digit, mut found) = (String::new(), false, None);
        for (at, c) in rest.char_indices() {
            if is_digit(c) && digits.len() < self.most_digits {
                digits.push(c);
                let length = at + 1;
                let after = &rest[length..];
                let dialled = || digits.len() > SHORT || is_dialled(before, after);
                if !after.starts_with(is_digit) && self.numbers.contains(&digits) && dialled() {
                    found = Some((digits.clone(), length));
                }
                after_digit = true;
            } else if after_digit && matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-') {
                after_digit = false;
            } else {
                break;
            }
        }
        found
    }

    /// The longest address or site, and no part of one.
    fn other_here(&self, before: &str, rest: &str) -> Option<(String, usize)> {
        if !begins_apart(before) {
            return None;
        }
        let of = |length| rest.as_bytes().get(..length).and_then(|beginning| self.lengths.get(beginning));
        let lengths = (1..=BEGINNING).rev().filter_map(of).flat_map(|lengths| lengths.iter().rev());
        let mut values = lengths.filter_map(|length| rest.get(..*length));
        let value = values.find(|value| self.others.contains(*value) && ends_apart(&rest[value.len()..]))?;
        Some((value.to_owned(), value.len()))
    }
}

/// Whether what stands around a short number tells that it is dialled; a text of nothing else is one.
fn is_dialled(before: &str, after: &str) -> bool {
    let alone = before.trim_matches('"').is_empty() && after.trim_matches('"').is_empty();
    let ends_with = |lead: &&str| {
        let end = before.len().checked_sub(lead.len()).and_then(|at| before.get(at..));
        end.is_some_and(|end| end.to_lowercase() == **lead)
    };
    let led = LEADS.iter().any(ends_with);
    let joined = [" ou ", " ou le ", " ou au ", ", "].iter().any(|join| before.ends_with(join));
    let ends = after.starts_with(['"', '.', ',', ';', ':', ')', '\\']) || after.is_empty();
    alone || (led || joined) && (ends || AFTER.iter().any(|next| after.starts_with(next)))
}

/// What an address is made of, beside its dots.
fn is_within(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '/' | '+')
}

/// Whether an address that stands after this is no part of a longer one.
fn begins_apart(before: &str) -> bool {
    before.ends_with("www.") || before.ends_with("://") || !before.ends_with(|c| is_within(c) || c == '.')
}

/// Whether one that stands before this is no part of a longer one.
fn ends_apart(after: &str) -> bool {
    let mut next = after.chars();
    match next.next() {
        Some('.' | '/') => !next.next().is_some_and(char::is_alphanumeric),
        Some(c) => !is_within(c),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::TreePlaces;
    use crate::tree::Categorie;
    use crate::tree::edit::apply;

    /// A tree where these values take the place of others wherever they are said.
    fn everywhere(tree: &str, values: &[(&str, &str)]) -> Option<String> {
        let places = TreePlaces::new(tree, values.iter().map(|(from, _)| *from))?;
        let changes = values.iter().filter_map(|(from, to)| places.everywhere(from, to));
        apply(tree, &changes.flatten().collect::<Vec<_>>())
    }

    /// The text of a tree of one node, where one value takes the place of another.
    fn swapped(text: &str, from: &str, to: &str) -> String {
        let tree = format!("(noeuds: [(texte: \"{text}\")])");
        let changed = everywhere(&tree, &[(from, to)]).unwrap_or_default();
        changed.replace("(noeuds: [(texte: \"", "").replace("\")])", "")
    }

    #[test]
    fn a_category_changes_and_every_other_byte_stays() {
        let tree = "// Le mien.\n(noeuds: [\n    // Garder.\n    Demarche(id: \"d\", categorie: Niveau1 /* ici */),\n])\n";
        let with = |demarche: &str| TreePlaces::new(tree, [])?.categorie(demarche, Categorie::Urgent);
        let changed = with("d").and_then(|changes| apply(tree, &changes));
        assert_eq!(changed.as_deref(), Some(&*tree.replace("Niveau1", "Urgent")));
        assert_eq!(with("e"), None);
        assert!(TreePlaces::new("(", []).is_none());
    }

    #[test]
    fn a_value_changes_in_every_text_and_nowhere_else() {
        let tree = "(/* 09 70 11 22 33 */ texte: \"au 09 70 11 22 33\", valeur: \"09 70 11 22 33\")";
        let changed = everywhere(tree, &[("09 70 11 22 33", "36 46"), ("36 47", "39 39")]);
        let expected = "(/* 09 70 11 22 33 */ texte: \"au 36 46\", valeur: \"36 46\")";
        assert_eq!(changed.as_deref(), Some(expected));
        let grouped = "0 800 45 67 89, 0800.456.789, 0800456789, 10 800 45 67 89, 08004567891";
        let changed = swapped(grouped, "08 00 45 67 89", "08 00 45 67 99");
        assert_eq!(changed.matches("08 00 45 67 99").count(), 3, "{changed}");
        assert!(changed.ends_with("10 800 45 67 89, 08004567891"), "{changed}");
    }

    #[test]
    fn two_values_that_change_places_are_each_in_the_place_of_the_other() {
        let tree = "(noeuds: [(texte: \"www.caf.fr ou au 3230, www.msa.fr ou au 3646\")])";
        let values = [("caf.fr", "msa.fr"), ("msa.fr", "caf.fr"), ("32 30", "36 46"), ("36 46", "32 30")];
        let expected = "(noeuds: [(texte: \"www.msa.fr ou au 36 46, www.caf.fr ou au 32 30\")])";
        assert_eq!(everywhere(tree, &values).as_deref(), Some(expected));
    }

    #[test]
    fn a_short_number_changes_where_it_is_dialled() {
        for (text, changed) in [
            ("Appelez le 15.", "Appelez le 112."),
            ("Composez le 15 ou le 17", "Composez le 112 ou le 17"),
            ("15", "112"),
            ("payer en 15 fois", "payer en 15 fois"),
            ("né le 15 août", "né le 15 août"),
            ("dans les 15 jours", "dans les 15 jours"),
            ("au 09 70 15 00 00", "au 09 70 15 00 00"),
            ("ouvert de 9 h à 15 h", "ouvert de 9 h à 15 h"),
            ("15 quai du Port", "15 quai du Port"),
        ] {
            assert_eq!(swapped(text, "15", "112"), changed);
        }
    }

    #[test]
    fn an_address_is_no_part_of_another() {
        for (text, changed) in [
            ("à info@caf.fr.", "à aide@caf.fr."),
            ("à contact-info@caf.fr", "à contact-info@caf.fr"),
            ("à info@caf.fr.net", "à info@caf.fr.net"),
        ] {
            assert_eq!(swapped(text, "info@caf.fr", "aide@caf.fr"), changed);
        }
        assert_eq!(swapped("www.caf.fr, mon.caf.fr", "caf.fr", "allocs.fr"), "www.allocs.fr, mon.caf.fr");
    }

    #[test]
    fn the_steps_of_a_contact_change_with_it_and_those_of_no_other() {
        let tree = "(contacts: [(id: \"a\", canaux: [(canal: Telephone, valeur: \"15\")])], noeuds: [Conduite(id: \"c\", etapes: [(texte: \"Appelez le 15.\", contact: \"a\")]), Conduite(id: \"d\", etapes: [(texte: \"Appelez le 15.\", contact: \"b\")])])";
        let with =
            |contact: &str, from: &str| TreePlaces::new(tree, ["15", "17"])?.of_contact(contact, from, "112");
        let changed = with("a", "15").and_then(|changes| apply(tree, &changes)).unwrap_or_default();
        assert_eq!(changed.matches("112").count(), 2, "{changed}");
        assert!(changed.contains("(texte: \"Appelez le 15.\", contact: \"b\")"), "{changed}");
        assert_eq!((with("a", "17"), with("c", "15")), (None, None));
        // Beside a step of another contact that says it too, nobody knows whose it is.
        let beside = tree.replace("]), Conduite(id: \"d\", etapes: [", ", ");
        let places = TreePlaces::new(&beside, ["15"]);
        assert_eq!(places.and_then(|places| places.of_contact("a", "15", "112")), None);
    }
}
