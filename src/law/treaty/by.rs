//! Belarus, Moldova and Tajikistan: the convention of the Soviet Union of 1986, which they succeeded to.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, USSR_1986, current, row};
use crate::law::{Country, Evidence, Regime, Treaty};

pub(super) const TREATY: Treaty = Treaty {
    partners: &[Country::code("BY"), Country::code("MD"), Country::code("TJ")],
    regimes: &[BEFORE_2004, V1986],
};

const V1986: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.ussr-1986.general",
        "At most 15%, whoever the resident is.",
        &[USSR_1986.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "15",
    )],
    ..current("ussr-treaty-1986", "the treaty of the Soviet Union of 1986", "2004-01-01")
};
