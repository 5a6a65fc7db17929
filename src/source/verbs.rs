//! The infinitives with which the tables start a request, and words that look like one of them.

use std::sync::LazyLock;

use crate::source::folding::fold;

const INFINITIVES: &str = "accompagner activer actualiser adresser affecter aider ajouter anticiper appeler attester \
    calculer changer choisir commander compléter comprendre connaître consulter contacter contester corriger \
    constituer créer déclarer demander déposer écrire éditer effectuer envoyer estimer établir expliquer faire fournir \
    gérer identifier imprimer informer inscrire installer justifier localiser mettre modifier obtenir ouvrir orienter \
    payer préparer présenter prendre réaliser rechercher réclamer recevoir rédiger régler remplir renouveler renvoyer \
    renseigner répondre résilier retrouver saisir sécuriser signaler simuler solliciter souscrire suivre \
    télécharger téléverser transmettre trouver utiliser valoriser vérifier";

/// Nouns that differ from one of them by a letter, and start a request just as well.
const NOUNS: &str = "aide aides adresse adresses commande commandes demande demandes recherche recherches \
    renseigne declare compte contact saisie suivi estime lettre lettres";

/// Whether this folded word is one of them.
pub fn known(word: &str) -> bool {
    find(|infinitive| infinitive == word).is_some()
}

/// The misread first words of a text, and the infinitive that they look like.
pub(super) fn misread(text: &str) -> Option<(String, &'static str)> {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next()?;
    let folded = fold(first);
    // « Contactez »: the same verb, told to the reader.
    let told = folded.strip_suffix('z').is_some_and(|stem| known(&format!("{stem}r")));
    if told || known(&folded) || NOUNS.split_whitespace().any(|noun| noun == first.to_lowercase()) {
        return None;
    }
    // « Inform er »: a word cut in two.
    if let Some(second) = words.next() {
        let joined = format!("{folded}{}", fold(second));
        let split = format!("{first} {second}");
        if let Some(infinitive) = find(|word| word == joined).filter(|_| text.starts_with(&split)) {
            return Some((split, infinitive));
        }
    }
    let long = folded.chars().count() > 5;
    let near = find(|word| {
        long && word.len().abs_diff(folded.len()) < 2 && strsim::osa_distance(word, &folded) == 1
    })?;
    Some((first.to_owned(), near))
}

/// The infinitive that is so, once folded.
fn find(is: impl Fn(&str) -> bool) -> Option<&'static str> {
    static FOLDED: LazyLock<Vec<(&str, String)>> =
        LazyLock::new(|| INFINITIVES.split_whitespace().map(|word| (word, fold(word))).collect());
    FOLDED.iter().find(|(_, folded)| is(folded)).map(|(word, _)| *word)
}
