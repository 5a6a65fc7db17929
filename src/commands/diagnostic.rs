//! `diagnostic`: everything that a helpdesk asks, and nothing about any person.

use std::io::Write;
use std::path::Path;

use etcetera::BaseStrategy as _;

use super::options::Options;
use crate::error::Error;
use crate::files::local_contacts::LocalFile;
use crate::files::local_place::LocalPlace;
use crate::files::progress::Store;
use crate::files::trees;
use crate::pages::diagnostic::{Contacts, Diagnosis, Trees, blocks};
use crate::status::Status;
use crate::ui;

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Says it all, whatever is broken: this is where one looks then.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let diagnosis = Diagnosis {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        program: std::env::current_exe().ok().map(|program| shown(&program)),
        today: options.today().ok(),
        zone: jiff::tz::TimeZone::system().iana_name().map(str::to_owned),
        trees: trees(options),
        contacts: contacts(options)?,
        mode: ui::mode(options.manner),
        colour: options.manner.couleur.applies_to_stderr(),
        size: ui::size(),
        terminal: terminal(),
        progress: Store::of_user().map(|store| (shown(&store.file()), store.file().exists())),
    };
    ui::write(out, &blocks(&diagnosis))?;
    Ok(Status::Done)
}

/// The terminal by its own name, where it tells it.
fn terminal() -> Option<String> {
    let windows_terminal = std::env::var_os("WT_SESSION").map(|_| "Windows Terminal".to_owned());
    windows_terminal.or_else(|| std::env::var("TERM").ok()).filter(|name| !name.is_empty())
}

fn trees(options: &Options) -> Result<Trees, String> {
    let set = options.trees.open().map_err(|_| "« aiguilleur verifier » dit pourquoi".to_owned())?;
    let referentiel = &set.referentiel;
    Ok(Trees {
        folder: match &options.trees {
            trees::Trees::Embedded => None,
            trees::Trees::Folder(folder) => Some(shown(folder)),
        },
        document: referentiel.edition(),
        supplied: referentiel.supplied().count(),
        all: referentiel.operateurs.len(),
    })
}

fn contacts(options: &Options) -> Result<Contacts, Error> {
    let path = match &options.local {
        LocalPlace::Refused => return Ok(Contacts::None { awaited: None }),
        LocalPlace::Awaited(path) => return Ok(Contacts::None { awaited: path.as_deref().map(shown) }),
        LocalPlace::Typed(path) | LocalPlace::OfVariable(path) | LocalPlace::Found(path) => path,
    };
    let by = if matches!(options.local, LocalPlace::OfVariable(_)) { " (par AIGUILLEUR_LOCAL)" } else { "" };
    let file = shown(path) + by;
    let at = |file: LocalFile| file.at(options.maison.as_deref());
    let sound = options.read_local(path).and_then(at).ok().filter(|local| {
        let set = options.trees.open();
        set.is_ok_and(|set| options.today().and_then(|today| local.check(&set, today)).is_ok())
    });
    Ok(match sound {
        None => Contacts::Refused { file },
        Some(local) => Contacts::InForce {
            file,
            place: local.place(),
            count: local.in_force().filled().count(),
            oldest: local.in_force().oldest(),
            today: options.today()?,
        },
    })
}

/// A path without the folder of the person whose session this is: its name is often theirs.
fn shown(path: &Path) -> String {
    let home = etcetera::choose_base_strategy().ok();
    let under = home.as_ref().and_then(|home| path.strip_prefix(home.home_dir()).ok());
    under.map_or_else(|| path.display().to_string(), |rest| Path::new("~").join(rest).display().to_string())
}
