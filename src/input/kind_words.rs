//! What people call a holder, and the word for it here: for the hint where the kind is refused.
//!
//! A word that several kinds can be meant by names them all, so that nobody takes the nearest.

/// What to do about a word for a kind that is none.
pub(super) fn hint(given: &str) -> Option<&'static str> {
    let plain: String = given.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    WORDS.iter().find(|(words, _)| words.contains(&plain.as_str())).map(|(_, hint)| *hint)
}

/// Words without spaces, hyphens and case.
const WORDS: &[(&[&str], &str)] = &[
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
        "it is a \"partnership\" where its members are taxed on its income, and then state its members; it is a \"corporation\" only where it is taxed on it itself",
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
        "a state, its bodies and its central bank are a \"government\", and a company that a state owns is a \"corporation\"",
    ),
    (
        &["individualretirementaccount", "rothira", "roth", "traditionalira", "sepira", "simpleira", "rolloverira"],
        "did you mean \"ira\"? State certified_as as well",
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
        "did you mean \"pension_fund\"? An individual retirement account of the United States is an \"ira\"",
    ),
    (
        &["isa", "brokerageaccount", "jointaccount", "joint", "person", "naturalperson", "human", "retail", "citizen"],
        "did you mean \"individual\"? State each owner of a joint account by itself",
    ),
    (&["rrsp", "rrif", "tfsa"], "it is a \"trust\": the treaty with Canada has no row for pension funds"),
    (
        &["regulatedinvestmentcompany", "mutualfund", "etf", "usfund"],
        "one of the United States is a \"ric\", and one of another country a \"fund\"; state fund_taxed_as as well",
    ),
    (
        &["trustfund"],
        "a trust that a trustee holds for its beneficiaries is a \"trust\", and a fund in which investors hold units a \"fund\"",
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
        "did you mean \"fund\"? State fund_taxed_as as well",
    ),
    (
        &["reit", "usreit", "realestateinvestmenttrust"],
        "it is a \"corporation\" where it is taxed as one, as in the United States, and else a \"trust\"",
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
        "did you mean \"corporation\"? Who only holds for others is a \"nominee\"",
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
        "did you mean \"charity\"?",
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
        "did you mean \"nominee\"? Relief is for the beneficial owner: state the owners as its members",
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
        "did you mean \"international_organization\"?",
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
        assert_eq!(hint("Trust Fund"), hint("trust_fund"));
        assert_eq!(hint("401(k)"), hint("401k"));
    }

    #[test]
    fn a_hint_names_kinds_that_there_are() {
        for (_, hint) in WORDS {
            let named: Vec<&str> = hint.split('"').skip(1).step_by(2).collect();
            assert!(!named.is_empty() && named.iter().all(|kind| HolderKind::from_word(kind).is_some()), "{hint}");
        }
    }
}
