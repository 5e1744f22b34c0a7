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
    evidence: &'static str,
    #[serde(skip)]
    weakest: Evidence,
    #[serde(skip)]
    is_encoded: bool,
}

impl VersionView {
    fn new(partner: Country, regime: &'static Regime) -> VersionView {
        let mut rates: Vec<String> = regime.rows.iter().map(rate).collect();
        rates.dedup();
        let weakest = regime.rows.iter().map(|rule| rule.evidence).max().unwrap_or(Evidence::Memory);
        VersionView {
            partner: partner.as_str().to_owned(),
            name: partner.name(),
            regime: regime.id,
            title: regime.title_said(),
            from: regime.span.first.to_string(),
            until: (regime.span.last < Day::MAX).then(|| regime.span.last.to_string()),
            rates,
            evidence: weakest.name(),
            weakest,
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
    page.line(
        HEADING,
        &said!(
            "{} partners, {primary} of them by the texts of today's treaties",
            "条約相手国・地域{}、うち{primary}は現行条約の条文による",
            partners.len()
        ),
    );
    page.line(
        QUIET,
        word!(
            "From when which rates, in percent: the lowest first; \"?\" where a condition is not known; * secondary, ** memory.",
            "適用開始日及び税率（％、低い順）。「?」は要件の一部が不明、*は二次資料、**は未確認（記憶）。"
        ),
    );
    for versions in partners {
        let [first, ..] = versions else { continue };
        let encoded: Vec<_> = versions.iter().filter(|version| version.is_encoded).map(line).collect();
        page.labelled(&first.partner, &said!("{}: {}", "{}：{}", first.name, encoded.join(word!("; ", "；"))));
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
            view.evidence.to_owned(),
            view.title.to_owned(),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// The versions as a Markdown table.
pub fn markdown(views: &[VersionView]) -> String {
    let head = word!(
        "| partner | version | from | until | rates | evidence |",
        "| 相手国・地域 | 条約 | 開始日 | 終了日 | 税率 | 資料の別 |"
    );
    let mut text = format!("{head}\n|---|---|---|---|---|---|\n");
    for view in views {
        let rates = view.rates.join(word!(", ", "、"));
        let until = view.until.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "| {} {} | {} | {} | {until} | {rates} | {} |\n",
            view.partner,
            view.name,
            view.title,
            view.from,
            view.weakest.noun()
        ));
    }
    text
}

fn rate(rule: &Rule) -> String {
    let open = if rule.asks_what_is_not_known() { "?" } else { "" };
    match (rule.rate(), rule.effect) {
        (Some(rate), _) => format!("{}{open}", rate.value().normalize()),
        (None, Effect::NoLimit) => word!("no limit", "上限なし").to_owned(),
        _ => word!("not encoded", "未収録").to_owned(),
    }
}

fn is_primary(versions: &[VersionView]) -> bool {
    versions.last().is_some_and(|version| version.weakest == Evidence::Primary)
}

fn line(version: &VersionView) -> String {
    let weak = match version.weakest {
        Evidence::Primary => "",
        Evidence::Secondary => "*",
        Evidence::Memory => "**",
    };
    format!("{} {}{weak}", version.from, version.rates.join(" "))
}
