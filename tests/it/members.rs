//! Those behind a holder: amounts that add up, rates that rows state, errors with their places, registers.

use std::collections::BTreeSet;

use iijtax::answer::DividendAnswer;
use iijtax::dividend;
use iijtax::facts::HolderKind;
use iijtax::law::Country;
use iijtax::law::statute::LAW;
use iijtax::units::{Day, Exact, Rate, Yen};
use serde_json::{Value, json};

use crate::support::{case, run_in, temporary};

/// One member of every kind, each with another share.
fn members(residence: &str, taxed: Option<bool>) -> Vec<Value> {
    let kinds = HolderKind::ALL.iter().filter(|kind| {
        let is_american = matches!(kind, HolderKind::Ric | HolderKind::Ira);
        !is_american || residence == "US"
    });
    kinds
        .enumerate()
        .map(|(at, kind)| {
            let mut member = json!({ "kind": kind.name(), "residence": residence, "share": format!("{}/97", at + 1) });
            if let Some(taxed) = taxed {
                member["taxed_on_its_share"] = taxed.into();
            }
            member
        })
        .collect()
}

/// What must hold of an answer for a holder that is seen through, and of those behind it.
fn adds_up(answer: &DividendAnswer<'_>) {
    let context = || format!("{:#?}\n{:#?}", answer.case, answer.japan);
    let japan = &answer.japan;
    let gross = japan.gross.expect("an amount");
    let of = |amount: fn(&DividendAnswer<'_>) -> Option<Yen>| {
        let mut parts = answer.members.iter().map(|member| amount(&member.answer));
        parts.try_fold(Yen::ZERO, |sum, part| Some(sum + part?))
    };
    assert_eq!(of(|it| it.japan.gross.map(Exact::floor_jpy)), Some(gross.floor_jpy()), "{}", context());
    assert_eq!(of(|it| it.japan.tax), japan.tax, "{}", context());
    assert_eq!(
        of(|it| it.japan.at_source.and_then(|at| at.tax)),
        japan.at_source.and_then(|at| at.tax),
        "{}",
        context()
    );
    if let Some(tax) = japan.tax {
        assert_eq!(japan.net().unwrap() + Exact::from(tax), gross, "{}", context());
        assert!(japan.highest_tax == Some(tax), "{}", context());
    }
    // What a register is told is what is explained.
    let decided = dividend::decide(answer.case, &LAW);
    let amounts = decided.amounts(answer.case);
    assert_eq!((decided.japan.status, decided.japan.rate), (japan.status, japan.rate), "{}", context());
    assert_eq!((amounts.tax, amounts.refundable), (japan.tax, japan.refundable), "{}", context());
    assert_eq!(amounts.at_source, japan.at_source.and_then(|at| at.tax), "{}", context());
    answer.members.iter().filter(|member| !member.answer.members.is_empty()).for_each(|it| adds_up(&it.answer));
}

#[test]
fn every_kind_behind_every_entity_of_every_partner_has_a_rate_that_a_row_states() {
    let partners = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied();
    let exempt: Vec<Rate> = LAW.holders.own.iter().filter_map(|rule| rule.rate()).collect();
    let (mut count, mut seen) = (0, BTreeSet::new());
    for partner in partners.chain([Country::code("KE")]) {
        let own = partner.as_str();
        for (kind, entity, by, taxed) in [
            ("partnership", own, None, None),
            ("partnership", own, Some("residence"), Some(true)),
            ("partnership", own, Some("japan"), None),
            ("partnership", own, Some("japan"), Some(true)),
            ("partnership", own, Some("both"), Some(true)),
            ("partnership", own, Some("both"), Some(false)),
            ("partnership", "KY", None, None),
            ("partnership", "KY", Some("residence"), Some(true)),
            ("partnership", "KY", Some("residence"), Some(false)),
            ("partnership", "KY", Some("japan"), None),
            ("partnership", "KY", Some("both"), Some(true)),
            ("partnership", "KY", Some("both"), Some(false)),
            ("partnership", "JP", None, Some(false)),
            ("fund", own, None, Some(true)),
            ("nominee", "JP", None, None),
        ] {
            for (paid, filed) in [("2025-06-27", true), ("2012-06-27", false)] {
                let day = Day::parse(paid).unwrap();
                let profile = json!({ "kind": kind, "residence": entity, "fund_taxed_as": "transparent",
                    "seen_through_by": by, "relief": { "application_filed": filed },
                    "members": members(own, taxed),
                    "dividend": { "gross_jpy": "1000003.5", "payment_date": paid,
                        "entitlement_date": day.plus_days(-88).to_string() } });
                let case = case(&profile).unwrap();
                let answer = dividend::determine(&case, &LAW);
                adds_up(&answer);
                for member in &answer.members {
                    let it = &member.answer;
                    let japan = &it.japan;
                    assert!(japan.highest_rate <= Some(LAW.highest_rate()), "{profile}");
                    seen.insert((it.case.kind.name(), japan.status.name()));
                    let Some(rate) = japan.rate else { continue };
                    let versions = LAW.regimes_with(partner).iter().chain(LAW.domestic);
                    let rows = versions.filter(|regime| regime.span.contains(day)).flat_map(|regime| regime.rows);
                    let stated: Vec<Rate> = rows.filter_map(|row| row.rate()).chain(exempt.iter().copied()).collect();
                    assert!(stated.contains(&rate), "{rate} is stated nowhere: {profile}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 2_000, "{count}");
    for kind in ["individual", "corporation", "pension_fund", "estate", "trust"] {
        assert!(seen.contains(&(kind, "determined")) && seen.contains(&(kind, "undetermined")), "{kind}");
    }
    for kind in ["nominee", "partnership"] {
        assert!(!seen.contains(&(kind, "determined")), "{kind}");
    }
}

/// A nominee for a company of Delaware whose members are two persons and a fund of France with one holder.
pub fn nested() -> Value {
    json!({ "id": "street", "kind": "nominee", "residence": "JP", "shares": 3001,
        "dividend": { "per_share_jpy": 35, "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" },
        "members": [
            { "id": "llc", "kind": "partnership", "residence": "US", "shares": 2001, "members": [
                { "id": "a", "kind": "individual", "residence": "US", "share": "1/3" },
                { "id": "b", "kind": "individual", "residence": "US", "share": "1/3" },
                { "id": "trust", "kind": "fund", "fund_taxed_as": "transparent", "residence": "AU", "share": "1/3",
                  "members": [{ "id": "c", "kind": "individual", "residence": "AU", "share_percent": 100,
                                "taxed_on_its_share": true }] } ] },
            { "id": "d", "kind": "individual", "residence": "KE", "shares": 1000 }] })
}

/// 105,035 yen by shares and thirds: 2001/3001 are 70,035, of which each third is 23,345; d has 35,000. At 10% 2,334 three
/// times, and 15.315% of 35,000 are 5,360.25.
#[test]
fn members_of_members_add_up() {
    let case = case(&nested()).unwrap();
    let answer = dividend::determine(&case, &LAW);
    adds_up(&answer);
    let tax = |answer: &DividendAnswer<'_>| answer.japan.tax.map(Yen::value);
    assert_eq!(tax(&answer), Some(3 * 2_334 + 5_360));
    let [llc, d] = &answer.members[..] else { panic!("two members") };
    assert_eq!((tax(&llc.answer), tax(&d.answer)), (Some(7_002), Some(5_360)));
    let shares: Vec<String> = llc.answer.members.iter().map(|it| it.of_whole.to_string()).collect();
    assert_eq!(shares, ["667/3001", "667/3001", "667/3001"]);
}

#[test]
fn what_is_wrong_with_a_member_is_said_with_its_place() {
    let whole = |members: Value| json!({ "kind": "partnership", "residence": "US", "members": members });
    let person = |share: Value| json!({ "kind": "individual", "residence": "US", "share": share });
    let deep = (0..6).fold(
        json!([person(json!("1/2"))]),
        |members, _| json!([{ "kind": "partnership", "residence": "US", "share": "1/1", "members": members }]),
    );
    let many: Vec<Value> = (0..1_001).map(|_| person(json!("1/2000"))).collect();
    for (members, place, said) in [
        (json!([]), "members", "at least one member"),
        (json!([person(json!("1/2")), person(json!("2/3"))]), "members", "at most the whole"),
        (json!([person(json!("1/2")), person(json!(0.5))]), "members[1].share", "write \"0.5%\""),
        (json!([person(json!("3/2"))]), "members[0].share", "a part of the whole"),
        (json!([person(json!("0/2"))]), "members[0].share", "a part of the whole"),
        (json!([{ "kind": "individual", "residence": "US" }]), "members[0]", "its share"),
        (
            json!([{ "kind": "individual", "residence": "US", "share": "1/2", "share_percent": 50 }]),
            "members[0]",
            "not several",
        ),
        (json!([{ "kind": "llc", "residence": "US", "share": "1/2" }]), "members[0].kind", "partnership"),
        (json!([{ "residence": "US", "share": "1/2" }]), "members[0].kind", "wanted one of"),
        (json!([{ "kind": "individual", "residence": "US", "share": "1/2", "shade": 1 }]), "members[0].shade", "share"),
        (
            json!([{ "kind": "individual", "residence": "US", "share": "1/2", "dividend": { "gross_jpy": 5 } }]),
            "members[0].dividend.gross_jpy",
            "stated once",
        ),
        (json!([7]), "members[0]", "an object"),
        (
            json!([{ "kind": "partnership", "residence": "US", "share": "1/2", "members": [person(json!("5"))] }]),
            "members[0].members[0].share",
            "write \"5%\"",
        ),
        (deep, "members[0].members[0].members[0].members[0].members", "at most 4 deep"),
        (json!(many), "members", "at most 1000 members"),
        (json!("two"), "members", "a list"),
    ] {
        let refused = case(&whole(members)).unwrap_err();
        assert!(refused.contains(&format!(" {place}:")), "{place}: {refused}");
        assert!(refused.contains(said), "{place}: {refused}");
    }
}

#[test]
fn places_of_members_are_true_over_several_lines() {
    let text = "{\n  \"kind\": \"partnership\", \"residence\": \"US\",\n  \"members\": [\n    {\"kind\": \"individual\",\n     \"residence\": \"USA\", \"share\": \"1/2\"}\n  ]\n}\n";
    let ran = run_in(".", &["dividend", "--holder", "-"], text.as_bytes());
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("standard input:5:19: members[0].residence: "), "{}", ran.stderr);
    // On one line both objects count: "Usa" stands behind 93 characters.
    let text =
        r#"{ "kind": "partnership", "residence": "US", "members": [{ "kind": "individual", "residence": "Usa" }] }"#;
    let ran = run_in(".", &["dividend", "--holder", "-"], text.as_bytes());
    assert!(ran.stderr.contains("standard input:1:94: members[0].residence: "), "{}", ran.stderr);
}

#[test]
fn whoever_is_not_known_is_asked_for_and_never_taxed_with_confidence() {
    for (kind, paid) in [("partnership", "2025-06-27"), ("nominee", "2025-06-27"), ("nominee", "2012-06-27")] {
        let profile = json!({ "kind": kind, "residence": "JP",
            "dividend": { "gross_jpy": 1000, "payment_date": paid } });
        let case = case(&profile).unwrap();
        let japan = dividend::determine(&case, &LAW).japan;
        assert_eq!((japan.status.name(), japan.tax), ("undetermined", None), "{kind}");
        assert_eq!(japan.questions.iter().map(|field| field.path()).collect::<Vec<_>>(), ["members"]);
        assert_eq!(japan.at_source_rate(), japan.statutory_rate);
    }
}

/// A register with the members inside, and with a row for each.
#[test]
fn registers_have_members_inside_or_below() {
    let mut whole = nested();
    whole["dividend"]["gross_jpy"] = Value::Null;
    let plain = json!({ "id": "e", "kind": "individual", "residence": "US", "shares": 10,
        "dividend": { "per_share_jpy": 35, "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" } });
    let lines = format!("{whole}\n{plain}\n");
    let nested = run_in(".", &["batch", "--from", "ndjson", "--to", "csv"], lines.as_bytes());
    assert_eq!(nested.code, 0, "{}", nested.stderr);
    let csv = "id,member_of,kind,residence,fund_taxed_as,shares,share,share_percent,taxed_on_its_share,dividend.per_share_jpy,dividend.entitlement_date,dividend.payment_date\n\
        street,,nominee,JP,,3001,,,,35,2025-03-31,2025-06-27\n\
        llc,street,partnership,US,,2001,,,,35,2025-03-31,2025-06-27\n\
        a,llc,individual,US,,,1/3,,,35,2025-03-31,2025-06-27\n\
        b,llc,individual,US,,,1/3,,,,,\n\
        trust,llc,fund,AU,transparent,,1/3,,,,,\n\
        c,trust,individual,AU,,,,100,true,,,\n\
        d,street,individual,KE,,1000,,,,,,\n\
        e,,individual,US,,10,,,,35,2025-03-31,2025-06-27\n";
    let below = run_in(".", &["batch", "--from", "csv", "--to", "csv"], csv.as_bytes());
    assert_eq!(below.stdout, nested.stdout, "{}", below.stderr);
    assert!(nested.stdout.contains("street,determined,statute,"), "{}", nested.stdout);
    assert!(nested.stdout.contains(",105035,12362,12362,0,92673,"), "{}", nested.stdout);
}

#[test]
fn a_row_of_an_unknown_whole_is_refused_where_it_stands() {
    let csv = "id,member_of,kind,residence,share,dividend.gross_jpy,dividend.payment_date\n\
        w,,partnership,US,,1000,2025-06-27\n\
        a,w,individual,US,1/2,,\n\
        b,x,individual,US,1/2,,\n\
        c,w,individual,US,1/2,,\n\
        d,,individual,US,,1000,2025-06-27\n\
        e,w,individual,US,1/2,,\n";
    let ran = run_in(".", &["batch", "--from", "csv", "--to", "ndjson"], csv.as_bytes());
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), row["status"].as_str().unwrap(), row["error_line"].as_u64()))
        .collect();
    let determined = |id| (id, "determined", None);
    let of_w = [determined("w"), determined("a"), determined("c"), ("b", "invalid", Some(4))];
    assert_eq!(told, [&of_w[..], &[determined("d"), ("e", "invalid", Some(7))]].concat());
    assert_eq!((&rows[0]["tax_jpy"], &rows[2]["tax_jpy"]), (&json!(100), &json!(50)));
    assert!(rows[3]["error_message"].as_str().unwrap().contains("whose row stands above"), "{}", rows[3]);
}

/// What of a CSV is no fact stays beside its own row, and what is refused can be corrected as it stands.
#[test]
fn rows_of_members_keep_what_stands_beside_them_and_are_corrected_in_place() {
    let csv = "account,id,member_of,kind,residence,share,dividend.gross_jpy,dividend.payment_date\n\
        1,w,,partnership,US,,1000,2025-06-27\n\
        2,a,w,individual,US,1/2,,\n\
        \"3,\"\"x\",b,w,individual,KE,1/2,,\n\
        4,x,,partnership,US,,1000,2025-06-27\n\
        5,c,x,individal,US,1/1,,\n\
        6,short\n";
    let errors = temporary("errors.csv");
    let args = ["batch", "--from", "csv", "--to", "csv", "--errors", errors.to_str().unwrap()];
    let ran = run_in(".", &args, csv.as_bytes());
    let ends = [",account", ",1", ",2", ",\"3,\"\"x\"", ",4", ",6"];
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, ends.len()), "{}", ran.stdout);
    for (line, end) in ran.stdout.lines().zip(ends) {
        assert!(line.ends_with(end), "{line}: {end}");
    }
    assert!(ran.stdout.lines().last().unwrap().contains("got 2 cells, wanted 8 as the header has"), "{}", ran.stdout);
    let told = std::fs::read_to_string(&errors).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(
        told[1].starts_with("4,x,,partnership,US,,1000,2025-06-27,5,members[0].kind,\"got \"\"individal"),
        "{told:#?}"
    );
    assert_eq!(told[2], "5,c,x,individal,US,1/1,,,,,,");
    assert!(told[3].ends_with(",\"6,short\""), "{told:#?}");
    // Corrected there, the file is a register again.
    let corrected = [told[0], told[1], &told[2].replace("individal", "individual")].join("\n") + "\n";
    let ran = run_in(".", &["batch", "--from", "csv", "--to", "ndjson"], corrected.as_bytes());
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((ran.code, &rows[0]["tax_jpy"], &rows[1]["account"]), (0, &json!(100), &json!("5")), "{}", ran.stdout);
}

/// What was withheld is stated of the whole, so that no part of it is a member's to claim.
#[test]
fn rows_of_members_say_nothing_of_what_was_withheld_of_all() {
    let mut whole = nested();
    for (withheld, of_whole, of_member) in
        [(None, json!(0), json!(0)), (Some(15315), json!(15315 - 12362), Value::Null)]
    {
        whole["dividend"]["withheld_jpy"] = json!(withheld);
        let ran = run_in(".", &["batch", "--from", "ndjson", "--to", "ndjson"], format!("{whole}\n").as_bytes());
        let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), 7);
        assert_eq!((&rows[0]["refundable_jpy"], &rows[2]["refundable_jpy"]), (&of_whole, &of_member));
        // The same rows come of one holder.
        let one = run_in(".", &["dividend", "--holder", "-", "--format", "csv"], whole.to_string().as_bytes());
        let many = run_in(".", &["batch", "--from", "ndjson", "--to", "csv"], format!("{whole}\n").as_bytes());
        assert_eq!(one.stdout, many.stdout);
        let explained = run_in(".", &["batch", "--from", "ndjson", "--explain", "c"], format!("{whole}\n").as_bytes());
        assert!(explained.stdout.starts_with("c · law statute\n"), "{}{}", explained.stdout, explained.stderr);
    }
}

fn json_of(command: &str, args: &[&str], holder: &Value) -> Value {
    let args = [&[command, "--holder", "-", "--format", "json"], args].concat();
    let ran = run_in(".", &args, holder.to_string().as_bytes());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr))
}

fn of_two(second: &str) -> Value {
    json!({ "id": "w", "kind": "partnership", "residence": "US",
        "dividend": { "gross_jpy": 100000, "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" },
        "members": [
            { "id": "a", "kind": "individual", "residence": "US", "share": "1/2" },
            { "id": "b", "kind": "individual", "residence": second, "share": "1/2" }] })
}

/// Half at 10% and half at 15.315%, which is 7,657.5; without the treaty both at the latter.
#[test]
fn each_member_is_compared_under_the_regimes_of_its_own_country() {
    let compared = json_of("compare", &[], &of_two("KE"));
    let of_all = ["gross_jpy", "tax_jpy", "without_treaty_jpy"].map(|key| compared[key].as_u64());
    assert_eq!(of_all, [Some(100_000), Some(5_000 + 7_657), Some(7_657 * 2)]);
    assert_eq!(compared["regimes"], json!([]));
    let [a, b] = &compared["members"].as_array().unwrap()[..] else { panic!("two members") };
    assert_eq!(
        (&a["comparison"]["id"], &a["member_of"], &a["share_of_whole"]),
        (&json!("a"), &json!("w"), &json!("1/2"))
    );
    assert_eq!(a["comparison"]["applies"], "us-treaty-2003-protocol-2013");
    assert_eq!(a["comparison"]["difference"]["tax_jpy"], 5_000 - 7_657);
    assert_eq!(b["comparison"]["regimes"].as_array().unwrap().len(), 1);
    // A range of days has them as well, and two regimes are those of one holder.
    let range = json_of("compare", &["--from", "2020-01-01", "--until", "2025-12-31"], &of_two("KE"));
    let regimes = range["members"][0]["comparison"]["regimes"].as_array().unwrap();
    assert!(regimes.iter().any(|it| it["from"] == "2020-01-01" && it["rate_percent"] == 10), "{regimes:#?}");
    let args = ["compare", "--holder", "-", "--left", "domestic-2014", "--right", "us-treaty-2003-protocol-2013"];
    let refused = run_in(".", &args, of_two("KE").to_string().as_bytes());
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("ask for a member by itself"), "{}", refused.stderr);
    // A holder that is not seen through has no members to compare.
    assert_eq!(json_of("compare", &[], &json!({ "kind": "individual", "residence": "US" }))["members"], Value::Null);
}

#[test]
fn each_member_has_a_timeline_and_the_whole_the_rate_of_all() {
    let timeline = json_of("timeline", &[], &of_two("KE"));
    let alone = json!({ "kind": "individual", "residence": "US" });
    let alone = json_of("timeline", &["--law", "statute"], &alone);
    // By a treaty that has an article on such entities a member of its own country's is taxed as if it held by itself.
    // Alone it is told from the 20-F until 2010, which changes where periods end.
    let since = |periods: &Value| -> Vec<Value> {
        let of_2003 = periods.as_array().unwrap().iter().filter(|it| it["from"].as_str() >= Some("2011-10-01"));
        of_2003.map(|it| json!([it["from"], it["until"], it["rate_percent"], it["regime"]])).collect()
    };
    let own = since(&timeline["members"][0]["periods"]);
    assert!(own.len() >= 5, "{own:#?}");
    assert_eq!(own, since(&alone["periods"]));
    let on = |timeline: &Value, day: &str| {
        let periods = timeline["periods"].as_array().unwrap();
        let of_day = |it: &&Value| it["from"].as_str() <= Some(day) && it["until"].as_str() >= Some(day);
        let it = periods.iter().find(of_day).unwrap();
        json!([it["status"], it["rate_percent"], it["highest_rate_percent"]])
    };
    assert_eq!(on(&timeline, "2025-06-27"), json!(["determined", null, 15.315]));
    assert_eq!(on(&timeline, "2012-06-27"), json!(["determined", 7, 7]));
    let same = json_of("timeline", &[], &of_two("US"));
    assert_eq!(on(&same, "2025-06-27"), json!(["determined", 10, 10]));
    assert_eq!(on(&same, "2004-06-30"), json!(["not_encoded", null, 7]));
    // The exit follows the member that is settled least.
    let open = json!({ "kind": "partnership", "residence": "US", "members": [
        { "kind": "individual", "residence": "US", "share": "1/2" }, { "kind": "nominee", "residence": "GB", "share": "1/2" }] });
    assert_eq!(run_in(".", &["timeline", "--holder", "-"], open.to_string().as_bytes()).code, 4);
}

#[test]
fn a_gain_is_asked_for_member_by_member() {
    for kind in ["partnership", "nominee"] {
        let holder = json!({ "kind": kind, "residence": "US", "shares": 10,
            "sale": { "date": "2025-09-01", "shares": 10, "proceeds_usd": 100, "basis_usd": 50 } });
        let ran = run_in(".", &["gain", "--holder", "-"], holder.to_string().as_bytes());
        let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("it is that of those behind it: ask for each of them"), "{kind}: {said}");
        assert_eq!(ran.code, 5, "{kind}");
    }
}

#[test]
fn a_correction_stays_under_the_law_of_the_first_payment() {
    for (first, expected) in [("2013-12-31", "7.147"), ("2014-01-01", "15.315")] {
        let profile = json!({ "kind": "individual", "residence": "KE", "dividend": { "gross_jpy": 100000,
            "entitlement_date": "2013-09-30", "payment_date": "2014-02-03", "first_payment_date": first } });
        let case = case(&profile).unwrap();
        assert_eq!(dividend::determine(&case, &LAW).japan.rate, Some(Rate::of(expected)), "{first}");
    }
    let late = json!({ "kind": "individual", "residence": "KE", "dividend": { "payment_date": "2014-02-03",
        "first_payment_date": "2014-02-04" } });
    assert!(case(&late).unwrap_err().contains("first_payment_date: got \"2014-02-04\", wanted a day not after"));
}

#[test]
fn a_shared_dividend_says_who_pays_it() {
    let folder = std::env::temp_dir().join(format!("iijtax-payer-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let shared = folder.join("dividend.json");
    let dividend = json!({ "gross_jpy": 100000, "payment_date": "2025-06-27", "entitlement_date": "2025-03-31",
        "payer": { "name": "Example", "listed_until": "2024-12-31" } });
    std::fs::write(&shared, dividend.to_string()).unwrap();
    let holder = json!({ "kind": "individual", "residence": "KE" }).to_string();
    let shared = shared.to_str().unwrap();
    let ran = run_in(".", &["dividend", "--holder", "-", "--dividend", shared, "--format", "json"], holder.as_bytes());
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    // No longer listed on the record date: 20.42%.
    assert_eq!(
        (&answer["japan"]["tax_jpy"], &answer["payer"]["name"]),
        (&json!(20420), &json!("Example")),
        "{}",
        ran.stderr
    );
    let ran = run_in(".", &["batch", "--to", "ndjson", "--dividend", shared], format!("{holder}\n").as_bytes());
    let row: Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(row["tax_jpy"], 20420, "{}", ran.stderr);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_record_has_no_members_of_the_record_before_it() {
    let dividend = json!({ "gross_jpy": 1000, "payment_date": "2025-06-27" });
    let members = json!([{ "kind": "individual", "residence": "US", "share": "1/1" }]);
    let with = json!({ "kind": "partnership", "residence": "JP", "dividend": dividend, "members": members });
    let without = json!({ "kind": "partnership", "residence": "JP", "dividend": dividend });
    let args = ["batch", "--from", "ndjson", "--to", "csv", "--columns", "missing,share_of_whole"];
    let ran = run_in(".", &args, format!("{with}\n{without}\n").as_bytes());
    let rows = "missing,share_of_whole\ntaxed_on_its_share,\ntaxed_on_its_share,1\nmembers,\n";
    assert_eq!(ran.stdout, rows, "{}", ran.stderr);
}
