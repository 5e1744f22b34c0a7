//! Records that were read, and that are answered together.
//!
//! Reading, deciding and writing a record take more code than fits into a processor's instruction cache: taken in turn for
//! one record after the other, each step drives the last one's code out of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::said;
use crate::facts::Case;
use crate::input::Reader;
use crate::law::Law;
use crate::register::answers::{Answers, Decided};
use crate::register::task::Block;

/// How many are answered together: the facts and decisions of many more would not fit into the caches for data.
const TOGETHER: usize = 32;

/// The reader that a record is read with, and what is decided of it; used again for later records.
pub(super) struct Slot {
    pub reader: Reader,
    decided: Decided,
}

/// Records in the order in which they were read.
#[derive(Default)]
pub(super) struct Waiting {
    records: Vec<Unanswered>,
    free: Vec<Box<Slot>>,
}

struct Unanswered {
    slot: Box<Slot>,
    law: &'static Law,
    at: Place,
    /// What a panic said while it was decided.
    bug: Option<String>,
}

/// Where a record stands: its first byte and line in a text, or its row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub at: usize,
    pub line: u64,
}

impl Slot {
    pub fn new(reader: Reader) -> Box<Slot> {
        Box::new(Slot { reader, decided: Decided::default() })
    }
}

impl Waiting {
    pub fn is_full(&self) -> bool {
        self.records.len() == TOGETHER
    }

    /// Takes the record that was read into a slot, and leaves another slot there.
    #[inline(always)]
    pub fn push(&mut self, slot: &mut Box<Slot>, law: &'static Law, at: Place) {
        // A reader that has read is as good as a new one.
        let free = self.free.pop().unwrap_or_else(|| Slot::new(slot.reader.clone()));
        self.records.push(Unanswered { slot: std::mem::replace(slot, free), law, at, bug: None });
    }

    /// Decides all of them. A panic inside one record is a bug, and must not take the others with it.
    #[inline(always)]
    pub fn decide(&mut self, mut decide: impl FnMut(&Case, &'static Law, &mut Decided)) {
        let mut begun = 0;
        while begun < self.records.len() {
            let records = &mut self.records;
            let done = catch_unwind(AssertUnwindSafe(|| {
                for Unanswered { slot, law, .. } in records.iter_mut().skip(begun) {
                    begun += 1;
                    let Slot { reader, decided } = &mut **slot;
                    decide(&reader.stated.case, law, decided);
                }
            }));
            let last = begun.checked_sub(1).and_then(|last| self.records.get_mut(last));
            if let (Err(panic), Some(failed)) = (done, last) {
                failed.bug = Some(said(&*panic));
            }
        }
    }

    /// Writes the rows of all of them, and none waits any more. One in which the program failed is handed to `failed`, with
    /// where it stands and what was said; false when that ends the run.
    pub fn answer(
        &mut self,
        answers: &mut Answers<'_>,
        block: &mut Block,
        mut failed: impl FnMut(&mut Answers<'_>, &mut Block, Place, &str) -> bool,
    ) -> bool {
        let goes_on = self.records.iter_mut().all(|Unanswered { slot, at, bug, .. }| match bug {
            None => {
                answers.answer(block, &slot.reader.stated.case, &mut slot.decided);
                true
            }
            Some(bug) => failed(answers, block, *at, bug),
        });
        self.free.extend(self.records.drain(..).map(|read| read.slot));
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Names, Shared};
    use crate::register::task::Task;
    use crate::register::{Layout, Shape};
    use crate::render::rows::Chosen;

    /// The rows of three records, of which the program fails in the second, twice; `goes_on` is what is said to that.
    fn rows(goes_on: bool) -> String {
        let shared = Shared { name: "register", dividend: None, flags: &[], constants: &[], fx: None, law: None };
        let (layout, chosen) = (Layout::Ndjson { names: Names::default() }, Chosen::of(["id", "status"]).unwrap());
        let mut answers = Answers::new(Task {
            shared,
            layout: &layout,
            shape: Shape::Ndjson,
            chosen: &chosen,
            stops: false,
            collects: false,
            guards_formulas: false,
            of_many: false,
            one_by_one: false,
        });
        let (mut waiting, mut slot) = (Waiting::default(), Slot::new(shared.reader().unwrap()));
        let mut block = Block::default();
        for _ in 0..2 {
            for (line, id) in (1..).zip(["a", "b", "c"]) {
                let dividend = r#""dividend":{"payment_date":"2020-06-26"}"#;
                let text = format!(r#"{{"id":"{id}","kind":"individual","residence":"DE",{dividend}}}"#);
                slot.reader.begin();
                slot.reader.record(&text, 0).unwrap();
                assert!(slot.reader.finish(None));
                let law = shared.law_for(&slot.reader.stated.case).unwrap();
                waiting.push(&mut slot, law, Place { at: 0, line });
            }
            waiting.decide(|case, law, decided| {
                assert_ne!(case.id.as_deref(), Some("b"), "lost");
                answers.decide(case, law, decided);
            });
            let went_on = waiting.answer(&mut answers, &mut block, |_, block, place, said| {
                let said = said.lines().next().unwrap_or_default();
                block.text.extend_from_slice(format!("{}: {said}\n", place.line).as_bytes());
                goes_on
            });
            assert_eq!(went_on, goes_on);
        }
        String::from_utf8(block.text).unwrap()
    }

    #[test]
    fn a_record_in_which_the_program_failed_leaves_the_others_in_their_order() {
        let row = |id: &str| format!("{{\"id\":\"{id}\",\"status\":\"determined\"}}\n");
        let lost = "2: assertion `left != right` failed: lost\n";
        assert_eq!(rows(true), [row("a"), lost.into(), row("c"), row("a"), lost.into(), row("c")].concat());
        // Where the run ends there, nothing behind it is written, and nothing waits.
        assert_eq!(rows(false), [row("a"), lost.into(), row("a"), lost.into()].concat());
    }
}
