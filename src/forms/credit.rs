//! Form 1116 with the worksheet for its line 18, and its Schedule B.

use super::{Cell, Forms};
use crate::answer::{Because, LimitReason, Limitation, Limited};
use crate::lang;
use crate::law::forms::{NO_INTEREST_UP_TO_USD, WORKSHEET_RATES};
use crate::law::tables::{HighestRate, highest_rates};
use crate::law::{Category, LimitMethod};
use crate::units::{Exact, Usd};
use crate::year::{Schedule, UsYear, YearAnswer};

const FORM: &str = "Form 1116";
const WORKSHEET: &str = "Form 1116, worksheet for line 18";
const SCHEDULE_B: &str = "Schedule B (Form 1116)";

fn stated(amount: Option<rust_decimal::Decimal>) -> Exact {
    amount.map_or(Exact::ZERO, Exact::from)
}

/// The income of one category, on a form of its own.
#[derive(Clone, Copy)]
struct OfOne<'a> {
    category: Option<Category>,
    limited: &'a Limited,
    schedule: &'a Schedule,
    /// What is stated of other income from abroad is of the first.
    is_first: bool,
}

impl OfOne<'_> {
    fn limitation(&self) -> Option<&Limitation> {
        self.limited.limitation.as_ref()
    }

    /// A fact that is stated of the first category alone.
    fn stated(&self, amount: Option<rust_decimal::Decimal>) -> Exact {
        stated(amount.filter(|_| self.is_first))
    }
}

/// Adds the forms, one for each category, and tells the credit; none while a limitation is open.
pub fn fill(forms: &mut Forms, answer: &YearAnswer<'_>, us: &UsYear) -> Option<Exact> {
    let first = OfOne { category: us.category, limited: &us.limited, schedule: &us.schedule, is_first: true };
    if let Some(it) = first.limitation().filter(|it| it.method == LimitMethod::NoLimitation) {
        let why = word!(
            "not filed: the holder elects to credit little foreign tax without limitation",
            "提出不要：保有者が少額の外国税額について限度額の適用なしに控除を受けることを選択"
        );
        forms.form(FORM).empty("35", why);
        return Some(Exact::from(it.allowed));
    }
    let others = us.others.iter().map(|it| OfOne {
        category: Some(it.category),
        limited: &it.limited,
        schedule: &it.schedule,
        is_first: false,
    });
    let mut credits = Vec::new();
    for of in [first].into_iter().chain(others) {
        let mut own = Forms::new(forms.tax_year, forms.is_whole_dollars);
        let gross = income(&mut own, answer, us, of);
        taxes(&mut own, answer, us, of);
        credits.push(limited(&mut own, us, of, gross));
        schedule_b(&mut own, of);
        if let (false, Some(category)) = (of.is_first, of.category) {
            let name = lang::code(category.name());
            for line in &mut own.lines {
                line.of = Some(line.of.as_ref().map_or(name.clone(), |of| said!("{name}, {of}", "{name}、{of}")));
            }
        }
        forms.lines.append(&mut own.lines);
    }
    all(forms, us, credits.into_iter().sum())
}

/// The last part of the first form, where the categories come together; tells the credit.
fn all(forms: &mut Forms, us: &UsYear, credits: Option<Exact>) -> Option<Exact> {
    let rule = us.limited.limitation.as_ref().map(|it| it.rule);
    let tax = us.case.us.tax_before_credit_usd.map(Exact::from);
    let line_20 = tax.map(|tax| forms.rounded(tax));
    let mut form = forms.form(FORM);
    let Some((credits, line_20)) = credits.zip(line_20) else {
        form.empty("35", open());
        return None;
    };
    let line_32 = form.usd("32", credits, None);
    let line_33 = form.usd("33", line_32.min(line_20), None);
    form.taken_as_nothing("34", word!("operations in a boycotting country", "ボイコット参加国での事業"));
    Some(form.usd("35", line_33, rule))
}

fn open() -> &'static str {
    word!("the limitation is open: see the year's answer", "控除限度額は未確定：年間の回答を参照")
}

/// Part I; tells line 7.
fn income(forms: &mut Forms, answer: &YearAnswer<'_>, us: &UsYear, of: OfOne<'_>) -> Option<Exact> {
    let (facts, limitation) = (&us.case.us, of.limitation());
    let reason = |wanted: fn(&LimitReason) -> Option<(Usd, Usd)>| {
        us.steps.0.iter().find_map(|step| match &step.because {
            Because::Limit(reason) => wanted(reason).map(|amounts| (amounts, step.rule)),
            _ => None,
        })
    };
    let shared = reason(|it| match it {
        LimitReason::Shared { foreign, kept } => Some((*foreign, *kept)),
        _ => None,
    });
    let adjusts = limitation.is_some_and(|it| it.method == LimitMethod::RateDifferential);
    let shared = shared.filter(|_| adjusts).map(|((foreign, kept), rule)| match of.is_first {
        true => ((foreign, kept), rule),
        // Of another category what is from abroad are its dividends alone.
        false => {
            let own = of_category(answer, of, |sums| sums.qualified).usd();
            ((own, exactly(us, own).unwrap_or(Exact::ZERO).usd()), rule)
        }
    });
    let dividends = of_category(answer, of, |sums| sums.dividend);
    let gross = dividends + of.stated(facts.other_foreign_income_usd);
    let mut form = forms.form(FORM);
    let category = of.category.map(|category| lang::code(category.name()));
    form.text("category", category.unwrap_or_else(|| word!("not known", "不明").to_owned()));
    form.text("i", "Japan");
    let counted = match shared {
        Some(((foreign, kept), _)) => gross - Exact::from(foreign) + exactly(us, foreign).unwrap_or(Exact::from(kept)),
        None => gross,
    };
    let rule = shared.map(|(_, rule)| rule).or(limitation.map(|it| it.rule));
    let line_1a = form.maybe("1a", limitation.map(|_| counted), rule, open());
    let line_2 = form.maybe(
        "2",
        facts.foreign_income_deductions_usd.map(Exact::from),
        None,
        word!("none stated: us.foreign_income_deductions_usd", "記載なし：us.foreign_income_deductions_usd"),
    );
    let why = word!(
        "only the sum of lines 3a and 3b is stated, us.general_deductions_usd",
        "記載されているのはline 3aと3bの合計のみ（us.general_deductions_usd）"
    );
    form.empty("3a", why);
    form.empty("3b", why);
    let general = facts.general_deductions_usd.map(Exact::from);
    let line_3c = form.maybe(
        "3c",
        general,
        None,
        word!("not stated: us.general_deductions_usd", "記載なし：us.general_deductions_usd"),
    );
    let line_3d = form.usd("3d", gross, None);
    let line_3e = form.maybe(
        "3e",
        facts.gross_income_usd.map(Exact::from),
        None,
        word!("not stated: us.gross_income_usd", "記載なし：us.gross_income_usd"),
    );
    let line_3g = match line_3c.zip(line_3e).filter(|(_, all)| !all.is_zero()) {
        Some((deductions, all)) => {
            let ratio = form.forms.fraction(line_3d.min(all), all);
            form.add("3f", Cell::Ratio(ratio), None, None);
            Some(form.usd("3g", deductions * ratio, None))
        }
        None => {
            let why = word!("lines 3c and 3e are open", "line 3c及び3eが未確定");
            form.empty("3f", why);
            form.empty("3g", why);
            None
        }
    };
    let is_small = gross <= Exact::whole(NO_INTEREST_UP_TO_USD);
    for line in ["4a", "4b"] {
        match is_small {
            true => drop(form.usd(line, Exact::ZERO, None)),
            false => form.empty(
                line,
                word!(
                    "no fact states interest; it is apportioned above 5,000 dollars of gross income from abroad",
                    "利子を示す事実がない。米国外源泉総所得が5,000ドルを超える場合は按分を要する"
                ),
            ),
        }
    }
    form.taken_as_nothing("5", word!("losses from other countries", "他国の損失"));
    let line_1a = line_1a?;
    let line_6 = [line_2, line_3g].into_iter().flatten().sum::<Exact>();
    let line_6 = form.usd("6", line_6, None);
    Some(form.usd("7", (line_1a - line_6).max(Exact::ZERO), None))
}

/// What of income from abroad is left after the adjustment, before it is rounded: it lies at each rate as all such income
/// does. None where the holder says how it lies.
fn exactly(us: &UsYear, foreign: Usd) -> Option<Exact> {
    let split = &us.case.us.foreign_split;
    if split.lowest.or(split.at_15).or(split.at_20).is_some() {
        return None;
    }
    let slices = us.personal.all_slices.as_deref()?;
    let all: Exact = slices.iter().map(|slice| slice.amount).sum();
    let counted: Exact = slices.iter().map(|slice| slice.amount.at(slice.rate)).sum();
    let highest = Exact::whole(1).at(highest_rate(us)?.rate);
    (!all.is_zero()).then(|| Exact::from(foreign) * counted / (all * highest))
}

/// The row of the table with the highest rate of the year.
fn highest_rate(us: &UsYear) -> Option<&'static HighestRate> {
    let year = us.case.tax_year_begins()?.year();
    let (_, rates) = highest_rates(us.case.kind);
    rates.iter().find(|row| row.first <= year && year <= row.last)
}

/// A sum of the payments of the category that the limitation is of.
fn of_category(answer: &YearAnswer<'_>, of: OfOne<'_>, amount: fn(&crate::year::Sums) -> Usd) -> Exact {
    let sums = answer.by_category.iter().find(|(category, _)| *category == of.category).map(|(_, sums)| sums);
    sums.map_or(Exact::ZERO, |sums| Exact::from(amount(sums)))
}

/// Part II: what was paid to Japan, payment by payment, as far as it is creditable.
fn taxes(forms: &mut Forms, answer: &YearAnswer<'_>, us: &UsYear, of: OfOne<'_>) {
    let mut sum = Exact::ZERO;
    let mut form = forms.form(FORM);
    for row in answer.rows.iter().filter(|row| row.category() == of.category) {
        let Some(credit) = row.answer.us.income.as_ref().map(|income| &income.credit) else { continue };
        let rule = Some(&row.answer.law.us.credit);
        let form = form.of(said!("payment {}", "支払{}", row.number));
        if let Some(paid) = row.answer.case.dividend.payment_date {
            form.add("(l)", Cell::Day(paid), None, None);
        }
        let by_statement = word!(
            "a 1099-DIV in dollars: write \"1099 taxes\" in column (l), and nothing here",
            "ドル建ての1099-DIV：(l)欄に\"1099 taxes\"と記入し、本欄は記入しない"
        );
        match credit.creditable.filter(|_| !row.payment.is_in_dollars_alone) {
            Some(yen) => form.add("(m)", Cell::Yen(yen.value().into()), rule, None),
            None => form.empty("(m)", by_statement),
        }
        match credit.creditable_usd {
            Some(usd) => sum = sum + form.usd("(q)", Exact::from(usd), rule),
            None => form.empty("(q)", word!("the tax in dollars is open", "ドルでの税額が未確定")),
        }
    }
    form.of = None;
    let others = form.forms.rounded(of.stated(us.case.us.other_foreign_tax_usd));
    form.usd("8", sum + others, None);
}

/// Part III, with the worksheet; tells line 24.
fn limited(forms: &mut Forms, us: &UsYear, of: OfOne<'_>, line_7: Option<Exact>) -> Option<Exact> {
    let (limitation, schedule) = (of.limitation(), of.schedule);
    let tax = forms.amount(FORM, "8")?;
    let line_18 = worksheet(forms, us, limitation);
    let mut form = forms.form(FORM);
    let line_9 = form.usd("9", tax, None);
    let line_10 = form.usd("10", Exact::from(schedule.brought()), schedule.carry.map(|carry| carry.rule));
    let line_11 = form.usd("11", line_9 + line_10, None);
    form.taken_as_nothing("12", word!("a reduction of foreign tax", "外国税額の減額"));
    let high_taxed = us.law.us.credit_limits.map(|limits| &limits.high_taxed);
    match of.limited.is_high_taxed {
        true => form.add(
            "13",
            Cell::Empty,
            high_taxed,
            Some(word!(
                "highly taxed: the income belongs to the general category, which is not encoded",
                "高率課税所得：一般所得の区分に属し、本プログラムに未収録"
            )),
        ),
        false if limitation.is_some() => drop(form.usd("13", Exact::ZERO, high_taxed)),
        false => form.empty("13", open()),
    }
    let line_14 = form.usd("14", line_11, None);
    let (Some(it), Some(line_7), Some(line_18)) = (limitation, line_7, line_18) else {
        for line in ["15", "17", "18", "19", "20", "21", "23", "24"] {
            form.empty(line, open());
        }
        return None;
    };
    let rule = Some(it.rule);
    form.usd("15", line_7, None);
    form.empty("16", word!("losses from abroad are not among the facts", "米国外の損失を示す事実がない"));
    let line_17 = form.usd("17", line_7, None);
    let line_18 = form.usd("18", line_18, rule);
    let ratio = form.forms.fraction(line_17.min(line_18), line_18);
    form.add("19", Cell::Ratio(ratio), rule, None);
    let line_20 = form.usd("20", Exact::from(it.us_tax?), None);
    let line_21 = form.usd("21", line_20 * ratio, rule);
    form.taken_as_nothing(
        "22",
        word!("an increase of the limitation for income taxed before", "課税済所得に係る限度額の増額"),
    );
    let line_23 = form.usd("23", line_21, None);
    let line_24 = form.usd("24", line_14.min(line_23), rule);
    // What the whole dollars of the form make of the credit that was calculated to the cent.
    if let Some((last, allowed)) = form.forms.lines.last_mut().zip(schedule.allowed) {
        last.left = Some((Exact::from(allowed) - line_24).usd()).filter(|left| *left != Usd::ZERO);
        if of.limited.is_at_most {
            let remark = word!(
                "at most: deductions that belong to no income are not stated",
                "上限値：特定の所得に対応しない控除の記載がない"
            );
            last.remark = Some(remark.to_owned());
        }
    }
    Some(line_24)
}

/// What stands in line 18.
fn worksheet(forms: &mut Forms, us: &UsYear, limitation: Option<&Limitation>) -> Option<Exact> {
    let facts = &us.case.us;
    let income = stated(Some(facts.taxable_income_usd?)) + stated(facts.personal_exemptions_usd);
    let limitation = limitation?;
    let mut form = forms.form(WORKSHEET);
    if limitation.method != LimitMethod::RateDifferential {
        form.add(
            "1",
            Cell::Empty,
            Some(limitation.rule),
            Some(word!("not used: nothing is adjusted", "使用しない：調整なし")),
        );
        return Some(form.forms.rounded(income));
    }
    let slices = us.personal.all_slices.as_deref()?;
    let highest = highest_rate(us)?;
    let hundred = Exact::whole(100);
    let line_1 = form.usd("1", income, None);
    let mut left_out = Exact::ZERO;
    for (rate, (amount_line, part_line)) in WORKSHEET_RATES.into_iter().zip([("6", "7"), ("8", "9"), ("10", "10")]) {
        let at: Exact = slices.iter().filter(|slice| slice.rate == rate).map(|slice| slice.amount).sum();
        let amount = form.usd(amount_line, at, Some(&highest.rule));
        if amount_line == part_line {
            left_out = left_out + amount;
            continue;
        }
        let whole = hundred.at(highest.rate);
        let factor = form.forms.fraction(whole - hundred.at(rate), whole);
        left_out = left_out + form.usd(part_line, amount * factor, Some(&highest.rule));
    }
    let line_11 = form.usd("11", left_out, None);
    Some(form.usd("12", (line_1 - line_11).max(Exact::ZERO), None))
}

/// Needed where credits come from other years, or go to them.
fn schedule_b(forms: &mut Forms, of: OfOne<'_>) {
    let schedule = of.schedule;
    if schedule.lines.is_empty() && schedule.arisen == Usd::ZERO {
        return;
    }
    let rule = schedule.carry.map(|carry| carry.rule);
    let mut form = forms.form(SCHEDULE_B);
    for it in &schedule.lines {
        let form = form.of(it.year.to_string());
        form.usd("1", Exact::from(it.brought), rule);
        form.usd("3", Exact::from(it.brought), rule);
        form.usd("4", Exact::from(it.used), rule);
        form.usd("5", Exact::from(it.expired), rule);
        form.usd("8", Exact::from(it.forward), rule);
    }
    let form = form.of(word!("this year", "当年度"));
    form.usd("6", Exact::from(schedule.arisen), rule);
    match schedule.back {
        Usd::ZERO => form.empty(
            "7",
            word!(
                "no room in the limitation of the year before is stated: --carryback-room",
                "前年度の控除余裕額の記載がない：--carryback-room"
            ),
        ),
        back => drop(form.usd("7", Exact::from(back), rule)),
    }
    form.usd("8", Exact::from(schedule.forward), rule);
}
