//! Where the money of a dividend goes: from what is paid to what is kept.

use maud::Markup;
use rust_decimal::Decimal;

use super::flow::{Part, Row, draw};
use super::svg::part_of;
use crate::answer::DividendAnswer;
use crate::lang;
use crate::render::digits::Digits;
use crate::render::json;
use crate::render::money::{usd, yen};

/// The picture; none where no amount is known.
pub fn picture(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Option<Markup> {
    rows(answer, view).map(|rows| draw("flow-says", &rows))
}

/// The states of the money; none where no amount is known.
fn rows(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Option<Vec<Row>> {
    let japan = &view.japan;
    let gross = japan.gross_jpy.map(|digits| digits.0).filter(|gross| !gross.is_zero())?;
    let part = |whose, part: Decimal, said: &str, amount: Option<String>| Part {
        whose,
        of: part_of(part, gross),
        said: said.to_owned(),
        amount,
    };
    let paid = Row::of(
        word!("Paid by the company", "発行会社の支払"),
        vec![part("whole", gross, word!("gross", "支払金額"), yen(japan.gross_jpy))],
    );
    let Some(due) = japan.tax_jpy.map(|digits| digits.0) else {
        let most = japan.highest_tax_jpy?;
        let rest = part("you", gross - most.0, word!("the holder, at the least", "保有者（最低）"), None);
        let open = part("open", most.0, word!("Japan, at most", "日本（最高）"), yen(Some(most)));
        return Some(vec![
            paid,
            Row::of(word!("In the end, by what is not yet known", "最終（未確定の事実による）"), vec![rest, open]),
        ]);
    };
    let stated = japan.reconciliation.as_ref().map(|it| it.withheld_jpy);
    let at_source = japan.at_source.as_ref().and_then(|it| it.tax_jpy.zip(it.net_jpy));
    let withheld = stated.or(at_source.map(|(tax, _)| tax)).map(|digits| digits.0);
    let mut rows = vec![paid];
    let back = withheld.map_or(Decimal::ZERO, |withheld| (withheld - due).max(Decimal::ZERO));
    if let Some(withheld) = withheld.filter(|withheld| *withheld != due) {
        let arrives = at_source.filter(|(tax, _)| tax.0 == withheld).map(|(_, net)| net);
        rows.push(Row::of(
            word!("At payment", "支払時"),
            vec![
                part("you", gross - withheld, word!("reaches the holder", "保有者の受取"), yen(arrives)),
                part("back", withheld, word!("withheld", "源泉徴収"), yen(Some(Digits(withheld)))),
            ],
        ));
    }
    let kept = gross - due;
    let is_claimed = !back.is_zero();
    let when =
        if is_claimed { word!("After the claim", "還付後") } else { word!("After Japan", "日本の課税後") };
    let taken = part("japan", due, lang::JAPAN.said(), yen(japan.tax_jpy));
    let mut parts = if is_claimed {
        let amount = yen(japan.refundable_at_least_jpy.or(japan.refundable_jpy));
        vec![
            part("you", kept - back, word!("already there", "受取済み"), None),
            part("back", back, word!("claimed back", "還付"), amount),
        ]
    } else {
        let amount = yen(view.kept.as_ref().and_then(|kept| kept.after_japan_jpy).or(japan.net_jpy));
        vec![part("you", kept - back, word!("the holder", "保有者"), amount)]
    };
    parts.push(taken.clone());
    rows.push(Row::of(when, parts));
    rows.extend(after_us(answer, view, gross, &taken));
    Some(rows)
}

/// What the United States leaves, where that is known to the cent.
fn after_us(answer: &DividendAnswer<'_>, view: &json::Dividend, gross: Decimal, taken: &Part) -> Option<Row> {
    let kept = view.kept.as_ref()?;
    let spot = answer.us.income.as_deref()?.spot?;
    let (both, tax, credit) = (kept.after_both_usd?, kept.us_tax_usd?, kept.credit_usd?);
    let of = |dollars: Decimal| dollars.checked_mul(spot).map_or(0.0, |yen| part_of(yen, gross));
    let said = word!("United States: tax less credit", "米国：税額－控除").to_owned();
    let amount = Some(format!("{} − {}", usd(Some(tax))?, usd(Some(credit))?));
    let us = Part { whose: "us", of: of(tax.0 - credit.0), said, amount };
    let japan = Part { said: lang::JAPAN.said().to_owned(), amount: None, ..taken.clone() };
    // What is left over by rounding to cents is the holder's.
    let left = (1.0 - us.of - japan.of).max(0.0);
    let own = Part { whose: "you", of: left, said: word!("kept", "手取額").to_owned(), amount: usd(Some(both)) };
    Some(Row::of(word!("After both countries", "両国の課税後"), vec![own, us, japan]))
}
