//! The documents that rules cite: where each can be read, when it was last looked at, and how well it bears its rules.

use anstyle::Style;
use serde::Serialize;

use super::page::{HEADING, Page, QUIET};
use super::rows::table;
use crate::lang;
use crate::law::coverage::CHECKED_ON;
use crate::law::{Evidence, Rule, Source};

/// A document, and what rests on it.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// How citations of it begin.
    source: &'static str,
    title: &'static str,
    url: Option<&'static str>,
    checked_on: String,
    /// Rules that cite it, by how well they are evidenced.
    primary: usize,
    secondary: usize,
    memory: usize,
}

/// Every source of these rules, in the order in which they are first cited.
pub fn views(rules: &[&'static Rule]) -> Vec<SourceView> {
    let mut known: Vec<&'static Source> = Vec::new();
    let mut views: Vec<SourceView> = Vec::new();
    for rule in rules {
        let mut of_rule: Vec<usize> = Vec::new();
        for cite in rule.cites {
            let at = known.iter().position(|source| std::ptr::eq(*source, cite.source)).unwrap_or_else(|| {
                known.push(cite.source);
                views.push(SourceView {
                    source: lang::of(cite.source.short),
                    title: cite.source.title_said(),
                    url: Some(cite.source.url).filter(|url| !url.is_empty()),
                    checked_on: CHECKED_ON.to_string(),
                    primary: 0,
                    secondary: 0,
                    memory: 0,
                });
                views.len() - 1
            });
            if !of_rule.contains(&at) {
                of_rule.push(at);
            }
        }
        for at in of_rule {
            let Some(view) = views.get_mut(at) else { continue };
            match rule.evidence {
                Evidence::Primary => view.primary += 1,
                Evidence::Secondary => view.secondary += 1,
                Evidence::Memory => view.memory += 1,
            }
        }
    }
    views
}

impl SourceView {
    /// The rules that rest on it, by grade.
    fn rules(&self) -> String {
        let grades = [Evidence::Primary, Evidence::Secondary, Evidence::Memory];
        let counts =
            grades.into_iter().zip([self.primary, self.secondary, self.memory]).filter(|(_, count)| *count > 0);
        let counts: Vec<_> =
            counts.map(|(grade, count)| said!("{count} {}", "{}{count}件", lang::code(grade.name()))).collect();
        said!("rules: {}", "規定：{}", counts.join(word!(", ", "、")))
    }
}

/// The sources for people.
pub fn text(views: &[SourceView]) -> String {
    let mut page = Page::new(2);
    page.line(
        HEADING,
        &said!("{} sources, looked at until {CHECKED_ON}", "出典{}件（{CHECKED_ON}までに確認）", views.len()),
    );
    for view in views {
        page.blank();
        page.line(HEADING, view.source);
        page.below(Style::new(), view.title);
        page.below(QUIET, &view.rules());
        match view.url {
            Some(url) => page.linked("", QUIET, url, Some(url)),
            None => page.below(QUIET, word!("no address", "所在の記載なし")),
        }
    }
    page.into_text()
}

/// The sources as comma-separated values.
pub fn csv(views: &[SourceView]) -> String {
    let header = ["source", "title", "url", "checked_on", "primary", "secondary", "memory"];
    let rows = views.iter().map(|view| {
        [
            view.source.to_owned(),
            view.title.to_owned(),
            view.url.unwrap_or_default().to_owned(),
            view.checked_on.clone(),
            view.primary.to_string(),
            view.secondary.to_string(),
            view.memory.to_string(),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// The sources as a Markdown table.
pub fn markdown(views: &[SourceView]) -> String {
    let head = word!("| source | title | rules |", "| 出典 | 名称 | 規定 |");
    let mut text = format!("{head}\n|---|---|---|\n");
    for view in views {
        let source = view.url.map_or_else(|| view.source.to_owned(), |url| format!("[{}]({url})", view.source));
        text.push_str(&format!("| {source} | {} | {} |\n", view.title, view.rules()));
    }
    text
}
