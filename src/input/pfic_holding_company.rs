//! The company's years as a PFIC, and the holder's election.

use super::Node;
use super::object::{Object, Problems};
use crate::facts::Election;
use crate::law::irc::PFIC_DETAILS;
use crate::units::{Day, Span};

/// A year of 53 weeks.
const MOST_DAYS_OF_A_YEAR: i32 = 371;

/// The company's years as a PFIC, in order; one that never ends for `pfic_from`.
pub(super) fn pfic_years(object: &Object<'_, '_>, problems: &Problems) -> Vec<Span> {
    let since = PFIC_DETAILS.pfic_since;
    let too_early = said!(
        "a day not before {since}: no earlier year of a company makes it a PFIC",
        "{since}以後の日（それより前の年度により会社がPFICとなることはない）"
    );
    match (object.node("pfic_years"), object.node("pfic_from")) {
        (Some(_), Some(second)) => {
            let wanted = word!("either pfic_years or pfic_from, not both", "pfic_yearsとpfic_fromのいずれか一方");
            problems.contradiction(second, "pfic_from", wanted);
            return Vec::new();
        }
        (None, None) => {
            let hint = word!(
                "an empty list of pfic_years says that it never was one",
                "一度もPFICでなかった場合は、pfic_yearsを空のリストとしてください。"
            );
            let got = word!("nothing", "記載なし");
            let wanted = word!("pfic_years or pfic_from", "pfic_years又はpfic_from");
            problems.add(object.place(), "pfic_years", got, wanted, Some(hint.to_owned()));
            return Vec::new();
        }
        (None, Some(node)) => {
            let from = object.date("pfic_from");
            if from.is_some_and(|from| from < since) {
                problems.contradiction(node, "pfic_from", too_early);
            }
            return from.map(|from| Span::new(from, Day::MAX)).into_iter().collect();
        }
        (Some(_), None) => {}
    }
    let mut years: Vec<(Span, Node<'_>, String)> = Vec::new();
    for (node, year) in object.objects("pfic_years") {
        let (Some(first), Some(last)) = (year.date("begins"), year.date("ends")) else { continue };
        let begins = year.node("begins").unwrap_or(&node);
        let ends = year.node("ends").unwrap_or(&node);
        if first < since {
            problems.contradiction(begins, &year.at("begins"), too_early.clone());
        }
        if last < first || Span::new(first, last).days() > MOST_DAYS_OF_A_YEAR {
            let latest = first.plus_days(MOST_DAYS_OF_A_YEAR - 1);
            let wanted = said!(
                "a day of one tax year, from {first} to {latest}",
                "一課税年度の範囲内（{first}から{latest}まで）の日"
            );
            problems.contradiction(ends, &year.at("ends"), wanted);
        }
        years.push((Span::new(first, last), begins.clone(), year.at("begins")));
    }
    years.sort_by_key(|(span, ..)| span.first);
    for [(before, ..), (year, node, path)] in years.array_windows() {
        if year.first <= before.last {
            let wanted = said!(
                "a day after {}, on which another of the company's years ends",
                "会社の他の年度の末日（{}）より後の日",
                before.last
            );
            problems.contradiction(node, path, wanted);
        }
    }
    years.into_iter().map(|(span, ..)| span).collect()
}

pub(super) fn election(object: &Object<'_, '_>, problems: &Problems) -> Option<Election> {
    let election = object.object("mark_to_market")?;
    let year = |name| election.number(name).and_then(|year| i32::try_from(year).ok());
    let (first_year, last_year) = (year("first_year")?, year("last_year"));
    let since = PFIC_DETAILS.election_since;
    if first_year < since {
        let wanted = said!(
            "a tax year from {since} on, for which there is the election",
            "選択が認められる{since}年以後の課税年度"
        );
        problems.contradiction(election.node("first_year")?, &election.at("first_year"), wanted);
    }
    if let (Some(last), Some(node)) = (last_year, election.node("last_year"))
        && last < first_year
    {
        problems.contradiction(
            node,
            &election.at("last_year"),
            said!("a year not before {first_year}", "{first_year}年以後の年"),
        );
    }
    Some(Election { first_year, last_year })
}
