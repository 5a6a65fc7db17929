//! What a helpdesk asks, in words.

use super::Block;
use super::typography::argument;
use aiguilleur_core::day::Day;

/// How the program stands on this machine. Nothing of it is about a person.
#[derive(Debug)]
pub struct Diagnosis {
    pub version: &'static str,
    pub system: String,
    /// The file of the program: several copies may stand on one desk.
    pub program: Option<String>,
    /// None: what stands for it is no day.
    pub today: Option<Day>,
    /// « Europe/Paris », where the system names it.
    pub zone: Option<String>,
    /// Where the trees come from, and the document that they follow; or what keeps them from being read.
    pub trees: Result<Trees, String>,
    pub contacts: Contacts,
    pub mode: Mode,
    pub colour: bool,
    /// Columns and rows, where there is a terminal.
    pub size: Option<(usize, usize)>,
    /// Its name.
    pub terminal: Option<String>,
    /// The file of the training, and whether it is there; none where the system gives no folder.
    pub progress: Option<(String, bool)>,
}

/// The trees in use.
#[derive(Debug)]
pub struct Trees {
    /// None: those that the program carries.
    pub folder: Option<String>,
    /// « V1 de décembre 2025 ».
    pub document: String,
    pub supplied: usize,
    pub all: usize,
}

/// The local contacts in use.
#[derive(Debug)]
pub enum Contacts {
    /// None, and where a file of one's own would be found.
    None {
        awaited: Option<String>,
    },
    InForce {
        file: String,
        place: String,
        count: usize,
        oldest: Option<Day>,
        today: Day,
    },
    /// The file is unsound.
    Refused {
        file: String,
    },
}

/// The two ways to talk with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    FullScreen,
    Plain(Why),
}

/// Why the conversation is held in plain lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Asked,
    NoTerminal,
    /// The terminal cannot be redrawn.
    Dumb,
}

/// The blocks of a diagnosis.
pub fn blocks(diagnosis: &Diagnosis) -> Vec<Block> {
    let Diagnosis { version, system, colour, .. } = diagnosis;
    let mut lines = vec![
        format!("Aiguilleur {version}, {system}"),
        format!("Programme : {}", diagnosis.program.as_deref().unwrap_or("le système ne dit pas où il est")),
        format!("Date : {}", date(diagnosis.today, diagnosis.zone.as_deref())),
        format!("Arbres : {}", trees(&diagnosis.trees)),
        format!("Contacts locaux : {}", contacts(&diagnosis.contacts)),
        format!("Mode : {}", mode(diagnosis.mode)),
        format!("Couleur : {}", if *colour { "oui" } else { "non" }),
        match diagnosis.size {
            Some((columns, rows)) => format!("Écran : {columns} colonnes, {rows} lignes"),
            None => "Écran : aucun terminal".to_owned(),
        },
        format!("Nom du terminal : {}", diagnosis.terminal.as_deref().unwrap_or("inconnu")),
    ];
    lines.push(match &diagnosis.progress {
        Some((file, true)) => format!("Formation : une progression est gardée dans {file}"),
        Some((file, false)) => format!("Formation : aucune progression ; elle serait gardée dans {file}"),
        None => "Formation : le système ne donne pas de dossier où garder la progression".to_owned(),
    });
    lines.push("Réseau : le programme n'ouvre aucune connexion".to_owned());
    lines.into_iter().map(Block::Bullet).collect()
}

fn date(today: Option<Day>, zone: Option<&str>) -> String {
    let Some(today) = today else { return "AIGUILLEUR_DATE n'est pas une date".to_owned() };
    let zone = zone.map(|zone| format!(", fuseau {zone}"));
    today.long() + &zone.unwrap_or_default()
}

fn trees(trees: &Result<Trees, String>) -> String {
    match trees {
        Ok(Trees { folder, document, supplied, all }) => {
            let place = folder
                .as_ref()
                .map_or_else(|| "ceux du programme".to_owned(), |folder| format!("dossier {folder}"));
            format!("{place} ; référentiel {document} ; {supplied} opérateurs fournis sur {all}")
        }
        Err(why) => format!("illisibles. {why}"),
    }
}

fn contacts(contacts: &Contacts) -> String {
    match contacts {
        Contacts::None { awaited: Some(file) } => format!("aucun ; {file} serait pris"),
        Contacts::None { awaited: None } => "aucun".to_owned(),
        Contacts::InForce { file, place, count, oldest, today } => {
            let age = oldest.map(|day| format!(" ; la plus ancienne vérification : {}", age(day, *today)));
            format!("{place}, {count} contact(s), {file}{}", age.unwrap_or_default())
        }
        Contacts::Refused { file } => {
            format!("{file} n'est pas pris : « aiguilleur local verifier {} » dit pourquoi", argument(file))
        }
    }
}

fn age(day: Day, today: Day) -> String {
    let days = today.number().saturating_sub(day.number());
    format!("{}, il y a {days} jour(s)", day.long())
}

fn mode(mode: Mode) -> String {
    let why = match mode {
        Mode::FullScreen => {
            return "plein écran, car l'entrée et les messages sont sur un terminal".to_owned();
        }
        Mode::Plain(Why::Asked) => "« --accessible » ou ACCESSIBLE les demande",
        Mode::Plain(Why::NoTerminal) => "l'entrée ou les messages ne sont pas sur un terminal",
        Mode::Plain(Why::Dumb) => "ce terminal ne sait pas redessiner (TERM)",
    };
    format!("lignes simples, car {why}")
}
