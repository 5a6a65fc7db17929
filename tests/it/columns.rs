//! Tables with more columns than three, with empty cells, with lines under them: read, or told before anything is written.

use std::fs;
use std::path::Path;

use crate::common::shapes::ods_book;
use crate::common::{Run, run, unwrapped};
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

const HEADINGS: [&str; 5] = [
    "Domaine",
    "Nature de la demande",
    "Niveau de prise en charge",
    "Conduite à tenir en cas de blocage",
    "Contact",
];
/// An invented table: its rows under their headings.
const ROWS: [[&str; 5]; 5] = [
    [
        "Verger",
        "Déclarer une récolte",
        "Niveau 1",
        "Contacter le service des vergers.",
        "Service des vergers : 09 99 00 00 01",
    ],
    ["", "Louer un pressoir", "Niveau 1", "Écrire au gardien par courriel.", "pressoir@exemple.fr"],
    [
        "",
        "Tailler un pommier",
        "Niveau 2",
        "Transmettre la demande.",
        "Le jardinier, selon les modalités définies localement",
    ],
    ["Ruche", "Perte d'un essaim", "Urgent", "Appeler le rucher.", "36 46"],
    ["", "Vendre du miel", "Hors bouquet", "Orienter vers la mairie.", ""],
];

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder can be made"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// A file of text.
    fn text(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).expect("it can be written");
        self.path(name)
    }

    /// The rows as a CSV under these headings, a title above.
    fn csv(&self, name: &str, headings: [&str; 5], rows: &[[&str; 5]]) -> String {
        let lines = std::iter::once(&headings).chain(rows).map(|row| row.join(";"));
        self.text(name, &lines.collect::<Vec<_>>().join("\n"))
    }

    /// The rows as a workbook: title lines, a section merged over its rows, the headings again above the second one.
    fn xlsx(&self, name: &str, headings: [&str; 5], rows: &[[&str; 5]]) -> String {
        let (mut book, plain) = (Workbook::new(), Format::new());
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 4, "Référentiel des vergers", &plain).expect("it fits");
        let mut at = 2;
        let mut below = 0;
        for (rank, row) in rows.iter().enumerate() {
            if !row[0].is_empty() {
                for (column, words) in (0..).zip(headings) {
                    sheet.write(at, column, words).expect("it fits");
                }
                at += 1;
                below = rows[rank + 1..].iter().take_while(|next| next[0].is_empty()).count();
            }
            for (column, words) in (0..).zip(row).filter(|(_, words)| !words.is_empty()) {
                let last = at + u32::try_from(below).expect("few rows");
                if column == 0 && last > at {
                    sheet.merge_range(at, 0, last, 0, words, &plain).expect("it fits");
                } else {
                    sheet.write(at, column, *words).expect("it fits");
                }
            }
            at += 1;
        }
        fs::write(self.path(name), book.save_to_buffer().expect("memory suffices"))
            .expect("it can be written");
        self.path(name)
    }

    fn import(&self, table: &str, more: &[&str]) -> Run {
        let set = self.path("jeu");
        let _ = fs::remove_dir_all(&set);
        run(&[&["importer", table, "--operateur", "essai", "--vers", &set], more].concat(), "")
    }

    fn source(&self, table: &str) -> Run {
        let set = self.path("jeu");
        run(&["verifier", "--source", table, "--operateur", "essai", "--arbres", &set], "")
    }

    fn tree(&self) -> String {
        fs::read_to_string(Path::new(&self.path("jeu")).join("essai.ron")).expect("it was written")
    }
}

fn renamed(contact: &'static str) -> [&'static str; 5] {
    let [first, second, third, fourth, _] = HEADINGS;
    [first, second, third, fourth, contact]
}

#[test]
fn what_an_importer_cannot_be_sure_of_is_left_with_its_words() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let table = folder.path().join("t.csv");
    let text = "Démarche;Niveau;En cas de blocage;Contact\n\
                Demander un jardin;Niveau 1;Appelez l'accueil au 01 44 55 66 77 / 78;\n\
                Contester;Niveau 2;Écrivez à la commission des jardins. Orientez vers l'assistante sociale;recours@exemple.fr\n";
    std::fs::write(&table, text).expect("it can be written to");
    let set = folder.path().join("jeu");
    let args =
        ["importer", table.to_str().unwrap(), "--operateur", "jardins", "--vers", set.to_str().unwrap()];
    let made = crate::common::run(&args, "");
    assert_eq!(made.status, 0, "{}{}", made.out, made.err);
    let tree = std::fs::read_to_string(set.join("jardins.ron")).expect("it was written");
    assert!(tree.contains("(« 01 44 55 66 77 / 78 »)"), "{tree}");
    assert!(tree.contains("plusieurs services sont nommés avant (« recours@exemple.fr »)"), "{tree}");
    assert!(tree.contains("SiBlocage"), "« En cas de blocage » says when the action serves: {tree}");
    let said = crate::common::unwrapped(&made.out);
    assert!(!said.contains("ne dit pas « en cas de blocage »"), "{said}");
}

#[test]
fn a_column_of_contacts_belongs_to_the_action_whatever_its_heading() {
    let desk = Desk::new();
    for heading in ["Contact", "Contacts", "Coordonnées", "Canal", "Qui contacter ?", "Téléphone", "Mail"]
    {
        for table in
            [desk.csv("t.csv", renamed(heading), &ROWS), desk.xlsx("t.xlsx", renamed(heading), &ROWS)]
        {
            let made = desk.import(&table, &[]);
            assert_eq!(made.status, 0, "{heading}: {}", made.err);
            assert!(!made.out.contains("n'est pas lue"), "{heading}: {}", made.out);
            // The preview shows them before anything is written.
            let shown = unwrapped(&made.err);
            for value in ["09 99 00 00 01", "pressoir@exemple.fr", "36 46"] {
                assert!(shown.contains(value), "{heading}: {value}: {shown}");
            }
            let tree = desk.tree();
            for contact in [
                "nom: \"Service des vergers\", canaux: [(canal: Telephone, valeur: \"09 99 00 00 01\")]",
                "(canal: Courriel, valeur: \"pressoir@exemple.fr\")",
                "nom: \"Le jardinier\", canaux: [(canal: Local)]",
                "(canal: Telephone, valeur: \"36 46\")",
            ] {
                assert!(tree.contains(contact), "{heading}: {contact}: {tree}");
            }
            let same = desk.source(&table);
            assert!(same.status == 0 && same.out.contains("Aucun écart :"), "{heading}: {}", same.out);
        }
    }
}

#[test]
fn a_number_that_changes_in_a_column_of_contacts_is_seen_by_the_proof_and_the_comparison() {
    let desk = Desk::new();
    let first = desk.xlsx("t.xlsx", HEADINGS, &ROWS);
    assert_eq!(desk.import(&first, &[]).status, 0);
    let mut rows = ROWS;
    rows[0][4] = "Service des vergers : 09 99 00 00 09";
    let second = desk.xlsx("v2.xlsx", HEADINGS, &rows);
    let proof = desk.source(&second);
    assert!(proof.status == 1 && proof.out.contains("le numéro 09 99 00 00 09"), "{}", proof.out);
    let changes = run(&["comparer", &first, &second], "");
    assert!(unwrapped(&changes.out).contains("dit maintenant : le numéro 09 99 00 00 09"), "{}", changes.out);
    let onto = run(&["importer", &second, "--operateur", "essai", "--sur", &desk.path("jeu")], "");
    assert!(unwrapped(&onto.out).contains("09 99 00 00 01 devient 09 99 00 00 09"), "{}", onto.out);
}

#[test]
fn what_the_action_says_already_is_not_said_twice_and_what_says_nothing_is_left_out() {
    let desk = Desk::new();
    let table = desk.text(
        "t.csv",
        "MATRICULE;DEMARCHE;CATEGORIE;ACTION;TELEPHONE\n1;Déclarer un verger;Niveau 1;Contacter le service au 4 00 00 00 01;4 00 00 00 01\n2;Suivre un verger;Niveau 2;Contacter la caisse au 04 00 00 00 02;-\n",
    );
    let made = desk.import(&table, &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    let tree = desk.tree();
    assert!(
        tree.contains("valeur: \"04 00 00 00 01\"") && tree.contains("valeur: \"04 00 00 00 02\""),
        "{tree}"
    );
    assert_eq!(tree.matches("(texte: \"").count(), 2, "a step each: {tree}");
}

#[test]
fn a_column_of_an_unknown_name_is_told_before_anything_is_written_and_can_be_read() {
    let desk = Desk::new();
    let table = desk.xlsx("t.xlsx", renamed("Plateforme"), &ROWS);
    let made = desk.import(&table, &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    let told = "La colonne « Plateforme » n'est pas lue : 4 cellule(s)";
    let way = "« --colonnes contact=E »";
    let shown = unwrapped(&made.err);
    let (at, first) = (shown.find(told).expect("it is told"), shown.find("essai-01").expect("it is shown"));
    assert!(at < first && shown.contains(way), "{shown}");
    // Nor is it compared in silence.
    for seen in [desk.source(&table), run(&["comparer", &table, &desk.xlsx("v2.xlsx", HEADINGS, &ROWS)], "")]
    {
        let seen = unwrapped(&format!("{}{}", seen.out, seen.err));
        assert!(seen.contains(told) && seen.contains(way), "{seen}");
        assert!(!seen.contains("Aucun écart : catégories"), "{seen}");
    }
    let made = desk.import(&table, &["--colonnes", "contact=E"]);
    assert!(made.status == 0 && !made.err.contains("n'est pas lue"), "{}", made.err);
    assert!(desk.tree().contains("valeur: \"09 99 00 00 01\""), "{}", desk.tree());
    // Numbers that are no ranks are told too.
    let table = desk.text("t.csv", "N°;Démarche;Catégorie;Action;Standard\n1;A faire;Niveau 2;Appeler;3646\n2;B faire;Niveau 2;Appeler;3939\n");
    let shown = unwrapped(&desk.import(&table, &[]).err);
    assert!(shown.contains("« Standard » n'est pas lue") && !shown.contains("« N° »"), "{shown}");
}

#[test]
fn an_empty_action_is_taken_from_above_only_where_the_cells_are_merged() {
    let desk = Desk::new();
    let mut rows = ROWS;
    (rows[1][3], rows[1][4]) = ("", "");
    let xlsx = desk.xlsx("t.xlsx", HEADINGS, &rows);
    let made = desk.import(&xlsx, &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.out.contains("cellule D5 : Cette ligne n'a pas d'action"), "{}", made.out);
    assert!(unwrapped(&made.err).contains("Louer un pressoir — niveau 1 : aucune action"), "{}", made.err);
    let tree = desk.tree();
    let own = &tree[tree.find("// À FAIRE : Écrivez l'action").expect("it is left to a person")..];
    assert!(own.find("essai-02").expect("its row") < own.find("suite:").expect("its end"), "{tree}");
    assert!(own.contains("Demandez la conduite à tenir : le tableau n'en dit aucune."), "{tree}");
    assert_eq!(desk.source(&xlsx).status, 0);

    // Merged, it goes on with the one above, without a word.
    let (row, merged) = (
        "<tr><td>B faire<td>Niveau 1</tr>",
        "<table><tr><th>Démarche<th>Catégorie<th>Action</tr><tr><td>A faire<td>Niveau 1<td rowspan=2>Appeler le 36 46</tr>",
    );
    let page = desk.text("t.html", &format!("{merged}{row}</table>"));
    let made = desk.import(&page, &[]);
    assert!(made.status == 0 && !made.out.contains("avertissement["), "{}{}", made.out, made.err);
    let page = desk.text("t.html", &format!("{}{row}</table>", merged.replace(" rowspan=2", "")));
    assert!(desk.import(&page, &[]).out.contains("Cette ligne n'a pas d'action"));

    // A file that does not say what is merged: told once a run of rows.
    let csv = desk.text("t.csv", "Démarche;Catégorie;Action\nA faire;Niveau 1;Appeler\nB faire;Niveau 1;\nC faire;Niveau 1;\nD faire;Niveau 2;Écrire\n");
    let made = desk.import(&csv, &[]);
    assert_eq!(made.out.matches("avertissement[").count(), 1, "{}", made.out);
    assert!(
        made.out
            .contains("2 lignes (ligne 3, ligne 4) n'ont pas d'action : elles prennent celle de la ligne 2."),
        "{}",
        made.out
    );
}

/// A sheet of LibreOffice: the action of the second row is merged with the first, or empty.
fn ods(merged: bool) -> Vec<u8> {
    let cell = |words: &str, more: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"{more}><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let (span, under) = if merged {
        (" table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"", "<table:covered-table-cell/>")
    } else {
        ("", "<table:table-cell/>")
    };
    let row = |cells: [String; 3]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(["Démarche", "Catégorie", "Action"].map(|words| cell(words, ""))),
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/></table:table-row>".to_owned(),
        row([cell("A faire", ""), cell("Niveau 1", ""), cell("Appeler", span)]),
        row([cell("B faire", ""), cell("Niveau 1", ""), under.to_owned()]),
    ];
    ods_book(&format!("<table:table table:name=\"L&apos;été\">{}</table:table>", rows.concat()))
}

#[test]
fn a_sheet_of_libreoffice_says_which_cells_are_merged() {
    let desk = Desk::new();
    for merged in [true, false] {
        fs::write(desk.path("t.ods"), ods(merged)).expect("it can be written");
        let made = desk.import(&desk.path("t.ods"), &[]);
        assert_eq!(made.status, 0, "{}", made.err);
        let told = made.out.contains("cellule C5 : Cette ligne n'a pas d'action");
        assert_eq!(told, !merged, "{}", made.out);
        assert_eq!(made.err.contains("(du dessus)"), merged, "{}", made.err);
    }
}

#[test]
fn an_action_whose_heading_says_when_it_serves_says_it_of_every_row() {
    let desk = Desk::new();
    let made = desk.import(&desk.xlsx("t.xlsx", HEADINGS, &ROWS), &[]);
    assert!(!made.out.contains("Cette action ne dit pas"), "{}", made.out);
    let [first, second, third, _, fifth] = HEADINGS;
    let plain = [first, second, third, "Conduite à tenir", fifth];
    let made = desk.import(&desk.xlsx("t.xlsx", plain, &ROWS), &[]);
    assert!(made.out.contains("Cette action ne dit pas"), "{}", made.out);
}

#[test]
fn columns_that_are_named_leave_the_others_to_their_headings() {
    let desk = Desk::new();
    let table = desk.xlsx("t.xlsx", HEADINGS, &ROWS);
    for columns in [
        "demande=2,categorie=C,action=D",
        "demande=B,categorie=Niveau de prise en charge,action=4",
        "action=D",
    ] {
        let made = desk.import(&table, &["--colonnes", columns]);
        assert_eq!(made.status, 0, "{columns}: {}", made.err);
        assert!(made.out.contains("5 ligne(s), 2 section(s)"), "{columns}: {}", made.out);
        assert!(desk.tree().contains("valeur: \"09 99 00 00 01\""), "{columns}");
    }
    // No heading is known by its words, and the unknown one comes again.
    let table = desk.text(
        "t.csv",
        "Suivi\nQuoi;Ton;Fais\nA faire;Niveau 2;Appeler\nQuoi;Ton;Fais\nB faire;Niveau 2;Appeler\n",
    );
    let made = desk.import(&table, &["--colonnes", "demande=1,categorie=2,action=3"]);
    assert!(made.status == 0 && made.out.contains("2 ligne(s), 1 section(s)"), "{}{}", made.out, made.err);
    // What is wrong with the option is at no cell.
    let made = desk.import(&table, &["--colonnes", "demande=1"]);
    assert!(
        made.status == 2 && made.err.contains("dites au moins demande, categorie et action"),
        "{}",
        made.err
    );
    assert!(!made.err.contains("cellule A1") && !made.err.contains("t.csv:1"), "{}", made.err);
}

#[test]
fn a_line_under_the_table_is_a_note_and_forbids_nothing() {
    let desk = Desk::new();
    let foot = "Document de travail – ne pas diffuser";
    let mut rows = ROWS.to_vec();
    rows.push(["", "", "", "", ""]);
    rows.push([foot, "", "", "", ""]);
    let lines = |foot: &str| format!("Démarche;Catégorie;Action\nA faire;Niveau 2;Appeler\n;;\n{foot};;\n");
    for table in [
        desk.csv("t.csv", HEADINGS, &rows),
        desk.text("u.csv", &lines(foot)),
        desk.text("v.csv", &lines("Liste arrêtée par le comité")),
    ] {
        let made = desk.import(&table, &[]);
        assert_eq!(made.status, 0, "{}", made.err);
        assert!(unwrapped(&made.err).contains("pied"), "{}", made.err);
        assert!(!desk.tree().contains("diffuser") && !desk.tree().contains("comité"));
    }
    // What could be a request, or says that it is a section, is none.
    for foot in ["Section : Ruches", "Démarches liées aux ruches"] {
        assert_eq!(desk.import(&desk.text("t.csv", &lines(foot)), &[]).status, 2, "{foot}");
    }
}

#[test]
fn a_level_that_does_not_exist_is_a_wrong_category_and_no_heading() {
    let desk = Desk::new();
    for (written, told) in
        [("Niveau 3", "« Niveau 3 » n'est pas une catégorie"), ("niveau un", "n'est pas une catégorie")]
    {
        let table =
            desk.text("t.csv", &format!("Demande;Catégorie;Action\nFaire une demande;{written};Orienter\n"));
        let refused = run(&["importer", &table, "--operateur", "msa", "--vers", &desk.path("jeu")], "");
        assert!(refused.status == 2 && refused.err.contains(told), "{written}: {}", refused.err);
    }
}

#[test]
fn a_section_whose_title_stands_above_repeated_headings_keeps_it() {
    let desk = Desk::new();
    let headings = "Démarche;Catégorie;Action\n";
    for titre in ["RETRAITE", "Section : RETRAITE"] {
        let table = format!(
            "Pays des ruches, référentiel;;\n{headings}SANTÉ;;\nDemander un essaim;Niveau 1;Contacter le rucher\n\
             Vendre du miel;Niveau 2;Contacter le rucher\n{titre};;\n{headings}\
             Demander sa retraite;Niveau 1;Contacter la ferme\nSuivre sa retraite;Niveau 2;Contacter la ferme\n"
        );
        let made = desk.import(&desk.text("t.csv", &table), &[]);
        assert_eq!(made.status, 0, "{}", made.err);
        assert!(made.out.contains("4 ligne(s), 2 section(s)"), "{titre}: {}", made.out);
        let index = fs::read_to_string(desk.path("jeu/referentiel.ron")).expect("the index is written");
        assert!(index.contains("(titre: \"SANTÉ\"") && index.contains("(titre: \"RETRAITE\""), "{index}");
    }
    // A page that repeats the name of the table, or says that it goes on, begins no section.
    for titre in ["Pays des ruches, référentiel", "SANTÉ (suite)"] {
        let table = format!(
            "Pays des ruches, référentiel;;\n{headings}SANTÉ;;\nDemander un essaim;Niveau 1;Contacter le rucher\n\
             {titre};;\n{headings}Vendre du miel;Niveau 2;Contacter le rucher\n"
        );
        let made = desk.import(&desk.text("t.csv", &table), &[]);
        let index = fs::read_to_string(desk.path("jeu/referentiel.ron")).expect("the index is written");
        assert!(!index.contains(&format!("(titre: \"{titre}\"")), "{titre}: {index}{}", made.err);
    }
}

#[test]
fn a_first_row_whose_section_is_called_as_a_category_is_no_heading() {
    let desk = Desk::new();
    for section in ["Urgences", "Urgence", "Situations urgentes", "Niveau 1", "Hors bouquet"] {
        let table = format!(
            "Section;Demande ou démarche;Catégorie;Action\n{section};Perte d'un essaim;Urgent;Appeler le 09 99 00 00 01\n\
             {section};Perte d'une reine;Urgent;Appeler le 09 99 00 00 02\nMiel;Vendre du miel;Niveau 2;Orienter vers la mairie\n"
        );
        let made = desk.import(&desk.text("t.csv", &table), &[]);
        assert_eq!(made.status, 0, "{section}: {}", made.err);
        assert!(made.out.contains("3 ligne(s), 2 section(s)"), "{section}: {}", made.out);
        // The table that was kept beside the tree is read again.
        let kept = format!("{}/tableaux/essai.csv", desk.path("jeu"));
        assert_eq!(desk.source(&kept).status, 0, "{section}");
    }
    // The categories of a matrix stand under one heading, where no request stands.
    let matrix = "Demande;Prise en charge;;;Action\n;Niveau 1;Niveau 2;Urgent;\nPerte d'un essaim;;;x;Appeler le 09 99 00 00 01\n\
                  Vendre du miel;;x;;Orienter vers la mairie\n";
    let made = desk.import(&desk.text("m.csv", matrix), &[]);
    assert!(made.status == 0 && made.out.contains("2 ligne(s)"), "{}{}", made.out, made.err);
}

#[test]
fn rows_whose_category_is_no_known_word_are_told_even_the_first_ones_and_a_legend_is_no_request() {
    let desk = Desk::new();
    let rows = "Motif;Rôle;Consigne\nSuivre un colis;oui;Regarder le suivi\nColis perdu;non;Orienter vers le bureau\n\
                Procuration;oui;Remplir le formulaire\nCompte bloqué;urgent;Appeler le conseiller\n";
    let table = desk.text("t.csv", rows);
    let columns = ["--colonnes", "demande=1,categorie=2,action=3"];
    let made = desk.import(&table, &columns);
    for place in ["t.csv:2:", "t.csv:4:"] {
        assert!(made.status == 2 && made.err.contains(place), "{place}: {}", made.err);
    }
    let known = rows.replace(";oui;", ";niveau 1;").replace(";non;", ";hors bouquet;");
    let table = desk.text("u.csv", &format!("{known}\"oui = sur place ; non = hors bouquet\";;\n"));
    let made = desk.import(&table, &columns);
    assert!(made.status == 0 && desk.tree().contains("Compte bloqué"), "{}", made.err);
    assert!(!desk.tree().contains("oui = sur place"), "{}", desk.tree());
}

/// A cell of a heading of two lines: its words, its first and last row, its first and last column.
type HeadingCell = (&'static str, [u32; 2], [u16; 2]);

#[test]
fn a_heading_on_two_lines_is_read_whatever_its_merged_cells() {
    let wholes: [&[HeadingCell]; 4] = [
        &[
            ("Thème", [0, 1], [0, 0]),
            ("La demande de l'usager", [0, 0], [1, 2]),
            ("Demande ou démarche", [1, 1], [1, 1]),
            ("Catégorie", [1, 1], [2, 2]),
            ("Ce que fait le conseiller", [0, 0], [3, 3]),
            ("Action à réaliser", [1, 1], [3, 3]),
        ],
        &[
            ("Thème", [0, 1], [0, 0]),
            ("Demande ou démarche", [0, 1], [1, 1]),
            ("Catégorie", [0, 1], [2, 2]),
            ("Action", [0, 0], [3, 3]),
            ("à réaliser par le conseiller", [1, 1], [3, 3]),
        ],
        &[
            ("Démarche", [0, 0], [0, 1]),
            ("Section", [1, 1], [0, 0]),
            ("Demande ou démarche", [1, 1], [1, 1]),
            ("Traitement", [0, 0], [2, 3]),
            ("Catégorie", [1, 1], [2, 2]),
            ("Action à réaliser", [1, 1], [3, 3]),
        ],
        &[
            ("Section", [0, 1], [0, 0]),
            ("Démarches", [0, 0], [1, 2]),
            ("Intitulé", [1, 1], [1, 1]),
            ("Niveau", [1, 1], [2, 2]),
            ("Action à réaliser", [0, 1], [3, 3]),
        ],
    ];
    let desk = Desk::new();
    for cells in wholes {
        let (mut book, plain) = (Workbook::new(), Format::new());
        let sheet = book.add_worksheet();
        for (words, [top, bottom], [left, right]) in cells.iter().copied() {
            if (top, left) == (bottom, right) {
                sheet.write(top, left, words).expect("it fits");
            } else {
                sheet.merge_range(top, left, bottom, right, words, &plain).expect("it fits");
            }
        }
        for (row, cells) in (2..).zip(ROWS) {
            for (column, words) in (0..).zip(&cells[..4]) {
                sheet.write(row, column, *words).expect("it fits");
            }
        }
        let table = desk.path("deux.xlsx");
        fs::write(&table, book.save_to_buffer().expect("memory suffices")).expect("it can be written");
        let made = desk.import(&table, &[]);
        assert_eq!(made.status, 0, "{cells:?}: {}", made.err);
        let read = unwrapped(&made.out);
        assert!(
            read.contains("Lu : 5 ligne(s), 2 section(s)") && !read.contains("non lue"),
            "{cells:?}: {read}"
        );
    }
}
