//! The pages of the guide before an interview: the opérateurs, the urgent situations.

use super::{Block, Choice, Page, URGENCE, WAY_OUT, WORDS, choices, complement, contact, headings, key};
use aiguilleur_core::tree::{Contact, Etat, Operateur, Referentiel, Reponse};

/// Asked first where words are typed before anything else.
pub const ASKED_FIRST: &str = "Que demande l'usager ?";
/// Said where one goes back from the first page.
pub const AT_START: &str = "Vous êtes déjà au début.";
/// The way out of the urgent situations.
pub const NO_URGENCE: &str = "Aucune, ou je ne sais pas : choisir un opérateur";
/// How many choices of the first page come before the opérateurs.
pub const BEFORE_OPERATEURS: usize = 2;

/// The first page: « Urgence », then every opérateur; the place whose local contacts are shown, and what must be said of
/// them.
pub fn home(referentiel: &Referentiel, local: Option<&str>, notice: Option<&str>) -> Page {
    let at_once = [
        Choice::new(URGENCE, "Urgence : danger, détresse, droits ou compte en banque coupés"),
        Choice::new(WORDS, "Mots de l'usager, ou aucun de ces opérateurs : cherchez"),
    ];
    let operateurs = referentiel.operateurs.iter().enumerate().map(|(rank, operateur)| {
        let before = rank.checked_sub(1).map(|rank| referentiel.operateurs[rank].etat);
        let aide = operateur.aide.as_ref().map(|aide| format!(" : {aide}")).unwrap_or_default();
        let group = match operateur.etat {
            Etat::Fourni => "Opérateurs",
            Etat::NonFourni => headings::UNSUPPLIED,
        };
        Choice::new(key(rank), format!("{}{aide}", operateur.nom))
            .under((before != Some(operateur.etat)).then_some(group))
    });
    let mut trail = format!("Aiguilleur, référentiel {}", referentiel.edition());
    if let Some(place) = local {
        trail = format!("{trail}, contacts locaux : {place}");
    }
    Page {
        trail: vec![trail],
        body: notice.into_iter().map(Block::note).collect(),
        question: "Quel opérateur la demande de l'usager concerne-t-elle ?".to_owned(),
        help: Some(
            "Tapez le chiffre ou la lettre d'un opérateur. Si vous hésitez, tapez m, puis ce que dit \
             l'usager. Si quelqu'un est en danger ou sans ressources, tapez u."
                .to_owned(),
        ),
        choices: at_once.into_iter().chain(operateurs).collect(),
        ..Page::default()
    }
}

/// What to do for an opérateur whose table was not supplied, and what is known locally of its back-office.
pub fn unsupplied(operateur: &Operateur, referentiel: &Referentiel, back_office: Option<&Contact>) -> Page {
    let mut page = Page {
        trail: vec![operateur.nom.clone()],
        body: vec![
            Block::Title(format!("{} : le tableau n'a pas été fourni", operateur.nom)),
            Block::text("Aiguilleur ne peut pas vous guider pour cet opérateur."),
            Block::Gap,
            Block::Heading("À faire".to_owned()),
            Block::Step(1, format!("Ouvrez le référentiel {} : {}.", referentiel.version, operateur.pages())),
            Block::Step(
                2,
                "Si le document ne suffit pas, demandez la conduite à tenir à l'animateur départemental \
                 France services."
                    .to_owned(),
            ),
        ],
        question: headings::WHAT_TO_DO.to_owned(),
        choices: choices(["Choisir un autre opérateur".to_owned(), "Terminer".to_owned()]),
        ..Page::default()
    };
    page.body.extend(back_office.map(contact::alone).unwrap_or_default());
    page
}

/// Whom to turn to outside of the programme: the name of each, and what one goes there for.
pub fn elsewhere<'a>(neighbours: impl IntoIterator<Item = (&'a str, &'a str)>) -> Page {
    let listed = neighbours.into_iter().map(|(nom, aide)| Block::Bullet(format!("{nom} : {aide}")));
    let before = [
        Block::title("Aucun opérateur ne convient"),
        Block::note(
            "Hors référentiel : il ne décrit pas ces demandes. Orientez l'usager vers qui les traite.",
        ),
    ];
    Page {
        trail: vec!["À qui s'adresser".to_owned()],
        body: before.into_iter().chain(listed).collect(),
        question: headings::WHAT_TO_DO.to_owned(),
        choices: vec![
            Choice { short: Some("Chercher"), ..Choice::new(WORDS, "Chercher avec les mots de l'usager") },
            Choice { short: Some("Choisir un opérateur"), ..Choice::new(WAY_OUT, "Choisir un opérateur") },
        ],
        side_by_side: true,
        ..Page::default()
    }
}

/// The urgent situations of every opérateur, in plain words; each leads into its interview.
pub fn urgences(operateurs: &[(&Operateur, Vec<&Reponse>)]) -> Page {
    let mut listed = Vec::new();
    for (operateur, reponses) in operateurs {
        for (at, reponse) in reponses.iter().enumerate() {
            let group = (at == 0).then_some(operateur.nom.as_str());
            listed.push(Choice::new(key(listed.len()), &reponse.texte).under(group));
        }
    }
    listed.push(Choice::new(WAY_OUT, NO_URGENCE).under(Some("Sinon")));
    Page {
        trail: vec!["Urgence".to_owned()],
        body: vec![Block::note(complement::EMERGENCIES)],
        question: "Quelle est la situation de l'usager ?".to_owned(),
        help: Some(
            "Choisissez la situation la plus grave. Une même situation vaut chez plusieurs opérateurs : prenez celui \
             qui verse l'aide ou tient le dossier. Si vous ne savez pas, tapez m, puis les mots de l'usager."
                .to_owned(),
        ),
        choices: listed,
        ..Page::default()
    }
}
