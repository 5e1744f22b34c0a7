//! Slovakia: the convention of Czechoslovakia of 1977.

use super::cz::{CZECHOSLOVAKIA_1977, CZECHOSLOVAKIA_ROWS};
use super::{BEFORE_2004, MLI, current};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

/// Of which the introduction was read; that it is about article 7 and since when is as firms say.
const MLI_SK: &Source = &Source {
    short: "Synthesised text, Slovakia",
    title: "Synthesised text of the Multilateral Convention and the treaty of Czechoslovakia, as it applies to Slovakia",
    url: "https://documents.pub/document/synthesised-text-of-the-mli-and-the-convention-between-2019-04-19-slovak-republic.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1977] };

const PARTNER: Country = Country::code("SK");

const V1977: Regime = Regime {
    preconditions: open_to_recipient!(
        "sk-1977", PARTNER, "Slovakia", &[CZECHOSLOVAKIA_1977.at("10(2)")], Evidence::Primary;
        denied!("sk-1977", &[MLI.at("7(1)"), MLI_SK.at("introduction")], from "2019-01-01", Evidence::Secondary)
    ),
    rows: CZECHOSLOVAKIA_ROWS,
    ..current("sk-treaty-1977", "the treaty of Czechoslovakia of 1977, with Slovakia", "2004-01-01")
};
