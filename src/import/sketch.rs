//! The tree of a table: the urgency first, then the section, then the request.

use super::conduites::Conduites;
use super::questions::{self, Choice};
use super::todo::{Task, Todo};
use crate::source::folding::{Names, cut, fold, slug};
use crate::source::rows::{Row, Section};
use crate::source::words::{self, Line, capital};
use aiguilleur_core::tree::source::{SourceNode, SourceSuite};
use aiguilleur_core::tree::{Categorie, Contact, SubDemarche};

/// The most characters of a title, a label.
pub(super) const TITLE: usize = 60;
const ASK: &str = "Demandez la conduite à tenir à l'animateur départemental France services.";

/// A tree, before it is written.
#[derive(Debug)]
pub(super) struct Sketch {
    pub debut: String,
    pub urgence: Option<String>,
    pub contacts: Vec<Contact>,
    /// Each part of the file: its heading, its nodes.
    pub parts: Vec<(String, Vec<SourceNode>)>,
    pub conduites: usize,
    pub todo: Todo,
}

/// A section, named.
struct Theme<'s> {
    id: String,
    /// What it does not list.
    other: String,
    titre: String,
    rows: Vec<Entry<'s>>,
}

/// A row with its id and its title, and the lines of its cells.
struct Entry<'s> {
    id: String,
    titre: String,
    row: &'s Row,
    demande: Vec<Line>,
    action: Vec<Line>,
}

impl Entry<'_> {
    fn is_urgent(&self) -> bool {
        self.row.categorie == Categorie::Urgent
    }

    fn choice(&self) -> Choice {
        Choice { id: self.id.clone(), texte: self.titre.clone(), vers: self.id.clone() }
    }
}

/// The title of a section.
pub(super) fn section_title(section: &Section) -> &str {
    section.titre.as_deref().unwrap_or("Toutes les démarches")
}

/// Makes the tree of these sections, whose rows have these ids.
pub(super) fn draw(row_ids: &[String], sections: &[Section]) -> Sketch {
    let mut ids = Names::default();
    let mut todo = Todo::default();
    for reserved in ["urgence", "theme", "autre-demande", "urgence-doute"] {
        ids.id(reserved);
    }
    let themes = themes(row_ids, sections, &mut ids, &mut todo);
    let (theme, mut questions) = theme_question(&themes);
    for theme in &themes {
        questions.extend(section_question(theme));
    }
    let urgent: Vec<Choice> =
        themes.iter().flat_map(|t| &t.rows).filter(|entry| entry.is_urgent()).map(Entry::choice).collect();
    let urgence = (!urgent.is_empty()).then(|| "urgence".to_owned());
    let debut = urgence.clone().unwrap_or_else(|| theme.clone());
    let whole = themes.iter().flat_map(|theme| &theme.rows);
    let whole = whole.map(|entry| (entry.id.as_str(), words::flat(&entry.demande))).collect();
    let urgences = questions::urgency(urgent, &theme, &whole);
    let mut parts =
        vec![("L'urgence d'abord".to_owned(), urgences), ("Le thème, puis la demande".to_owned(), questions)];
    let mut conduites = Conduites::default();
    for theme in &themes {
        parts.push((theme.titre.clone(), rows(theme, &mut conduites, &mut ids, &mut todo)));
    }
    if themes.len() > 1 {
        parts.push(("Ce qu'aucune section ne liste".to_owned(), vec![unlisted("autre-demande", None)]));
    }
    let Conduites { list, book, .. } = conduites;
    let count = list.len();
    let node = |conduite: super::conduites::Conduite| SourceNode::Conduite {
        id: conduite.id,
        urgente: false,
        etapes: conduite.etapes,
    };
    parts.push(("Conduites à tenir".to_owned(), list.into_iter().map(node).collect()));
    parts.retain(|(_, nodes)| !nodes.is_empty());
    Sketch { debut, urgence, contacts: book.contacts, parts, conduites: count, todo }
}

fn themes<'s>(
    row_ids: &[String],
    sections: &'s [Section],
    ids: &mut Names,
    todo: &mut Todo,
) -> Vec<Theme<'s>> {
    let mut row_ids = row_ids.iter();
    let theme = |section: &'s Section| {
        let titre = section_title(section).to_owned();
        let id = ids.id(&format!("section-{}", slug(&titre)));
        if section.titre.is_none() {
            todo.add(Task::Section, &id);
        }
        if titre.chars().count() > TITLE {
            todo.add(Task::Title, &id);
        }
        let entry = |row: &'s Row| {
            let id = row_ids.next().cloned().unwrap_or_default();
            let (demande, action) = (words::lines(&row.demande), words::lines(&row.action));
            let titre = title(&demande);
            if titre.ends_with('…') {
                todo.add(Task::Title, &id);
            }
            Entry { id, titre, row, demande, action }
        };
        let rows = section.rows.iter().map(entry).collect();
        Theme { other: ids.id(&format!("{id}-autre")), id, titre, rows }
    };
    sections.iter().map(theme).collect()
}

/// The start of a request, as a title; « … » where it does not tell the whole of it: who looks for
/// the second thing of a list must not believe that the first is all.
pub(super) fn title(demande: &[Line]) -> String {
    let line = demande.first().map_or("", |line| line.text.as_str());
    let lead = line.split(". ").next().unwrap_or(line).trim_end_matches([' ', ':', '.']);
    // « . ; x » starts with no words at all.
    let lead = if lead.is_empty() { line } else { lead };
    let second = demande.get(1).filter(|_| lead.split(' ').count() < 6);
    let told = match second {
        Some(second) => format!("{lead} : {}", second.text.trim_end_matches([' ', '.', ','])),
        None => lead.to_owned(),
    };
    let whole = demande.len() <= 1 + usize::from(second.is_some()) && !line.contains(". ");
    let titre = capital(&told);
    if whole || titre.ends_with('…') { cut(&titre, TITLE) } else { open_ended(&titre) }
}

/// A title that is not the whole: cut or not, it ends with « … ».
fn open_ended(titre: &str) -> String {
    let short = cut(titre, TITLE - 2);
    if short.ends_with('…') { short } else { short + " …" }
}

/// The question that leads to a section, and its id; with one section, there is nothing to ask.
fn theme_question(themes: &[Theme<'_>]) -> (String, Vec<SourceNode>) {
    if let [only] = themes {
        return (only.id.clone(), Vec::new());
    }
    let choice = |theme: &Theme<'_>| Choice {
        id: theme.id.clone(),
        texte: cut(&theme.titre, TITLE),
        vers: theme.id.clone(),
    };
    let choices = themes.iter().map(choice).collect();
    ("theme".to_owned(), questions::list("theme", "De quoi s'agit-il ?", choices, "autre-demande"))
}

fn section_question(theme: &Theme<'_>) -> Vec<SourceNode> {
    let other = &theme.other;
    match theme.rows.as_slice() {
        [only] => vec![questions::yes_or_no(&theme.id, &only.choice(), other)],
        rows => {
            // A person who said « non » too fast finds the urgency again, before the rest: a list
            // without it would look complete.
            let (urgent, others): (Vec<_>, Vec<_>) = rows.iter().partition(|entry| entry.is_urgent());
            let choices = urgent.into_iter().chain(others).map(Entry::choice).collect();
            questions::list(&theme.id, "Quelle est la demande ?", choices, other)
        }
    }
}

/// The démarches of a section, then what it does not list.
fn rows(theme: &Theme<'_>, conduites: &mut Conduites, ids: &mut Names, todo: &mut Todo) -> Vec<SourceNode> {
    let mut nodes = Vec::new();
    let mut beyond: Vec<(&str, String)> = Vec::new();
    for entry in &theme.rows {
        let (first, action) = match entry.row.categorie {
            // Under « en cas de blocage », an action is whole what that column says.
            Categorie::Niveau1 if !entry.row.blocage => first_part(&entry.action),
            _ => (Vec::new(), entry.action.clone()),
        };
        if action.is_empty() {
            todo.add(Task::Action, &entry.id);
        }
        let vers = conduites.of(&action, ids, todo);
        let folded = fold(&entry.row.action);
        if BEYOND.iter().any(|words| folded.contains(words)) {
            beyond.push((&entry.id, vers.clone()));
        }
        let says_when = entry.row.blocage || action.is_empty() || folded.contains("en cas d");
        if entry.row.categorie == Categorie::Niveau1 && !says_when {
            todo.add(Task::Clause, &entry.id);
        }
        if folded.contains("urgence") && !entry.is_urgent() {
            todo.add(Task::Urgency, &entry.id);
        }
        nodes.push(demarche(entry, &first, mot(&action), vers));
    }
    let other = theme.other.clone();
    let shared = beyond.first().map(|(_, first)| first.clone());
    nodes.push(match shared {
        Some(vers) if beyond.iter().all(|(_, next)| *next == vers) => SourceNode::NonPrevu {
            id: other,
            texte: sentence(&format!("Demande que le tableau ne liste pas : {}", theme.titre)),
            lignes: beyond.into_iter().map(|(id, _)| id.to_owned()).collect(),
            complements: Vec::new(),
            vers: Some(vers),
        },
        several => {
            if several.is_some() {
                todo.add(Task::Beyond, &other);
            }
            unlisted(&other, Some(&theme.titre))
        }
    });
    nodes
}

/// A text of a `NonPrevu`, ended.
fn sentence(text: &str) -> String {
    let text = cut(text.trim_end_matches('.'), 99);
    if text.ends_with('…') { text } else { text + "." }
}

/// A request of which the table says nothing.
fn unlisted(id: &str, section: Option<&str>) -> SourceNode {
    let what = "Le tableau ne dit rien de cette demande";
    SourceNode::NonPrevu {
        id: id.to_owned(),
        texte: section.map_or_else(|| sentence(what), |titre| sentence(&format!("{what} : {titre}"))),
        lignes: Vec::new(),
        complements: vec![ASK.to_owned()],
        vers: None,
    }
}

/// What says that an action serves beyond the list.
const BEYOND: &[&str] =
    &["au dela de ces demarches", "pour les autres demarches", "pour toutes les autres demarches"];

/// What an action asks first, and what it asks « en cas de … »: what comes before that clause is done with the usager,
/// whatever happens.
fn first_part(action: &[Line]) -> (Vec<Line>, Vec<Line>) {
    const START: &str = ". En cas d";
    for (rank, line) in action.iter().enumerate() {
        let within = line.text.find(START).map(|at| at + 2);
        let whole = (rank > 0 && fold(&line.text).starts_with("en cas d") && !line.bullet).then_some(0);
        if let Some(at) = whole.or(within).filter(|_| !fold(&action[0].text).starts_with("en cas d")) {
            let (before, after) = line.text.split_at(at);
            let part = |text: &str, bullet| Line { bullet, text: text.trim().to_owned() };
            let mut first = action[..rank].to_vec();
            first.extend(Some(part(before, line.bullet)).filter(|line| !line.text.is_empty()));
            let then = [part(after, false)].into_iter().chain(action[rank + 1..].iter().cloned());
            return (first, then.collect());
        }
    }
    (Vec::new(), action.to_vec())
}

/// What an action calls the trouble in which it serves, where it is not « un blocage ».
fn mot(action: &[Line]) -> Option<String> {
    const TROUBLES: [(&str, &str); 5] = [
        ("blocage", "un blocage"),
        ("difficulte", "une difficulté"),
        ("besoin", "un besoin"),
        ("probleme", "un problème"),
        ("demande complementaire", "une demande complémentaire"),
    ];
    let first = action.first().map(|line| line.text.split([',', ':']).next().unwrap_or_default())?;
    let folded = fold(first);
    let rest = folded.strip_prefix("en cas d")?;
    let mut found: Vec<(usize, &str)> =
        TROUBLES.iter().filter_map(|(word, mot)| Some((rest.find(word)?, *mot))).collect();
    found.sort_unstable();
    let said = found.into_iter().map(|(_, mot)| mot).collect::<Vec<_>>().join(" ou ");
    (!said.is_empty() && said != "un blocage").then_some(said)
}

/// `first` is what the action asks before anything is blocked.
fn demarche(entry: &Entry<'_>, first: &[Line], mot: Option<String>, vers: String) -> SourceNode {
    let on_the_spot = entry.row.categorie == Categorie::Niveau1;
    // What is done on the spot is read as steps; elsewhere, what the title leaves out is kept beside it.
    let said = |line: &Line| if on_the_spot { !line.bullet } else { entry.titre == capital(&line.text) };
    let sub = |line: &Line| SubDemarche { texte: capital(&line.text), mots_cles: Vec::new() };
    let steps = entry.demande.iter().chain(first).map(|line| capital(&line.text));
    SourceNode::Demarche {
        id: entry.id.clone(),
        titre: entry.titre.clone(),
        lignes: vec![entry.id.clone()],
        demarches: entry.demande.iter().filter(|line| !said(line)).map(sub).collect(),
        mots_cles: Vec::new(),
        signes: Vec::new(),
        categorie: entry.row.categorie,
        faire: if on_the_spot { steps.collect() } else { Vec::new() },
        complements: Vec::new(),
        voir_aussi: Vec::new(),
        suite: if on_the_spot {
            SourceSuite::SiBlocage { vers, mot, question: None, oui: None, non: None, aide: None }
        } else {
            SourceSuite::Vers(vers)
        },
    }
}
