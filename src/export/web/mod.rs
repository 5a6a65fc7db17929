//! The whole guide as one file for any browser: the trees, the words of each page and the search,
//! with nothing to fetch.
//!
//! The words are those of [`crate::pages`], made here for every outcome; the script in the file
//! walks, shows and searches, and says nothing of its own but what its buttons do.

mod data;
mod endings;
mod intern;
mod pages;
mod search;
mod trees;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;

use aiguilleur_core::day::Day;
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::search::{Index, Lexicon};
use aiguilleur_core::tree::{Operateur, Referentiel, Reponse, Tree};

/// What goes into the page.
#[derive(Debug)]
pub struct Content<'a> {
    pub referentiel: &'a Referentiel,
    /// Those that the first screen lists, in the order of the index.
    pub operateurs: &'a [&'a Operateur],
    /// The trees of those that have one, in the same order.
    pub trees: &'a [&'a Tree],
    /// The urgent situations of each.
    pub urgences: &'a [(&'a Operateur, Vec<&'a Reponse>)],
    /// Made of these trees, or of more.
    pub index: &'a Index,
    pub lexicon: &'a Lexicon,
    pub today: Day,
    /// What is known locally of the opérateurs whose tables were not supplied.
    pub back_offices: &'a [BackOffice],
    /// Of the local contacts that the trees carry: where they hold and since when.
    pub local: Option<&'a str>,
}

const STYLE: &str = include_str!("page/page.css");
/// One idea a file; they share one scope, in this order.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("page/unpack.js"),
    include_str!("page/data.js"),
    include_str!("page/stems.js"),
    include_str!("page/index.js"),
    include_str!("page/query.js"),
    include_str!("page/search.js"),
    include_str!("page/walk.js"),
    include_str!("page/linkify.js"),
    include_str!("page/show.js"),
    include_str!("page/copy.js"),
    include_str!("page/sheet.js"),
    include_str!("page/screens.js"),
    include_str!("page/conversation.js"),
    "})();\n",
);

/// The page.
///
/// # Errors
///
/// Where what goes into it cannot be written as JSON.
pub fn html(content: &Content<'_>) -> Result<String, serde_json::Error> {
    let (guide, search) = data::Data::new(content);
    Ok(shell(&packed(&guide)?, &packed(&search)?).into_string())
}

/// Data as the script unpacks them: most of the page is French, and takes a third of its room so.
fn packed(data: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(base85(&miniz_oxide::deflate::compress_to_vec(&serde_json::to_vec(data)?, 10)))
}

/// A script without what only its authors read: comments on lines of their own, indentation.
fn compact(code: &str) -> String {
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What stands in the page before the script runs, around its style, its data and the script.
fn shell(data: &str, search: &str) -> Markup {
    let (script, style) = (compact(SCRIPT), compact(STYLE));
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&style)
    );
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="format-detection" content="telephone=no";
                title { "Aiguilleur" }
                style { (PreEscaped(style)) }
            }
            "\n"
            body {
                (before_the_script())
                "\n"
                script type="text/plain" id="donnees" { (PreEscaped(data)) }
                "\n"
                script type="text/plain" id="recherche" { (PreEscaped(search)) }
                "\n"
                script { (PreEscaped(script)) }
            }
        }
        "\n"
    }
}

/// The commands, and what is read where the script cannot run.
fn before_the_script() -> Markup {
    let command = |letter: &str, id: &str, name: &str| {
        html! {
            button type="button" id=(id) data-touche=(letter) aria-keyshortcuts=(letter) {
                kbd aria-hidden="true" { (letter) }
                (name)
            }
        }
    };
    html! {
        header {
            p.nom { "Aiguilleur" }
            nav aria-label="Commandes" {
                (command("r", "retour", "Retour"))
                (command("m", "chercher", "Chercher"))
                (command("u", "urgence", "Urgence"))
                (command("d", "effacer", "Effacer"))
            }
        }
        main {
            h1 { "Aiguilleur" }
            p {
                "Cette page ne s'ouvre pas ici : elle a besoin de JavaScript et d'un navigateur récent. \
                 Ouvrez-la avec Firefox, Chrome, Edge ou Safari, à jour."
            }
            noscript {
                p {
                    "JavaScript est coupé. Autorisez-le pour ce fichier, ou servez-vous du référentiel. \
                     Rien n'est envoyé : la page n'ouvre aucune connexion."
                }
            }
        }
        p id="annonce" role="status" {}
        footer id="pied" {
            p { "Rien n'est enregistré, rien n'est envoyé. «\u{a0}Effacer\u{a0}», ou fermer l'onglet, oublie tout." }
            details.touches {
                summary { "Touches du clavier" }
                p {
                    "Tapez le chiffre ou la lettre d'un choix. r revient en arrière, m cherche avec les mots de \
                     l'usager, u montre les urgences, d efface tout pour la personne suivante, ? montre l'aide."
                }
                label { input type="checkbox" id="touches" checked autocomplete="off"; "Touches rapides" }
            }
        }
    }
}

/// What lets a browser run this text, and no other.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&hmac_sha256::Hash::hash(text.as_bytes())))
}

/// Bytes as signs that a script of the page can hold, five for four bytes; none of them begins a tag.
fn base85(bytes: &[u8]) -> String {
    let sign = |digit: u32| match char::from_u32(u32::from(b'(') + digit) {
        Some(sign) if sign != '<' => sign,
        _ => '!',
    };
    let signs = bytes.chunks(4).flat_map(|chunk| {
        let value = (0..4).fold(0, |value, at| value << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        [4, 3, 2, 1, 0].map(|power| sign(value / 85_u32.pow(power) % 85))
    });
    signs.collect()
}

/// Bytes as a policy of the page names them.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let signs = bytes.chunks(3).flat_map(|chunk| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        (0..4)
            .map(move |at| if at > chunk.len() { '=' } else { char::from(SIGNS[bits >> (18 - 6 * at) & 63]) })
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_hash_is_what_browsers_expect() {
        assert_eq!(super::hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn bytes_are_written_five_signs_for_four_and_open_no_tag() {
        assert_eq!(super::base85(&[0, 0, 0, 20, 255, 255, 255, 255]), "((((!z?^4(");
        let all: Vec<u8> = (0..=255).flat_map(|byte| [byte, 255 - byte, byte / 3]).collect();
        let written = super::base85(&all);
        assert!(written.len() == all.len() / 4 * 5 && !written.contains('<'), "{written}");
    }
}
