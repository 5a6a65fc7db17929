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
    ("DDFiP", &["ddfip", "direction departementale des finances publiques"]),
    ("DRFiP", &["drfip", "direction regionale des finances publiques"]),
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
    // « Par la poste » names a way and not a body.
    (
        "La Poste",
        &[
            "vers la poste",
            "a la poste",
            "aupres de la poste",
            "contacter la poste",
            "contactez la poste",
            "bureau de poste",
        ],
    ),
    ("La Banque Postale", &["banque postale"]),
    ("France Titres", &["france titres"]),
    ("France Rénov'", &["france renov"]),
    ("point-justice", &["point justice", "points justice", "maison de justice et du droit"]),
    ("Anah", &["anah", "agence nationale de l habitat"]),
    ("ADIL", &["adil"]),
    ("Action Logement", &["action logement"]),
    ("Pajemploi", &["pajemploi"]),
    ("Cesu", &["cesu"]),
    ("CPSTI", &["cpsti"]),
    ("INPI", &["inpi", "institut national de la propriete industrielle"]),
    ("Chambre de métiers", &["chambre de metiers", "chambres de metiers", "cma"]),
    ("Chambre de commerce", &["chambre de commerce", "chambres de commerce", "cci"]),
    ("Chambre d'agriculture", &["chambre d agriculture", "chambres d agriculture"]),
    ("greffe", &["greffe", "greffes"]),
    ("conseil de prud'hommes", &["prud hommes", "prudhommes"]),
    ("Défenseur des droits", &["defenseur des droits"]),
    ("CDAD", &["cdad", "conseil departemental de l acces au droit"]),
    ("mission locale", &["mission locale", "missions locales"]),
    ("Cap emploi", &["cap emploi"]),
    ("Apec", &["apec"]),
    ("Agefiph", &["agefiph"]),
    ("avocat", &["avocat", "avocate", "avocats"]),
    ("expert-comptable", &["expert comptable", "experts comptables"]),
    (
        "commissaire de justice",
        &["commissaire de justice", "commissaires de justice", "huissier", "huissiers"],
    ),
    ("Service des impôts des entreprises", &["sie", "service des impots des entreprises"]),
    ("inspection du travail", &["inspection du travail"]),
    ("DREETS", &["dreets", "ddets"]),
    ("gendarmerie", &["gendarmerie", "gendarmeries"]),
    ("commissariat", &["commissariat", "commissariats"]),
    ("juge des tutelles", &["juge des tutelles", "juge des contentieux de la protection"]),
    ("juge aux affaires familiales", &["juge aux affaires familiales", "jaf"]),
    ("PMI", &["pmi", "protection maternelle et infantile"]),
    ("OFII", &["ofii"]),
    ("OFPRA", &["ofpra"]),
    ("Samu", &["samu"]),
    ("Crous", &["crous"]),
    ("Ircantec", &["ircantec"]),
    ("CNRACL", &["cnracl"]),
    ("ARIPA", &["aripa"]),
    ("travailleur social", &["travailleur social", "travailleuse sociale", "travailleurs sociaux"]),
    ("assistant social", &["assistant social", "assistante sociale", "assistantes sociales"]),
    ("Service des retraites de l'État", &["service des retraites de l etat"]),
    ("rectorat", &["rectorat"]),
    ("consulat", &["consulat", "consulats"]),
    ("Trésor public", &["tresor public"]),
    ("auto-école", &["auto ecole", "auto ecoles"]),
    ("association tutélaire", &["association tutelaire", "associations tutelaires"]),
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

#[cfg(test)]
mod tests {
    use super::{BODIES, bodies};
    use std::collections::HashSet;

    fn named(text: &str) -> Vec<&'static str> {
        bodies(&format!(" {} ", crate::source::folding::fold(text))).collect()
    }

    #[test]
    fn a_body_exchanged_for_another_is_another_fact() {
        for (one, other) in [
            ("Orientez vers l'INPI.", "Orientez vers la Chambre de métiers."),
            ("Saisir le conseil de prud'hommes", "Saisir le Défenseur des droits"),
            ("Orientez vers Pajemploi", "Orientez vers La Poste"),
            ("la DDFiP", "la DRFiP"),
            ("un avocat ou un expert-comptable", "un avocat"),
        ] {
            assert!(!named(one).is_empty() && named(one) != named(other), "{one} {other}");
        }
        assert_eq!(named("Envoyer le dossier par la poste"), Vec::<&str>::new());
    }

    #[test]
    fn no_way_to_name_a_body_stands_twice() {
        let mut ways = HashSet::new();
        for way in BODIES.iter().flat_map(|(_, ways)| *ways) {
            assert!(ways.insert(way), "{way}");
        }
    }
}
