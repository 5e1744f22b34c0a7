//! The rules as they are executed, and the coverage of the source document.

use anstyle::Style;
use serde::Serialize;

use super::page::{FIGURE, HEADING, Page, QUIET, WARNING};
use super::rows::table;
use crate::lang::{self, Lang};
use crate::law::coverage::CHECKED_ON;
use crate::law::form_20f::source::SENTENCES;
use crate::law::{Effect, Evidence, LAWS, Law, Regime, Rule, irc};
use crate::units::Day;

/// A rule as it is listed.
#[derive(Debug, Serialize)]
pub struct RuleView {
    id: &'static str,
    law: &'static str,
    regime: Option<&'static str>,
    clock: Option<&'static str>,
    from: Option<String>,
    /// None where no end is enacted.
    until: Option<String>,
    says: &'static str,
    conditions: Vec<String>,
    effect: String,
    cite: String,
    /// What it cites, where that can be read, and when it was last looked at.
    sources: Vec<Cited>,
    evidence: &'static str,
    #[serde(skip)]
    in_regime: Option<&'static Regime>,
    #[serde(skip)]
    rule: &'static Rule,
}

/// A source that a rule cites.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// How citations of it begin.
    source: &'static str,
    places: Vec<String>,
    title: &'static str,
    url: Option<&'static str>,
    checked_on: String,
}

impl Cited {
    fn of(rule: &Rule) -> Vec<Cited> {
        let mut all: Vec<Cited> = Vec::new();
        for cite in rule.cites {
            let (place, short) = (cite.place_said().into_owned(), lang::of(cite.source.short));
            match all.last_mut().filter(|last| last.source == short) {
                Some(last) => last.places.push(place),
                None => all.push(Cited {
                    source: short,
                    places: vec![place],
                    title: cite.source.title_said(),
                    url: Some(cite.source.url).filter(|url| !url.is_empty()),
                    checked_on: CHECKED_ON.to_string(),
                }),
            }
        }
        all
    }

    /// `[Income Tax Act 212(1)][Income Tax Act]`, a link to the address that stands below the table.
    fn markdown(&self) -> String {
        let text = format!("{} {}", self.source, self.places.join(word!(", ", "、")));
        self.url.map_or_else(|| text.clone(), |_| format!("[{text}][{}]", self.source))
    }
}

impl RuleView {
    fn new(law: &'static str, regime: Option<&'static Regime>, rule: &'static Rule) -> RuleView {
        RuleView {
            id: rule.id,
            law,
            regime: regime.map(|regime| regime.id),
            clock: regime.map(|regime| regime.clock.name()),
            from: regime.map(|regime| regime.span.first.to_string()),
            until: regime.filter(|regime| regime.span.last < Day::MAX).map(|regime| regime.span.last.to_string()),
            says: rule.words(),
            conditions: rule.when.iter().map(ToString::to_string).collect(),
            effect: rule.effect.to_string(),
            cite: rule.cite(),
            sources: Cited::of(rule),
            evidence: rule.evidence.name(),
            in_regime: regime,
            rule,
        }
    }

    /// All that must hold, in one line.
    fn all_conditions(&self) -> String {
        self.conditions.join(word!("; ", "；"))
    }

    /// Whether all these words stand in it, in whatever language.
    fn has(&self, words: &[&str]) -> bool {
        let mut text = format!("{} {} {}", self.id, self.rule.says, self.cite);
        if let Lang::Ja = lang::chosen() {
            text = format!("{text} {} {}", self.says, lang::within(Lang::En, || self.rule.cite()));
        }
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    }
}

/// Every rule of the laws.
pub fn views(laws: &[&'static Law]) -> Vec<RuleView> {
    let of = |law: &'static Law| law.rules().into_iter().map(|(regime, rule)| RuleView::new(law.id, regime, rule));
    laws.iter().copied().flat_map(of).collect()
}

/// The rules of the statute on passive foreign investment companies, with the rows of its tables.
pub fn statute_views() -> Vec<RuleView> {
    statute_rules().into_iter().map(|rule| RuleView::new(irc::CHAPTER.law, None, rule)).collect()
}

/// The same rules as they stand.
pub fn statute_rules() -> Vec<&'static Rule> {
    let of_duty = irc::CHAPTER.duty.iter().flat_map(|duty| duty.rules());
    irc::CHAPTER.details.rules().into_iter().chain(of_duty).chain(crate::law::tables::rules()).collect()
}

/// The id of every rule.
pub fn ids() -> Vec<&'static str> {
    let all = views(LAWS).into_iter().chain(statute_views());
    all.map(|view| view.id).collect()
}

/// The rules that are meant: by the id, by its end, by a citation, or by words that all stand in a rule; the first of
/// these that finds any. Where none does, ids that are near.
pub fn found(views: Vec<RuleView>, what: &str) -> Result<Vec<RuleView>, Vec<&'static str>> {
    let what = what.trim().to_lowercase();
    let words: Vec<&str> = what.split_whitespace().collect();
    let ways: [&dyn Fn(&RuleView) -> bool; 4] = [
        &|view| view.id == what,
        &|view| view.id.strip_suffix(what.as_str()).is_some_and(|before| before.ends_with('.')),
        &|view| {
            cites(&view.cite.to_lowercase(), &what)
                || lang::chosen() == Lang::Ja
                    && cites(&lang::within(Lang::En, || view.rule.cite()).to_lowercase(), &what)
        },
        &|view| !words.is_empty() && view.has(&words),
    ];
    match ways.iter().find(|is_meant| views.iter().any(is_meant)) {
        Some(is_meant) => Ok(views.into_iter().filter(|view| is_meant(view)).collect()),
        None => Err(near(&views, &what)),
    }
}

/// Whether a citation has such a part, whole: JT-7.1 is not JT-7.12.
fn cites(cite: &str, part: &str) -> bool {
    let goes_on = |rest: &str| {
        let mut rest = rest.chars();
        match rest.next() {
            Some('.') => rest.next().is_some_and(char::is_alphanumeric),
            next => next.is_some_and(char::is_alphanumeric),
        }
    };
    let begins = |before: &str| !before.ends_with(|char: char| char.is_alphanumeric() || char == '-' || char == '.');
    let mut places = cite.match_indices(part).filter_map(|(at, _)| {
        let (before, from) = cite.split_at_checked(at)?;
        Some((before, from.strip_prefix(part)?))
    });
    !part.is_empty() && places.any(|(before, rest)| begins(before) && !goes_on(rest))
}

/// The ids that differ least, or whose ends do.
fn near(views: &[RuleView], what: &str) -> Vec<&'static str> {
    const MOST: usize = 3;
    let parts = what.split('.').count();
    let distance = |id: &str| {
        let end = id.rmatch_indices('.').nth(parts - 1).and_then(|(at, _)| id.get(at + 1..)).unwrap_or(id);
        strsim::damerau_levenshtein(what, id).min(strsim::damerau_levenshtein(what, end))
    };
    let mut near: Vec<_> = views.iter().map(|view| (distance(view.id), view.id)).collect();
    near.retain(|(distance, _)| *distance * 3 <= what.len());
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(MOST).map(|(_, id)| id).collect()
}

/// The rules for people, in blocks.
pub fn text(views: &[RuleView]) -> String {
    let mut page = Page::new(12);
    let mut block = "";
    for view in views {
        let this = view.id.rsplit_once('.').map_or(view.id, |(block, _)| block);
        if this != block {
            block = this;
            page.heading(block);
            if let Some(regime) = view.in_regime {
                let (date, days) = (regime.clock.noun(), regime.span);
                page.line(QUIET, &said!("{date} from {days}", "{date}が{days}"));
            }
        }
        let name = view.id.rsplit('.').next().unwrap_or(view.id);
        page.item(&said!("{name}: {}", "{name}：{}", view.effect));
        if !view.conditions.is_empty() {
            page.below(Style::new(), &said!("when {}", "要件：{}", view.all_conditions()));
        }
        let weak = if view.is_unverified() { format!(" · {}", view.rule.evidence.noun()) } else { String::new() };
        page.below(QUIET, &format!("{}{weak}", view.cite));
    }
    page.into_text()
}

/// One rule in full.
pub fn show(view: &RuleView) -> String {
    let mut page = Page::new(12);
    page.line(HEADING, view.id);
    page.blank();
    page.line(Style::new(), view.says);
    page.blank();
    page.labelled(word!("law", "判定の基礎"), view.law);
    if let Some(regime) = view.in_regime {
        page.labelled(word!("regime", "適用法令"), regime.id);
        let (date, days) = (regime.clock.noun(), regime.span);
        page.labelled(word!("dates", "期間"), &said!("{days}, by the {date}", "{days}（{date}による）"));
    }
    let none = view.conditions.is_empty();
    let conditions = if none { word!("none", "なし").to_owned() } else { view.all_conditions() };
    page.labelled(word!("conditions", "要件"), &conditions);
    page.styled(word!("effect", "効果"), FIGURE, &view.effect);
    page.labelled(word!("cite", "根拠条文"), &view.cite);
    for cited in &view.sources {
        page.linked("", QUIET, cited.title, cited.url);
        cited.url.into_iter().for_each(|url| page.linked("", QUIET, url, Some(url)));
    }
    page.labelled(word!("checked", "確認日"), &CHECKED_ON.to_string());
    page.labelled(word!("evidence", "資料の別"), view.rule.evidence.noun());
    page.into_text()
}

/// The rules as comma-separated values.
pub fn csv(views: &[RuleView]) -> String {
    let header = ["id", "law", "regime", "clock", "from", "until", "conditions", "effect", "cite", "evidence", "says"];
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let rows = views.iter().map(|view| {
        [
            view.id.to_owned(),
            view.law.to_owned(),
            owned(view.regime),
            owned(view.clock),
            owned(view.from.as_deref()),
            owned(view.until.as_deref()),
            view.all_conditions(),
            view.effect.clone(),
            view.cite.clone(),
            view.evidence.to_owned(),
            view.says.to_owned(),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// The rules as a Markdown table.
pub fn markdown(views: &[RuleView]) -> String {
    let head = word!("| rule | when | effect | citation |", "| 規定 | 要件 | 効果 | 根拠条文 |");
    let mut text = format!("{head}\n|---|---|---|---|\n");
    for view in views {
        let when =
            if view.conditions.is_empty() { word!("always", "常に").to_owned() } else { view.all_conditions() };
        let cites: Vec<_> = view.sources.iter().map(Cited::markdown).collect();
        let cites = cites.join(word!(", ", "、"));
        text.push_str(&format!("| `{}` | {when} | {} | {cites} |\n", view.id, view.effect));
    }
    text + &addresses(views)
}

/// Where what the rules cite can be read, as Markdown has links below a text.
fn addresses(views: &[RuleView]) -> String {
    let mut text = String::from("\n");
    let mut known = Vec::new();
    for cited in views.iter().flat_map(|view| &view.sources) {
        if let (Some(url), false) = (cited.url, known.contains(&cited.source)) {
            known.push(cited.source);
            text.push_str(&format!("[{}]: {url}\n", cited.source));
        }
    }
    text
}

/// A sentence of the source document and what became of it.
#[derive(Debug, Serialize)]
pub struct Coverage {
    label: &'static str,
    about: &'static str,
    rules: Vec<&'static str>,
    not_encoded_because: Option<&'static str>,
}

/// Every sentence of the source document.
pub fn coverage() -> Vec<Coverage> {
    let of = |sentence: &'static crate::law::form_20f::source::Sentence| Coverage {
        label: sentence.label,
        about: lang::of(sentence.about),
        rules: sentence.rules().iter().map(|rule| rule.id).collect(),
        not_encoded_because: Some(sentence.excused).filter(|excused| !excused.is_empty()).map(lang::of),
    };
    SENTENCES.iter().map(of).collect()
}

/// The coverage for people.
pub fn coverage_text(coverage: &[Coverage]) -> String {
    let mut page = Page::new(10);
    let encoded = coverage.iter().filter(|sentence| !sentence.rules.is_empty()).count();
    let excused = coverage.len() - encoded;
    page.line(
        HEADING,
        &said!(
            "{} sentences: {encoded} encoded, {excused} not, each with its reason",
            "{}文：収録{encoded}、未収録{excused}（理由を付す）",
            coverage.len()
        ),
    );
    page.blank();
    for sentence in coverage {
        page.labelled(sentence.label, sentence.about);
        match sentence.not_encoded_because {
            Some(reason) => page.styled("", WARNING, &said!("not encoded: {reason}", "未収録：{reason}")),
            None => page.styled("", QUIET, &sentence.rules.join(", ")),
        }
    }
    page.into_text()
}

/// The coverage as comma-separated values.
pub fn coverage_csv(coverage: &[Coverage]) -> String {
    let rows = coverage.iter().map(|sentence| {
        [
            sentence.label.to_owned(),
            sentence.about.to_owned(),
            sentence.rules.join(" "),
            sentence.not_encoded_because.unwrap_or_default().to_owned(),
        ]
    });
    table(["label", "about", "rules", "not_encoded_because"].map(str::to_owned), rows)
}

/// The coverage as a Markdown table.
pub fn coverage_markdown(coverage: &[Coverage]) -> String {
    let head = word!("| label | about | rules |", "| 箇所 | 内容 | 規定 |");
    let mut text = format!("{head}\n|---|---|---|\n");
    for sentence in coverage {
        let rules: Vec<_> = sentence.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let rules = sentence
            .not_encoded_because
            .map_or_else(|| rules.join(", "), |why| said!("not encoded: {why}", "未収録：{why}"));
        text.push_str(&format!("| {} | {} | {rules} |\n", sentence.label, sentence.about));
    }
    text
}

impl RuleView {
    /// The rule's id.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Whether it still rests on secondary sources or memory.
    pub fn is_unverified(&self) -> bool {
        self.rule.evidence != Evidence::Primary
    }

    /// Whether it is a row that states what is withheld.
    pub fn is_withholding(&self) -> bool {
        self.regime.is_some() && self.rule.effect != Effect::Requirement
    }
}
