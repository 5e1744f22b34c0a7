//! PFIC Rules: PFIC-6 to PFIC-17.

use super::{READ, label};
use crate::law::{Citation, Effect, PficChapter, Rule, When, irc};
use crate::units::{Day, Percent, Span};

/// The document states neither the highest rates nor the rates of interest, and leaves details open;
/// those are taken from the Code and its tables, and each answer names them.
pub static CHAPTER: PficChapter = PficChapter {
    law: "form-20f",
    duty: None,
    covers: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2010, 12, 31)),
    ends_with: "its last dated sentence speaks of tax years beginning before 2011-01-01 (20-F DIV-1.2)",
    default_regime: rule(
        "form-20f.pfic.default-regime",
        "A holder of a PFIC who has not elected to mark to market is subject to special rules on gains and on excess distributions.",
        &[label("PFIC-6"), label("PFIC-9")],
    ),
    gain: rule(
        "form-20f.pfic.gain",
        "Any gain on a sale or other disposition of the shares or ADSs falls under the special rules.",
        &[label("PFIC-7")],
    ),
    excess: rule(
        "form-20f.pfic.excess",
        "Distributions of one tax year are excess distributions as far as they are greater than 125% of the average of the three preceding tax years, or of the shorter holding period.",
        &[label("PFIC-8")],
    ),
    excess_over: Percent::of("125"),
    preceding_years: 3,
    allocation: rule(
        "form-20f.pfic.allocation",
        "The gain or excess distribution is allocated ratably over the holding period.",
        &[label("PFIC-10")],
    ),
    current_year: rule(
        "form-20f.pfic.current-year",
        "What is allocated to the tax year of the gain or distribution is ordinary income.",
        &[label("PFIC-11")],
    ),
    prior_years: rule(
        "form-20f.pfic.prior-years",
        "What is allocated to each prior year is taxed at the highest rate in effect for that year, with certain exceptions.",
        &[label("PFIC-12")],
    ),
    interest: rule(
        "form-20f.pfic.interest",
        "The tax of each prior year bears the interest of an underpayment.",
        &[label("PFIC-13")],
    ),
    credit: rule(
        "form-20f.pfic.credit",
        "Special rules apply to the foreign tax credit on excess distributions.",
        &[label("PFIC-14")],
    ),
    election: rule(
        "form-20f.pfic.election",
        "A holder may elect to mark the shares or ADSs to market; the special rules then do not apply.",
        &[label("PFIC-15.1"), label("PFIC-15.2")],
    ),
    inclusion: rule(
        "form-20f.pfic.inclusion",
        "The excess of the market value at the end of the tax year over the adjusted basis is ordinary income.",
        &[label("PFIC-15.3")],
    ),
    ordinary_rates: rule(
        "form-20f.pfic.ordinary-rates",
        "These amounts have neither the rates of qualified dividends nor of long-term gains.",
        &[label("PFIC-15.4")],
    ),
    limited_loss: rule(
        "form-20f.pfic.limited-loss",
        "The excess of the adjusted basis over the market value, or over the price of the sale, is an ordinary loss up to what the election has added to income before.",
        &[label("PFIC-15.5")],
    ),
    basis: rule("form-20f.pfic.basis", "The basis is adjusted by what is included or deducted.", &[label("PFIC-15.6")]),
    dividends: rule(
        "form-20f.pfic.dividends",
        "Whatever is elected, dividends of a PFIC, that year or the year before, are never qualified: their gross amount is taxed at ordinary rates.",
        &[label("PFIC-16.1"), label("PFIC-16.2"), label("PFIC-16.3")],
    ),
    form: rule(
        "form-20f.pfic.form-8621",
        "File Internal Revenue Service Form 8621 for each year in which shares or ADSs are owned and the company is a PFIC.",
        &[label("PFIC-17")],
    ),
    details: &irc::PFIC_DETAILS,
};

const fn rule(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    Rule { id, says, cites, evidence: READ, when: When::ALWAYS, effect: Effect::Computation }
}
