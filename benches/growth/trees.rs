//! Trees of odd shapes, of about n nodes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEAD: &str = "(format: 1, operateur: \"essai\", debut: \"urgence\", urgence: \"urgence\", \
    contacts: [(id: \"c\", nom: \"le contact\", canaux: [(canal: Local)])], noeuds: [\n";
const TAIL: &str = "Demarche(id: \"danger\", titre: \"Une urgence\", lignes: [\"essai-0\"], mots_cles: [\"au secours\", \
    \"danger\", \"vite\"], categorie: Urgent, suite: Vers(\"fin\")),\n\
    Demarche(id: \"derniere\", titre: \"La dernière démarche\", lignes: [\"essai-1\"], mots_cles: [\"faire la fin\", \
    \"finir\", \"dernier\"], categorie: Niveau1, faire: [\"Faites.\"], suite: SiBlocage(vers: \"fin\")),\n\
    NonPrevu(id: \"autre\", texte: \"Le document ne dit rien de cette demande.\"),\n\
    Conduite(id: \"fin\", etapes: [(texte: \"Contactez.\", contact: \"c\")]),\n])\n";

/// The urgency question, then `first`.
fn start(first: &str) -> String {
    format!(
        "{HEAD}Question(id: \"urgence\", texte: \"Est-ce urgent ?\", reponses: [(id: \"oui\", texte: \"Oui\", vers: \"danger\"), \
         (id: \"non\", texte: \"Aucune de ces situations\", vers: \"{first}\")], ne_sait_pas: \"danger\"),\n"
    )
}

fn question(text: &mut String, id: &str, answers: &[(&str, String)]) {
    let _ = write!(text, "Question(id: \"{id}\", texte: \"Et {id} ?\", fermee: true, reponses: [");
    for (answer, target) in answers {
        let _ = write!(text, "(id: \"{answer}\", texte: \"La réponse {answer}\", vers: \"{target}\"), ");
    }
    text.push_str("]),\n");
}

fn demarche(text: &mut String, rank: usize, words: &str) {
    let _ = writeln!(
        text,
        "Demarche(id: \"d{rank}\", titre: \"{words}\", lignes: [\"essai-1\"], categorie: Niveau1, \
         mots_cles: [\"faire {words}\", \"vouloir {words}\", \"avoir {words}\"], faire: [\"Faites la démarche.\"], \
         suite: SiBlocage(vers: \"fin\")),"
    );
}

fn index(rows: usize, operateurs: &[&str]) -> String {
    let mut text = String::from(
        "(format: 1, titre: \"Essai\", auteur: \"Nous\", version: \"V1\", date: \"janvier 2026\", operateurs: [\n",
    );
    for id in operateurs {
        let _ = writeln!(
            text,
            "(id: \"{id}\", nom: \"Opérateur {id}\", premiere_page: 1, derniere_page: 2, etat: Fourni, sections: [(titre: \"Tout\", lignes: ["
        );
        for row in 0..rows {
            let categorie = if row == 0 { "Urgent" } else { "Niveau1" };
            let _ = writeln!(text, "(id: \"{id}-{row}\", categorie: {categorie}, nom: \"La ligne {row}\"),");
        }
        text.push_str("])]),\n");
    }
    text + "])\n"
}

/// A tree whose questions and answers say the same otherwise.
fn reworded(text: &str) -> String {
    text.replace("texte: \"Et ", "texte: \"Puis ").replace("texte: \"La réponse ", "texte: \"Cette réponse ")
}

/// The set, one that differs from it by words, and a few cases.
fn set(folder: &Path, index: &str, trees: &[(&str, String)]) {
    let other = folder.join("autre");
    fs::create_dir_all(&other).expect("it can be made");
    let put = |folder: &Path, name: &str, text: &str| {
        fs::write(folder.join(name), text).expect("the target folder can be written to");
    };
    put(folder, "referentiel.ron", index);
    put(&other, "referentiel.ron", index);
    for (id, text) in trees {
        put(folder, &format!("{id}.ron"), text);
        put(&other, &format!("{id}.ron"), &reworded(text));
    }
    let case = "{\"id\":\"un\",\"operateur\":\"essai\",\"reponses\":{\"urgence\":\"oui\"},\"attendu\":{\"categorie\":\"niveau_1\"}}\n";
    put(folder, "cas.jsonl", &case.repeat(20));
}

fn one(folder: &Path, rows: usize, text: String) {
    set(folder, &index(rows, &["essai"]), &[("essai", text + TAIL)]);
}

/// Nine answers a question, each démarche its own row.
pub fn wide(folder: &Path, n: usize) {
    let (leaves, text) = branching(n, |leaf| format!("la démarche {leaf}"));
    one(folder, leaves + 2, cite_each(&text));
}

/// The same words everywhere.
pub fn repeated(folder: &Path, n: usize) {
    one(folder, 2, branching(n, |_| "la même démarche".to_owned()).1);
}

/// Nine answers a question, and each démarche in these words; how many démarches there are.
fn branching(n: usize, words: impl Fn(usize) -> String) -> (usize, String) {
    let (questions, mut text) = (n / 10 + 1, start("q0"));
    let mut leaves = 0;
    for at in 0..questions {
        let target = |answer: usize, leaves: &mut usize| {
            let child = at * 9 + answer + 1;
            if child < questions {
                return format!("q{child}");
            }
            *leaves += 1;
            format!("d{}", *leaves + 1)
        };
        let answers: Vec<(String, String)> =
            (0..9).map(|answer| (format!("r{answer}"), target(answer, &mut leaves))).collect();
        let answers: Vec<(&str, String)> = answers.iter().map(|(id, to)| (id.as_str(), to.clone())).collect();
        question(&mut text, &format!("q{at}"), &answers);
    }
    for leaf in 2..leaves + 2 {
        demarche(&mut text, leaf, &words(leaf));
    }
    (leaves, text)
}

/// Each démarche cites the row of its rank.
fn cite_each(text: &str) -> String {
    let mut cited = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix("Demarche(id: \"d").and_then(|rest| rest.split('"').next()) {
            Some(rank) => cited += &line.replace("essai-1\"", &format!("essai-{rank}\"")),
            None => cited += line,
        }
        cited.push('\n');
    }
    cited
}

/// One question after the other.
pub fn deep(folder: &Path, n: usize) {
    let mut text = start("q0");
    for at in 0..n {
        let next = if at + 1 < n { format!("q{}", at + 1) } else { "derniere".to_owned() };
        question(&mut text, &format!("q{at}"), &[("oui", next), ("non", "autre".to_owned())]);
    }
    one(folder, 2, text);
}

/// Two ways that meet again, over and over, after a démarche: the ways are as many as two to the power of n.
pub fn diamonds(folder: &Path, n: usize) {
    let mut text = start("d0");
    text += "Demarche(id: \"d0\", titre: \"Le début\", lignes: [\"essai-2\"], mots_cles: [\"commencer\", \"un début\", \
             \"le départ\"], categorie: Niveau2, faire: [\"Faites.\"], suite: Vers(\"q0\")),\n";
    let count = n / 3;
    for at in 0..count {
        let next = if at + 1 < count { format!("q{}", at + 1) } else { "fin".to_owned() };
        let (left, right) = (format!("a{at}"), format!("b{at}"));
        question(&mut text, &format!("q{at}"), &[("oui", left.clone()), ("non", right.clone())]);
        question(&mut text, &left, &[("oui", next.clone()), ("non", "derniere".to_owned())]);
        question(&mut text, &right, &[("oui", next), ("non", "fin".to_owned())]);
    }
    one(
        folder,
        3,
        text.replace("categorie: Niveau2", "categorie: Niveau1")
            .replace("suite: Vers(\"q0\")", "suite: SiBlocage(vers: \"q0\")"),
    );
}

/// A way out at each question of a long chain, each to a démarche of its own: the ways to all of them are as long,
/// together, as the square of n.
pub fn comb(folder: &Path, n: usize) {
    let mut text = start("q0");
    let questions = n / 9 + 1;
    for at in 0..questions {
        let mut answers: Vec<(String, String)> =
            (0..8).map(|answer| (format!("r{answer}"), format!("d{}", at * 8 + answer))).collect();
        let next = if at + 1 < questions { format!("q{}", at + 1) } else { "derniere".to_owned() };
        answers.push(("suite".to_owned(), next));
        let answers: Vec<(&str, String)> = answers.iter().map(|(id, to)| (id.as_str(), to.clone())).collect();
        question(&mut text, &format!("q{at}"), &answers);
    }
    for leaf in 0..questions * 8 {
        demarche(&mut text, leaf, "la même démarche");
    }
    one(folder, 2, text);
}

/// All answers to one question.
pub fn one_question(folder: &Path, n: usize) {
    let mut text = start("q0");
    let answers: Vec<(String, String)> = (2..n / 2).map(|at| (format!("r{at}"), format!("d{at}"))).collect();
    let answers: Vec<(&str, String)> = answers.iter().map(|(id, to)| (id.as_str(), to.clone())).collect();
    question(&mut text, "q0", &answers);
    for leaf in 2..n / 2 {
        demarche(&mut text, leaf, &format!("la démarche {leaf}"));
    }
    one(folder, 2, text);
}

/// Each démarche to a contact of its own, which another version renames.
pub fn bodies(folder: &Path, n: usize) {
    let (leaves, text) = branching(n / 2, |leaf| format!("la démarche {leaf}"));
    let (mut contacts, mut conduites) = (String::new(), String::new());
    for leaf in 2..leaves + 2 {
        let _ =
            writeln!(contacts, "(id: \"c{leaf}\", nom: \"le contact {leaf}\", canaux: [(canal: Local)]),");
        let _ = writeln!(
            conduites,
            "Conduite(id: \"fin{leaf}\", etapes: [(texte: \"Contactez.\", contact: \"c{leaf}\")]),"
        );
    }
    let mut own = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix("Demarche(id: \"d").and_then(|rest| rest.split('"').next()) {
            Some(rank) => own += &line.replace("vers: \"fin\"", &format!("vers: \"fin{rank}\"")),
            None => own += line,
        }
        own.push('\n');
    }
    one(folder, 2, own.replacen("contacts: [", &format!("contacts: [{contacts}"), 1) + &conduites);
    let other = folder.join("autre/essai.ron");
    let text =
        fs::read_to_string(&other).expect("it was written").replace("nom: \"le contact", "nom: \"la caisse");
    fs::write(&other, text).expect("the target folder can be written to");
}

/// Two opérateurs that claim the same words.
pub fn rivals(folder: &Path, n: usize) {
    repeated(folder, n / 2);
    let tree = fs::read_to_string(folder.join("essai.ron")).expect("it was written");
    let other = tree.replace("\"essai", "\"rival");
    set(folder, &index(2, &["essai", "rival"]), &[("essai", tree), ("rival", other)]);
}

/// Many shared questions, each asked at two places.
pub fn shared(folder: &Path, n: usize) {
    let count = n / 4;
    let mut text = start("q0").replacen("noeuds: [", "questions: [@], noeuds: [", 1);
    let mut words = String::new();
    for at in 0..count {
        let _ = writeln!(
            words,
            "(id: \"fait{at}\", texte: \"Le fait {at} ?\", reponses: [(id: \"oui\", texte: \"Oui\"), (id: \"non\", texte: \"Non\")]),"
        );
        let next = if at + 1 < count { format!("q{}", at + 1) } else { "derniere".to_owned() };
        question(
            &mut text,
            &format!("q{at}"),
            &[("gauche", format!("g{at}")), ("droite", format!("h{at}")), ("suite", next)],
        );
        for side in ["g", "h"] {
            let _ = writeln!(
                text,
                "Renvoi(id: \"{side}{at}\", question: \"fait{at}\", reponses: [(id: \"oui\", vers: \"derniere\"), (id: \"non\", vers: \"autre\")]),"
            );
        }
    }
    one(folder, 2, text.replacen('@', &words, 1));
}

/// Every target is misspelt.
pub fn wrong_targets(folder: &Path, n: usize) {
    deep(folder, n);
    damage(folder, "essai.ron", "vers: \"q", "vers: \"qq");
}

/// Every node has a field that does not exist.
pub fn broken(folder: &Path, n: usize) {
    deep(folder, n);
    damage(folder, "essai.ron", "fermee: true", "fermée: true");
}

/// Every row of the index has an id that is none, twice.
pub fn wrong_index(folder: &Path, n: usize) {
    set(folder, &index(n, &["essai"]), &[("essai", start("autre") + TAIL)]);
    damage(folder, "referentiel.ron", "(id: \"essai-", "(id: \"../essai-");
}

fn damage(folder: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(name)).expect("it was written");
    fs::write(folder.join(name), text.replace(from, to)).expect("the target folder can be written to");
}
