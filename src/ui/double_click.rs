//! The window of a program that was opened by a double click.

use super::{is_conversation, say, terminal};
use crate::pages::{Block, CLOSE_THIS_WINDOW};

/// Keeps the window of a program that was opened by a double click until it is read: nothing was
/// given on the command line, and no command prompt, which sets `PROMPT`, stands behind.
pub fn hold_window() {
    let alone = cfg!(windows) && std::env::args_os().len() == 1 && std::env::var_os("PROMPT").is_none();
    if alone && is_conversation() {
        say(&[Block::text(CLOSE_THIS_WINDOW)]);
        if !terminal::wait_for_enter() {
            let _ = std::io::stdin().read_line(&mut String::new());
        }
    }
}
