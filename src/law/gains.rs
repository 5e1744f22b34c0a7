//! The chapter of a law that speaks of sales.

use super::{Condition, Country, GainKind, Outcome, Rule, SaleCondition};
use crate::facts::Case;

/// What Japan and the United States do with a gain.
#[derive(Clone, Copy, Debug)]
pub struct GainChapter {
    /// Japan: the first that holds decides; the last has no condition.
    pub japan: &'static [Rule],
    /// What treaties say of the gains that Japan would tax: of those on the kind of gain the first that holds decides,
    /// and the last has no condition.
    pub treaties: &'static [GainTreatyRow],
    pub japan_notes: &'static [Rule],
    /// Exchanging ADSs and shares for each other.
    pub exchange: Rule,
    /// Which shares are sold.
    pub lots: Rule,
    pub realised: Rule,
    pub basis: Rule,
    pub gain: Rule,
    /// What makes a gain long-term: of the first whose other conditions hold, whether it was held for long enough.
    pub long_term: &'static [Rule],
    /// From most to least favourable; asked for each lot that brings a gain.
    pub rates: &'static [Rule],
    pub loss: Rule,
    /// Long-term and short-term against each other.
    pub netting: Rule,
    pub source: Rule,
    /// What was given or inherited, what is bought about a loss, and the day whose rate counts; none where the law goes
    /// into none of it.
    pub transfers: Option<&'static TransferRules>,
    pub notes: &'static [Rule],
    /// Shown where there is a gain.
    pub gain_notes: &'static [Rule],
    pub actions: &'static [Rule],
}

/// What changes whose basis and days count, and which losses.
#[derive(Clone, Copy, Debug)]
pub struct TransferRules {
    pub inherited: Rule,
    /// Above the donor's basis, below the lower of it and the value, and between the two.
    pub gift: [Rule; 3],
    /// Purchases within so many days of a loss replace what was sold.
    pub wash: Rule,
    pub wash_days: i32,
    /// What becomes of a loss that is not deducted.
    pub wash_basis: Rule,
    /// Shown where a loss is sold and the holder does not say that its lots state all purchases.
    pub wash_note: Rule,
    pub settlement: Rule,
    /// Shown of what was inherited.
    pub notes: &'static [Rule],
}

impl TransferRules {
    /// Its rules, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let wash = [&self.wash, &self.wash_basis, &self.wash_note, &self.settlement];
        [&self.inherited].into_iter().chain(&self.gift).chain(wash).chain(self.notes)
    }
}

/// What a treaty says of some kinds of gain.
#[derive(Clone, Copy, Debug)]
pub struct GainTreatyRow {
    pub kinds: &'static [GainKind],
    pub rule: Rule,
}

impl GainChapter {
    /// Its rules, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let treaties = self.treaties.iter().map(|row| &row.rule);
        self.japan.iter().chain(treaties).chain(self.japan_notes).chain(self.us_rules())
    }

    /// Those of the United States.
    pub fn us_rules(&self) -> impl Iterator<Item = &Rule> {
        let amounts = [&self.exchange, &self.lots, &self.realised, &self.basis, &self.gain];
        let results = [&self.loss, &self.netting, &self.source];
        amounts
            .into_iter()
            .chain(self.long_term)
            .chain(self.rates)
            .chain(results)
            .chain(self.transfers.into_iter().flat_map(TransferRules::rules))
            .chain(self.notes)
            .chain(self.gain_notes)
            .chain(self.actions)
    }

    /// What treaties say of one kind of gain of residents of a country: rows on other countries are not asked.
    pub fn treaty_rows(&self, kind: GainKind, residence: Country) -> impl Iterator<Item = &'static Rule> {
        let on_kind = self.treaties.iter().filter(move |row| row.kinds.contains(&kind));
        on_kind.map(|row| &row.rule).filter(move |rule| {
            rule.when.iter().all(|condition| match condition {
                Condition::ResidentOf(country) => *country == residence,
                Condition::ResidentOfAny(countries) => countries.contains(&residence),
                _ => true,
            })
        })
    }

    /// The rule on what is long-term for one lot; none while a date is missing that decides which.
    pub fn long_term_for(&self, case: &Case, lot: usize) -> Option<&'static Rule> {
        let is_period =
            |condition: &&Condition| matches!(condition, Condition::Sale(SaleCondition::HeldMoreThanMonths(_)));
        for rule in self.long_term {
            let dates = rule.when.iter().filter(|condition| !is_period(condition));
            let outcomes: Vec<_> = dates.map(|condition| condition.test(case, lot)).collect();
            if outcomes.contains(&Outcome::NotMet) {
                continue;
            }
            return if outcomes.contains(&Outcome::Unknown) { None } else { Some(rule) };
        }
        None
    }
}

/// After how many months a gain is long-term by this rule.
pub fn long_term_months(rule: &Rule) -> Option<u32> {
    rule.when.iter().find_map(|condition| match condition {
        Condition::Sale(SaleCondition::HeldMoreThanMonths(months)) => Some(*months),
        _ => None,
    })
}
