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
        let mut versions = vec![Versions::NONE; LETTERS * LETTERS];
        // Of two treaties with a partner the first counts, as in a search.
        for treaty in treaties.iter().rev() {
            let of_treaty = Versions::of(treaty.regimes);
            for partner in treaty.partners {
                if let Some(place) = versions.get_mut(place(*partner)) {
                    *place = of_treaty;
                }
            }
        }
        Partners { treaties, versions }
    }

    /// None where the table is one of other treaties.
    #[inline]
    fn find(&self, treaties: &'static [Treaty], partner: Country) -> Option<Versions> {
        self.versions.get(place(partner)).filter(|_| std::ptr::eq(self.treaties, treaties)).copied()
    }
}

const LETTERS: usize = 26;

/// Where a country stands among all pairs of letters.
#[inline]
fn place(partner: Country) -> usize {
    let [first, second] = partner.letters();
    usize::from(first.wrapping_sub(b'A')) * LETTERS + usize::from(second.wrapping_sub(b'A'))
}

impl Versions {
    const NONE: Versions = Versions { regimes: &[], prior: None, reads: FieldSet::NONE };

    fn of(regimes: &'static [Regime]) -> Versions {
        let mut stated = regimes.iter().filter(|regime| regime.election.is_none() && regime.states_rates());
        let prior = stated.next().filter(|_| stated.next().is_some());
        // A rule on individuals alone is none that every holder's facts are read for.
        let reads = regimes.iter().map(|regime| regime.reads(HolderKind::Corporation)).collect();
        Versions { regimes, prior, reads }
    }
}

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
        known.unwrap_or_else(|| search(self.treaties, partner))
    }
}

fn search(treaties: &'static [Treaty], partner: Country) -> Versions {
    let treaty = treaties.iter().find(|treaty| treaty.partners.contains(&partner));
    treaty.map_or(Versions::NONE, |treaty| Versions::of(treaty.regimes))
}
