//! What a screen of so many rows and columns shows of a page: where it is cut, and what stays at its foot.

use super::layout::{self, Line, Room};
use crate::pages::Page;

/// What fits on the screen.
pub(super) struct Frame {
    pub lines: Vec<Line>,
    pub footer: Vec<Line>,
    /// How many of the lines are shown at once.
    pub room: usize,
}

/// On fewer lines than this, a step that is kept whole leaves nothing to read on half of the screens.
const ROOM_FOR_STEPS: usize = 8;

/// How far a page is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// The first line shown.
    pub top: usize,
    pub selected: Option<usize>,
    pub help: bool,
}

impl Frame {
    /// The frame of a page. `footer` gives its last lines, told whether the page goes on beyond the screen, and
    /// whether its end is shown.
    pub fn new(
        page: &Page,
        (rows, columns): (usize, usize),
        reading: Reading,
        footer: impl Fn(Option<bool>) -> Vec<Line>,
    ) -> Self {
        let width = layout::usable(columns);
        let Reading { top, selected, help } = reading;
        let mut lines = layout::page(page, width, selected, help);
        let whole = footer(None);
        if page.body.is_empty() {
            close_up(&mut lines, rows.saturating_sub(whole.len()));
        }
        if lines.len() + whole.len() <= rows {
            return Self { room: rows - whole.len(), lines, footer: whole };
        }
        if help && !page.body.is_empty() {
            // Who asks for help reads it beside the question and its choices: the text comes back when it is closed.
            let bare = Page { body: Vec::new(), ..page.clone() };
            return Self::new(&bare, (rows, columns), reading, footer);
        }
        // Long text above few choices: the choices stay in view while the text is read on.
        let ways =
            if page.side_by_side { &[Room::Ample, Room::Short, Room::Tight][..] } else { &[Room::Ample] };
        let split = |room| layout::split(page, width, (selected, help), room);
        let foot = |room, asked: &[Line], more| -> Vec<Line> {
            let keys = footer(more).into_iter().filter(|line| room < Room::Tight || !line.text.is_empty());
            asked.iter().cloned().chain(keys).collect()
        };
        if !page.body.is_empty() {
            for &room in ways {
                let (mut lines, asked) = split(room);
                let whole = foot(room, &asked, None);
                if !page.side_by_side {
                    close_up(&mut lines, rows.saturating_sub(whole.len()));
                }
                if lines.len() + whole.len() <= rows {
                    return Self { room: rows - whole.len(), lines, footer: whole };
                }
            }
            let room = *ways.last().unwrap_or(&Room::Ample);
            let (mut lines, asked) = split(room);
            // Both words of the key have the same length: which one is shown changes no room.
            let below = foot(room, &asked, Some(false));
            if below.len() <= rows / 2 {
                bring_up(&mut lines, rows - below.len());
                let mut frame = Self { room: rows - below.len(), lines, footer: below };
                if frame.end(top) >= frame.lines.len() {
                    frame.footer = foot(room, &asked, Some(true));
                }
                return frame;
            }
        }
        let room = rows.saturating_sub(footer(Some(false)).len()).max(1);
        let mut frame = Self { room, lines, footer: Vec::new() };
        frame.footer = footer(Some(frame.end(top) >= frame.lines.len()));
        frame
    }

    /// The first line that is not shown, where this one is the first that is: a step is not cut, and no heading stands
    /// alone at the foot, unless that would leave too much of the screen blank.
    pub fn end(&self, top: usize) -> usize {
        end(&self.lines, top, self.room)
    }

    /// The first line of the screen that follows.
    pub fn after(&self, top: usize) -> usize {
        let end = self.end(top);
        end + self.lines[end..].iter().take_while(|line| line.text.is_empty()).count()
    }

    /// The first line of the last screen.
    pub fn last(&self) -> usize {
        let mut top = 0;
        while self.after(top) < self.lines.len() {
            top = self.after(top);
        }
        top
    }

    /// The first line of the screen that comes before.
    pub fn before(&self, top: usize) -> usize {
        let mut at = 0;
        while self.after(at) < top {
            at = self.after(at);
        }
        at
    }

    /// The lines shown where this one is the first.
    pub fn shown(&self, top: usize) -> &[Line] {
        &self.lines[top.min(self.lines.len())..self.end(top)]
    }
}

/// Where a screen of so much room ends, whose first line is this one.
fn end(lines: &[Line], top: usize, room: usize) -> usize {
    let full = (top + room).min(lines.len());
    if full == lines.len() {
        return full;
    }
    if room < ROOM_FOR_STEPS {
        return full;
    }
    (top + 1..=full).rev().find(|end| !lines[end - 1].keeps).unwrap_or(full)
}

/// Leaves out as few empty lines of the first screen as it takes to show there what would just not fit.
fn bring_up(lines: &mut Vec<Line>, room: usize) {
    loop {
        let shown = end(lines, 0, room);
        let ends = |end: &usize| !lines[end - 1].keeps && !lines[end - 1].text.is_empty();
        let Some(next) = (shown + 1..=lines.len()).find(ends).filter(|next| *next > room) else { return };
        let over = next - room;
        if lines[..next].iter().filter(|line| line.text.is_empty()).count() < over {
            return;
        }
        leave_out_empty(lines, over);
    }
}

/// Leaves out as few empty lines as it takes for the others to fit, those at the top first; none where that is no help.
fn close_up(lines: &mut Vec<Line>, room: usize) {
    let over = lines.len().saturating_sub(room);
    if lines.iter().filter(|line| line.text.is_empty()).count() >= over {
        leave_out_empty(lines, over);
    }
}

/// Leaves out so many empty lines, those at the top first.
fn leave_out_empty(lines: &mut Vec<Line>, mut left: usize) {
    lines.retain(|line| {
        let goes = left > 0 && line.text.is_empty();
        left -= usize::from(goes);
        !goes
    });
}

/// What the screens of a page show, one after the other, each read with the key that goes on; without the keys at
/// their feet.
pub fn screens(page: &Page, size: (usize, usize)) -> Vec<Vec<Line>> {
    let footer = |more: Option<bool>| super::full_screen::keys_line(page, size.1, more);
    let mut screens = Vec::new();
    let mut top = 0;
    loop {
        let frame = Frame::new(page, size, Reading { top, selected: page.kept, help: false }, footer);
        screens.push(frame.shown(top).to_vec());
        let next = frame.after(top);
        if next >= frame.lines.len() {
            return screens;
        }
        top = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Reading, bring_up, end};
    use crate::pages::{Block, Choice, Page};
    use crate::ui::layout::{Line, Tone};

    #[test]
    fn help_is_read_beside_the_question_and_its_choices_whatever_stands_above_them() {
        let page = Page {
            body: (0..30).map(|rank| Block::Text(format!("Étape {rank}."))).collect(),
            question: "Y a-t-il un blocage ?".to_owned(),
            help: Some("Un blocage, c'est une démarche qui ne passe pas.".to_owned()),
            choices: vec![Choice::new('1', "Oui"), Choice::new('2', "Non")],
            ..Page::default()
        };
        let shown = |help| {
            let reading = Reading { help, ..Reading::default() };
            let frame = Frame::new(&page, (24, 80), reading, |_| Vec::new());
            let lines = frame.shown(0).iter().chain(&frame.footer).map(|line| line.text.clone());
            lines.collect::<Vec<_>>().join("\n")
        };
        let with_help = shown(true);
        for words in ["Y a-t-il un blocage", "ne passe pas", "1  Oui", "2  Non"] {
            assert!(with_help.contains(words), "{words}: {with_help}");
        }
        assert!(shown(false).contains("Étape 0."));
    }

    #[test]
    fn a_long_help_on_a_small_screen_begins_under_its_question() {
        let page = Page {
            question: "L'usager est-il dans l'une de ces situations ?".to_owned(),
            help: Some("Demandez depuis quand l'usager ne reçoit plus rien. ".repeat(7)),
            choices: "123456"
                .chars()
                .map(|key| Choice::new(key, "Une situation qui tient une ligne"))
                .collect(),
            ..Page::default()
        };
        let reading = Reading { help: true, ..Reading::default() };
        let frame = Frame::new(&page, (24, 40), reading, |_| Vec::new());
        let shown: Vec<&str> = frame.shown(0).iter().map(|line| line.text.as_str()).collect();
        let told = shown.iter().filter(|line| !line.is_empty()).count();
        assert!(told > 18, "{shown:#?}");
    }

    #[test]
    fn empty_lines_go_where_a_step_comes_up_for_it_and_stay_where_none_does() {
        let page = || -> Vec<Line> {
            let title = ["titre"; 6].into_iter();
            title
                .chain(["", "étape…", "une", "", "étape…", "deux"])
                .map(|text| Line { keeps: text.ends_with('…'), ..Line::new(text, Tone::Plain) })
                .collect()
        };
        let brought_up = |room| {
            let mut lines = page();
            bring_up(&mut lines, room);
            lines[6..].iter().map(|line| line.text.clone()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(brought_up(8), "étape…|une||étape…|deux");
        assert_eq!(brought_up(9), "|étape…|une||étape…|deux");
        assert_eq!(brought_up(10), "étape…|une|étape…|deux");
        assert_eq!(brought_up(11), "étape…|une||étape…|deux");
    }

    #[test]
    fn a_step_is_kept_whole_where_there_is_room_for_others_and_cut_on_the_smallest_screens() {
        let lines: Vec<Line> =
            (0..40).map(|rank| Line { keeps: rank != 2, ..Line::new("étape", Tone::Plain) }).collect();
        assert_eq!([5, 8, 12].map(|room| end(&lines, 0, room)), [5, 3, 3]);
    }
}
