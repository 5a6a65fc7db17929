//! That every command that reads a file grows with it and no faster: time and memory of whole processes at n, 2n and 4n,
//! on shapes that people do not draw but a program, or malice, may write.
//!
//! `cargo bench --bench growth [-- N [WORD]]`: n is N, 25 000 without it; only the lines that hold WORD. A line that
//! goes beyond 4.6 times at 4n is marked. Linux only, with the command « time ».

mod growth {
    pub mod inputs;
    pub mod trees;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use growth::{inputs, trees};

/// At 4n, no more than this many times what n takes.
const MOST: f64 = 4.6;
/// Below this, in seconds or in megabytes, starting counts for more than growing.
const NOTHING: f64 = 0.05;

/// The largest n of what is counted in rows, findings, cases or contacts: at 4n, a hundred thousand.
const ROWS: usize = 25_000;
/// The largest n of what is counted in words of a cell: at 4n, all that a cell may hold.
const WORDS: usize = 2_000;
/// The largest n of what is counted in nodes.
const NODES: usize = usize::MAX;

/// A shape: its name, how it is written in a folder, its largest n, what is run there.
type Shape = (&'static str, fn(&Path, usize), usize, &'static [&'static str]);

/// On any tree.
const ON_TREES: &[&str] = &[
    "verifier --arbres .",
    "verifier --arbres . --json",
    "lister --arbres .",
    "lister --arbres . --json",
    "guider essai --arbres . --json",
    "chercher --arbres . faire la démarche",
    "exporter html --arbres .",
    "exporter fiche --arbres .",
    "exporter fiche --issue --arbres .",
    "exporter livret --arbres .",
    "exporter mermaid --arbres .",
    "exporter arbre --arbres .",
    "exporter arbre --accessible --arbres .",
    "exporter csv --arbres .",
    "exporter json --arbres .",
    "rejouer --arbres . --au-hasard 20",
    "rejouer --arbres . --couverture cas.jsonl",
    "comparer . autre",
    "comparer . autre --cas cas.jsonl",
    "local manquants --arbres .",
    "local modele --arbres .",
];
/// On trees that cannot be used: what is said of them.
const ON_FAULTS: &[&str] = &["verifier --arbres .", "verifier --arbres . --json", "lister --arbres ."];
const ON_CASES: &[&str] = &[
    "rejouer cas.ron",
    "rejouer --json --couverture cas.ron",
    "rejouer cas.jsonl",
    "verifier --cas cas.ron",
    "comparer embarques embarques --cas cas.ron",
    "former --imprimer quiz.md --remplacer --cas cas.ron",
    "exporter mermaid --cas cas.ron --cas-id un",
    "rejouer --pas-a-pas un cas.ron",
];
const ON_CONTACTS: &[&str] = &[
    "local verifier local.ron",
    "local fusionner local.ron",
    "lister --local local.ron",
    "verifier --local local.ron",
];

const ON_TABLES: &[&str] = &[
    "importer tableau.csv --operateur essai --vers jeu",
    "verifier --source tableau.csv --operateur essai --arbres fait",
    "importer autre.csv --operateur essai --sur fait",
    "comparer tableau.csv autre.csv",
    "local importer liste.csv --departement Nièvre",
];

const SHAPES: &[Shape] = &[
    ("large", trees::wide, NODES, ON_TREES),
    ("profond", trees::deep, NODES, ON_TREES),
    ("losanges", trees::diamonds, NODES, ON_TREES),
    ("répété", trees::repeated, NODES, ON_TREES),
    // What `lister` writes of it is as long as all these ways: the square of n.
    ("peigne", trees::comb, NODES, ON_TREES),
    ("une question", trees::one_question, NODES, ON_TREES),
    ("contacts d'arbre", trees::bodies, NODES, ON_TREES),
    ("deux opérateurs", trees::rivals, NODES, &["verifier --arbres .", "comparer . autre"]),
    ("questions partagées", trees::shared, NODES, ON_TREES),
    ("cibles fausses", trees::wrong_targets, ROWS, ON_FAULTS),
    ("nœuds cassés", trees::broken, ROWS, ON_FAULTS),
    ("index faux", trees::wrong_index, ROWS, ON_FAULTS),
    ("cas justes", inputs::cases, ROWS, ON_CASES),
    ("cas faux", inputs::wrong_cases, ROWS, ON_CASES),
    ("cas cassés", inputs::broken_cases, ROWS, ON_CASES),
    ("un cas", inputs::one_case, ROWS, ON_CASES),
    ("contacts", inputs::contacts, ROWS, ON_CONTACTS),
    ("contacts faux", inputs::wrong_contacts, ROWS, ON_CONTACTS),
    ("tableau", inputs::table, ROWS, ON_TABLES),
    ("longues cellules", inputs::long_cells, WORDS, ON_TABLES),
    (
        "tableau répété",
        inputs::same_rows,
        ROWS,
        &[
            "importer tableau.csv --operateur essai --vers jeu",
            "verifier --source tableau.csv --operateur essai --arbres fait",
            "importer tableau.csv --operateur essai --sur fait",
            "comparer tableau.csv tableau.csv",
        ],
    ),
    ("progression", inputs::progress, ROWS, &["former --bilan"]),
];

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let first = args.next();
    let n = first.as_deref().and_then(|n| n.parse().ok()).unwrap_or(25_000);
    let word = args.next().unwrap_or_default();
    println!("n = {n} ; secondes et mégaoctets à n, 2n, 4n");
    for (name, write, most, commands) in SHAPES {
        let n = n.min(*most);
        let lines = commands.iter().filter(|command| format!("{name}: {command}").contains(&word));
        let lines: Vec<&&str> = lines.collect();
        if lines.is_empty() {
            continue;
        }
        let folders: Vec<PathBuf> = [n, 2 * n, 4 * n].map(|n| written(*write, n)).to_vec();
        for command in lines {
            let runs: Vec<(f64, f64)> = folders.iter().map(|folder| fastest(folder, command)).collect();
            let grown = |at: fn(&(f64, f64)) -> f64| at(&runs[2]) / at(&runs[0]).max(NOTHING);
            let (time, memory) = (grown(|run| run.0), grown(|run| run.1));
            let mark = if time > MOST || memory > MOST { "  <<<" } else { "" };
            let [a, b, c] = [&runs[0], &runs[1], &runs[2]];
            println!(
                "{name:<20} {command:<50} {:>7.2} {:>7.2} {:>7.2} s {time:>5.1} x  {:>6.0} {:>6.0} {:>6.0} Mo {memory:>5.1} x{mark}",
                a.0, b.0, c.0, a.1, b.1, c.1
            );
        }
    }
}

fn written(write: fn(&Path, usize), n: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("growth-{n}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("donnees/aiguilleur")).expect("the target folder can be written to");
    write(&folder, n);
    folder
}

/// The fastest of three runs, where they are short: what else the machine does only slows.
fn fastest(folder: &Path, command: &str) -> (f64, f64) {
    let first = run(folder, command);
    let others = if first.0 < 2.0 { 2 } else { 0 };
    (0..others).map(|_| run(folder, command)).fold(first, |best, run| (best.0.min(run.0), best.1.min(run.1)))
}

/// Makes the set of a table, which a new version of it is put onto.
fn made(folder: &Path, table: &str) {
    let made = Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .args(["importer", table, "--operateur", "essai", "--vers", "fait"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "the set of {table} is made");
}

/// Seconds of processor and megabytes of one run; what it takes before it is stopped, where it takes too long.
fn run(folder: &Path, command: &str) -> (f64, f64) {
    let _ = fs::remove_dir_all(folder.join("jeu"));
    if command.ends_with(" fait") {
        let _ = fs::remove_dir_all(folder.join("fait"));
        made(folder, "tableau.csv");
    }
    let output = Command::new("/usr/bin/env")
        .args(["time", "-q", "-f", "%U %S %M", "timeout", "60", env!("CARGO_BIN_EXE_aiguilleur")])
        .args(command.split(' '))
        .current_dir(folder)
        .env("XDG_DATA_HOME", folder.join("donnees"))
        .env("AIGUILLEUR_DATE", "2026-11-24")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output()
        .expect("« time » runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked") && !said.contains("overflow"), "{command}: {said}");
    let figures: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|n| n.parse().ok()).collect();
    match figures[..] {
        [user, system, kilobytes] => (user + system, kilobytes / 1e3),
        _ => (f64::NAN, f64::NAN),
    }
}
