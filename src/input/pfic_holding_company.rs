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
    let too_early = format!("a day not before {since}: no earlier year of a company makes it a PFIC");
    match (object.node("pfic_years"), object.node("pfic_from")) {
        (Some(_), Some(second)) => {
            problems.contradiction(second, "pfic_from", "either pfic_years or pfic_from, not both");
            return Vec::new();
        }
        (None, None) => {
            let hint = "an empty list of pfic_years says that it never was one";
            problems.add(object.place(), "pfic_years", "nothing", "pfic_years or pfic_from", Some(hint.to_owned()));
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
            problems.contradiction(ends, &year.at("ends"), format!("a day of one tax year, from {first} to {latest}"));
        }
        years.push((Span::new(first, last), begins.clone(), year.at("begins")));
    }
    years.sort_by_key(|(span, ..)| span.first);
    for pair in years.windows(2) {
        let ((before, ..), (_, node, path)) = (&pair[0], &pair[1]);
        if pair[1].0.first <= before.last {
            let wanted = format!("a day after {}, on which another of the company's years ends", before.last);
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
        let wanted = format!("a tax year from {since} on, for which there is the election");
        problems.contradiction(election.node("first_year")?, &election.at("first_year"), wanted);
    }
    if let (Some(last), Some(node)) = (last_year, election.node("last_year"))
        && last < first_year
    {
        problems.contradiction(node, &election.at("last_year"), format!("a year not before {first_year}"));
    }
    Some(Election { first_year, last_year })
}
