//! The sheet of an outcome, in one order wherever it is read: the numbers that save, the verdict, what
//! to do with each contact beside its step, the answers that it follows from; then, on demand, the rest.

use super::{Block, categorie, contact, headings, part, sigles, who_acts};
use aiguilleur_core::tree::{
    Categorie, Demarche, NE_SAIT_PAS, Operateur, RIEN, Referentiel, Tree, gives_emergency_number,
};
use aiguilleur_core::walk::{Edge, Outcome, Request};

/// Said where an outcome has neither a conduite nor a démarche.
pub const NO_CONDUITE: &str = "Le référentiel ne donne pas de conduite à tenir.";
/// Said where the démarche ends with the conseiller.
const ON_THE_SPOT: &str = "Rien d'autre à faire : vous terminez la démarche sur place.";
/// The same, where what is done with the usager sends them on.
const NOTHING_ELSE: &str = "Rien d'autre à faire.";
/// The same, of what the opérateur does.
const BEGUN: &str = "Rien d'autre à faire ici : l'opérateur traite la demande.";
/// Said to who answered « Je ne sais pas », and to nobody else.
pub const DOUBT: &str = "« Je ne sais pas » : cette orientation est une supposition. Vérifiez-la.";

/// The parts of a sheet, in their order.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The numbers that save, where a life may be at stake; ours.
    pub danger: Vec<Block>,
    /// The category, who acts, of what.
    pub verdict: Vec<Block>,
    /// What to do, each contact beside its step; what is to be known of it.
    pub steps: Vec<Block>,
    /// The answers that it follows from, where they are known.
    pub answers: Vec<Block>,
    /// From here on, what is read on demand: what was done before, the other requests that it serves.
    pub more: Vec<Block>,
    /// The rows that touch this one.
    pub neighbours: Vec<Block>,
    pub source: Vec<Block>,
    /// The words and sigles of the sheet, explained.
    pub glossary: Vec<Block>,
}

impl Sheet {
    /// The sheet of an outcome, whatever led to it.
    pub fn new(outcome: &Outcome<'_>, referentiel: &Referentiel) -> Self {
        let mut sheet = Self {
            danger: danger(outcome.request),
            verdict: verdict(outcome),
            steps: steps(outcome),
            ..Self::default()
        };
        sheet.verdict.extend(subject(outcome, referentiel));
        if outcome.blocage == Some(true) {
            to_do(outcome.request, &mut sheet.more);
        }
        requests(outcome.request, &mut sheet.more);
        see_also(outcome.request, outcome.tree, referentiel, &mut sheet.neighbours);
        source(outcome, referentiel, &mut sheet.source);
        let spelt_out = sigles::first_met(outcome.tree, texts(&sheet.whole()), []);
        list(&mut sheet.glossary, headings::GLOSSARY, &spelt_out);
        sheet
    }

    /// The same, for who gave these answers.
    #[must_use]
    pub fn following<'t>(mut self, path: impl IntoIterator<Item = Edge<'t>>) -> Self {
        let path: Vec<Edge<'_>> = path.into_iter().collect();
        if in_doubt(&path) {
            self.verdict.insert(self.verdict.len().min(2), Block::text(DOUBT));
        }
        if !path.is_empty() {
            self.answers = vec![Block::Gap, Block::Text(answers(path))];
        }
        self
    }

    /// What is read at once.
    pub fn at_once(&self) -> Vec<Block> {
        [&*self.danger, &self.verdict, &self.steps, &self.answers].concat()
    }

    /// What is written as a result: what is read at once, and where it stands in the document.
    pub fn written(&self) -> Vec<Block> {
        [self.at_once(), self.source.clone()].concat()
    }

    /// All of it.
    pub fn whole(&self) -> Vec<Block> {
        [&*self.at_once(), &self.more, &self.neighbours, &self.source, &self.glossary].concat()
    }
}

/// Said where nothing is left to do once a démarche is done with the usager.
pub fn nothing_more(demarche: &Demarche) -> &'static str {
    match demarche.categorie {
        Categorie::Niveau2 => BEGUN,
        _ if demarche.faire.iter().any(|line| sends(line)) => NOTHING_ELSE,
        _ => ON_THE_SPOT,
    }
}

/// Whether what is done with the usager sends them to someone, or asks someone for them.
pub fn sends(line: &str) -> bool {
    line.contains("rientez") || line.starts_with("Contactez ")
}

/// Whether some « Je ne sais pas » still holds: nothing of what it led to was set aside at once.
fn in_doubt(path: &[Edge<'_>]) -> bool {
    let lifted = |rank: usize| path.get(rank + 1).is_some_and(|edge| edge.reponse.id == RIEN);
    path.iter().enumerate().any(|(rank, edge)| edge.reponse.id == NE_SAIT_PAS && !lifted(rank))
}

/// The answers that led somewhere, in one or two lines.
pub fn answers<'t>(path: impl IntoIterator<Item = Edge<'t>>) -> String {
    let given: Vec<&str> = path.into_iter().map(|edge| edge.reponse.texte.as_str()).collect();
    format!("Réponses : {}.", given.join(" > ").trim_end_matches(['.', '…']))
}

/// All that is read of an outcome, whatever led to it.
pub fn blocks(outcome: &Outcome<'_>, referentiel: &Referentiel) -> Vec<Block> {
    Sheet::new(outcome, referentiel).whole()
}

/// The numbers that save.
pub fn danger(request: Request<'_>) -> Vec<Block> {
    let numbers: Vec<&String> =
        request.complements().iter().filter(|text| gives_emergency_number(text)).collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(headings::DANGER.to_owned());
    let numbers = numbers.into_iter().cloned().map(Block::Bullet);
    std::iter::once(heading).chain(numbers).chain([Block::Gap]).collect()
}

/// The category, and who acts.
pub fn verdict(outcome: &Outcome<'_>) -> Vec<Block> {
    let categorie = outcome.request.categorie();
    let mut blocks = vec![Block::Category(categorie), Block::Text(who_acts::sentence(outcome))];
    if outcome.conduite.is_some_and(|conduite| conduite.urgente) {
        blocks.push(Block::text(categorie::URGENT_HERE));
    }
    blocks
}

/// What the sheet is about.
fn subject(outcome: &Outcome<'_>, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Title(outcome.request.titre().to_owned())];
    if let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) {
        blocks.push(Block::Text(format!("Opérateur : {}", operateur.nom)));
    }
    blocks
}

/// What to do, and what is to be known of it.
pub fn steps(outcome: &Outcome<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    // Where something blocks, this was done before it was asked.
    if outcome.blocage != Some(true) {
        to_do(outcome.request, &mut blocks);
    }
    match (outcome.conduite, outcome.request) {
        (Some(_), _) => {
            let heading = match outcome.mot() {
                Some(mot) => format!("{} : il y a {mot}", headings::CONDUITE),
                None => headings::CONDUITE.to_owned(),
            };
            conduite(&heading, outcome, &mut blocks);
        }
        (None, Request::Demarche(demarche)) => {
            blocks.extend([Block::Gap, Block::text(nothing_more(demarche))]);
        }
        // Where a life is in danger, the complements lead to the conduite of another opérateur.
        (None, request) if !danger(request).is_empty() => {}
        (None, Request::NonPrevu(_)) => blocks.extend([Block::Gap, Block::text(NO_CONDUITE)]),
    }
    remarks(outcome.request, &mut blocks);
    blocks
}

/// The steps of the conduite, the contact of each under it, then what is to be known of them.
pub fn conduite(heading: &str, outcome: &Outcome<'_>, blocks: &mut Vec<Block>) {
    let (remarks, steps): (Vec<_>, Vec<_>) =
        outcome.steps().into_iter().partition(|(etape, _)| etape.remarque);
    blocks.extend(part(heading));
    let mut known: Vec<(&str, Vec<String>)> = Vec::new();
    for (rank, (etape, reached)) in (1..).zip(&steps) {
        blocks.push(Block::Step(rank, etape.texte.clone()));
        let about = contact::under_step(outcome, etape, reached, blocks);
        let nom = reached.first().map_or("", |(contact, _)| &contact.nom);
        if !about.is_empty() && known.iter().all(|told| *told != (nom, about.clone())) {
            known.push((nom, about));
        }
    }
    blocks.extend(remarks.iter().map(|(etape, _)| Block::Bullet(remark(&etape.texte))));
    known_locally(known, steps.len() == 1 && remarks.is_empty(), blocks);
    if outcome.contacts().iter().any(|(_, channel)| channel.is_open() && !channel.says_where()) {
        blocks.push(Block::text(contact::TO_COMPLETE));
    }
}

/// What is known locally of each contact, under its name unless it stands right above.
fn known_locally(known: Vec<(&str, Vec<String>)>, right_above: bool, blocks: &mut Vec<Block>) {
    for (nom, about) in known {
        blocks.extend((!right_above).then(|| Block::Bullet(contact::capital(nom))));
        blocks.extend(about.into_iter().map(Block::SubBullet));
    }
}

/// The requests that the row names one by one.
pub fn requests(request: Request<'_>, blocks: &mut Vec<Block>) {
    let demarches = request.demarche().map_or(&[][..], |demarche| &demarche.demarches);
    let titre = request.titre();
    let requests: Vec<String> =
        demarches.iter().map(|sub| sub.texte.clone()).filter(|texte| texte != titre).collect();
    list(blocks, "Cette fiche vaut pour", &requests);
}

/// What to do with the usager first.
pub fn to_do(request: Request<'_>, blocks: &mut Vec<Block>) {
    let faire = request.demarche().map_or(&[][..], |demarche| &demarche.faire);
    if !faire.is_empty() {
        blocks.extend(part(headings::FAIRE));
        blocks.extend((1..).zip(faire).map(|(rank, step)| Block::Step(rank, step.clone())));
    }
}

/// What is ours and not the document's, but the numbers that save.
pub fn remarks(request: Request<'_>, blocks: &mut Vec<Block>) {
    let texts = request.complements().iter().filter(|text| !gives_emergency_number(text));
    list(blocks, headings::COMPLEMENT, &texts.cloned().collect::<Vec<_>>());
}

/// A step that only says what is to be known; ours, it says so itself.
pub fn remark(etape: &str) -> String {
    if etape.starts_with("Hors référentiel") { etape.to_owned() } else { format!("À savoir : {etape}") }
}

/// The rows that touch this one.
pub fn see_also(request: Request<'_>, tree: &Tree, referentiel: &Referentiel, blocks: &mut Vec<Block>) {
    let rows: Vec<String> = neighbours(request, tree, referentiel).map(|(_, text)| text).collect();
    list(blocks, headings::NEIGHBOURS, &rows);
}

/// The ids of the rows that touch this one, and what each is called.
pub fn neighbours<'t>(
    request: Request<'t>,
    tree: &'t Tree,
    referentiel: &'t Referentiel,
) -> impl Iterator<Item = (&'t str, String)> {
    let voir_aussi = request.demarche().map_or(&[][..], |demarche| &demarche.voir_aussi);
    voir_aussi.iter().filter_map(|id| {
        let (operateur, _, ligne) = referentiel.ligne(id)?;
        Some((&**id, neighbour(&ligne.nom, id, operateur, &tree.operateur, ligne.categorie)))
    })
}

/// What a row that touches one of the opérateur `here` is called.
pub fn neighbour(nom: &str, id: &str, operateur: &Operateur, here: &str, categorie: Categorie) -> String {
    let elsewhere = if operateur.id == here { String::new() } else { format!("{}, ", operateur.nom) };
    format!("{nom} ({elsewhere}{}, ligne {id})", categorie.nom())
}

fn source(outcome: &Outcome<'_>, referentiel: &Referentiel, blocks: &mut Vec<Block>) {
    let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) else {
        return;
    };
    let document = referentiel.document_of(operateur);
    let place = format!("{}, {}", operateur.nom, operateur.pages());
    blocks.extend(part(headings::SOURCE));
    blocks.push(Block::Text(format!("{document}.")));
    let rows = outcome.request.lignes();
    if rows.is_empty() {
        let what = if outcome.blocage == Some(true) { "difficulté" } else { "demande" };
        blocks.push(Block::Text(format!("{place} : aucune ligne ne parle de cette {what}.")));
    }
    for (section, ligne) in rows.iter().filter_map(|id| operateur.ligne(id)) {
        blocks.push(Block::Text(format!("{place}, « {} », ligne {}.", section.titre, ligne.id)));
    }
}

/// A heading and its bullets, unless there are none.
pub fn list(blocks: &mut Vec<Block>, heading: &str, items: &[String]) {
    if !items.is_empty() {
        blocks.extend(part(heading));
        blocks.extend(items.iter().cloned().map(Block::Bullet));
    }
}

/// The words of blocks, for whoever looks for something in them.
pub fn texts(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(|block| match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Text(text)
        | Block::Bullet(text)
        | Block::SubBullet(text)
        | Block::Step(_, text)
        | Block::Note(text)
        | Block::Mark(_, text) => Some(text.as_str()),
        Block::Category(categorie) => Some(categorie::in_capitals(*categorie)),
        Block::Verbatim(_) | Block::Gap => None,
    })
}
