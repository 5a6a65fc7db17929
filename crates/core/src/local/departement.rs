//! The departments: which one a name, a number or a title is about.

use crate::search::words;
use crate::tree::nearest;

/// Each department: its number, its name, and the digit after 0 with which its telephone numbers begin.
#[rustfmt::skip]
const DEPARTEMENTS: [(&str, &str, char); 101] = [
    ("01", "Ain", '4'),
    ("02", "Aisne", '3'),
    ("03", "Allier", '4'),
    ("04", "Alpes-de-Haute-Provence", '4'),
    ("05", "Hautes-Alpes", '4'),
    ("06", "Alpes-Maritimes", '4'),
    ("07", "Ardèche", '4'),
    ("08", "Ardennes", '3'),
    ("09", "Ariège", '5'),
    ("10", "Aube", '3'),
    ("11", "Aude", '4'),
    ("12", "Aveyron", '5'),
    ("13", "Bouches-du-Rhône", '4'),
    ("14", "Calvados", '2'),
    ("15", "Cantal", '4'),
    ("16", "Charente", '5'),
    ("17", "Charente-Maritime", '5'),
    ("18", "Cher", '2'),
    ("19", "Corrèze", '5'),
    ("2A", "Corse-du-Sud", '4'),
    ("2B", "Haute-Corse", '4'),
    ("21", "Côte-d'Or", '3'),
    ("22", "Côtes-d'Armor", '2'),
    ("23", "Creuse", '5'),
    ("24", "Dordogne", '5'),
    ("25", "Doubs", '3'),
    ("26", "Drôme", '4'),
    ("27", "Eure", '2'),
    ("28", "Eure-et-Loir", '2'),
    ("29", "Finistère", '2'),
    ("30", "Gard", '4'),
    ("31", "Haute-Garonne", '5'),
    ("32", "Gers", '5'),
    ("33", "Gironde", '5'),
    ("34", "Hérault", '4'),
    ("35", "Ille-et-Vilaine", '2'),
    ("36", "Indre", '2'),
    ("37", "Indre-et-Loire", '2'),
    ("38", "Isère", '4'),
    ("39", "Jura", '3'),
    ("40", "Landes", '5'),
    ("41", "Loir-et-Cher", '2'),
    ("42", "Loire", '4'),
    ("43", "Haute-Loire", '4'),
    ("44", "Loire-Atlantique", '2'),
    ("45", "Loiret", '2'),
    ("46", "Lot", '5'),
    ("47", "Lot-et-Garonne", '5'),
    ("48", "Lozère", '4'),
    ("49", "Maine-et-Loire", '2'),
    ("50", "Manche", '2'),
    ("51", "Marne", '3'),
    ("52", "Haute-Marne", '3'),
    ("53", "Mayenne", '2'),
    ("54", "Meurthe-et-Moselle", '3'),
    ("55", "Meuse", '3'),
    ("56", "Morbihan", '2'),
    ("57", "Moselle", '3'),
    ("58", "Nièvre", '3'),
    ("59", "Nord", '3'),
    ("60", "Oise", '3'),
    ("61", "Orne", '2'),
    ("62", "Pas-de-Calais", '3'),
    ("63", "Puy-de-Dôme", '4'),
    ("64", "Pyrénées-Atlantiques", '5'),
    ("65", "Hautes-Pyrénées", '5'),
    ("66", "Pyrénées-Orientales", '4'),
    ("67", "Bas-Rhin", '3'),
    ("68", "Haut-Rhin", '3'),
    ("69", "Rhône", '4'),
    ("70", "Haute-Saône", '3'),
    ("71", "Saône-et-Loire", '3'),
    ("72", "Sarthe", '2'),
    ("73", "Savoie", '4'),
    ("74", "Haute-Savoie", '4'),
    ("75", "Paris", '1'),
    ("76", "Seine-Maritime", '2'),
    ("77", "Seine-et-Marne", '1'),
    ("78", "Yvelines", '1'),
    ("79", "Deux-Sèvres", '5'),
    ("80", "Somme", '3'),
    ("81", "Tarn", '5'),
    ("82", "Tarn-et-Garonne", '5'),
    ("83", "Var", '4'),
    ("84", "Vaucluse", '4'),
    ("85", "Vendée", '2'),
    ("86", "Vienne", '5'),
    ("87", "Haute-Vienne", '5'),
    ("88", "Vosges", '3'),
    ("89", "Yonne", '3'),
    ("90", "Territoire de Belfort", '3'),
    ("91", "Essonne", '1'),
    ("92", "Hauts-de-Seine", '1'),
    ("93", "Seine-Saint-Denis", '1'),
    ("94", "Val-de-Marne", '1'),
    ("95", "Val-d'Oise", '1'),
    ("971", "Guadeloupe", '5'),
    ("972", "Martinique", '5'),
    ("973", "Guyane", '5'),
    ("974", "La Réunion", '2'),
    ("976", "Mayotte", '2'),
];

/// Places that are no department, and whose France services have contacts as well.
const OTHERS: &str = "\
Métropole de Lyon;Corse;Collectivité européenne d'Alsace;Alsace;Saint-Pierre-et-Miquelon;Saint-Martin;\
Saint-Barthélemy;Nouvelle-Calédonie;Polynésie française;Wallis-et-Futuna";

/// The department of this name or number, « Nievre » or « 58 », as it is written; none where there is none.
pub fn known_departement(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let number = folded.trim_start_matches("departement ");
    let same = |code: &str, name: &str| fold(name) == folded || fold(code) == format!("{number:0>2}");
    DEPARTEMENTS.iter().find(|(code, name, _)| same(code, name)).map(|(_, name, _)| *name)
}

/// Whether there is such a department, or such a place beside them.
pub fn is_departement(nom: &str) -> bool {
    known_departement(nom).is_some() || OTHERS.split(';').any(|other| fold(other) == fold(nom))
}

/// The department that is nearest to this name, as it is written: « Lot-et-Garonne » of « Lot et Garone ».
pub fn nearest_departement(nom: &str) -> Option<&'static str> {
    let folded: Vec<(String, &'static str)> = names().map(|name| (fold(name), name)).collect();
    let near = nearest(&fold(nom), folded.iter().map(|(name, _)| name.as_str()))?;
    folded.iter().find(|(name, _)| name == near).map(|(_, name)| *name)
}

/// How the numbers of a department begin, « 03 »; none where it is not known.
pub fn numbers_of(departement: &str) -> Option<String> {
    let own = DEPARTEMENTS.iter().find(|(_, name, _)| fold(name) == fold(departement))?;
    Some(format!("0{}", own.2))
}

/// The names of all, in the order of their numbers.
fn names() -> impl Iterator<Item = &'static str> {
    DEPARTEMENTS.iter().map(|(_, name, _)| *name)
}

fn fold(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// The one department that these texts name; none where they name several.
pub fn departement_named(texts: &[String]) -> Option<String> {
    let all = texts.iter().map(|text| format!(" {} ", fold(text))).collect::<Vec<_>>();
    let named = |name: &&str| all.iter().any(|text| text.contains(&format!(" {} ", fold(name))));
    let found: Vec<&str> = names().filter(named).collect();
    // « Haute-Loire » names the Loire too: the longer name is meant.
    let within = |name: &&str| {
        found
            .iter()
            .any(|other| other != name && format!(" {} ", fold(other)).contains(&format!(" {} ", fold(name))))
    };
    let mut whole = found.iter().filter(|name| !within(name));
    whole.next().filter(|_| whole.next().is_none()).map(|name| (*name).to_owned())
}

/// What names a department within the name of a region: « CARSAT Centre-Val de Loire ».
const REGIONS: [&str; 9] = [
    "pays de la loire",
    "val de loire",
    "nord picardie",
    "nord pas de calais",
    "nord est",
    "nord ouest",
    "alsace moselle",
    "rhone alpes",
    "auvergne rhone",
];

/// The one department of which these words name a body: « CAF de l'Yonne ». The name of a region is none.
pub fn departement_of(words: &str) -> Option<String> {
    let mut folded = fold(words);
    for region in REGIONS {
        folded = folded.replace(region, "");
    }
    departement_named(&[folded])
}

/// The last words of the names of bodies, behind which a department may stand without more.
const BODIES: &str = "\
caf cpam cgss css msa carsat ddfip drfip dgfip travail emploi urssaf maladie familiales agricole retraite publiques \
prefecture prefectures ants cdad asp mdph departement conseil";

/// The department that stands behind the name of a body, by its number or without its article: « CAF 89 », « CAF Réunion ».
pub fn departement_of_body(text: &str) -> Option<String> {
    let all: Vec<String> = words(text).collect();
    let body = |word: &str| BODIES.split(' ').any(|body| body == word);
    let code = |word: &str| {
        let own = DEPARTEMENTS.iter().find(|(code, ..)| fold(code) == word);
        own.map(|(_, name, _)| (*name).to_owned())
    };
    let behind = |at: usize, word: &str| {
        let last = at + 1 == all.len();
        // « CAF Réunion partenaires » is a meeting; « MSA 58 89 » is of two.
        let reunion = || (word == "reunion" && last).then(|| "La Réunion".to_owned());
        let alone = last || !all[at + 1].starts_with(|c: char| c.is_ascii_digit());
        code(word).filter(|_| alone).or_else(reunion)
    };
    (0..all.len()).find_map(|at| {
        let word = all[at].as_str();
        // « CAF89 ».
        let start = word.find(|c: char| c.is_ascii_digit()).filter(|start| body(&word[..*start]));
        let joined = start.and_then(|start| code(&word[start..]));
        joined.or_else(|| behind(at, word).filter(|_| at > 0 && body(&all[at - 1])))
    })
}

#[cfg(test)]
mod tests {
    use super::{
        departement_named, departement_of_body, is_departement, known_departement, nearest_departement,
    };

    #[test]
    fn a_department_is_known_by_its_number_and_without_its_accents() {
        for (text, name) in [
            ("58", Some("Nièvre")),
            ("nievre", Some("Nièvre")),
            ("1", Some("Ain")),
            ("19", Some("Corrèze")),
            ("2A", Some("Corse-du-Sud")),
            ("2b", Some("Haute-Corse")),
            ("21", Some("Côte-d'Or")),
            ("95", Some("Val-d'Oise")),
            ("971", Some("Guadeloupe")),
            ("974", Some("La Réunion")),
            ("976", Some("Mayotte")),
            ("20", None),
            ("96", None),
            ("975", None),
            ("Bourgogne", None),
            ("", None),
        ] {
            assert_eq!(known_departement(text), name, "{text}");
        }
    }

    #[test]
    fn a_misspelt_department_has_a_nearest_one_and_is_none() {
        for (text, near) in [
            ("Lot et Garone", Some("Lot-et-Garonne")),
            ("Nievvre", Some("Nièvre")),
            ("Seine St Denis", Some("Seine-Saint-Denis")),
            ("zzz", None),
        ] {
            assert!(!is_departement(text), "{text}");
            assert_eq!(nearest_departement(text), near, "{text}");
        }
        assert!(["Nièvre", "nievre", "58", "Métropole de Lyon"].into_iter().all(is_departement));
    }

    #[test]
    fn the_department_of_a_title_is_known_where_there_is_one() {
        for (title, name) in [
            ("Préfecture de la Nièvre : contacts des opérateurs", Some("Nièvre")),
            ("PREFECTURE DE HAUTE LOIRE", Some("Haute-Loire")),
            ("Contacts de l'Yonne et de la Nièvre", None),
            ("Contacts des France services", None),
        ] {
            assert_eq!(departement_named(&[title.to_owned()]).as_deref(), name, "{title}");
        }
    }

    #[test]
    fn a_department_behind_a_body_needs_no_article() {
        for (body, name) in [
            ("CAF Réunion", Some("La Réunion")),
            ("France Travail Réunion", Some("La Réunion")),
            ("CAF 89", Some("Yonne")),
            ("CAF (89)", Some("Yonne")),
            ("CAF89", Some("Yonne")),
            ("CAF 2A", Some("Corse-du-Sud")),
            ("CAF 974, accueil", Some("La Réunion")),
            ("CAF", None),
            ("CAF, réunion des partenaires", None),
            ("Salle de réunion", None),
            ("MSA 58-89", None),
            ("SIP 12", None),
            ("CAF 3230", None),
            ("CPAM 36 46", None),
        ] {
            assert_eq!(departement_of_body(body).as_deref(), name, "{body}");
        }
    }
}
