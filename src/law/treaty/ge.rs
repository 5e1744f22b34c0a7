//! Georgia: the convention of the Soviet Union of 1986 and the convention of 2021. Its article 28, on who is entitled to
//! benefits, guards the exemption of royalties.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, USSR_ROWS, current, row, version};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const GE_2021: &Source = &Source {
    short: "Georgia treaty 2021",
    title: "Convention between Japan and Georgia of 2021, in force 2021-07-23 (日・ジョージア租税条約); as the Ministry of Finance tells it",
    url: "https://matsne.gov.ge/ka/document/view/5240266",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2021] };

const PARTNER: Country = Country::code("GE");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("ge-treaty-1986", "the treaty of the Soviet Union of 1986, with Georgia", "2004-01-01", "2021-12-31")
};

const V2021: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.ge-2021.general",
        "At most 5%, whoever the resident is.",
        &[GE_2021.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "5",
    )],
    ..current("ge-treaty-2021", "the treaty with Georgia of 2021", "2022-01-01")
};
