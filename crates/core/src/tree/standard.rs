//! The questions and answers that every tree shares, and their words where a tree writes no others.

/// Id of the question asked at a démarche that may be blocked.
pub const BLOCAGE: &str = "blocage";
/// Id of the answer « Oui » to [`BLOCAGE`].
pub const OUI: &str = "oui";
/// Id of the answer « Non » to [`BLOCAGE`].
pub const NON: &str = "non";
/// Id of the answer « Je ne sais pas ».
pub const NE_SAIT_PAS: &str = "ne-sait-pas";
/// Id of the way out « Aucune de ces situations ».
pub const AUCUNE: &str = "aucune";
/// Id of the answer that leaves a list of situations where doubt led to it: nothing of that, on reflection.
pub const RIEN: &str = "rien";

/// What stands in the way of a démarche, where the row says no other word.
pub(super) const BLOCAGE_MOT: &str = "un blocage";
/// The help of [`BLOCAGE`] where neither the démarche nor the tree brings one.
pub(super) const BLOCAGE_AIDE: &str = "Un blocage : vous avez essayé, et cela ne passe pas.";
pub(super) const OUI_TEXTE: &str = "Oui : la démarche ne passe pas";
pub(super) const NON_TEXTE: &str = "Non : la démarche a pu se faire";
pub(super) const NE_SAIT_PAS_TEXTE: &str = "Je ne sais pas";
pub(super) const AUCUNE_TEXTE: &str = "Aucune de ces situations";

/// The question [`BLOCAGE`], in the row's own word.
pub(super) fn blocage(mot: &str) -> String {
    format!("Y a-t-il {mot} ?")
}
