//! What a person must still do: written beside each node, and counted in the report.

use std::collections::BTreeMap;

/// A kind of work, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// The cell of the action is empty.
    Action,
    /// The action speaks of urgency, the row is not urgent.
    Urgency,
    /// A contact that the text does not name.
    Name,
    /// A step with several numbers or addresses.
    Several,
    /// A number or an address that stands alone, after several bodies.
    Whose,
    /// A number or an address that is not well formed.
    Value,
    /// A number whose first zero was lost.
    Zero,
    /// A conduite that names nobody.
    Silent,
    /// An action of niveau 1 that does not say when it serves.
    Clause,
    /// « Au-delà de ces démarches », with several conduites.
    Beyond,
    /// The table has no section.
    Section,
    /// A title that was cut.
    Title,
}

impl Task {
    /// What to do, a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Action => "Écrivez l'action : sa cellule est vide dans le tableau",
            Self::Urgency => {
                "Une action parle d'urgence : s'il le faut, faites-en une Conduite à part, avec « urgente: true »"
            }
            Self::Name => "Dites qui contacter : le texte ne le nomme pas",
            Self::Whose => {
                "Vérifiez à qui est ce numéro ou cette adresse : plusieurs services sont nommés avant"
            }
            Self::Several => "Dites à qui est chaque numéro ou adresse de cette étape",
            Self::Value => "Vérifiez ce numéro ou cette adresse, puis écrivez-le dans le contact",
            Self::Zero => "Ce numéro avait perdu son premier zéro : comparez-le au document",
            Self::Silent => "Cette conduite ne nomme personne : vérifiez qu'il n'y a personne à contacter",
            Self::Clause => {
                "Cette action ne dit pas « en cas de blocage » : dites quand elle vaut, ou mettez-la dans « faire »"
            }
            Self::Beyond => {
                "Une action vaut aussi pour les autres démarches : dites laquelle suit « Aucune de ces situations »"
            }
            Self::Section => "Donnez des thèmes : le tableau n'a pas de section",
            Self::Title => "Donnez un titre court : le début de la demande en tient lieu",
        }
    }
}

/// The work that is left, each kind with the ids of the nodes.
#[derive(Debug, Default)]
pub struct Todo {
    tasks: BTreeMap<Task, Vec<String>>,
    notes: BTreeMap<String, Vec<String>>,
}

impl Todo {
    /// This node wants this.
    pub(super) fn add(&mut self, task: Task, id: &str) {
        self.put(task, id, task.words().to_owned());
    }

    /// Adds a task about these words.
    pub(super) fn note(&mut self, task: Task, id: &str, words: &str) {
        self.put(task, id, format!("{} (« {words} »)", task.words()));
    }

    fn put(&mut self, task: Task, id: &str, note: String) {
        let ids = self.tasks.entry(task).or_default();
        // The work of one node comes together.
        if ids.last().is_none_or(|last| last != id) {
            ids.push(id.to_owned());
        }
        self.notes.entry(id.to_owned()).or_default().push(note);
    }

    /// What to write beside this node.
    pub(super) fn beside(&self, id: &str) -> &[String] {
        self.notes.get(id).map_or(&[], Vec::as_slice)
    }

    /// Each kind of work, with the ids of its nodes.
    pub fn tasks(&self) -> impl Iterator<Item = (Task, &[String])> {
        self.tasks.iter().map(|(task, ids)| (*task, ids.as_slice()))
    }
}
