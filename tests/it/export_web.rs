//! The exported page: what it holds, and what its readers get from it in a real browser.

use crate::common;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use aiguilleur::export::{OutcomeRecord, web};
use aiguilleur::files::embedded::Embedded;
use aiguilleur::pages::sheet::{self, Sheet};
use aiguilleur::pages::{Block, interview};
use aiguilleur_core::search::{Hit, Index, Lexicon};
use aiguilleur_core::tree::{NON, Operateur, Set, Texts as _, Tree};
use aiguilleur_core::walk::endings;
use aiguilleur_core::walk::{Ask, Interview, Step};
use serde_json::{Value, json};

/// What `exporter html` writes with these arguments, always on the same day.
fn export(args: &[&str]) -> String {
    let run = common::aiguilleur()
        .args(args)
        .env("AIGUILLEUR_DATE", "2026-11-24")
        .output()
        .expect("the program runs");
    assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stderr).as_ref()), (Some(0), ""));
    String::from_utf8(run.stdout).expect("the page is text")
}

fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| export(&["exporter", "html"]))
}

/// What stands in the script of this id.
fn script<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, after) = page.split_once(&format!("id=\"{id}\">")).expect("the page has it");
    after.split_once("</script>").expect("it is closed").0
}

/// What the script of this id packs, which is JSON.
fn unpacked(page: &str, id: &str) -> String {
    let digit = |sign: &u8| u32::from(if *sign == b'!' { b'<' } else { *sign } - b'(');
    let signs = script(page, id).as_bytes();
    let bytes: Vec<u8> = signs
        .chunks(5)
        .flat_map(|five| five.iter().fold(0_u32, |value, sign| value * 85 + digit(sign)).to_be_bytes())
        .collect();
    let data = miniz_oxide::inflate::decompress_to_vec(&bytes).expect("the data are packed");
    String::from_utf8(data).expect("the data are text")
}

fn data(page: &str) -> Value {
    serde_json::from_str(&unpacked(page, "donnees")).expect("the data of the page are JSON")
}

#[test]
fn the_page_weighs_less_than_300_kb() {
    assert!(page().len() < 300_000, "{} bytes", page().len());
}

#[test]
fn the_page_lets_nothing_run_or_load_but_its_own_script_and_style() {
    let (_, policy) =
        page().split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
    let policy = policy.split_once('"').expect("it is closed").0;
    let rules: Vec<&str> = policy.split("; ").collect();
    assert_eq!(rules[0], "default-src 'none'");
    assert!(
        rules[1].starts_with("script-src 'sha256-") && rules[2].starts_with("style-src 'sha256-"),
        "{policy}"
    );
    assert_eq!(rules[3..], ["base-uri 'none'", "form-action 'none'"]);
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn the_page_fetches_and_stores_nothing() {
    let text = page();
    for attribute in [" src=", " href=", " srcset=", "@import", "url(", "style=\""] {
        assert!(!text.contains(attribute), "the page holds {attribute:?}");
    }
    for word in [
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "fetch(",
        "XMLHttpRequest",
        "import(",
    ] {
        assert!(!text.contains(word), "the page holds {word:?}");
    }
    assert!(!text.contains("type=\"module\""), "a file that is opened by a double click runs no module");
}

#[test]
fn the_page_holds_the_twelve_operateurs_and_every_outcome() {
    let set = common::embedded();
    let data = data(page());
    let names: Vec<&str> =
        data["operateurs"].as_array().unwrap().iter().map(|o| o["nom"].as_str().unwrap()).collect();
    assert_eq!(names, set.referentiel.operateurs.iter().map(|o| o.nom.as_str()).collect::<Vec<_>>());
    let listed: usize =
        data["trees"].as_array().unwrap().iter().map(|t| t["endings"].as_array().unwrap().len()).sum();
    assert_eq!(listed, common::trees(&set).iter().map(|tree| endings(tree).count()).sum::<usize>());
}

#[test]
fn the_page_of_one_operateur_holds_nothing_of_the_others() {
    let exported = export(&["exporter", "html", "cheque-energie"]);
    let data = data(&exported);
    assert_eq!(data["operateurs"].as_array().unwrap().len(), 1);
    assert_eq!(data["trees"][0]["operateur"], "cheque-energie");
    // Danger, neighbours and the opérateurs without a table are in every page: the search names them.
    assert!(5 * exported.len() < 3 * page().len(), "{} bytes", exported.len());
}

#[test]
fn a_text_that_looks_like_a_tag_stays_a_text() {
    let folder = common::changed("Est-ce urgent ?", "</script><b>Est-ce urgent ?");
    let exported = export(&["--arbres", common::path(&folder), "exporter", "html"]);
    assert!(!exported.contains("<b>"));
    let texts = data(&exported)["texts"].clone();
    assert!(texts.as_array().unwrap().contains(&json!("</script><b>Est-ce urgent ?")));
}

#[test]
fn the_same_day_gives_the_same_page() {
    assert_eq!(export(&["exporter", "html"]), page());
}

#[test]
fn what_is_known_of_the_local_contacts_stands_in_the_page() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let content = web::Content {
        referentiel: &set.referentiel,
        operateurs: &set.referentiel.operateurs.iter().collect::<Vec<_>>(),
        trees: &trees.iter().collect::<Vec<_>>(),
        urgences: &[],
        index: &Index::from_bytes(Embedded.search_index().unwrap()).unwrap(),
        lexicon: &Lexicon::french(),
        today: "2026-11-24".parse().unwrap(),
        back_offices: &[],
        local: Some("Lozère, du 3 novembre 2026"),
    };
    let footer = data(&web::html(&content).unwrap())["footer"].clone();
    let footer: Vec<&str> = footer.as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert!(footer.contains(&"Contacts locaux : Lozère, du 3 novembre 2026."), "{footer:?}");
    assert!(footer.iter().any(|line| line.starts_with("Page écrite le 24 novembre 2026")), "{footer:?}");
}

/// The two first screens of an interview that looks for what was found; there is no urgency.
fn toward(hit: &Hit<'_>, set: &Set, trees: &[Tree]) -> Value {
    let operateur = set.referentiel.operateur(&hit.entry.operateur).unwrap();
    let tree = trees.iter().find(|tree| tree.operateur == hit.entry.operateur).unwrap();
    let interview = Interview::toward_asking_facts(tree, &hit.entry.demarche, &hit.implied(), &[]);
    let Some(Step::Ask(ask)) = interview.next() else { panic!("an interview starts with a question") };
    let next = interview.answer(NON).unwrap();
    json!([screen(&interview, operateur), ask.question.reponse(NON).unwrap().texte, screen(&next, operateur)])
}

fn screen(interview: &Interview<'_>, operateur: &Operateur) -> Value {
    match interview.next().unwrap() {
        Step::Ask(ask) => json!({
            "asked": ask.question.texte,
            "rank": interview.path().len() + 1,
            "kept": interview.kept().map(|(kept, _)| &kept.texte),
            "sought": sought(interview, &ask, operateur),
        }),
        Step::End(outcome) => json!({ "title": outcome.request.titre() }),
    }
}

/// What is said of what is looked for, as long as nothing was asked.
fn sought(interview: &Interview<'_>, ask: &Ask<'_>, operateur: &Operateur) -> String {
    let page = interview::question(interview, ask, operateur);
    let notes = page.body.iter().filter_map(|block| match block {
        Block::Note(text) => Some(text.as_str()),
        _ => None,
    });
    notes.collect::<Vec<_>>().join(" ")
}

/// What the program says, for a browser to be compared with.
fn expected() -> Value {
    let set = common::embedded();
    let trees = common::trees(&set);
    let outcomes: Vec<Value> = trees
        .iter()
        .flat_map(endings)
        .map(|ending| {
            let sheet = Sheet::new(&ending.outcome, &set.referentiel).following(ending.path.clone());
            let blocks =
                [sheet.danger, sheet.verdict, sheet.steps, sheet.more, sheet.source, sheet.glossary].concat();
            let nom = &set.referentiel.operateur(&ending.outcome.tree.operateur).unwrap().nom;
            let answers: Vec<[&str; 2]> = ending
                .path
                .iter()
                .map(|edge| [edge.question.texte.as_str(), edge.reponse.texte.as_str()])
                .collect();
            json!({
                "nom": nom,
                "answers": answers,
                "texts": sheet::texts(&blocks).collect::<Vec<_>>(),
                "record": OutcomeRecord::new(&ending.outcome, ending.path.clone()),
            })
        })
        .collect();
    let index = Index::from_bytes(Embedded.search_index().unwrap()).unwrap();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/phrases.jsonl")).unwrap();
    let searches: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["texte"].as_str().unwrap().to_owned())
        .enumerate()
        .map(|(rank, words)| {
            let hits = index.search(&words, None);
            let listed: Vec<Value> =
                hits.iter().map(|hit| json!({ "titre": hit.entry.titre, "sign": hit.sign })).collect();
            let toward = hits.first().filter(|_| rank % 5 == 0).map(|hit| toward(hit, &set, &trees));
            json!({ "words": words, "hits": listed, "toward": toward })
        })
        .collect();
    json!({ "outcomes": outcomes, "searches": searches })
}

/// A contact that is fresh on the day of the page.
const LOCAL: &str = "(format: 1, departement: \"Nièvre\", verifie_le: \"2026-11-20\", source: \"la préfecture\", contacts: [\
    (operateur: \"caf\", contact: \"caf-back-office\", canaux: [(canal: Telephone, valeur: \"03 86 00 00 01\")])])";

/// What its readers get from the page in this engine.
fn read_in(engine: &str) {
    // As on a stick that someone carries from desk to desk.
    let folder = tempfile::TempDir::with_prefix("clé USB d'été ").unwrap();
    std::fs::write(folder.path().join("guide été.html"), page()).unwrap();
    std::fs::write(folder.path().join("expected.json"), expected().to_string()).unwrap();
    let local = folder.path().join("local.ron");
    std::fs::write(&local, LOCAL).unwrap();
    let with_contacts = export(&["exporter", "html", "--local", local.to_str().unwrap()]);
    std::fs::write(folder.path().join("contacts.html"), with_contacts).unwrap();
    let run = Command::new("node")
        .arg("page.mjs")
        .arg(folder.path())
        .arg(engine)
        .current_dir(common::READERS)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout);
    println!("{told}");
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
#[ignore = "needs Chromium and node: cargo xtask dehors"]
fn the_page_serves_its_readers_in_chromium() {
    read_in("chromium");
}

#[test]
#[ignore = "needs Firefox and node: cargo xtask dehors"]
fn the_page_serves_its_readers_in_firefox() {
    read_in("firefox");
}

#[test]
#[ignore = "needs WebKit, a display without a screen, and node: cargo xtask dehors"]
fn the_page_serves_its_readers_in_webkit() {
    read_in("webkit");
}

#[test]
fn the_page_of_a_small_set_is_what_was_read() {
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), common::SMALL_TREE.as_bytes());
    let output = common::aiguilleur()
        .args(["exporter", "html", "--arbres", common::path(&folder)])
        .env("AIGUILLEUR_DATE", "2026-11-24")
        .output()
        .expect("the program runs");
    let page = String::from_utf8(output.stdout).expect("the page is text");
    // The style and the script have files of their own, and the words to search are another test's.
    let kept = |line: &&str| !line.contains("Content-Security-Policy") && !line.contains("id=\"recherche\"");
    let code = |from: &str, to: &str, text: &str| {
        let (before, rest) = text.split_once(from).expect("it opens");
        let (_, after) = rest.split_once(to).expect("it closes");
        format!("{before}{from}…{to}{after}")
    };
    let shell = page.replace(script(&page, "donnees"), &unpacked(&page, "donnees"));
    let shell = code("<style>", "</style>", &code("<script>", "</script>", &shell));
    let data =
        common::lines(&shell).lines().filter(kept).collect::<Vec<_>>().join("\n").replace(",\"", ",\n\"");
    insta::assert_snapshot!("page", data);
}

#[test]
fn no_name_of_the_page_is_declared_twice() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/web/page");
    let scripts = std::fs::read_dir(page).expect("it is a folder").map(|entry| entry.expect("listed").path());
    let scripts = scripts.filter(|path| path.extension().is_some_and(|end| end == "js"));
    let text: String = scripts.map(|path| std::fs::read_to_string(path).expect("a script is text")).collect();
    // What is declared at the start of a line is shared by all the scripts; a second time, the page does not start.
    let mut declared: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        let name = ["const ", "let ", "function ", "class "].iter().find_map(|kind| line.strip_prefix(kind));
        match name {
            Some(names) if names.starts_with('{') => {
                let (all, _) = rest.split_once('}').expect("the list ends");
                let all = all.split_once('{').expect("it begins").1;
                declared.extend(all.split(',').map(str::trim).filter(|name| !name.is_empty()));
            }
            Some(name) => declared.extend(name.split(|c: char| !c.is_alphanumeric() && c != '_').next()),
            None => {}
        }
        rest = after;
    }
    let mut twice = declared.clone();
    twice.sort_unstable();
    twice.dedup();
    assert!(twice.len() > 100, "{}", twice.len());
    assert_eq!(twice.len(), declared.len(), "{declared:?}");
}
