//! What is typed is not always an answer: pastes, sequences, double taps, windows that change, signals; and the
//! terminal as it was, at every end.

#![cfg(unix)]

use std::io::Write as _;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::Session;

/// Longer than the program takes to do something wrong.
const A_WHILE: Duration = Duration::from_millis(150);

impl Session {
    /// Sends bytes that no finger typed.
    fn send(&mut self, bytes: &[u8]) -> &mut Self {
        thread::sleep(A_WHILE);
        self.keys.write_all(bytes).expect("the terminal takes them");
        self.keys.flush().expect("the terminal takes them");
        thread::sleep(A_WHILE);
        self
    }

    fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.child.process_id().expect("the program runs").to_string();
        assert!(Command::new("kill").args([name, &pid]).status().expect("kill runs").success());
        self
    }
}

/// A text as a terminal pastes it.
fn pasted(text: &str) -> Vec<u8> {
    format!("\u{1b}[200~{text}\u{1b}[201~").into_bytes()
}

#[test]
fn no_sequence_answers_the_urgency_question() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    for sequence in ["\u{1b}[1;2B", "\u{1b}OQ", "\u{1b}[1;5C", "\u{1b}[15~", "\u{1b}1", "\u{1b}q", "\u{1b}\r"]
    {
        session.send(sequence.as_bytes()).see("Cette touche ne fait rien ici.");
        session.press("?").see("Aide :").press("\u{1b}").see("question 1");
    }
    for report in
        [&b"\x1b[M !2"[..], b"\x1b[<0;21;12M\x1b[<0;21;12m", b"\x1b[I", b"\x1b[24;80R", b"\x1b]11;q\x07"]
    {
        session.send(report).see("Cette touche ne fait rien ici.");
        session.press("?").see("Aide :").press("\u{1b}").see("question 1");
    }
    // One that comes in two parts, over a slow link.
    session.send(b"\x1b[1;").send(b"2B").see("Cette touche ne fait rien ici.").press("0").see("question 2");
    session.press("q").see("Quitter cet entretien ?").press("2");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_paste_answers_nothing() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    for text in ["q\r2\r", "2", "\r", "\u{3}\u{4}q"] {
        session.send(&pasted(text)).see("Texte collé : rien n'est choisi.").see("question 1");
        session.press("x").see("Cette touche ne fait rien ici.");
    }
    // A terminal that does not say that it pastes.
    session.send(b"q\r2\r").see("Texte collé : rien n'est choisi.").see("question 1");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_paste_fills_the_words_line_ends_included() {
    let mut session = Session::start(&[], 80);
    session.see("Quel opérateur").press("m").see("Entrée chercher");
    session.send(&pasted("j'ai perdu\r\nma cate\nq\n")).see("Mots de l'usager : j'ai perdu ma cate q");
    session.press("\u{7f}\u{7f}\u{7f}").press("\u{1b}[D").press("\u{1b}[D").press("r");
    session.see("ma carte").press("\u{1b}[F").press(" vitale\r");
    session.see("Carte Vitale ou carte européenne perdue ou volée").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_megabyte_of_paste_does_nothing_and_holds_nothing_up() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    let start = Instant::now();
    session
        .send(&pasted(&"2\rq\n".repeat(250_000)))
        .see("Texte collé : rien n'est choisi.")
        .see("question 1");
    session
        .send("2\rq\n".repeat(250_000).as_bytes())
        .see("Texte collé : rien n'est choisi.")
        .see("question 1");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    session.press("0").see("question 2").press("\u{3}");
    assert_eq!(session.end().0, 130);
}

#[test]
fn a_double_tap_answers_once() {
    let mut session = Session::start(&[], 80);
    session.see("Quel opérateur").send(b"11").see("L'usager est-il dans l'une de ces situations ?");
    session.press("r").see("Quel opérateur").send(b"1");
    session.see("L'usager est-il dans l'une de ces situations ?");
    // A finger that taps twice: the question that comes in between is not answered.
    session.press("0").see("De quoi s'agit-il ?");
    std::thread::sleep(Duration::from_millis(150));
    session.send(b"0").see("Même touche, trop vite : ignorée.");
    // What is typed in one go with it was meant for the question that did not come.
    session.send(b"2").see("Touches trop rapides : ignorées.").see("De quoi s'agit-il ?");
    session.press("r").see("L'usager est-il dans l'une de ces situations ?").press("r").see("Quel opérateur");
    session.send(b"1\x1b\x1b");
    // The page is drawn in a moment; the finger trembles within the next.
    session
        .see("L'usager est-il dans l'une de ces situations ?")
        .press("0")
        .see("De quoi s'agit-il ?")
        .press("\u{3}");
    assert_eq!(session.end().0, 130);
}

#[test]
fn a_window_that_changes_is_drawn_again_and_nothing_stays() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1");
    let fresh = |columns| {
        let mut session = Session::start(&["guider", "caf"], columns);
        let screen = session.see_whole("question 1").contents();
        session.press("q");
        session.end();
        screen
    };
    for columns in [40, 100, 60] {
        let expected = fresh(columns);
        session.resize(columns);
        session.until(|screen| screen.contents() == expected);
    }
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn each_signal_that_ends_gives_the_terminal_back() {
    for (name, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129), ("-QUIT", 131)] {
        let mut session = Session::start(&["guider", "caf"], 80);
        session.see("question 1");
        assert!(!session.is_as_found(), "keys come one by one");
        session.signal(name);
        let (ended, screen) = session.end();
        assert_eq!((ended, screen.trim()), (status, "Interrompu. Rien n'a été enregistré."), "{name}");
    }
}

#[test]
fn a_program_that_is_stopped_gives_the_terminal_back_and_takes_it_again() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("0").see("question 2").signal("-TSTP");
    session.until(|screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    let deadline = Instant::now() + Duration::from_secs(10);
    while !session.is_as_found() {
        assert!(Instant::now() < deadline, "the terminal is given back");
        thread::sleep(Duration::from_millis(10));
    }
    session.signal("-CONT").see("question 2");
    assert!(session.screen.screen().alternate_screen() && session.screen.screen().bracketed_paste());
    // Stopped without a word, while something else wrote on the screen.
    session.signal("-STOP").signal("-CONT").see("question 2").press("r").see("question 1").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn ctrl_z_gives_the_command_line_back_and_fg_the_page() {
    let command = format!(
        "set -m; {} guider caf; read -r line; echo \"lu : $line\"; read -r line; fg",
        env!("CARGO_BIN_EXE_aiguilleur")
    );
    let mut session = Session::start_program("/bin/sh", &["-c", &command], 80, &[]);
    session.see("question 1").press("0").see("question 2").send(b"\x1a");
    session.until(|screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    session.send(b"ls\n").see("lu : ls").send(b"\n").see("question 2");
    session.press("r").see("question 1").press("q");
    assert_eq!(session.end().0, 0);
    // No command line is there to wake it: a key like another.
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").send(b"\x1a").see("Cette touche ne fait rien ici.").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_result_that_nobody_reads_leaves_the_terminal_as_it_was() {
    let command = format!("{} guider caf | :", env!("CARGO_BIN_EXE_aiguilleur"));
    let mut session = Session::start_program("/bin/sh", &["-c", &command], 80, &[]);
    session.see("question 1").press("2").see("SITUATION URGENTE").press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_page_or_a_workbook_is_not_poured_into_a_terminal() {
    for (args, shown) in [
        (&["exporter", "fiche", "--issue"][..], false),
        (&["exporter", "livret"], false),
        (&["exporter", "xlsx", "-o", "-"], false),
        (&["exporter", "arbre", "caf"], true),
    ] {
        let (status, screen) = Session::start(args, 80).end();
        let refused = screen.contains("ne se lit pas dans un terminal");
        assert_eq!((status, refused), if shown { (0, false) } else { (2, true) }, "{args:?}: {screen}");
    }
}

#[test]
fn nothing_of_the_person_before_is_written_when_one_leaves() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("2").see("SITUATION URGENTE").press("d").see("Quel opérateur").press("q");
    let (status, screen) = session.end();
    assert!(status == 0 && !screen.contains("caf-05"), "{screen}");
    // In the middle of an interview, where it is asked first.
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("2").see("SITUATION URGENTE").press("4").see("Quel opérateur").press("1");
    session.see("question 1").press("0").see("question 2").press("d").see("Revenir au début ?").press("q");
    let (status, screen) = session.end();
    assert!(status == 0 && !screen.contains("caf-05"), "{screen}");
    // Without another person, what was reached stays to be read.
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("2").see("SITUATION URGENTE").press("q");
    let (_, screen) = session.end();
    assert!(screen.contains("ligne caf-05"), "{screen}");
}

#[test]
fn nothing_of_the_person_before_comes_back() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("question 1").press("2").see("SITUATION URGENTE").press("d").see("Quel opérateur");
    session.press("\u{1b}").press("r").press("\u{1b}[D").see("Quel opérateur").press("?").see("Aide :");
    session.press("\u{1b}").press("2").see("Assurance maladie > question 1").press("r").see("Quel opérateur");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_no_in_any_usual_word_leaves_the_full_screen() {
    for no in ["non", "0", "false", "", "Faux", "off"] {
        let mut session = Session::start_with(&["guider", "caf"], 80, &[("ACCESSIBLE", no)]);
        session.see("question 1");
        assert!(session.screen.screen().alternate_screen(), "{no}");
        session.press("q");
        assert_eq!(session.end().0, 0);
    }
}

#[test]
fn an_urgency_that_was_sought_is_set_aside_on_purpose() {
    let mut session = Session::start(&["guider", "--demande", "mon compagnon me frappe"], 80);
    session.see("Quelle démarche convient").press("1").see("Vous cherchez : Urgence sociale");
    session.press("0").see("Écarter cette urgence ?").press("0").see("Cette touche ne fait rien ici.");
    session.press("1").see("dans l'une de ces situations ?").press("0").see("Écarter cette urgence ?");
    session
        .press("2")
        .see("De quoi s'agit-il ?")
        .press("r")
        .see("dans l'une de ces situations ?")
        .press("\u{3}");
    assert_eq!(session.end().0, 130);
}

#[test]
fn lines_pasted_where_one_is_awaited_answer_nothing() {
    let mut session = Session::start(&["--accessible"], 80);
    session.see("Votre réponse").send(b"q\n2\n1\n").see("Plusieurs lignes sont arrivées à la fois");
    session.send(&"q\n".repeat(100_000).into_bytes()).press("1\n").see("L'usager est-il dans");
    session.press("m\n").see("Tapez les mots de l'usager").send("j'ai perdu\nma carte vitale\n".as_bytes());
    session.see("Carte Vitale ou carte européenne perdue ou volée").press("q\n");
    assert_eq!(session.end().0, 0);
}
