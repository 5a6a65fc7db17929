//! Two documents: what changes of their tables, row by row.

use std::path::Path;

use super::Args;
use crate::error::Error;
use crate::files::embedded;
use crate::pages::import::of_nobody;
use crate::pages::proof::unread;
use crate::source::document::Naming;
use crate::source::versions::changes;
use crate::ui;
use aiguilleur_core::compare::Change;
use aiguilleur_core::tree::Referentiel;

/// What changes, and the index whose names it is told with.
pub(super) fn documents(args: &Args, names: [&str; 2]) -> Result<(Vec<Change>, Referentiel), Error> {
    if let Some(name) = names.into_iter().find(|name| !Path::new(name).is_file()) {
        return Err(Error::usage(
            format!("L'un des deux est un fichier de tableaux, et « {name} » n'en est pas un."),
            "Donnez deux fichiers, ou deux dossiers d'arbres. Pour comparer un tableau à son arbre : « aiguilleur verifier --source ».",
        ));
    }
    if !args.cas.is_empty() {
        return Err(Error::usage("Un tableau ne rejoue pas de cas.", "Retirez --cas."));
    }
    let [old, new] = names.map(|name| args.lecture.read(Path::new(name)));
    let referentiel = embedded::referentiel()?;
    let (old, new) = (old?, new?);
    // Of both: a change there would not be seen.
    let mut left_out = old.unread.clone();
    left_out.extend(new.unread.iter().filter(|column| !old.unread.contains(column)).cloned());
    ui::say(&unread(&left_out));
    let of_each = [&old, &new].map(|document| document.of_nobody(Naming::Table, &referentiel.operateurs));
    let mut unknown = of_each.concat();
    unknown.sort();
    unknown.dedup();
    ui::say(&of_nobody(&unknown, "comparé"));
    let changes = changes::documents(&old, &new, &referentiel.operateurs).map_err(Error::Faulty)?;
    Ok((changes, referentiel))
}
