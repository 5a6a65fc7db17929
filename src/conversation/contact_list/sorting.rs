//! What becomes of each row of a list: what is not sure is asked of a person, or left and told.

use super::choices::{Choices, is_named, rank_of};
use crate::conversation::fill::chosen;
use crate::error::Error;
use crate::import::contact_list::{About, Fate, Index, Line, entry, of_a_maison, usagers_told};
use crate::pages::{Block, contact_list as pages};
use crate::source::contact_list::{Left, List, Listed, day};
use crate::source::folding::fold;
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Source, Target, is_too_old};

/// A reading.
pub struct Sorting<'s> {
    /// Whom to ask; nobody in a pipe.
    pub form: Option<Box<dyn Form>>,
    pub targets: &'s [Target<'s>],
    pub index: Index<'s>,
    pub choices: Choices<'s>,
    /// Who gives the list, where the file says another.
    pub source: Option<&'s str>,
    /// When the whole list was checked, and today.
    pub checked: Option<Day>,
    pub today: Day,
    /// Nothing says the day of the whole list.
    pub supposed: bool,
    /// The department of the file; none where rows of any other are taken.
    pub place: Option<String>,
    /// The maison that the list is read for; none for the whole department.
    pub maison: Option<String>,
}

/// How many contacts are proposed for a row at first.
const PROPOSED: usize = 8;

impl Sorting<'_> {
    /// What becomes of each row of a list; what is kept is to be written to a file that says `known`.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or an answer of the command line is none.
    pub fn run(mut self, mut list: List, known: &Source) -> Result<Vec<Line>, Error> {
        self.choices.check(&list, self.targets)?;
        // All the rows are of that maison, where the list does not say of which they are.
        self.maison.take_if(|_| list.rows.iter().all(|row| row.maison.is_none()));
        self.zeros(&mut list)?;
        let (mut lines, mut behind) = (Vec::new(), Vec::new());
        while let Some(row) = list.rows.get(lines.len()) {
            let mut asked = false;
            match self.line(row.clone(), &mut asked)? {
                Some(line) => {
                    behind.extend(asked.then_some(lines.len()));
                    lines.push(line);
                }
                // Back to the row that was asked about before, where there is one.
                None => lines.truncate(behind.pop().unwrap_or(lines.len())),
            }
        }
        self.one_each(&mut lines, known)?;
        for line in &mut lines {
            if let (Fate::Kept(_, entry), Some(source)) = (&mut line.fate, self.source) {
                entry.source.get_or_insert_with(|| source.to_owned());
            }
        }
        self.beside(&mut lines, known)?;
        Ok(lines)
    }

    /// First zeros that a spreadsheet took are asked for, once for the whole list.
    fn zeros(&mut self, list: &mut List) -> Result<(), Error> {
        let restored = || list.rows.iter().flat_map(|row| &row.said).filter(|said| said.restored);
        let numbers: Vec<String> = restored().map(|said| said.valeur.clone()).collect();
        let asked = self.form.as_mut().filter(|_| !numbers.is_empty() && !self.choices.zeros);
        let given = match asked {
            None => self.choices.zeros,
            Some(form) => {
                form.say(&pages::zeros(&numbers))?;
                let items = ["Oui, le rétablir partout", "Non, laisser ces numéros"].map(str::to_owned);
                chosen(&mut **form, pages::ZERO, &items, 1)? == Some(0)
            }
        };
        for row in list.rows.iter_mut().filter(|_| !given) {
            let (without, said): (Vec<_>, Vec<_>) =
                std::mem::take(&mut row.said).into_iter().partition(|said| said.restored);
            row.said = said;
            row.left.extend(without.into_iter().map(|said| Left {
                what: pages::lost_zero(&said.valeur),
                mend: pages::ZERO_MEND.to_owned(),
                at: said.at,
            }));
        }
        Ok(())
    }

    /// What becomes of a row, and whether that was asked; nothing where one goes back.
    fn line(&mut self, mut row: Listed, asked: &mut bool) -> Result<Option<Line>, Error> {
        let mut left = std::mem::take(&mut row.left);
        let fate = match self.refusal(&row, &mut left) {
            Some(fate) => Some(fate),
            None => self.fate(&row, &mut left, asked)?,
        };
        let dated = row.jour.is_some() || !self.supposed;
        let line = |fate| Line {
            words: row.words(),
            at: row.at.clone(),
            number: row.number,
            fate,
            dated,
            is_nothing_new: false,
            confirmed: None,
            left,
        };
        Ok(fate.map(line))
    }

    /// What becomes of a row that says nothing to keep, whomever it is about.
    fn refusal(&self, row: &Listed, left: &mut Vec<Left>) -> Option<Fate> {
        let told = !left.is_empty();
        let mut refused = |what: String, mend: &str| {
            left.push(Left { at: row.at.clone(), what, mend: mend.to_owned() });
            Some(Fate::Refused)
        };
        let another =
            row.departement.as_deref().zip(self.place.as_deref()).filter(|(own, place)| own != place);
        if let Some((own, place)) = another {
            return refused(pages::of_another_place(own, place), pages::OTHER_LIST);
        }
        if let Some((what, mend)) = self.of_another_maison(row) {
            return refused(what, &mend);
        }
        if row.said.is_empty() {
            let beside = [&row.note, &row.horaires, &row.precision].into_iter().any(Option::is_some);
            return if told {
                Some(Fate::Refused)
            } else if row.ids.is_some() && row.service.is_empty() && !beside {
                Some(Fate::Unfilled)
            } else if holds_a_number(row) {
                refused(pages::NOT_READ.to_owned(), pages::NOT_READ_MEND)
            } else {
                refused(pages::NO_WAY.to_owned(), pages::NO_WAY_MEND)
            };
        }
        let Some(jour) = row.jour.as_deref() else {
            return self.checked.map_or_else(|| refused(pages::UNDATED.to_owned(), pages::DATE_IT), |_| None);
        };
        match day(jour) {
            None => refused(
                format!("« {jour} » n'est pas une date."),
                "Écrivez le jour, le mois, l'année : « 30/09/2026 ».",
            ),
            Some(day) if is_too_old(day) => refused(
                format!("« {jour} » est d'avant les France services."),
                "Corrigez la date de la vérification.",
            ),
            Some(day) if day > self.today.plus(1) => {
                refused(format!("« {jour} » n'est pas encore venu."), "Corrigez la date de la vérification.")
            }
            Some(_) => None,
        }
    }

    /// Why a row is not that of the maison, or of the department, that the list is read for.
    fn of_another_maison(&self, row: &Listed) -> Option<(String, String)> {
        match (&self.maison, &row.maison) {
            (None, Some(own)) => Some((pages::of_one_maison(own), pages::read_for(own))),
            (Some(maison), Some(own)) if !is_of_maison(own, maison) => {
                Some((pages::of_another_maison(own, maison), pages::read_for(own)))
            }
            (Some(maison), None) => Some((pages::of_no_maison(maison), pages::WITHOUT_MAISON.to_owned())),
            _ => None,
        }
    }

    fn fate(&mut self, row: &Listed, left: &mut Vec<Left>, asked: &mut bool) -> Result<Option<Fate>, Error> {
        let given = self.choices.reponses.iter().find(|given| is_named(row, &given.question));
        let rank = match given {
            Some(given) => rank_of(&given.reponse, self.targets),
            None => match self.index.about(row) {
                About::Sure(rank) => Some(rank),
                About::Among(ranks) => match self.ask(row, &ranks)? {
                    Entered::Given(rank) => {
                        *asked = true;
                        rank
                    }
                    Entered::Back => return Ok(None),
                    Entered::Stop => {
                        left.extend(self.doubt(row, &ranks).map(|what| Left {
                            at: row.at.clone(),
                            what,
                            mend: pages::ANSWER.to_owned(),
                        }));
                        return Ok(Some(Fate::Unsure(ranks)));
                    }
                },
            },
        };
        let Some(rank) = rank else { return Ok(Some(Fate::PassedOver)) };
        let (entry, not_taken) = entry(row, &self.targets[rank], self.checked);
        left.extend(not_taken);
        let nothing = entry.filled().next().is_none();
        Ok(Some(if nothing { Fate::Refused } else { Fate::Kept(rank, entry) }))
    }

    /// What makes a row unsure that seemed to name its contact.
    fn doubt(&self, row: &Listed, ranks: &[usize]) -> Option<String> {
        let number = ranks.iter().find_map(|rank| usagers_told(row, &self.targets[*rank]));
        number
            .map(|number| pages::whose(&number))
            .or_else(|| of_a_maison(row).then(|| pages::OF_A_MAISON.to_owned()))
    }

    /// Asks which contact a row is about, if any; a person may stop, or not be there.
    fn ask(&mut self, row: &Listed, ranks: &[usize]) -> Result<Entered<Option<usize>>, Error> {
        let doubt = self.doubt(row, ranks);
        let Some(form) = self.form.as_mut() else { return Ok(Entered::Stop) };
        form.say(&pages::unsure(row))?;
        form.say(&doubt.map(Block::Text).into_iter().collect::<Vec<_>>())?;
        let all: Vec<usize> = (0..self.targets.len()).collect();
        let mut ranks: Vec<usize> = ranks.iter().copied().take(PROPOSED).collect();
        if ranks.is_empty() {
            ranks.clone_from(&all);
        }
        loop {
            let whole = ranks.len() == all.len();
            let mut items: Vec<String> =
                ranks.iter().map(|rank| pages::contact(&self.targets[*rank])).collect();
            if !whole {
                items.push("Un autre contact".to_owned());
            }
            items.push("Aucun : laisser cette ligne".to_owned());
            // To leave it is proposed: nothing is taken by a key too many.
            match form.choose(pages::WHICH, &items, items.len() - 1)? {
                Entered::Given(rank) if rank < ranks.len() => return Ok(Entered::Given(Some(ranks[rank]))),
                Entered::Given(rank) if rank + 1 < items.len() => ranks.clone_from(&all),
                Entered::Given(_) => return Ok(Entered::Given(None)),
                Entered::Back => return Ok(Entered::Back),
                Entered::Stop => {
                    self.form = None;
                    return Ok(Entered::Stop);
                }
            }
        }
    }
}

/// Whether words name this maison: a part of the name is enough, « Clamecy » for « France services de Clamecy ».
fn is_of_maison(own: &str, maison: &str) -> bool {
    let (own, maison) = (fold(own), fold(maison));
    let within =
        |words: &str, whole: &str| words.split(' ').all(|word| whole.split(' ').any(|one| one == word));
    within(&own, &maison) || within(&maison, &own)
}

/// Whether the words of a row hold a number as long as that of a telephone, or of a town.
fn holds_a_number(row: &Listed) -> bool {
    let words = row.words();
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    words.split(|c: char| !(c.is_ascii_digit() || " .".contains(c))).any(|part| digits(part) > 3)
}
