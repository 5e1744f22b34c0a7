//! Belarus, Moldova and Tajikistan: the convention of the Soviet Union of 1986, which they succeeded to.

use super::{BEFORE_2004, UNREAD, USSR_ROWS, current};
use crate::law::{Country, Regime, Treaty};

pub(super) const TREATY: Treaty = Treaty {
    partners: &[Country::code("BY"), Country::code("MD"), Country::code("TJ")],
    regimes: &[BEFORE_2004, V1986],
};

const V1986: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..current("ussr-treaty-1986", "the treaty of the Soviet Union of 1986", "2004-01-01")
};
