//! A document: the tables of the opérateurs that a file holds, and which one is whose.

use std::collections::HashSet;

use crate::source::edition::Edition;
use crate::source::folding::fold;
use crate::source::lone_cells;
use crate::source::rows::{self, Part, Section};
use crate::source::table::refused;
use crate::source::{Options, read};
use aiguilleur_core::tree::{Finding, Operateur, Severity};

/// What a file gave.
#[derive(Debug, Default)]
pub struct Document {
    file: String,
    parts: Vec<Part>,
    /// What a person should look at.
    pub warnings: Vec<Finding>,
    /// What was understood of the file as a whole, a sentence each.
    pub notes: Vec<String>,
    /// The columns that hold something and are not read, a sentence each.
    pub unread: Vec<String>,
    /// The version and the date that its titles say.
    pub edition: Edition,
}

/// Who says whose the tables of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A person, who names the opérateur.
    Person,
    /// Each table by itself.
    Table,
}

impl Naming {
    /// By the opérateur that the command line names, if it names one.
    pub fn by(operateur: Option<&str>) -> Self {
        if operateur.is_some() { Self::Person } else { Self::Table }
    }
}

impl Document {
    /// Reads the tables of a file; `file` is its name for the user.
    ///
    /// # Errors
    ///
    /// All that keeps the tables from being read whole, with what a person should look at.
    pub fn read(file: &str, bytes: &[u8], options: &Options) -> Result<Self, Vec<Finding>> {
        let source = read(file, bytes, options)?;
        let mut document = Self { file: file.to_owned(), notes: source.notes, ..Self::default() };
        let several = source.tables.len() > 1;
        let (mut strange, mut above) = (Vec::new(), Vec::new());
        for table in &source.tables {
            let mut read = rows::read(table, options.colonnes.as_deref());
            // A sheet without any heading is a note, or a list of something else.
            if several
                && read.parts.is_empty()
                && read.findings.iter().all(|finding| finding.rule == "colonne")
            {
                let sheet = table.sheet.clone().unwrap_or_default();
                document.notes.push(format!(
                    "La feuille « {sheet} » n'a pas de tableau de démarches : elle n'est pas lue."
                ));
                strange.append(&mut read.findings);
                continue;
            }
            for part in &mut read.parts {
                part.titles.extend(table.sheet.clone());
            }
            document.parts.append(&mut read.parts);
            document.warnings.append(&mut read.findings);
            document.notes.append(&mut read.notes);
            document.unread.append(&mut read.unread);
            above.append(&mut read.above);
        }
        document.edition = Edition::of(&above);
        if document.parts.is_empty() {
            document.warnings.append(&mut strange);
        }
        if document.parts.is_empty()
            && document.warnings.iter().all(|finding| finding.severity == Severity::Warning)
        {
            let mend =
                "Donnez un tableau de trois colonnes : demande ou démarche, catégorie, action à réaliser.";
            document.warnings.extend(refused(file, "Ce tableau n'a aucune ligne.", mend));
        }
        document.warnings.sort_by_key(|finding| finding.severity);
        match document.warnings.first() {
            Some(finding) if finding.severity == Severity::Error => Err(document.warnings),
            _ => Ok(document),
        }
    }

    /// The table of one opérateur: the only one, or the one that its title or its words tell. Where it has the table of no
    /// other, whatever it has is of this one.
    ///
    /// # Errors
    ///
    /// Where the document has the tables of others, and not this one.
    pub fn of(&self, id: &str, operateurs: &[Operateur]) -> Result<Vec<Section>, Vec<Finding>> {
        let owners = self.owned(operateurs);
        if self.parts.len() == 1 || !owners.iter().flatten().any(|owner| *owner != id) {
            return Ok(joined(self.parts.iter()));
        }
        self.told_of(id, &owners)
    }

    /// The same; where nobody names the opérateur, without the tables of a body that is unknown.
    ///
    /// # Errors
    ///
    /// Where no table is of this opérateur.
    pub fn of_by(
        &self,
        naming: Naming,
        id: &str,
        operateurs: &[Operateur],
    ) -> Result<Vec<Section>, Vec<Finding>> {
        match naming {
            Naming::Person => self.of(id, operateurs),
            Naming::Table => self.told_of(id, &self.owned(operateurs)),
        }
    }

    /// The tables that tell by themselves that they are of one opérateur.
    fn told_of(&self, id: &str, owners: &[Option<&str>]) -> Result<Vec<Section>, Vec<Finding>> {
        let own = self.parts.iter().zip(owners).filter(|(_, owner)| **owner == Some(id));
        let sections = joined(own.map(|(part, _)| part));
        if sections.is_empty() {
            let mut found: Vec<&str> = owners.iter().copied().flatten().collect();
            found.dedup();
            let message = format!(
                "Ce document n'a pas de tableau de « {id} ». Il a {} tableau(x) : {}.",
                self.parts.len(),
                found.join(", ")
            );
            return Err(refused(&self.file, message, "Donnez l'un de ces identifiants à --operateur."));
        }
        Ok(sections)
    }

    /// Whose each table is. A page without a title goes on with the table before it, and so does one whose title is that of
    /// a section: « Démarches liées au logement », « RETRAITE » after other sections.
    fn owned<'o>(&self, operateurs: &'o [Operateur]) -> Vec<Option<&'o str>> {
        let (mut last, mut sectioned) = (None, false);
        let whose = |part: &Part| {
            let titled = part.sections.first().is_some_and(|section| section.titre.is_some());
            let section = part.above_again.as_ref().filter(|_| sectioned && !titled);
            let goes_on = section.is_some_and(|titre| !names(titre, operateurs));
            let heading = part.titles.iter().all(|title| lone_cells::is_heading(title));
            sectioned |= titled;
            if !goes_on {
                last = owner(part, operateurs).or(last.filter(|_| heading));
            }
            last
        };
        self.parts.iter().map(whose).collect()
    }

    /// The tables of nobody that is known, among those of others: the title of each, and how many rows it has. Where a
    /// person names the opérateur, there is none.
    pub fn of_nobody(&self, naming: Naming, operateurs: &[Operateur]) -> Vec<(String, usize)> {
        let rows = |part: &Part| part.sections.iter().map(|section| section.rows.len()).sum();
        let titled = |part: &Part| (part.titles.join(", "), rows(part));
        if naming == Naming::Person || self.parts.len() < 2 {
            return Vec::new();
        }
        let owned = self.parts.iter().zip(self.owned(operateurs));
        let untold = owned.filter(|(part, owner)| !part.titles.is_empty() && owner.is_none());
        untold.map(|(part, _)| titled(part)).collect()
    }

    /// The opérateurs whose tables it holds, in order.
    pub fn owners<'o>(&self, operateurs: &'o [Operateur]) -> Vec<&'o str> {
        let mut seen = HashSet::new();
        self.owned(operateurs).into_iter().flatten().filter(|owner| seen.insert(*owner)).collect()
    }
}

/// The sections of parts, those of one title as one.
fn joined<'p>(parts: impl Iterator<Item = &'p Part>) -> Vec<Section> {
    let parts: Vec<&Part> = parts.collect();
    let titles = section_titles(&parts);
    let mut sections: Vec<Section> = Vec::new();
    for (rank, part) in parts.iter().enumerate() {
        for section in &part.sections {
            let titre = titles.get(rank).map(|titre| (*titre).to_owned()).or(section.titre.clone());
            let titre = titre.or_else(|| above_again(&parts, rank));
            match sections.last_mut().filter(|last| last.titre == titre) {
                Some(last) => last.rows.extend(section.rows.iter().cloned()),
                None => sections.push(Section { titre, ..section.clone() }),
            }
        }
    }
    sections
}

/// The title of rows that have no section of their own, in a table whose other pages have some: it stands above headings
/// that are said again. One that two pages share is the name of the table.
fn above_again(parts: &[&Part], rank: usize) -> Option<String> {
    let titre = parts[rank].above_again.as_ref()?;
    let sectioned = parts.iter().flat_map(|part| &part.sections).any(|section| section.titre.is_some());
    let of_all =
        parts.iter().filter(|part| part.titles.iter().any(|other| fold(other) == fold(titre))).count() > 1;
    (sectioned && !of_all && !goes_on(titre)).then(|| titre.clone())
}

/// Whether the title of a page says that a table goes on.
fn goes_on(titre: &str) -> bool {
    let folded = format!(" {} ", fold(titre));
    [" page ", " suite ", " feuil", " sheet"].iter().any(|word| folded.contains(word))
}

/// The titles of the sections, where each has a table of its own under its title: « ### Démarches générales ». None where
/// they are not all different: pages that go on, or the name of the opérateur above each.
fn section_titles<'p>(parts: &[&'p Part]) -> Vec<&'p str> {
    let titre = |part: &&'p Part| -> Option<&'p str> {
        let alone = matches!(&part.sections[..], [one] if one.titre.is_none());
        part.titles.last().map(String::as_str).filter(|_| alone)
    };
    let titles: Vec<&str> = parts.iter().filter_map(titre).collect();
    let different = titles.iter().map(|titre| fold(titre)).collect::<HashSet<_>>().len() == parts.len();
    if parts.len() > 1 && different && !titles.iter().any(|titre| goes_on(titre)) {
        titles
    } else {
        Vec::new()
    }
}

/// The words in capitals of a text, folded: « CARSAT », « DDFiP ».
fn sigles(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 2).map(fold)
}

/// Whether a title names an opérateur: by its name, its id or its letters, « CPAM »; « retraite » may be a section.
fn names(titre: &str, operateurs: &[Operateur]) -> bool {
    let titre = format!(" {} ", fold(titre));
    let says = |name: &str| titre.contains(&format!(" {} ", fold(name)));
    let letters = |words: &&String| words.len() < 7 && !words.contains(' ');
    operateurs.iter().any(|operateur| {
        let short = operateur.mots_cles.iter().filter(letters);
        says(&operateur.nom) || says(&operateur.id) || short.into_iter().any(|words| says(words))
    })
}

/// Whose table a part is: that of the opérateur whose names it says far more often than those of any other; a title
/// counts for ten. In its rows, words that people use for it name nobody: « la retraite » is that of any body.
fn owner<'o>(part: &Part, operateurs: &'o [Operateur]) -> Option<&'o str> {
    let titles = format!(" {} ", fold(&part.titles.join(" \n ")));
    let rows = part.sections.iter().flat_map(|section| &section.rows);
    let plain: Vec<String> = rows.map(|row| format!("{} {}", row.demande, row.action)).collect();
    let words: String = plain.iter().map(|text| fold(text) + " \n ").collect();
    let words = format!(" {words} ");
    let sigles: HashSet<String> = plain.iter().flat_map(|text| sigles(text)).collect();
    let mut scores: Vec<(usize, &str)> = operateurs
        .iter()
        .map(|operateur| {
            let mut names = vec![fold(&operateur.nom), fold(&operateur.id)];
            names.extend(operateur.mots_cles.iter().map(|words| fold(words)));
            // What people say of it in a sentence is no name.
            names.retain(|name| name.split(' ').count() < 4);
            names.sort_unstable();
            names.dedup();
            let count = |text: &str, names: &[String]| -> usize {
                names.iter().map(|name| text.matches(&format!(" {name} ")).count()).sum()
            };
            let in_titles = count(&titles, &names);
            let own = [fold(&operateur.nom), fold(&operateur.id)];
            names.retain(|name| own.contains(name) || sigles.contains(name));
            (10 * in_titles + count(&words, &names), operateur.id.as_str())
        })
        .collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let [(first, id), rest @ ..] = &scores[..] else { return None };
    (*first > 1 && rest.first().is_none_or(|(second, _)| *first > 2 * second)).then_some(*id)
}
