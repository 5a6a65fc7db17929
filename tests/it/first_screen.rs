//! Every outcome of every tree, on its first screen: the answer at a glance.

use std::collections::BTreeSet;

use crate::common;
use aiguilleur::pages::sheet::{self, Sheet};
use aiguilleur::pages::{Block, Page, categorie, outcome, who_acts};
use aiguilleur::ui::frame;
use aiguilleur::ui::layout::{Line, Tone};
use aiguilleur_core::local::{LocalCanal, LocalEntry, Source, Target, complete, fillable, targets};
use aiguilleur_core::tree::{Canal, NE_SAIT_PAS, Set, Tree};
use aiguilleur_core::walk::{Ending, Given, Interview, Outcome, Step, endings};

const WIDE: (usize, usize) = (24, 80);
const NARROW: (usize, usize) = (24, 40);

/// Words as they are read, whatever the ends of lines.
fn read<'l>(lines: impl IntoIterator<Item = &'l Line>) -> String {
    common::unwrapped(&lines.into_iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn page(ending: &Ending<'_>, set: &Set) -> Page {
    let operateur = set.referentiel.operateur(&ending.outcome.tree.operateur).expect("the index has it");
    let sheet = Sheet::new(&ending.outcome, &set.referentiel).following(ending.path.iter().copied());
    outcome::outcome(&ending.outcome, &sheet, operateur, false)
}

fn each_ending(mut look: impl FnMut(&Ending<'_>, &Page)) {
    let (set, trees) = common::read_once();
    for ending in trees.iter().flat_map(|tree: &Tree| endings(tree)) {
        look(&ending, &page(&ending, set));
    }
}

/// What must be read at once: the category, the beginning of each step, every number and address, the numbers that
/// save.
fn at_once(outcome: &Outcome<'_>) -> Vec<String> {
    let five = |text: &str| text.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    let mut wanted = vec![categorie::in_capitals(outcome.request.categorie()).to_owned()];
    wanted.extend(
        outcome.conduite.iter().flat_map(|conduite| &conduite.etapes).map(|etape| five(&etape.texte)),
    );
    let reached = outcome.contacts();
    let channels = reached.iter().filter(|(_, c)| matches!(c.canal, Canal::Telephone | Canal::Courriel));
    wanted.extend(channels.filter_map(|(_, channel)| channel.valeur.clone()));
    let digits = |text: &String| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_digit()).map(str::to_owned);
        words
            .filter(|word| ["15", "17", "18", "112", "114", "3114", "3919"].contains(&word.as_str()))
            .collect()
    };
    wanted.extend(outcome.request.complements().iter().flat_map(digits));
    wanted
}

/// Every interview that can be held, each with its outcome: all paths, « Je ne sais pas » included.
fn each_interview(mut look: impl FnMut(&Ending<'_>, &Page)) {
    let (set, trees) = common::read_once();
    let mut open: Vec<Interview<'_>> = trees.iter().map(Interview::start).collect();
    while let Some(interview) = open.pop() {
        match interview.next().expect("every path ends") {
            Step::Ask(ask) => {
                let ids = ask.question.reponses.iter().map(|reponse| &reponse.id);
                open.extend(ids.map(|id| interview.answer(id).expect("it is an answer")));
            }
            Step::End(outcome) => {
                let path = interview.path().iter().map(Given::edge).collect();
                let ending = Ending { outcome, path };
                look(&ending, &page(&ending, set));
            }
        }
    }
}

#[test]
fn every_interview_ends_with_an_answer_at_a_glance_on_a_screen_of_80_by_24() {
    let (mut seen, mut short) = (0, Vec::new());
    each_interview(|ending, page| {
        let first = read(&frame::screens(page, WIDE)[0]);
        let missing: Vec<String> =
            at_once(&ending.outcome).into_iter().filter(|wanted| !first.contains(wanted)).collect();
        if !missing.is_empty() {
            let path: Vec<String> = ending.path.iter().map(|edge| edge.reponse.id.clone()).collect();
            short.push(format!("{} {}: {missing:?}", ending.outcome.tree.operateur, path.join(" ")));
        }
        seen += 1;
    });
    assert!(short.is_empty(), "{} of {seen}:\n{}", short.len(), short.join("\n"));
    assert!(seen > 900, "{seen}");
}

/// What a department says of a contact, with its hours, a note, and where it comes from.
fn filled(target: &Target<'_>) -> LocalEntry {
    let channel = |canal: Canal| {
        let valeur = match canal {
            Canal::Courriel => "franceservices.partenaires@nievre.exemple.fr",
            _ => "03 86 00 01 11",
        };
        let horaires = (canal == Canal::Telephone).then(|| "du lundi au vendredi de 9h00 à 12h00".to_owned());
        LocalCanal { horaires, ..LocalCanal::new(canal, Some(valeur.to_owned())) }
    };
    let open = fillable(&target.contact);
    let named = |canal: &Canal| target.contact.canaux.iter().any(|channel| channel.canal == *canal);
    // Of whom the document says nothing, one number and one address are given; elsewhere, what it names.
    let written: Vec<Canal> = if named(&Canal::Local) || named(&Canal::NonPrecise) {
        vec![Canal::Telephone, Canal::Courriel]
    } else {
        open.iter().copied().filter(named).collect()
    };
    LocalEntry {
        service: Some("Cellule des partenariats et de la médiation".to_owned()),
        note: Some("Réservé aux conseillers France services, ne pas donner à l'usager.".to_owned()),
        verifie_le: Some("2026-10-12".to_owned()),
        source: Some("Préfecture de la Nièvre, annuaire France services".to_owned()),
        canaux: written.iter().copied().filter(|canal| open.contains(canal)).map(channel).collect(),
        ..LocalEntry::blank(target.operateur, &target.contact.id)
    }
}

#[test]
fn an_answer_stays_at_a_glance_when_all_its_contacts_are_known_locally() {
    let set = common::embedded();
    let mut trees = common::trees(&set);
    let contacts = targets(&trees, &set.referentiel).iter().map(filled).collect();
    let source = Source { contacts, ..Source::blank() };
    let mut short = Vec::new();
    for tree in &mut trees {
        complete(tree, &source, "2026-11-01".parse().expect("it is a day"));
        for ending in endings(tree) {
            let first = read(&frame::screens(&page(&ending, &set), WIDE)[0]);
            let missing: Vec<String> =
                at_once(&ending.outcome).into_iter().filter(|wanted| !first.contains(wanted)).collect();
            if !missing.is_empty() {
                short.push(format!(
                    "{} {:?}: {missing:?}",
                    ending.outcome.tree.operateur,
                    ending.outcome.request.titre()
                ));
            }
        }
    }
    assert!(short.is_empty(), "{}:\n{}", short.len(), short.join("\n"));
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_screen_and_no_step_is_cut() {
    each_ending(|ending, page| {
        let titre = ending.outcome.request.titre();
        for size in [WIDE, NARROW] {
            let screens = frame::screens(page, size);
            for (rank, screen) in screens.iter().enumerate() {
                let foot =
                    screen.iter().rev().find(|line| !line.text.is_empty()).expect("something is shown");
                let ends_there = rank + 1 == screens.len();
                assert!(ends_there || !foot.keeps, "{titre} {size:?}: {}", foot.text);
                assert!(ends_there || !matches!(foot.tone, Tone::Strong), "{titre} {size:?}: {}", foot.text);
                assert!(screen.len() <= size.0, "{titre} {size:?}");
            }
            let steps = ending.outcome.conduite.iter().flat_map(|conduite| &conduite.etapes);
            let all = read(screens.iter().flatten());
            for etape in steps {
                assert!(all.contains(&common::unwrapped(&etape.texte)), "{titre} {size:?}: {}", etape.texte);
            }
        }
    });
}

#[test]
fn the_verdict_says_who_acts_in_the_words_of_the_conduite() {
    let mut said = BTreeSet::new();
    each_ending(|Ending { outcome, .. }, _| {
        let conduite = outcome.conduite.map_or("-", |conduite| &conduite.id);
        let categorie = outcome.request.categorie().code();
        said.insert(format!(
            "{} {conduite} {categorie}: {}",
            outcome.tree.operateur,
            who_acts::sentence(outcome)
        ));
    });
    insta::assert_snapshot!("verdicts", said.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_the_document_gives_elsewhere_is_told_with_its_row_and_only_where_it_gives_nothing_here() {
    let (mut told, mut given) = (0, 0);
    each_ending(|Ending { outcome, .. }, page| {
        let reached = outcome.contacts();
        for line in sheet::texts(&page.body).filter(|text| text.contains("Ailleurs dans le référentiel")) {
            let (_, there) = line.split_once("Ailleurs dans le référentiel").expect("it says what");
            let (whose, there) = there.split_once(" : ").expect("it says what");
            assert!(whose.is_empty() || whose.starts_with(", pour "), "{line}");
            let (valeur, ligne) = there.split_once(", ligne ").expect("it says where");
            let valeur = valeur.split(" (").next().unwrap_or_default();
            assert!(reached.iter().all(|(_, channel)| channel.valeur.as_deref() != Some(valeur)), "{line}");
            assert!(ligne.parse::<u8>().is_ok(), "{line}");
            told += 1;
        }
        given += usize::from(reached.iter().any(|(_, channel)| channel.valeur.is_some()));
    });
    assert!(told > 10 && given > 10, "{told} told, {given} given");
}

#[test]
fn a_supposition_is_told_to_who_did_not_know_and_to_nobody_else() {
    let mut doubts = 0;
    each_ending(|Ending { path, .. }, page| {
        let unsure = path.iter().any(|edge| edge.reponse.id == NE_SAIT_PAS);
        let told =
            sheet::texts(&page.body).any(|text| text.contains("cette orientation est une supposition"));
        assert_eq!(told, unsure, "{path:?}");
        doubts += usize::from(unsure);
    });
    assert!(doubts > 0, "some outcomes are reached by it alone");
}

#[test]
fn the_answers_are_recalled_on_every_sheet() {
    each_ending(|Ending { path, .. }, page| {
        let answers: Vec<&str> = path.iter().map(|edge| edge.reponse.texte.as_str()).collect();
        let recalled = sheet::answers(path.iter().copied());
        assert!(page.body.contains(&Block::Text(recalled.clone())), "{recalled}");
        assert!(recalled.starts_with(&format!("Réponses : {}", answers[0])), "{recalled}");
    });
}
