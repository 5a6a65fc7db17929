//! What changes, as a person reads it: on a screen, or as a note to the network.

use std::fmt::Write as _;

use super::typography::markdown as escape;
use super::{Block, matrix, part};
use aiguilleur_core::compare::{Change, Moved, Nature, Network};
use aiguilleur_core::tree::{Categorie, Referentiel};

/// How many cases are named one by one.
const SHOWN: usize = 10;

/// How many rows or démarches a change names.
const MOST_NAMED: usize = 40;

/// What a new version does to cases.
#[derive(Debug, Default)]
pub struct Effect {
    /// How many cases were looked at.
    pub cases: u64,
    /// Lines and items that are no case.
    pub unreadable: u64,
    /// How many end elsewhere.
    pub count: u64,
    /// The first of them.
    pub first: Vec<Moved>,
    /// From which category to which they go.
    pub network: Network,
}

/// The report.
pub fn blocks(changes: &[Change], effect: Option<&Effect>, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = vec![Block::Title(summary(changes))];
    for (nom, of_it) in by_operateur(changes, referentiel) {
        blocks.extend(part(&nom));
        for change in of_it {
            blocks.push(Block::Bullet(sentence(change)));
            blocks.extend(details(change).into_iter().map(Block::SubBullet));
        }
    }
    if let Some(effect) = effect {
        blocks.extend(part(&effect_summary(effect)));
        blocks.extend(effect.first.iter().take(SHOWN).map(|moved| Block::Bullet(moved_sentence(moved))));
        blocks.extend(matrix::blocks(&effect.network, referentiel));
    }
    blocks
}

/// The note to the network, in Markdown.
pub fn markdown(changes: &[Change], effect: Option<&Effect>, referentiel: &Referentiel) -> String {
    let mut note = format!("# Ce qui change\n\n{}\n", summary(changes));
    for (nom, of_it) in by_operateur(changes, referentiel) {
        let _ = write!(note, "\n## {}\n\n", escape(&nom));
        for change in of_it {
            let _ = writeln!(note, "- {}", escape(&sentence(change)));
            for detail in details(change) {
                let _ = writeln!(note, "  - {}", escape(&detail));
            }
        }
    }
    if let Some(effect) = effect {
        let _ = writeln!(note, "\n## Les cas\n\n{}\n", effect_summary(effect));
        for moved in effect.first.iter().take(SHOWN) {
            let _ = writeln!(note, "- {}", escape(&moved_sentence(moved)));
        }
        note += &matrix::markdown(&effect.network, referentiel);
    }
    note
}

fn summary(changes: &[Change]) -> String {
    match changes.len() {
        0 => "Rien ne change.".to_owned(),
        count => {
            let words = changes.iter().filter(|change| change.nature == Nature::Libelle).count();
            let only = if words > 0 { format!(", dont {words} de seule formulation") } else { String::new() };
            format!("{count} changement{}{only}.", if count == 1 { "" } else { "s" })
        }
    }
}

fn by_operateur<'c>(changes: &'c [Change], referentiel: &Referentiel) -> Vec<(String, Vec<&'c Change>)> {
    let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
    for change in changes {
        let operateur = referentiel.operateur(&change.operateur);
        let nom = match &*change.operateur {
            "" => "Le document",
            id => operateur.map_or(id, |operateur| &operateur.nom),
        };
        match groups.iter_mut().find(|(known, _)| known == nom) {
            Some((_, group)) => group.push(change),
            None => groups.push((nom.to_owned(), vec![change])),
        }
    }
    groups
}

/// A change in words that a conseiller reads.
fn sentence(change: &Change) -> String {
    let object = &change.objet;
    let (from, to) = (change.avant.as_deref().unwrap_or(""), change.apres.as_deref().unwrap_or(""));
    match change.nature {
        Nature::OperateurAjoute => format!("Nouvel opérateur : {object}"),
        Nature::OperateurRetire => format!("Opérateur retiré : {object}"),
        Nature::OperateurFourni => format!("Arbre désormais fourni : {object}"),
        Nature::OperateurNonFourni => format!("Arbre qui n'est plus fourni : {object}"),
        Nature::LigneAjoutee => format!("Nouvelle ligne : {object}"),
        Nature::LigneRetiree => format!("Ligne retirée : {object}"),
        Nature::DemarcheAjoutee => format!("Nouvelle démarche : {object}"),
        Nature::DemarcheRetiree => format!("Démarche retirée : {object}"),
        Nature::Categorie => format!("{object} : {} → {}", category(from), category(to)),
        Nature::Lignes => format!("{object} : lignes {from} → {to}"),
        Nature::Faire => format!("{object} : ce qui se fait avec l'usager change"),
        Nature::Fiche => {
            format!("{object} : la fiche change (demandes, compléments ou lignes voisines)")
        }
        Nature::Conduite => format!("La conduite à tenir « {object} » change"),
        Nature::Contact => format!("Le contact « {object} » change"),
        Nature::Chemin => format!("{object} : mène à {to}, au lieu de {from}"),
        Nature::ReponseAjoutee => format!("{object} : nouvelle réponse, qui mène à {to}"),
        Nature::ReponseRetiree => format!("{object} : cette réponse n'existe plus"),
        Nature::Renommage => format!("Renommage de {object} : {from} → {to}"),
        Nature::Libelle => format!("{object} : seule la formulation change"),
        Nature::Ordre => format!("{object} : l'ordre change"),
        Nature::Urgence => format!("{object} : ce qui signale l'urgence change"),
        Nature::Recherche => format!("{object} : les mots qui y mènent dans la recherche changent"),
        Nature::Document => format!("{object} : {from} → {to}"),
        Nature::Demande => format!("{object} : la demande change"),
        Nature::Action => format!("{object} : l'action change"),
        Nature::Deplacee => format!("{object} : la ligne passe de {from} à {to}"),
        Nature::Section => format!("La section « {from} » devient « {to} »"),
        Nature::Scindee => format!("{object} : une partie de cette ligne devient une ligne à part"),
        Nature::Reunie => format!("{object} : cette ligne rejoint une autre"),
    }
}

fn details(change: &Change) -> Vec<String> {
    let mut details = Vec::new();
    details.extend(change.faits.iter().cloned());
    let in_sentence = matches!(
        change.nature,
        Nature::Categorie
            | Nature::Lignes
            | Nature::Chemin
            | Nature::Renommage
            | Nature::Document
            | Nature::Deplacee
            | Nature::Section
    );
    if !in_sentence && change.avant.is_some() {
        let told = |text: &&String| !text.is_empty();
        details.extend(change.avant.as_ref().filter(told).map(|from| format!("avant : {from}")));
        details.extend(change.apres.as_ref().filter(told).map(|to| format!("après : {to}")));
    }
    if !change.lignes.is_empty() {
        details.push(format!("lignes : {}", first(&change.lignes, ", ")));
    }
    // What the change is about was said.
    if change.demarches.iter().any(|titre| *titre != change.objet) {
        details.push(format!("démarches concernées : {}", first(&change.demarches, " ; ")));
    }
    details
}

/// The first of them, and how many more there are.
fn first(all: &[String], between: &str) -> String {
    let shown = all[..all.len().min(MOST_NAMED)].join(between);
    match all.len().saturating_sub(MOST_NAMED) {
        0 => shown,
        more => format!("{shown}{between}et {more} de plus"),
    }
}

fn category(code: &str) -> &'static str {
    Categorie::ALL.into_iter().find(|known| known.code() == code).map_or("", Categorie::nom)
}

fn effect_summary(effect: &Effect) -> String {
    let share = match ((effect.count * 1000 + effect.cases / 2) / effect.cases.max(1), effect.count) {
        (0, 1..) => "moins de 0,1 %".to_owned(),
        (share, _) => format!("{} %", matrix::tenth(share)),
    };
    let unreadable = match effect.unreadable {
        0 => String::new(),
        count => format!(" {count} illisible(s), passé(s)."),
    };
    format!("{} cas sur {} finissent autrement ({share}).{unreadable}", effect.count, effect.cases)
}

fn moved_sentence(moved: &Moved) -> String {
    let told = |end: &Option<aiguilleur_core::case::Attendu<'static>>| {
        end.as_ref().map_or("aucune issue".to_owned(), |end| {
            let categorie = end.categorie.as_deref().map_or("", category);
            let conduite = end.conduite.as_deref().unwrap_or("sur place");
            let demarche = end.demarche.as_deref().unwrap_or("non prévu");
            format!("{demarche} ({categorie}, {conduite})")
        })
    };
    let question = moved.question.as_ref().map(|q| format!(", dès la question « {q} »")).unwrap_or_default();
    format!("{} ({}) : {} → {}{question}", moved.id, moved.operateur, told(&moved.avant), told(&moved.apres))
}
