//! The parsed facts: one holder and one dividend or one sale, or a company. Knows no file format.
//!
//! A [`Case`] is valid by construction of `input`: percentages lie in 0 to 100, days exist and stand
//! in a possible order, amounts have few enough digits to stay exact. Engines re-check nothing.

mod case;
mod checks;
mod company;
mod company_table;
mod dividend;
mod fact;
mod field;
mod fx;
mod holder;
mod holding;
mod lob_test;
mod members;
mod payer;
mod pfic_holding;
mod pfic_holding_table;
mod relief;
mod sale;
mod splits;
mod stated;
pub(crate) mod table;
mod transfer;
mod types;
mod us;
mod word;

pub use case::Case;
pub use checks::{Contradiction, Report, check_dividend, check_holder};
pub use company::{Company, CompanyYear, HeldFor, IncomeItem, IncomeKind, Operations, Quarter, Subsidiary};
pub use company_table::{COMPANY, HELD_FOR, SUBSIDIARY};
pub use dividend::{Amount, Deemed, Dividend, DividendKind, DollarsAlone, Payment};
pub use fact::Fact;
pub use field::{
    CONVERTED, DIVIDEND, Field, FieldSet, HEDGE, HISTORY, HOLDER, LOT, PAYER, RELIEF, SALE, SOLD_LOT, SPLIT, US,
};
pub use fx::FxTable;
pub use holder::{FundClass, HeldThrough, HolderKind, IraClass, SeenThroughBy};
pub use holding::{Instrument, Lot, Ownership, Transfer};
pub use lob_test::{LobTest, LobTests};
pub use members::{Behind, MOST_LEVELS, MOST_MEMBERS, Member, Seen, WrongShare};
pub use payer::{Isin, Month, Payer, PayerKind, SecurityCode};
pub use pfic_holding::{Block, Distribution, Election, HeldLot, HoldingSale, Money, PficHolding, YearEndPrice};
pub use pfic_holding_table::HOLDING;
pub use relief::{Filing, Relief};
pub use sale::{AcquiredBy, Group, LotMethod, Part, Proceeds, Sale, SaleKind, SalePlace, first_in_first_out};
pub use splits::{Split, become_of, ratio_since};
pub use stated::{
    Stated, StatedHedge, StatedLot, StatedMembers, StatedRates, StatedSale, StatedSoldLot, StatedSplit, StatedStep,
};
pub use transfer::GiftSide;
pub use types::{Bounds, FieldSpec, MOST_USD, MOST_YEN, ValueType};
pub use us::{ClassSet, FilingStatus, ForeignSplit, SpecialClass, UsFacts};
pub use word::Word;
pub(crate) use word::words;
