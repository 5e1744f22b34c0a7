//! Which versions of a treaty a law has with a country, looked up once for every country.

use super::{Country, Law, Regime, Treaty};
use crate::facts::{FieldSet, HolderKind};

/// The versions of the treaty with one country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions {
    pub regimes: &'static [Regime],
    /// The oldest that states rates for everybody on its days, where there are several.
    pub prior: Option<&'static Regime>,
    /// The facts that any of the versions looks at.
    pub reads: FieldSet,
}

/// The versions of the treaties of a law by country.
#[derive(Debug)]
pub struct Partners {
    treaties: &'static [Treaty],
    /// By both letters of the country's code.
    versions: Vec<Versions>,
}

impl Partners {
    pub(super) fn new(treaties: &'static [Treaty]) -> Partners {
        let letters = || b'A'..=b'Z';
        let codes = letters().flat_map(|first| letters().map(move |second| [first, second]));
        let versions = codes.map(|code| search(treaties, |partner| partner.as_str().as_bytes() == code));
        Partners { treaties, versions: versions.collect() }
    }

    /// None where the table is one of other treaties.
    #[inline]
    fn find(&self, treaties: &'static [Treaty], partner: Country) -> Option<Versions> {
        let [first, second] = partner.letters();
        let at = usize::from(first.wrapping_sub(b'A')) * LETTERS + usize::from(second.wrapping_sub(b'A'));
        self.versions.get(at).filter(|_| std::ptr::eq(self.treaties, treaties)).copied()
    }
}

const LETTERS: usize = 26;

impl Law {
    /// The regimes of the treaty with `partner`, in order of their dates.
    #[inline]
    pub fn regimes_with(&self, partner: Country) -> &'static [Regime] {
        self.versions_with(partner).regimes
    }

    /// The oldest regime of the treaty with `partner` that states rates for everybody on its days, where there are several.
    #[inline]
    pub fn prior_regime_with(&self, partner: Country) -> Option<&'static Regime> {
        self.versions_with(partner).prior
    }

    /// The facts that any version of the treaty with `partner` looks at.
    #[inline]
    pub fn treaty_reads(&self, partner: Country) -> FieldSet {
        self.versions_with(partner).reads
    }

    #[inline]
    fn versions_with(&self, partner: Country) -> Versions {
        // A law made from another one, with treaties of its own, has no table.
        let known = self.partners.find(self.treaties, partner);
        known.unwrap_or_else(|| search(self.treaties, |known| known == partner))
    }
}

fn search(treaties: &'static [Treaty], is_partner: impl Fn(Country) -> bool) -> Versions {
    let treaty = treaties.iter().find(|treaty| treaty.partners.iter().any(|partner| is_partner(*partner)));
    let regimes = treaty.map_or(&[][..], |treaty| treaty.regimes);
    let mut stated = regimes.iter().filter(|regime| regime.election.is_none() && regime.states_rates());
    let prior = stated.next().filter(|_| stated.next().is_some());
    // A rule on individuals alone is none that every holder's facts are read for.
    let reads = regimes.iter().map(|regime| regime.reads(HolderKind::Corporation)).collect();
    Versions { regimes, prior, reads }
}
