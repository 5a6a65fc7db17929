//! What real readers make of the exports: a browser that prints, the Mermaid parser, a CSV reader,
//! a JSON Schema validator. `cargo xtask dehors` runs them.

use crate::common;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Every export, read by its reader.
fn facts() -> Value {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    for (name, args) in [
        ("fiche.html", &["fiche"][..]),
        ("grands.html", &["fiche", "--grands-caracteres"]),
        ("issue.html", &["fiche", "--issue"]),
        ("livret.html", &["livret"]),
        ("arbres.md", &["mermaid"]),
        ("referentiel.csv", &["csv", "--bom"]),
        ("referentiel.json", &["json"]),
    ] {
        let file = folder.path().join(name);
        let file = file.to_str().expect("a plain name");
        assert_eq!(common::run(&[&["exporter"], args, &["-o", file]].concat(), "").status, 0, "{name}");
    }
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/referentiel.schema.json");
    let read = Command::new("node")
        .arg(Path::new(common::READERS).join("exports.mjs"))
        .args([folder.path().as_os_str(), schema.as_ref()])
        .output()
        .expect("node runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    serde_json::from_slice(&read.stdout).expect("the facts are JSON")
}

#[test]
#[ignore = "needs a browser and node: cargo xtask dehors"]
fn every_export_is_read_by_its_reader() {
    let facts = facts();
    let printed = |name: &str| {
        let sheet = &facts["printed"][name];
        assert_eq!(
            (&sheet["faults"], &sheet["wide"]),
            (&Value::Array(vec![]), &Value::Array(vec![])),
            "{name}"
        );
        (sheet["pages"].as_u64().expect("pages"), sheet["sections"].as_u64().expect("sections"))
    };
    assert_eq!(printed("fiche.html"), (133, 133), "one page for each démarche");
    assert_eq!(printed("issue.html"), (254, 254), "one page for each outcome");
    let (pages, sheets) = printed("grands.html");
    assert!(sheets == 133 && (133..=3 * 133).contains(&pages), "{pages} pages in large letters");
    let (pages, _) = printed("livret.html");
    assert!((40..=120).contains(&pages), "the booklet has {pages} pages");

    let mermaid = &facts["mermaid"];
    assert_eq!(mermaid["faults"], Value::Array(vec![]));
    assert!(mermaid["drawings"].as_u64().is_some_and(|drawings| drawings > 20), "{}", mermaid["drawings"]);
    let labels: Vec<&str> =
        mermaid["labels"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(labels.iter().any(|label| label.starts_with("SITUATION URGENTE")), "{labels:?}");

    let rows = facts["csv"].as_array().expect("rows");
    assert_eq!(rows.len(), 105);
    assert_eq!(
        (&rows[0]["Opérateur"], &rows[0]["Ligne"]),
        (&"Allocations familiales".into(), &"caf-01".into())
    );
    assert_eq!(facts["json"], Value::Array(vec![]), "the schema describes the data");
}
