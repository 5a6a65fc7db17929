//! Names of persons in a list: none is kept, wherever it stands; a service is none.

use super::{Desk, partly, whole};
use crate::common::unwrapped;

#[test]
fn a_name_in_brackets_or_behind_a_dash_is_refused_with_its_mobile() {
    for name in
        ["(Thomas Petit)", "(Mme Petit)", "(PETIT Thomas)", "(N. BENALI)", "(Sophie)", "– demander Sophie"]
    {
        let list = format!("Opérateur;Service;Téléphone\nCPAM;Back-office {name};06 71 45 12 00\n");
        let desk = Desk::with(&list);
        let run = desk.import(&["--departement", "Nièvre"]);
        let said = unwrapped(&run.out);
        assert_eq!(run.status, 1, "{said}");
        assert!(said.contains("semble nommer une personne"), "{said}");
        assert!(said.contains("« 06 71 45 12 00 » est un mobile, à côté du nom d'une personne"), "{said}");
        assert!(!desk.exists(), "{said}");
    }
}

#[test]
fn a_name_beside_a_number_and_in_a_note_is_refused_and_the_number_of_the_service_stays() {
    partly(
        "Opérateur;Service;Téléphone;Note\nCPAM;Back-office;03 80 63 23 24 (Sandrine);\n\
         CAF;Back-office;03 80 63 23 25;fermé le mardi (Jean-Marc Lefèvre)\n",
        &[
            "assurance-maladie/cpam-back-office Telephone 03 80 63 23 24",
            "caf/caf-back-office Telephone 03 80 63 23 25",
        ],
        &["« Sandrine » semble nommer une personne", "« fermé le mardi (Jean-Marc Lefèvre) » semble nommer"],
    );
}

#[test]
fn a_service_where_a_person_is_awaited_is_no_person() {
    whole(
        "Opérateur;Interlocuteur;Courriel\nDDFiP;Trésorerie amendes;ta@exemple.fr\n\
         DDFiP;Trésorerie hospitalière;th@exemple.fr\nDDFiP;SGC;sgc@exemple.fr\n",
        &[
            "finances-publiques/tresorerie-amendes Courriel ta@exemple.fr",
            "finances-publiques/tresorerie-hospitaliere Courriel th@exemple.fr",
            "finances-publiques/sgc Courriel sgc@exemple.fr",
        ],
    );
}

#[test]
fn a_file_that_names_a_person_in_brackets_is_told_so_by_the_check() {
    let desk = Desk::with("");
    let file = "(format: 1, departement: \"Nièvre\", source: \"la liste\", verifie_le: \"2026-11-01\", contacts: [\n\
                (operateur: \"caf\", contact: \"caf-back-office\", service: \"Back-office (Mme Petit)\",\n\
                canaux: [(canal: Telephone, valeur: \"03 86 00 00 01\")]),\n])\n";
    std::fs::write(desk.path("nièvre.ron"), file).expect("it can be written to");
    let check = desk.run(&["verifier", "nièvre.ron"], "");
    assert!(unwrapped(&check.out).contains("Ce texte semble nommer une personne."), "{}", check.out);
}
