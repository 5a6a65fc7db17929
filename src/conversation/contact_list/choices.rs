//! What the command line says of the rows that are not sure: which contact each is about.

use crate::error::Error;
use crate::source::contact_list::{List, Listed};
use aiguilleur_core::local::Target;
use aiguilleur_core::walk::Answered;

/// The row is left to nobody in particular.
const NOBODY: &str = "aucun";

/// What the command line says of what is not sure.
pub struct Choices<'c> {
    /// A row and its contact, « 7=caf/caf-back-office », or « 7=aucun ».
    pub reponses: &'c [Answered],
    /// Numbers whose first zero a spreadsheet took get it back.
    pub zeros: bool,
    /// What the list says stands in the place of what the file says.
    pub replacing: bool,
}

impl Choices<'_> {
    /// Each answer of the command line names a row and a contact.
    pub(super) fn check(&self, list: &List, targets: &[Target<'_>]) -> Result<(), Error> {
        for (rank, Answered { question, reponse }) in self.reponses.iter().enumerate() {
            let before = self.reponses[..rank].iter().find(|before| before.question == *question);
            if let Some(before) = before.filter(|before| before.reponse != *reponse) {
                return Err(Error::usage(
                    format!(
                        "La ligne « {question} » est de deux contacts : « {} », « {reponse} ».",
                        before.reponse
                    ),
                    "N'en donnez qu'un.",
                ));
            }
            let rows = list.rows.iter().filter(|row| is_named(row, question)).count();
            if rows != 1 {
                let what = if rows == 0 {
                    "n'est pas une ligne de ce tableau"
                } else {
                    "est une ligne de plusieurs feuilles"
                };
                return Err(Error::usage(
                    format!("« {question} » {what}."),
                    "Donnez la ligne comme le rapport la nomme, ou n'en lisez qu'une feuille : « --feuille ».",
                ));
            }
            if reponse != NOBODY && rank_of(reponse, targets).is_none() {
                return Err(Error::usage(
                    format!("« {reponse} » n'est pas un contact."),
                    "Écrivez OPERATEUR/CONTACT, que dit « aiguilleur local manquants », ou « aucun ».",
                ));
            }
        }
        Ok(())
    }
}

/// The contact of these words, « caf/caf-back-office ».
pub(super) fn rank_of(words: &str, targets: &[Target<'_>]) -> Option<usize> {
    let (operateur, contact) = words.split_once('/')?;
    targets.iter().position(|target| target.operateur == operateur && target.contact.id == contact)
}

/// Whether a row is called so.
pub(super) fn is_named(row: &Listed, words: &str) -> bool {
    row.number.to_string() == words || row.at == words
}
