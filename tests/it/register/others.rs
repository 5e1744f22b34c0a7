//! Registers as other programs leave them: read as what they are, or refused with what to do about it.

use std::fs;

use super::command::{output, text};
use crate::support::temporary;

const CSV: &str = "id,kind,residence,shares\nA1,individual,US,100\nA2,individual,US,5\n";

#[test]
fn lines_that_end_with_carriage_returns_alone_are_lines() {
    let expected = text(&output(&["--from", "csv"], CSV.as_bytes()).stdout);
    assert_eq!(expected.lines().count(), 3);
    let returns = CSV.replace('\n', "\r");
    for (args, input) in [
        (&["--from", "csv"][..], returns.clone()),
        (&[], returns.clone()),
        (&["--from", "csv"], returns.replace(',', ";")),
        (&["--from", "csv"], returns.trim_end().to_owned()),
    ] {
        let read = output(args, input.as_bytes());
        assert_eq!(text(&read.stdout), expected, "{input:?}: {}", text(&read.stderr));
    }
    let records = "{\"id\":\"a\",\"kind\":\"individual\",\"residence\":\"US\"}\r{\"id\":\"b\",\"kind\":\"individual\",\"residence\":\"US\"}\r";
    let read = output(&[], records.as_bytes());
    assert_eq!((read.status.code(), text(&read.stdout).lines().count()), (Some(0), 2), "{}", text(&read.stderr));
    // One inside quotes is part of its cell, and one before a newline of the line's end.
    for cell in ["\"a\rb\"", "x"] {
        let quoted = format!("{cell},kind,residence\r\nA1,individual,US\r\n");
        let read = output(&["--from", "csv"], quoted.as_bytes());
        assert_eq!((read.status.code(), text(&read.stdout).lines().count()), (Some(0), 2), "{quoted:?}");
    }
}

#[test]
fn what_is_packed_or_encoded_otherwise_says_so() {
    let utf32: Vec<u8> = [0xFF, 0xFE, 0, 0].into_iter().chain(CSV.bytes().flat_map(|it| [it, 0, 0, 0])).collect();
    let mut zip = vec![b'P', b'K', 3, 4];
    zip.resize(26, 0);
    zip.extend([11, 0, 0, 0]);
    zip.extend(b"holders.csvrest");
    for (name, bytes, said) in [
        ("holders.csv", &utf32[..], "UTF-32; save it in UTF-8"),
        ("holders.csv.bz2", b"BZh91AY", "bzip2 -dc FILE | iijtax batch --from csv"),
        ("holders.csv.xz", b"\xFD7zXZ\0", "xz -dc FILE"),
        ("holders.csv.zip", &zip, "unzip -p FILE | iijtax batch --from csv"),
    ] {
        let place = temporary(name);
        fs::write(&place, bytes).unwrap();
        let run = output(&[place.to_str().unwrap()], b"");
        assert_eq!(run.status.code(), Some(1), "{name}: {}", text(&run.stderr));
        assert!(text(&run.stderr).contains(said), "{name}: {}", text(&run.stderr));
    }
}

#[test]
fn json_that_is_nearly_a_register_is_told_how_to_become_one() {
    const HOLDER: &str = r#"{"kind":"individual","residence":"US"}"#;
    for (input, said) in [
        (format!("{HOLDER},\n{HOLDER}\n"), "delete the comma behind the object"),
        (format!("{HOLDER}{HOLDER}\n"), "write each record on a line of its own"),
        (format!("{{\"holders\":[{HOLDER}]}}\n"), "jq '.[\"holders\"][]' FILE | iijtax batch --from ndjson"),
        (HOLDER.replace('}', ",\"shares\":NaN}\n"), "write null, or leave the key out"),
        (HOLDER.replace('}', ",\"us_citizen\":True}\n"), "write true"),
    ] {
        let run = output(&["--to", "ndjson"], input.as_bytes());
        assert_eq!(run.status.code(), Some(3), "{input}");
        let told = text(&run.stderr).replace("\n    ", " ");
        assert!(told.contains(said), "{input}: {told}");
    }
}

#[test]
fn words_for_nothing_are_left_out_by_the_map_that_is_proposed() {
    let csv =
        "id,kind,residence,shares,held_since\nA1,individual,US,NaN,NaT\nA2,individual,NA,NA,\nA3,individual,US,\\N,-\n";
    let run = output(&["--from", "csv"], csv.as_bytes());
    let told = text(&run.stderr).replace("\n    ", " ");
    assert!(told.contains("got \"NaN\"; leave it out where it is not known"), "{told}");
    assert!(told.contains(r"--map 'shares:NaN=,shares:NA=,shares:\N='"), "{told}");
    let map = r"shares:NaN=,shares:NA=,shares:\N=,held_since:NaT=,held_since:-=";
    let read = output(&["--from", "csv", "--map", map, "--to", "csv", "--columns", "id,status"], csv.as_bytes());
    assert_eq!(read.status.code(), Some(0), "{}", text(&read.stdout));
    let record = r#"{"kind":"individual","residence":"US","shares":"NaN","us_citizen":"true"}"#;
    let map = "shares:NaN=,us_citizen=us_citizen@yes-no";
    let read = output(&["--map", map], record.as_bytes());
    assert_eq!(read.status.code(), Some(0), "{}", text(&read.stdout));
}

#[test]
fn a_first_line_that_is_no_header_and_columns_of_objects_are_said_to_be() {
    for first in ["sep=;", "Register of holders as of 2024-03-31,,,", "<html>"] {
        let run = output(&["--from", "csv"], format!("{first}\n{CSV}").as_bytes());
        let told = text(&run.stderr);
        assert_eq!(run.status.code(), Some(3), "{told}");
        assert!(told.contains("the first line has to be the names of columns"), "{told}");
    }
    let csv = "id,kind,residence,dividend,\nA1,individual,US,{'payment_date': 2024-06-28},\n";
    let told = text(&output(&["--from", "csv"], csv.as_bytes()).stderr);
    assert!(told.contains("\"\", dividend (its facts have columns of their own, like dividend."), "{told}");
    let japanese = "口座番号,種別,居住国,株数\nA1,個人,米国,100\n";
    let told = text(&output(&["--from", "csv", "--lang", "ja"], japanese.as_bytes()).stderr);
    let map = "口座番号=id,種別=kind,居住国=residence,株数=shares";
    assert!(told.contains(&format!("--map '{map}'")), "{told}");
    let map = format!("{map},種別:個人=individual,居住国:米国=US");
    assert_eq!(output(&["--from", "csv", "--map", &map], japanese.as_bytes()).status.code(), Some(0));
}
