//! From bytes to text: the encoding is recognised, line ends become one character.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of a table.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Its lines end with `\n`, whatever the file has.
    pub text: String,
    /// What was read, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// What a file that is no text starts with, and what it is.
const BINARIES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "un classeur (Excel, LibreOffice) ou une archive"),
    (b"\xd0\xcf\x11\xe0", "un ancien classeur Excel"),
    (b"%PDF", "un PDF"),
    (b"{\\rtf", "un texte mis en forme (RTF)"),
];

const SAVE_AS: &str = "Ouvrez-le dans un tableur, puis enregistrez-le au format « CSV UTF-8 ».";

/// Reads the bytes of a file: UTF-8, UTF-16 with its mark, else Windows-1252.
///
/// # Errors
///
/// What the file is, where it is no text, and how to mend it.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, (String, String)> {
    if let Some((_, what)) = BINARIES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err((format!("Ce fichier est {what}, pas un tableau CSV."), SAVE_AS.to_owned()));
    }
    let (encoding, mark) = Encoding::for_bom(bytes)
        .unwrap_or_else(|| (if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }, 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    // No table has many zeros: this is a program, an image, or UTF-16 without its mark.
    if text.matches('\0').count() * 50 > text.chars().count() {
        let what = "Ce fichier n'est pas un texte, ou c'est de l'UTF-16 sans marque.";
        return Err((what.to_owned(), SAVE_AS.to_owned()));
    }
    let name = match encoding.name() {
        "UTF-8" => None,
        "windows-1252" => Some("Windows-1252"),
        name => Some(name),
    };
    Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), encoding: name })
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        decode(bytes).map(|decoded| (decoded.text, decoded.encoding)).unwrap_or_default()
    }

    #[test]
    fn each_encoding_is_recognised() {
        let wide = |little: bool| -> Vec<u8> {
            "\u{feff}é"
                .encode_utf16()
                .flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect()
        };
        assert_eq!(read("é".as_bytes()), ("é".to_owned(), None));
        assert_eq!(read("\u{feff}é".as_bytes()), ("é".to_owned(), None));
        assert_eq!(read(&wide(true)), ("é".to_owned(), Some("UTF-16LE")));
        assert_eq!(read(&wide(false)), ("é".to_owned(), Some("UTF-16BE")));
        assert_eq!(read(b"\xe9 \x80 \x92"), ("é € ’".to_owned(), Some("Windows-1252")));
    }

    #[test]
    fn every_line_ends_alike() {
        assert_eq!(read(b"a\r\nb\rc\nd").0, "a\nb\nc\nd");
    }

    #[test]
    fn what_is_no_text_is_named() {
        for bytes in [&b"PK\x03\x04..."[..], b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"D\0e\0m\0a\0n\0"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
