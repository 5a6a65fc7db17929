//! The words of the program itself, for what every opérateur shares.

use crate::tree::{Canal, Categorie, Channel, Etat, Operateur};

/// The category as words, the first thing to read of an outcome.
pub fn categorie(categorie: Option<Categorie>) -> &'static str {
    match categorie {
        Some(Categorie::Niveau1) => "NIVEAU 1",
        Some(Categorie::Niveau2) => "NIVEAU 2",
        Some(Categorie::Urgent) => "SITUATION URGENTE",
        Some(Categorie::HorsBouquet) => "HORS BOUQUET",
        None => "NON PRÉVU",
    }
}

/// What a category means for the conseiller.
pub fn meaning(categorie: Option<Categorie>) -> &'static str {
    match categorie {
        Some(Categorie::Niveau1) => "Vous faites cette démarche avec l'usager.",
        Some(Categorie::Niveau2) => "L'opérateur fait cette démarche. Réorientez l'usager vers lui.",
        Some(Categorie::Urgent) => "L'opérateur doit intervenir vite. Orientez l'usager sans attendre.",
        Some(Categorie::HorsBouquet) => "Cette démarche ne se traite pas en France services.",
        None => "Le référentiel ne liste pas cette demande.",
    }
}

/// What a category is called within a sentence.
pub fn categorie_lower(categorie: Option<Categorie>) -> &'static str {
    match categorie {
        Some(Categorie::Niveau1) => "niveau 1",
        Some(Categorie::Niveau2) => "niveau 2",
        Some(Categorie::Urgent) => "situation urgente",
        Some(Categorie::HorsBouquet) => "hors bouquet",
        None => "non prévu",
    }
}

/// The state of an opérateur's table.
pub fn etat(operateur: &Operateur) -> &'static str {
    match operateur.etat {
        Etat::Fourni => "arbre fourni",
        Etat::NonFourni => "tableau non fourni",
    }
}

/// A channel as a line: its kind, its value or what is missing, hours, price, precision.
pub fn channel(channel: &Channel) -> String {
    let (kind, missing) = match channel.canal {
        Canal::AdministrationPlus => ("Administration+", None),
        Canal::Telephone => ("Téléphone", Some("le référentiel ne donne pas de numéro")),
        Canal::Courriel => ("Courriel", Some("le référentiel ne donne pas d'adresse")),
        Canal::Courrier => ("Courrier", Some("le référentiel ne donne pas d'adresse")),
        Canal::MessagerieSecurisee => ("Messagerie sécurisée", None),
        Canal::RendezVous => ("Rendez-vous", None),
        Canal::Site => ("Site", Some("le référentiel ne donne pas d'adresse")),
        Canal::SurPlace => ("Sur place", None),
        Canal::Local => {
            ("Modalités définies localement", Some("à compléter localement, avec l'animateur départemental"))
        }
        Canal::NonPrecise => ("Canal non précisé", Some("le référentiel ne dit pas par quel moyen")),
    };
    let details: Vec<&str> = [&channel.horaires, &channel.prix, &channel.precision]
        .into_iter()
        .filter_map(|detail| detail.as_deref())
        .collect();
    let value = channel.valeur.as_deref().or(missing);
    let mut line = value.map_or_else(|| kind.to_owned(), |value| format!("{kind} : {value}"));
    if !details.is_empty() {
        line = format!("{line} ({})", details.join(" ; "));
    }
    line
}

/// What a good report in Administration+ holds: with it, the opérateur need not ask again, and
/// does not send it back as « non pertinent ».
pub const ADMINISTRATION_PLUS: [&str; 6] = [
    "L'opérateur et le territoire : la caisse ou le service compétent.",
    "L'objet : la démarche, et ce qui bloque.",
    "Ce qui a déjà été tenté, et avec quel résultat.",
    "Depuis quand.",
    "Les documents dont l'usager dispose.",
    "L'accord de l'usager pour que vous partagiez sa situation.",
];
