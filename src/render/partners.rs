//! Japan's treaty partners under a law: each version of each treaty with its dates, rates and how well it is evidenced.

use serde::Serialize;

use super::page::{HEADING, Page, QUIET};
use super::rows::table;
use crate::law::{Country, Effect, Evidence, Law, Regime, Rule};
use crate::units::Day;

/// One version of the treaty with one partner.
#[derive(Debug, Serialize)]
pub struct VersionView {
    partner: String,
    name: &'static str,
    regime: &'static str,
    title: &'static str,
    from: String,
    /// None where no end is enacted.
    until: Option<String>,
    /// From most to least favourable.
    rates: Vec<String>,
    /// The weakest of its rows.
    evidence: String,
    #[serde(skip)]
    is_encoded: bool,
}

impl VersionView {
    fn new(partner: Country, regime: &'static Regime) -> VersionView {
        let mut rates: Vec<String> = regime.rows.iter().map(rate).collect();
        rates.dedup();
        let weakest = regime.rows.iter().map(|rule| rule.evidence).max();
        VersionView {
            partner: partner.as_str().to_owned(),
            name: partner.name(),
            regime: regime.id,
            title: regime.title,
            from: regime.span.first.to_string(),
            until: (regime.span.last < Day::MAX).then(|| regime.span.last.to_string()),
            rates,
            evidence: weakest.unwrap_or(Evidence::Memory).to_string(),
            is_encoded: regime.rows.iter().any(|rule| rule.effect != Effect::NotEncoded),
        }
    }
}

/// Every version, by partner and then by date.
pub fn views(law: &'static Law) -> Vec<VersionView> {
    let of = |partner: Country| law.regimes_with(partner).iter().map(move |regime| VersionView::new(partner, regime));
    let mut partners: Vec<Country> = law.treaties.iter().flat_map(|treaty| treaty.partners).copied().collect();
    partners.sort_unstable();
    partners.into_iter().flat_map(of).collect()
}

/// A line for each partner, without the time before anything is encoded.
pub fn text(views: &[VersionView]) -> String {
    let mut page = Page::new(4);
    let partners: Vec<&[VersionView]> = views.chunk_by(|a, b| a.partner == b.partner).collect();
    let primary = partners.iter().filter(|versions| is_primary(versions)).count();
    page.line(HEADING, &format!("{} partners, {primary} of them by the texts of today's treaties", partners.len()));
    page.line(
        QUIET,
        "From when which rates, in percent: the lowest first; \"?\" where a condition is not known; * secondary, ** memory.",
    );
    for versions in partners {
        let encoded: Vec<_> = versions.iter().filter(|version| version.is_encoded).map(line).collect();
        page.labelled(&versions[0].partner, &format!("{}: {}", versions[0].name, encoded.join("; ")));
    }
    page.into_text()
}

/// The versions as comma-separated values.
pub fn csv(views: &[VersionView]) -> String {
    let header = ["partner", "name", "regime", "from", "until", "rates_percent", "evidence", "title"];
    let rows = views.iter().map(|view| {
        [
            view.partner.clone(),
            view.name.to_owned(),
            view.regime.to_owned(),
            view.from.clone(),
            view.until.clone().unwrap_or_default(),
            view.rates.join(" "),
            view.evidence.clone(),
            view.title.to_owned(),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// The versions as a Markdown table.
pub fn markdown(views: &[VersionView]) -> String {
    let mut text = "| partner | version | from | until | rates | evidence |\n|---|---|---|---|---|---|\n".to_owned();
    for view in views {
        let rates = view.rates.join(", ");
        let until = view.until.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "| {} {} | {} | {} | {until} | {rates} | {} |\n",
            view.partner, view.name, view.title, view.from, view.evidence
        ));
    }
    text
}

fn rate(rule: &Rule) -> String {
    let open = if rule.asks_what_is_not_known() { "?" } else { "" };
    match (rule.rate(), rule.effect) {
        (Some(rate), _) => format!("{}{open}", rate.value().normalize()),
        (None, Effect::NoLimit) => "no limit".to_owned(),
        _ => "not encoded".to_owned(),
    }
}

fn is_primary(versions: &[VersionView]) -> bool {
    versions.last().is_some_and(|version| version.evidence == Evidence::Primary.to_string())
}

fn line(version: &VersionView) -> String {
    let weak = match version.evidence.as_str() {
        "primary" => "",
        "secondary" => "*",
        _ => "**",
    };
    format!("{} {}{weak}", version.from, version.rates.join(" "))
}
