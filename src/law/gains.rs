//! The chapter of a law that speaks of sales.

use super::{Condition, Rule};

/// What Japan and the United States do with a gain.
#[derive(Clone, Copy, Debug)]
pub struct GainChapter {
    /// Japan: the first that holds decides; the last has no condition.
    pub japan: &'static [Rule],
    pub japan_notes: &'static [Rule],
    /// Exchanging ADSs and shares for each other.
    pub exchange: Rule,
    /// Which shares are sold.
    pub lots: Rule,
    pub realised: Rule,
    pub basis: Rule,
    pub gain: Rule,
    /// What makes a gain long-term.
    pub long_term: Rule,
    /// From most to least favourable; asked for each lot that brings a gain.
    pub rates: &'static [Rule],
    pub loss: Rule,
    /// Long-term and short-term against each other.
    pub netting: Rule,
    pub source: Rule,
    pub notes: &'static [Rule],
    pub actions: &'static [Rule],
}

impl GainChapter {
    /// Its rules, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let amounts = [&self.exchange, &self.lots, &self.realised, &self.basis, &self.gain, &self.long_term];
        let results = [&self.loss, &self.netting, &self.source];
        let japan = self.japan.iter().chain(self.japan_notes);
        japan.chain(amounts).chain(self.rates).chain(results).chain(self.notes).chain(self.actions)
    }

    /// After how many years a gain is long-term.
    pub fn long_term_years(&self) -> Option<u32> {
        self.long_term.when.iter().find_map(|condition| match condition {
            Condition::HeldMoreThanYears(years) => Some(*years),
            _ => None,
        })
    }
}
