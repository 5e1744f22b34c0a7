//! The rules that a page relies on, each with its citation, its grade and its address; and the links to them.

use maud::{Markup, html};

use crate::lang::{self, Lang, chosen};
use crate::law::{Evidence, Rule};

/// The rules that were referred to so far, in that order.
#[derive(Debug, Default)]
pub struct Rules(Vec<&'static Rule>);

impl Rules {
    /// A link to a rule, called by its citation.
    pub fn link(&mut self, rule: &'static Rule) -> Markup {
        if !self.0.contains(&rule) {
            self.0.push(rule);
        }
        html! { a href=(format!("#rule-{}", rule.id)) { (rule.cite()) } }
    }

    /// Links to rules, apart by semicolons.
    pub fn links(&mut self, rules: impl IntoIterator<Item = &'static Rule>) -> Markup {
        let links: Vec<_> = rules.into_iter().map(|rule| self.link(rule)).collect();
        html! { @for (number, link) in links.iter().enumerate() { @if number > 0 { (word!("; ", "、")) } (link) } }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every rule referred to.
    pub fn cards(&self) -> Markup {
        html! {
            p class="quiet" {
                @match chosen() {
                    Lang::En => {
                        "Grades: " b { "primary" } ", the text itself was read; " b { "secondary" } ", a text about it was read; "
                        b { "memory" } ", written down and not checked."
                    },
                    Lang::Ja => {
                        "資料の別：" b { "一次資料" } "（原文を確認したもの）、" b { "二次資料" } "（解説等を確認したもの）、"
                        b { "未確認" } "（記憶により記載し、確認していないもの）。"
                    },
                }
            }
            div class="rules" { @for rule in &self.0 { (card(rule)) } }
        }
    }
}

fn card(rule: &Rule) -> Markup {
    let mut sources = Vec::new();
    for cite in rule.cites {
        if sources.iter().all(|known: &&crate::law::Source| known.title != cite.source.title) {
            sources.push(cite.source);
        }
    }
    html! {
        article class="rule" id=(format!("rule-{}", rule.id)) {
            h3 { (rule.cite()) " " (grade(rule.evidence)) }
            p { (rule.words()) }
            p class="quiet" {
                code { (rule.id) }
                @for source in sources {
                    br;
                    (source.title_said())
                    @if !source.url.is_empty() { (word!(": ", "：")) a href=(source.url) rel="noreferrer" { (source.url) } }
                }
            }
        }
    }
}

/// How well a rule is evidenced.
pub fn grade(evidence: Evidence) -> Markup {
    html! { span class=(format!("grade {}", evidence.name())) { (lang::code(evidence.name())) } }
}
