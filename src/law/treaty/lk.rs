//! Sri Lanka: the convention of 1967.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, current, no_limit, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const LK_1967: &Source = &Source {
    short: "Sri Lanka treaty 1967",
    title: "Convention between Japan and Ceylon of 1967 (日・スリランカ租税条約); as the tax agency prints its rates",
    url: "https://www.scribd.com/document/836995030/Japan-SL-DTA",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1967] };

const PARTNER: Country = Country::code("LK");

const V1967: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.lk-1967.company",
            "At most 20% from a company resident in Sri Lanka.",
            &[LK_1967.at("dividends"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY],
            "20",
        ),
        no_limit(
            "statute.lk-1967.no-limit",
            "The treaty sets no limit for anybody else: the tax agency prints none.",
            &[LK_1967.at("dividends"), NTA_TABLE],
            Evidence::Secondary,
        ),
    ],
    ..current("lk-treaty-1967", "the treaty with Sri Lanka of 1967", "2004-01-01")
};
