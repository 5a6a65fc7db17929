//! The words beside a number or an address: without their labels, their brackets whole, each with what it stands beside: « poste 12 ».

/// Words that only introduce what follows.
const LABELS: &str = "\
tel tél tél. tel. téléphone telephone mail mél mel courriel email e-mail site adresse ou et puis \
par au à numéro n° contact web internet portable fixe t m p";

/// What only stands between what was taken and the words beside it.
pub(super) const BETWEEN: [char; 7] = [' ', ':', '/', '-', '–', '—', '='];

/// The words of each rank, joined.
pub(super) fn together(ranks: &[usize], words: &[String]) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for (rank, words) in ranks.iter().zip(words) {
        match all.iter_mut().find(|(known, _)| known == rank) {
            Some((_, known)) => *known = format!("{known}, {words}"),
            None => all.push((*rank, words.clone())),
        }
    }
    all.into_iter().map(|(rank, words)| (rank, in_brackets(&words))).collect()
}

/// Words without what only introduces them.
pub(super) fn without_labels(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |at: usize| {
        let bare = words[at].trim_matches([':', '.', '/', '-', '–', '(', ')', '=']).to_lowercase();
        // « M. Dupont » is no label.
        let name = bare == "m" && words.get(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        !bare.is_empty() && (name || !LABELS.split(' ').any(|label| label == bare))
    };
    // A label within a sentence is a word of it.
    let first = (0..words.len()).find(|at| plain(*at)).unwrap_or(words.len());
    let last = (0..words.len()).rfind(|at| plain(*at)).map_or(first, |at| at + 1);
    let kept = words[first..last].join(" ");
    kept.trim_matches(BETWEEN).to_owned()
}

/// Words whose brackets all have their other half, and that do not stand in brackets as a whole.
pub(super) fn in_brackets(text: &str) -> String {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.extend(open.pop().map(|before| (before, at))),
            _ => {}
        }
    }
    // A pair around nothing, or around all, says nothing.
    let last = text.len().saturating_sub(1);
    pairs.retain(|&(open, close)| (open, close) != (0, last) && !text[open + 1..close].trim().is_empty());
    let kept = |at: usize| pairs.iter().any(|&(open, close)| open == at || close == at);
    let shown = text.char_indices().filter(|&(at, c)| !matches!(c, '(' | ')') || kept(at));
    shown.map(|(_, c)| c).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
