//! The rows of a table as they were read, kept beside the tree that was made of them: the day a new version comes, it is
//! known what changed.

use super::rows::Section;
use csv::WriterBuilder;

/// The text of a table, which reads back to the same sections and rows.
///
/// # Errors
///
/// Never where memory suffices.
pub fn text(sections: &[Section]) -> std::io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    let titled = sections.iter().any(|section| section.titre.is_some());
    let record = |cells: [&str; 4]| {
        cells.into_iter().skip(usize::from(!titled)).map(str::to_owned).collect::<Vec<_>>()
    };
    writer.write_record(record(["Section", "Demande ou démarche", "Catégorie", "Action à réaliser"]))?;
    for section in sections {
        let titre = section.titre.as_deref().unwrap_or_default();
        for row in &section.rows {
            writer.write_record(record([titre, &row.demande, row.categorie.nom(), &row.action]))?;
        }
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
