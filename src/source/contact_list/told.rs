//! What is told of a list as a whole: which columns were read, and for what; which rows are kept from the usagers.

use std::collections::{BTreeMap, BTreeSet};

use super::Listed;
use super::column_names::{Kind, is_fax};
use super::columns::Heading;
use super::kept_back_titles::{Title, title};
use crate::source::table::{Row, column_name};

/// The columns that say to whom a number may be given, and those that are not read: those of persons, and those of which
/// nothing is known.
pub(super) fn columns(heading: &Heading) -> Vec<String> {
    let names = |kind: Option<Kind>| {
        let of = heading.columns.iter().filter(|column| column.kind == kind && !column.name.is_empty());
        of.map(|column| format!("« {} »", column.name)).collect::<Vec<_>>().join(", ")
    };
    let (persons, usagers, mut others) = (names(Some(Kind::Person)), names(Some(Kind::Usagers)), names(None));
    // Nobody is reached by fax.
    let fax = heading.of(Kind::Unread).filter(|column| is_fax(&column.name));
    for column in fax {
        others = [others, format!("« {} »", column.name)]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
    }
    let mut notes = Vec::new();
    let diffusion = names(Some(Kind::Diffusion));
    if !diffusion.is_empty() {
        notes.push(format!("Colonne(s) lue(s) pour savoir à qui donner un numéro : {diffusion}."));
    }
    let maisons = names(Some(Kind::Maison));
    if !maisons.is_empty() {
        notes.push(format!("Colonne(s) lue(s) pour savoir de quelle maison est une ligne : {maisons}."));
    }
    if !usagers.is_empty() {
        notes.push(format!(
            "Colonne(s) pour les usagers, non lue(s) : {usagers}. Lisez-les à part : « --colonnes » les nomme."
        ));
    }
    if !persons.is_empty() {
        notes.push(format!(
            "Colonne(s) de personnes, non reprise(s) : {persons}. Un contact local nomme un service."
        ));
    }
    if !others.is_empty() {
        notes.push(format!("Colonne(s) non lue(s) : {others}."));
    }
    notes
}

/// The places that hold for all rows, and are taken for none of a maison.
pub(super) fn sole_places(places: Vec<(&str, String)>) -> impl Iterator<Item = String> {
    places.into_iter().map(|(column, place)| {
        format!(
            "Attention. « {column} » ne dit que « {place} » : si ces lignes ne valent que pour cette maison, lisez la liste avec « --maison \"{place}\" »."
        )
    })
}

/// The columns that hold something, and that no heading names.
pub(super) fn untitled(heading: &Heading, rows: &[Row]) -> Option<String> {
    let named = |at: usize| heading.columns.iter().any(|column| column.at == at);
    let held: BTreeSet<usize> = rows
        .iter()
        .filter(|row| row.alone().is_none())
        .flat_map(|row| row.filled().map(|(at, _)| at))
        .filter(|at| !named(*at))
        .collect();
    let letters: Vec<String> = held.into_iter().map(column_name).collect();
    let any = !letters.is_empty();
    any.then(|| {
        format!(
            "Colonne(s) sans titre, non lue(s) : {}. Donnez-leur un titre, ou nommez-les : « --colonnes ».",
            letters.join(", ")
        )
    })
}

/// The rows of a table that are kept from the usagers, and those of which it is not known whether they are.
pub(super) fn rows(sheet: Option<&str>, rows: &[Listed]) -> Vec<String> {
    let at = sheet.map(|sheet| format!("Feuille « {sheet} ». ")).unwrap_or_default();
    let mut unclear: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for row in rows {
        for (column, words) in &row.unclear {
            unclear.entry((column, words)).or_default().push(row.number);
        }
    }
    let reserved: Vec<usize> = rows.iter().filter(|row| row.reserved).map(|row| row.number).collect();
    let kept = (!reserved.is_empty()).then(|| {
        format!("{at}Réservé aux conseillers, jamais sur la feuille de l'usager : {}.", numbered(&reserved))
    });
    let strange = unclear.into_iter().map(|((column, words), numbers)| {
        let open = match title(column) {
            Some(Title::Forbids | Title::Restricts) => "non",
            _ => "tout public",
        };
        format!(
            "{at}Attention. « {words} », dans « {column} », ne dit pas si le numéro est pour tous ; il est donc réservé aux conseillers : {}. S'il est pour tous, écrivez « {open} ».",
            numbered(&numbers)
        )
    });
    kept.into_iter().chain(strange).chain(carried(&at, rows)).collect()
}

/// The rows whose opérateur is that of the row above.
fn carried(at: &str, rows: &[Listed]) -> Option<String> {
    let mut by_operateur: Vec<(&str, Vec<usize>)> = Vec::new();
    for row in rows.iter().filter(|row| row.carried) {
        match by_operateur.iter_mut().find(|(operateur, _)| *operateur == row.operateur) {
            Some((_, numbers)) => numbers.push(row.number),
            None => by_operateur.push((&row.operateur, vec![row.number])),
        }
    }
    let shown: Vec<String> = by_operateur
        .iter()
        .map(|(operateur, numbers)| format!("« {operateur} », {}", numbered(numbers)))
        .collect();
    (!shown.is_empty()).then(|| {
        format!(
            "{at}Opérateur vide, pris de la ligne du dessus : {}. S'il n'est pas juste, écrivez-le dans la ligne.",
            shown.join(" ; ")
        )
    })
}

/// « ligne 7 », « lignes 3, 5 à 9 ».
fn numbered(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let shown = runs.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} à {last}"),
    });
    let one = if numbers.len() == 1 { "ligne" } else { "lignes" };
    format!("{one} {}", shown.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn rows_that_follow_each_other_are_told_by_their_ends() {
        for (numbers, told) in [(&[7][..], "ligne 7"), (&[2, 3, 5, 6, 7, 8, 11], "lignes 2, 3, 5 à 8, 11")] {
            assert_eq!(numbered(numbers), told);
        }
    }
}
