//! What must hold for any input: no text makes the readers panic, no sequence of answers and
//! steps back leads an interview astray.

use crate::common;
use std::sync::LazyLock;

use aiguilleur_core::tree::{Locator, Set, Tree, link, parse};
use aiguilleur_core::walk::endings;
use aiguilleur_core::walk::{Interview, Step};
use proptest::prelude::*;

static SET: LazyLock<Set> = LazyLock::new(common::embedded);
static TREES: LazyLock<Vec<Tree>> = LazyLock::new(|| common::trees(&SET));

/// Reads a text as far as it goes.
fn read(text: &str) {
    if let Ok(source) = parse::source("texte.ron", text)
        && let Err(faults) = link(source)
    {
        let text = parse::without_mark(text);
        let locator = Locator::new("texte.ron", text);
        for fault in faults {
            let finding = locator.finding(fault);
            let snippet = finding.snippet.expect("every fault has its line");
            assert!(snippet.line >= 1 && snippet.text.is_char_boundary(snippet.start));
        }
    }
    let _ = parse::referentiel("texte.ron", text);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,400}") {
        read(&text);
    }

    #[test]
    fn any_tree_with_a_part_cut_out_is_read_or_refused(start in 0..2000_usize, length in 0..200_usize) {
        let chars: Vec<char> = common::SMALL_TREE.chars().collect();
        let start = start.min(chars.len());
        let end = (start + length).min(chars.len());
        let text: String = chars[..start].iter().chain(&chars[end..]).collect();
        read(&text);
    }

    #[test]
    fn any_tree_with_a_character_put_in_is_read_or_refused(at in 0..2000_usize, c in any::<char>()) {
        let mut chars: Vec<char> = common::SMALL_TREE.chars().collect();
        chars.insert(at.min(chars.len()), c);
        read(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn any_interview_ends_within_six_answers(rank in 0..5_usize, choices in prop::collection::vec(0..20_usize, 6)) {
        let tree = &TREES[rank];
        let mut interview = Interview::start(tree);
        for choice in choices {
            let Some(Step::Ask(ask)) = interview.next() else { break };
            let reponses = &ask.question.reponses;
            interview = interview.answer(&reponses[choice % reponses.len()].id).expect("it is one of the answers");
        }
        let Some(Step::End(outcome)) = interview.next() else { panic!("it ends") };
        let reached = endings(tree).any(|ending| {
            ending.outcome.request.titre() == outcome.request.titre()
                && ending.outcome.blocage == outcome.blocage
                && ending.outcome.conduite.map(|c| &c.id) == outcome.conduite.map(|c| &c.id)
        });
        prop_assert!(reached, "`outcomes` knows every end");
    }

    #[test]
    fn going_back_and_answering_the_same_changes_nothing(rank in 0..5_usize, choices in prop::collection::vec(0..20_usize, 1..6)) {
        let tree = &TREES[rank];
        let mut interview = Interview::start(tree);
        for choice in choices {
            let Some(Step::Ask(ask)) = interview.next() else { break };
            let reponse = &ask.question.reponses[choice % ask.question.reponses.len()].id;
            interview = interview.answer(reponse).expect("it is one of the answers");
        }
        let path = |interview: &Interview<'_>| -> Vec<(String, String)> {
            interview.path().iter().map(|g| (g.ask.question.id.clone(), g.reponse.id.clone())).collect()
        };
        let before = path(&interview);
        let mut again = interview.clone();
        while let Some(earlier) = again.back() {
            again = earlier;
        }
        prop_assert!(again.path().is_empty());
        while again.path().len() < before.len() {
            let kept = again.kept().expect("each answer given before still holds").0.id.clone();
            again = again.answer(&kept).expect("it is one of the answers");
        }
        prop_assert_eq!(path(&again), before);
    }
}
