//! Training: what a scenario teaches is what the tree says, and what was learnt is kept.

use crate::common;
use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use aiguilleur::files::embedded;
use aiguilleur::files::noted_cases::Noted;
use aiguilleur::pages::Page;
use aiguilleur::pages::training::Turn;
use aiguilleur::pages::training::bilan;
use aiguilleur::ui::layout;
use aiguilleur_core::case::{Case, ron};
use aiguilleur_core::day::Day;
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::{
    Action, Card, Due, INTERVALS, Mark, Orientation, Progress, Refusal, Scenario, Sure, Wanted, draw,
    near_misses,
};
use aiguilleur_core::tree::{Categorie, Set, Supplied, Tree};
use aiguilleur_core::walk::Answered;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

fn scenarios<'t>(set: &'t Set, trees: &'t [Tree]) -> Vec<Scenario<'t>> {
    let supplied = |id: &str| Supplied {
        operateur: set.referentiel.operateur(id).expect("it is known"),
        tree: trees.iter().find(|tree| tree.operateur == id).expect("its tree is supplied"),
    };
    let files = embedded::cases().iter().flat_map(|(file, text)| ron::read(file, text).cases);
    let mut scenarios = Vec::new();
    for placed in files {
        match Scenario::new(&placed.case, supplied(&placed.case.operateur)) {
            Ok(scenario) => scenarios.push(scenario),
            // A case for the replay alone.
            Err(Refusal::NoRecit) => {}
            Err(other) => panic!("{}: {other:?}", placed.case.id),
        }
    }
    scenarios
}

fn right<'t>(scenario: &Scenario<'t>, sure: Sure) -> Orientation<'t> {
    Orientation { categorie: scenario.categorie(), action: scenario.action(), sure }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn turn<'a, 't>(scenario: &'a Scenario<'t>) -> Turn<'a, 't> {
    Turn { scenario, rank: 1, number: 10, due: Due::New, again: false }
}

#[test]
fn no_scenario_contradicts_its_tree() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    assert!(all.len() >= 150, "{} scenarios", all.len());
    let ids: HashSet<&str> = all.iter().map(|scenario| scenario.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "each has its id");
    for scenario in &all {
        let mark = scenario.mark(right(scenario, Sure::Certain));
        assert!(mark.is_right() && !mark.under && !mark.over, "{}", scenario.id);
        let page = turn(scenario).verdict(right(scenario, Sure::Certain), mark, &set.referentiel);
        let text = layout::text(&layout::page(&page, 80, None, false));
        assert!(text.contains("JUSTE") && text.contains("Ce qui décide"), "{}: {text}", scenario.id);
        for near in near_misses(scenario, 2) {
            assert!(scenario.path.iter().any(|(_, edge)| edge.question.id == near.edge.question.id));
        }
    }
}

#[test]
fn the_right_thing_to_do_is_offered_once_among_others_of_the_same_operateur() {
    let set = common::embedded();
    let trees = common::trees(&set);
    for scenario in scenarios(&set, &trees) {
        let offered = scenario.choices(4, &mut Dice::new(3));
        let times = offered.iter().filter(|action| **action == scenario.action()).count();
        assert_eq!(times, 1, "{}", scenario.id);
        for (rank, one) in offered.iter().enumerate() {
            for other in &offered[rank + 1..] {
                let (one, other) = (one.texte().trim_end_matches('.'), other.texte().trim_end_matches('.'));
                let alike = one.starts_with(other) || other.starts_with(one);
                assert!(!alike, "{}: « {one} » and « {other} »", scenario.id);
            }
        }
        assert!(offered.len() >= 2, "{}", scenario.id);
    }
}

#[test]
fn a_missed_urgency_and_a_kept_case_are_under_orientation_the_contrary_is_over() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let urgent = all.iter().find(|scenario| scenario.outcome.urgence()).expect("some are urgent");
    let plain =
        all.iter().find(|s| !s.outcome.urgence() && s.outcome.conduite.is_none()).expect("some are not");
    let missed = urgent.mark(Orientation {
        categorie: plain.categorie(),
        action: Action::SurPlace,
        sure: Sure::Certain,
    });
    assert!(missed.under && !missed.over && !missed.is_right());
    let alarmed = plain.mark(Orientation { categorie: urgent.categorie(), ..right(plain, Sure::Pas) });
    assert!(alarmed.over && !alarmed.under && alarmed.action && !alarmed.categorie);
}

#[test]
fn whoever_sees_a_danger_that_the_document_does_not_list_is_right() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let dangers: Vec<_> = all.iter().filter(|scenario| scenario.action() == Action::Secours).collect();
    let operateurs: HashSet<&str> = dangers.iter().map(|scenario| scenario.operateur.id.as_str()).collect();
    assert_eq!(operateurs, HashSet::from(["cheque-energie", "finances-publiques"]));
    for scenario in dangers {
        let mark = |categorie, action| scenario.mark(Orientation { categorie, action, sure: Sure::Plutot });
        for categorie in [Categorie::NonPrevu, Categorie::Urgent] {
            let seen = mark(categorie, Action::Secours);
            assert!(seen.is_right() && !seen.over && !seen.under, "{}", scenario.id);
        }
        let kept = mark(Categorie::Niveau1, Action::SurPlace);
        assert!(kept.under && !kept.is_right(), "{}", scenario.id);
        assert!(scenario.action().texte().contains("Les numéros d'urgence d'abord"));
    }
}

#[test]
fn what_is_known_comes_back_later_and_what_is_not_the_next_day() {
    let today = day("2026-11-24");
    let mark = |right, sure| Mark { categorie: right, action: true, sure, under: false, over: false };
    let first = Card::played(None, mark(true, Sure::Certain), String::new(), today);
    assert_eq!((first.boite, first.du), (2, today.plus(INTERVALS[1])));
    let unsure = Card::played(Some(&first), mark(true, Sure::Pas), String::new(), today);
    assert_eq!((unsure.boite, unsure.du), (2, today.plus(1)));
    let wrong = Card::played(Some(&unsure), mark(false, Sure::Certain), String::new(), today);
    assert_eq!((wrong.boite, wrong.du, wrong.vues), (1, today.plus(1), 3));
    assert_eq!(
        wrong.clone().played_again(mark(true, Sure::Certain), today),
        wrong,
        "just read, nothing proved"
    );
    let forgotten = first.clone().played_again(mark(false, Sure::Plutot), today);
    assert_eq!((forgotten.boite, forgotten.du, forgotten.vues), (1, today.plus(1), 1), "an error counts");
    let last = (0..9)
        .fold(first, |card, _| Card::played(Some(&card), mark(true, Sure::Plutot), String::new(), today));
    assert_eq!((last.boite, last.du), (5, today.plus(INTERVALS[4])));
}

#[test]
fn due_ones_come_first_then_new_ones_the_operateurs_by_turns() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let today = day("2026-11-24");
    let mut progress = Progress::default();
    let wrong = |scenario: &Scenario<'_>| Mark { categorie: false, ..scenario.mark(right_static(scenario)) };
    progress.count(&all[7], wrong(&all[7]), false, ("a", today));
    let tomorrow = draw(&all, ten(0), Some((&progress, today.plus(1))), 1);
    assert_eq!(tomorrow[0], (7, Due::Back));
    assert!(tomorrow[1..].iter().all(|(_, due)| *due == Due::New));
    let operateurs: HashSet<&str> =
        tomorrow[1..6].iter().map(|(rank, _)| all[*rank].tree.operateur.as_str()).collect();
    assert_eq!(operateurs.len(), 5, "five opérateurs in five turns");
    let today_again = draw(&all, Wanted { number: all.len(), urgent: 0 }, Some((&progress, today)), 1);
    assert_eq!(today_again.last(), Some(&(7, Due::Early)), "not due yet: last");
    assert_eq!(draw(&all, ten(0), None, 42), draw(&all, ten(0), None, 42), "the same seed draws the same");
    assert_ne!(draw(&all, ten(0), None, 42), draw(&all, ten(0), None, 43));
}

fn ten(urgent: usize) -> Wanted {
    Wanted { number: 10, urgent }
}

#[test]
fn a_draw_holds_as_many_urgencies_as_are_asked_for() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let urgent =
        |drawn: &[(usize, Due)]| drawn.iter().filter(|(rank, _)| all[*rank].outcome.urgence()).count();
    for seed in 1..40 {
        let (free, held) = (draw(&all, ten(0), None, seed), draw(&all, ten(4), None, seed));
        assert_eq!(urgent(&held), urgent(&free).max(4), "seed {seed}");
        let ranks: HashSet<usize> = held.iter().map(|(rank, _)| *rank).collect();
        assert_eq!((held.len(), ranks.len()), (10, 10), "seed {seed}: none twice");
        assert_eq!(
            urgent(&draw(&all, ten(99), None, seed)),
            10,
            "seed {seed}: no more than the session holds"
        );
    }
}

fn right_static<'t>(scenario: &Scenario<'t>) -> Orientation<'t> {
    right(scenario, Sure::Certain)
}

#[test]
fn a_scenario_whose_answer_changed_is_due_again_and_says_so() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let today = day("2026-11-24");
    let mut progress = Progress::default();
    progress.count(&all[0], all[0].mark(right_static(&all[0])), false, ("a", today));
    assert_eq!(progress.due(&all[0], today), Due::Early);
    let text =
        progress.to_text().expect("it can be written").replace(&all[0].fingerprint(), "niveau_2 autre 0");
    let changed = Progress::from_text(&text).expect("it can be read");
    assert_eq!(changed.due(&all[0], today), Due::Changed);
    let page = Turn { due: Due::Changed, ..turn(&all[0]) }.categorie(None);
    assert!(
        layout::text(&layout::page(&page, 80, None, false)).contains("Le référentiel a changé pour ce cas")
    );
}

/// The scenarios that the program carries, read once for all generated progresses.
static SCENARIOS: LazyLock<Vec<Scenario<'static>>> = LazyLock::new(|| {
    let (set, trees) = common::read_once();
    scenarios(set, trees)
});

proptest! {
    #[test]
    fn any_text_is_a_progress_or_is_refused(text in ".{0,200}") {
        let _ = Progress::from_text(&text);
        let _ = text.parse::<Day>();
    }

    #[test]
    fn a_progress_is_read_back_as_it_was_written(days in 0_u16..4000, times in 0_usize..5) {
        let mut progress = Progress::default();
        for scenario in SCENARIOS.iter().take(times) {
            progress.count(scenario, scenario.mark(right_static(scenario)), false, ("k", day("2026-01-01").plus(days)));
        }
        let text = progress.to_text().expect("it can be written");
        prop_assert_eq!(Progress::from_text(&text).expect("it can be read"), progress);
    }
}

/// Both widths, as text.
fn assert_page(name: &str, page: &Page) {
    for width in [80, 40] {
        let lines = layout::page(page, width, None, false);
        assert!(lines.iter().all(|line| line.text.chars().count() <= width), "{name} is wider than {width}");
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        insta::assert_snapshot!(format!("{name}_{width}"), text.join("\n"));
    }
}

#[test]
fn the_pages_of_a_scenario() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let urgent =
        all.iter().find(|scenario| scenario.id == "caf-rsa-quatre-mois").expect("it is among the cases");
    let wrong = Orientation {
        categorie: aiguilleur_core::tree::Categorie::Niveau1,
        action: Action::SurPlace,
        sure: Sure::Certain,
    };
    assert_page("cas", &turn(urgent).categorie(None));
    assert_page("recapitulatif", &turn(urgent).recap(wrong));
    assert_page("verdict_faux", &turn(urgent).verdict(wrong, urgent.mark(wrong), &set.referentiel));
    let plain = all.iter().find(|s| s.outcome.blocage == Some(false)).expect("some are done on the spot");
    let unsure = right(plain, Sure::Pas);
    assert_page("verdict_juste", &turn(plain).verdict(unsure, plain.mark(unsure), &set.referentiel));
}

#[test]
fn the_balance() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let all = scenarios(&set, &trees);
    let mut progress = Progress::default();
    for (rank, scenario) in all.iter().take(24).enumerate() {
        let answer = if rank % 3 == 0 {
            Orientation {
                categorie: aiguilleur_core::tree::Categorie::NonPrevu,
                action: Action::SurPlace,
                sure: Sure::Certain,
            }
        } else {
            right(scenario, Sure::Plutot)
        };
        let date = if rank < 12 { "2026-11-24" } else { "2026-12-01" };
        progress.count(scenario, scenario.mark(answer), false, (date, day(date)));
    }
    let last = progress.seances.last().expect("there was a session").bilan.clone();
    let blocks = bilan::session(&last, &["assurance-maladie".to_owned()], &set.referentiel);
    for width in [80, 40] {
        insta::assert_snapshot!(
            format!("bilan_seance_{width}"),
            layout::text(&layout::blocks(&blocks, width))
        );
    }
    for (name, chart) in [("bilan", true), ("bilan_accessible", false)] {
        let blocks = bilan::all(&progress, &all, day("2026-12-02"), &set.referentiel, chart);
        for width in [80, 40] {
            let lines = layout::blocks(&blocks, width);
            insta::assert_snapshot!(format!("{name}_{width}"), layout::text(&lines));
        }
    }
    let none = bilan::all(&Progress::default(), &all, day("2026-12-02"), &set.referentiel, true);
    assert!(layout::text(&layout::blocks(&none, 80)).contains("aucune séance"));
}

/// The program, its data in this folder, its day this one.
fn former(data: &Path, today: &str, args: &[&str], input: &str) -> common::Run {
    let output = common::aiguilleur()
        .arg("former")
        .args(args)
        .env(common::DATA, data)
        .env("HOME", data)
        .env("AIGUILLEUR_DATE", today)
        .write_stdin(input)
        .timeout(Duration::from_secs(30))
        .output()
        .expect("the program runs");
    common::Run {
        status: output.status.code().expect("the program is not killed"),
        out: String::from_utf8(output.stdout).expect("the result is text"),
        err: String::from_utf8(output.stderr).expect("the messages are text"),
    }
}

fn data() -> TempDir {
    TempDir::new().expect("a temporary folder can be made")
}

fn file(data: &TempDir) -> PathBuf {
    data.path().join("aiguilleur/progression.json")
}

/// Lines that answer something to every scenario, sure enough, and go on.
fn answers(times: usize) -> String {
    "1\n1\n2\n1\n1\n".repeat(times)
}

#[test]
fn two_sessions_a_week_apart() {
    let data = data();
    let first = former(data.path(), "2026-11-24", &["--nombre", "4"], &answers(8));
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.out.contains("Bilan de la séance") && first.out.contains("sur 4"), "{}", first.out);
    let balance = former(data.path(), "2026-11-24", &["--bilan", "--json"], "");
    let balance: Value = serde_json::from_str(&balance.out).expect("it is JSON");
    assert_eq!(
        (&balance["seances"], &balance["total"], &balance["cas_joues"]),
        (&1.into(), &4.into(), &4.into())
    );
    let wrong = 4 - balance["justes"].as_u64().expect("a number");
    assert!(wrong > 0, "the same answer to everything is sometimes wrong");
    let next_day = former(data.path(), "2026-11-25", &["--bilan", "--json"], "");
    let next_day: Value = serde_json::from_str(&next_day.out).expect("it is JSON");
    assert_eq!(next_day["cas_a_revoir"], wrong, "those that were wrong are due the next day");
    let later = former(data.path(), "2026-12-01", &["--nombre", "4"], &answers(8));
    assert_eq!(later.status, 0, "{}", later.err);
    let text = former(data.path(), "2026-12-01", &["--bilan"], "");
    assert!(
        text.out.contains("Bilan de 2 séances") && text.out.contains("24/11") && text.out.contains("01/12")
    );
    let forgotten = former(data.path(), "2026-12-01", &["--oublier"], "");
    assert!(forgotten.out.contains("effacée") && !file(&data).exists());
    let again = former(data.path(), "2026-12-01", &["--oublier"], "");
    assert!(again.out.contains("rien à effacer"), "{}", again.out);
}

#[test]
fn a_wrong_key_is_undone_before_the_verdict() {
    let data = data();
    let run = former(data.path(), "2026-11-24", &["--nombre", "1"], "3\n1\n2\nr\nr\nr\n1\n1\n2\n1\n2\n");
    assert_eq!(run.status, 0, "{}", run.err);
    let asked = run.err.matches("De quelle catégorie est ce cas ?").count();
    assert_eq!(asked, 2, "{}", run.err);
    assert!(run.err.contains("(réponse précédente)"), "{}", run.err);
}

#[test]
fn through_the_real_interview() {
    let data = data();
    let input = "1\n".repeat(60);
    let run = former(data.path(), "2026-11-24", &["caf", "--nombre", "1", "--parcours"], &input);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("L'usager est-il dans l'une de ces situations ?"), "{}", run.err);
    assert!(run.err.contains("Votre parcours") && run.err.contains("attendu"), "{}", run.err);
}

#[test]
fn an_input_that_ends_early_keeps_what_was_done() {
    let data = data();
    let nothing = former(data.path(), "2026-11-24", &[], "1\n");
    assert_eq!((nothing.status, nothing.out.as_str()), (2, ""));
    let one = former(data.path(), "2026-11-24", &[], &answers(1));
    assert_eq!(one.status, 0, "{}", one.err);
    assert!(one.out.contains("sur 1"), "{}", one.out);
}

#[test]
fn a_damaged_progress_is_set_aside_and_a_folder_that_refuses_still_trains() {
    let data = data();
    fs::create_dir_all(data.path().join("aiguilleur")).expect("a folder can be made");
    fs::write(file(&data), "{ abîmé").expect("it can be written to");
    let balance = former(data.path(), "2026-11-24", &["--bilan", "--json"], "");
    assert_eq!((balance.status, balance.out.as_str()), (2, ""), "no balance of nothing: {}", balance.err);
    assert!(balance.err.contains("abîmé") && balance.err.contains("--oublier"), "{}", balance.err);
    let run = former(data.path(), "2026-11-24", &["--nombre", "1"], &answers(3));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("progression.abime-1.json"), "{}", run.err);
    let aside = data.path().join("aiguilleur/progression.abime-1.json");
    assert_eq!(fs::read_to_string(aside).expect("it is there"), "{ abîmé");
    // A file where the folder should be: nothing can be kept.
    let refusing = TempDir::new().expect("a temporary folder can be made");
    fs::write(refusing.path().join("aiguilleur"), "").expect("it can be written to");
    let run = former(refusing.path(), "2026-11-24", &["--nombre", "1"], &answers(3));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("Rien ne sera gardé"), "{}", run.err);
    assert!(run.out.contains("Bilan de la séance"), "{}", run.out);
}

#[test]
fn what_a_wrong_clock_sent_far_away_comes_back_today() {
    let data = data();
    former(data.path(), "2046-01-01", &["--nombre", "2"], &answers(6));
    let balance = former(data.path(), "2026-11-24", &["--bilan", "--json"], "");
    assert!(balance.err.contains("2 cas attendaient un jour trop lointain"), "{}", balance.err);
    let balance: Value = serde_json::from_str(&balance.out).expect("it is JSON");
    assert_eq!(balance["cas_a_revoir"], 2);
    let first = former(data.path(), "2026-11-24", &["--nombre", "2"], &answers(6));
    assert!(first.err.contains("vérifiez-la"), "{}", first.err);
    let next = former(data.path(), "2026-11-25", &["--bilan"], "");
    assert!(!next.err.contains("lointain"), "it is put right for good: {}", next.err);
}

#[test]
fn what_was_kept_counts_even_where_nothing_more_can_be() {
    let data = data();
    former(data.path(), "2026-11-24", &["--nombre", "1"], &answers(3));
    let kept = fs::read(file(&data)).expect("it was kept");
    // A lock that cannot be taken, as on a disk that refuses to be written to.
    let lock = data.path().join("aiguilleur/progression.verrou");
    fs::remove_file(&lock).expect("it is there");
    fs::create_dir(&lock).expect("a folder can be made");
    let run = former(data.path(), "2026-11-25", &["--nombre", "1"], &answers(3));
    assert!(run.err.contains("Rien ne sera gardé") && run.out.contains("sur 1"), "{}", run.err);
    let balance = former(data.path(), "2026-11-25", &["--bilan"], "");
    assert!(balance.out.contains("Bilan de 1 séance"), "{}", balance.out);
    assert_eq!(fs::read(file(&data)).expect("it is still there"), kept);
}

#[test]
fn a_group_plays_the_same_cases_whatever_each_has_learnt() {
    let (one, other) = (data(), data());
    former(one.path(), "2026-11-24", &["--nombre", "3"], &answers(6));
    let scenes = |data: &TempDir| {
        former(data.path(), "2026-11-26", &["--graine", "5", "--nombre", "2"], &answers(2)).err
    };
    assert_eq!(scenes(&one), scenes(&other));
}

#[test]
fn a_trainer_s_own_cases_that_were_missed_come_back_before_new_ones() {
    let folder = data();
    let cases = folder.path().join("cas.ron");
    let path = cases.to_str().expect("a plain name");
    let case = |id: &str, recit: &str| {
        format!(
            "(id: \"{id}\", operateur: \"caf\", recit: \"{recit}\", reponses: {{\"urgence\": \"detresse\"}}),"
        )
    };
    let two =
        case("a", "Plus rien depuis trois mois.") + &case("b", "Il pleure, il n'a plus de quoi manger.");
    fs::write(&cases, format!("[{two}]")).expect("it can be written to");
    // An urgency that is taken for a request of the first level is missed.
    let first = former(folder.path(), "2026-11-24", &["--cas", path], &answers(4));
    assert!(first.out.contains("0 juste") && first.out.contains("sur 2"), "{}", first.out);
    let more: Vec<String> =
        (0..9).map(|rank| case(&format!("c{rank}"), &format!("Nouvelle scène {rank}."))).collect();
    fs::write(&cases, format!("[{}{two}]", more.concat())).expect("it can be written to");
    let next = former(folder.path(), "2026-11-26", &["--cas", path, "--nombre", "2"], &answers(4));
    assert!(next.err.contains("Plus rien depuis") && next.err.contains("Il pleure"), "{}", next.err);
    assert!(!next.err.contains("Nouvelle scène"), "{}", next.err);
}

#[test]
fn a_trainer_s_own_cases_and_sheets() {
    let folder = data();
    let cases = folder.path().join("cas.ron");
    let text = r#"[
        (id: "a", operateur: "caf", recit: "Plus rien depuis trois mois, et il pleure.", reponses: {"urgence": "detresse"}),
        (id: "b", operateur: "caf", reponses: {"urgence": "detresse"}),
        (id: "c", operateur: "edf", recit: "La lumière.", reponses: {}),
    ]"#;
    fs::write(&cases, text).expect("it can be written to");
    let cases = cases.to_str().expect("a plain name");
    let played = former(folder.path(), "2026-11-24", &["--cas", cases], &answers(3));
    assert_eq!(played.status, 0, "{}", played.err);
    assert!(
        played.err.contains("1 cas sans récit : non joué.")
            && played.err.contains("1 cas d'un opérateur sans arbre ici : non joué.")
            && played.err.contains("Plus rien depuis"),
        "{}",
        played.err
    );
    for name in ["quiz.html", "quiz.md"] {
        let sheet = folder.path().join(name);
        let args = ["--imprimer", sheet.to_str().expect("a plain name"), "--graine", "9", "--nombre", "5"];
        let printed = former(folder.path(), "2026-11-24", &args, "");
        assert_eq!(printed.status, 0, "{}", printed.err);
        // HTML keeps « Source : » on one line.
        let read = |path| fs::read_to_string(path).expect("it was written").replace('\u{a0}', " ");
        let questions = read(sheet.clone());
        let answers = read(folder.path().join(name.replace("quiz", "quiz-corrige")));
        assert!(questions.contains("☐ Niveau 1") && !questions.contains("Source :"));
        assert!(
            questions.contains("Nom : ....") && questions.contains("Certitude"),
            "who answers, and a grid"
        );
        assert!(answers.contains("Source :") && answers.contains("Référentiel V1"));
        assert_eq!(questions.matches("De quelle catégorie est ce cas ?").count(), 5);
        assert_eq!(questions.matches("En êtes-vous sûr ?").count(), 5);
        let scene = questions.lines().find(|line| line.len() > 80).expect("a scene");
        assert!(name.ends_with("html") || answers.contains(scene), "the answers recall the scene");
    }
    for (name, words) in [("quiz.gift", "::Cas 5, conduite::"), ("quiz.csv", "#separator:Semicolon")] {
        let sheet = folder.path().join(name);
        let sheet_path = sheet.to_str().expect("a plain name");
        let args = ["--imprimer", sheet_path, "--graine", "9", "--nombre", "5", "--urgences", "3"];
        let printed = former(folder.path(), "2026-11-24", &args, "");
        assert_eq!(printed.status, 0, "{}", printed.err);
        let text = fs::read_to_string(&sheet).expect("it was written");
        assert!(text.contains(words) && !printed.out.contains("Corrigé"), "{text}");
        assert!(text.contains("Complément, hors référentiel") && text.contains("3919"), "{text}");
    }
    let refused = former(folder.path(), "2026-11-24", &["--imprimer", "quiz.pdf"], "");
    assert_eq!(refused.status, 2);
}

#[test]
fn a_group_s_balances_add_up_and_name_nobody() {
    let (one, other) = (data(), data());
    let mut total = 0;
    let files = [&one, &other].map(|learner| {
        former(learner.path(), "2026-11-24", &["--nombre", "6"], &answers(24));
        let balance = former(learner.path(), "2026-11-24", &["--bilan", "--json"], "").out;
        let read: serde_json::Value = serde_json::from_str(&balance).expect("JSON");
        total += read["total"].as_u64().expect("a number");
        let file = learner.path().join("bilan.json");
        // As PowerShell writes it.
        let text: Vec<u8> = format!("\u{feff}{balance}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(&file, text).expect("it can be written to");
        file.to_str().expect("a plain name").to_owned()
    });
    let group = former(one.path(), "2026-11-24", &["--reunir", &files[0], &files[1]], "");
    assert_eq!(group.status, 0, "{}", group.err);
    assert!(
        group.out.contains("Bilan de 2 conseillers") && group.out.contains(&format!("sur {total}")),
        "{}",
        group.out
    );
    // Both gave the same answers to the same cases: what one missed, the other did.
    assert!(group.out.contains("2 conseillers, cas ") && group.out.contains(" : « "), "{}", group.out);
    let twice = former(one.path(), "2026-11-24", &["--reunir", &files[0], &files[1], &files[0]], "");
    assert!(twice.out.contains("donné plusieurs fois") && twice.out.contains("Bilan de 2 conseillers"));
    let balance = former(one.path(), "2026-11-24", &["--bilan", "--json"], "").out;
    let mut read: serde_json::Value = serde_json::from_str(&balance).expect("JSON");
    read["justes"] = 108.into();
    fs::write(&files[0], read.to_string()).expect("it can be written to");
    let changed = former(one.path(), "2026-11-24", &["--reunir", &files[0]], "");
    assert!(
        changed.status == 2 && common::unwrapped(&changed.err).contains("ne vont pas ensemble"),
        "{}",
        changed.err
    );
    fs::write(&files[0], "{\"seances\": 1").expect("it can be written to");
    let broken = former(one.path(), "2026-11-24", &["--reunir", &files[0]], "");
    assert!(broken.status == 2 && broken.err.contains("ligne 1"), "{}", broken.err);
    let missing = former(one.path(), "2026-11-24", &["--reunir", "absent.json"], "");
    assert!(missing.status == 2 && missing.err.contains("n'existe pas") && !missing.err.contains("arbre"));
}

#[test]
fn wrong_uses_are_refused_in_french() {
    let data = data();
    for (args, words) in [
        (&["--nombre", "0"][..], "n'est pas un nombre de cas"),
        (&["--graine", "x"], "n'est pas une graine"),
        (&["--json"], "Il manque « --bilan »"),
        (&["msa"], "n'a pas été fourni"),
        (&["edf"], "n'est pas un opérateur"),
        (&["--cas", "-"], "L'entrée standard sert à vos réponses"),
        (&["--oublier", "caf"], "--oublier"),
        (&["--bilan", "--nombre", "3"], "--bilan"),
    ] {
        let run = former(data.path(), "2026-11-24", args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    }
    let refused = former(data.path(), "demain", &["--bilan"], "");
    assert!(refused.status == 2 && refused.err.contains("AIGUILLEUR_DATE"), "{}", refused.err);
}

#[test]
fn killed_at_any_moment_the_progress_is_whole() {
    let data = data();
    let start = || -> Child {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
            .args(["former", "--nombre", "200"])
            .env(common::DATA, data.path())
            .env("AIGUILLEUR_DATE", "2026-11-24")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("it reads");
        // The whole input at once: it writes after each case, as fast as it can.
        std::thread::spawn(move || {
            let _ = input.write_all(answers(400).as_bytes());
        });
        child
    };
    let (mut sessions, mut cards, mut turn) = (0, 0, 0);
    // Thirty turns, and more where a busy machine starts the program too late for a session to be kept.
    while turn < 30 || (sessions <= 5 && turn < 200) {
        turn += 1;
        let mut child = start();
        std::thread::sleep(Duration::from_millis(20 + 7 * turn));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        if let Ok(text) = fs::read_to_string(file(&data)) {
            let progress =
                Progress::from_text(&text).expect("the old file or the new one, never half of one");
            assert!(progress.seances.len() >= sessions, "no session is lost");
            assert!(progress.fiches.len() >= cards, "no scenario is lost");
            (sessions, cards) = (progress.seances.len(), progress.fiches.len());
        }
    }
    let files = fs::read_dir(data.path().join("aiguilleur")).expect("it can be listed").count();
    assert!(files <= 3, "the progress, its lock, and at most one file half written: {files}");
    assert!(sessions > 5, "{sessions} sessions were kept");
}

#[test]
fn verifier_reads_cases_as_a_trainer_would() {
    let folder = data();
    let cases = folder.path().join("cas.jsonl");
    let text = concat!(
        r#"{"id": "a", "operateur": "caf", "recit": "C'est du niveau 1, je crois, pour mon logement.", "reponses": {"urgence": "detresse"}}"#,
        "\n",
        r#"{"id": "b", "operateur": "caf", "recit": "Je voudrais un coup de main pour mes papiers de la rentrée", "reponses": {"urgence": "detresse"}}"#,
        "\n",
        r#"{"id": "c", "operateur": "caf", "recit": "Je voudrais un coup de main pour mes papiers de rentrée.", "reponses": {"urgence": "detresse"}}"#,
        "\n",
        r#"{"id": "d", "operateur": "caf", "reponses": {"urgence": "detresse"}}"#,
        "\nrien\n",
        r#"{"id": "e", "operateur": "caf", "recit": "Je suis perdu.", "reponses": {"urgence": "detresse"}, "attendu": {"categorie": "niveau_1"}}"#,
        "\n",
    );
    fs::write(&cases, text).expect("it can be written to");
    let run = common::run(&["verifier", "--cas", cases.to_str().expect("a plain name")], "");
    assert_eq!(run.status, 1, "{}", run.out);
    for (rule, line) in
        [("cas-reponse", 1), ("cas-semblables", 3), ("cas-recit", 4), ("lecture", 5), ("cas-issue", 6)]
    {
        assert!(run.out.contains(&format!("[{rule}]")), "{rule}: {}", run.out);
        assert!(run.out.contains(&format!("cas.jsonl:{line}:")), "{rule}: {}", run.out);
    }
    let other = folder.path().join("autre.jsonl");
    let text = r#"{"id": "b", "operateur": "caf", "recit": "Je voudrais un coup de main pour mes papiers de la rentrée !", "reponses": {"urgence": "detresse"}}"#;
    fs::write(&other, text).expect("it can be written to");
    let both =
        ["verifier", "--cas", cases.to_str().expect("a name"), "--cas", other.to_str().expect("a name")];
    let run = common::run(&both, "");
    assert!(run.out.contains("Deux cas s'appellent « b »."), "{}", run.out);
    assert!(run.out.contains("Le récit du cas « b » ressemble à celui de « b »."), "{}", run.out);
    assert_eq!(run.out.matches("autre.jsonl:1:").count(), 2, "{}", run.out);
}

#[test]
fn a_window_that_is_closed_loses_no_case_that_was_noted() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("mes cas.ron");
    let mut session = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .args(["guider", "--accessible", "--local", "aucun", "--noter"])
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let input = session.stdin.as_mut().expect("it is piped");
    input.write_all(b"2\n1\n").expect("it reads");
    let noted = || fs::read_to_string(&file).is_ok_and(|text| text.contains("note-1"));
    let seen = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        noted()
    });
    session.kill().expect("it runs");
    session.wait().expect("it ends");
    assert!(seen && noted(), "the outcome was reached, and its case is in the file");
}

#[test]
fn two_sessions_note_each_case_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("cas.ron");
    let mut one = Noted::open(&file).expect("it can be made");
    let mut other = Noted::open(&file).expect("it can be made");
    let case = |id: &'static str| Case {
        id: "".into(),
        operateur: "caf".into(),
        recit: None,
        reponses: vec![Answered { question: "urgence".into(), reponse: id.into() }],
        attendu: None,
    };
    one.write(&[case("a")]).expect("it can be written");
    other.write(&[case("b")]).expect("it can be written");
    one.write(&[case("a")]).expect("it can be written");
    one.write(&[case("a"), case("c")]).expect("it can be written");
    other.write(&[case("b")]).expect("it can be written");
    let text = fs::read_to_string(&file).expect("it is there");
    assert_eq!(text.matches("operateur: \"caf\"").count(), 3, "{text}");
}

#[test]
fn a_category_that_does_not_exist_is_told_with_those_that_do() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("cas.ron");
    let case = r#"[(id: "un", operateur: "caf", reponses: {}, attendu: (categorie: "nivau_1"))]"#;
    fs::write(&file, format!("#![enable(implicit_some)]\n{case}")).expect("it can be written");
    let run = common::run(&["verifier", "--cas", file.to_str().expect("UTF-8")], "");
    assert!(run.status == 1 && run.out.contains("« nivau_1 », qui n'est pas une catégorie"), "{}", run.out);
    assert!(run.out.contains("« non_prevu »") && run.out.contains("Cas vérifiés aussi : 1, dans 1 fichier"));
}

#[test]
fn a_file_of_cases_is_known_by_its_name() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let noted = folder.path().join("cas.ron.txt");
    fs::copy("cases/caf.ron", &noted).expect("it can be copied");
    let read = common::run(&["rejouer", "--json", noted.to_str().expect("UTF-8")], "");
    assert!(read.status == 0 && !read.out.contains("\"total\": 0,"), "{} {}", read.out, read.err);
}

#[test]
fn fewer_urgencies_than_asked_for_are_told() {
    let data = data();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let printed = folder.path().join("quiz.md");
    let path = printed.to_str().expect("UTF-8");
    let few =
        former(data.path(), "2026-11-24", &["cheque-energie", "--urgences", "9", "--imprimer", path], "");
    assert!(few.err.contains("Vous demandez 9 urgence(s) : ce tirage n'en a que"), "{}", few.err);
}

#[test]
fn what_is_played_is_noted_as_cases_that_conform() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("mes cas.ron");
    let noter = ["guider", "--accessible", "--noter", file.to_str().expect("UTF-8")];
    // An answer is taken back: only what it became is noted.
    let played = common::run(&noter, "1\n0\n2\n3\n1\nr\n2\nq\n");
    assert!(played.err.contains("1 cas noté dans"), "{}", played.err);
    assert_eq!(common::run(&noter, "2\n1\nq\n").status, 0);
    let replayed = common::run(&["rejouer", file.to_str().expect("UTF-8"), "--strict", "--json"], "");
    assert_eq!(replayed.status, 0, "{}", replayed.out);
    let report: serde_json::Value = serde_json::from_str(&replayed.out).expect("it is JSON");
    assert_eq!((&report["total"], &report["conformes"]), (&2.into(), &2.into()));
    // What is no file of cases is refused before anything is played, and stays as it is.
    let other = folder.path().join("arbre.ron");
    std::fs::write(&other, common::SMALL_TREE).expect("it can be written");
    let refused = common::run(&["guider", "--noter", other.to_str().expect("UTF-8")], "1\n1\nq\n");
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert_eq!(std::fs::read_to_string(&other).expect("it is there"), common::SMALL_TREE);
}
