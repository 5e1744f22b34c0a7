//! Every boundary crossed with every other: what must hold of any answer, and an independent calculation of
//! the rate and the yen in integers.

use iijtax::answer::{DividendAnswer, Status};
use iijtax::dividend::determine;
use iijtax::facts::{Amount, Case, Fact, Filing, HolderKind, Instrument, Ownership};
use iijtax::law::form_20f::LAW;
use iijtax::units::Country;
use iijtax::units::{AdsRatio, Day, Exact, Percent, Rate, Yen};
use rust_decimal::Decimal;

use crate::support;

const KINDS: [HolderKind; 5] =
    [HolderKind::Individual, HolderKind::Corporation, HolderKind::PensionFund, HolderKind::Estate, HolderKind::Trust];
const RESIDENCES: [&str; 4] = ["US", "JP", "GB", "KE"];
const PERCENTS: [Option<&str>; 9] = [
    None,
    Some("0"),
    Some("9.99"),
    Some("10"),
    Some("10.01"),
    Some("49.9999"),
    Some("50"),
    Some("50.0001"),
    Some("100"),
];
/// The twelve months that end on 2007-03-31 begin on 2006-04-01.
const SINCE: [Option<(i32, u32, u32)>; 4] = [None, Some((2006, 3, 31)), Some((2006, 4, 1)), Some((2006, 4, 2))];
const REQUIREMENTS: [Fact<bool>; 3] = [Fact::Unknown, Fact::Stated(true), Fact::Stated(false)];
const PAID: [Option<(i32, u32, u32)>; 3] = [None, Some((2004, 6, 30)), Some((2007, 6, 28))];
const FILINGS: [Filing; 4] = [Filing::Assumed, Filing::InTime, Filing::Missing, Filing::On(Day::ymd(2007, 6, 28))];
/// Yen per share in thousandths, and how many shares.
const AMOUNTS: [Option<(i64, i64)>; 4] = [None, Some((1_500_000, 1)), Some((33_333, 7)), Some((290, 999_999))];

fn template() -> Case {
    support::case(&serde_json::json!({ "kind": "individual", "residence": "US" })).unwrap()
}

fn day((year, month, day): (i32, u32, u32)) -> Day {
    Day::ymd(year, month, day)
}

/// Calls `check` with every case of the grid.
fn for_each_case(mut check: impl FnMut(&Case)) -> usize {
    let mut count = 0;
    let mut case = template();
    for kind in KINDS {
        case.kind = kind;
        for residence in RESIDENCES {
            case.residence = Country::code(residence);
            for (percent, since) in PERCENTS.iter().flat_map(|percent| SINCE.map(|since| (percent, since))) {
                let stated = percent.map(|percent| Percent::new(percent.parse().unwrap()).unwrap());
                let unstated =
                    if kind == HolderKind::Corporation { Fact::Unknown } else { Fact::Assumed(Percent::ZERO) };
                let percent = stated.map_or(unstated, Fact::Stated);
                case.ownership = Ownership::Constant { percent, since: since.map(day) };
                for (requirements, paid) in REQUIREMENTS.iter().flat_map(|it| PAID.map(|paid| (it, paid))) {
                    case.meets_additional_requirements = *requirements;
                    case.dividend.payment_date = paid.map(day);
                    let year = if paid == PAID[1] { 2004 } else { 2007 };
                    case.dividend.entitlement_date = Some(Day::ymd(year, 3, 31));
                    case.dividend.ex_date = Some(Day::ymd(year, 3, 27));
                    for (filing, amount) in FILINGS.iter().flat_map(|filing| AMOUNTS.map(|amount| (filing, amount))) {
                        case.relief.application = *filing;
                        case.dividend.amount = amount
                            .map_or(Amount::Unknown, |(thousandths, _)| Amount::PerShare(Decimal::new(thousandths, 3)));
                        case.shares = amount.map(|(_, shares)| Decimal::from(shares));
                        for instrument in [Instrument::Share, Instrument::Ads] {
                            case.instrument = Fact::Stated(instrument);
                            case.dividend.ads_per_share = AdsRatio::new(Decimal::from(400), Decimal::ONE);
                            check(&case);
                            count += 1;
                        }
                    }
                }
            }
        }
    }
    count
}

#[test]
fn what_must_hold_of_any_answer_holds_in_the_whole_grid() {
    let count = for_each_case(|case| {
        let answer = determine(case, &LAW);
        holds(&answer);
        if let Some(income) = &answer.us.income {
            let lost = income.credit.not_creditable;
            assert!(lost.is_none() || lost == answer.japan.refundable, "nothing else is lost under this law");
        }
    });
    assert_eq!(count, 5 * 4 * 36 * 9 * 16 * 2);
}

/// What must hold of any answer under any law.
pub fn holds(answer: &DividendAnswer<'_>) {
    let japan = &answer.japan;
    let context = || format!("{:#?}\n{:#?}", answer.case, japan);
    let asks = !japan.questions.is_empty();
    // Only what is not known here can be open with nothing to ask.
    let not_known = answer.steps.iter().any(|step| step.rule.turns_on_what_is_not_known(answer.case));
    assert!(asks || not_known || japan.status != Status::Undetermined, "{}", context());
    assert!(!asks || japan.status == Status::Undetermined || japan.at_source.is_none(), "{}", context());
    assert!(asks || japan.status != Status::Determined || japan.at_source.is_some(), "{}", context());
    assert_eq!(japan.rate.is_some(), japan.status == Status::Determined, "{}", context());
    assert_eq!(japan.rule.is_none(), japan.status == Status::Undetermined, "{}", context());
    assert!(japan.possible_rates.is_sorted() && japan.possible_rates.len() != 1, "{}", context());
    let highest = Some(answer.law.highest_rate());
    assert!(japan.rate <= japan.highest_rate && japan.highest_rate <= highest, "{}", context());
    if let (Some(gross), Some(tax), Some(at_source)) = (japan.gross, japan.tax, japan.at_source) {
        let withheld = at_source.tax.expect("an amount at source");
        assert!(Yen::ZERO <= tax && tax <= withheld && Exact::from(withheld) <= gross, "{}", context());
        assert_eq!(japan.refundable, Some(withheld - tax), "{}", context());
        assert!(japan.net().unwrap() + Exact::from(tax) == gross, "{}", context());
    }
    if let Some(income) = &answer.us.income {
        let credit = &income.credit;
        if let (Some(creditable), Some(lost)) = (credit.creditable, credit.not_creditable) {
            let disallowed = credit.holding.and_then(|holding| holding.disallowed).unwrap_or(Yen::ZERO);
            assert_eq!(creditable + lost + disallowed, japan.withheld(answer.case).unwrap(), "{}", context());
            assert!(creditable <= japan.tax.unwrap(), "{}", context());
            assert!(Some(lost) >= japan.refundable, "what is refundable is not creditable: {}", context());
        }
        let is_corporation = answer.case.kind == HolderKind::Corporation;
        assert!(!(is_corporation && income.qualified != Some(false)), "{}", context());
    }
    assert_eq!(answer.us.questions.is_empty(), answer.us.status != Status::Undetermined, "{}", context());
    if let Some(tier) = &answer.next_tier {
        assert!(Some(tier.rate) < japan.rate && !tier.needs.is_empty(), "{}", context());
    }
    assert!(!answer.steps.is_empty());
}

/// The rate and the yen once more, in integers and by the words of the source, for what it settles.
fn calculated(case: &Case, percent: &Decimal, since: Option<Day>, amount: (i64, i64)) -> (i64, i64) {
    let corporation = case.kind == HolderKind::Corporation;
    let ten_percent = corporation && *percent >= Decimal::TEN;
    let rate = match case.residence.as_str() {
        "US" if case.dividend.payment_date == Some(Day::ymd(2004, 6, 30)) => {
            if ten_percent {
                10
            } else {
                15
            }
        }
        "US" if case.kind == HolderKind::PensionFund => 0,
        "US" => {
            let majority = corporation && *percent > Decimal::from(50);
            let long = since.is_some_and(|since| since <= Day::ymd(2006, 4, 1));
            let more = case.meets_additional_requirements == Fact::Stated(true);
            if majority && long && more {
                0
            } else if ten_percent {
                5
            } else {
                10
            }
        }
        _ => 20,
    };
    let (thousandths, shares) = amount;
    let ads = if case.is_ads() { 400 } else { 1 };
    (rate, thousandths * shares * rate / (1000 * 100 * ads))
}

#[test]
fn the_grid_agrees_with_an_independent_reckoning() {
    let mut compared = 0;
    for_each_case(|case| {
        let Ownership::Constant { percent: Fact::Stated(percent), since: Some(since) } = case.ownership else { return };
        let (Amount::PerShare(yen), Some(shares)) = (case.dividend.amount, case.shares) else { return };
        let settled = case.meets_additional_requirements != Fact::Unknown && case.dividend.payment_date.is_some();
        if !settled || !["US", "KE"].contains(&case.residence.as_str()) {
            return;
        }
        let thousandths = i64::try_from(yen.mantissa()).unwrap() * 10_i64.pow(3 - yen.scale());
        let amount = (thousandths, i64::try_from(shares.mantissa()).unwrap());
        let (rate, tax) = calculated(case, &percent.value(), Some(since), amount);
        let japan = determine(case, &LAW).japan;
        assert_eq!(japan.rate, Rate::new(rate.into()), "{case:#?}");
        assert_eq!(japan.tax, Some(Yen::new(tax)), "{case:#?}");
        compared += 1;
    });
    assert_eq!(compared, 5 * 2 * 8 * 3 * 2 * 2 * 4 * 3 * 2);
}

/// Answering the questions of an open case, in any way, settles it at one of the rates it called possible.
#[test]
fn answering_the_questions_settles_every_open_case() {
    use iijtax::facts::Field;
    let mut settled = 0;
    for_each_case(|case| {
        if case.relief.application != Filing::Assumed || case.is_ads() || case.shares.is_some() {
            return;
        }
        let open = determine(case, &LAW).japan;
        for (percent, since, more, paid) in [
            ("60", (2000, 1, 1), true, (2007, 6, 28)),
            ("60", (2007, 3, 1), true, (2007, 6, 28)),
            ("10", (2007, 3, 1), false, (2007, 6, 28)),
            ("3", (2000, 1, 1), true, (2007, 6, 28)),
        ] {
            let mut answered = case.clone();
            for question in &open.questions {
                match (question, &mut answered.ownership) {
                    (Field::OwnershipPercent, Ownership::Constant { percent: asked, .. }) => {
                        *asked = Fact::Stated(Percent::new(percent.parse().unwrap()).unwrap());
                    }
                    (Field::HeldSince, Ownership::Constant { since: asked, .. }) => *asked = Some(day(since)),
                    (Field::MeetsAdditionalRequirements, _) => {
                        answered.meets_additional_requirements = Fact::Stated(more)
                    }
                    (Field::PaymentDate, _) => answered.dividend.payment_date = Some(day(paid)),
                    (other, _) => panic!("{} is not what the grid leaves open", other.path()),
                }
            }
            if !open.questions.is_empty() {
                let now = determine(&answered, &LAW).japan;
                assert_eq!(now.status, Status::Determined, "{answered:#?}");
                assert!(open.possible_rates.contains(&now.rate.unwrap()), "{answered:#?} {open:#?}");
                settled += 1;
            }
        }
    });
    assert!(settled > 100, "{settled}");
}
