//! The report of `verifier --source`: what the tree and the document say differently, row by row.

use super::Block;
use crate::source::proof::{Difference, Gap, Lacking};

/// What was compared, and found.
#[derive(Debug, Default)]
pub struct Proof {
    /// Each opérateur by its name, with the number of rows of its table.
    pub compared: Vec<(String, usize)>,
    /// The opérateurs of the document that have no tree here, by their ids.
    pub without_tree: Vec<String>,
    /// The opérateurs of the set that have a tree, and no table in a document of several, by their names.
    pub absent: Vec<String>,
    pub gaps: Vec<Gap>,
    /// The rows that the index has in another section: the same words and facts, so no gap.
    pub moved: Vec<Gap>,
    /// The words of every table were compared too, by their trace.
    pub whole: bool,
    /// The columns of the document that were not compared, a sentence each.
    pub unread: Vec<String>,
}

/// The columns of a document that hold something and are not read.
pub fn unread(columns: &[String]) -> Vec<Block> {
    if columns.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(format!("{} colonne(s) ne sont pas lues", columns.len()))];
    blocks.extend(columns.iter().map(|column| Block::Bullet(column.clone())));
    blocks
}

/// Said where the words of a row are compared to no trace of the reading.
const NOT_COMPARED: &str = " Les autres mots ne sont pas comparés : relisez les lignes qui ont changé.";

/// Nobody reads more gaps at once.
const MOST_SHOWN: usize = 500;

/// The report.
pub fn blocks(proof: &Proof) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut last = "";
    for gap in proof.gaps.iter().take(MOST_SHOWN) {
        if gap.ligne != last {
            let at = if gap.at.is_empty() { String::new() } else { format!(" ({})", gap.at) };
            blocks.push(Block::Heading(format!("{}{at}", gap.ligne)));
            last = &gap.ligne;
        }
        blocks.push(Block::Bullet(words(gap)));
    }
    if let Some(left @ 1..) = proof.gaps.len().checked_sub(MOST_SHOWN) {
        blocks.push(Block::Gap);
        blocks.push(Block::Text(format!(
            "{left} autre(s) écart(s) ne sont pas montrés. « --json » les donne tous."
        )));
    }
    if !proof.gaps.is_empty() {
        blocks.push(Block::Gap);
    }
    for (nom, rows) in &proof.compared {
        blocks.push(Block::Text(format!("{nom} : {rows} ligne(s) du document comparées à l'arbre.")));
    }
    if !proof.moved.is_empty() {
        let title = format!("{} ligne(s) ont changé de section", proof.moved.len());
        blocks.push(Block::Heading(title));
        let moved = proof.moved.iter().map(|gap| format!("{} : {}.", gap.ligne, gap.difference.words()));
        blocks.extend(moved.map(Block::Bullet));
        blocks.push(Block::text("Déplacez-les dans l'index, et dans les questions de l'arbre."));
        blocks.push(Block::Gap);
    }
    for nom in &proof.absent {
        blocks.push(Block::Text(format!("{nom} : ce document n'a pas son tableau.")));
    }
    for id in &proof.without_tree {
        blocks.push(Block::Text(format!("« {id} » a un tableau dans le document, et pas d'arbre ici.")));
    }
    let told = unread(&proof.unread);
    if !told.is_empty() {
        blocks.extend(told);
        blocks.push(Block::text("Ce qu'elles disent n'est pas comparé à l'arbre."));
        blocks.push(Block::Gap);
    }
    let found = match proof.gaps.len() {
        0 if !proof.unread.is_empty() => "Aucun écart dans les colonnes lues.".to_owned(),
        0 if proof.whole => "Aucun écart : catégories, numéros, adresses, organismes, moyens, nombres et exceptions sont les mêmes, et chaque \
                             ligne a les mots de la lecture."
            .to_owned(),
        0 => "Aucun écart : catégories, numéros, adresses, organismes, moyens, nombres et exceptions sont les mêmes."
            .to_owned(),
        count => format!("{count} écart(s). Corrigez l'arbre, ou dites d'où vient ce qui est à vous."),
    };
    // A table that is worded otherwise as a whole says nothing of which words changed.
    let others = if proof.whole { "" } else { NOT_COMPARED };
    blocks.push(Block::Text(format!("{found}{others}")));
    blocks
}

/// « L'arbre n'a pas le numéro 36 46, que dit le document. »
pub fn words(gap: &Gap) -> String {
    let fact = gap.difference.words();
    if matches!(gap.difference, Difference::Words(_)) {
        return format!("Le document dit {fact}.");
    }
    match gap.lacking {
        Lacking::Tree => format!("Le document dit, et l'arbre ne dit pas : {fact}."),
        Lacking::Document => format!("L'arbre dit, et le document ne dit pas : {fact}."),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_SHOWN, Proof, blocks};
    use crate::pages::Block;
    use crate::source::proof::{Difference, Gap, Lacking};

    #[test]
    fn no_more_gaps_are_shown_than_anybody_reads_and_all_are_counted() {
        let gap = |rank: usize| Gap {
            operateur: "essai".to_owned(),
            ligne: format!("essai-{rank}"),
            difference: Difference::Lost("Une ligne".to_owned()),
            lacking: Lacking::Document,
            at: String::new(),
        };
        let shown = |count: usize| {
            let proof = Proof { gaps: (0..count).map(gap).collect(), ..Proof::default() };
            blocks(&proof)
        };
        let bullets =
            |blocks: &[Block]| blocks.iter().filter(|block| matches!(block, Block::Bullet(_))).count();
        let says = |blocks: &[Block], words: &str| {
            blocks.iter().any(|block| matches!(block, Block::Text(text) if text.contains(words)))
        };
        let all = shown(MOST_SHOWN);
        assert!(bullets(&all) == MOST_SHOWN && !says(&all, "ne sont pas montrés"));
        let more = shown(MOST_SHOWN + 3);
        assert!(bullets(&more) == MOST_SHOWN && says(&more, "3 autre(s) écart(s) ne sont pas montrés"));
        assert!(says(&more, "503 écart(s)"));
    }
}
