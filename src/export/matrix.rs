//! How many cases go from each category to each, as a table for a spreadsheet.

use super::csv::table;
use aiguilleur_core::compare::{Group, Network};

/// The cells of every matrix; those that could not be replayed have a line of their own.
///
/// # Errors
///
/// Never where memory suffices.
pub fn matrix_csv(network: &Network) -> std::io::Result<String> {
    let lines = [("operateur", &network.operateurs), ("ligne", &network.lignes)];
    table(["portee", "id", "avant", "apres", "cas", "pourcentage"], lines.into_iter().flat_map(lines_of))
}

fn lines_of<'n>((portee, group): (&'static str, &'n Group)) -> impl Iterator<Item = [String; 6]> + 'n {
    group.iter().flat_map(move |matrix| {
        let line = move |avant: &str, apres: &str, cases: u64, share: String| {
            [
                portee.to_owned(),
                matrix.id.clone(),
                avant.to_owned(),
                apres.to_owned(),
                cases.to_string(),
                share,
            ]
        };
        let lost = (matrix.not_replayed > 0).then(|| line("", "", matrix.not_replayed, String::new()));
        let cells = matrix.cells().map(move |cell| {
            let share = format!("{},{}", cell.share / 10, cell.share % 10);
            line(cell.avant.code(), cell.apres.code(), cell.cases, share)
        });
        cells.chain(lost)
    })
}
