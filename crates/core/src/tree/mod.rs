//! What a référentiel is: its index, its trees, where their texts come from.
//!
//! A file goes through three forms. Its **text** is read by [`parse`] into a [`source::Source`],
//! which mirrors the file; [`link`] resolves the ids and returns a [`Tree`], which can be walked:
//! every target exists and no path comes back on itself.

mod contact;
mod cycle;
pub mod edit;
mod fault;
mod finding;
mod ids;
mod link;
mod model;
pub mod parse;
mod referentiel;
pub(crate) mod ron;
mod set;
pub mod source;
mod standard;
mod supplied;
mod telephone;
mod value_shape;

pub use contact::{Canal, Checked, Contact, ContactCanal, LocalContact};
pub use fault::{Fault, Part, Place};
pub use finding::{Finding, Lines, Severity, Snippet};
pub use ids::{ID_FORM, is_id, nearest};
pub use link::link;
pub use model::{Conduite, Demarche, Node, NodeId, NonPrevu, Question, Reponse, Suite, Tree};
pub use referentiel::{Etat, Ligne, Mot, Operateur, Referentiel, Section, edition};
pub use ron::{Locator, quoted};
pub use set::{INDEX, ReadError, Set, Texts};
pub use source::{Categorie, Etape, Sigle, SubDemarche};
pub use standard::{AUCUNE, BLOCAGE, NE_SAIT_PAS, NON, OUI, RIEN};
pub use supplied::Supplied;
pub use telephone::{EMERGENCIES, Number, gives_emergency_number, in_pairs};
pub use value_shape::{has_control, is_control};
