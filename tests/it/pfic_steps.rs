//! What is said of a holding's years, sentence by sentence, worked out by hand from section 1291.

use iijtax::facts::HolderKind;
use iijtax::units::{Day, Span};
use iijtax::us::pfic::highest_rate;
use serde_json::{Value, json};

use crate::pfic::{Asked, NO_FLAGS, answer};

/// The sentences of a rule of the chapter, in their order.
fn said(answer: &Value, rule: &str) -> Vec<String> {
    let is_it =
        |step: &&Value| step["rule"].as_str().unwrap().split_once(".pfic.").is_some_and(|(_, name)| name == rule);
    let of_rule = answer["steps"].as_array().unwrap().iter().filter(is_it);
    of_rule.map(|step| step["because"].as_str().unwrap().to_owned()).collect()
}

/// Yen of five years, of which those of the last are in excess.
#[test]
fn each_year_says_what_it_calculates() {
    let holding: Value = serde_json::from_str(include_str!("../../fixtures/holdings/yen-test.json")).unwrap();
    let answer = answer(&holding, Asked::Excess, &NO_FLAGS).unwrap();
    let of = |name: &str| said(&answer, name);
    // (22,400 + 20,000) / 2 = 21,200, of which 125% is 26,500; and so on. 26,000 are no more than 26,000.
    let test = |year, received, average, threshold, excess| {
        format!(
            "{year}: {received} yen received; the average of the preceding years is {average} yen, of which 125% is \
             {threshold} yen: {excess} yen in excess"
        )
    };
    let tests = [
        test(2009, "20,000", "22,400", "28,000", "0"),
        test(2010, "20,000", "21,200", "26,500", "0"),
        test(2011, "26,000", "20,800", "26,000", "0"),
        test(2012, "60,000", "22,000", "27,500", "32,500"),
    ];
    assert_eq!(of("excess"), tests);
    assert_eq!(of("first-year"), ["2008: the first year of 1 of 1 lot"]);
    // 32,500 / 82 = 396.34. From the day after 2008-06-16: 198 days of 2008, 1,095, and 340 of 2012.
    assert_eq!(of("own-currency"), ["2012-12-05: 32,500 yen at 82 yen for a dollar: $396.34"]);
    assert_eq!(of("allocation"), ["2012-12-05: $396.34 over 1633 days, 2008-06-17 to 2012-12-05"]);
    // 396.34 x 340 / 1,633 = 82.52; 35% of the other 313.82.
    assert_eq!(of("current-year"), ["2012-12-05: $82.52"]);
    assert_eq!(of("prior-years"), ["2012-12-05: $313.82"]);
    assert_eq!(of("highest-rate"), ["2012: $109.84 in tax"]);
    // 10% of 60,000 was withheld, and 7% of it due from listed shares: 4,200 / 82 = 51.22, of which the part of the excess
    // that falls to prior years, 51.22 x 32,500 / 60,000 x 1,293 / 1,633 = 21.97, is set against their tax.
    let creditable = "6,000 yen withheld, the treaty allows 10%, 7% is due: 4,200 yen; 1,800 yen can be claimed back";
    assert_eq!(of("creditable"), [format!("2012-12-05: {creditable}")]);
    assert_eq!(of("credit"), ["2012-12-05: $29.25 credited now, $21.97 against prior years"]);
    // What is not in excess, at the rate of its day: 22,400 / 92.7, 20,000 / 89.5, 20,000 / 82.8, 26,000 / 77.9, 27,500 / 82.
    let ordinary = [(2008, "241.64"), (2009, "223.46"), (2010, "241.55"), (2011, "333.76"), (2012, "335.37")];
    assert_eq!(of("dividends"), ordinary.map(|(year, usd)| format!("{year}: ${usd} at ordinary rates")));
}

/// Who received nothing in the preceding years has an average of nothing: all is in excess, and no part is a dividend.
#[test]
fn nothing_is_said_of_a_dividend_where_all_is_in_excess() {
    let holding = json!({
        "kind": "individual", "pfic_from": "2008-04-01",
        "lots": [{ "shares": 100, "acquired": "2008-06-16", "cost_usd": 5000 }],
        "distributions": [{ "date": "2012-12-05", "gross_jpy": 60_000, "jpy_per_usd": 82 }],
    });
    let answer = answer(&holding, Asked::Excess, &NO_FLAGS).unwrap();
    assert_eq!(said(&answer, "dividends"), Vec::<String>::new());
    assert_eq!(said(&answer, "own-currency"), ["2012-12-05: 60,000 yen at 82 yen for a dollar: $731.71"]);
}

/// Section 15: the average by days of a year in which the rate changes, and of no other.
#[test]
fn a_corporations_year_has_an_average_only_where_its_rate_changes() {
    let rate = |first, last| {
        let span = Span { first, last };
        highest_rate(HolderKind::Corporation, span).map(|(rate, rule)| (rate.to_string(), rule.id)).unwrap()
    };
    let year = |year| (Day::ymd(year, 7, 1), Day::ymd(year + 1, 6, 30));
    let (of_2016, rule_of_2016) = rate(year(2016).0, year(2016).1);
    let (of_2018, rule_of_2018) = rate(year(2018).0, year(2018).1);
    let (of_2017, rule_of_2017) = rate(year(2017).0, year(2017).1);
    assert_eq!((of_2016.as_str(), of_2018.as_str()), ("35%", "21%"));
    // (35 x 184 + 21 x 181) / 365.
    assert_eq!(of_2017, "28.0575342466%");
    let is_average = |rule: &str| rule == "statute.highest-rate.corporate-average";
    assert_eq!([rule_of_2016, rule_of_2017, rule_of_2018].map(is_average), [false, true, false]);
}

/// One share of 2005 that cost $1,000 and is sold in 2008.
fn one_share(sold_for: u32, facts: Value) -> Value {
    let mut holding = json!({
        "kind": "individual", "pfic_from": "2001-04-01",
        "lots": [{ "shares": 1, "acquired": "2005-02-02", "cost_usd": 1000 }],
        "sales": [{ "date": "2008-06-06", "shares": 1, "proceeds_usd": sold_for }],
    });
    holding.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
    holding
}

#[test]
fn a_sale_is_a_gain_or_a_loss_or_neither() {
    for (sold_for, gain, loss) in [(1300, Some("300.00"), None), (800, None, Some("200.00")), (1000, None, None)] {
        let answer = answer(&one_share(sold_for, json!({})), Asked::Excess, &NO_FLAGS).unwrap();
        let of = |name: &str| said(&answer, name);
        let line = |what: &str, usd: &str| format!("2008-06-06: a {what} of ${usd}");
        assert_eq!(of("gain"), gain.map(|usd| line("gain", usd)).into_iter().collect::<Vec<_>>(), "{sold_for}");
        assert_eq!(of("loss"), loss.map(|usd| line("loss", usd)).into_iter().collect::<Vec<_>>(), "{sold_for}");
    }
}

/// Section 1296: 1,000 marked at 1,300, 1,150 and 900, and sold for 800.
#[test]
fn marks_say_what_they_include_and_how_far_a_loss_counts() {
    let day = |year: u32, usd: u32| json!({ "date": format!("{year}-12-31"), "per_share_usd": usd });
    let prices = json!([day(2005, 1300), day(2006, 1150), day(2007, 900)]);
    let holding = one_share(800, json!({ "prices": prices, "mark_to_market": { "first_year": 2005 } }));
    let answer = answer(&holding, Asked::Mtm, &NO_FLAGS).unwrap();
    let of = |name: &str| said(&answer, name);
    // Only 2005 brings income: the others are below what was marked before.
    assert_eq!(of("inclusion"), ["2005: $300.00"]);
    assert_eq!(of("ordinary-rates"), ["2005: $300.00"]);
    // 150 of 300 in 2006; of the 250 of 2007 the 150 that are left; of the sale nothing.
    assert_eq!(of("unreversed-inclusions"), ["2006: $300.00 before", "2007: $150.00 before", "2008: $0.00 before"]);
    assert_eq!(of("limited-loss"), ["2006: $150.00", "2007: $150.00", "2008: $0.00"]);
    // A loss that does not count leaves the basis: 1,150 less 150.
    assert_eq!(of("basis"), ["2005: $1,300.00 after", "2006: $1,150.00 after", "2007: $1,000.00 after"]);
    assert_eq!(of("marked-sale"), ["2008: $200.00 under the general rules"]);
}

/// Nothing is lost where the value is what it was marked at.
#[test]
fn a_mark_at_the_value_of_the_year_before_is_no_loss() {
    let day = |year: u32, usd: u32| json!({ "date": format!("{year}-12-31"), "per_share_usd": usd });
    let prices = json!([day(2005, 1300), day(2006, 1300), day(2007, 1400)]);
    let holding = one_share(1500, json!({ "prices": prices, "mark_to_market": { "first_year": 2005 } }));
    let answer = answer(&holding, Asked::Mtm, &NO_FLAGS).unwrap();
    assert_eq!(said(&answer, "inclusion"), ["2005: $300.00", "2007: $100.00", "2008: $100.00"]);
    assert_eq!(said(&answer, "unreversed-inclusions"), Vec::<String>::new());
    assert_eq!(said(&answer, "limited-loss"), Vec::<String>::new());
}
