//! The rows of a table as they were read, kept beside the tree that was made of them: the day a new version comes, it is
//! known what changed.

use crate::source::rows::Section;
use csv::WriterBuilder;

/// The text of a table, which reads back to the same sections and rows, each with its id.
///
/// # Errors
///
/// Never where memory suffices.
pub fn text(sections: &[Section], ids: &[String]) -> std::io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    let titled = sections.iter().any(|section| section.titre.is_some());
    let record = |cells: [&str; 5]| {
        cells.into_iter().skip(usize::from(!titled)).map(str::to_owned).collect::<Vec<_>>()
    };
    writer.write_record(record([
        "Section",
        "Ligne",
        "Demande ou démarche",
        "Catégorie",
        "Action à réaliser",
    ]))?;
    let mut ids = ids.iter().map(String::as_str);
    for section in sections {
        let titre = section.titre.as_deref().unwrap_or_default();
        for row in &section.rows {
            let id = ids.next().unwrap_or_default();
            // An action that the table lacks is lacking here too.
            let action = if row.action.is_empty() { NONE } else { &row.action };
            writer.write_record(record([titre, id, &row.demande, row.categorie.nom(), action]))?;
        }
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// What stands for an action that is not there: an empty cell would take the one above.
pub(in crate::source) const NONE: &str = "(aucune action)";
