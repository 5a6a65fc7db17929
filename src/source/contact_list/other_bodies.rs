//! Whose a number is, where a row names one opérateur and its cell another: « CAF : 03… ; CARSAT : 03… ».

use crate::source::folding::fold;

/// The words that name an opérateur, folded, each opérateur on its line. « Assurance maladie » and « CPAM » are one.
const FAMILIES: &[&[&str]] = &[
    &["caf", "allocations familiales"],
    &["msa", "mutualite sociale agricole"],
    &["cpam", "assurance maladie", "ameli"],
    &["carsat", "assurance retraite", "cnav"],
    &["cheque energie", "asp"],
    &["ddfip", "drfip", "finances publiques", "sip", "sgc", "sdif", "tresorerie"],
    &["france travail", "pole emploi"],
    &["urssaf"],
    &["france titres", "ants"],
];

/// An opérateur that these words name, if they name one alone.
pub(super) fn family(words: &str) -> Option<usize> {
    let mut all = named(words);
    all.next().map(|(rank, _)| rank).filter(|_| all.next().is_none())
}

/// Another opérateur than this one that words name, in capitals; none where they name this one too, in one breath: « CAF, en
/// lien avec la CPAM ».
pub(super) fn other(own: usize, words: &str) -> Option<String> {
    let (_, word) = named(words).find(|(rank, _)| *rank != own)?;
    let also = named(words).any(|(rank, _)| rank == own);
    let parted = words.contains([';', '\n', '/']) || words.contains(" ou ");
    (!also || parted).then(|| word.to_uppercase())
}

fn named(words: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let folded = format!(" {} ", fold(words));
    FAMILIES.iter().enumerate().filter_map(move |(rank, names)| {
        let own = names.iter().find(|name| folded.contains(&format!(" {name} ")))?;
        Some((rank, *own))
    })
}

#[cfg(test)]
mod tests {
    use super::{family, other};

    #[test]
    fn a_cell_that_names_another_operateur_than_its_row_is_of_nobody() {
        for (row, cell, strange) in [
            ("CARSAT", "CAF : 03 86 00 00 13 ; CARSAT : 03 80 70 50 50", Some("CAF")),
            ("CAF", "CPAM : partenaires@exemple.fr", Some("CPAM")),
            ("CAF de la Nièvre", "Téléphone CPAM", Some("CPAM")),
            ("CAF", "03 86 00 00 13", None),
            ("CAF", "Back-office CAF, en lien avec la CPAM", None),
            ("Assurance maladie", "CPAM : 03 86 00 00 13", None),
            ("DDFiP", "SIP : 03 86 00 00 13", None),
        ] {
            let found = family(row).and_then(|own| other(own, cell));
            assert_eq!(found.as_deref(), strange, "{row}: {cell}");
        }
    }
}
