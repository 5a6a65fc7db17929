//! How an action starts: « En cas de blocage ou de besoin, … » is a question, and « au-delà de ces
//! démarches » says that it serves beyond them.

use super::letters::fold;
use super::prose::Line;
use super::verbs;

/// What the leading clause of an action says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    /// The question of blocage, where it is not the usual one.
    pub question: Option<String>,
    /// The clause itself, where no question says it.
    pub aide: Option<String>,
    /// It covers what the section does not list.
    pub beyond: bool,
}

/// What may be wrong, and its article.
const TROUBLES: &[(&str, &str)] = &[
    ("demande complementaire", "une demande complémentaire"),
    ("demandes complementaires", "une demande complémentaire"),
    ("blocage", "un blocage"),
    ("blocages", "un blocage"),
    ("difficulte", "une difficulté"),
    ("difficultes", "une difficulté"),
    ("besoin", "un besoin"),
    ("besoins", "un besoin"),
    ("probleme", "un problème"),
    ("problemes", "un problème"),
];
const BEYOND: &[&str] =
    &["au dela de ces demarches", "pour les autres demarches", "pour toutes les autres demarches"];

/// The clause of an action, and the action without it where the question says all of it.
pub(super) fn split(action: &[Line]) -> (Clause, Vec<Line>) {
    let mut lines = action.to_vec();
    let Some(first) = lines.first_mut() else {
        return (Clause::default(), lines);
    };
    let folded = fold(&first.text);
    let beyond = BEYOND.iter().any(|words| folded.contains(words));
    if !folded.starts_with("en cas d") {
        return (Clause { beyond, ..Clause::default() }, lines);
    }
    if let Some((question, rest)) = read(&first.text).filter(|_| !first.bullet) {
        first.text = capital(rest);
        if first.text.is_empty() {
            lines.remove(0);
        }
        if !lines.is_empty() {
            return (Clause { question, aide: None, beyond }, lines);
        }
        return (Clause { question, aide: None, beyond }, action.to_vec());
    }
    let clause = first.text.split([',', ':']).next().unwrap_or_default().trim_end();
    let aide = Some(format!("Le tableau dit : « {clause} »."));
    (Clause { question: None, aide, beyond }, lines)
}

/// What an action asks first, and what it asks « en cas de blocage »: what comes before that clause is
/// done with the usager, whatever happens.
pub(super) fn first_part(action: &[Line]) -> (Vec<Line>, Vec<Line>) {
    const START: &str = ". En cas d";
    for (rank, line) in action.iter().enumerate() {
        let within = line.text.find(START).map(|at| at + 2).filter(|at| read(&line.text[*at..]).is_some());
        let whole = (rank > 0 && read(&line.text).is_some()).then_some(0);
        if let Some(at) = whole.or(within) {
            let (before, after) = line.text.split_at(at);
            let part = |text: &str, bullet| Line { bullet, text: text.trim().to_owned() };
            let mut first = action[..rank].to_vec();
            first.extend(Some(part(before, line.bullet)).filter(|line| !line.text.is_empty()));
            let mut then = vec![part(after, false)];
            then.extend_from_slice(&action[rank + 1..]);
            return (first, then);
        }
    }
    (Vec::new(), action.to_vec())
}

/// The question that a clause asks, and what follows the clause; none where it says more.
fn read(text: &str) -> Option<(Option<String>, &str)> {
    let mut rest = after(text, &["en cas de ", "en cas d'"])?;
    let mut asked = String::new();
    loop {
        let (with_article, next) = TROUBLES.iter().find_map(|(trouble, with_article)| {
            let next = after(rest, &[trouble])?;
            (!next.starts_with(char::is_alphanumeric)).then_some((*with_article, next))
        })?;
        asked.push_str(with_article);
        let next = next.trim_start();
        if let Some(beyond) = after(next, &["et "]).and_then(|next| after(next, BEYOND)) {
            rest = beyond.trim_start();
            break;
        }
        let Some((word, more)) = [("ou ", " ou "), ("et ", " et ")].iter().find_map(|(link, shown)| {
            let more = after(next, &[link])?;
            Some((*shown, after(more, &["de ", "d'"]).unwrap_or(more)))
        }) else {
            rest = next;
            break;
        };
        asked.push_str(word);
        rest = more;
    }
    let end = rest.strip_prefix([',', ':']);
    if end.is_none() && !rest.is_empty() && !verbs::starts_with_infinitive(rest) {
        return None;
    }
    let question = (asked != "un blocage").then(|| format!("Y a-t-il {asked} ?"));
    Some((question, end.unwrap_or(rest).trim_start()))
}

/// What follows one of these starts, accents and capitals apart; they are folded words.
fn after<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let mut wanted = start.chars();
        let mut next = wanted.next();
        for (at, c) in text.char_indices() {
            let Some(expected) = next else {
                return Some(&text[at..]);
            };
            let plain = fold(&c.to_string());
            let same = if plain.is_empty() {
                c == expected || (expected == ' ' && c == '-')
            } else {
                plain.starts_with(expected)
            };
            if !same {
                return None;
            }
            next = wanted.next();
        }
        next.is_none().then_some("")
    })
}

/// The text with a capital.
pub(super) fn capital(text: &str) -> String {
    if text.split(' ').next().is_some_and(super::prose::address) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::prose;
    use super::split;

    #[test]
    fn the_leading_clause_is_the_question() {
        for (action, question, rest) in [
            ("En cas de blocage, contacter la caisse", None, "Contacter la caisse"),
            ("En cas de blocage :\n- contacter la caisse", None, "contacter la caisse"),
            ("En cas de besoin : écrire", Some("Y a-t-il un besoin ?"), "Écrire"),
            ("En cas de blocage ou de besoin, écrire", Some("Y a-t-il un blocage ou un besoin ?"), "Écrire"),
            (
                "En cas de difficulté ou de blocage écrire",
                Some("Y a-t-il une difficulté ou un blocage ?"),
                "Écrire",
            ),
            ("En cas de blocage et au-delà de ces démarches, écrire", None, "Écrire"),
            (
                "En cas de problème technique sur le site, écrire",
                None,
                "En cas de problème technique sur le site, écrire",
            ),
            ("Contacter la caisse", None, "Contacter la caisse"),
            ("En cas de blocage", None, "En cas de blocage"),
        ] {
            let (clause, lines) = split(&prose::read(action));
            assert_eq!(clause.question.as_deref(), question, "{action}");
            assert_eq!(prose::flat(&lines), rest, "{action}");
        }
    }

    #[test]
    fn what_comes_before_the_clause_is_done_first() {
        for (action, first, then) in [
            (
                "Remplir le formulaire. En cas de blocage, écrire",
                "Remplir le formulaire.",
                "En cas de blocage, écrire",
            ),
            (
                "Pièces à joindre :\n- l'acte\nEn cas de besoin, écrire",
                "Pièces à joindre : l'acte",
                "En cas de besoin, écrire",
            ),
            (
                "En cas de blocage, écrire. En cas d'urgence, appeler",
                "",
                "En cas de blocage, écrire. En cas d'urgence, appeler",
            ),
            ("Contacter la caisse", "", "Contacter la caisse"),
        ] {
            let (before, after) = super::first_part(&prose::read(action));
            assert_eq!(
                (prose::flat(&before).as_str(), prose::flat(&after).as_str()),
                (first, then),
                "{action}"
            );
        }
    }

    #[test]
    fn a_clause_that_no_question_says_is_kept_as_help() {
        let (clause, _) = split(&prose::read("En cas de difficulté (dossier complexe), écrire"));
        assert_eq!(
            clause.aide.as_deref(),
            Some("Le tableau dit : « En cas de difficulté (dossier complexe) ».")
        );
    }

    #[test]
    fn what_serves_beyond_the_list_is_seen() {
        for action in
            ["En cas de blocage et au-delà de ces démarches, écrire", "Pour les autres démarches, écrire"]
        {
            assert!(split(&prose::read(action)).0.beyond, "{action}");
        }
        assert!(!split(&prose::read("En cas de blocage, écrire")).0.beyond);
    }
}
