//! Sixty mistakes that people make in trees, in local contacts and in tables: each is named with its
//! file, its line and the way to mend it; none makes the program panic, none passes in silence.

use crate::common;
use std::fs;

use crate::common::mistakes::{By, Mistake, each_is_named};
use crate::common::{Run, SMALL_INDEX, SMALL_TREE, path, run, write};
use tempfile::TempDir;

const IN_TREES: &[Mistake] = &[
    ("categorie: Urgent", "categorie: Urgence", "Urgence", "n'est pas connu"),
    ("titre: \"Une urgence\"", "titre: Une urgence", "Une urgence", "attendu"),
    ("titre: \"Une urgence\"", "Titre: \"Une urgence\"", "Titre", "n'existe pas"),
    (
        "titre: \"Une urgence\",",
        "titre: \"Une urgence\", titre: \"Une autre\",",
        "Une autre",
        "écrit deux fois",
    ),
    ("debut: \"urgence\",", "debut: urgence,", "debut", "attendu"),
    ("format: 1", "format: \"1\"", "format", "nombre entier"),
    ("operateur: \"essai\"", "operateur: \"esai\"", "esai", "il dit « esai »"),
    ("vers: \"danger\"", "vers: \"dangers\"", "dangers", "Vouliez-vous dire « danger »"),
    ("vers: \"demande\"", "vers: \"urgence\"", "Question(", "tournerait en rond"),
    ("id: \"appeler\"", "id: \"alerter\"", "alerter", "déjà pris"),
    ("id: \"appeler\"", "id: \"Appeler l'équipe\"", "Appeler l'équipe", "n'est pas un identifiant"),
    ("id: \"demande\",", "id: \"blocage\",", "blocage", "réservé"),
    ("canaux: [Telephone])", "canaux: [Courrier])", "equipe", "n'a pas de canal"),
    ("valeur: \"36 46\"", "valeur: \"trente-six\"", "trente-six", "n'est pas un numéro"),
    (
        "(canal: AdministrationPlus)]",
        "(canal: Courriel, valeur: \"equipe.fr\"), (canal: AdministrationPlus)]",
        "equipe.fr",
        "courriel",
    ),
    ("[\"essai-02\"]", "[\"essai-2\"]", "essai-2", "n'est pas dans l'index"),
    ("categorie: Niveau1", "categorie: Niveau2", "essai-02", "est Niveau1 dans l'index"),
    ("suite: SiBlocage(vers: \"appeler\")", "suite: Vers(\"appeler\")", "Demarche(", "ne dit pas que faire"),
    ("Que veut l'usager ?", "Que veut l'usager?", "l'usager?", "après une espace"),
    ("            aucune: \"autre\",\n", "", "Question(", "sans issue"),
    ("ne_sait_pas: \"danger\"", "ne_sait_pas: \"demande\"", "Question(", "écarte ici l'urgence"),
    ("    urgence: \"urgence\",\n", "", "(", "ne nomme pas sa question"),
    ("\"Refaire la démarche\"", "\"Faire la démarche\"", "Faire la démarche", "disent la même chose"),
    ("titre: \"Une urgence\"", "titre: \"L’urgence\"", "L’urgence", "apostrophe courbe"),
    ("\"Faites la démarche.\"", "\"Faites\\tla démarche.\"", "Faites", "caractère de commande"),
];

const IN_LOCAL: &[Mistake] = &[
    ("departement: \"Nièvre\"", "departement: \"\"", "departement", "de quel département"),
    ("departement: \"Nièvre\"", "department: \"Essai\"", "department", "n'existe pas"),
    ("format: 1", "format: 3", "format", "lit le format 1"),
    ("operateur: \"essai\"", "operateur: \"esai\"", "esai", "Vouliez-vous dire « essai »"),
    ("operateur: \"essai\"", "operateur: \"vide\"", "vide", "n'a pas été fourni"),
    ("contact: \"equipe\"", "contact: \"equipes\"", "equipes", "Vouliez-vous dire « equipe »"),
    ("canal: Courriel", "canal: Mail", "Mail", "n'est pas connu"),
    ("valeur: \"equipe@exemple.fr\"", "valeur: \"equipe chez exemple\"", "chez exemple", "courriel"),
    ("valeur: \"03 86 00 00 01\"", "valeur: \"03 86 00\"", "03 86 00", "n'est pas un numéro"),
    ("valeur: \"03 86 00 00 01\"", "valeur: \"386000001\"", "386000001", "écrivez « 03 86 00 00 01 »"),
    ("valeur: \"03 86 00 00 01\", ", "", "canal: Telephone", "n'a pas de « valeur »"),
    ("2026-09-30", "30/09/2026", "30/09/2026", "n'est pas une date"),
    ("2026-09-30", "2026-02-30", "2026-02-30", "n'est pas une date"),
    ("2026-09-30", "2026-01-30", "2026-01-30", "plus de 6 mois"),
    ("2026-09-30", "2027-09-30", "2027-09-30", "n'a pas encore eu lieu"),
    ("verifie_le: \"2026-09-30\",", "", "operateur", "n'a pas de « verifie_le »"),
    ("source: \"la liste\",", "", "operateur", "n'a pas de « source »"),
    ("(canal: Courriel, valeur: \"equipe@exemple.fr\")", "(canal: Local)", "canal: Local", "devez remplacer"),
    (
        "canal: Courriel, valeur: \"equipe@exemple.fr\"",
        "canal: Telephone, valeur: \"36 47\"",
        "36 47",
        "deux fois",
    ),
    ("contact: \"equipe\"", "contact: \"standard\"", "03 86 00 00 01", "le contredit pas"),
    ("service: \"Accueil\"", "service: \"Mme Martin\"", "Mme Martin", "nommer une personne"),
    ("service: \"Accueil\"", "service: \"jean.martin@exemple.fr\"", "jean.martin", "nommer une personne"),
    ("service: \"Accueil\"", "service: \"Acc\u{202e}ueil\"", "Acc", "caractère de commande"),
    ("service: \"Accueil\"", "categorie: Urgent", "categorie", "n'existe pas"),
    ("valeur: \"03 86 00 00 01\"", "valeur: \"\"", "Telephone", "n'a pas de « valeur »"),
    (
        "canal: Courriel, valeur: \"equipe@exemple.fr\"",
        "canal: AdministrationPlus, precision: \"en panne\"",
        "AdministrationPlus",
        "est national",
    ),
    ("canal: Telephone", "canal: telephone", "telephone", "Vouliez-vous dire « Telephone »"),
    ("    ],\n)\n", "    ],\n)\n(\n    format: 1,\n)\n", "(", "reste du texte"),
    (
        "        ]),\n",
        "        ]),\n        (operateur: \"essai\", contact: \"equipe\"),\n",
        "equipe",
        "déjà écrit",
    ),
];

const LOCAL: &str = r#"(
    format: 1,
    departement: "Nièvre",
    verifie_le: "2026-09-30",
    source: "la liste",
    contacts: [
        (operateur: "essai", contact: "equipe", service: "Accueil", canaux: [
            (canal: Telephone, valeur: "03 86 00 00 01", horaires: "le matin"),
            (canal: Courriel, valeur: "equipe@exemple.fr"),
        ]),
    ],
)
"#;

/// The small set, with a contact that is left open and one that is not.
fn open_set() -> TempDir {
    let index = SMALL_INDEX
        .replace("    ],\n)", "        (id: \"vide\", nom: \"Sans tableau\", etat: NonFourni),\n    ],\n)");
    let tree = SMALL_TREE
        .replace("[(canal: Telephone, valeur: \"36 46\"), (canal: AdministrationPlus)]", "[(canal: Local), (canal: AdministrationPlus)]")
        .replace("contacts: [\n", "contacts: [\n        (id: \"standard\", nom: \"le standard\", canaux: [(canal: Telephone, valeur: \"36 46\")]),\n")
        .replace(
            "[(texte: \"Appelez.\", contact: \"equipe\", canaux: [Telephone])]",
            "[(texte: \"Appelez.\", contact: \"equipe\"), (texte: \"Ou appelez.\", contact: \"standard\")]",
        );
    common::folder(index.as_bytes(), tree.as_bytes())
}

#[test]
fn the_sound_files_are_sound() {
    let set = open_set();
    let verified = run(&["verifier", "--arbres", path(&set), "--json"], "");
    assert_eq!(verified.status, 0, "{}", verified.out);
    write(set.path(), "local.ron", LOCAL.as_bytes());
    let file = set.path().join("local.ron");
    let args = ["local", "verifier", file.to_str().unwrap(), "--arbres", path(&set)];
    assert_eq!(on_the_day(&args).status, 0, "{}", on_the_day(&args).out);
}

/// Runs the program on a day of its own.
fn on_the_day(args: &[&str]) -> Run {
    let output =
        common::aiguilleur().args(args).env("AIGUILLEUR_DATE", "2026-11-24").output().expect("it runs");
    Run::of(output)
}

#[test]
fn sixty_mistakes_are_listed() {
    assert!(IN_TREES.len() + IN_LOCAL.len() + IN_TABLES.len() >= 60);
}

#[test]
fn each_mistake_in_a_tree_is_named() {
    each_is_named(IN_TREES, (By::Line, "essai.ron", 1), SMALL_TREE, |_, tree| {
        let folder = common::folder(SMALL_INDEX.as_bytes(), tree.as_bytes());
        run(&["verifier", "--arbres", path(&folder)], "")
    });
}

#[test]
fn each_mistake_in_local_contacts_is_named() {
    let set = open_set();
    let file = set.path().join("local.ron");
    each_is_named(IN_LOCAL, (By::Line, "local.ron", 1), LOCAL, |_, text| {
        fs::write(&file, text).expect("it can be written");
        let run = on_the_day(&["local", "verifier", file.to_str().unwrap(), "--arbres", path(&set)]);
        // Whatever is found there is something to do.
        assert_eq!(run.status, 1, "{}", run.out);
        let status = i32::from(run.out.contains("erreur["));
        Run { status, ..run }
    });
}

#[test]
fn all_broken_local_contacts_are_named_at_once() {
    let set = open_set();
    let file = set.path().join("local.ron");
    let text = LOCAL.replacen("service: \"Accueil\"", "servise: \"Accueil\"", 1).replacen(
        "        ]),\n",
        "        ]),\n        (operateur: \"essai\", contac: \"equipe\"),\n",
        1,
    );
    fs::write(&file, &text).expect("it can be written");
    let Run { status, out, .. } =
        on_the_day(&["local", "verifier", file.to_str().unwrap(), "--arbres", path(&set)]);
    assert!(status == 1 && out.contains("« servise »") && out.contains("« contac »"), "{out}");
}

const TABLE: &str = "\
section;demande;catégorie;action
Général;Accompagner la création du compte;Niveau 1;En cas de blocage, contacter l'accueil au 36 46
Général;Déclarer un changement d'adresse;;
Général;Toute rupture de droit;Urgent;Contacter l'accueil via Administration+
Courrier;\"Envoyer une lettre :
- Choisir un format
- Payer en ligne\";Niveau 2;Orienter l'usager vers le bureau
";

const IN_TABLES: &[Mistake] = &[
    ("Niveau 1", "Nivau 1", "Nivau 1", "Vouliez-vous dire « niveau 1 »"),
    ("Niveau 1", "Niveau l", "Niveau l", "Vouliez-vous dire « niveau 1 »"),
    ("Niveau 2", "Niveau 3", "Niveau 3", "n'est pas une catégorie"),
    ("Urgent", "A voir", "A voir", "n'est pas une catégorie"),
    ("Général;Accompagner", ";Accompagner", "Déclarer", "section"),
    ("Niveau 1;En cas", ";En cas", "Accompagner", "catégorie"),
    (";En cas de blocage, contacter l'accueil au 36 46", ";", "Accompagner", "action"),
    ("Courrier;\"Envoyer", "Courrier;Envoyer", "Envoyer", "n'a pas de catégorie"),
    ("Payer en ligne\"", "Payer en ligne", "Envoyer", "rien ne la referme"),
    (
        "Général;Déclarer un changement d'adresse;;",
        "Général;;Niveau 1;Contacter l'accueil",
        "Contacter",
        "demande",
    ),
    ("section;demande;catégorie;action", "section;demande;catégorie", "section", "action"),
    ("Déclarer un changement", "Déclarre un changement", "Déclarre", "déclarer"),
    ("Accompagner la", "Accompagn er la", "Accompagn er", "accompagner"),
    ("Choisir un format", "Choisir un \u{fb01}chier", "\u{fb01}chier", "liées en un seul caractère"),
    ("Choisir un format", "Choisir un form\u{fffd}t", "form", "est perdu"),
    ("Choisir un format", "Choisir un\u{7} format", "Choisir", "caractère de commande"),
    ("Choisir un format", "Choisir un prÃ©sent", "prÃ©sent", "mal convertie"),
    (
        "Général;Déclarer un changement d'adresse;;",
        "Général;Accompagner la création du compte;;",
        "Accompagner",
        "déjà à la ligne 2",
    ),
];

#[test]
fn each_mistake_in_a_table_is_named() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = folder.path().join("tableau.csv");
    let import = |text: &str, into: &str| {
        fs::write(&file, text).expect("it can be written");
        let set = folder.path().join(into);
        let set = set.to_str().expect("temporary folders have plain names");
        run(&["importer", file.to_str().unwrap(), "--operateur", "essai", "--vers", set], "")
    };
    let sound = import(TABLE, "juste");
    assert_eq!(sound.status, 0, "{}", sound.err);
    // A CSV does not say which cells are merged: that is all that is told.
    let told = sound.out.matches("tableau.csv:").count();
    assert!(told == 1 && sound.out.contains("n'a pas d'action : elle prend celle"), "{}", sound.out);
    each_is_named(IN_TABLES, (By::Line, "tableau.csv", 2), TABLE, |rank, text| {
        let imported = import(text, &format!("essai-{rank}"));
        let stopped = imported.status != 0;
        assert_eq!(folder.path().join(format!("essai-{rank}")).exists(), !stopped, "{text}");
        imported
    });
}
