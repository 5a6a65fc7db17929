//! From any file to a table: every shape in which people have one, and what is no table.

use crate::common::run;
use std::io::{Cursor, Read as _, Write as _};

use aiguilleur::source::channels::find;
use aiguilleur::source::{Options, Table, read};
use aiguilleur_core::tree::Canal;
use proptest::prelude::*;
use tempfile::TempDir;

fn tables(bytes: &[u8]) -> Vec<Table> {
    read("t", bytes, &Options::default()).expect("it is a table").tables
}

/// The words of a table, a row a line, a cell that goes on with the one above marked « ^ ».
fn shown(bytes: &[u8]) -> String {
    let cell = |cell: &aiguilleur::source::Cell| {
        format!("{}{}", if cell.merged { "^" } else { "" }, cell.words.replace('\n', "/"))
    };
    let rows = tables(bytes).into_iter().flat_map(|table| table.rows);
    let row = |row: aiguilleur::source::Row| {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        format!("{}{}", if row.is_title { "# " } else { "" }, cells.join("|"))
    };
    rows.map(row).collect::<Vec<_>>().join("\n")
}

/// A workbook whose category and action are merged over two rows, under a section as wide as the table.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Vergers").unwrap();
    sheet.merge_range(0, 0, 0, 2, "Les vergers", &plain).unwrap();
    for (row, words) in ["Déclarer", "Suivre"].iter().enumerate() {
        sheet.write(u32::try_from(row).unwrap() + 1, 0, *words).unwrap();
    }
    sheet.merge_range(1, 1, 2, 1, "Niveau 1", &plain).unwrap();
    sheet.merge_range(1, 2, 2, 2, "Aider", &plain).unwrap();
    sheet.write(3, 0, 400_000_001).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn merged_cells_say_their_words_for_every_row_that_they_take() {
    let expected = "# Les vergers||\nDéclarer|Niveau 1|Aider\nSuivre|^Niveau 1|^Aider";
    assert_eq!(
        shown(&workbook()).replace("\n400000001", "").replace("# Les vergers\n", "# Les vergers||\n"),
        expected
    );
    let page = "<table><tr><td colspan=3>Les vergers<tr><td>Déclarer<td rowspan=2>Niveau 1<td rowspan=2>Aider\
                <tr><td>Suivre</table>";
    assert_eq!(shown(page.as_bytes()), expected);
}

#[test]
fn a_page_and_its_headings_are_read_as_a_person_reads_them() {
    let page = "<html><head><title>T</title><style>td {}</style></head><h2>Vergers</h2><table><tr><th>Demande\
                <th>Cat&eacute;gorie</tr><tr><td>Sur le\n  site :<ul><li>Un<li>Deux</ul><td><b>Niveau</b>&nbsp;1</table>";
    assert_eq!(shown(page.as_bytes()), "# Vergers\nDemande|Catégorie\nSur le   site :/- Un/- Deux|Niveau 1");
}

#[test]
fn markdown_is_read_cell_by_cell() {
    let text = "# Vergers\n\n| Demande | Catégorie |\n| --- | --- |\n| Un \\| deux<br>- trois | **Niveau 1** |\n| | |\n";
    assert_eq!(shown(text.as_bytes()), "# Vergers\nDemande|Catégorie\nUn | deux/- trois|Niveau 1");
}

#[test]
fn quotes_of_every_kind_are_no_words() {
    for text in [
        "\"a\", \"b, c\", \"d\"\n\"e\", \"f\", \"g\"\n",
        "'a','b, c','d'\n'e','f','g'\n",
        "sep=;\na;b, c;d\ne;f;g\n",
        "a\tb, c\td\ne\tf\tg\n",
    ] {
        assert_eq!(shown(text.as_bytes()), "a|b, c|d\ne|f|g", "{text}");
    }
    assert_eq!(shown(b"a\t\"b\tc\nd\te\tf\n"), "a|\"b|c\nd|e|f", "a quote that nothing closes, between tabs");
}

#[test]
fn what_is_no_table_is_named_with_the_way_to_one() {
    for (bytes, words) in [
        (&b"%PDF-1.7"[..], "un PDF"),
        (b"{\"a\": 1}", "du JSON"),
        (b"ID;PWXL", "SYLK"),
        (b"PK\x03\x04zip", "abîmé"),
        (b"PK\x03\x04 word/document.xml", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "abîmé"),
    ] {
        let findings = read("t", bytes, &Options::default()).expect_err("it is no table");
        assert!(findings[0].message.contains(words), "{findings:?}");
    }
    let other = Options { feuille: Some("Ruches".to_owned()), ..Options::default() };
    let findings = read("t", &workbook(), &other).expect_err("it has no such sheet");
    assert!(findings[0].mend.contains("« Vergers »"), "{findings:?}");
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(1_000_000, 16_000, "loin").unwrap();
    let findings =
        read("t", &book.save_to_buffer().unwrap(), &Options::default()).expect_err("it is too wide");
    assert!(findings[0].message.contains("bien plus grand"), "{findings:?}");
    let mut book = workbook();
    let at = book.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    book[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(read("t", &book, &Options::default()).is_err());
}

#[test]
fn a_workbook_of_a_sheet_named_over_and_over_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for _ in 0..201 {
        book.add_worksheet().write(0, 0, "la même").unwrap();
    }
    let findings = read("t", &book.save_to_buffer().unwrap(), &Options::default()).expect_err("too many");
    assert!(findings[0].message.contains("bien plus grand"), "{findings:?}");
    let rows = "a,b\n".repeat(200_001);
    let findings = read("t", rows.as_bytes(), &Options::default()).expect_err("too many rows");
    assert!(findings[0].message.contains("bien plus grand"), "{findings:?}");
}

#[test]
fn a_workbook_that_promises_more_than_it_holds_is_refused() {
    // The words that the sheets share: four thousand million of them, it says.
    let mut whole = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for rank in 0..whole.len() {
        let mut part = whole.by_index(rank).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = text.replace("uniqueCount=\"", "uniqueCount=\"429496729");
        made.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    let words = made.finish().unwrap().into_inner();
    let findings = read("t", &words, &Options::default()).expect_err("no memory holds it");
    assert!(findings[0].message.contains("abîmé"), "{findings:?}");
}

#[test]
fn a_sheet_of_blanks_without_end_is_refused() {
    let ods = |blanks: &str| {
        crate::common::shapes::ods_book(&format!(
            "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>a{blanks}b</text:p>\
             </table:table-cell></table:table-row></table:table>"
        ))
    };
    let one = |count: usize| format!("<text:s text:c=\"{count}\"/>");
    read("t", &ods(&one(3)), &Options::default()).expect("three blanks are read");
    for blanks in [one(10_000_000), one(32_767).repeat(3_000)] {
        let findings = read("t", &ods(&blanks), &Options::default()).expect_err("no cell holds them");
        assert!(findings[0].message.contains("abîmé"), "{findings:?}");
    }
}

/// The head of a workbook of the old kind, then these bytes: the list of its sectors comes first.
fn old_workbook(rest: &[u8]) -> Vec<u8> {
    let mut head = vec![0xFF; 512];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    head[8..76].fill(0);
    for (at, value) in [(24, 0x3E), (26, 3), (28, 0xFFFE), (30, 9), (32, 6), (44, 1), (48, 1), (57, 0x10)] {
        head[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
    }
    head[60..64].fill(0xFF);
    head[68..72].fill(0xFF);
    head[76..80].fill(0);
    [&head, rest].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_table_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("t", &bytes, &Options::default());
        let _ = read("t", &old_workbook(&bytes), &Options::default());
    }

    #[test]
    fn a_workbook_with_a_wrong_byte_is_a_table_or_refused(flips in prop::collection::vec((any::<u16>(), any::<u8>()), 1..9)) {
        let mut book = workbook();
        for (at, byte) in flips {
            let at = usize::from(at) % book.len();
            book[at] = byte;
        }
        let _ = read("t", &book, &Options::default());
    }

    #[test]
    fn any_page_is_a_table(words in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=9>", "</td>", "<th>", "a", "&amp;", "<", "<br>",
        "<h1>", "</h1>", "<script>", "<li>", "\n", "é", "<caption>",
    ]), 0..60)) {
        let page = format!("<table>{}", words.concat());
        prop_assert!(read("t", page.as_bytes(), &Options::default()).is_ok());
    }

    #[test]
    fn any_markdown_is_a_table(words in prop::collection::vec(prop::sample::select(vec![
        "|", "| --- | --- |\n", "a", "\n", "# ", "*", "`", "<br>", "é", "\\|", " ",
    ]), 0..60)) {
        let text = format!("| a | b |\n| --- | --- |\n{}", words.concat());
        prop_assert!(read("t", text.as_bytes(), &Options::default()).is_ok());
    }
}

fn ways(text: &str) -> String {
    let ways = find(text).ways;
    let ways = ways.iter().map(|way| format!("{:?}={}", way.canal, way.valeur.as_deref().unwrap_or("?")));
    ways.collect::<Vec<_>>().join(" ")
}

#[test]
fn channels_are_found_in_the_order_of_the_text() {
    for (text, expected) in [
        ("le service au 09 71 10 20 10 du lundi de 8h00 à 17h00", "Telephone=09 71 10 20 10"),
        ("Par téléphone via le 36 46 (service gratuit)", "Telephone=36 46"),
        ("par téléphone au 3960 ou par courrier", "Telephone=3960 Courrier=?"),
        ("Tél. : 01.02.03.04.05", "Telephone=01 02 03 04 05"),
        ("par mail : a-b@c.fr puis par téléphone", "Courriel=a-b@c.fr Telephone=?"),
        ("voir www.exemple.fr, ou exemple.gouv.fr/page.", "Site=www.exemple.fr Site=exemple.gouv.fr/page"),
        ("par téléphone ou Administration +", "Telephone=? AdministrationPlus=?"),
        ("selon les modalités définies localement", "Local=?"),
        ("prendre RDV (physique ou par téléphone)", "RendezVous=?"),
        ("par courrier électronique", "Courriel=?"),
        ("appeler le 3919", "Telephone=3919"),
        ("appeler la caisse (36 46)", "Telephone=36 46"),
        ("appeler le 0 800 123 456", "Telephone=0 800 123 456"),
        ("selon l'article 0123456789, fax : 01 23 45 67 89", ""),
        ("ne pas écrire à a@b.fr", ""),
        ("contacter le 18 ou le 112", "Telephone=18 Telephone=112"),
        ("le CROSS au 196.", "Telephone=196"),
        ("avant le 15 mars, le 15 du mois", ""),
        ("dans la limite de 300 €, avant 55 ans, au 3000 euros, en 2025", ""),
        ("via M@rel, prime de 1000 euros", ""),
        ("au +33 9 69 32 72 10", "Telephone=09 69 32 72 10"),
        ("le service au 4 00 00 00 01", "Telephone=04 00 00 00 01"),
        ("au 09-00-00-00-01 ou au 09–00–00–00–02", "Telephone=09 00 00 00 01 Telephone=09 00 00 00 02"),
        ("un message, depuis l'espace particulier du site impots.gouv.fr", ""),
    ] {
        assert_eq!(ways(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_well_formed_is_told_and_not_typed() {
    for text in ["Tél. : 09 69 32 72", "à l'adresse é@exemple.fr", "https://exemple"] {
        let ways = find(text);
        assert_eq!(ways.doubtful.len(), 1, "{text}: {ways:?}");
        assert!(ways.ways.iter().all(|way| way.valeur.is_none() && way.canal == Canal::Telephone), "{text}");
    }
}

#[test]
fn a_blank_line_between_two_tables_says_nothing_of_the_sections_of_either() {
    let table = |name: &str| {
        format!(
            "{name};;\nDemande;Catégorie;Action\nAccueil;;\nOuvrir un compte;Niveau 1;Aider\n\
             Suivi du dossier;;\nSuivre un dossier;Niveau 2;Contacter le guichet\n"
        )
    };
    let text = format!("{}\n{}", table("CAF"), table("Assurance maladie"));
    let document =
        aiguilleur::source::document::Document::read("t.csv", text.as_bytes(), &Options::default())
            .expect("it is a table");
    let set = crate::common::embedded();
    for operateur in ["caf", "assurance-maladie"] {
        let sections = document.of(operateur, &set.referentiel.operateurs).expect("it has its table");
        let titles: Vec<_> = sections.iter().map(|section| section.titre.as_deref().unwrap_or("")).collect();
        assert_eq!(titles, ["Accueil", "Suivi du dossier"], "{operateur}");
    }
}

#[test]
fn a_letter_that_is_spoken_of_is_no_way_to_write() {
    let writes = |text: &str| find(text).ways.iter().any(|way| way.canal == Canal::Courrier);
    for text in
        ["Souscrire une garde du courrier", "Un problème d'adressage du courrier", "Le suivi du courrier"]
    {
        assert!(!writes(text), "{text}");
    }
    for text in ["Par courrier", "Adresser un courrier à la caisse", "Lui envoyer du courrier"] {
        assert!(writes(text), "{text}");
    }
}

#[test]
fn what_is_not_to_be_done_takes_no_number_from_what_is() {
    let numbers = |text: &str| {
        let ways = find(text).ways.into_iter().filter_map(|way| way.valeur);
        ways.collect::<Vec<_>>()
    };
    for text in [
        "Appeler le service au 09 99 00 00 01. Ne pas faire verser de somme.",
        "Appeler le service au 09 99 00 00 01, mais ne pas payer",
        "Ne jamais écrire à a@exemple.fr ; appeler le service au 09 99 00 00 01",
    ] {
        assert_eq!(numbers(text), ["09 99 00 00 01"], "{text}");
    }
    for text in ["Ne pas appeler le 09 99 00 00 01", "Ne pas écrire à a@exemple.fr"] {
        assert!(numbers(text).is_empty() && find(text).doubtful.len() == 1, "{text}");
    }
    // Each is looked at once, however many there are.
    let many = "Ne pas payer. Appeler le 09 99 00 00 01 ; ".repeat(10_000);
    assert_eq!(numbers(&many), ["09 99 00 00 01"]);
}

#[test]
fn a_note_under_a_table_and_a_column_that_counts_its_rows_are_no_rows_and_no_warning() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for note in ["* Sous réserve des modalités locales.", "(1) Voir la convention.", "NB : sauf en août"] {
        let path = folder.path().join("liste.csv");
        let table = format!(
            "N°;Démarche;Catégorie;Action\n1;Déclarer une récolte;Niveau 1;Aider l'usager\n2;Louer un pressoir;Niveau 2;Orienter vers la mairie\n{note};;;\n"
        );
        std::fs::write(&path, table).expect("it can be written");
        let set = folder.path().join("jeu");
        let _ = std::fs::remove_dir_all(&set);
        let made = run(
            &[
                "importer",
                &path.display().to_string(),
                "--operateur",
                "essai",
                "--vers",
                &set.display().to_string(),
            ],
            "",
        );
        assert_eq!(made.status, 0, "{}", made.err);
        assert!(made.out.contains("Lu : 2 ligne(s)"), "{note}: {}", made.out);
        assert!(made.err.contains("pied") && !made.err.contains("avertissement["), "{note}: {}", made.err);
    }
}

#[test]
fn how_a_meeting_is_held_is_no_way_to_reach_anyone() {
    let told = |text: &str| find(text).ways.iter().map(|way| way.canal).collect::<Vec<_>>();
    let held = "Prenez rendez-vous avec un agent : en personne, par visioconférence ou par téléphone, et durant les permanences";
    assert_eq!(told(held), [Canal::RendezVous]);
    assert_eq!(told("Orientez vers un rendez-vous, par téléphone ou en personne"), [Canal::RendezVous]);
    assert_eq!(told("Prenez rendez-vous par téléphone"), [Canal::RendezVous, Canal::Telephone]);
    assert_eq!(told("Orienter vers le site, pour un rendez-vous"), []);
}
