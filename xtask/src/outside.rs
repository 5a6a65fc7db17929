//! The tests that need something from outside Rust: a browser, Wine, a tracer of system calls.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use crate::tools::{answers, install, run};
use crate::{Result, build, manual, msi};

/// Something that a machine may lack, and the Debian package that brings it.
struct Tool {
    /// A command that ends well where the tool is there.
    check: &'static [&'static str],
    package: &'static str,
}

const BROWSER: Tool = Tool { check: &["chromium", "--version"], package: "chromium" };
const FIREFOX: Tool = Tool { check: &["firefox-esr", "--version"], package: "firefox-esr" };
const WEBKIT: Tool = Tool { check: &["dpkg", "--status", "webkit2gtk-driver"], package: "webkit2gtk-driver" };
const DISPLAY: Tool = Tool { check: &["dpkg", "--status", "xvfb"], package: "xvfb" };
const DISPLAY_RIGHTS: Tool = Tool { check: &["dpkg", "--status", "xauth"], package: "xauth" };
const FONTS: Tool = Tool { check: &["dpkg", "--status", "fonts-liberation"], package: "fonts-liberation" };
const NODE: Tool = Tool { check: &["node", "--version"], package: "nodejs" };
const NPM: Tool = Tool { check: &["npm", "--version"], package: "npm" };
const TRACER: Tool = Tool { check: &["strace", "-V"], package: "strace" };
const WINE: Tool = Tool { check: &["wine", "--version"], package: "wine" };
const WINE_64: Tool = Tool { check: &["dpkg", "--status", "wine64"], package: "wine64" };
const LINKER: Tool =
    Tool { check: &["x86_64-w64-mingw32-gcc", "--version"], package: "gcc-mingw-w64-x86-64" };

/// Tests that need the same tools.
struct Group {
    what: &'static str,
    tools: &'static [Tool],
    prepare: fn() -> Result<()>,
    /// Modules of `tests/it`, or tests of one.
    modules: &'static [&'static str],
}

const GROUPS: [Group; 5] = [
    Group {
        what: "la page, les feuilles, les dessins et les données, lus par un navigateur et par leurs lecteurs",
        tools: &[BROWSER, FONTS, NODE, NPM],
        prepare: readers,
        modules: &["export_web::the_page_serves_its_readers_in_chromium", "export_readers::"],
    },
    Group {
        what: "la page dans Firefox",
        tools: &[FIREFOX, FONTS, NODE, NPM],
        prepare: readers,
        modules: &["export_web::the_page_serves_its_readers_in_firefox"],
    },
    Group {
        what: "la page dans WebKit, le moteur de Safari",
        tools: &[WEBKIT, DISPLAY, DISPLAY_RIGHTS, FONTS, NODE, NPM],
        prepare: readers,
        modules: &["export_web::the_page_serves_its_readers_in_webkit"],
    },
    Group {
        what: "ce que chaque commande demande au système, appel par appel",
        tools: &[TRACER],
        prepare: || Ok(()),
        modules: &["trust::", "kills::"],
    },
    Group {
        what: "le programme pour Windows, sous Wine",
        tools: &[LINKER, WINE, WINE_64],
        prepare: windows,
        modules: &["windows::"],
    },
];

/// Installs what is missing where it can be, runs the tests whose tools are there, and says which were left out.
pub fn tests() -> Result<()> {
    let mut modules: Vec<&str> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    for group in &GROUPS {
        match ready(group) {
            Ok(()) => modules.extend(group.modules),
            Err(why) => left_out.push(format!("Laissé de côté : {} ({why}).", group.what)),
        }
    }
    let tested = if modules.is_empty() {
        Ok(())
    } else {
        let mut cargo = Command::new(env!("CARGO"));
        run(cargo.args(["test", "--package", "aiguilleur", "--test", "it", "--", "--ignored"]).args(&modules))
    };
    for line in &left_out {
        println!("{line}");
    }
    tested
}

/// Whether all that a group needs is there, or could be brought.
fn ready(group: &Group) -> Result<()> {
    for tool in group.tools {
        let [command, arguments @ ..] = tool.check else { continue };
        let there = || answers(Command::new(command).args(arguments));
        if !there() {
            install(tool.package)?;
            if !there() {
                return Err(format!("« {} » ne répond pas", tool.check.join(" ")).into());
            }
        }
    }
    (group.prepare)()
}

/// The packages of the readers, as their lock file has them; once, whoever needs them.
fn readers() -> Result<()> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir("tests/readers"))?;
    READY.get_or_init(|| ());
    Ok(())
}

/// The program for Windows, and the library that Debian 12's Wine lacks and that Rust's programs ask for.
fn windows() -> Result<()> {
    fs::create_dir_all("dist")?;
    let dist = Path::new("dist");
    build::windows(dist, build::For::Tests)?;
    // The installers of this version and of one before it.
    let before = dist.join("avant");
    fs::create_dir_all(&before)?;
    let exe = dist.join(build::EXE);
    msi::msi(&exe, dist, &manual::version()?)?;
    msi::msi(&exe, &before, "0.0.1")?;
    run(Command::new("wineboot").arg("--init").env("WINEDEBUG", "-all"))?;
    let prefix = env::var_os("WINEPREFIX").map(Into::into).or_else(|| Some(env::home_dir()?.join(".wine")));
    let library =
        prefix.ok_or("pas de dossier personnel")?.join("drive_c/windows/system32/bcryptprimitives.dll");
    let mut linker = Command::new("x86_64-w64-mingw32-gcc");
    run(linker.args(["-shared", "tests/wine/bcryptprimitives.c", "-ladvapi32", "-o"]).arg(library))
}
