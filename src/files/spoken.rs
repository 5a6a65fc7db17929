//! Words that come on standard input, in whatever letters a desk writes them.

use std::io::Read;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::Error;

/// Words are read up to here, in bytes.
pub const LONGEST: u64 = 1 << 20;

/// Letters of the old Windows console (cp850), from byte 128 on.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑ";

/// What was read, and the encoding that was guessed where it is not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub struct Spoken {
    pub words: String,
    pub guessed: Option<&'static str>,
}

impl Spoken {
    /// What to say of the words before they are sought.
    pub fn said(&self) -> Option<String> {
        self.guessed.map(|name| format!("Mots lus en {name} : vérifiez les accents. « {} »", self.shown()))
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

/// The words that these bytes spell: UTF-8, UTF-16, or the letters of Windows or of its console, whichever give more
/// French letters.
pub fn decode(bytes: &[u8]) -> Spoken {
    let wide = || {
        let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let many = bytes.len() / 4;
        match (zeros(0), zeros(1)) {
            (_, low) if many > 0 && low > many => Some((UTF_16LE, 0)),
            (high, _) if many > 0 && high > many => Some((UTF_16BE, 0)),
            _ => None,
        }
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).or_else(wide) {
        let (words, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Spoken {
            words: words.into_owned(),
            guessed: (encoding != encoding_rs::UTF_8).then_some("UTF-16"),
        };
    }
    // What is cut in the middle of a character is still UTF-8.
    match std::str::from_utf8(bytes) {
        Ok(words) => return Spoken { words: words.to_owned(), guessed: None },
        Err(error) if error.error_len().is_none() => {
            return Spoken { words: String::from_utf8_lossy(bytes).into_owned(), guessed: None };
        }
        Err(_) => {}
    }
    let old: String = bytes.iter().map(|byte| cp850(*byte)).collect();
    let (new, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let french = |text: &str| text.chars().filter(|c| "éèêëàâçùûîïôœÉÈÀÇ’".contains(*c)).count();
    if french(&old) > french(&new) {
        Spoken { words: old, guessed: Some("cp850") }
    } else {
        Spoken { words: new.into_owned(), guessed: Some("Windows-1252") }
    }
}

fn cp850(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { CP850.chars().nth(usize::from(byte - 128)).unwrap_or(' ') }
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
            (wide("carte coupée"), "carte coupée", Some("UTF-16")),
            ([&b"\xff\xfe"[..], &wide("coupée")].concat(), "coupée", Some("UTF-16")),
            (b"\xef\xbb\xbfcarte".to_vec(), "carte", None),
        ] {
            let spoken = decode(&bytes);
            assert_eq!((spoken.words.as_str(), spoken.guessed), (words, guessed));
        }
    }
}
