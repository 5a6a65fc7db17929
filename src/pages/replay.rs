//! A replay, as a person reads it.

use super::{Block, Page, headings, interview, part, sheet};
use aiguilleur_core::case::{Attendu, Case};
use aiguilleur_core::replay::{Deviation, Gap, Tally, Trees};
use aiguilleur_core::tree::{Categorie, Operateur, Referentiel};
use aiguilleur_core::walk::{Interview, Step};

/// How many deviations a person is shown.
const SHOWN: usize = 10;
/// How wide the longest bar is.
const BAR: u64 = 30;
/// The least width that holds the columns and the bars.
pub const COLUMNS: usize = 72;

/// The files of cases that are given more than once.
pub fn twice(files: &[String]) -> Vec<Block> {
    let told = |file: &String| {
        Block::Text(format!("« {file} » est donné plusieurs fois : ses cas ne comptent qu'une fois."))
    };
    files.iter().map(told).collect()
}

/// The report: in columns and with bars, or in words.
pub fn blocks(tally: &Tally, trees: &Trees<'_>, referentiel: &Referentiel, columns: bool) -> Vec<Block> {
    let mut blocks = vec![Block::Title(format!("{} cas", grouped(tally.total())))];
    let counts = [
        ("conformes", tally.conformes()),
        ("écarts", tally.ecarts()),
        ("sans attendu", tally.sans_attendu()),
        ("illisibles", tally.illisibles),
        ("avec une réponse superflue, comptés ci-dessus", tally.superflues),
    ];
    blocks.extend(counts.map(|(name, count)| {
        let count = grouped(count);
        if columns {
            Block::Verbatim(format!("  {count:>13}  {name}"))
        } else {
            Block::Bullet(format!("{count} {name}"))
        }
    }));
    distribution(tally, columns, &mut blocks);
    by_operateur(tally, trees, referentiel, columns, &mut blocks);
    deviations("Premiers écarts", &tally.deviations, &mut blocks);
    deviations("Premières lignes illisibles", &tally.unreadable, &mut blocks);
    if let Some(coverage) = &tally.coverage {
        let (gaps, total) = coverage.gaps(trees);
        gaps_of(&gaps, total, &mut blocks);
    }
    blocks
}

/// A bar or a sentence a category.
fn distribution(tally: &Tally, columns: bool, blocks: &mut Vec<Block>) {
    let counts = tally.par_categorie();
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return;
    }
    blocks.extend(part("Issues par catégorie"));
    let most = counts.iter().max().copied().unwrap_or(1).max(1);
    for (categorie, count) in Categorie::ALL.into_iter().zip(counts) {
        let name = categorie.nom();
        let (share, grouped) = (count * 100 / all, grouped(count));
        blocks.push(if columns {
            let bar = "#".repeat(usize::try_from((count * BAR).div_ceil(most)).unwrap_or(0));
            Block::Verbatim(format!("  {grouped:>13}  {share:>3} %  {name:<18}{bar}"))
        } else {
            Block::Bullet(format!("{name} : {grouped}, soit {share} %"))
        });
    }
}

fn by_operateur(
    tally: &Tally,
    trees: &Trees<'_>,
    referentiel: &Referentiel,
    columns: bool,
    blocks: &mut Vec<Block>,
) {
    let heading =
        if columns { "Par opérateur : conformes, écarts, sans attendu" } else { headings::BY_OPERATEUR };
    blocks.extend(part(heading));
    let mut line = |nom: &str, counts: [u64; 3]| {
        let [conformes, ecarts, sans_attendu] = counts.map(grouped);
        blocks.push(if columns {
            Block::Verbatim(format!("{conformes:>13}{ecarts:>13}{sans_attendu:>13}  {nom}"))
        } else {
            Block::Bullet(format!(
                "{nom} : {conformes} conformes, {ecarts} écarts, {sans_attendu} sans attendu"
            ))
        });
    };
    for (rank, slot) in tally.slots.iter().enumerate() {
        let id = &trees.tree(rank).operateur;
        let nom = referentiel.operateur(id).map_or(id, |operateur| &operateur.nom);
        line(nom, [slot.conformes, slot.ecarts, slot.sans_attendu]);
    }
    if tally.unknown > 0 {
        line("opérateur inconnu", [0, tally.unknown, 0]);
    }
}

fn deviations(heading: &str, deviations: &[Deviation], blocks: &mut Vec<Block>) {
    if deviations.is_empty() {
        return;
    }
    blocks.extend(part(heading));
    for deviation in deviations.iter().take(SHOWN) {
        let id = deviation.id.as_ref().map(|id| format!("{id}, ")).unwrap_or_default();
        blocks.push(Block::Bullet(format!(
            "{id}{}, ligne {} : {}",
            deviation.file, deviation.line, deviation.raison
        )));
        if let Some(attendu) = &deviation.attendu {
            blocks.push(Block::SubBullet(format!("attendu : {}", expectation(attendu))));
        }
        if let Some(obtenu) = &deviation.obtenu {
            blocks.push(Block::SubBullet(format!("obtenu : {}", expectation(obtenu))));
        }
        if let Some(step) = &deviation.divergence {
            let given =
                step.given.as_ref().map_or("aucune réponse".to_owned(), |given| format!("« {given} »"));
            let wanted = format!("à « {} » : {given}, au lieu de « {} »", step.question, step.wanted);
            blocks.push(Block::SubBullet(format!("les chemins se séparent {wanted}")));
        }
    }
}

/// An expectation on one line.
fn expectation(attendu: &Attendu<'_>) -> String {
    let fields = [
        attendu.categorie.as_ref().map(ToString::to_string),
        attendu.demarche.as_ref().map(|demarche| format!("démarche {demarche}")),
        attendu.lignes.as_ref().map(|rows| format!("lignes {}", rows.join(", "))),
        attendu.blocage.map(|blocage| format!("blocage {}", if blocage { "oui" } else { "non" })),
        attendu.conduite.as_ref().map(|conduite| format!("conduite {conduite}")),
    ];
    fields.into_iter().flatten().collect::<Vec<_>>().join(" ; ")
}

fn gaps_of(gaps: &[Gap], total: usize, blocks: &mut Vec<Block>) {
    let never = gaps.iter().filter(|gap| gap.times == 0).count();
    let covered = (total - never) * 100 / total.max(1);
    blocks.extend([
        Block::Gap,
        Block::Heading("Couverture des lignes, des issues et des réponses".to_owned()),
        Block::Text(format!("{} sur {total} exercées ({covered} %).", total - never)),
    ]);
    for (times, heading) in [(0, "Qu'aucun cas n'exerce :"), (1, "Qu'un seul cas exerce :")] {
        let names: Vec<Block> = gaps
            .iter()
            .filter(|gap| gap.times == times)
            .map(|gap| Block::Bullet(format!("{}, {} {}", gap.operateur, gap.kind, gap.name)))
            .collect();
        if !names.is_empty() {
            blocks.push(Block::text(heading));
            blocks.extend(names);
        }
    }
}

/// One case, as the interview would have shown it.
#[derive(Debug)]
pub struct StepByStep {
    /// Its id and its scene.
    pub opening: Vec<Block>,
    /// The questions, each with the rank of the answer given.
    pub questions: Vec<(Page, Option<usize>)>,
    /// The sheet of the outcome, where the answers reach one.
    pub sheet: Vec<Block>,
    /// Whether it conforms, in words.
    pub verdict: Block,
    pub conforms: bool,
}

impl StepByStep {
    /// Goes through a case.
    pub fn new(case: &Case<'_>, trees: &Trees<'_>, referentiel: &Referentiel) -> Self {
        let mut opening = vec![Block::Title(format!("Cas {}", case.id))];
        if let Some(recit) = &case.recit {
            opening.extend([Block::Text(recit.clone().into_owned()), Block::Gap]);
        }
        let mut tally = Tally::new(trees, false);
        tally.case(trees, case, false, "", 0);
        let verdict = Block::Heading(match (tally.deviations.first(), tally.superflues > 0) {
            (Some(deviation), _) => format!("Écart : {}", deviation.raison),
            (None, _) if case.attendu.is_none() => "Ce cas n'attend rien.".to_owned(),
            (None, true) => "Conforme, avec une réponse superflue.".to_owned(),
            (None, false) => "Conforme à ce qui est attendu.".to_owned(),
        });
        let conforms = tally.ecarts() == 0;
        let mut shown = Self { opening, questions: Vec::new(), sheet: Vec::new(), verdict, conforms };
        let tree = trees.rank(&case.operateur).map(|rank| trees.tree(rank));
        if let (Some(tree), Some(operateur)) = (tree, referentiel.operateur(&case.operateur)) {
            shown.walk(case, Interview::start(tree), operateur, referentiel);
        }
        shown
    }

    fn walk(
        &mut self,
        case: &Case<'_>,
        mut interview: Interview<'_>,
        operateur: &Operateur,
        referentiel: &Referentiel,
    ) {
        while let Some(Step::Ask(ask)) = interview.next() {
            let answer = case.reponses.iter().find(|given| given.question == ask.question.id);
            let chosen =
                answer.and_then(|given| ask.question.reponses.iter().position(|r| r.id == given.reponse));
            self.questions.push((interview::question(&interview, &ask, operateur), chosen));
            match chosen.map(|rank| interview.answer(&ask.question.reponses[rank].id)) {
                Some(Ok(next)) => interview = next,
                _ => return,
            }
        }
        if let Some(Step::End(outcome)) = interview.next() {
            self.sheet = sheet::blocks(&outcome, referentiel);
        }
    }
}

/// A number with its digits by three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if first > 0 {
        groups.push(&digits[..first]);
    }
    groups.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    groups.join(" ")
}
