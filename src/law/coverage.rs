//! The days that statutes and treaties are known for: the tables of the law `statute` begin and end with them.

use crate::units::Day;

/// The first day of the law `statute`.
pub const FIRST_DAY: Day = Day::ymd(1973, 1, 1);

/// The last day of what is enacted without an end.
pub const LAST_DAY: Day = Day::MAX;

/// The day on which the tables of Japan's side were last compared with what is enacted. Payments after it are answered by
/// the law as it stood then.
pub const CHECKED_ON: Day = Day::ymd(2026, 11, 29);
