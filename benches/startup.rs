//! How long a conseiller waits, as ratios to a program that does nothing, measured in one run.
//!
//! `cargo bench --bench startup`: whole processes, started by turns so that the machine's moods
//! fall on all of them alike; medians.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 400;

/// What a median must not go beyond.
enum Floor {
    None,
    /// Of the empty program.
    Times(f64),
    Milliseconds(f64),
}

fn main() {
    let empty = empty_program();
    let guide = Path::new(env!("CARGO_BIN_EXE_aiguilleur"));
    let outcome = "guider caf --json --reponse urgence=non --reponse theme=compte --reponse blocage=non";
    let said = "je touche plus rien depuis trois mois, on m'a coupé le rsa et jai perdu mon alocation";
    let runs: Vec<(&str, &Path, Vec<&str>, Floor)> = vec![
        ("programme vide", &empty, vec![], Floor::None),
        ("aiguilleur --version", guide, vec!["--version"], Floor::None),
        ("premier écran du guide", guide, vec!["guider"], Floor::Times(1.5)),
        ("première question (caf)", guide, vec!["guider", "caf"], Floor::None),
        ("une issue (caf, --json)", guide, outcome.split(' ').collect(), Floor::None),
        ("chercher (cinq arbres)", guide, vec!["chercher", said], Floor::Milliseconds(3.0)),
        ("lister --json", guide, vec!["lister", "--json"], Floor::None),
        ("verifier", guide, vec!["verifier"], Floor::Times(8.0)),
    ];
    let mut times: Vec<Vec<Duration>> = vec![Vec::with_capacity(ROUNDS); runs.len()];
    for round in 0..ROUNDS + 20 {
        for (times, (_, program, args, _)) in times.iter_mut().zip(&runs) {
            let time = time(program, args);
            // The first rounds only warm the page cache.
            if round >= 20 {
                times.push(time);
            }
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    for ((name, _, _, floor), median) in runs.iter().zip(&medians) {
        let ratio = median / medians[0];
        let floor = match floor {
            Floor::None => String::new(),
            Floor::Times(times) => format!("  (à tenir : {times} x)"),
            Floor::Milliseconds(time) => format!("  (à tenir : {time} ms)"),
        };
        println!("{name:<28} {median:>7.3} ms  {ratio:>5.2} x{floor}");
    }
}

/// From the start of a process to its end; its input is empty.
fn time(program: &Path, args: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let time = start.elapsed();
    assert!(status.is_ok(), "{} does not start", program.display());
    time
}

/// Milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// `fn main() {}`, built as the program is.
fn empty_program() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let source = folder.join("empty.rs");
    let program = folder.join(format!("empty{}", std::env::consts::EXE_SUFFIX));
    std::fs::write(&source, "fn main() {}\n").expect("the target folder can be written to");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc)
        .args([
            "--edition=2024",
            "-Copt-level=3",
            "-Clto",
            "-Ccodegen-units=1",
            "-Cpanic=abort",
            "-Cstrip=symbols",
            "-o",
        ])
        .args([&program, &source])
        .status();
    assert!(status.is_ok_and(|status| status.success()), "rustc builds an empty program");
    program
}
