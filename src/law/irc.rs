//! The Internal Revenue Code on passive foreign investment companies, and the documents about it.
//!
//! What follows is read for any day its tables know. The Code was read as of April 2023.

mod pfic;

pub use pfic::{CHAPTER, PFIC_DETAILS};

use super::Source;

pub const IRC: &Source = &Source {
    short: "IRC",
    title: "Internal Revenue Code, title 26 of the United States Code",
    url: "https://www.law.cornell.edu/uscode/text/26",
};

pub const REG: &Source = &Source {
    short: "Reg.",
    title: "Treasury Regulations, title 26 of the Code of Federal Regulations",
    url: "https://www.law.cornell.edu/cfr/text/26/part-1",
};

pub const PROP_REG: &Source = &Source {
    short: "Prop. Reg.",
    title: "Proposed Treasury Regulations of 1992 on passive foreign investment companies",
    url: "https://www.form8621.com/codes-and-regulations/prop-1-1291-4-deferred-tax-amount/",
};

pub const FORM_8621: &Source = &Source {
    short: "Form 8621",
    title: "Internal Revenue Service Form 8621 and its instructions",
    url: "https://www.irs.gov/forms-pubs/about-form-8621",
};

pub const NOTICE_2003_69: &Source = &Source {
    short: "Notice",
    title: "Notice 2003-69 of the Internal Revenue Service",
    url: "http://www.ustreas.gov/press/releases/reports/n200369.htm",
};

pub const NOTICE_2006_101: &Source = &Source {
    short: "Notice",
    title: "Notice 2006-101 of the Internal Revenue Service",
    url: "https://unclefed.com/Tax-Bulls/2006/not06-101.html",
};

pub const NOTICE_2010_34: &Source = &Source {
    short: "Notice",
    title: "Notice 2010-34 of the Internal Revenue Service",
    url: "https://www.irs.gov/irb/2010-17_IRB/ar12.html",
};

pub const NOTICE_2011_55: &Source = &Source {
    short: "Notice",
    title: "Notice 2011-55 of the Internal Revenue Service",
    url: "https://www.irs.gov/irb/2011-29_IRB/ar06.html",
};

pub const NOTICE_2011_64: &Source = &Source {
    short: "Notice",
    title: "Notice 2011-64 of the Internal Revenue Service",
    url: "https://www.irs.gov/irb/2011-37_IRB/ar01.html",
};

pub const NOTICE_2024_11: &Source = &Source {
    short: "Notice",
    title: "Notice 2024-11 of the Internal Revenue Service",
    url: "https://touchtax.edrich.de/1i.php?view=showRevProcArticle&recnum=44",
};

pub const REV_RUL_66_7: &Source = &Source {
    short: "Rev. Rul.",
    title: "Revenue Ruling 66-7 of the Internal Revenue Service, as Revenue Ruling 66-97 restates it",
    url: "https://taxlibrary.net/lr/resolve//d46t",
};

pub const REV_RUL_70_598: &Source = &Source {
    short: "Rev. Rul.",
    title: "Revenue Ruling 70-598 of the Internal Revenue Service",
    url: "https://taxnotes.com/research/federal/irs-guidance/revenue-rulings/rev.-rul.-70-598/d73w",
};

pub const FORM_1116: &Source = &Source {
    short: "Form 1116",
    title: "Internal Revenue Service Form 1116 and its instructions",
    url: "https://www.irs.gov/instructions/i1116",
};

pub const PUB_514: &Source = &Source {
    short: "Pub. 514",
    title: "Internal Revenue Service Publication 514, Foreign Tax Credit for Individuals",
    url: "https://www.irs.gov/publications/p514",
};

pub const FEDERAL_REGISTER: &Source = &Source {
    short: "Federal Register",
    title: "Federal Register, quarterly notices of interest rates",
    url: "https://www.federalregister.gov/d/2024-21785",
};

pub const IRB: &Source = &Source {
    short: "IRB",
    title: "Internal Revenue Bulletin, revenue rulings on interest rates",
    url: "https://www.irs.gov/payments/quarterly-interest-rates",
};

pub const REV_PROC_95_17: &Source = &Source {
    short: "Rev. Proc. 95-17",
    title: "Revenue Procedure 95-17, 1995-1 C.B. 556, tables of interest factors",
    url: "https://www.irs.gov/payments/quarterly-interest-rates",
};

pub const TOSO: &Source = &Source {
    short: "Toso v. Commissioner",
    title: "Toso v. Commissioner, 151 T.C. 27 (2018)",
    url: "https://taishofflaw.com/2018/09/04/a-camel-is-a-horse/",
};

pub const PL_94_455: &Source = &Source {
    short: "P.L. 94-455",
    title: "Tax Reform Act of 1976",
    url: "https://www.congress.gov/bill/94th-congress/house-bill/10612",
};

pub const PL_97_34: &Source = &Source {
    short: "P.L. 97-34",
    title: "Economic Recovery Tax Act of 1981, 95 Stat. 172",
    url: "https://en.wikisource.org/wiki/Page:United_States_Statutes_at_Large_Volume_95.djvu/212",
};

pub const PL_98_369: &Source = &Source {
    short: "P.L. 98-369",
    title: "Deficit Reduction Act of 1984",
    url: "https://www.congress.gov/bill/98th-congress/house-bill/4170",
};

pub const PL_101_508: &Source = &Source {
    short: "P.L. 101-508",
    title: "Omnibus Budget Reconciliation Act of 1990",
    url: "https://www.congress.gov/bill/101st-congress/house-bill/5835",
};

pub const PL_105_206: &Source = &Source {
    short: "P.L. 105-206",
    title: "Internal Revenue Service Restructuring and Reform Act of 1998",
    url: "https://www.congress.gov/bill/105th-congress/house-bill/2676",
};

pub const PL_105_34: &Source = &Source {
    short: "P.L. 105-34",
    title: "Taxpayer Relief Act of 1997",
    url: "https://www.congress.gov/105/plaws/publ34/PLAW-105publ34.htm",
};

pub const PL_99_514: &Source = &Source {
    short: "P.L. 99-514",
    title: "Tax Reform Act of 1986, 100 Stat. 2085",
    url: "https://www.govinfo.gov/app/details/STATUTE-100",
};

pub const JCS_10_87: &Source = &Source {
    short: "JCS-10-87",
    title: "Joint Committee on Taxation, General Explanation of the Tax Reform Act of 1986",
    url: "https://books.google.com/books?id=nY8FAAAAIAAJ&pg=PA178",
};

pub const PL_103_66: &Source = &Source {
    short: "P.L. 103-66",
    title: "Omnibus Budget Reconciliation Act of 1993, 107 Stat. 312",
    url: "https://www.govinfo.gov/app/details/STATUTE-107",
};

pub const PL_107_16: &Source = &Source {
    short: "P.L. 107-16",
    title: "Economic Growth and Tax Relief Reconciliation Act of 2001, 115 Stat. 38",
    url: "https://www.govinfo.gov/app/details/STATUTE-115",
};

pub const PL_108_27: &Source = &Source {
    short: "P.L. 108-27",
    title: "Jobs and Growth Tax Relief Reconciliation Act of 2003",
    url: "https://www.congress.gov/108/plaws/publ27/PLAW-108publ27.htm",
};

pub const PL_108_357: &Source = &Source {
    short: "P.L. 108-357",
    title: "American Jobs Creation Act of 2004",
    url: "https://www.congress.gov/108/plaws/publ357/PLAW-108publ357.htm",
};

pub const PL_114_41: &Source = &Source {
    short: "P.L. 114-41",
    title: "Surface Transportation and Veterans Health Care Choice Improvement Act of 2015",
    url: "https://www.congress.gov/114/plaws/publ41/PLAW-114publ41.htm",
};

pub const PL_115_97: &Source = &Source {
    short: "P.L. 115-97",
    title: "the tax act of 2017-12-22",
    url: "https://www.congress.gov/115/plaws/publ97/PLAW-115publ97.htm",
};
