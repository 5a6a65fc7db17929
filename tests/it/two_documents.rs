//! The day a second version comes: what changes between two documents, and what becomes of a tree that people rewrote.

use std::fs;

use crate::common::run;
use serde_json::Value;
use tempfile::TempDir;

/// Two tables, invented, in the shape of a page.
const FIRST: &str = "\
## MSA

| Demande ou démarche | Catégorie | Action à réaliser par le conseiller France services |
| --- | --- | --- |
| **Démarches liées au verger** | | |
| Déclarer une récolte de pommes sur le site verger.exemple.fr | Niveau 1 | En cas de blocage, contacter le service des vergers au 09 99 00 00 01 |
| Louer un pressoir pour une durée de 3 jours | Niveau 2 | Prendre rendez-vous avec le gardien du pressoir |
| Signaler une maladie des pommiers | Situation urgente | Contacter le correspondant sanitaire via Administration+ |
| Obtenir une échelle, sauf le dimanche | Niveau 1 | En cas de blocage, écrire à echelles@exemple.fr |
| **Démarches liées aux ruches** | | |
| Déclarer une nouvelle ruche ; suivre un essaim sauvage | Niveau 1 | En cas de blocage, contacter le rucher au 09 99 00 00 02 (service gratuit) |
| Vendre du miel au marché | Hors bouquet | Orienter vers la mairie |
| Contester une amende d'apiculteur | Niveau 2 | Orienter vers le tribunal du miel |
| Demander un enfumoir | Niveau 1 | En cas de blocage, contacter le rucher par courrier |

## Urssaf

| Demande ou démarche | Catégorie | Action à réaliser par le conseiller France services |
| --- | --- | --- |
| **Démarches liées au théâtre** | | |
| Réserver une loge avant 18 ans | Niveau 2 | Orienter vers la billetterie au 09 99 00 00 03 |
| Rembourser un billet perdu | Niveau 2 | Contacter la caisse du théâtre selon les modalités définies localement |
| Prêter un costume d'époque | Niveau 1 | En cas de blocage, contacter la costumière au 09 99 00 00 04 |
| Peindre un décor de scène | Hors bouquet | Orienter vers l'atelier |
| **Démarches liées au cirque** | | |
| Monter un chapiteau en centre-ville | Niveau 1 | En cas de blocage, contacter le cirque au 09 99 00 00 05 |
| Soigner un éléphant blessé | Situation urgente | Appeler le vétérinaire au 09 99 00 00 06 |
";

/// The fifteen changes, each with its words before and after, its nature, its row.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    ("09 99 00 00 01", "09 99 00 00 11", "action", "msa-01"),
    ("durée de 3 jours", "durée de 5 jours", "demande", "msa-02"),
    (
        "| Situation urgente | Contacter le correspondant sanitaire",
        "| Niveau 2 | Contacter le correspondant sanitaire",
        "categorie",
        "msa-03",
    ),
    (", sauf le dimanche", "", "demande", "msa-04"),
    ("service gratuit", "service payant", "action", "msa-05"),
    (
        "; suivre un essaim sauvage | Niveau 1 | En cas de blocage, contacter le rucher au 09 99 00 00 02 (service payant) |",
        "| Niveau 1 | En cas de blocage, contacter le rucher au 09 99 00 00 02 (service payant) |\n| Suivre un essaim sauvage | Niveau 1 | En cas de blocage, contacter le rucher au 09 99 00 00 02 (service payant) |",
        "scindee",
        "msa-05",
    ),
    (
        "| Vendre du miel au marché | Hors bouquet | Orienter vers la mairie |\n",
        "",
        "ligne_retiree",
        "msa-06",
    ),
    ("Contester une amende d'apiculteur", "Contester l'amende reçue par un apiculteur", "demande", "msa-07"),
    ("contacter le rucher par courrier", "contacter le rucher par courriel", "action", "msa-08"),
    ("avant 18 ans", "avant 21 ans", "demande", "urssaf-01"),
    (
        "Contacter la caisse du théâtre selon les modalités définies localement",
        "Contacter la caisse du théâtre via Administration+",
        "action",
        "urssaf-02",
    ),
    (
        "| Peindre un décor de scène | Hors bouquet | Orienter vers l'atelier |\n",
        "| Peindre un décor de scène | Hors bouquet | Orienter vers l'atelier |\n| Louer une machine à fumée | Hors bouquet | Orienter vers le loueur |\n",
        "ligne_ajoutee",
        "urssaf-07",
    ),
    ("**Démarches liées au cirque**", "**Démarches liées aux arts du cirque**", "section", "urssaf-05"),
    ("au 09 99 00 00 06", "au 09 99 00 00 66", "action", "urssaf-06"),
];

/// The row that moves, and where it goes: before which row.
const MOVED: (&str, &str) = (
    "| Prêter un costume d'époque | Niveau 1 | En cas de blocage, contacter la costumière au 09 99 00 00 04 |\n",
    "| Réserver une loge",
);

fn second() -> String {
    let mut text = FIRST.to_owned();
    for (before, after, ..) in CHANGES {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    let (row, before) = MOVED;
    assert!(text.contains(row));
    text.replacen(row, "", 1).replacen(before, &format!("{row}{before}"), 1)
}

struct Versions {
    folder: TempDir,
}

impl Versions {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        fs::write(folder.path().join("v1.md"), FIRST).expect("it can be written");
        fs::write(folder.path().join("v2.md"), second()).expect("it can be written");
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

#[test]
fn the_fifteen_changes_of_a_second_version_are_told_with_their_rows_and_nothing_else_is() {
    let versions = Versions::new();
    let (first, second) = (versions.path("v1.md"), versions.path("v2.md"));
    let run = run(&["comparer", &first, &second, "--json"], "");
    assert_eq!(run.status, 1, "{}", run.err);
    let told: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let words = |change: &Value, name: &str| change[name].as_str().unwrap_or_default().to_owned();
    let mut told: Vec<(String, String)> = told["changements"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| (words(change, "nature"), change["lignes"][0].as_str().unwrap_or_default().to_owned()))
        .collect();
    let mut expected: Vec<(String, String)> =
        CHANGES.iter().map(|(_, _, nature, row)| ((*nature).to_owned(), (*row).to_owned())).collect();
    expected.push(("deplacee".to_owned(), "urssaf-03".to_owned()));
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn a_document_does_not_change_from_itself_whatever_its_shape() {
    let versions = Versions::new();
    let first = versions.path("v1.md");
    let same = run(&["comparer", &first, &first], "");
    assert_eq!((same.status, same.out.trim()), (0, "Rien ne change."), "{}", same.err);
}

#[test]
fn a_change_is_told_in_the_words_of_the_document() {
    let versions = Versions::new();
    let run = run(&["comparer", &versions.path("v1.md"), &versions.path("v2.md")], "");
    insta::assert_snapshot!("comparer_documents", run.out);
}

/// The set of the first version, rewritten by hand.
fn rewritten(versions: &Versions) -> String {
    let set = versions.path("jeu");
    let made = run(&["importer", &versions.path("v1.md"), "--tout", "--vers", &set], "");
    assert_eq!(made.status, 0, "{}", made.err);
    for (name, from, to) in [
        ("msa.ron", "(\n    format", "// Relu par Claude, à la main.\n(\n    format"),
        ("msa.ron", "mots_cles: [],", "mots_cles: [\"les mots de l'usager\"], // gardez-les"),
        (
            "msa.ron",
            "texte: \"De quoi s'agit-il ?\",",
            "texte: \"De quoi parle l'usager ?\",\n            aide: \"Écoutez d'abord.\",",
        ),
        ("msa.ron", "titre: \"Louer un pressoir pour une durée de 3 jours\"", "titre: \"Louer le pressoir\""),
        ("urssaf.ron", "mots_cles: [],", "mots_cles: [\"au spectacle\"],"),
        ("referentiel.ron", "nom: \"Vendre du miel au marché\"", "nom: \"Vendre son miel\""),
    ] {
        let path = versions.folder.path().join("jeu").join(name);
        let text = fs::read_to_string(&path).expect("it was made");
        assert!(text.contains(from), "{name}: {from}: {text}");
        fs::write(&path, text.replace(from, to)).expect("it can be written");
    }
    let verified = run(&["verifier", "--arbres", &set], "");
    assert_eq!(verified.status, 0, "{}", verified.out);
    set
}

#[test]
fn a_second_version_keeps_what_people_wrote_and_changes_or_lists_each_of_its_changes() {
    let versions = Versions::new();
    let set = rewritten(&versions);
    let text =
        |name: &str| fs::read_to_string(versions.folder.path().join("jeu").join(name)).expect("it is there");
    let before = [text("msa.ron"), text("urssaf.ron"), text("referentiel.ron")];
    let (mut told, mut bullets) = (String::new(), 0);
    for id in ["msa", "urssaf"] {
        let update = run(&["importer", &versions.path("v2.md"), "--operateur", id, "--sur", &set], "");
        assert_eq!(update.status, 1, "{}", update.err);
        told += &crate::common::unwrapped(&update.out);
        bullets += update.out.matches("\n  - ").count();
    }
    for (_, after, nature, row) in CHANGES {
        assert!(told.contains(row), "{nature} of {row} ({after}): {told}");
    }
    for done in [
        "msa-01 : le numéro 09 99 00 00 01 devient 09 99 00 00 11",
        "urssaf-06 : le numéro 09 99 00 00 06 devient 09 99 00 00 66",
        "la section « Démarches liées au cirque » devient « Démarches liées aux arts du cirque »",
    ] {
        assert!(told.contains(done), "{done}: {told}");
    }
    // More than a label: the urgency question must change too.
    assert!(told.contains("retirez de « urgence » ce qui mène à « msa-03 »"), "{told}");
    // Every line of before is there, but for the few values that changed.
    let after = [text("msa.ron"), text("urssaf.ron"), text("referentiel.ron")];
    // The trace of the words of a row is that of the new ones.
    let without_trace = |line: &str| line.split(", empreinte: ").next().unwrap_or_default().to_owned();
    let gone: Vec<&str> = before
        .iter()
        .zip(&after)
        .flat_map(|(before, after)| {
            let kept: Vec<String> = after.lines().map(without_trace).collect();
            before.lines().filter(|line| !kept.contains(&without_trace(line))).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(gone.len(), 5, "{gone:#?}");
    let remarks = after.iter().map(|text| text.matches("// À FAIRE : ").count()).sum::<usize>()
        - before.iter().map(|text| text.matches("// À FAIRE : ").count()).sum::<usize>();
    assert_eq!(remarks, bullets - 3, "{told}");
    let verified = run(&["verifier", "--arbres", &set], "");
    assert_eq!(verified.status, 0, "{}", verified.out);
}

#[test]
fn a_version_that_changes_nothing_changes_no_byte() {
    let versions = Versions::new();
    let set = rewritten(&versions);
    let path = versions.folder.path().join("jeu/msa.ron");
    let before = fs::read(&path).expect("it is there");
    let update = run(&["importer", &versions.path("v1.md"), "--operateur", "msa", "--sur", &set], "");
    assert_eq!(update.status, 0, "{}{}", update.out, update.err);
    assert!(update.out.contains("rien n'a changé"), "{}", update.out);
    assert_eq!(fs::read(&path).expect("it is there"), before);
}

#[test]
fn a_table_is_put_onto_no_tree_that_is_not_there() {
    let versions = Versions::new();
    let set = rewritten(&versions);
    let update = run(&["importer", &versions.path("v2.md"), "--operateur", "caf", "--sur", &set], "");
    assert!(update.status == 2 && update.err.contains("n'a pas l'arbre de « caf »"), "{}", update.err);
    let update = run(&["importer", &versions.path("v2.md"), "--sur", &set], "");
    assert!(update.status == 2 && update.err.contains("Il manque l'opérateur"), "{}", update.err);
    let nowhere = versions.path("nulle-part");
    let update = run(&["importer", &versions.path("v2.md"), "--operateur", "msa", "--sur", &nowhere], "");
    assert!(update.status == 2 && !std::path::Path::new(&nowhere).exists(), "{}", update.err);
}

#[test]
fn numbers_that_slide_within_a_row_each_go_to_their_own_service() {
    let versions = Versions::new();
    let table = |eaux: &str, routes: &str| {
        format!(
            "Section;Demande;Catégorie;Action\nAccueil;Signaler une fuite;Niveau 2;\"- Contacter le service des eaux au {eaux}\n- Contacter le service des routes au {routes}\"\n"
        )
    };
    let (a, b, c) = ("01 11 11 11 11", "02 22 22 22 22", "03 33 33 33 33");
    for (rank, (eaux, routes)) in [(b, c), (c, a), (c, "04 44 44 44 44")].into_iter().enumerate() {
        let file = |name: &str, text: String| {
            let path = versions.path(&format!("{rank}-{name}.csv"));
            fs::write(&path, text).expect("a file can be written");
            path
        };
        let (first, second) = (file("v1", table(a, b)), file("v2", table(eaux, routes)));
        let folder = versions.path(&format!("jeu-{rank}"));
        let ville = ["--operateur", "ville"];
        let made =
            run(&[&["importer", &first, "--nom", "Ville", "--vers", &folder], &ville[..]].concat(), "");
        assert_eq!(made.status, 0, "{}", made.err);
        let put = run(&[&["importer", &second, "--sur", &folder], &ville[..]].concat(), "");
        assert!(put.status == 0 && !put.out.contains("À faire par vous"), "{}{}", put.out, put.err);
        let tree = fs::read_to_string(format!("{folder}/ville.ron")).expect("a tree");
        for (service, number) in [("eaux", eaux), ("routes", routes)] {
            assert!(tree.contains(&format!("Contacter le service des {service} au {number}")), "{tree}");
            let contact = format!(
                "nom: \"le service des {service}\", canaux: [(canal: Telephone, valeur: \"{number}\")]"
            );
            assert!(tree.contains(&contact), "{tree}");
        }
    }
}
