//! The days that statutes and treaties are known for: the tables of the law `statute` begin and end with them.

use crate::units::Day;

/// The first day of the law `statute`.
pub const FIRST_DAY: Day = Day::ymd(1973, 1, 1);

/// The last day that every table of it knows.
pub const LAST_DAY: Day = Day::ymd(2026, 12, 31);
