//! A column that says of which maison a row is: the contact of one is not that of the department, nor of another.

use super::{Desk, partly, shown, whole};
use crate::common::unwrapped;

fn list(title: &str) -> String {
    format!(
        "{title};Opérateur;Service;Téléphone;Courriel\nClamecy;CAF;Back-office;03 86 27 00 01;\n\
         Decize;CPAM;Back-office;03 86 25 00 03;\nClamecy;DDFiP;SGC;;sgc@exemple.fr\n"
    )
}

const TITLES: [&str; 8] =
    ["Maison", "France services", "Structure", "Commune", "Territoire", "Arrondissement", "Site", "Secteur"];

#[test]
fn the_row_of_a_maison_is_not_poured_into_the_department() {
    for title in TITLES {
        partly(
            &list(title),
            &[],
            &[
                "Cette ligne est de « Clamecy » : elle n'est pas reprise pour tout le département.",
                "Lisez la liste pour elle : « --maison \"Decize\" ».",
                &format!("Colonne(s) lue(s) pour savoir de quelle maison est une ligne : « {title} »."),
            ],
        );
    }
}

#[test]
fn a_maison_takes_its_own_rows_and_no_other() {
    for title in TITLES {
        let desk = Desk::with(&list(title));
        let run = desk.import(&["--departement", "Nièvre", "--maison", "Clamecy"]);
        let said = unwrapped(&run.out);
        assert_eq!(run.status, 1, "{title}: {said}{}", run.err);
        assert!(said.contains("Cette ligne est de « Decize », et non de « Clamecy »."), "{title}: {said}");
        let source = desk.source();
        assert!(source.contacts.is_empty(), "{title}");
        let contacts: Vec<String> = source.maisons[0].contacts.iter().map(shown).collect();
        let own = [
            "caf/caf-back-office Telephone 03 86 27 00 01",
            "finances-publiques/sgc Courriel sgc@exemple.fr",
        ];
        assert_eq!(
            (source.maisons[0].nom.as_str(), contacts),
            ("Clamecy", own.map(str::to_owned).to_vec()),
            "{title}"
        );
    }
}

#[test]
fn a_row_without_a_maison_is_that_of_the_department_alone() {
    let list = "Maison;Opérateur;Service;Téléphone\n;CAF;Back-office;03 86 27 00 01\nClamecy;CPAM;Back-office;03 86 27 00 02\n";
    let desk =
        partly(list, &["caf/caf-back-office Telephone 03 86 27 00 01"], &["Cette ligne est de « Clamecy »"]);
    let run = desk.run(
        &["importer", "liste.csv", "-o", "autre.ron", "--departement", "Nièvre", "--maison", "Clamecy"],
        "",
    );
    assert!(
        unwrapped(&run.out).contains("Cette ligne ne dit pas qu'elle est de « Clamecy »."),
        "{}",
        run.out
    );
}

#[test]
fn a_town_that_is_a_part_of_the_address_and_a_structure_that_is_a_body_are_no_maison() {
    whole(
        "Opérateur;Service;Téléphone;Adresse;Commune\nCAF;Back-office;03 86 27 00 01;;Nevers\n\
         CPAM;Back-office;03 86 27 00 02;;Decize\n",
        &[
            "caf/caf-back-office Telephone 03 86 27 00 01",
            "assurance-maladie/cpam-back-office Telephone 03 86 27 00 02",
        ],
    );
    whole(
        "Opérateur;Structure;Service;Téléphone\nCAF;CAF de la Nièvre;Back-office;03 86 27 00 01\n\
         CPAM;Agence de Nevers;Back-office;03 86 27 00 02\n",
        &[
            "caf/caf-back-office Telephone 03 86 27 00 01",
            "assurance-maladie/cpam-back-office Telephone 03 86 27 00 02",
        ],
    );
    whole(
        "Opérateur;Service;Courriel;Site\nDDFiP;SGC;sgc@exemple.fr;\n",
        &["finances-publiques/sgc Courriel sgc@exemple.fr"],
    );
}

#[test]
fn a_place_that_holds_for_all_rows_is_told() {
    let rows = |title: &str| {
        format!("Opérateur;{title};Service;Téléphone\nCAF;Clamecy;Back-office;03 86 27 00 01\n")
    };
    let desk = whole(&rows("Commune"), &["caf/caf-back-office Telephone 03 86 27 00 01"]);
    let said = unwrapped(&desk.import(&[]).out);
    assert!(
        said.contains("« Commune » ne dit que « Clamecy »") && said.contains("« --maison \"Clamecy\" »"),
        "{said}"
    );
    partly(&rows("Structure"), &[], &["Cette ligne est de « Clamecy »"]);
    let named = rows("Structure").replace("Clamecy", "France services de Clamecy");
    partly(&named, &[], &["Cette ligne est de « France services de Clamecy »"]);
}
