//! Words that come on standard input, in whatever letters a desk writes them.

use std::io::Read;

use crate::error::Error;
use crate::source::decode;

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
pub fn read(input: impl Read) -> Result<Spoken, Error> {
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

/// The words that these bytes spell.
pub fn decode(bytes: &[u8]) -> Spoken {
    let (words, encoding) = decode::words(bytes);
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
        ] {
            let spoken = decode(&bytes);
            assert_eq!((spoken.words.as_str(), spoken.guessed.as_deref()), (words, guessed));
        }
    }
}
