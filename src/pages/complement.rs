//! What is ours and not the document's: the emergency numbers, a good report in Administration+.

use super::Block;
use aiguilleur_core::tree::Operateur;

/// The national numbers, for danger at once.
pub const EMERGENCIES: &str = "Complément, hors référentiel. Danger immédiat : 15, 17, 18 ou 112 ; 114 par message. \
                               Suicide : 3114. Violences : 3919.";

/// The same, one by one.
pub const EMERGENCY_NUMBERS: [&str; 7] = ["15", "17", "18", "112", "114", "3114", "3919"];

/// Whether this complement says that a paper on this request may put someone in danger at home.
pub fn is_private(text: &str) -> bool {
    text.contains("une feuille peut être vue")
}

/// What blocks people, from the reports that were read: most did not say it.
pub const BLOCAGES: &str = "compte ou messagerie inaccessible, courrier non reçu, erreur du site, versement absent ou \
                            retenu, dette, refus sans explication, dossier incomplet";

/// When to report in Administration+, and the four steps of its form.
pub fn administration_plus(operateur: &Operateur) -> Vec<Block> {
    let identifiant = operateur.identifiant.as_deref().unwrap_or("ce que l'opérateur demande");
    let steps = [
        "Destinataires : le territoire, un thème, une équipe au moins.".to_owned(),
        format!("Usager : prénom, nom, téléphone, date de naissance, {identifiant}."),
        "Signalement : le texte ci-dessous, complété, et les pièces jointes.".to_owned(),
        "Récapitulatif : attestez que l'usager vous a donné son autorisation.".to_owned(),
    ];
    let mut blocks = vec![
        Block::title("Préparer un signalement Administration+"),
        Block::text(
            "Complément, hors référentiel. Pour un blocage complexe (l'usager a déjà essayé, sans succès) ou une \
             urgence. Sinon, suivez d'abord la fiche : un signalement évitable revient « non pertinent ».",
        ),
    ];
    blocks.extend((1..).zip(steps).map(|(rank, step)| Block::Step(rank, step)));
    blocks.push(Block::text("Sans réponse sous 3 jours ouvrés, il passe « en souffrance »."));
    blocks
}
