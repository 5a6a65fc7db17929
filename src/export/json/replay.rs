//! `rejouer --json`: the report of a replay.

use serde::{Serialize, Serializer};

use aiguilleur_core::case::Attendu;
use aiguilleur_core::replay::{Deviation, Gap, Tally, Trees};
use aiguilleur_core::tree::Categorie;

/// The report of a replay.
#[derive(Debug, Serialize)]
pub struct ReplayRecord<'t> {
    total: u64,
    conformes: u64,
    ecarts: u64,
    illisibles: u64,
    superflues: u64,
    sans_attendu: u64,
    par_categorie: Categories,
    premiers_ecarts: Vec<DeviationRecord<'t>>,
    premiers_illisibles: Vec<UnreadableRecord<'t>>,
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    couverture: Option<CoverageRecord>,
}

#[derive(Debug, Serialize)]
struct CoverageRecord {
    total: usize,
    exercees: usize,
    /// What no case meets, or only one.
    manques: Vec<GapRecord>,
}

#[derive(Debug, Serialize)]
struct GapRecord {
    operateur: String,
    nature: &'static str,
    nom: String,
    fois: u64,
}

/// Outcomes by category, each under its name.
#[derive(Debug)]
struct Categories([u64; 5]);

impl Serialize for Categories {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Categorie::ALL.iter().map(|categorie| categorie.code()).zip(self.0))
    }
}

#[derive(Debug, Serialize)]
struct DeviationRecord<'t> {
    id: Option<&'t str>,
    fichier: &'t str,
    numero: u64,
    attendu: Option<&'t Attendu<'static>>,
    obtenu: Option<&'t Attendu<'static>>,
    raison: String,
}

#[derive(Debug, Serialize)]
struct UnreadableRecord<'t> {
    fichier: &'t str,
    numero: u64,
    raison: &'t str,
}

impl<'t> ReplayRecord<'t> {
    /// The record of a tally.
    pub fn new(tally: &'t Tally, trees: &Trees<'_>) -> Self {
        Self {
            total: tally.total(),
            conformes: tally.conformes(),
            ecarts: tally.ecarts(),
            illisibles: tally.illisibles,
            superflues: tally.superflues,
            sans_attendu: tally.sans_attendu(),
            par_categorie: Categories(tally.par_categorie()),
            premiers_ecarts: tally.deviations.iter().map(DeviationRecord::new).collect(),
            premiers_illisibles: tally
                .unreadable
                .iter()
                .map(|d| UnreadableRecord { fichier: &d.file, numero: d.line, raison: &d.raison })
                .collect(),
            couverture: tally.coverage.as_ref().map(|coverage| {
                let (gaps, total) = coverage.gaps(trees);
                let exercees = total - gaps.iter().filter(|gap| gap.times == 0).count();
                CoverageRecord { total, exercees, manques: gaps.into_iter().map(GapRecord::new).collect() }
            }),
        }
    }
}

impl GapRecord {
    fn new(gap: Gap) -> Self {
        Self { operateur: gap.operateur, nature: gap.kind, nom: gap.name, fois: gap.times }
    }
}

impl<'t> DeviationRecord<'t> {
    fn new(deviation: &'t Deviation) -> Self {
        let step = deviation.divergence.as_ref().map_or_else(String::new, |step| {
            let given = match &step.given {
                Some(given) => format!("réponse « {given} »"),
                None => "pas de réponse qu'elle connaisse".to_owned(),
            };
            format!(" À « {} » : {given}, attendue « {} ».", step.question, step.wanted)
        });
        Self {
            id: deviation.id.as_deref(),
            fichier: &deviation.file,
            numero: deviation.line,
            attendu: deviation.attendu.as_ref(),
            obtenu: deviation.obtenu.as_ref(),
            raison: format!("{}{step}", deviation.raison),
        }
    }
}
