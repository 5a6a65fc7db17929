//! What the tests share: the embedded set, the binary in a hermetic environment, folders of
//! trees with one thing changed.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod livret_entries;
pub mod mistakes;
pub mod shapes;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::LazyLock;

use aiguilleur::files::embedded::Embedded;
use aiguilleur_core::tree::{INDEX, ReadError, Set, Texts, Tree, link, parse};
use assert_cmd::Command;
use tempfile::TempDir;

/// The set that the program carries.
pub fn embedded() -> Set {
    Set::open(Box::new(Embedded)).expect("the embedded set opens")
}

/// The tree of an opérateur of the embedded set.
pub fn tree(set: &Set, operateur: &str) -> Tree {
    let operateur = set.referentiel.operateur(operateur).expect("the index has it");
    set.tree(operateur).expect("its tree is sound")
}

/// Every tree of the embedded set.
pub fn trees(set: &Set) -> Vec<Tree> {
    set.trees().expect("the trees are sound")
}

/// The trees of the embedded set, read once for all the tests that only look at them.
pub fn read_once() -> (&'static Set, &'static [Tree]) {
    static READ: LazyLock<(Set, Vec<Tree>)> = LazyLock::new(|| {
        let set = embedded();
        let trees = trees(&set);
        (set, trees)
    });
    (&READ.0, &READ.1)
}

/// The document itself is not ours: it is read where this variable names it.
pub fn document() -> Option<PathBuf> {
    let path = std::env::var_os("AIGUILLEUR_DOCUMENT").map(PathBuf::from).filter(|path| Path::exists(path));
    if path.is_none() {
        println!("AIGUILLEUR_DOCUMENT ne nomme pas le document : sa preuve est laissée de côté.");
    }
    path
}

/// The variable that names the folder of the user's configuration.
pub const CONFIGURATION: &str = if cfg!(windows) { "APPDATA" } else { "XDG_CONFIG_HOME" };
/// The variable that names the folder of the user's data.
pub const DATA: &str = if cfg!(windows) { "APPDATA" } else { "XDG_DATA_HOME" };

/// The program, with nothing of the machine's environment that could change what it says.
pub fn aiguilleur() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aiguilleur"));
    for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env_remove("AIGUILLEUR_LOCAL");
    command.env(CONFIGURATION, env!("CARGO_TARGET_TMPDIR"));
    command.env("TERM", "xterm");
    command
}

/// A message without its ends of lines: where they fall depends on the length of a path.
pub fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a run gave.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// What a process that ended by itself gave.
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code().expect("the program is not killed"),
            out: String::from_utf8(output.stdout).expect("the result is text"),
            err: String::from_utf8(output.stderr).expect("the messages are text"),
        }
    }
}

/// Runs the program with these arguments and this input.
pub fn run(args: &[&str], input: impl Into<Vec<u8>>) -> Run {
    let output = aiguilleur()
        .args(args)
        .write_stdin(input)
        // A busy machine is slow: this only ends what would never end.
        .timeout(std::time::Duration::from_secs(180))
        .output()
        .expect("the program runs");
    Run::of(output)
}

/// A small complete set: one opérateur, one urgency, one démarche of niveau 1.
pub const SMALL_INDEX: &str = r#"(
    format: 1,
    titre: "Document d'essai",
    auteur: "Nous",
    version: "V1",
    date: "janvier 2026",
    operateurs: [
        (id: "essai", nom: "Opérateur d'essai", premiere_page: 1, derniere_page: 2, etat: Fourni, sections: [
            (titre: "Tout", lignes: [
                (id: "essai-01", categorie: Urgent, nom: "Une urgence"),
                (id: "essai-02", categorie: Niveau1, nom: "Une démarche"),
            ]),
        ]),
    ],
)
"#;

/// The tree of the small set.
pub const SMALL_TREE: &str = r#"(
    format: 1,
    operateur: "essai",
    debut: "urgence",
    urgence: "urgence",
    contacts: [
        (id: "equipe", nom: "l'équipe", canaux: [(canal: Telephone, valeur: "36 46"), (canal: AdministrationPlus)]),
    ],
    noeuds: [
        Question(
            id: "urgence",
            texte: "Est-ce urgent ?",
            reponses: [
                (id: "non", texte: "Non", vers: "demande"),
                (id: "oui", texte: "Oui", vers: "danger"),
            ],
            ne_sait_pas: "danger",
        ),
        Question(
            id: "demande",
            texte: "Que veut l'usager ?",
            reponses: [
                (id: "faire", texte: "Faire la démarche", vers: "demarche"),
                (id: "refaire", texte: "Refaire la démarche", vers: "demarche"),
            ],
            aucune: "autre",
        ),
        Demarche(
            id: "danger",
            titre: "Une urgence",
            lignes: ["essai-01"],
            mots_cles: ["au secours", "je suis en danger", "aidez-moi vite"],
            signes: ["danger"],
            categorie: Urgent,
            suite: Vers("alerter"),
        ),
        Demarche(
            id: "demarche",
            titre: "Une démarche",
            lignes: ["essai-02"],
            mots_cles: ["faire mon dossier", "remplir le formulaire", "commencer les papiers"],
            categorie: Niveau1,
            faire: ["Faites la démarche."],
            suite: SiBlocage(vers: "appeler"),
        ),
        NonPrevu(id: "autre", texte: "Le document ne dit rien de cette demande."),
        Conduite(id: "alerter", etapes: [(texte: "Alertez.", contact: "equipe", canaux: [AdministrationPlus])]),
        Conduite(id: "appeler", etapes: [(texte: "Appelez.", contact: "equipe", canaux: [Telephone])]),
    ],
)
"#;

/// A set of two files in memory, by name.
#[derive(Debug)]
pub struct Memory(pub [(String, String); 2]);

impl Texts for Memory {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        let found = self.0.iter().find(|(name, _)| name == file);
        found.map(|(_, text)| Cow::Borrowed(text.as_str())).ok_or_else(|| ReadError::Faulty(Vec::new()))
    }

    fn label(&self, file: &str) -> String {
        file.to_owned()
    }
}

/// The set of this index and this tree.
pub fn in_memory(index: &str, tree: &str) -> Set {
    let files = [(INDEX.to_owned(), index.to_owned()), ("essai.ron".to_owned(), tree.to_owned())];
    Set::open(Box::new(Memory(files))).expect("the index can be read")
}

/// A folder that holds this index and this tree.
pub fn folder(index: &[u8], tree: &[u8]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    write(folder.path(), "referentiel.ron", index);
    write(folder.path(), "essai.ron", tree);
    folder
}

/// The small tree, changed in one place.
pub fn changed_tree(from: &str, to: &str) -> String {
    assert!(SMALL_TREE.contains(from), "the small tree has no {from:?}");
    SMALL_TREE.replacen(from, to, 1)
}

/// A folder that holds the small set, its tree changed.
pub fn changed(from: &str, to: &str) -> TempDir {
    folder(SMALL_INDEX.as_bytes(), changed_tree(from, to).as_bytes())
}

/// The tree of this text.
pub fn linked(text: &str) -> Tree {
    link(parse::source("essai.ron", text).expect("it can be read")).expect("it can be linked")
}

pub fn write(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).expect("a temporary file can be written");
}

/// The template of local contacts, filled in as a person would begin to.
pub fn filled(template: &str) -> String {
    [
        ("departement: \"\"", "departement: \"Nièvre\""),
        ("verifie_le: \"\"", "verifie_le: \"2026-11-20\""),
        ("source: \"\"", "source: \"la préfecture\""),
        ("(canal: Telephone, valeur: \"\"", "(canal: Telephone, valeur: \"03 86 00 00 01\""),
    ]
    .iter()
    .fold(template.to_owned(), |text, (blank, written)| text.replacen(blank, written, 1))
}

/// The commands of the program that none of these lines of arguments runs.
pub fn left_out<'a>(lines: impl IntoIterator<Item = &'a [&'a str]>) -> Vec<String> {
    fn leaves(command: &clap::Command, path: &str, into: &mut Vec<String>) {
        let mut subs = command.get_subcommands().filter(|sub| sub.get_name() != "aide").peekable();
        if subs.peek().is_none() {
            into.push(path.trim_start().to_owned());
        }
        subs.for_each(|sub| leaves(sub, &format!("{path} {}", sub.get_name()), into));
    }
    let mut left = Vec::new();
    leaves(&aiguilleur::commands::Cli::command(), "", &mut left);
    for line in lines {
        let line = line.join(" ");
        left.retain(|command| !line.starts_with(command));
    }
    left
}

/// The folder as an argument.
pub fn path(folder: &TempDir) -> &str {
    folder.path().to_str().expect("temporary folders have plain names")
}

/// Where the readers of the exports are.
pub const READERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers");

/// HTML with each block on a line of its own, for tests that read it line by line: what is written has few.
pub fn lines(html: &str) -> String {
    const CONTAINERS: [&str; 12] =
        ["body", "div", "footer", "head", "header", "html", "main", "meta", "nav", "ol", "section", "ul"];
    const ITEMS: [&str; 10] = ["button", "h1", "h2", "h3", "h4", "label", "li", "p", "style", "title"];
    let mut lines = String::new();
    let end = |lines: &mut String| {
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push('\n');
        }
    };
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.rfind('<').map_or((piece, ""), |at| piece.split_at(at));
        let name = tag.trim_start_matches(['<', '/']).split(['>', ' ']).next().unwrap_or_default();
        if !text.trim().is_empty() || !lines.ends_with('\n') {
            lines.push_str(text);
        }
        let container = CONTAINERS.contains(&name);
        if container && !tag.starts_with("</") {
            end(&mut lines);
        }
        lines.push_str(tag);
        if container || (tag.starts_with("</") && ITEMS.contains(&name)) {
            end(&mut lines);
        }
    }
    lines
}
