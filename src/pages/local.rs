//! Local contacts, in words: what is missing, what was verified, what was overridden.

use super::Block;
use super::fill::{how_many, sheets};
use super::typography::argument;
use super::verify::counted;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Aged, Counts, LocalEntry, Merged, Missing, Overridden, Source};
use aiguilleur_core::tree::{Finding, Referentiel, Severity};

/// What is still to be filled in, the most needed first, of so many contacts in all.
pub fn missing(missing: &[Missing<'_>], all: &Counts, referentiel: &Referentiel) -> Vec<Block> {
    let of = Block::Text(format!("Un fichier local peut dire {}", how_many(all)));
    if missing.is_empty() {
        return vec![Block::text("Aucun contact ne reste à compléter."), of];
    }
    let line = |missing: &Missing<'_>| {
        let Missing { operateur, contact, outcomes, .. } = missing;
        let nom = referentiel.operateur(operateur).map_or(*operateur, |operateur| operateur.nom.as_str());
        let open: Vec<&str> = missing.open.iter().map(|channel| channel.canal.nom()).collect();
        Block::Bullet(format!(
            "{} : {nom}, {} ({operateur}/{}). À remplir : {}.",
            sheets(*outcomes),
            contact.nom,
            contact.id,
            open.join(", ")
        ))
    };
    let mut blocks = vec![Block::Text(format!("Contacts à compléter localement : {}.", missing.len())), of];
    blocks.extend(missing.iter().map(line));
    blocks.extend([
        Block::Gap,
        Block::text("« aiguilleur local remplir » les demande un par un ; « aiguilleur local modele » écrit un fichier à remplir."),
    ]);
    blocks
}

/// What is to be checked again now, or in so many days.
pub fn aged(aged: &[Aged<'_>], file: &str, referentiel: &Referentiel, today: Day, days: u16) -> Vec<Block> {
    if aged.is_empty() {
        let when = if days == 0 { String::new() } else { format!(" d'ici {days} jour(s)") };
        return vec![Block::Text(format!("{file} : aucun contact n'est à vérifier de nouveau{when}."))];
    }
    let line = |one: &Aged<'_>| {
        let nom =
            referentiel.operateur(one.operateur).map_or(one.operateur, |operateur| operateur.nom.as_str());
        let beside = |words: Option<&str>| words.map(|words| format!(" ({words})")).unwrap_or_default();
        let service = beside(one.service) + &beside(one.maison);
        let canaux: Vec<&str> = one.canaux.iter().map(|canal| canal.nom()).collect();
        let what = if canaux.is_empty() { "service et note".to_owned() } else { canaux.join(", ") };
        let end = if one.until < today { "périmé depuis le" } else { "valable jusqu'au" };
        Block::Bullet(format!(
            "{nom}, {}{service}, {what} : vérifié le {} (source : {}), {end} {}.",
            one.contact,
            one.checked.long(),
            one.source,
            one.until.long()
        ))
    };
    let mut blocks = vec![Block::Text(format!("{file}, à vérifier de nouveau : {}.", aged.len()))];
    blocks.extend(aged.iter().map(line));
    blocks.extend([
        Block::Gap,
        Block::text("Appelez chaque service, puis changez « verifie_le » de ce contact, et de lui seul."),
    ]);
    blocks
}

/// How many of these contacts say how to reach someone.
fn how_filled(contacts: &[LocalEntry]) -> String {
    let filled = contacts.iter().filter(|entry| entry.filled().next().is_some()).count();
    format!("{filled} contact(s) rempli(s), {} encore sans canal", contacts.len() - filled)
}

/// What a file holds, and what was found in it.
pub fn verified(file: &str, source: &Source, findings: &[Finding]) -> Vec<Block> {
    let place = Some(source.territoire()).filter(|place| !place.is_empty());
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    let mut blocks = vec![Block::Text(format!("{file}{place} : {}.", how_filled(&source.contacts)))];
    blocks.extend(source.maisons.iter().map(|maison| {
        Block::Bullet(format!("Maison « {} » : {}.", maison.nom, how_filled(&maison.contacts)))
    }));
    blocks.push(counted(findings));
    let by_file = source.dated_by_file();
    if by_file > 0 {
        blocks.push(Block::Text(format!(
            "La date en tête vaut pour {by_file} contact(s), qui n'ont pas la leur : ne la changez que si vous les avez \
             tous vérifiés. Sinon, écrivez « verifie_le » dans chaque contact."
        )));
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        blocks.push(Block::text("Corrigez les erreurs : ce fichier n'est pas pris tel quel."));
    }
    blocks
}

/// What one file says in the place of another, and the maisons that stand apart.
pub fn overridden(merged: &Merged) -> Vec<Block> {
    let maisons: Vec<&str> = merged.source.maisons.iter().map(|maison| maison.nom.as_str()).collect();
    let apart = (!maisons.is_empty()).then(|| {
        Block::Text(format!(
            "À part, sous « maisons » : {}. « --maison NOM » en choisit une.",
            maisons.join(", ")
        ))
    });
    if merged.overridden.is_empty() {
        let all = Block::text("Rien n'est dit deux fois : tout est repris.");
        return std::iter::once(all).chain(apart).collect();
    }
    let line = |one: &Overridden| {
        let Overridden { operateur, contact, what, before, after } = one;
        Block::Bullet(format!(
            "{operateur}, {contact}, {what} : « {} » ({}) remplace « {} » ({}).",
            after.0, after.1, before.0, before.1
        ))
    };
    let mut blocks = vec![Block::Heading("Dit deux fois : le vérifié en dernier l'emporte".to_owned())];
    blocks.extend(merged.overridden.iter().map(line));
    blocks.extend(apart);
    blocks
}

/// Said of a template where nothing is left to be filled in.
pub const NOTHING_MISSING: &str = "Ce modèle est vide : vos contacts locaux remplissent déjà ceux de cet opérateur. « --local aucun » les montre tous.";

/// Said where the file of local contacts is left out: it cannot be read, for this cause, or it has errors. The variable of
/// the environment is named where it is what names the file.
pub fn left_out(file: &str, variable: bool, cause: Option<&str>) -> String {
    let named = if variable { "AIGUILLEUR_LOCAL nomme " } else { "" };
    match cause {
        Some(cause) => format!(
            "Vos contacts locaux ne sont pas pris : {named}« {file} ». {cause} « --local aucun » s'en passe."
        ),
        None => format!(
            "Vos contacts locaux ne sont pas pris : {}a des erreurs. « aiguilleur local verifier {} » dit lesquelles.",
            if variable { format!("{named}un fichier qui ") } else { "leur fichier ".to_owned() },
            argument(file)
        ),
    }
}

/// Said where a file has contacts of opérateurs that the trees in use do not hold.
pub fn passed_over(operateurs: &[&str]) -> Option<String> {
    // A file may name thousands of them by mistake.
    let (named, others) = operateurs.split_at(operateurs.len().min(5));
    let more = if others.is_empty() { String::new() } else { format!(" et de {} autre(s)", others.len()) };
    (!named.is_empty()).then(|| {
        format!(
            "Des contacts locaux sont laissés de côté : ces arbres n'ont pas le tableau de {}{more}.",
            named.join(", ")
        )
    })
}
