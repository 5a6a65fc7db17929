//! `former`: training on scenes, spaced over the days.

mod group;
mod plan;
mod print;

use std::io::Write;
use std::path::PathBuf;

use self::plan::{Action, Plan, Wanted};
use super::options::Options;
use crate::conversation::training::{self, Settings};
use crate::error::Error;
use crate::export::{BilanRecord, Quiz, json_text, scenes_workbook};
use crate::files::library::{Library, only};
use crate::files::progress::Store;
use crate::files::replace::{allow_new, put};
use crate::pages::training::{bilan, kept};
use crate::status::Status;
use crate::ui;
use aiguilleur_core::training::draw;
use aiguilleur_core::tree::Operateur;

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
    /// Nombre d'urgences, au moins, parmi ces cas
    #[arg(long, value_name = "N", value_parser = number)]
    urgences: Option<usize>,
    /// Écrire une feuille de questions et son corrigé (.md ou .html), ou un seul fichier pour Moodle (.gift) ou Anki (.csv)
    #[arg(long, value_name = "FICHIER", group = "ecrit")]
    imprimer: Option<PathBuf>,
    /// Écrire un tableau (.xlsx) où une ligne attend la scène de chaque issue ; « --cas » le relit
    #[arg(long, value_name = "FICHIER", group = "ecrit", conflicts_with_all = ["nombre", "urgences", "parcours", "cas", "graine", "imprimer"])]
    modele: Option<PathBuf>,
    /// Remplacer un corrigé ou un tableau qui existe
    #[arg(long, requires = "ecrit")]
    remplacer: bool,
    /// Montrer le bilan de vos séances
    #[arg(long, conflicts_with_all = ["operateur", "nombre", "urgences", "parcours", "cas", "graine", "imprimer", "modele", "remplacer", "oublier"])]
    bilan: bool,
    /// Réunir les bilans JSON d'un groupe, sans aucun nom
    #[arg(long, value_name = "FICHIER", num_args = 1.., conflicts_with_all = ["operateur", "nombre", "urgences", "parcours", "cas", "graine", "imprimer", "modele", "remplacer", "oublier", "bilan"])]
    reunir: Vec<PathBuf>,
    /// Écrire le bilan en JSON
    #[arg(long, requires = "bilan", conflicts_with_all = ["reunir", "imprimer"])]
    json: bool,
    /// Effacer votre progression
    #[arg(long, conflicts_with_all = ["operateur", "nombre", "urgences", "parcours", "cas", "graine", "imprimer", "modele", "remplacer"])]
    oublier: bool,
}

/// More in one session would teach nothing.
const MOST_SCENES: usize = 200;

/// A number of cases, as `--nombre` takes it.
fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST_SCENES).contains(number));
    number.ok_or_else(|| format!("« {text} » n'est pas un nombre de cas : il en faut de 1 à {MOST_SCENES}."))
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas une graine : donnez un nombre entier."))
}

pub(super) fn run(args: Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let today = options.today()?;
    let store = Store::of_user();
    let blocks = match Plan::from(args) {
        Plan::Forget => training::forget(store.as_ref())?,
        Plan::Bilan { json } => {
            let progress = training::progress(store.as_ref(), today)?;
            let set = options.open_set()?;
            let library = Library::new(&set);
            let scenarios = training::carried(&library, None)?;
            if json {
                out.write_all(json_text(&BilanRecord::new(&progress, &scenarios, today))?.as_bytes())?;
                return Ok(Status::Done);
            }
            bilan::all(&progress, &scenarios, today, &set.referentiel, !options.manner.accessible)
        }
        Plan::Group(files) => group::group(&files, &options.open_set()?)?,
        Plan::Model { path, operateur, remplacer } => {
            if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
                let message = "Le tableau des scènes est un classeur « .xlsx ».";
                return Err(Error::file(&path, message, "Donnez un nom comme « scenes.xlsx »."));
            }
            allow_new(&path, remplacer)?;
            let set = options.open_set()?;
            let library = Library::new(&set);
            let only = only(&set, operateur.as_deref())?;
            let operateurs: Vec<&Operateur> =
                only.map_or_else(|| set.referentiel.supplied().collect(), |one| vec![one]);
            put(&path, scenes_workbook(&library.all_supplied(&operateurs)?, today)?)?;
            kept::scenes_to_write(&path)
        }
        Plan::Session(wanted, action) => {
            let set = options.open_set()?;
            let only = only(&set, wanted.operateur.as_deref())?;
            action.check_input(&wanted.files)?;
            let library = Library::new(&set);
            let scenarios = training::scenarios(&library, &wanted.files, only)?;
            match action {
                Action::Print { path, remplacer } => {
                    let seed = wanted.seed.unwrap_or_else(|| today.number());
                    let drawn = draw(&scenarios, wanted.draw, None, seed);
                    ui::say(training::too_few_urgent(&scenarios, &drawn, wanted.draw).as_slice());
                    let drawn = drawn.iter().map(|(rank, _)| &scenarios[*rank]);
                    print::print(&path, &Quiz::new(drawn, &set.referentiel, seed), seed, remplacer)?
                }
                Action::Play { parcours } => {
                    let Wanted { draw, seed, .. } = wanted;
                    let settings = Settings { draw, parcours, seed, today, manner: options.manner };
                    training::play(&scenarios, &set.referentiel, store, &settings)?
                }
            }
        }
    };
    ui::write(out, &blocks)?;
    Ok(Status::Done)
}
