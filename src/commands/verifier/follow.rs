//! `verifier --suivre`: the proof again, each time that an author saves a file.

use std::io::Write;
use std::path::Path;

use super::{Args, once};
use crate::commands::options::Options;
use crate::error::Error;
use crate::files::trees::Trees;
use crate::files::watch::Watch;
use crate::pages::Block;
use crate::status::Status;
use crate::ui;

/// So many findings fill a screen; the next come once these are mended.
const FIRST: usize = 3;

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let Trees::Folder(folder) = &options.trees else {
        return Err(Error::usage(
            "« --suivre » veut un dossier : les arbres du programme ne changent pas.",
            "Dites lequel : « --arbres mon-dossier ».",
        ));
    };
    let beside = args.cas.iter().chain(&args.source).map(|path| &**path);
    let watched: Vec<&Path> = std::iter::once(&**folder).chain(beside).collect();
    let watch = Watch::new(&watched)?;
    loop {
        match once(args, options, FIRST, out) {
            Ok(_) => {}
            Err(error @ (Error::Output(_) | Error::Interrupted(_) | Error::Usage { .. })) => {
                return Err(error);
            }
            // A file half written, or lost, is mended like any other fault.
            Err(error) => ui::errors::print(&error, options.manner.couleur),
        }
        out.flush()?;
        ui::say(&[
            Block::Gap,
            Block::text(
                "Enregistrez un fichier : la preuve recommence. Elle montre les premiers constats. Ctrl-C arrête.",
            ),
            Block::Gap,
        ]);
        watch.wait();
    }
}
