//! That reading and proving a tree stay linear: time a node, from a thousand to a million nodes.
//!
//! `cargo bench --bench scale`. The tree is generated: themes of ten requests, each request a
//! question, a démarche and its conduite, so that it has the shape of a real one.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use aiguilleur::files::embedded::Embedded;
use aiguilleur_core::tree::{Set, link, parse};
use aiguilleur_core::verify;

fn main() {
    let set = Set::open(Box::new(Embedded)).expect("the embedded index can be read");
    let operateur = set.referentiel.operateur("caf").expect("caf is in the index");
    println!("{:>9} {:>9} {:>12} {:>12} {:>12}", "nœuds", "texte", "lire", "lier", "prouver");
    for nodes in [1_000, 10_000, 100_000, 1_000_000] {
        let text = tree_of(nodes);
        let start = Instant::now();
        let source = parse::source("engendré.ron", &text).expect("the generated tree can be read");
        let read = start.elapsed();
        let count = source.noeuds.len();
        let start = Instant::now();
        let tree = link(source).expect("the generated tree can be linked");
        let linked = start.elapsed();
        let start = Instant::now();
        let (figures, _) = verify::verify_tree(&tree, &set.referentiel, operateur);
        let proved = start.elapsed();
        assert!(figures.outcomes() > nodes / 10, "the generated tree has outcomes");
        let each = |time: Duration| format!("{} ns", time.as_nanos() / count as u128);
        println!(
            "{count:>9} {:>6} ko {:>12} {:>12} {:>12}",
            text.len() / 1000,
            each(read),
            each(linked),
            each(proved)
        );
    }
}

/// A tree of about so many nodes, nine answers a question.
fn tree_of(nodes: usize) -> String {
    let mut text = String::from(
        "(format: 1, operateur: \"caf\", debut: \"q0\", urgence: \"q0\", \
         contacts: [(id: \"c\", nom: \"le contact\", canaux: [(canal: Local)])], noeuds: [\n",
    );
    let questions = nodes / 10;
    let mut leaves = 0;
    for question in 0..questions {
        let _ = write!(
            text,
            "Question(id: \"q{question}\", texte: \"Que veut l'usager ?\", fermee: true, reponses: ["
        );
        for answer in 0..9 {
            let child = question * 9 + answer + 1;
            let target = if child < questions { format!("q{child}") } else { format!("d{leaves}") };
            leaves += usize::from(child >= questions);
            let _ = write!(text, "(id: \"r{answer}\", texte: \"La réponse {answer}\", vers: \"{target}\"), ");
        }
        text.push_str("]),\n");
    }
    for leaf in 0..leaves {
        let _ = writeln!(
            text,
            "Demarche(id: \"d{leaf}\", titre: \"La démarche {leaf}\", lignes: [\"caf-01\"], categorie: Niveau1, \
             mots_cles: [\"un mot\", \"un autre\"], faire: [\"Faites la démarche.\"], suite: SiBlocage(vers: \"fin\")),"
        );
    }
    text.push_str("Conduite(id: \"fin\", etapes: [(texte: \"Contactez.\", contact: \"c\")]),\n])\n");
    text
}
