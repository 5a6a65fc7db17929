//! `local importer`: lists of contacts, as préfectures keep them, read into a local file. All are invented.

mod hours;
mod kept_back;
mod maisons;
mod persons;
mod several_numbers;

use std::fs;

use crate::common::{Run, aiguilleur, embedded, unwrapped};
use crate::fill::all_answers;
use aiguilleur_core::local::{self, LocalEntry, Source};
use aiguilleur_core::tree::Canal;
use calamine::{Reader as _, open_workbook_auto};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

const TODAY: &str = "2026-11-24";

/// A desk: a folder with a list, and the file that it is read into.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder can be made"))
    }

    fn with(list: &str) -> Self {
        let desk = Self::new();
        fs::write(desk.path("liste.csv"), list).expect("it can be written to");
        desk
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("its name is text").to_owned()
    }

    fn run(&self, args: &[&str], input: &str) -> Run {
        let mut command = aiguilleur();
        command.current_dir(self.0.path()).env("AIGUILLEUR_DATE", TODAY).arg("local").args(args);
        Run::of(command.write_stdin(input).output().expect("the program runs"))
    }

    /// Reads the list into the file.
    fn import(&self, more: &[&str]) -> Run {
        self.run(&[&["importer", "liste.csv", "-o", "nièvre.ron"], more].concat(), "")
    }

    /// Whether the file was written.
    fn exists(&self) -> bool {
        self.0.path().join("nièvre.ron").exists()
    }

    fn source(&self) -> Source {
        let text = fs::read_to_string(self.path("nièvre.ron")).expect("the file was written");
        local::read("nièvre.ron", &text).expect("what was written can be read")
    }

    /// The file is sound, and says this of these contacts: « caf/caf-back-office Telephone 03 86 00 00 01 ».
    fn says(&self, contacts: &[&str]) {
        let check = self.run(&["verifier", "nièvre.ron"], "");
        assert_eq!(check.status, 0, "{}", check.out);
        let said: Vec<String> = self.source().contacts.iter().map(shown).collect();
        assert_eq!(said, contacts);
    }
}

fn shown(entry: &LocalEntry) -> String {
    let channels = entry.canaux.iter().map(|channel| {
        let precision = channel
            .precision
            .as_ref()
            .filter(|more| !more.is_empty())
            .map(|more| format!(" ({more})"))
            .unwrap_or_default();
        format!(" {:?} {}{precision}", channel.canal, channel.shown().unwrap_or_default())
    });
    format!("{}/{}{}", entry.operateur, entry.contact, channels.collect::<String>())
}

/// The list is read whole.
fn whole(list: &str, contacts: &[&str]) -> Desk {
    let desk = Desk::with(list);
    let run = desk.import(&["--departement", "Nièvre"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    desk.says(contacts);
    desk
}

/// Something of the list is left, and this is said of it.
fn partly(list: &str, contacts: &[&str], told: &[&str]) -> Desk {
    let desk = Desk::with(list);
    let run = desk.import(&["--departement", "Nièvre"]);
    assert_eq!(run.status, 1, "{}{}", run.out, run.err);
    let said = unwrapped(&run.out);
    for words in told {
        assert!(said.contains(words), "{words}: {said}");
    }
    if contacts.is_empty() {
        assert!(fs::read(desk.path("nièvre.ron")).is_err(), "nothing was kept: nothing is written");
    } else {
        desk.says(contacts);
    }
    desk
}

#[test]
fn a_directory_of_correspondents_with_a_column_a_channel_is_read_whole() {
    let desk = Desk::with(
        "Préfecture de la Nièvre : annuaire des correspondants;;;;;\nMise à jour : 12/10/2026;;;;;\n;;;;;\n\
         Opérateur;Service;N° de téléphone;Adresse mail générique;Horaires;Observations\n\
         CAF;Pôle relations partenaires;03.86.00.00.01;partenaires@exemple.fr;9h-12h;Fermé le mardi\n\
         CPAM;Ligne dédiée;03 86 00 00 02 / 03 86 00 00 03;;;\n\
         DDFiP;Correspondant départemental;+33 (0)3 86 00 00 04;ddfip@exemple.fr;;\n\
         France Travail;Référent partenariat;0386000005;;;néant\n",
    );
    let run = desk.import(&[]);
    assert_eq!(run.status, 0, "{}", run.out);
    desk.says(&[
        "caf/caf-back-office Telephone 03 86 00 00 01 Courriel partenaires@exemple.fr",
        "assurance-maladie/cpam-back-office Telephone 03 86 00 00 02 (ou 03 86 00 00 03)",
        "finances-publiques/back-office-ddfip Telephone 03 86 00 00 04 Courriel ddfip@exemple.fr",
        "france-travail/back-office Telephone 03 86 00 00 05",
    ]);
    let source = desk.source();
    assert_eq!(source.departement, "Nièvre", "its title says it");
    let caf = &source.contacts[0];
    assert_eq!(caf.verifie_le.as_deref(), Some("2026-10-12"), "the list says when it was checked");
    assert_eq!(caf.service.as_deref(), Some("Pôle relations partenaires"));
    assert_eq!(caf.note.as_deref(), Some("Fermé le mardi"));
    assert_eq!(caf.canaux[0].horaires.as_deref(), Some("9h-12h"));
}

#[test]
fn a_heading_on_two_lines_names_every_column_and_opening_times_are_no_place() {
    let desk = Desk::with(
        "Opérateur;Service;Coordonnées;;Permanences;\n;;Tél.;Mail;;\n\
         CAF;Back-office;03 86 00 00 01;bo@exemple.fr;mardi et jeudi 9h-12h;étage 2\n",
    );
    let run = desk.import(&["--departement", "Nievvre"]);
    assert_eq!(run.status, 0, "{}", run.out);
    let said = unwrapped(&run.out);
    assert!(said.contains("c'est « Nièvre » qui est écrit"), "{said}");
    assert!(said.contains("Colonne(s) sans titre, non lue(s) : F."), "{said}");
    assert!(said.contains("Écrit dans nièvre.ron."), "{said}");
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01 Courriel bo@exemple.fr"]);
    assert_eq!(desk.source().contacts[0].canaux[0].horaires.as_deref(), Some("mardi et jeudi 9h-12h"));
}

#[test]
fn a_day_that_is_none_certifies_nothing_and_what_is_not_taken_is_told_as_such() {
    let desk = Desk::with(
        "Vérifié le : 31/02/2026;;\nOpérateur;Service;Téléphone\nCAF;Back-office;03 86 00 00 01\n",
    );
    let run = desk.import(&["--departement", "Nièvre"]);
    assert!(unwrapped(&run.out).contains("Rien ne dit quel jour cette ligne a été vérifiée"), "{}", run.out);
    assert!(fs::read(desk.path("nièvre.ron")).is_err(), "nothing is kept");
    let run = desk.import(&["--departement", "Nièvre", "--verifie-le", "2026-11-01"]);
    assert_eq!(run.status, 0, "{}", run.out);
    fs::write(
        desk.path("liste.csv"),
        "Opérateur;Service;Moyen de contact;Valeur\nCAF;Back-office;Tél.;03 86 00 00 09\n",
    )
    .unwrap();
    let run = desk.import(&["--departement", "Nièvre"]);
    let said = unwrapped(&run.out);
    let (taken, left) = said.split_once("À revoir").expect("something is left");
    assert!(
        !taken.contains("03 86 00 00 09") && left.contains("« 03 86 00 00 09 » n'est pas repris"),
        "{said}"
    );
}

#[test]
fn rows_on_one_line_of_a_page_are_named_one_by_one() {
    let desk = Desk::new();
    let row = |cells: &str| format!("<tr><td>{}</td></tr>", cells.replace(';', "</td><td>"));
    let page = ["Opérateur;Téléphone", "CAF;03 86 00 00 01", "CPAM;03 86 00 00 02"].map(row).concat();
    fs::write(desk.path("liste.csv"), format!("<html><table>{page}</table></html>")).unwrap();
    let run = desk.import(&[
        "--departement",
        "Nièvre",
        "--reponse",
        "2=caf/caf-back-office",
        "--reponse",
        "3=aucun",
    ]);
    assert!(run.err.is_empty(), "{}", run.err);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
}

#[test]
fn a_list_as_people_keep_it_gives_its_services_and_none_of_its_persons() {
    let desk = partly(
        "Contacts des correspondants;;;;;\nMise à jour septembre 2026;;;;;\n\
         ORGANISME;NOM PRENOM;FONCTION;TEL FIXE;PORTABLE;MEL\n\
         CAF 58;MARTIN Claire;Chargée de partenariat;03 86 00 00 01 - fax 03 86 00 00 09;06 00 00 00 01;claire.martin@exemple.fr\n\
         DDFIP;DURAND Paul;Correspondant;;;ddfip@exemple.fr\n\
         CNAV / CARSAT;PETIT Anne;Responsable partenariats;03 86 00 00 03;;\n\
         Pôle Emploi;;Référent numérique;03 86 00 00 04;;\n",
        &[
            "caf/caf-back-office Telephone 03 86 00 00 01",
            "finances-publiques/back-office-ddfip Courriel ddfip@exemple.fr",
            "assurance-retraite/back-office Telephone 03 86 00 00 03",
            "france-travail/back-office Telephone 03 86 00 00 04",
        ],
        &[
            "« claire.martin@exemple.fr » semble nommer une personne",
            "« NOM PRENOM »",
            "« 06 00 00 00 01 » est un mobile, à côté du nom d'une personne : il n'est pas repris",
        ],
    );
    assert_eq!(desk.source().contacts[0].verifie_le.as_deref(), Some("2026-09-01"), "the title says it");
}

#[test]
fn one_column_of_contacts_holds_ways_of_any_kind() {
    whole(
        "organisme,contact\n\
         Commission de surendettement,\"Secrétariat, 1 place des Lilas\n58000 Nevers\"\n\
         Service de gestion comptable de Nevers,sgc.nevers@exemple.fr\n\
         \"Correspondants CPAM\",\"Tél : 03 86 00 00 02 (standard)\nmail : pole@exemple.fr\"\n",
        &[
            "finances-publiques/commission-surendettement Courrier Secrétariat, 1 place des Lilas, 58000 Nevers",
            "finances-publiques/sgc Courriel sgc.nevers@exemple.fr",
            "assurance-maladie/cpam-back-office Telephone 03 86 00 00 02 (standard) Courriel pole@exemple.fr",
        ],
    );
}

#[test]
fn one_column_alone_says_whom_to_reach_and_how() {
    let contacts = [
        "caf/caf-back-office Telephone 03 86 00 00 01",
        "assurance-maladie/cpam-back-office Telephone 03 86 00 00 02",
        "urssaf/back-office Courriel urssaf@exemple.fr",
    ];
    let rows = "CAF correspondant back-office 03 86 00 00 01\n\
                Back-office de la CPAM : tél. 03 86 00 00 02 (8h30-12h)\n\
                URSSAF (référent) urssaf@exemple.fr\n";
    let desk = whole(&format!("contact\n{rows}"), &contacts);
    let cpam = &desk.source().contacts[1];
    assert_eq!(cpam.service.as_deref(), Some("Back-office de la CPAM"));
    assert_eq!(cpam.canaux[0].horaires.as_deref(), Some("8h30-12h"));
    whole(&format!("Liste des correspondants\nContacts\n{rows}"), &contacts);
    partly(
        "contact\nCAF back-office : 03 86 00 00 01 / CPAM : 03 86 00 00 02\n",
        &[],
        &["la ligne est de « CAF back-office », et ceci nomme « CPAM »"],
    );
    for heading in ["", "contact\n", "Qui joindre\n"] {
        let desk = Desk::with(&format!("{heading}{rows}"));
        let run = desk.import(&["--departement", "Nièvre", "--colonnes", "contact=A"]);
        assert_eq!(run.status, 0, "{heading}: {}{}", run.out, run.err);
        desk.says(&contacts);
    }
}

#[test]
fn accents_that_were_encoded_twice_are_mended_and_told_and_lost_ones_are_told() {
    let desk = whole(
        "Opérateur;Service;Courriel;Note\nDDFiP;TrÃ©sorerie hospitaliÃ¨re;th@exemple.fr;fermÃ©e, l'été\n",
        &["finances-publiques/tresorerie-hospitaliere Courriel th@exemple.fr"],
    );
    assert_eq!(desk.source().contacts[0].note.as_deref(), Some("fermÃ©e, l'été"), "nothing is guessed");
    let said = unwrapped(&desk.import(&[]).out);
    let mended = "« TrÃ©sorerie hospitaliÃ¨re » est lu « Trésorerie hospitalière »";
    assert!(said.contains(mended), "{said}");
    assert!(said.contains("Lettre(s) perdue(s), à corriger dans le tableau :"), "{said}");
    assert!(said.contains("« fermÃ©e, l'été »"), "{said}");
}

#[test]
fn a_source_that_names_a_person_is_refused_and_told_and_a_mailbox_is_no_person() {
    let list = |source: &str| {
        format!("Source : {source};;\nOpérateur;Service;Téléphone\nCAF;Correspondant;03 86 00 00 01\n")
    };
    for (source, person) in
        [("Mme Martin, DDFiP", true), ("claire.moreau@exemple.fr", true), ("partenaires@exemple.fr", false)]
    {
        let desk = Desk::with(&list(source));
        let run = desk.import(&["--departement", "Nièvre"]);
        let told = unwrapped(&run.out).contains(&format!("« {source} » semble nommer une personne"));
        assert_eq!((run.status, told), (i32::from(person), person), "{}", run.out);
        let kept = desk.source().source.expect("someone gives it");
        assert_eq!(kept, if person { "Liste « liste.csv »" } else { source });
        let run = desk.import(&["--source", source]);
        assert_eq!(run.status == 2, person, "{}{}", run.out, run.err);
    }
}

#[test]
fn a_refused_way_is_told_where_it_can_stand() {
    partly(
        "Opérateur;Service;Téléphone;Adresse;Rendez-vous\nDDFiP;SIP;03 86 00 00 01;1 rue des Lilas, 58000 Nevers;le lundi\n\
         DDFiP;SGC;03 86 00 00 02;;\n",
        &["finances-publiques/sip RendezVous le lundi"],
        &[
            "Si c'est pour le rendez-vous, écrivez-le sous « Rendez-vous » ; sinon, dans la note.",
            "Vous pouvez compléter : Courriel ; ou le dire dans la note.",
        ],
    );
}

#[test]
fn hours_that_cannot_be_a_row_that_is_withdrawn_and_a_short_number_with_words_are_told() {
    let desk = partly(
        "Opérateur;Service;Téléphone;Horaires;Statut\nCAF;Correspondant;03 86 00 00 01;lundi 25h-26h;\n\
         CPAM;Correspondant;03 86 00 00 02;;SUPPRIMÉ, ne plus appeler\nCPAM;L'Assurance maladie;36 46 (service gratuit);;\n",
        &["caf/caf-back-office Telephone 03 86 00 00 01"],
        &[
            "« 25h » n'est pas une heure, ces horaires ne sont pas repris",
            "« SUPPRIMÉ, ne plus appeler » : cette ligne ne vaut plus",
            "« 36 46 » est un numéro national",
        ],
    );
    // All that differs stays as the file has it: nothing is said to be taken.
    fs::write(desk.path("liste.csv"), "Opérateur;Service;Téléphone\nCAF;Correspondant;03 86 00 00 09\n")
        .unwrap();
    let said = unwrapped(&desk.import(&[]).out);
    assert!(said.contains("1 ligne(s), 0 reprise(s), 1 laissée(s)"), "{said}");
    assert!(said.contains("Le fichier reste tel quel : rien de nouveau n'est pris."), "{said}");
    let shown = desk.run(&["importer", "liste.csv", "--reponse", "2=aucun"], "");
    assert_eq!(shown.out, "", "no empty file is shown");
}

#[test]
fn the_title_of_a_section_names_its_operateur() {
    whole(
        "Service;Téléphone;Courriel\nCAF;;\nCorrespondant France services;03 86 00 00 01;\n\
         Finances publiques;;\nTrésorerie hospitalière;;th@exemple.fr\nTrésorerie amendes;;ta@exemple.fr\n",
        &[
            "caf/caf-back-office Telephone 03 86 00 00 01",
            "finances-publiques/tresorerie-hospitaliere Courriel th@exemple.fr",
            "finances-publiques/tresorerie-amendes Courriel ta@exemple.fr",
        ],
    );
}

#[test]
fn a_heading_that_is_written_again_is_no_row_and_a_row_that_looks_like_one_is_read() {
    whole(
        "Opérateur;Service;Moyen de contact;Valeur\nDDFiP;Service des impôts fonciers (SDIF);Rendez-vous;sur le site\n\
         Opérateur;Service;Moyen de contact;Valeur\nDDFiP;SGC;Courriel;sgc@exemple.fr\n",
        &["finances-publiques/sdif RendezVous sur le site", "finances-publiques/sgc Courriel sgc@exemple.fr"],
    );
}

#[test]
fn an_operateur_that_is_written_once_holds_for_the_rows_under_it() {
    whole(
        "Partenaire;Entité;Mail\nDDFiP;Trésorerie hospitalière;th@exemple.fr\n;SGC;sgc@exemple.fr\n;OMP;omp@exemple.fr\n",
        &[
            "finances-publiques/tresorerie-hospitaliere Courriel th@exemple.fr",
            "finances-publiques/sgc Courriel sgc@exemple.fr",
            "finances-publiques/omp Courriel omp@exemple.fr",
        ],
    );
}

#[test]
fn an_operateur_that_is_taken_from_the_row_above_is_told() {
    let desk = Desk::with("Opérateur;Service;Courriel\nDDFiP;SGC;sgc@exemple.fr\n;OMP;omp@exemple.fr\n");
    let said = unwrapped(&desk.import(&["--departement", "Nièvre"]).out);
    assert!(said.contains("Opérateur vide, pris de la ligne du dessus : « DDFiP », ligne 3."), "{said}");
}

#[test]
fn a_row_whose_number_cannot_be_read_is_not_said_to_have_none() {
    let desk = Desk::with(
        "Contact\nCarsat 3960 / courrier : 38 rue de Cracovie 21044 Dijon Cedex\nUrssaf 3957\nMSA référent\n\
         Back-office CAF Fax 03 86 71 20 99 - Tél 03 86 71 20 11\n",
    );
    let said = unwrapped(&desk.import(&["--departement", "Nièvre"]).out);
    assert_eq!(said.matches("ne dit aucun moyen de joindre").count(), 1, "{said}");
    assert!(said.contains("« MSA référent ». - Cette ligne ne dit aucun moyen de joindre"), "{said}");
    assert_eq!(said.matches("Le numéro ou l'adresse de cette ligne ne se lit pas.").count(), 1, "{said}");
    desk.says(&["caf/caf-back-office Telephone 03 86 71 20 11"]);
    assert_eq!(desk.source().contacts[0].service.as_deref(), Some("Back-office CAF"));
}

#[test]
fn a_list_by_kind_of_contact_and_value_is_read_and_its_rows_are_put_together() {
    whole(
        "Opérateur;Service;Moyen de contact;Valeur\nURSSAF;Référent partenaires;Téléphone;03 86 00 00 01\n\
         URSSAF;Référent partenaires;Courriel;urssaf@exemple.fr\n",
        &["urssaf/back-office Telephone 03 86 00 00 01 Courriel urssaf@exemple.fr"],
    );
}

#[test]
fn persons_are_refused_and_told_and_the_number_of_the_service_stays() {
    let desk = partly(
        "Opérateur;Référent;Nom du contact;Tél.;Mail\n\
         CAF;Claire MARTIN;Martin;03 86 00 00 01;claire.martin@exemple.fr\n\
         CPAM;Pôle partenaires;Durand;03 86 00 00 02;pole@exemple.fr\n",
        &[
            "caf/caf-back-office Telephone 03 86 00 00 01",
            "assurance-maladie/cpam-back-office Telephone 03 86 00 00 02 Courriel pole@exemple.fr",
        ],
        &[
            "Ligne 2, colonne « Référent » : « Claire MARTIN » semble nommer une personne",
            "colonne « Mail » : « claire.martin@exemple.fr » semble nommer",
            "Colonne(s) de personnes, non reprise(s) : « Nom du contact »",
        ],
    );
    let text = fs::read_to_string(desk.path("nièvre.ron")).unwrap();
    assert!(!text.to_lowercase().contains("martin") && !text.contains("Durand"), "{text}");
}

#[test]
fn what_is_not_sure_is_told_with_the_option_that_says_it_and_is_never_guessed() {
    let list = "Organisme;Téléphone\nCAF de la Nièvre;03 86 00 00 01\nMédiathèque;03 86 00 00 09\n";
    let desk = partly(
        list,
        &[],
        &[
            "plusieurs contacts possibles. Ajoutez « --reponse 2=caf/caf-back-office »",
            "rien ne dit de quel contact",
        ],
    );
    let run = desk.import(&[
        "--reponse",
        "2=caf/caf-back-office",
        "--reponse",
        "3=aucun",
        "--departement",
        "Nièvre",
    ]);
    assert_eq!(run.status, 1, "a row was left: {}", run.out);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
    for (wrong, told) in [("9=caf/caf", "n'est pas une ligne"), ("2=caf/rien", "n'est pas un contact")] {
        let run = desk.import(&["--reponse", wrong]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn what_is_not_sure_is_asked_by_numbered_lines() {
    let desk = Desk::with("Organisme;Téléphone\nCAF de la Nièvre;386000001\nMédiathèque;03 86 00 00 09\n");
    // The department, who gives the list, the day; the zeros; the contact of the first row; nobody for the second.
    let input = "Nièvre\nla préfecture\n20/11/2026\n1\n1\n\n";
    let run = desk.run(&["importer", "liste.csv", "-o", "nièvre.ron", "--accessible"], input);
    assert_eq!(run.status, 1, "{}", run.err);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
    let source = desk.source();
    assert_eq!((source.departement.as_str(), source.source.as_deref()), ("Nièvre", Some("la préfecture")));
    assert_eq!(source.contacts[0].verifie_le.as_deref(), Some("2026-11-20"));
    assert!(unwrapped(&run.err).contains("1 numéro(s) ont perdu leur premier zéro"), "{}", run.err);
}

#[test]
fn a_first_zero_that_a_spreadsheet_took_is_given_back_only_where_it_was_asked() {
    let list =
        "Opérateur;Service;Téléphone\nCAF;Correspondant;386000001\nCPAM;Correspondant;03 86 00 00 02\n";
    partly(
        list,
        &["assurance-maladie/cpam-back-office Telephone 03 86 00 00 02"],
        &["Le début du numéro manque. Est-ce le 03 86 00 00 01 ?", "--zero-perdu"],
    );
    let desk = Desk::with(list);
    assert_eq!(desk.import(&["--departement", "Nièvre", "--zero-perdu"]).status, 0);
    desk.says(&[
        "caf/caf-back-office Telephone 03 86 00 00 01",
        "assurance-maladie/cpam-back-office Telephone 03 86 00 00 02",
    ]);
}

#[test]
fn numbers_dates_and_facts_that_cannot_be_kept_are_refused_with_their_cell() {
    partly(
        "Opérateur;Service;Téléphone;Courriel;Vérifié le\n\
         CAF;Correspondant;03 86 00;caf@exemple.fr;12/10/2026\n\
         CPAM;Correspondant;03 86 00 00 02;;bientôt\n\
         Urssaf;Référent;03 86 00 00 03;;12/10/2027\n\
         DDFiP;Trésorerie amendes;03 86 00 00 04;ta@exemple.fr;\n\
         MSA;Référent;;;\n",
        &[
            "caf/caf-back-office Courriel caf@exemple.fr",
            "finances-publiques/tresorerie-amendes Courriel ta@exemple.fr",
        ],
        &[
            "Ligne 2, colonne « Téléphone » : « 03 86 00 » n'est pas un numéro de téléphone",
            "« bientôt » n'est pas une date",
            "« 12/10/2027 » n'est pas encore venu",
            "« 03 86 00 00 04 » : le référentiel dit par quels moyens joindre ce contact",
            "ne dit aucun moyen de joindre",
        ],
    );
}

#[test]
fn several_rows_about_one_contact_that_do_not_agree_are_left_unless_one_is_named() {
    let list = "Opérateur;Service;Téléphone\nCPAM;Correspondant de Nevers;03 86 00 00 01\nCPAM;Correspondant de Cosne;03 86 00 00 02\n";
    let told = ["« --reponse 2=assurance-maladie/cpam-back-office »", "Les lignes 2, 3 disent autre chose"];
    let desk = partly(list, &[], &told);
    let both = ["2=assurance-maladie/cpam-back-office", "3=assurance-maladie/cpam-back-office"];
    let run = desk.import(&["--departement", "Nièvre", "--reponse", both[0], "--reponse", both[1]]);
    assert!(unwrapped(&run.out).contains("Gardez une seule de ces lignes"), "{}", run.out);
    desk.import(&["--departement", "Nièvre", "--reponse", "3=assurance-maladie/cpam-back-office"]);
    desk.says(&["assurance-maladie/cpam-back-office Telephone 03 86 00 00 02"]);
}

#[test]
fn a_file_that_exists_is_added_to_and_keeps_its_comments_and_what_it_says() {
    let desk = Desk::with(
        "Opérateur;Service;Téléphone;Courriel\nCAF;Correspondant;03 86 00 00 01;caf@exemple.fr\nMSA;Référent;03 86 00 00 02;\n",
    );
    let by_hand = "// Liste d'Émile.\n(\n    format: 1,\n    departement: \"Nièvre\", // 58\n    source: \"la maison\",\n    contacts: [\n        (operateur: \"caf\", contact: \"caf-back-office\", verifie_le: \"2026-11-01\", canaux: [\n            (canal: Telephone, valeur: \"03 86 00 00 09\"), // le matin\n        ]),\n    ],\n)\n";
    fs::write(desk.path("nièvre.ron"), by_hand).unwrap();
    let run = desk.import(&[]);
    assert_eq!(run.status, 1, "{}", run.out);
    assert!(
        unwrapped(&run.out).contains("« 03 86 00 00 01 » n'est pas repris : le fichier dit déjà Téléphone"),
        "{}",
        run.out
    );
    let both = |number: &str| {
        [
            format!("caf/caf-back-office Telephone {number} Courriel caf@exemple.fr"),
            "msa/back-office Telephone 03 86 00 00 02".to_owned(),
        ]
    };
    let says = |number: &str| {
        let both = both(number);
        desk.says(&both.iter().map(String::as_str).collect::<Vec<_>>());
    };
    says("03 86 00 00 09");
    let caf = &desk.source().contacts[0];
    assert_eq!(caf.verifie_le.as_deref(), Some("2026-11-01"), "what was there keeps its day");
    assert_eq!(caf.canaux[1].verifie_le.as_deref(), Some(TODAY), "what was added has its own");
    assert_eq!((caf.source.as_deref(), caf.canaux[1].source.as_deref()), (None, Some("Liste « liste.csv »")));
    let text = fs::read_to_string(desk.path("nièvre.ron")).unwrap();
    for kept in ["// Liste d'Émile.", "// 58", "// le matin"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(desk.import(&["--remplacer"]).status, 0);
    says("03 86 00 00 01");
    let before = fs::read_to_string(desk.path("nièvre.ron")).unwrap();
    assert_eq!(desk.import(&[]).status, 0, "read again, it says nothing new");
    assert_eq!(fs::read_to_string(desk.path("nièvre.ron")).unwrap(), before);
}

#[test]
fn without_a_file_the_result_is_shown_and_the_report_is_apart() {
    let desk = Desk::with("Opérateur;Service;Téléphone\nCAF;Correspondant;03 86 00 00 01\n");
    let run = desk.run(&["importer", "liste.csv"], "");
    assert_eq!(run.status, 0, "{}", run.err);
    let source = local::read("sortie", &run.out).expect("it is a local file");
    assert_eq!(shown(&source.contacts[0]), "caf/caf-back-office Telephone 03 86 00 00 01");
    assert_eq!(source.departement, local::NO_DEPARTEMENT);
    assert!(unwrapped(&run.err).contains("ajoutez « --departement NOM »"), "{}", run.err);
}

#[test]
fn a_workbook_is_read_sheet_by_sheet_with_its_cells() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("CAF").unwrap();
    for (row, cells) in
        [["Service", "Téléphone"], ["Correspondant", "386000001"], ["Correspondant social", "03 86"]]
            .iter()
            .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(u32::try_from(row + 2).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "rien ici").unwrap();
    book.save(desk.path("liste.xlsx")).unwrap();
    let run = desk
        .run(&["importer", "liste.xlsx", "-o", "nièvre.ron", "--zero-perdu", "--departement", "Nièvre"], "");
    assert_eq!(run.status, 1, "{}", run.out);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
    let said = unwrapped(&run.out);
    assert!(said.contains("Cellule B5 : « 03 86 » n'est pas un numéro"), "{said}");
    assert!(said.contains("« Notes » n'a pas de liste de contacts"), "{said}");
}

#[test]
fn columns_without_a_name_can_be_named() {
    let desk = Desk::with("CAF;Correspondant;03 86 00 00 01\nMSA;Référent;03 86 00 00 02\n");
    let run = desk.import(&[]);
    assert_eq!(run.status, 2);
    assert!(unwrapped(&run.err).contains("Aucune ligne ne nomme les colonnes"), "{}", run.err);
    let run = desk.import(&["--colonnes", "operateur=A,service=2,telephone=C", "--departement", "Nièvre"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01", "msa/back-office Telephone 03 86 00 00 02"]);
}

#[test]
fn what_is_no_list_is_refused() {
    for (list, told) in [
        ("%PDF-1.4", "un PDF"),
        ("", "aucune ligne"),
        ("Demande;Catégorie;Action\nPayer;Niveau 1;Aider\n", "Aucune ligne ne nomme les colonnes"),
    ] {
        let desk = Desk::with(list);
        let run = desk.import(&[]);
        assert_eq!(run.status, 2, "{list}");
        assert!(unwrapped(&run.err).contains(told), "{list}: {}", run.err);
        assert!(fs::read(desk.path("nièvre.ron")).is_err(), "nothing is written");
    }
}

#[test]
fn a_title_that_speaks_of_partners_or_of_another_operateur_says_nothing_of_the_rows() {
    for title in ["Contacts des partenaires France services", "Liste La Poste : partenaires France services"]
    {
        let list = format!(
            "{title};;\nOpérateur;Service;Téléphone\nCAF;Accueil allocataires;03 86 00 00 01\n\
             CPAM;Accueil des assurés;03 86 00 00 02\nCPAM;Correspondant;03 86 00 00 03\n\
             Médiathèque;;03 86 00 00 09\n"
        );
        partly(
            &list,
            &["assurance-maladie/cpam-back-office Telephone 03 86 00 00 03"],
            &[
                "« --reponse 3=caf/caf »",
                "Ligne 6 : « Médiathèque, 03 86 00 00 09 » : rien ne dit de quel contact",
            ],
        );
    }
}

#[test]
fn who_answers_the_conseillers_and_who_answers_the_usagers_are_not_taken_for_each_other() {
    let desk = partly(
        "Annuaire des correspondants;\nOrganisme;Contact\nCorrespondants back-office CPAM;03 86 00 00 02\n\
         CPAM (usagers);03 86 00 00 03\nCAF, accueil du public et correspondant;03 86 00 00 04\nMSA;03 86 00 00 05\n",
        &["assurance-maladie/cpam-back-office Telephone 03 86 00 00 02"],
        &[
            "« --reponse 4=assurance-maladie/cpam »",
            "Ligne 6 : « MSA, 03 86 00 00 05 » : est-ce",
            "Ligne 5 : « CAF, accueil du public et correspondant, 03 86",
        ],
    );
    assert_eq!(desk.source().contacts.len(), 1);
}

#[test]
fn a_title_alone_and_a_number_of_the_usagers_make_no_back_office_unless_one_says_so() {
    let desk = partly(
        "Référents;;\nOpérateur;Service;Téléphone\nCAF;Back-office;3230\nCPAM;Correspondant;03 86 00 00 02\n\
         DDFiP;;0 809 401 401\nCARSAT;;03 80 00 00 03\nMaison France services CAF Nevers;;03 86 00 00 04\n",
        &["assurance-maladie/cpam-back-office Telephone 03 86 00 00 02"],
        &[
            "Ajoutez « --reponse 3=caf/caf », ou « --reponse 3=caf/caf-back-office »",
            "« 32 30 » est un numéro national, d'ordinaire celui des usagers : dites de qui il est.",
            "« 08 09 40 14 01 » est un numéro national",
            "Ajoutez « --reponse 6=assurance-retraite/back-office »",
            "Ligne 7 : « Maison France services CAF Nevers, 03 86 00 00 04 » : rien ne dit de quel contact",
            "Cette ligne est celle d'une maison France services, et non d'un opérateur.",
        ],
    );
    let run = desk.import(&["--reponse", "3=caf/caf-back-office"]);
    assert_eq!(desk.source().contacts[1].canaux[0].shown().as_deref(), Some("32 30"), "{}", run.out);
    let check = desk.run(&["verifier", "nièvre.ron"], "");
    assert_eq!(check.status, 1);
    assert!(
        check.out.contains("« 32 30 » est un numéro national, d'ordinaire celui des usagers"),
        "{}",
        check.out
    );
}

#[test]
fn what_contradicts_the_document_in_words_is_told_and_not_taken() {
    let desk = Desk::with(
        "Opérateur;Service;Téléphone;Rendez-vous;Messagerie sécurisée;Note\n\
         Assurance maladie;L'Assurance maladie;36 47;le lundi, ou au 36 47;;Préférez le 36 47\n\
         DDFiP;les Finances publiques (service non précisé);;;espace pro du site autre.fr;\n\
         DDFiP;SIP;;12 rue des Lilas, 58000 Nevers;;\n",
    );
    let of = "2=assurance-maladie/assurance-maladie";
    let said = unwrapped(
        &desk
            .import(&["--departement", "Nièvre", "--reponse", of, "--reponse", "3=finances-publiques/agent"])
            .out,
    );
    let site =
        "Le référentiel donne « espace particulier du site impots.gouv.fr » : « autre.fr » le contredit.";
    assert_eq!(said.matches("Le référentiel donne « 36 46 » : « 36 47 » le contredit.").count(), 2, "{said}");
    assert!(said.contains(site), "{said}");
    desk.says(&["finances-publiques/sip RendezVous 12 rue des Lilas, 58000 Nevers"]);
}

#[test]
fn columns_for_the_usagers_beside_those_for_the_conseillers_are_not_read_with_them() {
    let desk = whole(
        "Organisme;Téléphone usagers;Téléphone conseillers\nCAF;32 30;03 86 71 10 01\nCPAM;36 46;03 86 71 20 02\n",
        &[
            "caf/caf-back-office Telephone 03 86 71 10 01",
            "assurance-maladie/cpam-back-office Telephone 03 86 71 20 02",
        ],
    );
    let said = unwrapped(&desk.import(&[]).out);
    assert!(said.contains("Colonne(s) pour les usagers, non lue(s) : « Téléphone usagers »."), "{said}");
}

#[test]
fn a_role_is_no_person_a_day_in_brackets_is_one_and_capitals_alone_are_a_title() {
    let desk = Desk::with(
        "Liste (mise à jour le 03/11/2026);\nInterlocuteur;Contact\nMSA;\nRéférent;03 86 71 30 03 / 06 12 34 56 78\n\
         CAF;\nConseiller dédié;03 86 71 40 04\nDupont;03 86 71 40 05\n",
    );
    let run = desk.import(&["--departement", "Nièvre"]);
    let said = unwrapped(&run.out);
    assert!(said.contains("« Dupont » semble nommer une personne"), "{said}");
    assert!(!said.contains("« Référent » semble") && !said.contains("dédié » semble"), "{said}");
    let msa = desk.source().contacts.remove(0);
    assert_eq!(shown(&msa), "msa/back-office Telephone 03 86 71 30 03 (ou 06 12 34 56 78)", "{said}");
    assert_eq!(msa.verifie_le.as_deref(), Some("2026-11-03"));
}

#[test]
fn a_common_word_is_not_the_sigle_of_a_contact() {
    partly(
        "Opérateur;Service;Courriel\nDDFiP;Direction départementale des partenaires;a@exemple.fr\n\
         Carsat;Conseiller France services;b@exemple.fr\nDDFiP;Direction et accueil;c@exemple.fr\n",
        &[
            "finances-publiques/back-office-ddfip Courriel a@exemple.fr",
            "assurance-retraite/back-office Courriel b@exemple.fr",
        ],
        &["Ligne 4 : « DDFiP, Direction et accueil, c@exemple.fr » : plusieurs contacts possibles"],
    );
}

#[test]
fn hours_beside_a_number_are_its_hours_and_the_number_stays() {
    let desk = whole(
        "Opérateur;Service;Téléphone\nCAF;Correspondant;03 86 71 10 01 (9h-12h)\n\
         CPAM;Correspondant;03.86.71.10.02 de 9 h à 12 h\nMSA;Référent;03 86 71 10 03 (poste 12)\n",
        &[
            "caf/caf-back-office Telephone 03 86 71 10 01",
            "assurance-maladie/cpam-back-office Telephone 03 86 71 10 02",
            "msa/back-office Telephone 03 86 71 10 03 (poste 12)",
        ],
    );
    let hours: Vec<_> = desk.source().contacts.iter().map(|c| c.canaux[0].horaires.clone()).collect();
    assert_eq!(hours, [Some("9h-12h".to_owned()), Some("de 9 h à 12 h".to_owned()), None]);
}

#[test]
fn a_mobile_goes_with_the_name_that_stands_beside_it_and_letters_go_to_an_address() {
    partly(
        "Opérateur;Service;Contact;Adresse\nMSA;Référent;M. Dupont 06 12 34 56 78;\n\
         Urssaf;Référent;Mme Durand, 03 86 00 00 05;\nFrance Travail;Référent;06 12 34 56 79;\n\
         Point-justice;Référent;03 86 00 00 06;voir avec l'accueil\n",
        &[
            "urssaf/back-office Telephone 03 86 00 00 05",
            "france-travail/back-office Telephone 06 12 34 56 79",
            "point-justice/back-office Telephone 03 86 00 00 06",
        ],
        &[
            "« M. Dupont » semble nommer une personne",
            "« 06 12 34 56 78 » est un mobile, à côté du nom d'une personne",
            "« voir avec l'accueil » n'est pas une adresse postale",
        ],
    );
}

#[test]
fn a_list_read_again_with_a_new_day_gives_it_to_what_it_says_again_and_to_nothing_else() {
    let list = |caf: &str, msa: &str| {
        format!(
            "Opérateur;Service;Téléphone;Courriel;Vérifié le\nCAF;Correspondant;{caf};12/10/2026\nMSA;Référent;{msa};\n"
        )
    };
    let desk = Desk::with(&list("03 86 00 00 01;caf@exemple.fr", "03 86 00 00 02;"));
    assert_eq!(desk.import(&["--departement", "Nièvre", "--verifie-le", "2026-10-01"]).status, 0);
    let days = || -> Vec<(Option<String>, Vec<Option<String>>)> {
        let of = |entry: &LocalEntry| {
            let own = entry.canaux.iter().map(|channel| channel.verifie_le.clone());
            (entry.verifie_le.clone(), own.collect())
        };
        desk.source().contacts.iter().map(of).collect()
    };
    let day = |text: &str| Some(text.to_owned());
    let first = vec![(day("2026-10-12"), vec![None, None]), (day("2026-10-01"), vec![None])];
    assert_eq!(days(), first);
    // Nothing says when it was checked: nothing is certified again.
    let run = desk.import(&[]);
    assert_eq!((run.status, days()), (0, first.clone()), "{}", run.out);
    assert!(unwrapped(&run.out).contains("Le fichier reste tel quel"), "{}", run.out);
    // A newer day on one row, of which one value differs.
    let newer =
        list("03 86 00 00 01;autre@exemple.fr", "03 86 00 00 02;").replace("12/10/2026", "20/11/2026");
    fs::write(desk.path("liste.csv"), newer).unwrap();
    let run = desk.import(&[]);
    assert_eq!(days(), [(day("2026-10-12"), vec![day("2026-11-20"), None]), first[1].clone()], "{}", run.out);
    assert!(
        unwrapped(&run.out).contains("Déjà dans le fichier ; vérifié le 20 novembre 2026."),
        "{}",
        run.out
    );
    // A day for all that has none of its own.
    let run = desk.import(&["--verifie-le", "2026-11-22"]);
    assert_eq!(days()[1], (day("2026-11-22"), vec![None]), "{}", run.out);
    // An older one is never taken, and it is said.
    for more in [&["--verifie-le", "2026-11-02"][..], &["--verifie-le", "2026-11-02", "--remplacer"]] {
        let run = desk.import(more);
        assert_eq!((run.status, days()[1].0.clone()), (1, day("2026-11-22")), "{}", run.out);
        assert!(
            unwrapped(&run.out).contains("vérifié depuis, le 22 novembre 2026 : il garde son jour"),
            "{}",
            run.out
        );
    }
    assert_eq!(desk.run(&["verifier", "nièvre.ron"], "").status, 0);
}

#[test]
fn a_number_that_is_replaced_takes_its_hours_and_its_words_with_it() {
    let desk = whole(
        "Opérateur;Service;Téléphone;Courriel;Horaires;Précision\n\
         CAF;Correspondant;03 86 00 00 01;caf@exemple.fr;de 8h30 à 16h30;poste 12\n",
        &["caf/caf-back-office Telephone 03 86 00 00 01 (poste 12) Courriel caf@exemple.fr"],
    );
    let list = |row: &str| {
        let text =
            format!("Opérateur;Service;Téléphone;Courriel;Horaires;Précision\nCAF;Correspondant;{row}\n");
        fs::write(desk.path("liste.csv"), text).unwrap();
    };
    // A precision alone does not go to the mail.
    list(";caf@exemple.fr;;poste 12");
    desk.import(&["--remplacer"]);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01 (poste 12) Courriel caf@exemple.fr"]);
    list("03 86 00 00 99;;;");
    let run = desk.import(&["--remplacer"]);
    let said = unwrapped(&run.out);
    assert_eq!(run.status, 1, "{said}");
    assert!(said.contains("Les horaires, « de 8h30 à 16h30 », étaient ceux de l'ancien"), "{said}");
    assert!(said.contains("La précision, « poste 12 », était celle de l'ancien"), "{said}");
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 99 Courriel caf@exemple.fr"]);
    assert_eq!(desk.source().contacts[0].canaux[0].horaires.as_deref(), Some(""));
    // In a workbook, they stand beside the number that was taken out.
    partly(
        "Opérateur;Service;Par quel moyen;Numéro ou adresse;Autre moyen;Autre numéro ou adresse;Horaires;Précision\n\
         CAF;Correspondant;Téléphone;;Courriel;caf@exemple.fr;9h-12h;poste 12\n",
        &["caf/caf-back-office Courriel caf@exemple.fr"],
        &["« 9h-12h » accompagne un numéro ou une adresse, qui manque", "« poste 12 » accompagne"],
    );
}

#[test]
fn a_list_of_another_place_is_told() {
    let list = "Contacts de l'Yonne;;\nOpérateur;Service;Téléphone\nCAF;Correspondant;05 86 00 00 01\n\
                CPAM;Correspondant;05 86 00 00 02\nMSA;Référent;05 86 00 00 03\n";
    let desk = Desk::with(list);
    let run = desk.import(&["--departement", "Nièvre"]);
    assert_eq!(run.status, 1, "{}", run.out);
    let said = unwrapped(&run.out);
    assert!(
        said.contains("Le tableau dit « Yonne », « --departement » « Nièvre ». Est-ce la bonne liste ?"),
        "{said}"
    );
    assert!(said.contains("Aucun numéro ne commence par 03"), "{said}");
    assert!(said.contains("Aucun fichier n'est écrit") && said.contains("« --quand-meme »"), "{said}");
    assert!(fs::read(desk.path("nièvre.ron")).is_err());
    let shown = desk.run(&["importer", "liste.csv", "--departement", "58"], "");
    assert_eq!((shown.status, shown.out.as_str()), (1, ""), "nothing is shown that could be kept by mistake");
    let run = desk.import(&["--departement", "58", "--quand-meme"]);
    assert_eq!(run.status, 1, "the doubt is told still: {}", run.out);
    assert_eq!(desk.source().departement, "Nièvre");
    let run = desk.import(&["--departement", "Yonne"]);
    let said = unwrapped(&run.out);
    assert!(said.contains("« --departement » dit « Yonne », le fichier « Nièvre »"), "{said}");
    assert!(said.contains("Le tableau dit « Yonne », le fichier « Nièvre »"), "{said}");
    // Whoever is there is asked before anything is written.
    let other = ["importer", "liste.csv", "-o", "autre.ron", "--accessible", "--departement", "Nièvre"];
    let run = desk.run(&other, "la liste\n\n1\n");
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(unwrapped(&run.err).contains("Aucun fichier n'est écrit : vous avez arrêté."), "{}", run.err);
    assert!(fs::read(desk.path("autre.ron")).is_err());
}

#[test]
fn days_and_hours_in_two_columns_are_both_kept() {
    let list = "Opérateur;Service;Téléphone;Jours;Heures\nCAF;Correspondant back-office;03 86 00 00 01;lundi au jeudi;9h-12h\n";
    let desk = Desk::with(list);
    assert_eq!(desk.import(&["--departement", "Nièvre"]).status, 0);
    let horaires = desk.source().contacts[0].canaux[0].horaires.clone();
    assert_eq!(horaires.as_deref(), Some("lundi au jeudi ; 9h-12h"));
}

#[test]
fn a_number_of_emergencies_is_that_of_no_service() {
    for number in ["112", "15", "3114"] {
        let desk = Desk::with(&format!(
            "Opérateur;Service;Téléphone;Date\nCAF;Correspondant back-office;{number};2026-09-01\n"
        ));
        let run = desk.import(&["--departement", "Nièvre"]);
        assert_eq!(run.status, 1, "{}", run.out);
        assert!(unwrapped(&run.out).contains("est un numéro d'urgence"), "{}", run.out);
    }
}

#[test]
fn each_part_of_a_list_may_be_of_its_own_department() {
    let desk = Desk::with(
        "Opérateur;Service;Téléphone;Date\nNIÈVRE;;;\nCAF;Correspondant back-office;03 86 00 00 01;2026-09-01\n\
         YONNE;;;\nCPAM;Correspondant back-office;03 86 00 00 02;2026-09-01\n",
    );
    let run = desk.import(&["--departement", "Nièvre"]);
    assert!(unwrapped(&run.out).contains("Cette ligne nomme un autre département : Yonne"), "{}", run.out);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
}

#[test]
fn a_number_that_is_said_to_be_another_operateur_s_is_given_to_nobody() {
    for list in [
        "Opérateur;Service;Téléphone;Date\nCAF;Correspondant back-office;CPAM : 03 86 00 00 01;2026-09-01\n",
        "Opérateur;Service;Téléphone CPAM;Date\nCAF;Correspondant back-office;03 86 00 00 01;2026-09-01\n",
        "Opérateur;Service;Téléphone;Date\nMSA;Back-office CAF;03 86 00 00 01;2026-09-01\n",
        "Opérateur;Service;Téléphone;Date\nCARSAT;Back-office;\"CAF : 03 86 00 00 01 ; CARSAT : 03 86 00 00 02\";2026-09-01\n",
    ] {
        let desk = Desk::with(list);
        let run = desk.import(&["--departement", "Nièvre"]);
        assert_eq!(run.status, 1, "{list}{}", run.out);
        assert!(unwrapped(&run.out).contains("Donnez à chaque organisme sa ligne."), "{list}{}", run.out);
        assert!(fs::read(desk.path("nièvre.ron")).is_err(), "{list}");
    }
}

#[test]
fn a_row_of_another_department_is_left_unless_it_is_wanted() {
    let head = "Opérateur;Service;Téléphone;Date";
    let rows = [
        "CAF de l'Yonne;Correspondant back-office;03 86 00 00 01;2026-09-01",
        "CPAM de Guadeloupe;Correspondant back-office;05 90 00 00 01;2026-09-01",
        "CAF Réunion;Correspondant back-office;02 62 00 00 01;2026-09-01",
        "CAF 89;Correspondant back-office;03 86 00 00 01;2026-09-01",
        "CAF 2A;Correspondant back-office;04 95 00 00 01;2026-09-01",
        "France Travail Yonne;Correspondant back-office;03 86 00 00 01;2026-09-01",
    ];
    for row in rows {
        let desk = Desk::with(&format!("{head}\n{row}\n"));
        let run = desk.import(&["--departement", "Nièvre"]);
        assert_eq!(run.status, 1, "{}", run.out);
        assert!(unwrapped(&run.out).contains("Cette ligne nomme un autre département"), "{}", run.out);
        assert_eq!(desk.import(&["--departement", "Nièvre", "--quand-meme"]).status, 0);
    }
    // The column of the department says it too; a region is no department.
    let desk = Desk::with(
        "Département;Opérateur;Service;Téléphone;Date\n89;CAF;Correspondant back-office;03 86 00 00 01;2026-09-01\n",
    );
    assert_ne!(desk.import(&["--departement", "Nièvre"]).status, 0);
    let region = "CARSAT Centre-Val de Loire;Correspondant back-office;02 48 00 00 01;2026-09-01";
    let run = Desk::with(&format!("{head}\n{region}\n")).import(&["--departement", "Cher"]);
    assert!(!run.out.contains("autre département"), "{}", run.out);
}

#[test]
fn a_list_that_bears_a_date_of_which_nothing_is_said_certifies_nothing_today() {
    let rows = "Opérateur;Service;Téléphone\nCAF;Correspondant back-office;03 86 00 00 01\n";
    for above in ["Contacts Nièvre - Mise à jour : 31/02/2026", "Édition mars 2024", "Liste 2024"] {
        let desk = Desk::with(&format!("{above};;\n{rows}"));
        let run = desk.import(&["--departement", "Nièvre"]);
        assert_eq!(run.status, 1, "{above}: {}", run.out);
        let said = unwrapped(&run.out);
        assert!(said.contains("La liste porte une date") && said.contains("--verifie-le"), "{said}");
        assert_eq!(desk.import(&["--departement", "Nièvre", "--verifie-le", "2026-09-01"]).status, 0);
    }
    let desk = Desk::with(&format!("{rows}Mise à jour le 3 février 2024;;\n"));
    assert_eq!(desk.import(&["--departement", "Nièvre"]).status, 0);
    assert_eq!(desk.source().contacts[0].verifie_le.as_deref(), Some("2024-02-03"));
}

#[test]
fn the_day_of_a_whole_list_is_told_as_it_was_understood_and_one_to_come_is_not_taken() {
    for (written, told, day) in [
        ("septembre 2026", "« septembre 2026 » : soit le 1er septembre 2026", "2026-09-01"),
        ("12/10/2027", "« 12/10/2027 » n'est pas un jour déjà venu", TODAY),
    ] {
        let desk = Desk::with(&format!(
            "Vérifié le : {written};;\nOpérateur;Service;Téléphone\nCAF;Correspondant;03 86 00 00 01\n"
        ));
        let run = desk.import(&["--departement", "Nièvre"]);
        assert!(unwrapped(&run.out).contains(told), "{told}: {}", run.out);
        assert_eq!(desk.source().contacts[0].verifie_le.as_deref(), Some(day));
    }
    let desk = Desk::with("Opérateur;Service;Téléphone\nCAF;Correspondant;03 86 00 00 01\n");
    let run = desk.import(&["--verifie-le", "2027-10-12"]);
    assert_eq!(run.status, 2);
    assert!(unwrapped(&run.err).contains("Le 12 octobre 2027 n'est pas encore venu."), "{}", run.err);
}

#[test]
fn a_row_that_is_asked_about_shows_the_words_beside_its_number_and_they_say_who_is_proposed() {
    let desk = Desk::with("Organisme;Contact\nDDFiP;SDIF 03 86 00 00 01 (recours amiable)\n");
    let run = desk.import(&["--departement", "Nièvre"]);
    let said = unwrapped(&run.out);
    assert!(said.contains("« DDFiP, 03 86 00 00 01, SDIF (recours amiable) »"), "{said}");
    assert!(said.contains("« --reponse 2=finances-publiques/sdif »"), "{said}");
}

#[test]
fn an_import_that_writes_nothing_says_so_and_why() {
    let desk = partly(
        "Organisme;Téléphone\nMédiathèque;03 86 00 00 09\n",
        &[],
        &["Aucun fichier n'est écrit : aucune ligne n'est reprise"],
    );
    template(&desk);
    let run = desk.run(&["importer", "modèle.xlsx", "-o", "nièvre.ron"], "");
    assert!(
        unwrapped(&run.out).contains("Aucun fichier n'est écrit : aucune ligne n'est remplie."),
        "{}",
        run.out
    );
}

#[test]
fn what_the_document_says_beside_a_channel_is_completed_in_the_note() {
    let desk = whole(
        "Opérateur;Service;Courriel\nDDFiP;SGC;sgc@exemple.fr ou sgc.nord@exemple.fr\n",
        &["finances-publiques/sgc Courriel sgc@exemple.fr"],
    );
    assert_eq!(desk.source().contacts[0].note.as_deref(), Some("ou sgc.nord@exemple.fr"));
}

#[test]
fn one_goes_back_to_the_row_that_was_asked_about_before() {
    let desk =
        Desk::with("Organisme;Téléphone\nCAF de la Nièvre;03 86 00 00 01\nCPAM de Nevers;03 86 00 00 02\n");
    // The first row left by mistake; back from the second one; its contact; the second one left.
    let given = ["importer", "liste.csv", "-o", "nièvre.ron", "--accessible", "--departement", "Nièvre"];
    let run = desk.run(&given, "la liste\n\n4\nr\n1\n\n");
    assert_eq!(run.status, 1, "{}", run.err);
    desk.says(&["caf/caf-back-office Telephone 03 86 00 00 01"]);
}

#[test]
fn the_workbook_of_a_file_holds_what_it_says_and_gives_it_back() {
    let desk = Desk::new();
    let file = "(\n    format: 1,\n    departement: \"Nièvre\",\n    source: \"la liste\",\n    contacts: [\n        (operateur: \"caf\", contact: \"caf-back-office\", service: \"Pôle\", note: \"Fermé l’été\", verifie_le: \"2026-10-12\", canaux: [\n            (canal: Telephone, valeur: \"03.86.00.00.01\", horaires: \"9h-12h\", precision: \"poste 12\"),\n            (canal: Courriel, valeur: \"caf@exemple.fr\"),\n            (canal: RendezVous, horaires: \"le matin\", verifie_le: \"2026-11-02\"),\n        ]),\n        (operateur: \"msa\", contact: \"back-office\", verifie_le: \"2026-10-01\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 02\")]),\n    ],\n)\n";
    fs::write(desk.path("nièvre.ron"), file).unwrap();
    let run = desk.run(&["modele", "--tableur", "-o", "rempli.xlsx", "--local", "nièvre.ron"], "");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(unwrapped(&run.err).contains("2 déjà rempli(s), d'après nièvre.ron."), "{}", run.err);
    let run = desk.run(&["importer", "rempli.xlsx", "-o", "nièvre.ron"], "");
    assert_eq!(run.status, 0, "{}", run.out);
    assert_eq!(fs::read_to_string(desk.path("nièvre.ron")).unwrap(), file, "nothing was changed in it");
    // Read into a new file, it is the same.
    assert_eq!(desk.run(&["importer", "rempli.xlsx", "-o", "neuf.ron"], "").status, 0);
    let read =
        |name: &str| local::read(name, &fs::read_to_string(desk.path(name)).unwrap()).expect("it is sound");
    let shown = |source: Source| {
        let channel = |c: &local::LocalCanal, day: &Option<String>| {
            (
                c.canal,
                c.shown(),
                c.horaires.clone(),
                c.precision.clone(),
                c.verifie_le.clone().or(day.clone()),
            )
        };
        let of = |e: &LocalEntry| {
            let channels: Vec<_> = e.canaux.iter().map(|c| channel(c, &e.verifie_le)).collect();
            (
                e.contact.clone(),
                e.service.clone(),
                e.note.clone().map(|note| note.replace('’', "'")),
                channels,
            )
        };
        let mut all: Vec<_> = source.contacts.iter().map(of).collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    };
    assert_eq!(shown(read("neuf.ron")), shown(read("nièvre.ron")));
    // A year later, one day and one number are changed in it.
    let mut rows = cells(&desk.path("rempli.xlsx"));
    let msa = rows.iter_mut().find(|row| row[12] == "msa").expect("it has a row");
    (msa[4], msa[11]) = ("03 86 00 00 22".to_owned(), "20/11/2026".to_owned());
    save(&desk.path("rempli.xlsx"), &rows);
    let run = desk.run(&["importer", "rempli.xlsx", "-o", "nièvre.ron", "--remplacer"], "");
    assert_eq!(run.status, 0, "{}", run.out);
    let source = desk.source();
    assert_eq!(
        source.contacts[0].verifie_le.as_deref(),
        Some("2026-10-12"),
        "what was not checked keeps its day"
    );
    let msa = &source.contacts[1];
    assert_eq!(super::contact_list::shown(msa), "msa/back-office Telephone 03 86 00 00 22");
    assert_eq!(msa.canaux[0].verifie_le.as_deref(), Some("2026-11-20"));
}

/// A workbook of these cells.
fn save(path: &str, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// The cells of a workbook, row by row from its first row.
fn cells(path: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("it is a workbook");
    let sheet = book.worksheet_range_at(0).expect("it has a sheet").expect("it can be read");
    assert_eq!(sheet.start(), Some((0, 0)));
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// The workbook to fill in, as `local modele` writes it.
fn template(desk: &Desk) -> Vec<Vec<String>> {
    let run = desk.run(&["modele", "--tableur", "-o", "modèle.xlsx"], "");
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(unwrapped(&run.err).contains("43 contact(s) : 27 que"), "{}", run.err);
    cells(&desk.path("modèle.xlsx"))
}

#[test]
fn the_workbook_to_fill_in_has_a_row_a_contact_the_most_needed_first_and_reads_back_as_not_filled_in() {
    let desk = Desk::new();
    let rows = template(&desk);
    let heading = rows.iter().position(|row| row[0] == "Opérateur").expect("it has a heading");
    assert_eq!(rows[heading + 1][12..], ["assurance-maladie", "cpam-back-office"]);
    assert_eq!(rows[heading + 1][2], "31 fiches");
    assert!(rows.iter().any(|row| row[12] == "msa" && row[13] == "back-office"));
    let run = desk.run(&["importer", "modèle.xlsx", "-o", "nièvre.ron"], "");
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.contains("0 reprise(s), 0 laissée(s)"), "{}", run.out);
    assert!(fs::read(desk.path("nièvre.ron")).is_err(), "nothing was filled in: nothing is written");
}

#[test]
fn the_workbook_filled_in_gives_the_file_that_the_questions_give() {
    let desk = Desk::new();
    let mut rows = template(&desk);
    let heading = rows.iter().position(|row| row[0] == "Opérateur").expect("it has a heading");
    for (row, value) in [(1, "Nièvre"), (2, "la liste de la préfecture"), (3, "24/11/2026")] {
        rows[row][1] = value.to_owned();
    }
    let answers = all_answers();
    let set = embedded();
    let trees = crate::common::trees(&set);
    let targets = local::targets(&trees, &set.referentiel);
    for (row, (target, (_, kept))) in rows[heading + 1..].iter_mut().zip(targets.iter().zip(&answers[..20])) {
        let kind = local::fillable(&target.contact)[0];
        row[3] = kind.nom().to_owned();
        row[4].clone_from(kept);
        if matches!(kind, Canal::Telephone | Canal::RendezVous | Canal::SurPlace) {
            row[7] = "le matin".to_owned();
        }
        row[9] = "Pôle des partenaires".to_owned();
        row[10] = "Fermé le mardi.".to_owned();
    }
    save(&desk.path("rempli.xlsx"), &rows);
    let run = desk.run(&["importer", "rempli.xlsx", "-o", "nièvre.ron"], "");
    assert_eq!(run.status, 0, "{}", run.out);
    let head = ["Nièvre", "", "la liste de la préfecture"].map(str::to_owned);
    let lines: Vec<String> =
        head.into_iter().chain(answers[..20].iter().flat_map(|(lines, _)| lines.clone())).collect();
    let run = desk.run(&["remplir", "par-questions.ron"], &(lines.join("\n") + "\nq\n"));
    assert_eq!(run.status, 0, "{}", run.err);
    let read = |name: &str| fs::read_to_string(desk.path(name)).expect("it was written");
    assert_eq!(read("nièvre.ron"), read("par-questions.ron"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_list_makes_the_program_panic_and_what_it_writes_is_sound(
        cells in proptest::collection::vec("[ -~éà«»\n\u{a0}]{0,20}|0[0-9 .]{9,14}|[a-z.]{1,8}@exemple\\.fr|CAF|CPAM|Correspondant", 12)
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows: Vec<String> = cells.chunks(4).map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";")).collect();
        let desk = Desk::with(&format!("Opérateur;Service;Téléphone;Contact\n{}\n", rows.join("\n")));
        let run = desk.import(&["--departement", "Nièvre"]);
        prop_assert!([0, 1].contains(&run.status), "{}{}", run.out, run.err);
        if fs::read(desk.path("nièvre.ron")).is_ok() {
            let check = desk.run(&["verifier", "nièvre.ron"], "");
            prop_assert!(check.status < 2 && !check.out.contains("error"), "{}", check.out);
        }
    }
}

#[test]
fn a_row_of_one_number_is_told_and_two_answers_for_one_row_are_refused() {
    let desk = Desk::with("Opérateur;Service;Téléphone\nCAF;Back-office;03 86 00 00 01\n;;03 86 00 00 09\n");
    let run = desk.import(&["--departement", "Nièvre"]);
    assert!(run.status == 1 && unwrapped(&run.out).contains("03 86 00 00 09"), "{}", run.out);
    let twice = ["--departement", "Nièvre", "--reponse", "2=caf/caf", "--reponse", "2=caf/caf-back-office"];
    let refused = desk.import(&twice);
    assert!(refused.status == 2 && refused.err.contains("deux contacts"), "{}", refused.err);
}

#[test]
fn lists_that_are_read_at_once_into_one_file_all_stay() {
    let desk = Desk::new();
    let services =
        ["caf/caf-back-office", "msa/back-office", "urssaf/back-office", "france-travail/back-office"];
    let read = |rank: usize| {
        fs::write(
            desk.path(&format!("{rank}.csv")),
            format!("Opérateur;Service;Téléphone\nGuichet;Accueil;03 86 00 00 0{rank}\n"),
        )
        .unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"));
        command.current_dir(desk.0.path()).args([
            "local",
            "importer",
            &format!("{rank}.csv"),
            "-o",
            "nièvre.ron",
        ]);
        command.args(["--departement", "Nièvre", "--source", "la liste", "--verifie-le", "2026-11-01"]);
        command.args(["--reponse", &format!("2={}", services[rank])]);
        command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
        command.spawn().expect("the program runs")
    };
    let all: Vec<_> = (0..services.len()).map(read).collect();
    for mut one in all {
        assert!(one.wait().expect("it ends").success());
    }
    assert_eq!(desk.source().contacts.len(), services.len(), "none is lost");
}

#[test]
fn what_a_list_keeps_from_the_usagers_is_on_none_of_their_sheets_and_in_the_conseillers_table() {
    let ways = [
        ("Opérateur;Service;Téléphone;Note", "DDFiP;SDIF;03 86 00 61 01;ne pas communiquer au public"),
        ("Annuaire interne : ne pas diffuser\nOpérateur;Service;Téléphone", "DDFiP;SDIF;03 86 00 61 01"),
        ("Opérateur;Service;Téléphone;Diffusion", "DDFiP;SDIF;03 86 00 61 01;interne"),
        ("Opérateur;Service;Téléphone réservé aux conseillers", "DDFiP;SDIF;03 86 00 61 01"),
    ];
    for (heading, row) in ways {
        let desk = Desk::with(&format!("{heading}\n{row}\n"));
        let made = desk.import(&["--departement", "Nièvre"]);
        assert_eq!(made.status, 0, "{heading}: {}{}", made.out, made.err);
        let export = |args: &[&str]| {
            let mut command = aiguilleur();
            command.current_dir(desk.0.path()).arg("exporter").args(args).args(["--local", "nièvre.ron"]);
            Run::of(command.output().expect("the program runs")).out.replace(['\u{a0}', '\u{202f}'], " ")
        };
        let paper = export(&["fiche", "finances-publiques", "--issue"]);
        assert!(
            paper.contains("Adresse, téléphone ou site") && !paper.contains("03 86 00 61 01"),
            "{heading}"
        );
        assert!(export(&["fiche", "finances-publiques"]).contains("03 86 00 61 01"), "{heading}");
        let table = export(&["csv", "finances-publiques"]);
        let told = ["ne pas communiquer au public", "interne", "réservé aux conseillers"];
        assert!(
            table.contains("03 86 00 61 01") && told.iter().any(|words| table.contains(words)),
            "{heading}"
        );
    }
}

#[test]
fn what_the_document_gives_to_a_back_office_is_given_to_no_contact_of_the_usagers() {
    let desk = Desk::with("Opérateur;Service;Téléphone\nChèque énergie;Assistance;09 69 32 72 10\n");
    let made = desk.import(&["--departement", "Nièvre"]);
    assert!(unwrapped(&made.out).contains("le référentiel le donne au back-office"), "{}", made.out);
}

#[test]
fn many_rows_about_one_contact_are_told_in_few_words() {
    let rows: Vec<String> = (10..99).map(|at| format!("CAF;Back-office;03 86 00 00 {at}")).collect();
    let desk = Desk::with(&format!("Opérateur;Service;Téléphone\n{}\n", rows.join("\n")));
    let made = desk.import(&["--departement", "Nièvre"]);
    assert!(
        unwrapped(&made.out).contains("Les lignes 2, 3, 4, 5, 6, 7, 8, 9 et 81 autres disent autre chose"),
        "{}",
        made.out
    );
}

#[test]
fn what_is_struck_out_of_a_page_is_not_read_and_what_stands_beside_its_tables_is_told() {
    let desk = Desk::new();
    let page = "<html><body><p>MSA : 03 86 00 70 04</p><table><tr><th>Opérateur</th><th>Service</th><th>Téléphone</th></tr>\
                <tr><td>CAF</td><td>Back-office</td><td><s>03 86 00 70 02</s> 03 86 00 70 03</td></tr></table></body></html>";
    fs::write(desk.path("liste.html"), page).expect("it can be written to");
    let made = desk.run(&["importer", "liste.html", "-o", "nièvre.ron", "--departement", "Nièvre"], "");
    desk.says(&["caf/caf-back-office Telephone 03 86 00 70 03"]);
    let told = unwrapped(&made.out);
    assert!(told.contains("1 passage(s) barré(s)") && told.contains("hors des tableaux"), "{told}");
}
