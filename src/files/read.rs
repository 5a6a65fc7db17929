//! What every file that is read shares: bytes as text, and the words for a system that gives none.

use std::io::{self, ErrorKind};

use aiguilleur_core::tree::{Finding, Severity, Snippet};

/// Bytes as text, or the place where they are none.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<String, Box<Finding>> {
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

/// Why the system gives no text, and what to do.
pub fn refusal(error: &io::Error, what: &str) -> (&'static str, &'static str) {
    match (error.kind(), what) {
        (ErrorKind::NotFound, "dossier") => ("Ce dossier n'existe pas.", "Vérifiez le chemin du dossier."),
        (ErrorKind::NotFound, _) => (
            "Ce fichier n'existe pas.",
            "L'index annonce cet arbre : ajoutez le fichier, ou dites « NonFourni » dans l'index.",
        ),
        (ErrorKind::PermissionDenied, _) => {
            ("Le système refuse de le lire.", "Demandez le droit de lecture.")
        }
        _ => ("Il ne se lit pas.", "Vérifiez le disque ou le réseau, puis recommencez."),
    }
}
