//! The category of a row. One that is misread is refused, never guessed.

use crate::source::folding::fold;
use aiguilleur_core::tree::Categorie;

/// The names shown, one a category.
const NAMES: &[(Categorie, &str)] = &[
    (Categorie::Niveau1, "niveau 1"),
    (Categorie::Niveau2, "niveau 2"),
    (Categorie::Urgent, "urgent"),
    (Categorie::HorsBouquet, "hors bouquet"),
];

/// No misread name is longer, in bytes.
const LONGEST_MISREAD: usize = 60;
/// So many letters make another word.
const MOST_TYPOS: usize = 3;

/// The name of a category, as a table writes it.
pub fn name(categorie: Categorie) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == categorie).map_or("", |(_, name)| name)
}

/// Reads the words of a cell.
///
/// # Errors
///
/// How to mend it, with the category that it looks like.
pub fn read(words: &str) -> Result<Categorie, String> {
    let folded = fold(words);
    // « Urgent ? », « ☐ Urgent », « Niveau 2* » say more than the category.
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '\'' | '’');
    // « Niv. 1 ».
    let bare = words.trim().trim_end_matches('.').replace("iv.", "iv");
    if !bare.chars().all(|c| plain(c) || c == '-' && bare.to_lowercase().contains("hors-bouquet")) {
        return Err(mend(&folded));
    }
    let mut bare = folded.as_str();
    for before in ["demarches ", "demarche ", "situations ", "situation ", "de ", "d ", "categorie "] {
        bare = bare.strip_prefix(before).unwrap_or(bare);
    }
    match bare.replace(' ', "").as_str() {
        "niveau1" | "n1" | "niv1" => Ok(Categorie::Niveau1),
        "niveau2" | "n2" | "niv2" => Ok(Categorie::Niveau2),
        "urgent" | "urgente" | "urgents" | "urgentes" | "urgence" | "urgences" => Ok(Categorie::Urgent),
        "horsbouquet" | "hb" => Ok(Categorie::HorsBouquet),
        _ => Err(mend(bare)),
    }
}

/// Whether a cell of a matrix says that its row is not of its column: « - », « non », an empty box.
pub fn is_no_cross(words: &str) -> bool {
    let bare = words.trim().trim_end_matches('.').to_lowercase();
    matches!(bare.as_str(), "" | "-" | "–" | "—" | "/" | "0" | "non" | "☐" | "□" | "[ ]" | "[]")
}

/// What it may have been, in the words of the table.
fn mend(bare: &str) -> String {
    const UNKNOWN: &str = "Écrivez « niveau 1 », « niveau 2 », « urgent » ou « hors bouquet ».";
    // A sentence is near no name, and there may be a million of them.
    if bare.len() > LONGEST_MISREAD {
        return UNKNOWN.to_owned();
    }
    // A scan takes the digit for a letter.
    let digits = bare.replace([' ', 'o'], "").replace("niveaul", "niveau1").replace("niveaui", "niveau1");
    let near = |name: &str| {
        let name = name.replace([' ', 'o'], "");
        // What is far longer or shorter needs no comparison.
        let apart = name.len().abs_diff(digits.chars().count());
        if apart < MOST_TYPOS { strsim::osa_distance(&digits, &name) } else { apart }
    };
    let closest = NAMES.iter().map(|(_, name)| near(name)).min().filter(|distance| *distance < MOST_TYPOS);
    let names: Vec<String> = NAMES
        .iter()
        .filter(|(_, name)| Some(near(name)) == closest)
        .map(|(_, name)| format!("« {name} »"))
        .collect();
    if names.is_empty() {
        return UNKNOWN.to_owned();
    }
    format!("Vouliez-vous dire {} ? Corrigez cette cellule.", names.join(" ou "))
}

#[cfg(test)]
mod tests {
    use super::read;
    use aiguilleur_core::tree::Categorie;

    #[test]
    fn every_usual_way_to_write_a_category_is_read() {
        for (categorie, ways) in [
            (
                Categorie::Niveau1,
                &["Niveau 1", "NIVEAU  1", "niveau1", "Démarche de niveau 1", "N1", "niveau_1"][..],
            ),
            (Categorie::Niveau2, &["Niveau 2", "niveau_2", "Démarches de niveau 2"]),
            (Categorie::Urgent, &["Urgent", "URGENCE", "Situation urgente", "situations urgentes"]),
            (Categorie::HorsBouquet, &["Hors bouquet", "hors-bouquet", "hors_bouquet", "HorsBouquet"]),
        ] {
            for way in ways {
                assert_eq!(read(way), Ok(categorie), "{way}");
            }
        }
    }

    #[test]
    fn a_misread_category_is_refused_with_what_it_looks_like() {
        for (words, near) in [
            ("Nivau 1", "Vouliez-vous dire « niveau 1 » ?"),
            ("Niveau l", "Vouliez-vous dire « niveau 1 » ?"),
            ("Nlveau 2", "Vouliez-vous dire « niveau 2 » ?"),
            ("Niveau 3", "Vouliez-vous dire « niveau 1 » ou « niveau 2 » ?"),
            ("Urgnet", "Vouliez-vous dire « urgent » ?"),
            ("Hors bouqet", "Vouliez-vous dire « hors bouquet » ?"),
            ("Contacter la caisse", "Écrivez « niveau 1 »"),
            ("", "Écrivez « niveau 1 »"),
        ] {
            assert!(read(words).is_err_and(|mend| mend.starts_with(near)), "{words}: {:?}", read(words));
        }
    }
}
