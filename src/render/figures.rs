//! The figures of an answer on a dividend, each with its arithmetic and the few rules it follows from.

use super::digits::Digits;
use super::json;
use super::money::{usd, yen};
use super::outline;
use super::page::grouped;
use crate::answer::{Because, DividendAnswer, Step};
use crate::law::{Action, Condition, Effect, Evidence, Outcome, Rule};

/// One figure of the answer.
pub struct Figure {
    /// Its path in the JSON answer.
    pub path: &'static str,
    pub value: String,
    /// How it is calculated: `600,000 yen × 10%, floored to the yen`.
    pub how: String,
    pub reasons: Vec<Reason>,
}

/// A rule that a figure follows from, and why it holds or does not.
#[derive(Clone)]
pub struct Reason {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    pub because: String,
}

/// The list of figures being made.
struct List<'a, 'b> {
    answer: &'a DividendAnswer<'b>,
    figures: Vec<Figure>,
}

/// Every figure that the answer has.
pub fn figures(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Vec<Figure> {
    let mut list = List { answer, figures: Vec::new() };
    japan(&mut list, view);
    us(&mut list, view);
    kept(&mut list, view);
    list.figures
}

impl List<'_, '_> {
    fn add(&mut self, path: &'static str, value: Option<String>, how: String, reasons: Vec<Reason>) {
        let Some(value) = value else { return };
        let mut kept: Vec<Reason> = Vec::new();
        for reason in reasons {
            if kept.iter().all(|it| (it.rule.id, &it.because) != (reason.rule.id, &reason.because)) {
                kept.push(reason);
            }
        }
        self.figures.push(Figure { path, value, how, reasons: kept });
    }

    /// The reasons of the steps that `picks` holds for.
    fn steps(&self, picks: impl Fn(&Step) -> bool) -> Vec<Reason> {
        let picked = self.answer.steps.iter().filter(|step| picks(step));
        picked.map(|step| self.reason(step)).collect()
    }

    fn reason(&self, step: &Step) -> Reason {
        Reason { rule: step.rule, outcome: step.outcome, because: step.because(self.answer.case) }
    }

    /// A rule with the reason of its step; one that was not asked in the open holds by its own conditions.
    fn of(&self, rule: Option<&'static Rule>) -> Vec<Reason> {
        let Some(rule) = rule else { return Vec::new() };
        let steps = self.steps(|step| step.rule == rule);
        if steps.is_empty() {
            return vec![Reason {
                rule,
                outcome: Outcome::Met,
                because: word!("it holds for this payment", "この支払に適用される").to_owned(),
            }];
        }
        steps
    }

    /// The rows of the regime up to the one that decided, with those that would have been better and are not met.
    fn decided(&self) -> Vec<Reason> {
        let japan = &self.answer.japan;
        let rows = japan.regime.map_or(&[][..], |regime| regime.rows);
        // A row for another kind of holder says nothing of how far this one is from it.
        let is_for_others = |step: &Step| {
            let kind = |condition: &&Condition| {
                matches!(condition, Condition::Kind(_) | Condition::Noncorporate | Condition::NotIndividual)
            };
            step.rule.when.iter().filter(kind).any(|it| it.test(self.answer.case, 0) == Outcome::NotMet)
        };
        let is_better = |step: &Step| rows.contains(step.rule) && Some(step.rule) != japan.rule;
        let better = self.steps(|step| is_better(step) && !is_for_others(step));
        let nearest = better.len().saturating_sub(MOST_BETTER);
        let mut reasons = self.of(japan.rule);
        reasons.extend(better.into_iter().skip(nearest));
        reasons
    }
}

/// Of the rows that are better than the one that decided, the nearest are shown.
const MOST_BETTER: usize = 3;

fn percent(digits: Option<Digits>) -> Option<String> {
    digits.map(|digits| format!("{}%", digits.0))
}

/// What those behind the holder come to.
fn of_members(list: &mut List<'_, '_>, view: &json::Dividend) {
    let japan = &view.japan;
    let parts = |of: fn(&json::Japan) -> Option<Digits>| {
        let each = view.members.iter().flatten().map(|member| of(&member.answer.japan));
        let each: Vec<_> = each
            .map(|part| part.map_or(word!("an open amount", "未確定の額").to_owned(), |part| grouped(part.0)))
            .collect();
        let each = each.join(" + ");
        said!("{each} yen, those of each member", "{each}円（各構成員の額の合計）")
    };
    let decided = list.decided();
    list.add(
        "japan.rate_percent",
        percent(japan.rate_percent),
        word!("that of each member", "各構成員の税率").to_owned(),
        decided.clone(),
    );
    list.add("japan.gross_jpy", yen(japan.gross_jpy), gross(view), decided.clone());
    list.add("japan.tax_jpy", yen(japan.tax_jpy), parts(|it| it.tax_jpy), decided.clone());
    let net = word!("gross less the tax due", "支払金額－納付すべき税額").to_owned();
    list.add("japan.net_jpy", yen(japan.net_jpy), net, decided.clone());
    let most = parts(|it| it.tax_jpy.or(it.highest_tax_jpy));
    list.add("japan.highest_tax_jpy", yen(japan.highest_tax_jpy), most, decided.clone());
    let at_source = japan.at_source.as_ref().and_then(|at| at.tax_jpy);
    let taken = parts(|it| it.at_source.as_ref().and_then(|at| at.tax_jpy));
    list.add("japan.at_source.tax_jpy", yen(at_source), taken, decided.clone());
    let back = word!("what is withheld above what is due", "源泉徴収税額のうち納付すべき税額を超える額").to_owned();
    list.add("japan.refundable_jpy", yen(japan.refundable_jpy), back.clone(), decided.clone());
    list.add("japan.refundable_at_least_jpy", yen(japan.refundable_at_least_jpy), back, decided);
}

fn japan(list: &mut List<'_, '_>, view: &json::Dividend) {
    let answer = list.answer;
    if view.members.is_some() {
        return of_members(list, view);
    }
    let it = &view.japan;
    let said = |digits: Option<Digits>| yen(digits).unwrap_or_else(unknown);
    let rate = percent(it.rate_percent);
    let due_rate = rate.clone().unwrap_or_default();
    let statutory = list.of(answer.japan.statutory_rule);
    let decided = list.decided();
    let taxable = list.steps(|step| step.rule.effect == Effect::Taxable && step.outcome == Outcome::Met);
    let forms = [&answer.law.relief.application, &answer.law.relief.second_form];
    let forms = list.steps(|step| forms.contains(&step.rule));
    let both = || [decided.clone(), statutory.clone()].concat();

    let how = match (percent(it.statutory_rate_percent), answer.japan.is_treaty_rate(answer.law)) {
        (Some(without), true) => said!(
            "the treaty's limit {due_rate}; without a treaty {without}",
            "条約の限度税率{due_rate}（条約の適用がない場合は{without}）"
        ),
        (Some(without), false) => said!(
            "the rate without a treaty, {without}: no treaty takes less",
            "条約の適用がない場合の税率{without}（これを下回る条約の税率なし）"
        ),
        (None, _) => String::new(),
    };
    list.add("japan.rate_percent", rate, how, both());
    list.add(
        "japan.statutory_rate_percent",
        percent(it.statutory_rate_percent),
        word!("without a treaty", "条約の適用がない場合").to_owned(),
        statutory.clone(),
    );
    list.add("japan.gross_jpy", yen(it.gross_jpy), gross(view), taxable);
    list.add("japan.tax_jpy", yen(it.tax_jpy), floored(&said(it.gross_jpy), &due_rate), both());
    let how = less(&said(it.gross_jpy), &said(it.tax_jpy));
    list.add("japan.net_jpy", yen(it.net_jpy), how, decided.clone());
    if answer.japan.rate.is_none() {
        let (gross, highest) = (said(it.gross_jpy), percent(it.highest_rate_percent).unwrap_or_default());
        let how = said!("{gross} × {highest}, the highest rate that is possible", "{gross}×{highest}（最高の税率）");
        list.add("japan.highest_tax_jpy", yen(it.highest_tax_jpy), how, both());
    }
    if let Some(at_source) = &it.at_source {
        let with_form = answer.japan.at_source_rate() == answer.japan.rate;
        let how = if with_form {
            word!("the rate due: the forms are in time", "納付すべき税率：届出書が期限内に提出される")
        } else {
            word!(
                "the rate without a treaty: the forms are not in time",
                "条約の適用がない場合の税率：届出書が期限内に提出されない"
            )
        };
        let of_rate = if with_form { decided.clone() } else { statutory.clone() };
        let reasons = [of_rate, forms].concat();
        let at = percent(at_source.rate_percent).unwrap_or_default();
        list.add("japan.at_source.rate_percent", Some(at.clone()), how.to_owned(), reasons.clone());
        let how = floored(&said(it.gross_jpy), &at);
        list.add("japan.at_source.tax_jpy", yen(at_source.tax_jpy), how, reasons.clone());
        let how = less(&said(it.gross_jpy), &said(at_source.tax_jpy));
        list.add("japan.at_source.net_jpy", yen(at_source.net_jpy), how, reasons);
    }
    let withheld = it.reconciliation.as_ref().map(|it| it.withheld_jpy);
    let taken = withheld.or(it.at_source.as_ref().and_then(|at_source| at_source.tax_jpy));
    let of_due = if it.tax_jpy.is_some() { it.tax_jpy } else { it.highest_tax_jpy };
    let how = over_due(&said(taken), &said(of_due));
    let claim = answer.actions.iter().find(|todo| todo.action == Action::ClaimRefund).map(|todo| todo.rule);
    let back = [list.of(Some(&answer.law.relief.reconciliation)), list.of(claim)].concat();
    list.add("japan.refundable_jpy", yen(it.refundable_jpy), how.clone(), back.clone());
    list.add("japan.refundable_at_least_jpy", yen(it.refundable_at_least_jpy), how, back.clone());
    if let Some(alone) = &it.in_dollars {
        let said = |digits: Option<Digits>| usd(digits).unwrap_or_else(unknown);
        let how = said!("{} × {due_rate}", "{}×{due_rate}", said(Some(alone.gross_usd)));
        list.add("japan.in_dollars.tax_usd", usd(alone.tax_usd), how, both());
        let fit = answer.japan.in_dollars.and_then(|it| it.fit);
        let how = fit.map_or(String::new(), |fit| super::in_dollars::fitted(&fit));
        let of_fit = list.of(fit.and_then(|fit| fit.rule));
        list.add("japan.in_dollars.withheld_usd", usd(alone.withheld_usd), how, of_fit);
        let how = over_due(&said(alone.withheld_usd), &said(alone.tax_usd));
        list.add("japan.in_dollars.over_withheld_usd", usd(alone.over_withheld_usd), how, back.clone());
    }
    if let Some(it) = &it.reconciliation {
        list.add("japan.reconciliation.withheld_jpy", yen(Some(it.withheld_jpy)), as_stated(), Vec::new());
        let (taken, due) = (said(Some(it.withheld_jpy)), said(of_due));
        let how = said!("{taken} withheld against {due} due", "源泉徴収税額{taken}と納付すべき税額{due}との差額");
        list.add("japan.reconciliation.over_withheld_jpy", yen(Some(it.over_withheld_jpy)), how.clone(), back.clone());
        list.add("japan.reconciliation.under_withheld_jpy", yen(it.under_withheld_jpy), how, back);
    }
}

fn gross(view: &json::Dividend) -> String {
    let note = outline::gross_note(view);
    if note.is_empty() { as_stated() } else { note }
}

fn as_stated() -> String {
    word!("as stated", "記載による").to_owned()
}

fn unknown() -> String {
    word!("an unknown amount", "不明の額").to_owned()
}

fn floored(gross: &str, rate: &str) -> String {
    said!("{gross} × {rate}, floored to the yen", "{gross}×{rate}（1円未満切捨て）")
}

fn less(from: &str, part: &str) -> String {
    said!("{from} less {part}", "{from}－{part}")
}

fn over_due(withheld: &str, due: &str) -> String {
    said!("{withheld} withheld less {due} due", "源泉徴収税額{withheld}－納付すべき税額{due}")
}

fn us(list: &mut List<'_, '_>, view: &json::Dividend) {
    let answer = list.answer;
    let Some(income) = answer.us.income.as_deref() else { return };
    let it = &view.us;
    let said = |digits: Option<Digits>| usd(digits).unwrap_or_else(unknown);
    let spot =
        it.jpy_per_usd.map_or(String::new(), |spot| said!("{} yen for a dollar", "1ドル当たり{}円", grouped(spot.0)));
    let translated = list.steps(|step| {
        matches!(step.because, Because::Income { .. } | Because::Included { .. } | Because::Translated { .. })
    });
    let earned = view.dividend.earnings_and_profits_percent.filter(|part| part.0 != 100.into());
    let earned = earned.map_or(String::new(), |part| {
        said!(" × {}% out of earnings and profits", "×収益及び利潤を原資とする割合{}%", part.0)
    });
    let gross = yen(view.japan.gross_jpy).unwrap_or_default();
    let how = match &view.japan.in_dollars {
        Some(alone) => {
            said!("{}{earned}, as stated", "{}{earned}（記載による）", said(Some(alone.gross_usd)))
        }
        None => said!("{gross}{earned} / {spot}", "{gross}{earned}÷{spot}"),
    };
    list.add("us.dividend_usd", usd(it.dividend_usd), how, translated);
    let on_rates: Vec<_> = list.steps(|step| answer.law.us.rates.contains(step.rule) && step.outcome == Outcome::Met);
    let on_rates = [list.of(income.rate_rule), on_rates].concat();
    let part = percent(it.qualified_percent).unwrap_or_default();
    let how = said!(
        "{part} of {}: the shares of the lots that qualify",
        "{}のうち{part}：適格配当となる取得口の株式の割合",
        said(it.dividend_usd)
    );
    list.add("us.qualified_usd", usd(it.qualified_usd), how, on_rates.clone());
    let how = less(&said(it.dividend_usd), &said(it.qualified_usd));
    list.add("us.ordinary_usd", usd(it.ordinary_usd), how, on_rates.clone());
    let most = percent(it.maximum_rate_percent);
    list.add(
        "us.maximum_rate_percent",
        most.clone(),
        word!("of the qualified part", "適格配当の部分に対する税率").to_owned(),
        on_rates.clone(),
    );
    let how = times(&said(it.qualified_usd), &most.unwrap_or_default());
    list.add("us.tax_at_maximum_rate_usd", usd(it.tax_at_maximum_rate_usd), how, on_rates);
    if let Some(rates) = &it.rates {
        let parts: Vec<_> =
            rates.iter().map(|it| times(&said(Some(it.amount_usd)), &format!("{}%", it.rate_percent.0))).collect();
        let table = list.of(income.personal.table.map(|row| &row.rule));
        let stacked =
            list.steps(|step| matches!(step.because, Because::Personal(crate::answer::PersonalReason::Stacked { .. })));
        list.add("us.qualified_tax_usd", usd(it.qualified_tax_usd), parts.join(" + "), [table, stacked].concat());
    }
    list.add(
        "us.tax_at_ordinary_rate_usd",
        usd(it.tax_at_ordinary_rate_usd),
        word!("at the holder's own rate, as stated", "記載された保有者の税率による").to_owned(),
        Vec::new(),
    );
    let Some(credit) = &it.credit else { return };
    let credited =
        list.steps(|step| matches!(step.because, Because::Credited { .. } | Because::CreditedWithoutTreaty { .. }));
    let refused = list.steps(|step| matches!(step.because, Because::NotCredited { .. }));
    let how = word!(
        "the smaller of what was withheld and what is due; what can be claimed back is not creditable",
        "源泉徴収税額と納付すべき税額のいずれか小さい額。還付を請求できる額は控除の対象外"
    )
    .to_owned();
    list.add("us.credit.creditable_jpy", yen(credit.creditable_jpy), how, [credited.clone(), refused.clone()].concat());
    let how = match view.japan.in_dollars {
        Some(_) => word!(
            "the smaller of what was withheld and what is due, in dollars",
            "源泉徴収税額と納付すべき税額のいずれか小さい額（ドル）"
        )
        .to_owned(),
        None => said!("{} / {spot}", "{}÷{spot}", yen(credit.creditable_jpy).unwrap_or_default()),
    };
    list.add("us.credit.creditable_usd", usd(credit.creditable_usd), how, credited);
    list.add(
        "us.credit.not_creditable_jpy",
        yen(credit.not_creditable_jpy),
        word!("withheld above what is due", "納付すべき税額を超えて源泉徴収された額").to_owned(),
        refused,
    );
    let limits = list.steps(|step| matches!(step.because, Because::Limit(_)) && step.outcome == Outcome::Met);
    if let Some(limit) = &credit.limitation {
        let how = match (usd(limit.us_tax_usd), usd(limit.foreign_income_usd), usd(limit.taxable_income_usd)) {
            (Some(tax), Some(foreign), Some(all)) => said!(
                "{tax} of tax × {foreign} from abroad / {all} in all",
                "米国の税額{tax}×米国外源泉の課税所得{foreign}÷課税所得の総額{all}"
            ),
            _ => word!("no limit, by election", "選択により限度額の適用なし").to_owned(),
        };
        list.add("us.credit.limitation.limit_usd", usd(limit.limit_usd), how, limits.clone());
        let how = said!(
            "{} creditable less {} allowed",
            "控除の対象となる額{}－控除額{}",
            said(Some(limit.creditable_usd)),
            said(Some(limit.allowed_usd))
        );
        list.add("us.credit.limitation.carryover_usd", usd(Some(limit.carryover_usd)), how, limits.clone());
    }
    let how =
        word!("the smaller of what is creditable and of the limit", "控除の対象となる額と控除限度額のいずれか小さい額")
            .to_owned();
    list.add("us.credit.allowed_usd", usd(credit.allowed_usd), how, limits);
}

fn kept(list: &mut List<'_, '_>, view: &json::Dividend) {
    let Some(kept) = &view.kept else { return };
    let reasons = |list: &List<'_, '_>, paths: &[&str]| {
        let of = list.figures.iter().filter(|figure| paths.contains(&figure.path));
        of.flat_map(|figure| figure.reasons.clone()).collect::<Vec<_>>()
    };
    let said = |digits: Option<Digits>| usd(digits).unwrap_or_else(unknown);
    let how = less(&yen(view.japan.gross_jpy).unwrap_or_default(), &yen(view.japan.tax_jpy).unwrap_or_default());
    let decided = list.decided();
    list.add("kept.after_japan_jpy", yen(kept.after_japan_jpy), how, decided);
    let taxed = reasons(list, &["us.qualified_tax_usd", "us.tax_at_maximum_rate_usd"]);
    let how = if kept.us_tax_is_exact {
        word!("by the holder's brackets", "保有者の税率区分による")
    } else {
        word!("at the maximum rate", "最高税率による")
    };
    list.add("kept.us_tax_usd", usd(kept.us_tax_usd), how.to_owned(), taxed);
    let path = if kept.credit_is_exact { "us.credit.allowed_usd" } else { "us.credit.creditable_usd" };
    let credited = reasons(list, &[path]);
    let how = if kept.credit_is_exact {
        word!("what is allowed", "控除額")
    } else {
        word!("what is creditable, before the limitation", "控除の対象となる額（控除限度額の適用前）")
    };
    list.add("kept.credit_usd", usd(kept.credit_usd), how.to_owned(), credited);
    let how = said!(
        "{} after Japan in dollars, less {} of tax, and {} of credit",
        "日本の課税後の額{}（ドル換算）－米国の税額{}＋外国税額控除{}",
        yen(kept.after_japan_jpy).unwrap_or_default(),
        said(kept.us_tax_usd),
        said(kept.credit_usd)
    );
    list.add("kept.after_both_usd", usd(kept.after_both_usd), how, Vec::new());
}

fn times(amount: &str, rate: &str) -> String {
    said!("{amount} × {rate}", "{amount}×{rate}")
}

/// The weakest grade among the rules of a figure.
pub fn grade(figure: &Figure) -> Option<Evidence> {
    figure.reasons.iter().filter(|reason| reason.outcome == Outcome::Met).map(|reason| reason.rule.evidence).max()
}
