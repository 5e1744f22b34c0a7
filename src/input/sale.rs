//! One holder and one sale, from the files and flags of a command to a [`Case`].

mod lots;
mod rates;

use rust_decimal::Decimal;

use self::rates::Rates;
use super::Problem;
use super::layer::{Layer, in_order, located};
use super::profile::Given;
use super::question::Question;
use super::reader::Reader;
use crate::facts::{
    AcquiredBy, Case, Contradiction, Fact, Field, FieldSet, FxTable, Group, HolderKind, MOST_USD, Proceeds, Sale,
    SaleKind, Stated, StatedSale,
};
use crate::law::usual_settlement;
use crate::units::{Day, Exact, Percent};

/// Reads everything and reports as many problems as can be found. The case has a sale and no dividend.
pub fn read_sale(given: &Given<'_>) -> Result<Case, Vec<Problem>> {
    let has_flag_rate = given.flags.iter().any(|flag| flag.flag.field == Field::SaleSpot);
    read_layers(&given.layers(Question::Sale), given.main(), given.fx, has_flag_rate)
}

/// The same of layers, the main one of which is the holder's.
pub(super) fn read_layers(
    layers: &[Layer<'_>],
    main: usize,
    fx: Option<(&str, &FxTable)>,
    has_flag_rate: bool,
) -> Result<Case, Vec<Problem>> {
    let mut reader = Reader::new(Question::Sale);
    let mut problems = reader.read(layers, main, fx);
    if reader.is_broken() {
        return Err(problems);
    }
    let mut found = Vec::new();
    let is_event = |layer: &Layer<'_>| layer.is_shared || layer.is_record;
    let has_event =
        layers.iter().any(is_event) || reader.stated.facts.iter().any(|field| field.path().starts_with("sale"));
    if !has_event {
        let wanted = word!(
            "a sale: in the profile, in a file given by --sale, or by flags such as --date",
            "売却の記載（プロファイル、--saleで指定するファイル、又は--dateなどのオプション）"
        );
        found.push(Contradiction::new(Field::Sale, wanted).got(word!("nothing", "記載なし")));
    }
    let stated = &mut reader.stated;
    let is_holder = stated.facts.contains(Field::Kind) && stated.facts.contains(Field::Residence);
    let sale = sale(stated, fx.map(|(_, table)| table), has_flag_rate, &mut found);
    stated.case.sale = Some(Box::new(sale));
    stays_exact(stated, &mut found);
    let states: Vec<_> = layers.iter().map(Layer::states).collect();
    let file = fx.map(|(name, _)| name);
    problems.extend(found.iter().map(|contradiction| located(contradiction, layers, &states, file)));
    let problems = in_order(problems);
    if problems.is_empty() && is_holder { Ok(reader.stated.case) } else { Err(problems) }
}

fn sale(stated: &mut Stated, file: Option<&FxTable>, has_flag_rate: bool, found: &mut Vec<Contradiction>) -> Sale {
    let facts = stated.facts;
    let it = stated.sale.clone();
    let kind = Fact::stated_or(it.kind, SaleKind::Sale);
    let chosen = lots::choose(stated, &it, found);
    let mut rates = Rates::new(&it, file, has_flag_rate);
    let proceeds = proceeds(&it, facts, found);
    let case = &mut stated.case;
    let mut has_usual_settlement = false;
    let of_corporation = case.kind == HolderKind::Corporation;
    for part in &chosen.parts {
        let Some(lot) = case.lots.get_mut(part.lot) else { continue };
        if let (Some(_), None, Some(acquired)) = (lot.cost_jpy, lot.cost_spot, lot.acquired) {
            let day = settled(lot.settled, acquired, of_corporation);
            lot.cost_spot = rates.on(day, found);
            has_usual_settlement |= day.1 && lot.cost_spot.is_some();
        }
        found.extend(before_settlement(lot.acquired, lot.settled, || {
            let wanted = word!("a day not before the purchase", "購入日以後の日");
            Contradiction::new(Field::Lots, wanted).in_item(part.lot, Some("settled"))
        }));
    }
    let settled_before =
        || Contradiction::new(Field::SaleSettled, word!("a day not before the sale", "売却日以後の日"));
    found.extend(before_settlement(it.date, it.settled, settled_before));
    let settles = it.date.filter(|_| proceeds.are_in_yen()).map(|date| settled(it.settled, date, of_corporation));
    let spot = match settles {
        Some(day) => rates.on_sale(day, found),
        None => rates.of_sale(),
    };
    let looked_up = rates.of_sale().is_none() && spot.is_some();
    let sale = Sale {
        spot,
        kind,
        date: it.date,
        settled: match (it.settled, settles) {
            (Some(day), _) => Fact::Stated(day),
            (None, Some((day, true))) if looked_up => Fact::Assumed(day),
            _ => Fact::Unknown,
        },
        has_usual_settlement,
        purchases_complete: it.purchases_complete,
        place: Fact::stated(it.place),
        shares: chosen.shares,
        proceeds,
        expenses_usd: it.expenses_usd,
        basis_usd: it.basis_usd,
        ads_per_share: it.ads_per_share,
        acquired_by: Fact::stated_or(it.acquired_by.or(way_of_all(case, &chosen.parts)), AcquiredBy::Purchase),
        group: group(&it, case),
        real_estate_company: Fact::stated_or(it.real_estate_company, false),
        listed: match it.listed {
            Some(is) => Fact::Stated(is),
            // As the payer's shares are on the day.
            None => {
                let listed = it.date.and_then(|day| case.payer.is_listed_on(day));
                listed.map_or(Fact::Assumed(true), Fact::Stated)
            }
        },
        present_in_japan: Fact::stated_or(it.present_in_japan, false),
        option_shares: Fact::stated_or(it.option_shares, false),
        taxed_in_residence: it.taxed_in_residence,
        pfic: it.pfic.map_or(case.us.pfic, Fact::Stated),
        method: chosen.method,
        parts: chosen.parts,
    };
    belongs_to_kind(facts, kind, found);
    of_one_group(&sale, facts, case, found);
    one_basis(&sale, facts, case, found);
    sale
}

/// The day whose rate counts, and whether it is the usual one because nobody states it.
fn settled(stated: Option<Day>, trade: Day, of_corporation: bool) -> (Day, bool) {
    match stated {
        Some(day) => (day, false),
        None if of_corporation => (trade, false),
        None => (usual_settlement(trade), true),
    }
}

/// Nothing is settled before it is traded.
fn before_settlement(
    trade: Option<Day>,
    settled: Option<Day>,
    problem: impl FnOnce() -> Contradiction,
) -> Option<Contradiction> {
    let (trade, settled) = trade.zip(settled)?;
    (settled < trade).then(|| problem().got(settled.to_string()))
}

/// How all that is sold was come by, where its lots agree.
fn way_of_all(case: &Case, parts: &[crate::facts::Part]) -> Option<AcquiredBy> {
    let mut ways = parts.iter().map(|part| case.lot(part.lot).acquired_by);
    let first = ways.next()??;
    ways.all(|way| way == Some(first)).then_some(first)
}

/// What is not stated of the group is taken to be what the holder owns itself.
fn group(it: &StatedSale, case: &Case) -> Group {
    let assumed = |percent: Option<Percent>| percent.map_or(Fact::Unknown, Fact::Assumed);
    let held = it.group_issued_percent.map_or(assumed(case.ownership.largest()), Fact::Stated);
    Group {
        held,
        before_year: it.group_percent_before_year.map_or(assumed(held.get()), Fact::Stated),
        in_year: it.group_percent_in_year.map_or(assumed(held.get()), Fact::Stated),
        sold: it.group_sold_percent,
    }
}

/// A group holds no less than the holder, and sells no more than it held; only an individual stays anywhere.
fn of_one_group(sale: &Sale, facts: FieldSet, case: &Case, found: &mut Vec<Contradiction>) {
    let group = &sale.group;
    let mut complain = |field, wanted: String| found.push(Contradiction::new(field, wanted));
    if let (Fact::Stated(held), Some(own)) = (group.held, case.ownership.on(sale.date))
        && held < own
    {
        complain(
            Field::GroupIssued,
            said!("at least {own}, what the holder owns itself", "保有者自身の保有割合（{own}）以上の割合"),
        );
    }
    if let (Some(sold), Some(held)) = (group.sold, group.held.get())
        && sold > held
    {
        complain(
            Field::GroupSold,
            said!("at most {held}, all that the group held", "グループの保有割合（{held}）以下の割合"),
        );
    }
    if let (Fact::Stated(in_year), Some(held)) = (group.in_year, group.held.get())
        && in_year > held
    {
        complain(
            Field::GroupInYear,
            said!("at most {held}, the most that the group held", "グループの最高保有割合（{held}）以下の割合"),
        );
    }
    let is_other = facts.contains(Field::Kind) && case.kind != HolderKind::Individual;
    if sale.present_in_japan == Fact::Stated(true) && is_other {
        let wanted = word!(
            "no such fact: it matters only to an individual",
            "この項目を記載しないこと（個人についてのみ意味を持つ）"
        );
        complain(Field::PresentInJapan, wanted.to_owned());
    }
}

const AMOUNTS: [Field; 4] = [Field::SalePrice, Field::SalePriceUsd, Field::SaleProceeds, Field::SaleProceedsUsd];

/// The key of a fact in its object.
fn key(field: Field) -> &'static str {
    field.path().rsplit('.').next().unwrap_or_default()
}

/// The price or the proceeds; the most specific place that states either states one.
fn proceeds(it: &StatedSale, facts: FieldSet, found: &mut Vec<Contradiction>) -> Proceeds {
    let stated: Vec<_> = AMOUNTS.into_iter().filter(|field| facts.contains(*field)).collect();
    if let [first, second, ..] = stated[..] {
        let wanted = said!("either {} or {}, not both", "{}と{}のいずれか一方", key(first), key(second));
        found.push(Contradiction::new(second, wanted));
        return Proceeds::Unknown;
    }
    let of = |amount: Option<Decimal>, of: fn(Decimal) -> Proceeds| amount.map(of);
    of(it.price_jpy, Proceeds::PerUnitJpy)
        .or(of(it.price_usd, Proceeds::PerUnitUsd))
        .or(of(it.proceeds_jpy, Proceeds::Jpy))
        .or(of(it.proceeds_usd, Proceeds::Usd))
        .unwrap_or(Proceeds::Unknown)
}

/// An exchange brings nothing in, and only it turns one number of shares into another.
fn belongs_to_kind(facts: FieldSet, kind: Fact<SaleKind>, found: &mut Vec<Contradiction>) {
    let mut complain = |field, wanted: &str| {
        if facts.contains(field) {
            found.push(Contradiction::new(field, wanted));
        }
    };
    if kind.get() == Some(SaleKind::Exchange) {
        let wanted = word!(
            "no such fact: nothing is realised when ADSs and shares are exchanged",
            "この項目を記載しないこと（ADSと株式との交換により損益は実現しない）"
        );
        AMOUNTS.into_iter().chain([Field::SaleExpenses]).for_each(|field| complain(field, wanted));
    } else {
        let wanted = word!(
            "no such fact: it matters only to an exchange",
            "この項目を記載しないこと（交換についてのみ意味を持つ）"
        );
        complain(Field::SaleAdsPerShare, wanted);
    }
}

/// The basis of the sale as a whole is for one lot that does not state its own.
fn one_basis(sale: &Sale, facts: FieldSet, case: &Case, found: &mut Vec<Contradiction>) {
    if !facts.contains(Field::SaleBasis) {
        return;
    }
    let stated = |lot: usize| case.lot(lot).cost_usd.or(case.lot(lot).cost_jpy).is_some();
    let wanted = match &sale.parts[..] {
        [part] if stated(part.lot) => word!(
            "no such fact: the lot that is sold states its cost",
            "この項目を記載しないこと（売却する取得口に取得価額が記載されている）"
        ),
        [_] | [] => return,
        _ => word!(
            "no such fact: several lots are sold, and each states its cost_usd or cost_jpy",
            "この項目を記載しないこと（売却する取得口が複数あり、それぞれにcost_usd又はcost_jpyを記載する）"
        ),
    };
    found.push(Contradiction::new(Field::SaleBasis, wanted));
}

/// Amounts in dollars must stay below their bound, so that every cent stays exact.
fn stays_exact(stated: &Stated, found: &mut Vec<Contradiction>) {
    let case = &stated.case;
    let Some(sale) = &case.sale else { return };
    let too_much = |usd: Option<Exact>| usd.is_some_and(|usd| usd >= Exact::whole(MOST_USD));
    let wanted = said!(
        "an amount below {MOST_USD} dollars at the rate of its day",
        "その日の為替レートで{MOST_USD}ドル未満となる額"
    );
    let named = AMOUNTS.into_iter().find(|field| stated.facts.contains(*field));
    if let (Some(field), true) = (named, too_much(sale.proceeds_usd())) {
        found.push(Contradiction::new(field, wanted.clone()));
    }
    for part in sale.parts.iter().filter(|part| too_much(case.lot(part.lot).basis_usd())) {
        if case.lots.get(part.lot).is_some_and(|lot| lot.cost_jpy.is_some()) {
            let lot = Contradiction::new(Field::Lots, wanted.clone()).in_item(part.lot, Some("cost_jpy"));
            found.push(lot);
        }
    }
    let each = sale.parts.iter().filter_map(|part| case.lot(part.lot).basis_usd());
    let all = each.filter(|usd| *usd < Exact::whole(MOST_USD)).map(|usd| i128::from(usd.usd().cents())).sum::<i128>();
    if !case.lots.is_empty() && all >= i128::from(MOST_USD) * 100 {
        let wanted = said!("costs that add up to less than {MOST_USD} dollars", "合計{MOST_USD}ドル未満の取得価額");
        found.push(Contradiction::new(Field::Lots, wanted));
    }
}

/// What is sold of which lot.
struct Chosen {
    method: Fact<crate::facts::LotMethod>,
    shares: Fact<Decimal>,
    parts: Vec<crate::facts::Part>,
}

/// How a message calls a day that may be unknown.
fn on(date: Option<Day>) -> String {
    date.map_or(word!("the day of the sale", "売却日").to_owned(), |date| date.to_string())
}
