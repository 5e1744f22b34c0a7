//! What the rates come to in yen.

use crate::answer::{Japan, Reconciliation};
use crate::facts::Case;
use crate::law::PARTS_OF_A_YEN;
use crate::units::{Rate, Yen};

impl Japan {
    /// Puts in place of the amounts those that follow from the rates and from what the case is paid.
    pub(super) fn calculate(&mut self, case: &Case) {
        let gross = case.gross();
        let taxed = case.payment().taxed(gross);
        let tax = |rate: Rate| match taxed {
            Some(taxed) => Some(taxed.tax_jpy(rate)),
            None => rate.is_zero().then_some(Yen::ZERO),
        };
        (self.gross, self.taxed) = (gross, taxed);
        self.tax = self.rate.and_then(tax);
        self.highest_tax = if self.highest_rate == self.rate { self.tax } else { self.highest_rate.and_then(tax) };
        if let Some(at_source) = &mut self.at_source {
            let is_due = at_source.rate == self.rate;
            at_source.tax =
                if is_due { self.tax } else { taxed.zip(at_source.rate).map(|(taxed, rate)| taxed.tax_jpy(rate)) };
        }
        // What is above the highest possible tax is too much in any case.
        let at_most = self.tax.or(self.highest_tax);
        self.stated = case.payment().withheld_at([self.rate, self.statutory_rate]);
        self.reconciliation = self.stated.zip(at_most).map(|(withheld, at_most)| Reconciliation {
            withheld,
            over: withheld.excess_over(at_most),
            under: self.tax.map(|due| due.excess_over(withheld)).map(|under| {
                let by_share = self.rate.and_then(|rate| case.payment().tax_by_share(rate, PARTS_OF_A_YEN));
                if by_share.is_some_and(|least| withheld >= least) { Yen::ZERO } else { under }
            }),
        });
        let withheld = self.withheld(case);
        self.refundable_at_least = withheld.zip(at_most).map(|(withheld, at_most)| withheld.excess_over(at_most));
        self.refundable = withheld.zip(self.tax).map(|(withheld, due)| withheld.excess_over(due));
    }
}
