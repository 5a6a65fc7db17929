//! Words that come on standard input, in whatever letters a desk writes them.

use std::io::{BufRead, Read as _};

use crate::error::Error;
use crate::source::formats::decode;

/// Words are read up to here, in bytes.
pub const LONGEST: u64 = 1 << 20;

/// What was read, and the encoding that was guessed where it is not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub struct Spoken {
    pub words: String,
    pub guessed: Option<String>,
}

impl Spoken {
    /// What to say of the words before they are sought.
    pub fn said(&self) -> Option<String> {
        self.guessed
            .as_ref()
            .map(|name| format!("Mots lus en {name} : vérifiez les accents. « {} »", self.shown()))
    }

    fn shown(&self) -> String {
        self.words.chars().filter(|c| !c.is_control()).take(60).collect()
    }
}

/// All the words that an input holds.
///
/// # Errors
///
/// Where it cannot be read.
pub fn read(input: impl std::io::Read) -> Result<Spoken, Error> {
    let mut bytes = Vec::new();
    input.take(LONGEST).read_to_end(&mut bytes).map_err(|_| {
        Error::file(
            "entrée standard".as_ref(),
            "Elle ne se lit pas.",
            "Donnez les mots après la commande, ou écrivez-les dans l'entrée.",
        )
    })?;
    Ok(decode(&bytes))
}

/// The words of the first line of an input; what follows is left for who reads on.
///
/// # Errors
///
/// Where there are none, or in letters whose lines cannot be told.
pub fn first_line(input: &mut impl BufRead) -> Result<Spoken, Error> {
    let mut line = Vec::new();
    let unfit = |message: &str, mend: &str| Error::file("entrée standard".as_ref(), message, mend);
    let Ok(1..) = input.by_ref().take(LONGEST).read_until(b'\n', &mut line) else {
        return Err(unfit(
            "Elle est vide : les mots de l'usager manquent.",
            "Écrivez-les sur la première ligne, ou donnez-les après « --demande ».",
        ));
    };
    let spoken = decode(&line);
    if spoken.guessed.as_ref().is_some_and(|name| name.starts_with("UTF-16")) {
        return Err(unfit(
            "Elle est en UTF-16 : ses lignes ne se lisent pas ici.",
            "Écrivez-la en UTF-8, ou donnez les mots après « --demande ».",
        ));
    }
    Ok(spoken)
}

/// The words that these bytes spell.
pub fn decode(bytes: &[u8]) -> Spoken {
    let (words, encoding) = decode::words(bytes, bytes.len() as u64 >= LONGEST);
    Spoken { words, guessed: encoding.filter(|name| name != "UTF-8") }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_letters_of_each_desk_are_read() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, words, guessed) in [
            ("carte coupée".as_bytes().to_vec(), "carte coupée", None),
            (b"carte coup\x82e".to_vec(), "carte coupée", Some("cp850")),
            (b"carte coup\xe9e".to_vec(), "carte coupée", Some("Windows-1252")),
            (wide("carte coupée"), "carte coupée", Some("UTF-16LE, sans marque")),
            ([&b"\xff\xfe"[..], &wide("coupée")].concat(), "coupée", Some("UTF-16LE")),
            (b"\xef\xbb\xbfcarte".to_vec(), "carte", None),
            (b"rsa coup\xe9".to_vec(), "rsa coupé", Some("Windows-1252")),
        ] {
            let spoken = decode(&bytes);
            assert_eq!((spoken.words.as_str(), spoken.guessed.as_deref()), (words, guessed));
        }
    }
}
