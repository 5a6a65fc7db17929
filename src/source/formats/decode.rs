//! From bytes to text: the encoding is named, forced or found by its French letters.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, its lines ended by `\n`, and the encoding where it is not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub encoding: Option<String>,
}

/// What a table is read as.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Charset {
    Known(&'static Encoding),
    /// That of the consoles of old Windows, which no browser knows.
    Cp850,
}

/// The encodings of eight bits that tables come in, the commonest first.
const CHARSETS: [(Charset, &str); 4] = [
    (Charset::Known(WINDOWS_1252), "Windows-1252"),
    (Charset::Known(ISO_8859_15), "ISO-8859-15"),
    (Charset::Known(MACINTOSH), "Mac"),
    (Charset::Cp850, "cp850"),
];

/// Those of words that are typed or piped at a desk.
const OF_A_DESK: [(Charset, &str); 2] = [CHARSETS[0], CHARSETS[3]];

/// The upper half of cp850.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

pub(super) const SAVE_AS: &str = "Ouvrez-le dans un tableur, puis enregistrez-le au format « CSV UTF-8 ».";

/// Reads the bytes of a text.
///
/// # Errors
///
/// What keeps it from being read, and how to mend it.
pub(super) fn decode(bytes: &[u8], wanted: Option<&str>) -> Result<Decoded, (String, String)> {
    let (text, encoding) = match wanted {
        Some(label) => {
            let (charset, name) = named(label).ok_or_else(|| {
                let known = "« utf-8 », « utf-16 », « windows-1252 », « iso-8859-15 », « mac » ou « cp850 »";
                (format!("« {label} » n'est pas un encodage connu."), format!("Écrivez {known}."))
            })?;
            (text(bytes, charset), Some(name))
        }
        None => guessed(bytes, &CHARSETS),
    };
    // No table has many zeros: this is a program, or an image.
    if text.matches('\0').count() * 50 > text.chars().count() {
        return Err(("Ce fichier n'est pas un texte.".to_owned(), SAVE_AS.to_owned()));
    }
    let encoding = encoding.filter(|name| name != "UTF-8");
    let (text, encoding) = match once_more(&text) {
        Some(mended) => (mended, Some("UTF-8 encodé deux fois (« Ã© » pour « é »), réparé".to_owned())),
        None => (text, encoding),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), encoding })
}

fn named(label: &str) -> Option<(Charset, String)> {
    let label = label.trim().to_lowercase();
    let known = match label.as_str() {
        "cp850" | "ibm850" | "850" | "dos" => Charset::Cp850,
        "mac" => Charset::Known(MACINTOSH),
        "cp1252" | "ansi" => Charset::Known(WINDOWS_1252),
        "latin9" => Charset::Known(ISO_8859_15),
        "utf16" => Charset::Known(UTF_16LE),
        "utf8" => Charset::Known(UTF_8),
        label => Charset::Known(Encoding::for_label(label.as_bytes())?),
    };
    let of_list = CHARSETS.iter().find(|(charset, _)| *charset == known).map(|(_, name)| (*name).to_owned());
    let name = of_list.or_else(|| match known {
        Charset::Known(encoding) => Some(encoding.name().to_owned()),
        Charset::Cp850 => None,
    });
    Some((known, name?))
}

/// Words that come from a keyboard or another program, and their encoding where it was guessed.
pub fn words(bytes: &[u8], is_cut: bool) -> (String, Option<String>) {
    match std::str::from_utf8(bytes) {
        // What is cut in the middle of a character is still UTF-8.
        Err(error) if is_cut && error.error_len().is_none() => {
            (String::from_utf8_lossy(bytes).into_owned(), None)
        }
        _ => guessed(bytes, &OF_A_DESK),
    }
}

fn guessed(bytes: &[u8], among: &[(Charset, &str)]) -> (String, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (text(bytes, Charset::Known(encoding)), Some(encoding.name().to_owned()));
    }
    // UTF-16 without its mark: one byte of two is zero, for ASCII letters.
    let zeros =
        |from: usize| bytes.iter().take(2000).skip(from).step_by(2).filter(|byte| **byte == 0).count();
    for (encoding, high, low) in [(UTF_16LE, zeros(1), zeros(0)), (UTF_16BE, zeros(0), zeros(1))] {
        if high * 4 > bytes.len().min(2000) && low * 20 < high {
            return (
                text(bytes, Charset::Known(encoding)),
                Some(format!("{}, sans marque", encoding.name())),
            );
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let scored = among.iter().map(|(charset, name)| {
        let text = text(bytes, *charset);
        (french(&text), text, *name)
    });
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, text, name)| (text, Some(name.to_owned()))).unwrap_or_default()
}

fn text(bytes: &[u8], charset: Charset) -> String {
    match charset {
        Charset::Known(encoding) => encoding.decode(bytes).0.into_owned(),
        Charset::Cp850 => {
            let upper: Vec<char> = CP850.chars().collect();
            let read = |byte: &u8| match byte.checked_sub(128) {
                Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                None => char::from(*byte),
            };
            bytes.iter().map(read).collect()
        }
    }
}

/// How much a text looks like French: its accented letters inside words, against signs that no table has.
fn french(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    for c in text.chars() {
        score += match c {
            'é' | 'è' | 'ê' | 'à' | 'ç' | 'ô' | 'î' | 'û' | 'ù' | 'â' | 'ë' | 'ï' | 'œ' => 2,
            'É' | 'È' | 'Ê' | 'À' | 'Ç' | 'Œ' | 'Ô' | 'Î' if !before.is_lowercase() => 1,
            '\u{a0}' | '\u{202f}' | '’' | '‘' | '«' | '»' | '“' | '”' | '–' | '—' | '…' | '€' | '•' | '°'
            | '²' => 1,
            c if c.is_ascii() => 0,
            _ => -3,
        };
        before = c;
    }
    score
}

/// « Ã© » is « é » read as Windows-1252 and saved so: the text as it was, where that explains all of it.
fn once_more(text: &str) -> Option<String> {
    let signs = ["Ã©", "Ã¨", "Ã ", "Ã\u{a0}", "Ãª", "Ã´", "â€™", "Ã§"];
    if !signs.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    let mended = String::from_utf8(bytes.into_owned()).ok()?;
    (!lost).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::{CP850, decode};
    use encoding_rs::{ISO_8859_15, MACINTOSH, WINDOWS_1252};

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        decode(bytes, None).map(|decoded| (decoded.text, decoded.encoding)).unwrap_or_default()
    }

    #[test]
    fn each_encoding_is_recognised_by_its_french() {
        let words = "Déclarer une œuvre à l'été : « reçu », coûts, 5 €";
        for (encoding, name) in
            [(WINDOWS_1252, "Windows-1252"), (ISO_8859_15, "ISO-8859-15"), (MACINTOSH, "Mac")]
        {
            assert_eq!(read(&encoding.encode(words).0), (words.to_owned(), Some(name.to_owned())));
        }
        let words = "Déclarer à l'été : «reçu», Études";
        let upper: Vec<char> = CP850.chars().collect();
        let at = |c: char| upper.iter().position(|known| *known == c).map_or(c as usize, |at| at + 128);
        let bytes: Vec<u8> = words.chars().filter_map(|c| u8::try_from(at(c)).ok()).collect();
        assert_eq!(read(&bytes), (words.to_owned(), Some("cp850".to_owned())));
        assert_eq!(decode(&bytes, Some("cp850")).map(|decoded| decoded.text), Ok(words.to_owned()));
        assert_eq!(CP850.chars().count(), 128);
    }

    #[test]
    fn unicode_is_read_with_and_without_its_mark() {
        let wide: Vec<u8> = "Déclarer".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), ("Déclarer".to_owned(), Some("UTF-16LE, sans marque".to_owned())));
        assert_eq!(read("\u{feff}é".as_bytes()), ("é".to_owned(), None));
        assert_eq!(read("DÃ©clarer".as_bytes()).0, "Déclarer");
        assert_eq!(read(b"a\r\nb\rc\nd").0, "a\nb\nc\nd");
        assert!(decode(b"a\0\0\0b", None).is_err() && decode(b"a", Some("martien")).is_err());
    }
}
