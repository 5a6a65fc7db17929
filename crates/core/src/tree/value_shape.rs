//! The form of what a contact says: addresses, sites, characters that can be shown.

/// Whether a text holds a character that commands a terminal, or that hides or reorders what is
/// shown.
pub fn has_control(text: &str) -> bool {
    // Such a character is ASCII, or starts with one of these bytes.
    let starts = |byte: u8| matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
    let may = text.bytes().any(|byte| byte.is_ascii_control() || starts(byte));
    may && text.chars().any(is_control)
}

/// Whether a character commands a terminal, or hides or reorders what is shown.
pub fn is_control(c: char) -> bool {
    // Spaces without width, letters without a shape, tags, choices of a shape.
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    let reorders = matches!(c, '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || unseen || reorders
}

pub(super) fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b))
    };
    text.split_once('@').is_some_and(|(name, domain)| plain(name) && plain(domain) && is_domain(domain))
}

pub(super) fn is_site(text: &str) -> bool {
    let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let host = bare.split('/').next().unwrap_or_default();
    is_domain(host) && !text.contains(char::is_whitespace)
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let label = |l: &&str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    labels.len() > 1 && labels.iter().all(label)
}

#[cfg(test)]
mod tests {
    use super::{has_control, is_address, is_control, is_site};

    #[test]
    fn no_character_that_commands_hides_or_reorders_is_passed_over() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            assert_eq!(has_control(&c.to_string()), is_control(c), "{c:?}");
        }
        for c in "\u{1b}\u{9b}\u{7f}\u{202e}\u{2067}\u{200b}\u{2063}\u{3164}\u{e0041}\u{115f}\u{fe0f}".chars()
        {
            assert!(is_control(c), "{c:?}");
        }
        assert!(!has_control("« L'été », 36 46 : 3\u{202f}000 €… ▶ ✓ → œuvre"));
    }

    #[test]
    fn addresses_have_a_name_and_a_domain() {
        assert!(is_address("assistance-franceservice-chequeenergie@asp-public.fr"));
        for other in ["", "asp-public.fr", "a@b", "a b@c.fr", "@c.fr", "a@@c.fr", "a@c."] {
            assert!(!is_address(other), "{other}");
        }
    }

    #[test]
    fn sites_have_a_host() {
        for site in [
            "www.lassuranceretraite.fr",
            "https://accueil.banque-france.fr",
            "Caf.fr",
            "https://www.impots.gouv.fr/simulateur-des-taxes-urbanisme",
        ] {
            assert!(is_site(site), "{site}");
        }
        for other in ["", "site", "https://", "www.a b.fr", "ftp://x"] {
            assert!(!is_site(other), "{other}");
        }
    }
}
