//! A category that changes: only a label, or more than a program can write.

use std::collections::HashMap;

use aiguilleur_core::tree::{Categorie, Demarche, Node, Suite, Tree};

/// Whether nothing but its name changes: the questions that lead to it and what is done there stay true.
pub(super) fn is_label(demarche: &Demarche, to: Categorie) -> bool {
    let away = |categorie: Categorie| matches!(categorie, Categorie::Niveau2 | Categorie::HorsBouquet);
    let oriented = matches!(demarche.suite, Suite::Vers(_)) && demarche.faire.is_empty();
    away(demarche.categorie) && away(to) && oriented
}

/// The démarches of each row.
pub(super) fn citing(tree: &Tree) -> HashMap<&str, Vec<&Demarche>> {
    let mut citing: HashMap<&str, Vec<&Demarche>> = HashMap::new();
    for (_, demarche) in tree.demarches() {
        for ligne in &demarche.lignes {
            citing.entry(ligne).or_default().push(demarche);
        }
    }
    citing
}

/// What each row's démarches are, and which questions of urgency lead to them.
pub(super) struct Relabel<'t> {
    tree: &'t Tree,
    citing: HashMap<&'t str, Vec<&'t Demarche>>,
    asked: HashMap<&'t str, Vec<&'t str>>,
}

impl<'t> Relabel<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self { tree, citing: citing(tree), asked: urgency_questions(tree) }
    }

    /// The démarche above which a row is spoken of: the first of its own.
    pub(super) fn first(&self, ligne: &str) -> Option<&'t Demarche> {
        self.citing.get(ligne)?.first().copied()
    }

    /// What is to be changed by hand for this row to have this category, after « : ».
    pub(super) fn steps(&self, ligne: &str, to: Categorie) -> String {
        let citing = self.citing.get(ligne).map_or(&[][..], Vec::as_slice);
        let steps: Vec<String> = citing.iter().flat_map(|demarche| self.of(demarche, ligne, to)).collect();
        if steps.is_empty() { String::new() } else { format!(" : {}", steps.join(" ; ")) }
    }

    fn of(&self, demarche: &Demarche, ligne: &str, to: Categorie) -> Vec<String> {
        let tree = self.tree;
        let mut steps: Vec<String> = Vec::new();
        if demarche.lignes.len() > 1 {
            let others = demarche.lignes.iter().filter(|own| *own != ligne).cloned().collect::<Vec<_>>();
            steps.push(format!(
                "« {} » sert aussi à {} : si leur catégorie ne change pas, faites-en une démarche à part",
                demarche.id,
                others.join(", ")
            ));
        }
        steps.push(format!(
            "écrivez « categorie: {to:?} » dans « {} », et à sa ligne dans l'index",
            demarche.id
        ));
        if to == Categorie::Urgent {
            steps.push(format!("ajoutez {} une réponse qui mène à « {} »", self.to_add(), demarche.id));
        }
        if demarche.categorie == Categorie::Urgent {
            let asked = self.asked.get(demarche.id.as_str()).map_or(&[][..], Vec::as_slice);
            if !asked.is_empty() {
                let asked = asked.iter().map(|id| format!("« {id} »")).collect::<Vec<_>>().join(", ");
                steps.push(format!("retirez de {asked} ce qui mène à « {} »", demarche.id));
            }
        }
        match &demarche.suite {
            Suite::SiBlocage { question, .. } if to != Categorie::Niveau1 => {
                let next = question.reponses.iter().find_map(|reponse| reponse.vers);
                let next = next.map_or("…", |next| tree.node(next).id());
                steps.push(format!("portez dans les étapes de « {next} » ce que « faire » est seul à dire, retirez « faire », et écrivez « suite: Vers(\"{next}\") »"));
            }
            Suite::Vers(next) if to == Categorie::Niveau1 => {
                let next = tree.node(*next).id();
                steps.push(format!("écrivez « faire », et « suite: SiBlocage(vers: \"{next}\") »"));
            }
            _ => {}
        }
        steps
    }
}

impl Relabel<'_> {
    /// The questions that a new urgency is to be named at: the first one, and that of who does not know.
    fn to_add(&self) -> String {
        let Some(urgence) = self.tree.urgence else { return "à une question d'urgence".to_owned() };
        let id = |node| self.tree.node(node).id();
        let doubt = self.tree.urgency_doubt();
        let doubt = doubt.map(|doubt| format!(", et à celle de qui ne sait pas (« {} »),", id(doubt)));
        format!("à la question d'urgence (« {} »){}", id(urgence), doubt.unwrap_or_default())
    }
}

/// The questions of urgency that lead to each démarche: those that the urgency question leads to without leaving it.
fn urgency_questions(tree: &Tree) -> HashMap<&str, Vec<&str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    let Some(urgence) = tree.urgence else { return found };
    let (mut seen, mut next) = (vec![false; tree.size()], vec![urgence]);
    while let Some(id) = next.pop() {
        let Node::Question(question) = tree.node(id) else { continue };
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let answers = question.reponses.iter().filter(|reponse| !reponse.sets_aside());
        let to: Vec<_> = answers.filter_map(|reponse| reponse.vers).collect();
        for to in &to {
            let asked = found.entry(tree.node(*to).id()).or_default();
            if asked.last() != Some(&tree.node(id).id()) {
                asked.push(tree.node(id).id());
            }
        }
        next.extend(to);
    }
    found
}
