//! `verifier --source`: the trees against their document, both ways.

use std::io::Write;
use std::path::Path;

use super::super::options::Options;
use super::super::reading_options::owner_untold;
use super::Args;
use crate::error::Error;
use crate::export::{ProofRecord, json_text};
use crate::files::embedded::with_those_of;
use crate::pages::import::of_nobody;
use crate::pages::proof::{Proof, blocks, unread};
use crate::source::document::Naming;
use crate::source::proof::Claims;
use crate::source::rows::Row;
use crate::status::Status;
use crate::ui;

/// The trees against their document, both ways.
pub(super) fn proof(
    args: &Args,
    path: &Path,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let set = options.open_set()?;
    let operateurs = with_those_of(&set.referentiel.operateurs)?;
    let document = args.lecture.read(path)?;
    let wanted = match &args.operateur {
        Some(id) => vec![id.as_str()],
        None => document.owners(&operateurs),
    };
    if wanted.is_empty() {
        return Err(owner_untold(path));
    }
    let naming = Naming::by(args.operateur.as_deref());
    let left = document.of_nobody(naming, &operateurs);
    ui::say(&of_nobody(&left, "comparé"));
    let absent =
        set.referentiel.supplied().filter(|one| wanted.len() > 1 && !wanted.contains(&one.id.as_str()));
    let absent: Vec<String> = absent.map(|one| one.nom.clone()).collect();
    let mut proof = Proof { unread: document.unread.clone(), whole: true, absent, ..Proof::default() };
    for id in wanted {
        let Some(operateur) = set.referentiel.supplied().find(|operateur| operateur.id == id) else {
            proof.without_tree.push(id.to_owned());
            continue;
        };
        let sections = document.of_by(naming, id, &operateurs).map_err(Error::Faulty)?;
        let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
        let claims = Claims::new(&set.tree(operateur)?, operateur);
        let same = claims.align(&rows);
        let mut gaps = claims.paired(&rows, &same);
        let reworded = claims.reworded(&rows, &same, &gaps);
        proof.whole &= reworded.is_some();
        gaps.extend(reworded.unwrap_or_default());
        let (mut retitled, mut moved) = claims.resectioned(&sections, &same);
        gaps.append(&mut retitled);
        proof.moved.append(&mut moved);
        proof.gaps.append(&mut gaps);
        proof.compared.push((operateur.nom.clone(), rows.len()));
    }
    if proof.compared.is_empty() {
        let mend = "« aiguilleur importer » en fait un.";
        return Err(Error::file(
            path,
            format!("Le jeu n'a pas l'arbre de {}.", proof.without_tree.join(", ")),
            mend,
        ));
    }
    if args.json {
        ui::say(&unread(&proof.unread));
        out.write_all(json_text(&ProofRecord::new(&proof))?.as_bytes())?;
    } else {
        ui::write(out, &blocks(&proof))?;
    }
    Ok(if left.is_empty() && proof.gaps.is_empty() { Status::Done } else { Status::Found })
}
