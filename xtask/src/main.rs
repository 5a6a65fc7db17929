//! What a build alone does not do: the files that are handed out, the tests that need something from outside.

mod build;
mod manual;
mod msi;
mod outside;
mod tools;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use build::For;
use clap_complete::Shell;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask n'a pas de dossier parent")?;
    env::set_current_dir(root)?;
    let dist = Path::new("dist");
    match env::args().nth(1).as_deref() {
        Some("dist") => everything(dist),
        Some("windows") => {
            fs::create_dir_all(dist)?;
            build::windows(dist, For::Users)?;
            msi::msi(&dist.join(build::EXE), dist, &manual::version()?)
        }
        Some("textes") => texts(dist),
        Some("dehors") => outside::tests(),
        _ => Err("dites « cargo xtask dist » (tout ce qui se remet), « windows », « textes » (manuel et complétions) ou \
                  « dehors » (les tests qui veulent un navigateur, Wine ou strace)"
            .into()),
    }
}

/// All the files, and their checksums.
fn everything(dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    texts(dist)?;
    build::linux(dist)?;
    build::windows(dist, For::Users)?;
    let version = manual::version()?;
    msi::msi(&dist.join(build::EXE), dist, &version)?;
    build::deb(dist, &version)?;
    for file in ["LICENSE", "THIRD-PARTY-LICENCES.txt", "docs/installer.md", "docs/contacts-locaux.md"] {
        fs::copy(file, dist.join(Path::new(file).file_name().ok_or("un fichier sans nom")?))?;
    }
    checksums(dist)
}

/// The manual pages and the completions.
fn texts(dist: &Path) -> Result<()> {
    let completions = dist.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut manual::command(), "aiguilleur", &completions)?;
    }
    manual::write(&dist.join("man"))
}

/// One line a file, as `sha256sum --check` reads it.
fn checksums(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(dist, &mut files)?;
    files.sort_unstable();
    let mut lines = String::new();
    for file in files {
        let digest = hmac_sha256::Hash::hash(&fs::read(&file)?);
        writeln!(lines, "{}  {}", tools::hex(&digest), file.strip_prefix(dist)?.display())?;
    }
    print!("{lines}");
    Ok(fs::write(dist.join("SHA256SUMS"), lines)?)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
