//! Every kind of screen, as it is read at 80 and at 40 columns.

use crate::common;
use aiguilleur::files::embedded::Embedded;
use aiguilleur::pages::sheet::{self, Sheet};
use aiguilleur::pages::to_paste::ToPaste;
use aiguilleur::pages::{Page, guide, interview, outcome as outcomes, search};
use aiguilleur::ui::layout;
use aiguilleur_core::search::Index;
use aiguilleur_core::tree::{Set, Texts as _, Tree};
use aiguilleur_core::walk::{Answered, Given, Interview, Outcome, Step};

/// The page as text, without the spaces at the ends of lines, for both widths.
fn assert_page(name: &str, page: &Page, help: bool) {
    for width in [80, 40] {
        let lines = layout::page(page, width, page.kept, help);
        assert!(lines.iter().all(|line| line.text.chars().count() <= width), "{name} is wider than {width}");
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        insta::assert_snapshot!(format!("{name}_{width}"), text.join("\n"));
    }
}

fn interview<'t>(tree: &'t Tree, answers: &[(&str, &str)]) -> Interview<'t> {
    let answers: Vec<Answered> = answers.iter().map(|(q, r)| Answered::new(*q, *r)).collect();
    Interview::supplied(tree, &answers)
}

fn outcome<'t>(interview: &Interview<'t>) -> Outcome<'t> {
    match interview.next() {
        Some(Step::End(outcome)) => outcome,
        _ => panic!("the answers lead to an end"),
    }
}

fn assert_question(name: &str, set: &Set, interview: &Interview<'_>, help: bool) {
    let Some(Step::Ask(ask)) = interview.next() else { panic!("a question is due") };
    let operateur = set.referentiel.operateur(&interview.tree().operateur).unwrap();
    assert_page(name, &interview::question(interview, &ask, operateur), help);
}

fn assert_outcome(name: &str, operateur: &str, answers: &[(&str, &str)]) {
    let set = common::embedded();
    let tree = common::tree(&set, operateur);
    let interview = interview(&tree, answers);
    let operateur = set.referentiel.operateur(operateur).unwrap();
    let outcome = outcome(&interview);
    let sheet = Sheet::new(&outcome, &set.referentiel).following(interview.path().iter().map(Given::edge));
    assert_page(name, &outcomes::outcome(&outcome, &sheet, operateur, false), false);
}

#[test]
fn home() {
    assert_page("accueil", &guide::home(&common::embedded().referentiel, None, None), false);
}

#[test]
fn an_operateur_without_its_table() {
    let set = common::embedded();
    let operateur = set.referentiel.operateur("msa").unwrap();
    assert_page("non_fourni", &guide::unsupplied(operateur, &set.referentiel, None), false);
}

#[test]
fn urgences() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let listed: Vec<_> = set
        .referentiel
        .supplied()
        .zip(&trees)
        .map(|(operateur, tree)| {
            let question = tree.node(tree.urgence.unwrap()).question().unwrap();
            (operateur, question.reponses.iter().take(1).collect())
        })
        .collect();
    assert_page("urgences", &guide::urgences(&listed), true);
}

#[test]
fn a_question_with_its_help_and_its_acronyms() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    assert_question("question_urgence", &set, &interview(&tree, &[]), true);
}

#[test]
fn a_list_with_its_way_out_and_the_answer_given_before() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let before =
        Interview::start(&tree).answer("non").unwrap().answer("logement").unwrap().answer("adresse").unwrap();
    assert_question("question_liste", &set, &before.back().unwrap(), false);
}

#[test]
fn a_blocage() {
    let set = common::embedded();
    let tree = common::tree(&set, "assurance-maladie");
    let answers = [("urgence", "non"), ("theme", "carte"), ("carte", "perte-vol")];
    assert_question("blocage", &set, &interview(&tree, &answers), false);
}

#[test]
fn niveau_1_done_on_the_spot() {
    let answers = [("urgence", "non"), ("theme", "compte"), ("blocage", "non")];
    assert_outcome("niveau_1", "caf", &answers);
}

#[test]
fn niveau_1_with_a_blocage_to_complete_locally() {
    let answers = [("urgence", "non"), ("theme", "carte"), ("carte", "perte-vol"), ("blocage", "oui")];
    assert_outcome("niveau_1_blocage", "assurance-maladie", &answers);
}

#[test]
fn niveau_1_with_a_number_and_its_hours() {
    let answers = [("urgence", "non"), ("theme", "espace"), ("espace", "utiliser"), ("blocage", "oui")];
    assert_outcome("niveau_1_telephone", "assurance-retraite", &answers);
}

#[test]
fn niveau_2_with_a_price() {
    let answers = [("urgence", "non"), ("theme", "situation"), ("situation", "anomalie")];
    assert_outcome("niveau_2", "assurance-maladie", &answers);
}

#[test]
fn a_situation_where_life_may_be_at_stake() {
    assert_outcome("urgent", "caf", &[("urgence", "suicide")]);
}

#[test]
fn an_urgent_branch_of_niveau_2() {
    let answers = [("urgence", "adresse"), ("confidentialite-urgence", "oui")];
    assert_outcome("niveau_2_urgence", "finances-publiques", &answers);
}

#[test]
fn hors_bouquet() {
    let answers = [("urgence", "non"), ("theme", "factures"), ("factures", "hors-ligne")];
    assert_outcome("hors_bouquet", "finances-publiques", &answers);
}

#[test]
fn not_foreseen_and_covered_by_its_section() {
    assert_outcome(
        "non_prevu_couvert",
        "caf",
        &[("urgence", "non"), ("theme", "logement"), ("logement", "aucune")],
    );
}

#[test]
fn not_foreseen_and_not_covered() {
    assert_outcome("non_prevu", "cheque-energie", &[("urgence", "non"), ("demande", "aucune")]);
}

#[test]
fn why() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let interview = interview(&tree, &[("urgence", "non"), ("theme", "compte"), ("blocage", "oui")]);
    let operateur = set.referentiel.operateur("caf").unwrap();
    assert_page("pourquoi", &outcomes::why(&interview, operateur), false);
}

#[test]
fn a_report_in_administration_plus_and_its_text() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let interview = interview(&tree, &[("urgence", "suicide")]);
    let operateur = set.referentiel.operateur("caf").unwrap();
    assert_page("signalement", &ToPaste::signalement(&outcome(&interview), operateur).page(operateur), false);
}

#[test]
fn a_mistake_of_a_sheet_and_its_text() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let interview = interview(&tree, &[("urgence", "non"), ("theme", "compte"), ("blocage", "oui")]);
    let operateur = set.referentiel.operateur("caf").unwrap();
    let text = ToPaste::mistake(&interview, &outcome(&interview), operateur, &set.referentiel);
    assert_page("erreur", &text.page(operateur), false);
}

#[test]
fn the_rest_of_a_sheet_opens_its_neighbours() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let interview = interview(&tree, &[("urgence", "non"), ("theme", "compte"), ("blocage", "oui")]);
    let operateur = set.referentiel.operateur("caf").unwrap();
    let sheet = Sheet::new(&outcome(&interview), &set.referentiel);
    let neighbours = ["Une voisine (niveau 1, ligne caf-03)".to_owned()];
    assert_page("suite", &outcomes::more(&sheet, operateur, neighbours), false);
}

#[test]
fn no_outcome_is_wider_than_twenty_columns_on_a_terminal_of_twenty() {
    let set = common::embedded();
    for tree in common::trees(&set) {
        for ending in aiguilleur_core::walk::endings(&tree) {
            for line in layout::blocks(&sheet::blocks(&ending.outcome, &set.referentiel), 20) {
                assert!(line.text.chars().count() <= 20, "{:?}", line.text);
            }
        }
    }
}

fn assert_results(name: &str, words: &str) {
    let set = common::embedded();
    let index = Index::from_bytes(Embedded.search_index().unwrap()).unwrap();
    let results = search::Results::new(words, &index.find(words, None), &set.referentiel);
    assert_page(name, &search::page(&results, &set.referentiel), false);
}

#[test]
fn results_with_a_sign_of_urgency() {
    assert_results("recherche_urgence", "mon mari me frappe et je veux changer d'adresse");
}

#[test]
fn results_for_an_operateur_without_its_table() {
    assert_results("recherche_non_fourni", "permis de conduire");
}

#[test]
fn results_that_are_rather_for_a_neighbour() {
    assert_results("recherche_voisin", "poubelles pas ramassées dans ma rue");
}

#[test]
fn whom_to_turn_to_outside_of_the_programme() {
    let index = Index::from_bytes(Embedded.search_index().unwrap()).unwrap();
    assert_page("a_qui_s_adresser", &guide::elsewhere(index.neighbours()), false);
}

#[test]
fn the_answer_that_leads_to_what_is_looked_for_says_so() {
    let set = common::embedded();
    let tree = common::tree(&set, "finances-publiques");
    let interview = Interview::toward_asking_facts(&tree, "facture-payer", &[], &[]);
    let interview = interview.answer("non").unwrap();
    assert_question("question_qui_mene", &set, &interview, false);
}

#[test]
fn no_result() {
    assert_results("recherche_rien", "qsdfgh");
}

#[test]
fn the_urgency_question_shows_what_is_looked_for_and_deduced() {
    let set = common::embedded();
    let tree = common::tree(&set, "caf");
    let deduced = [("theme", "logement"), ("logement", "adresse")].map(|(q, r)| Answered::new(q, r));
    let interview = Interview::toward_asking_facts(&tree, "logement-demarches", &deduced, &[]);
    assert_question("question_cherchee", &set, &interview, false);
    let asked = interview.answer("non").unwrap().back().unwrap();
    assert_question("question_deduite", &set, &asked, false);
}
