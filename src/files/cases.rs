//! The files of cases that a command line names: RON lists, JSONL streams, folders of both.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use super::read::{self, LARGEST, decode, each_line, refusal, whole};
use crate::error::Error;
use crate::source::{self, scenes};
use aiguilleur_core::case::ron::List;
use aiguilleur_core::case::{Case, json, ron};
use aiguilleur_core::tree::Finding;
use aiguilleur_core::tree::parse::without_mark;

/// Something that holds cases.
#[derive(Debug)]
pub enum Input {
    /// A RON list, whole: a person wrote it.
    List { file: String, path: PathBuf },
    /// A spreadsheet with a scene a row: a trainer filled it in.
    Table { file: String, path: PathBuf },
    /// A stream of JSON lines, of any size.
    Stream { file: String, path: PathBuf },
    /// Standard input, a stream.
    Standard,
}

/// The cases of a file that a person wrote, with the text in which they stand; or what keeps it from being read.
pub type Written = Result<(String, List), Vec<Finding>>;

/// What the arguments name, folders opened, in order; a file that is named twice is there once.
pub fn inputs(names: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut met = HashSet::new();
    let mut inputs = all(names)?;
    inputs.retain(|input| met.insert(input.place()));
    Ok(inputs)
}

/// The files that the arguments name more than once, each once.
pub fn named_twice(names: &[PathBuf]) -> Result<Vec<String>, Error> {
    let mut times: HashMap<PathBuf, usize> = HashMap::new();
    let mut inputs = all(names)?;
    inputs.retain(|input| {
        let times = times.entry(input.place()).or_default();
        *times += 1;
        *times == 2
    });
    Ok(inputs.iter().map(|input| input.file().to_owned()).collect())
}

fn all(names: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for name in names {
        if name.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if name.is_dir() {
            let found = in_folder(name).map_err(|error| unreadable(name, &error, None))?;
            if found.is_empty() {
                return Err(Error::file(
                    name,
                    "Ce dossier ne contient aucun cas.",
                    "Donnez un dossier de fichiers .ron ou .jsonl.",
                ));
            }
            inputs.extend(found.into_iter().map(input));
        } else {
            inputs.push(input(name.clone()));
        }
    }
    Ok(inputs)
}

fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if ends_with(&path, "ron") || ends_with(&path, "jsonl") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Windows writes some names in capitals.
fn ends_with(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(extension))
}

fn input(path: PathBuf) -> Input {
    let file = path.display().to_string();
    // The Bloc-notes adds an ending to the name that it is given.
    let noted =
        ends_with(&path, "txt") && path.file_stem().is_some_and(|name| ends_with(Path::new(name), "ron"));
    if noted || ends_with(&path, "ron") {
        Input::List { file, path }
    } else if ["csv", "xlsx", "xls", "ods"].iter().any(|end| ends_with(&path, end)) {
        Input::Table { file, path }
    } else {
        Input::Stream { file, path }
    }
}

impl Input {
    /// What it is, whatever its name.
    fn place(&self) -> PathBuf {
        match self {
            Self::List { path, .. } | Self::Table { path, .. } | Self::Stream { path, .. } => {
                fs::canonicalize(path).unwrap_or_else(|_| path.clone())
            }
            Self::Standard => PathBuf::from("-"),
        }
    }

    /// The input as the user knows it.
    pub fn file(&self) -> &str {
        match self {
            Self::List { file, .. } | Self::Table { file, .. } | Self::Stream { file, .. } => file,
            Self::Standard => "entrée standard",
        }
    }

    /// A stream, and its size where it is known.
    pub fn open(&self) -> Result<(Box<dyn Read + Send>, Option<u64>), Error> {
        match self {
            Self::Standard => Ok((Box::new(io::stdin()), None)),
            Self::List { path, .. } | Self::Table { path, .. } | Self::Stream { path, .. } => {
                let file = File::open(path).map_err(|error| unreadable(path, &error, Some(LARGEST)))?;
                let size = file.metadata().ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
                Ok((Box::new(file), size))
            }
        }
    }

    /// The whole text; what is wrong with it where it is no text.
    pub fn text(&self) -> Result<Result<String, Box<Finding>>, Error> {
        let bytes = whole(self.open()?.0, LARGEST).map_err(|error| self.broken(&error))?;
        Ok(decode(self.file(), bytes))
    }

    /// The cases of a list or of a spreadsheet that a person wrote, with the text in which they stand; none of a stream.
    /// What keeps the whole from being read is a finding.
    pub fn list(&self) -> Result<Option<Written>, Error> {
        Ok(Some(match self {
            Self::Stream { .. } => return Ok(None),
            Self::Standard if !begins_a_list(&mut io::stdin().lock()) => return Ok(None),
            Self::List { .. } | Self::Standard => {
                self.text()?.map_err(|finding| vec![*finding]).map(|text| {
                    let text = without_mark(&text).to_owned();
                    let list = ron::read(self.file(), &text);
                    (text, list)
                })
            }
            Self::Table { file, path } => {
                let bytes = read::table(path)?;
                let table = source::read(file, &bytes, &source::Options::default());
                table.and_then(|table| scenes::read(&table, file)).map(|scenes| (scenes.text, scenes.list))
            }
        }))
    }

    /// Each case, list or stream, in order; how many items and lines are no case.
    pub fn each_case(&self, mut tell: impl FnMut(&Case<'_>)) -> Result<u64, Error> {
        if let Some(list) = self.list()? {
            let (_, list) = list.map_err(Error::Faulty)?;
            list.cases.iter().for_each(|placed| tell(&placed.case));
            return Ok(list.broken.len() as u64);
        }
        let mut unreadable = 0;
        let read = each_line(self.open()?.0, |line| match line.map(json::line) {
            Some(json::Line::Blank) => {}
            Some(json::Line::Case(case)) => tell(&case),
            Some(json::Line::Unreadable(_)) | None => unreadable += 1,
        });
        read.map_err(|error| self.broken(&error))?;
        Ok(unreadable)
    }

    /// The reading stopped in the middle.
    pub fn broken(&self, error: &io::Error) -> Error {
        unreadable(Path::new(self.file()), error, Some(LARGEST))
    }
}

/// Whether what comes is a list in RON, and not a case a line; nothing of it is taken. What cannot be read is told by who
/// reads it.
fn begins_a_list(input: &mut impl BufRead) -> bool {
    let start = input.fill_buf().unwrap_or_default();
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    text.starts_with(b"[") || text.starts_with(b"(") || text.starts_with(b"#!") || text.starts_with(b"//")
}

fn unreadable(path: &Path, error: &io::Error, largest: Option<u64>) -> Error {
    let (message, mut mend) = refusal(error, largest);
    if error.kind() == io::ErrorKind::NotFound {
        "Vérifiez le chemin, ou donnez « - » pour l'entrée standard.".clone_into(&mut mend);
    }
    Error::file(path, message, mend)
}
