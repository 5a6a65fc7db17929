//! The bodies that a text names: whom a tree sends to must be whom its document sends to.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A body by its usual name, and the folded words that name it, whole.
type Body = (&'static str, &'static [&'static str]);

const BODIES: &[Body] = &[
    ("CAF", &["caf", "caisse d allocations familiales", "allocations familiales"]),
    ("MSA", &["msa", "mutualite sociale agricole"]),
    ("CPAM", &["cpam", "caisse primaire"]),
    ("CGSS", &["cgss"]),
    ("CARSAT", &["carsat"]),
    ("CNAV", &["cnav"]),
    ("Agirc-Arrco", &["agirc", "arrco"]),
    ("URSSAF", &["urssaf"]),
    ("France Travail", &["france travail", "pole emploi"]),
    ("mairie", &["mairie", "mairies"]),
    ("CCAS", &["ccas", "centre communal d action sociale"]),
    ("département", &["conseil departemental"]),
    ("MDPH", &["mdph"]),
    ("préfecture", &["prefecture", "prefectures"]),
    ("sous-préfecture", &["sous prefecture", "sous prefectures"]),
    ("DDFiP", &["ddfip", "drfip", "direction departementale des finances publiques"]),
    ("Service des impôts des particuliers", &["sip", "service des impots des particuliers"]),
    ("centre des finances publiques", &["centre des finances publiques"]),
    ("Trésorerie", &["tresorerie", "tresoreries"]),
    ("Officier du ministère public", &["omp", "officier du ministere public"]),
    ("ANTAI", &["antai"]),
    ("ANTS", &["ants"]),
    ("ASP", &["asp", "agence de services et de paiement"]),
    ("INSEE", &["insee"]),
    ("Banque de France", &["banque de france"]),
    ("Commission de recours amiable", &["commission de recours amiable", "commission recours amiable"]),
    ("Commission de surendettement", &["commission de surendettement", "commission surendettement"]),
    ("tribunal", &["tribunal", "tribunaux"]),
    ("notaire", &["notaire", "notaires"]),
    ("médiateur", &["mediateur", "mediatrice", "mediation"]),
    ("conciliateur", &["conciliateur", "conciliateurs"]),
    ("fournisseur", &["fournisseur", "fournisseurs"]),
    ("employeur", &["employeur", "employeurs"]),
    ("médecin", &["medecin", "medecins"]),
    ("pharmacie", &["pharmacie", "pharmacies", "pharmacien"]),
    ("hôpital", &["hopital", "hopitaux"]),
    (
        "buraliste ou point de paiement",
        &["buraliste", "buralistes", "point de paiement", "points de paiement"],
    ),
];

/// The ways to name them, by their first word, each with the usual name.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut named: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for (name, ways) in BODIES {
        for way in *ways {
            let first = way.split(' ').next().unwrap_or_default();
            named.entry(first).or_default().push((way, name));
        }
    }
    named
});

/// Those that a folded line, with a space at each end, names.
pub(super) fn bodies(folded: &str) -> impl Iterator<Item = &'static str> {
    let starts = folded.match_indices(' ').map(|(at, _)| at + 1);
    starts.flat_map(|at| {
        let rest = &folded[at..];
        let known = rest.split(' ').next().and_then(|word| BY_FIRST_WORD.get(word));
        let whole = |way: &str| rest.strip_prefix(way).is_some_and(|after| after.starts_with(' '));
        known.into_iter().flatten().filter(move |(way, _)| whole(way)).map(|(_, name)| *name)
    })
}
