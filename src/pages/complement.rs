//! What is ours and not the document's: the emergency numbers, a good report in Administration+.

/// The national numbers, for danger at once.
pub const EMERGENCIES: &str = "Complément, hors référentiel. Danger immédiat : 15, 17, 18 ou 112 ; 114 par message. \
                               Suicide : 3114. Violences : 3919.";

/// What a good report in Administration+ holds: with it, the opérateur need not ask again, and
/// does not send it back as « non pertinent ».
pub const ADMINISTRATION_PLUS: [&str; 6] = [
    "L'opérateur et le territoire : la caisse ou le service compétent.",
    "L'objet : la démarche, et ce qui bloque.",
    "Ce qui a déjà été tenté, et avec quel résultat.",
    "Depuis quand.",
    "Les documents dont l'usager dispose.",
    "L'accord de l'usager pour que vous partagiez sa situation.",
];
