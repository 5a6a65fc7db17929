//! What is said of the file of progress of the training, of the cases that it cannot play, and of
//! the sheets that it prints.

use std::path::Path;

use super::bilan::plural;
use crate::pages::Block;
use crate::pages::typography::argument;

/// How many cases cannot be played, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refused {
    pub without_recit: u64,
    /// Of no opérateur whose tree there is.
    pub of_no_tree: u64,
    pub elsewhere: u64,
    pub unreadable: u64,
}

/// Which cases cannot be played, and why.
pub fn refused(refused: Refused) -> Vec<Block> {
    let said = [
        (refused.without_recit, "sans récit"),
        (refused.of_no_tree, "d'un opérateur sans arbre ici"),
        (refused.elsewhere, "dont les réponses ne mènent pas à l'issue attendue"),
        (refused.unreadable, "impossible à lire"),
    ];
    let said = said.into_iter().filter(|(number, _)| *number > 0);
    said.map(|(number, why)| {
        let unplayed = if number == 1 { "non joué" } else { "non joués" };
        Block::Text(format!("{number} cas {why} : {unplayed}."))
    })
    .collect()
}

/// What became of a damaged file: it was set aside, or left in place where nothing can be written.
pub fn damaged(path: &Path, aside: bool) -> Vec<Block> {
    let (was, left) = if aside {
        ("était", "Il est mis de côté, sans être perdu :")
    } else {
        ("est", "Il ne compte pas, et il est laissé en place :")
    };
    vec![
        Block::Text(format!("Le fichier de progression {was} abîmé, ou d'une autre version.")),
        Block::text(left),
        Block::Verbatim(path.display().to_string()),
    ]
}

/// So many scenarios waited for a day that no session can have given them.
pub fn brought_back(number: usize) -> Vec<Block> {
    let waited = match number {
        0 => return Vec::new(),
        1 => "1 cas attendait un jour trop lointain : il revient".to_owned(),
        _ => format!("{number} cas attendaient un jour trop lointain : ils reviennent"),
    };
    vec![
        Block::Text(format!("{waited} aujourd'hui.")),
        Block::text("La date de ce poste a été fausse, ou l'est encore : vérifiez-la."),
    ]
}

/// Nothing can be kept.
pub fn not_kept() -> Vec<Block> {
    vec![
        Block::text("Rien ne sera gardé de cette séance."),
        Block::text("Le dossier de vos données n'est pas accessible en écriture."),
    ]
}

/// What is said where another session does not let go.
pub const HELD: &str = "Une autre séance écrit votre progression en ce moment.";

/// Nothing will be kept, since another session does not let go.
pub fn held() -> Vec<Block> {
    vec![Block::text(HELD), Block::text("Rien ne sera gardé de celle-ci.")]
}

/// Some scenarios could not be kept.
pub fn unkept(number: usize) -> Vec<Block> {
    let could = plural(number, "n'a pas pu être gardé", "n'ont pas pu être gardés");
    vec![
        Block::Text(format!("{number} cas {could} dans votre bilan.")),
        Block::text("Vérifiez la place sur le disque, et vos droits sur le dossier de vos données."),
    ]
}

/// The progress was deleted, if there was any.
pub fn forgotten(found: bool) -> Vec<Block> {
    let said = if found { "Votre progression est effacée." } else { "Il n'y avait rien à effacer." };
    vec![Block::text(said)]
}

/// A workbook was written whose scenes are to be.
pub fn scenes_to_write(path: &Path) -> Vec<Block> {
    let file = path.display().to_string();
    let named = argument(&file);
    vec![
        Block::Text(format!(
            "{file} : écrivez une scène dans chaque ligne que vous voulez ; les autres sont laissées."
        )),
        Block::Text(format!("Pour relire : « aiguilleur verifier --cas {named} ».")),
        Block::Text(format!("Pour jouer : « aiguilleur former --cas {named} ».")),
    ]
}

/// Two sheets were written.
pub fn printed(questions: &Path, answers: Option<&Path>, seed: u64) -> Vec<Block> {
    let mut blocks = vec![Block::Text(format!("Questions : {}", questions.display()))];
    blocks.extend(answers.map(|answers| Block::Text(format!("Corrigé : {}", answers.display()))));
    blocks.push(Block::Text(format!("Le même tirage : « --graine {seed} ».")));
    blocks
}
