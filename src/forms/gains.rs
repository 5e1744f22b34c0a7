//! Form 8949, lot by lot.

use super::{Cell, Form, Forms};
use crate::answer::{GainAnswer, LotGain, Term};
use crate::facts::AcquiredBy;
use crate::law::Effect;
use crate::units::{Day, Exact, Usd};

/// The rows of one sale.
pub fn of_gain(answer: &GainAnswer<'_>, is_whole_dollars: bool) -> Forms {
    let mut forms = Forms::new(answer.case.tax_year_begins().map(|begins| begins.year()), is_whole_dollars);
    rows(&mut forms, answer, None, "");
    forms
}

/// Adds the rows of a sale.
pub fn rows(forms: &mut Forms, answer: &GainAnswer<'_>, number: Option<usize>, payer: &str) {
    let Some(figures) = answer.us.figures.as_ref().filter(|figures| figures.recognised) else { return };
    let sold = answer.case.sale.as_ref().and_then(|sale| sale.date);
    for (at, lot) in figures.lots.iter().enumerate() {
        let mut form = forms.form("Form 8949");
        let sale = number.map_or(String::new(), |number| said!("sale {number}, ", "売却{number}、"));
        let way =
            answer.case.lot(lot.lot).acquired_by.or(answer.case.sale.as_ref().and_then(|it| it.acquired_by.get()));
        let is_inherited = matches!(way, Some(AcquiredBy::Inheritance | AcquiredBy::Legacy));
        let form = form.of(said!("{sale}lot {}", "{sale}取得口{}", at + 1));
        row(
            form,
            lot,
            if is_inherited { Bought::Inherited } else { Bought::On(lot.acquired) },
            sold,
            &unit(answer.case.is_ads(), payer),
        );
    }
}

/// How column (b) says when the shares were acquired.
enum Bought {
    On(Option<Day>),
    Inherited,
}

/// What is sold, behind its number.
fn unit(is_ads: bool, payer: &str) -> String {
    format!("{} {payer}", if is_ads { "ADS" } else { "sh." }).trim_end().to_owned()
}

fn row(form: &mut Form<'_>, lot: &LotGain, bought: Bought, sold: Option<Day>, unit: &str) {
    // A gain under the rules on excess distributions is no capital gain.
    let is_excess = lot.rule.is_some_and(|rule| rule.effect == Effect::ExcessDistribution);
    if is_excess {
        return form.add(
            "part",
            Cell::Empty,
            lot.rule,
            Some(word!(
                "not here: the gain is an excess distribution, Form 8621",
                "対象外：譲渡益は超過分配（Form 8621）"
            )),
        );
    }
    match lot.term {
        Some(Term::Short) => form.text("part", "I"),
        Some(Term::Long) => form.text("part", "II"),
        None => form.empty("part", word!("when it was acquired is not stated", "取得日の記載がない")),
    }
    if let Some(last) = form.forms.lines.last_mut() {
        last.remark.get_or_insert_with(|| {
            word!(
                "the box follows from the broker's Form 1099-B; C or F where there is none",
                "ボックスの選択は証券会社のForm 1099-Bによる。同様式がない場合はC又はF"
            )
            .to_owned()
        });
    }
    match lot.shares {
        Some(shares) => form.text("(a)", format!("{} {unit}", shares.normalize())),
        None => form.empty("(a)", word!("the number of shares is not stated", "株式数の記載がない")),
    }
    match bought {
        Bought::Inherited => form.text("(b)", "INHERITED"),
        Bought::On(day) => dated(form, "(b)", day),
    }
    dated(form, "(c)", sold);
    let open = word!("an amount of the sale is open", "売却の金額の一部が未確定");
    let realised = form.maybe("(d)", lot.amounts.realised().map(Exact::from), lot.rule, open);
    let basis = form.maybe("(e)", lot.amounts.basis.map(Exact::from), lot.rule, open);
    let disallowed = lot.amounts.disallowed;
    let adjustment = if disallowed == Usd::ZERO {
        let why = word!("no adjustment among the facts", "調整を要する事実がない");
        form.empty("(f)", why);
        form.empty("(g)", why);
        Exact::ZERO
    } else {
        form.text("(f)", "W");
        form.usd("(g)", Exact::from(disallowed), lot.rule)
    };
    form.maybe("(h)", realised.zip(basis).map(|(realised, basis)| realised - basis + adjustment), lot.rule, open);
}

fn dated(form: &mut Form<'_>, line: &str, day: Option<Day>) {
    match day {
        Some(day) => form.add(line, Cell::Day(day), None, None),
        None => form.empty(line, word!("not stated", "記載なし")),
    }
}
