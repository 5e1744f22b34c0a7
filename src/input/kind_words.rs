//! What people call a holder, and the word for it here: for the hint where the kind is refused.
//!
//! A word that several kinds can be meant by names them all, so that nobody takes the nearest.

use crate::lang::Text;

/// What to do about a word for a kind that is none.
pub(super) fn hint(given: &str) -> Option<&'static str> {
    row(given).map(|hint| hint.said())
}

/// The kind that a word of the table is, where it has one that is meant; none for a word that is not in the table.
pub(super) fn meant(given: &str) -> Option<Option<&'static str>> {
    if let Some((_, kind)) = IN_JAPANESE.iter().find(|(word, _)| *word == given.trim()) {
        return Some(Some(kind));
    }
    row(given).map(|hint| hint.en.strip_prefix("did you mean \"")?.split('"').next())
}

/// What registers in Japanese call them.
const IN_JAPANESE: [(&str, &str); 9] = [
    ("個人", "individual"),
    ("自然人", "individual"),
    ("法人", "corporation"),
    ("会社", "corporation"),
    ("年金基金", "pension_fund"),
    ("信託", "trust"),
    ("政府", "government"),
    ("組合", "partnership"),
    ("名義人", "nominee"),
];

fn row(given: &str) -> Option<&'static Text> {
    let plain: String = given.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    WORDS.iter().find(|(words, _)| words.contains(&plain.as_str())).map(|(_, hint)| hint)
}

/// Words without spaces, hyphens and case.
const WORDS: &[(&[&str], Text)] = &[
    (
        &[
            "llc",
            "lp",
            "llp",
            "lllp",
            "limitedpartnership",
            "generalpartnership",
            "limitedliabilitycompany",
            "gp",
            "kg",
            "transparent",
            "transparententity",
            "hybrid",
            "disregardedentity",
        ],
        Text {
            en: "it is a \"partnership\" where its members are taxed on its income, and then state its members; it is a \"corporation\" only where it is taxed on it itself",
            ja: "その所得について構成員が課税されるものは\"partnership\"であり、構成員も記載してください。\"corporation\"は、その所得について自ら課税されるものに限ります。",
        },
    ),
    (
        &[
            "sovereign",
            "sovereignfund",
            "sovereignwealthfund",
            "swf",
            "state",
            "centralbank",
            "ministry",
            "municipality",
            "embassy",
            "localgovernment",
            "stateowned",
            "publicbody",
        ],
        Text {
            en: "a state, its bodies and its central bank are a \"government\", and a company that a state owns is a \"corporation\"",
            ja: "国、その機関及び中央銀行は\"government\"、国が所有する会社は\"corporation\"です。",
        },
    ),
    (
        &["individualretirementaccount", "rothira", "roth", "traditionalira", "sepira", "simpleira", "rolloverira"],
        Text {
            en: "did you mean \"ira\"? State certified_as as well",
            ja: "\"ira\"の誤りではありませんか。certified_asも記載してください。",
        },
    ),
    (
        &[
            "401k",
            "401a",
            "403b",
            "457b",
            "keogh",
            "pension",
            "pensionplan",
            "pensiontrust",
            "pensionscheme",
            "sipp",
            "superannuation",
            "superfund",
            "retirementplan",
            "retirementfund",
        ],
        Text {
            en: "did you mean \"pension_fund\"? An individual retirement account of the United States is an \"ira\"",
            ja: "\"pension_fund\"の誤りではありませんか。米国の個人退職勘定（IRA）は\"ira\"です。",
        },
    ),
    (
        &[
            "ind",
            "indv",
            "isa",
            "brokerageaccount",
            "jointaccount",
            "joint",
            "person",
            "naturalperson",
            "human",
            "retail",
            "citizen",
        ],
        Text {
            en: "did you mean \"individual\"? State each owner of a joint account by itself",
            ja: "\"individual\"の誤りではありませんか。共同名義口座は、名義人ごとに記載してください。",
        },
    ),
    (
        &["rrsp", "rrif", "tfsa"],
        Text {
            en: "it is a \"trust\": the treaty with Canada has no row for pension funds",
            ja: "\"trust\"です。日加租税条約には年金基金に関する行がありません。",
        },
    ),
    (
        &["regulatedinvestmentcompany", "mutualfund", "etf", "usfund"],
        Text {
            en: "one of the United States is a \"ric\", and one of another country a \"fund\"; state fund_taxed_as as well",
            ja: "米国のものは\"ric\"、その他の国のものは\"fund\"です。fund_taxed_asも記載してください。",
        },
    ),
    (
        &["trustfund"],
        Text {
            en: "a trust that a trustee holds for its beneficiaries is a \"trust\", and a fund in which investors hold units a \"fund\"",
            ja: "受託者が受益者のために保有する信託は\"trust\"、投資家が持分（ユニット）を保有するファンドは\"fund\"です。",
        },
    ),
    (
        &[
            "investmentfund",
            "investmenttrust",
            "hedgefund",
            "sicav",
            "sicaf",
            "icav",
            "ucits",
            "oeic",
            "unittrust",
            "fcp",
            "privateequityfund",
            "collectiveinvestmentvehicle",
            "civ",
            "vcc",
            "funds",
        ],
        Text {
            en: "did you mean \"fund\"? State fund_taxed_as as well",
            ja: "\"fund\"の誤りではありませんか。fund_taxed_asも記載してください。",
        },
    ),
    (
        &["reit", "usreit", "realestateinvestmenttrust"],
        Text {
            en: "it is a \"corporation\" where it is taxed as one, as in the United States, and else a \"trust\"",
            ja: "米国でのように法人として課税されるものは\"corporation\"、その他は\"trust\"です。",
        },
    ),
    (
        &[
            "bank",
            "company",
            "corp",
            "corporate",
            "inc",
            "ltd",
            "limited",
            "plc",
            "gmbh",
            "ag",
            "insurer",
            "insurancecompany",
            "broker",
            "brokerdealer",
            "stateownedcompany",
            "business",
        ],
        Text {
            en: "did you mean \"corporation\"? Who only holds for others is a \"nominee\"",
            ja: "\"corporation\"の誤りではありませんか。他者のために保有するだけの者は\"nominee\"です。",
        },
    ),
    (
        &[
            "foundation",
            "endowment",
            "nonprofit",
            "notforprofit",
            "ngo",
            "church",
            "university",
            "501c3",
            "charitabletrust",
            "taxexempt",
            "exemptorganization",
        ],
        Text { en: "did you mean \"charity\"?", ja: "\"charity\"の誤りではありませんか。" },
    ),
    (
        &[
            "custodian",
            "omnibus",
            "streetname",
            "depositary",
            "depository",
            "dtc",
            "cede",
            "globalcustodian",
            "agent",
            "intermediary",
        ],
        Text {
            en: "did you mean \"nominee\"? Relief is for the beneficial owner: state the owners as its members",
            ja: "\"nominee\"の誤りではありませんか。軽減・免除は受益者に対するものです。受益者を構成員として記載してください。",
        },
    ),
    (
        &[
            "internationalorganisation",
            "supranational",
            "un",
            "unitednations",
            "worldbank",
            "imf",
            "ifc",
            "io",
            "multilateral",
        ],
        Text {
            en: "did you mean \"international_organization\"?",
            ja: "\"international_organization\"の誤りではありませんか。",
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::HolderKind;

    #[test]
    fn each_word_has_one_hint_and_no_kind_has_any() {
        let all: Vec<&str> = WORDS.iter().flat_map(|(words, _)| words.iter().copied()).collect();
        for word in &all {
            assert_eq!(all.iter().filter(|other| *other == word).count(), 1, "{word}");
            assert!(hint(word).is_some(), "{word} is not written plainly");
        }
        assert!(HolderKind::WORDS.iter().all(|word| hint(word).is_none()));
        assert!(IN_JAPANESE.iter().all(|(_, kind)| HolderKind::from_word(kind).is_some()));
        assert_eq!(hint("Trust Fund"), hint("trust_fund"));
        assert_eq!(hint("401(k)"), hint("401k"));
        // What is meant by a word is told, but for one that can mean two kinds.
        assert_eq!([meant("Corp"), meant("L.L.C."), meant("somebody")], [Some(Some("corporation")), Some(None), None]);
    }

    #[test]
    fn a_hint_names_kinds_that_there_are() {
        for (_, hint) in WORDS {
            let named = |text: &'static str| text.split('"').skip(1).step_by(2).collect::<Vec<_>>();
            let (english, japanese) = (named(hint.en), named(hint.ja));
            let are_kinds = english.iter().all(|kind| HolderKind::from_word(kind).is_some());
            assert!(!english.is_empty() && are_kinds, "{hint:?}");
            assert_eq!(english, japanese);
        }
    }
}
