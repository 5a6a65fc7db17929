//! The same questions for what trainers already use: Moodle, in its GIFT format, and Anki, as a table of cards.

use std::fmt::Write as _;

use csv::WriterBuilder;

use super::super::table::harmless;
use super::{ASKED, HARM, Item, Quiz};
use crate::pages::{Categorie, categorie, typography};

/// Two questions a scene, its category and its conduite, as Moodle imports them.
///
/// The format gives a meaning to `~ = # { } : \`: a backslash before each takes it away.
pub fn gift(quiz: &Quiz) -> String {
    let mut text = format!("// {}\n", quiz.note());
    for (number, item) in (1..).zip(&quiz.items) {
        let is_right = |categorie| item.categories.contains(&categorie);
        let categories =
            Categorie::ALL.map(|each| (is_right(each), false, categorie::in_short(each))).into_iter();
        question(&mut text, &format!("Cas {number}, catégorie"), item, ASKED[0], categories);
        let conduites = item.conduites.iter().enumerate();
        let conduites =
            conduites.map(|(rank, each)| (rank == item.right, item.under.contains(&rank), each.clone()));
        question(&mut text, &format!("Cas {number}, conduite"), item, ASKED[1], conduites);
    }
    text
}

/// A question and its answers: whether each is right, whether it harms, its words.
fn question(
    text: &mut String,
    name: &str,
    item: &Item,
    asked: &str,
    answers: impl Iterator<Item = (bool, bool, String)>,
) {
    let (operateur, recit) = (plain(&item.operateur), plain(&item.recit));
    let _ = write!(text, "\n::{}::{operateur} \\: {recit} {} {{\n", plain(name), plain(asked));
    for (right, harms, answer) in answers {
        let (mark, harm) = (if right { '=' } else { '~' }, if harms { HARM } else { "" });
        let _ = writeln!(text, "{mark}{}{}{harm}", plain(&answer), if harms { "#" } else { "" });
    }
    let _ = writeln!(text, "####{}\n}}", plain(&item.because_and_more().join(". ")));
}

/// A text on one line, none of whose signs is a mark of GIFT or commands a screen.
fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in typography::harmless(text).split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '~' | '=' | '#' | '{' | '}' | ':' | '\\') {
            line.push('\\');
        }
        line.push(c);
    }
    line
}

/// A card a scene: the scene, what is right, the opérateur as its label. Anki reads the three lines on top.
///
/// # Errors
///
/// Never where memory suffices.
pub fn anki(quiz: &Quiz) -> std::io::Result<String> {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for item in &quiz.items {
        let front = format!("{} : {}", item.operateur, item.recit);
        let mut back = vec![categorie::in_short(item.categorie), item.conduites[item.right].clone()];
        back.extend(item.because_and_more());
        let label = item.operateur.replace(' ', "-");
        writer.write_record([front, back.join(" — "), label].map(|cell| harmless(&cell)))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let cards = String::from_utf8(bytes).map_err(std::io::Error::other)?;
    Ok(format!("#separator:Semicolon\n#html:false\n#tags column:3\n{cards}"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_sign_of_a_text_is_a_mark_of_gift() {
        assert_eq!(plain("a = b : {c}\n#d ~ \\"), "a \\= b \\: \\{c\\} \\#d \\~ \\\\");
    }

    #[test]
    fn no_text_of_a_case_commands_a_screen() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b"), "a[31mb");
    }
}
