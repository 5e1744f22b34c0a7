//! Sums of what rows say, in the units in which they say it.

use rust_decimal::Decimal;

use super::Row;
use crate::answer::GainAnswer;
use crate::units::{Exact, Usd, Yen};

/// Amounts of several payments. What is not known of one is left out, and its number listed.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    pub payments: usize,
    pub gross: Decimal,
    pub due: Yen,
    pub withheld: Yen,
    /// Withheld above what is due, and below.
    pub over: Yen,
    pub under: Yen,
    pub refundable: Yen,
    pub refunded: Yen,
    pub creditable_jpy: Yen,
    pub not_creditable_jpy: Yen,
    pub dividend: Usd,
    pub qualified: Usd,
    pub ordinary: Usd,
    pub creditable: Usd,
    /// Recognised gain from currency; negative for a loss.
    pub currency: Usd,
    /// Due, withheld and withheld too much, of each payment in cents.
    pub due_usd: Usd,
    pub withheld_usd: Usd,
    pub over_usd: Usd,
    /// Rows whose yen are not known, so that sums of yen are without them.
    pub in_dollars_alone: Vec<usize>,
    /// Rows without one of these amounts.
    pub open: Vec<usize>,
}

impl Sums {
    pub fn of<'r, 'a: 'r>(rows: impl Iterator<Item = &'r Row<'a>>) -> Sums {
        let mut sums = Sums::default();
        rows.for_each(|row| sums.add(row));
        sums
    }

    fn add(&mut self, row: &Row<'_>) {
        let (japan, case) = (&row.answer.japan, row.answer.case);
        let mut is_open = false;
        let mut known = |is_known: bool| is_open |= !is_known;
        self.payments += 1;
        known(japan.gross.is_some() && japan.tax.is_some());
        let in_usd = |amount| row.in_dollars(amount).unwrap_or_default();
        self.due_usd = self.due_usd + in_usd(japan.tax);
        self.withheld_usd = self.withheld_usd + in_usd(japan.withheld(case));
        self.over_usd = self.over_usd + in_usd(japan.reconciliation.map(|it| it.over));
        if row.payment.is_in_dollars_alone {
            self.in_dollars_alone.push(row.number);
        } else {
            self.add_yen(row);
        }
        if let Some(income) = &row.answer.us.income {
            known(income.dividend.is_some() && income.qualified_usd.is_some());
            known(income.credit.creditable_usd.is_some() || !income.credit.is_granted);
            let usd = |sum: &mut Usd, amount: Option<Usd>| *sum = *sum + amount.unwrap_or_default();
            usd(&mut self.dividend, income.dividend);
            usd(&mut self.qualified, income.qualified_usd);
            usd(&mut self.ordinary, income.ordinary_usd);
            usd(&mut self.creditable, income.credit.creditable_usd);
            usd(&mut self.currency, income.currency_gain.map(|gain| gain.recognised.unwrap_or(gain.usd)));
        }
        if is_open {
            self.open.push(row.number);
        }
    }

    fn add_yen(&mut self, row: &Row<'_>) {
        let (japan, case) = (&row.answer.japan, row.answer.case);
        let yen = |sum: &mut Yen, amount: Option<Yen>| *sum = *sum + amount.unwrap_or_default();
        self.gross += japan.gross.map_or(Decimal::ZERO, |gross| gross.decimal(crate::units::YEN_PLACES));
        yen(&mut self.due, japan.tax);
        yen(&mut self.withheld, japan.withheld(case));
        yen(&mut self.over, japan.reconciliation.map(|it| it.over));
        yen(&mut self.under, japan.reconciliation.and_then(|it| it.under));
        yen(&mut self.refundable, japan.refundable_at_least);
        self.refunded = self.refunded + row.payment.refunded();
        if let Some(income) = &row.answer.us.income {
            yen(&mut self.creditable_jpy, income.credit.creditable);
            yen(&mut self.not_creditable_jpy, income.credit.not_creditable);
        }
    }
}

/// Gains and losses of the year's sales.
#[derive(Clone, Debug, Default)]
pub struct GainSums {
    pub sales: usize,
    pub proceeds: Usd,
    pub expenses: Usd,
    pub basis: Usd,
    pub gain: Usd,
    /// Net of the long-term lots, and of the short-term ones.
    pub long_term: Usd,
    pub short_term: Usd,
    /// Under the rules on excess distributions of a passive foreign investment company.
    pub excess_distribution: Usd,
    /// How many sales have no figures yet.
    pub open: usize,
}

impl GainSums {
    pub fn of<'r, 'a: 'r>(answers: impl Iterator<Item = &'r GainAnswer<'a>>) -> GainSums {
        let mut sums = GainSums::default();
        for answer in answers {
            sums.sales += 1;
            let Some(figures) = answer.us.figures.as_ref().filter(|figures| figures.recognised) else { continue };
            sums.proceeds = sums.proceeds + figures.totals.proceeds.unwrap_or_default();
            sums.expenses = sums.expenses + figures.totals.expenses;
            sums.basis = sums.basis + figures.totals.basis.unwrap_or_default();
            sums.gain = sums.gain + figures.totals.gain().unwrap_or_default();
            let Some(taxed) = figures.taxed else {
                sums.open += 1;
                continue;
            };
            sums.long_term = sums.long_term + taxed.long_term;
            sums.short_term = sums.short_term + taxed.short_term;
            sums.excess_distribution = sums.excess_distribution + taxed.excess_distribution;
        }
        sums
    }

    /// What is left of long-term gains after short-term losses: IRC 1222(11).
    pub fn net_capital_gain(&self) -> Usd {
        (self.long_term + self.short_term.min(Usd::ZERO)).max(Usd::ZERO)
    }

    /// All gains less all losses.
    pub fn net(&self) -> Usd {
        self.long_term + self.short_term
    }
}

/// Yen with a fraction, as whole yen: half away from zero.
pub(super) fn whole_yen(yen: Exact) -> Yen {
    use rust_decimal::prelude::ToPrimitive;
    Yen::new(yen.decimal(0).to_i64().unwrap_or_default())
}
