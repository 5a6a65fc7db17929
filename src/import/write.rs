//! A tree as text: the language of the files, laid out for a person who will go on with it.

use std::fmt::Write as _;

use super::sketch::Sketch;
use super::todo::Todo;
use aiguilleur_core::tree::source::{FORMAT, SourceAnswer, SourceNode, SourceSuite};
use aiguilleur_core::tree::{Contact, ContactCanal, Etape, quoted};

/// A list between brackets.
pub(super) fn listed(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// The text of a tree.
pub(super) fn tree(operateur: &str, head: &[String], sketch: &Sketch) -> String {
    let mut text = String::from("#![enable(implicit_some)]\n");
    for line in head {
        let _ = writeln!(text, "// {line}");
    }
    let _ = writeln!(text, "(\n    format: {FORMAT},\n    operateur: {},", quoted(operateur));
    let _ = writeln!(text, "    debut: {},", quoted(&sketch.debut));
    if let Some(urgence) = &sketch.urgence {
        let _ = writeln!(text, "    urgence: {},", quoted(urgence));
    }
    text.push_str(
        "    // Les sigles que les textes emploient : (sigle: \"…\", sens: \"…\"),\n    sigles: [],\n",
    );
    text.push_str("    contacts: [\n");
    for found in &sketch.contacts {
        contact(&mut text, found);
    }
    text.push_str("    ],\n    noeuds: [\n");
    for (rank, (titre, nodes)) in sketch.parts.iter().enumerate() {
        let _ = writeln!(text, "{}        // {titre}", if rank > 0 { "\n" } else { "" });
        for found in nodes {
            node(&mut text, found, &sketch.todo);
        }
    }
    text.push_str("    ],\n)\n");
    text
}

fn contact(text: &mut String, contact: &Contact) {
    if contact.nom == super::contacts::UNNAMED {
        text.push_str("        // À FAIRE : dites de qui il s'agit.\n");
    }
    let canaux = listed(contact.canaux.iter().map(channel));
    let _ = writeln!(
        text,
        "        (id: {}, nom: {}, canaux: {canaux}),",
        quoted(&contact.id),
        quoted(&contact.nom)
    );
}

fn channel(channel: &ContactCanal) -> String {
    let valeur =
        channel.valeur.as_ref().map(|valeur| format!(", valeur: {}", quoted(valeur))).unwrap_or_default();
    format!("(canal: {:?}{valeur})", channel.canal)
}

/// A node, with what is left to do above it.
fn node(text: &mut String, node: &SourceNode, todo: &Todo) {
    for note in todo.beside(node.id()) {
        let _ = writeln!(text, "        // À FAIRE : {note}.");
    }
    let mut fields = vec![format!("id: {}", quoted(node.id()))];
    let kind = match node {
        SourceNode::Question { texte, aide, fermee, reponses, ne_sait_pas, aucune, .. } => {
            fields.push(format!("texte: {}", quoted(texte)));
            option(&mut fields, "aide", aide.as_deref());
            if *fermee {
                fields.push("fermee: true".to_owned());
            }
            fields.push(block("reponses", reponses.iter().map(answer)));
            option(&mut fields, "ne_sait_pas", ne_sait_pas.as_deref());
            option(&mut fields, "aucune", aucune.as_deref());
            "Question"
        }
        SourceNode::Demarche { titre, lignes, demarches, categorie, faire, suite, .. } => {
            fields.push(format!("titre: {}", quoted(titre)));
            fields.push(format!("lignes: {}", listed(lignes.iter().map(|id| quoted(id)))));
            if !demarches.is_empty() {
                let sub = |sub: &aiguilleur_core::tree::SubDemarche| {
                    format!("(texte: {}, mots_cles: [])", quoted(&sub.texte))
                };
                fields.push(block("demarches", demarches.iter().map(sub)));
            }
            fields.push("mots_cles: []".to_owned());
            fields.push(format!("categorie: {categorie:?}"));
            if !faire.is_empty() {
                fields.push(block("faire", faire.iter().map(|step| quoted(step))));
            }
            fields.push(format!("suite: {}", self::suite(suite)));
            "Demarche"
        }
        SourceNode::Conduite { etapes, .. } => {
            fields.push(block("etapes", etapes.iter().map(step)));
            "Conduite"
        }
        SourceNode::NonPrevu { texte, lignes, complements, vers, .. } => {
            fields.push(format!("texte: {}", quoted(texte)));
            if !lignes.is_empty() {
                fields.push(format!("lignes: {}", listed(lignes.iter().map(|id| quoted(id)))));
            }
            if !complements.is_empty() {
                fields
                    .push(format!("complements: {}", listed(complements.iter().map(|words| quoted(words)))));
            }
            option(&mut fields, "vers", vers.as_deref());
            "NonPrevu"
        }
        // An imported tree shares no question.
        SourceNode::Renvoi { .. } => return,
    };
    let _ = writeln!(text, "        {kind}(\n            {},\n        ),", fields.join(",\n            "));
}

fn answer(answer: &SourceAnswer) -> String {
    let [id, texte, vers] = [&answer.id, &answer.texte, &answer.vers].map(|text| quoted(text));
    format!("(id: {id}, texte: {texte}, vers: {vers})")
}

fn option(fields: &mut Vec<String>, name: &str, value: Option<&str>) {
    fields.extend(value.map(|value| format!("{name}: {}", quoted(value))));
}

/// A list of one item a line.
fn block(name: &str, items: impl Iterator<Item = String>) -> String {
    let mut text = format!("{name}: [\n");
    for item in items {
        let _ = writeln!(text, "                {item},");
    }
    text + "            ]"
}

fn suite(suite: &SourceSuite) -> String {
    match suite {
        SourceSuite::Vers(vers) => format!("Vers({})", quoted(vers)),
        SourceSuite::SiBlocage { vers, mot, .. } => {
            let mut fields = vec![format!("vers: {}", quoted(vers))];
            option(&mut fields, "mot", mot.as_deref());
            format!("SiBlocage({})", fields.join(", "))
        }
    }
}

fn step(etape: &Etape) -> String {
    let mut fields = vec![format!("texte: {}", quoted(&etape.texte))];
    option(&mut fields, "contact", etape.contact.as_deref());
    if !etape.canaux.is_empty() {
        fields.push(format!("canaux: {}", listed(etape.canaux.iter().map(|canal| format!("{canal:?}")))));
    }
    format!("({})", fields.join(", "))
}
