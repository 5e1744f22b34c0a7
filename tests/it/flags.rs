//! Facts as flags: no file is needed, they override files, and what is wrong with one is said by its name.

use serde_json::Value;

use iijtax::input::{Question, fact_flags};

use crate::support::{json_files, path, run, run_in, temporary};

/// Every plain fact of a profile as the flag that states it; lists and rates as JSON.
fn as_flags(profile: &Value, question: Question) -> Vec<String> {
    let mut args = Vec::new();
    for flag in fact_flags(question) {
        let keys: Vec<&str> = flag.field.path().split('.').collect();
        let value = keys.iter().fold(profile, |value, key| &value[*key]);
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        args.extend([flag.name.clone(), text]);
    }
    args
}

#[test]
fn every_example_is_answered_alike_by_a_file_and_by_flags() {
    let holders = json_files("fixtures/holders").into_iter().map(|file| ("dividend", Question::Dividend, file));
    let sales = json_files("fixtures/sales").into_iter().map(|file| ("gain", Question::Sale, file));
    for (command, question, file) in holders.chain(sales) {
        let profile: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let flags = as_flags(&profile, question);
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let by_flags = run(&[&[command, "--format", "json"], &flags[..]].concat());
        let by_file = run(&[command, "--format", "json", "--holder", file.to_str().unwrap()]);
        assert_eq!(by_flags.stderr, "", "{flags:?}");
        assert_eq!((by_flags.code, by_flags.stdout), (by_file.code, by_file.stdout), "{flags:?}");
    }
}

/// 400 ADSs of two shares each, 17.5 yen a share: 14,000 yen, of which the treaty leaves Japan a tenth.
#[test]
fn no_file_is_needed() {
    let facts = ["--residence", "US", "--kind", "individual", "--instrument", "ads", "--shares", "400"];
    let paid = ["--ads-per-share", "1:2", "--paid", "2026-06-26", "--per-share-jpy", "17.5"];
    let json = |command: &str, more: &[&str]| -> Value {
        let ran = run(&[&[command, "--format", "json"], &facts[..], &paid, more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        serde_json::from_str(&ran.stdout).unwrap()
    };
    let answer = json("dividend", &[]);
    assert_eq!((&answer["japan"]["gross_jpy"], &answer["japan"]["tax_jpy"]), (&14_000.into(), &1_400.into()));
    // Without a treaty, and under those of 1971, of 2003 and of 2003 with its protocol of 2013.
    assert_eq!(json("compare", &[])["regimes"].as_array().unwrap().len(), 4);
}

#[test]
fn a_flag_overrides_the_profile_whatever_the_fact() {
    let holder = ["dividend", "--holder", "fixtures/holders/us-individual-credit.json", "--format", "json"];
    let json = |more: &[&str]| -> Value { serde_json::from_str(&run(&[&holder[..], more].concat()).stdout).unwrap() };
    assert_eq!(json(&[])["japan"]["rate_percent"], 10);
    // 15.315% of 2,100,000 yen, by a treaty that is not there.
    let kenya = json(&["--residence", "KE"]);
    assert_eq!(kenya["japan"]["tax_jpy"], 321_615);
    assert_eq!(json(&["--shares", "1000"])["japan"]["gross_jpy"], 35_000);
    assert_eq!(json(&["--filing-status", "married_jointly"])["id"], "us-individual-credit");
    let late = json(&["--application-filed", "false"]);
    assert_eq!(late["japan"]["at_source"]["tax_jpy"], 321_615);
    let citizen = |flags: &[&str]| json(&[&["--residence", "KE"], flags].concat())["us"]["us_holder"].clone();
    assert_eq!(citizen(&["--us-citizen"]), citizen(&["--us-citizen", "true"]));
    assert_ne!(citizen(&["--us-citizen"]), citizen(&["--us-citizen=false"]));
}

#[test]
fn errors_name_the_flag_and_say_what_to_write() {
    let holder = ["dividend", "--residence", "US", "--kind", "individual"];
    for (flags, expected) in [
        (
            ["--residence", "UK"],
            "error: --residence: got UK, wanted a country code of two capital letters (ISO 3166-1); did you mean \"GB\"?",
        ),
        (
            ["--residence", "Japan"],
            "error: --residence: got Japan, wanted a country code of two capital letters (ISO 3166-1); did you mean \"JP\"?",
        ),
        (
            ["--ownership-percent", "15%"],
            "error: --ownership-percent: got 15%, wanted a percentage from 0 to 100 with at most 10 decimals; write it without the percent sign",
        ),
        (
            ["--gross-jpy", "-5"],
            "error: --gross-jpy: got -5, wanted yen from 0 to 100,000,000,000,000 with at most 6 decimals; write it without a sign",
        ),
        (
            ["--paid", "6/28/2007"],
            "error: --payment-date: got 6/28/2007, wanted a date YYYY-MM-DD from 1900-01-01 to 2999-12-31; write 2007-06-28",
        ),
        (["--filing-status", "Single"], "error: --us-filing-status: got Single, wanted one of single, "),
        (
            ["--special-classes", "dealer_in_securities,deeler"],
            "error: --special-classes: got \"deeler\", wanted one of ",
        ),
        (
            ["--paid", "20070628"],
            "error: --payment-date: got 20070628, wanted a date YYYY-MM-DD from 1900-01-01 to 2999-12-31; write 2007-06-28",
        ),
        (
            ["--gross-jpy", "¥1,500"],
            "error: --gross-jpy: got ¥1,500, wanted yen from 0 to 100,000,000,000,000 with at most 6 decimals; write 1500",
        ),
        (
            ["--gross-jpy", "$15"],
            "error: --gross-jpy: got $15, wanted yen from 0 to 100,000,000,000,000 with at most 6 decimals; this fact is in yen, not in dollars",
        ),
        (
            ["--shares", "1:400"],
            "error: --shares: got 1:400, wanted a number of shares above 0 and up to 1,000,000,000,000 with at most 6 decimals; write one number, not a ratio",
        ),
        (["--dividend-kind", "individual"], "error: --dividend-kind: got individual, wanted one of cash, "),
        (["--listed", "yes"], "error: --listed: got yes, wanted true or false; write true"),
        (["--lots", "[{]"], "error: --lots: got text that is not JSON, wanted a list"),
        (["--us-citizen", ""], "error: --us-citizen: got nothing, wanted true or false"),
    ] {
        let given = if flags[0] == "--residence" { &["dividend", "--kind", "individual"] } else { &holder[..] };
        let ran = run(&[given, &flags[..]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{flags:?}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(expected), "{flags:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{flags:?}: {}", ran.stderr);
    }
    let missing = run(&["dividend", "--shares", "400"]);
    let lines: Vec<_> = missing.stderr.lines().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!((missing.code, lines), (3, vec!["error: --kind: got nothing", "error: --residence: got nothing"]));
    let of_holder = run(&["gain", "--residence", "US", "--kind", "individual"]);
    assert!(of_holder.stderr.contains("; it is --holder-kind individual\n"), "{}", of_holder.stderr);
    let neither = run(&["dividend"]);
    assert_eq!((neither.code, neither.stdout.as_str()), (2, ""));
    assert!(
        neither.stderr.starts_with("error: wanted a holder: a profile by --holder <FILE>, or"),
        "{}",
        neither.stderr
    );
    let no_sale = run(&["gain", "--residence", "US", "--holder-kind", "individual"]);
    assert!(no_sale.stderr.contains("or by flags such as --date"), "{}", no_sale.stderr);
}

#[test]
fn a_suggested_flag_is_in_the_same_unit() {
    let of = |flag: &str| run(&["dividend", "--residence", "US", "--kind", "individual", flag, "5"]).stderr;
    assert!(of("--ownership").contains("'--ownership-"), "{}", of("--ownership"));
    assert!(of("--withheld-eur").contains("unexpected argument '--withheld-eur'"), "{}", of("--withheld-eur"));
    assert!(
        !of("--withheld-eur").contains("-jpy") && !of("--withheld-eur").contains("-usd"),
        "{}",
        of("--withheld-eur")
    );
    assert!(of("--gross").contains("say in what: --gross-jpy, --gross-usd"), "{}", of("--gross"));
    for (law, meant) in [("20-f", "form-20f"), ("form20f", "form-20f"), ("statutes", "statute"), ("STATUTE", "statute")]
    {
        let ran = run(&["dividend", "--residence", "US", "--kind", "individual", "--law", law]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(&format!("a similar value exists: '{meant}'")), "{}", ran.stderr);
    }
}

#[test]
fn the_help_stays_short_and_says_where_all_facts_are() {
    for (command, most) in [("dividend", 76), ("compare", 72), ("timeline", 55), ("gain", 75)] {
        for (help, most) in [("-h", most), ("--help", 2 * most + 10)] {
            let ran = run_in(".", &[command, help], b"");
            let lines = ran.stdout.lines().count();
            assert!(lines <= most, "{command} {help}: {lines} lines\n{}", ran.stdout);
            let of_all = ran.stdout.matches("iijtax schema holder --format text").count();
            assert_eq!(of_all, 1, "{command} {help}:\n{}", ran.stdout);
            assert!(!ran.stdout.contains("--us-filing-status"));
        }
    }
}

/// What all records share is said by flags as by a file: over the file, below the records and by the same words.
#[test]
fn what_a_register_shares_is_flags_as_well() {
    let written = |name: &str, text: &str| {
        let file = temporary(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let register = written(
        "shared.csv",
        "id,kind,residence,shares,dividend.per_share_jpy\nA,individual,US,100,\nB,corporation,DE,100,7\n",
    );
    let file = written(
        "shared.json",
        r#"{"payment_date": "2026-06-26", "entitlement_date": "2026-03-31", "per_share_jpy": 20}"#,
    );
    let by_file = run(&["batch", &register, "--dividend", &file]);
    assert_eq!(by_file.code, 0, "{}", by_file.stderr);
    let flags = ["--paid", "2026-06-26", "--entitlement-date", "2026-03-31", "--per-share-jpy", "20"];
    let by_flags = run(&[&["batch", &register][..], &flags].concat());
    assert_eq!(by_flags.stdout, by_file.stdout);
    let over = written(
        "over.json",
        r#"{"payment_date": "2026-06-26", "entitlement_date": "2026-03-31", "per_share_jpy": 19}"#,
    );
    let over = run(&["batch", &register, "--dividend", &over, "--per-share-jpy", "20"]);
    assert_eq!(over.stdout, by_file.stdout, "a flag is over the file, and a record's own over both");
    assert!(
        by_file.stdout.contains("\n") && by_file.stdout.lines().nth(2).unwrap().contains(",700,"),
        "{}",
        by_file.stdout
    );
    let wrong = run(&["batch", &register, "--paid", "26 June"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (3, ""));
    assert!(
        wrong.stderr.starts_with("error: --payment-date: got 26 June, wanted a date YYYY-MM-DD"),
        "{}",
        wrong.stderr
    );
    let of_holder = run(&["batch", &register, "--kind", "individual"]);
    assert_eq!(of_holder.code, 2, "a holder's facts stand in its record: {}", of_holder.stderr);
}

/// A year needs no profile: flags state its holder, and override one.
#[test]
fn the_holder_of_a_year_is_flags_as_well() {
    let year = ["year", "--tax-year", "2025", "--statement", "fixtures/statements/flex.xml", "--format", "csv"];
    let profile = std::fs::read_to_string(path("fixtures/year/holder.json")).unwrap();
    let profile: serde_json::Value = serde_json::from_str(&profile).unwrap();
    let mut flags = Vec::new();
    let mut add = |prefix: &str, facts: &serde_json::Value| {
        for (key, value) in
            facts.as_object().unwrap().iter().filter(|(key, value)| !key.starts_with('#') && !value.is_object())
        {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            flags.extend([format!("--{prefix}{}", key.replace('_', "-")), value]);
        }
    };
    add("", &profile);
    add("us-", &profile["us"]);
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let by_file = run(&[&year[..], &["--holder", "fixtures/year/holder.json"]].concat());
    assert!(by_file.stdout.lines().count() > 2, "{}", by_file.stderr);
    let by_flags = run(&[&year[..], &flags].concat());
    assert_eq!((&by_flags.stdout, by_flags.code), (&by_file.stdout, by_file.code), "{flags:?}: {}", by_flags.stderr);
    let other = run(&[&year[..], &["--holder", "fixtures/year/holder.json", "--residence", "DE"]].concat());
    // The treaty with Germany allows 15%, that with the United States 10%.
    let at = |ran: &crate::support::Ran, rate: &str| ran.stdout.matches(&format!(",determined,{rate},")).count();
    assert_eq!((at(&other, "15"), at(&by_file, "10")), (2, 2), "{}{}", other.stdout, other.stderr);
    let nobody = run(&year);
    assert_eq!(nobody.code, 2);
    assert!(nobody.stderr.contains("--holder <FILE>"), "{}", nobody.stderr);
    let half = run(&[&year[..], &["--residence", "US"]].concat());
    assert_eq!(half.code, 3);
    assert!(half.stderr.contains("kind"), "{}", half.stderr);
}
