//! `diagnostic`: everything that a helpdesk asks, and nothing about any person.

use std::io::Write;
use std::path::Path;

use etcetera::BaseStrategy as _;

use super::cli::Global;
use super::options::today;
use crate::error::{Error, Status};
use crate::files::local::{LocalFile, of_user};
use crate::files::progress::Store;
use crate::pages::diagnostic::{Contacts, Diagnosis, Trees, blocks};
use crate::ui::{self, layout, output_width};

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Says it all, whatever is broken: this is where one looks then.
pub(super) fn run(global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let diagnosis = Diagnosis {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        trees: trees(global),
        contacts: contacts(global)?,
        mode: ui::mode(global.manner()),
        colour: ui::style::on_stderr(global.couleur),
        size: ui::size(),
        progress: Store::of_user().map(|store| (shown(&store.file()), store.file().exists())),
    };
    out.write_all(layout::text(&layout::blocks(&blocks(&diagnosis), output_width())).as_bytes())?;
    Ok(Status::Done)
}

fn trees(global: &Global) -> Result<Trees, String> {
    let set = global.open_set().map_err(|_| "« aiguilleur verifier » dit pourquoi".to_owned())?;
    let referentiel = &set.referentiel;
    Ok(Trees {
        folder: global.arbres.as_deref().map(shown),
        document: referentiel.edition(),
        supplied: referentiel.supplied().count(),
        all: referentiel.operateurs.len(),
    })
}

fn contacts(global: &Global) -> Result<Contacts, Error> {
    let Some(path) = global.local_path() else {
        let awaited = of_user().filter(|_| !global.refuses_local()).map(|path| shown(&path));
        return Ok(Contacts::None { awaited });
    };
    let file = shown(&path);
    let sound = LocalFile::read(&path).ok().filter(|local| {
        let set = global.open_set();
        set.is_ok_and(|set| today().and_then(|today| local.check(&set, today)).is_ok())
    });
    Ok(match sound {
        None => Contacts::Refused { file },
        Some(local) => Contacts::InForce {
            file,
            place: local.source.territoire(),
            count: local.source.filled().count(),
            oldest: local.source.oldest(),
            today: today()?,
        },
    })
}

/// A path without the folder of the person whose session this is: its name is often theirs.
fn shown(path: &Path) -> String {
    let home = etcetera::choose_base_strategy().ok();
    let under = home.as_ref().and_then(|home| path.strip_prefix(home.home_dir()).ok());
    under.map_or_else(|| path.display().to_string(), |rest| Path::new("~").join(rest).display().to_string())
}
