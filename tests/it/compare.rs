//! What changes between two sets of trees is named, exactly, and no more.

use crate::common;
use std::fs;
use std::path::Path;

use crate::common::run;
use serde_json::Value;
use tempfile::TempDir;

/// A copy of the trees, changed file by file.
fn copy(edits: &[(&str, &str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for entry in
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("trees")).expect("the trees are there")
    {
        let path = entry.expect("they can be listed").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a file has a name")))
            .expect("they can be copied");
    }
    for (file, from, to) in edits {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the copy is text");
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(&path, text.replacen(from, to, 1)).expect("the copy can be written");
    }
    folder
}

fn changes(edits: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let folder = copy(edits);
    let run = run(&["comparer", "embarques", common::path(&folder), "--json"], "");
    // What is compared may have errors, which are said.
    assert!(run.err.is_empty() || run.err.starts_with("Ce jeu d'arbres a "), "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let changes = report["changements"].as_array().expect("a list").clone();
    assert_eq!(run.status, i32::from(!changes.is_empty()));
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    changes.iter().map(|change| (text(&change["nature"]), text(&change["objet"]))).collect()
}

#[test]
fn a_set_is_the_same_as_itself() {
    let run = run(&["comparer", "embarques", "trees", "--cas", "cases"], "");
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.starts_with("Rien ne change.") && run.out.contains("0 cas sur"), "{}", run.out);
}

#[test]
fn rewording_and_reordering_are_told_as_such() {
    let edits = [
        ("caf.ron", "\"De quoi s'agit-il ?\"", "\"Quel est le sujet ?\""),
        ("caf.ron", "\"Compte en ligne, connexion à l'espace personnel\"", "\"Compte en ligne\""),
        (
            "caf.ron",
            "                (id: \"violences\", texte: \"Violences conjugales ou familiales, personne violente\", vers: \"urgence-sociale\"),\n",
            "",
        ),
        (
            "caf.ron",
            "                (id: \"suicide\",",
            "                (id: \"violences\", texte: \"Violences conjugales ou familiales, personne violente\", vers: \"urgence-sociale\"),\n                (id: \"suicide\",",
        ),
    ];
    let expected = [
        ("ordre", "« L'usager est-il dans l'une de ces situations ? »"),
        ("libelle", "« Quel est le sujet ? »"),
        ("libelle", "« Quel est le sujet ? », réponse « Compte en ligne »"),
    ];
    assert_eq!(changes(&edits), expected.map(|(kind, object)| (kind.to_owned(), object.to_owned())));
    let folder = copy(&edits);
    let run = run(&["comparer", "embarques", common::path(&folder)], "");
    assert!(run.out.starts_with("3 changements, dont 2 de seule formulation."), "{}", run.out);
    assert!(run.out.contains("« Quel est le sujet ? » : seule la formulation change"), "{}", run.out);
}

#[test]
fn all_that_leads_a_conseiller_is_told() {
    let caf = "caf.ron";
    let index = "referentiel.ron";
    for (edit, kind, object) in [
        // What tells an urgency.
        ((caf, "    urgence: \"urgence\",\n", ""), "urgence", "La question d'urgence"),
        (("assurance-maladie.ron", "\"sécu bloque indemnités\", ", ""), "urgence", ""),
        // What the search knows.
        (
            ("caf.ron", "\"être accompagné\", ", ""),
            "recherche",
            "« Action sociale, aides financières, première nécessité »",
        ),
        ((index, "\"allocataire\", ", ""), "recherche", "Allocations familiales"),
        // What the usager takes home.
        (
            (
                "assurance-retraite.ron",
                "usager: \"Un courrier est à envoyer au président de la Commission de recours amiable, dans les 2 mois",
                "usager: \"Un courrier est à envoyer au président de la Commission de recours amiable, dans les 3 mois",
            ),
            "conduite",
            "",
        ),
        // What is read.
        ((caf, "demandez la date du dernier", "voyez la date du dernier"), "libelle", ""),
        (
            (caf, "titre: \"Simulation sur", "titre: \"Calcul sur"),
            "libelle",
            "« Calcul sur les droits sociaux »",
        ),
        (
            (
                caf,
                "texte: \"Demande que le référentiel ne liste pas pour la CAF.\"",
                "texte: \"Demande non listée pour la CAF.\"",
            ),
            "libelle",
            "« Demande non listée pour la CAF. »",
        ),
        (
            (caf, "sens: \"allocation aux adultes handicapés\"", "sens: \"allocation adultes\""),
            "libelle",
            "le sigle « AAH »",
        ),
        (
            (index, "sens: \"l'envoi des chèques", "sens: \"l'arrivée des chèques"),
            "libelle",
            "le mot « campagne en cours »",
        ),
        ((index, "nom: \"Allocations familiales\"", "nom: \"CAF\""), "libelle", "Le nom de CAF"),
        (
            (index, "aide: \"enfant, pension", "aide: \"pension"),
            "libelle",
            "Sa présentation au premier écran",
        ),
        (
            (index, "identifiant: \"l'identifiant CAF\"", "identifiant: \"le numéro d'allocataire\""),
            "fiche",
            "L'identifiant à avoir en main",
        ),
        // The document.
        ((index, "version: \"V1\"", "version: \"V2\""), "document", "Version du document"),
        ((index, "premiere_page: 5,", "premiere_page: 6,"), "document", "Pages du document"),
    ] {
        let found = changes(&[edit]);
        let told = |(its_kind, its_object): &(String, String)| {
            its_kind == kind && (object.is_empty() || its_object == object)
        };
        assert!(found.iter().any(told), "{edit:?}: {found:?}");
    }
}

#[test]
fn answers_that_change_places_are_told() {
    let oui = "                (id: \"oui\", texte: \"Oui\", vers: \"demande-urgente\"),\n";
    let text = fs::read_to_string("trees/assurance-retraite.ron").expect("it is text");
    let (_, rest) = text.split_once(oui).expect("the tree has this answer");
    let non = rest.split_inclusive('\n').next().expect("another follows");
    let found = changes(&[("assurance-retraite.ron", &format!("{oui}{non}"), &format!("{non}{oui}"))]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "ordre");
}

#[test]
fn answers_that_exchange_their_words_lead_elsewhere() {
    let text = fs::read_to_string("trees/assurance-retraite.ron").expect("it is text");
    let oui = "(id: \"oui\", texte: \"Oui\", vers: \"demande-urgente\"";
    let (_, rest) = text.split_once(oui).expect("the tree has this answer");
    let (_, rest) = rest.split_once("texte: \"Non\"").expect("another follows");
    let non = rest.split_once(')').expect("it ends").0;
    let found = changes(&[
        ("assurance-retraite.ron", oui, "(id: \"oui\", texte: \"Non\", vers: \"demande-urgente\""),
        ("assurance-retraite.ron", &format!("texte: \"Non\"{non}"), &format!("texte: \"Oui\"{non}")),
    ]);
    let led = found.iter().filter(|(nature, _)| nature == "chemin").count();
    assert_eq!(led, 2, "« Oui » and « Non » both: {found:?}");
}

#[test]
fn what_a_reader_is_led_by_is_told_whatever_field_it_stands_in() {
    for (file, from, to, nature) in [
        ("finances-publiques.ron", "remarque: true, usager", "remarque: false, usager", "conduite"),
        ("assurance-maladie.ron", ", jamais_deduite: true", "", "recherche"),
        ("assurance-maladie.ron", "mot: \"une difficulté ou un blocage\"", "mot: \"un souci\"", "libelle"),
    ] {
        let text = fs::read_to_string(format!("trees/{file}")).expect("it is text");
        let found = changes(&[(file, &text, &text.replacen(from, to, 1))]);
        assert!(found.iter().all(|(told, _)| told == nature) && !found.is_empty(), "{from}: {found:?}");
    }
}

#[test]
fn ten_deliberate_changes_are_ten_changes() {
    let found = changes(&[
        // A category.
        (
            "cheque-energie.ron",
            "            categorie: Niveau2,\n            complements: [\n                \"Perdu ou volé, et pas encore",
            "            categorie: HorsBouquet,\n            complements: [\n                \"Perdu ou volé, et pas encore",
        ),
        // A number.
        ("cheque-energie.ron", "09 69 32 72 10", "09 69 32 72 99"),
        // A step of a conduite.
        (
            "caf.ron",
            "\"Orientez l'usager vers la CAF.\"",
            "\"Orientez l'usager vers la CAF, à son guichet.\"",
        ),
        // What is done with the usager.
        (
            "caf.ron",
            "\"Faites la simulation avec l'usager sur le portail national « Mes droits sociaux ».\"",
            "\"Faites la simulation avec lui.\"",
        ),
        // An answer that leads elsewhere.
        (
            "caf.ron",
            "connexion à l'espace personnel\", vers: \"compte\"",
            "connexion à l'espace personnel\", vers: \"action-sociale\"",
        ),
        // An answer that is gone.
        (
            "assurance-maladie.ron",
            "                (id: \"anomalie\", texte: \"Une anomalie administrative dans son dossier\", vers: \"anomalie\", jamais_deduite: true),\n",
            "",
        ),
        // An answer that is new.
        (
            "assurance-maladie.ron",
            "                (id: \"commander-vitale\"",
            "                (id: \"droits\", texte: \"Carte refusée : droits coupés\", vers: \"urgence-droits\"),\n                (id: \"commander-vitale\"",
        ),
        // An answer under another id.
        (
            "assurance-retraite.ron",
            "(id: \"espace\", texte: \"Services en ligne",
            "(id: \"services\", texte: \"Services en ligne",
        ),
        // A row that is new in the index.
        (
            "referentiel.ron",
            "(id: \"caf-15\",",
            "(id: \"caf-16\", categorie: Niveau2, nom: \"Une ligne de plus\"),\n                    (id: \"caf-15\",",
        ),
        // A conduite that becomes urgent.
        (
            "finances-publiques.ron",
            "Conduite(id: \"rapo\", etapes",
            "Conduite(id: \"rapo\", urgente: true, etapes",
        ),
    ]);
    let mut expected = [
        ("categorie", "Chèque perdu, volé ou abîmé"),
        ("contact", "les correspondants en back-office de l'ASP"),
        ("conduite", "orienter-caf"),
        ("faire", "Simulation sur les droits sociaux"),
        ("chemin", "« De quoi s'agit-il ? », réponse « Compte en ligne, connexion à l'espace personnel »"),
        ("reponse_retiree", "« Que veut l'usager pour ses remboursements ou documents ? », réponse « Une anomalie administrative dans son dossier »"),
        ("reponse_ajoutee", "« Que veut l'usager pour sa carte ? », réponse « Carte refusée : droits coupés »"),
        ("renommage", "« De quoi s'agit-il ? », réponse « Services en ligne, espace personnel »"),
        ("ligne_ajoutee", "Une ligne de plus (caf-16)"),
        ("conduite", "rapo"),
    ]
    .map(|(kind, object)| (kind.to_owned(), object.to_owned()))
    .to_vec();
    let mut found = found;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_question_put_in_between_is_one_change() {
    let found = changes(&[
        (
            "caf.ron",
            "connexion à l'espace personnel\", vers: \"compte\"),",
            "connexion à l'espace personnel\", vers: \"compte-tuteur\"),",
        ),
        (
            "caf.ron",
            "        // Démarches générales\n",
            "        Question(id: \"compte-tuteur\", texte: \"Est-ce pour un tuteur ?\", reponses: [(id: \"oui\", texte: \"Oui\", vers: \"compte\"), (id: \"non\", texte: \"Non\", vers: \"compte\")]),\n        // Démarches générales\n",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "chemin");
}

#[test]
fn another_place_of_the_same_shared_question_is_another_way() {
    let edit = [(
        "assurance-retraite.ron",
        "compléter ou déposer le dossier\", vers: \"reversion-numerique\"",
        "compléter ou déposer le dossier\", vers: \"demande-numerique\"",
    )];
    let found = changes(&edit);
    assert!(
        found.iter().any(|(kind, object)| kind == "chemin" && object.contains("Demander la réversion")),
        "{found:?}"
    );
    let folder = copy(&edit);
    let args = ["comparer", "embarques", common::path(&folder), "--cas", "cases/assurance-retraite.ron"];
    let run = run(&args, "");
    assert!(run.out.contains("dès la question « reversion »"), "{}", run.out);
}

#[test]
fn an_answer_more_in_a_shared_question_is_told_once() {
    let mut edits = vec![(
        "assurance-retraite.ron",
        "(id: \"non\", texte: \"Non : il ne le peut pas, ou ne le souhaite pas\"),",
        "(id: \"non\", texte: \"Non : il ne le peut pas, ou ne le souhaite pas\"), (id: \"parfois\", texte: \"Parfois\"),",
    )];
    for (from, to) in [
        (
            "(id: \"non\", vers: \"simulation-specifique-hors-ligne\"),",
            "(id: \"non\", vers: \"simulation-specifique-hors-ligne\"), (id: \"parfois\", vers: \"simulation-specifique-hors-ligne\"),",
        ),
        (
            "(id: \"oui\", vers: \"messagerie-detail\"),",
            "(id: \"oui\", vers: \"messagerie-detail\"), (id: \"parfois\", vers: \"messagerie-detail\"),",
        ),
        (
            "(id: \"oui\", vers: \"rendez-vous-preparer\"),",
            "(id: \"oui\", vers: \"rendez-vous-preparer\"), (id: \"parfois\", vers: \"rendez-vous-preparer\"),",
        ),
    ] {
        edits.push(("assurance-retraite.ron", from, to));
    }
    let found = changes(&edits);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "reponse_ajoutee");
}

#[test]
fn what_a_sheet_tells_is_compared_too() {
    for (edit, kind) in [
        (("caf.ron", "voir_aussi: [\"caf-10\", \"assurance-maladie-01\"]", "voir_aussi: []"), "fiche"),
        (("caf.ron", "(texte: \"Déclarer une séparation\"", "(texte: \"Déclarer un mariage\""), "fiche"),
        (
            (
                "caf.ron",
                "            id: \"famille-autre\",\n            texte: \"Demande sur la famille que le référentiel ne liste pas pour la CAF.\",\n            lignes: [\"caf-06\"]",
                "            id: \"famille-autre\",\n            texte: \"Demande sur la famille que le référentiel ne liste pas pour la CAF.\",\n            lignes: [\"caf-07\"]",
            ),
            "lignes",
        ),
        (
            ("referentiel.ron", "(id: \"caf-07\", categorie: Niveau2", "(id: \"caf-07\", categorie: Niveau1"),
            "categorie",
        ),
    ] {
        let found = changes(&[edit]);
        assert_eq!(found.len(), 1, "{edit:?}: {found:?}");
        assert_eq!(found[0].0, kind, "{edit:?}");
    }
}

#[test]
fn a_channel_that_is_withdrawn_names_the_demarches_that_lose_it() {
    let folder = copy(&[
        (
            "assurance-maladie.ron",
            "            (canal: Telephone, valeur: \"36 46\", prix: \"service gratuit + prix de l'appel\"),\n",
            "",
        ),
        ("assurance-maladie.ron", "canaux: [RendezVous, Telephone]", "canaux: [RendezVous]"),
    ]);
    let run = run(&["comparer", "embarques", common::path(&folder)], "");
    assert!(run.out.contains("démarches concernées : Paiement attendu"), "{}", run.out);
}

#[test]
fn cases_that_cannot_be_read_are_counted_and_none_at_all_is_an_error() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let good = "{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{\"urgence\":\"suicide\"}}";
    common::write(folder.path(), "mixte.jsonl", format!("\u{feff}{good}\nprose\n").as_bytes());
    common::write(folder.path(), "prose.txt", b"prose\n");
    let file = |name: &str| folder.path().join(name).to_str().expect("a plain name").to_owned();
    let mixed = run(&["comparer", "embarques", "trees", "--cas", &file("mixte.jsonl")], "");
    assert!(mixed.out.contains("0 cas sur 1") && mixed.out.contains("1 illisible(s)"), "{}", mixed.out);
    let prose = run(&["comparer", "embarques", "trees", "--cas", &file("prose.txt")], "");
    assert_eq!((prose.status, prose.out.as_str()), (2, ""));
    let misplaced = run(&["comparer", "embarques", "trees", "--arbres", "trees"], "");
    assert_eq!(misplaced.status, 2);
}

#[test]
fn a_migration_changes_the_ids_and_not_another_byte() {
    let trees = copy(RENAMINGS);
    let folder = TempDir::new().expect("a temporary folder can be made");
    let list = "\u{feff}[\n    // avant : \"demande\": \"pre-affecter\"\n    (id: \"a\", operateur: \"cheque-energie\", reponses: {\"urgence\": \"non\", \"demande\"  :  \"pre-affecter\"}), (id: \"b\", operateur: \"cheque-energie\", reponses: {\"demande\": \"pre-affecter\"}),\n]\n";
    let stream = "{\"agent\": \"x\", \"id\": \"c\", \"operateur\": \"cheque-energie\", \"reponses\": {\"demande\": \"pre-affecter\"}, \"note\": [1, 2]}\r\nprose\n";
    common::write(folder.path(), "cas.ron", list.as_bytes());
    common::write(folder.path(), "cas.jsonl", stream.as_bytes());
    let file = |name: &str| folder.path().join(name).to_str().expect("a plain name").to_owned();
    let args = [
        "comparer",
        "embarques",
        common::path(&trees),
        "--cas",
        &file("cas.ron"),
        "--cas",
        &file("cas.jsonl"),
        "--migrer",
    ];
    assert_eq!(run(&args, "").status, 1);
    let read = |name: &str| fs::read_to_string(file(name)).expect("it is text");
    let renamed = list.replace("\"pre-affecter\"}", "\"affecter\"}");
    assert_eq!(read("cas.ron"), renamed, "comments keep their words");
    assert_eq!(read("cas.jsonl"), stream.replace("pre-affecter", "affecter"));
}

#[test]
fn demarches_that_come_and_go_are_named() {
    let found = changes(&[
        ("caf.ron", "vers: \"placement\"", "vers: \"accueil\""),
        (
            "caf.ron",
            "            id: \"placement\",\n            titre: \"Enfant placé et prestations familiales\",\n            lignes: [\"caf-09\"]",
            "            id: \"accueil\",\n            titre: \"Famille d'accueil\",\n            lignes: [\"caf-08\"]",
        ),
    ]);
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
    assert!(kinds.contains(&"demarche_ajoutee") && kinds.contains(&"demarche_retiree"), "{found:?}");
}

/// Three renamings: a question, an answer, a démarche.
const RENAMINGS: &[(&str, &str, &str)] = &[
    (
        "cheque-energie.ron",
        "            id: \"technique\",\n            texte",
        "            id: \"technique-ou-autre\",\n            texte",
    ),
    ("cheque-energie.ron", "vers: \"technique\"", "vers: \"technique-ou-autre\""),
    ("cheque-energie.ron", "(id: \"pre-affecter\"", "(id: \"affecter\""),
    ("cheque-energie.ron", "            id: \"campagne\",", "            id: \"campagne-en-cours\","),
    ("cheque-energie.ron", "vers: \"campagne\"", "vers: \"campagne-en-cours\""),
];

#[test]
fn a_renamed_id_is_a_renaming_and_moves_no_case() {
    let found = changes(RENAMINGS);
    assert_eq!(found.iter().filter(|(kind, _)| kind == "renommage").count(), 3, "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
    let folder = copy(RENAMINGS);
    let run = run(&["comparer", "embarques", common::path(&folder), "--cas", "cases/cheque-energie.ron"], "");
    assert!(run.out.contains("0 cas sur"), "{}", run.out);
}

#[test]
fn cases_can_follow_a_renaming_and_the_old_file_stays() {
    let trees = copy(RENAMINGS);
    let cases = TempDir::new().expect("a temporary folder can be made");
    let list = cases.path().join("cas.ron");
    let stream = cases.path().join("cas.jsonl");
    fs::copy("cases/cheque-energie.ron", &list).expect("the cases can be copied");
    fs::write(&stream, run(&["rejouer", "--au-hasard", "300", "--graine", "1"], "").out)
        .expect("they can be written");
    let before = [fs::read(&list).expect("it is there"), fs::read(&stream).expect("it is there")];
    let files = [list.to_str().expect("a plain name"), stream.to_str().expect("a plain name")];
    let broken = run(&["rejouer", files[0], files[1], "--arbres", common::path(&trees)], "");
    assert_eq!(broken.status, 1, "the old ids are unknown there");
    let args =
        ["comparer", "embarques", common::path(&trees), "--cas", files[0], "--cas", files[1], "--migrer"];
    assert_eq!(run(&args, "").status, 1);
    for (file, before) in files.iter().zip(&before) {
        assert_eq!(&fs::read(format!("{file}.ancien")).expect("the old file stays"), before);
    }
    let migrated = run(&["rejouer", files[0], files[1], "--strict", "--arbres", common::path(&trees)], "");
    assert_eq!(migrated.status, 0, "{}", migrated.out);
    let text = fs::read_to_string(&list).expect("it is text");
    assert!(text.contains("// Cas enregistrés") && text.contains("campagne-en-cours"), "comments stay");
    let again = run(&["comparer", common::path(&trees), "embarques", "--cas", files[0], "--migrer"], "");
    assert_eq!(again.status, 2, "an old version is never written over");
}

#[test]
fn the_note_to_the_network() {
    let folder = copy(&[
        ("cheque-energie.ron", "09 69 32 72 10", "09 69 32 72 99"),
        (
            "cheque-energie.ron",
            "vers: \"perdu-vole-abime\"),\n            ],\n            ne_sait_pas: \"perdu-vole-abime\"",
            "vers: \"declarer-perte\"),\n            ],\n            ne_sait_pas: \"perdu-vole-abime\"",
        ),
    ]);
    let args =
        ["comparer", "embarques", common::path(&folder), "--cas", "cases/cheque-energie.ron", "--markdown"];
    insta::assert_snapshot!(run(&args, "").out);
}

#[test]
fn a_row_in_another_category_needs_no_folder_and_says_what_it_does_to_the_network() {
    let args = ["comparer", "--changer", "caf-07=niveau_1", "--cas", "cases/caf.ron"];
    let told = run(&args, "");
    assert_eq!(told.status, 1, "{}", told.err);
    for words in ["Question précise", "niveau 2 → niveau 1", "Par ligne qui change", "  - caf-07, "] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    let json: Value =
        serde_json::from_str(&run(&[&args[..], &["--json"]].concat(), "").out).expect("it is JSON");
    let caf = &json["cas"]["operateurs"][0];
    let passages = caf["passages"].as_array().expect("a list");
    let share = |passage: &Value| passage["pourcentage"].as_f64().expect("a number");
    assert!((passages.iter().map(share).sum::<f64>() - 100.0).abs() < 0.5, "{caf}");
    let of = |passage: &Value| passage["cas"].as_u64().expect("a number");
    assert_eq!(passages.iter().map(of).sum::<u64>(), caf["rejoues"], "{caf}");
    let csv = run(&[&args[..], &["--csv"]].concat(), "").out;
    assert!(
        csv.starts_with("portee;id;avant;apres;cas;pourcentage\r\noperateur;caf;niveau_1;niveau_1;"),
        "{csv}"
    );
    assert!(csv.contains("\r\nligne;caf-07;niveau_2;niveau_1;"), "{csv}");
    let note = run(&[&args[..], &["--markdown"]].concat(), "").out;
    assert!(note.contains("| avant \\ après | niveau 1 | niveau 2 |"), "{note}");
}

#[test]
fn what_is_not_replayed_is_counted_apart() {
    let cases = "{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{\"urgence\":\"suicide\"}}\n\
                 {\"id\":\"b\",\"operateur\":\"caf\",\"reponses\":{}}\n";
    let told = run(&["comparer", "embarques", "trees", "--cas", "-"], cases);
    assert!(told.out.contains("1 cas rejoué(s), 1 qui ne se rejoue(nt) pas, à part"), "{}", told.out);
}

#[test]
fn what_cannot_be_changed_is_refused() {
    for (asked, words) in [
        ("caf-7=niveau_1", "Vouliez-vous dire « caf-07 » ?"),
        ("caf-07=niveau_3", "niveau_1, niveau_2, urgent, hors_bouquet"),
        ("caf-07", "Écrivez LIGNE=CATEGORIE"),
    ] {
        let refused = run(&["comparer", "--changer", asked], "");
        assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{asked}");
        assert!(common::unwrapped(&refused.err).contains(words), "{asked}: {}", refused.err);
    }
}

#[test]
fn a_set_that_cannot_be_read_is_an_error() {
    let run = run(&["comparer", "embarques", "nulle-part"], "");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("n'existe pas"), "{}", run.err);
}

#[test]
fn every_change_names_the_rows_and_the_demarches_that_it_touches() {
    for (file, from, to, row) in [
        (
            "caf.ron",
            "texte: \"Déclarer une séparation\", vers: \"enfance\"",
            "texte: \"Déclarer une séparation\", vers: \"litige-pension\"",
            "caf-08",
        ),
        ("caf.ron", "(texte: \"Déclarer une séparation\"", "(texte: \"Déclarer un mariage\"", "caf-06"),
        ("assurance-maladie.ron", "valeur: \"36 46\"", "valeur: \"36 47\"", "assurance-maladie-02"),
        (
            "referentiel.ron",
            "(id: \"caf-07\", categorie: Niveau2",
            "(id: \"caf-07\", categorie: Niveau1",
            "caf-07",
        ),
    ] {
        let folder = copy(&[(file, from, to)]);
        let run = run(&["comparer", "embarques", common::path(&folder), "--json"], "");
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
        let changes = report["changements"].as_array().expect("a list");
        assert!(!changes.is_empty(), "{from}");
        for change in changes {
            let has = |name: &str| change[name].as_array().is_some_and(|list| !list.is_empty());
            assert!(has("lignes") && has("demarches"), "{change}");
        }
        let named = |change: &serde_json::Value| {
            change["lignes"].as_array().is_some_and(|rows| rows.iter().any(|r| r == row))
        };
        assert!(changes.iter().any(named), "{row}: {}", run.out);
    }
}
