//! Every labelled sentence of the source document: which it is, and why some are not encoded.
//!
//! A sentence is encoded when a rule cites its label, or the heading sentence it belongs to. All
//! others stand here with the reason. A test holds both lists complete.

use super::LAW;
use crate::law::Rule;

/// A sentence of the document.
#[derive(Debug)]
pub struct Sentence {
    /// Its label, `JT-7.2`.
    pub label: &'static str,
    /// What it is about, in our words.
    pub about: &'static str,
    /// Why no rule cites it; empty when one does.
    pub excused: &'static str,
}

impl Sentence {
    /// The rules that encode it.
    pub fn rules(&self) -> Vec<&'static Rule> {
        let all = LAW.rules().into_iter().map(|(_, rule)| rule);
        all.filter(|rule| rule.cites.iter().any(|cite| cite.place == self.label)).collect()
    }
}

const AGREEMENTS: &str = "another agreement of the company, without bearing on a holder's tax";

/// Every sentence, in the document's order.
pub const SENTENCES: &[Sentence] = &[
    out("MC-1.1", "the price of shares sold to NTT", AGREEMENTS),
    out("MC-1.2", "NTT's 31.6% of the common stock", AGREEMENTS),
    out("MC-1.3", "joint undertakings with NTT", AGREEMENTS),
    out("MC-1.4", "NTT's right to nominate directors", AGREEMENTS),
    out("MC-2.1", "a service agreement with IIJ America", AGREEMENTS),
    out("MC-2.2", "what that service agreement provides", AGREEMENTS),
    out("MC-3.1", "agreements limiting directors' liability", AGREEMENTS),
    out("MC-3.2", "with whom those agreements were made", AGREEMENTS),
    out("MC-4.1", "a joint venture with Konami", AGREEMENTS),
    out("MC-4.2", "what the joint venture is for", AGREEMENTS),
    out("MC-4.3", "a contribution to the joint venture", AGREEMENTS),
    law("EC-1", "no exchange control on dividends to non-residents"),
    law("JT-1.1", "who the Japanese part speaks to"),
    law("JT-1.2", "the law as of the document's date"),
    law("JT-1.3", "the law may change"),
    law("JT-1.4", "the summary is not exhaustive"),
    law("JT-1.5", "investors should satisfy themselves"),
    law("JT-2", "of the overall consequences under Japanese law"),
    law("JT-3", "of the law of their residence"),
    law("JT-4", "of any treaty, with their own advisers"),
    law("JT-5.1", "dividends to non-residents bear withholding tax"),
    law("JT-5.2", "stock splits do not, unless treated as dividends"),
    law("JT-6.1", "the Treaty: signature and entry into force"),
    law("JT-6.2", "the Prior Treaty ceased to have effect"),
    law("JT-6.3", "the Treaty reduces the rate for United States residents"),
    law("JT-6.4", "what a permanent establishment is"),
    law("JT-6.5", "withholding under the Treaty from 2004-07-01"),
    law("JT-6.6", "its other provisions from fiscal years begun in 2005"),
    law("JT-7.1", "10% for most shareholders"),
    law("JT-7.2", "5% for corporations with at least 10% of the votes"),
    law("JT-7.3", "no tax for two kinds of recipients"),
    law("JT-8", "corporations with more than 50% for twelve months"),
    law("JT-9", "pension funds without business income"),
    law("JT-10", "the table of changes"),
    law("JT-11", "the rates of both treaties side by side"),
    law("JT-12", "holders of ADRs own the underlying shares"),
    law("JT-13.1", "20% without a treaty"),
    law("JT-13.2", "Japan has treaties with other countries"),
    law("JT-13.3", "eighteen of them by name"),
    law("JT-13.4", "a lower rate for a capital relationship"),
    law("JT-14.1", "the application before payment, through the company"),
    law("JT-14.2", "which form it is"),
    law("JT-14.3", "a standing proxy may file it"),
    out("JT-14.4", "a reference to the description of the stock", "a cross-reference without content of its own"),
    law("JT-14.5", "ADSs: two forms by the depositary"),
    law("JT-14.6", "proofs an ADS holder files"),
    law("JT-14.7", "further documents for the depositary"),
    law("JT-15", "a refund for those who did not apply"),
    law("JT-16.1", "gains on a sale outside Japan"),
    law("JT-16.2", "gains on a sale within Japan"),
    law("JT-16.3", "inheritance and gift tax"),
    law("JT-17", "stamp and similar taxes"),
    law("US-1.1", "federal income tax on owning shares or ADSs"),
    law("US-1.2", "U.S. holders who hold them as capital assets"),
    law("US-1.3", "special classes are left out"),
    law("US-2", "tax-exempt entities"),
    law("US-3", "life insurance companies"),
    law("US-4", "dealers in securities"),
    law("US-5", "traders who mark to market"),
    law("US-6", "investors liable for alternative minimum tax"),
    law("US-7", "owners of 10% or more of the votes"),
    law("US-8", "straddles, hedges and conversions"),
    law("US-9", "another functional currency than the dollar"),
    law("US-10.1", "the law the discussion is based on"),
    law("US-10.2", "that law may change, also backwards"),
    law("US-10.3", "the deposit agreement is assumed to be performed"),
    law("US-11", "a U.S. holder is a beneficial owner"),
    law("US-12", "citizens and residents"),
    law("US-13", "domestic corporations"),
    law("US-14", "estates taxed regardless of source"),
    law("US-15", "trusts under United States courts and persons"),
    law("US-16.1", "only federal income tax"),
    law("US-16.2", "consult an adviser on all else"),
    law("US-17.1", "holders of ADRs own the shares"),
    law("US-17.2", "exchanging ADRs and shares is not taxed"),
    law("US-18.1", "the company is assumed to be no PFIC"),
    law("US-18.2", "where the PFIC rules stand"),
    law("DIV-1.1", "the gross dividend out of earnings and profits"),
    law("DIV-1.2", "qualified dividends at 15%"),
    law("DIV-2.1", "tax withheld is part of the gross amount"),
    law("DIV-2.2", "when it is included"),
    law("DIV-2.3", "no dividends-received deduction"),
    law("DIV-2.4", "the spot rate of the day of inclusion"),
    law("DIV-2.5", "later currency gain is ordinary"),
    law("DIV-2.6", "and from United States sources"),
    law("DIV-3", "beyond earnings and profits"),
    law("DIV-4.1", "the credit for tax withheld under the Treaty"),
    law("DIV-4.2", "special limits for the 15% rate"),
    law("DIV-4.3", "what is refundable is not creditable"),
    law("DIV-5", "source and category of the dividend"),
    law("CG-1.1", "gain or loss on a sale in dollars"),
    law("CG-1.2", "15% on gains held more than a year"),
    law("CG-1.3", "source of the gain"),
    law("PFIC-1.1", "the company does not believe to be a PFIC"),
    law("PFIC-1.2", "that is decided year by year"),
    law("PFIC-1.3", "it could become one"),
    law("PFIC-2", "what makes it a PFIC for a holder"),
    law("PFIC-3", "75% of income"),
    law("PFIC-4", "50% of assets, by quarter"),
    law("PFIC-5.1", "what passive income is"),
    law("PFIC-5.2", "25% look-through of subsidiaries"),
    law("PFIC-6", "special rules without a mark-to-market election"),
    law("PFIC-7", "for gains"),
    law("PFIC-8", "and for excess distributions"),
    law("PFIC-9", "the heading of the four rules below"),
    law("PFIC-10", "ratable allocation over the holding period"),
    law("PFIC-11", "the current year's part is ordinary income"),
    law("PFIC-12", "prior years' parts at the highest rate"),
    law("PFIC-13", "and with an interest charge"),
    law("PFIC-14", "the credit on excess distributions"),
    law("PFIC-15.1", "the mark-to-market election"),
    law("PFIC-15.2", "it replaces the rules above"),
    law("PFIC-15.3", "yearly inclusion of the increase"),
    law("PFIC-15.4", "which has no favourable rate"),
    law("PFIC-15.5", "limited ordinary losses"),
    law("PFIC-15.6", "and adjusts the basis"),
    law("PFIC-16.1", "no qualified dividends in a PFIC year or the year after"),
    law("PFIC-16.2", "nor the 15% rate"),
    law("PFIC-16.3", "but ordinary rates on the gross amount"),
    law("PFIC-17", "Form 8621"),
];

const fn law(label: &'static str, about: &'static str) -> Sentence {
    Sentence { label, about, excused: "" }
}

const fn out(label: &'static str, about: &'static str, excused: &'static str) -> Sentence {
    Sentence { label, about, excused }
}
