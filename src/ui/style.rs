//! Colour, which is never the only sign of anything.

use console::Style;

use super::layout::Tone;
use crate::pages::{Categorie, Severity};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Couleur {
    /// On a terminal that can, unless `NO_COLOR` is set.
    #[default]
    Auto,
    Toujours,
    Jamais,
}

impl Couleur {
    /// Whether to use colour on standard output.
    pub fn applies_to_stdout(self) -> bool {
        self.applies(&console::Term::stdout())
    }

    /// Whether to use colour on standard error.
    pub fn applies_to_stderr(self) -> bool {
        self.applies(&console::Term::stderr())
    }

    /// Whether to use colour on a stream.
    pub(super) fn applies(self, term: &console::Term) -> bool {
        match self {
            Self::Toujours => true,
            Self::Jamais => false,
            Self::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && term.features().colors_supported()
            }
        }
    }
}

/// The style of a line, with colour or without.
pub(super) fn of(tone: Tone, colour: bool) -> Style {
    let style = Style::new().for_stderr().force_styling(colour);
    match tone {
        Tone::Plain => style,
        Tone::Strong | Tone::Severity(Severity::Warning) => style.bold(),
        Tone::Dim => style.dim(),
        Tone::Selected => style.reverse(),
        Tone::Category(Categorie::Urgent) | Tone::Severity(Severity::Error) => style.red().bold(),
        Tone::Category(Categorie::Niveau1) => style.green().bold(),
        Tone::Category(Categorie::Niveau2) => style.cyan().bold(),
        Tone::Category(Categorie::HorsBouquet | Categorie::NonPrevu) => style.yellow().bold(),
    }
}

/// A text in its style, with colour or without.
pub fn paint(tone: Tone, colour: bool, text: &str) -> String {
    of(tone, colour).apply_to(text).to_string()
}
