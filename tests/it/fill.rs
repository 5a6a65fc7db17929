//! `local remplir`: contacts asked for one after the other, by lines and in a pseudo-terminal.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use crate::common::{Run, aiguilleur, embedded, unwrapped};
use aiguilleur_core::local::{self, LocalEntry, Source};
use aiguilleur_core::tree::Canal;
use proptest::prelude::*;
use tempfile::TempDir;

const TODAY: &str = "2026-11-24";

/// A desk: a folder, and the file that is filled in.
struct Desk {
    _folder: TempDir,
    file: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let file = folder.path().join("nièvre.ron");
        Self { _folder: folder, file }
    }

    fn file(&self) -> &str {
        self.file.to_str().expect("its name is text")
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.file).expect("the file was written")
    }

    fn source(&self) -> Source {
        local::read("nièvre.ron", &self.text()).expect("what was written can be read")
    }

    /// Answers these lines.
    fn fill(&self, lines: &[&str]) -> Run {
        let mut command = aiguilleur();
        command.env("AIGUILLEUR_DATE", TODAY).args(["local", "remplir", self.file()]);
        Run::of(command.write_stdin(lines.join("\n") + "\n").output().expect("the program runs"))
    }

    /// The check finds nothing wrong.
    fn is_sound(&self) {
        let mut command = aiguilleur();
        command.env("AIGUILLEUR_DATE", TODAY).args(["local", "verifier", self.file()]);
        let run = Run::of(command.output().expect("the program runs"));
        assert_eq!(run.status, 0, "{}", run.out);
    }
}

const HEAD: [&str; 3] = ["Nièvre", "", "la liste de la préfecture"];

/// One contact of any channel, by telephone.
fn by_telephone(number: &str) -> Vec<&str> {
    // Fill it in; service, channel, number, hours, precision, no other, note, day, source, keep.
    vec!["1", "Pôle des partenaires", "1", number, "le matin", "", "2", "Fermé le mardi.", "", "", "1"]
}

/// What fills in each contact in turn, and the value that is kept of it.
pub(crate) fn all_answers() -> Vec<(Vec<String>, String)> {
    let set = embedded();
    let trees = crate::common::trees(&set);
    let answers = |(rank, target): (usize, local::Target<'_>)| {
        let n = rank + 10;
        let kinds = local::fillable(&target.contact);
        let (typed, kept) = match kinds[0] {
            Canal::Courriel => (format!("pole{n}@exemple.fr"), format!("pole{n}@exemple.fr")),
            Canal::Site => (format!("www.exemple{n}.fr"), format!("www.exemple{n}.fr")),
            Canal::Telephone => (format!("03.86.00.00.{n}"), format!("03 86 00 00 {n}")),
            _ => (format!("{n} rue des Lilas"), format!("{n} rue des Lilas")),
        };
        let national = target.contact.canaux.iter().find(|channel| channel.canal == kinds[0]);
        let mut lines = vec!["1".to_owned(), "Pôle des partenaires".to_owned()];
        lines.extend((kinds.len() > 1).then(|| "1".to_owned()));
        lines.push(typed);
        let hours = matches!(kinds[0], Canal::Telephone | Canal::RendezVous | Canal::SurPlace);
        lines.extend(hours.then(|| "le matin".to_owned()));
        // What the document says is not asked.
        let precise = national.is_some_and(|national| national.precision.is_some());
        lines.extend((!precise).then(String::new));
        lines.extend((kinds.len() > 1).then(|| "2".to_owned()));
        // The note, the day, the source, keep.
        lines.extend(["Fermé le mardi.", "", "", "1"].map(str::to_owned));
        (lines, kept)
    };
    local::targets(&trees, &set.referentiel).into_iter().enumerate().map(answers).collect()
}

#[test]
fn twenty_contacts_are_filled_in_on_two_days_and_nothing_is_lost_between() {
    let desk = Desk::new();
    let answers = all_answers();
    let lines = |range: std::ops::Range<usize>| {
        answers[range].iter().flat_map(|(lines, _)| lines).map(String::as_str)
    };
    let mut first: Vec<&str> = HEAD.into_iter().chain(lines(0..10)).collect();
    // The tenth is stopped before it is kept: nothing of it is written.
    first.truncate(first.len() - 1);
    first.push("q");
    let run = desk.fill(&first);
    assert_eq!(run.status, 0, "{}", run.err);
    let said = unwrapped(&run.err);
    assert!(said.contains("ce contact n'est pas changé"), "{said}");
    assert!(said.contains("9 contact(s) rempli(s) sur 43. Il reste 34 contact(s) :"), "{said}");
    assert!(!desk.text().contains(&answers[9].1), "{}", desk.text());
    desk.is_sound();
    let run = desk.fill(&lines(9..20).collect::<Vec<_>>());
    assert_eq!(run.status, 0, "the end of the input is the end of the session: {}", run.err);
    desk.is_sound();
    let source = desk.source();
    let kept: Vec<_> = source.contacts.iter().map(|contact| contact.canaux[0].valeur.as_deref()).collect();
    let expected: Vec<_> = answers[..20].iter().map(|(_, kept)| Some(kept.as_str())).collect();
    assert_eq!(kept, expected, "shown one way, none lost, in the order in which they were asked for");
    assert!(source.contacts.iter().all(|contact| contact.verifie_le.as_deref() == Some(TODAY)));
}

#[test]
fn a_session_that_is_killed_after_any_contact_loses_none_that_was_kept() {
    let desk = Desk::new();
    let answers = all_answers();
    for (rank, (lines, kept)) in answers[..20].iter().enumerate() {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"));
        program.env("AIGUILLEUR_DATE", TODAY).env_remove("AIGUILLEUR_LOCAL").args([
            "local",
            "remplir",
            desk.file(),
        ]);
        let pipes = program.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
        let mut child = pipes.spawn().expect("the program starts");
        let mut input = child.stdin.take().expect("it listens");
        let head: &[&str] = if rank == 0 { &HEAD } else { &[] };
        for line in head.iter().copied().chain(lines.iter().map(String::as_str)) {
            writeln!(input, "{line}").expect("it listens");
        }
        // Once the contact is in the file, at whatever it does then.
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while !fs::read_to_string(&desk.file).is_ok_and(|text| text.contains(kept.as_str())) {
            assert!(std::time::Instant::now() < deadline, "« {kept} » is not kept");
            std::thread::yield_now();
        }
        child.kill().and_then(|()| child.wait()).expect("it can be killed");
        assert_eq!(desk.source().contacts.len(), rank + 1);
    }
    desk.is_sound();
    let left = fs::read_dir(desk.file.parent().unwrap()).unwrap().count();
    assert!(left <= 21, "a writing that was killed may leave its own file, and no other");
}

#[test]
fn the_most_needed_comes_first_with_how_many_sheets_it_serves_and_is_shown_as_on_a_sheet() {
    let desk = Desk::new();
    let mut lines = HEAD.to_vec();
    lines.extend(by_telephone("03 86 00 00 01"));
    let said = unwrapped(&desk.fill(&lines).err);
    assert!(
        said.contains("1 sur 43. Assurance maladie : les correspondants en back-office de la CPAM"),
        "{said}"
    );
    assert!(said.contains("Pour : Nièvre. Sert à : 31 fiches."), "{said}");
    assert!(
        said.contains("- Téléphone : 03 86 00 00 01 ; le matin - Fermé le mardi. - Contact local : Pôle"),
        "{said}"
    );
    assert!(said.contains("vérifié le 24 novembre 2026 (source : la liste"), "{said}");
}

#[test]
fn what_is_wrong_is_told_and_asked_again() {
    let desk = Desk::new();
    let mut lines = HEAD.to_vec();
    lines.extend(["1", "Mme Martin", "Pôle social", "1", "03 86 00", "386000001", "2", "3 86 00 00 01", "1"]);
    // Hours, precision, no other channel, no note, three wrong days, a right one, the source, keep.
    lines.extend(["", "", "2", "", "demain", "2026-02-30", "2027-01-01", "23/11/2026", "", "1", "q"]);
    let run = desk.fill(&lines);
    let said = unwrapped(&run.err);
    for told in [
        "semble nommer une personne",
        "n'est pas un numéro",
        "Est-ce le 03 86 00 00 01",
        "Ce jour n'existe pas",
        "n'est pas encore venu",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let contact = &desk.source().contacts[0];
    assert_eq!(contact.canaux[0].valeur.as_deref(), Some("03 86 00 00 01"));
    assert_eq!(contact.verifie_le.as_deref(), Some("2026-11-23"));
    assert_eq!(contact.service.as_deref(), Some("Pôle social"));
}

#[test]
fn a_number_of_the_usagers_is_that_of_a_back_office_only_where_it_is_typed_again() {
    let desk = Desk::new();
    let back_office = ["1", "", "1", "3646", "3646", "", "ou 39 60", "ou 39 60", "2", "", "", "", "1", "q"];
    let run = desk.fill(&[&HEAD[..], &back_office].concat());
    let said = unwrapped(&run.err);
    for number in ["36 46", "39 60"] {
        assert_eq!(said.matches(&format!("« {number} » est un numéro national")).count(), 1, "{said}");
    }
    let kept = &desk.source().contacts[0];
    assert_eq!(kept.canaux[0].shown().as_deref(), Some("36 46"), "{said}");
}

#[test]
fn what_contradicts_the_document_is_refused_as_one_types_it() {
    let desk = Desk::new();
    let set = embedded();
    let trees = crate::common::trees(&set);
    let targets = local::targets(&trees, &set.referentiel);
    let rank = |id: &str| targets.iter().position(|target| target.contact.id == id).expect("it is known") + 1;
    let (maladie, agent) = (rank("assurance-maladie").to_string(), rank("agent").to_string());
    // Chosen in the list, filled in; the channel is the only one, or the first.
    let run = desk.fill(
        &[
            &HEAD[..],
            &["4", &maladie, "1", "", "au 36 47", "au 36 46", "", "Préférez le 36 47", "", "", "", "1"],
            &["4", &agent, "1", "", "1", "espace pro du site autre.fr", "", "2", "", "", "", "1", "q"],
        ]
        .concat(),
    );
    let said = unwrapped(&run.err);
    assert_eq!(said.matches("« 36 47 » le contredit").count(), 2, "{said}");
    assert!(said.contains("« autre.fr » le contredit"), "{said}");
    assert!(!desk.text().contains("36 47") && !desk.text().contains("autre.fr"), "{}", desk.text());
}

#[test]
fn the_preview_is_what_the_sheets_say_each_way_once() {
    let desk = Desk::new();
    let set = embedded();
    let trees = crate::common::trees(&set);
    let rank = local::targets(&trees, &set.referentiel);
    let rank = rank.iter().position(|target| target.contact.id == "back-office-ddfip").expect("it is known");
    let rank = (rank + 1).to_string();
    let answers = ["4", &rank, "1", "", "1", "03 86 00 00 07", "", "", "2", "", "", "", "1", "q"];
    let run = desk.fill(&[&HEAD[..], &answers].concat());
    let said = unwrapped(&run.err);
    let (_, preview) = said.split_once("Quel jour").expect("the day is asked");
    let (preview, _) = preview.split_once("Voici ce que le conseiller verra").expect("it is shown");
    let ways: Vec<&str> = preview.split("Sur ").skip(1).collect();
    assert!(ways.len() > 1, "several sheets, several ways: {preview}");
    for way in &ways {
        assert!(way.matches("03 86 00 00 07").count() < 2, "no line twice: {way}");
    }
    assert!(ways.iter().any(|way| way.contains("Téléphone : 03 86 00 00 07")), "{preview}");
}

#[test]
fn what_holds_for_the_whole_file_is_corrected_from_the_first_question_on_a_later_day_too() {
    let desk = Desk::new();
    desk.fill(&["Paris", "Clamecy", "P", "q"]);
    // Back from the first contact; another department, no maison, another source.
    let run = desk.fill(&["r", "Nièvre", "-", "la préfecture", "q"]);
    let source = desk.source();
    assert_eq!(
        (source.departement.as_str(), source.source.as_deref()),
        ("Nièvre", Some("la préfecture")),
        "{}",
        run.err
    );
    assert_eq!(source.territoire(), "Nièvre");
    let said = unwrapped(&run.err);
    assert!(said.contains("Entrée garde « Paris » ; r retour"), "a department is needed: {said}");
    assert!(said.contains("Entrée garde « Clamecy », - efface"), "{said}");
}

#[test]
fn hours_and_days_that_cannot_be_are_refused() {
    let desk = Desk::new();
    let answers =
        ["1", "", "1", "03 86 00 00 01", "de 9h à 25h", "de 9h à 12h75", "de 9h à 12h30", "", "2", ""];
    let days = ["15/03/1999", "", "", "1", "q"];
    let run = desk.fill(&[&HEAD[..], &answers, &days].concat());
    let said = unwrapped(&run.err);
    for told in
        ["« 25h » n'est pas une heure", "« 12h75 » n'est pas une heure", "est d'avant les France services"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(desk.source().contacts[0].canaux[0].horaires.as_deref(), Some("de 9h à 12h30"));
    let text = desk.text().replace("12h30", "25h").replace(TODAY, "1999-03-15");
    fs::write(desk.file(), text).unwrap();
    let check =
        aiguilleur().env("AIGUILLEUR_DATE", TODAY).args(["local", "verifier", desk.file()]).output().unwrap();
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(
        told.contains("« 25h » n'est pas une heure.") && told.contains("d'avant les France services"),
        "{told}"
    );
}

#[test]
fn a_text_that_cannot_be_what_is_asked_is_refused_and_not_kept_by_enter_alone() {
    let desk = Desk::new();
    // Neither a department, nor the name of a service, nor hours; Enter alone keeps none of them.
    let lines = [
        &["Bourgogne", "nievre", "", "12", "la préfecture", "1", "03 86 12", "", "1", "03 86 00 00 01"][..],
        &["03 86 00 00 02", "le matin", "", "2", "", "septembre 2026", "", "1", "q"],
    ];
    let run = desk.fill(&lines.concat());
    assert_eq!(run.status, 0, "{}", run.err);
    let said = unwrapped(&run.err);
    for told in [
        "n'est pas le nom d'un département",
        "Ce n'est pas un nom : il n'a aucune lettre.",
        "C'est un numéro, et non des horaires.",
        "Soit le 1er septembre 2026.",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let source = desk.source();
    assert_eq!((source.departement.as_str(), source.source.as_deref()), ("Nièvre", Some("la préfecture")));
    let contact = &source.contacts[0];
    assert_eq!((contact.service.as_deref(), contact.canaux[0].horaires.as_deref()), (None, Some("le matin")));
    assert_eq!(contact.verifie_le.as_deref(), Some("2026-09-01"));
}

#[test]
fn a_department_that_nobody_knows_is_kept_where_it_is_typed_again() {
    let desk = Desk::new();
    desk.fill(&["Saint-Martin", "Saint-Martin", "", "la collectivité", "q"]);
    assert_eq!(desk.source().departement, "Saint-Martin");
}

#[test]
fn one_goes_back_skips_and_chooses_in_the_list() {
    let desk = Desk::new();
    let mut lines = HEAD.to_vec();
    // Skipped; the second one begun and left by going back; the last of the list; then an operateur without a table.
    lines.extend(["2", "1", "r", "4", "43"]);
    lines.extend(by_telephone("03 86 00 00 34"));
    let run = desk.fill(&lines);
    assert_eq!(run.status, 0, "{}", run.err);
    let source = desk.source();
    assert_eq!(source.contacts.len(), 1);
    assert_eq!(source.contacts[0].contact, "back-office");
    desk.is_sound();
}

#[test]
fn the_comments_of_a_file_stay_and_what_is_written_meanwhile_too() {
    let desk = Desk::new();
    let by_hand = "// Liste d'Émile.\n(\n    format: 1,\n    departement: \"Nièvre\", // 58\n    source: \"la préfecture\",\n    contacts: [\n        // Appeler le matin.\n        (operateur: \"assurance-maladie\", contact: \"cpam-back-office\", service: \"\", verifie_le: \"2026-11-01\", canaux: [\n            (canal: Telephone, valeur: \"\"), // à demander\n            (canal: Courriel, valeur: \"pole@exemple.fr\"),\n        ]),\n    ],\n)\n";
    let id = first_contact();
    let by_hand = by_hand.replace("cpam-back-office", &id);
    fs::write(&desk.file, &by_hand).unwrap();
    // It says something already: to correct it is not proposed, it is chosen.
    // All of it, one question after the other.
    let run =
        desk.fill(&["4", "1", "1", "7", "Pôle", "1", "03 86 00 00 01", "", "", "2", "", "", "", "1", "q"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let text = desk.text();
    for kept in ["// Liste d'Émile.", "// 58", "// Appeler le matin.", "// à demander", "pole@exemple.fr"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(text.contains("valeur: \"03 86 00 00 01\"), // à demander"), "{text}");
    desk.is_sound();
}

#[test]
fn what_another_person_wrote_of_the_same_contact_is_shown_before_it_is_replaced() {
    let desk = Desk::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .env("AIGUILLEUR_DATE", TODAY)
        .args(["local", "remplir", desk.file()])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("its input is ours");
    let mut said = child.stderr.take().expect("its words are ours");
    let answers = by_telephone("03 86 11 11 11");
    let (last, before) = answers.split_last().expect("there are answers");
    let lines: Vec<&str> = HEAD.into_iter().chain(before.iter().copied()).collect();
    writeln!(input, "{}", lines.join("\n")).expect("it reads");
    // It has asked all but the last question.
    let mut heard = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&heard).contains("Le garder") {
        assert_eq!(said.read(&mut byte).expect("it talks"), 1, "{}", String::from_utf8_lossy(&heard));
        heard.push(byte[0]);
    }
    let other: Vec<&str> = by_telephone("03 86 22 22 22");
    let run = desk.fill(&[&other[..], &["q"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    writeln!(input, "{last}\n1\nq").expect("it reads");
    drop(input);
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("it talks");
    child.wait().expect("it ends");
    assert!(unwrapped(&rest).contains("Quelqu'un a rempli ce contact dans le fichier"), "{rest}");
    assert!(
        desk.text().contains("03 86 22 22 22") && !desk.text().contains("03 86 11 11 11"),
        "{}",
        desk.text()
    );
}

#[test]
fn several_numbers_and_a_precision_are_kept_of_one_contact() {
    let desk = Desk::new();
    let mut lines = HEAD.to_vec();
    // A number and where it rings; another channel; then a second number of the first kind.
    lines.extend(["1", "", "1", "03 86 00 00 01", "le matin", "poste 12", "1", "2", "pole@exemple.fr", ""]);
    lines.extend(["1", "1", "03.86.00.00.02", "", "", "2", "", "", "", "1", "q"]);
    let run = desk.fill(&lines);
    assert_eq!(run.status, 0, "{}", run.err);
    let contact = &desk.source().contacts[0];
    let said: Vec<_> = contact.canaux.iter().map(|c| (c.valeur.as_deref(), c.precision.as_deref())).collect();
    let expected =
        [(Some("03 86 00 00 01"), Some("poste 12 ; ou 03 86 00 00 02")), (Some("pole@exemple.fr"), None)];
    assert_eq!(said, expected, "{}", run.err);
    assert_eq!(contact.canaux[0].horaires.as_deref(), Some("le matin"));
    desk.is_sound();
}

#[test]
fn one_thing_is_corrected_and_the_rest_keeps_its_day() {
    let desk = Desk::new();
    let known = "(\n    format: 1,\n    departement: \"Nièvre\",\n    source: \"la liste\",\n    contacts: [\n        (operateur: \"assurance-maladie\", contact: \"cpam-back-office\", service: \"Pôle\", verifie_le: \"2026-11-01\", canaux: [\n            (canal: Telephone, valeur: \"03 86 00 00 01\"),\n            (canal: Courriel, valeur: \"pole@exemple.fr\"),\n        ]),\n    ],\n)\n";
    fs::write(&desk.file, known).unwrap();
    let chosen = ["4", "1", "1"];
    // The telephone alone: its number, its hours, its precision, the day, the source, keep.
    let run = desk.fill(&[&chosen[..], &["2", "03 86 00 00 09", "", "", "", "", "1", "q"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    let days = || {
        let contact = desk.source().contacts.remove(0);
        let own = contact.canaux.iter().map(|channel| channel.verifie_le.clone());
        (contact.verifie_le.clone(), own.collect::<Vec<_>>())
    };
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(days(), (day("2026-11-01"), vec![day(TODAY), None]), "{}", desk.text());
    assert_eq!(desk.source().contacts[0].canaux[0].valeur.as_deref(), Some("03 86 00 00 09"));
    // The service alone: the channels keep their days.
    fs::write(&desk.file, known).unwrap();
    let run = desk.fill(&[&chosen[..], &["1", "Accueil", "", "", "1", "q"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(days(), (day(TODAY), vec![day("2026-11-01"); 2]), "{}", desk.text());
    // Nothing but the day: it holds for all.
    fs::write(&desk.file, known).unwrap();
    desk.fill(&[&chosen[..], &["6", "", "", "1", "q"]].concat());
    assert_eq!(days(), (day(TODAY), vec![None, None]), "{}", desk.text());
    desk.is_sound();
}

#[test]
fn a_means_and_a_contact_are_taken_out_and_the_comments_stay() {
    let desk = Desk::new();
    let known = "(\n    format: 1,\n    departement: \"Nièvre\",\n    source: \"la liste\",\n    contacts: [\n        // Appeler le matin.\n        (operateur: \"assurance-maladie\", contact: \"cpam-back-office\", service: \"Pôle\", verifie_le: \"2026-11-01\", canaux: [\n            (canal: Telephone, valeur: \"03 86 00 00 01\"),\n            (canal: Courriel, valeur: \"pole@exemple.fr\"),\n        ]),\n        (operateur: \"caf\", contact: \"caf-back-office\", verifie_le: \"2026-11-01\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 02\")]),\n    ],\n)\n";
    fs::write(&desk.file, known).unwrap();
    // The first contact of the list, corrected: its address of mail is taken out, and it is kept.
    let run = desk.fill(&["4", "1", "1", "9", "1", "q"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let contact = &desk.source().contacts[0];
    assert_eq!(contact.canaux.len(), 1, "{}", desk.text());
    assert_eq!(contact.verifie_le.as_deref(), Some("2026-11-01"), "nothing was checked");
    assert!(desk.text().contains("// Appeler le matin."));
    desk.is_sound();
    // The last means of one that says nothing else: the contact goes with it.
    desk.fill(&["4", "2", "1", "7", "1", "q"]);
    let left: Vec<String> = desk.source().contacts.iter().map(|entry| entry.operateur.clone()).collect();
    assert_eq!(left, ["assurance-maladie"], "{}", desk.text());
    // The other as a whole, said twice.
    fs::write(&desk.file, known).unwrap();
    desk.fill(&["4", "1", "6", "1", "q"]);
    assert_eq!(desk.text(), known, "it was not said twice");
    desk.fill(&["4", "1", "6", "2", "q"]);
    let left: Vec<String> = desk.source().contacts.iter().map(|entry| entry.operateur.clone()).collect();
    assert_eq!(left, ["caf"], "{}", desk.text());
    desk.is_sound();
}

#[test]
fn a_department_that_is_misspelt_is_asked_again_with_the_one_that_it_stands_for() {
    let desk = Desk::new();
    let known =
        "(\n    format: 1,\n    departement: \"Nievvre\",\n    source: \"la liste\",\n    contacts: [],\n)\n";
    fs::write(&desk.file, known).unwrap();
    let mut command = aiguilleur();
    let check = Run::of(command.args(["local", "verifier", desk.file()]).output().expect("the program runs"));
    assert!(unwrapped(&check.out).contains("Vouliez-vous dire « Nièvre » ?"), "{}", check.out);
    // Enter takes what is proposed.
    desk.fill(&["", "", "q"]);
    assert_eq!(desk.source().departement, "Nièvre");
}

#[test]
fn a_letter_goes_to_a_postal_address() {
    let desk = Desk::new();
    let mut lines = HEAD.to_vec();
    let (set, carsat) = (embedded(), |target: &local::Target<'_>| target.contact.id == "carsat");
    let trees = crate::common::trees(&set);
    let rank = local::targets(&trees, &set.referentiel).iter().position(carsat).expect("it is open") + 1;
    let rank = rank.to_string();
    // It takes letters, or an appointment.
    lines.extend([
        "4",
        &rank,
        "1",
        "",
        "1",
        "voir avec l'accueil",
        "BP 12, 58000 Nevers",
        "",
        "2",
        "",
        "",
        "",
        "1",
        "q",
    ]);
    let run = desk.fill(&lines);
    assert!(
        unwrapped(&run.err).contains("« voir avec l'accueil » n'est pas une adresse postale"),
        "{}",
        run.err
    );
    assert_eq!(desk.source().contacts[0].canaux[0].valeur.as_deref(), Some("BP 12, 58000 Nevers"));
}

#[test]
fn the_maison_that_is_filled_in_is_said_on_every_screen() {
    let desk = Desk::new();
    fs::write(&desk.file, "(format: 1, departement: \"Nièvre\", source: \"la liste\", contacts: [])")
        .unwrap();
    let mut command = aiguilleur();
    command.env("AIGUILLEUR_DATE", TODAY).args(["local", "remplir", desk.file(), "--maison", "Clamecy"]);
    let run = Run::of(command.write_stdin("2\nq\n").output().expect("the program runs"));
    let said = unwrapped(&run.err);
    assert!(said.contains("maison « Clamecy »"), "{said}");
    assert_eq!(said.matches("Pour : Nièvre, Clamecy.").count(), 2, "{said}");
}

#[test]
fn a_mark_line_ends_of_windows_and_comments_stay() {
    let desk = Desk::new();
    let text = "\u{feff}// Tête\r\n(\r\n    format: 1,\r\n    departement: \"Nièvre\", // 58\r\n    source: \"s\",\r\n    contacts: [\r\n    ],\r\n)\r\n";
    fs::write(&desk.file, text).unwrap();
    desk.fill(&[&by_telephone("03 86 00 00 01")[..], &["q"]].concat());
    let written = desk.text();
    assert!(written.starts_with("\u{feff}// Tête\r\n") && written.contains("// 58"), "{written}");
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count(), "{written:?}");
    assert!(written.contains("03 86 00 00 01"), "{written}");
}

/// The contact that is asked for first.
fn first_contact() -> String {
    let set = embedded();
    let trees = crate::common::trees(&set);
    let missing = local::missing(&trees);
    assert_eq!(missing[0].operateur, "assurance-maladie");
    missing[0].contact.id.clone()
}

#[cfg(unix)]
mod in_a_terminal {
    use super::{Desk, TODAY};
    use crate::terminal::Session;

    fn session(desk: &Desk, more: &[&str]) -> Session {
        let environment = [("AIGUILLEUR_DATE", TODAY), ("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))];
        Session::start_with(&[&["local", "remplir", desk.file()], more].concat(), 80, &environment)
    }

    /// Answers the questions of the head.
    fn head(session: &mut Session, enter: &str) {
        for (question, answer) in
            [("Quel département", "Nièvre"), ("Pour une seule maison", ""), ("Qui vous donne", "la liste")]
        {
            session.see(question).press(&format!("{answer}{enter}"));
        }
    }

    #[test]
    fn a_paste_of_several_lines_is_one_text_and_answers_nothing_else() {
        let desk = Desk::new();
        let mut session = session(&desk, &[]);
        head(&mut session, "\r");
        session.see("Que faites-vous de ce contact").press("\r");
        session.see("Quel service répond").press("Pôle\rdes partenaires\r1\r");
        session.see("Plusieurs lignes ont été collées").see("> Pôle des partenaires 1");
        session.press("\r").see("Par quel moyen");
        session.press("\r").see("Quel numéro").press("03.86.00\r").see("n'est pas un numéro");
        // What is refused is not given again by Enter alone; it is corrected at its end.
        session.press("\r").see("Ce texte ne convient pas");
        session
            .press("04.86.00\r")
            .see("« 04.86.00 » n'est pas")
            .press("03.86.00\r")
            .see("« 03.86.00 » n'est pas");
        session
            .press("\u{1b}[F")
            .press(".00.01\r")
            .see("Quand ?")
            .press("\r")
            .see("Une précision ?")
            .press("poste 12\r");
        session.see("Un autre moyen").press("\r").see("Que faut-il savoir").press("\u{3}");
        let (status, screen) = session.end();
        assert_eq!(status, 130, "{screen}");
        assert!(screen.contains("Les contacts déjà gardés le restent."), "{screen}");
        assert_eq!(desk.source().contacts.len(), 0, "what was not to be kept yet is not written");
    }

    #[test]
    fn what_is_typed_stands_in_the_place_of_what_was_proposed_so_that_r_and_q_act() {
        let desk = Desk::new();
        let mut session = session(&desk, &[]);
        session.see("Quel département").press("58\r").see("Pour une seule maison").press("\u{1b}");
        last(&mut session, "> Nièvre").press("r\r").see("Il n'y a pas de question avant");
        last(&mut session, "> Nièvre").press("Yonne\r").see("Pour une seule maison").press("q\r");
        session.see("Fini pour cette fois");
        assert_eq!(session.end().0, 0);
        assert_eq!(desk.source().departement, "Yonne");
    }

    #[test]
    fn a_paste_by_lines_is_one_text_and_no_choice() {
        let desk = Desk::new();
        let mut session = session(&desk, &["--accessible"]);
        head(&mut session, "\n");
        session.see("Que faites-vous de ce contact").press("1\n1\n1\n").see("Ce n'est pas une réponse");
        session
            .press("1\n")
            .see("Quel service répond")
            .press("Pôle\ndes partenaires\n")
            .see("Plusieurs lignes ont été collées")
            .see("Entrée garde « Pôle des partenaires »")
            .press("\n")
            .see("Par quel moyen");
        session.press("1\n").see("Quel numéro").press("0386000001\n").see("Quand ?").press("\n");
        session.see("Une précision ?").press("\n").see("Un autre moyen").press("\n");
        session
            .see("Que faut-il savoir")
            .press("\n")
            .see("Quel jour")
            .press("\n")
            .see("Qui l'a dit")
            .press("\n");
        session.see("Le garder ?").press("\n").see("Gardé.").see("2 sur 43").press("q\n");
        assert_eq!(session.end().0, 0);
        assert_eq!(desk.source().contacts[0].service.as_deref(), Some("Pôle des partenaires"));
    }

    /// Waits until the last thing on the screen is this: the question may have been there before.
    fn last<'s>(session: &'s mut Session, words: &str) -> &'s mut Session {
        session.until(|screen| screen.contents().trim_end().ends_with(words))
    }

    const ACTIONS: &str = "Arrêter";
    const CHANNELS: &str = "Sur place";

    #[test]
    fn escape_goes_back_and_accents_are_kept() {
        let desk = Desk::new();
        let mut session = session(&desk, &[]);
        head(&mut session, "\r");
        last(&mut session, ACTIONS).press("\r");
        session.see("Quel service répond").press("Pôle Évènements\r");
        last(&mut session, CHANNELS).press("\u{1b}");
        last(&mut session, "> Pôle Évènements").press("\r");
        last(&mut session, CHANNELS).press("\r");
        session.see("Quel numéro").press("q\r").see("Fini pour cette fois");
        assert_eq!(session.end().0, 0);
    }

    #[test]
    fn each_key_means_the_same_in_every_list_and_every_text() {
        let desk = Desk::new();
        let mut session = session(&desk, &[]);
        session.see("Quel département").press("\u{1b}").see("Il n'y a pas de question avant");
        session.press("Nièvre\r").see("Pour une seule maison").press("\u{1b}");
        last(&mut session, "> Nièvre").press("\r");
        last(&mut session, ">").press("\r").see("Qui vous donne").press("la liste\r");
        last(&mut session, ACTIONS)
            .see("Flèches, puis Entrée. Échap ou r : revenir. q : arrêter.")
            .press("\r");
        for (back, forth) in [("r\r", "\r"), ("\u{1b}", "\r")] {
            last(&mut session, ">").press(back);
            last(&mut session, ACTIONS).press(forth);
        }
        // In a list, r and Échap go back, q stops.
        for back in ["r", "\u{1b}", "q"] {
            last(&mut session, ">").press("\r");
            last(&mut session, CHANNELS).press(back);
        }
        session.see("Fini pour cette fois");
        assert!(session.is_as_found(), "keys are given back");
        assert_eq!(session.end().0, 0);
    }
}

#[test]
fn a_file_with_errors_is_not_filled_in() {
    let desk = Desk::new();
    fs::write(
        &desk.file,
        "(format: 1, departement: \"Nièvre\", contacts: [(operateur: \"caf\", contact: \"rien\")])",
    )
    .unwrap();
    let run = desk.fill(&["1"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("n'a pas de contact « rien »"), "{}", run.err);
}

#[test]
fn a_workbook_in_the_place_of_a_file_of_contacts_is_told_and_never_to_be_saved_as_a_text() {
    let desk = Desk::new();
    fs::write(&desk.file, b"PK\x03\x04\x14\x00\xff").unwrap();
    let run = desk.fill(&["1"]);
    assert!(
        run.status == 2 && run.err.contains("local importer") && !run.err.contains("UTF-8"),
        "{}",
        run.err
    );
}

#[test]
fn an_endless_input_ends() {
    for line in ["3", "1", "", "r", "x"] {
        let desk = Desk::new();
        let mut lines = HEAD.to_vec();
        lines.extend(std::iter::repeat_n(line, 6_000));
        let run = desk.fill(&lines);
        assert!([0, 2].contains(&run.status), "{line}: {}", run.err);
    }
}

fn entry(operateur: &str, valeur: &str, note: &str) -> LocalEntry {
    let text = format!(
        "(format: 1, departement: \"N\", contacts: [(operateur: \"{operateur}\", contact: \"c\", note: {}, canaux: [(canal: Telephone, valeur: {})])])",
        aiguilleur_core::tree::quoted(note),
        aiguilleur_core::tree::quoted(valeur),
    );
    local::read("", &text).expect("it can be read").contacts.remove(0)
}

proptest! {
    #[test]
    fn a_contact_is_changed_and_every_comment_stays(
        note in "[ -~éà«»\"\\\\]{0,30}",
        valeur in "[0-9 ()]{1,14}",
        comments in proptest::collection::vec("//[ -~éà]{0,12}\n|/\\*[ a-z,)\\]\"]{0,9}\\*/|[ \n]{0,2}", 9..=9),
        known in proptest::bool::ANY,
        comma in proptest::bool::ANY,
    ) {
        let c = |rank: usize| comments[rank].as_str();
        let text = format!(
            "{}({}format: 1, departement: \"N\",{}contacts: [{}(operateur: \"a\",{} contact: \"c\"{}, canaux: [{}(canal: Telephone, valeur: \"1)5//\"{}),]){}{}]{})\n",
            c(0), c(1), c(2), c(3), c(4), c(5), c(6), c(7), if comma { "," } else { "" }, c(8), ""
        );
        prop_assume!(local::read("", &text).is_ok());
        let new = entry(if known { "a" } else { "b" }, &valeur, &note);
        let changed = local::set_entry(&text, None, &new).expect("a sound file can be changed");
        let source = local::read("", &changed).expect("it is still sound");
        prop_assert_eq!(source.contacts.len(), if known { 1 } else { 2 });
        for comment in &comments {
            prop_assert!(changed.contains(comment.trim_end()), "{:?} in {}", comment, changed);
        }
    }

    #[test]
    fn no_text_makes_the_editor_panic(text in "\\PC{0,80}") {
        let _ = local::set_entry(&text, None, &entry("a", "115", ""));
    }
}

#[test]
fn a_field_that_is_not_found_by_its_name_is_not_written_twice() {
    let text = "(format: 1, r#departement: \"\", contacts: [])";
    assert!(local::read("local.ron", text).is_ok());
    assert_eq!(local::set_head(text, "departement", "Nièvre"), None);
}
