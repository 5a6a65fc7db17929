//! `former`: training on scenes, spaced over the days.

mod session;
mod store;

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};

use self::session::Session;
use self::store::Store;
use super::cases::inputs;
use super::cli::Global;
use super::library::Library;
use super::{find_operateur, supplied};
use crate::case::{Case, ron};
use crate::dice::Dice;
use crate::embedded;
use crate::error::{Error, Status};
use crate::export::{BilanRecord, Quiz};
use crate::training::{Day, Refusal, Scenario, Tally, draw};
use crate::tree::Operateur;
use crate::ui::page::Block;
use crate::ui::{self, balance, layout, output_width};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one a flag of the command line")]
pub(super) struct Args {
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Nombre de cas de la séance ; 10, sans lui
    #[arg(long, value_name = "N", value_parser = number, default_value = "10", hide_default_value = true)]
    nombre: usize,
    /// Jouer chaque cas par le vrai entretien
    #[arg(long, conflicts_with = "imprimer")]
    parcours: bool,
    /// Prendre les cas de ces fichiers ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Graine du tirage : la même pour tout un groupe
    #[arg(long, value_name = "G", value_parser = seed)]
    graine: Option<u64>,
    /// Écrire une feuille de questions et son corrigé (.md ou .html)
    #[arg(long, value_name = "FICHIER")]
    imprimer: Option<PathBuf>,
    /// Montrer le bilan de vos séances
    #[arg(long, conflicts_with_all = ["parcours", "cas", "graine", "imprimer", "oublier"])]
    bilan: bool,
    /// Écrire le bilan en JSON
    #[arg(long, requires = "bilan")]
    json: bool,
    /// Effacer votre progression
    #[arg(long, conflicts_with_all = ["parcours", "cas", "graine", "imprimer"])]
    oublier: bool,
}

/// More in one session would teach nothing.
const MOST: usize = 500;

fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| format!("« {text} » n'est pas un nombre de cas : il en faut de 1 à {MOST}."))
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas une graine : donnez un nombre entier."))
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let today = today()?;
    let store = Store::of_user();
    if args.oublier {
        return forget(store.as_ref(), out);
    }
    if args.bilan {
        return show_balance(args, store.as_ref(), today, global, out);
    }
    let set = global.open_set()?;
    let only = args.operateur.as_deref().map(|id| find_operateur(&set, id)).transpose()?;
    if let Some(operateur) = only {
        supplied(operateur)?;
    }
    let library = Library::new(&set);
    let scenarios = scenarios(&library, &args.cas, only)?;
    if let Some(path) = &args.imprimer {
        return print(args, &library, &scenarios, path, today, out);
    }
    play(args, global, &library, &scenarios, store, today, out)
}

/// Today, or the day that stands for it.
fn today() -> Result<Day, Error> {
    let Some(text) = std::env::var_os("AIGUILLEUR_DATE").filter(|text| !text.is_empty()) else {
        return Ok(Day::today());
    };
    text.to_string_lossy().parse().map_err(|()| {
        Error::usage(
            format!("AIGUILLEUR_DATE vaut « {} », qui n'est pas une date.", text.to_string_lossy()),
            "Écrivez AAAA-MM-JJ, ou retirez cette variable.",
        )
    })
}

/// The scenarios of these files, or those that the program carries.
fn scenarios<'l>(
    library: &'l Library<'l>,
    files: &[PathBuf],
    only: Option<&Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    let mut scenarios = Vec::new();
    let (mut without_recit, mut elsewhere) = (0, 0);
    let mut add = |case: &Case<'_>| -> Result<(), Error> {
        let Some(operateur) = library.set.referentiel.operateur(&case.operateur).filter(|o| o.is_supplied())
        else {
            elsewhere += 1;
            return Ok(());
        };
        if only.is_some_and(|only| only.id != operateur.id) {
            return Ok(());
        }
        match Scenario::new(case, library.tree(operateur)?) {
            Ok(scenario) => scenarios.push(scenario),
            Err(Refusal::NoRecit) => without_recit += 1,
            Err(Refusal::NoOutcome | Refusal::Contradiction) => elsewhere += 1,
        }
        Ok(())
    };
    let mut unreadable = 0;
    if files.is_empty() {
        for (file, text) in embedded::cases() {
            ron::read(file, text).cases.iter().try_for_each(|placed| add(&placed.case))?;
        }
    } else {
        let mut read = Vec::new();
        for input in inputs(files)? {
            unreadable += input.each_case(|case| read.push(case.to_owned()))?;
        }
        read.iter().try_for_each(&mut add)?;
    }
    if !files.is_empty() && (without_recit > 0 || elsewhere > 0 || unreadable > 0) {
        ui::say(&balance::refused(without_recit, elsewhere, unreadable));
    }
    if scenarios.is_empty() {
        return Err(Error::Input {
            file: None,
            message: "Aucun cas ne peut être joué.".to_owned(),
            mend: "Il faut un récit, et des réponses qui mènent à une issue : « aiguilleur rejouer » dit où cela \
                   bloque."
                .to_owned(),
        });
    }
    Ok(scenarios)
}

fn play(
    args: &Args,
    global: &Global,
    library: &Library<'_>,
    scenarios: &[Scenario<'_>],
    store: Option<Store>,
    today: Day,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let (kept, store) = open(store);
    let progress = kept.progress;
    let keeps_at_first = store.is_some();
    let group = args.graine.is_some();
    let seed = args
        .graine
        .unwrap_or_else(|| today.number().wrapping_mul(1009).wrapping_add(progress.seances.len() as u64));
    let drawn = draw(scenarios, args.nombre, (!group).then_some((&progress, today)), seed);
    let mut ui = ui::open(global.manner());
    let mut session = Session {
        library,
        ui: &mut *ui,
        scenarios,
        store,
        today,
        key: format!("{:016x}", RandomState::new().build_hasher().finish()),
        parcours: args.parcours,
        dice: Dice::new(seed),
        tally: Tally::default(),
        to_revise: Vec::new(),
    };
    let played = session.run(&drawn);
    let (tally, to_revise, keeps) = (session.tally, session.to_revise, session.store.is_some());
    ui.close();
    if !played? {
        return Err(Error::Input {
            file: None,
            message: "L'entrée s'arrête avant la fin du premier cas.".to_owned(),
            mend: "Donnez une réponse par ligne : la catégorie, la conduite, la sûreté, puis 1.".to_owned(),
        });
    }
    if keeps_at_first && !keeps {
        ui::say(&balance::not_kept());
    }
    let blocks = balance::session(&tally, &to_revise, &library.set.referentiel);
    write_blocks(&blocks, out)?;
    Ok(Status::Done)
}

/// What is kept, and where it will go on being kept. What cannot be written is said at once, and
/// the training goes on without.
fn open(store: Option<Store>) -> (store::Kept, Option<Store>) {
    let read = |store: Store| store.try_out().and_then(|()| store.read()).map(|kept| (kept, Some(store)));
    let opened = store.and_then(|store| read(store).ok());
    let (kept, store) = opened.unwrap_or_default();
    let mut said: Vec<Block> = kept.set_aside.iter().flat_map(|path| balance::set_aside(path)).collect();
    if store.is_none() {
        said.extend(balance::not_kept());
    }
    ui::say(&said);
    (kept, store)
}

fn show_balance(
    args: &Args,
    store: Option<&Store>,
    today: Day,
    global: &Global,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let kept =
        store.map_or_else(|| Ok(store::Kept::default()), Store::read).map_err(|_| unreadable(store))?;
    ui::say(&kept.set_aside.iter().flat_map(|path| balance::set_aside(path)).collect::<Vec<Block>>());
    let progress = kept.progress;
    if args.json {
        out.write_all(super::json_text(&BilanRecord::new(&progress, today))?.as_bytes())?;
        return Ok(Status::Done);
    }
    let set = global.open_set()?;
    let chart = !global.manner().accessible;
    write_blocks(&balance::all(&progress, today, &set.referentiel, chart), out)?;
    Ok(Status::Done)
}

fn forget(store: Option<&Store>, out: &mut dyn Write) -> Result<Status, Error> {
    let found = store.map_or(Ok(false), Store::forget).map_err(|_| unreadable(store))?;
    write_blocks(&balance::forgotten(found), out)?;
    Ok(Status::Done)
}

fn unreadable(store: Option<&Store>) -> Error {
    Error::Input {
        file: store.map(|store| store.file().display().to_string()),
        message: "Votre progression ne se lit pas, ou ne s'efface pas.".to_owned(),
        mend: "Vérifiez vos droits sur ce dossier.".to_owned(),
    }
}

/// Writes the questions, and the answers beside them in a file of its own.
fn print(
    args: &Args,
    library: &Library<'_>,
    scenarios: &[Scenario<'_>],
    path: &Path,
    today: Day,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let html = match extension.as_str() {
        "html" | "htm" => true,
        "md" => false,
        _ => {
            return Err(Error::usage(
                format!("« {} » ne finit ni par .md ni par .html.", path.display()),
                "Donnez un nom comme « quiz.html » ou « quiz.md ».",
            ));
        }
    };
    let seed = args.graine.unwrap_or_else(|| today.number());
    let drawn = draw(scenarios, args.nombre, None, seed);
    let quiz = Quiz::new(drawn.iter().map(|(rank, _)| &scenarios[*rank]), &library.set.referentiel, seed);
    let answers = path.with_file_name(format!(
        "{}-corrige.{extension}",
        path.file_stem().unwrap_or_default().to_string_lossy()
    ));
    for (path, text) in [(path, quiz.questions(html)), (&answers, quiz.answers(html))] {
        store::write(path, text.as_bytes(), |_| Ok(())).map_err(|_| Error::Input {
            file: Some(path.display().to_string()),
            message: "Cette feuille ne peut pas être écrite.".to_owned(),
            mend: "Vérifiez le dossier et la place sur le disque.".to_owned(),
        })?;
    }
    write_blocks(&balance::printed(path, &answers, seed), out)?;
    Ok(Status::Done)
}

fn write_blocks(blocks: &[Block], out: &mut dyn Write) -> Result<(), Error> {
    out.write_all(layout::text(&layout::blocks(blocks, output_width())).as_bytes())?;
    Ok(())
}
