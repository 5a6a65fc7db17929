//! A file of local contacts to fill in: every contact that the document leaves open, the most
//! needed first.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::back_office::back_office;
use super::missing::{Missing, missing};
use crate::tree::{Canal, Contact, Referentiel, Tree, quoted};

/// Between both stand the kinds of channel.
const HEAD: [&str; 2] = [
    "#![enable(implicit_some)]
// Contacts locaux d'Aiguilleur : ce que le référentiel laisse à définir localement.
//
// Écrivez entre les guillemets. Un texte vide compte comme « pas encore rempli ».
// Nommez des services, jamais des personnes.
// Canaux possibles : ",
    r#",
// AdministrationPlus. Effacez une ligne « canal » qui ne sert pas, copiez-en une qui manque.
// Dans un canal : valeur, horaires, prix, precision ; un second numéro va dans precision.
// Pour un contact : service (son nom), note, verifie_le (le jour où vous l'avez vérifié, AAAA-MM-JJ), et sa source si
// elle diffère de celle du fichier. Les numéros s'écrivent comme vous voulez : « 03.86.00.00.01 », « +33 3 86… ».
//
// Vérifiez : aiguilleur local verifier CE-FICHIER
// Essayez :  aiguilleur --local CE-FICHIER
(
    format: 1,
    // Le nom du département, en toutes lettres.
    departement: "",
    // Pour une seule maison : retirez les deux barres, et donnez son nom.
    // maison: "",
    // Le service qui vous a donné ces contacts.
    source: "",
    contacts: [
"#,
];

/// The text of the template for these trees; `whole`: those are all, and the opérateurs without a table come after them.
pub fn template(referentiel: &Referentiel, trees: &[Tree], whole: bool) -> String {
    let mut text = HEAD.join(&Canal::local_names());
    // A person fills in one opérateur after the other.
    let mut groups: Vec<Vec<Missing<'_>>> = Vec::new();
    for one in missing(trees) {
        match groups.iter_mut().find(|group| group[0].operateur == one.operateur) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    for group in &groups {
        let id = group[0].operateur;
        let nom = referentiel.operateur(id).map_or(id, |operateur| operateur.nom.as_str());
        let _ = writeln!(text, "        // --- {nom} ---");
        for contact in group {
            required(&mut text, contact);
        }
        let tree = trees.iter().find(|tree| tree.operateur == id);
        let told: HashSet<&str> = group.iter().map(|missing| missing.contact.id.as_str()).collect();
        for contact in tree.into_iter().flat_map(|tree| &tree.contacts) {
            if !told.contains(contact.id.as_str()) {
                optional(&mut text, id, contact);
            }
        }
    }
    let unsupplied = referentiel.operateurs.iter().filter(|operateur| whole && !operateur.is_supplied());
    for operateur in unsupplied {
        let _ = writeln!(text, "        // --- {} ---", operateur.nom);
        let comment = "Facultatif : son tableau n'a pas été fourni ; sa page montrera ce contact.";
        entry(
            &mut text,
            &operateur.id,
            &back_office(operateur),
            comment,
            &[Canal::Telephone, Canal::Courriel],
        );
    }
    text.push_str("    ],\n)\n");
    text
}

fn required(text: &mut String, missing: &Missing<'_>) {
    let said: Vec<&str> = missing.open.iter().map(|channel| channel.canal.left_open()).collect();
    let comment = format!("Sert à {} fiche(s). Le référentiel : {}.", missing.outcomes, said.join(" ; "));
    let mut kinds: Vec<Canal> =
        missing.open.iter().map(|c| c.canal).filter(|canal| !canal.is_unsaid()).collect();
    if missing.open.iter().any(|channel| channel.canal.is_unsaid()) {
        for canal in [Canal::Telephone, Canal::Courriel] {
            if !kinds.contains(&canal) && !has_value(missing.contact, canal) {
                kinds.push(canal);
            }
        }
    }
    entry(text, missing.operateur, missing.contact, &comment, &kinds);
}

fn has_value(contact: &Contact, canal: Canal) -> bool {
    contact.canaux.iter().any(|channel| channel.canal == canal && channel.valeur.is_some())
}

/// A contact that the document does not leave open, but that hours or an address would help.
fn optional(text: &mut String, operateur: &str, contact: &Contact) {
    let place = |canal: &Canal| matches!(canal, Canal::RendezVous | Canal::SurPlace);
    let bare = contact.canaux.iter().filter(|channel| channel.valeur.is_none() && channel.local.is_none());
    let kinds: Vec<Canal> = bare.map(|channel| channel.canal).filter(place).collect();
    if !kinds.is_empty() {
        entry(
            text,
            operateur,
            contact,
            "Facultatif : le référentiel dit par quel moyen, vous pouvez dire où.",
            &kinds,
        );
    }
}

fn entry(text: &mut String, operateur: &str, contact: &Contact, comment: &str, kinds: &[Canal]) {
    let _ = writeln!(text, "        // {}\n        // {comment}", contact.nom);
    let _ = writeln!(
        text,
        "        (operateur: {}, contact: {}, service: \"\", verifie_le: \"\", canaux: [",
        quoted(operateur),
        quoted(&contact.id)
    );
    for canal in kinds {
        let hours = if *canal == Canal::Telephone { ", horaires: \"\"" } else { "" };
        let _ = writeln!(text, "            (canal: {canal:?}, valeur: \"\"{hours}),");
    }
    text.push_str("        ]),\n");
}
