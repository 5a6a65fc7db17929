//! A program that fails leaves the terminal as it was: this very test is the program, in a pseudo-terminal.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails so")]

use std::io::Read as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[test]
#[ignore = "the failure of the test below"]
fn it_fails_on_purpose() {
    super::take();
    panic!("on purpose");
}

#[test]
fn a_failure_gives_the_terminal_back() {
    let pty = native_pty_system().openpty(PtySize::default()).expect("a pseudo-terminal opens");
    let state = || format!("{:?}", pty.master.get_termios().expect("it has a state"));
    let found = state();
    let program = std::env::current_exe().expect("a test is a program");
    let mut command = CommandBuilder::new(program);
    command.args(["--ignored", "--exact", "--nocapture", "ui::terminal::tests::it_fails_on_purpose"]);
    let mut child = pty.slave.spawn_command(command).expect("it starts");
    let mut reader = pty.master.try_clone_reader().expect("it can be read");
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // The slave end stays open here: what is read ends with the last words.
    while !String::from_utf8_lossy(&shown).contains("test result: FAILED") {
        let read = reader.read(&mut buffer).expect("it can be read");
        shown.extend_from_slice(&buffer[..read]);
    }
    assert!(!child.wait().expect("it ends").success());
    let shown = String::from_utf8_lossy(&shown);
    let at = |words: &str| shown.rfind(words).unwrap_or_else(|| panic!("{words:?} is not in {shown}"));
    assert!(at(super::ENTER) < at("\u{1b}[?2004l") && at("\u{1b}[?2004l") < at(super::LEAVE), "{shown}");
    assert!(at(super::LEAVE) < at("\u{1b}[?25h") && at("\u{1b}[?25h") < at("on purpose"), "{shown}");
    assert_eq!(state(), found);
}
