//! Texts to be pasted elsewhere, prepared with the conseiller: a report in Administration+, a mistake of a
//! sheet. They are shown and, on request, written to standard output; nothing of them is stored.

use super::interview::command;
use super::{Block, Choice, Page, complement, headings, key, part};
use aiguilleur_core::tree::{Operateur, Referentiel};
use aiguilleur_core::walk::{Given, Interview, Outcome};

/// What is said around a text, and its lines.
#[derive(Debug, Clone)]
pub struct ToPaste {
    trail: &'static str,
    before: Vec<Block>,
    lines: Vec<String>,
}

/// The choices of the page of a text, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Write,
    Return,
    End,
}

impl Then {
    pub const ALL: [Self; 3] = [Self::Write, Self::Return, Self::End];

    fn choice(self, rank: usize) -> Choice {
        Choice { short: Some(self.short()), ..Choice::new(key(rank), self.label()) }
    }

    fn short(self) -> &'static str {
        match self {
            Self::Write => "Copier (écrit à la fin)",
            Self::Return => "Revenir",
            Self::End => "Terminer",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Write => "Écrire ce texte dans le terminal, pour le copier",
            Self::Return => "Revenir au résultat",
            Self::End => "Terminer",
        }
    }
}

impl ToPaste {
    /// A report in Administration+: its four steps, and the text of the third.
    pub fn signalement(outcome: &Outcome<'_>, operateur: &Operateur) -> Self {
        let request = outcome.request;
        let urgence =
            if outcome.urgence() { "oui" } else { "… (oui ou non ; depuis quand, avant quelle date)" };
        let lines = [
            format!("Objet : {} ({})", request.titre().trim_end_matches('.'), operateur.nom),
            format!("Démarche demandée : … ({} du référentiel)", request.lignes_label()),
            format!("Ce qui bloque : … ({})", complement::BLOCAGES),
            "Depuis quand : …".to_owned(),
            "Ce qui a été tenté, quand, avec quel résultat : …".to_owned(),
            format!("Urgence : {urgence}"),
            "Pièces jointes : …".to_owned(),
        ];
        Self { trail: "signalement", before: complement::administration_plus(operateur), lines: lines.into() }
    }

    /// A mistake of a sheet, for whoever mends the trees.
    pub fn mistake(
        interview: &Interview<'_>,
        outcome: &Outcome<'_>,
        operateur: &Operateur,
        referentiel: &Referentiel,
    ) -> Self {
        let path = interview.path();
        let answers: Vec<&str> = path.iter().map(|given| given.reponse.texte.as_str()).collect();
        let conduite = outcome.conduite.map_or("aucune", |conduite| &conduite.id);
        let lines = [
            "Objet : Aiguilleur, une erreur dans une fiche".to_owned(),
            format!("Fiche : {}", outcome.request.titre().trim_end_matches('.')),
            format!("Ligne : {}, {}", operateur.nom, outcome.request.lignes_list()),
            format!("Catégorie affichée : {} ; conduite : {conduite}", outcome.request.categorie().nom()),
            match &operateur.document {
                Some(document) => format!("Document : {document}"),
                None => format!("Référentiel : {}", referentiel.edition()),
            },
            format!("Programme : Aiguilleur {}", env!("CARGO_PKG_VERSION")),
            format!("Réponses : {}", answers.join(" > ")),
            format!("Pour refaire : {}", command(&interview.tree().operateur, path.iter().map(given))),
            "Ce qui est faux : …".to_owned(),
            "Ce que dit le document, et à quelle page : …".to_owned(),
        ];
        let before = vec![
            Block::title("Signaler une erreur dans cette fiche"),
            Block::text("Copiez ce texte dans un courriel à l'animateur départemental France services."),
            Block::text("N'y écrivez rien sur l'usager : ni nom, ni numéro, ni situation."),
        ];
        Self { trail: "erreur", before, lines: lines.into() }
    }

    /// Its page: all that is said, then the text.
    pub fn page(&self, operateur: &Operateur) -> Page {
        let mut body = self.before.clone();
        body.extend(part("Texte à copier"));
        body.extend(self.lines.iter().cloned().map(Block::Text));
        Page {
            trail: vec![operateur.nom.clone(), self.trail.to_owned()],
            body,
            question: headings::WHAT_NEXT.to_owned(),
            choices: Then::ALL.into_iter().enumerate().map(|(rank, then)| then.choice(rank)).collect(),
            side_by_side: true,
            ..Page::default()
        }
    }

    /// The text itself, a line a field, whatever the width of the screen.
    pub fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

fn given<'t>(given: &Given<'t>) -> aiguilleur_core::walk::Answered<&'t str> {
    given.edge().ids()
}
