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

/// The words of each of the ways that stand in a text, a sign `taken` in the place of each: « (usagers) » behind the first,
/// « back-office : » before the second.
pub(super) fn of_each(text: &str, taken: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(taken).collect();
    let mut words = vec![Vec::new(); parts.len().saturating_sub(1)];
    let leads = parts.first().is_some_and(|first| !without_labels(first).is_empty());
    let mut give = |at: usize, text: &str| {
        let text = without_labels(text.trim_matches(BETWEEN));
        if let Some(own) = words.get_mut(at).filter(|_| !text.is_empty()) {
            own.push(text);
        }
    };
    for (at, part) in parts.iter().enumerate() {
        let part = part.trim();
        if at == 0 || at + 1 == parts.len() {
            give(at.saturating_sub(1), part);
            continue;
        }
        // What stands in brackets is of the way before; what a stroke parts is of each; a label leads to the next.
        let closed = part.find(')').filter(|_| part.starts_with('(')).map_or(0, |end| end + 1);
        let (behind, rest) = part.split_at(closed);
        give(at - 1, behind);
        match rest.split_once('/').or_else(|| rest.split_once(" - ")).or_else(|| rest.split_once(" – ")) {
            Some((before, after)) => {
                give(at - 1, before);
                give(at, after);
            }
            None => give(if leads { at } else { at - 1 }, rest),
        }
    }
    words.into_iter().map(|own| in_brackets(&own.join(", "))).collect()
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

#[cfg(test)]
mod tests {
    use super::of_each;

    #[test]
    fn each_way_has_the_words_that_stand_beside_it() {
        for (text, words) in [
            ("* (usagers) / * (back-office)", ["usagers", "back-office"]),
            ("* (accueil) * (back-office)", ["accueil", "back-office"]),
            ("Usagers : * / Back-office : *", ["Usagers", "Back-office"]),
            ("accueil * - ligne directe *", ["accueil", "ligne directe"]),
            ("* standard / * direct", ["standard", "direct"]),
            ("* / * (mercredi)", ["", "mercredi"]),
        ] {
            assert_eq!(of_each(text, "*"), words, "{text}");
        }
    }
}
