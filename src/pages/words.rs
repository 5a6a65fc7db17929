//! The words of the program itself, for what every opérateur shares.

use aiguilleur_core::tree::{Canal, Categorie, Checked, ContactCanal, Etat, Operateur, Suite};
use aiguilleur_core::walk::Request;

/// The category as words, the first thing to read of an outcome.
pub fn categorie(categorie: Categorie) -> &'static str {
    match categorie {
        Categorie::Niveau1 => "NIVEAU 1",
        Categorie::Niveau2 => "NIVEAU 2",
        Categorie::Urgent => "SITUATION URGENTE",
        Categorie::HorsBouquet => "HORS BOUQUET",
        Categorie::NonPrevu => "NON PRÉVU",
    }
}

/// What the category of a request means for the conseiller.
pub fn meaning(request: Request<'_>) -> &'static str {
    let with_usager =
        request.demarche().is_some_and(|demarche| matches!(demarche.suite, Suite::SiBlocage { .. }));
    match request.categorie() {
        Categorie::Niveau2 if with_usager => {
            "Cette démarche relève de l'opérateur. Commencez-la avec l'usager, comme il est dit ici."
        }
        Categorie::Niveau1 => "Vous faites cette démarche avec l'usager.",
        Categorie::Niveau2 => "L'opérateur fait cette démarche. Réorientez l'usager vers lui.",
        Categorie::Urgent => "L'opérateur doit intervenir vite. Orientez l'usager sans attendre.",
        Categorie::HorsBouquet => "Ne traitez pas cette démarche en France services. Orientez l'usager.",
        Categorie::NonPrevu if request.lignes().is_empty() => {
            "Le référentiel ne liste pas cette demande. Regardez aussi les autres thèmes."
        }
        Categorie::NonPrevu => {
            "Le référentiel ne liste pas cette demande, mais donne une conduite pour ce qui va au-delà."
        }
    }
}

/// The state of an opérateur's table.
pub fn etat(operateur: &Operateur) -> &'static str {
    match operateur.etat {
        Etat::Fourni => "arbre fourni",
        Etat::NonFourni => "tableau non fourni",
    }
}

/// Said of a conduite that is urgent where its row is not.
pub const URGENT_HERE: &str = "Ici, c'est urgent : suivez la conduite sans attendre.";

/// Over what to do once the category is known.
pub const CONDUITE: &str = "Conduite à tenir";
/// Over what to do together before anything else.
pub const FAIRE: &str = "À faire avec l'usager";
/// Over where the document says what a page says.
pub const SOURCE: &str = "Source";
/// Over figures for each opérateur.
pub const BY_OPERATEUR: &str = "Par opérateur";
/// Over opérateurs without a tree.
pub const UNSUPPLIED: &str = "Tableau non fourni : voyez que faire";
/// Over the sigles that a page spells out.
pub const SIGLES: &str = "Sigles";
/// Over what is ours and not the document's.
pub const COMPLEMENT: &str = "Complément, hors référentiel";
/// The national numbers, for danger at once.
pub const EMERGENCIES: &str = "Complément, hors référentiel. Danger immédiat : 15, 17, 18 ou 112 ; 114 par message. \
                               Suicide : 3114. Violences : 3919.";
/// What to do about a channel that the document leaves open.
const COMPLETE: &str = "à compléter localement avec l'animateur départemental";

/// Said where an outcome has neither a conduite nor a démarche.
pub const NO_CONDUITE: &str = "Le référentiel ne donne pas de conduite à tenir.";

/// Asked at the end of a page that is over.
pub const WHAT_NEXT: &str = "Et maintenant ?";
/// Asked before acts that are not an answer.
pub const WHAT_TO_DO: &str = "Que voulez-vous faire ?";

/// Asked where the usager's words are awaited, in plain lines.
pub const WORDS_AWAITED: &str = "Tapez les mots de l'usager, puis Entrée :";

/// Said after the answer that was given here before.
pub const KEPT: &str = " (réponse précédente)";
/// Said after the answer that follows from what was looked for.
pub const DEDUCED: &str = " (réponse déduite)";
/// The same, once it was given.
pub const FROM_SEARCH: &str = " (déduit de votre recherche)";

/// What is looked for, until something is asked.
pub fn looking_for(titre: &str, categorie: &str) -> String {
    format!("Vous cherchez : {titre} ({categorie}).")
}

/// The answers that it implies.
pub fn deduced(answers: &str) -> String {
    format!("Réponses déduites, que vous pourrez changer : {answers}.")
}

/// Where a question stands on the way.
pub fn question_of_rank(rank: impl std::fmt::Display) -> String {
    format!("question {rank}")
}

/// A step; a remark says that it is one.
pub fn remark(etape: &str) -> String {
    format!("À savoir : {etape}")
}

/// A channel as a line: its kind, its value or what is missing, hours, price, precision.
pub fn channel(channel: &ContactCanal) -> String {
    let kind = channel.canal.nom();
    let missing = match channel.canal {
        Canal::Local => COMPLETE.to_owned(),
        Canal::Telephone => format!("le référentiel ne donne pas de numéro, {COMPLETE}"),
        Canal::NonPrecise => format!("le référentiel ne dit pas par quel moyen, {COMPLETE}"),
        _ => format!("le référentiel ne donne pas d'adresse, {COMPLETE}"),
    };
    let value = channel.valeur.clone().or_else(|| channel.is_open().then_some(missing));
    let details = [&channel.horaires, &channel.prix, &channel.precision].into_iter().flatten().cloned();
    let said: Vec<String> = value.into_iter().chain(details).collect();
    if said.is_empty() { kind.to_owned() } else { format!("{kind} : {}", said.join(" ; ")) }
}

/// Where a local contact comes from, and when it was checked; the warning first where that is over
/// six months ago.
pub fn checked(checked: &Checked) -> String {
    let Checked { le, source, stale } = checked;
    let le = le.long();
    if *stale {
        format!(
            "Attention : contact local vérifié il y a plus de six mois, le {le} (source : {source}). \
             Vérifiez-le avant de le donner."
        )
    } else {
        format!("Contact local, vérifié le {le} (source : {source}).")
    }
}

/// Said where the local contacts of the user's folder are unsound, and therefore left out.
pub fn local_left_out(file: &str) -> String {
    format!(
        "Vos contacts locaux ne sont pas pris : leur fichier a des erreurs. « aiguilleur local verifier {file} » \
         dit lesquelles."
    )
}

/// What a good report in Administration+ holds: with it, the opérateur need not ask again, and
/// does not send it back as « non pertinent ».
pub const ADMINISTRATION_PLUS: [&str; 6] = [
    "L'opérateur et le territoire : la caisse ou le service compétent.",
    "L'objet : la démarche, et ce qui bloque.",
    "Ce qui a déjà été tenté, et avec quel résultat.",
    "Depuis quand.",
    "Les documents dont l'usager dispose.",
    "L'accord de l'usager pour que vous partagiez sa situation.",
];
