//! The vocabulary of the chapter on passive foreign investment companies.

use super::{Country, LAWS, Rule, tables};
use crate::units::{Day, Percent, Rate, Span};

/// What a law says about a holder of a passive foreign investment company: the rules of the default
/// regime, the mark-to-market election, and the details both leave to the Code.
#[derive(Debug)]
pub struct PficChapter {
    /// What `--law` calls the law it belongs to.
    pub law: &'static str,
    /// The days of the events it speaks of.
    pub covers: Span,
    /// Where and why it ends, for the message beyond it.
    pub ends_with: &'static str,
    /// Whom the default regime falls upon.
    pub default_regime: Rule,
    pub gain: Rule,
    pub excess: Rule,
    /// Of the average of this many preceding tax years, what is not yet excess.
    pub excess_over: Percent,
    pub preceding_years: usize,
    pub allocation: Rule,
    pub current_year: Rule,
    pub prior_years: Rule,
    pub interest: Rule,
    pub credit: Rule,
    pub election: Rule,
    pub inclusion: Rule,
    pub ordinary_rates: Rule,
    pub limited_loss: Rule,
    pub basis: Rule,
    /// No distribution of a PFIC is a qualified dividend.
    pub dividends: Rule,
    pub form: Rule,
    /// For which tax years it is filed without an event; none where the law only says that it is filed.
    pub duty: Option<&'static DutyRules>,
    pub details: &'static PficDetails,
}

/// When the form is filed for stock that is only held.
#[derive(Debug)]
pub struct DutyRules {
    pub suspended: Rule,
    /// Tax years that end on this day or later have the duty.
    pub ends_from: Day,
    pub part_one: Rule,
    pub exempt: Rule,
    /// Up to so many dollars of stock of PFICs nothing is filed.
    pub threshold: i64,
    pub joint_threshold: i64,
    /// The same of one fund that is owned through another PFIC, whatever else is held.
    pub indirect_threshold: i64,
}

impl DutyRules {
    /// In reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        [&self.suspended, &self.part_one, &self.exempt].into_iter()
    }
}

/// What the Code says where a summary is silent; the same under every law.
#[derive(Debug)]
pub struct PficDetails {
    pub taint: Rule,
    pub share_by_share: Rule,
    pub first_year: Rule,
    pub earlier_excess: Rule,
    pub own_currency: Rule,
    /// The day of acquisition is not part of the holding period.
    pub days_statute: Rule,
    /// Both the day of acquisition and the day of the event are.
    pub days_inclusive: Rule,
    pub pre_pfic: Rule,
    pub highest_rate: Rule,
    pub compounding: Rule,
    /// Rates that the user's file adds to the table.
    pub given_rates: Rule,
    /// Interest that runs beyond the table and the rates given.
    pub open_interest: Rule,
    pub loss: Rule,
    pub first_in: Rule,
    pub identified: Rule,
    pub creditable: Rule,
    pub coordination: Rule,
    pub unreversed: Rule,
    pub marked_sale: Rule,
    pub unmarked_year: Rule,
    pub restart: Rule,
    pub marketable: Rule,
    /// The first calendar year in which a tax year that can be elected for begins.
    pub election_since: i32,
    pub election_years: Rule,
    /// The first day on which a tax year of the company as a PFIC can begin.
    pub pfic_since: Day,
    pub cents: Rule,
    pub day_counts_differ: Rule,
    pub unrealised: Rule,
    pub time_value: Rule,
    pub election_ignored: Rule,
    pub form_revision: Rule,
    /// The first tax year whose form asks for the excess in both currencies, on lines of their own.
    pub form_in_both_currencies_from: i32,
    /// The last tax years of the revisions of December 2004 and of December 2011.
    pub form_revised_after: (i32, i32),
}

impl PficChapter {
    /// What the treaty with the United States lets Japan withhold from a portfolio holder on `day`: the row without
    /// conditions of the version in force, or of the last one that the law knows.
    pub fn treaty_rate(&self, day: Day) -> Option<(Rate, &'static Rule)> {
        let law = LAWS.iter().find(|law| law.id == self.law)?;
        let versions = law.regimes_with(Country::UNITED_STATES).iter().rev();
        let mut of_the_day = versions.filter(|version| version.election.is_none());
        let version = of_the_day.find(|version| version.span.first <= day)?;
        let general = version.rows.iter().find(|rule| rule.when.is_empty())?;
        Some((general.rate()?, general))
    }

    /// The rules of the chapter itself, in reading order.
    pub fn own_rules(&self) -> Vec<&Rule> {
        vec![
            &self.default_regime,
            &self.gain,
            &self.excess,
            &self.allocation,
            &self.current_year,
            &self.prior_years,
            &self.interest,
            &self.credit,
            &self.election,
            &self.inclusion,
            &self.ordinary_rates,
            &self.limited_loss,
            &self.basis,
            &self.dividends,
            &self.form,
        ]
    }

    /// Every rule it takes a figure from: its own, the Code's details and the rows of the tables.
    pub fn rules(&'static self) -> Vec<&'static Rule> {
        let mut all = self.own_rules();
        all.extend(self.duty.into_iter().flat_map(DutyRules::rules));
        all.extend(self.details.rules());
        all.extend(tables::rules());
        all
    }
}

impl PficDetails {
    /// In reading order.
    pub fn rules(&self) -> Vec<&Rule> {
        vec![
            &self.taint,
            &self.share_by_share,
            &self.first_year,
            &self.earlier_excess,
            &self.own_currency,
            &self.days_statute,
            &self.days_inclusive,
            &self.pre_pfic,
            &self.highest_rate,
            &self.compounding,
            &self.given_rates,
            &self.open_interest,
            &self.loss,
            &self.first_in,
            &self.identified,
            &self.creditable,
            &self.coordination,
            &self.unreversed,
            &self.marked_sale,
            &self.unmarked_year,
            &self.restart,
            &self.marketable,
            &self.election_years,
            &self.cents,
            &self.day_counts_differ,
            &self.unrealised,
            &self.time_value,
            &self.election_ignored,
            &self.form_revision,
        ]
    }
}
