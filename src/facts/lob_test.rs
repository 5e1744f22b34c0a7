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
            LobTest::Government => {
                word!("a state, its subdivision or its central bank", "国、地方政府若しくは地方公共団体又は中央銀行")
            }
            LobTest::ListedCompany => {
                word!("a listed and regularly traded company", "株式が上場され、かつ、通常取引される公開会社")
            }
            LobTest::SubsidiaryOfListedCompanies => {
                word!("a subsidiary of at most five listed companies", "5以下の公開会社の関連会社")
            }
            LobTest::TaxExemptOrganization => word!("an exempt organisation", "免税の公益団体"),
            LobTest::PensionFundMembers => {
                word!("a pension fund with mostly resident members", "構成員の過半が居住者である年金基金")
            }
            LobTest::OwnershipAndBaseErosion => word!(
                "owned by qualified residents, and without base erosion",
                "適格居住者による所有及び課税ベース浸食の基準を満たす者"
            ),
            LobTest::ActiveBusiness => word!(
                "in an active business that the dividend is connected with",
                "配当に関連する営業又は事業の活動を行う者"
            ),
            LobTest::EquivalentBeneficiaries => {
                word!("mostly owned by equivalent beneficiaries", "同等受益者により所定の割合を所有される者")
            }
            LobTest::CompetentAuthority => {
                word!("determined by the competent authority", "権限ある当局の認定を受けた者")
            }
            LobTest::Ownership => word!("owned by qualified residents", "適格居住者により所有される者"),
            LobTest::RegulatedFinancial => word!(
                "a regulated bank, insurance company or securities firm",
                "規制を受ける銀行、保険会社又は証券会社"
            ),
            LobTest::HeadquartersCompany => {
                word!("the headquarters company of a multinational group", "多国籍企業集団の本拠である法人")
            }
            LobTest::ListedBody => word!(
                "a listed and regularly traded body other than a company",
                "法人以外の者で、その持分が上場され、かつ、通常取引されるもの"
            ),
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
