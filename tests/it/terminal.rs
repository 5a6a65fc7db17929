//! Whole interviews in a real pseudo-terminal: keys in, screens out.

#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const ROWS: u16 = 24;
/// No screen takes longer to come.
const PATIENCE: Duration = Duration::from_secs(10);
/// No finger is faster: a key that comes sooner was not typed in answer to the page.
const FINGER: Duration = Duration::from_millis(60);
/// The same key again, on purpose, comes later than this.
const AGAIN: Duration = Duration::from_millis(420);
const DOWN: &str = "\u{1b}[B";

/// A terminal with the program in it.
pub(crate) struct Session {
    pub(crate) screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    pub(crate) keys: Box<dyn std::io::Write + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// The last keys, and when.
    pressed: (String, Instant),
    /// The state of the terminal before the program.
    found: String,
}

impl Session {
    pub(crate) fn start(args: &[&str], columns: u16) -> Self {
        Self::start_with(args, columns, &[])
    }

    pub(crate) fn start_with(args: &[&str], columns: u16, environment: &[(&str, &str)]) -> Self {
        Self::start_program(env!("CARGO_BIN_EXE_aiguilleur"), args, columns, environment)
    }

    pub(crate) fn start_program(
        program: &str,
        args: &[&str],
        columns: u16,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows: ROWS, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a pseudo-terminal opens");
        let found = state(&*pty.master);
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).expect("the program starts");
        let mut reader = pty.master.try_clone_reader().expect("the screen can be read");
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pty.master.take_writer().expect("keys can be pressed");
        let size = |n: u16| n.try_into().expect("a terminal has rows and columns");
        let screen = vt100::Parser::new(size(ROWS), size(columns), 2000);
        Self {
            screen,
            bytes,
            keys,
            child,
            master: pty.master,
            pressed: (String::new(), Instant::now()),
            found,
        }
    }

    /// Whether the terminal is in the state that it had before the program.
    pub(crate) fn is_as_found(&self) -> bool {
        state(&*self.master) == self.found
    }

    /// The window becomes so many columns wide.
    pub(crate) fn resize(&mut self, columns: u16) {
        let size = |n: u16| n.try_into().expect("a terminal has rows and columns");
        self.screen.screen_mut().set_size(size(ROWS), size(columns));
        let size = PtySize { rows: ROWS, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the window changes");
    }

    /// Presses keys, as fast as a person can.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        // However late the program read the last key, the same one again is no bounce, and one after Escape no sequence.
        let (last, at) = &self.pressed;
        let finger = if last == "\u{1b}" { 4 * FINGER } else { FINGER };
        thread::sleep(if last == keys { AGAIN } else { finger.saturating_sub(at.elapsed()) });
        self.pressed = (keys.to_owned(), Instant::now());
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
        self
    }

    /// Waits until the screen shows these words; they may be cut by an end of line.
    pub(crate) fn see(&mut self, words: &str) -> &mut Self {
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = |screen: &vt100::Screen| squeeze(&screen.contents()).contains(words);
        assert!(
            self.comes(shown),
            "{words:?} does not come. The screen:\n{}",
            self.screen.screen().contents()
        );
        self
    }

    /// Waits until the page that shows these words stands whole: a page is drawn downwards, and the cursor ends on its last row.
    pub(crate) fn see_whole(&mut self, words: &str) -> &vt100::Screen {
        self.see(words).until(|screen| {
            let (rows, columns) = screen.size();
            let end = (rows.get() - 1, columns.get() - 1);
            let (row, column) = screen.cursor_position();
            (row, column) >= end && screen.contents().trim_end().ends_with("q quitter")
        });
        self.screen.screen()
    }

    /// Waits until the screen is so.
    pub(crate) fn until(&mut self, so: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        assert!(self.comes(so), "it does not come. The screen:\n{}", self.screen.screen().contents());
        self
    }

    fn comes(&mut self, so: impl Fn(&vt100::Screen) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while !so(self.screen.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.bytes.recv_timeout(left) else { return false };
            self.screen.process(&bytes);
        }
        true
    }

    /// The exit status, and what stands on the screen then.
    pub(crate) fn end(mut self) -> (u32, String) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.screen.screen().contents());
            thread::sleep(Duration::from_millis(5));
        };
        // The program held the last end of the terminal: what it wrote ends by itself, however late it comes.
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
        }
        assert!(!self.screen.screen().hide_cursor(), "the cursor is shown again");
        assert!(!self.screen.screen().alternate_screen(), "the screen is given back");
        assert!(!self.screen.screen().bracketed_paste(), "pastes are no longer asked for");
        assert!(self.is_as_found(), "the terminal is as it was: {}", state(&*self.master));
        (status.exit_code(), self.screen.screen().contents())
    }
}

/// What `stty -a` would say.
fn state(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("the terminal has a state"))
}

#[test]
fn caf_go_back_change_an_answer_reach_the_outcome() {
    let mut session = Session::start(&[], 80);
    session.see("Quel opérateur").press("1").see("L'usager est-il dans l'une de ces situations ?");
    session.press("0").see("De quoi s'agit-il ?").press("2").see("Que veut l'usager pour son logement ?");
    session.press("r").see("(réponse précédente)").see("De quoi s'agit-il ?").press("5");
    session.see("décès ou cet accident").see("question 3").press("r").see("De quoi s'agit-il ?").press("6");
    session
        .see("Y a-t-il un blocage ou une demande au-delà ?")
        .press("1")
        .see("correspondant en back-office de la CAF")
        .see("Et maintenant ?");
    session.press("5");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(
        screen.contains("Services en ligne et espace personnel") || screen.contains("ligne caf-02"),
        "{screen}"
    );
}

#[test]
fn nothing_of_a_page_stays_behind_the_next_one() {
    let mut session = Session::start(&[], 80);
    session.see("Quel opérateur").press("?").see("avec ou sans Maj").press("1");
    let screen = session.see_whole("L'usager est-il dans").contents();
    assert!(!screen.contains("Quel opérateur") && !screen.contains("avec ou sans Maj"), "{screen}");
    assert_eq!(screen.matches("r retour").count(), 1, "{screen}");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn assurance_maladie_a_lost_card_at_40_columns() {
    let mut session = Session::start(&["guider", "assurance-maladie"], 40);
    session
        .see("L'usager est-il dans")
        // The keys of 0 and 2 on a French keyboard, without Shift.
        .press("à")
        .see("De quoi s'agit-il ?")
        .press("é")
        .see("pour sa carte ?");
    session.press("2").see("NIVEAU 1").see("Y a-t-il une difficulté ou un blocage ?");
    session.press("r").see("perdue ou volée : la déclarer (réponse précédente)").press("\r").see("NIVEAU 1");
    session.press("2").see("Rien d'autre à faire").see("déclarer en ligne").press("q");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(screen.contains("assurance-maladie-18"), "{screen}");
}

#[test]
fn assurance_retraite_with_the_arrows() {
    let mut session = Session::start(&["guider", "assurance-retraite"], 80);
    session
        .see("L'usager est-il dans l'une")
        .press(DOWN)
        .see("> 1 Personne en danger")
        .press(&DOWN.repeat(5))
        .see("> 0 Aucune de ces situations")
        .press("\r")
        .see("De quoi s'agit-il ?");
    session.press(DOWN).see("> 1").press(DOWN).see("> 2").press(DOWN).see("> 3").press("\r");
    session.see("Que veut l'usager pour sa demande de retraite ?").press("r").see("(réponse précédente)");
    session
        .press("\r")
        .see("pour sa demande")
        .press("6")
        .see("NIVEAU 2")
        .see("Commission de recours amiable")
        .see("2 mois");
    session.press("1").see("Vos réponses ont mené ici").press("3").see("(réponse précédente)").press("5");
    session.see("NIVEAU 2").see("Se faire expliquer la notification").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn cheque_energie_by_the_urgency_and_its_checklist() {
    let mut session = Session::start(&["guider", "cheque-energie"], 80);
    session
        .see("dans l'une de ces situations ?")
        .press("0")
        .see("Que veut l'usager ?")
        .press("u")
        .see("Menaces de suicide");
    session.press("r").see("Que veut l'usager ?").press("r").see("(réponse précédente)").press("2");
    session.see("SITUATION URGENTE").see("Administration+").press("s").see("Depuis quand : …").press("1");
    session.see("SITUATION URGENTE").press("4").see("Quel opérateur").press("q");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(screen.contains("cheque-energie-11"), "the outcome that was left is written: {screen}");
    assert!(screen.contains("Ce qui bloque : …"), "and the text that was asked for: {screen}");
}

#[test]
fn finances_publiques_from_a_bill_to_hors_bouquet() {
    let mut session = Session::start(&["guider", "finances-publiques"], 80);
    session
        .see("L'usager est-il dans l'une")
        .press("0")
        .see("De quoi s'agit-il ?")
        .press("4")
        .see("sa facture ou son amende ?");
    session
        .press("3")
        .see("NIVEAU 1")
        .see("Reste-t-il un besoin ?")
        .press("1")
        .see("Sur quoi porte le besoin ?");
    session.press("1").see("HORS BOUQUET").see("300 €").press("r").see("(réponse précédente)").press("2");
    session.see("service de recouvrement").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_wrong_key_loses_nothing() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session
        .see("question 1")
        .press("x")
        .see("Cette touche ne fait rien ici.")
        .press("\r")
        .see("Choisissez d'abord");
    session.press("0").see("question 2").press("?").see("Aide :").press("r").see("question 2");
    session.press("q").see("Quitter cet entretien ?").press("1").see("question 2").press("?").see("Aide :");
    session.press("q").see("Quitter cet entretien ?").press("2");
    let (status, screen) = session.end();
    assert_eq!((status, screen.trim()), (0, ""), "nothing is written where nothing was reached");
}

#[test]
fn ctrl_c_gives_the_terminal_back() {
    for (keys, words) in [("", "Quel opérateur"), ("1", "question 1"), ("u", "Menaces de suicide")] {
        let mut session = Session::start(&[], 80);
        session.see("Quel opérateur").press(keys).see(words).press("\u{3}");
        let (status, screen) = session.end();
        assert_eq!(status, 130);
        assert_eq!(screen.trim(), "Interrompu. Rien n'a été enregistré.");
    }
}

#[test]
fn ctrl_d_leaves_as_q_does_and_asks_before_answers_are_lost() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("0").see("question 2").press("\u{4}").see("Quitter cet entretien ?");
    session.press("r").see("question 2").press("\u{4}").see("Quitter cet entretien ?").press("\u{4}");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_signal_from_elsewhere_gives_the_terminal_back_too() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    let pid = session.child.process_id().expect("the program runs").to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    let (status, screen) = session.end();
    assert_eq!(status, 130);
    assert_eq!(screen.trim(), "Interrompu. Rien n'a été enregistré.");
}

#[test]
fn a_terminal_that_is_closed_ends_the_program() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    let Session { mut child, master, keys, bytes, .. } = session;
    drop((master, keys, bytes));
    let deadline = Instant::now() + PATIENCE;
    while child.try_wait().expect("the program can be waited for").is_none() {
        assert!(Instant::now() < deadline, "it goes on without a terminal");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_terminal_of_twenty_columns_is_enough() {
    let mut session = Session::start(&["guider", "caf"], 20);
    session
        .see("L'usager est-il")
        .press("2")
        .see("5 Terminer")
        .press(" ")
        .see("3114")
        .see("SITUATION URGENTE")
        .press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn nothing_that_is_written_is_cut_within_a_word() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");
    let trees = concat!(env!("CARGO_MANIFEST_DIR"), "/trees");
    let commands: [&[&str]; 6] = [
        &["--aide"],
        &["rejouer", "--aide"],
        &["lister", "caf"],
        &["verifier"],
        &["rejouer", cases],
        &["comparer", trees, trees],
    ];
    for args in commands {
        let (_, screen) = Session::start(args, 40).end();
        assert!(!screen.trim().is_empty(), "{args:?}");
        // The terminal cuts a line that is too long; here it is whole again, hence longer.
        for line in screen.lines() {
            assert!(line.chars().count() <= 40, "{args:?}: {line}");
        }
    }
}

#[test]
fn plain_lines_in_a_terminal_when_they_are_asked_for() {
    for (args, environment) in [
        (&["--accessible", "guider", "caf"][..], &[][..]),
        (&["guider", "caf"], &[("ACCESSIBLE", "1")]),
        (&["guider", "caf"], &[("TERM", "dumb")]),
    ] {
        let mut session = Session::start_with(args, 80, environment);
        session
            .see("Votre réponse")
            .press("0\n")
            .see("De quoi s'agit-il ?")
            .press("zz\n")
            .see("« zz » n'est pas une réponse");
        session
            .press("?\n")
            .see("Tapez le chiffre")
            .press("6\n")
            .see("Y a-t-il un blocage ou une demande au-delà ?")
            .press("retour\n");
        session
            .see("(réponse précédente)")
            .press("\n")
            .see("question 3")
            .press("2\n")
            .see("Et maintenant ?")
            .press("5\n");
        let (status, screen) = session.end();
        assert_eq!(status, 0);
        assert!(screen.contains("ligne caf-02"), "{screen}");
    }
}

#[test]
fn no_colour_where_it_is_not_wanted() {
    for (args, environment, coloured) in [
        (&["guider", "caf"][..], &[][..], true),
        (&["guider", "caf"], &[("NO_COLOR", "1")], false),
        (&["guider", "caf", "--couleur", "jamais"], &[], false),
    ] {
        let mut session = Session::start_with(args, 80, environment);
        session.see("question 1").press("2").see("SITUATION URGENTE");
        let screen = session.screen.screen();
        let row = (0..ROWS).find(|row| screen.contents_between(*row, 0, *row, 20).contains("SITUATION"));
        let cell = screen.cell(row.expect("the words are there"), 0).expect("the cell is there");
        assert_eq!(cell.fgcolor() != vt100::Color::Default, coloured, "{args:?} {environment:?}");
        session.press("q");
        session.end();
    }
}

#[test]
fn typed_words_lead_through_the_urgency_question_to_the_outcome_and_back() {
    let mut session = Session::start(&[], 80);
    session
        .see("Mots de l'usager")
        .press("m")
        .see("Entrée chercher")
        .press("jai perdu ma cart\u{7f}te vitale");
    session.see("perdu ma carte vitale").press("\r");
    session
        .see("Quelle démarche convient")
        .see("1 Carte Vitale ou carte européenne perdue ou volée")
        .press("1");
    session
        .see("Vous cherchez : Carte Vitale")
        .see("Réponses déduites")
        .see("dans l'une de ces situations ?")
        .press("0");
    session
        .see("Y a-t-il une difficulté ou un blocage ?")
        .press("2")
        .see("vous terminez la démarche sur place");
    session.press("1").see("Vos réponses ont mené ici").see("(déduit de votre recherche)").press("r");
    session.see("Et maintenant ?").press("r").see("un blocage ?").press("r");
    session.see("Que veut l'usager pour sa carte ?").see("la déclarer (réponse déduite)").press("r");
    session
        .see("De quoi s'agit-il ?")
        .see("(réponse déduite)")
        .press("r")
        .see("dans l'une de ces situations ?");
    session.press("r").see("Quelle démarche convient").press("r").see("Quel opérateur").press("q");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(!screen.contains("perdu ma carte"), "nothing of what was said is left: {screen}");
}

#[test]
fn a_sign_of_urgency_comes_first_at_40_columns() {
    let words = "mon mari me frappe, et je veux changer d'adresse à la caf";
    let mut session = Session::start(&["guider", "--demande", words], 40);
    session.see("Une personne est peut-être en danger").see("1 Urgence sociale ou psychologique").press("1");
    session
        .see("Vous cherchez : Urgence sociale")
        .see("dans l'une de ces situations ?")
        .press("3")
        .see("C'est à vous d'agir");
    session.press("q");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(screen.contains("caf-05"), "{screen}");
}

#[test]
fn words_that_are_given_up_or_lead_nowhere_lose_nothing() {
    let mut session = Session::start(&[], 80);
    session.see("Quel opérateur").press("/").see("Échap annuler").press("\r").see("Tapez au moins un mot.");
    session
        .press("xyzzyx")
        .see("xyzzyx")
        .press("\u{1b}")
        .see("d début")
        .press("m")
        .see("Entrée chercher")
        .press("xyzzyx\r");
    session
        .see("Aucune démarche ne correspond à ces mots")
        .press("m")
        .see("Entrée chercher")
        .press("pole emploi\r");
    session.see("Tableau non fourni : ouvrez le référentiel").see("1 France Travail").press("1");
    session
        .see("France Travail : le tableau n'a pas été fourni")
        .press("r")
        .see("1 France Travail")
        .press("0")
        .see("Aucun opérateur ne convient")
        .see("la mairie : état civil")
        .press("0")
        .see("Quel opérateur")
        .press("r")
        .see("Aucun opérateur ne convient")
        .press("d")
        .see("Quel opérateur")
        .press("r")
        .see("Vous êtes déjà au début.")
        .press("\u{3}");
    let (status, screen) = session.end();
    assert_eq!(status, 130, "{screen}");
}

#[test]
fn a_whole_session_of_training_with_a_wrong_key_and_its_balance() {
    let data = tempfile::TempDir::new().expect("a temporary folder can be made");
    let home = data.path().to_str().expect("a plain name");
    let environment = [("XDG_DATA_HOME", home), ("HOME", home), ("AIGUILLEUR_DATE", "2026-11-24")];
    let mut session = Session::start_with(&["former", "caf", "--nombre", "2"], 80, &environment);
    session
        .see("cas 1 sur 2")
        .see("De quelle catégorie est ce cas ?")
        .press("u")
        .see("Cette touche ne fait rien ici.");
    session
        .press("4")
        .see("Que faites-vous")
        .press("r")
        .see("Hors bouquet : à ne pas traiter en France services (réponse précédente)");
    session
        .press("3")
        .see("Que faites-vous")
        .press("1")
        .see("En êtes-vous sûr ?")
        .press("2")
        .see("Voir le verdict ?");
    session.see("Plutôt sûr").press("1").see("La bonne orientation").press("1");
    session
        .see("cas 2 sur")
        .press("1")
        .see("Que faites-vous")
        .press("2")
        .see("En êtes-vous sûr ?")
        .press("1");
    session
        .see("Voir le verdict ?")
        .press("1")
        .see("La bonne orientation")
        .press("r")
        .see("Revenir au verdict ?")
        .press("1")
        .see("La bonne orientation")
        .press("q")
        .see("Terminer la séance ?");
    session.press("2");
    let (status, screen) = session.end();
    assert_eq!(status, 0);
    assert!(screen.contains("Certitude") && screen.contains("Juste sans être sûr"), "{screen}");
    let kept = std::fs::read_to_string(data.path().join("aiguilleur/progression.json")).expect("it was kept");
    assert!(kept.contains("\"date\": \"2026-11-24\""), "{kept}");
}

#[test]
fn training_through_the_interview_at_40_columns_and_interrupted() {
    let data = tempfile::TempDir::new().expect("a temporary folder can be made");
    let home = data.path().to_str().expect("a plain name");
    let environment = [("XDG_DATA_HOME", home), ("HOME", home), ("AIGUILLEUR_DATE", "2026-11-24")];
    let mut session =
        Session::start_with(&["former", "caf", "--parcours", "--nombre", "1"], 40, &environment);
    session.see("cas 1 sur 1 >").see("L'usager est-il dans").press("2").see("En êtes-vous sûr ?").press("3");
    session.see("Voir le verdict ?").press("r").see("En êtes-vous sûr ?").press("1");
    session.see("Voir le verdict ?").press("1").see("La bonne").press("\u{3}");
    let (status, screen) = session.end();
    assert_eq!(status, 130, "{screen}");
    assert!(screen.contains("Interrompu. Les cas finis sont gardés."), "{screen}");
}
