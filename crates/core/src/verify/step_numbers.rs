//! **A number is said once**: one that stands in the words of a step is that of its contact. A contact that changes
//! must not leave the old number in the step.

use super::Subject;
use crate::tree::{Contact, Etape, Fault, Node, Part, Place};

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (id, node) in subject.tree.nodes() {
        let Node::Conduite(conduite) = node else { continue };
        for etape in &conduite.etapes {
            let contact = etape.contact.as_deref().and_then(|id| subject.tree.contact(id));
            for (field, words) in [("texte", Some(&etape.texte)), ("usager", etape.usager.as_ref())] {
                let said = words.into_iter().flat_map(|words| said(words).map(move |value| (words, value)));
                let strange = said.filter(|(_, value)| !etape.remarque && !has(contact, value));
                faults.extend(strange.map(|(words, value)| {
                    Fault::warning(
                        "numero",
                        Place::words(Part::Node(id.index()), field, words),
                        format!("Cette étape dit « {value} », et son contact ne le dit pas."),
                        mend(etape),
                    )
                }));
            }
        }
    }
}

fn mend(etape: &Etape) -> &'static str {
    match etape.contact {
        Some(_) => "Écrivez le même des deux côtés : dans l'étape, et dans la « valeur » du contact.",
        None => "Nommez le contact de cette étape, avec ce numéro ou cette adresse dans sa « valeur ».",
    }
}

/// Whether a contact has this number or this address, whatever its spaces and capitals.
fn has(contact: Option<&Contact>, value: &str) -> bool {
    let bare = |text: &str| text.replace(' ', "").to_lowercase();
    let channels = contact.into_iter().flat_map(|contact| &contact.canaux);
    channels.filter_map(|channel| channel.valeur.as_deref()).any(|valeur| bare(valeur) == bare(value))
}

/// The telephone numbers and the addresses of mail that a text says, each as it is written.
fn said(text: &str) -> impl Iterator<Item = &str> {
    let mails = text
        .split(|c: char| c.is_whitespace() || "()«»;,".contains(c))
        .map(|word| word.trim_end_matches(['.', ':']))
        .filter(|word| word.split_once('@').is_some_and(|(_, domain)| domain.contains('.')));
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != ' ').map(str::trim);
    // Ten digits from a zero, or one of the short numbers that start with 3: « 36 46 », « 3960 ».
    let numbers = runs.filter(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        digits.len() == 10 && digits.starts_with('0') || digits.len() == 4 && digits.starts_with('3')
    });
    mails.chain(numbers)
}
