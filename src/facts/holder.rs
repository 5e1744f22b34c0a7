//! What a holder is, and as what it is treated.

use super::{Field, FieldSet, words};

words! {
    /// What the holder is.
    pub enum HolderKind {
        Individual = "individual",
        Corporation = "corporation",
        PensionFund = "pension_fund",
        Estate = "estate",
        Trust = "trust",
        /// A state, a subdivision or local authority, or a central bank.
        Government = "government",
        InternationalOrganization = "international_organization",
        Charity = "charity",
        /// An investment fund, whose country taxes it as a corporation, as a trust or not at all.
        Fund = "fund",
        /// A regulated investment company of the United States.
        Ric = "ric",
        /// Who holds for others.
        Nominee = "nominee",
        /// A partnership, or another entity whose members are taxed and not itself.
        Partnership = "partnership",
        /// An individual retirement account of the United States.
        Ira = "ira",
    }
}

words! {
    /// How a fund is taxed where it is resident.
    pub enum FundClass {
        Corporation = "corporation",
        Trust = "trust",
        /// Its holders are taxed, and not itself.
        Transparent = "transparent",
    }
}

impl FundClass {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            FundClass::Corporation => "a corporation",
            FundClass::Trust => "a trust",
            FundClass::Transparent => "transparent",
        }
    }
}

words! {
    /// Through whom the part is held that is not held directly.
    pub enum HeldThrough {
        /// Through residents of the holder's country and of Japan alone.
        Residents = "residents",
        /// Through at least one resident of another country.
        Others = "others",
    }
}

words! {
    /// Which of the two countries look through an entity abroad, and tax its members.
    pub enum SeenThroughBy {
        /// Its own, while Japan takes it to be a corporation.
        Residence = "residence",
        /// Japan, while its own country taxes the entity.
        Japan = "japan",
        Both = "both",
    }
}

words! {
    /// As what an individual retirement account is certified to the withholding agent.
    pub enum IraClass {
        PensionFund = "pension_fund",
        /// As its owner, an individual.
        Owner = "owner",
    }
}

impl IraClass {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            IraClass::PensionFund => "a pension fund",
            IraClass::Owner => "its owner",
        }
    }
}

impl HolderKind {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            HolderKind::Individual => word!("an individual", "個人"),
            HolderKind::Corporation => word!("a corporation", "法人"),
            HolderKind::PensionFund => word!("a pension fund", "年金基金"),
            HolderKind::Estate => word!("an estate", "遺産財団"),
            HolderKind::Trust => word!("a trust", "信託"),
            HolderKind::Government => word!("a government or central bank", "政府又は中央銀行"),
            HolderKind::InternationalOrganization => word!("an international organization", "国際機関"),
            HolderKind::Charity => word!("a charity", "公益団体"),
            HolderKind::Fund => word!("a fund", "投資ファンド"),
            HolderKind::Ric => word!("a regulated investment company", "規制投資会社"),
            HolderKind::Nominee => word!("a nominee", "名義人"),
            HolderKind::Partnership => {
                word!("a partnership or other transparent entity", "組合その他の課税上透明な団体")
            }
            HolderKind::Ira => word!("an individual retirement account", "個人退職勘定"),
        }
    }

    /// The kinds whose rows every law has: the others are answered by rules of their own.
    pub const ORDINARY: &'static [HolderKind] = &[
        HolderKind::Individual,
        HolderKind::Corporation,
        HolderKind::PensionFund,
        HolderKind::Estate,
        HolderKind::Trust,
    ];

    #[inline]
    pub const fn is_ordinary(self) -> bool {
        matches!(
            self,
            HolderKind::Individual
                | HolderKind::Corporation
                | HolderKind::PensionFund
                | HolderKind::Estate
                | HolderKind::Trust
        )
    }

    /// The fact that only such a holder has, and that settles as what it is treated.
    pub const fn own_fact(self) -> Option<Field> {
        match self {
            HolderKind::Government | HolderKind::InternationalOrganization => Some(Field::ExemptInJapan),
            HolderKind::Fund => Some(Field::FundTaxedAs),
            HolderKind::Ira => Some(Field::CertifiedAs),
            HolderKind::Individual
            | HolderKind::Corporation
            | HolderKind::PensionFund
            | HolderKind::Estate
            | HolderKind::Trust
            | HolderKind::Charity
            | HolderKind::Ric
            | HolderKind::Nominee
            | HolderKind::Partnership => None,
        }
    }

    /// The facts that concern only other kinds of holders: they are no fault where they are stated, and unused.
    #[expect(
        clippy::indexing_slicing,
        reason = "the table is a constant, with a place for each kind, as is asserted there"
    )]
    #[inline]
    pub const fn does_not_concern(self) -> FieldSet {
        const OF_KINDS: [FieldSet; HolderKind::ALL.len()] = {
            let (mut of_kinds, mut at) = ([FieldSet::NONE; HolderKind::ALL.len()], 0);
            while at < of_kinds.len() {
                assert!(HolderKind::ALL[at] as usize == at);
                of_kinds[at] = HolderKind::ALL[at].concerns_others();
                at += 1;
            }
            of_kinds
        };
        OF_KINDS[self as usize]
    }

    const fn concerns_others(self) -> FieldSet {
        unless(matches!(self, HolderKind::PensionFund | HolderKind::Ira), Field::PensionBusinessIncome)
            .with(unless(matches!(self, HolderKind::Individual), Field::UsCitizen))
            .with(unless(matches!(self, HolderKind::Estate | HolderKind::Trust), Field::UsPerson))
            .with(unless(
                matches!(self, HolderKind::Government | HolderKind::InternationalOrganization),
                Field::ExemptInJapan,
            ))
            .with(unless(matches!(self, HolderKind::Fund), Field::FundTaxedAs))
            .with(unless(matches!(self, HolderKind::Ira), Field::CertifiedAs))
            .with(unless(matches!(self, HolderKind::Partnership), Field::SeenThroughBy))
            .with(unless(
                matches!(self, HolderKind::Nominee | HolderKind::Partnership | HolderKind::Fund),
                Field::Members,
            ))
    }
}

/// The fact, unless it is so.
const fn unless(is: bool, field: Field) -> FieldSet {
    if is { FieldSet::NONE } else { FieldSet::one(field) }
}
