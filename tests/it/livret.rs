//! The booklet and the program cannot end differently.

use crate::common;
use std::collections::HashMap;

use crate::common::livret_entries::{Entry, entries, references};
use aiguilleur::export::livret;
use aiguilleur::pages::sheet::{self, Sheet};
use aiguilleur::pages::{Block, categorie, headings};
use aiguilleur_core::tree::{Operateur, Set, Supplied, Tree};
use aiguilleur_core::walk::{Edge, Outcome, Position, Survey, endings};

fn booklet(set: &Set, trees: &[Tree]) -> String {
    let operateur = |id: &str| set.referentiel.operateur(id).expect("the index has it");
    let supplied: Vec<Supplied<'_>> =
        trees.iter().map(|tree| Supplied { operateur: operateur(&tree.operateur), tree }).collect();
    let others: Vec<&Operateur> =
        set.referentiel.operateurs.iter().filter(|operateur| !operateur.is_supplied()).collect();
    livret(&supplied, &others, &[], &set.referentiel, "2026-11-24".parse().expect("a day"))
}

/// Where the cover sends for each tree.
fn starts(html: &str, set: &Set, trees: &[Tree]) -> Vec<u32> {
    let (_, after) = html.split_once(">Opérateurs</h2>").expect("the cover lists them");
    let listed = references(after.split_once("</ul>").expect("the list is closed").0);
    trees
        .iter()
        .map(|tree| {
            let nom = &set.referentiel.operateur(&tree.operateur).expect("the index has it").nom;
            listed.iter().find(|(words, _)| words == nom).expect("the cover has it").1
        })
        .collect()
}

/// The entry says all that the program says of this outcome.
fn assert_same(entry: &Entry, outcome: &Outcome<'_>) {
    let titre = outcome.request.titre();
    assert_eq!(entry.heading, titre);
    let categorie = outcome.request.categorie();
    assert_eq!(entry.categorie.as_deref(), Some(categorie::in_capitals(categorie)), "{titre}");
    assert_eq!(entry.answers, [], "{titre}: it ends there");
    // Where something blocks, the entry that asks it has said what is done first.
    let faire = outcome.request.demarche().map_or(&[][..], |demarche| &demarche.faire);
    let faire = if outcome.blocage == Some(true) { &[][..] } else { faire };
    let shown: Vec<&String> = entry
        .part("À faire avec l'usager")
        .map_or(&[][..], |part| &part.steps)
        .iter()
        .map(|(step, _)| step)
        .collect();
    assert_eq!(shown, faire.iter().collect::<Vec<_>>(), "{titre}");
    let wanted = Sheet::new(outcome, &common::read_once().0.referentiel);
    let conduite: Vec<Block> = wanted.steps.iter().skip_while(|block| !is_conduite(block)).cloned().collect();
    let items =
        |of: fn(&Block) -> Option<&String>| conduite.iter().filter_map(of).cloned().collect::<Vec<_>>();
    let steps = items(|block| match block {
        Block::Step(_, text) => Some(text),
        _ => None,
    });
    let under = items(|block| match block {
        Block::SubBullet(text) => Some(text),
        _ => None,
    });
    let part = entry.part("Conduite à tenir");
    let shown = part.map_or(&[][..], |part| &part.steps);
    assert_eq!(shown.iter().map(|(step, _)| step.clone()).collect::<Vec<_>>(), steps, "{titre}");
    assert_eq!(shown.iter().flat_map(|(_, under)| under.clone()).collect::<Vec<_>>(), under, "{titre}");
    let etapes = outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
    let remarks: Vec<String> =
        etapes.iter().filter(|etape| etape.remarque).map(|etape| sheet::remark(&etape.texte)).collect();
    let shown = part.map_or(&[][..], |part| &part.bullets).iter().map(|(words, _)| words.clone());
    assert_eq!(shown.collect::<Vec<_>>(), remarks, "{titre}");
    let urgent = outcome.conduite.is_some_and(|conduite| conduite.urgente);
    assert_eq!(entry.paragraphs.iter().any(|text| text == categorie::URGENT_HERE), urgent, "{titre}");
    let done = outcome.request.demarche().filter(|_| outcome.conduite.is_none()).map(sheet::nothing_more);
    let ends = |text: &&String| text.starts_with("Rien d'autre à faire");
    assert_eq!(entry.paragraphs.iter().find(ends).map(String::as_str), done, "{titre}");
    let ours = entry.parts.iter().filter(|part| part.heading.starts_with(headings::COMPLEMENT));
    let mut ours: Vec<String> =
        ours.flat_map(|part| part.bullets.iter().map(|(words, _)| words.clone())).collect();
    let mut complements = outcome.request.complements().to_vec();
    ours.sort();
    complements.sort();
    assert_eq!(ours, complements, "{titre}");
}

fn is_conduite(block: &Block) -> bool {
    matches!(block, Block::Heading(text) if text.starts_with("Conduite à tenir"))
}

#[test]
fn every_outcome_of_every_tree_is_found_by_following_the_numbers() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let html = booklet(&set, &trees);
    let entries = entries(&html);
    let mut followed = 0;
    for (tree, start) in trees.iter().zip(starts(&html, &set, &trees)) {
        for ending in endings(tree) {
            let mut number = start;
            for Edge { question, reponse } in &ending.path {
                let entry = &entries[&number];
                let asked = entry.demande.as_ref().unwrap_or(&entry.heading);
                assert_eq!(*asked, question.texte, "{number}");
                let answer = entry.answers.iter().find(|(words, _)| *words == reponse.texte);
                number = answer.unwrap_or_else(|| panic!("{number} has no « {} »", reponse.texte)).1;
            }
            assert_same(&entries[&number], &ending.outcome);
            followed += 1;
        }
    }
    assert_eq!(followed, 254);
}

#[test]
fn every_answer_of_every_entry_leads_where_the_program_goes() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let html = booklet(&set, &trees);
    let entries = entries(&html);
    let mut met: HashMap<u32, Position> = HashMap::new();
    for (tree, start) in trees.iter().zip(starts(&html, &set, &trees)) {
        let mut ahead = vec![(start, Position::start(tree))];
        while let Some((number, position)) = ahead.pop() {
            if let Some(known) = met.insert(number, position) {
                assert_eq!(known, position, "{number} is one place");
                continue;
            }
            let entry = &entries[&number];
            if let Some(ask) = position.ask(tree) {
                let shown: Vec<&str> = entry.answers.iter().map(|(words, _)| words.as_str()).collect();
                let asked: Vec<&str> = ask.question.reponses.iter().map(|r| r.texte.as_str()).collect();
                assert_eq!(shown, asked, "{number}");
                for (reponse, (_, next)) in ask.question.reponses.iter().zip(&entry.answers) {
                    ahead.push((*next, position.follow(tree, ask.question, reponse)));
                }
            } else {
                assert_same(entry, &position.outcome(tree).expect("it ends with an outcome"));
            }
        }
    }
    let positions: usize = trees.iter().map(|tree| Survey::new(tree).size()).sum();
    assert_eq!((met.len(), entries.len()), (positions, positions), "every entry is met, and none is missing");
}

#[test]
fn the_urgencies_of_a_tree_come_before_the_rest_of_it() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let html = booklet(&set, &trees);
    let entries = entries(&html);
    for start in starts(&html, &set, &trees) {
        let question = &entries[&start];
        let calm =
            question.answers.iter().find(|(words, _)| words.starts_with("Aucune")).expect("a way out").1;
        for (words, number) in question.answers.iter().filter(|(_, number)| *number != calm) {
            assert!(*number < calm, "« {words} » is at {number}, the rest at {calm}");
        }
    }
    let (_, page) = html.split_once(">Urgences d'abord</h2>").expect("a page of urgencies");
    let page = page.split_once("</section>").expect("it is closed").0;
    assert!(references(page).iter().any(|(words, number)| words == "Menaces de suicide" && *number == 2));
    assert!(page.contains("3114"));
}

#[test]
fn the_index_names_every_demarche_with_the_entry_that_is_about_it() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let html = booklet(&set, &trees);
    let entries = entries(&html);
    let (_, index) = html.split_once("id=\"index\"").expect("an index");
    let listed = references(index.split_once("</section>").expect("it is closed").0);
    for tree in &trees {
        let nom = &set.referentiel.operateur(&tree.operateur).expect("the index has it").nom;
        for ending in endings(tree) {
            let Some(demarche) = ending.outcome.request.demarche() else { continue };
            for name in
                std::iter::once(&demarche.titre).chain(demarche.demarches.iter().map(|sub| &sub.texte))
            {
                let start = format!("{name} ({nom}");
                let here: Vec<u32> =
                    listed.iter().filter(|(words, _)| words.starts_with(&start)).map(|(_, n)| *n).collect();
                let about = |number: &u32| {
                    let entry = &entries[number];
                    entry.heading == demarche.titre
                        || entry.paragraphs.iter().any(|text| text.starts_with(&demarche.titre))
                };
                assert!(here.iter().any(about), "« {start} » {here:?}");
            }
        }
    }
    let letters: Vec<char> = listed
        .iter()
        .filter_map(|(words, _)| words.to_lowercase().chars().find(|c| c.is_alphanumeric()))
        .map(|c| {
            if "éèê".contains(c) {
                'e'
            } else if "àâ".contains(c) {
                'a'
            } else {
                c
            }
        })
        .collect();
    assert!(letters.is_sorted() && letters.len() > 200, "{letters:?}");
}

#[test]
fn the_booklet_of_a_small_tree() {
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), common::SMALL_TREE.as_bytes());
    let run = common::run(&["exporter", "livret", "--arbres", common::path(&folder)], "");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let (_, body) = run.out.split_once("</style>").expect("a style");
    let printed = body.split_once("Livret imprimé").expect("a date");
    insta::assert_snapshot!("livret", common::lines(printed.1.split_once("</p>").expect("its end").1));
}
