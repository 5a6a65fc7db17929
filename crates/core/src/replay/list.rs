//! The cases of a list, replayed one by one: each is named by its id, which no other list may take.

use std::collections::HashMap;

use super::{Options, Tally, Trees};
use crate::case::{ron, two_answers};

/// The ids that were met among all the lists, each with the place where it was first.
#[derive(Debug, Default)]
pub struct Ids(HashMap<String, String>);

/// Replays a list, read from `file`. What of it is no case, or takes the id of another, is counted as unreadable.
pub fn list(
    trees: &Trees<'_>,
    (file, list): (&str, &ron::List),
    ids: &mut Ids,
    options: Options<'_>,
) -> Tally {
    let mut tally = Tally::new(trees, options.coverage);
    for finding in &list.broken {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
        tally.unreadable(file, line, || format!("{} {}", finding.message, finding.mend));
    }
    for ron::Placed { line, case, .. } in &list.cases {
        let line = *line as u64;
        if let Some(question) = case.answered_twice() {
            tally.unreadable(file, line, || two_answers(question));
        } else if let Some(first) = ids.0.get(&*case.id) {
            tally
                .unreadable(file, line, || format!("L'identifiant « {} » est déjà pris ({first}).", case.id));
        } else {
            ids.0.insert(case.id.clone().into_owned(), format!("{file}, ligne {line}"));
            tally.case(trees, case, options.strict, file, line);
        }
    }
    tally
}
