//! The limitation of the foreign tax credit, IRC 904: the part of the United States tax that income from abroad is of
//! all income, with what is taxed at reduced rates counted for less.

use rust_decimal::Decimal;

use crate::answer::{Assumed, Assumption, Because, Carry, LimitReason, Limitation, Limited, RateSlice, Steps, Trace};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::law::tables::{HighestRate, PreferentialRates, highest_rates};
use crate::law::{Category, Condition, CreditLimits, Effect, Law, LimitAmounts, LimitMethod, Outcome, Rule};
use crate::units::{Exact, Rate};

/// The income of one category of a return from abroad, of one dividend or of all of a year, with what the year taxes at
/// reduced rates.
#[derive(Debug)]
pub struct Incomes {
    /// The dividends out of earnings and profits.
    pub dividend: Option<Exact>,
    /// The part of them that is qualified.
    pub qualified: Option<Exact>,
    /// The same of dividends of other categories, which have limitations of their own.
    pub elsewhere: Exact,
    /// Everything that is taxed at reduced rates, wherever it arises, by the rates it is taxed at.
    pub all_slices: Option<Vec<RateSlice>>,
    /// The tax with reduced rates is less than by the schedule of ordinary rates.
    pub is_lower: Option<bool>,
}

/// An amount that is exact in dollars with ten decimals: beyond them the quotients of the limitation would outgrow
/// [`Exact`], and no cent depends on them.
pub(super) fn bounded(amount: Exact) -> Exact {
    Exact::from(in_digits(amount))
}

fn in_digits(amount: Exact) -> Decimal {
    amount.decimal(10)
}

/// How much of the credit is allowed, where the facts of the year are stated; `creditable` is the tax on the dividends
/// in dollars.
pub fn limit(
    case: &Case,
    law: &'static Law,
    category: Option<Category>,
    creditable: Option<Exact>,
    incomes: &Incomes,
    trace: &mut Steps,
) -> Limited {
    let nothing = Limited::default();
    let (Some(limits), Some(creditable)) = (law.us.credit_limits, creditable) else { return nothing };
    let creditable = bounded(creditable);
    let year = Year::new(case, limits, category, creditable, incomes);
    if year.foreign_tax.is_zero() {
        return Limited { allowed: Some(creditable.usd()), ..nothing };
    }
    let open =
        Limited { can_elect: year.can_elect(limits), election_refused: year.election_refused(limits), ..nothing };
    let mut better = None;
    for (at, rule) in limits.methods.iter().enumerate() {
        let outcome = year.test(rule);
        match (outcome, rule.limit_method()) {
            (Outcome::NotMet, _) => continue,
            (Outcome::Unknown, method) => {
                // Those that come after it ask for as much as any.
                let missing = method.map_or(FieldSet::NONE, |_| year.missing(LimitMethod::RateDifferential));
                return Limited { questions: missing.with(year.asks(rule)), ..open };
            }
            // The law does not say how it is calculated for such a year.
            (Outcome::Met, None) => {
                year.record(limits.methods.iter().take(at + 1), rule, None, trace);
                return nothing;
            }
            (Outcome::Met, Some(LimitMethod::NoLimitation)) => {
                year.record(limits.methods.iter().take(at + 1), rule, None, trace);
                return year.without_limitation(limits, rule, trace);
            }
            (Outcome::Met, Some(method)) => {
                let missing = year.missing(method);
                let Some(this) = year.fraction(method).filter(|_| missing.is_empty()) else {
                    return Limited { questions: missing, ..open };
                };
                if method == LimitMethod::AdjustmentException && case.us.elects_adjustment_exception.is_none() {
                    let other = year.fraction(LimitMethod::RateDifferential).unwrap_or(this);
                    let is_better = other.limit > this.limit;
                    better = Some(LimitReason::Better { exception: this.limit.usd(), adjusted: other.limit.usd() });
                    if is_better {
                        continue;
                    }
                }
                year.record(limits.methods.iter().take(at + 1), rule, better, trace);
                let limited = year.limited(limits, rule, &this, trace);
                return Limited { could_take_exception: better.is_some(), ..limited.under(&open) };
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
        add(us.payee_statements.is_assumed(), Field::PayeeStatements, Assumed::Is(true));
        return list;
    }
    let exempt = case.kind != HolderKind::Corporation && limits.no_exemptions.test(case, 0) != Outcome::Met;
    add(exempt && us.personal_exemptions_usd.is_none(), Field::PersonalExemptions, Assumed::Zero);
    add(us.other_foreign_income_usd.is_none(), Field::OtherForeignIncome, Assumed::Zero);
    let other = us.other_foreign_income_usd.is_some() && limitation.method != LimitMethod::Ordinary;
    add(other && us.other_foreign_preferential_income_usd.is_none(), Field::OtherForeignPreferential, Assumed::Zero);
    let of_category = us.foreign_income_deductions_usd.is_none() && us.general_deductions_usd.is_some();
    add(of_category && !limited.is_at_most, Field::ForeignIncomeDeductions, Assumed::Zero);
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
    /// What is from abroad, of this category, and taxed at reduced rates.
    own_foreign: Option<Exact>,
    /// The row of the table with the year's ceiling, where the holder's filing status has a part in it.
    ceiling: Option<&'static Rule>,
    /// The row of the table with the highest rate of the year.
    highest: Option<&'static HighestRate>,
    exemptions: Exact,
}

/// Both sides of the fraction, and what it leaves of the tax.
#[derive(Clone, Copy)]
struct Fraction {
    tax: Exact,
    foreign: Exact,
    /// Income from abroad less its deductions, whatever the rates are that it is taxed at.
    net: Exact,
    taxable: Exact,
    limit: Exact,
    /// What is from abroad and taxed at reduced rates, and what of it is left after the adjustment.
    shared: Option<(Exact, Exact)>,
    deductions: Deductions,
}

/// Deductions from the income from abroad.
#[derive(Clone, Copy)]
struct Deductions {
    /// Those that belong to it.
    own: Exact,
    /// Of those that belong to no income, and the part that is apportioned to it; none where they are not stated.
    general: Option<(Exact, Exact)>,
    /// What would give the part.
    missing: FieldSet,
}

fn stated(amount: Option<Decimal>) -> Exact {
    amount.map_or(Exact::ZERO, Exact::from)
}

impl<'a> Year<'a> {
    fn new(
        case: &'a Case,
        limits: &'static CreditLimits,
        category: Option<Category>,
        creditable: Exact,
        incomes: &'a Incomes,
    ) -> Year<'a> {
        let us = &case.us;
        let year = case.tax_year_begins().map(|begins| begins.year());
        let qualified = incomes.qualified.map(bounded);
        let elsewhere = bounded(incomes.elsewhere);
        let preferential = qualified.map(|own| own + elsewhere + stated(us.other_preferential_income_usd));
        let own_foreign = qualified.map(|own| own + stated(us.other_foreign_preferential_income_usd));
        let taxable = us.taxable_income_usd.map(Exact::from);
        let ceiling = ceiling(case, limits, year);
        let (_, rates) = highest_rates(case.kind);
        let foreign_tax = creditable + stated(us.other_foreign_tax_usd);
        Year {
            case,
            incomes,
            creditable,
            foreign_tax,
            amounts: LimitAmounts {
                category,
                foreign_tax: in_digits(foreign_tax),
                preferential: preferential.map(in_digits),
                foreign_preferential: own_foreign.map(|own| in_digits(own + elsewhere)),
                other_income: taxable.zip(preferential).map(|(all, part)| in_digits((all - part).max(Exact::ZERO))),
                ceiling: ceiling.map(|(ceiling, _)| in_digits(ceiling)),
                reduced_tax_is_lower: incomes.is_lower,
            },
            own_foreign,
            ceiling: ceiling.map(|(_, rule)| rule),
            highest: rates.iter().find(|row| year.is_some_and(|it| row.first <= it && it <= row.last)),
            exemptions: stated(us.personal_exemptions_usd),
        }
    }

    /// What the method cannot be calculated without.
    fn missing(&self, method: LimitMethod) -> FieldSet {
        let us = &self.case.us;
        let by_status = method != LimitMethod::Ordinary && self.case.kind == HolderKind::Individual;
        let adjusts = method == LimitMethod::RateDifferential;
        // Tax on nothing is none: the income that stated tax belongs to makes part of the limit.
        let without_income = us.other_foreign_tax_usd.is_some_and(|tax| !tax.is_zero());
        FieldSet::missing(&[
            (us.tax_before_credit_usd.is_none(), Field::TaxBeforeCredit),
            (us.taxable_income_usd.is_none(), Field::TaxableIncome),
            (by_status && us.filing_status.is_none(), Field::FilingStatus),
            (without_income && us.other_foreign_income_usd.is_none(), Field::OtherForeignIncome),
            (adjusts && !self.split_adds_up(), Field::ForeignAtLowest),
        ])
    }

    /// Whether the stated parts by rate can be those of what is from abroad.
    fn split_adds_up(&self) -> bool {
        let parts =
            [self.case.us.foreign_split.lowest, self.case.us.foreign_split.at_15, self.case.us.foreign_split.at_20];
        let Some(foreign) = self.own_foreign else { return true };
        let all: Exact = parts.iter().map(|part| stated(*part)).sum();
        if parts.iter().all(Option::is_some) { all == foreign } else { all <= foreign }
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

    /// Records the rules on the method that were asked, of which `last` decided; `better` is why the exception was taken or not, where
    /// the holder leaves that open.
    fn record(
        &self,
        asked: impl Iterator<Item = &'static Rule>,
        last: &'static Rule,
        better: Option<LimitReason>,
        trace: &mut Steps,
    ) {
        for rule in asked {
            let (mut outcome, mut reason) = (self.test(rule), LimitReason::Conditions(self.amounts));
            if rule.limit_method() == Some(LimitMethod::AdjustmentException) {
                if let Some(row) = self.ceiling {
                    trace
                        .record(row, LimitReason::Ceiling(self.amounts.ceiling.map(|it| Exact::from(it).usd())).into());
                }
                if let Some(LimitReason::Better { exception, adjusted }) = better {
                    reason = LimitReason::Better { exception, adjusted };
                    outcome = if rule == last { Outcome::Met } else { Outcome::NotMet };
                }
            }
            trace.record_outcome(rule, outcome, reason.into());
        }
    }

    /// The limitation by one method; none where the tables say too little.
    fn fraction(&self, method: LimitMethod) -> Option<Fraction> {
        let us = &self.case.us;
        let (tax, taxable) = (Exact::from(us.tax_before_credit_usd?), Exact::from(us.taxable_income_usd?));
        let gross = bounded(self.incomes.dividend?) + stated(us.other_foreign_income_usd);
        let mut foreign = gross;
        let mut taxable = taxable + self.exemptions;
        let mut shared = None;
        if method == LimitMethod::RateDifferential {
            let at_reduced = self.own_foreign?;
            let all = self.incomes.all_slices.as_deref()?;
            let (abroad, everywhere) = (self.left_out_abroad(at_reduced, all)?, self.left_out(all)?);
            shared = Some((at_reduced, at_reduced - abroad));
            foreign = foreign - abroad;
            taxable = taxable - everywhere;
        }
        let deductions = self.deductions(gross);
        let apportioned = deductions.general.map_or(Exact::ZERO, |(_, part)| part);
        foreign = bounded((foreign - deductions.own - apportioned).max(Exact::ZERO));
        let net = (gross - deductions.own - apportioned).max(Exact::ZERO);
        taxable = bounded(taxable.max(Exact::ZERO));
        let limit = if taxable.is_zero() { Exact::ZERO } else { bounded(tax * foreign.min(taxable) / taxable) };
        Some(Fraction { tax, foreign, net, taxable, limit, shared, deductions })
    }

    /// What an adjustment leaves out of income that is taxed at these rates: as much of it as its rate is below the
    /// highest one.
    fn left_out(&self, slices: &[RateSlice]) -> Option<Exact> {
        let highest = Exact::whole(100).at(self.highest?.rate);
        let part = |slice: &RateSlice| {
            let counted = Exact::whole(100).at(slice.rate) / highest;
            bounded(slice.amount) * (Exact::whole(1) - counted)
        };
        Some(slices.iter().map(part).sum())
    }

    /// The same of income from abroad: it lies at each rate as all such income does, unless its parts are stated.
    fn left_out_abroad(&self, foreign: Exact, all: &[RateSlice]) -> Option<Exact> {
        let split = &self.case.us.foreign_split;
        let parts = [split.lowest, split.at_15, split.at_20];
        if parts.iter().all(Option::is_none) {
            let whole: Exact = all.iter().map(|slice| bounded(slice.amount)).sum();
            let left_out = bounded(self.left_out(all)?);
            return Some(if whole.is_zero() { Exact::ZERO } else { bounded(foreign * left_out / whole) });
        }
        let rates = PreferentialRates::of(self.case)?;
        let lowest = *rates.rates().first()?;
        let mut amounts = parts.map(stated);
        let rest = foreign - amounts.iter().copied().sum::<Exact>();
        // What is not said is the part that is not stated.
        if let Some((_, open)) = parts.iter().zip(&mut amounts).find(|(part, _)| part.is_none()) {
            *open = *open + rest;
        }
        let slices = [lowest, Rate::of("15"), Rate::of("20")].into_iter().zip(amounts);
        let slices: Vec<_> = slices.map(|(rate, amount)| RateSlice { rate, amount }).collect();
        self.left_out(&slices)
    }

    /// Deductions from so much gross income from abroad.
    fn deductions(&self, gross: Exact) -> Deductions {
        let us = &self.case.us;
        let own = stated(us.foreign_income_deductions_usd);
        let none = Deductions { own, general: None, missing: FieldSet::NONE };
        let Some(general) = us.general_deductions_usd.map(Exact::from) else {
            let asked = match (us.foreign_income_deductions_usd, self.case.kind) {
                // Who states what is apportioned in all states no more.
                (Some(_), _) => FieldSet::NONE,
                (None, HolderKind::Corporation) => FieldSet::one(Field::ForeignIncomeDeductions),
                (None, _) => FieldSet::missing(&[
                    (true, Field::GeneralDeductions),
                    (us.gross_income_usd.is_none(), Field::GrossIncome),
                ]),
            };
            return Deductions { missing: asked, ..none };
        };
        if general.is_zero() {
            return none;
        }
        let Some(all) = us.gross_income_usd.map(Exact::from) else {
            return Deductions { missing: FieldSet::one(Field::GrossIncome), ..none };
        };
        let part = if gross < all { bounded(general * gross / all) } else { general };
        Deductions { general: Some((general, part)), ..none }
    }

    fn limited(&self, limits: &'static CreditLimits, rule: &'static Rule, it: &Fraction, trace: &mut Steps) -> Limited {
        let individual = self.case.kind == HolderKind::Individual;
        if individual {
            trace.ask(&limits.senior_deduction, self.case, 0);
        }
        if !self.exemptions.is_zero() {
            trace.record(&limits.exemptions, LimitReason::Exemptions(self.exemptions.usd()).into());
        } else if individual {
            trace.ask(&limits.no_exemptions, self.case, 0);
        }
        if let Some((foreign, kept)) = it.shared {
            trace.record(&limits.shared_rates, LimitReason::Shared { foreign: foreign.usd(), kept: kept.usd() }.into());
        }
        if let Some((deductions, part)) = it.deductions.general {
            let reason = LimitReason::Apportioned { deductions: deductions.usd(), part: part.usd() };
            trace.record(&limits.deductions, reason.into());
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
        let is_at_most = !it.deductions.missing.is_empty();
        let is_high_taxed = self.is_high_taxed(it.net);
        if is_high_taxed {
            trace.record(&limits.high_taxed, LimitReason::HighTaxed { tax: tax.usd(), income: it.net.usd() }.into());
        }
        Limited { is_at_most, is_high_taxed, questions: it.deductions.missing, ..self.done(limitation, allowed) }
    }

    /// Passive income whose foreign tax is above the highest rate of the United States leaves its category.
    fn is_high_taxed(&self, net: Exact) -> bool {
        let highest = self.highest.map(|row| net.at(row.rate));
        self.amounts.category == Some(Category::Passive) && highest.is_some_and(|most| self.foreign_tax > most)
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

    /// The amounts by which the election is not open to a holder who makes it.
    fn election_refused(&self, limits: &CreditLimits) -> Option<LimitAmounts> {
        let mut rules = limits.methods.iter().filter(|it| it.limit_method() == Some(LimitMethod::NoLimitation));
        let is_refused =
            self.case.us.elects_no_limitation == Some(true) && rules.all(|rule| self.test(rule) == Outcome::NotMet);
        is_refused.then_some(self.amounts)
    }
}

impl Limited {
    /// With what was found of the election before any method.
    fn under(self, open: &Limited) -> Limited {
        Limited { can_elect: open.can_elect, election_refused: open.election_refused, ..self }
    }
}

/// What other income must not exceed for the exception, and the row of the table that says so.
fn ceiling(case: &Case, limits: &CreditLimits, year: Option<i32>) -> Option<(Exact, &'static Rule)> {
    if case.kind != HolderKind::Individual {
        let row = limits.ceilings_of_trusts.iter().find(|row| Some(row.year) == year)?;
        return Some((Exact::whole(row.ceiling), &row.rule));
    }
    let row = limits.ceilings.iter().find(|row| Some(row.year) == year)?;
    Some((row.of(case.us.filing_status?), &row.rule))
}
