//! The program for each system: the same bytes from the same commit and compiler, wherever it is built.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Result;
use crate::tools::{answers, commit, output, packages, run};

const LINUX: &str = "x86_64-unknown-linux-gnu";
/// The program for Windows, as it is handed out.
pub const EXE: &str = "aiguilleur-windows-x86_64.exe";
const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// One static file for Linux.
pub fn linux(dist: &Path) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--package", "aiguilleur", "--target", LINUX]);
    run(cargo.env("RUSTFLAGS", flags("-C target-feature=+crt-static")?))?;
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    fs::copy(built(&folder, LINUX, "aiguilleur"), dist.join("aiguilleur-linux-x86_64"))?;
    Ok(())
}

/// What a program is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// To be handed out: small, and quick to start.
    Users,
    /// To be tried: the same code, in half of the time.
    Tests,
}

/// One file for Windows. Where the toolchain has no standard library for it, Debian's compiler makes one from its
/// sources.
pub fn windows(dist: &Path, whom: For) -> Result<()> {
    packages(&["gcc-mingw-w64-x86-64"])?;
    let mut library = Command::new("rustc");
    let library = output(library.args(["--print", "target-libdir", "--target", WINDOWS]))?;
    let mut cargo = if Path::new(&library).is_dir() {
        Command::new(env!("CARGO"))
    } else {
        packages(&["rustc-web", "cargo-web", "rust-web-src"])?;
        let mut cargo = Command::new("/usr/bin/cargo");
        // Cargo's own settings for the toolchain that runs this do not fit the other one.
        for name in ["RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "CARGO", "RUSTDOC"] {
            cargo.env_remove(name);
        }
        cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
        cargo.args(["-Z", "build-std=std,panic_abort"]);
        cargo
    };
    cargo.args(["build", "--release", "--locked", "--package", "aiguilleur", "--target", WINDOWS]);
    if whom == For::Tests {
        cargo.args(["--config", "profile.release.lto=false", "--config", "profile.release.codegen-units=16"]);
    }
    // The linker puts imports in the order of the paths they come from: one folder, whatever that of the checkout.
    let folder = env::temp_dir().join("aiguilleur-windows");
    cargo.arg("--target-dir").arg(&folder);
    // Its date would make each build another file.
    run(cargo.env("RUSTFLAGS", flags("-C link-arg=-Wl,--no-insert-timestamp")?))?;
    fs::copy(built(&folder, WINDOWS, "aiguilleur.exe"), dist.join(EXE))?;
    Ok(())
}

/// The Debian package, of the files already made; its dates are that of the commit.
pub fn deb(dist: &Path, version: &str) -> Result<()> {
    if !answers(Command::new(env!("CARGO")).args(["deb", "--version"])) {
        run(Command::new(env!("CARGO")).args(["install", "--quiet", "--locked", "cargo-deb"]))?;
    }
    fs::create_dir_all("target")?;
    fs::write("target/changelog.Debian", changelog(version, &commit("--format=%cD")?))?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["deb", "--package", "aiguilleur", "--no-build", "--no-strip", "--target", LINUX, "--output"]);
    run(cargo.arg(dist).env("SOURCE_DATE_EPOCH", commit("--format=%ct")?))
}

/// What Debian asks of a package: its version, with the day of it.
fn changelog(version: &str, day: &str) -> String {
    let release = format!("aiguilleur ({version}-1) unstable; urgency=medium");
    format!("{release}\n\n  * Version {version}.\n\n -- Aiguilleur <aiguilleur@example.org>  {day}\n")
}

fn built(folder: &Path, target: &str, name: &str) -> PathBuf {
    folder.join(target).join("release").join(name)
}

/// The compiler's flags, with the folders of this machine out of the file.
fn flags(own: &str) -> Result<String> {
    let root = env::current_dir()?;
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).ok_or("pas de dossier personnel")?;
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok(format!("{own} {} {}", remap(&root, "."), remap(&home, "cargo")))
}
