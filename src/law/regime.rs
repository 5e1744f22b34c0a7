//! Dated blocks of rules, and the laws they make up.

use std::collections::HashMap;

use super::{
    Condition, Country, CreditLimits, GainChapter, Outcome, Partners, PersonalRules, PficChapter, PficStatusChapter,
    Rule, SecondFormLimit,
};
use std::sync::LazyLock;

use crate::facts::{Case, DividendKind, HolderKind};
use crate::lang;
use crate::units::{Rate, Span};

/// The date a dated rule is read against. Mixing them is the commonest mistake in this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// When the amount becomes taxable: normally the payment date.
    Taxable,
    /// When entitlement to the dividend is determined.
    Entitlement,
    /// The first day of the holder's tax year that contains the inclusion.
    HolderTaxYear,
}

impl Clock {
    pub fn name(self) -> &'static str {
        match self {
            Clock::Taxable => "taxable",
            Clock::Entitlement => "entitlement",
            Clock::HolderTaxYear => "holder-tax-year",
        }
    }

    /// The date in words.
    pub fn noun(self) -> &'static str {
        match self {
            Clock::Taxable => word!("taxable date", "課税の日（通常は支払日）"),
            Clock::Entitlement => word!("entitlement date", "権利確定日"),
            Clock::HolderTaxYear => word!("holder-tax-year date", "保有者の課税年度の開始の日"),
        }
    }
}

/// A dated block of rules: domestic law, or one version of one treaty.
#[derive(Clone, Copy, Debug)]
pub struct Regime {
    pub id: &'static str,
    pub title: &'static str,
    /// The date that `span` is read against.
    pub clock: Clock,
    pub span: Span,
    /// What must hold before any of the rows is asked.
    pub preconditions: &'static [Rule],
    /// Who is entitled to the treaty's benefits: the first that holds decides, and the last has no condition. Empty
    /// where the treaty does not ask.
    pub entitled: &'static [Rule],
    /// The paragraphs by which a holder is a qualified person, where rows ask for one of them: what each says and where it
    /// stands. Rows decide; these explain.
    pub qualified: &'static [Rule],
    /// It applies only to a holder who elects it, and then instead of the version whose dates these are.
    pub election: Option<Condition>,
    /// What it takes beside the forms of every treaty.
    pub actions: &'static [Rule],
    /// From most to least favourable; the last has no condition, and the first that holds decides.
    pub rows: &'static [Rule],
}

impl PartialEq for Regime {
    fn eq(&self, other: &Regime) -> bool {
        std::ptr::eq(self, other) || self.id == other.id
    }
}

/// The versions of the treaties with one country, or with several about which the law says the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Treaty {
    pub partners: &'static [Country],
    /// In order of their dates, without gap; without overlap but for versions that are elected. Before the first there
    /// is no treaty.
    pub regimes: &'static [Regime],
}

/// A body of law: statements about payments on the days it covers.
#[derive(Clone, Copy, Debug)]
pub struct Law {
    /// What `--law` calls it.
    pub id: &'static str,
    pub title: &'static str,
    /// It is the law in force itself, and not what somebody says of it.
    pub is_enacted: bool,
    /// The payment dates it speaks of.
    pub covers: Span,
    /// Where its last dated table ends and why, for the message beyond it.
    pub ends_with: &'static str,
    /// The kinds of holders that it has something to say of.
    pub kinds: &'static [HolderKind],
    /// What it says of holders that are neither individuals, corporations, pension funds, estates nor trusts.
    pub holders: Holders,
    /// What it says of distributions that are neither cash out of earnings nor splits.
    pub distributions: Distributions,
    /// What it says of dividends that another company is named to pay, where it is about one company.
    pub other_payer: Option<&'static Rule>,
    /// What treaties say of dividends that the payer deducts from its income, version by version.
    pub deducted: &'static [Resident],
    /// Who and what is outside, and what a stock split is; asked in order before any rate.
    pub scope: &'static [Rule],
    /// The rates without a treaty.
    pub domestic: &'static [Regime],
    pub treaties: &'static [Treaty],
    /// The same by country.
    pub partners: &'static LazyLock<Partners>,
    /// Rules about the date parts of a treaty other than withholding apply from.
    pub treaty_notes: &'static [Rule],
    pub relief: Relief,
    pub us: UsChapter,
    pub gains: GainChapter,
    pub pfic_status: PficStatusChapter,
    /// Notes on the Japanese side, each shown when its conditions hold.
    pub japan_notes: &'static [Rule],
    /// Notes shown to holders from countries the law names no treaty with.
    pub open_list: &'static [Rule],
    pub pfic: &'static PficChapter,
    /// Rules stated for completeness that change no figure: the printed footer.
    pub disclaimers: &'static [Rule],
}

/// What a law says of the kinds of holders that the rows of treaties do not name.
#[derive(Clone, Copy, Debug)]
pub struct Holders {
    /// Who is outside: asked before the rest of the scope.
    pub scope: &'static [Rule],
    /// Asked in order before any treaty: the first that holds decides, unless it leads on to the treaty.
    pub own: &'static [Rule],
    /// Asked under a treaty: whether it makes the holder a resident, and its rows speak of it.
    pub residents: &'static [Resident],
    /// Asked under a treaty of who is a member of an entity: whether it has the treaty through it.
    pub through: &'static [Resident],
    /// What is told of who holds through an entity where a row asks for what is held directly.
    pub direct: &'static [Rule],
    /// What is to be done for those behind an entity, beside what everybody does.
    pub member_actions: &'static [Rule],
    /// What is done by holders that Japan exempts by something else than a treaty.
    pub exempt_actions: &'static [Rule],
    /// Who is a U.S. holder, and who is left out although one: asked before what is said of everybody.
    pub us_holder: &'static [Rule],
    pub us_excluded: &'static [Rule],
}

impl Holders {
    /// Of a law that speaks of none of them.
    pub const NONE: Holders = Holders {
        scope: &[],
        own: &[],
        residents: &[],
        through: &[],
        direct: &[],
        member_actions: &[],
        exempt_actions: &[],
        us_holder: &[],
        us_excluded: &[],
    };

    /// The rules on who is a resident under a version of a treaty, its own before those for all.
    pub fn residents_under(&self, regime: &Regime) -> impl Iterator<Item = &'static Rule> {
        let id = regime.id;
        self.residents.iter().filter(move |it| it.regimes.is_empty() || it.regimes.contains(&id)).map(|it| &it.rule)
    }

    /// The rules on members of entities under a version of a treaty, its own before those for all.
    pub fn through_under(&self, regime: &Regime) -> impl Iterator<Item = &'static Rule> {
        let id = regime.id;
        self.through.iter().filter(move |it| it.regimes.is_empty() || it.regimes.contains(&id)).map(|it| &it.rule)
    }
}

/// What a law says of distributions that are neither cash out of earnings nor splits.
#[derive(Clone, Copy, Debug)]
pub struct Distributions {
    /// The kinds that it speaks of.
    pub kinds: &'static [DividendKind],
    /// What is outside, or no dividend: asked before the rest of the scope.
    pub scope: &'static [Rule],
    /// What the United States part leaves out.
    pub us_excluded: &'static [Rule],
}

/// A rule on who is a resident under some versions of treaties, by their ids; under all where none is named.
#[derive(Clone, Copy, Debug)]
pub struct Resident {
    pub regimes: &'static [&'static str],
    pub rule: Rule,
}

/// How a treaty's rate is had at source, and got back when it was not.
#[derive(Clone, Copy, Debug)]
pub struct Relief {
    pub application: Rule,
    pub second_form: Rule,
    pub second_form_limit: SecondFormLimit,
    /// The month in which the payer's fiscal year ends, on its last day, when a holder does not say.
    pub fiscal_year_end_month: u32,
    /// Years from the day after the payment within which a refund is claimed, where the law says so.
    pub refund_years: Option<u32>,
    pub reconciliation: Rule,
    pub actions: &'static [Rule],
}

/// What the United States does with the dividend.
#[derive(Clone, Copy, Debug)]
pub struct UsChapter {
    /// Who is a U.S. holder: the first rule that holds makes the holder one.
    pub holder: &'static [Rule],
    /// Who is left out although a U.S. holder; the effect names nothing, the rule does. In this order: by what is known of
    /// everybody, by the classes that a holder states, which only few do, and by what is owned.
    pub excluded: &'static [Rule],
    pub excluded_classes: &'static [Rule],
    pub excluded_owners: &'static [Rule],
    /// Gross amount, inclusion and translation.
    pub income: Rule,
    pub inclusion_share: Rule,
    pub inclusion_ads: Rule,
    pub translation: Rule,
    /// From most to least favourable; asked for each lot.
    pub rates: &'static [Rule],
    pub no_deduction: Rule,
    pub return_of_capital: Rule,
    pub currency: Rule,
    pub credit: Rule,
    pub credit_without_treaty: Rule,
    pub refundable: Rule,
    pub categories: &'static [Rule],
    /// What individuals, estates and trusts pay; none where the law only states a maximum rate.
    pub personal: Option<&'static PersonalRules>,
    /// What limits the credit; none where the law only says that there are limits.
    pub credit_limits: Option<&'static CreditLimits>,
    pub notes: &'static [Rule],
    pub actions: &'static [Rule],
}

/// Laws are statics and have ids of their own.
impl PartialEq for Law {
    fn eq(&self, other: &Law) -> bool {
        std::ptr::eq(self, other) || self.id == other.id
    }
}

impl Regime {
    /// The title in the chosen language.
    pub fn title_said(&self) -> &'static str {
        lang::of(self.title)
    }

    /// Whether some row states a rate.
    pub fn states_rates(&self) -> bool {
        self.rows.iter().any(|rule| rule.rate().is_some())
    }
}

impl UsChapter {
    /// Every rule by which a U.S. holder is left out, in the order in which they are asked.
    pub fn all_excluded(&self) -> impl Iterator<Item = &'static Rule> + use<> {
        self.excluded.iter().chain(self.excluded_classes).chain(self.excluded_owners)
    }
}

impl Law {
    /// The title in the chosen language.
    pub fn title_said(&self) -> &'static str {
        lang::of(self.title)
    }

    /// Every rule of this law with the regime it stands in, in reading order; one that treaties share stands once, and in
    /// no regime if it stands in several.
    pub fn rules(&self) -> Vec<(Option<&'static Regime>, &Rule)> {
        let us = &self.us;
        let singles = |rules: &'static [Rule]| rules.iter().map(|rule| (None, rule));
        let regimes = self.domestic.iter().chain(self.treaties.iter().flat_map(|treaty| treaty.regimes));
        let mut all: Vec<(Option<&'static Regime>, &Rule)> = singles(self.scope).collect();
        all.extend(self.other_payer.map(|rule| (None, rule)));
        all.extend(self.deducted.iter().map(|it| (None, &it.rule)));
        all.extend(singles(self.distributions.scope));
        all.extend(singles(self.holders.scope).chain(singles(self.holders.own)));
        all.extend(self.holders.residents.iter().chain(self.holders.through).map(|it| (None, &it.rule)));
        all.extend(singles(self.holders.member_actions).chain(singles(self.holders.direct)));
        all.extend(singles(self.holders.exempt_actions));
        all.extend(regimes.flat_map(|regime| {
            regime
                .preconditions
                .iter()
                .chain(regime.entitled)
                .chain(regime.qualified)
                .chain(regime.actions)
                .chain(regime.rows)
                .map(move |rule| (Some(regime), rule))
        }));
        all.extend(singles(self.treaty_notes));
        all.extend(
            [&self.relief.application, &self.relief.second_form, &self.relief.reconciliation].map(|rule| (None, rule)),
        );
        all.extend(singles(self.relief.actions));
        all.extend(singles(self.japan_notes));
        all.extend(singles(self.open_list));
        all.extend(singles(us.holder));
        all.extend(us.all_excluded().map(|rule| (None, rule)));
        all.extend(singles(self.holders.us_holder).chain(singles(self.holders.us_excluded)));
        all.extend(singles(self.distributions.us_excluded));
        all.extend([&us.income, &us.inclusion_share, &us.inclusion_ads, &us.translation].map(|rule| (None, rule)));
        all.extend(singles(us.rates));
        all.extend([&us.no_deduction, &us.return_of_capital, &us.currency].map(|rule| (None, rule)));
        all.extend([&us.credit, &us.credit_without_treaty, &us.refundable].map(|rule| (None, rule)));
        all.extend(us.personal.into_iter().flat_map(PersonalRules::rules).map(|rule| (None, rule)));
        all.extend(us.credit_limits.into_iter().flat_map(CreditLimits::rules).map(|rule| (None, rule)));
        all.extend(singles(us.categories).chain(singles(us.notes)).chain(singles(us.actions)));
        all.extend(self.pfic.own_rules().into_iter().map(|rule| (None, rule)));
        all.extend(self.gains.rules().chain(self.pfic_status.rules()).map(|rule| (None, rule)));
        all.extend(singles(self.disclaimers));
        once(all)
    }

    /// The conditions on a holding that can decide something for who is like this holder in all else, each once.
    pub fn conditions_on_holding(&self, case: &Case) -> Vec<Condition> {
        let treaty = self.regimes_with(case.residence);
        let reaches = |regime: &Regime| self.domestic.contains(regime) || treaty.contains(regime);
        let mut found = Vec::new();
        for (_, rule) in self.rules().into_iter().filter(|(regime, _)| regime.is_none_or(reaches)) {
            let (on_holding, others): (Vec<_>, Vec<_>) = rule.when.iter().partition(|it| it.is_about_a_holding());
            // A rule that fails for another reason says the same of every holding.
            let is_open = others.iter().all(|condition: &&Condition| condition.test(case, 0) != Outcome::NotMet);
            for condition in on_holding.into_iter().filter(|_| is_open) {
                if !found.contains(condition) {
                    found.push(*condition);
                }
            }
        }
        found
    }

    /// What is asked of such a holder beside what is asked of everybody.
    #[inline]
    pub fn rules_for(&self, case: &Case, rules: impl FnOnce(&Holders) -> &'static [Rule]) -> &'static [Rule] {
        if case.kind.is_ordinary() { &[] } else { rules(&self.holders) }
    }

    /// What is asked of such a distribution beside what is asked of every one.
    #[inline]
    pub fn rules_on(&self, case: &Case, rules: impl FnOnce(&Distributions) -> &'static [Rule]) -> &'static [Rule] {
        if case.dividend.kind.get().is_none_or(DividendKind::is_ordinary) { &[] } else { rules(&self.distributions) }
    }

    /// Whether it has something to say of such a holder, distribution and payer.
    #[inline]
    pub fn speaks_of(&self, case: &Case) -> bool {
        let kind = case.dividend.kind.get();
        (case.kind.is_ordinary() || self.kinds.contains(&case.kind))
            && (self.other_payer.is_none() || !case.payer.is_another())
            && kind.is_none_or(|kind| kind.is_ordinary() || self.distributions.kinds.contains(&kind))
    }

    /// Whether it is one of the regimes without a treaty.
    #[inline]
    pub fn is_domestic(&self, regime: &'static Regime) -> bool {
        self.domestic.as_ptr_range().contains(&std::ptr::from_ref(regime))
    }

    /// The rate without a treaty that every other is measured against, at the highest.
    pub fn highest_rate(&self) -> Rate {
        let rates = self.domestic.iter().flat_map(|regime| regime.rows).filter_map(Rule::rate);
        rates.max().unwrap_or(Rate::ZERO)
    }
}

/// The rules, each once.
fn once<'a>(all: Vec<(Option<&'static Regime>, &'a Rule)>) -> Vec<(Option<&'static Regime>, &'a Rule)> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(all.len());
    let mut unique: Vec<(Option<&'static Regime>, &'a Rule)> = Vec::with_capacity(all.len());
    for (regime, rule) in all {
        // A second rule with the same id is none of these, and the rulebook's test finds it.
        if let Some((first, known)) = places.get(rule.id).and_then(|place| unique.get_mut(*place))
            && regime.is_some()
            && known.says == rule.says
        {
            *first = first.filter(|first| Some(*first) == regime);
        } else {
            places.insert(rule.id, unique.len());
            unique.push((regime, rule));
        }
    }
    unique
}
