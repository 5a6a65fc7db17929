//! The keys that a page takes: those of its commands, those of its choices, and the help that names them.

/// The keys of the commands that every page takes.
pub const BACK: char = 'r';
pub const RESTART: char = 'd';
pub const URGENCE: char = 'u';
pub const HELP: char = '?';
pub const QUIT: char = 'q';
/// The key of the way out of a list.
pub const WAY_OUT: char = '0';
/// The key of a report in Administration+, where an outcome asks for one.
pub const REPORT: char = 's';
/// The key of whom to turn to outside of the programme, where the document lists no such request.
pub const ELSEWHERE: char = 'a';
/// The key of the choice that takes words: the page then waits for them.
pub const WORDS: char = 'm';

/// The keys of choices, in order: one stroke each, none of them a command's.
pub(super) const KEYS: &str = "123456789abcefghijklnopstvwxyz";

/// Asked where the usager's words are awaited, in plain lines.
pub const WORDS_AWAITED: &str = "Tapez les mots de l'usager, puis Entrée :";
/// Said where a window of a double click would close before it is read.
pub const CLOSE_THIS_WINDOW: &str = "Appuyez sur Entrée pour fermer cette fenêtre.";

/// The same, where one may go back.
pub const WORDS_OR_BACK: &str = "Tapez les mots de l'usager, puis Entrée (r seul : retour) :";

/// Said where one goes back from there.
pub const NOT_SOUGHT: &str = "Rien n'est cherché.";

/// The row of digits of a French keyboard, from 0 to 9, as it types without Shift.
pub(super) const WITHOUT_SHIFT: &str = "à&é\"'(-è_ç";

/// The key of the choice of this rank. Beyond the last key, a choice is reached by the arrows.
pub fn key(rank: usize) -> char {
    KEYS.chars().nth(rank).unwrap_or(' ')
}

/// The help of every page.
pub(super) const KEYS_HELP: &str = "Tapez le chiffre, avec ou sans Maj, ou la lettre d'un choix. r revient en arrière, \
                         u montre les urgences, m cherche avec les mots de l'usager, d revient au début, q quitte.";

/// The same, where no interview is led.
pub(super) const KEYS_HELP_APART: &str =
    "Tapez le chiffre, avec ou sans Maj, ou la lettre d'un choix. r revient en arrière, q termine.";
