//! The outcomes that a conversation reached: each is written once, at the latest when it is left.

use std::io::Write;

use crate::error::Error;
use crate::pages::sheet::Sheet;
use crate::ui::{layout, output_width};
use aiguilleur_core::walk::{Answered, Interview};

/// An outcome, its opérateur and the answers that led to it.
struct Conclusion {
    operateur: String,
    path: Vec<Answered>,
    text: String,
}

/// The outcomes reached so far.
pub(super) struct Conclusions<'s> {
    /// Where outcomes go at once, where the person reads them there.
    out: &'s mut dyn Write,
    /// Reached and left: to be written at the end.
    left: Vec<Conclusion>,
    /// In view: left unless one comes back to change it.
    in_view: Option<Conclusion>,
    /// Texts to be pasted elsewhere.
    asked_for: Vec<String>,
    /// One was reached at least.
    pub(super) any: bool,
}

impl<'s> Conclusions<'s> {
    pub(super) fn new(out: &'s mut dyn Write) -> Self {
        Self { out, left: Vec::new(), in_view: None, asked_for: Vec::new(), any: false }
    }

    /// An outcome comes into view; `at_once` where the person reads standard output. The one before
    /// it, if it was another, was left for good.
    pub(super) fn reach(
        &mut self,
        interview: &Interview<'_>,
        sheet: &Sheet,
        at_once: bool,
    ) -> Result<(), Error> {
        let path = interview.path().iter().map(|given| given.edge().ids().map(|id| (*id).to_owned()));
        let path: Vec<Answered> = path.collect();
        let operateur = interview.tree().operateur.clone();
        let same = |other: &Conclusion| other.operateur == operateur && other.path == path;
        if self.in_view.as_ref().is_some_and(|other| !same(other)) {
            self.leave();
        }
        // One came back to it: it is in view again, and may still be left.
        self.left.retain(|other| !same(other));
        self.any = true;
        let text = layout::text(&layout::blocks(&sheet.written(), output_width())) + "\n";
        if at_once {
            self.out.write_all(text.as_bytes())?;
            self.out.flush()?;
        } else {
            self.in_view = Some(Conclusion { operateur, path, text });
        }
        Ok(())
    }

    /// The outcome in view is left: it will be written at the end.
    fn leave(&mut self) {
        self.left.extend(self.in_view.take());
    }

    /// The outcome in view is taken back: one changes an answer.
    pub(super) fn take_back(&mut self) {
        self.in_view = None;
    }

    /// A text that was asked for: at once where the person reads standard output, else at the end.
    pub(super) fn write(&mut self, text: &str, at_once: bool) -> Result<(), Error> {
        if at_once {
            self.out.write_all(text.as_bytes())?;
            self.out.flush()?;
        } else {
            self.asked_for.push(text.to_owned() + "\n");
        }
        Ok(())
    }

    /// The text of those that are still to be written.
    pub(super) fn into_text(mut self) -> String {
        self.leave();
        self.left.into_iter().map(|conclusion| conclusion.text).chain(self.asked_for).collect()
    }
}
