//! The tools that a machine may lack.

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::sync::Once;

use crate::Result;

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| format!("{command:?} : {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} : {status}").into()) }
}

/// What a command prints, without the end of its line.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| format!("{command:?} : {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?} : {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// What git says of the last commit, in this format.
pub fn commit(format: &str) -> Result<String> {
    output(Command::new("git").args(["log", "-1", format]))
}

/// Bytes in base sixteen.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a command starts and ends well.
pub fn answers(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Installs each of these Debian packages that is not there yet.
pub fn packages(names: &[&str]) -> Result<()> {
    let missing = names.iter().filter(|name| !answers(Command::new("dpkg").args(["--status", name])));
    missing.into_iter().try_for_each(|name| install(name))
}

/// Installs a Debian package, by itself: one that cannot be had keeps no other from being installed.
pub fn install(package: &str) -> Result<()> {
    static LISTED: Once = Once::new();
    LISTED.call_once(|| {
        // Where the lists cannot be brought up to date, the installation says so.
        let _ = run(Command::new("apt-get").args(["update", "-qq"]));
    });
    let mut apt = Command::new("apt-get");
    apt.args(["install", "-y", "-qq", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive");
    run(&mut apt).map_err(|error| format!("installez le paquet {package} : {error}").into())
}
