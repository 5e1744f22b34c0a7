//! What the engines ruled for a kind of holder, used again for each that is alike.
//!
//! Two holders of a kind state the same but for the id, the amounts paid and withheld, and how much is held since
//! when. Where every condition on a holding comes out the same for both as well, every rule does, and so does the
//! answer but for its amounts; these are reckoned anew, by the terms of the ruling. In a build with debug
//! assertions every answer that is given so is held against a new one.

use crate::answer::Figures;
use crate::case::Case;
use crate::dividend;
use crate::law::{Condition, Law, Outcome};
use crate::render::rows::{Mark, Marks, Words};
use crate::terms::{Amounts, Terms};

/// The rulings for one kind of holder.
#[derive(Debug, Default)]
pub struct Rulings {
    /// On the holding; none before the first holder.
    conditions: Option<Vec<Condition>>,
    /// Each with how the conditions came out.
    kept: Vec<(Outcomes, Ruling)>,
}

/// What holds for everybody who is alike, whatever is paid.
#[derive(Debug)]
pub struct Ruling {
    pub words: Words,
    pub mark: Mark,
    pub terms: Terms,
}

/// What holds for a holder.
pub enum Ruled<'r> {
    Shared(&'r Ruling),
    /// This holds for nobody else.
    Alone(Box<Figures>),
}

/// Two bits for each condition, in order.
type Outcomes = u64;

/// As many as have room in [`Outcomes`].
const MOST_CONDITIONS: usize = 32;

/// More ways for the conditions to come out than a kind of holder has.
const MOST_KEPT: usize = 32;

impl Rulings {
    /// What holds for a holder of this kind.
    #[inline]
    pub fn ruled(&mut self, case: &Case, law: &'static Law, marks: &mut Marks) -> Ruled<'_> {
        let conditions = self.conditions.get_or_insert_with(|| law.conditions_on_holding(case));
        let outcomes = conditions.iter().fold(0, |all, condition| {
            let bits = match condition.test(case, 0) {
                Outcome::Met => 1,
                Outcome::NotMet => 2,
                Outcome::Unknown => 3,
            };
            all << 2 | bits
        });
        match self.kept.iter().position(|(known, _)| *known == outcomes) {
            Some(at) => {
                debug_assert!(is_as_new(&self.kept[at].1, case, law), "alike and ruled otherwise: {case:?}");
                Ruled::Shared(&self.kept[at].1)
            }
            None => self.rule(outcomes, case, law, marks),
        }
    }

    fn rule(&mut self, outcomes: Outcomes, case: &Case, law: &'static Law, marks: &mut Marks) -> Ruled<'_> {
        let figures = Box::new(dividend::figures(case, law));
        let has_room =
            self.kept.len() < MOST_KEPT && self.conditions.as_ref().is_some_and(|all| all.len() <= MOST_CONDITIONS);
        let Some(terms) = Terms::of(&figures, case).filter(|_| has_room) else { return Ruled::Alone(figures) };
        let words = Words::new(law, &figures);
        self.kept.push((outcomes, Ruling { mark: marks.of(&words), words, terms }));
        Ruled::Shared(&self.kept[self.kept.len() - 1].1)
    }
}

/// Whether the engines say the same, and come to the same amounts, as what was used again.
fn is_as_new(used: &Ruling, case: &Case, law: &'static Law) -> bool {
    let new = dividend::figures(case, law);
    used.words == Words::new(law, &new) && used.terms.reckon(case) == Amounts::of(&new, case)
}
