//! From actions to conduites: equal actions make one, its lines are its steps.

use std::collections::{BTreeSet, HashMap};

use super::contacts::{self, Book, UNNAMED};
use super::step_cuts::parts;
use super::todo::{Task, Todo};
use super::whom;
use crate::source::channels::{self, Way};
use crate::source::folding::{Names, slug};
use crate::source::words::{self, Line, capital};
use aiguilleur_core::tree::Canal;
use aiguilleur_core::tree::Etape;

/// A conduite: equal actions share it.
#[derive(Debug)]
pub(super) struct Conduite {
    pub id: String,
    pub etapes: Vec<Etape>,
}

/// The conduites of a tree.
#[derive(Debug, Default)]
pub(super) struct Conduites {
    pub list: Vec<Conduite>,
    pub book: Book,
    known: HashMap<String, usize>,
}

impl Conduites {
    /// The conduite of an action: the one that is there, or a new one.
    pub(super) fn of(&mut self, action: &[Line], ids: &mut Names, todo: &mut Todo) -> String {
        // Equal words, signs and capitals included: « > 25 ans » is not « < 25 ans », nor an address another.
        let key =
            action.iter().map(|line| capital(line.text.trim_end_matches('.'))).collect::<Vec<_>>().join("\n");
        if let Some(rank) = self.known.get(&key) {
            return self.list[*rank].id.clone();
        }
        let id = ids.id(&format!("conduite-{}", slug(&words::flat(action))));
        let etapes = match action {
            [] => vec![plain(NONE.to_owned())],
            said => self.etapes(said, &id, todo),
        };
        if etapes.iter().all(|etape| etape.contact.is_none()) {
            todo.add(Task::Silent, &id);
        }
        self.known.insert(key, self.list.len());
        self.list.push(Conduite { id: id.clone(), etapes });
        id
    }

    fn etapes(&mut self, action: &[Line], id: &str, todo: &mut Todo) -> Vec<Etape> {
        let parts: Vec<&str> = action.iter().flat_map(|line| parts(&line.text)).collect();
        let drafts = drafts(&parts, id, todo);
        let mut etapes = Vec::new();
        for (at, draft) in drafts.iter().enumerate() {
            let texte = capital(draft.texte);
            let Some(nom) = &draft.nom else {
                etapes.push(plain(texte));
                continue;
            };
            let mut ways = draft.ways.clone();
            if texte.ends_with(':') && told_below(&ways, &drafts[at + 1..], nom) {
                etapes.push(plain(texte));
                continue;
            }
            if ways.is_empty() {
                // The next lines say how, whether they are a list or another column of the table.
                let stem = whom::stem(nom);
                let mut later = drafts[at + 1..].iter().filter_map(|later| later.told.as_deref());
                if texte.ends_with(':') || later.any(|told| told.starts_with(&stem)) {
                    etapes.push(plain(texte));
                    continue;
                }
                ways.push(contacts::unsaid());
            }
            let valued = |way: &&Way| way.valeur.is_some();
            if ways
                .iter()
                .filter(valued)
                .any(|way| ways.iter().filter(valued).filter(|o| o.canal == way.canal).count() > 1)
            {
                todo.add(Task::Several, id);
            }
            self.steps(texte, nom, ways, &mut etapes);
        }
        etapes
    }

    /// The step, and one more for each second value of a channel: a contact has one of each.
    fn steps(&mut self, texte: String, nom: &str, ways: Vec<Way>, etapes: &mut Vec<Etape>) {
        let mut first: Vec<Way> = Vec::new();
        let mut others = Vec::new();
        for way in ways {
            let twice = first.iter().any(|other| other.canal == way.canal);
            if twice { others.push(way) } else { first.push(way) }
        }
        let mut step = |texte: String, ways: &[Way]| {
            let contact = Some(self.book.contact(nom, ways));
            let canaux = ways.iter().map(|way| way.canal).collect();
            etapes.push(Etape { texte, remarque: false, contact, canaux, usager: None });
        };
        step(texte, &first);
        for way in others {
            // A short number is one only where words say so.
            let by = if way.canal == Canal::Telephone { "par téléphone au " } else { "" };
            step(
                format!("Dans la même étape : {by}{}", way.valeur.as_deref().unwrap_or_default()),
                std::slice::from_ref(&way),
            );
        }
    }
}

/// A step before its contact is known.
struct Draft<'p> {
    texte: &'p str,
    /// The body that it reaches, if it reaches one.
    nom: Option<String>,
    /// The words of its name; none where it does not say how to reach it.
    told: Option<String>,
    ways: Vec<Way>,
}

/// Whether the next lines give the values of these ways to reach a body: « par mail ou par téléphone : », then both.
fn told_below(ways: &[Way], below: &[Draft<'_>], nom: &str) -> bool {
    let of_body = || below.iter().take_while(|later| later.nom.as_deref() == Some(nom));
    let given = |way: &Way| {
        let mut said = of_body().flat_map(|later| &later.ways);
        way.valeur.is_none() && said.any(|other| other.canal == way.canal && other.valeur.is_some())
    };
    !ways.is_empty() && ways.iter().all(given)
}

/// The steps of an action, each with the body that it reaches and how.
fn drafts<'p>(parts: &[&'p str], id: &str, todo: &mut Todo) -> Vec<Draft<'p>> {
    // The body of the lines before: « Par téléphone : … » goes on with it.
    let mut last: Option<String> = None;
    let mut bodies: BTreeSet<String> = BTreeSet::new();
    let mut drafts = Vec::new();
    for part in parts {
        let found = channels::find(whom::reach(part));
        found.doubtful.iter().for_each(|words| todo.note(Task::Value, id, words));
        let named = whom::name(part);
        found.restored.iter().for_each(|words| todo.note(Task::Zero, id, words));
        let above = last.clone().filter(|_| !found.ways.is_empty() && whom::says_how(part));
        let bare = found.places.iter().any(|place| place.start == 0);
        if named.is_none() && above.is_some() && bare && bodies.len() > 1 {
            todo.note(Task::Whose, id, part);
        }
        bodies.extend(named.clone());
        // A number that may be another's is nobody's until a person says whose.
        let own = if whom::owns_its_values(part) { named.clone().or(above) } else { None };
        last = named.or(last);
        if own.is_none() && !found.ways.is_empty() {
            todo.add(Task::Name, id);
        }
        let nom = own.or_else(|| (!found.ways.is_empty()).then(|| UNNAMED.to_owned()));
        let told = nom.as_deref().filter(|_| !found.ways.is_empty()).map(whom::stem);
        drafts.push(Draft { texte: part, nom, told, ways: found.ways });
    }
    drafts
}

/// What is done where the table says no action.
const NONE: &str = "Demandez la conduite à tenir : le tableau n'en dit aucune.";

/// A step that reaches nobody.
fn plain(texte: String) -> Etape {
    Etape { texte, remarque: false, contact: None, canaux: Vec::new(), usager: None }
}

#[cfg(test)]
mod tests {
    use super::super::todo::Todo;
    use super::Conduites;
    use crate::source::folding::Names;
    use crate::source::words::lines;

    fn shown(action: &str) -> Vec<String> {
        let mut conduites = Conduites::default();
        conduites.of(&lines(action), &mut Names::default(), &mut Todo::default());
        let steps = conduites.list[0].etapes.iter();
        steps
            .map(|e| format!("{} [{} {:?}]", e.texte, e.contact.as_deref().unwrap_or("-"), e.canaux))
            .collect()
    }

    #[test]
    fn a_line_that_announces_how_and_lines_that_say_it_are_one_contact() {
        let told = shown(
            "Contacter le service Bêta, par mail ou par téléphone :\n- Par mail : beta@exemple.fr\n- Par téléphone : 01 11 22 33 44",
        );
        assert_eq!(
            told,
            [
                "Contacter le service Bêta, par mail ou par téléphone : [- []]",
                "Par mail : beta@exemple.fr [service-beta [Courriel]]",
                "Par téléphone : 01 11 22 33 44 [service-beta [Telephone]]"
            ]
        );
    }

    #[test]
    fn whom_not_to_contact_is_no_contact() {
        let told = shown("Ne pas contacter le service Bêta, orienter l'usager vers la mairie");
        assert_eq!(
            told,
            ["Ne pas contacter le service Bêta, orienter l'usager vers la mairie [mairie [NonPrecise]]"]
        );
    }

    #[test]
    fn the_lines_that_say_how_belong_to_the_body_above() {
        assert_eq!(
            shown(
                "Contacter le service :\n- Par mail : a@b.fr\n- Par téléphone : 09 69 32 72 10\nOutil : la lettre"
            ),
            [
                "Contacter le service : [- []]",
                "Par mail : a@b.fr [service [Courriel]]",
                "Par téléphone : 09 69 32 72 10 [service [Telephone]]",
                "Outil : la lettre [- []]",
            ]
        );
    }

    #[test]
    fn an_emergency_number_is_not_a_body_and_keeps_its_own_number() {
        assert_eq!(
            shown("Contacter immédiatement le 15.\nPuis prévenir l'Office au 02 97 00 00 99."),
            [
                "Contacter immédiatement le 15. [service-que-designe-cette-etape [Telephone]]",
                "Puis prévenir l'Office au 02 97 00 00 99. [office [Telephone]]",
            ]
        );
        assert_eq!(shown("Appeler le CROSS au 196"), ["Appeler le CROSS au 196 [cross [Telephone]]"]);
    }

    #[test]
    fn two_bodies_in_one_line_are_two_steps() {
        assert_eq!(
            shown("Orienter vers un expert au 3960 ou contacter le correspondant via Administration+"),
            [
                "Orienter vers un expert au 3960 [expert [Telephone]]",
                "Ou contacter le correspondant via Administration+ [correspondant [AdministrationPlus]]",
            ]
        );
    }

    #[test]
    fn a_body_without_a_channel_has_none_that_is_guessed() {
        assert_eq!(
            shown("Orienter l'usager vers la caisse"),
            ["Orienter l'usager vers la caisse [caisse [NonPrecise]]"]
        );
    }

    #[test]
    fn a_body_that_the_next_lines_tell_how_to_reach_is_not_without_a_channel() {
        assert_eq!(
            shown(
                "Contacter le référent local en urgence, sous 24 heures\nRéférent local du bureau : 01 23 45 67 89"
            ),
            [
                "Contacter le référent local en urgence, sous 24 heures [- []]",
                "Référent local du bureau : 01 23 45 67 89 [referent-local-du-bureau [Telephone]]",
            ]
        );
        assert_eq!(
            shown("Contacter la caisse\nTéléphone : 3646"),
            ["Contacter la caisse [- []]", "Téléphone : 3646 [caisse [Telephone]]"]
        );
        assert_eq!(
            shown("Contacter la caisse\nLa mairie : 01 23 45 67 89"),
            ["Contacter la caisse [caisse [NonPrecise]]", "La mairie : 01 23 45 67 89 [mairie [Telephone]]"]
        );
    }

    #[test]
    fn a_second_verb_and_another_way_out_end_the_name_of_a_body() {
        assert_eq!(
            shown("Contacter sans délai l'assistance et signaler au back-office"),
            ["Contacter sans délai l'assistance et signaler au back-office [assistance [NonPrecise]]"]
        );
        assert_eq!(
            shown("Prendre rendez-vous au bureau de poste ; sinon contacter l'assistance"),
            [
                "Prendre rendez-vous au bureau de poste [service-que-designe-cette-etape [RendezVous]]",
                "Sinon contacter l'assistance [assistance [NonPrecise]]",
            ]
        );
    }

    #[test]
    fn equal_actions_make_one_conduite() {
        let mut conduites = Conduites::default();
        let (mut ids, mut todo) = (Names::default(), Todo::default());
        let first = conduites.of(&lines("Contacter la caisse"), &mut ids, &mut todo);
        assert_eq!(conduites.of(&lines("contacter  la caisse."), &mut ids, &mut todo), first);
        assert_ne!(conduites.of(&lines("Refuser si < 25 ans"), &mut ids, &mut todo), first);
        let other = conduites.of(&lines("Refuser si > 25 ans"), &mut ids, &mut todo);
        assert_ne!(conduites.of(&lines("Refuser si < 25 ans"), &mut ids, &mut todo), other);
        assert_ne!(conduites.of(&lines("Contacter la mairie"), &mut ids, &mut todo), first);
    }
}
