//! The référentiel as the document has it: a row for each ligne, its request, its category, its action, in the words of
//! the trees; `importer` and `verifier --source` read it back.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::requests::{self, RequestBranches};
use crate::pages::{contact, sheet, typography};
use aiguilleur_core::tree::{
    BLOCAGE, Canal, ContactCanal, Demarche, Node, Referentiel, Suite, Supplied, Tree,
};
use aiguilleur_core::walk::{Branch, End, Outcome, Reached, Survey};

pub(super) const COLUMNS: [&str; 8] = [
    "Opérateur",
    "Section",
    "Ligne",
    "Demande ou démarche",
    "Catégorie",
    "Action à réaliser par le conseiller France services",
    "Identifiants",
    "Source",
];

pub(super) type Row = [String; COLUMNS.len()];

/// The rows of trees, in the order of the document.
pub(super) fn rows(trees: &[Supplied<'_>], referentiel: &Referentiel) -> Vec<Row> {
    let mut rows = Vec::new();
    for supplied in trees {
        let demarches = requests::demarches(&Survey::new(supplied.tree), *supplied);
        let mut citing: HashMap<&str, Vec<usize>> = HashMap::new();
        for (rank, (demarche, _)) in demarches.iter().enumerate() {
            for ligne in demarche.lignes.iter().map(String::as_str).collect::<BTreeSet<&str>>() {
                citing.entry(ligne).or_default().push(rank);
            }
        }
        let operateur = supplied.operateur;
        let beyond = beyond(supplied.tree);
        for section in &operateur.sections {
            for ligne in &section.lignes {
                let citing = citing.get(ligne.id.as_str()).map_or(&[][..], Vec::as_slice);
                let citing: Vec<_> = citing.iter().map(|rank| &demarches[*rank]).collect();
                let demande =
                    cell(citing.iter().flat_map(|(demarche, _)| demande(demarche, &ligne.nom)), &ligne.nom);
                let action = action(&citing, &beyond);
                let ids = citing.iter().map(|(demarche, _)| demarche.id.as_str()).collect::<Vec<_>>();
                rows.push(
                    [
                        operateur.nom.clone(),
                        section.titre.clone(),
                        ligne.id.clone(),
                        demande,
                        ligne.categorie.nom().to_owned(),
                        if action.is_empty() { "Rien d'autre à faire.".to_owned() } else { action },
                        ids.join(", "),
                        format!("{}, {}", referentiel.document_of(operateur), operateur.pages()),
                    ]
                    .map(|cell| harmless(&cell)),
                );
            }
        }
    }
    rows
}

/// The parts of a cell, each once.
fn cell(parts: impl Iterator<Item = String>, first: &str) -> String {
    let mut met: HashSet<String> = HashSet::new();
    let parts = std::iter::once(first.to_owned()).chain(parts);
    let fresh = parts.filter(|part| !part.is_empty() && met.insert(part.clone()));
    fresh.collect::<Vec<_>>().join("\n")
}

fn bullet(text: &str) -> String {
    format!("• {text}")
}

/// What is asked, then what is done with the usager.
fn demande(demarche: &Demarche, nom: &str) -> Vec<String> {
    let titre = Some(&demarche.titre).filter(|titre| *titre != nom).into_iter();
    let asked = titre.chain(demarche.demarches.iter().map(|sub| &sub.texte)).map(|text| bullet(text));
    asked.chain(demarche.faire.iter().cloned()).collect()
}

/// The rows whose action is also for what lies beyond them.
fn beyond(tree: &Tree) -> HashSet<&str> {
    let unforeseen = tree.nodes().filter_map(|(_, node)| match node {
        Node::NonPrevu(unforeseen) => Some(&unforeseen.lignes),
        _ => None,
    });
    unforeseen.flatten().map(String::as_str).collect()
}

/// What is to be done for a row. Where its requests have conduites of their own, each says whose it is.
fn action(citing: &[&(&Demarche, RequestBranches<'_>)], beyond: &HashSet<&str>) -> String {
    // Each action, with the titles of the requests that it is for, and the rank of each action.
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    let mut ranks: HashMap<String, usize> = HashMap::new();
    for (demarche, request) in citing.iter().map(|(demarche, request)| (demarche, request)) {
        let own = cell(actions(demarche, request, beyond).into_iter(), "");
        if own.is_empty() {
            continue;
        }
        let rank = *ranks.entry(own.clone()).or_insert(parts.len());
        match parts.get_mut(rank) {
            Some((_, titres)) => titres.push(&demarche.titre),
            None => parts.push((own, vec![&demarche.titre])),
        }
    }
    let several = parts.len() > 1;
    let said = parts.into_iter().flat_map(|(own, titres)| {
        let whose = several.then(|| format!("{} :", titres.join(" ; ")));
        whose.into_iter().chain([own])
    });
    let helps = citing.iter().flat_map(|(_, request)| helps(request));
    let helps = cell(helps, "");
    said.chain(Some(helps).filter(|helps| !helps.is_empty())).collect::<Vec<_>>().join("\n")
}

/// What is to be done of a request in each case, and when.
fn actions(demarche: &Demarche, request: &RequestBranches<'_>, beyond: &HashSet<&str>) -> Vec<String> {
    let goes_beyond = demarche.lignes.iter().any(|ligne| beyond.contains(ligne.as_str()));
    let action = |branch: &Branch<'_>| {
        let when = when(demarche, branch, goes_beyond);
        match &branch.end {
            End::Elsewhere(other) => Some(format!("{when} : voir « {} ».", other.titre())),
            End::Outcome(outcome) => outcome.conduite.map(|_| {
                let steps = steps(outcome);
                // « En cas de blocage, contactez… » says it itself.
                let said = when.is_empty() || steps.iter().any(|step| step.starts_with("• En cas d"));
                let when = (!said).then(|| format!("{when} :"));
                when.into_iter().chain(steps).collect::<Vec<_>>().join("\n")
            }),
        }
    };
    request.branches.iter().filter_map(action).collect()
}

/// What helps to answer the questions that the row asks.
fn helps<'r>(request: &'r RequestBranches<'_>) -> impl Iterator<Item = String> + 'r {
    let asked = request.branches.iter().flat_map(|branch| &branch.answers).map(|(question, _)| question);
    asked.filter(|question| question.id != BLOCAGE).filter_map(|question| {
        Some(format!("Pour répondre à « {} » : {}", question.texte, question.aide.as_ref()?))
    })
}

/// The answers that lead there; « En cas de blocage » where only that was asked, and beyond where the row says so.
fn when(demarche: &Demarche, branch: &Branch<'_>, goes_beyond: bool) -> String {
    let mot = match (&branch.answers[..], &demarche.suite) {
        ([(question, _)], Suite::SiBlocage { mot, .. }) if question.id == BLOCAGE => mot,
        _ => return branch.condition(),
    };
    let beyond = [
        (" ou une demande au-delà", " et au-delà de ces démarches"),
        (" ou une autre démarche", " et pour les autres démarches"),
    ];
    let (trouble, beyond) = beyond
        .into_iter()
        .find_map(|(said, beyond)| Some((mot.strip_suffix(said)?, beyond)))
        .unwrap_or((mot, if goes_beyond { " et au-delà de ces démarches" } else { "" }));
    bare(trouble).map_or_else(|| branch.condition(), |trouble| format!("En cas {trouble}{beyond}"))
}

/// « de blocage ou d'erreur », of « un blocage ou une erreur ».
fn bare(mot: &str) -> Option<String> {
    let of = |word: &str| {
        let word = word.strip_prefix("un ").or_else(|| word.strip_prefix("une "))?;
        let vowel = word.starts_with(|c| "aeiouyéèêh".contains(c));
        Some(format!("{}{word}", if vowel { "d'" } else { "de " }))
    };
    let parts = |mot: &str, between: &str| -> Option<String> {
        mot.split(between).map(of).collect::<Option<Vec<String>>>().map(|words| words.join(between))
    };
    parts(mot, if mot.contains(" et ") { " et " } else { " ou " })
}

/// The steps, each with the ways to reach whom it names.
fn steps(outcome: &Outcome<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (etape, reached) in outcome.steps() {
        lines.push(bullet(&if etape.remarque { sheet::remark(&etape.texte) } else { etape.texte.clone() }));
        lines.extend(reached.iter().filter_map(|reached| way(reached, &etape.texte)).map(|way| bullet(&way)));
        // What a local contact says beside its numbers: « ne pas communiquer au public », « fermé le mardi ».
        let local = reached
            .iter()
            .filter(|(_, channel)| channel.local.is_some())
            .find_map(|(contact, _)| contact.local.as_ref());
        let beside = local.into_iter().flat_map(|local| [&local.service, &local.note]).flatten();
        lines.extend(beside.map(|words| bullet(&format!("Hors référentiel : {words}"))));
    }
    lines
}

/// « Par téléphone : 36 46 ; de 8 h à 17 h »; none where the step says it all, or nothing is said.
fn way((_, channel): &Reached<'_>, step: &str) -> Option<String> {
    let ContactCanal { canal, valeur, horaires, prix, precision, local, .. } = channel;
    let all = [valeur, horaires, prix, precision].into_iter().filter_map(|said| said.as_deref());
    let said: Vec<&str> = all.filter(|said| !step.contains(said)).collect();
    let lead = lead(*canal)?;
    let (_, bare) = lead.split_once(' ').unwrap_or_default();
    let valued = valeur.as_ref().is_some_and(|valeur| step.contains(valeur));
    if said.is_empty() && (valued || step.to_lowercase().contains(&bare.to_lowercase())) {
        return None;
    }
    let said = said.join(" ; ");
    let way = if said.is_empty() { format!("{lead}.") } else { format!("{lead} : {said}") };
    // What is known locally is none of the document's: it is marked, with its day.
    Some(match local {
        Some(checked) => format!("Hors référentiel : {way}. {}", contact::checked(checked)),
        None => way,
    })
}

fn lead(canal: Canal) -> Option<&'static str> {
    Some(match canal {
        Canal::AdministrationPlus => "Via Administration+",
        Canal::Telephone => "Par téléphone",
        Canal::Courriel => "Par courriel",
        Canal::Courrier => "Par courrier",
        Canal::MessagerieSecurisee => "Par messagerie sécurisée",
        Canal::RendezVous => "Par rendez-vous",
        Canal::Site => "Sur le site",
        Canal::SurPlace => "Sur place",
        Canal::Local => "Selon les modalités définies localement",
        Canal::NonPrecise => return None,
    })
}

/// A cell that no spreadsheet takes for a formula: what could be one starts with an apostrophe.
pub(super) fn harmless(cell: &str) -> String {
    let cell: Vec<String> = cell.split('\n').map(typography::harmless).collect();
    let cell = cell.join("\n");
    let formula = cell
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_is_only_text() {
        for cell in ["=1+1", "+33", "-1", "@somme", " =1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["\t=1", "\r=1", "\u{200b} =1"] {
            assert_eq!(harmless(cell), "' =1");
        }
        assert_eq!(harmless("a=1"), "a=1");
    }
}
