//! What every file that is read shares: its size, bytes as text, and the words for a system that gives none.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read};
use std::path::Path;

use crate::error::Error;
use aiguilleur_core::tree::{Finding, Severity, Snippet};

/// No tree, no index and no list of cases is larger, in bytes.
pub const LARGEST: u64 = 256 << 20;
/// No table of requests, no list of contacts and no sheet of scenes is.
pub const LARGEST_TABLE: u64 = 64 << 20;
/// No progress of training is.
pub(super) const LARGEST_PROGRESS: u64 = 16 << 20;
/// No file of local contacts is.
pub(super) const LARGEST_LOCAL: u64 = 4 << 20;
/// No balance of a learner is: it is a few kilobytes.
pub const LARGEST_BALANCE: u64 = 4 << 20;
/// No table of weights of rows is.
pub(super) const LARGEST_WEIGHTS: u64 = 1 << 20;
/// How a workbook begins, as any archive does.
const WORKBOOK: &[u8] = b"PK\x03\x04";
/// No line of a stream of cases is longer, in bytes; as in the replay.
const LONGEST_LINE: u64 = 1 << 20;
/// A line that is not ended here never will be.
const ENDLESS: u64 = 1 << 30;

/// The bytes of a file.
///
/// # Errors
///
/// `FileTooLarge` where there are more than `largest`; what the system says.
pub fn bytes(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    whole(File::open(path)?, largest)
}

/// The bytes of a file that should hold a table.
///
/// # Errors
///
/// What keeps it from being read, and how to mend it.
pub fn table(path: &Path) -> Result<Vec<u8>, Error> {
    bytes(path, LARGEST_TABLE).map_err(|error| {
        // Windows says that access is denied.
        if path.is_dir() {
            return Error::file(path, "C'est un dossier, pas un tableau.", "Donnez le fichier du tableau.");
        }
        let (message, mend) = refusal(&error, Some(LARGEST_TABLE));
        Error::file(path, message, mend)
    })
}

/// All that an input gives, as [`bytes`].
pub fn whole(input: impl Read, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Tells each line of a stream, its end included; none for one that is too long to be a case, whose rest is
/// passed over.
pub fn each_line(input: impl Read, mut tell: impl FnMut(Option<&[u8]>)) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut line = Vec::new();
    loop {
        line.clear();
        input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        if (line.len() as u64) < LONGEST_LINE || line.ends_with(b"\n") {
            tell(Some(&line));
            continue;
        }
        tell(None);
        let passed = input.by_ref().take(ENDLESS).skip_until(b'\n')?;
        if passed as u64 == ENDLESS {
            return Err(ErrorKind::FileTooLarge.into());
        }
    }
}

/// Bytes as text, or the place where they are none.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<String, Box<Finding>> {
    // Its bytes would be told to be saved as a text, and the workbook lost.
    if bytes.starts_with(WORKBOOK) {
        return Err(Box::new(Finding {
            severity: Severity::Error,
            rule: "lecture",
            file: file.to_owned(),
            snippet: None,
            message: "Ce fichier est un classeur ou une archive, et non un texte.".to_owned(),
            mend: "Pour des contacts : « aiguilleur local importer CLASSEUR -o local.ron ».".to_owned(),
        }));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        Box::new(Finding {
            severity: Severity::Error,
            rule: "lecture",
            file: file.to_owned(),
            snippet: Some(Snippet::new(&text, valid, valid + 1)),
            message: "Ce fichier n'est pas en UTF-8 : un caractère ne se lit pas.".to_owned(),
            mend: "Enregistrez-le en UTF-8 : dans le Bloc-notes, « Enregistrer sous », puis « Encodage »."
                .to_owned(),
        })
    })
}

/// Why the system gives no text, and what to do: of a file of so many bytes at most, or of a folder.
pub fn refusal(error: &io::Error, largest: Option<u64>) -> (&'static str, String) {
    let (message, mend) = match (error.kind(), largest) {
        (ErrorKind::NotFound, None) => ("Ce dossier n'existe pas.", "Vérifiez le chemin du dossier."),
        (ErrorKind::NotFound, Some(_)) => ("Ce fichier n'existe pas.", "Vérifiez le chemin."),
        (ErrorKind::PermissionDenied, _) => {
            ("Le système refuse de le lire.", "Demandez le droit de lecture.")
        }
        (ErrorKind::FileTooLarge, _) => {
            let most = largest.unwrap_or(LARGEST) >> 20;
            let mend = format!("Partagez-le : un fichier comme celui-ci a {most} Mo au plus.");
            return ("Il est trop gros, ou il n'a pas de fin.", mend);
        }
        (ErrorKind::InvalidFilename, _) => ("Ce nom est trop long.", "Vérifiez le chemin."),
        (ErrorKind::IsADirectory, _) => ("C'est un dossier.", "Donnez le nom d'un fichier."),
        (ErrorKind::NotADirectory, _) => {
            ("Un fichier se trouve là où il faut un dossier.", "Vérifiez le chemin.")
        }
        _ => ("Il ne se lit pas.", "Vérifiez le disque ou le réseau, puis recommencez."),
    };
    (message, mend.to_owned())
}
