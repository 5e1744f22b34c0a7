//! Amounts of a holding in dollars or in yen, and where an event stands.

use rust_decimal::Decimal;

use super::Node;
use super::object::{Object, Problems};
use crate::facts::{FxTable, Money, Split, become_of, ratio_since};
use crate::units::{Day, Exact};

/// A value of the document and its path.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    pub node: Node<'a>,
    pub path: String,
}

/// Where spot rates come from.
pub(super) struct Rates<'r> {
    file: Option<(&'r str, &'r FxTable)>,
    own: Option<&'r FxTable>,
    /// In order of their days.
    splits: Vec<Split>,
    pub problems: &'r Problems,
}

impl<'r> Rates<'r> {
    pub fn with_splits(self, splits: Vec<Split>) -> Rates<'r> {
        Rates { splits, ..self }
    }

    /// What a number of shares of `day` is in those of now.
    pub fn shares(&self, object: &Object<'_, '_>, day: Day) -> Option<Decimal> {
        let shares = object.number("shares")?;
        let now = become_of(&self.splits, shares, day, None);
        if let (None, Some(node)) = (now, object.node("shares")) {
            let wanted = word!(
                "shares that stay above 0 and up to 1,000,000,000,000 by the splits",
                "株式分割後も0超1,000,000,000,000以下となる株式数"
            );
            self.problems.contradiction(node, &object.at("shares"), wanted);
        }
        now
    }

    /// An amount that one share of `day` has, for one of now; a problem where it has more digits than stay exact when it
    /// is multiplied by shares and divided by rates.
    pub fn since_splits(&self, object: &Object<'_, '_>, name: &str, amount: Exact, day: Day) -> Option<Exact> {
        let now = ratio_since(&self.splits, day).map(|ratio| (amount.reduced() / ratio).reduced());
        let short = now.filter(|now| now.is_short());
        if let (None, Some(node)) = (short, object.node(name)) {
            let wanted = word!(
                "an amount of at most 18 digits, those of the rate, the ratio of ADSs and the splits among them",
                "為替レート、ADSの比率及び株式分割の桁も含めて18桁以下の額"
            );
            self.problems.contradiction(node, &object.at(name), wanted);
        }
        short
    }

    pub fn new(file: Option<(&'r str, &'r FxTable)>, own: Option<&'r FxTable>, problems: &'r Problems) -> Rates<'r> {
        Rates { file, own, splits: Vec::new(), problems }
    }

    /// The rate that stands in `object`, or else the one of `day` in the tables.
    pub fn of(&self, object: &Object<'_, '_>, day: Day) -> Option<Decimal> {
        if object.node("jpy_per_usd").is_some() {
            return object.number("jpy_per_usd");
        }
        let (rate, wanted) = match (self.file, self.own) {
            (Some((name, table)), _) => {
                (table.rate(day), said!("a rate of that day in {name}", "{name}中の同日の為替レート"))
            }
            (None, Some(table)) => (
                table.rate(day),
                word!("a rate of that day in jpy_per_usd", "jpy_per_usd中の同日の為替レート").to_owned(),
            ),
            (None, None) => {
                let hint = said!(
                    "give jpy_per_usd here or by date, or a file of daily rates with --fx, for {day}",
                    "{day}について、jpy_per_usdをここに若しくは日付別に記載するか、又は日次の為替レートのファイルを--fxで指定してください。"
                );
                (Err(hint), word!("a rate of that day", "同日の為替レート").to_owned())
            }
        };
        let place = object.node("date").or(object.node("acquired")).map(Node::place);
        let missing = |hint| {
            let (place, path) = (place.unwrap_or(object.place()), object.at("jpy_per_usd"));
            self.problems.add(place, &path, said!("no rate for {day}", "{day}の為替レートなし"), wanted, Some(hint));
        };
        rate.map_err(missing).ok()
    }

    /// An amount given in dollars or in yen, one of the two.
    pub fn money(&self, object: &Object<'_, '_>, usd: &str, jpy: &str, day: Day) -> Option<Money> {
        match (object.node(usd), object.node(jpy)) {
            (Some(_), Some(second)) => {
                self.problems.contradiction(
                    second,
                    &object.at(jpy),
                    said!("either {usd} or {jpy}, not both", "{usd}と{jpy}のいずれか一方"),
                );
                None
            }
            (Some(_), None) => object.number(usd).map(Money::Usd),
            (None, Some(_)) => {
                let rate = self.of(object, day);
                Some(Money::Jpy { amount: object.number(jpy)?, jpy_per_usd: rate? })
            }
            (None, None) => {
                let wanted = said!("{usd} or {jpy}", "{usd}又は{jpy}");
                self.problems.add(object.place(), &object.at(usd), word!("nothing", "記載なし"), wanted, None);
                None
            }
        }
    }
}
