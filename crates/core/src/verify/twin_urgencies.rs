//! **Twin sheets save alike**: two urgent sheets of an opérateur that end with the same conduite show the same emergency
//! numbers. The one that doubt leads to is read by whoever is the least sure.

use std::collections::BTreeSet;
use std::collections::HashMap;

use super::Subject;
use crate::tree::{Fault, Part};
use crate::walk::Outcome;

/// The national numbers that save.
const NUMBERS: [&str; 9] = ["15", "17", "18", "112", "114", "115", "119", "3114", "3919"];

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let mut known: HashMap<&str, (BTreeSet<&str>, &str)> = HashMap::new();
    for rank in 0..subject.survey.size() {
        let Some(outcome) = subject.survey.outcome(rank).filter(Outcome::urgence) else {
            continue;
        };
        let (Some(conduite), Some(request)) = (outcome.conduite, subject.survey.position(rank).request())
        else {
            continue;
        };
        let numbers = numbers(outcome.request.complements());
        let titre = outcome.request.titre();
        let (first, twin) = known.entry(&conduite.id).or_insert_with(|| (numbers.clone(), titre));
        if *first != numbers {
            faults.push(Fault::warning(
                "jumelles",
                Part::Node(request.index()),
                format!(
                    "« {titre} » et « {twin} » ont la même conduite, mais pas les mêmes numéros d'urgence."
                ),
                "Donnez aux deux les mêmes « complements ».",
            ));
        }
    }
}

/// The emergency numbers that these texts give.
fn numbers(texts: &[String]) -> BTreeSet<&'static str> {
    let words: BTreeSet<&str> =
        texts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_digit())).collect();
    NUMBERS.into_iter().filter(|number| words.contains(number)).collect()
}
