//! The canonical answer about a sale: every key always present, its shape versioned by `schema`.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{Amounts, GainAnswer, GainFigures, GainJapan, GainUs, LotGain, OtherGain, Taxed};
use crate::facts::{Case, Field, Instrument, Proceeds};
use crate::law::{GainChapter, Rule};
use crate::render::digits::Digits;
use crate::render::json::{Action, Assumption, Note, Step};
use crate::render::program::Program;
use crate::render::question::Question;
use crate::units::{Day, Usd};

/// What Japan and the United States do with the gain of one sale of one holder.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Gain {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.gain/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    /// The profile's own id.
    pub id: Option<String>,
    /// The law that was read.
    pub law: &'static str,
    /// The status of the United States part.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "not_addressed", "rate_not_stated", "not_encoded"])))]
    pub status: &'static str,
    /// The sale as it was put together from profile, file and flags.
    pub sale: Event,
    pub japan: Japan,
    pub us: Us,
    pub actions: Vec<Action>,
    pub assumptions: Vec<Assumption>,
    /// The facts that are stated and that no rule and no amount used, by their paths.
    pub unused: Vec<&'static str>,
    pub notes: Vec<Note>,
    /// What the other law says of the gain; null where it says the same, or does not cover the sale.
    pub other_law: Option<OtherLaw>,
    /// Every rule asked, in order: the whole explanation.
    pub steps: Vec<Step>,
}

/// What another law says of the gain.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct OtherLaw {
    pub law: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "not_addressed", "rate_not_stated", "not_encoded"])))]
    pub japan_status: &'static str,
    /// Whether Japan taxes the gain; null when it is not addressed or not known.
    pub japan_taxed: Option<bool>,
    /// What decided it: the treaty's rule, if there is one.
    pub japan_rule: &'static str,
    pub japan_cite: String,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "not_addressed", "rate_not_stated", "not_encoded"])))]
    pub us_status: &'static str,
    pub us_maximum_rate_percent: Option<Digits>,
    /// The option that shows its whole answer.
    pub option: String,
}

/// The sale as it was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Event {
    #[cfg_attr(test, schemars(extend("enum" = ["sale", "exchange"])))]
    pub kind: &'static str,
    /// What is sold or given; null where it is not known.
    #[cfg_attr(test, schemars(extend("enum" = ["share", "ads", null])))]
    pub instrument: Option<&'static str>,
    pub date: Option<Day>,
    #[cfg_attr(test, schemars(extend("enum" = ["outside_japan", "in_japan", null])))]
    pub place: Option<&'static str>,
    /// Shares or ADSs sold.
    pub shares: Option<Digits>,
    /// For each share or ADS sold.
    pub price_jpy: Option<Digits>,
    pub price_usd: Option<Digits>,
    /// For all that is sold.
    pub proceeds_jpy: Option<Digits>,
    pub proceeds_usd: Option<Digits>,
    /// When it was settled, or is taken to have been; only where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<Day>,
    /// The spot rate of that day.
    pub jpy_per_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    /// How it is known which shares were sold.
    #[cfg_attr(test, schemars(extend("enum" = ["identified", "first_in_first_out", "whole", null])))]
    pub lots_by: Option<&'static str>,
    #[cfg_attr(test, schemars(extend("enum" = ["purchase", "inheritance", "legacy", "gift", null])))]
    pub acquired_by: Option<&'static str>,
}

/// Whether Japan taxes the gain.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Japan {
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "not_addressed", "rate_not_stated", "not_encoded"])))]
    pub status: &'static str,
    /// Null when it is not addressed.
    pub taxed: Option<bool>,
    /// The rule that decided.
    pub rule: &'static str,
    /// Where it stands.
    pub cite: String,
    /// How well it is evidenced.
    pub evidence: String,
    /// What the treaty says of a gain that domestic law would tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treaty_rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treaty_cite: Option<String>,
    /// The facts that settle it, while it is undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<Question>>,
}

/// What the United States does with the gain. The figures are null when it is not addressed.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Us {
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "not_addressed", "rate_not_stated", "not_encoded"])))]
    pub status: &'static str,
    /// Null when it is not known.
    pub us_holder: Option<bool>,
    /// The special class that the law leaves out and the holder belongs to.
    pub class: Option<&'static str>,
    /// The rule that made the holder a U.S. holder, or took it out.
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub questions: Vec<Question>,
    /// Whether gain or loss is recognised; an exchange of ADSs and shares recognises none.
    pub recognised: Option<bool>,
    /// First day of the tax year of the sale.
    pub tax_year_begins: Option<Day>,
    /// At the spot rate of the day of the sale.
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    /// Proceeds less expenses.
    pub realised_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    /// Negative for a loss; without what is not deducted of one.
    pub gain_usd: Option<Digits>,
    /// The part of losses that is not deducted, since the shares were replaced; only where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wash_sale_disallowed_usd: Option<Digits>,
    /// The shares that replace them; only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacements: Option<Vec<Replacement>>,
    #[cfg_attr(test, schemars(extend("enum" = ["capital", null])))]
    pub character: Option<&'static str>,
    #[cfg_attr(test, schemars(extend("enum" = ["united_states", null])))]
    pub source: Option<&'static str>,
    /// Gains less losses of the long-term lots, without gains under the rules on excess distributions.
    pub long_term_usd: Option<Digits>,
    pub short_term_usd: Option<Digits>,
    /// The rate at which the long-term gain is taxed at most.
    pub maximum_rate_percent: Option<Digits>,
    /// What has it, after the losses of this sale.
    pub at_maximum_rate_usd: Option<Digits>,
    pub tax_at_maximum_rate_usd: Option<Digits>,
    /// What has no maximum rate, after the losses of this sale.
    pub at_ordinary_rates_usd: Option<Digits>,
    /// When the profile states the holder's rate.
    pub tax_at_ordinary_rate_usd: Option<Digits>,
    /// Gain under the rules on excess distributions of a passive foreign investment company.
    pub excess_distribution_usd: Option<Digits>,
    /// Capital loss that is left after the gains of this sale.
    pub capital_loss_usd: Option<Digits>,
    /// Shares that an exchange of ADSs gives, or ADSs that an exchange of shares gives; cut after six digits.
    pub received: Option<Digits>,
    pub lots: Vec<Lot>,
}

/// The part of one lot that is sold or exchanged. Its amounts are to the cent, and add up to the totals.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Lot {
    /// Its position in the profile, from 1.
    pub lot: Digits,
    pub shares: Option<Digits>,
    pub acquired: Option<Day>,
    /// The first day on which a sale is long-term.
    pub long_term_from: Option<Day>,
    #[cfg_attr(test, schemars(extend("enum" = ["short", "long", null])))]
    pub term: Option<&'static str>,
    /// The spot rate of the day of acquisition, for a cost in yen.
    pub jpy_per_usd: Option<Digits>,
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    /// Without what is not deducted of a loss.
    pub gain_usd: Option<Digits>,
    /// The part of a loss that is not deducted, since the shares were replaced; only where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wash_sale_disallowed_usd: Option<Digits>,
    /// The rule that says how it is taxed.
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
}

/// Shares of a lot that replace some that were sold at a loss.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Replacement {
    /// The position of their lot in the profile, from 1.
    pub lot: Digits,
    pub shares: Digits,
    /// The lot of those that were sold.
    pub replaces_lot: Digits,
    /// The part of the loss that is added to their basis.
    pub disallowed_usd: Digits,
    /// Their basis with it.
    pub basis_usd: Option<Digits>,
    /// The days of what they replace, which are added to theirs.
    pub days_added: Option<Digits>,
    /// The day from which they count as held.
    pub held_from: Option<Day>,
}

impl Gain {
    /// The answer as it is written.
    pub fn new(answer: &GainAnswer<'_>) -> Gain {
        let case = answer.case;
        Gain {
            schema: "iijtax.gain/1",
            program: Program::own(),
            id: case.id.clone(),
            law: answer.law.id,
            status: answer.us.status.name(),
            sale: Event::new(case),
            japan: Japan::new(&answer.japan),
            us: Us::new(&answer.us, &answer.law.gains),
            actions: answer.actions.iter().map(|todo| Action::new(todo, case.is_ads())).collect(),
            assumptions: answer.assumptions.iter().map(Assumption::new).collect(),
            unused: answer.unused.iter().map(Field::path).collect(),
            notes: answer.notes.iter().map(|rule| Note::new(rule)).collect(),
            other_law: answer.other_law.as_ref().map(OtherLaw::new),
            steps: answer.steps.iter().map(|step| Step::new(step, case)).collect(),
        }
    }
}

impl Gain {
    /// With how every action stands on a day, where one is asked for.
    pub fn on(mut self, day: Option<Day>) -> Gain {
        if let Some(day) = day {
            self.actions.iter_mut().for_each(|action| action.stand_on(day));
        }
        self
    }
}

impl OtherLaw {
    fn new(other: &OtherGain) -> OtherLaw {
        let decided = other.japan.treaty.unwrap_or(other.japan.rule);
        let taxed = other.us.figures.as_ref().and_then(|figures| figures.taxed);
        OtherLaw {
            law: other.law.id,
            japan_status: other.japan.status.name(),
            japan_taxed: other.japan.taxed,
            japan_rule: decided.id,
            japan_cite: decided.cite(),
            us_status: other.us.status.name(),
            us_maximum_rate_percent: taxed.and_then(|taxed| taxed.maximum_rate).map(Digits::from),
            option: format!("--law {}", other.law.id),
        }
    }
}

impl Event {
    fn new(case: &Case) -> Event {
        let sale = case.sale.as_ref();
        let proceeds = sale.map_or(Proceeds::Unknown, |sale| sale.proceeds);
        let only = |known: bool, value| known.then(|| Digits::from(value));
        let (price_jpy, price_usd, proceeds_jpy, proceeds_usd) = match proceeds {
            Proceeds::Unknown => (None, None, None, None),
            Proceeds::PerUnitJpy(yen) => (only(true, yen), None, None, None),
            Proceeds::PerUnitUsd(usd) => (None, only(true, usd), None, None),
            Proceeds::Jpy(yen) => (None, None, only(true, yen), None),
            Proceeds::Usd(usd) => (None, None, None, only(true, usd)),
        };
        Event {
            kind: sale.and_then(|sale| sale.kind.get()).map_or("", |kind| kind.name()),
            instrument: case.instrument.get().map(Instrument::name),
            date: sale.and_then(|sale| sale.date),
            place: sale.and_then(|sale| sale.place.get()).map(|place| place.name()),
            shares: sale.and_then(|sale| sale.shares.get()).map(Digits::from),
            price_jpy,
            price_usd,
            proceeds_jpy,
            proceeds_usd,
            settled: sale.and_then(|sale| sale.settled.get()),
            jpy_per_usd: sale.and_then(|sale| sale.spot).map(Digits::from),
            expenses_usd: sale.and_then(|sale| sale.expenses_usd).map(Digits::from),
            lots_by: sale.and_then(|sale| sale.method.get()).map(|method| method.name()),
            acquired_by: sale.and_then(|sale| sale.acquired_by.get()).map(|way| way.name()),
        }
    }
}

impl Japan {
    fn new(japan: &GainJapan) -> Japan {
        Japan {
            status: japan.status.name(),
            taxed: japan.taxed,
            rule: japan.rule.id,
            cite: japan.rule.cite(),
            evidence: japan.rule.evidence.to_string(),
            treaty_rule: japan.treaty.map(|rule| rule.id),
            treaty_cite: japan.treaty.map(Rule::cite),
            questions: Some(japan.questions.iter().map(question).collect::<Vec<_>>()).filter(|it| !it.is_empty()),
        }
    }
}

impl Us {
    fn new(us: &GainUs, chapter: &GainChapter) -> Us {
        let mut view = Us {
            status: us.status.name(),
            us_holder: us.us_holder,
            class: us.class.map(|class| class.name()),
            rule: us.rule.map(|rule| rule.id),
            cite: us.rule.map(Rule::cite),
            questions: us.questions.iter().map(|field| question(*field)).collect(),
            ..Us::default()
        };
        if let Some(figures) = &us.figures {
            view.add(figures, chapter);
        }
        view
    }

    fn add(&mut self, figures: &GainFigures, chapter: &GainChapter) {
        let GainFigures { recognised, totals, .. } = figures;
        let sold = |usd: Option<Usd>| usd.filter(|_| *recognised).map(Digits::from);
        self.recognised = Some(*recognised);
        self.tax_year_begins = figures.tax_year_begins;
        self.proceeds_usd = sold(totals.proceeds);
        self.expenses_usd = sold(Some(totals.expenses));
        self.realised_usd = sold(totals.realised());
        self.basis_usd = sold(totals.basis);
        self.gain_usd = sold(totals.gain());
        self.wash_sale_disallowed_usd = disallowed(totals.disallowed);
        let replacements: Vec<_> = figures.replacements.iter().map(Replacement::new).collect();
        self.replacements = Some(replacements).filter(|replacements| !replacements.is_empty());
        self.character = recognised.then_some("capital");
        self.source = recognised.then_some("united_states");
        self.received = figures.received.map(|received| Digits(received.decimal(SHARE_PLACES)));
        self.lots = figures.lots.iter().map(|lot| Lot::new(lot, *recognised, chapter)).collect();
        let Some(taxed) = figures.taxed else { return };
        let Taxed { long_term, short_term, maximum_rate, .. } = taxed;
        self.long_term_usd = Some(long_term.into());
        self.short_term_usd = Some(short_term.into());
        self.maximum_rate_percent = maximum_rate.map(Digits::from);
        self.at_maximum_rate_usd = Some(taxed.at_maximum_rate.into());
        self.tax_at_maximum_rate_usd = taxed.tax_at_maximum_rate.map(Digits::from);
        self.at_ordinary_rates_usd = Some(taxed.at_ordinary_rates.into());
        self.tax_at_ordinary_rate_usd = taxed.tax_at_ordinary_rate.map(Digits::from);
        self.excess_distribution_usd = Some(taxed.excess_distribution.into());
        self.capital_loss_usd = Some(taxed.loss.into());
    }
}

impl Lot {
    fn new(lot: &LotGain, recognised: bool, chapter: &GainChapter) -> Lot {
        let Amounts { proceeds, expenses, basis, .. } = lot.amounts;
        let sold = |usd: Option<Usd>| usd.filter(|_| recognised).map(Digits::from);
        let rule = if recognised { lot.rule } else { Some(&chapter.exchange) };
        Lot {
            lot: position(lot.lot),
            shares: lot.shares.map(Digits::from),
            acquired: lot.acquired,
            long_term_from: lot.long_term_from,
            term: lot.term.map(|term| term.name()),
            jpy_per_usd: lot.cost_spot.map(Digits::from),
            proceeds_usd: sold(proceeds),
            expenses_usd: sold(Some(expenses)),
            basis_usd: basis.map(Digits::from),
            gain_usd: sold(lot.amounts.gain()),
            wash_sale_disallowed_usd: disallowed(lot.amounts.disallowed),
            rule: rule.map(|rule| rule.id),
            cite: rule.map(Rule::cite),
        }
    }
}

impl Replacement {
    fn new(it: &crate::answer::Replacement) -> Replacement {
        Replacement {
            lot: position(it.lot),
            shares: it.shares.into(),
            replaces_lot: position(it.replaces),
            disallowed_usd: it.disallowed.into(),
            basis_usd: it.basis.map(Digits::from),
            days_added: it.days.map(Digits::from),
            held_from: it.held_from,
        }
    }
}

fn position(lot: usize) -> Digits {
    i32::try_from(lot + 1).unwrap_or(i32::MAX).into()
}

fn disallowed(usd: Usd) -> Option<Digits> {
    (usd > Usd::ZERO).then(|| usd.into())
}

/// Fraction digits of a number of shares: as many as the facts can have.
const SHARE_PLACES: u32 = 6;

fn question(field: Field) -> Question {
    Question { field: field.path(), question: field.question_about_sale() }
}
