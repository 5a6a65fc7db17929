//! Several numbers in a row: each keeps its label, and the one of whom the contact is about comes first.

use super::{Desk, TODAY, whole};
use crate::common::{Run, aiguilleur, unwrapped};

#[test]
fn a_back_office_has_its_own_number_first_and_each_number_keeps_its_label() {
    for (heading, row, said) in [
        (
            "Téléphone",
            "03 86 71 20 00 (usagers) / 03 86 71 20 11 (back-office)",
            "03 86 71 20 11 (back-office ; ou 03 86 71 20 00, usagers)",
        ),
        (
            "Téléphone",
            "Accueil : 03 86 71 20 00 / Ligne directe : 03 86 71 20 11",
            "03 86 71 20 11 (Ligne directe ; ou 03 86 71 20 00, Accueil)",
        ),
        (
            "Contact",
            "03 86 71 20 00 (accueil) 03 86 71 20 11 (back-office)",
            "03 86 71 20 11 (back-office ; ou 03 86 71 20 00, accueil)",
        ),
        (
            "Standard;Ligne directe",
            "03 86 71 20 00;03 86 71 20 11",
            "03 86 71 20 11 (Ligne directe ; ou 03 86 71 20 00, Standard)",
        ),
        (
            "Ligne directe;Standard",
            "03 86 71 20 11;03 86 71 20 00",
            "03 86 71 20 11 (Ligne directe ; ou 03 86 71 20 00, Standard)",
        ),
    ] {
        whole(
            &format!("Opérateur;Service;{heading}\nCPAM;Back-office;{row}\n"),
            &[&format!("assurance-maladie/cpam-back-office Telephone {said}")],
        );
    }
}

#[test]
fn the_number_of_the_usagers_is_never_first_at_a_back_office_and_the_report_shows_both() {
    let desk = Desk::with("Opérateur;Service;Standard;Ligne directe\nCAF;Back-office;3230;03 86 71 20 11\n");
    let run = desk.import(&["--departement", "Nièvre", "--reponse", "2=caf/caf-back-office"]);
    let said = "Telephone 03 86 71 20 11 (Ligne directe ; ou 32 30, Standard)";
    let entry = super::shown(&desk.source().contacts[0]);
    assert_eq!(entry, format!("caf/caf-back-office {said}"), "{}", run.out);
    let told = unwrapped(&run.out);
    assert!(told.contains("Téléphone 03 86 71 20 11 (Ligne directe ; ou 32 30, Standard)"), "{told}");
}

#[test]
fn a_number_that_is_said_to_be_that_of_the_conseillers_is_shown_to_no_usager() {
    for row in ["03 86 00 61 00 (accueil) / 03 86 00 61 01 (back-office)", "03 86 00 61 01 (ligne directe)"] {
        let desk = Desk::with(&format!("Opérateur;Service;Téléphone\nDDFiP;SDIF;{row}\n"));
        assert_eq!(desk.import(&["--departement", "Nièvre"]).status, 0);
        let mut command = aiguilleur();
        command.current_dir(desk.0.path()).env("AIGUILLEUR_DATE", TODAY);
        command.args(["exporter", "fiche", "finances-publiques", "--issue", "--local", "nièvre.ron"]);
        let sheet =
            Run::of(command.output().expect("the program runs")).out.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(!sheet.contains("03 86 00 61 01"), "{row}");
    }
}
