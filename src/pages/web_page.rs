//! What the exported page alone says: its buttons, and what becomes of them.

/// The names by which its script knows them, and the words.
pub const WORDS: [(&str, &str); 13] = [
    ("search", "Chercher"),
    ("help", "Aide"),
    ("copy_sheet", "Copier la fiche"),
    ("copy_text", "Copier le texte"),
    ("copied", "Copié"),
    ("not_copied", "Copie refusée : sélectionnez le texte"),
    ("print", "Imprimer (fiche du conseiller)"),
    ("not_for_usager", "Fiche du conseiller : ne la remettez pas à l'usager."),
    ("answers", "Réponses"),
    ("to_change", ", à changer d'un clic"),
    ("to_note", "Contact local, à noter ici :"),
    ("erased", "Tout est effacé. Vous êtes au début."),
    ("words_first", "Tapez d'abord les mots de l'usager."),
];
