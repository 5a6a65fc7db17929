//! Tables that nobody would draw, but a program, or malice, may write: refused with one message, or read in the time that
//! their size deserves; and nothing is written by halves.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use tempfile::TempDir;

use crate::common::{Run, run, unwrapped, write};

const HEADINGS: &str = "Démarche;Catégorie;Action\n";

/// `importer` of this file to a folder that is not there yet.
fn imported(folder: &TempDir, name: &str, bytes: &[u8]) -> Run {
    write(folder.path(), name, bytes);
    let (table, set) = (folder.path().join(name), folder.path().join("jeu"));
    let (table, set) = (table.display().to_string(), set.display().to_string());
    run(&["importer", &table, "--operateur", "essai", "--vers", &set], "")
}

/// The same, which is refused with these words; nothing is left of it.
fn assert_refused(name: &str, bytes: &[u8], said: &str) {
    let folder = TempDir::new().unwrap();
    let refused = imported(&folder, name, bytes);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{name}: {}", refused.err);
    assert!(unwrapped(&refused.err).contains(said), "{said}: {}", refused.err);
    assert!(refused.err.len() < 5_000, "{name}: {} bytes", refused.err.len());
    assert!(!folder.path().join("jeu").exists(), "{name}: nothing is written");
    let table = folder.path().join(name).display().to_string();
    let contacts = folder.path().join("local.ron").display().to_string();
    for args in [
        &["verifier", "--source", &table, "--operateur", "caf"][..],
        &["comparer", &table, &table],
        &["local", "importer", &table, "-o", &contacts, "--departement", "Nièvre"],
    ] {
        let refused = run(args, "");
        assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{args:?}: {}", refused.err);
    }
    assert!(!folder.path().join("local.ron").exists(), "{name}: nothing is written");
}

/// An archive of these parts, as a program packs it.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        book.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        book.write_all(bytes).unwrap();
    }
    book.finish().unwrap().into_inner()
}

/// A workbook of LibreOffice with this content.
fn ods(content: &[u8]) -> Vec<u8> {
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content),
    ])
}

const SHEET: &str =
    "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"F\">";

#[test]
fn a_workbook_that_is_cut_in_a_table_does_not_make_one_wait_for_its_end() {
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Faire</text:p></table:table-cell>";
    let end = "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let aside = "<!-- <table:table> --><![CDATA[<b>]]><a title=\"x>y\"/><office:body>";
    let whole = format!("{}{row}{end}", SHEET.replace("<office:body>", aside));
    let read = imported(&TempDir::new().unwrap(), "a.ods", &ods(whole.as_bytes()));
    assert!(!read.err.contains("abîmé"), "it is whole: {}", read.err);
    for cut in [
        format!("{SHEET}{row}"),
        format!("{SHEET}{row}</table:table-row>"),
        format!("{SHEET}{row}{}", end.replace("</table:table>", "")),
        format!("{SHEET}{row}</table:table-row><table:ta{end}"),
        format!("{SHEET}<!-- {row}{end}"),
    ] {
        assert_refused("a.ods", &ods(cut.as_bytes()), "Ce classeur est abîmé");
    }
    assert_refused("a.ods", &ods(&[0xff; 100]), "Ce classeur est abîmé");
}

#[test]
fn a_cell_that_no_spreadsheet_could_hold_is_told_with_its_place() {
    let long = "appeler le 36 46 ".repeat(3_000);
    let said = "Cette cellule a 50999 caractères";
    assert_refused("a.csv", format!("{HEADINGS}Faire;Niveau 1;{long}\n").as_bytes(), said);
    let page =
        format!("<table><tr><th>Démarche<th>Catégorie<th>Action<tr><td>Faire<td>Urgent<td>{long}</table>");
    assert_refused("a.html", page.as_bytes(), said);
    let text =
        format!("| Démarche | Catégorie | Action |\n| --- | --- | --- |\n| Faire | Urgent | {long} |\n");
    assert_refused("a.md", text.as_bytes(), said);
    let quote = format!("{HEADINGS}Faire;Niveau 1;\"{}", "une ligne\n".repeat(20_000));
    assert_refused("a.csv", quote.as_bytes(), "Ce guillemet ouvre une cellule");
}

#[test]
fn a_few_bytes_do_not_become_gigabytes() {
    let wide = "<td colspan=1000 rowspan=100000>Faire".repeat(2);
    let page = format!("<table><tr>{wide}{}</table>", "<tr><td>x".repeat(1_100));
    for (name, text) in [("a.csv", format!("{HEADINGS}{}", ";".repeat(2_100_000))), ("a.html", page)] {
        let folder = TempDir::new().unwrap();
        let refused = imported(&folder, name, text.as_bytes());
        assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{name}: {}", refused.err);
        assert!(unwrapped(&refused.err).contains("bien plus grand qu'un tableau"), "{}", refused.err);
        assert!(!folder.path().join("jeu").exists(), "{name}: nothing is written");
    }
}

#[test]
fn a_table_of_thousands_of_rows_and_of_columns_is_read() {
    let mut rows = String::from(HEADINGS);
    for rank in 0..4_000 {
        let _ =
            writeln!(rows, "Faire la démarche numéro {rank};Niveau 2;Contacter la caisse au 01 02 {rank:06}");
    }
    let folder = TempDir::new().unwrap();
    let read = imported(&folder, "a.csv", rows.as_bytes());
    assert_eq!(read.status, 0, "{}", read.err);
    assert!(read.out.contains("4000 ligne(s)"), "{}", read.out);
    let headings: String = (0..2_000).map(|rank| [";C", &rank.to_string()].concat()).collect();
    let more = ";x".repeat(2_000);
    let wide = format!("{}{headings}\nFaire;Niveau 1;Appeler{more}\n", HEADINGS.trim_end());
    let read = imported(&TempDir::new().unwrap(), "a.csv", wide.as_bytes());
    assert_eq!(read.status, 0, "{}", read.err);
    assert!(read.out.len() < 50_000, "the columns that are not read are told as far as one reads");
}

#[test]
fn what_a_workbook_strikes_out_links_to_or_comments_is_said() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Démarche", "Catégorie", "Action"]).unwrap();
    let struck = rust_xlsxwriter::Format::new().set_font_strikethrough();
    let plain = rust_xlsxwriter::Format::new();
    sheet.write_row(1, 0, ["Faire", "Niveau 1"]).unwrap();
    let bits = [(&struck, "Appeler le 36 46"), (&plain, " Appeler le 36 47")];
    sheet.write_rich_string(1, 2, &bits).unwrap();
    sheet.write_row(2, 0, ["Refaire", "Niveau 2"]).unwrap();
    let link = rust_xlsxwriter::Url::new("mailto:delais@exemple.fr").set_text("Écrire à la caisse");
    sheet.write_url(2, 2, link).unwrap();
    sheet.write_with_format(3, 0, "Défaire", &struck).unwrap();
    sheet.write_row(3, 1, ["Niveau 2", "Appeler la mairie"]).unwrap();
    sheet.insert_note(1, 2, &rust_xlsxwriter::Note::new("36 46 remplacé")).unwrap();
    let read = imported(&TempDir::new().unwrap(), "a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(read.status, 0, "{}", read.err);
    let said = unwrapped(&read.err);
    for words in [
        "2 passage(s) barré(s) sont lus comme les autres",
        "Des liens portent des adresses que leurs cellules n'écrivent pas : delais@exemple.fr.",
        "1 commentaire(s) de cellule ne sont pas lus.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn an_address_that_only_a_link_of_a_page_holds_is_read_with_its_words() {
    let page = "<table><tr><th>Démarche</th><th>Catégorie</th><th>Action</th></tr><tr><td>Faire</td><td>Niveau 2</td>\
                <td>Écrire à <a href=\"mailto:delais@exemple.fr?subject=x\">la caisse</a>, ou à \
                <a href=\"mailto:autre@exemple.fr\">autre@exemple.fr</a></td></tr></table>";
    let folder = TempDir::new().unwrap();
    let read = imported(&folder, "a.html", page.as_bytes());
    assert_eq!(read.status, 0, "{}", read.err);
    let tree = std::fs::read_to_string(folder.path().join("jeu/essai.ron")).unwrap();
    assert!(tree.contains("la caisse (delais@exemple.fr), ou à autre@exemple.fr"), "{tree}");
    assert!(tree.contains("valeur: \"delais@exemple.fr\""), "{tree}");
}

#[test]
fn rows_that_a_workbook_hides_are_read_and_it_is_said() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["Démarche", "Catégorie", "Action"],
        ["Faire", "Niveau 1", "Appeler la caisse"],
        ["Refaire", "Niveau 2", "Appeler la mairie"],
    ];
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, cells).unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    let read = imported(&TempDir::new().unwrap(), "a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(read.status, 0, "{}", read.err);
    assert!(unwrapped(&read.err).contains("Ce classeur masque 1 ligne(s)"), "{}", read.err);
    assert!(read.err.contains("Refaire"), "{}", read.err);
    let row = |kind: &str, cells: &str| {
        let cell = |words| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
            )
        };
        format!("<table:table-row{kind}>{}</table:table-row>", cells.split(';').map(cell).collect::<String>())
    };
    let hidden = row(" table:visibility=\"filter\"", "Refaire;Niveau 2;Appeler la mairie");
    let rows = row("", HEADINGS.trim_end()) + &row("", "Faire;Niveau 1;Appeler la caisse") + &hidden;
    let end = "</table:table></office:spreadsheet></office:body></office:document-content>";
    let read = imported(&TempDir::new().unwrap(), "a.ods", &ods(format!("{SHEET}{rows}{end}").as_bytes()));
    assert!(unwrapped(&read.err).contains("Ce classeur masque 1 ligne(s)"), "{}", read.err);
}
