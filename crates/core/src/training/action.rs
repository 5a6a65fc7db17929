//! What is done at the end of a scene.

use crate::tree::{Canal, Conduite, Etape, Tree};
use crate::walk::Outcome;

/// What is done at the end.
#[derive(Debug, Clone, Copy)]
pub enum Action<'t> {
    /// Nothing more: the démarche is done on the spot.
    SurPlace,
    /// The document says nothing: one asks the animateur.
    Silence,
    /// The document says nothing, and someone is in danger: the numbers that save, then another opérateur.
    Secours,
    /// This conduite.
    Tenir(&'t Conduite),
}

/// Two conduites are the same to learn where they start with the same step: it is all that is
/// shown of them.
impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SurPlace, Self::SurPlace)
            | (Self::Silence, Self::Silence)
            | (Self::Secours, Self::Secours) => true,
            (Self::Tenir(_), Self::Tenir(_)) => self.step() == other.step(),
            _ => false,
        }
    }
}

impl<'t> Action<'t> {
    /// What an outcome asks for.
    pub fn of(outcome: &Outcome<'t>) -> Self {
        match outcome.conduite {
            Some(conduite) => Self::Tenir(conduite),
            None if outcome.request.demarche().is_some() => Self::SurPlace,
            None if outcome.request.is_of_danger() => Self::Secours,
            None => Self::Silence,
        }
    }

    pub(super) fn etapes(self) -> &'t [Etape] {
        match self {
            Self::Tenir(conduite) => &conduite.etapes,
            Self::SurPlace | Self::Silence | Self::Secours => &[],
        }
    }

    /// Whether there is somebody to turn to.
    pub(super) fn is_to_be_done(self) -> bool {
        matches!(self, Self::Tenir(_) | Self::Secours)
    }

    /// Whether somebody must act fast.
    pub(super) fn is_urgent(self) -> bool {
        match self {
            Self::Tenir(conduite) => conduite.urgente,
            Self::Secours => true,
            Self::SurPlace | Self::Silence => false,
        }
    }

    /// Whether a step names this channel of its contact.
    pub(super) fn names(self, tree: &Tree, canal: Canal) -> bool {
        self.etapes().iter().any(|etape| {
            let all = etape.contact.as_ref().and_then(|id| tree.contact(id)).map(|contact| &contact.canaux);
            let named = all.into_iter().flatten().map(|channel| channel.canal);
            named
                .filter(|known| etape.canaux.is_empty() || etape.canaux.contains(known))
                .any(|known| known == canal)
        })
    }

    /// The first step of a conduite, remarks left out; nothing where there is none.
    fn first(self) -> Option<&'t Etape> {
        self.etapes().iter().find(|etape| !etape.remarque)
    }

    /// The words of that step.
    pub fn step(self) -> Option<&'t str> {
        self.first().map(|etape| etape.texte.as_str())
    }

    /// What is done, in words: those of the document where it gives any.
    pub fn texte(self) -> &'t str {
        match self {
            Self::SurPlace => "Rien de plus : cela finit sur place, sans contacter personne.",
            Self::Silence => "Le référentiel ne dit rien : demandez à l'animateur départemental.",
            Self::Secours => "Les numéros d'urgence d'abord, puis la conduite d'un autre opérateur.",
            Self::Tenir(_) => self.step().unwrap_or_default(),
        }
    }

    /// Whether someone who reads both could not tell why one is right: they say the same, or the
    /// same and a little more, or go to the same people with the same haste.
    pub(super) fn reads_like(self, other: Self) -> bool {
        let (Some(first), Some(second)) = (self.first(), other.first()) else { return self == other };
        let same_people = first.contact.is_some() && first.contact == second.contact;
        let (one, two) = (first.texte.trim_end_matches('.'), second.texte.trim_end_matches('.'));
        one.starts_with(two) || two.starts_with(one) || (same_people && self.is_urgent() == other.is_urgent())
    }
}
