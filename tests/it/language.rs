//! The reference of the language cannot go stale: each of its tables is held against the type that
//! it tells of, field by field.

use std::collections::BTreeSet;

use aiguilleur_core::local;
use aiguilleur_core::tree::source::{
    SharedAnswer, SharedQuestion, Source, SourceAnswer, SourceNode, SourceSuite, SourceTarget,
};
use aiguilleur_core::tree::{
    Canal, Categorie, Contact, ContactCanal, Etape, Etat, Ligne, Mot, Operateur, Referentiel, Section, Sigle,
    SubDemarche,
};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

const REFERENCE: &str = include_str!("../../docs/langage.md");

/// How a text is read as a type: nothing, or why not.
type Read = fn(&str) -> Result<(), ron::Error>;

fn read<T: DeserializeOwned>(text: &str) -> Result<(), ron::Error> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str::<T>(text).map(|_| ()).map_err(|error| error.code)
}

/// Each heading, what stands before its parenthesis in a file, and its type.
const BLOCKS: &[(&str, &str, Read)] = &[
    ("Arbre", "", read::<Source>),
    ("Sigle", "", read::<Sigle>),
    ("Contact", "", read::<Contact>),
    ("Canal", "", read::<ContactCanal>),
    ("Question", "Question", read::<SourceNode>),
    ("Réponse", "", read::<SourceAnswer>),
    ("Demarche", "Demarche", read::<SourceNode>),
    ("Demande", "", read::<SubDemarche>),
    ("SiBlocage", "SiBlocage", read::<SourceSuite>),
    ("Conduite", "Conduite", read::<SourceNode>),
    ("Étape", "", read::<Etape>),
    ("NonPrevu", "NonPrevu", read::<SourceNode>),
    ("Question partagée", "", read::<SharedQuestion>),
    ("Réponse partagée", "", read::<SharedAnswer>),
    ("Renvoi", "Renvoi", read::<SourceNode>),
    ("Cible", "", read::<SourceTarget>),
    ("Référentiel", "", read::<Referentiel>),
    ("Mot expliqué", "", read::<Mot>),
    ("Opérateur", "", read::<Operateur>),
    ("Section", "", read::<Section>),
    ("Ligne", "", read::<Ligne>),
    ("Fichier", "", read::<local::Source>),
    ("Maison", "", read::<local::Maison>),
    ("Contact local", "", read::<local::LocalEntry>),
    ("Canal local", "", read::<local::LocalCanal>),
];

/// The types that are one word among several.
const WORDS: &[(&str, Read)] =
    &[("Sorte de canal", read::<Canal>), ("Catégorie", read::<Categorie>), ("État", read::<Etat>)];

/// A row of a table.
struct Field {
    name: String,
    required: bool,
    example: String,
}

/// What stands under a heading, up to the next one.
fn section(heading: &str) -> &'static str {
    let title = format!("### {heading}\n");
    let start = REFERENCE.find(&title).unwrap_or_else(|| panic!("no section {heading}")) + title.len();
    let rest = &REFERENCE[start..];
    &rest[..rest.find("\n#").unwrap_or(rest.len())]
}

fn fields(heading: &str) -> Vec<Field> {
    let rows = section(heading).lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, required, example, meaning] = cells[..] else { panic!("{heading}: {row}") };
        assert!(!meaning.is_empty() && ["oui", "non"].contains(&required), "{heading}: {row}");
        let bare = |cell: &str| cell.trim_matches('`').to_owned();
        Field { name: bare(name), required: required == "oui", example: bare(example) }
    })
    .collect()
}

fn block<'f>(before: &str, fields: impl Iterator<Item = &'f Field>) -> String {
    let fields: Vec<String> = fields.map(|field| format!("{}: {}", field.name, field.example)).collect();
    format!("{before}({})", fields.join(", "))
}

#[test]
fn each_table_has_the_fields_of_its_type_and_no_other() {
    for (heading, before, read) in BLOCKS {
        let told: BTreeSet<String> = fields(heading).into_iter().map(|field| field.name).collect();
        let expected = match read(&format!("{before}(inconnu: 1)")) {
            Err(ron::Error::NoSuchStructField { expected, .. }) => expected,
            other => panic!("{heading}: {other:?}"),
        };
        let expected: BTreeSet<String> = expected.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(told, expected, "{heading}");
    }
}

#[test]
fn each_example_is_read_and_only_the_required_fields_are_missed() {
    for (heading, before, read) in BLOCKS {
        let fields = fields(heading);
        let whole = block(before, fields.iter());
        assert_eq!(read(&whole), Ok(()), "{heading}: {whole}");
        for left_out in &fields {
            let without = block(before, fields.iter().filter(|field| field.name != left_out.name));
            assert_eq!(read(&without).is_err(), left_out.required, "{heading}: {}", left_out.name);
        }
    }
}

#[test]
fn each_word_that_can_be_written_is_told() {
    for (heading, read) in WORDS {
        let expected = match read("Inconnu") {
            Err(ron::Error::NoSuchEnumVariant { expected, .. }) => expected,
            other => panic!("{heading}: {other:?}"),
        };
        let text = section(heading);
        for word in expected {
            assert!(text.contains(&format!("`{word}`")), "{heading} does not tell {word}");
        }
        let told = text.split('`').skip(1).step_by(2).filter(|word| *word != "valeur");
        for word in told {
            assert_eq!(read(word), Ok(()), "{heading} tells {word}");
        }
    }
}

#[test]
fn every_kind_of_node_and_of_suite_has_its_section() {
    let expected = |read: Read| match read("Inconnu(a: 1)") {
        Err(ron::Error::NoSuchEnumVariant { expected, .. }) => expected,
        other => panic!("{other:?}"),
    };
    for node in expected(read::<SourceNode>) {
        assert!(!section(node).is_empty(), "{node}");
    }
    for suite in expected(read::<SourceSuite>) {
        assert!(REFERENCE.contains(&format!("`{suite}")), "{suite}");
    }
}

#[test]
fn the_limits_that_are_proved_are_those_that_authors_read() {
    for (heading, field, most) in aiguilleur_core::verify::LIMITS {
        let row = section(heading).lines().find(|line| line.starts_with(&format!("| `{field}`")));
        let told = row.is_some_and(|row| row.contains(&format!("{most} caractères au plus")));
        assert!(told, "{heading}, {field}: {row:?} does not say {most}");
    }
}
