//! Local contacts: they fill what the document leaves open, and can contradict nothing.

use crate::common;
use std::fs;
use std::path::Path;

use crate::common::{Run, aiguilleur, embedded, path, tree};
use aiguilleur::pages::sheet;
use aiguilleur::ui::layout;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{self, LocalEntry, Source};
use aiguilleur_core::tree::Tree;
use aiguilleur_core::walk::endings;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

const TODAY: &str = "2026-11-24";

const DEPARTEMENT: &str = r#"#![enable(implicit_some)]
(
    format: 1,
    departement: "Nièvre",
    verifie_le: "2026-09-30",
    source: "la liste de la préfecture",
    contacts: [
        (
            operateur: "caf",
            contact: "caf-back-office",
            service: "Pôle des partenaires",
            note: "Fermé le mardi.",
            canaux: [
                (canal: Telephone, valeur: "03 86 00 00 01", horaires: "de 9h00 à 12h00"),
                (canal: Courriel, valeur: "partenaires@exemple.fr"),
            ],
        ),
        (operateur: "caf", contact: "caf", verifie_le: "2026-01-15", canaux: [(canal: Telephone, valeur: "32 30")]),
        (operateur: "finances-publiques", contact: "back-office-ddfip", canaux: [
            (canal: Telephone, valeur: "03 86 00 00 02"),
        ]),
    ],
)
"#;

const MAISON: &str = r#"(
    format: 1,
    departement: "Nièvre",
    maison: "France services de Clamecy",
    verifie_le: "2026-11-02",
    source: "la maison",
    contacts: [
        (operateur: "caf", contact: "caf-back-office", canaux: [(canal: Telephone, valeur: "03 86 00 00 09")]),
    ],
)
"#;

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn source(text: &str) -> Source {
    local::read("local.ron", text).expect("the file can be read")
}

fn completed(operateur: &str, text: &str) -> Tree {
    let set = embedded();
    let mut tree = tree(&set, operateur);
    local::complete(&mut tree, &source(text), today());
    tree
}

/// Runs the program on the day of these tests, with no contacts but those it is given.
fn run(args: &[&str], settings: &[(&str, &str)]) -> Run {
    let home = TempDir::new().expect("a temporary folder can be made");
    let mut command = aiguilleur();
    command
        .env("AIGUILLEUR_DATE", TODAY)
        .env(common::CONFIGURATION, home.path())
        .env_remove("AIGUILLEUR_LOCAL");
    let output = command.args(args).envs(settings.iter().copied()).output().expect("the program runs");
    Run {
        status: output.status.code().expect("the program is not killed"),
        out: String::from_utf8(output.stdout).expect("the result is text"),
        err: String::from_utf8(output.stderr).expect("the messages are text"),
    }
}

fn written(folder: &TempDir, name: &str, text: &str) -> String {
    let file = folder.path().join(name);
    fs::write(&file, text).expect("a temporary file can be written");
    file.to_str().expect("temporary folders have plain names").to_owned()
}

fn record(args: &[&str], settings: &[(&str, &str)]) -> Value {
    let run = run(args, settings);
    assert_eq!(run.status, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("the result is JSON")
}

/// An interview with the CAF that ends at its back-office.
const BLOCKED: [&str; 11] = [
    "guider",
    "caf",
    "--reponse",
    "urgence=non",
    "--reponse",
    "theme=logement",
    "--reponse",
    "logement=adresse",
    "--reponse",
    "blocage=oui",
    "--json",
];

#[test]
fn a_local_contact_stands_in_the_place_of_what_the_document_leaves_open() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", DEPARTEMENT);
    let national = record(&BLOCKED, &[]);
    assert_eq!(national["contacts"][0]["canal"], "local");
    assert!(national["contacts"][0].get("local").is_none(), "the contract's fields, and no other");
    let mut args = vec!["--local", &file];
    args.extend(BLOCKED);
    let local = record(&args, &[]);
    let contacts = local["contacts"].as_array().unwrap();
    let said: Vec<(&str, &str)> =
        contacts.iter().map(|c| (c["canal"].as_str().unwrap(), c["valeur"].as_str().unwrap())).collect();
    assert_eq!(said, [("telephone", "03 86 00 00 01"), ("courriel", "partenaires@exemple.fr")]);
    assert_eq!(contacts[0]["local"]["verifie_le"], "2026-09-30");
    assert_eq!(contacts[0]["local"]["perime"], false);
    assert_eq!(contacts[0]["local"]["service"], "Pôle des partenaires");
}

#[test]
fn nothing_but_contacts_changes_and_no_outcome_moves() {
    let set = embedded();
    for operateur in ["caf", "finances-publiques"] {
        let before = tree(&set, operateur);
        let after = completed(operateur, DEPARTEMENT);
        let routes = |tree: &Tree| -> Vec<String> {
            let one = |ending: aiguilleur_core::walk::Ending<'_>| {
                let path: Vec<_> = ending.path.iter().map(|edge| edge.ids()).collect();
                let outcome = ending.outcome;
                let conduite = outcome.conduite.map(|conduite| format!("{:?}", conduite.etapes));
                format!(
                    "{path:?} {:?} {:?} {conduite:?}",
                    outcome.request.categorie(),
                    outcome.request.lignes()
                )
            };
            endings(tree).map(one).collect()
        };
        assert_eq!(routes(&before), routes(&after), "{operateur}");
    }
}

#[test]
fn a_number_that_the_document_leaves_out_serves_the_step_that_names_the_telephone() {
    // finances-publiques-04 : « par téléphone ou Administration+ ».
    let tree = completed("finances-publiques", DEPARTEMENT);
    let urgent = endings(&tree)
        .find(|ending| ending.outcome.request.lignes().contains(&"finances-publiques-04".to_owned()))
        .expect("the row is reached");
    let valeurs: Vec<_> =
        urgent.outcome.contacts().iter().map(|(_, channel)| channel.valeur.clone()).collect();
    assert_eq!(valeurs, [Some("03 86 00 00 02".to_owned()), None]);
}

#[test]
fn what_the_document_says_beside_stays() {
    let text = DEPARTEMENT.replace(
        "operateur: \"caf\", contact: \"caf\"",
        "operateur: \"assurance-retraite\", contact: \"operateur-activite\"",
    );
    let tree = completed("assurance-retraite", &text);
    let open = &tree.contact("operateur-activite").unwrap().canaux[0];
    let said: Vec<_> = open.in_force().iter().map(|c| (c.valeur.as_deref(), c.precision.is_some())).collect();
    assert_eq!(said, [(Some("32 30"), false), (None, true)]);
    assert!(open.in_force().iter().all(|channel| !channel.is_open()));
}

#[test]
fn the_sheet_says_where_a_contact_comes_from_and_when_it_has_grown_old() {
    let set = embedded();
    let tree = completed("caf", DEPARTEMENT);
    for (name, ligne) in [("frais", "caf-10"), ("perime", "caf-11")] {
        let ending = endings(&tree)
            .find(|ending| {
                let outcome = ending.outcome;
                outcome.conduite.is_some() && outcome.request.lignes().contains(&ligne.to_owned())
            })
            .expect("the row is reached");
        for width in [80, 40] {
            let blocks = sheet::blocks(&ending.outcome, &set.referentiel);
            insta::assert_snapshot!(format!("{name}_{width}"), layout::text(&layout::blocks(&blocks, width)));
        }
    }
}

#[test]
fn a_contact_is_old_the_day_after_its_sixth_month() {
    for (day, stale) in [("2026-07-15", false), ("2026-07-16", true)] {
        let set = embedded();
        let mut tree = tree(&set, "caf");
        local::complete(&mut tree, &source(DEPARTEMENT), day.parse().unwrap());
        let channel = &tree.contact("caf").unwrap().canaux[0].in_force()[0];
        assert_eq!(channel.local.as_ref().unwrap().stale, stale, "{day}");
    }
}

#[test]
fn the_file_is_the_one_named_then_that_of_the_environment_then_that_of_the_folder() {
    let folder = TempDir::new().unwrap();
    let named = written(&folder, "a.ron", &DEPARTEMENT.replace("00 00 01", "11 11 11"));
    let of_environment = written(&folder, "b.ron", &DEPARTEMENT.replace("00 00 01", "22 22 22"));
    let home = folder.path().join("config");
    fs::create_dir_all(home.join("aiguilleur")).unwrap();
    fs::write(home.join("aiguilleur/local.ron"), DEPARTEMENT.replace("00 00 01", "33 33 33")).unwrap();
    let home = home.to_str().unwrap();
    let number = |args: &[&str], settings: &[(&str, &str)]| {
        let args: Vec<&str> = args.iter().copied().chain(BLOCKED).collect();
        record(&args, settings)["contacts"][0]["valeur"].as_str().map(str::to_owned)
    };
    let (home, env) = ((common::CONFIGURATION, home), ("AIGUILLEUR_LOCAL", of_environment.as_str()));
    assert_eq!(number(&["--local", &named], &[home, env]).as_deref(), Some("03 86 11 11 11"));
    assert_eq!(number(&[], &[home, env]).as_deref(), Some("03 86 22 22 22"));
    assert_eq!(number(&[], &[home]).as_deref(), Some("03 86 33 33 33"));
    assert_eq!(number(&["--local", "aucun"], &[home, env]), None);
    assert_eq!(number(&[], &[home, ("AIGUILLEUR_LOCAL", "aucun")]), None);
}

#[test]
fn a_named_file_that_is_unsound_is_refused_and_one_in_the_folder_keeps_nobody_from_working() {
    let folder = TempDir::new().unwrap();
    let broken = DEPARTEMENT.replace("03 86 00 00 01", "03-86");
    let file = written(&folder, "local.ron", &broken);
    let named = run(&["--local", &file, "lister", "caf"], &[]);
    assert_eq!((named.status, named.out.as_str()), (2, ""));
    assert!(named.err.contains("n'est pas un numéro") && named.err.contains("local.ron:14"), "{}", named.err);
    let missing = run(&["--local", "nulle-part.ron", "lister"], &[]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("Vérifiez le chemin"), "{}", missing.err);

    let home = folder.path().join("config");
    fs::create_dir_all(home.join("aiguilleur")).unwrap();
    fs::write(home.join("aiguilleur/local.ron"), &broken).unwrap();
    let settings = [(common::CONFIGURATION, home.to_str().unwrap())];
    let guided = record(&BLOCKED, &settings);
    assert_eq!(guided["contacts"][0]["canal"], "local", "nothing of an unsound file is taken");
    let told = run(&["guider", "--accessible"], &settings);
    assert!(told.err.contains("Vos contacts locaux ne sont pas pris"), "{}", told.err);
}

#[test]
fn the_first_page_says_whose_contacts_are_shown() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", MAISON);
    let run = run(&["guider", "--accessible", "--local", &file], &[]);
    assert!(run.err.contains("contacts locaux : Nièvre, France"), "{}", run.err);
}

#[test]
fn what_is_missing_comes_most_needed_first_and_what_is_filled_is_not_missing() {
    let listed = record(&["local", "manquants", "--json"], &[]);
    let listed = listed.as_array().unwrap();
    let counts: Vec<u64> = listed.iter().map(|one| one["issues"].as_u64().unwrap()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "whatever their opérateur: {counts:?}");
    // Each count is that of the outcomes that show the contact with an open channel.
    let set = embedded();
    let caf = tree(&set, "caf");
    let shown = endings(&caf).filter(|ending| {
        ending.outcome.contacts().iter().any(|(contact, channel)| contact.id == "caf" && channel.is_open())
    });
    let told = listed.iter().find(|one| one["contact"] == "caf").unwrap();
    assert_eq!(told["issues"].as_u64().unwrap(), shown.count() as u64);

    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", DEPARTEMENT);
    let rest = record(&["local", "manquants", "caf", "--json", "--local", &file], &[]);
    assert_eq!(rest.as_array().unwrap().len(), 0);
    let said = run(&["local", "manquants"], &[]);
    assert!(
        said.out.contains("31 fiches : Assurance maladie, les correspondants en back-office de la CPAM"),
        "{}",
        said.out
    );
    let all = common::unwrapped(&said.out);
    assert!(
        all.contains("43 contact(s) : 27 que le référentiel laisse à compléter, 9 facultatif(s)"),
        "{all}"
    );
}

#[test]
fn the_template_holds_every_missing_contact_and_asks_for_its_department_first() {
    let folder = TempDir::new().unwrap();
    let model = folder.path().join("modele.ron");
    let model = model.to_str().unwrap();
    assert_eq!(run(&["local", "modele", "-o", model], &[]).status, 0);
    let blank = run(&["local", "verifier", model], &[]);
    assert_eq!(blank.status, 1);
    assert_eq!(blank.out.matches("erreur[").count(), 1, "{}", blank.out);
    assert!(blank.out.contains("de quel département"), "{}", blank.out);

    // Filled in by hand: one number, the department, the day, the source.
    let filled = common::filled(&fs::read_to_string(model).unwrap());
    fs::write(model, &filled).unwrap();
    let verified = run(&["local", "verifier", model], &[]);
    assert_eq!(verified.status, 0, "{}", verified.out);
    assert!(verified.out.contains("1 contact(s) rempli(s)"), "{}", verified.out);
    let missing = record(&["local", "manquants", "--json"], &[]);
    let entries = source(&filled).contacts;
    for one in missing.as_array().unwrap() {
        let listed = |entry: &&local::LocalEntry| {
            one["operateur"] == *entry.operateur && one["contact"] == *entry.contact
        };
        assert_eq!(entries.iter().filter(listed).count(), 1, "{one}");
    }
    let again = run(&["local", "modele", "-o", model], &[]);
    assert_eq!(again.status, 2);
    assert_eq!(fs::read_to_string(model).unwrap(), filled, "what was filled in is not written over");
}

#[test]
fn a_department_and_its_maisons_are_put_in_one_file_and_nothing_of_either_is_lost() {
    let folder = TempDir::new().unwrap();
    let far = written(&folder, "departement.ron", DEPARTEMENT);
    let near = written(&folder, "maison.ron", MAISON);
    let cosne = MAISON.replace("France services de Clamecy", "Cosne").replace("00 09", "00 08");
    let cosne = written(&folder, "cosne.ron", &cosne);
    let one = run(&["local", "fusionner", &far, &near, &cosne], &[]);
    let other = run(&["local", "fusionner", &near, &cosne, &far], &[]);
    assert_eq!((one.status, &one.out), (0, &other.out), "{}", one.err);
    let said = common::unwrapped(&one.err);
    assert!(said.contains("À part, sous « maisons » : France services de Clamecy, Cosne."), "{said}");
    let merged = source(&one.out);
    let number = |contacts: &[LocalEntry]| contacts[0].canaux[0].shown();
    assert_eq!((merged.maison.as_deref(), merged.contacts.len()), (None, 3));
    assert_eq!(number(&merged.contacts).as_deref(), Some("03 86 00 00 01"), "the department's own stays");
    let of: Vec<_> = merged.maisons.iter().map(|m| (m.nom.as_str(), number(&m.contacts).unwrap())).collect();
    let expected = [("France services de Clamecy", "03 86 00 00 09"), ("Cosne", "03 86 00 00 08")];
    assert_eq!(of, expected.map(|(nom, number)| (nom, number.to_owned())));
    assert_eq!(merged.maisons[0].contacts[0].canaux[0].verifie_le.as_deref(), Some("2026-11-02"));
    // Once more, with what is in it already.
    let both = written(&folder, "local.ron", &one.out);
    assert_eq!(run(&["local", "verifier", &both], &[]).out.matches("erreur[").count(), 0);
    assert_eq!(run(&["local", "fusionner", &both, &near], &[]).out, one.out);
    // A maison by itself stays one; it is chosen by its name, and filled in under no other.
    let alone = run(&["local", "fusionner", &near, &near], &[]);
    assert_eq!(source(&alone.out).maison.as_deref(), Some("France services de Clamecy"));
    assert_eq!(run(&["diagnostic", "--local", &near, "--maison", "clamecy"], &[]).status, 0);
    for command in [&["remplir"][..], &["importer", &far, "-o"]] {
        let args = [&["local"], command, &[&near, "--maison", "Cosne"]].concat();
        let refused = run(&args, &[]);
        assert_eq!(refused.status, 2, "{args:?}");
    }
    let refused = common::unwrapped(&run(&["local", "remplir", &near, "--maison", "Cosne"], &[]).err);
    assert!(refused.contains("est le fichier de la maison « France services de Clamecy »"), "{refused}");
}

#[test]
fn two_services_of_one_contact_are_never_mixed() {
    let folder = TempDir::new().unwrap();
    let antenne = MAISON.replace(
        "contact: \"caf-back-office\",",
        "contact: \"caf-back-office\", service: Some(\"Antenne de Clamecy\"),",
    );
    let files = ["departement.ron", "maison.ron"];
    let files =
        files.map(|name| written(&folder, name, if name == "maison.ron" { &antenne } else { DEPARTEMENT }));
    let merged = run(&["local", "fusionner", &files[0], &files[1]], &[]).out;
    let file = written(&folder, "local.ron", &merged);
    let shown = run(&[&BLOCKED[..], &["--local", &file, "--maison", "Clamecy"]].concat(), &[]).out;
    assert!(shown.contains("Antenne de Clamecy") && shown.contains("03 86 00 00 09"), "{shown}");
    assert!(!shown.contains("partenaires@exemple.fr") && !shown.contains("Fermé le mardi"), "{shown}");
    // Of two files of the department, the one that was checked last holds, and what is lost is told.
    let other = antenne.replace("    maison: \"France services de Clamecy\",\n", "");
    let other = written(&folder, "autre.ron", &other);
    for order in [[&files[0], &other], [&other, &files[0]]] {
        let run = run(&["local", "fusionner", order[0], order[1]], &[]);
        let kept = &source(&run.out).contacts.into_iter().find(|c| c.contact == "caf-back-office").unwrap();
        assert_eq!(
            (kept.service.as_deref(), kept.canaux.len()),
            (Some("Antenne de Clamecy"), 1),
            "{}",
            run.err
        );
        let said = common::unwrapped(&run.err);
        assert!(said.contains("Courriel : « Antenne de Clamecy » (Nièvre, "), "{said}");
        assert!(said.contains("remplace « partenaires@exemple.fr » (Nièvre, "), "{said}");
    }
}

#[test]
fn of_two_files_of_one_department_what_was_checked_last_wins_whatever_their_order() {
    let folder = TempDir::new().unwrap();
    let file = |number: &str, day: &str| {
        format!(
            "(format: 1, departement: \"Nièvre\", source: \"la liste\", contacts: [(operateur: \"caf\", contact: \"caf-back-office\", verifie_le: \"{day}\", canaux: [(canal: Telephone, valeur: \"{number}\")])])"
        )
    };
    let new = written(&folder, "a.ron", &file("03 86 00 00 02", "2026-11-20"));
    let old = written(&folder, "b.ron", &file("03 86 00 00 01", "2026-11-10"));
    for files in [[&new, &old], [&old, &new]] {
        let run = run(&["local", "fusionner", files[0], files[1]], &[]);
        assert_eq!(source(&run.out).contacts[0].canaux[0].valeur.as_deref(), Some("03 86 00 00 02"));
        let said = common::unwrapped(&run.err);
        assert!(
            said.contains("« 03 86 00 00 02 » (Nièvre, ") && said.contains("remplace « 03 86 00 00 01 »"),
            "{said}"
        );
    }
}

#[test]
fn files_of_two_places_are_not_put_in_one() {
    let folder = TempDir::new().unwrap();
    let one = written(&folder, "58.ron", DEPARTEMENT);
    let other = written(&folder, "89.ron", &MAISON.replace("Nièvre", "Yonne"));
    let refused = run(&["local", "fusionner", &one, &other], &[]);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("« Nièvre » et « Yonne »"), "{}", refused.err);
}

#[test]
fn a_merged_file_replaces_another_in_one_go_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let far = written(&folder, "departement.ron", DEPARTEMENT);
    let into = written(&folder, "local.ron", "l'ancien");
    let refused = run(&["local", "fusionner", &far, "-o", &into], &[]);
    assert_eq!(refused.status, 2);
    assert!(common::unwrapped(&refused.err).contains("« --remplacer »"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&into).unwrap(), "l'ancien", "what a person filled in stays");
    assert_eq!(run(&["local", "fusionner", &far, "-o", &into, "--remplacer"], &[]).status, 0);
    assert_eq!(source(&fs::read_to_string(&into).unwrap()).contacts.len(), 3);
    let nowhere = folder.path().join("absent/local.ron");
    let refused = run(&["local", "fusionner", &far, "-o", nowhere.to_str().unwrap()], &[]);
    assert_eq!(refused.status, 2);
    assert!(common::unwrapped(&refused.err).contains("Ce dossier n'existe pas"), "{}", refused.err);
    assert!(!Path::new(path(&folder)).join("absent").exists());
}

#[test]
fn what_is_merged_is_never_written_over_by_the_result() {
    let folder = TempDir::new().unwrap();
    let far = written(&folder, "departement.ron", DEPARTEMENT);
    let near = written(&folder, "maison.ron", MAISON);
    let refused = run(&["local", "fusionner", &far, &near, "-o", &far], &[]);
    assert_eq!(refused.status, 2);
    assert!(common::unwrapped(&refused.err).contains("l'un de ceux"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&far).unwrap(), DEPARTEMENT);
}

#[test]
#[cfg(unix)]
fn a_result_goes_where_a_link_leads_and_keeps_the_rights_of_the_file() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = TempDir::new().unwrap();
    let far = written(&folder, "departement.ron", DEPARTEMENT);
    let target = written(&folder, "cible.ron", "l'ancien");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
    let link = folder.path().join("lien.ron");
    symlink(&target, &link).unwrap();
    assert_eq!(
        run(&["local", "fusionner", &far, "-o", link.to_str().unwrap(), "--remplacer"], &[]).status,
        0
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("caf-back-office"));
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(run(&["local", "fusionner", &far, "-o", "/dev/null"], &[]).status, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file(), "a device is written to, not replaced");
}

#[test]
fn nothing_local_is_said_of_a_channel_that_is_national_all_the_same() {
    // caf-05: the back-office, by Administration+ alone.
    let set = embedded();
    let tree = completed("caf", DEPARTEMENT);
    let urgent = endings(&tree).find(|ending| ending.outcome.urgence()).unwrap();
    let text = layout::text(&layout::blocks(&sheet::blocks(&urgent.outcome, &set.referentiel), 80));
    assert!(text.contains("Administration+"), "{text}");
    assert!(!text.contains("Pôle des partenaires") && !text.contains("Contact local"), "{text}");
}

#[test]
fn a_broken_file_of_the_folder_is_told_on_the_first_question_too() {
    let home = TempDir::new().unwrap();
    fs::create_dir_all(home.path().join("aiguilleur")).unwrap();
    fs::write(home.path().join("aiguilleur/local.ron"), "(").unwrap();
    let settings = [(common::CONFIGURATION, home.path().to_str().unwrap())];
    for args in [&["guider", "caf", "--accessible"][..], &["lister", "caf"], &["local", "manquants"]] {
        let told = run(args, &settings).err;
        assert_eq!(told.matches("ne sont pas pris").count(), 1, "{args:?}: {told}");
    }
}

#[test]
fn no_character_of_a_file_reaches_the_terminal_as_a_command() {
    let folder = TempDir::new().unwrap();
    for odd in ["\u{9b}31m", "\u{1b}[31m", "\u{202e}", "\u{200b}"] {
        for field in ["Pôle des partenaires", "caf-back-office", "2026-09-30"] {
            let file = written(&folder, "local.ron", &DEPARTEMENT.replace(field, &format!("a{odd}b")));
            let verified = run(&["local", "verifier", &file], &[]);
            assert_eq!(verified.status, 1, "{odd:?} in {field}");
            assert!(!verified.out.contains(odd), "{odd:?} in {field}: {}", verified.out);
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = local::read("local.ron", &text);
    }

    #[test]
    fn a_file_cut_anywhere_is_read_or_refused_with_a_place(at in 0..DEPARTEMENT.len()) {
        if let Some(cut) = DEPARTEMENT.get(..at)
            && let Err(findings) = local::read("local.ron", cut)
        {
            prop_assert!(findings.iter().all(|finding| finding.snippet.is_some()));
        }
    }

    #[test]
    fn what_is_written_is_read_back(service in "[ -~éàœ«»\"\\\\]{1,40}", valeur in "[0-9 ]{1,12}") {
        let mut file = source(DEPARTEMENT);
        file.contacts[0].service = Some(service.clone());
        file.contacts[0].canaux[0].valeur = Some(valeur.clone());
        let again = source(&local::text(&file));
        let kept = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        let trimmed = |text: Option<String>| text.map(|text| text.trim().to_owned());
        prop_assert_eq!(trimmed(again.contacts[0].service.clone()), trimmed(kept(&service)));
        prop_assert_eq!(trimmed(again.contacts[0].canaux[0].valeur.clone()), trimmed(kept(&valeur)));
    }
}

/// The department, with a maison of its own number for the CAF.
fn with_maisons() -> String {
    let maisons = "    maisons: [\n        (nom: \"France services de Clamecy\", verifie_le: \"2026-11-02\", source: \"la maison\", contacts: [\n            // Le matin.\n            (operateur: \"caf\", contact: \"caf-back-office\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 09\")]),\n        ]),\n        (nom: \"Cosne\", contacts: []),\n    ],\n)\n";
    DEPARTEMENT.trim_end().strip_suffix(')').expect("it ends with a bracket").to_owned() + maisons
}

#[test]
fn a_maison_of_the_department_stands_before_it_where_it_is_chosen() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", &with_maisons());
    let number = |more: &[&str]| {
        let outcome = record(&[&BLOCKED[..], &["--local", &file], more].concat(), &[]);
        let contacts = outcome["contacts"].as_array().expect("it has contacts").clone();
        let channel = |canal: &str| {
            contacts.iter().find(|contact| contact["canal"] == canal).expect("it is there").clone()
        };
        (channel("telephone")["valeur"].clone(), channel("courriel")["valeur"].clone())
    };
    let courriel = Value::from("partenaires@exemple.fr");
    assert_eq!(number(&[]), ("03 86 00 00 01".into(), courriel.clone()));
    for name in ["France services de Clamecy", "clamecy"] {
        assert_eq!(number(&["--maison", name]), ("03 86 00 00 09".into(), courriel.clone()), "{name}");
    }
    let other = run(&[&BLOCKED[..], &["--local", &file, "--maison", "Nevers"]].concat(), &[]);
    assert_eq!(other.status, 2);
    assert!(
        common::unwrapped(&other.err).contains("Maisons : France services de Clamecy, Cosne"),
        "{}",
        other.err
    );
    let none = run(&[&BLOCKED[..], &["--maison", "Clamecy"]].concat(), &[]);
    assert_eq!(none.status, 2, "there is no file to choose it in: {}", none.err);
}

#[test]
fn which_maison_is_in_force_is_said() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", &with_maisons());
    for (more, told) in [
        (&["--maison", "clamecy"][..], "Nièvre, France services de Clamecy"),
        (&[], "pour une maison : « --maison NOM »"),
    ] {
        let said = run(&[&["diagnostic", "--local", &file], more].concat(), &[]);
        assert!(common::unwrapped(&said.out).contains(told), "{}", said.out);
        let page = run(&[&["--accessible", "--local", &file], more].concat(), &[]);
        assert!(common::unwrapped(&page.err).contains(told), "{}", page.err);
    }
}

#[test]
fn the_contacts_of_a_maison_are_checked_and_grow_old_like_any() {
    let folder = TempDir::new().unwrap();
    let wrong = with_maisons().replace("03 86 00 00 09", "03 86");
    let found = run(&["local", "verifier", &written(&folder, "faux.ron", &wrong)], &[]);
    assert_eq!(found.status, 1, "{}", found.out);
    assert!(found.out.contains("« 03 86 » n'est pas un numéro"), "{}", found.out);
    let line = wrong.lines().position(|line| line.contains("\"03 86\"")).expect("it is there") + 1;
    assert!(found.out.contains(&format!("faux.ron:{line}:")), "{}", found.out);
    let twice = with_maisons().replace("\"Cosne\"", "\"France services de Clamecy\"");
    let found = run(&["local", "verifier", &written(&folder, "deux.ron", &twice)], &[]);
    assert!(found.out.contains("n'a pas de nom à elle"), "{}", found.out);
    let old = with_maisons().replace("2026-11-02", "2025-11-02");
    let aged = run(&["local", "perimes", &written(&folder, "vieux.ron", &old)], &[]);
    assert!(
        common::unwrapped(&aged.out).contains("caf-back-office (France services de Clamecy)"),
        "{}",
        aged.out
    );
}

#[test]
fn a_maison_is_filled_in_in_the_file_of_its_department_and_its_comments_stay() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "local.ron", &with_maisons());
    let list = written(&folder, "liste.csv", "Opérateur;Service;Téléphone\nMSA;Référent;03 86 00 00 07\n");
    for maison in ["clamecy", "Decize"] {
        let run = run(&["local", "importer", &list, "-o", &file, "--maison", maison], &[]);
        assert_eq!(run.status, 0, "{}{}", run.out, run.err);
        assert!(common::unwrapped(&run.out).contains("--maison "), "how to try it: {}", run.out);
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("// Le matin."), "{text}");
    assert!(
        text.contains("\n                (\n                    operateur: \"msa\""),
        "it stands as deep as it is: {text}"
    );
    let source = source(&text);
    assert!(source.contacts.iter().all(|contact| contact.operateur != "msa"), "the department is as it was");
    let of = |at: usize| source.maisons[at].contacts.iter().map(|c| c.operateur.as_str()).collect::<Vec<_>>();
    assert_eq!(source.maisons[2].nom, "Decize");
    assert_eq!((of(0), of(1), of(2)), (vec!["caf", "msa"], vec![], vec!["msa"]));
    assert_eq!(run(&["local", "verifier", &file], &[]).status, 1, "the old date alone is told");
}

#[test]
fn a_search_in_json_tells_the_back_office_of_an_operateur_without_a_table() {
    let folder = TempDir::new().unwrap();
    let text = DEPARTEMENT.replace(
        "contacts: [\n",
        "contacts: [\n(operateur: \"france-titres\", contact: \"back-office\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 05\")]),\n",
    );
    let file = written(&folder, "local.ron", &text);
    let found = record(&["chercher", "permis de conduire", "--json", "--local", &file], &[]);
    let titres = found
        .as_array()
        .unwrap()
        .iter()
        .find(|hit| hit["operateur"] == "france-titres")
        .expect("it is found");
    assert_eq!(titres["categorie"], "non_fourni");
    assert_eq!(titres["contacts"][0]["valeur"], "03 86 00 00 05");
    assert_eq!(titres["contacts"][0]["local"]["verifie_le"], "2026-09-30");
    let without = record(&["chercher", "permis de conduire", "--json", "--local", "aucun"], &[]);
    assert!(without.as_array().unwrap().iter().all(|hit| hit.get("contacts").is_none()), "{without}");
}

#[test]
fn what_the_document_gives_is_not_contradicted_beside_it_either() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for (canal, told) in [
        ("canal: Telephone, precision: \"ou 36 47\"", "« 36 47 » le contredit"),
        ("canal: Telephone, prix: \"3 euros la minute\"", "dit déjà « service gratuit + prix de l'appel »"),
        ("canal: Telephone, precision: \"ou cpam@exemple.fr\"", "« cpam@exemple.fr » le contredit"),
        ("canal: RendezVous, valeur: \"au 36 47\"", "« 36 47 » le contredit"),
    ] {
        let text = format!(
            "#![enable(implicit_some)]\n(format: 1, departement: \"Nièvre\", verifie_le: \"2026-11-01\", source: \"CPAM\", contacts: [\
             (operateur: \"assurance-maladie\", contact: \"assurance-maladie\", canaux: [({canal})])])"
        );
        let file = written(&folder, "local.ron", &text);
        let run = run(&["local", "verifier", &file], &[]);
        assert_eq!(run.status, 1, "{canal}: {}", run.out);
        assert!(run.out.contains(told), "{canal}: {}", run.out);
    }
}

#[test]
fn a_contact_without_a_day_that_exists_is_not_told_to_be_fresh() {
    let folder = TempDir::new().unwrap();
    for day in ["2026-02-29", "9999-12-31", ""] {
        let file = format!(
            "(format: 1, departement: \"Nièvre\", source: \"la liste\", contacts: [(operateur: \"caf\", contact: \"caf-back-office\", verifie_le: \"{day}\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 01\")])])"
        );
        let path = written(&folder, "a.ron", &file);
        let aged = run(&["local", "perimes", &path], &[]);
        assert!(aged.status == 2 && aged.err.contains("1 contact(s)"), "{day}: {}{}", aged.out, aged.err);
    }
}

#[test]
fn an_operateur_without_a_table_has_its_contact_among_those_that_are_missing() {
    let of = run(&["local", "manquants", "msa"], &[]);
    assert_eq!(of.status, 0, "{}", of.err);
    assert!(common::unwrapped(&of.out).contains("1 d'opérateurs sans tableau"), "{}", of.out);
    assert_eq!(run(&["local", "manquants", "mssa"], &[]).status, 2);
}

#[test]
fn what_a_department_keeps_from_the_usagers_stays_so_whatever_a_maison_says() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = format!("{}/local.ron", path(&folder));
    let text = r#"(format: 1, departement: "Nièvre", verifie_le: "2026-11-02", source: "la liste",
    contacts: [(operateur: "caf", contact: "caf", note: "Liste rouge", canaux: [(canal: Telephone, valeur: "03 86 00 00 07")])],
    maisons: [(nom: "Clamecy", contacts: [(operateur: "caf", contact: "caf", note: "Fermé le mardi", canaux: [(canal: Courriel, valeur: "accueil@caf.exemple.fr")])])])"#;
    fs::write(&file, text).expect("it can be written to");
    let paper = |more: &[&str]| {
        let mut command = aiguilleur();
        command.args(["exporter", "fiche", "caf", "--issue", "--local", &file]).args(more);
        let run = Run::of(command.output().expect("the program runs"));
        run.out.replace(['\u{a0}', '\u{202f}'], " ")
    };
    for more in [&[][..], &["--maison", "Clamecy"]] {
        let paper = paper(more);
        assert!(!paper.contains("03 86 00 00 07"), "{more:?}");
        assert!(
            paper.contains("un numéro n'est pas sur cette feuille") && paper.contains("Liste rouge"),
            "{more:?}"
        );
    }
}
