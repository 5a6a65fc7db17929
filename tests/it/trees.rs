//! The five trees say what the document says.

use crate::common;
use std::collections::{BTreeMap, HashSet};

use aiguilleur_core::tree::{Canal, Categorie, Tree};
use aiguilleur_core::verify::{median, verify};
use aiguilleur_core::walk::{Answered, Edge, Interview, Position, Step, Survey, endings};

#[test]
fn every_proof_holds_without_a_warning() {
    let report = verify(&common::embedded());
    assert_eq!(report.findings, [], "the trees must be beyond reproach");
    assert!(!report.unreadable);
    let reached: usize = report.trees.iter().map(|figures| figures.lignes.0).sum();
    assert_eq!(reached, 105);
}

#[test]
fn the_index_has_twelve_operateurs_and_the_document_s_counts() {
    let set = common::embedded();
    assert_eq!(set.referentiel.operateurs.len(), 12);
    let rows: Vec<(&str, usize)> = set
        .referentiel
        .supplied()
        .map(|operateur| (operateur.id.as_str(), operateur.lignes().count()))
        .collect();
    assert_eq!(
        rows,
        [
            ("caf", 15),
            ("assurance-maladie", 28),
            ("assurance-retraite", 26),
            ("cheque-energie", 12),
            ("finances-publiques", 24)
        ]
    );
    let mut categories: BTreeMap<Categorie, usize> = BTreeMap::new();
    for ligne in set.referentiel.supplied().flat_map(aiguilleur_core::tree::Operateur::lignes) {
        *categories.entry(ligne.categorie).or_default() += 1;
    }
    let counts: Vec<usize> = categories.into_values().collect();
    assert_eq!(counts, [67, 29, 7, 2], "niveau 1, niveau 2, urgent, hors bouquet");
}

#[test]
fn half_of_the_outcomes_take_four_answers_or_fewer_and_none_more_than_six() {
    let set = common::embedded();
    let mut answers = Vec::new();
    for tree in common::trees(&set) {
        let survey = Survey::new(&tree);
        assert!(survey.longest() <= 6, "{}", tree.operateur);
        answers.extend(survey.depths());
    }
    answers.sort_unstable();
    assert!(median(&answers) <= 4);
}

#[test]
fn every_outcome_is_reached_again_by_its_own_path() {
    let set = common::embedded();
    for tree in common::trees(&set) {
        for ending in endings(&tree) {
            let mut interview = Interview::start(&tree);
            for Edge { question, reponse } in &ending.path {
                let Some(Step::Ask(ask)) = interview.next() else { panic!("a question is still due") };
                assert_eq!(ask.question.id, question.id);
                interview = interview.answer(&reponse.id).expect("the answer is one of the question's");
            }
            let Some(Step::End(outcome)) = interview.next() else { panic!("the path ends") };
            assert_eq!(outcome.request.titre(), ending.outcome.request.titre());
            assert_eq!(outcome.blocage, ending.outcome.blocage);
            assert_eq!(outcome.conduite.map(|c| &c.id), ending.outcome.conduite.map(|c| &c.id));
        }
    }
}

#[test]
fn outcomes_are_distinct() {
    let set = common::embedded();
    for tree in common::trees(&set) {
        let mut met = HashSet::new();
        for ending in endings(&tree) {
            let outcome = ending.outcome;
            let key = (
                outcome.request.titre(),
                outcome.request.demarche().map(|d| &d.id),
                outcome.blocage,
                outcome.conduite.map(|c| &c.id),
            );
            assert!(met.insert(key), "{key:?} comes twice");
        }
    }
}

/// What the table says of a row once its answer is followed: category, then the channels and
/// values of the contacts. Rows whose facts are easy to get wrong.
fn facts(operateur: &str, answers: &[(&str, &str)]) -> (&'static str, Vec<(Canal, Option<String>)>, String) {
    let set = common::embedded();
    let tree = common::tree(&set, operateur);
    let answers: Vec<Answered> = answers.iter().map(|(q, r)| Answered::new(*q, *r)).collect();
    let interview = Interview::supplied(&tree, &answers);
    let Some(Step::End(outcome)) = interview.next() else { panic!("the answers lead to an end") };
    let contacts = outcome.contacts().iter().map(|(_, k)| (k.canal, k.valeur.clone())).collect();
    let words = outcome.conduite.map_or(String::new(), |conduite| {
        conduite.etapes.iter().map(|etape| etape.texte.as_str()).collect::<Vec<_>>().join(" ")
    });
    (outcome.request.categorie().code(), contacts, words)
}

#[test]
fn a_signal_of_distress_goes_to_the_caf_through_administration_plus() {
    let (categorie, contacts, _) = facts("caf", &[("urgence", "detresse")]);
    assert_eq!(categorie, "urgent");
    assert_eq!(contacts, [(Canal::AdministrationPlus, None)]);
}

#[test]
fn a_question_beyond_the_list_is_covered_by_the_caf_rows_of_its_section() {
    let (categorie, contacts, _) =
        facts("caf", &[("urgence", "non"), ("theme", "logement"), ("logement", "aucune")]);
    assert_eq!(categorie, "non_prevu");
    assert_eq!(contacts, [(Canal::Local, None)]);
}

#[test]
fn a_complement_on_the_campaign_goes_to_the_asp_by_mail_first() {
    let (categorie, contacts, words) =
        facts("cheque-energie", &[("urgence", "non"), ("demande", "campagne")]);
    assert_eq!(categorie, "niveau_2");
    assert_eq!(
        contacts,
        [
            (Canal::Courriel, Some("assistance-franceservice-chequeenergie@asp-public.fr".to_owned())),
            (Canal::Telephone, Some("09 69 32 72 10".to_owned()))
        ]
    );
    assert!(words.contains("Lettres d'information"));
}

#[test]
fn a_lost_cheque_can_be_declared_or_dealt_with_and_these_are_two_categories() {
    let start = [("urgence", "non"), ("demande", "perdu")];
    let declared =
        facts("cheque-energie", &[&start[..], &[("perdu", "declarer"), ("blocage", "oui")]].concat());
    let dealt_with = facts("cheque-energie", &[&start[..], &[("perdu", "traiter")]].concat());
    assert_eq!((declared.0, dealt_with.0), ("niveau_1", "niveau_2"));
    assert_eq!(declared.1, [(Canal::NonPrecise, None)]);
}

#[test]
fn a_decision_on_a_pension_is_contested_within_two_months() {
    let (categorie, contacts, words) =
        facts("assurance-retraite", &[("urgence", "non"), ("theme", "demande"), ("demande", "contester")]);
    assert_eq!(categorie, "niveau_2");
    assert_eq!(contacts[0], (Canal::Courrier, None), "the Commission comes first");
    assert!(words.contains("2 mois"), "{words}");
}

#[test]
fn the_technical_centre_of_the_retraite_has_its_number_and_hours() {
    let set = common::embedded();
    let tree = common::tree(&set, "assurance-retraite");
    let centre = tree.contact("assistance-technique").expect("the contact is there");
    let phone = &centre.canaux[0];
    assert_eq!(phone.valeur.as_deref(), Some("09 71 10 20 10"));
    assert_eq!(phone.horaires.as_deref(), Some("du lundi au vendredi, de 8h00 à 17h00 (UTC+1)"));
}

#[test]
fn an_invoice_that_cannot_be_paid_online_is_hors_bouquet() {
    let answers = [
        ("urgence", "non"),
        ("theme", "factures"),
        ("factures", "payer"),
        ("blocage", "oui"),
        ("facture-besoin", "paiement-impossible"),
    ];
    let (categorie, contacts, words) = facts("finances-publiques", &answers);
    assert_eq!(categorie, "hors_bouquet");
    assert!(contacts.iter().any(|(canal, _)| *canal == Canal::SurPlace));
    assert!(words.contains("300 €"), "{words}");
}

#[test]
fn where_life_may_be_at_stake_the_emergency_numbers_are_shown_as_ours() {
    let set = common::embedded();
    for (operateur, answer) in [("caf", "suicide"), ("caf", "violences"), ("assurance-maladie", "mal-etre")] {
        let tree = common::tree(&set, operateur);
        let interview = Interview::supplied(&tree, &[Answered::new("urgence", answer)]);
        let Some(Step::End(outcome)) = interview.next() else { panic!("an urgency ends at once") };
        let complements = outcome.request.complements().join(" ");
        for number in ["15", "17", "18", "112", "114", "3114", "3919"] {
            assert!(complements.contains(number), "{operateur} {answer}: {number}");
        }
    }
}

#[test]
fn the_index_that_the_program_carries_is_that_of_its_text() {
    use aiguilleur::files::embedded::Embedded;
    use aiguilleur_core::tree::{INDEX, Referentiel, Texts as _, parse};
    let text = Embedded.text(INDEX).expect("the text is carried");
    let read = parse::referentiel(INDEX, &text).expect("it can be read");
    let carried = Embedded.referentiel().and_then(Referentiel::from_bytes).expect("it is carried");
    assert_eq!(format!("{read:?}"), format!("{carried:?}"));
    assert!(Referentiel::from_bytes(&text.as_bytes()[..100]).is_none(), "a text is no index");
}

/// The most answers from a position, counted along every path.
fn most(tree: &Tree, position: Position) -> usize {
    let Some(ask) = position.ask(tree) else { return 0 };
    let next = ask.question.reponses.iter().map(|reponse| position.follow(tree, ask.question, reponse));
    1 + next.map(|next| most(tree, next)).max().unwrap_or(0)
}

#[test]
fn the_measures_of_a_tree_are_those_of_its_paths() {
    let set = common::embedded();
    for tree in common::trees(&set) {
        let survey = Survey::new(&tree);
        assert_eq!(survey.longest(), most(&tree, Position::start(&tree)), "{}", tree.operateur);
        let lengths: Vec<usize> = endings(&tree).map(|ending| ending.path.len()).collect();
        assert_eq!(survey.depths().collect::<Vec<_>>(), lengths, "{}", tree.operateur);
    }
}
