//! What holds for a whole row once its cells are read: for whom it is, whose number is whose, whether it holds still.

use super::cell::{self, Said, one_line};
use super::column_names::Kind;
use super::columns::{Column, Heading};
use super::kept_back::{Reach, answer, is_kept_back};
use super::kept_back_titles::{is_of_conseillers, is_of_usagers, title};
use super::row::Reading;
use super::{Left, holds_a_way};
use crate::source::folding::fold;
use aiguilleur_core::tree::Canal;

/// Where several columns give numbers of one kind, each number keeps the name of its own: « standard », « ligne directe ».
pub(super) fn labelled(said: &mut [Said], columns: &[&Column]) {
    let several = |canal: Canal| {
        let mut of =
            said.iter().zip(columns).filter(|(said, _)| said.canal == canal).map(|(_, column)| column.at);
        let first = of.next();
        of.any(|at| Some(at) != first)
    };
    let several: Vec<Canal> =
        [Canal::Telephone, Canal::Courriel].into_iter().filter(|canal| several(*canal)).collect();
    for (said, column) in said.iter_mut().zip(columns) {
        let says = is_of_conseillers(&column.name) || is_of_usagers(&column.name);
        if says && several.contains(&said.canal) {
            let label = one_line(&column.name);
            said.precision =
                Some(said.precision.take().map_or(label.clone(), |words| format!("{label}, {words}")));
        }
    }
}

impl Reading<'_> {
    /// Whether the row, or the name of a column that it fills, says that it is not for the usagers.
    pub fn reserved(&mut self, heading: &Heading) {
        self.listed.reserved = self.listed.said.iter().any(Said::is_for_conseillers);
        for column in &heading.columns {
            let words = self.row.cells.get(column.at).map(|cell| one_line(&cell.words)).unwrap_or_default();
            let asks = title(&column.name).filter(|_| column.kind == Some(Kind::Diffusion));
            // A number under « Numéro public » answers nothing.
            let reach = asks.filter(|_| !holds_a_way(&words)).map(|title| answer(title, &words));
            let is_way = column.is_way() || column.kind == Some(Kind::Valeur);
            self.listed.reserved |= match reach {
                Some(reach) => reach != Reach::Open,
                None => is_kept_back(&column.name, is_way, &words),
            };
            if reach == Some(Reach::Unknown) {
                self.listed.unclear.push((column.name.clone(), words));
            }
        }
    }

    /// A mobile beside the name of a person is that person's: it goes with the name.
    pub fn without_mobiles(&mut self, heading: &Heading) {
        let mut persons = heading.of(Kind::Person);
        let removed = self.listed.left.iter().any(|left| left.what.contains(cell::PERSON))
            || persons.any(|column| self.words(column).is_some());
        let mobile = |said: &mut Said| {
            removed
                && said.canal == Canal::Telephone
                && ["06", "07"].iter().any(|start| said.valeur.starts_with(start))
        };
        let mobiles: Vec<Said> = self.listed.said.extract_if(.., mobile).collect();
        self.listed.left.extend(mobiles.into_iter().map(|said| Left {
            what: format!(
                "« {} » est un mobile, à côté du nom d'une personne : il n'est pas repris.",
                said.valeur
            ),
            mend: "Donnez le numéro du service.".to_owned(),
            at: said.at,
        }));
    }

    /// A row that says itself that it holds no more, in a column that is not read otherwise: « Statut : supprimé ».
    pub fn withdrawn(&mut self, heading: &Heading) {
        const WORDS: [&str; 4] = ["supprime", "ne plus ", "obsolete", "desactive"];
        let says = |column: &&Column| {
            let words = self.words(column).map(|words| format!("{} ", fold(&words)));
            matches!(column.kind, None | Some(Kind::Diffusion))
                && words.is_some_and(|words| WORDS.iter().any(|word| words.contains(word)))
        };
        let Some(column) = heading.columns.iter().find(says) else { return };
        let words = one_line(&self.words(column).unwrap_or_default());
        self.listed.said.clear();
        let what = format!("« {words} » : cette ligne ne vaut plus, elle n'est pas reprise.");
        self.leave(column, (what, "Videz cette cellule si la ligne vaut encore.".to_owned()));
    }
}
