//! Form 17, the sheet on the limitation on benefits, which each treaty has its own of: its sections in order, and the tests by
//! which each is met. A holder says yes to the first that it meets, and nothing to those after it.
//!
//! The sheets were read as text, in which some boxes are pictures. A section that only a picture shows is called by the words
//! of its note or, where it has no note, of the treaty's article.

mod since_2015;
mod until_2013;

use super::{Asks, FormBox, JapanForm, LobAsks, asked};
use crate::facts::LobTest;

const TREATY: FormBox = asked(Asks::Treaty, "", "適用を受ける租税条約", "applicable income tax convention");
const NAME: FormBox = asked(Asks::Name, "", "氏名又は名称", "full name");
const CERTIFICATE: FormBox =
    asked(Asks::ResidenceCertificate, "", "居住者証明書の添付", "residence certificate, attached");
const INDIVIDUAL: FormBox = asked(Asks::LobIndividual, "A(1)", "個人", "individual");
const GOVERNMENT: FormBox =
    section(&[LobTest::Government], LobAsks::OnSheet, "A(2)", "適格政府機関", "qualified governmental entity");
const LISTED_COMPANY: FormBox =
    section(&[LobTest::ListedCompany], LobAsks::OnSheet, "A(3)", "公開会社", "publicly traded company");
/// Of sheets whose note counts other bodies among the companies.
const LISTED_BODY: FormBox = section(LISTED, LobAsks::OnSheet, "A(3)", "公開会社", "publicly traded company");
const LISTED: &[LobTest] = &[LobTest::ListedCompany, LobTest::ListedBody];
/// A picture on every sheet that has it.
const FINANCIAL: FormBox = section(
    &[LobTest::RegulatedFinancial],
    LobAsks::OnSheet,
    "A(4)",
    "銀行、保険会社又は証券会社",
    "bank, insurance company or securities dealer",
);
const OWNERSHIP: &[LobTest] = &[LobTest::Ownership, LobTest::OwnershipAndBaseErosion];
const OWNED: FormBox = section(OWNERSHIP, LobAsks::Owners, "B(1)", "個人以外の者", "person other than an individual");

/// A section that asks for a yes or a no.
const fn section(
    tests: &'static [LobTest],
    asks: LobAsks,
    number: &'static str,
    ja: &'static str,
    en: &'static str,
) -> FormBox {
    asked(Asks::LobLimb(tests, asks), number, ja, en)
}

/// A section on a pension fund.
const fn fund(asks: LobAsks, number: &'static str, ja: &'static str, en: &'static str) -> FormBox {
    section(&[LobTest::PensionFundMembers], asks, number, ja, en)
}

/// The section on an exempt organisation.
const fn charity(asks: LobAsks, number: &'static str) -> FormBox {
    section(&[LobTest::TaxExemptOrganization], asks, number, "公益団体", "public service organization")
}

/// The section on who is owned by equivalent beneficiaries, which the sheet calls a resident of the country.
const fn beneficiaries(ja: &'static str, en: &'static str) -> FormBox {
    section(&[LobTest::EquivalentBeneficiaries], LobAsks::Beneficiaries, "B(2)", ja, en)
}

const fn business(asks: LobAsks, number: &'static str) -> FormBox {
    section(
        &[LobTest::ActiveBusiness],
        asks,
        number,
        "居住地国において行っている事業",
        "business in the country of residence",
    )
}

const HEADQUARTERS: FormBox = section(
    &[LobTest::HeadquartersCompany],
    LobAsks::Conditions,
    "C(1)",
    "多国籍企業集団の本拠である法人",
    "headquarters company for a multinational corporate group",
);

const fn determination(number: &'static str) -> FormBox {
    section(
        &[LobTest::CompetentAuthority],
        LobAsks::Determination,
        number,
        "国税庁長官の認定",
        "determination by the NTA Commissioner",
    )
}

/// A sheet: what stands before its sections, and these.
macro_rules! sheet {
    ($number:literal, $ja:literal, $en:literal; $($section:expr),+ $(,)?) => {
        $crate::law::japan_forms::JapanForm {
            number: $number,
            ja: concat!("特典条項に関する付表（", $ja, "）"),
            en: concat!("Attachment form for limitation on benefits, ", $en),
            boxes: &[
                $crate::law::japan_forms::limitation::TREATY,
                $crate::law::japan_forms::limitation::NAME,
                $crate::law::japan_forms::limitation::CERTIFICATE,
                $($section),+
            ],
        }
    };
}
use sheet;

/// The sheets that are known box by box.
pub(super) static SHEETS: &[&JapanForm] = &[
    &until_2013::US,
    &until_2013::GB,
    &until_2013::FR,
    &until_2013::AU,
    &until_2013::NL,
    &until_2013::CH,
    &until_2013::NZ,
    &until_2013::SE,
    &since_2015::DE,
    &since_2015::BE,
    &since_2015::DK,
    &since_2015::ES,
    &since_2015::AT,
    &since_2015::LV,
    &since_2015::LT,
    &since_2015::EE,
    &since_2015::RU,
    &since_2015::IS,
    &since_2015::CO,
    &since_2015::HR,
];

/// The sheets of other treaties, which differ in what they ask.
pub(super) static FORM_17: JapanForm = JapanForm {
    number: "17",
    ja: "特典条項に関する付表",
    en: "Attachment form for limitation on benefits, in the sheet of the treaty",
    boxes: &[
        TREATY,
        NAME,
        CERTIFICATE,
        asked(
            Asks::LobSections,
            "A–",
            "Ａから順に、最初に該当する項目まで",
            "the sections of the sheet in order, up to the first that is met",
        ),
    ],
};
