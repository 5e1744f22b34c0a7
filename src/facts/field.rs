//! The names of facts: what records state, assumptions list and questions ask for.

use super::table::table_of_facts;
use super::types::{FieldSpec, ValueType};
use super::{
    AcquiredBy, DividendKind, FilingStatus, FundClass, HeldThrough, HolderKind, Instrument, IraClass, LobTest,
    PayerKind, SaleKind, SalePlace, SeenThroughBy, SpecialClass,
};
use crate::lang;

/// Makes the list of facts, and of each object the table of its fields.
macro_rules! fields {
    (
        stated { $($stated:tt)* }
        items { $(
            $(#[doc = $about:literal])* $object:ident $prefix:literal in $item:ident { $($rows:tt)* }
        )* }
    ) => {
        fields! { @all $($stated)* $($(#[doc = $about])* $object $prefix { $($rows)* })* }
    };
    (@all $(
        $(#[doc = $about:literal])* $object:ident $prefix:literal {
            $($name:ident $key:literal: $type:expr => $place:tt { $doc:literal $absent:tt $($question:literal)? })*
        }
    )*) => {
        /// A fact of a profile, in the order it is asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Field { $($(#[doc = $doc] $name,)*)* }

        impl Field {
            /// Every fact, in order.
            pub const ALL: &'static [Field] = &[$($(Field::$name,)*)*];

            /// The dotted path in a profile.
            pub const fn path(self) -> &'static str {
                match self { $($(Field::$name => concat!($prefix, $key),)*)* }
            }

            /// How it is written, and within which bounds.
            pub const fn value_type(self) -> ValueType {
                match self { $($(Field::$name => $type,)*)* }
            }

            /// The question that settles it; empty where nothing asks for it.
            pub fn question(self) -> &'static str {
                lang::of(match self { $($(Field::$name => concat!($($question)?),)*)* })
            }
        }

        $($(#[doc = $about])* pub const $object: &[FieldSpec] = &[$(
            FieldSpec {
                name: $key,
                value: $type,
                required: fields!(@required $absent),
                doc: $doc,
                absent: fields!(@absent $absent),
                field: Some(Field::$name),
            },
        )*];)*
    };
    (@required required) => { true };
    (@required $absent:literal) => { false };
    (@absent required) => { "" };
    (@absent $absent:literal) => { $absent };
}

table_of_facts!(fields);

impl Field {
    /// The same about a sale, where the question differs.
    pub fn question_about_sale(self) -> &'static str {
        match self {
            Field::OwnershipPercent => {
                word!(
                    "What percentage of the company's voting stock does the holder own on the day of the sale?",
                    "保有者は譲渡の日に発行会社の議決権のある株式の何%を所有していますか。"
                )
            }
            Field::HeldSince => word!(
                "On which day were the shares acquired (held_since, or acquired of each lot)?",
                "株式を取得した日はいつですか（held_since、又は各取得口のacquired）。"
            ),
            _ => self.question(),
        }
    }
}

/// Some of the facts, in their order: each has a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet([u64; 3]);

impl FieldSet {
    pub const NONE: FieldSet = FieldSet([0; 3]);

    #[inline(always)]
    pub const fn one(field: Field) -> FieldSet {
        let at = field as u32;
        let bit = 1 << (at % u64::BITS);
        match at / u64::BITS {
            0 => FieldSet([bit, 0, 0]),
            1 => FieldSet([0, bit, 0]),
            _ => FieldSet([0, 0, bit]),
        }
    }

    /// All of these.
    pub const fn of(mut fields: &[Field]) -> FieldSet {
        let mut set = FieldSet::NONE;
        while let [field, rest @ ..] = fields {
            set = set.with(FieldSet::one(*field));
            fields = rest;
        }
        set
    }

    /// Those whose fact is missing.
    pub fn missing(facts: &[(bool, Field)]) -> FieldSet {
        facts.iter().filter(|(missing, _)| *missing).map(|(_, field)| *field).collect()
    }

    #[inline(always)]
    pub const fn is_empty(self) -> bool {
        self.0[0] | self.0[1] | self.0[2] == 0
    }

    #[inline(always)]
    pub const fn contains(self, field: Field) -> bool {
        !self.and(FieldSet::one(field)).is_empty()
    }

    #[inline(always)]
    pub fn insert(&mut self, field: Field) {
        *self = self.with(FieldSet::one(field));
    }

    /// Both sets together.
    #[inline(always)]
    pub const fn with(self, other: FieldSet) -> FieldSet {
        let (FieldSet([a, b, c]), FieldSet([d, e, f])) = (self, other);
        FieldSet([a | d, b | e, c | f])
    }

    /// What is in this set and not in the other.
    #[inline(always)]
    pub const fn without(self, other: FieldSet) -> FieldSet {
        let (FieldSet([a, b, c]), FieldSet([d, e, f])) = (self, other);
        FieldSet([a & !d, b & !e, c & !f])
    }

    /// What is in both.
    #[inline(always)]
    pub const fn and(self, other: FieldSet) -> FieldSet {
        let (FieldSet([a, b, c]), FieldSet([d, e, f])) = (self, other);
        FieldSet([a & d, b & e, c & f])
    }

    pub fn iter(self) -> impl Iterator<Item = Field> {
        let mut left = self;
        std::iter::from_fn(move || {
            let (before, word) = (0..).step_by(u64::BITS as usize).zip(left.0).find(|(_, word)| *word != 0)?;
            let field = Field::ALL.get(before + word.trailing_zeros() as usize).copied()?;
            left = left.without(FieldSet::one(field));
            Some(field)
        })
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> FieldSet {
        fields.into_iter().fold(FieldSet::NONE, |set, field| set.with(FieldSet::one(field)))
    }
}

impl FromIterator<FieldSet> for FieldSet {
    fn from_iter<I: IntoIterator<Item = FieldSet>>(sets: I) -> FieldSet {
        sets.into_iter().fold(FieldSet::NONE, FieldSet::with)
    }
}

// Every fact has its bit.
const _: () = assert!(Field::ALL.len() <= 3 * u64::BITS as usize);
