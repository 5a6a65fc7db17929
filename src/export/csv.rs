//! The référentiel as a table for a spreadsheet: semicolons, since French spreadsheets keep the
//! comma for numbers; the quotes and the ends of lines of RFC 4180.

use csv::{Terminator, WriterBuilder};

use super::json::outcome::ContactRecord;
use super::json::referentiel::{ConduiteRecord, LigneRecord, lignes};
use crate::pages::{sheet, typography};
use aiguilleur_core::tree::{Referentiel, Supplied};

const COLUMNS: [&str; 13] = [
    "operateur",
    "section",
    "ligne",
    "nom",
    "categorie",
    "demarche",
    "titre",
    "demandes",
    "faire",
    "sur_place",
    "conduites",
    "contacts",
    "source",
];

/// Between the values of one cell.
const AND: &str = " | ";

/// The table of trees; with a byte-order mark, a spreadsheet knows that it is UTF-8.
///
/// # Errors
///
/// Never where memory suffices.
pub fn csv(trees: &[Supplied<'_>], referentiel: &Referentiel, mark: bool) -> std::io::Result<String> {
    let text = table(COLUMNS, lignes(trees, referentiel).iter().map(cells))?;
    Ok(if mark { format!("\u{feff}{text}") } else { text })
}

/// A heading and lines, each cell harmless.
pub(super) fn table<const N: usize>(
    heading: [&str; N],
    lines: impl Iterator<Item = [String; N]>,
) -> std::io::Result<String> {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(heading)?;
    for line in lines {
        writer.write_record(line.map(|cell| harmless(&cell)))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

fn cells(ligne: &LigneRecord<'_>) -> [String; COLUMNS.len()] {
    let conduites: Vec<String> = ligne.conduites.iter().map(conduite).collect();
    let mut contacts: Vec<String> = Vec::new();
    for contact in ligne.conduites.iter().flat_map(|conduite| &conduite.contacts).map(contact) {
        if !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    [
        ligne.operateur.to_owned(),
        ligne.section.to_owned(),
        ligne.ligne.to_owned(),
        ligne.nom.to_owned(),
        ligne.categorie.to_owned(),
        ligne.demarche.to_owned(),
        ligne.titre.to_owned(),
        ligne.demandes.join(AND),
        ligne.faire.join(AND),
        if ligne.sur_place { "oui" } else { "non" }.to_owned(),
        conduites.join(AND),
        contacts.join(AND),
        ligne.source.clone(),
    ]
}

/// « Y a-t-il un blocage ? Oui : 1. … 2. … ».
fn conduite(conduite: &ConduiteRecord<'_>) -> String {
    let mut number = 0;
    let mut said = Vec::new();
    for etape in &conduite.etapes {
        if etape.remarque {
            said.push(sheet::remark(etape.texte));
        } else {
            number += 1;
            said.push(format!("{number}. {}", etape.texte));
        }
    }
    let when = if conduite.quand.is_empty() { String::new() } else { format!("{} : ", conduite.quand) };
    format!("{when}{}", said.join(" "))
}

fn contact(contact: &ContactRecord<'_>) -> String {
    let details = [contact.valeur, contact.horaires, contact.precision.as_deref()];
    let details: Vec<&str> = details.into_iter().flatten().collect();
    let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(" ; ")) };
    format!("{} : {}{details}", contact.nom, contact.canal.nom())
}

/// A cell that no spreadsheet takes for a formula: what could be one starts with an apostrophe.
pub(super) fn harmless(cell: &str) -> String {
    let cell = typography::harmless(cell);
    let formula = cell
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_is_only_text() {
        for cell in ["=1+1", "+33", "-1", "@somme", " =1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["\t=1", "\r=1", "\u{200b} =1"] {
            assert_eq!(harmless(cell), "' =1");
        }
        assert_eq!(harmless("a=1"), "a=1");
    }
}
