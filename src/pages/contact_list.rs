//! A list of contacts that is read into a local file: what is asked, and what became of each row.

use super::fill::with_maison;
use super::typography::argument;
use super::{Block, part};
use crate::import::contact_list::{Fate, Line};
use crate::source::contact_list::{Left, Listed};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Differing, LocalCanal, LocalEntry, Target, of_usagers};

pub const ZERO: &str = "Rétablir le premier zéro ?";
pub const ZERO_MEND: &str = "Corrigez la cellule, ou ajoutez « --zero-perdu ».";
pub const NO_WAY: &str = "Cette ligne ne dit aucun moyen de joindre : ni numéro, ni adresse.";
pub const NO_WAY_MEND: &str = "Complétez-la, ou laissez-la.";
pub const NOT_READ: &str = "Le numéro ou l'adresse de cette ligne ne se lit pas.";
pub const NOT_READ_MEND: &str = "Écrivez-le dans sa cellule : « Téléphone », « Adresse ».";
pub const UNDATED: &str = "Rien ne dit quel jour cette ligne a été vérifiée.";
pub const DATE_IT: &str = "Donnez-le pour toute la liste : « --verifie-le 2026-09-30 ».";
pub const WHICH: &str = "De quel contact s'agit-il ?";
pub const WHICH_ROW: &str = "Laquelle prendre ?";
pub const KEEP: &str = "Que garder ?";
pub const GO_ON: &str = "Lire cette liste quand même ?";
pub const REPLACE: &str = "Pour prendre le tableau : « --remplacer ».";
pub const DEPARTEMENT: &str = "De quel département ? Son nom, comme « Nièvre », ou son numéro.";
pub const SOURCE: &str = "Qui donne cette liste ? Un service, jamais une personne.";
pub const JOUR: &str = "Quel jour cette liste a-t-elle été vérifiée ? AAAA-MM-JJ, ou JJ/MM/AAAA.";

/// So many rows are named of those that do not agree.
const FEW_ROWS: usize = 8;
/// How many contacts are proposed for a row that is not sure.
const PROPOSED: usize = 3;

/// Numbers whose first zero is missing.
pub fn zeros(numbers: &[String]) -> Vec<Block> {
    let shown = numbers.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if numbers.len() > 3 { "…" } else { "" };
    vec![
        Block::Gap,
        Block::Text(format!(
            "{} numéro(s) ont perdu leur premier zéro. Ce seraient : {shown}{more}",
            numbers.len()
        )),
    ]
}

/// Said of a number whose first zero is missing.
pub fn lost_zero(number: &str) -> String {
    format!("Le début du numéro manque. Est-ce le {number} ?")
}

/// A row that is not sure.
pub fn unsure(row: &Listed) -> Vec<Block> {
    vec![Block::Gap, Block::Text(format!("{} : {}", capital(&row.at), row.words()))]
}

/// Said of a number of the usagers, where the row may be that of a back-office.
pub fn whose(number: &str) -> String {
    format!("{} : dites de qui il est.", of_usagers(number))
}

/// Said of the row of a maison.
pub const OF_A_MAISON: &str = "Cette ligne est celle d'une maison France services, et non d'un opérateur.";
/// How to answer what is not sure, where nobody was there.
pub const ANSWER: &str = "L'option « --reponse » répond.";

/// Said of words for the source that name a person.
pub fn person(words: &str) -> String {
    format!(
        "« {words} » semble nommer une personne : ce n'est pas repris comme source. Donnez un service : « --source SERVICE »."
    )
}

/// A contact among others.
pub fn contact(target: &Target<'_>) -> String {
    format!("{} : {}", target.nom, target.contact.nom)
}

/// Several rows about one contact.
pub fn several(target: &Target<'_>) -> Vec<Block> {
    vec![Block::Gap, Block::Text(format!("Plusieurs lignes, pour un seul contact : {}.", contact(target)))]
}

/// A file and a list that do not say the same.
pub fn differs(target: &Target<'_>, differing: &[Differing]) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Text(format!("{}.", contact(target)))];
    blocks.extend(differing.iter().map(|(what, before, after)| {
        Block::Bullet(format!("{} : le fichier dit « {before} », le tableau « {after} ».", capital(what)))
    }));
    blocks
}

/// Said where nothing tells the department of a list.
pub const WITHOUT_DEPARTEMENT: &str =
    "Le tableau ne dit pas son département : ajoutez « --departement NOM ».";

/// How the day of a whole list was understood, if it was.
pub fn jour(text: &str, understood: Option<Day>) -> String {
    match understood {
        Some(day) => format!("Liste vérifiée « {text} » : soit le {}.", day.long()),
        None => {
            format!("« {text} » n'est pas un jour déjà venu : il n'est pas repris comme jour de la liste.")
        }
    }
}

/// Said of what is no department, and of the one that is written for it.
pub fn departement(nom: &str, written: &str) -> String {
    if nom == written {
        format!("« {nom} » n'est pas le nom d'un département : il est écrit tel quel.")
    } else {
        format!("« {nom} » n'est pas le nom d'un département : c'est « {written} » qui est écrit.")
    }
}

/// When the rows without a day of their own were checked.
pub fn checked(day: Option<Day>) -> String {
    match day {
        Some(day) => {
            format!("Date de vérification : {}. « --verifie-le » en donne une autre.", day.long())
        }
        None => "Le jour de la liste manque : les lignes sans date ne sont pas reprises.".to_owned(),
    }
}

/// Said of words that hold a date, where nothing says that the list was checked on it.
pub fn dated(words: &str) -> String {
    format!(
        "La liste porte une date : « {words} ». Donnez le jour de la vérification : « --verifie-le JOUR »."
    )
}

/// Said of a row that names another department.
pub fn of_another_place(departement: &str, place: &str) -> String {
    format!("Cette ligne nomme un autre département : {departement}. Le fichier est pour : {place}.")
}

/// Said of the row of one maison, where the list is read for the whole department.
pub fn of_one_maison(own: &str) -> String {
    format!("Cette ligne est de « {own} » : elle n'est pas reprise pour tout le département.")
}

/// Said of the row of another maison, and of that of none.
pub fn of_another_maison(own: &str, maison: &str) -> String {
    format!("Cette ligne est de « {own} », et non de « {maison} ».")
}
pub fn of_no_maison(maison: &str) -> String {
    format!("Cette ligne ne dit pas qu'elle est de « {maison} ».")
}

/// How to take the row of a maison, and that of the department.
pub fn read_for(own: &str) -> String {
    format!(
        "Lisez la liste pour elle : « --maison \"{own}\" ». Si la ligne vaut partout, videz cette cellule."
    )
}
pub const WITHOUT_MAISON: &str = "Pour tout le département, lisez la liste sans « --maison ».";

/// Said of rows that say something else of one contact, where nobody is there to choose.
pub fn contradict(numbers: &[usize], target: &Target<'_>) -> String {
    let few: Vec<String> = numbers.iter().take(FEW_ROWS).map(usize::to_string).collect();
    let rest = numbers.len() - few.len();
    let more = if rest > 0 { format!(" et {rest} autres") } else { String::new() };
    format!("Les lignes {}{more} disent autre chose d'un même contact : {}.", few.join(", "), contact(target))
}

/// How to mend rows that [`contradict`] each other.
pub const ONE_OF_THEM: &str =
    "Gardez une seule de ces lignes : « --reponse » pour elle, et pas pour les autres.";

/// How to mend a row of [`of_another_place`].
pub const OTHER_LIST: &str = "Corrigez la ligne, ou prenez-la avec « --quand-meme ».";

/// Said where a list and its file, or the command line, are not of one place.
pub fn other_place(who: &str, whose: &str, place: &str) -> String {
    let who = capital(who);
    format!("{who}, {whose} « {place} ». Est-ce la bonne liste ?")
}

/// Said where no number of a list begins as those of its place.
pub fn other_numbers(place: &str, own: &str) -> String {
    format!(
        "Aucun numéro ne commence par {own}, comme ceux du département « {place} ». Est-ce la bonne liste ?"
    )
}

/// Said where the file kept what it said.
pub fn kept_before(what: &str, before: &str, after: &str) -> String {
    format!("« {after} » n'est pas repris : le fichier dit déjà {what}, « {before} ».")
}

/// Said of what went with a number that is replaced.
pub fn gone(what: &str, words: &str) -> String {
    format!(
        "{}, « {words} », {} de l'ancien : ce n'est plus dans le fichier.",
        capital(what),
        if what == "les horaires" { "étaient ceux" } else { "était celle" }
    )
}

/// How to keep what is [`gone`].
pub const SAY_AGAIN: &str = "Si cela vaut encore, écrivez-le dans la ligne.";

/// Said of a list that is older than its file.
pub fn since(le: &str) -> String {
    let le = le.parse::<Day>().map_or_else(|()| le.to_owned(), Day::long);
    format!("Le fichier a été vérifié depuis, le {le} : il garde son jour.")
}

/// What to do about it.
pub const OLDER: &str = "Est-ce bien la dernière liste ?";

/// What became of each row, and how to go on.
pub fn report(
    table: &str,
    written: Written<'_>,
    notes: &[String],
    lines: &[Line],
    targets: &[Target<'_>],
) -> Vec<Block> {
    let count = |is: fn(&Fate) -> bool| lines.iter().filter(|line| is(&line.fate)).count();
    // What the file keeps in the place of what the list says is still to be looked at.
    let refused =
        |line: &&Line| matches!(line.fate, Fate::Kept(..)) && line.is_nothing_new && !line.left.is_empty();
    let kept = count(|fate| matches!(fate, Fate::Kept(..))) - lines.iter().filter(refused).count();
    let unfilled = count(|fate| matches!(fate, Fate::Unfilled));
    let waiting = if unfilled > 0 { format!(", {unfilled} non remplie(s)") } else { String::new() };
    let mut blocks = vec![Block::Heading(format!(
        "« {table} » : {} ligne(s), {kept} reprise(s), {} laissée(s){waiting}",
        lines.len(),
        lines.len() - kept - unfilled
    ))];
    blocks.extend(notes.iter().map(|note| Block::Bullet(note.clone())));
    let title = if matches!(written, Written::Not(_)) { "Lu, et non écrit" } else { "Repris" };
    let said = |line: &&Line| matches!(line.fate, Fate::Kept(..)) && !refused(line);
    blocks.extend(group(title, lines.iter().filter(said), targets));
    let left = |line: &&Line| {
        refused(line) || matches!(line.fate, Fate::Refused | Fate::Unsure(_) | Fate::PassedOver)
    };
    blocks.extend(group("À revoir", lines.iter().filter(left), targets));
    match written {
        Written::Shown => {}
        Written::Not(cause) => blocks.extend([Block::Gap, Block::text(cause)]),
        Written::To(file, maison) => {
            blocks.extend([Block::Gap, Block::Text(format!("Écrit dans {file}."))]);
            blocks.extend(part("Ensuite"));
            blocks.push(Block::Verbatim(format!("aiguilleur local verifier {}", argument(file))));
            blocks.push(Block::Verbatim(format!("aiguilleur --local {}", with_maison(file, maison))));
        }
    }
    blocks
}

/// What becomes of what was read.
#[derive(Debug, Clone, Copy)]
pub enum Written<'w> {
    /// It stands on the screen.
    Shown,
    /// Nowhere, for this cause.
    Not(&'static str),
    /// In this file, for this maison.
    To(&'w str, Option<&'w str>),
}

pub const STOPPED: &str = "Aucun fichier n'est écrit : vous avez arrêté.";
const NOTHING_TAKEN: &str = "Aucun fichier n'est écrit : aucune ligne n'est reprise. Voyez « À revoir ».";
pub const ELSEWHERE: &str = "Aucun fichier n'est écrit : cette liste semble d'un autre département. Si c'est la bonne, ajoutez « --quand-meme ».";
const NOTHING_FILLED: &str = "Aucun fichier n'est écrit : aucune ligne n'est remplie.";
const NOTHING_NEW: &str = "Le fichier reste tel quel : il dit déjà tout cela.";

const NOTHING_CHANGED: &str = "Le fichier reste tel quel : rien de nouveau n'est pris. Voyez « À revoir ».";

/// Why no file is written, where no line is taken.
pub fn nothing(lines: &[Line]) -> &'static str {
    let unfilled = lines.iter().all(|line| matches!(line.fate, Fate::Unfilled));
    if unfilled { NOTHING_FILLED } else { NOTHING_TAKEN }
}

/// Why a file stays as it is.
pub fn unchanged(lines: &[Line]) -> &'static str {
    if lines.iter().all(|line| line.left.is_empty()) { NOTHING_NEW } else { NOTHING_CHANGED }
}

fn group<'l>(title: &str, lines: impl Iterator<Item = &'l Line>, targets: &[Target<'_>]) -> Vec<Block> {
    let mut lines = lines.peekable();
    let mut blocks = if lines.peek().is_some() { part(title).to_vec() } else { Vec::new() };
    for line in lines {
        blocks.push(Block::Bullet(format!("{} : {}", capital(&line.at), fate(line, targets))));
        blocks.extend(line.left.iter().map(|Left { at, what, mend }| {
            let at = if *at == line.at { String::new() } else { format!("{} : ", capital(at)) };
            Block::SubBullet(format!("{at}{what} {mend}"))
        }));
    }
    blocks
}

fn fate(line: &Line, targets: &[Target<'_>]) -> String {
    let words = Some(&line.words).filter(|words| !words.is_empty()).map(|words| format!("« {words} »"));
    let words = words.unwrap_or_else(|| "sans nom".to_owned());
    match &line.fate {
        Fate::Kept(rank, entry) => {
            let day = line.confirmed.as_deref().and_then(|le| le.parse::<Day>().ok());
            let day = day.map(|day| format!(" Déjà dans le fichier ; vérifié le {}.", day.long()));
            let day = day.unwrap_or_default();
            format!("{words} → {} : {}.{day}", contact(&targets[*rank]), ways(entry))
        }
        Fate::Unsure(ranks) => format!("{words} : {}", proposals(line.number, ranks, targets)),
        Fate::PassedOver => format!("{words}, laissée comme vous l'avez demandé."),
        Fate::Refused | Fate::Unfilled => format!("{words}."),
    }
}

fn ways(entry: &LocalEntry) -> String {
    let way = |channel: &LocalCanal| {
        let nom = channel.canal.nom();
        // A second number is shown with what says which is which.
        let more =
            channel.precision.as_deref().filter(|words| words.contains("ou 0") || words.contains("ou 3"));
        let more = more.map(|words| format!(" ({words})")).unwrap_or_default();
        channel.shown().map_or_else(|| nom.to_owned(), |valeur| format!("{nom} {valeur}{more}"))
    };
    entry.filled().map(way).collect::<Vec<_>>().join(", ")
}

fn proposals(number: usize, ranks: &[usize], targets: &[Target<'_>]) -> String {
    let option =
        |target: &Target<'_>| format!("« --reponse {number}={}/{} »", target.operateur, target.contact.id);
    match ranks {
        [] => format!(
            "rien ne dit de quel contact il s'agit. Nommez l'opérateur dans la ligne, ou ajoutez « --reponse {number}=OPERATEUR/CONTACT » : « aiguilleur local manquants » dit ces mots."
        ),
        [rank] => {
            format!("est-ce {} ? Si oui, ajoutez {}.", contact(&targets[*rank]), option(&targets[*rank]))
        }
        ranks => {
            let all: Vec<String> = ranks.iter().take(PROPOSED).map(|rank| option(&targets[*rank])).collect();
            let more = if ranks.len() > PROPOSED { ", par exemple" } else { "" };
            format!(
                "plusieurs contacts possibles. Ajoutez {}{more} ; ou « --reponse {number}=aucun ».",
                all.join(", ou ")
            )
        }
    }
}

fn capital(text: &str) -> String {
    crate::source::words::capital(text)
}
