//! Pages and blocks, told by the ranks of their texts.

use serde::{Serialize, Serializer};

use super::intern::TextInterner;
use crate::pages::{Block, Choice, Page, categorie};

/// Kinds of block; those of a category follow, in order.
const KINDS: usize = 16;
const FIRST_CATEGORY: usize = 8;

/// Blocks, each as one number: its text times [`KINDS`], and its kind.
#[derive(Debug, Default)]
pub(super) struct BlocksData(Vec<usize>);

impl BlocksData {
    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for BlocksData {
    /// In base 36, between spaces: sheets are most of the page, and this takes a third less than a list does.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: Vec<String> = self.0.iter().map(|number| base_36(*number)).collect();
        serializer.serialize_str(&numbers.join(" "))
    }
}

fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36] as char);
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// What a page or a sheet says.
pub(super) fn blocks(blocks: &[Block], texts: &mut TextInterner) -> BlocksData {
    let encode = |block: &Block| {
        let (kind, text) = match block {
            Block::Title(text) => (0, text),
            Block::Heading(text) => (1, text),
            Block::Text(text) | Block::Mark(_, text) => (2, text),
            Block::Bullet(text) => (3, text),
            Block::SubBullet(text) => (4, text),
            Block::Step(_, text) => (5, text),
            Block::Note(text) => (6, text),
            Block::Verbatim(text) => (7, text),
            Block::Category(of) => {
                return Some(texts.text(categorie::in_capitals(*of)) * KINDS + FIRST_CATEGORY + *of as usize);
            }
            // The style of the page sees to it.
            Block::Gap => return None,
        };
        Some(texts.text(text) * KINDS + kind)
    };
    BlocksData(blocks.iter().filter_map(encode).collect())
}

/// A page that is the same whatever was answered.
#[derive(Debug, Serialize)]
pub(super) struct PageData {
    trail: Vec<usize>,
    body: BlocksData,
    question: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<usize>,
    choices: Vec<ChoiceData>,
}

/// Its key, its label, and the heading that it opens.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceData(char, usize, #[serde(skip_serializing_if = "Option::is_none")] Option<usize>);

impl PageData {
    pub(super) fn new(page: &Page, texts: &mut TextInterner) -> Self {
        Self {
            trail: page.trail.iter().map(|text| texts.text(text)).collect(),
            body: blocks(&page.body, texts),
            question: texts.text(&page.question),
            help: page.help.as_ref().map(|text| texts.text(text)),
            choices: page.choices.iter().map(|choice| ChoiceData::new(choice, texts)).collect(),
        }
    }
}

impl ChoiceData {
    pub(super) fn new(choice: &Choice, texts: &mut TextInterner) -> Self {
        let group = choice.group.as_ref().map(|group| texts.text(group));
        Self(choice.key, texts.text(&choice.label), group)
    }
}
