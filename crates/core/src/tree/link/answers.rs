//! The answers of a question: its own or those of a shared one, then the standard ones.

use std::collections::{HashMap, HashSet};

use super::Linker;
use crate::tree::fault::{Fault, Part, Place};
use crate::tree::ids::check_id;
use crate::tree::model::Reponse;
use crate::tree::source::{SharedQuestion, SourceAnswer, SourceTarget};
use crate::tree::standard::{AUCUNE, AUCUNE_TEXTE, NE_SAIT_PAS, NE_SAIT_PAS_TEXTE};

impl Linker {
    /// The answers of a question, the standard ones last.
    pub(super) fn answers(
        &mut self,
        part: Part,
        answers: Vec<SourceAnswer>,
        ne_sait_pas: Option<String>,
        aucune: Option<String>,
    ) -> Vec<Reponse> {
        let mut reponses: Vec<Reponse> = Vec::with_capacity(answers.len() + 2);
        let mut known = HashSet::with_capacity(answers.len());
        for SourceAnswer { id, texte, vers, jamais_deduite } in answers {
            check_id(part, &id, &mut self.faults);
            if id == NE_SAIT_PAS || id == AUCUNE {
                self.faults.push(Fault::error(
                    "identifiant",
                    Place::words(part, "id", &id),
                    format!("« {id} » est réservé à une réponse que le programme écrit lui-même."),
                    format!("Écrivez « {}: \"…\" » au lieu de cette réponse.", id.replace('-', "_")),
                ));
            }
            if !known.insert(id.clone()) {
                self.faults.push(Fault::error(
                    "identifiant",
                    Place::words(part, "id", &id),
                    format!("Deux réponses de cette question ont l'identifiant « {id} »."),
                    "Donnez à chaque réponse son identifiant.",
                ));
            }
            let vers = Some(self.target(&vers, "vers", part));
            reponses.push(Reponse { id, texte, vers, way_out: false, jamais_deduite });
        }
        let standard = [
            (NE_SAIT_PAS, NE_SAIT_PAS_TEXTE, "ne_sait_pas", ne_sait_pas),
            (AUCUNE, AUCUNE_TEXTE, "aucune", aucune),
        ];
        for (id, texte, field, target) in standard {
            if let Some(target) = target {
                let vers = Some(self.target(&target, field, part));
                let way_out = id == AUCUNE;
                let (id, texte) = (id.to_owned(), texte.to_owned());
                reponses.push(Reponse { id, texte, vers, way_out, jamais_deduite: false });
            }
        }
        reponses
    }

    /// The words of a shared question, each with the target that this place gives it.
    pub(super) fn shared_answers(
        &mut self,
        part: Part,
        words: &SharedQuestion,
        targets: Vec<SourceTarget>,
    ) -> Vec<SourceAnswer> {
        let mut answers = Vec::with_capacity(words.reponses.len());
        let mut targets: Vec<Option<SourceTarget>> = targets.into_iter().map(Some).collect();
        let mut first: HashMap<String, usize> = HashMap::with_capacity(targets.len());
        for (rank, target) in targets.iter().flatten().enumerate() {
            first.entry(target.id.clone()).or_insert(rank);
        }
        for reponse in &words.reponses {
            let target = first.get(&reponse.id).and_then(|rank| targets[*rank].take());
            if let Some(SourceTarget { id, vers }) = target {
                answers.push(SourceAnswer { id, texte: reponse.texte.clone(), vers, jamais_deduite: false });
            } else {
                self.faults.push(Fault::error(
                    "cible",
                    Place::words(part, "question", &words.id),
                    format!("La réponse « {} » de « {} » ne mène nulle part ici.", reponse.id, words.id),
                    format!("Ajoutez « (id: \"{}\", vers: \"…\") » à ce renvoi.", reponse.id),
                ));
            }
        }
        for SourceTarget { id, .. } in targets.into_iter().flatten() {
            self.faults.push(Fault::error(
                "cible",
                Place::words(part, "id", &id),
                format!("La question « {} » n'a pas de réponse « {id} ».", words.id),
                "Corrigez l'identifiant, ou ajoutez cette réponse à la question partagée.",
            ));
        }
        answers
    }
}
