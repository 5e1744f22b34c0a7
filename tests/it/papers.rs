//! Data sheets for the forms of Japan: which are called for, and what stands in their boxes, held to what was written by
//! hand from the facts.

use std::cmp::Ordering;

use serde_json::Value;

use crate::support::{json_files, run, run_in};

/// The sheets of a profile under the law in force.
fn sheets(profile: &str) -> Value {
    let command = ["dividend", "--holder", "-", "--law", "statute", "--forms", "--format", "json"];
    let ran = run_in(".", &command, profile.as_bytes());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

fn forms(sheets: &Value) -> Vec<&str> {
    sheets["papers"].as_array().unwrap().iter().map(|paper| paper["form"].as_str().unwrap()).collect()
}

fn paper<'a>(sheets: &'a Value, form: &str) -> &'a Value {
    let mut papers = sheets["papers"].as_array().unwrap().iter();
    papers.find(|paper| paper["form"] == form).unwrap_or_else(|| panic!("no Form {form}: {sheets}"))
}

/// What stands in a box: its value, `add` or `empty`.
fn entry<'a>(sheets: &'a Value, form: &str, number: &str, label: &str) -> &'a str {
    let boxes = paper(sheets, form)["boxes"].as_array().unwrap();
    let is_it =
        |it: &&Value| it["number"].as_str().unwrap_or("") == number && it["label_en"].as_str().unwrap().contains(label);
    let found: Vec<_> = boxes.iter().filter(is_it).collect();
    assert_eq!(found.len(), 1, "Form {form} {number} {label}");
    match (&found[0]["value"], &found[0]["add"], &found[0]["empty"]) {
        (Value::String(value), Value::Null, Value::Null) => value,
        (Value::Null, Value::String(_), Value::Null) => "add",
        (Value::Null, Value::Null, Value::String(_)) => "empty",
        other => panic!("{other:?}"),
    }
}

/// 20,000 ADSs of which two represent one share are 10,000 shares. Eight months counted from the day after 2024-03-31 end
/// with 2024-11-30; the day after is a Sunday, so that Form 5 is filed through Monday, 2024-12-02. Article 3 of the Ordinance
/// asks for no Form 17.
#[test]
fn of_adss_the_depositary_files() {
    let sheets = sheets(
        r#"{"kind":"individual","residence":"US","instrument":"ads","shares":20000,"held_since":"2020-01-10",
        "payer":{"name":"Example K.K."},
        "dividend":{"per_share_jpy":"17.18","ads_per_share":"2:1","entitlement_date":"2024-03-31",
            "payment_date":"2024-06-28"}}"#,
    );
    assert_eq!(forms(&sheets), ["4", "5"], "{sheets}");
    assert_eq!(paper(&sheets, "4")["due"], "2024-06-27");
    assert_eq!(paper(&sheets, "5")["due"], "2024-12-02");
    assert_eq!(paper(&sheets, "4")["by"], "the depositary or its agent");
    for (form, number, label, expected) in [
        ("4", "(1)", "depositary", "add"),
        ("4", "(2)", "custodian", "add"),
        ("4", "(3)", "payer", "Example K.K."),
        ("4", "(4)", "record date", "2024-03-31"),
        ("4", "(7)", "no treaty applies", "add"),
        ("4", "(8)", "to be investigated", "add"),
        ("5", "(4)", "record date", "2024-03-31"),
        ("5", "(5)", "date on which Form 4 was filed", "add"),
        ("5", "(8)", "no treaty applies", "add"),
    ] {
        assert_eq!(entry(&sheets, form, number, label), expected, "Form {form} {number} {label}");
    }
    for (form, number) in [("4", "(5)"), ("4", "(6)"), ("5", "(6)"), ("5", "(7)")] {
        let brings = "this holder: 10,000 shares, behind 20,000 ADSs; to add: ";
        let label = if (form, number) == ("5", "(6)") { "investigation" } else { "" };
        assert!(entry(&sheets, form, number, label).starts_with(brings), "Form {form} {number}");
    }
}

/// A British company that has held 12% for more than six months pays nothing: article 10(3)(a) of the convention as the
/// protocol of 2013 amends it.
#[test]
fn a_company_files_form_1_and_shows_how_it_is_exempt() {
    let profile = r#"{"kind":"corporation","residence":"GB","instrument":"share","shares":50000,"ownership_percent":12,
        "held_since":"2020-01-10","limitation_on_benefits":["listed_company"],
        "payer":{"name":"Example Holdings K.K.","code":"8888"},
        "dividend":{"per_share_jpy":40,"entitlement_date":"2025-03-31","payment_date":"2025-06-27"}}"#;
    let sheets = sheets(profile);
    assert_eq!(forms(&sheets), ["1", "1-2", "17-GB"], "{sheets}");
    assert_eq!(paper(&sheets, "1")["due"], "2025-06-26");
    assert_eq!(paper(&sheets, "1-2")["due"], Value::Null);
    assert_eq!(paper(&sheets, "1-2")["why"], "in_place_of_form_1");
    for (form, number, label, expected) in [
        ("1", "1", "applicable tax rate", "exemption (免税)"),
        ("1", "2", "full name", "add"),
        ("1", "2", "domicile", "empty"),
        ("1", "2", "nationality", "empty"),
        ("1", "2", "head office", "add"),
        ("1", "2", "organized", "add"),
        ("1", "2", "permanent establishment", "add"),
        ("1", "3(1)", "payer", "Example Holdings K.K."),
        ("1", "3(2)", "head office", "add"),
        ("1", "3(3)", "Corporate Number", "add"),
        ("1", "3(4)", "voting shares", "add"),
        ("1", "4", "kind of principal", "shares (株式)"),
        ("1", "4", "issue", "Example Holdings K.K. (code 8888)"),
        ("1", "4", "nominee", "empty"),
        ("1", "4", "quantity", "50,000 shares"),
        ("1", "4", "of which voting", "50,000 shares, unless some have no vote"),
        ("1", "4", "acquisition", "2020-01-10"),
        ("1", "6", "members", "empty"),
        ("1", "8", "certification", "add"),
        ("1-2", "1", "country alone", "the United Kingdom"),
        ("1-2", "3", "handling payment", "add"),
        ("17-GB", "A(1)", "individual", "no"),
        ("17-GB", "A(2)", "state", "no"),
        ("17-GB", "A(3)", "publicly traded", "yes, as stated; to add: the details that the sheet asks for"),
        ("17-GB", "A(4)", "pension", "empty"),
        ("17-GB", "D", "determination", "empty"),
    ] {
        assert_eq!(entry(&sheets, form, number, label), expected, "Form {form} {number} {label}");
    }
    let treaty = entry(&sheets, "1", "1", "convention");
    assert!(treaty.starts_with("with the United Kingdom: article 10, paragraph 3(a) (第10条第3項(a)); "), "{treaty}");
    let details = entry(&sheets, "1", "5", "conditions");
    assert!(details.contains("12% of the voting stock since 2020-01-10"), "{details}");
    // Under 10% it is no matter of votes, and of 10% no exemption.
    let small = self::sheets(&profile.replace("\"ownership_percent\":12", "\"ownership_percent\":\"9.99\""));
    assert_eq!(entry(&small, "1", "3(4)", "voting shares"), "empty");
    assert_eq!(entry(&small, "1", "4", "of which voting"), "empty");
    assert_eq!(entry(&small, "1", "1", "applicable tax rate"), "rate (限度税率) 10%");
    assert_eq!(entry(&small, "1", "8", "certification"), "empty");
}

/// 3,000 shares × 35 yen = 105,000 yen; 15.315% of it, floored, is 16,080 yen, and 10% are 10,500: 5,580 yen come back until
/// five years after the payment.
#[test]
fn a_claim_has_its_amounts() {
    let sheets = sheets(
        r#"{"kind":"individual","residence":"US","instrument":"share","shares":3000,
        "lots":[{"shares":1000,"acquired":"2020-01-10"},{"shares":2000,"acquired":"2021-02-03"}],
        "relief":{"application_filed":false},
        "dividend":{"per_share_jpy":35,"entitlement_date":"2024-03-31","payment_date":"2024-06-28"}}"#,
    );
    assert_eq!(forms(&sheets), ["11", "1", "17-US"], "{sheets}");
    assert_eq!(paper(&sheets, "11")["due"], "2029-06-28");
    assert_eq!(paper(&sheets, "1")["why"], "with_claim");
    for (form, number, label, expected) in [
        ("11", "1", "full name", "add"),
        ("11", "1", "domicile", "add"),
        ("11", "1", "main office", "empty"),
        ("11", "2(1)", "kind of refund", "3号 (Ordinance 15(1)(iii))"),
        ("11", "2(2)", "amount claimed", "5,580 yen"),
        ("11", "2(3)", "where the refund is paid", "add"),
        ("11", "3", "payer", "add"),
        ("11", "4(1)", "kind of income", "dividend (配当)"),
        ("11", "4(2)", "date of payment", "2024-06-28"),
        ("11", "4(3)", "amount paid", "105,000 yen"),
        ("11", "4(4)", "withheld", "16,080 yen"),
        ("11", "4(5)", "paid over", "add"),
        ("11", "4(6)", "under the convention", "10,500 yen"),
        ("11", "4(7)", "to be refunded", "5,580 yen"),
        ("1", "1", "applicable tax rate", "rate (限度税率) 10%"),
        ("1", "4", "quantity", "3,000 shares"),
        ("1", "4", "acquisition", "2020-01-10 (1,000), 2021-02-03 (2,000)"),
        ("1", "3(4)", "voting shares", "empty"),
        ("1", "8", "certification", "empty"),
        ("17-US", "", "residence certificate", "add"),
        ("17-US", "A(1)", "individual", "yes: an individual; what follows stays empty"),
        ("17-US", "A(2)", "state", "empty"),
        ("17-US", "D", "determination", "empty"),
    ] {
        assert_eq!(entry(&sheets, form, number, label), expected, "Form {form} {number} {label}");
    }
    let treaty = entry(&sheets, "17-US", "", "convention");
    assert!(treaty.starts_with("with the United States: article 10, paragraph 2(b) (第10条第2項(b)); "), "{treaty}");
}

/// The sections of each sheet in order, and by which stated test a holder says yes to it: none where the treaty gives the rate
/// that the sheet is for to nobody who meets it.
const SECTIONS: &[(&str, &str)] = &[
    (
        "FR",
        "A(1) A(2)=government A(3)=listed_company B(1)=ownership B(2)=equivalent_beneficiaries C=active_business \
         D=pension_fund_members E=competent_authority",
    ),
    ("AU", "A(1) A(2) A(3)=listed_company A(4) A(5) B=subsidiary_of_listed_companies C D=competent_authority"),
    (
        "NL",
        "A(1) A(2)=government A(3)=listed_company A(4)=regulated_financial A(5)=pension_fund_members \
         A(6)=tax_exempt_organization B(1)=ownership B(2)=equivalent_beneficiaries C(1)=headquarters_company \
         C(2)=active_business D=competent_authority",
    ),
    (
        "CH",
        "A(1) A(2)=government A(3)=listed_company A(4)=regulated_financial A(5)=pension_fund_members \
         A(6)=tax_exempt_organization B(1)=ownership B(2)=equivalent_beneficiaries C(1)=headquarters_company \
         C(2)=active_business D=competent_authority",
    ),
    ("NZ", "A(1)=listed_company A(2) B(1)=subsidiary_of_listed_companies B(2) C D=competent_authority"),
    (
        "SE",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members A(5)=tax_exempt_organization \
         B(1)=ownership B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "DE",
        "A(1)=individual A(2)=government A(3)=listed_company A(4)=pension_fund_members A(5)=tax_exempt_organization \
         B(1)=ownership B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "BE",
        "A(1) A(2)=government A(3)=listed_company A(4)=regulated_financial A(5)=pension_fund_members \
         A(6)=tax_exempt_organization B(1)=ownership B(2)=equivalent_beneficiaries C(1)=headquarters_company \
         C(2)=active_business D=competent_authority",
    ),
    (
        "DK",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members B(1)=ownership \
         B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "ES",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members B(1)=ownership \
         B(2)=equivalent_beneficiaries C(1)=headquarters_company C(2)=active_business D=competent_authority",
    ),
    (
        "AT",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members A(5)=tax_exempt_organization \
         B(1)=ownership_and_base_erosion B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "LV",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members A(5)=tax_exempt_organization \
         B(1)=ownership B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "LT",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members A(5)=tax_exempt_organization \
         B(1)=ownership B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "EE",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members B(1)=ownership \
         B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    ("RU", "A(1) A(2) A(3) A(4)=pension_fund_members B(1) B(2)=equivalent_beneficiaries C D=competent_authority"),
    (
        "IS",
        "A(1) A(2)=government A(3)=listed_company A(4)=pension_fund_members B(1)=ownership \
         B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    (
        "CO",
        "A(1)=individual A(2)=government A(3)=listed_company A(4)=pension_fund_members B(1)=ownership \
         B(2)=equivalent_beneficiaries C=active_business D=competent_authority",
    ),
    ("HR", "A=listed_company B=ownership C=competent_authority"),
];

/// A holder that owns all of the company says yes to the section of the test that it states, no to those before it, and nothing
/// to those after it. Article 22 of the treaty with New Zealand is on no dividends.
#[test]
fn each_sheet_has_its_sections_in_order_up_to_the_first_that_is_met() {
    let mut met = 0;
    for (country, sections) in SECTIONS {
        let sections: Vec<(&str, &str)> =
            sections.split(' ').map(|section| section.split_once('=').unwrap_or((section, ""))).collect();
        for (at, (_, test)) in sections.iter().enumerate().filter(|(_, (_, test))| !test.is_empty()) {
            let (kind, facts) = match (*test, *country) {
                ("individual", _) => ("individual", String::new()),
                // A state needs to state nothing more.
                ("government", "DE" | "CO") => ("government", String::new()),
                (_, "RU") => ("pension_fund", format!(r#""limitation_on_benefits":["{test}"],"#)),
                _ => (
                    "corporation",
                    format!(
                        r#""limitation_on_benefits":["{test}"],"ownership_percent":100,"held_since":"2015-01-10","#
                    ),
                ),
            };
            let sheets = sheets(&format!(
                r#"{{"kind":"{kind}","residence":"{country}","instrument":"share","shares":50000,{facts}
                "dividend":{{"per_share_jpy":40,"entitlement_date":"2025-03-31","payment_date":"2025-06-27"}}}}"#
            ));
            let boxes = &paper(&sheets, &format!("17-{country}"))["boxes"].as_array().unwrap()[3..];
            let numbers: Vec<&str> = boxes.iter().map(|it| it["number"].as_str().unwrap()).collect();
            assert_eq!(numbers, sections.iter().map(|(number, _)| *number).collect::<Vec<_>>(), "{country}");
            for (position, it) in boxes.iter().enumerate() {
                let value = it["value"].as_str();
                let is_other_income = *country == "NZ" && ["A(2)", "B(2)", "C"].contains(&numbers[position]);
                let holds = match position.cmp(&at) {
                    _ if is_other_income => it["empty"] == "not for dividends",
                    Ordering::Less => value == Some("no"),
                    Ordering::Equal if *test == "individual" => value.unwrap().starts_with("yes: an individual; "),
                    Ordering::Equal => value.unwrap().starts_with("yes, as stated; to add: "),
                    Ordering::Greater => it["empty"] == "a section before it is met",
                };
                assert!(holds, "{country} {test}: {it}");
            }
            met += 1;
        }
    }
    assert_eq!(met, 127);
}

/// What a section asks for stands in the language of the answer.
#[test]
fn a_section_that_is_met_says_what_to_add() {
    let profile = r#"{"kind":"pension_fund","residence":"IS","instrument":"share","shares":50000,
        "limitation_on_benefits":["pension_fund_members"],
        "dividend":{"per_share_jpy":40,"entitlement_date":"2025-03-31","payment_date":"2025-06-27"}}"#;
    let command = ["dividend", "--holder", "-", "--law", "statute", "--forms", "--lang"];
    for (lang, lines) in [
        (
            "en",
            ["to add: how its members meet the condition of the section, and the law", "qualified governmental entity"],
        ),
        ("ja", ["受益者等がこの欄の要件を満たす事情及び設立等の根拠法令を追記", "適格政府機関"]),
    ] {
        let text = run_in(".", &[&command[..], &[lang]].concat(), profile.as_bytes()).stdout;
        let text = text.split_whitespace().collect::<Vec<_>>().join(if lang == "en" { " " } else { "" });
        for line in lines {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
}

/// Every box of every sheet of every example holds one thing; the boxes of Form 11 agree with each other.
#[test]
fn every_box_is_filled_asked_for_or_empty_for_a_reason() {
    let mut boxes = 0;
    for file in json_files("fixtures/holders") {
        let command = ["dividend", "--holder", file.to_str().unwrap(), "--law", "statute", "--forms", "--format"];
        let ran = run(&[&command[..], &["json", "--payment-date", "2024-06-28"]].concat());
        if [2, 3].contains(&ran.code) {
            continue;
        }
        let sheets: Value = serde_json::from_str(&ran.stdout).unwrap();
        for paper in sheets["papers"].as_array().unwrap() {
            for it in paper["boxes"].as_array().unwrap() {
                let held = ["value", "add", "empty"].iter().filter(|key| it[**key].is_string()).count();
                assert_eq!(held, 1, "{}: {it}", file.display());
                assert!(it["label_ja"].as_str().unwrap().chars().any(|letter| letter > '\u{3000}'), "{it}");
                assert!(it["label_en"].as_str().unwrap().is_ascii(), "{it}");
                boxes += 1;
            }
        }
        if forms(&sheets).contains(&"11") {
            let yen = |number: &str| {
                let digits: String = entry(&sheets, "11", number, "").chars().filter(char::is_ascii_digit).collect();
                digits.parse::<i64>().ok()
            };
            if let (Some(withheld), Some(due), Some(back)) = (yen("4(4)"), yen("4(6)"), yen("4(7)")) {
                assert_eq!(back, withheld - due, "{}", file.display());
            }
        }
    }
    assert!(boxes > 500, "{boxes}");
}

#[test]
fn sheets_are_printed_for_people_as_rows_and_on_the_page() {
    let holder = ["dividend", "--holder", "fixtures/holders/us-individual-2026.json", "--forms"];
    let text = run(&holder).stdout;
    assert!(text.starts_with("Form 11 · "), "{text}");
    for line in ["4(7)   還付を受けるべき金額 (4)−(6)", "6,378 yen", "to add: the holder’s name", "Form 17-US · "]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("Form 4 ·") && !text.contains("Form 1-2 ·"), "{text}");
    let rows = run(&[&holder[..], &["--format", "csv"]].concat()).stdout;
    assert!(rows.contains("11,2031-06-26,4(3),所得の支払金額,amount paid,\"120,000 yen\",,\n"), "{rows}");
    let page = run(&[&holder[..], &["--format", "html"]].concat()).stdout;
    for part in ["Data sheets for the forms of Japan", "lang=\"ja\">還付を請求する金額", "<b>6,378 yen</b>", "to add"]
    {
        assert!(page.contains(part), "{part}");
    }
    let without = run(&[&holder[..3], &["--format", "html"]].concat()).stdout;
    assert!(!without.contains("Data sheets"));
    let of_document = ["dividend", "--holder", "fixtures/holders/us-individual-ads.json", "--forms"];
    assert!(run(&of_document).stdout.contains("--law statute"), "{}", run(&of_document).stdout);
}
