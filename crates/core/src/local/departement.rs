//! The departments: which one a name, a number or a title is about.

use crate::search::words;
use crate::tree::nearest;

const NAMES: &str = "\
Ain;Aisne;Allier;Alpes-de-Haute-Provence;Hautes-Alpes;Alpes-Maritimes;Ardèche;Ardennes;Ariège;Aube;Aude;\
Aveyron;Bouches-du-Rhône;Calvados;Cantal;Charente;Charente-Maritime;Cher;Corrèze;Corse-du-Sud;\
Haute-Corse;Côte-d'Or;Côtes-d'Armor;Creuse;Dordogne;Doubs;Drôme;Eure;Eure-et-Loir;Finistère;Gard;\
Haute-Garonne;Gers;Gironde;Hérault;Ille-et-Vilaine;Indre;Indre-et-Loire;Isère;Jura;Landes;Loir-et-Cher;\
Loire;Haute-Loire;Loire-Atlantique;Loiret;Lot;Lot-et-Garonne;Lozère;Maine-et-Loire;Manche;Marne;\
Haute-Marne;Mayenne;Meurthe-et-Moselle;Meuse;Morbihan;Moselle;Nièvre;Nord;Oise;Orne;Pas-de-Calais;\
Puy-de-Dôme;Pyrénées-Atlantiques;Hautes-Pyrénées;Pyrénées-Orientales;Bas-Rhin;Haut-Rhin;Rhône;\
Haute-Saône;Saône-et-Loire;Sarthe;Savoie;Haute-Savoie;Paris;Seine-Maritime;Seine-et-Marne;Yvelines;\
Deux-Sèvres;Somme;Tarn;Tarn-et-Garonne;Var;Vaucluse;Vendée;Vienne;Haute-Vienne;Vosges;Yonne;\
Territoire de Belfort;Essonne;Hauts-de-Seine;Seine-Saint-Denis;Val-de-Marne;Val-d'Oise;Guadeloupe;\
Martinique;Guyane;La Réunion;Mayotte";

/// Places that are no department, and whose France services have contacts as well.
const OTHERS: &str = "\
Métropole de Lyon;Corse;Collectivité européenne d'Alsace;Alsace;Saint-Pierre-et-Miquelon;Saint-Martin;\
Saint-Barthélemy;Nouvelle-Calédonie;Polynésie française;Wallis-et-Futuna";

/// How the numbers of each begin, in the same order: « 03 ».
const NUMBERS: &str =
    "43444443534542455254432553422245554222435244225542233233233332345543343324412115355442553331111155522";

/// The department of this name or number, « Nievre » or « 58 », as it is written; none where there is none.
pub fn known_departement(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let number = folded.trim_start_matches("departement ");
    let own = |rank: usize| match rank {
        0..19 => format!("{:02}", rank + 1),
        19 => "2a".to_owned(),
        20 => "2b".to_owned(),
        21..96 => rank.to_string(),
        // 971 to 974, and 976.
        96..100 => (rank + 875).to_string(),
        _ => "976".to_owned(),
    };
    let same = |rank: usize, name: &str| fold(name) == folded || own(rank) == format!("{number:0>2}");
    NAMES.split(';').enumerate().find(|(rank, name)| same(*rank, name)).map(|(_, name)| name)
}

/// Whether there is such a department, or such a place beside them.
pub fn is_departement(nom: &str) -> bool {
    known_departement(nom).is_some() || OTHERS.split(';').any(|other| fold(other) == fold(nom))
}

/// The department that is nearest to this name, as it is written: « Lot-et-Garonne » of « Lot et Garone ».
pub fn nearest_departement(nom: &str) -> Option<&'static str> {
    let folded: Vec<(String, &'static str)> = NAMES.split(';').map(|name| (fold(name), name)).collect();
    let near = nearest(&fold(nom), folded.iter().map(|(name, _)| name.as_str()))?;
    folded.iter().find(|(name, _)| name == near).map(|(_, name)| *name)
}

/// How the numbers of a department begin, « 03 »; none where it is not known.
pub fn numbers_of(departement: &str) -> Option<String> {
    let rank = NAMES.split(';').position(|name| fold(name) == fold(departement))?;
    NUMBERS.get(rank..=rank).map(|zone| format!("0{zone}"))
}

fn fold(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// The one department that these texts name; none where they name several.
pub fn departement_named(texts: &[String]) -> Option<String> {
    let all = texts.iter().map(|text| format!(" {} ", fold(text))).collect::<Vec<_>>();
    let named = |name: &&str| all.iter().any(|text| text.contains(&format!(" {} ", fold(name))));
    let found: Vec<&str> = NAMES.split(';').filter(named).collect();
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

#[cfg(test)]
mod tests {
    use super::{departement_named, is_departement, known_departement, nearest_departement};

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
}
