//! The sentence of a rule says the numbers that are executed: its rate, the parts of the stock it asks for, and how long
//! they must be held.

use iijtax::law::{Condition, Effect, Ends, HoldingPeriod, LAWS, Length, Rule, Threshold};
use iijtax::units::Rate;

/// Every rule of the laws that states a rate of withholding, once.
fn withholding_rules() -> Vec<&'static Rule> {
    let all = LAWS.iter().flat_map(|law| law.rules()).map(|(_, rule)| rule);
    all.filter(|rule| matches!(rule.effect, Effect::Withhold(_) | Effect::WithholdWithSurtax { .. })).collect()
}

/// Whether the sentence names the number as a number of its own: `5%` is not named by `15%` or `0.5%`.
fn names(says: &str, number: &str) -> bool {
    says.match_indices(number)
        .any(|(at, _)| !says[..at].ends_with(|before: char| before.is_ascii_digit() || before == '.'))
}

fn names_rate(says: &str, rate: Rate) -> bool {
    let is_nothing = rate.value().is_zero()
        && ["Nothing", "is no dividend", "is not subject"].iter().any(|word| says.contains(word));
    is_nothing || names(says, &format!("{rate}"))
}

/// Whether the sentence names the percentage and which side of it counts.
fn names_threshold(says: &str, threshold: Threshold) -> bool {
    let percent = threshold.percent();
    let ways = match threshold {
        Threshold::AtLeast(_) => vec![format!("at least {percent}"), format!("{percent} or more")],
        Threshold::MoreThan(_) => vec![format!("more than {percent}")],
    };
    ways.iter().any(|way| says.contains(way))
}

fn names_length(says: &str, length: Length) -> bool {
    let words: &[&str] = match length {
        Length::Months(6) => &["six months"],
        Length::Months(12) | Length::YearByDate => &["twelve months", "12 months"],
        Length::Months(18) => &["eighteen months", "18 months"],
        Length::Days(365) => &["365 days"],
        Length::Days(183) => &["183 days"],
        other => panic!("no words for {other}"),
    };
    words.iter().any(|word| says.contains(word))
}

fn names_end(says: &str, ends: Ends) -> bool {
    let word = match ends {
        Ends::Entitlement => "entitle",
        // In Japan entitlement is determined on that day: US treaty 2003, exchange of notes 4.
        Ends::AccountingPeriod if says.contains("accounting period") => "accounting period",
        Ends::AccountingPeriod => "entitlement date",
        Ends::BeforePayment => "before",
        Ends::Payment => "due",
    };
    says.contains(word)
}

#[test]
fn the_numbers_in_the_sentence_are_the_numbers_executed() {
    let mut wrong = Vec::new();
    let rules = withholding_rules();
    for rule in &rules {
        let mut check = |holds: bool, what: String| {
            if !holds {
                wrong.push(format!("{}: {what} is not in {:?}", rule.id, rule.says));
            }
        };
        match rule.effect {
            Effect::WithholdWithSurtax { before, with } => {
                check(names_rate(rule.says, before), before.to_string());
                check(names_rate(rule.says, with), with.to_string());
            }
            _ => rule.rate().into_iter().for_each(|rate| check(names_rate(rule.says, rate), rate.to_string())),
        }
        for condition in rule.when {
            match condition {
                Condition::VotingStock(threshold, holding) | Condition::DirectVotingStock(threshold, holding) => {
                    check(names_threshold(rule.says, *threshold), threshold.to_string());
                    match holding {
                        HoldingPeriod::Throughout(length, ends) => {
                            check(names_length(rule.says, *length), length.to_string());
                            check(names_end(rule.says, *ends), ends.to_string());
                        }
                        HoldingPeriod::Including(length) => {
                            check(names_length(rule.says, *length), length.to_string());
                        }
                        _ => {}
                    }
                }
                Condition::NotLargeIndividual(threshold) => {
                    let percent = threshold.percent().to_string();
                    check(names(rule.says, &percent), percent);
                }
                Condition::InvestmentIncomeAtMost(most) => check(names(rule.says, &most.to_string()), most.to_string()),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rules.len() >= 109, "{} rules state a rate of withholding", rules.len());
}

#[test]
fn a_number_is_named_as_a_whole() {
    assert!(names("at most 5% of it", "5%") && names("5%", "5%"));
    assert!(!names("at most 15% of it", "5%") && !names("at most 0.5%", "5%"));
}
