//! Lists the files of `trees/` and `cases/` for the program to carry, and makes the index of the search of
//! them: adding an opérateur changes no code.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use aiguilleur_core::search::{Index, Lexicon};
use aiguilleur_core::tree::{ReadError, Set, Texts};

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let folder = Path::new(&root).join("trees");
    println!("cargo::rerun-if-changed={}", folder.display());
    let indexes = indexes(&folder).unwrap_or_default();
    let mut list = String::new();
    let cases = Path::new(&root).join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    for (name, folder) in [("FILES", &folder), ("CASES", &cases)] {
        writeln!(list, "const {name}: &[(&str, &str)] = &[")?;
        for path in files(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
        }
        writeln!(list, "];")?;
    }
    for (name, file, bytes) in
        [("REFERENTIEL", "referentiel.bin", indexes.referentiel), ("SEARCH", "search.bin", indexes.search)]
    {
        let path = out.join(file);
        fs::write(&path, bytes)?;
        writeln!(list, "const {name}: &[u8] = include_bytes!({:?});", path.display().to_string())?;
    }
    fs::write(out.join("embedded.rs"), list)?;
    properties()
}

/// What Windows shows of the file: its icon, its name, its version, its licence.
fn properties() -> Result<(), Box<dyn Error>> {
    const ICON: &str = "docs/aiguilleur.ico";
    println!("cargo::rerun-if-changed={ICON}");
    if env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    let mut properties = winresource::WindowsResource::new();
    properties.set_icon(ICON).set_language(0x040c);
    properties
        .set("ProductName", "Aiguilleur")
        .set("FileDescription", "Aiguilleur, guide des démarches France services");
    properties.set("OriginalFilename", "aiguilleur.exe").set("LegalCopyright", "MIT");
    if env::var("CARGO_CFG_TARGET_ENV")? == "gnu" && !cfg!(windows) {
        properties.set_windres_path("x86_64-w64-mingw32-windres").set_ar_path("x86_64-w64-mingw32-ar");
    }
    Ok(properties.compile()?)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    files.sort();
    Ok(files)
}

/// What the program reads at once instead of the texts.
#[derive(Default)]
struct Indexes {
    referentiel: Vec<u8>,
    search: Vec<u8>,
}

/// The indexes; nothing where a tree is broken. The program then reads the texts itself, and says
/// what is wrong as it always does: an author must be able to build it to be told.
fn indexes(folder: &Path) -> Option<Indexes> {
    let set = Set::open(Box::new(Folder(folder.to_owned()))).ok()?;
    let trees = set.trees().ok()?;
    Some(Indexes {
        referentiel: set.referentiel.to_bytes().ok()?,
        search: Index::build(&set.referentiel, &trees, &Lexicon::french()).to_bytes().ok()?,
    })
}

/// The folder of the trees.
#[derive(Debug)]
struct Folder(PathBuf);

impl Texts for Folder {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        fs::read_to_string(self.0.join(file)).map(Cow::Owned).map_err(|error| ReadError::Unreadable {
            file: self.label(file),
            message: error.to_string(),
            mend: String::new(),
        })
    }

    fn label(&self, file: &str) -> String {
        file.to_owned()
    }
}
