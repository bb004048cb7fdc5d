//! What is in sight: a page, or one block of it, and what it means that it was shown.

use alloc::string::String;

use super::plan::{self, Block};
use super::{Interview, Stage};
use crate::text::Text;

/// How much is shown at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A page at a time; where a list of ratings had to be split, the page goes on on the next screen.
    #[default]
    Wide,
    /// One block at a time.
    Narrow,
}

/// What stands before the respondent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Screen<'a> {
    /// Who asks, why, how long it takes, what happens with the answers, and what to agree to.
    Welcome,
    /// Questions of one page.
    Questions {
        /// The page's position in its part.
        page: usize,
        /// The sentence above the questions.
        intro: Option<&'a Text>,
        /// What is asked, from top to bottom; at least one.
        blocks: &'a [Block],
    },
    /// The end. The record is frozen: no answer, agreement or saved draft changes it any more.
    Finished,
}

impl Interview {
    /// What stands before the respondent.
    pub fn screen(&self) -> Screen<'_> {
        match self.stage {
            Stage::Welcome => Screen::Welcome,
            Stage::Finished => Screen::Finished,
            Stage::Questions => {
                let (from, to) = self.in_sight();
                let page = self.page();
                let part = self.study.parts.get(self.part);
                let intro = part.and_then(|part| part.pages.get(page)).and_then(|page| page.intro.as_ref());
                Screen::Questions { page, intro, blocks: self.blocks.get(from..to).unwrap_or_default() }
            }
        }
    }

    /// Shows more or less at a time. The first question that was in sight stays in sight.
    pub fn set_layout(&mut self, layout: Layout) {
        self.layout = layout;
        self.look();
    }

    /// Where the respondent is, as a key for [`Interview::adopt`]: the first question in sight, or the one that was
    /// first before another layout brought earlier ones into sight; at the end, the last that was. Empty on the welcome
    /// screen.
    pub fn place(&self) -> String {
        match (self.stage, self.blocks.get(self.at).and_then(|block| block.asks.first())) {
            (Stage::Questions | Stage::Finished, Some(key)) => plan::name(key),
            _ => String::new(),
        }
    }

    /// Whether the first questions are in sight: back leads to the welcome screen.
    pub fn is_first(&self) -> bool {
        self.stage == Stage::Questions && self.in_sight().0 == 0
    }

    /// Whether the last questions are in sight: next leads to the end.
    pub fn is_last(&self) -> bool {
        self.stage == Stage::Questions && self.in_sight().1 == self.blocks.len()
    }

    /// The blocks of the screen on which the remembered block stands: the first, and the one after the last.
    pub(super) fn in_sight(&self) -> (usize, usize) {
        let (mut from, mut to) = (self.at, self.at + 1);
        if self.layout == Layout::Wide {
            while from > 0 && self.shares_screen(from) {
                from -= 1;
            }
            while self.shares_screen(to) {
                to += 1;
            }
        }
        (from, to)
    }

    /// Whether, where a page is shown at a time, this block stands on one screen with the block before.
    fn shares_screen(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.blocks.get(before));
        let both = before.zip(self.blocks.get(at));
        both.is_some_and(|(before, block)| block.page == before.page && !block.continues)
    }

    /// The position of a block's first ask among all asks; their number for the block after the last.
    pub(super) fn first_ask(&self, block: usize) -> usize {
        self.blocks.get(block).map_or(self.asks.len(), |block| block.first)
    }

    /// The page in sight.
    pub(super) fn page(&self) -> usize {
        self.blocks.get(self.at).map_or(0, |block| block.page)
    }

    /// Writes down that what is in sight was shown.
    pub(super) fn look(&mut self) {
        if self.stage != Stage::Questions {
            return;
        }
        let (from, to) = self.in_sight();
        let (first, end) = (self.first_ask(from), self.first_ask(to));
        let mut is_new = false;
        for ask in self.asks.get_mut(first..end).unwrap_or_default() {
            is_new |= !ask.shown;
            (ask.shown, ask.seen_here) = (true, true);
        }
        self.rev += u32::from(is_new);
    }
}
