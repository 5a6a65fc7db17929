//! What a list says of who may have a number, and what the sheet of the usager shows of it.

use super::{Desk, TODAY};
use crate::common::{Run, aiguilleur, unwrapped};

const NUMBER: &str = "03 86 00 61 01";

/// What the import says, and the usager's sheet of the Finances publiques with the file that it wrote.
fn paper(list: &str, more: &[&str]) -> (String, String) {
    let desk = Desk::with(list);
    let made = desk.import(&[&["--departement", "Nièvre"], more].concat());
    assert_eq!(made.status, 0, "{list}: {}{}", made.out, made.err);
    let mut command = aiguilleur();
    command.current_dir(desk.0.path()).env("AIGUILLEUR_DATE", TODAY);
    command.args(["exporter", "fiche", "finances-publiques", "--issue", "--local", "nièvre.ron"]);
    let sheet = Run::of(command.output().expect("the program runs"));
    (unwrapped(&made.out), sheet.out.replace(['\u{a0}', '\u{202f}'], " "))
}

fn of_sdif(title: &str, value: &str) -> String {
    format!("Opérateur;Service;Téléphone;{title}\nDDFiP;SDIF;{NUMBER};{value}\n")
}

#[test]
fn a_row_that_is_not_clearly_for_everybody_is_on_no_sheet_of_the_usager() {
    for (title, value) in [
        ("Ne pas diffuser", "X"),
        ("Ne pas diffuser", "✓"),
        ("Diffusion", "pro uniquement"),
        ("Diffusion", "restreinte"),
        ("Diffusion", "❌"),
        ("Diffusion", "FS"),
        ("Diffusable au public", ""),
        ("Public visé", "Conseillers"),
        ("Confidentialité", "C2"),
        ("Réservé", "x"),
        ("Note", "réservé FS"),
        ("Note", "ligne directe agents"),
        ("Note", "interne DGFiP"),
    ] {
        let (_, sheet) = paper(&of_sdif(title, value), &[]);
        assert!(!sheet.contains(NUMBER), "{title}: {value}");
    }
    for (title, value) in [
        ("Ne pas diffuser", ""),
        ("Diffusable au public", "Oui"),
        ("Public visé", "Usagers"),
        ("Note", "poste 2"),
    ] {
        let (_, sheet) = paper(&of_sdif(title, value), &[]);
        assert!(sheet.contains(NUMBER), "{title}: {value}");
    }
}

#[test]
fn a_column_of_numbers_of_the_agents_is_on_no_sheet_of_the_usager() {
    for title in ["Tél. direct (agents)", "Ligne directe", "Tél. pro", "Téléphone partenaires"] {
        let list = format!("Opérateur;Service;Téléphone;{title}\nDDFiP;SDIF;03 86 00 61 00;{NUMBER}\n");
        let (said, sheet) = paper(&list, &[]);
        assert!(!sheet.contains(NUMBER), "{title}");
        assert!(
            said.contains("Réservé aux conseillers, jamais sur la feuille de l'usager : ligne 2."),
            "{said}"
        );
    }
}

#[test]
fn the_column_that_says_who_may_have_a_number_is_read_where_others_are_named() {
    let columns = "operateur=A,service=B,telephone=C";
    let (_, sheet) = paper(&of_sdif("Ne pas diffuser", "X"), &["--colonnes", columns]);
    assert!(!sheet.contains(NUMBER));
}

#[test]
fn the_report_names_the_column_and_each_row_that_it_keeps_back() {
    let list = format!(
        "Opérateur;Service;Téléphone;Courriel;Diffusion\nDDFiP;SDIF;{NUMBER};;pro uniquement\n\
         DDFiP;SGC;;sgc@exemple.fr;tout public\nDDFiP;Trésorerie amendes;;ta@exemple.fr;C2\n"
    );
    let (said, _) = paper(&list, &[]);
    assert!(said.contains("Colonne(s) lue(s) pour savoir à qui donner un numéro : « Diffusion »."), "{said}");
    assert!(!said.contains("non lue(s)"), "{said}");
    assert!(said.contains("jamais sur la feuille de l'usager : lignes 2, 4."), "{said}");
    assert!(said.contains("« C2 », dans « Diffusion », ne dit pas si le numéro est pour tous"), "{said}");
    assert!(said.contains("il est donc réservé aux conseillers : ligne 4."), "{said}");
}
