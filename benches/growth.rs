//! That every command that reads a file grows with it and no faster: time and memory of whole processes at n, 2n and 4n,
//! on shapes that people do not draw but a program, or malice, may write.
//!
//! `cargo bench --bench growth [-- N [WORD]]`: n is N, 25 000 without it; only the lines that hold WORD. A line that
//! goes beyond 4.6 times at 4n is marked. Linux only, with the command « time ».
//!
//! `-- --instructions [N [WORD]]` counts instructions instead of seconds, with valgrind: what the work is, whatever else
//! the machine does and however much of the data its caches hold. It takes fifty times as long; n is 1 000 without N.

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
    let args: Vec<String> = std::env::args().skip(1).collect();
    let counted = args.iter().any(|arg| arg == "--instructions");
    let mut words = args.iter().filter(|arg| !arg.starts_with("--"));
    let usual = if counted { 1_000 } else { 25_000 };
    let n = words.next().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let word = words.next().map_or("", String::as_str);
    let what = if counted { "millions d'instructions" } else { "secondes et mégaoctets" };
    println!("n = {n} ; {what} à n, 2n, 4n");
    for (name, write, most, commands) in SHAPES {
        let n = n.min(*most);
        let lines: Vec<_> =
            commands.iter().filter(|command| format!("{name}: {command}").contains(word)).collect();
        if lines.is_empty() {
            continue;
        }
        let folders = [n, 2 * n, 4 * n].map(|n| written(*write, n));
        for command in lines {
            let shown = if counted {
                told(folders.each_ref().map(|folder| instructions(folder, command)), 1.0, 1)
            } else {
                let runs = folders.each_ref().map(|folder| fastest(folder, command));
                told(runs.map(|run| run.0), NOTHING, 2)
                    + " s"
                    + &told(runs.map(|run| run.1), NOTHING, 0)
                    + " Mo"
            };
            let mark = if shown.contains(BEYOND) { "  <<<" } else { "" };
            println!("{name:<20} {command:<50}{}{mark}", shown.replace(BEYOND, ""));
        }
    }
}

/// After a figure that grows faster than its input.
const BEYOND: char = '!';

/// Figures at n, 2n and 4n, and how many times the first the last is.
fn told([one, two, four]: [f64; 3], nothing: f64, digits: usize) -> String {
    let times = four / one.max(nothing);
    let beyond = if times > MOST { BEYOND.to_string() } else { String::new() };
    format!(" {one:>8.digits$} {two:>8.digits$} {four:>8.digits$} {times:>5.1} x{beyond}")
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

/// Sets a folder as a command finds it, and gives what runs the command there.
fn prepared(folder: &Path, command: &str, before: &[&str]) -> Command {
    let _ = fs::remove_dir_all(folder.join("jeu"));
    if command.ends_with(" fait") {
        let _ = fs::remove_dir_all(folder.join("fait"));
        made(folder, "tableau.csv");
    }
    let mut run = Command::new("/usr/bin/env");
    run.args(before)
        .arg(env!("CARGO_BIN_EXE_aiguilleur"))
        .args(command.split(' '))
        .current_dir(folder)
        .env("XDG_DATA_HOME", folder.join("donnees"))
        .env("AIGUILLEUR_DATE", "2026-11-24")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    run
}

/// What a run says on standard error, which must not be a failure of the program.
fn said(mut run: Command, command: &str) -> String {
    let output = run.output().expect("what measures the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked") && !said.contains("has overflowed"), "{command}: {said}");
    said
}

/// Seconds of processor and megabytes of one run; what it takes before it is stopped, where it takes too long.
fn run(folder: &Path, command: &str) -> (f64, f64) {
    let said = said(prepared(folder, command, &["time", "-q", "-f", "%U %S %M", "timeout", "60"]), command);
    let figures: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|n| n.parse().ok()).collect();
    match figures[..] {
        [user, system, kilobytes] => (user + system, kilobytes / 1e3),
        _ => (f64::NAN, f64::NAN),
    }
}

/// Millions of instructions of one run.
fn instructions(folder: &Path, command: &str) -> f64 {
    let valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
    let said = said(prepared(folder, command, &valgrind), command);
    let count = said.lines().rev().find_map(|line| line.split_once("refs:")).map_or("", |(_, count)| count);
    count.trim().replace(',', "").parse::<f64>().map_or(f64::NAN, |count| count / 1e6)
}
