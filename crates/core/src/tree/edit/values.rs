//! A tree with one value in the place of another: a number, an address, a site, where a text says it as itself.

use super::{Edit, item, list};
use crate::tree::ron::spans::{Group, group, whole};
use crate::tree::ron::{Token, quoted, tokens};
use crate::tree::telephone::Number;

/// A number of so many digits may be a day, a delay, a street: only words around it tell that it is dialled.
pub const SHORT: usize = 4;
/// What leads to a short number that is dialled.
const LEADS: [&str; 8] = ["au ", "le ", "numéro ", ": ", "composez ", "composer ", "appelez ", "appeler "];
/// What may follow it, where the text goes on.
const AFTER: [&str; 4] = [" ou ", " et ", " puis ", " ("];

/// A tree where each text that says one value says the other, wherever that is.
pub fn everywhere(tree: &str, from: &str, to: &str) -> Option<String> {
    let mut edit = Edit::new(tree);
    for token in tokens(tree) {
        let Token::Text(range) = token else { continue };
        let changed = swapped(&tree[range.clone()], from, to);
        if changed != tree[range.clone()] {
            edit.changes.push((range, changed));
        }
    }
    if edit.changes.is_empty() { None } else { edit.done() }
}

/// A tree where this contact has one value in the place of another, and so has each step that names this contact.
pub fn of_contact(tree: &str, contact: &str, from: &str, to: &str) -> Option<String> {
    let file = whole(tree)?;
    let of_id = item(tree, &list(tree, &file, "contacts")?, "id", contact)?;
    let channel = item(tree, &list(tree, &of_id, "canaux")?, "valeur", from)?;
    let mut edit = Edit::new(tree);
    edit.changes.push((channel.field("valeur")?, quoted(to)));
    let items = |of: &Group, name: &str| {
        let parts = list(tree, of, name).map(|list| list.parts).unwrap_or_default();
        parts.into_iter().filter_map(|(_, range)| group(tree, range.start)).collect::<Vec<_>>()
    };
    let named = quoted(contact);
    for step in items(&file, "noeuds").iter().flat_map(|node| items(node, "etapes")) {
        if step.field("contact").is_none_or(|place| tree[place] != named) {
            continue;
        }
        for place in ["texte", "usager"].iter().filter_map(|field| step.field(field)) {
            let changed = swapped(&tree[place.clone()], from, to);
            edit.changes.push((place, changed));
        }
    }
    edit.done()
}

/// A text with one value in the place of another: a number, however its digits are grouped; an address, and no part of one.
fn swapped(text: &str, from: &str, to: &str) -> String {
    let digits: Vec<char> = from.chars().filter(char::is_ascii_digit).collect();
    let is_number = matches!(Number::read(from), Number::Certain(_));
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(c) = text[at..].chars().next() {
        let (before, rest) = text.split_at(at);
        let found = if is_number {
            number_here(before, rest, &digits)
        } else {
            (rest.starts_with(from) && is_apart(before, &rest[from.len()..])).then_some(from.len())
        };
        let (kept, length) = found.map_or((&rest[..c.len_utf8()], c.len_utf8()), |length| (to, length));
        changed.push_str(kept);
        at += length;
    }
    changed
}

/// How many bytes say this number where the text goes on, if they do.
fn number_here(before: &str, rest: &str, digits: &[char]) -> Option<usize> {
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let length = said_here(rest, digits)?;
    (digits.len() > SHORT || is_dialled(before, &rest[length..])).then_some(length)
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

/// Whether an address is no part of a longer one.
fn is_apart(before: &str, after: &str) -> bool {
    let within = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '/' | '+');
    let begins =
        before.ends_with("www.") || before.ends_with("://") || !before.ends_with(|c| within(c) || c == '.');
    let mut next = after.chars();
    let ends = match next.next() {
        Some('.' | '/') => !next.next().is_some_and(char::is_alphanumeric),
        Some(c) => !within(c),
        None => true,
    };
    begins && ends
}

/// How many bytes of a text say these digits from its start on, whatever stands between two of them; no other follows.
fn said_here(text: &str, digits: &[char]) -> Option<usize> {
    let (mut said, mut after_digit) = (0, false);
    for (at, c) in text.char_indices() {
        if said == digits.len() {
            return (!c.is_ascii_digit()).then_some(at);
        }
        if c == digits[said] {
            (said, after_digit) = (said + 1, true);
        } else if after_digit && matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-') {
            after_digit = false;
        } else {
            return None;
        }
    }
    (said == digits.len()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::{everywhere, of_contact, swapped};

    #[test]
    fn a_value_changes_in_every_text_and_nowhere_else() {
        let said = "(/* 09 70 11 22 33 */ texte: \"au 09 70 11 22 33\", valeur: \"09 70 11 22 33\")";
        let changed = everywhere(said, "09 70 11 22 33", "36 46");
        assert_eq!(changed.as_deref(), Some("(/* 09 70 11 22 33 */ texte: \"au 36 46\", valeur: \"36 46\")"));
        let grouped =
            "(texte: \"0 800 45 67 89, 0800.456.789, 0800456789\", autre: \"10 800 45 67 89, 08004567891\")";
        let changed = everywhere(grouped, "08 00 45 67 89", "08 00 45 67 99").unwrap_or_default();
        assert_eq!(changed.matches("08 00 45 67 99").count(), 3, "{changed}");
        assert!(changed.contains("\"10 800 45 67 89, 08004567891\""), "{changed}");
        assert_eq!(everywhere(said, "36 47", "39 39"), None);
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
        let tree = "(contacts: [(id: \"a\", canaux: [(canal: Telephone, valeur: \"15\")])], noeuds: [Conduite(etapes: [(texte: \"Appelez le 15.\", contact: \"a\"), (texte: \"Appelez le 15.\", contact: \"b\")])])";
        let changed = of_contact(tree, "a", "15", "112").unwrap_or_default();
        assert_eq!(changed.matches("112").count(), 2, "{changed}");
        assert!(changed.contains("(texte: \"Appelez le 15.\", contact: \"b\")"), "{changed}");
        assert_eq!(of_contact(tree, "a", "17", "112"), None);
        assert_eq!(of_contact(tree, "c", "15", "112"), None);
    }
}
