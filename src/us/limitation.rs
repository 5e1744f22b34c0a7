//! The limitation of the foreign tax credit, IRC 904: the part of the United States tax that income from abroad is of
//! all income, with what is taxed at reduced rates counted for less.

use rust_decimal::Decimal;

use crate::answer::{
    Assumed, Assumption, Because, Carry, Credit, LimitReason, Limitation, Limited, RateSlice, Steps, Trace,
};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::law::tables::{AdjustmentCeiling, HighestRate, highest_rates};
use crate::law::{Condition, CreditLimits, Effect, Law, LimitAmounts, LimitMethod, Outcome, Rule};
use crate::units::Exact;

/// The dividend and what the year taxes at reduced rates.
#[derive(Debug, Default)]
pub(super) struct Incomes {
    /// The dividend out of earnings and profits.
    pub dividend: Option<Exact>,
    /// The part of it that is qualified.
    pub qualified: Option<Exact>,
    /// That part by the rates it is taxed at.
    pub slices: Option<Vec<RateSlice>>,
    /// The same of everything that is taxed at reduced rates.
    pub all_slices: Option<Vec<RateSlice>>,
}

/// An amount that is exact in dollars with ten decimals: beyond them the quotients of the limitation would outgrow
/// [`Exact`], and no cent depends on them.
pub(super) fn bounded(amount: Exact) -> Exact {
    Exact::from(in_digits(amount))
}

fn in_digits(amount: Exact) -> Decimal {
    amount.decimal(10)
}

/// How much of the credit is allowed, where the facts of the year are stated.
pub(super) fn limit(case: &Case, law: &'static Law, credit: &Credit, incomes: &Incomes, trace: &mut Steps) -> Limited {
    let nothing = Limited::default();
    let (Some(limits), Some(creditable)) = (law.us.credit_limits, credit.creditable_exact) else { return nothing };
    let creditable = bounded(creditable);
    let year = Year::new(case, limits, credit, creditable, incomes);
    if year.foreign_tax.is_zero() {
        return Limited { allowed: Some(creditable.usd()), ..nothing };
    }
    let open = Limited { can_elect: year.can_elect(limits), ..nothing };
    let mut better = None;
    for (at, rule) in limits.methods.iter().enumerate() {
        let outcome = year.test(rule);
        match (outcome, rule.limit_method()) {
            (Outcome::NotMet, _) => continue,
            (Outcome::Unknown, method) => {
                let missing = method.map_or(FieldSet::NONE, |method| year.missing(method));
                return Limited { questions: missing.with(year.asks(rule)), ..open };
            }
            // The law does not say how it is calculated for such a year.
            (Outcome::Met, None) => {
                year.record(&limits.methods[..=at], None, trace);
                return nothing;
            }
            (Outcome::Met, Some(LimitMethod::NoLimitation)) => {
                year.record(&limits.methods[..=at], None, trace);
                return year.without_limitation(limits, rule, trace);
            }
            (Outcome::Met, Some(method)) => {
                let Some(this) = year.fraction(method) else {
                    return Limited { questions: year.missing(method), ..open };
                };
                if method == LimitMethod::AdjustmentException && case.us.elects_adjustment_exception.is_none() {
                    let other = year.fraction(LimitMethod::RateDifferential).unwrap_or(this);
                    let is_better = other.limit > this.limit;
                    better = Some(LimitReason::Better { exception: this.limit.usd(), adjusted: other.limit.usd() });
                    if is_better {
                        continue;
                    }
                }
                year.record(&limits.methods[..=at], better, trace);
                let limited = year.limited(limits, rule, &this, trace);
                return Limited { could_take_exception: better.is_some(), can_elect: open.can_elect, ..limited };
            }
        }
    }
    nothing
}

/// The facts that were taken to be the ordinary ones for this limitation.
pub(super) fn assumptions(case: &Case, law: &Law, limited: &Limited) -> Vec<Assumption> {
    let (Some(limitation), Some(limits)) = (&limited.limitation, law.us.credit_limits) else { return Vec::new() };
    let us = &case.us;
    let mut list = Vec::new();
    let mut add = |is_missing: bool, field: Field, value: Assumed| {
        if is_missing {
            list.push(Assumption { field, value });
        }
    };
    add(us.other_foreign_tax_usd.is_none(), Field::OtherForeignTax, Assumed::Zero);
    if limitation.method == LimitMethod::NoLimitation {
        return list;
    }
    let exempt = case.kind != HolderKind::Corporation && limits.no_exemptions.test(case, 0) != Outcome::Met;
    add(exempt && us.personal_exemptions_usd.is_none(), Field::PersonalExemptions, Assumed::Zero);
    add(us.other_foreign_income_usd.is_none(), Field::OtherForeignIncome, Assumed::Zero);
    let other = us.other_foreign_income_usd.is_some() && limitation.method != LimitMethod::Ordinary;
    add(other && us.other_foreign_preferential_income_usd.is_none(), Field::OtherForeignPreferential, Assumed::Zero);
    add(us.foreign_income_deductions_usd.is_none(), Field::ForeignIncomeDeductions, Assumed::Zero);
    if us.elects_adjustment_exception.is_none() && limited.could_take_exception {
        let takes = limitation.method == LimitMethod::AdjustmentException;
        add(true, Field::ElectsAdjustmentException, Assumed::Is(takes));
    }
    add(limited.can_elect && us.elects_no_limitation.is_none(), Field::ElectsNoLimitation, Assumed::Is(false));
    list
}

/// The facts of the year, and what follows from them before any method.
struct Year<'a> {
    case: &'a Case,
    incomes: &'a Incomes,
    /// On the dividend.
    creditable: Exact,
    /// All of the category.
    foreign_tax: Exact,
    amounts: LimitAmounts,
    /// The row of the table for the year, where the holder's filing status has a part in it.
    ceiling: Option<&'static AdjustmentCeiling>,
    /// The row of the table with the highest rate of the year.
    highest: Option<&'static HighestRate>,
    exemptions: Exact,
}

/// Both sides of the fraction, and what it leaves of the tax.
#[derive(Clone, Copy)]
struct Fraction {
    tax: Exact,
    foreign: Exact,
    taxable: Exact,
    limit: Exact,
}

fn stated(amount: Option<Decimal>) -> Exact {
    amount.map_or(Exact::ZERO, Exact::from)
}

impl<'a> Year<'a> {
    fn new(
        case: &'a Case,
        limits: &'static CreditLimits,
        credit: &Credit,
        creditable: Exact,
        incomes: &'a Incomes,
    ) -> Year<'a> {
        let us = &case.us;
        let year = case.tax_year_begins().map(|begins| begins.year());
        let qualified = incomes.qualified.map(bounded);
        let preferential = qualified.map(|qualified| qualified + stated(us.other_preferential_income_usd));
        let taxable = us.taxable_income_usd.map(Exact::from);
        let ceilings = limits.ceilings.iter().find(|row| Some(row.year) == year);
        let (_, rates) = highest_rates(case.kind);
        let foreign_tax = creditable + stated(us.other_foreign_tax_usd);
        Year {
            case,
            incomes,
            creditable,
            foreign_tax,
            amounts: LimitAmounts {
                category: credit.category.map(|(category, _)| category),
                foreign_tax: in_digits(foreign_tax),
                preferential: preferential.map(in_digits),
                foreign_preferential: qualified
                    .map(|qualified| in_digits(qualified + stated(us.other_foreign_preferential_income_usd))),
                other_income: taxable.zip(preferential).map(|(all, part)| in_digits((all - part).max(Exact::ZERO))),
                ceiling: ceilings.zip(us.filing_status).map(|(row, status)| in_digits(row.of(status))),
            },
            ceiling: ceilings.filter(|_| case.kind == HolderKind::Individual && us.filing_status.is_some()),
            highest: rates.iter().find(|row| year.is_some_and(|it| row.first <= it && it <= row.last)),
            exemptions: stated(us.personal_exemptions_usd),
        }
    }

    /// What the method cannot be calculated without.
    fn missing(&self, method: LimitMethod) -> FieldSet {
        let us = &self.case.us;
        let by_status = method != LimitMethod::Ordinary && self.case.kind == HolderKind::Individual;
        FieldSet::missing(&[
            (us.tax_before_credit_usd.is_none(), Field::TaxBeforeCredit),
            (us.taxable_income_usd.is_none(), Field::TaxableIncome),
            (by_status && us.filing_status.is_none(), Field::FilingStatus),
        ])
    }

    /// All conditions together, as of any rule.
    fn test(&self, rule: &Rule) -> Outcome {
        let mut all = Outcome::Met;
        for condition in rule.when {
            match condition.test_limit(self.case, &self.amounts) {
                Outcome::Met => {}
                Outcome::NotMet => return Outcome::NotMet,
                Outcome::Unknown => all = Outcome::Unknown,
            }
        }
        all
    }

    fn asks(&self, rule: &Rule) -> FieldSet {
        let open = rule.when.iter().filter(|it| it.test_limit(self.case, &self.amounts) == Outcome::Unknown);
        open.map(|condition| condition.asks_for_limit(self.case)).collect()
    }

    /// Records the rules on the method as far as they were asked; `better` is why the exception was taken or not, where
    /// the holder leaves that open.
    fn record(&self, asked: &'static [Rule], better: Option<LimitReason>, trace: &mut Steps) {
        for rule in asked {
            let (mut outcome, mut reason) = (self.test(rule), LimitReason::Conditions(self.amounts));
            if rule.limit_method() == Some(LimitMethod::AdjustmentException) {
                if let Some(row) = self.ceiling {
                    trace.record(
                        &row.rule,
                        LimitReason::Ceiling(self.amounts.ceiling.map(|it| Exact::from(it).usd())).into(),
                    );
                }
                if let Some(LimitReason::Better { exception, adjusted }) = better {
                    reason = LimitReason::Better { exception, adjusted };
                    outcome = if asked.last() == Some(rule) { Outcome::Met } else { Outcome::NotMet };
                }
            }
            trace.record_outcome(rule, outcome, reason.into());
        }
    }

    /// The limitation by one method; none where the tables say too little.
    fn fraction(&self, method: LimitMethod) -> Option<Fraction> {
        let us = &self.case.us;
        let (tax, taxable) = (Exact::from(us.tax_before_credit_usd?), Exact::from(us.taxable_income_usd?));
        let mut foreign = bounded(self.incomes.dividend?) + stated(us.other_foreign_income_usd);
        let mut taxable = taxable + self.exemptions;
        if method == LimitMethod::RateDifferential {
            let none = self.incomes.qualified.is_some_and(Exact::is_zero).then_some(&[][..]);
            let mine = self.incomes.slices.as_deref().or(none)?;
            let all = self.incomes.all_slices.as_deref()?;
            let highest = Exact::whole(100).at(self.highest?.rate);
            let left_out = |slices: &[RateSlice]| -> Exact {
                let part = |slice: &RateSlice| {
                    let counted = Exact::whole(100).at(slice.rate) / highest;
                    bounded(slice.amount) * (Exact::whole(1) - counted)
                };
                slices.iter().map(part).sum()
            };
            let (mine, all) = (left_out(mine), left_out(all));
            let others = stated(us.other_preferential_income_usd);
            let from_abroad = stated(us.other_foreign_preferential_income_usd);
            // Which of the other income lies in which slice is not known: each part lies in all of them alike.
            let abroad = if others.is_zero() { Exact::ZERO } else { bounded((all - mine) * from_abroad / others) };
            foreign = foreign - mine - abroad;
            taxable = taxable - all;
        }
        foreign = bounded((foreign - stated(us.foreign_income_deductions_usd)).max(Exact::ZERO));
        taxable = bounded(taxable.max(Exact::ZERO));
        let limit = if taxable.is_zero() { Exact::ZERO } else { bounded(tax * foreign.min(taxable) / taxable) };
        Some(Fraction { tax, foreign, taxable, limit })
    }

    fn limited(&self, limits: &'static CreditLimits, rule: &'static Rule, it: &Fraction, trace: &mut Steps) -> Limited {
        if !self.exemptions.is_zero() {
            trace.record(&limits.exemptions, LimitReason::Exemptions(self.exemptions.usd()).into());
        } else if self.case.kind == HolderKind::Individual {
            trace.ask(&limits.no_exemptions, self.case, 0);
        }
        let tax = self.foreign_tax;
        let allowed = tax.min(it.limit);
        let carry = limits.carryover.iter().find(|rule| rule.test(self.case, 0) == Outcome::Met);
        let carry = carry.and_then(|rule| match rule.effect {
            Effect::Carry { back, forward } => Some(Carry { back_years: back, forward_years: forward, rule }),
            _ => None,
        });
        let limitation = Limitation {
            method: rule.limit_method().unwrap_or(LimitMethod::Ordinary),
            rule,
            us_tax: Some(it.tax.usd()),
            foreign_income: Some(it.foreign.usd()),
            taxable_income: Some(it.taxable.usd()),
            limit: Some(it.limit.usd()),
            creditable: tax.usd(),
            allowed: allowed.usd(),
            carryover: tax.usd() - allowed.usd(),
            carry,
        };
        if let (LimitMethod::RateDifferential, Some(highest)) = (limitation.method, self.highest) {
            trace.record(&highest.rule, LimitReason::Highest(highest.rate).into());
        }
        trace.record(&limits.limit, LimitReason::Limited(limitation).into());
        let rows = limits.carryover.iter().map(|rule| (rule, rule.test(self.case, 0)));
        for (rule, outcome) in rows {
            let reason = LimitReason::Carried(limitation.carryover).into();
            let because = if outcome == Outcome::Met { reason } else { Because::Conditions { lot: 0 } };
            trace.record_outcome(rule, outcome, because);
            if outcome == Outcome::Met {
                break;
            }
        }
        self.done(limitation, allowed)
    }

    /// All of the tax, up to what there is to offset; nothing is carried over.
    fn without_limitation(&self, limits: &'static CreditLimits, rule: &'static Rule, trace: &mut Steps) -> Limited {
        let tax = self.foreign_tax;
        let due = self.case.us.tax_before_credit_usd.map(Exact::from);
        let allowed = due.map_or(tax, |due| due.min(tax));
        let limitation = Limitation {
            method: LimitMethod::NoLimitation,
            rule,
            us_tax: due.map(Exact::usd),
            foreign_income: None,
            taxable_income: None,
            limit: None,
            creditable: tax.usd(),
            allowed: allowed.usd(),
            carryover: crate::units::Usd::ZERO,
            carry: None,
        };
        trace.record(&limits.limit, LimitReason::Limited(limitation).into());
        self.done(limitation, allowed)
    }

    /// The dividend's part of what is allowed is its part of what is creditable: no tax comes before another.
    fn done(&self, limitation: Limitation, allowed: Exact) -> Limited {
        let part = bounded(allowed * self.creditable / self.foreign_tax);
        Limited { allowed: Some(part.usd()), limitation: Some(limitation), ..Limited::default() }
    }

    /// Whether the election against the limitation is all that one of its rules lacks.
    fn can_elect(&self, limits: &CreditLimits) -> bool {
        let mut rules = limits.methods.iter().filter(|it| it.limit_method() == Some(LimitMethod::NoLimitation));
        self.case.us.elects_no_limitation.is_none()
            && rules.any(|rule| {
                let mut others = rule.when.iter().filter(|condition| **condition != Condition::ElectsNoLimitation);
                others.all(|condition| condition.test_limit(self.case, &self.amounts) == Outcome::Met)
            })
    }
}
