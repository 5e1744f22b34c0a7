//! The law `form-20f`: exactly what the tax section of the company's Form 20-F says, and nothing more.
//!
//! The rules stand in the order of the document: Japan, then the United States. [`source`] lists every
//! sentence of the document and says which rules encode it, or why none does.

mod gains;
mod japan;
mod pfic;
mod pfic_status;
pub mod source;
mod us;

pub use pfic::CHAPTER as PFIC;

use std::sync::LazyLock;

use super::{Citation, Evidence, Law, Partners, Source};
use crate::facts::HolderKind;
use crate::units::{Day, Span};

/// The document itself.
pub static FORM_20F: Source = Source {
    short: "20-F",
    title: "Internet Initiative Japan Inc., annual report on Form 20-F, Items 10.D Exchange Controls and 10.E Taxation",
    url: "https://www.sec.gov/Archives/edgar/data/1090633/000114554906001001/k01182e20vf.htm",
};

/// The document's statements, read as law for payments from the Prior Treaty's first day to the end of
/// the last year the document dates.
pub static LAW: Law = Law {
    id: "form-20f",
    title: "what the company's Form 20-F says",
    is_enacted: false,
    covers: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2010, 12, 31)),
    ends_with: "its last dated sentence speaks of tax years beginning before 2011-01-01 (20-F DIV-1.2)",
    kinds: HolderKind::ORDINARY,
    holders: japan::HOLDERS,
    distributions: japan::DISTRIBUTIONS,
    other_payer: Some(&japan::OTHER_PAYER),
    deducted: &[],
    scope: japan::SCOPE,
    domestic: japan::DOMESTIC,
    treaties: japan::TREATIES,
    partners: &PARTNERS,
    treaty_notes: japan::TREATY_NOTES,
    relief: japan::RELIEF,
    us: us::CHAPTER,
    gains: gains::CHAPTER,
    pfic_status: pfic_status::CHAPTER,
    japan_notes: japan::NOTES,
    open_list: japan::OPEN_LIST,
    pfic: &PFIC,
    disclaimers: japan::DISCLAIMERS,
};

static PARTNERS: LazyLock<Partners> = LazyLock::new(|| Partners::new(LAW.treaties));

/// A label of the document.
const fn label(place: &'static str) -> Citation {
    Citation { source: &FORM_20F, place }
}

/// The document was read word by word; every rule of this law rests on it alone.
const READ: Evidence = Evidence::Primary;
