//! The paragraphs of a treaty's limitation on benefits that a holder can meet.

use super::words;

words! {
    /// One paragraph: a way to be entitled to a treaty's benefits.
    pub enum LobTest {
        /// A state, its subdivision or its central bank; in some treaties also who is owned by them.
        Government = "government",
        /// A company whose principal class of shares is listed and regularly traded.
        ListedCompany = "listed_company",
        /// A company at least half owned, class by class, by at most five such companies.
        SubsidiaryOfListedCompanies = "subsidiary_of_listed_companies",
        /// An exempt religious, charitable, educational, scientific, artistic or cultural organisation.
        TaxExemptOrganization = "tax_exempt_organization",
        /// A pension fund of whose members more than half are residents.
        PensionFundMembers = "pension_fund_members",
        /// Owned by qualified residents to the part the treaty asks for, mostly half, and less than half of its income paid
        /// away.
        OwnershipAndBaseErosion = "ownership_and_base_erosion",
        /// An active business in the country of residence that the dividend is connected with.
        ActiveBusiness = "active_business",
        /// Mostly owned by persons who would have the same benefits, of whatever country.
        EquivalentBeneficiaries = "equivalent_beneficiaries",
        /// Determined by the competent authority.
        CompetentAuthority = "competent_authority",
        /// Owned by qualified residents to the part the treaty asks for, mostly half, whatever it pays away.
        Ownership = "ownership",
        /// A bank, an insurance company or a securities firm that is regulated at home.
        RegulatedFinancial = "regulated_financial",
        /// The headquarters company of a multinational group.
        HeadquartersCompany = "headquarters_company",
        /// A body other than a company whose principal class of units is listed and regularly traded.
        ListedBody = "listed_body",
    }
}

impl LobTest {
    /// What such a holder is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            LobTest::Government => "a state, its subdivision or its central bank",
            LobTest::ListedCompany => "a listed and regularly traded company",
            LobTest::SubsidiaryOfListedCompanies => "a subsidiary of at most five listed companies",
            LobTest::TaxExemptOrganization => "an exempt organisation",
            LobTest::PensionFundMembers => "a pension fund with mostly resident members",
            LobTest::OwnershipAndBaseErosion => "owned by qualified residents, and without base erosion",
            LobTest::ActiveBusiness => "in an active business that the dividend is connected with",
            LobTest::EquivalentBeneficiaries => "mostly owned by equivalent beneficiaries",
            LobTest::CompetentAuthority => "determined by the competent authority",
            LobTest::Ownership => "owned by qualified residents",
            LobTest::RegulatedFinancial => "a regulated bank, insurance company or securities firm",
            LobTest::HeadquartersCompany => "the headquarters company of a multinational group",
            LobTest::ListedBody => "a listed and regularly traded body other than a company",
        }
    }
}

/// Some of the paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LobTests(u16);

impl LobTests {
    pub fn insert(&mut self, limb: LobTest) {
        self.0 |= 1 << limb as u16;
    }

    pub fn contains(self, limb: LobTest) -> bool {
        self.0 & (1 << limb as u16) != 0
    }
}

impl FromIterator<LobTest> for LobTests {
    fn from_iter<I: IntoIterator<Item = LobTest>>(limbs: I) -> LobTests {
        let mut set = LobTests::default();
        limbs.into_iter().for_each(|limb| set.insert(limb));
        set
    }
}
