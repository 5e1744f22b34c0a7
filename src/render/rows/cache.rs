//! Text that repeats from row to row, kept as it was written: the law, the rule and the rate of a register
//! have a few values together, and writing them anew is a good part of a row.

use std::collections::HashMap;

use hashbrown::HashTable;

use super::Words;
use super::numbers::{Last, LastFraction};
use crate::dividend::{Decision, Next};
use crate::law::{Form, Route};
use crate::units::Rate;

/// Stands for the words of a row among those of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// Of a record that could not be read.
    pub const OF_INVALID: Mark = Mark(0);

    /// From 0, without gaps.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Gives marks to words. There are not many: they all stand in the tables of the laws.
#[derive(Debug)]
pub struct Marks {
    known: HashMap<Words, Mark>,
    /// The words of each mark.
    words: Vec<Words>,
    /// Of a decision that says the same the words need not be put together again.
    decided: HashTable<(Grounds, Mark)>,
}

/// What the words of a decision follow from. Where it is the same, so are the words.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Grounds([u64; 8]);

impl Default for Marks {
    fn default() -> Marks {
        let first = (Words::OF_INVALID, Mark::OF_INVALID);
        Marks { known: HashMap::from([first]), words: vec![Words::OF_INVALID], decided: HashTable::new() }
    }
}

impl Marks {
    /// The mark of these words: the same for the same.
    pub fn of(&mut self, words: &Words) -> Mark {
        let next = Mark(self.words.len() as u32);
        let mark = *self.known.entry(*words).or_insert(next);
        if mark == next {
            self.words.push(*words);
        }
        mark
    }

    /// The mark of a decision's words.
    #[inline(always)]
    pub fn of_decision(&mut self, decision: &Decision, next: &Next) -> Mark {
        let grounds = Grounds::of(decision, next);
        let hash = grounds.hash();
        match self.decided.find(hash, |(known, _)| *known == grounds) {
            Some((_, mark)) => *mark,
            None => self.add(decision, next, grounds, hash),
        }
    }

    #[inline(never)]
    fn add(&mut self, decision: &Decision, next: &Next, grounds: Grounds, hash: u64) -> Mark {
        let mark = self.of(&Words::new(decision, next));
        self.decided.insert_unique(hash, (grounds, mark), |(grounds, _)| grounds.hash());
        mark
    }

    /// The words that were given this mark.
    #[inline]
    pub fn words(&self, mark: Mark) -> &Words {
        self.words.get(mark.number()).unwrap_or(&Words::OF_INVALID)
    }
}

// The routes and the forms have a bit for each; the others are enums of a handful.
const _: () = assert!(Route::WORDS.len() <= 8 && Form::WORDS.len() <= 16);

impl Grounds {
    /// Of a decision, and of what is next to do: everything that [`Words::new`] looks at, blocks of rules and rules by
    /// where they stand.
    #[inline(always)]
    fn of(decision: &Decision, next: &Next) -> Grounds {
        fn place<T>(of: Option<&'static T>) -> u64 {
            of.map_or(0, |of| std::ptr::from_ref(of).addr() as u64)
        }
        let rate = |rate: Option<Rate>| rate.map_or(0, Rate::number);
        let Decision { law, japan, prior, us, other_rate, .. } = decision;
        let small = [
            japan.status as u64,
            japan.evidence().map_or(0, |evidence| 1 + evidence as u64),
            us.status as u64,
            us.is_qualified().map_or(2, u64::from),
            us.category.map_or(0, |(category, _)| 1 + category as u64),
            next.routes.number(),
        ];
        Grounds([
            place(Some(*law)),
            place(japan.regime),
            place(japan.rule),
            rate(japan.rate),
            rate(japan.highest_rate),
            rate(prior.rate),
            rate(*other_rate),
            // Each takes eight bits at most, and the forms what is left.
            small.iter().fold(next.forms.number(), |all, one| all << 8 | one),
        ])
    }

    /// The products do not wait for each other.
    #[inline(always)]
    fn hash(self) -> u64 {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let odds = (1..).step_by(2).map(|odd: u64| ODD.wrapping_mul(odd));
        let products = self.0.into_iter().zip(odds).map(|(word, odd)| word.wrapping_mul(odd));
        let sum = products.fold(0, u64::wrapping_add);
        (sum ^ sum >> 32).wrapping_mul(ODD)
    }
}

/// How many repeated texts a row has.
const TEXTS: usize = 2;

/// The texts that were written, by the marks of their rows.
#[derive(Debug, Default)]
pub struct Repeats {
    /// An empty one was not yet written.
    kept: Vec<[Box<[u8]>; TEXTS]>,
    /// The yen that were written last, and the fraction.
    pub(super) yen: Last,
    pub(super) fraction: LastFraction,
    /// Texts that a spreadsheet would take for a formula are made harmless.
    pub guards_formulas: bool,
}

impl Repeats {
    /// A text of a row with this mark; none when it was not kept.
    #[inline(always)]
    pub(super) fn find(&self, mark: Mark, number: usize) -> Option<&[u8]> {
        let text = &self.kept.get(mark.number())?.get(number)?;
        (!text.is_empty()).then_some(text)
    }

    /// Keeps the text.
    pub(super) fn keep(&mut self, mark: Mark, number: usize, text: &[u8]) {
        if self.kept.len() <= mark.number() {
            self.kept.resize(mark.number() + 1, Default::default());
        }
        if let Some(kept) = self.kept.get_mut(mark.number()).and_then(|texts| texts.get_mut(number)) {
            *kept = text.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Status;
    use crate::dividend::decide;
    use crate::facts::Case;
    use crate::law::{Category, Forms, LAWS, Routes};
    use crate::us::Portion;

    #[test]
    fn words_that_differ_in_one_text_have_marks_of_their_own() {
        let plain = Words {
            evidence: Some("primary"),
            category: Some("passive"),
            law: Some("statute"),
            rate: Some(Rate::of("10")),
            ..Words::OF_INVALID
        };
        let different = [
            Words::OF_INVALID,
            plain,
            Words { evidence: Some("secondary"), ..plain },
            Words { evidence: None, ..plain },
            Words { qualified: Some(false), ..plain },
            Words { qualified: Some(true), ..plain },
            Words { category: None, ..plain },
            Words { law: Some("form-20f"), ..plain },
            Words { rate: Some(Rate::of("15")), ..plain },
            Words { rate: None, prior_rate: plain.rate, ..plain },
            Words { rate: None, other_rate: plain.rate, ..plain },
        ];
        let mut marks = Marks::default();
        for number in [0, 1] {
            let given: Vec<_> = different.iter().map(|words| marks.of(words)).collect();
            let numbers: Vec<_> = given.iter().map(|mark| mark.number()).collect();
            assert_eq!(numbers, (0..different.len()).collect::<Vec<_>>(), "asked {number} times before");
            assert!(given.iter().zip(&different).all(|(mark, words)| marks.words(*mark) == words));
        }
    }

    /// Decisions one after another, each unlike the first in one thing that a word follows from.
    #[test]
    fn each_decision_has_the_words_that_follow_from_it() {
        let first = (decide(&Case::BLANK, LAWS[0]), Next::default());
        let mut said = vec![first];
        let mut say = |change: &dyn Fn(&mut Decision, &mut Next)| {
            let (mut decision, mut next) = first;
            change(&mut decision, &mut next);
            said.push((decision, next));
        };
        let rates: Vec<_> =
            ["0", "5", "10", "15.315"].map(|rate| Some(Rate::of(rate))).into_iter().chain([None]).collect();
        for rate in rates {
            say(&|it, _| it.japan.rate = rate);
            say(&|it, _| it.japan.highest_rate = rate);
            say(&|it, _| it.prior.rate = rate);
            say(&|it, _| it.other_rate = rate);
        }
        for status in Status::ALL {
            say(&|it, _| it.japan.status = *status);
            say(&|it, _| it.us.status = *status);
        }
        for law in LAWS {
            say(&|it, _| it.law = law);
            law.domestic.iter().for_each(|regime| say(&|it, _| it.japan.regime = Some(regime)));
            law.rules().into_iter().for_each(|(_, rule)| say(&|it, _| it.japan.rule = Some(rule)));
            let of_credit = law.rules()[0].1;
            Category::ALL.iter().for_each(|category| say(&|it, _| it.us.category = Some((*category, of_credit))));
        }
        for portion in [Portion::Nothing, Portion::Part, Portion::All] {
            say(&|it, _| it.us.qualified = Some(portion));
        }
        for forms in [&[Form::Form11][..], &[Form::SecondForm], &[Form::Form1, Form::SecondForm]] {
            say(&|_, next| next.forms = Forms::of(forms));
        }
        for routes in
            [&[Route::WithholdingAgent][..], &[Route::Depositary], &[Route::WithholdingAgent, Route::Depositary]]
        {
            say(&|_, next| next.routes = Routes::of(routes));
        }
        let mut marks = Marks::default();
        for (decision, next) in said.iter().chain(&said) {
            let mark = marks.of_decision(decision, next);
            assert_eq!(*marks.words(mark), Words::new(decision, next), "{decision:?} {next:?}");
        }
        assert!(marks.words.len() > 100, "hardly any words differ");
    }
}
