//! `importer`: from the table of an opérateur to a set that verifies.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::cli::Global;
use crate::error::{Error, Status};
use crate::files::folder::refusal;
use crate::files::new_tree::Place;
use crate::import::{self, Summary};
use crate::pages::Block;
use crate::ui::{failure, layout, output_width};
use aiguilleur_core::tree::Finding;
use aiguilleur_core::verify::Report;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Le tableau, enregistré en CSV par un tableur
    tableau: PathBuf,
    /// Identifiant de l'opérateur, « msa »
    #[arg(long, value_name = "ID")]
    operateur: String,
    /// Dossier de l'arbre et de l'index ; il est fait s'il n'existe pas
    #[arg(long, value_name = "DOSSIER")]
    vers: PathBuf,
    /// Nom de l'opérateur, s'il n'est pas connu
    #[arg(long)]
    nom: Option<String>,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let file = args.tableau.display().to_string();
    let name = args.tableau.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = Place::new(&args.vers, &args.operateur, args.nom.as_deref(), &format!("Tableau « {name} »"))?;
    let bytes = read(&args.tableau)?;
    let imported = import::import(&file, &bytes, &place.identity).map_err(Error::Faulty)?;
    let report = place.write(&imported.tree, &imported.item)?;
    let mut text = failure::findings_text(&imported.warnings, global.colours_output());
    let blocks = blocks(args, &name, &imported.summary, &imported.warnings, &report);
    text.push_str(&layout::text(&layout::blocks(&blocks, output_width())));
    out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| {
        let (message, mend) = match error.kind() {
            std::io::ErrorKind::NotFound => ("Ce fichier n'existe pas.", "Vérifiez le chemin du tableau."),
            // Windows says that access is denied.
            _ if path.is_dir() => ("C'est un dossier, pas un tableau.", "Donnez le fichier CSV."),
            _ => refusal(&error, "tableau"),
        };
        let file = Some(path.display().to_string());
        Error::Input { file, message: message.to_owned(), mend: mend.to_owned() }
    })
}

fn blocks(args: &Args, name: &str, summary: &Summary, warnings: &[Finding], report: &Report) -> Vec<Block> {
    let folder = args.vers.display();
    let mut blocks = vec![
        Block::Heading(format!(
            "« {name} » a son arbre : {}",
            args.vers.join(format!("{}.ron", args.operateur)).display()
        )),
        Block::Text(format!(
            "Lu : {} ligne(s), {} section(s) ; {} conduite(s), {} contact(s).",
            summary.rows(),
            summary.sections.len(),
            summary.conduites,
            summary.contacts,
        )),
        Block::Text(how(summary)),
    ];
    for section in &summary.sections {
        let import::SectionRead { titre, line, rows } = section;
        blocks.push(Block::Bullet(format!("ligne {line} du fichier : {titre} ({rows} ligne(s))")));
    }
    if !summary.goes_on.is_empty() {
        blocks.push(Block::Text(format!(
            "{} ligne(s) continuent la catégorie ou l'action du dessus : {}.",
            summary.goes_on.len(),
            first(&summary.goes_on)
        )));
    }
    blocks.extend([Block::Gap, Block::Heading("Ce qu'il vous reste à faire".to_owned())]);
    if !warnings.is_empty() {
        blocks.push(Block::Bullet(format!("Relisez les {} avertissement(s) ci-dessus.", warnings.len())));
    }
    blocks.extend(
        summary
            .todo
            .tasks()
            .map(|(task, ids)| Block::Bullet(format!("{} : {} ({}).", task.words(), ids.len(), first(ids)))),
    );
    blocks.extend(left(args, report).into_iter().map(Block::Bullet));
    blocks.push(Block::Bullet(
        "Dans « referentiel.ron » : relisez le nom de l'opérateur, le nom de chaque ligne, et ce qui est dit du document."
            .to_owned(),
    ));
    blocks.extend([
        Block::Gap,
        Block::Heading("Ensuite".to_owned()),
        Block::Verbatim(format!("aiguilleur verifier --arbres {folder}")),
        Block::Verbatim(format!("aiguilleur --arbres {folder}")),
    ]);
    blocks
}

/// How the file was read, and what was made plain.
fn how(summary: &Summary) -> String {
    let separator = match summary.separator {
        '\t' => "la tabulation".to_owned(),
        other => format!("« {other} »"),
    };
    let encoding = summary.encoding.map(|name| format!("lu en {name} ; ")).unwrap_or_default();
    format!(
        "Fichier {encoding}séparé par {separator}. Typographie normalisée : espaces, apostrophes, guillemets, points."
    )
}

/// What `verifier` warns of, grouped; every warning of the tree is work that is left. What the import
/// itself left was told.
fn left(args: &Args, report: &Report) -> Vec<String> {
    let file = args.vers.join(format!("{}.ron", args.operateur)).display().to_string();
    let mut rules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| finding.file == file && finding.rule != "a-faire")
    {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line).to_string();
        let lines = rules.entry(finding.rule).or_default();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let words = |rule: &str| match rule {
        "mots-cles" => "Écrivez les mots de l'usager (« mots_cles »)",
        "sigle" => "Écrivez les sigles en toutes lettres (« sigles »)",
        "phrase" => "Coupez les phrases trop longues",
        "longueur" => "Raccourcissez les textes trop longs",
        "typographie" => "Corrigez la typographie",
        "profondeur" => "Réunissez des questions : un chemin est long",
        _ => "Relisez",
    };
    let line = |(rule, lines): (&str, Vec<String>)| {
        format!("{} : {} (ligne {} de l'arbre).", words(rule), lines.len(), first(&lines))
    };
    rules.into_iter().map(line).collect()
}

/// The first of a list, and whether there are more.
fn first(items: &[String]) -> String {
    let shown = items.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    if items.len() > 5 { format!("{shown}…") } else { shown }
}
