//! `former --imprimer`: the name of the file says what it is for.

use std::path::Path;

use crate::error::Error;
use crate::export::{Format, Quiz, anki, gift};
use crate::files::replace::{allow, allow_new, put, put_both};
use crate::pages::Block;
use crate::pages::training::kept;

/// Writes the questions, and where they go on paper, the answers beside them in a file of their own.
pub(super) fn print(path: &Path, quiz: &Quiz, seed: u64, asked: bool) -> Result<Vec<Block>, Error> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let format = match extension.as_str() {
        "html" | "htm" => Format::Html,
        "md" => Format::Markdown,
        "gift" => return alone(path, &gift(quiz), seed, asked),
        "csv" => return alone(path, &anki(quiz)?, seed, asked),
        _ => {
            return Err(Error::usage(
                format!(
                    "« {} » ne finit ni par .md, ni par .html, ni par .gift, ni par .csv.",
                    path.display()
                ),
                "Donnez un nom comme « quiz.html » ou « quiz.md » ; « quiz.gift » pour Moodle, « quiz.csv » pour Anki.",
            ));
        }
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let answers = path.with_file_name(format!("{stem}-corrige.{extension}"));
    allow(path, asked)?;
    allow_new(&answers, asked)?;
    put_both([(path, &quiz.questions(format)), (&answers, &quiz.answers(format))])?;
    Ok(kept::printed(path, Some(&answers), seed))
}

/// Questions and answers in one file, for a program.
fn alone(path: &Path, text: &str, seed: u64, asked: bool) -> Result<Vec<Block>, Error> {
    allow(path, asked)?;
    put(path, text)?;
    Ok(kept::printed(path, None, seed))
}
