//! A case as it is noted while an interview is played: a text that a person completes with the scene.

use std::collections::HashSet;

use super::{Attendu, Case, ron};
use crate::tree::edit::Edit;
use crate::tree::quoted;
use crate::tree::ron::spans;

/// How a file of cases begins.
const BEGINNING: &str = "#![enable(implicit_some)]\n// Écrivez la scène de chaque cas, dans les mots de l'usager : \
                         recit: \"…\", avant ses réponses. Sans nom, sans rien qui désigne une personne.\n[\n]\n";

/// The text of a file of cases with these added at its end, each under an id of its own; nothing else in it changes.
/// An empty text begins one. None where it is no list of cases that can be read.
pub fn add(text: &str, cases: &[Case<'_>]) -> Option<String> {
    let text = if text.trim().is_empty() { BEGINNING } else { text };
    let before = ron::read("", text);
    let known: HashSet<&str> = before.cases.iter().map(|placed| &*placed.case.id).collect();
    let ids = (1..).map(|rank| format!("note-{rank}")).filter(|id| !known.contains(&**id));
    let noted: Vec<String> = ids.zip(cases).map(|(id, case)| entry(&id, case)).collect();
    let mut edit = Edit::new(text);
    if !noted.is_empty() {
        edit.push(&spans::whole(text)?, &noted.join(",\n    "), 4);
    }
    let added = edit.done()?;
    let after = ron::read("", &added);
    let whole = before.broken.is_empty() && after.broken.is_empty();
    (whole && after.cases.len() == before.cases.len() + cases.len()).then_some(added)
}

/// A case as a person would write it.
fn entry(id: &str, case: &Case<'_>) -> String {
    let answers = case.reponses.iter();
    let answers: Vec<String> = answers
        .map(|answered| format!("{}: {}", quoted(&answered.question), quoted(&answered.reponse)))
        .collect();
    let attendu = case
        .attendu
        .as_ref()
        .map_or_else(String::new, |expected| format!("        attendu: ({}),\n", fields(expected)));
    format!(
        "(\n        id: {},\n        operateur: {},\n        reponses: {{{}}},\n{attendu}    )",
        quoted(id),
        quoted(&case.operateur),
        answers.join(", "),
    )
}

fn fields(attendu: &Attendu<'_>) -> String {
    let text = |name: &str, value: &Option<std::borrow::Cow<'_, str>>| {
        value.as_ref().map(|value| format!("{name}: {}", quoted(value)))
    };
    let rows = attendu.lignes.as_ref().map(|rows| {
        let rows: Vec<String> = rows.iter().map(|row| quoted(row)).collect();
        format!("lignes: [{}]", rows.join(", "))
    });
    let all = [
        text("categorie", &attendu.categorie),
        rows,
        text("demarche", &attendu.demarche),
        attendu.blocage.map(|blocage| format!("blocage: {blocage}")),
        text("conduite", &attendu.conduite),
    ];
    all.into_iter().flatten().collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::case::{Attendu, Case, ron};
    use crate::walk::Answered;

    fn case() -> Case<'static> {
        let attendu = Attendu {
            categorie: Some("niveau_1".into()),
            lignes: Some(vec!["essai-01".into()]),
            blocage: Some(true),
            ..Attendu::default()
        };
        Case {
            id: "".into(),
            operateur: "essai".into(),
            recit: None,
            reponses: vec![Answered::new("urgence", "non")],
            attendu: Some(attendu),
        }
    }

    #[test]
    fn a_case_is_added_to_nothing_and_to_what_a_person_wrote() {
        let one = add("", &[case()]).unwrap_or_default();
        let two = add(&one, &[case(), case()]).unwrap_or_default();
        let read = ron::read("", &two);
        assert!(read.broken.is_empty(), "{:?}", read.broken);
        let ids: Vec<&str> = read.cases.iter().map(|placed| &*placed.case.id).collect();
        assert_eq!(ids, ["note-1", "note-2", "note-3"]);
        assert!(read.cases.iter().all(|placed| placed.case.attendu == case().attendu));
        let by_hand = "[(id: \"à moi\", operateur: \"essai\", reponses: {}) // sans virgule ]\n] // fin\n";
        let added = add(by_hand, &[case()]).unwrap_or_default();
        assert!(
            added.starts_with("[(id: \"à moi\", operateur: \"essai\", reponses: {}), // sans virgule ]\n"),
            "{added}"
        );
        assert_eq!(ron::read("", &added).cases.len(), 2);
    }

    #[test]
    fn what_is_no_list_of_cases_is_left_as_it_is() {
        for text in ["(format: 1)", "[(id: 3)]", "du texte", "[", "] ["] {
            assert_eq!(add(text, &[case()]), None, "{text}");
        }
    }
}
