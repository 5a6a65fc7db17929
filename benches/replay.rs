//! A year of the network in a few seconds: cases a second, against what reading alone costs.
//!
//! `cargo bench --bench replay` writes two million random cases, then times, in one run and by
//! turns: counting the lines; serde_json's `from_slice` a line, into borrowed structs, on one
//! thread; and the whole job (read, walk, compare, count) on one and on two threads. Then the same on
//! cases of which each has its own scene, so that no line says what another said. The fastest of
//! each: what else the machine does only slows.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use aiguilleur::files::embedded::Embedded;
use aiguilleur_core::case::json;
use aiguilleur_core::replay::{Options, Random, Trees, lines};
use aiguilleur_core::tree::{Set, Tree};

const CASES: usize = 2_000_000;
const ROUNDS: usize = 9;

fn main() {
    let set = Set::open(Box::new(Embedded)).expect("the embedded index can be read");
    let trees: Vec<Tree> =
        set.referentiel.supplied().map(|o| set.tree(o).expect("the trees are sound")).collect();
    let trees = Trees::new(&trees);
    for (name, repeats) in [("qui se répètent", true), ("dont aucun ne se répète", false)] {
        println!("\ncas {name}");
        measure(&trees, &written(&trees, repeats));
    }
    println!("\nmémoire au plus haut : {}", peak());
}

fn measure(trees: &Trees<'_>, path: &Path) {
    let text = std::fs::read(path).expect("the cases can be read back");
    println!("{CASES} cas, {} Mo", text.len() / 1_000_000);

    let jobs: [(&str, &dyn Fn() -> u64); 4] = [
        ("compter les lignes, 1 fil", &|| text.split(|&b| b == b'\n').count() as u64 - 1),
        ("serde_json from_slice seul, 1 fil", &|| parse(&text)),
        ("rejouer, 1 fil", &|| replay(trees, path, 1)),
        ("rejouer, 2 fils", &|| replay(trees, path, 2)),
    ];
    let mut times = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        for (time, (name, job)) in times.iter_mut().zip(&jobs) {
            let start = Instant::now();
            assert_eq!(job(), CASES as u64, "{name}");
            *time = start.elapsed().min(*time);
        }
    }
    for ((name, _), time) in jobs.iter().zip(&times) {
        let ratio = times[1].as_secs_f64() / time.as_secs_f64();
        let rate = f64::from(u32::try_from(CASES).unwrap_or(u32::MAX)) / 1e6 / time.as_secs_f64();
        println!("{name:<36} {rate:>6.2} M cas/s  {ratio:>6.2} x from_slice");
    }
    println!("2 fils contre 1 : {:.2} x", times[2].as_secs_f64() / times[3].as_secs_f64());
}

/// What reading costs without the fast path: each line into borrowed structs, nothing more.
fn parse(text: &[u8]) -> u64 {
    let lines = text.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    lines.filter(|line| json::read_slice(line).is_ok()).count() as u64
}

fn replay(trees: &Trees<'_>, path: &Path, threads: usize) -> u64 {
    let file = File::open(path).expect("the cases are there");
    let options = Options { threads, strict: true, coverage: false, progress: &|_| {} };
    lines(trees, file, "cas.jsonl", options).expect("the cases can be read").conformes()
}

fn written(trees: &Trees<'_>, repeats: bool) -> PathBuf {
    let name = if repeats { "cas.jsonl" } else { "scenes.jsonl" };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut file = BufWriter::new(File::create(&path).expect("the target folder can be written to"));
    for mut case in Random::new(trees, 1).take(CASES) {
        if !repeats {
            case.recit = Some(format!("La scène de {}, comme elle fut dite à l'accueil", case.id).into());
        }
        writeln!(file, "{}", json::write(&case)).expect("the disk has room");
    }
    file.flush().expect("the disk has room");
    path
}

/// The most memory of one replay on two threads, in a process of its own; Linux only.
fn peak() -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cas.jsonl");
    let child = std::process::Command::new("/usr/bin/env")
        .args(["time", "-f", "%M ko", env!("CARGO_BIN_EXE_aiguilleur"), "rejouer", "--json"])
        .arg(path)
        .stdout(std::process::Stdio::null())
        .output();
    child.ok().filter(|output| output.status.success()).map_or_else(
        || "non mesurée (il faut la commande « time »)".to_owned(),
        |output| String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    )
}
