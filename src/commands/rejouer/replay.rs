//! Cases replayed, file after file: lists whole, streams line by line.

use std::collections::HashMap;

use crate::error::Error;
use crate::files::cases::Input;
use crate::ui::Manner;
use crate::ui::progress_bar::Reading;
use aiguilleur_core::case::{ron, two_answers};
use aiguilleur_core::replay::{self, Tally, Trees};
use aiguilleur_core::tree::Finding;

/// How cases are replayed.
pub(super) struct Replay {
    pub threads: usize,
    /// An answer to a question that is never asked is a deviation.
    pub strict: bool,
    /// What no case exercises is counted.
    pub coverage: bool,
}

impl Replay {
    /// Replays all the cases of these inputs.
    pub(super) fn all(&self, trees: &Trees<'_>, inputs: &[Input], manner: Manner) -> Result<Tally, Error> {
        let mut tally = Tally::new(trees, self.coverage);
        // Ids are unique among the lists: a person must be able to name a case.
        let mut ids: HashMap<String, String> = HashMap::new();
        for input in inputs {
            let counted = match input.list()? {
                Some(Ok((_, list))) => self.list(trees, input.file(), &list, &mut ids),
                // A list among others that is no text is told, and the rest goes on.
                Some(Err(findings)) if matches!(input, Input::List { .. }) => {
                    no_text(trees, input.file(), &findings)
                }
                Some(Err(findings)) => return Err(Error::Faulty(findings)),
                None => self.stream(trees, input, manner)?,
            };
            tally.merge(counted, 0);
        }
        Ok(tally)
    }

    fn stream(&self, trees: &Trees<'_>, input: &Input, manner: Manner) -> Result<Tally, Error> {
        let (stream, size) = input.open()?;
        let reading = Reading::new(size, manner);
        let advance = |bytes| reading.advance(bytes);
        let &Self { threads, strict, coverage } = self;
        let options = replay::Options { threads, strict, coverage, progress: &advance };
        let counted = replay::lines(trees, stream, input.file(), options);
        reading.finish();
        counted.map_err(|error| input.broken(&error))
    }

    fn list(
        &self,
        trees: &Trees<'_>,
        file: &str,
        read: &ron::List,
        ids: &mut HashMap<String, String>,
    ) -> Tally {
        let mut tally = Tally::new(trees, self.coverage);
        for finding in &read.broken {
            let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
            tally.unreadable(file, line, || format!("{} {}", finding.message, finding.mend));
        }
        for ron::Placed { line, case, .. } in &read.cases {
            let line = *line as u64;
            if let Some(question) = case.answered_twice() {
                tally.unreadable(file, line, || two_answers(question));
            } else if let Some(first) = ids.get(&*case.id) {
                tally.unreadable(file, line, || {
                    format!("L'identifiant « {} » est déjà pris ({first}).", case.id)
                });
            } else {
                ids.insert(case.id.clone().into_owned(), format!("{file}, ligne {line}"));
                tally.case(trees, case, self.strict, file, line);
            }
        }
        tally
    }
}

/// A list that is no text: one thing that cannot be read.
fn no_text(trees: &Trees<'_>, file: &str, findings: &[Finding]) -> Tally {
    let mut tally = Tally::new(trees, false);
    for finding in findings {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
        tally.unreadable(file, line, || finding.message.clone());
    }
    tally
}
