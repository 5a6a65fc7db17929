//! Each proof refuses a tree that breaks it: the small sound set, with one thing changed.

use crate::common;
use crate::common::mistakes::{By, Mistake, each_is_named};
use crate::common::{SMALL_INDEX, SMALL_TREE, changed, folder, in_memory, path, run};
use aiguilleur_core::verify::verify;

#[test]
fn the_small_set_is_sound() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("0 erreur(s), 0 avertissement(s)."), "{}", run.out);
}

/// One change, and what `verifier` must say of it: the rule, and words of the message.
const DEFECTS: &[Mistake] = &[
    (
        "noeuds: [",
        r#"noeuds: [Renvoi(id: "ici", question: "perdue", reponses: []),"#,
        "cible",
        "Aucune question partagée ne s'appelle « perdue »",
    ),
    (
        "noeuds: [",
        r#"questions: [(id: "sure", texte: "Sûr ?", reponses: [(id: "oui", texte: "Oui"), (id: "non", texte: "Non")])],
        noeuds: [Renvoi(id: "ici", question: "sure", reponses: [(id: "oui", vers: "autre")]),"#,
        "cible",
        "La réponse « non » de « sure » ne mène nulle part ici",
    ),
    (
        "noeuds: [",
        r#"questions: [(id: "sure", texte: "Sûr ?", reponses: [(id: "oui", texte: "Oui")])],
        noeuds: [Renvoi(id: "ici", question: "sure", reponses: [(id: "oui", vers: "autre"), (id: "non", vers: "autre")]),"#,
        "cible",
        "La question « sure » n'a pas de réponse « non »",
    ),
    (
        r#"texte: "Appelez.", contact: "equipe", canaux"#,
        r#"texte: "Appelez.", canaux"#,
        "contact",
        "nomme des canaux, mais aucun contact",
    ),
    (
        "contacts: [",
        r#"contacts: [(id: "seul", nom: "le seul", canaux: [(canal: Local)], ailleurs: ["personne"]),"#,
        "contact",
        "Aucun contact ne s'appelle « personne »",
    ),
    ("contacts: [", r#"contacts: [(id: "vide", nom: "personne", canaux: []),"#, "canal", "n'a aucun canal"),
    (
        r#"NonPrevu(id: "autre","#,
        r#"NonPrevu(id: "autre", vers: "danger","#,
        "suite",
        "Un NonPrevu mène à une conduite",
    ),
    (
        r#"(id: "faire", texte: "Faire la démarche", vers: "demarche")"#,
        r#"(id: "non", texte: "Non", vers: "demarche"), (id: "oui", texte: "Oui", vers: "demarche")"#,
        "ordre",
        "« Non » vient ici avant « Oui »",
    ),
    (
        r#"(id: "non", texte: "Non", vers: "demande")"#,
        r#"(id: "autre", texte: "Autre chose", vers: "demande")"#,
        "ordre",
        "n'a pas de réponse « non »",
    ),
    (
        "noeuds: [",
        r#"questions: [(id: "sure", texte: "En êtes-vous sûr ?", reponses: [(id: "non", texte: "Non"), (id: "oui", texte: "Oui")])],
    noeuds: [
        Renvoi(id: "d-abord", question: "sure", reponses: [(id: "non", vers: "autre"), (id: "oui", vers: "demande")]),"#,
        "ordre",
        "« Non » vient ici avant « Oui »",
    ),
    (r#"titre: "Une démarche""#, r#"titre: "Usager fragile""#, "titre", "Ce titre qualifie la personne"),
    (r#""remplir le formulaire""#, r#""une vieille dame""#, "mots-cles", "« vieille » peut blesser"),
    (
        r#""remplir le formulaire""#,
        r#""payer 300 euros""#,
        "mots-cles",
        "porte un montant, un taux ou un âge",
    ),
    (
        r#""remplir le formulaire""#,
        r#""partir à 55 ans""#,
        "mots-cles",
        "porte un montant, un taux ou un âge",
    ),
    (
        r#""remplir le formulaire""#,
        r#""une remise de 10 %""#,
        "mots-cles",
        "porte un montant, un taux ou un âge",
    ),
    (
        "\"Appelez.\"",
        "\"Appelez : hors référentiel.\"",
        "hors-referentiel",
        "n'est pas marqué au début de sa phrase",
    ),
    ("\"Appelez.\"", "\"Appelez le 36 99.\"", "numero", "dit « 36 99 », et son contact ne le dit pas"),
    ("\"Appelez.\"", "\"Écrivez à a@exemple.fr.\"", "numero", "dit « a@exemple.fr »"),
    (
        r#"faire: ["Faites la démarche."]"#,
        r#"faire: ["Faites la démarche, hors référentiel."]"#,
        "hors-referentiel",
        "n'est pas marqué au début de sa phrase",
    ),
    (
        r#"            ne_sait_pas: "danger","#,
        r#"            ne_sait_pas: "doute",
        ),
        Demarche(
            id: "doute", titre: "Un doute", lignes: ["essai-01"], mots_cles: ["peut-être", "je ne sais", "sans doute"],
            categorie: Urgent, complements: ["Danger immédiat : le 15."], suite: Vers("alerter"),"#,
        "jumelles",
        "mais pas les mêmes numéros d'urgence",
    ),
    (
        r#"texte: "Refaire la démarche", vers: "demarche"),
            ],"#,
        r#"texte: "Alerter", vers: "danger"),
            ],
            ne_sait_pas: "demarche","#,
        "doute",
        "Une réponse nomme ici une urgence, et « Je ne sais pas » mène ailleurs.",
    ),
    (r#"urgence: "urgence""#, r#"urgence: "danger""#, "urgence-d-abord", "ce n'est pas une question"),
    (r#"vers: "demarche"),"#, r#"vers: "demarch"),"#, "cible", "Vouliez-vous dire « demarche »"),
    (r#"debut: "urgence""#, r#"debut: "ailleurs""#, "cible", "« ailleurs » ne mène nulle part"),
    (
        r#"texte: "Refaire la démarche", vers: "demarche""#,
        r#"texte: "Refaire la démarche", vers: "demande""#,
        "cycle",
        "(1 nœud(s))",
    ),
    (
        r#"texte: "Refaire la démarche", vers: "demarche""#,
        r#"texte: "Refaire la démarche", vers: "urgence""#,
        "cycle",
        "(2 nœud(s))",
    ),
    (r#"(id: "equipe", nom"#, r#"(id: "Equipe", nom"#, "identifiant", "« Equipe » n'est pas un identifiant"),
    (
        "contacts: [",
        "contacts: [(id: \"equipe\", nom: \"autre équipe\", canaux: [(canal: Telephone, valeur: \"36 46\")]),",
        "identifiant",
        "déjà pris par le contact n° 1",
    ),
    (
        "noeuds: [",
        "questions: [(id: \"q\", texte: \"Oui ?\", reponses: []), (id: \"q\", texte: \"Non ?\", reponses: [])],\n    noeuds: [",
        "identifiant",
        "déjà pris par la question n° 2",
    ),
    (
        "noeuds: [",
        "questions: [(id: \"danger\", texte: \"Oui ?\", reponses: [])],\n    noeuds: [",
        "identifiant",
        "à la fois une question partagée et un nœud",
    ),
    (
        "            categorie: Niveau1,",
        r#"            voir_aussi: ["essai-9"], categorie: Niveau1,"#,
        "ligne",
        "« essai-9 » n'est pas dans l'index",
    ),
    (r#"suite: Vers("alerter")"#, r#"suite: Vers("urgence")"#, "cycle", "tournerait en rond"),
    (r#"id: "danger","#, r#"id: "demarche","#, "identifiant", "déjà pris"),
    (r#"id: "danger","#, r#"id: "Danger","#, "identifiant", "n'est pas un identifiant"),
    (r#"(id: "oui", texte"#, r#"(id: "non", texte"#, "identifiant", "Deux réponses"),
    (r#"(id: "oui", texte"#, r#"(id: "ne-sait-pas", texte"#, "identifiant", "réservé"),
    (r#"contact: "equipe", canaux: [Tel"#, r#"contact: "equip", canaux: [Tel"#, "contact", "Aucun contact"),
    ("canaux: [Telephone])", "canaux: [Courriel])", "contact", "n'a pas de canal"),
    ("format: 1", "format: 2", "format", "lit le format 1"),
    ("titre: \"Une urgence\",", "titr: \"Une urgence\",", "lecture", "Le champ « titr »"),
    ("            titre: \"Une urgence\",\n", "", "lecture", "Il manque le champ « titre »"),
    ("categorie: Urgent", "categorie: Urgente", "lecture", "« Urgente » n'est pas connu"),
    (
        "faire: [\"Faites la démarche.\"],",
        "faire: [\"Faites la démarche.],",
        "lecture",
        "Un guillemet oublié",
    ),
    ("categorie: Urgent", "categorie: Niveau2", "categorie", "est Urgent dans l'index, Niveau2 ici"),
    (r#"lignes: ["essai-01"]"#, r#"lignes: ["essai-03"]"#, "ligne", "n'est pas dans l'index"),
    (r#"lignes: ["essai-01"]"#, "lignes: []", "ligne", "ne cite aucune ligne"),
    (r#"lignes: ["essai-01"]"#, r#"lignes: ["essai-01", "essai-01"]"#, "ligne", "citée deux fois"),
    (r#"suite: SiBlocage(vers: "appeler")"#, r#"suite: Vers("appeler")"#, "blocage", "ne dit pas que faire"),
    ("faire: [\"Faites la démarche.\"],", "", "faire", "ne dit pas quoi faire"),
    (r#"vers: "danger"),"#, r#"vers: "alerter"),"#, "fin", "sans passer par une démarche"),
    (
        r#"            ne_sait_pas: "danger","#,
        r#"            ne_sait_pas: "demande","#,
        "doute",
        "écarte ici l'urgence",
    ),
    (r#"            ne_sait_pas: "danger","#, "", "doute", "n'offre pas « Je ne sais pas »"),
    (
        r#"            ne_sait_pas: "danger","#,
        r#"            ne_sait_pas: "encore",
        ),
        Question(
            id: "encore", texte: "Qu'est-ce qui vous alerte ?", fermee: true,
            reponses: [(id: "dossier", texte: "Le dossier", vers: "demande"), (id: "rien", texte: "Rien", vers: "demande")],"#,
        "doute",
        "n'a ici aucune réponse pour « danger »",
    ),
    (r#"debut: "urgence""#, r#"debut: "demande""#, "urgence-d-abord", "sans avoir répondu"),
    ("categorie: Niveau1,", "categorie: Urgent,", "urgence-d-abord", "ne mène pas à cette démarche urgente"),
    ("    urgence: \"urgence\",\n", "", "urgence-d-abord", "ne nomme pas sa question d'urgence"),
    (r#"            aucune: "autre","#, "", "issue", "sans issue pour les autres"),
    ("Que veut l'usager ?", "Que veut l'usager", "question", "se termine par « ? »"),
    ("\"Refaire la démarche\"", "\"Faire la démarche\"", "reponses", "disent la même chose"),
    (
        r#"                (id: "refaire", texte: "Refaire la démarche", vers: "demarche"),"#,
        "",
        "reponses",
        "a 1 réponse(s)",
    ),
    (r#""remplir le formulaire", "commencer"#, r#""commencer"#, "mots-cles", "n'a que 2 façon(s)"),
    (
        r#""remplir le formulaire""#,
        r#""au secours""#,
        "mots-cles",
        "déjà un mot-clé de la démarche « danger »",
    ),
    (r#""remplir le formulaire""#, r#""""#, "mots-cles", "est vide"),
    (
        r#"mots_cles: ["faire mon dossier","#,
        r#"signes: ["perdu"], mots_cles: ["faire mon dossier","#,
        "mots-cles",
        "aucune issue urgente",
    ),
    (r#"valeur: "36 46""#, r#"valeur: "36-46""#, "canal", "n'est pas un numéro"),
    (
        "(canal: AdministrationPlus)]",
        "(canal: AdministrationPlus, valeur: \"x\")]",
        "canal",
        "n'a pas de valeur",
    ),
    (
        "(canal: AdministrationPlus)]",
        "(canal: AdministrationPlus), (canal: Telephone)]",
        "canal",
        "écrit deux fois",
    ),
    ("operateur: \"essai\"", "operateur: \"autre\"", "operateur", "Ce fichier est celui de « essai »"),
    ("\"Appelez.\"", "\"Appelez la CAF.\"", "sigle", "Le sigle CAF"),
    ("\"Appelez.\"", "\"Appelez  vite.\"", "typographie", "espace double"),
    ("\"Une démarche\"", "\"Une\u{1d173} démarche\"", "typographie", "caractère de commande"),
    ("\"Appelez.\"", "\"Appelez\\u{1b}[31m.\"", "typographie", "caractère de commande"),
    (
        "\"Une démarche\"",
        "\"Une démarche dont le titre est bien trop long pour que quiconque le lise vite\"",
        "longueur",
        "caractères",
    ),
    (
        "\"Faites la démarche.\"",
        "\"Faites la démarche avec lui et avec elle et avec eux et avec tous ceux qui sont là devant vous ce matin dans le bureau du fond.\"",
        "phrase",
        "mots",
    ),
    (
        "noeuds: [",
        "noeuds: [\n        Conduite(id: \"perdue\", etapes: [(texte: \"Attendez.\")]),",
        "atteint",
        "Aucun chemin",
    ),
    (
        "contacts: [",
        "contacts: [\n        (id: \"perdu\", nom: \"personne\", canaux: [(canal: Local)]),",
        "inutile",
        "Aucune étape",
    ),
    (
        "noeuds: [",
        "questions: [(id: \"q\", texte: \"Oui ?\", reponses: [])],\n    noeuds: [",
        "inutile",
        "Aucun renvoi",
    ),
    (r#"(texte: "Appelez.", contact: "equipe", canaux: [Telephone])"#, "", "etapes", "ne dit pas quoi faire"),
];

#[test]
fn every_defect_is_named_with_its_line_and_the_way_to_mend_it() {
    each_is_named(DEFECTS, (By::Rule, "essai.ron", 1), SMALL_TREE, |_, tree| {
        let folder = folder(SMALL_INDEX.as_bytes(), tree.as_bytes());
        run(&["verifier", "--arbres", path(&folder)], "")
    });
}

#[test]
fn a_text_that_nobody_can_see_is_an_error() {
    for unseen in ["", " ", "\u{a0}", "\u{2002}", "\u{3000}", "\u{3164}", "\u{1bca0}"] {
        for text in ["\"Une démarche\"", "\"Appelez.\""] {
            let folder = changed(text, &format!("\"{unseen}\""));
            let run = run(&["verifier", "--arbres", path(&folder)], "");
            assert_eq!(run.status, 1, "{unseen:?}: {}", run.out);
            assert!(run.out.contains("erreur[typographie]"), "{unseen:?}: {}", run.out);
        }
    }
}

#[test]
fn a_question_shared_by_two_places_is_asked_once_on_a_path() {
    let folder = changed(
        r#"suite: SiBlocage(vers: "appeler")"#,
        "suite: SiBlocage(vers: \"encore\")),\n Demarche(id: \"encore\", titre: \"Encore\", lignes: [\"essai-02\"], \
         categorie: Niveau1, faire: [\"Faites.\"], suite: SiBlocage(vers: \"appeler\")",
    );
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert!(run.out.contains("[une-fois]") && run.status == 1, "{}", run.out);
}

/// A question that two places share, and where its two answers lead.
const SHARED: &str = r#"questions: [(id: "sure", texte: "En êtes-vous sûr ?", reponses: [(id: "oui", texte: "Oui"), (id: "non", texte: "Non")])],
    noeuds: [
        Renvoi(id: "d-abord", question: "sure", reponses: [(id: "oui", vers: "demande"), (id: "non", vers: "autre")]),"#;
const AGAIN: &str = r#"Renvoi(id: "encore", question: "sure", reponses: [(id: "oui", vers: "demarche"), (id: "non", vers: "autre")]),
        NonPrevu("#;

#[test]
fn a_question_asked_again_far_down_a_path_is_told() {
    let once = SMALL_TREE.replacen("noeuds: [", SHARED, 1).replacen(
        r#"texte: "Non", vers: "demande""#,
        r#"texte: "Non", vers: "d-abord""#,
        1,
    );
    assert_eq!(verify(&in_memory(SMALL_INDEX, &once)).findings, []);
    let refaire = r#"texte: "Refaire la démarche", vers: "#;
    let twice = once
        .replacen(&format!("{refaire}\"demarche\""), &format!("{refaire}\"encore\""), 1)
        .replacen("NonPrevu(", AGAIN, 1);
    let report = verify(&in_memory(SMALL_INDEX, &twice));
    let told: Vec<&str> = report.findings.iter().map(|one| one.rule).collect();
    assert_eq!(told, ["une-fois"], "{:?}", report.findings);
}

#[test]
fn all_broken_nodes_are_named_at_once() {
    let tree = SMALL_TREE
        .replace("titre: \"Une urgence\"", "titr: \"Une urgence\"")
        .replace("etapes: [(texte: \"Appelez.\"", "etape: [(texte: \"Appelez.\"");
    let folder = folder(SMALL_INDEX.as_bytes(), tree.as_bytes());
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert!(run.out.contains("« titr »") && run.out.contains("« etape »"), "{}", run.out);
}

#[test]
fn a_finding_shows_the_text_at_fault() {
    let folder = changed(r#"vers: "demarche"),"#, r#"vers: "demarch"),"#);
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    let shown = run.out.replace(path(&folder), "DOSSIER").replace('\\', "/");
    insta::assert_snapshot!(shown.split("\n\n").next().unwrap_or_default());
}

#[test]
fn a_missing_row_is_named_from_the_index() {
    let index = SMALL_INDEX.replace(
        "(id: \"essai-02\", categorie: Niveau1, nom: \"Une démarche\"),",
        "(id: \"essai-02\", categorie: Niveau1, nom: \"Une démarche\"), (id: \"essai-03\", categorie: Niveau2, nom: \"Une autre\"),",
    );
    let folder = folder(index.as_bytes(), SMALL_TREE.as_bytes());
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert!(run.out.contains("essai-03 (Une autre)") && run.status == 1, "{}", run.out);
}

#[test]
fn the_index_itself_is_proved() {
    for (from, to, words) in [
        ("(id: \"essai-02\"", "(id: \"essai-01\"", "deux fois"),
        ("derniere_page: 2", "derniere_page: 0", "avant la première"),
        ("etat: Fourni", "etat: NonFourni", "mais il a des lignes"),
        ("format: 1", "format: 3", "lit le format 1"),
        ("id: \"essai\"", "id: \"../essai\"", "« ../essai » n'est pas un identifiant"),
        ("id: \"essai\"", "id: \"/essai\"", "n'est pas un identifiant"),
        ("id: \"essai\"", "id: \"--aide\"", "n'est pas un identifiant"),
        ("id: \"essai\"", "id: \"\"", "n'est pas un identifiant"),
        ("(id: \"essai-02\"", "(id: \"Essai 02\"", "n'est pas un identifiant"),
        ("nom: \"Une démarche\"", "nom: \"\"", "Ce texte est vide"),
        ("version: \"V1\"", "version: \"V\u{202e}1\"", "caché"),
        ("titre: \"Tout\"", "titre: \" Tout\"", "espace"),
    ] {
        let folder = folder(SMALL_INDEX.replacen(from, to, 1).as_bytes(), SMALL_TREE.as_bytes());
        let run = run(&["verifier", "--arbres", path(&folder)], "");
        assert!(run.out.contains(words) && run.status == 1, "{to}: {}", run.out);
    }
}

#[test]
fn an_index_of_another_age_or_that_names_a_file_elsewhere_is_refused_by_every_command() {
    for (from, to) in [("format: 1", "format: 99"), ("id: \"essai\"", "id: \"../essai\"")] {
        let folder = folder(SMALL_INDEX.replacen(from, to, 1).as_bytes(), SMALL_TREE.as_bytes());
        for args in [
            &["guider"][..],
            &["lister"],
            &["chercher", "danger"],
            &["exporter", "csv"],
            &["local", "modele"],
        ] {
            let run = run(&[args, &["--arbres", path(&folder)]].concat(), "");
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}, {to}");
        }
    }
}

#[test]
fn an_answer_that_cannot_be_seen_or_told_from_another_is_told() {
    for (from, to, words) in [
        ("\"Faire la démarche\"", "\"\u{3164}\"", "caractère de commande"),
        ("\"Refaire la démarche\"", "\"Faire la de\u{301}marche\"", "disent la même chose"),
        ("\"Refaire la démarche\"", "\"faire la démarche\"", "disent la même chose"),
    ] {
        let folder = common::changed(from, to);
        let run = run(&["verifier", "--arbres", path(&folder)], "");
        assert!(run.out.contains(words) && run.status == 1, "{to}: {}", run.out);
    }
}

#[test]
fn an_operateur_may_fill_one_page_and_one_that_is_supplied_has_rows() {
    let one_page = SMALL_INDEX.replacen("derniere_page: 2", "derniere_page: 1", 1);
    assert_eq!(verify(&in_memory(&one_page, SMALL_TREE)).findings, []);
    let vide = SMALL_INDEX.replacen(
        "    ],\n)",
        "        (id: \"vide\", nom: \"Vide\", etat: Fourni),\n    ],\n)",
        1,
    );
    let report = verify(&in_memory(&vide, SMALL_TREE));
    assert!(report.findings.iter().any(|one| one.message.contains("n'a aucune ligne")), "{report:?}");
}

#[test]
fn a_tree_without_nodes_and_an_index_without_operateurs_are_told() {
    let nodes = SMALL_TREE.find("    noeuds: [").expect("it has nodes");
    let empty = format!("{}    noeuds: [],\n)\n", &SMALL_TREE[..nodes]);
    let told = |index: &str, tree: &str| {
        let findings = verify(&in_memory(index, tree)).findings;
        findings.into_iter().map(|one| one.message).collect::<Vec<_>>()
    };
    let of_the_tree = told(SMALL_INDEX, &empty);
    assert!(of_the_tree.iter().any(|one| one == "Cet arbre n'a aucun nœud."), "{of_the_tree:?}");
    let operateurs = SMALL_INDEX.find("    operateurs: [").expect("it has opérateurs");
    let nobody = format!("{}    operateurs: [],\n)\n", &SMALL_INDEX[..operateurs]);
    assert_eq!(told(&nobody, SMALL_TREE), ["Cet index n'annonce aucun opérateur."]);
}

#[test]
fn a_tree_without_urgency_needs_no_urgency_question() {
    let index = SMALL_INDEX.replacen("categorie: Urgent", "categorie: Niveau2", 1);
    let tree = SMALL_TREE
        .replacen("    urgence: \"urgence\",\n", "", 1)
        .replacen("categorie: Urgent", "categorie: Niveau2", 1)
        .replacen("            signes: [\"danger\"],\n", "", 1)
        .replacen(
            "            ],\n            ne_sait_pas",
            "            ],\n            fermee: true,\n            ne_sait_pas",
            1,
        )
        .replacen("(id: \"non\", texte: \"Non\"", "(id: \"autre\", texte: \"Autre chose\"", 1);
    assert_eq!(verify(&in_memory(&index, &tree)).findings, []);
}

#[test]
fn an_acronym_that_is_spelt_out_is_used_whatever_its_first_letter() {
    let spelt = |sigles: &str, words: &str| {
        let tree = SMALL_TREE
            .replacen("    noeuds: [", &format!("    sigles: [{sigles}],\n    noeuds: ["), 1)
            .replacen("\"Appelez.\"", &format!("\"{words}\""), 1);
        verify(&in_memory(SMALL_INDEX, &tree)).findings
    };
    let caf = r#"(sigle: "CAF", sens: "caisse d'allocations familiales")"#;
    let eidas = r#"(sigle: "eIDAS", sens: "identification électronique")"#;
    assert_eq!(spelt(caf, "Appelez la CAF."), []);
    assert_eq!(spelt(eidas, "Appelez par eIDAS."), []);
    let unknown = spelt("", "Appelez la CAF. La CAF répond.");
    assert!(unknown.len() == 1 && unknown[0].message.contains("CAF"), "told once: {unknown:?}");
    let unused = spelt(&format!("{caf}, {eidas}"), "Appelez la CAF.");
    assert!(unused.len() == 1 && unused[0].message.contains("n'emploie le sigle eIDAS"), "{unused:?}");
}

#[test]
fn the_report_in_json_counts_and_names() {
    let run_sound = run(&["verifier", "--json"], "");
    let report: serde_json::Value = serde_json::from_str(&run_sound.out).expect("it is JSON");
    assert_eq!(report["erreurs"], 0);
    assert_eq!(report["arbres"].as_array().map(Vec::len), Some(5));
    let folder = changed("categorie: Urgent", "categorie: Niveau2");
    let broken = run(&["verifier", "--json", "--arbres", path(&folder)], "");
    let report: serde_json::Value = serde_json::from_str(&broken.out).expect("it is JSON");
    assert_eq!(broken.status, 1);
    assert!(report["constats"].as_array().is_some_and(|c| c.iter().all(|c| c["ligne"].is_u64())), "{report}");
}

#[test]
fn what_was_left_for_a_person_is_told_until_it_is_done() {
    let folder = changed(
        "        Demarche(\n            id: \"danger\"",
        "        // À FAIRE : un titre.\n        Demarche(\n            id: \"danger\"",
    );
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(
        run.out.contains("avertissement[a-faire]") && run.out.contains("À FAIRE : un titre."),
        "{}",
        run.out
    );
}

#[test]
fn a_tree_that_the_index_does_not_announce_is_told() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    common::write(folder.path(), "oublie.ron", b"(");
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.contains("oublie.ron") && run.out.contains("personne ne le verra"), "{}", run.out);
}

/// A set of two opérateurs, whose démarches share a keyword; `voir_aussi` in the second tree.
fn two_operateurs(voir_aussi: &str) -> tempfile::TempDir {
    let item = &SMALL_INDEX
        [SMALL_INDEX.find("        (id: \"essai\"").unwrap()..SMALL_INDEX.rfind("    ],").unwrap()];
    let second = item.replace("essai", "autre");
    let index = SMALL_INDEX.replace(item, &format!("{item}{second}"));
    let folder = folder(index.as_bytes(), SMALL_TREE.as_bytes());
    let words =
        ["au secours", "je suis en danger", "aidez-moi vite", "faire mon dossier", "commencer les papiers"];
    let mut tree = SMALL_TREE.replace("essai", "autre");
    for word in words {
        tree = tree.replace(word, &format!("{word} ailleurs"));
    }
    let tree = tree
        .replace("\"Une urgence\"", "\"Une autre urgence\"")
        .replace("titre: \"Une démarche\"", "titre: \"Une autre démarche\"")
        .replace(
            "            lignes: [\"autre-02\"],",
            &format!("            lignes: [\"autre-02\"],{voir_aussi}"),
        );
    common::write(folder.path(), "autre.ron", tree.as_bytes());
    folder
}

#[test]
fn two_operateurs_that_claim_the_same_words_must_be_told_apart() {
    let alike = two_operateurs("");
    let told = run(&["verifier", "--arbres", path(&alike)], "");
    assert_eq!(told.out.matches("avertissement[entre-operateurs]").count(), 1, "{}", told.out);
    assert!(
        told.out.contains("« remplir le formulaire » mène aussi à la démarche « demarche » de"),
        "{}",
        told.out
    );
    let apart = two_operateurs(" voir_aussi: [\"essai-02\"],");
    let told = run(&["verifier", "--arbres", path(&apart)], "");
    assert!(told.out.contains("0 erreur(s), 0 avertissement(s)."), "{}", told.out);
}

#[test]
fn a_question_on_the_way_that_names_the_other_operateur_tells_them_apart() {
    let warnings = |from: &str, to: &str| {
        let folder = two_operateurs("");
        let file = folder.path().join("autre.ron");
        let tree = std::fs::read_to_string(&file).unwrap();
        assert!(tree.contains(from), "{from} is in {tree}");
        common::write(folder.path(), "autre.ron", tree.replacen(from, to, 1).as_bytes());
        let told = run(&["verifier", "--arbres", path(&folder)], "");
        told.out.matches("avertissement[entre-operateurs]").count()
    };
    let asked = r#"texte: "Que veut l'usager ?","#;
    assert_eq!(warnings(asked, r#"texte: "Que veut l'usager, et non de l'Opérateur d'essai ?","#), 0);
    assert_eq!(warnings(asked, &format!(r#"{asked} aide: "Pour l'Opérateur d'essai, revenez.","#)), 0);
    assert_eq!(warnings("Refaire la démarche", "Refaire celle de l'Opérateur d'essai"), 0);
    assert_eq!(warnings(asked, r#"texte: "Que veut l'usager de l'Opérateur de test ?","#), 1);
    let aside = r#"Question(id: "aside", texte: "Opérateur d'essai ?", reponses: [(id: "un", texte: "Un", vers: "autre"), (id: "deux", texte: "Deux", vers: "autre")]),
        NonPrevu(id: "autre""#;
    let told = warnings("NonPrevu(id: \"autre\"", aside);
    assert_eq!(told, 1, "a question that leads elsewhere tells nothing apart");
}

#[test]
fn a_set_with_errors_is_said_by_every_command_that_uses_it() {
    let tree = common::changed_tree("categorie: Niveau1", "categorie: Niveau2");
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), tree.as_bytes());
    let set = folder.path().to_str().expect("a plain name");
    for args in [
        &["guider", "essai", "--json", "--reponse", "urgence=danger"][..],
        &["chercher", "danger"],
        &["lister"],
        &["rejouer", "-"],
        &["former", "essai"],
        &["exporter", "json"],
        &["local", "manquants"],
    ] {
        let run = run(&[args, &["--arbres", set]].concat(), "");
        assert!(
            common::unwrapped(&run.err).contains("a 2 erreur(s) : ne vous y fiez pas. « aiguilleur verifier"),
            "{args:?}: {}",
            run.err
        );
    }
    let compared = run(&["comparer", "embarques", set], "");
    assert!(compared.err.contains("ne vous y fiez pas"), "{}", compared.err);
    let verified = run(&["verifier", "--arbres", set], "");
    assert!(!verified.err.contains("ne vous y fiez pas"), "{}", verified.err);
}

#[test]
fn many_warnings_of_one_rule_are_shown_as_one_with_the_places_of_the_others() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let rows: String = (1..=30).fold(String::from("Démarche;Catégorie;Action\n"), |rows, rank| {
        rows + &format!("Demande numéro {rank};Niveau 2;Appeler le bureau\n")
    });
    let table = folder.path().join("t.csv");
    std::fs::write(&table, rows).expect("it can be written");
    let (table, set) = (table.display().to_string(), folder.path().join("jeu").display().to_string());
    assert_eq!(run(&["importer", &table, "--operateur", "essai", "--vers", &set], "").status, 0);
    let told = run(&["verifier", "--arbres", &set], "").out;
    assert_eq!(told.matches("avertissement[mots-cles]").count(), 1, "{told}");
    assert!(told.contains("Et 29 autre(s) de la même règle :"), "{told}");
    assert_eq!(
        told.matches("essai.ron:").count(),
        told.matches("\n  - ").count() + told.matches(" --> ").count(),
        "{told}"
    );
    // A program gets them all.
    let all = run(&["verifier", "--json", "--arbres", &set], "").out;
    assert_eq!(all.matches("\"mots-cles\"").count(), 30);
}
