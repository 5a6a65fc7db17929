//! An interview is a value: going back, going on again, answers that hold and answers that don't.

use crate::common;
use aiguilleur_core::tree::Tree;
use aiguilleur_core::walk::{Answered, Edge, Interview, Step, UnknownAnswer};

fn small() -> Tree {
    common::linked(common::SMALL_TREE)
}

fn asked<'t>(interview: &Interview<'t>) -> &'t str {
    match interview.next() {
        Some(Step::Ask(ask)) => &ask.question.id,
        _ => panic!("a question is due"),
    }
}

fn pairs(answers: &[(&str, &str)]) -> Vec<Answered> {
    answers.iter().map(|(q, r)| Answered::new(*q, *r)).collect()
}

#[test]
fn an_answer_gives_another_interview_and_leaves_the_first_as_it_was() {
    let tree = small();
    let first = Interview::start(&tree);
    let second = first.answer("non").unwrap();
    assert_eq!((asked(&first), asked(&second)), ("urgence", "demande"));
}

#[test]
fn an_unknown_answer_changes_nothing() {
    let tree = small();
    assert!(matches!(Interview::start(&tree).answer("peut-être"), Err(UnknownAnswer)));
}

#[test]
fn at_a_blocage_no_ends_there_and_yes_goes_on_to_the_conduite() {
    let tree = small();
    let blocage = Interview::supplied(&tree, &pairs(&[("urgence", "non"), ("demande", "faire")]));
    assert_eq!(asked(&blocage), "blocage");
    let Some(Step::End(done)) = blocage.answer("non").unwrap().next() else { panic!("no ends it") };
    assert_eq!((done.blocage, done.conduite.is_none()), (Some(false), true));
    let Some(Step::End(blocked)) = blocage.answer("oui").unwrap().next() else { panic!("yes ends it") };
    assert_eq!((blocked.blocage, blocked.conduite.map(|c| c.id.as_str())), (Some(true), Some("appeler")));
}

#[test]
fn going_back_keeps_the_answer_that_was_given() {
    let tree = small();
    let interview = Interview::start(&tree).answer("non").unwrap().answer("refaire").unwrap();
    let back = interview.back().unwrap();
    assert_eq!(asked(&back), "demande");
    assert_eq!(back.kept().map(|(r, _)| r.id.as_str()), Some("refaire"));
    let further_back = back.back().unwrap();
    assert_eq!(further_back.kept().map(|(r, _)| r.id.as_str()), Some("non"));
    let on_again = further_back.answer("non").unwrap();
    assert_eq!(on_again.kept().map(|(r, _)| r.id.as_str()), Some("refaire"), "the later answer still holds");
}

#[test]
fn a_blocage_only_holds_for_the_demarche_that_it_was_asked_of() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let housing = Interview::supplied(&tree, &pairs(&[("urgence", "non")]));
    let housing = housing.answer("logement").unwrap().answer("adresse").unwrap().answer("oui").unwrap();
    let theme = housing.back().unwrap().back().unwrap().back().unwrap();
    assert_eq!(asked(&theme), "theme");
    let other = theme.answer("compte").unwrap();
    assert_eq!(asked(&other), "blocage");
    assert_eq!(other.kept().map(|(r, _)| r.id.as_str()), None, "another démarche, another blocage");
    let same = theme.answer("logement").unwrap().answer("patrimoine").unwrap();
    assert_eq!(same.kept().map(|(r, _)| r.id.as_str()), Some("oui"), "the same démarche by another answer");
}

#[test]
fn supplied_answers_are_not_asked_and_going_back_jumps_over_them() {
    let tree = small();
    let interview = Interview::supplied(&tree, &pairs(&[("urgence", "non")]));
    assert_eq!(asked(&interview), "demande");
    assert!(interview.back().is_none(), "nothing was really asked yet");
    let blocage = interview.answer("faire").unwrap();
    assert_eq!(asked(&blocage.back().unwrap()), "demande");
}

#[test]
fn a_supplied_answer_can_still_be_changed_from_the_path() {
    let tree = small();
    let interview = Interview::supplied(&tree, &pairs(&[("urgence", "non"), ("demande", "faire")]));
    let changing = interview.rewind(0);
    assert_eq!(asked(&changing), "urgence");
    assert_eq!(changing.kept().map(|(r, _)| r.id.as_str()), Some("non"));
    assert_eq!(asked(&changing.answer("non").unwrap()), "blocage", "the other supplied answer holds");
    assert!(matches!(changing.answer("oui").unwrap().next(), Some(Step::End(_))));
}

#[test]
fn supplied_answers_to_questions_that_are_not_asked_are_known() {
    let tree = small();
    let interview = Interview::supplied(&tree, &pairs(&[("urgence", "oui"), ("demande", "faire")]));
    assert_eq!(interview.unused().collect::<Vec<_>>(), [&Answered::new("demande", "faire")]);
}

#[test]
fn contacts_come_in_the_order_that_the_step_names() {
    let text = common::SMALL_TREE
        .replace("canaux: [AdministrationPlus])", "canaux: [AdministrationPlus, Telephone])");
    let tree = common::linked(&text);
    let Some(Step::End(outcome)) = Interview::start(&tree).answer("oui").unwrap().next() else {
        panic!("an urgency ends at once")
    };
    let channels: Vec<String> = outcome.contacts().iter().map(|(_, c)| format!("{:?}", c.canal)).collect();
    assert_eq!(channels, ["AdministrationPlus", "Telephone"]);
}

#[test]
fn an_answer_that_is_changed_gives_up_what_was_deduced() {
    let set = common::embedded();
    let tree = common::tree(&set, "assurance-retraite");
    let deduced = pairs(&[("theme", "reversion"), ("reversion", "demander"), ("depot-en-ligne", "oui")]);
    let interview = Interview::toward(&tree, "reversion-en-ligne", &deduced, &[]);
    assert_eq!(asked(&interview), "urgence");
    assert_eq!(
        interview.deduced().map(|edge| edge.question.id.as_str()).collect::<Vec<_>>(),
        ["theme", "reversion", "depot-en-ligne"]
    );
    let there = interview.answer("non").unwrap();
    assert_eq!(asked(&there), "blocage");
    let elsewhere = there.rewind(1).answer("preparer").unwrap().answer("simuler-specifique").unwrap();
    assert_eq!(asked(&elsewhere), "numerique", "nobody said it: it is asked");
    let same = there.rewind(1).answer("reversion").unwrap();
    assert_eq!(asked(&same), "blocage", "nothing changed: the rest still follows");
}

#[test]
fn a_fact_about_the_usager_is_proposed_and_never_taken_for_granted() {
    let set = common::embedded();
    let tree = common::tree(&set, "assurance-retraite");
    let deduced = pairs(&[("theme", "reversion"), ("reversion", "demander"), ("depot-en-ligne", "oui")]);
    let interview = Interview::toward_asking_facts(&tree, "reversion-en-ligne", &deduced, &[]);
    let there = interview.answer("non").unwrap();
    assert_eq!(asked(&there), "depot-en-ligne", "it decides between niveau 1 and niveau 2: a person answers");
    let (kept, _) = there.kept().expect("what the search supposed is proposed");
    assert_eq!(kept.id, "oui");
    assert_eq!(asked(&there.answer("oui").unwrap()), "blocage");
}

#[test]
fn the_urgency_that_is_looked_for_is_proposed_at_the_urgency_question() {
    let set = common::embedded();
    let tree = common::tree(&set, "assurance-maladie");
    let interview = Interview::toward_asking_facts(&tree, "mal-etre", &[], &[]);
    let (proposed, _) = interview.kept().expect("one answer leads there");
    assert_eq!(proposed.id, "mal-etre");
    let elsewhere = Interview::toward_asking_facts(&tree, "corriger-nom", &[], &[]);
    assert!(elsewhere.kept().is_none(), "nothing is proposed for what is no urgency");
}

#[test]
fn the_blocage_is_told_from_the_other_questions() {
    let tree = small();
    let blocage = |interview: &Interview<'_>| match interview.next() {
        Some(Step::Ask(ask)) => ask.is_blocage(),
        _ => panic!("something is asked"),
    };
    let interview = Interview::start(&tree);
    assert!(!blocage(&interview));
    let there = interview.answer("non").unwrap().answer("faire").unwrap();
    assert!(blocage(&there));
}

#[test]
fn what_is_looked_for_is_in_view_as_long_as_an_answer_may_lead_to_it() {
    let tree = small();
    let goal = |interview: &Interview<'_>| interview.goal().map(|demarche| demarche.id.clone());
    let demarche = Some("demarche".to_owned());
    let start = Interview::toward(&tree, "demarche", &[], &[]);
    assert_eq!(goal(&start), demarche);
    let demande = start.answer("non").unwrap();
    assert_eq!(goal(&demande), demarche);
    assert_eq!(goal(&demande.answer("aucune").unwrap()), None, "nothing leads there any more");
    let danger = Interview::toward(&tree, "danger", &[], &[]);
    assert_eq!(goal(&danger), Some("danger".to_owned()));
    assert_eq!(goal(&danger.answer("non").unwrap()), None, "an urgency was set aside");
    let supplied = Interview::toward(&tree, "demarche", &[], &pairs(&[("urgence", "non")]));
    assert_eq!(goal(&supplied), demarche, "an answer that was supplied was not asked");
}

#[test]
fn what_is_deduced_is_told_with_its_own_question_and_is_not_an_answer_too_many() {
    let tree = small();
    let deduced = pairs(&[("demande", "faire"), ("blocage", "oui"), ("urgence", "peut-être")]);
    let interview = Interview::toward(&tree, "demarche", &deduced, &[]);
    let told: Vec<Answered<&str>> = interview.deduced().map(Edge::ids).collect();
    assert_eq!(told, [Answered::new("demande", "faire"), Answered::new("blocage", "oui")]);
    assert_eq!(interview.unused().count(), 0, "nobody supplied them");
}

#[test]
fn the_path_holds_each_answer_in_order_whoever_gave_it() {
    let tree = small();
    let interview = Interview::supplied(&tree, &pairs(&[("urgence", "non")])).answer("faire").unwrap();
    let path: Vec<(&str, &str)> = interview
        .path()
        .iter()
        .map(|given| (given.ask.question.id.as_str(), given.reponse.id.as_str()))
        .collect();
    assert_eq!(path, [("urgence", "non"), ("demande", "faire")]);
}

#[test]
fn a_blocage_that_was_supplied_holds_for_every_demarche() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let supplied = Interview::supplied(&tree, &pairs(&[("urgence", "non"), ("blocage", "oui")]));
    let housing = supplied.answer("logement").unwrap().answer("adresse").unwrap();
    assert!(matches!(housing.next(), Some(Step::End(_))), "the blocage is known");
    let theme = housing.rewind(1);
    assert_eq!(asked(&theme), "theme");
    let Some(Step::End(other)) = theme.answer("compte").unwrap().next() else {
        panic!("it is known there too")
    };
    assert_eq!(other.blocage, Some(true));
}

#[test]
fn where_words_are_awaited_a_letter_alone_is_a_key() {
    let run = common::run(&["guider", "--accessible"], "m\nr\nm\n?\nm\ncarte vitale perdue\nq\n");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(
        run.err.contains("Rien n'est cherché.") && run.err.contains("r revient en arrière"),
        "{}",
        run.err
    );
    assert!(
        !run.err.contains("Mots cherchés : « r »") && run.err.contains("carte vitale perdue"),
        "{}",
        run.err
    );
}
