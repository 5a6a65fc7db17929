//! The sheet that the usager takes home: one outcome, said to them, with lines to fill in by hand.
//!
//! It names no one. What is reserved to the conseillers, Administration+ and the back offices, is
//! never on it: France services contacts them for the usager.

mod rewording;

use std::collections::BTreeSet;

use maud::{Markup, html};
use rewording::{capital, to_you};

use super::paper::{self, Letters, blank, typeset};
use crate::pages::{complement, contact, sheet, sigles};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::reserved;
use aiguilleur_core::tree::{
    Canal, Categorie, Contact, ContactCanal, Demarche, Etape, Referentiel, Supplied, Tree,
    gives_emergency_number,
};
use aiguilleur_core::walk::Outcome;
use aiguilleur_core::walk::endings;

const STYLE: &str = "\
.issue{font-size:1.08em}h3{font-size:1em;margin:.5em 0 0}\
.cases{list-style:none;padding-left:1.3em}.cases li{text-indent:-1.3em}\
.attention{border:2pt solid #000;padding:.5em 1em}\
@media print{.attention{display:none}}";

/// Said of a sheet with emergency numbers, or on a request that someone at home may not be meant to know.
const DANGER: &str =
    "Conseiller : avant d'imprimer, demandez à l'usager si cette feuille peut être vue chez lui sans danger.";

/// What is to be written where a contact gives nothing.
const UNKNOWN: &str = "Adresse, téléphone ou site";

/// The sheets of all the outcomes of trees, or of those of one démarche.
pub fn feuilles(
    trees: &[Supplied<'_>],
    only: Option<&str>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    let asked = |outcome: &Outcome<'_>| {
        only.is_none_or(|id| outcome.request.demarche().is_some_and(|demarche| demarche.id == id))
    };
    let body = html! {
        @for supplied in trees {
            @for ending in endings(supplied.tree).filter(|ending| asked(&ending.outcome)) {
                (sheet(&ending.outcome, *supplied, referentiel, today)) "\n"
            }
        }
    };
    page(letters, &body)
}

/// The sheet of one outcome.
pub fn feuille(
    outcome: &Outcome<'_>,
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    page(letters, &sheet(outcome, supplied, referentiel, today))
}

fn page(letters: Letters, body: &Markup) -> String {
    paper::page("Votre passage à France services", &format!("{}{STYLE}", paper::sheets(letters)), body)
}

fn sheet(outcome: &Outcome<'_>, supplied: Supplied<'_>, referentiel: &Referentiel, today: Day) -> Markup {
    let danger: Vec<&str> = emergency(outcome).collect();
    let foot = format!(
        "Imprimé le {}. {} : {}, {}. Cette feuille ne porte ni nom ni numéro de dossier : ne la complétez \
         qu'avec ce dont vous avez besoin.",
        today.long(),
        referentiel.edition_of(supplied.operateur),
        outcome.request.categorie().nom(),
        outcome.request.lignes_label()
    );
    let (done, whom) = (done(outcome), whom(outcome));
    let titre = named(outcome).map_or("Votre demande", |demarche| &demarche.titre);
    let sigles = sigles::of(supplied.tree, &[titre, &done.0, &whom.0]);
    html! {
        section.fiche.issue {
            (warnings(outcome))
            h1 { (typeset(titre)) }
            p { (typeset(&format!("{}. {}", supplied.operateur.nom, state(outcome)))) }
            (blank("Date de votre visite"))
            (blank("Service qui vous a reçu"))
            (blank("Son téléphone, ses horaires"))
            (done)
            (whom)
            h2 { "Quand" }
            p.ligne { "Rendez-vous le " i {} " à " i {} " lieu " i {} }
            (blank("À faire avant le"))
            (blank("Sans réponse, revenez à France services le"))
            @if !danger.is_empty() {
                h2 { "En cas de danger" }
                ul { @for text in danger { li { (typeset(text)) } } }
            }
            @if !sigles.is_empty() { p.note { (typeset(&sigles.join(" ; "))) } }
            p.note.pied { (typeset(&foot)) }
        }
    }
}

/// What the conseiller must look at first: it is not printed.
fn warnings(outcome: &Outcome<'_>) -> Markup {
    let danger = |text: &String| gives_emergency_number(text) || complement::is_private(text);
    let shown = outcome.contacts();
    let open = || shown.iter().filter(|(contact, _)| !is_of_conseillers(contact));
    let kept: BTreeSet<&str> =
        open().filter_map(|(contact, channel)| reserved(outcome.tree, contact, channel)).collect();
    let noted = open().filter(|(_, channel)| channel.local.is_some());
    let noted = noted.filter_map(|(contact, _)| contact.local.as_ref()?.note.as_deref());
    let noted: BTreeSet<&str> = noted.filter(|note| !kept.contains(note)).collect();
    let stale = open().filter_map(|(_, channel)| channel.local.as_ref()).find(|checked| checked.stale);
    html! {
        @if outcome.request.complements().iter().any(danger) { (frame(DANGER)) }
        @for words in kept { (frame(&kept_back(words))) }
        @for note in noted { (frame(&has_note(note))) }
        @if let Some(checked) = stale { p.attention { (typeset(&contact::checked(checked))) } }
    }
}

fn frame(words: &str) -> Markup {
    html! { p.attention { (typeset(&format!("{words} Ce cadre ne s'imprime pas."))) } }
}

/// Said of a sheet where a number is left blank.
fn kept_back(words: &str) -> String {
    format!(
        "Conseiller : un numéro n'est pas sur cette feuille (« {words} »). Écrivez ce que l'usager peut avoir."
    )
}

/// Said of a sheet with a contact of which something is noted.
fn has_note(note: &str) -> String {
    format!("Conseiller : ce contact a une note, « {note} ». Donnez-le si elle le permet.")
}

/// The démarche, where the sheet may name it: what is urgent, or goes with danger, others may read at home.
fn named<'t>(outcome: &Outcome<'t>) -> Option<&'t Demarche> {
    let quiet = outcome.urgence() || emergency(outcome).next().is_some();
    outcome.request.demarche().filter(|_| !quiet)
}

/// Where the request stands, said to the usager.
fn state(outcome: &Outcome<'_>) -> &'static str {
    if outcome.urgence() {
        return "Votre situation demande une réponse rapide.";
    }
    match (outcome.request.categorie(), outcome.blocage) {
        (Categorie::Niveau1, Some(true)) => "Il reste un point à régler pour cette demande.",
        (Categorie::Niveau1, _) => "Vous avez fait cette démarche à France services.",
        (Categorie::Niveau2, Some(false)) => {
            "Vous avez fait cette demande à France services. Cet organisme la traite."
        }
        (Categorie::Niveau2 | Categorie::Urgent, _)
            if outcome.contacts().iter().all(|(contact, _)| is_of_conseillers(contact)) =>
        {
            "Cette demande attend une réponse."
        }
        (Categorie::Niveau2 | Categorie::Urgent, _) => "Voici avec qui cette demande se règle.",
        (Categorie::HorsBouquet, _) => {
            "Cette démarche ne se fait pas à France services. Voici qui peut vous aider."
        }
        (Categorie::NonPrevu, _) if emergency(outcome).next().is_some() => {
            "Votre situation demande une réponse rapide."
        }
        (Categorie::NonPrevu, _) if outcome.conduite.is_some() => {
            "Votre demande est particulière. Voici vers qui France services vous oriente."
        }
        (Categorie::NonPrevu, _) => {
            "Votre demande est particulière. France services cherche qui peut y répondre."
        }
    }
}

/// What was asked and done, to be ticked.
fn done(outcome: &Outcome<'_>) -> Markup {
    let demarche = named(outcome);
    let with_usager = demarche.is_some_and(|demarche| demarche.categorie == Categorie::Niveau1);
    let mut listed: Vec<String> = Vec::new();
    for sub in demarche.map_or(&[][..], |demarche| &demarche.demarches) {
        let request = rewording::request(&sub.texte);
        if !listed.contains(&request) {
            listed.push(request);
        }
    }
    if let Some(demarche) = demarche.filter(|_| listed.is_empty()) {
        listed.push(demarche.titre.clone());
    }
    html! {
        h2 { (if with_usager { "Ce que nous avons fait ensemble" } else { "Ce que vous avez demandé" }) }
        @if !listed.is_empty() {
            ul.cases { @for request in &listed { li { (typeset(&format!("☐ {request}"))) } } }
        }
        (blank(if listed.is_empty() { "Demande :" } else { "☐ Autre :" }))
        (blank("Il reste à fournir :"))
    }
}

/// Whom to contact, and what to do with them.
fn whom(outcome: &Outcome<'_>) -> Markup {
    let etapes = outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
    let for_conseiller = |etape: &Etape| {
        etape.contact.as_deref().and_then(|id| outcome.tree.contact(id)).is_some_and(is_of_conseillers)
    };
    // What is the conseiller's is said to the usager where the tree has words for it.
    let told = |etape: &&Etape| etape.usager.is_some() || !etape.remarque && !for_conseiller(etape);
    let told_for_them = etapes.iter().any(|etape| for_conseiller(etape) && etape.usager.is_some());
    let mut steps: Vec<String> = etapes.iter().filter(told).filter_map(rewording::step).collect();
    // Of what the conduite itself leaves to them, France services does the rest only if need be.
    let theirs = !steps.is_empty();
    steps.extend(sent(outcome));
    let (reserved, open): (Vec<_>, Vec<_>) =
        outcome.contacts().into_iter().partition(|(contact, _)| is_of_conseillers(contact));
    let charge = match (outcome.urgence(), theirs, outcome.blocage) {
        (true, ..) => "France services s'en charge pour vous, sans attendre.",
        (false, false, _) => "France services s'en charge pour vous.",
        (false, true, Some(true)) => "France services peut aussi s'en charger pour vous.",
        (false, true, _) => "Si besoin, France services s'en charge pour vous.",
    };
    html! {
        h2 { "Ce qui reste à faire, et avec qui" }
        @if !steps.is_empty() { ul { @for step in &steps { li { (typeset(step)) } } } }
        @for channels in open.chunk_by(|(one, _), (next, _)| one.id == next.id) { (contact(outcome.tree, channels)) }
        @if !reserved.is_empty() && !told_for_them { p { (typeset(charge)) } }
        @if !reserved.is_empty() && told_for_them { (blank("Comment, et quand :")) }
        @if outcome.conduite.is_none() { p { (typeset(nothing_left(outcome))) } }
    }
}

/// Where the démarche itself sends the usager, once nothing more is asked of the conseiller; and a site, whatever is.
fn sent(outcome: &Outcome<'_>) -> impl Iterator<Item = String> {
    let lines = outcome.request.demarche().into_iter().flat_map(|demarche| &demarche.faire);
    let ends = outcome.conduite.is_none();
    lines
        .filter(move |line| sheet::sends(line) && (ends || line.contains("https://")))
        .map(|line| to_you(line))
}

fn nothing_left(outcome: &Outcome<'_>) -> &'static str {
    if emergency(outcome).next().is_some() && outcome.request.demarche().is_none() {
        "Appelez d'abord les numéros écrits plus bas. France services vous oriente, sans attendre."
    } else if outcome.request.demarche().is_some() {
        "Rien d'autre n'est prévu. Une question, un courrier que vous ne comprenez pas ? Revenez à France services."
    } else {
        "France services se renseigne pour vous. Revenez à la date notée plus bas."
    }
}

/// A contact, and its channels as they are or with a line to complete them.
fn contact(tree: &Tree, channels: &[(&Contact, &ContactCanal)]) -> Markup {
    let contact = channels[0].0;
    // What the document leaves unsaid is no concern of theirs.
    let nom = contact.nom.split_once(", que le référentiel").map_or(&*contact.nom, |(nom, _)| nom);
    // A number that is not to be given to them: the conseiller writes what they may have.
    let (kept, channels): (Vec<_>, Vec<_>) =
        channels.iter().partition(|(contact, channel)| reserved(tree, contact, channel).is_some());
    let service = contact.local.as_ref().filter(|_| kept.is_empty()).and_then(|local| local.service.as_ref());
    html! {
        h3 { (typeset(&capital(&to_you(nom)))) }
        @if let Some(service) = service { p { (typeset(service)) } }
        @if !kept.is_empty() { (blank(&format!("{UNKNOWN} :"))) }
        @for (_, channel) in channels {
            @if leaves_unsaid(channel) {
                (blank("Rendez-vous, comment le prendre :"))
            } @else if channel.is_open() {
                (blank(&format!("{} :", match channel.canal {
                    Canal::Local | Canal::NonPrecise => UNKNOWN,
                    other => other.nom(),
                })))
                @if let Some(precision) = &channel.precision { p { (typeset(&to_you(precision))) } }
            } @else {
                p { (typeset(&to_you(&contact::channel(channel)))) }
            }
        }
    }
}

/// Whether the document does not say how a rendez-vous is made, or leaves it in doubt.
fn leaves_unsaid(channel: &ContactCanal) -> bool {
    let in_doubt = || channel.precision.as_ref().is_some_and(|said| said.starts_with("le référentiel"));
    channel.is_vague() || channel.canal == Canal::RendezVous && in_doubt()
}

/// The complements with an emergency number.
fn emergency<'t>(outcome: &Outcome<'t>) -> impl Iterator<Item = &'t str> {
    outcome.request.complements().iter().map(String::as_str).filter(|text| gives_emergency_number(text))
}

/// Whether only conseillers may use this contact: a back-office, or whom Administration+ reaches.
fn is_of_conseillers(contact: &Contact) -> bool {
    contact.answers_conseillers()
        || contact.canaux.iter().any(|channel| channel.canal == Canal::AdministrationPlus)
}
