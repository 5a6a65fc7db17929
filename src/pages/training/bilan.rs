//! The balance of a session of training, and of all of them.

use crate::pages::{Block, headings, part};
use aiguilleur_core::day::Day;
use aiguilleur_core::training::{INTERVALS, Progress, Scenario, Score, Seance, Tally};
use aiguilleur_core::tree::{Categorie, Referentiel};

/// Said of a balance that is given more than once.
pub fn given_again(file: &str) -> Block {
    Block::Text(format!("« {file} » est donné plusieurs fois : il ne compte qu'une fois."))
}

/// So many sessions are drawn.
const DRAWN: usize = 12;
/// So many cases are taken up together: an hour leaves no time for more.
const TOGETHER: usize = 8;
/// The length of a bar, in characters.
const BAR: u32 = 20;

/// When what is not known comes back.
fn first_interval() -> String {
    match INTERVALS[0] {
        1 => "dès demain".to_owned(),
        days => format!("dans {days} jours"),
    }
}

/// The balance of a session, and what to do next.
pub fn session(tally: &Tally, to_revise: &[String], referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = vec![Block::title("Bilan de la séance")];
    if tally.score.total == 0 {
        blocks.push(Block::text("Aucun cas joué."));
        return blocks;
    }
    blocks.extend(figures(tally, referentiel));
    blocks.extend(part(&format!("À revoir, {}", first_interval())));
    if to_revise.is_empty() {
        blocks.push(Block::text("Rien : tout était juste, et vous en étiez sûr."));
    }
    for id in to_revise {
        let nom = referentiel.operateur(id).map_or(id.as_str(), |operateur| &operateur.nom);
        blocks.push(Block::Bullet(format!("{nom} : « aiguilleur former {id} »")));
    }
    // Last, where the eye is once the screen has scrolled.
    blocks.push(Block::Gap);
    blocks.extend(total(tally));
    blocks
}

/// The balance of all sessions, how it went from one to the next, and how many of these scenarios
/// are to be played again.
pub fn all(
    progress: &Progress,
    scenarios: &[Scenario<'_>],
    today: Day,
    referentiel: &Referentiel,
    chart: bool,
) -> Vec<Block> {
    if progress.seances.is_empty() {
        return vec![
            Block::text("Vous n'avez encore fait aucune séance."),
            Block::text("Commencez par « aiguilleur former »."),
        ];
    }
    let number = progress.seances.len();
    let mut blocks = vec![Block::Title(format!("Bilan de {number} {}", plural(number, "séance", "séances")))];
    let tally = progress.tally();
    blocks.extend(total(&tally));
    blocks.extend(figures(&tally, referentiel));
    blocks.extend(part("D'une séance à l'autre"));
    let last = progress.seances.iter().skip(number.saturating_sub(DRAWN));
    blocks.extend(last.map(|seance| Block::Verbatim(line(seance, chart))));
    blocks.extend(part("À revoir"));
    let due = progress.due_count(scenarios, today);
    blocks.push(Block::Text(match due {
        0 => "Aucun cas n'est à revoir aujourd'hui.".to_owned(),
        due => format!(
            "{due} {} : « aiguilleur former » commence par là.",
            plural(due, "cas est à revoir aujourd'hui", "cas sont à revoir aujourd'hui")
        ),
    }));
    if let Some((day, number)) = progress.next_due(scenarios, today) {
        blocks.push(Block::Text(format!("Ensuite, le {} : {number} cas.", day.short())));
    }
    blocks
}

/// The balances of several learners, together: none is told apart.
pub fn group(tallies: &[Tally], seances: usize, referentiel: &Referentiel) -> Vec<Block> {
    let number = tallies.len();
    let mut all = Tally::default();
    for tally in tallies {
        all.add(tally);
    }
    let mut blocks = vec![
        Block::Title(format!("Bilan de {number} {}", plural(number, "conseiller", "conseillers"))),
        Block::Text(format!("{seances} {} en tout.", plural(seances, "séance", "séances"))),
        Block::Text(format!("{}, catégorie et conduite.", score(all.score))),
    ];
    blocks.extend(figures(&all, referentiel));
    blocks
}

/// The cases that several learners have not learnt: each with its scene, where it is among these.
pub fn unknown(cases: &[(&str, usize)], scenarios: &[Scenario<'_>]) -> Vec<Block> {
    let mut blocks = Vec::from(part("À reprendre ensemble"));
    if cases.is_empty() {
        blocks.push(Block::text("Aucun cas n'a manqué à plusieurs."));
    }
    blocks.extend(cases.iter().take(TOGETHER).map(|(name, times)| {
        let scene = scenarios.iter().find(|scenario| scenario.name() == *name);
        let scene = scene.map_or_else(String::new, |scenario| format!(" : « {} »", scenario.recit));
        Block::Bullet(format!("{times} conseillers, cas {name}{scene}"))
    }));
    blocks
}

fn total(tally: &Tally) -> [Block; 2] {
    [
        Block::Text(format!("{}, catégorie et conduite.", score(tally.score))),
        Block::note("Un cas revenu en fin de séance ne compte qu'une fois, la première."),
    ]
}

fn figures(tally: &Tally, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = Vec::from(part("Par catégorie"));
    for categorie in Categorie::ALL {
        if let Some(found) = tally.par_categorie.get(categorie.code()) {
            blocks.push(Block::Bullet(format!("{} : {}", categorie.nom(), score(*found))));
        }
    }
    blocks.extend(part(headings::BY_OPERATEUR));
    for operateur in &referentiel.operateurs {
        if let Some(found) = tally.par_operateur.get(&operateur.id) {
            blocks.push(Block::Bullet(format!("{} : {}", operateur.nom, score(*found))));
        }
    }
    blocks.extend([
        Block::Gap,
        Block::Heading("Erreurs d'orientation".to_owned()),
        Block::Bullet(format!(
            "Sous-orientation, l'erreur qui nuit : {} (urgence manquée, cas gardé sur place)",
            tally.sous_orientation
        )),
        Block::Bullet(format!(
            "Sur-orientation : {} (urgence vue à tort, Administration+ de trop)",
            tally.sur_orientation
        )),
        Block::Gap,
        Block::Heading("Certitude".to_owned()),
        Block::Bullet(certain(tally)),
        Block::Bullet(format!("Juste sans être sûr : {} fois", tally.justes_sans_etre_sur)),
    ]);
    blocks
}

fn certain(tally: &Tally) -> String {
    match (tally.certains, tally.certains_et_faux) {
        (0, _) => "Certain : aucune fois".to_owned(),
        (times, 0) => format!("Certain : {times} fois, jamais à tort"),
        (times, wrong) => format!("Certain : {times} fois, dont {wrong} à tort"),
    }
}

fn score(score: Score) -> String {
    let justes = plural(score.justes as usize, "juste", "justes");
    format!("{} {justes} sur {}", score.justes, score.total)
}

/// A session on a line: a bar where it can be seen, words everywhere.
fn line(seance: &Seance, chart: bool) -> String {
    let Score { total, justes } = seance.bilan.score;
    let date = seance.date.short();
    if !chart {
        return format!("{date} : {justes} sur {total}");
    }
    let filled = (justes * BAR).checked_div(total).unwrap_or(0).min(BAR) as usize;
    format!("{date} {}{} {justes}/{total}", "#".repeat(filled), ".".repeat(BAR as usize - filled))
}

pub(crate) fn plural<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number < 2 { one } else { many }
}
