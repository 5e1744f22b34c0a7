//! The law in one number: a digest of everything that the tables of law say, and one of each rule.
//!
//! What is digested is the law's own text, as its types write it. Every field of a law is named here, so that one that is
//! added does not compile until it counts too. How a condition is asked is no text: the program's version stands for that.

use std::collections::HashMap;
use std::fmt::{Debug, Write};
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::tables::{
    ADJUSTMENT_CEILINGS, ADJUSTMENT_CEILINGS_OF_TRUSTS, BLENDED, CORPORATE_BY_DAY, DUE_DATES, HIGHEST_CORPORATE,
    HIGHEST_INDIVIDUAL, HOLIDAYS, INVESTMENT_THRESHOLDS, INVESTMENT_THRESHOLDS_OF_TRUSTS, LOW_BRACKETS,
    PREFERENTIAL_RATES, PREFERENTIAL_RATES_OF_TRUSTS, UNDERPAYMENT,
};
use super::{LAWS, Law, PARTS_OF_A_YEN, PFIC_CHAPTERS, Rule, coverage, forms, settlement, tables};

/// Of all the law that this program knows: `sha256:` and 64 digits. It is written down, since every answer in JSON bears it and
/// to calculate it takes longer than the answer; a test holds it to what is [`calculated`].
pub const fn digest() -> &'static str {
    include_str!("digest.txt").trim_ascii()
}

/// The digest, from all that the tables of law say.
pub fn calculated() -> String {
    let mut text = Digested::default();
    LAWS.iter().for_each(|law| add_law(law, &mut text));
    text.add(&PFIC_CHAPTERS);
    text.add(&(PREFERENTIAL_RATES, PREFERENTIAL_RATES_OF_TRUSTS, LOW_BRACKETS));
    text.add(&(ADJUSTMENT_CEILINGS, ADJUSTMENT_CEILINGS_OF_TRUSTS));
    text.add(&(INVESTMENT_THRESHOLDS, INVESTMENT_THRESHOLDS_OF_TRUSTS));
    text.add(&(HIGHEST_INDIVIDUAL, HIGHEST_CORPORATE, CORPORATE_BY_DAY, &BLENDED));
    text.add(&(&DUE_DATES, UNDERPAYMENT, HOLIDAYS));
    text.add(&(forms::FORM_LINES, forms::NO_INTEREST_UP_TO_USD, forms::WORKSHEET_RATES));
    text.add(&(forms::CAPITAL_LOSS_USD, forms::CAPITAL_LOSS_SEPARATELY_USD));
    text.add(&(PARTS_OF_A_YEN, settlement::DATES, coverage::FIRST_DAY, coverage::LAST_DAY, coverage::CHECKED_ON));
    text.finish()
}

/// Of one rule: what it says, where it stands, on what conditions and with what effect.
pub fn digest_of(rule: &Rule) -> String {
    let mut text = Digested::default();
    text.add(rule);
    text.finish()
}

/// The rule with this id, in any law or table.
pub fn rule_called(id: &str) -> Option<&'static Rule> {
    static RULES: LazyLock<HashMap<&'static str, &'static Rule>> = LazyLock::new(|| {
        let of_laws = LAWS.iter().flat_map(|law| law.rules()).map(|(_, rule)| rule);
        let of_chapters = PFIC_CHAPTERS.iter().flat_map(|chapter| chapter.rules());
        of_laws.chain(of_chapters).chain(tables::rules()).map(|rule| (rule.id, rule)).collect()
    });
    RULES.get(id).copied()
}

/// Everything that a law says.
fn add_law(law: &Law, text: &mut Digested) {
    let Law {
        id,
        title,
        is_enacted,
        covers,
        ends_with,
        kinds,
        holders,
        distributions,
        other_payer,
        deducted,
        scope,
        domestic,
        treaties,
        // The same treaties by country.
        partners: _,
        treaty_notes,
        relief,
        us,
        gains,
        pfic_status,
        japan_notes,
        open_list,
        pfic,
        disclaimers,
    } = law;
    let parts: [&dyn Debug; 22] = [
        id,
        title,
        is_enacted,
        covers,
        ends_with,
        kinds,
        holders,
        distributions,
        other_payer,
        deducted,
        scope,
        domestic,
        treaties,
        treaty_notes,
        relief,
        us,
        gains,
        pfic_status,
        japan_notes,
        open_list,
        pfic,
        disclaimers,
    ];
    parts.into_iter().for_each(|part| text.add(part));
}

/// A text that is digested part by part.
#[derive(Default)]
struct Digested(Sha256);

impl Digested {
    fn add(&mut self, part: &(impl Debug + ?Sized)) {
        self.0.update(format!("{part:?}\n"));
    }

    fn finish(self) -> String {
        named(self.0)
    }
}

/// `sha256:` and the digits of what was digested.
pub(crate) fn named(digested: Sha256) -> String {
    digested.finalize().iter().fold("sha256:".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::statute;
    use crate::units::Span;

    #[test]
    fn another_number_anywhere_is_another_law() {
        let of = |law: &Law| {
            let mut text = Digested::default();
            add_law(law, &mut text);
            text.finish()
        };
        let law = statute::LAW;
        let own = of(&law);
        assert_eq!(own, of(&law), "the same law twice");
        let day_less = Span::new(law.covers.first.plus_days(1), law.covers.last);
        assert_ne!(own, of(&Law { covers: day_less, ..law }));
        let mut relief = law.relief;
        relief.refund_years = relief.refund_years.map(|years| years + 1);
        assert_ne!(own, of(&Law { relief, ..law }));
        let mut us = law.us;
        us.rates = &us.rates[1..];
        assert_ne!(own, of(&Law { us, ..law }));
    }

    #[test]
    fn another_word_of_a_rule_is_another_rule() {
        let rule = rule_called("statute.us-2013.general").unwrap();
        assert_eq!(digest_of(rule), digest_of(&rule.clone()));
        assert_ne!(digest_of(rule), digest_of(&Rule { says: "Something else.", ..*rule }));
        assert_ne!(
            digest_of(rule),
            digest_of(&Rule { when: crate::law::When::ALWAYS, effect: crate::law::Effect::NotEncoded, ..*rule })
        );
        assert!(digest().len() == "sha256:".len() + 64 && digest() == digest());
    }
}
