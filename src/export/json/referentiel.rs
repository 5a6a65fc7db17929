//! `exporter json`: the référentiel as open data.
//! `docs/schema/referentiel.schema.json` says what is in it.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::contact::ContactRecord;
use crate::export::requests::{self, RequestBranches};
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::tree::{Demarche, Etat, Ligne, NonPrevu, Operateur, Referentiel, Section, Supplied};
use aiguilleur_core::walk::{Branch, End, Survey};

/// The version of the schema: a field may be added to it; none is removed or renamed.
const FORMAT: u32 = 1;

/// The whole data set.
#[derive(Debug, Serialize)]
pub struct ReferentielRecord<'t> {
    format: u32,
    document: Document<'t>,
    operateurs: Vec<OperateurRecord<'t>>,
    lignes: Vec<LigneRecord<'t>>,
    non_prevus: Vec<NonPrevuRecord<'t>>,
}

#[derive(Debug, Serialize)]
struct Document<'t> {
    titre: &'t str,
    auteur: &'t str,
    version: &'t str,
    date: &'t str,
}

#[derive(Debug, Serialize)]
struct OperateurRecord<'t> {
    id: &'t str,
    nom: &'t str,
    etat: &'static str,
    premiere_page: Option<u16>,
    derniere_page: Option<u16>,
    sections: Vec<&'t str>,
    /// What is known locally of its back-office, where its table was not supplied; the field is there only then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<ContactRecord<'t>>,
}

/// A ligne and one of the démarches that cite it.
#[derive(Debug, Serialize)]
struct LigneRecord<'t> {
    operateur: &'t str,
    section: &'t str,
    ligne: &'t str,
    /// The short name of the ligne, in our words.
    nom: &'t str,
    categorie: &'static str,
    demarche: &'t str,
    titre: &'t str,
    demandes: Vec<&'t str>,
    faire: &'t [String],
    /// It can be finished on the spot.
    sur_place: bool,
    conduites: Vec<ConduiteRecord<'t>>,
    renvois: Vec<RenvoiRecord<'t>>,
    complements: &'t [String],
    voir_aussi: &'t [String],
    source: String,
}

/// A conduite, and when it is the one to follow.
#[derive(Debug, Serialize)]
struct ConduiteRecord<'t> {
    /// Empty where nothing more is asked.
    quand: String,
    id: &'t str,
    urgente: bool,
    blocage: Option<bool>,
    etapes: Vec<EtapeRecord<'t>>,
    contacts: Vec<ContactRecord<'t>>,
}

/// A step, or a remark on the steps.
#[derive(Debug, Serialize)]
struct EtapeRecord<'t> {
    texte: &'t str,
    remarque: bool,
}

/// Another démarche that this one may become.
#[derive(Debug, Serialize)]
pub(in crate::export) struct RenvoiRecord<'t> {
    quand: String,
    demarche: Option<&'t str>,
    titre: &'t str,
}

/// A request that the document does not foresee.
#[derive(Debug, Serialize)]
struct NonPrevuRecord<'t> {
    operateur: &'t str,
    texte: &'t str,
    /// The lignes whose « au-delà » covers it.
    lignes: &'t [String],
    conduites: Vec<ConduiteRecord<'t>>,
    complements: &'t [String],
}

impl<'t> ReferentielRecord<'t> {
    /// The record of these opérateurs, of which `trees` were supplied.
    pub fn new(
        operateurs: &[&'t Operateur],
        trees: &[Supplied<'t>],
        back_offices: &'t [BackOffice],
        referentiel: &'t Referentiel,
    ) -> Self {
        Self {
            format: FORMAT,
            document: Document {
                titre: &referentiel.titre,
                auteur: &referentiel.auteur,
                version: &referentiel.version,
                date: &referentiel.date,
            },
            operateurs: operateurs
                .iter()
                .map(|operateur| OperateurRecord::new(operateur, back_offices))
                .collect(),
            lignes: lignes(trees, referentiel),
            non_prevus: non_prevus(trees),
        }
    }
}

impl<'t> OperateurRecord<'t> {
    fn new(operateur: &'t Operateur, back_offices: &'t [BackOffice]) -> Self {
        Self {
            contacts: ContactRecord::of_back_office(back_offices, &operateur.id),
            id: &operateur.id,
            nom: &operateur.nom,
            etat: match operateur.etat {
                Etat::Fourni => "fourni",
                Etat::NonFourni => "non_fourni",
            },
            premiere_page: operateur.premiere_page,
            derniere_page: operateur.derniere_page,
            sections: operateur.sections.iter().map(|section| section.titre.as_str()).collect(),
        }
    }
}

/// The lignes of trees in the order of the document, each as often as there are démarches that cite it.
fn lignes<'t>(trees: &[Supplied<'t>], referentiel: &Referentiel) -> Vec<LigneRecord<'t>> {
    let mut found = Vec::new();
    for supplied in trees {
        let demarches = requests::demarches(&Survey::new(supplied.tree), *supplied);
        let mut citing: HashMap<&str, Vec<usize>> = HashMap::new();
        for (rank, (demarche, _)) in demarches.iter().enumerate() {
            let lignes: BTreeSet<&str> = demarche.lignes.iter().map(String::as_str).collect();
            for ligne in lignes {
                citing.entry(ligne).or_default().push(rank);
            }
        }
        for section in &supplied.operateur.sections {
            for ligne in &section.lignes {
                let citing = citing.get(ligne.id.as_str()).into_iter().flatten();
                found.extend(citing.map(|rank| {
                    let (demarche, request) = &demarches[*rank];
                    LigneRecord::new(supplied.operateur, section, ligne, demarche, request, referentiel)
                }));
            }
        }
    }
    found
}

/// The requests that the document does not foresee, tree by tree.
fn non_prevus<'t>(trees: &[Supplied<'t>]) -> Vec<NonPrevuRecord<'t>> {
    let of = |supplied: &Supplied<'t>| {
        let found = requests::non_prevus(&Survey::new(supplied.tree), supplied.tree).into_iter();
        let operateur = supplied.operateur;
        found.map(move |(non_prevu, request)| NonPrevuRecord::new(operateur, non_prevu, &request))
    };
    trees.iter().flat_map(of).collect()
}

impl<'t> LigneRecord<'t> {
    fn new(
        operateur: &'t Operateur,
        section: &'t Section,
        ligne: &'t Ligne,
        demarche: &'t Demarche,
        request: &RequestBranches<'t>,
        referentiel: &Referentiel,
    ) -> Self {
        let (document, pages) = (referentiel.document_of(operateur), operateur.pages());
        Self {
            operateur: &operateur.id,
            section: &section.titre,
            ligne: &ligne.id,
            nom: &ligne.nom,
            categorie: ligne.categorie.code(),
            demarche: &demarche.id,
            titre: &demarche.titre,
            demandes: demarche.demarches.iter().map(|sub| sub.texte.as_str()).collect(),
            faire: &demarche.faire,
            sur_place: request.outcomes().any(|outcome| outcome.conduite.is_none()),
            conduites: request.branches.iter().filter_map(ConduiteRecord::new).collect(),
            renvois: request.branches.iter().filter_map(RenvoiRecord::new).collect(),
            complements: &demarche.complements,
            voir_aussi: &demarche.voir_aussi,
            source: format!("{document}, {pages}, ligne {}", ligne.id),
        }
    }
}

impl<'t> ConduiteRecord<'t> {
    /// None where the branch ends without a conduite.
    fn new(branch: &Branch<'t>) -> Option<Self> {
        let End::Outcome(outcome) = branch.end else {
            return None;
        };
        let conduite = outcome.conduite?;
        let etapes = conduite.etapes.iter();
        Some(Self {
            quand: branch.condition(),
            id: &conduite.id,
            urgente: outcome.urgence(),
            blocage: outcome.blocage,
            etapes: etapes
                .map(|etape| EtapeRecord { texte: &etape.texte, remarque: etape.remarque })
                .collect(),
            contacts: outcome.contacts().into_iter().map(ContactRecord::new).collect(),
        })
    }
}

impl<'t> RenvoiRecord<'t> {
    /// None where the branch ends with an outcome.
    fn new(branch: &Branch<'t>) -> Option<Self> {
        let End::Elsewhere(request) = branch.end else {
            return None;
        };
        let demarche = request.demarche().map(|demarche| demarche.id.as_str());
        Some(Self { quand: branch.condition(), demarche, titre: request.titre() })
    }
}

impl<'t> NonPrevuRecord<'t> {
    fn new(operateur: &'t Operateur, non_prevu: &'t NonPrevu, request: &RequestBranches<'t>) -> Self {
        Self {
            operateur: &operateur.id,
            texte: &non_prevu.texte,
            lignes: &non_prevu.lignes,
            conduites: request.branches.iter().filter_map(ConduiteRecord::new).collect(),
            complements: request.request.complements(),
        }
    }
}
