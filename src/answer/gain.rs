//! What the engines say of a sale.

use rust_decimal::Decimal;

use super::{Assumption, Status, Step, Todo};
use crate::facts::{Case, Field, FieldSet, LotMethod, SpecialClass, words};
use crate::law::{Law, Rule};
use crate::units::{Day, Exact, Rate, Usd};

/// Everything the program has to say about one sale of one holder.
#[derive(Debug)]
pub struct GainAnswer<'a> {
    pub case: &'a Case,
    pub law: &'static Law,
    pub japan: GainJapan,
    pub us: GainUs,
    pub actions: Vec<Todo>,
    pub assumptions: Vec<Assumption>,
    /// The facts that are stated and that no rule and no amount used.
    pub unused: FieldSet,
    pub notes: Vec<&'static Rule>,
    /// What another law that covers the sale says of the gain, where it says something else.
    pub other_law: Option<OtherGain>,
    pub steps: Vec<Step>,
}

/// Another law's answer on a sale.
#[derive(Debug)]
pub struct OtherGain {
    pub law: &'static Law,
    pub japan: GainJapan,
    pub us: GainUs,
}

/// Whether Japan taxes the gain.
#[derive(Clone, Copy, Debug)]
pub struct GainJapan {
    pub status: Status,
    /// `None` when the law does not speak to the holder.
    pub taxed: Option<bool>,
    /// Of domestic law.
    pub rule: &'static Rule,
    /// What the treaty says of a gain that domestic law taxes.
    pub treaty: Option<&'static Rule>,
    /// The facts that are missing while it is undetermined.
    pub questions: FieldSet,
}

/// What the United States does with the gain.
#[derive(Debug)]
pub struct GainUs {
    pub status: Status,
    pub us_holder: Option<bool>,
    pub class: Option<SpecialClass>,
    pub rule: Option<&'static Rule>,
    /// The facts that are missing.
    pub questions: Vec<Field>,
    /// The figures, when the law speaks to the holder and it is known to be one.
    pub figures: Option<GainFigures>,
}

/// The gain and its parts. Each line is in cents, and the lines add up to the totals.
#[derive(Debug)]
pub struct GainFigures {
    /// Whether gain or loss is recognised at all; an exchange of ADSs and shares recognises none.
    pub recognised: bool,
    pub tax_year_begins: Option<Day>,
    pub totals: Amounts,
    pub lots: Vec<LotGain>,
    /// Shares that replace some that were sold at a loss.
    pub replacements: Vec<Replacement>,
    /// What is taxed how; none when nothing is recognised, or while a fact is missing.
    pub taxed: Option<Taxed>,
    /// What an exchange gives, in shares or ADSs.
    pub received: Option<Exact>,
}

/// Dollars realised, spent on the sale and on the shares.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amounts {
    pub proceeds: Option<Usd>,
    pub expenses: Usd,
    pub basis: Option<Usd>,
    /// The part of a loss that is not deducted, since the shares were replaced.
    pub disallowed: Usd,
}

impl Amounts {
    /// What is realised: proceeds less expenses.
    pub fn realised(self) -> Option<Usd> {
        Some(self.proceeds? - self.expenses)
    }

    /// Gain, or loss when negative; without what is not deducted of a loss.
    pub fn gain(self) -> Option<Usd> {
        Some(self.difference()? + self.disallowed)
    }

    /// What is realised less the basis.
    pub fn difference(self) -> Option<Usd> {
        Some(self.realised()? - self.basis?)
    }
}

words! {
    /// Whether a gain or loss is long-term.
    pub enum Term {
        Short = "short",
        Long = "long",
    }
}

/// The part of one lot that is sold.
#[derive(Clone, Copy, Debug)]
pub struct LotGain {
    /// Which lot, from 0.
    pub lot: usize,
    pub shares: Option<Decimal>,
    pub acquired: Option<Day>,
    /// The first day on which a sale is long-term.
    pub long_term_from: Option<Day>,
    pub term: Option<Term>,
    /// Yen for a dollar on the day of acquisition, where the cost is in yen.
    pub cost_spot: Option<Decimal>,
    pub amounts: Amounts,
    /// The rule that says how it is taxed.
    pub rule: Option<&'static Rule>,
}

/// Shares of a lot that replace some that were sold at a loss.
#[derive(Clone, Copy, Debug)]
pub struct Replacement {
    /// Which lot, from 0.
    pub lot: usize,
    pub shares: Decimal,
    /// The lot they replace.
    pub replaces: usize,
    /// The part of the loss that is added to their basis.
    pub disallowed: Usd,
    /// Their basis with it.
    pub basis: Option<Usd>,
    /// The days of what they replace, which are added to theirs.
    pub days: Option<i32>,
    /// The day from which they count as held.
    pub held_from: Option<Day>,
}

/// What of the sale is taxed how, losses set off against gains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taxed {
    /// Net of the long-term lots; negative for a loss. Gains under the rules on excess distributions are in neither.
    pub long_term: Usd,
    pub short_term: Usd,
    pub maximum_rate: Option<Rate>,
    pub at_maximum_rate: Usd,
    pub tax_at_maximum_rate: Option<Usd>,
    pub at_ordinary_rates: Usd,
    pub tax_at_ordinary_rate: Option<Usd>,
    /// Under the rules on excess distributions of a passive foreign investment company.
    pub excess_distribution: Usd,
    /// What is lost after all gains of the sale are set off.
    pub loss: Usd,
}

/// The reason of a step about a sale.
#[derive(Clone, Copy, Debug)]
pub enum GainReason {
    Exchanged,
    Lots { method: Option<LotMethod>, parts: usize },
    Realised { amounts: Amounts, spot: Option<Decimal> },
    Basis { lot: usize, basis: Option<Usd>, spot: Option<Decimal> },
    Gain(Amounts),
    Loss { lot: usize, usd: Usd },
    Inherited { lot: usize },
    Gift { lot: usize },
    Washed { lot: usize, usd: Usd },
    Replacement(Replacement),
    Settled { on: Day },
    Netted(Taxed),
    Source,
}

impl GainReason {
    /// In words: a clause without capital or full stop.
    pub fn words(self) -> String {
        match self {
            GainReason::Exchanged => {
                said!("shares and ADSs are exchanged, nothing is sold", "株式とADSとの交換であり、譲渡はない")
            }
            GainReason::Lots { method, parts } => {
                let lots = if parts == 1 { "one lot".to_owned() } else { format!("{parts} lots") };
                match method {
                    Some(LotMethod::Identified) => said!("{lots}, as identified", "保有者が指定した取得口{parts}件"),
                    Some(LotMethod::FirstInFirstOut) => {
                        said!("{lots}, the first acquired first", "先に取得したものから順に取得口{parts}件")
                    }
                    _ => said!("{lots}, nothing to choose", "取得口{parts}件、選択の余地なし"),
                }
            }
            GainReason::Realised { amounts, spot } => {
                let spot = at_spot(spot);
                let less = if amounts.expenses == Usd::ZERO {
                    String::new()
                } else {
                    said!(" less {} of expenses", "から費用{}を控除", usd(Some(amounts.expenses)))
                };
                format!("{}{spot}{less}", usd(amounts.proceeds))
            }
            GainReason::Basis { lot, basis, spot } => {
                said!("lot {}: {}{}", "取得口{}：{}{}", lot + 1, usd(basis), at_spot(spot))
            }
            GainReason::Gain(amounts) => said!(
                "{} realised less {} basis: {}",
                "実現額{}から取得価額{}を控除：{}",
                usd(amounts.realised()),
                usd(amounts.basis),
                usd(amounts.gain())
            ),
            GainReason::Loss { lot, usd: loss } => said!("lot {}: {}", "取得口{}：{}", lot + 1, usd(Some(loss))),
            GainReason::Inherited { lot } => said!("lot {} was inherited", "取得口{}は相続により取得", lot + 1),
            GainReason::Gift { lot } => said!("lot {} was given", "取得口{}は贈与により取得", lot + 1),
            GainReason::Washed { lot, usd: loss } => {
                said!(
                    "lot {}: {} of the loss is not deducted",
                    "取得口{}：損失のうち{}は控除できない",
                    lot + 1,
                    usd(Some(loss))
                )
            }
            GainReason::Replacement(it) => said!(
                "{} of lot {} replace as many of lot {}: {} is added to their basis, {} to theirs",
                "取得口{1}のうち{0}が取得口{2}の同数に代わる：その取得価額に{3}、所有日数に{4}を加算",
                it.shares.normalize(),
                it.lot + 1,
                it.replaces + 1,
                usd(Some(it.disallowed)),
                it.days.map_or(word!("unknown days", "不明な日数").to_owned(), |days| said!(
                    "{days} days",
                    "{days}日"
                ))
            ),
            GainReason::Settled { on } => said!("settled on {on}", "{on}に決済"),
            GainReason::Netted(taxed) => said!(
                "long-term {}, short-term {}: {} at the maximum rate, {} at ordinary rates, {} of loss left",
                "長期{}、短期{}：最高税率の対象{}、通常の税率の対象{}、残る損失{}",
                usd(Some(taxed.long_term)),
                usd(Some(taxed.short_term)),
                usd(Some(taxed.at_maximum_rate)),
                usd(Some(taxed.at_ordinary_rates)),
                usd(Some(taxed.loss))
            ),
            GainReason::Source => word!("the holder is a U.S. holder", "保有者は米国保有者である").to_owned(),
        }
    }
}

fn usd(usd: Option<Usd>) -> String {
    usd.map_or(word!("not known", "不明").to_owned(), |usd| usd.to_string())
}

fn at_spot(spot: Option<Decimal>) -> String {
    spot.map_or(String::new(), |spot| said!(" at {spot} yen for a dollar", "（1ドル={spot}円）"))
}
