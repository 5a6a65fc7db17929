//! What is wrong with a file of local contacts: what it names must exist, and it contradicts nothing
//! that the document says.

use std::collections::{HashMap, HashSet};

use super::back_office::{BACK_OFFICE, back_office};
use super::check_words::{dates, day_of_file, form, words};
use super::departement::{is_departement, nearest_departement};
use super::national::{contradicted, is_among, number_of_usagers, of_usagers, values_of_back_offices};
use super::source::{FORMAT, LocalCanal, LocalEntry, Maison, NO_DEPARTEMENT, Source, said};
use crate::day::Day;
use crate::tree::{Canal, Contact, ContactCanal, Fault, Part, Place, Referentiel, Tree, nearest};

/// No more contacts of a tree are proposed, or looked at for the nearest: no document has so many.
const MOST_KNOWN: usize = 100;

/// What can be said of a file without its trees: its own fields, the opérateurs that it names, the
/// form of what it says.
pub fn check(source: &Source, referentiel: &Referentiel, today: Day) -> Vec<Fault> {
    let mut faults = Vec::new();
    top(source, &mut faults);
    day_of_file(source, today, &mut faults);
    contacts(source, Part::Contact, referentiel, today, &mut faults);
    let mut named: HashSet<&str> = HashSet::new();
    for (at, maison) in source.maisons.iter().enumerate() {
        let own = !maison.nom.trim().is_empty() && named.insert(&maison.nom);
        of_maison(Part::Maison(at), maison, own, &mut faults);
        let part = |rank| Part::ContactOfMaison(at, rank);
        contacts(&source.of_maison(maison), part, referentiel, today, &mut faults);
    }
    faults
}

/// A maison has a name of its own, that can be shown.
fn of_maison(part: Part, maison: &Maison, own: bool, faults: &mut Vec<Fault>) {
    words(part, "nom", Some(&maison.nom), faults);
    words(part, "source", maison.source.as_ref(), faults);
    if !own {
        faults.push(Fault::error(
            "maison",
            Place::words(part, "nom", &maison.nom),
            "Cette maison n'a pas de nom à elle.",
            "Donnez à chacune le sien : « --maison NOM » la choisit par là.",
        ));
    }
}

/// What each contact of a list says, whatever the trees.
fn contacts(
    source: &Source,
    part_of: impl Fn(usize) -> Part,
    referentiel: &Referentiel,
    today: Day,
    faults: &mut Vec<Fault>,
) {
    let mut met: HashMap<(&str, &str), usize> = HashMap::new();
    for (rank, entry) in source.contacts.iter().enumerate() {
        let part = part_of(rank);
        operateur(entry, part, referentiel, faults);
        let first = *met.entry((&entry.operateur, &entry.contact)).or_insert(rank);
        if first < rank {
            faults.push(Fault::error(
                "identifiant",
                Place::words(part, "contact", &entry.contact),
                format!("Ce contact est déjà écrit plus haut (contact n° {}).", first + 1),
                "N'en gardez qu'un. Pour réunir deux fichiers, « aiguilleur local fusionner » dit lequel l'emporte.",
            ));
        }
        form(entry, part, faults);
        if !entry.is_blank() {
            dates(source, entry, part, today, faults);
        }
    }
}

/// What can only be said with the tree of the opérateur: the contacts exist, and nothing that the
/// document says of them is contradicted.
pub fn check_tree(source: &Source, tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    contacts_of_tree(&source.contacts, Part::Contact, tree, &mut faults);
    for (at, maison) in source.maisons.iter().enumerate() {
        contacts_of_tree(&maison.contacts, |rank| Part::ContactOfMaison(at, rank), tree, &mut faults);
    }
    faults
}

fn contacts_of_tree(
    entries: &[LocalEntry],
    part_of: impl Fn(usize) -> Part,
    tree: &Tree,
    faults: &mut Vec<Fault>,
) {
    let contacts: HashMap<&str, &Contact> =
        tree.contacts.iter().map(|contact| (contact.id.as_str(), contact)).collect();
    let reserved = values_of_back_offices(tree);
    for (rank, entry) in entries.iter().enumerate().filter(|(_, e)| e.operateur == tree.operateur) {
        let part = part_of(rank);
        let Some(contact) = contacts.get(entry.contact.as_str()) else {
            let known = || tree.contacts.iter().take(MOST_KNOWN).map(|contact| contact.id.as_str());
            let all: Vec<&str> = known().collect();
            faults.push(Fault::error(
                "contact",
                Place::words(part, "contact", &entry.contact),
                format!("« {} » n'a pas de contact « {} ».", tree.operateur, entry.contact),
                nearest(&entry.contact, known()).map_or_else(
                    || format!("Contacts possibles : {}.", all.join(", ")),
                    |near| format!("Vouliez-vous dire « {near} » ?"),
                ),
            ));
            continue;
        };
        of_contact(contact, entry, part, faults);
        let theirs = |channel: &&LocalCanal| {
            said(channel.valeur.as_ref()).is_some_and(|valeur| is_among(&reserved, valeur))
        };
        for channel in entry.filled().filter(|_| !contact.answers_conseillers()).filter(theirs) {
            let valeur = channel.valeur.as_deref().unwrap_or_default();
            faults.push(Fault::warning(
                "usagers",
                Place::words(part, "valeur", valeur),
                format!("Le référentiel donne « {valeur} » au back-office : les usagers n'y appellent pas."),
                "Retirez-le : ce contact est aussi sur la feuille de l'usager.",
            ));
        }
        if entry.filled().next().is_none()
            && !entry.is_blank()
            && !contact.canaux.iter().any(ContactCanal::is_open)
        {
            faults.push(Fault::warning(
                "inutile",
                Place::words(part, "contact", &entry.contact),
                "Le référentiel dit déjà comment joindre ce contact : ni service ni note ne sont montrés.",
                "Complétez un canal de ce contact, ou retirez-le du fichier.",
            ));
        }
    }
}

fn top(source: &Source, faults: &mut Vec<Fault>) {
    if source.format != FORMAT {
        faults.push(Fault::error(
            "format",
            Place::bare(Part::Top, "format", source.format),
            format!("Format {} : cette version d'Aiguilleur lit le format {FORMAT}.", source.format),
            format!("Écrivez « format: {FORMAT} », ou prenez la version d'Aiguilleur qui lit ce fichier."),
        ));
    }
    if source.departement.trim().is_empty() {
        faults.push(Fault::error(
            "departement",
            Place::words(Part::Top, "departement", &source.departement),
            "Ce fichier ne dit pas de quel département il est.",
            "Écrivez son nom en toutes lettres : « departement: \"Nièvre\" ».",
        ));
    }
    let nom = source.departement.trim();
    if !nom.is_empty() && nom != NO_DEPARTEMENT && !is_departement(nom) {
        faults.push(Fault::warning(
            "departement",
            Place::words(Part::Top, "departement", &source.departement),
            format!("« {nom} » n'est pas le nom d'un département."),
            nearest_departement(nom).map_or_else(
                || "Écrivez son nom en toutes lettres : « departement: \"Nièvre\" ».".to_owned(),
                |near| format!("Vouliez-vous dire « {near} » ?"),
            ),
        ));
    }
    let texts = [
        ("departement", Some(&source.departement)),
        ("maison", source.maison.as_ref()),
        ("source", source.source.as_ref()),
    ];
    for (field, text) in texts {
        words(Part::Top, field, text, faults);
    }
}

/// A set may hold fewer opérateurs than the file: what it does not hold is passed over, and told.
fn operateur(entry: &LocalEntry, part: Part, referentiel: &Referentiel, faults: &mut Vec<Fault>) {
    let place = Place::words(part, "operateur", &entry.operateur);
    let (message, mend) = match referentiel.operateur(&entry.operateur) {
        Some(operateur) if operateur.is_supplied() => return,
        Some(operateur) if entry.contact == BACK_OFFICE => {
            return of_contact(&back_office(operateur), entry, part, faults);
        }
        Some(operateur) => (
            format!(
                "Le tableau de « {} » n'a pas été fourni : il n'a pas de contact « {} » à compléter.",
                operateur.nom, entry.contact
            ),
            format!(
                "Écrivez « contact: \"{BACK_OFFICE}\" », ou laissez : ce contact est passé, jusqu'à ce que l'arbre existe."
            ),
        ),
        None => {
            let known = || referentiel.supplied().map(|operateur| operateur.id.as_str());
            let all: Vec<&str> = known().collect();
            (
                format!(
                    "« {} » n'est pas un opérateur de ces arbres : ce contact est laissé de côté.",
                    entry.operateur
                ),
                nearest(&entry.operateur, known()).map_or_else(
                    || {
                        format!(
                            "Opérateurs : {}. D'autres arbres ? Ajoutez « --arbres DOSSIER ».",
                            all.join(", ")
                        )
                    },
                    |near| format!("Vouliez-vous dire « {near} » ?"),
                ),
            )
        }
    };
    faults.push(Fault::warning("operateur", place, message, mend));
}

/// The opérateurs of which a file has contacts, and a set no tree: these are passed over.
pub fn passed_over<'s>(source: &'s Source, referentiel: &Referentiel) -> Vec<&'s str> {
    let held = |entry: &LocalEntry| {
        let operateur = referentiel.operateur(&entry.operateur);
        operateur.is_some_and(|operateur| operateur.is_supplied() || entry.contact == BACK_OFFICE)
    };
    let mut told = HashSet::new();
    let others = source.filled().filter(|entry| !held(entry)).map(|entry| entry.operateur.as_str());
    others.filter(|operateur| told.insert(*operateur)).collect()
}

/// What an entry says of its contact, beside what the document says of it.
fn of_contact(contact: &Contact, entry: &LocalEntry, part: Part, faults: &mut Vec<Fault>) {
    for channel in entry.filled() {
        contradiction(contact, channel, part, faults);
    }
    against(contact, None, ("note", entry.note.as_ref()), part, faults);
}

/// Words that say something else than the document does; or a number of the usagers, of those who answer the conseillers.
fn against(
    contact: &Contact,
    canal: Option<Canal>,
    (field, text): (&'static str, Option<&String>),
    part: Part,
    faults: &mut Vec<Fault>,
) {
    let Some((words, place)) = said(text).zip(text.map(|text| Place::words(part, field, text))) else {
        return;
    };
    if let Some((what, mend)) = contradicted(contact, canal, field, words) {
        faults.push(Fault::error("contradiction", place, what, mend));
    } else if canal.is_some()
        && let Some(number) = number_of_usagers(words).filter(|_| contact.answers_conseillers())
    {
        faults.push(Fault::warning(
            "usagers",
            place,
            format!("{}.", of_usagers(&number)),
            "Un back-office répond aux conseillers : donnez son propre numéro, ou retirez celui-ci.",
        ));
    }
}

/// National facts are completed, never contradicted.
fn contradiction(contact: &Contact, local: &LocalCanal, part: Part, faults: &mut Vec<Fault>) {
    let place = || Place::bare(part, "canal", format!("{:?}", local.canal));
    let national = contact.canaux.iter().find(|channel| channel.canal == local.canal);
    let given = said(local.valeur.as_ref()).is_some() || national.is_some_and(|n| n.valeur.is_some());
    if local.canal.needs_value() && !given {
        faults.push(Fault::error(
            "canal",
            place(),
            format!("Le canal {:?} n'a pas de « valeur ».", local.canal),
            "Écrivez le numéro ou l'adresse : « valeur: \"…\" ».",
        ));
    }
    if local.canal == Canal::AdministrationPlus
        && local.texts().into_iter().any(|(_, text)| said(text).is_some())
    {
        faults.push(Fault::error(
            "contradiction",
            place(),
            "Administration+ est national : rien de local ne le précise.",
            "Retirez ce canal.",
        ));
        return;
    }
    for (field, text) in local.texts() {
        against(contact, Some(local.canal), (field, text), part, faults);
    }
    if national.is_none()
        && !contact.canaux.iter().any(|channel| channel.canal.is_unsaid())
        && !local.canal.is_unsaid()
    {
        let known: Vec<String> =
            contact.canaux.iter().map(|channel| format!("{:?}", channel.canal)).collect();
        faults.push(Fault::error(
            "contradiction",
            place(),
            format!(
                "Le référentiel dit par quels moyens joindre ce contact ; {:?} n'en est pas.",
                local.canal
            ),
            format!("Retirez ce canal. Vous pouvez compléter : {}.", known.join(", ")),
        ));
    }
}
