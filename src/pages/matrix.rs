//! How many cases go from each category to each: on a screen, and as a note to the network.

use std::fmt::Write as _;

use super::typography::markdown as escape;
use super::{Block, part};
use aiguilleur_core::compare::{Matrix, Network};
use aiguilleur_core::tree::{Categorie, Referentiel};

/// Every opérateur, then the rows of which a case changes its category.
pub fn blocks(network: &Network, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = Vec::from(part("D'une catégorie à l'autre, par opérateur"));
    for matrix in network.operateurs.iter() {
        blocks.extend(lines(&operateur(&matrix.id, referentiel), matrix));
    }
    let moved: Vec<&Matrix> = network.lignes.iter().filter(|matrix| matrix.moves()).collect();
    if !moved.is_empty() {
        blocks.extend(part("Par ligne qui change"));
        blocks.extend(moved.into_iter().flat_map(|matrix| lines(&ligne(&matrix.id, referentiel), matrix)));
    }
    blocks
}

fn lines(name: &str, matrix: &Matrix) -> Vec<Block> {
    let mut blocks =
        vec![Block::Bullet(format!("{name} : {} cas rejoué(s){}", matrix.replayed(), lost(matrix)))];
    blocks.extend(matrix.cells().map(|cell| {
        let way = if cell.avant == cell.apres {
            format!("{}, comme avant", cell.avant.nom())
        } else {
            format!("{} → {}", cell.avant.nom(), cell.apres.nom())
        };
        Block::SubBullet(format!("{way} : {} ({} %)", cell.cases, tenth(cell.share)))
    }));
    blocks
}

fn lost(matrix: &Matrix) -> String {
    match matrix.not_replayed {
        0 => String::new(),
        count => format!(", {count} qui ne se rejoue(nt) pas, à part"),
    }
}

/// « 12,5 », from thousandths.
pub(super) fn tenth(share: u64) -> String {
    format!("{},{}", share / 10, share % 10)
}

/// A table for each opérateur, then for each row of which a case changes its category.
pub fn markdown(network: &Network, referentiel: &Referentiel) -> String {
    let mut text = String::from("\n## D'une catégorie à l'autre\n");
    for matrix in network.operateurs.iter() {
        table(&mut text, &operateur(&matrix.id, referentiel), matrix);
    }
    for matrix in network.lignes.iter().filter(|matrix| matrix.moves()) {
        table(&mut text, &ligne(&matrix.id, referentiel), matrix);
    }
    text
}

fn table(text: &mut String, name: &str, matrix: &Matrix) {
    let _ =
        writeln!(text, "\n### {}\n\n{} cas rejoué(s){}.\n", escape(name), matrix.replayed(), lost(matrix));
    if matrix.replayed() == 0 {
        return;
    }
    let heads = Categorie::ALL.map(Categorie::nom).join(" | ");
    let _ = writeln!(text, "| avant \\ après | {heads} |\n| --- {}|", "| ---: ".repeat(Categorie::ALL.len()));
    for avant in Categorie::ALL {
        let cells = Categorie::ALL.map(|apres| matrix.cell(avant, apres));
        if cells.iter().any(|cell| cell.cases > 0) {
            let cells = cells.map(|cell| match cell.cases {
                0 => "0".to_owned(),
                cases => format!("{cases} ({} %)", tenth(cell.share)),
            });
            let _ = writeln!(text, "| {} | {} |", avant.nom(), cells.join(" | "));
        }
    }
}

fn operateur(id: &str, referentiel: &Referentiel) -> String {
    referentiel.operateur(id).map_or_else(|| id.to_owned(), |operateur| operateur.nom.clone())
}

fn ligne(id: &str, referentiel: &Referentiel) -> String {
    referentiel.ligne(id).map_or_else(|| id.to_owned(), |(_, _, ligne)| format!("{id}, {}", ligne.nom))
}
