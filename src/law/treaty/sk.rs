//! Slovakia: the convention of Czechoslovakia of 1977.

use super::cz::CZECHOSLOVAKIA_ROWS;
use super::{BEFORE_2004, UNREAD, current};
use crate::law::{Country, Regime, Treaty};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1977] };

const PARTNER: Country = Country::code("SK");

const V1977: Regime = Regime {
    preconditions: UNREAD,
    rows: CZECHOSLOVAKIA_ROWS,
    ..current("sk-treaty-1977", "the treaty of Czechoslovakia of 1977, with Slovakia", "2004-01-01")
};
