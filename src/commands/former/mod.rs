//! `former`: training on scenes, spaced over the days.

mod scenes;

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};

use self::scenes::{carried, scenarios};
use super::cli::Global;
use super::options::today;
use crate::conversation::training::Session;
use crate::error::{Error, Status};
use crate::export::{BilanRecord, Quiz};
use crate::files::library::Library;
use crate::files::library::{find_operateur, supplied};
use crate::files::progress::{Damaged, Store};
use crate::files::replace::replace;
use crate::pages::Block;
use crate::pages::balance;
use crate::ui::{self, layout, output_width};
use aiguilleur_core::day::Day;
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::{Progress, Scenario, Tally, draw};

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
    #[arg(long, conflicts_with_all = ["operateur", "nombre", "parcours", "cas", "graine", "imprimer", "oublier"])]
    bilan: bool,
    /// Écrire le bilan en JSON
    #[arg(long, requires = "bilan")]
    json: bool,
    /// Effacer votre progression
    #[arg(long, conflicts_with_all = ["operateur", "nombre", "parcours", "cas", "graine", "imprimer"])]
    oublier: bool,
}

/// More in one session would teach nothing.
const MOST: usize = 200;

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
    if args.imprimer.is_none() && args.cas.iter().any(|name| name.as_os_str() == "-") {
        return Err(Error::usage(
            "L'entrée standard sert à vos réponses : elle ne peut pas donner aussi les cas.",
            "Mettez les cas dans un fichier, ou ajoutez « --imprimer ».",
        ));
    }
    let library = Library::new(&set);
    let scenarios = scenarios(&library, &args.cas, only)?;
    if let Some(path) = &args.imprimer {
        return print(args, &library, &scenarios, path, today, out);
    }
    play(args, global, &library, &scenarios, store, today, out)
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
    let (progress, store) = open(store);
    let group = args.graine.is_some();
    let seed = args
        .graine
        .unwrap_or_else(|| today.number().wrapping_mul(1009).wrapping_add(progress.seances.len() as u64));
    let drawn = draw(scenarios, args.nombre, (!group).then_some((&progress, today)), seed);
    let mut ui = ui::open_training(global.manner());
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
        unkept: 0,
        damaged: Vec::new(),
    };
    let played = session.run(&drawn);
    let Session { tally, to_revise, unkept, damaged, .. } = session;
    ui.close();
    if !played? {
        return Err(Error::Input {
            file: None,
            message: "L'entrée s'arrête avant la fin du premier cas.".to_owned(),
            mend: "Donnez une réponse par ligne : la catégorie, la conduite, la certitude, puis 1."
                .to_owned(),
        });
    }
    ui::say(&said_of(&damaged));
    if unkept > 0 {
        ui::say(&balance::unkept(unkept));
    }
    write_blocks(&balance::session(&tally, &to_revise, &library.set.referentiel), out)?;
    Ok(Status::Done)
}

/// What is kept, and where it will go on being kept. Where nothing can be kept, it is said before
/// the first case, and the training goes on without.
fn open(store: Option<Store>) -> (Progress, Option<Store>) {
    let opened =
        store.and_then(|store| store.open().ok().map(|(kept, writes)| (kept, writes.then_some(store))));
    let (kept, store) = opened.unwrap_or_default();
    let mut said = said_of(kept.damaged.as_slice());
    if store.is_none() {
        said.extend(balance::not_kept());
    }
    ui::say(&said);
    (kept.progress, store)
}

/// What became of damaged files, in words.
fn said_of(damaged: &[Damaged]) -> Vec<Block> {
    let said = damaged.iter().flat_map(|damaged| match damaged {
        Damaged::SetAside(path) => balance::set_aside(path),
        Damaged::LeftInPlace(path) => balance::left_in_place(path),
    });
    said.collect()
}

fn show_balance(
    args: &Args,
    store: Option<&Store>,
    today: Day,
    global: &Global,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let kept = store.map(Store::open).transpose().map_err(|_| unreadable(store))?;
    let (kept, _) = kept.unwrap_or_default();
    ui::say(&said_of(kept.damaged.as_slice()));
    let progress = kept.progress;
    let set = global.open_set()?;
    let library = Library::new(&set);
    let scenarios = carried(&library, None)?;
    if args.json {
        out.write_all(crate::export::json_text(&BilanRecord::new(&progress, &scenarios, today))?.as_bytes())?;
        return Ok(Status::Done);
    }
    let chart = !global.manner().accessible;
    write_blocks(&balance::all(&progress, &scenarios, today, &set.referentiel, chart), out)?;
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
        replace(path, text.as_bytes(), |_| Ok(())).map_err(|_| Error::Input {
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
