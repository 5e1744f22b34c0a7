//! What the engines ruled for a kind of holder, used again for each that is alike.
//!
//! Two holders of a kind state the same but for the id, the amounts paid and withheld, and how much is held since
//! when. Where every condition on a holding comes out the same for both as well, every rule does, and so does the
//! answer but for its amounts; these are reckoned anew, by the same functions as always. In a build with debug
//! assertions every answer that is used again is held against a new one.

use crate::answer::Figures;
use crate::case::Case;
use crate::dividend;
use crate::law::{Condition, Law, Outcome};
use crate::render::rows::Row;

/// The rulings for one kind of holder.
#[derive(Debug, Default)]
pub struct Rulings {
    /// On the holding; none before the first holder.
    conditions: Option<Vec<Condition>>,
    /// Each with how the conditions came out.
    kept: Vec<(Outcomes, Figures)>,
    /// The last that holds for one holder alone.
    alone: Option<Figures>,
}

/// Two bits for each condition, in order.
type Outcomes = u64;

/// As many as have room in [`Outcomes`].
const MOST_CONDITIONS: usize = 32;

/// More ways for the conditions to come out than a kind of holder has.
const MOST_KEPT: usize = 32;

impl Rulings {
    /// The figures of a holder of this kind.
    pub fn figures(&mut self, case: &Case, law: &'static Law) -> &Figures {
        let conditions = self.conditions.get_or_insert_with(|| law.conditions_on_holding(case));
        if conditions.len() > MOST_CONDITIONS {
            return self.alone.insert(dividend::figures(case, law));
        }
        let outcomes = conditions.iter().fold(0, |all, condition| {
            let bits = match condition.test(case, 0) {
                Outcome::Met => 1,
                Outcome::NotMet => 2,
                Outcome::Unknown => 3,
            };
            all << 2 | bits
        });
        let at = match self.kept.iter().position(|(known, _)| *known == outcomes) {
            Some(at) => {
                self.kept[at].1.reckon(case);
                debug_assert!(is_as_new(&self.kept[at].1, case, law), "alike and ruled otherwise: {case:?}");
                at
            }
            None => {
                let figures = dividend::figures(case, law);
                if !figures.hold_for_alike(case) || self.kept.len() == MOST_KEPT {
                    return self.alone.insert(figures);
                }
                self.kept.push((outcomes, figures));
                self.kept.len() - 1
            }
        };
        &self.kept[at].1
    }
}

/// Whether the engines give the same row, and the same amount withheld, as what was used again.
fn is_as_new(used: &Figures, case: &Case, law: &'static Law) -> bool {
    let new = dividend::figures(case, law);
    Row::new(case, law, used) == Row::new(case, law, &new) && used.japan.withheld(case) == new.japan.withheld(case)
}
