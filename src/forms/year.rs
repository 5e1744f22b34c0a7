//! The forms of a year.

use super::{Forms, credit, gains};
use crate::facts::{FilingStatus, HolderKind};
use crate::law::forms::{CAPITAL_LOSS_SEPARATELY_USD, CAPITAL_LOSS_USD};
use crate::units::{Exact, Usd};
use crate::year::{GainSums, UsYear, YearAnswer};

/// The lines that the year fills.
pub fn of_year(answer: &YearAnswer<'_>, is_whole_dollars: bool) -> Forms {
    let mut forms = Forms::new(Some(answer.question.tax_year), is_whole_dollars);
    let Some(us) = &answer.us else {
        sales(&mut forms, answer, None);
        return forms;
    };
    if us.case.kind == HolderKind::Corporation {
        forms.form("Form 1118").empty("not encoded", no_form_1118());
        sales(&mut forms, answer, None);
        return forms;
    }
    let totals = &answer.totals;
    let rule = Some(&us.law.us.income);
    let mut form = forms.form("Form 1040");
    let beside = word!(
        "of these payments; add the other dividends of the return",
        "これらの支払に係る額。申告書の他の配当を加算する"
    );
    form.usd("3a", Exact::from(totals.qualified), rule);
    form.usd("3b", Exact::from(totals.dividend), rule);
    for line in form.forms.lines.iter_mut() {
        line.remark = Some(beside.to_owned());
    }
    if !totals.open.is_empty() {
        form.empty(
            "3b",
            word!(
                "an amount of some payments is open: see the year's answer",
                "一部の支払の金額が未確定：年間の回答を参照"
            ),
        );
    }
    let tax = us.case.us.tax_before_credit_usd.map(Exact::from);
    let why = word!(
        "not stated: us.tax_before_credit_usd, with line 1z of Schedule 2 in it",
        "記載なし：us.tax_before_credit_usd（Schedule 2のline 1zを含む）"
    );
    form.maybe("16", tax, None, why);
    let mut form = forms.form("Schedule B");
    for (payer, sums) in &answer.by_payer {
        form.of(payer.unwrap_or(word!("not named", "名称の記載なし"))).usd("5", Exact::from(sums.dividend), rule);
    }
    form.of = None;
    form.usd("6", Exact::from(totals.dividend), rule);
    if totals.currency != Usd::ZERO {
        forms.form("Schedule 1").usd("8z", Exact::from(totals.currency), Some(&us.law.us.currency));
    }
    let credited = credit::fill(&mut forms, answer, us);
    let open = word!("the limitation is open: see the year's answer", "控除限度額は未確定：年間の回答を参照");
    forms.form("Schedule 3").maybe("1", credited, us.limited.limitation.map(|it| it.rule), open);
    disallowed(&mut forms, answer);
    sales(&mut forms, answer, us.case.us.filing_status);
    investment(&mut forms, answer, us);
    forms
}

fn no_form_1118() -> &'static str {
    word!(
        "a corporation files Form 1118 and not Form 1116; its lines are not encoded: see the form's instructions, Schedules A (income and deductions), B (taxes and the credit) and K (carryovers). What goes there stands in this answer: by_category, us.limitation, us.carryovers",
        "法人はForm 1116ではなくForm 1118を提出する。その各行は本プログラムに未収録：同様式の記載要領、Schedule A（所得及び控除）、B（税額及び税額控除）及びK（繰越額）を参照。記入する金額は本回答のby_category、us.limitation及びus.carryoversにある"
    )
}

/// Tax on shares that were held too shortly is deducted, or nothing.
fn disallowed(forms: &mut Forms, answer: &YearAnswer<'_>) {
    let of_row = |row: &crate::year::Row<'_>| {
        let holding = row.answer.us.income.as_ref()?.credit.holding?;
        row.in_dollars(holding.disallowed)
    };
    let sum: Usd = answer.rows.iter().filter_map(of_row).sum();
    let rule = answer.us.as_ref().and_then(|us| us.law.us.credit_limits).map(|limits| &limits.not_held);
    if sum > Usd::ZERO {
        forms.form("Schedule A").usd("6", Exact::from(sum), rule);
    }
}

/// Form 8949 and what of it goes on.
fn sales(forms: &mut Forms, answer: &YearAnswer<'_>, status: Option<FilingStatus>) {
    if answer.sales.is_empty() {
        return;
    }
    for row in &answer.sales {
        gains::rows(forms, &row.answer, Some(row.number), row.sold.payer.as_deref().unwrap_or_default());
    }
    let GainSums { short_term, long_term, .. } = answer.gains;
    let mut form = forms.form("Schedule D");
    let open = (answer.gains.open > 0)
        .then_some(word!("a sale is open: see the year's answer", "一部の売却が未確定：年間の回答を参照"));
    if let Some(open) = open {
        ["7", "15", "16"].iter().for_each(|line| form.empty(line, open));
        return;
    }
    form.usd("7", Exact::from(short_term), None);
    form.usd("15", Exact::from(long_term), None);
    let net = form.usd("16", Exact::from(answer.gains.net()), None);
    let most = match status {
        Some(FilingStatus::MarriedSeparately) => CAPITAL_LOSS_SEPARATELY_USD,
        _ => CAPITAL_LOSS_USD,
    };
    let deducted = net.max(-Exact::whole(most));
    if net < Exact::ZERO {
        form.usd("21", deducted, None);
    }
    forms.form("Form 1040").usd("7a", deducted, None);
}

/// Form 8960, as far as the facts of the return are stated.
fn investment(forms: &mut Forms, answer: &YearAnswer<'_>, us: &UsYear) {
    let Some(tax) = &us.personal.investment else { return };
    let facts = &us.case.us;
    let rule = us.law.us.personal.map(|rules| &rules.investment_tax);
    let mut form = forms.form("Form 8960");
    form.usd("2", Exact::from(answer.totals.dividend), rule);
    if !answer.sales.is_empty() && answer.gains.open == 0 {
        form.usd("5a", Exact::from(answer.gains.net()), rule);
    }
    let net = facts.net_investment_income_usd.map(Exact::from);
    let line_12 = form.maybe(
        "12",
        net,
        rule,
        word!("not stated: us.net_investment_income_usd", "記載なし：us.net_investment_income_usd"),
    );
    let gross = facts.modified_adjusted_gross_income_usd.map(Exact::from);
    let line_13 = form.maybe(
        "13",
        gross,
        rule,
        word!("not stated: us.modified_adjusted_gross_income_usd", "記載なし：us.modified_adjusted_gross_income_usd"),
    );
    let line_14 = form.maybe(
        "14",
        tax.threshold.map(Exact::from),
        rule,
        word!("not known without us.filing_status", "us.filing_statusの記載がないため不明"),
    );
    let above = line_13.zip(line_14).map(|(gross, threshold)| (gross - threshold).max(Exact::ZERO));
    let open = word!("lines 12 to 14 are open", "line 12から14までが未確定");
    let line_15 = form.maybe("15", above, rule, open);
    let base = match (line_12, line_15) {
        (_, Some(above)) if above.is_zero() => Some(above),
        (net, above) => net.zip(above).map(|(net, above)| net.min(above)),
    };
    let line_16 = form.maybe("16", base, rule, open);
    let line_17 = form.maybe("17", line_16.map(|base| base.at(tax.rate)), rule, open);
    forms.form("Schedule 2").maybe("12", line_17, rule, open);
}
