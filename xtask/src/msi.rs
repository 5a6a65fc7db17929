//! The installers for Windows: one for the machine, one for a user without the rights of an administrator.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::tools::{commit, hex, packages, run};

/// Where the program is installed, and for whom.
struct Scope {
    /// What the file's name ends with.
    name: &'static str,
    portee: &'static str,
    dossier: &'static str,
    racine: &'static str,
}

const SCOPES: [Scope; 2] = [
    Scope { name: "poste", portee: "perMachine", dossier: "ProgramFiles64Folder", racine: "HKLM" },
    Scope { name: "utilisateur", portee: "perUser", dossier: "LocalAppDataFolder", racine: "HKCU" },
];

/// Makes both in this folder of the program for Windows, the same bytes from the same program and commit.
pub fn msi(exe: &Path, folder: &Path, version: &str) -> Result<()> {
    packages(&["wixl", "msitools", "faketime"])?;
    let digest = hmac_sha256::Hash::hash(&fs::read(exe)?);
    let day: String = commit("--format=%cI")?.replace('T', " ").chars().take(19).collect();
    // The cabinet keeps the dates of its files.
    for file in [exe, Path::new("LICENSE"), Path::new("THIRD-PARTY-LICENCES.txt")] {
        run(Command::new("touch").args(["-d", &day]).arg(file).env("TZ", "UTC"))?;
    }
    SCOPES.iter().try_for_each(|scope| one(folder, exe, version, scope, &digest, &day))
}

fn one(folder: &Path, exe: &Path, version: &str, scope: &Scope, digest: &[u8], day: &str) -> Result<()> {
    let Scope { name, portee, dossier, racine } = scope;
    let file = folder.join(format!("aiguilleur-{version}-{name}.msi"));
    // An upgrade knows the version before by its family; each version is another product.
    let of = |what: &str| uuid(&[name.as_bytes(), what.as_bytes()]);
    let variables = [
        ("Version", version.to_owned()),
        ("Produit", uuid(&[name.as_bytes(), version.as_bytes(), digest])),
        ("Famille", of("famille")),
        ("Programme", of("programme")),
        ("Raccourci", of("raccourci")),
        ("Portee", (*portee).to_owned()),
        ("Dossier", (*dossier).to_owned()),
        ("Racine", (*racine).to_owned()),
        ("Exe", exe.display().to_string()),
    ];
    let mut wixl = at(day, "wixl");
    wixl.args(["--arch", "x64", "--output"]).arg(&file);
    wixl.args(variables.iter().flat_map(|(name, value)| ["-D".to_owned(), format!("{name}={value}")]));
    run(wixl.arg("xtask/aiguilleur.wxs"))?;
    // The code of the file, which wixl draws at random.
    let code = format!("{{{}}}", uuid(&[name.as_bytes(), b"fichier", digest]));
    run(at(day, "msibuild").arg(&file).args(["-s", "Aiguilleur", "Aiguilleur", "x64;1036", &code]))
}

/// A command for which it is the day of the commit.
fn at(day: &str, program: &str) -> Command {
    let mut command = Command::new("faketime");
    command.args(["-f", day, program]).env("TZ", "UTC").env("LC_ALL", "C.UTF-8");
    command
}

/// A name that these parts alone give.
fn uuid(parts: &[&[u8]]) -> String {
    let mut text = b"aiguilleur".to_vec();
    for part in parts {
        text.push(0);
        text.extend_from_slice(part);
    }
    let mut bytes = hmac_sha256::Hash::hash(&text);
    // Version 8, made by the program's own rule.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = hex(&bytes[..16]).to_uppercase();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
