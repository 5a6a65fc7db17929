//! `local importer`: from a list of contacts to a local file.

use std::io::Write;
use std::path::PathBuf;

use crate::commands::options::{Options, row_pair};
use crate::commands::reading_options::Lecture;
use crate::conversation::contact_list::{Choices, Given, Head, Sorting, chosen, kept};
use crate::error::Error;
use crate::files::library::Library;
use crate::files::local_draft::{Draft, make_folder};
use crate::import::contact_list::{Fate, Index, Line};
use crate::pages::contact_list::Written;
use crate::pages::{Block, contact_list as pages};
use crate::source::contact_list::{self, day};
use crate::status::Status;
use crate::ui;
use crate::ui::form::Form;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{LocalEntry, targets};
use aiguilleur_core::tree::Set;
use aiguilleur_core::walk::Answered;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// La liste : .csv, .xlsx, .ods, .html ; ou le classeur de « local modele --tableur », rempli
    tableau: PathBuf,
    /// Compléter ce fichier, nouveau ou non ; sans lui, le résultat est montré
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    sortie: Option<PathBuf>,
    /// Dire de quel contact est une ligne, « 7=caf/caf-back-office », ou « 7=aucun » ; à répéter
    #[arg(long = "reponse", value_name = "LIGNE=CONTACT", value_parser = row_pair)]
    reponses: Vec<Answered>,
    /// Rétablir le premier zéro que le tableur a retiré des numéros
    #[arg(long)]
    zero_perdu: bool,
    /// Remplacer ce que le fichier dit déjà par ce que dit le tableau
    #[arg(long, requires = "sortie")]
    remplacer: bool,
    /// Le département d'un fichier nouveau, en toutes lettres
    #[arg(long, value_name = "NOM")]
    departement: Option<String>,
    /// Le service qui donne cette liste
    #[arg(long, value_name = "SERVICE")]
    source: Option<String>,
    /// Le jour où la liste a été vérifiée ; aujourd'hui, si rien ne le dit
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = checked)]
    verifie_le: Option<Day>,
    /// Lire la liste même si elle semble d'un autre département
    #[arg(long)]
    quand_meme: bool,
    #[command(flatten)]
    lecture: Lecture,
    /// Les colonnes, par leur place ou leur titre : operateur=A,service=2,telephone=Tél
    #[arg(long, value_name = "COLONNES")]
    colonnes: Option<String>,
}

fn checked(text: &str) -> Result<Day, String> {
    day(text).ok_or_else(|| format!("« {text} » n'est pas une date : écrivez AAAA-MM-JJ."))
}

impl Args {
    /// What holds for the whole list, and the name of its table.
    fn given<'a>(&'a self, table: &'a str) -> Given<'a> {
        let (departement, source) = (self.departement.as_deref(), self.source.as_deref());
        Given { table, departement, source, checked: self.verifie_le }
    }
}

pub(super) fn run(args: &Args, set: &Set, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let tables = args.lecture.tables(&args.tableau)?;
    let list = contact_list::read(tables, args.colonnes.as_deref()).map_err(Error::Faulty)?;
    let (today, trees) = (options.today()?, Library::new(set).into_trees(None)?);
    args.verifie_le.filter(|day| *day > today.plus(1)).map_or(Ok(()), |day| Err(not_yet(day)))?;
    let targets = targets(&trees, &set.referentiel);
    let mut draft = Draft::open(args.sortie.as_deref(), options.maison.as_deref(), set, &trees, today)?;
    let table = args.tableau.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let asks = options.manner.accessible || ui::is_conversation();
    let mut form = asks.then(|| ui::form::open(options.manner, "Rien n'est écrit."));
    let Some(head) = Head::new(&args.given(&table), &list, draft.source(), &mut form, today)? else {
        return Ok(stopped());
    };
    let doubts: Vec<String> = head.doubts.iter().map(|doubt| format!("Attention. {doubt}")).collect();
    if let (Some(form), false) = (form.as_mut(), doubts.is_empty() || args.quand_meme)
        && !goes_on(&mut **form, &doubts)?
    {
        return Ok(stopped());
    }
    let elsewhere = form.is_none() && head.names_another && !args.quand_meme;
    let notes: Vec<String> = doubts.iter().chain(&list.notes).chain(&head.notes).cloned().collect();
    let choices = Choices { reponses: &args.reponses, zeros: args.zero_perdu, replacing: args.remplacer };
    let sorting = Sorting {
        form,
        targets: &targets,
        index: Index::new(&targets, &set.referentiel),
        choices,
        source: head.source.as_deref(),
        checked: head.checked,
        today,
        supposed: head.supposed,
        place: head.place.clone().filter(|_| !args.quand_meme),
        maison: options.maison.clone().or_else(|| draft.source().maison.clone()),
    };
    let lines = sorting.run(list, draft.source())?;
    let entries: Vec<LocalEntry> = lines.iter().filter_map(kept).cloned().collect();
    let before = draft.text().to_owned();
    if !entries.is_empty() && !elsewhere {
        args.sortie.as_deref().map_or(Ok(()), make_folder)?;
        draft.put_all(&head.fields, &entries)?;
    }
    let written = match args.sortie {
        _ if elsewhere => Written::Not(pages::ELSEWHERE),
        _ if entries.is_empty() => Written::Not(pages::nothing(&lines)),
        Some(_) if draft.text() == before => Written::Not(pages::unchanged(&lines)),
        Some(_) => Written::To(draft.label(), draft.maison()),
        None => Written::Shown,
    };
    let shown = !elsewhere && !entries.is_empty();
    let report = pages::report(&table, written, &notes, &lines, &targets);
    if args.sortie.is_some() {
        ui::write(out, &report)?;
    } else {
        ui::say(&report);
        out.write_all(if shown { draft.text() } else { "" }.as_bytes())?;
    }
    let sound = |line: &Line| line.left.is_empty() && matches!(line.fate, Fate::Kept(..) | Fate::Unfilled);
    let clean = doubts.is_empty() && !head.person && lines.iter().all(sound);
    Ok(if clean { Status::Done } else { Status::Found })
}

/// The person wanted no more of it.
fn stopped() -> Status {
    ui::say(&[Block::text(pages::STOPPED)]);
    Status::Found
}

fn not_yet(day: Day) -> Error {
    Error::usage(
        format!("Le {} n'est pas encore venu.", day.long()),
        "Donnez à « --verifie-le » le jour où la liste a été vérifiée.",
    )
}

/// Whether a person has the list read in spite of what says that it is that of another place.
fn goes_on(form: &mut dyn Form, doubts: &[String]) -> Result<bool, Error> {
    form.say(&doubts.iter().cloned().map(Block::Text).collect::<Vec<_>>())?;
    let items = ["Non, arrêter", "Oui, la lire"].map(str::to_owned);
    Ok(chosen(form, pages::GO_ON, &items, 0)? == Some(1))
}
