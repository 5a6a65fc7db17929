//! The outcomes that a conversation reached: each is written once, at the latest when it is left.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::files::noted_cases::Noted;
use crate::pages::outcome::complete_here;
use crate::pages::sheet::Sheet;
use crate::ui::{layout, output_width};
use aiguilleur_core::case::{Attendu, Case};
use aiguilleur_core::walk::{Answered, Interview, Outcome};

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
    /// As cases, what was reached and not taken back.
    cases: Vec<Case<'static>>,
    /// Where they are written as they are played.
    pub(super) noted: Option<&'s mut Noted>,
    /// One was reached at least.
    pub(super) any: bool,
}

/// What a conversation leaves.
pub struct Reached {
    /// The text of the outcomes still to be written.
    pub text: String,
    /// The interviews that were played to their end, as cases without a scene.
    pub cases: Vec<Case<'static>>,
}

impl<'s> Conclusions<'s> {
    pub(super) fn new(out: &'s mut dyn Write) -> Self {
        Self {
            out,
            left: Vec::new(),
            in_view: None,
            asked_for: Vec::new(),
            cases: Vec::new(),
            noted: None,
            any: false,
        }
    }

    /// An outcome comes into view; `at_once` where the person reads standard output. The one before
    /// it, if it was another, was left for good.
    pub(super) fn reach(
        &mut self,
        interview: &Interview<'_>,
        outcome: &Outcome<'_>,
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
        self.note(&operateur, &path, outcome);
        let mut written = sheet.written();
        if at_once {
            complete_here(&mut written);
        }
        let text = layout::text(&layout::blocks(&written, output_width())) + "\n";
        if at_once {
            self.out.write_all(text.as_bytes())?;
            self.out.flush()?;
        } else {
            self.in_view = Some(Conclusion { operateur, path, text });
        }
        Ok(())
    }

    /// The interview as a case; one that was reached before is told once.
    fn note(&mut self, operateur: &str, path: &[Answered], outcome: &Outcome<'_>) {
        let reponses: Vec<Answered<Cow<'static, str>>> =
            path.iter().map(|given| given.map(|id| Cow::Owned(id.clone()))).collect();
        self.cases.retain(|case| case.operateur != operateur || case.reponses != reponses);
        self.cases.push(Case {
            id: "".into(),
            operateur: operateur.to_owned().into(),
            recit: None,
            reponses,
            attendu: Some(Attendu::of(outcome).into_owned()),
        });
        self.write_noted();
    }

    fn write_noted(&mut self) {
        if let Some(noted) = &mut self.noted {
            // It is written once more at the end, which tells what fails: nothing stops an interview.
            let _ = noted.write(&self.cases);
        }
    }

    /// The outcome in view is left: it will be written at the end.
    fn leave(&mut self) {
        self.left.extend(self.in_view.take());
    }

    /// The outcome in view is taken back: one changes an answer.
    pub(super) fn take_back(&mut self) {
        self.in_view = None;
        self.cases.pop();
        self.write_noted();
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

    /// Nothing of what was reached or asked for is written at the end.
    pub(super) fn forget(&mut self) {
        self.left.clear();
        self.in_view = None;
        self.asked_for.clear();
    }

    /// What is left of the conversation.
    pub(super) fn into_reached(mut self) -> Reached {
        self.leave();
        let text = self.left.into_iter().map(|conclusion| conclusion.text).chain(self.asked_for).collect();
        Reached { text, cases: self.cases }
    }
}
