//! The sheet that the usager takes home: one outcome, said to them, with lines to fill in by hand.
//!
//! It names no one. What is reserved to the conseillers, Administration+ and the back offices, is
//! never on it: France services contacts them for the usager.

use super::fiche::{Letters, style};
use super::html;
use super::said::{self, capital, to_you};
use crate::pages::contact;
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{
    Canal, Categorie, Channel, Contact, Demarche, Etape, Operateur, Referentiel, Supplied,
};
use aiguilleur_core::walk::Outcome;
use aiguilleur_core::walk::endings;

const STYLE: &str = "\
.issue{font-size:1.08em}h3{font-size:1em;margin:.5em 0 0}\
.ligne{display:flex;gap:.4em;align-items:baseline;margin:.75em 0}\
.ligne i{flex:1;border-bottom:.6pt solid #000;min-width:20mm}\
.cases{list-style:none;padding-left:1.3em}.cases li{text-indent:-1.3em}\
.attention{border:2pt solid #000;padding:.5em 1em}\
@media print{.attention{display:none}}";

/// Said of a sheet with emergency numbers.
const DANGER: &str = "Conseiller : avant d'imprimer, demandez à l'usager si cette feuille peut être vue chez lui sans \
                      danger. Ce cadre ne s'imprime pas.";

/// A phone number of the emergencies, in a complement that any usager may need.
const EMERGENCY: [&str; 3] = ["112", "3114", "3919"];

/// The sheets of all the outcomes of trees, or of those of one démarche.
pub fn take_home_all(
    trees: &[Supplied<'_>],
    only: Option<&str>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    let mut body = String::new();
    for supplied in trees {
        for ending in endings(supplied.tree) {
            let demarche = ending.outcome.request.demarche();
            if only.is_none_or(|id| demarche.is_some_and(|demarche| demarche.id == id)) {
                body += &sheet(&ending.outcome, *supplied, referentiel, today);
            }
        }
    }
    page(letters, &body)
}

/// The sheet of one outcome.
pub fn take_home(
    outcome: &Outcome<'_>,
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    page(letters, &sheet(outcome, supplied, referentiel, today))
}

fn page(letters: Letters, body: &str) -> String {
    html::page("Votre passage à France services", &format!("{}{STYLE}", style(letters)), body)
}

fn sheet(outcome: &Outcome<'_>, supplied: Supplied<'_>, referentiel: &Referentiel, today: Day) -> String {
    let mut text = String::from("<section class=\"fiche issue\">\n");
    let emergency = emergency(outcome);
    text += &warnings(outcome, !emergency.is_empty());
    text += &html::element("h1", named(outcome).map_or("Votre demande", |demarche| &demarche.titre));
    text += &html::element("p", &format!("{}. {}", supplied.operateur.nom, state(outcome)));
    text += &blank("Date de votre visite");
    text += &blank("Service qui vous a reçu");
    text += &blank("Son téléphone, ses horaires");
    text += &done(outcome);
    text += &whom(outcome, supplied.operateur);
    text += &when();
    if !emergency.is_empty() {
        text += &html::element("h2", "En cas de danger");
        text += &list(emergency.into_iter());
    }
    let foot = format!(
        "Imprimé le {}. Référentiel {} : {}, {}. Cette feuille ne porte ni nom ni numéro de dossier : ne la complétez \
         qu'avec ce dont vous avez besoin.",
        today.long(),
        referentiel.edition(),
        outcome.request.categorie().nom(),
        outcome.request.rows()
    );
    text + &html::classed("p", "note pied", &foot) + "</section>\n"
}

/// What the conseiller must look at first: it is not printed.
fn warnings(outcome: &Outcome<'_>, danger: bool) -> String {
    let mut text = String::new();
    if danger {
        text += &html::classed("p", "attention", DANGER);
    }
    let shown = outcome.contacts();
    let mine = shown.iter().filter(|(contact, _)| !is_reserved(contact));
    if let Some(old) = mine.filter_map(|(_, channel)| channel.local.as_ref()).find(|checked| checked.stale) {
        text += &html::classed("p", "attention", &contact::checked(old));
    }
    text
}

/// The démarche, where the sheet may name it: what is urgent, or goes with danger, others may read at home.
fn named<'t>(outcome: &Outcome<'t>) -> Option<&'t Demarche> {
    let quiet = outcome.urgence() || !emergency(outcome).is_empty();
    outcome.request.demarche().filter(|_| !quiet)
}

/// Where the request stands, said to the usager.
fn state(outcome: &Outcome<'_>) -> &'static str {
    if outcome.urgence() {
        return "Votre situation demande une réponse rapide.";
    }
    match (outcome.request.categorie(), outcome.blocage) {
        (Categorie::Niveau1, Some(true)) => {
            "Vous avez commencé cette démarche à France services. Il reste un point à régler."
        }
        (Categorie::Niveau1, _) => "Vous avez fait cette démarche à France services.",
        (Categorie::Niveau2 | Categorie::Urgent, _) => "Cette demande se règle avec cet organisme.",
        (Categorie::HorsBouquet, _) => {
            "Cette démarche ne se fait pas à France services. Voici qui peut vous aider."
        }
        (Categorie::NonPrevu, _) => {
            "Votre demande est particulière. France services cherche qui peut y répondre."
        }
    }
}

/// What was asked and done, to be ticked.
fn done(outcome: &Outcome<'_>) -> String {
    let demarche = named(outcome);
    let demarches = demarche.map_or(&[][..], |demarche| &demarche.demarches);
    let heading = if demarche.is_some_and(|demarche| demarche.categorie == Categorie::Niveau1) {
        "Ce que nous avons fait ensemble"
    } else {
        "Ce que vous avez demandé"
    };
    let mut listed: Vec<String> = Vec::new();
    for sub in demarches.iter().map(|sub| said::request(&sub.texte)) {
        if !listed.contains(&sub) {
            listed.push(sub);
        }
    }
    if let Some(demarche) = demarche.filter(|_| listed.is_empty()) {
        listed.push(demarche.titre.clone());
    }
    let mut text = html::element("h2", heading);
    let items: String = listed.iter().map(|sub| html::element("li", &format!("☐ {sub}"))).collect();
    if !listed.is_empty() {
        text.extend(["<ul class=\"cases\">\n", &items, "</ul>\n"]);
    }
    text + &blank(if listed.is_empty() { "Demande :" } else { "☐ Autre :" }) + &blank("Il reste à fournir :")
}

/// Whom to contact, and what to do with them.
fn whom(outcome: &Outcome<'_>, operateur: &Operateur) -> String {
    let mut text = html::element("h2", "Ce qui reste à faire, et avec qui");
    let etapes = outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
    let reserved = |etape: &Etape| {
        etape.contact.as_deref().and_then(|id| outcome.tree.contact(id)).is_some_and(is_reserved)
    };
    let steps: Vec<String> =
        etapes.iter().filter(|etape| !etape.remarque && !reserved(etape)).filter_map(said::step).collect();
    let contacts = outcome.contacts();
    let (reserved, open): (Vec<_>, Vec<_>) =
        contacts.into_iter().partition(|(contact, _)| is_reserved(contact));
    text += &list(steps.iter());
    for channels in open.chunk_by(|(one, _), (next, _)| one.id == next.id) {
        text += &contact(channels);
    }
    if !reserved.is_empty() {
        let if_needed = if steps.is_empty() { "" } else { "Si besoin, " };
        let sentence =
            format!("{if_needed}France services s'en charge pour vous auprès de : {}.", operateur.nom);
        text += &html::element("p", &sentence);
    }
    if steps.is_empty() && reserved.is_empty() && open.is_empty() {
        text += &html::element("p", nothing_left(outcome));
    }
    text
}

fn nothing_left(outcome: &Outcome<'_>) -> &'static str {
    if outcome.request.demarche().is_some() {
        "Rien d'autre n'est prévu. Une question, un courrier que vous ne comprenez pas ? Revenez à France services."
    } else {
        "France services se renseigne pour vous. Revenez à la date notée plus bas."
    }
}

/// A contact, and its channels as they are or with a line to complete them.
fn contact(channels: &[(&Contact, &Channel)]) -> String {
    let Some((contact, _)) = channels.first() else {
        return String::new();
    };
    // What the document leaves unsaid is no concern of theirs.
    let nom = contact.nom.split_once(", que le référentiel").map_or(&*contact.nom, |(nom, _)| nom);
    let mut text = format!("<h3>{}</h3>\n", html::escape(&capital(&to_you(nom))));
    if let Some(service) = contact.local.as_ref().and_then(|local| local.service.as_ref()) {
        text += &html::element("p", service);
    }
    for (_, channel) in channels {
        text += &if channel.is_open() {
            let what = match channel.canal {
                Canal::Local | Canal::NonPrecise => "Adresse, téléphone ou site",
                other => other.nom(),
            };
            blank(&format!("{what} :"))
                + &channel
                    .precision
                    .as_ref()
                    .map_or_else(String::new, |text| html::element("p", &to_you(text)))
        } else {
            html::element("p", &to_you(&contact::channel(channel)))
        };
    }
    text
}

/// Dates to be written by hand.
fn when() -> String {
    let mut text = html::element("h2", "Quand");
    text += "<p class=\"ligne\">Rendez-vous le <i></i> à <i></i> lieu <i></i></p>\n";
    text += &blank("À faire avant le");
    text + &blank("Sans réponse, revenez à France services le")
}

/// A line to fill in by hand.
fn blank(label: &str) -> String {
    format!("<p class=\"ligne\">{} <i></i></p>\n", html::escape(label))
}

fn list<'i>(items: impl Iterator<Item = &'i String>) -> String {
    let items: String = items.map(|item| html::element("li", item)).collect();
    if items.is_empty() { items } else { format!("<ul>\n{items}</ul>\n") }
}

/// The complements with an emergency number.
fn emergency<'t>(outcome: &Outcome<'t>) -> Vec<&'t String> {
    let word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| EMERGENCY.contains(&word));
    outcome.request.complements().iter().filter(|text| word(text)).collect()
}

/// Whether only conseillers may use this contact: a back office, by its name or because
/// Administration+ reaches it.
fn is_reserved(contact: &Contact) -> bool {
    contact.nom.contains("back-office")
        || contact.canaux.iter().any(|channel| channel.canal == Canal::AdministrationPlus)
}
