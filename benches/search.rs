//! How long a search takes: the index read back, the index built, and a query, for the five trees
//! and for twenty thousand generated démarches.
//!
//! `cargo bench --bench search`. A query of twenty thousand démarches must take less than 5 ms.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use aiguilleur::files::embedded::Embedded;
use aiguilleur_core::search::{Index, Lexicon};
use aiguilleur_core::tree::{Set, Tree, link, parse};

const ROUNDS: usize = 200;
const QUERIES: [&str; 4] = [
    "j'ai perdu ma carte vitale",
    "je touche plus rien depuis trois mois, la caf ma coupé le rsa",
    "comment on fait pour décaler les mensualités, jai pas de quoi payer la cantine des enfants",
    "demande",
];

fn main() {
    let set = Set::open(Box::new(Embedded)).expect("the embedded index can be read");
    let trees = set.trees().expect("the embedded trees can be read");
    let bytes = set.search_index().expect("the program carries an index");
    println!("{:<34} {:>10}", "", "médiane");
    let read = median(|| drop(black_box(Index::from_bytes(black_box(bytes)))));
    report("relire l'index des cinq arbres", read);
    let build = median(|| drop(black_box(Index::build(&set.referentiel, &trees, &Lexicon::french()))));
    report("construire l'index des cinq arbres", build);
    queries("cinq arbres", &Index::build(&set.referentiel, &trees, &Lexicon::french()));
    let large = [tree_of(20_000)];
    let start = Instant::now();
    let index = Index::build(&set.referentiel, &large, &Lexicon::french());
    report("construire, 20 000 démarches", start.elapsed());
    assert!(index.entries().len() >= 20_000);
    queries("20 000 démarches (à tenir : 5 ms)", &index);
}

fn queries(name: &str, index: &Index) {
    for query in QUERIES {
        let time = median(|| drop(black_box(index.search(black_box(query), None))));
        report(&format!("{name}, {} mots", query.split(' ').count()), time);
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(name: &str, time: Duration) {
    println!("{name:<34} {:>7.3} ms", time.as_secs_f64() * 1e3);
}

/// A tree of so many démarches, each told in five phrases of words that real ones use.
fn tree_of(demarches: usize) -> Tree {
    let mut text = String::from(
        "(format: 1, operateur: \"caf\", debut: \"q0\", urgence: \"q0\", \
         contacts: [(id: \"c\", nom: \"le contact\", canaux: [(canal: Local)])], noeuds: [\n",
    );
    let questions = demarches / 8 + 1;
    for question in 0..questions {
        let _ = write!(
            text,
            "Question(id: \"q{question}\", texte: \"Que veut l'usager ?\", fermee: true, reponses: ["
        );
        for answer in 0..9 {
            let child = question * 9 + answer + 1;
            let leaf = (child - questions.min(child)) % demarches;
            let target = if child < questions { format!("q{child}") } else { format!("d{leaf}") };
            let _ = write!(
                text,
                "(id: \"r{answer}\", texte: \"{}\", vers: \"{target}\"), ",
                phrase(child, answer)
            );
        }
        text.push_str("]),\n");
    }
    for leaf in 0..demarches {
        let _ = writeln!(
            text,
            "Demarche(id: \"d{leaf}\", titre: \"{}\", lignes: [\"caf-01\"], categorie: Niveau1, mots_cles: [\"{}\", \"{}\", \
             \"{}\", \"{}\"], faire: [\"Faites la démarche.\"], suite: SiBlocage(vers: \"fin\")),",
            phrase(leaf, 1),
            phrase(leaf, 2),
            phrase(leaf, 3),
            phrase(leaf, 5),
            phrase(leaf, 7),
        );
    }
    text.push_str("Conduite(id: \"fin\", etapes: [(texte: \"Contactez.\", contact: \"c\")]),\n])\n");
    link(parse::source("engendré.ron", &text).expect("it can be read")).expect("it can be linked")
}

/// Three of the words of real requests, and one of its own.
fn phrase(leaf: usize, turn: usize) -> String {
    const WORDS: [&str; 24] = [
        "carte",
        "perdu",
        "demander",
        "déclarer",
        "enfant",
        "retraite",
        "payer",
        "facture",
        "loyer",
        "rsa",
        "vitale",
        "compte",
        "mois",
        "impôts",
        "papier",
        "aide",
        "changer",
        "adresse",
        "pension",
        "chèque",
        "mari",
        "droits",
        "travail",
        "remboursement",
    ];
    let word = |by: usize| WORDS[(leaf * by + turn * 7) % WORDS.len()];
    format!("{} {} {} sujet{}", word(1), word(5), word(11), (leaf * turn) % 5_000)
}
