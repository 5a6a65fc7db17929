//! Rows that say something else of one thing: of each other, or of what the file says already.

use std::collections::BTreeMap;

use super::Sorting;
use crate::conversation::fill::chosen;
use crate::error::Error;
use crate::import::contact_list::{Fate, Line};
use crate::pages::contact_list as pages;
use crate::source::contact_list::Left;
use aiguilleur_core::local::{Differing, Joined, LocalEntry, Source, Taking, joined};

impl Sorting<'_> {
    /// Of several rows about one contact, those that say something else of one thing are asked about.
    pub(super) fn one_each(&mut self, lines: &mut [Line], known: &Source) -> Result<(), Error> {
        let mut of_contact: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            if let Fate::Kept(rank, _) = line.fate {
                of_contact.entry(rank).or_default().push(at);
            }
        }
        for (rank, rows) in of_contact.into_iter().filter(|(_, rows)| rows.len() > 1) {
            let mut entries = rows.iter().filter_map(|at| kept(&lines[*at]).cloned());
            let Some(first) = entries.next() else { continue };
            let agree = entries.try_fold(first, |whole, more| {
                let Joined { entry, differing, .. } = joined(&whole, &more, known, Taking::default());
                differing.is_empty().then_some(entry)
            });
            let chosen = match (agree, self.form.as_mut()) {
                (Some(whole), _) => {
                    for at in &rows {
                        lines[*at].fate = Fate::Kept(rank, whole.clone());
                    }
                    continue;
                }
                (None, Some(form)) => {
                    form.say(&pages::several(&self.targets[rank]))?;
                    let mut items: Vec<String> =
                        rows.iter().map(|at| format!("{} : {}", lines[*at].at, lines[*at].words)).collect();
                    items.push("Aucune".to_owned());
                    let chosen = chosen(&mut **form, pages::WHICH_ROW, &items, rows.len())?;
                    chosen.and_then(|chosen| rows.get(chosen).copied())
                }
                (None, None) => {
                    let named = |at: &&usize| {
                        self.choices
                            .reponses
                            .iter()
                            .any(|given| given.question == lines[**at].number.to_string())
                    };
                    let mut named = rows.iter().filter(named);
                    named.next().filter(|_| named.next().is_none()).copied()
                }
            };
            let asked = self.form.is_some();
            let numbers: Vec<usize> = rows.iter().map(|at| lines[*at].number).collect();
            for at in rows.iter().filter(|at| chosen != Some(**at)) {
                let line = &mut lines[*at];
                if chosen.is_some() || asked {
                    line.fate = Fate::PassedOver;
                    continue;
                }
                line.fate = Fate::Unsure(vec![rank]);
                let what = pages::contradict(&numbers, &self.targets[rank]);
                line.left.push(Left { at: line.at.clone(), what, mend: pages::ONE_OF_THEM.to_owned() });
            }
        }
        Ok(())
    }

    /// What the file says already stays, unless a person or the command line says otherwise.
    pub(super) fn beside(&mut self, lines: &mut [Line], known: &Source) -> Result<(), Error> {
        for line in lines {
            let Fate::Kept(rank, new) = &line.fate else { continue };
            let Some(before) = known.entry(&self.targets[*rank]) else { continue };
            let taking = Taking { replacing: self.choices.replacing, certified: line.dated };
            let mut whole = joined(before, new, known, taking);
            if !whole.differing.is_empty() && !taking.replacing {
                let taken = match self.form.as_mut() {
                    None => false,
                    Some(form) => {
                        form.say(&pages::differs(&self.targets[*rank], &whole.differing))?;
                        let items = ["Garder ce que dit le fichier", "Prendre ce que dit le tableau"]
                            .map(str::to_owned);
                        chosen(&mut **form, pages::KEEP, &items, 0)? == Some(1)
                    }
                };
                if taken {
                    whole = joined(before, new, known, Taking { replacing: true, ..taking });
                } else {
                    let left = |(what, before, after): &Differing| Left {
                        at: line.at.clone(),
                        what: pages::kept_before(what, before, after),
                        mend: pages::REPLACE.to_owned(),
                    };
                    line.left.extend(whole.differing.iter().map(left));
                }
            }
            let gone = whole.differing.iter().filter(|(.., after)| after.is_empty());
            let gone = gone.map(|(what, words, _)| (pages::gone(what, words), pages::SAY_AGAIN));
            let since = whole.since.as_deref().map(|le| (pages::since(le), pages::OLDER));
            line.left.extend(gone.chain(since).map(|(what, mend)| Left {
                at: line.at.clone(),
                what,
                mend: mend.to_owned(),
            }));
            line.confirmed = new.verifie_le.clone().filter(|_| whole.confirmed);
            line.is_nothing_new = before.says_the_same(&whole.entry);
            line.fate = Fate::Kept(*rank, whole.entry);
        }
        Ok(())
    }
}

/// What a row says, where it is kept.
pub fn kept(line: &Line) -> Option<&LocalEntry> {
    match &line.fate {
        Fate::Kept(_, entry) => Some(entry),
        _ => None,
    }
}
