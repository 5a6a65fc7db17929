//! What the trees become on paper, in drawings and in tables.

use crate::common;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use crate::common::{path, run};
use aiguilleur::export::{self, Letters, Manner, Paint, arbre};
use aiguilleur_core::tree::{Canal, Checked, ContactCanal, Set, Supplied, Tree};
use aiguilleur_core::walk::endings;
use serde_json::Value;

/// What a format gives of the embedded trees.
fn exported(args: &[&str]) -> String {
    let run = common::aiguilleur()
        .env("AIGUILLEUR_DATE", "2026-11-24")
        .arg("exporter")
        .args(args)
        .output()
        .expect("the program runs");
    assert_eq!((run.status.code(), &*run.stderr), (Some(0), &b""[..]), "{args:?}");
    String::from_utf8(run.stdout).expect("a result is text")
}

/// What a format gives of the small tree.
fn small(args: &[&str]) -> String {
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), common::SMALL_TREE.as_bytes());
    exported(&[args, &["--arbres", path(&folder)]].concat())
}

/// HTML as it is compared: one space is like another.
fn plain(html: &str) -> String {
    html.replace('\u{a0}', " ")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
}

fn supplied<'t>(set: &'t Set, trees: &'t [Tree]) -> Vec<Supplied<'t>> {
    let operateur = |tree: &Tree| set.referentiel.operateur(&tree.operateur).expect("the index has it");
    trees.iter().map(|tree| Supplied { operateur: operateur(tree), tree }).collect()
}

/// The sheets of a page of HTML.
fn sheets(html: &str) -> Vec<String> {
    let (_, body) = html.split_once("<body>").expect("a body");
    common::lines(body).split("<section class=\"fiche").skip(1).map(plain).collect()
}

#[test]
fn each_format_of_a_small_tree_reads_well() {
    let body = |html: &str| common::lines(html.split_once("<body>").expect("a body").1);
    insta::assert_snapshot!("fiche", body(&small(&["fiche"])));
    insta::assert_snapshot!("issue", body(&small(&["fiche", "--issue"])));
    insta::assert_snapshot!("mermaid", small(&["mermaid"]));
    insta::assert_snapshot!("arbre", small(&["arbre"]));
    insta::assert_snapshot!("arbre_accessible", small(&["arbre", "--accessible"]));
    insta::assert_snapshot!("csv", small(&["csv"]));
    insta::assert_snapshot!("json", small(&["json"]));
}

#[test]
fn a_sheet_lets_nothing_run_or_load() {
    for args in [&["fiche"][..], &["fiche", "--issue"], &["livret"]] {
        let html = exported(args);
        assert!(
            html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"),
            "{args:?}"
        );
        for word in ["<script", " src=", "@import", "url(", "<link", "<form", "onclick"] {
            assert!(!html.contains(word), "{args:?} holds {word}");
        }
        assert!(html.contains("<html lang=\"fr\">") && html.contains("<title>"), "{args:?}");
    }
}

#[test]
fn what_a_tree_says_is_never_read_as_html_or_mermaid() {
    let folder = common::changed("titre: \"Une démarche\"", r#"titre: "<b>\"x\"</b> & `y` #1;""#);
    let of = |args: &[&str]| run(&[args, &["--arbres", path(&folder)]].concat(), "").out;
    for args in [&["exporter", "fiche"][..], &["exporter", "fiche", "--issue"], &["exporter", "livret"]] {
        let html = of(args);
        assert!(!html.contains("<b>"), "{args:?}");
        assert!(html.contains("&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp;"), "{args:?}");
    }
    let drawing = of(&["exporter", "mermaid"]);
    assert!(drawing.contains("#60;b#62;#34;x#34;#60;/b#62; #38; #96;y#96; #35;1;"), "{drawing}");
}

#[test]
fn every_demarche_has_one_sheet_with_all_that_it_can_lead_to() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = sheets(&exported(&["fiche"]));
    let mut seen = BTreeSet::new();
    for tree in &trees {
        for ending in endings(tree) {
            let Some(demarche) = ending.outcome.request.demarche() else { continue };
            let id = format!("id=\"{}-{}\"", tree.operateur, demarche.id);
            let of: Vec<&String> = all.iter().filter(|sheet| sheet.contains(&id)).collect();
            let [sheet] = of[..] else { panic!("{id}: {} sheets", of.len()) };
            assert!(sheet.contains(&format!("class=\"categorie {}\"", demarche.categorie.code())));
            let etapes = ending.outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
            let contacts = ending.outcome.contacts();
            let said = [&demarche.titre]
                .into_iter()
                .chain(&demarche.faire)
                .chain(&demarche.complements)
                .chain(etapes.iter().map(|etape| &etape.texte))
                .chain(contacts.iter().filter_map(|(_, channel)| channel.valeur.as_ref()))
                .chain(&demarche.lignes);
            for words in said {
                assert!(sheet.contains(words.as_str()), "{id} lacks « {words} »");
            }
            for (contact, _) in contacts {
                // With or without its article, beside the step or in it.
                let nom = contact.nom.split_once([' ', '\'']).map_or(&*contact.nom, |(_, nom)| nom);
                let nom = nom.split_once(" de l'").map_or(nom, |(nom, _)| nom).to_lowercase();
                assert!(sheet.to_lowercase().contains(&nom), "{id} lacks « {nom} »");
            }
            seen.insert(id);
        }
    }
    assert_eq!((seen.len(), all.len()), (133, 133));
}

#[test]
fn one_demarche_can_be_printed_alone_and_in_large_letters() {
    let one = exported(&["fiche", "caf", "--demarche", "logement-demarches", "--grands-caracteres"]);
    assert_eq!(sheets(&one).len(), 1);
    assert!(one.contains("body{font-size:18pt") && one.contains("id=\"caf-logement-demarches\""));
    assert!(!exported(&["fiche", "caf", "--demarche", "logement-demarches"]).contains("18pt"));
}

#[test]
fn the_sheet_of_the_usager_speaks_to_them_and_keeps_what_is_reserved() {
    let all = sheets(&exported(&["fiche", "--issue"]));
    assert_eq!(all.len(), 254);
    for sheet in &all {
        let printed: String = sheet
            .lines()
            .filter(|line| !line.starts_with("<p class=\"attention\""))
            .collect::<Vec<_>>()
            .join("\n");
        for word in [
            "usager",
            "animateur départemental",
            "Administration+",
            "back-office",
            "asp-public",
            "09 69 32 72 10",
        ] {
            assert!(!printed.contains(word), "« {word} » in {printed}");
        }
        for line in ["Date de votre visite", "Service qui vous a reçu", "À faire avant le", "Rendez-vous le"]
        {
            assert!(printed.contains(line), "« {line} » is missing in {printed}");
        }
    }
}

#[test]
fn the_sheet_of_an_urgency_does_not_name_it() {
    let html = plain(&exported(&["fiche", "caf", "--reponse", "urgence=suicide"]));
    assert_eq!(sheets(&html).len(), 1);
    let (_, printed) = html.split_once("ne s'imprime pas").expect("the conseiller is warned first");
    assert!(printed.contains("3114") && printed.contains("réponse rapide"), "{printed}");
    for word in ["Urgence sociale", "Menaces", "personne violente"] {
        assert!(!printed.contains(word), "{word}: {printed}");
    }
    // Nor does that of what goes with danger: the address to be hidden from someone who may read the sheet.
    let all = sheets(&exported(&["fiche", "finances-publiques", "--issue"]));
    let hidden: Vec<&String> = all.iter().filter(|sheet| sheet.contains("3919")).collect();
    assert!(!hidden.is_empty());
    for sheet in hidden {
        assert!(sheet.contains("<h1>Votre demande</h1>") && !sheet.contains("conjoint"), "{sheet}");
    }
}

#[test]
fn a_local_contact_is_on_every_sheet_and_one_that_grew_old_is_said_to_the_conseiller() {
    let set = common::embedded();
    let mut tree = common::tree(&set, "caf");
    let today = "2026-11-24".parse().expect("a day");
    let checked =
        Checked {
            le: "2026-01-01".parse().expect("a day"), source: "la préfecture".to_owned(), stale: true
        };
    for (id, valeur) in [("caf", "01 11 11 11 11"), ("caf-back-office", "02 22 22 22 22")] {
        let contact = tree.contacts.iter_mut().find(|contact| contact.id == id).expect("the tree has it");
        let channel = contact.canaux.first_mut().expect("it has a channel");
        let local = ContactCanal {
            canal: Canal::Telephone,
            valeur: Some(valeur.to_owned()),
            horaires: None,
            prix: None,
            precision: None,
            local: Some(checked.clone()),
            filled: Vec::new(),
        };
        channel.filled = vec![local];
    }
    let trees = [tree];
    let trees = supplied(&set, &trees);
    let fiche = plain(&export::fiche(&trees, None, &set.referentiel, Letters::Usual, today));
    let livret = plain(&export::livret(&trees, &[], &[], &set.referentiel, today));
    for text in [&fiche, &livret] {
        assert!(text.contains("01 11 11 11 11") && text.contains("02 22 22 22 22"));
        assert!(text.contains("plus de 6 mois, le 1er janvier 2026 (source : la préfecture)"));
    }
    let home = plain(&export::feuilles(&trees, None, &set.referentiel, Letters::Usual, today));
    assert!(
        home.contains("01 11 11 11 11") && !home.contains("02 22 22 22 22"),
        "the back office is reserved"
    );
    assert!(home.contains("<p class=\"attention\">Attention : contact local vérifié il y a plus de 6 mois"));
}

#[test]
fn a_back_office_is_on_no_sheet_of_the_usager_however_it_is_written() {
    for whom in
        ["Back-Office de la caisse", "back office de la caisse", "correspondant en backoffice de la caisse"]
    {
        let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let row = format!("Demander une aide;Niveau 2;Contacter le {whom} au 03 86 00 00 01");
        std::fs::write(path("t.csv"), format!("Démarche;Catégorie;Action\n{row}\n"))
            .expect("it can be written");
        let made = run(&["importer", &path("t.csv"), "--operateur", "zed", "--vers", &path("jeu")], "");
        assert_eq!(made.status, 0, "{}", made.err);
        let sheet = run(&["exporter", "fiche", "zed", "--arbres", &path("jeu"), "--issue"], "").out;
        assert!(sheet.contains("Demander une aide") && !sheet.contains("03 86 00 00 01"), "{whom}: {sheet}");
    }
}

#[test]
fn deadlines_and_numbers_reach_the_usager() {
    let all = sheets(&exported(&["fiche", "assurance-retraite", "--issue"])).concat();
    for words in ["dans les 2 mois", "3960", "09 71 10 20 10", "du lundi au vendredi"] {
        assert!(all.contains(words), "{words}");
    }
    let payment = sheets(&exported(&["fiche", "finances-publiques", "--issue"])).concat();
    assert!(payment.contains("300 €") && payment.contains("accueil.banque-france.fr"));
}

#[test]
fn every_outcome_is_drawn_with_its_category_in_words_and_by_class() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let text = exported(&["mermaid"]);
    for tree in &trees {
        for ending in endings(tree) {
            let code = ending.outcome.request.categorie().code();
            let words = aiguilleur::pages::categorie::in_capitals(ending.outcome.request.categorie());
            let to_do = match ending.outcome.conduite {
                Some(conduite) => {
                    conduite.etapes.iter().find(|etape| !etape.remarque).map(|e| e.texte.clone())
                }
                None => {
                    ending.outcome.request.demarche().map(|_| "Terminez la démarche sur place.".to_owned())
                }
            };
            let to_do =
                to_do.unwrap_or_else(|| "Le référentiel ne donne pas de conduite à tenir.".to_owned());
            let (start, end) = (format!("(\"{words}<br>"), format!("{to_do}\"):::{code}"));
            let drawn = text.lines().any(|line| line.contains(&start) && line.ends_with(&end));
            assert!(drawn, "{start} {end}");
            let titre = ending.outcome.request.titre();
            assert!(text.contains(&format!("\"{words}<br>{titre}<br>")), "{titre}");
        }
    }
    let drawings: Vec<&str> = text.split("```mermaid\n").skip(1).collect();
    let sizes: Vec<usize> =
        drawings.iter().map(|drawing| drawing.lines().filter(|line| line.contains('[')).count()).collect();
    assert!(drawings.len() > trees.len() && sizes.iter().all(|size| *size <= 40), "{sizes:?}");
}

#[test]
fn the_way_of_one_case_is_shown_by_marks_and_not_by_colour_alone() {
    let by_answers = exported(&["mermaid", "caf", "--reponse", "urgence=non", "--reponse", "theme=compte"]);
    assert!(by_answers.contains("==>|\"▶ Aucune de ces situations\"|"), "{by_answers}");
    assert!(by_answers.contains("[\"▶ NIVEAU 1<br>Services en ligne"), "{by_answers}");
    assert_eq!(by_answers.matches("==>").count(), 2);
    assert!(by_answers.contains(" chemin\n"));
    assert_eq!(by_answers.matches("```mermaid").count(), 1, "only the drawings that the case goes through");
    let by_case = exported(&["arbre", "--cas", "cases/caf.ron", "--cas-id", "caf-rsa-quatre-mois"]);
    let marked: Vec<&str> = by_case.lines().filter(|line| line.contains("=> ")).collect();
    assert_eq!((marked.len(), marked[0]), (3, "=> marque le chemin du cas."), "{by_case}");
    assert!(marked[2].contains("[SITUATION URGENTE]"), "{by_case}");
    assert_eq!(
        by_case,
        exported(&["arbre", "--cas-id", "caf-rsa-quatre-mois"]),
        "the program carries its cases"
    );
}

#[test]
fn the_tree_in_the_terminal_fits_its_columns() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let supplied = supplied(&set, &trees);
    for width in [80, 40] {
        for numbered in [false, true] {
            let manner =
                Manner { width: Some(width), numbered, paint: &|_: Paint, text: &str| text.to_owned() };
            let text = arbre(&supplied, None, manner);
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{} columns: {line}", line.chars().count());
            }
            assert_eq!(text.contains('├'), !numbered);
        }
    }
}

#[test]
fn every_outcome_is_in_the_tree_of_the_terminal() {
    let set = common::embedded();
    let text = exported(&["arbre", "--couleur", "jamais"]);
    let leaves =
        |categorie: &str| text.lines().filter(|line| line.contains(&format!("[{categorie}]"))).count();
    for categorie in ["NIVEAU 1", "NIVEAU 2", "SITUATION URGENTE", "HORS BOUQUET", "NON PRÉVU"] {
        assert!(leaves(categorie) > 0, "{categorie}");
    }
    for tree in &common::trees(&set) {
        for ending in endings(tree) {
            for etape in ending.outcome.conduite.iter().filter_map(|c| c.etapes.iter().find(|e| !e.remarque))
            {
                assert!(text.contains(&etape.texte), "{}", etape.texte);
            }
            assert!(text.contains(ending.outcome.request.titre()));
        }
    }
    assert!(!text.contains('\u{1b}'));
    assert!(exported(&["arbre", "caf", "--couleur", "toujours"]).contains('\u{1b}'));
}

#[test]
fn the_table_has_a_row_for_each_ligne_with_all_that_its_outcomes_say() {
    let set = common::embedded();
    let text = exported(&["csv"]);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().expect("headers").iter().map(str::to_owned).collect();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("the column is there");
    let rows: Vec<csv::StringRecord> =
        reader.records().map(|row| row.expect("a row is well formed")).collect();
    let (action, ids) =
        (column("Action à réaliser par le conseiller France services"), column("Identifiants"));
    for ending in common::trees(&set).iter().flat_map(endings) {
        let Some(demarche) = ending.outcome.request.demarche() else { continue };
        for ligne in &demarche.lignes {
            let row = rows.iter().find(|row| row[column("Ligne")] == **ligne).expect("it has a row");
            assert!(row[ids].split(", ").any(|id| id == demarche.id), "{row:?}");
            for (etape, reached) in ending.outcome.steps() {
                assert!(row[action].contains(&etape.texte), "{row:?}");
                for value in reached.iter().filter_map(|(_, channel)| channel.valeur.as_deref()) {
                    assert!(row[action].contains(value), "{value}: {row:?}");
                }
            }
        }
    }
    let lignes: Vec<&str> = rows.iter().map(|row| &row[column("Ligne")]).collect();
    let index: Vec<&str> = set
        .referentiel
        .supplied()
        .flat_map(aiguilleur_core::tree::Operateur::lignes)
        .map(|ligne| ligne.id.as_str())
        .collect();
    assert_eq!(lignes, index, "every row of the document, once, in order");
    for row in &rows {
        let (_, _, ligne) = set.referentiel.ligne(&row[column("Ligne")]).expect("the index has it");
        assert_eq!(&row[column("Catégorie")], ligne.categorie.nom());
    }
}

#[test]
fn a_spreadsheet_is_given_its_mark_on_request_and_never_a_formula() {
    assert!(!exported(&["csv", "caf"]).starts_with('\u{feff}'));
    assert!(exported(&["csv", "caf", "--bom"]).starts_with("\u{feff}Opérateur;"));
    let index = common::SMALL_INDEX.replace("nom: \"Une démarche\"", "nom: \"=HYPERLINK(\\\"a\\\")\"");
    let folder = common::folder(index.as_bytes(), common::SMALL_TREE.as_bytes());
    let text = run(&["exporter", "csv", "--arbres", path(&folder)], "").out;
    assert!(text.contains(";\"'=HYPERLINK(\"\"a\"\")"), "{text}");
}

#[test]
fn the_data_has_what_the_schema_describes_and_nothing_else() {
    let schema: Value =
        serde_json::from_str(include_str!("../../docs/schema/referentiel.schema.json")).expect("a schema");
    let data: Value = serde_json::from_str(&exported(&["json"])).expect("JSON");
    let mut checked = 0;
    check(&data, &schema, &schema, "", &mut checked);
    assert!(checked > 600, "{checked} objects");
    assert_eq!(data["operateurs"].as_array().map(Vec::len), Some(12));
    assert_eq!(data["lignes"].as_array().map(Vec::len), Some(133));
    let msa =
        data["operateurs"].as_array().into_iter().flatten().find(|o| o["id"] == "msa").expect("it is listed");
    assert_eq!((&msa["etat"], &msa["sections"]), (&"non_fourni".into(), &Value::Array(Vec::new())));
}

/// The fields of every object are those of its schema.
fn check(value: &Value, schema: &Value, root: &Value, place: &str, checked: &mut usize) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").expect("a definition");
        return check(value, &root["$defs"][name], root, place, checked);
    }
    for item in value.as_array().into_iter().flatten() {
        check(item, &schema["items"], root, &format!("{place}[]"), checked);
    }
    if let (Some(object), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        *checked += 1;
        for (name, value) in object {
            let described = known.get(name).unwrap_or_else(|| panic!("{place}.{name} is not described"));
            check(value, described, root, &format!("{place}.{name}"), checked);
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(object.contains_key(name), "{place} lacks {name}");
        }
    }
    assert!(!value.is_object() || schema["properties"].is_object(), "{place} is not described");
}

#[test]
fn a_result_goes_to_the_file_that_is_named() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let file = folder.path().join("arbres.csv");
    let name = file.to_str().expect("a plain name");
    assert_eq!(exported(&["csv", "caf", "-o", name]), "");
    assert_eq!(fs::read_to_string(&file).expect("it was written"), exported(&["csv", "caf"]));
    assert_eq!(exported(&["csv", "caf", "-o", "-"]), exported(&["csv", "caf"]));
    assert_eq!(fs::read_dir(folder.path()).expect("it can be listed").count(), 1, "nothing is left beside");
}

#[test]
fn wrong_uses_say_how_to_mend_them() {
    let mut said = String::new();
    for args in [
        &["pdf"][..],
        &["fiche", "msa"],
        &["fiche", "cafe"],
        &["fiche", "cheque-energie", "--demarche", "inconnue"],
        &["fiche", "--reponse", "urgence=non"],
        &["fiche", "caf", "--reponse", "urgence=non"],
        &["fiche", "caf", "--reponse", "inconnue=non"],
        &["mermaid", "caf", "--reponse", "urgence=suicide", "--reponse", "theme=logement"],
        &["mermaid", "--cas", "absent.ron"],
        &["arbre", "--cas", "cases/caf.ron"],
        &["arbre", "--cas-id", "inconnu"],
        &["arbre", "assurance-maladie", "--cas-id", "caf-rsa-quatre-mois"],
        &["csv", "--issue"],
        &["json", "--bom"],
        &["livret", "-o", "absent/livret.html"],
    ] {
        let run = run(&[&["exporter"], args].concat(), "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        let _ = writeln!(said, "$ aiguilleur exporter {}\n{}", args.join(" "), run.err);
    }
    insta::assert_snapshot!("mauvais_exports", said);
}

#[test]
fn no_export_is_called_a_pdf_nor_an_option_passed_over() {
    for args in [
        &["exporter", "fiche", "caf", "-o", "fiches.pdf"][..],
        &["former", "--reunir", "a.json", "--json"],
        &["rejouer", "--graine", "3", "cases"],
        &["comparer", "--changer", "caf-01=urgent", "--changer", "caf-01=niveau_1"],
    ] {
        let refused = run(args, "");
        assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{args:?}: {}", refused.err);
    }
}
