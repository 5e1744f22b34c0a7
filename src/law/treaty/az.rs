//! Azerbaijan: the convention of the Soviet Union of 1986 and the convention of 2022.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, USSR_ROWS, current, row, version};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const AZ_2022: &Source = &Source {
    short: "Azerbaijan treaty 2022",
    title: "Convention between Japan and the Republic of Azerbaijan of 2022, in force 2023-08-04 (日・アゼルバイジャン租税条約); as the Ministry of Finance tells it",
    url: "https://kanpou.npb.go.jp/20230707/20230707g00144/20230707g001440003f.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2022] };

const PARTNER: Country = Country::code("AZ");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("az-treaty-1986", "the treaty of the Soviet Union of 1986, with Azerbaijan", "2004-01-01", "2023-12-31")
};

const V2022: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.az-2022.general",
        "At most 7%, whoever the resident is.",
        &[AZ_2022.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "7",
    )],
    ..current("az-treaty-2022", "the treaty with Azerbaijan of 2022", "2024-01-01")
};
