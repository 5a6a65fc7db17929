//! Columns of hours: each keeps its title, and the days on which nobody answers are no hours.

use super::Desk;

/// The hours and the note of the back-office of the CAF.
fn said(titles: &str, cells: &str) -> (Option<String>, Option<String>) {
    let desk = Desk::with(&format!(
        "Opérateur;Service;Téléphone;{titles}\nCAF;Back-office;03 86 71 20 11;{cells}\n"
    ));
    let run = desk.import(&["--departement", "Nièvre"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    let caf = desk.source().contacts.remove(0);
    (caf.canaux[0].horaires.clone(), caf.note)
}

#[test]
fn a_day_on_which_nobody_answers_is_no_opening_hour() {
    for title in ["Jours de fermeture", "Jour de fermeture", "Fermé le", "Fermeture"] {
        let (hours, note) = said(&format!("Horaires;{title}"), "9h-12h;mardi");
        assert_eq!((hours.as_deref(), note.as_deref()), (Some("9h-12h"), Some("fermé : mardi")), "{title}");
    }
    let (hours, note) = said("Jours de fermeture;Note", "mardi;étage 2");
    assert_eq!((hours.as_deref(), note.as_deref()), (None, Some("étage 2 ; fermé : mardi")));
}

#[test]
fn several_columns_of_hours_keep_their_titles() {
    for (titles, cells, hours) in [
        ("Ouverture lundi;Jours de fermeture", "9h-12h;mardi", "lundi 9h-12h"),
        ("Ouverture lundi;Ouverture mardi", "9h-12h;14h-17h", "lundi 9h-12h ; mardi 14h-17h"),
        ("Lundi (horaires);Horaires mercredi", "9h-12h;fermé", "lundi 9h-12h ; mercredi fermé"),
        ("Horaires d'été;Horaires d'hiver", "9h-12h;14h-17h", "été 9h-12h ; hiver 14h-17h"),
        ("Jours;Heures", "lundi au jeudi;9h-12h", "lundi au jeudi ; 9h-12h"),
        ("Ouverture;Fermeture", "8h30;17h", "ouverture 8h30 ; fermeture 17h"),
        ("Horaires", "9h-12h", "9h-12h"),
    ] {
        let (said, note) = said(titles, cells);
        assert_eq!(said.as_deref(), Some(hours), "{titles}");
        assert_eq!(note, (titles.contains("Jours de")).then(|| "fermé : mardi".to_owned()), "{titles}");
    }
}
