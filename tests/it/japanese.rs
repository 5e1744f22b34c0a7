//! The Japanese words: none is missing, every number stands in both languages, and the terms are those of the glossary.

use std::collections::BTreeSet;

use iijtax::facts::{
    COMPANY, CONVERTED, DIVIDEND, Field, FieldSpec, HEDGE, HELD_FOR, HISTORY, HOLDER, HOLDING, LOT, PAYER, RELIEF,
    SALE, SOLD_LOT, SPLIT, SUBSIDIARY, US, ValueType,
};
use iijtax::lang::{self, japanese};
use iijtax::law::form_20f::source::SENTENCES;
use iijtax::law::{Condition, LAWS, PFIC_CHAPTERS, Rule, tables};

use crate::support::path;

fn rules() -> Vec<&'static Rule> {
    let of_laws = LAWS.iter().flat_map(|law| law.rules()).map(|(_, rule)| rule);
    let of_chapters = PFIC_CHAPTERS.iter().flat_map(|chapter| chapter.rules());
    of_laws.chain(of_chapters).chain(tables::rules()).collect()
}

/// Every object's fields, with those of the objects in them.
fn facts() -> Vec<&'static FieldSpec> {
    let mut tables: Vec<&'static [FieldSpec]> = vec![
        HOLDER, HISTORY, LOT, HEDGE, SPLIT, RELIEF, US, PAYER, DIVIDEND, CONVERTED, SALE, SOLD_LOT, COMPANY,
        SUBSIDIARY, HELD_FOR, HOLDING,
    ];
    let (mut at, mut facts) = (0, Vec::new());
    while let Some(table) = tables.get(at).copied() {
        for spec in table {
            let mut value = &spec.value;
            while let ValueType::List(item) = value {
                value = item;
            }
            let inner = match value {
                ValueType::Object(fields) => fields,
                ValueType::Nested(_, fields) => fields(),
                _ => &[],
            };
            if !inner.is_empty() && !tables.iter().any(|known| std::ptr::eq(*known, inner)) {
                tables.push(inner);
            }
            facts.push(spec);
        }
        at += 1;
    }
    facts
}

/// The texts that have no Japanese one.
fn lacking<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    texts.into_iter().filter(|text| !text.is_empty() && japanese(text).is_none()).collect()
}

fn nothing() -> BTreeSet<&'static str> {
    BTreeSet::new()
}

#[test]
fn every_rule_speaks_japanese() {
    let rules = rules();
    assert!(rules.len() > 700);
    assert_eq!(lacking(rules.iter().map(|rule| rule.says)), nothing());
    let not_known = rules.iter().flat_map(|rule| rule.when).filter_map(|condition| match condition {
        Condition::NotKnown(what) => Some(*what),
        _ => None,
    });
    assert_eq!(lacking(not_known), nothing());
}

#[test]
fn every_source_and_every_version_of_the_law_has_a_japanese_name() {
    let rules = rules();
    let sources = rules.iter().flat_map(|rule| rule.cites).map(|cite| cite.source);
    assert_eq!(lacking(sources.flat_map(|source| [source.short, source.title])), nothing());
    let regimes = LAWS.iter().flat_map(|law| law.domestic.iter().chain(law.treaties.iter().flat_map(|it| it.regimes)));
    assert_eq!(lacking(regimes.map(|regime| regime.title)), nothing());
    assert_eq!(lacking(LAWS.iter().flat_map(|law| [law.title, law.ends_with])), nothing());
    assert_eq!(lacking(SENTENCES.iter().flat_map(|sentence| [sentence.about, sentence.excused])), nothing());
}

/// Labels of the company's document, sections of the United States' law and numbers of rulings are the same in both.
#[test]
fn every_place_that_is_named_in_english_words_is_named_in_japanese() {
    // Numbers in small Roman letters are no words, and `Form 1116` is a name.
    let is_word = |word: &str| {
        let letters = word.chars().filter(|c| !"ivx".contains(*c)).count();
        letters > 2 && word.chars().all(|c| c.is_ascii_lowercase())
    };
    let has_word = |place: &str| place.split(|c: char| !c.is_ascii_alphabetic()).any(is_word);
    let rules = rules();
    let places = rules.iter().flat_map(|rule| rule.cites).filter(|cite| has_word(cite.place));
    let left = places.map(|cite| cite.place_in_japanese()).filter(|place| has_word(place));
    assert_eq!(left.collect::<BTreeSet<_>>(), BTreeSet::new());
}

#[test]
fn every_fact_is_explained_and_asked_for_in_japanese() {
    let facts = facts();
    assert!(facts.len() > Field::ALL.len(), "{}", facts.len());
    assert_eq!(lacking(facts.iter().flat_map(|fact| [fact.doc, fact.absent])), nothing());
    assert_eq!(lacking(Field::ALL.iter().map(|field| field.question())), nothing());
}

#[test]
fn every_label_stands_in_both_languages() {
    for (name, text) in lang::ALL {
        assert!(!text.en.is_empty() && text.en.is_ascii(), "{name}: {}", text.en);
        // A form of the United States is called the same.
        let is_said = text.ja != text.en || text.en.starts_with("Form ");
        assert!(!text.ja.is_empty() && is_said, "{name}: {}", text.ja);
    }
}

/// Each group of digits, so that neither a rate nor a day nor a period is lost: `3-2` of an act is two of them, since it is
/// written `3条の2`.
fn digits(text: &str) -> BTreeSet<String> {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        other => other,
    };
    let text: String = text.chars().map(plain).collect();
    text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_number_of_a_rule_or_a_fact_stands_in_its_japanese_words() {
    let rules = rules();
    let facts = facts();
    let texts = rules.iter().map(|rule| rule.says).chain(facts.iter().flat_map(|fact| [fact.doc, fact.absent]));
    let questions = Field::ALL.iter().map(|field| field.question());
    let mut wrong = Vec::new();
    for text in texts.chain(questions).filter(|text| !text.is_empty()) {
        let said = japanese(text).unwrap_or_default();
        if !digits(text).is_subset(&digits(said)) {
            wrong.push(format!("{text}\n  {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the text has the term as a word, in the singular or the plural.
fn has_term(text: &str, term: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(term).any(|(at, _)| {
        let behind = &text[at + term.len()..];
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        !text[..at].ends_with(is_letter) && !behind.starts_with(is_letter)
    })
}

#[test]
fn the_terms_of_the_glossary_stand_wherever_the_english_ones_do() {
    let entries: Vec<_> =
        lang::entries().map(|(english, japanese)| (english.to_lowercase(), english, japanese)).collect();
    let mut wrong = Vec::new();
    for row in csv::Reader::from_path(path("fixtures/terms.csv")).unwrap().records() {
        let row = row.unwrap();
        let (term, wanted) = (&row[0], &row[1]);
        let lower = term.to_lowercase();
        let mut found = entries.iter().filter(|(text, ..)| has_term(text, &lower)).peekable();
        assert!(found.peek().is_some(), "no text has {term}");
        let lacking = found.filter(|(.., said)| !wanted.split('|').any(|word| said.contains(word)));
        wrong.extend(lacking.map(|(_, english, said)| format!("{term} ({wanted}): {english}\n  {said}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
