//! Cases, local contacts and progress of n items.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("the target folder can be written to");
}

/// The same cases in both writings.
fn both(folder: &Path, n: usize, categorie: &str, question: &str) {
    let (mut list, mut stream) = (String::from("[\n"), String::new());
    for rank in 0..n {
        let id = if rank == 0 { "un".to_owned() } else { format!("cas-{rank}") };
        let _ = writeln!(
            list,
            "(id: \"{id}\", operateur: \"caf\", recit: \"La scène numéro {rank} de l'usager {}\", \
             reponses: {{\"{question}\": \"non\", \"theme\": \"logement\", \"blocage\": \"oui\"}}, attendu: (categorie: \"{categorie}\")),",
            rank * 7919
        );
        let _ = writeln!(
            stream,
            "{{\"id\":\"{id}\",\"operateur\":\"caf\",\"recit\":\"La scène {rank}\",\"reponses\":{{\"{question}\":\"non\",\
             \"theme\":\"logement\",\"blocage\":\"oui\"}},\"attendu\":{{\"categorie\":\"{categorie}\"}}}}"
        );
    }
    put(folder, "cas.ron", &(list + "]\n"));
    put(folder, "cas.jsonl", &stream);
}

/// Cases that end as expected.
pub fn cases(folder: &Path, n: usize) {
    both(folder, n, "niveau_1", "urgence");
}

/// Cases that do not.
pub fn wrong_cases(folder: &Path, n: usize) {
    both(folder, n, "urgent", "urgence");
}

/// Items that are no case.
pub fn broken_cases(folder: &Path, n: usize) {
    both(folder, n, "niveau_1", "urgence");
    for name in ["cas.ron", "cas.jsonl"] {
        let text = fs::read_to_string(folder.join(name)).expect("it was written");
        put(folder, name, &text.replace("recit", "récit").replace("operateur", "opérateur"));
    }
}

/// One case of n answers; a line has a megabyte at most.
pub fn one_case(folder: &Path, n: usize) {
    let mut answers = String::from("\"urgence\": \"non\", \"theme\": \"logement\", \"blocage\": \"oui\"");
    for rank in 0..n / 2 {
        let _ = write!(answers, ", \"q{rank}\": \"oui\"");
    }
    put(
        folder,
        "cas.ron",
        &format!("[(id: \"un\", operateur: \"caf\", recit: \"La scène\", reponses: {{{answers}}})]\n"),
    );
    put(
        folder,
        "cas.jsonl",
        &format!("{{\"id\":\"un\",\"operateur\":\"caf\",\"reponses\":{{{answers}}}}}\n"),
    );
}

/// Contacts of one file, which has four megabytes at most: each a note.
fn contacts_of(folder: &Path, n: usize, id: impl Fn(usize) -> String) {
    let mut text = String::from(
        "(format: 1, departement: \"Nièvre\", verifie_le: \"2026-11-20\", source: \"la préfecture\", contacts: [\n",
    );
    for rank in 0..n {
        let _ = writeln!(text, "(operateur: \"caf\", contact: \"{}\", note: \"n\"),", id(rank));
    }
    put(folder, "local.ron", &(text + "])\n"));
}

/// The same contact over and over.
pub fn contacts(folder: &Path, n: usize) {
    contacts_of(folder, n / 2, |_| "caf-back-office".to_owned());
}

/// Contacts that no tree has.
pub fn wrong_contacts(folder: &Path, n: usize) {
    contacts_of(folder, n / 2, |rank| format!("inconnu-{rank}"));
}

/// A table of n rows, each with its own number; the same with one row of seven changed; a list of contacts.
pub fn table(folder: &Path, n: usize) {
    let head = "Démarche;Catégorie;Action\n";
    let (mut text, mut other) = (head.to_owned(), head.to_owned());
    let mut list = String::from("Opérateur;Service;Téléphone;Courriel\n");
    for rank in 0..n {
        let row = |number| {
            format!("Faire la démarche numéro {rank};Niveau 2;Contacter la caisse au 01 02 {number:06}\n")
        };
        text += &row(rank);
        other += &row(if rank % 7 == 0 { rank + n } else { rank });
        let _ = writeln!(list, "CAF;Le service {rank};03 86 {rank:06};service{rank}@caf.fr");
    }
    put(folder, "tableau.csv", &text);
    put(folder, "autre.csv", &other);
    put(folder, "liste.csv", &list);
}

/// A table of n rows that all say the same.
pub fn same_rows(folder: &Path, n: usize) {
    let row = "Faire la démarche;Niveau 2;Contacter la caisse au 01 02 03 04 05\n";
    put(folder, "tableau.csv", &format!("Démarche;Catégorie;Action\n{}", row.repeat(n)));
}

/// A table of one row, and a list of one contact, whose cells have n words each.
pub fn long_cells(folder: &Path, n: usize) {
    let words = "mot ".repeat(n);
    let table = |number: &str| {
        format!("Démarche;Catégorie;Action\nFaire {words};Niveau 2;Contacter {words}au {number}\n")
    };
    put(folder, "tableau.csv", &table("01 02 03 04 05"));
    put(folder, "autre.csv", &table("01 02 03 04 06"));
    put(folder, "liste.csv", &format!("Contact\nCAF {words}03 86 00 00 01\n"));
}

/// Sessions of training.
pub fn progress(folder: &Path, n: usize) {
    let mut text = String::from("{\"version\":1,\"seances\":[");
    for rank in 0..n {
        let comma = if rank == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{{\"cle\":\"{rank:016x}\",\"date\":\"2026-11-20\",\"bilan\":{{}}}}");
    }
    put(folder, "donnees/aiguilleur/progression.json", &(text + "]}"));
}
