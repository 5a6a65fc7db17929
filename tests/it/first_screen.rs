//! Every outcome of every tree, on its first screen: the answer at a glance.

use crate::common;
use aiguilleur::pages::sheet::Sheet;
use aiguilleur::pages::{Page, categorie, outcome};
use aiguilleur::ui::frame;
use aiguilleur::ui::layout::{Line, Tone};
use aiguilleur_core::tree::{Canal, Set, Tree};
use aiguilleur_core::walk::{Ending, Outcome, endings};

const WIDE: (usize, usize) = (24, 80);
const NARROW: (usize, usize) = (24, 40);

/// Words as they are read, whatever the ends of lines.
fn read(lines: &[Line]) -> String {
    common::unwrapped(&lines.iter().map(|line| format!("{} ", line.text)).collect::<String>())
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

#[test]
fn every_outcome_is_an_answer_at_a_glance_on_a_screen_of_80_by_24() {
    let (mut seen, mut short) = (0, Vec::new());
    each_ending(|ending, page| {
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
    assert!(seen > 200, "{seen}");
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_screen_and_no_step_is_cut() {
    each_ending(|ending, page| {
        let titre = ending.outcome.request.titre();
        for size in [WIDE, NARROW] {
            let screens = frame::screens(page, size);
            let shown: Vec<&Line> = screens.iter().flatten().collect();
            for (rank, screen) in screens.iter().enumerate() {
                let foot =
                    screen.iter().rev().find(|line| !line.text.is_empty()).expect("something is shown");
                let ends_there = rank + 1 == screens.len();
                assert!(ends_there || !foot.keeps, "{titre} {size:?}: {}", foot.text);
                assert!(ends_there || !matches!(foot.tone, Tone::Strong), "{titre} {size:?}: {}", foot.text);
                assert!(screen.len() <= size.0, "{titre} {size:?}");
            }
            let steps = ending.outcome.conduite.iter().flat_map(|conduite| &conduite.etapes);
            let all =
                common::unwrapped(&shown.iter().map(|line| format!("{} ", line.text)).collect::<String>());
            for etape in steps {
                assert!(all.contains(&common::unwrapped(&etape.texte)), "{titre} {size:?}: {}", etape.texte);
            }
        }
    });
}
