//! JSON Schemas of a register's rows and of its summary.

use serde_json::{Map, Value, json};

use super::rows::{COLUMNS, INVALID, KINDS, Kind};
use super::schema::{DIALECT, of_answer, put};
use crate::answer::Status;
use crate::law::{Category, Evidence, Form, Route};

/// Of a flat row of `iijtax batch` and of `iijtax dividend --format csv`, as NDJSON writes it. Columns that are passed on
/// stand behind those of every row.
pub fn row() -> Value {
    let property = |(name, kind): (&&str, &Kind)| ((*name).to_owned(), column(name, *kind));
    json!({
        "$schema": DIALECT,
        "title": word!("One row of a register", "名簿の一行"),
        "type": "object",
        "properties": COLUMNS.iter().zip(KINDS).map(property).collect::<Map<_, _>>(),
        "required": COLUMNS,
        "additionalProperties": true,
    })
}

/// Of what `iijtax batch --summary FILE` writes.
pub fn summary() -> Value {
    of_answer(include_str!("schema/summary.json"))
}

fn column(name: &str, kind: Kind) -> Value {
    let mut schema = match (name, kind) {
        ("status", _) => {
            let words: Vec<_> = Status::WORDS.iter().copied().chain([INVALID]).collect();
            json!({ "enum": words })
        }
        ("us_status", _) => one_of(Status::WORDS),
        ("category", _) => one_of(Category::WORDS),
        ("form", _) => of_words(Form::WORDS),
        ("route", _) => of_words(Route::WORDS),
        ("evidence", _) => one_of(&[Evidence::Primary, Evidence::Secondary, Evidence::Memory].map(Evidence::name)),
        (_, Kind::Text | Kind::Word) => json!({ "type": ["string", "null"] }),
        (_, Kind::Rate | Kind::Amount | Kind::Usd) => json!({ "type": ["number", "null"] }),
        (_, Kind::Yen | Kind::Count) => json!({ "type": ["integer", "null"] }),
        (_, Kind::Day) => json!({ "type": ["string", "null"], "format": "date" }),
        (_, Kind::Flag) => json!({ "type": ["boolean", "null"] }),
    };
    put(&mut schema, "description", says(name));
    schema
}

/// One of the words, or null.
fn one_of(words: &[&str]) -> Value {
    let words = words.iter().map(|word| json!(word));
    json!({ "enum": words.chain([Value::Null]).collect::<Vec<_>>() })
}

/// Some of the words, with blanks between, or null.
fn of_words(words: &[&str]) -> Value {
    let one = words.join("|");
    json!({ "type": ["string", "null"], "pattern": format!("^({one})( ({one}))*$") })
}

/// What a column holds.
fn says(name: &str) -> &'static str {
    match name {
        "id" => word!("The record's own.", "名簿の記録のid。"),
        "status" => word!(
            "Of Japan's part; invalid where the record could not be read.",
            "日本の部分の判定。記録を読み取れなかった場合はinvalid。"
        ),
        "law" => word!("The law that was read.", "適用した法令。"),
        "regime" => word!("The block of rules that decided.", "判定の根拠となった規定のまとまり。"),
        "rule" => word!("The rule that decided.", "判定の根拠となった規定。"),
        "rate_percent" => word!("The rate that is due to Japan, percent.", "日本に納付すべき税額の税率（%）。"),
        "highest_rate_percent" => word!("The highest rate that is possible, percent.", "可能性のある最高の税率（%）。"),
        "evidence" => {
            word!(
                "How well the rule that decided and the rate without a treaty are evidenced: the weaker of the two.",
                "根拠となった規定及び条約の適用がない場合の税率の資料の別：確実性の低い方。"
            )
        }
        "gross_jpy" => word!("The gross amount, yen.", "支払金額（円）。"),
        "tax_jpy" => word!("The tax that is due finally, whole yen.", "最終的に納付すべき税額（円、端数なし）。"),
        "at_source_tax_jpy" => word!(
            "What is withheld at payment, given the paperwork, whole yen.",
            "届出書等の状況による支払時の源泉徴収税額（円、端数なし）。"
        ),
        "refundable_jpy" => word!(
            "What was withheld above the tax due, whole yen.",
            "納付すべき税額を超えて源泉徴収された額（円、端数なし）。"
        ),
        "net_jpy" => word!("The gross amount less the tax due, yen.", "支払金額から納付すべき税額を控除した額（円）。"),
        "withheld_jpy" => word!(
            "What was withheld, where the record states it, whole yen.",
            "実際の源泉徴収税額（記録に記載がある場合。円、端数なし）。"
        ),
        "over_withheld_jpy" => {
            word!(
                "What of that is above the tax due, or above the highest possible while that is open, whole yen.",
                "そのうち納付すべき税額（未確定の間は可能性のある最高額）を超える額（円、端数なし）。"
            )
        }
        "prior_rate_percent" => {
            word!("The rate under the oldest version of the treaty, percent.", "最も古い版の条約による税率（%）。")
        }
        "prior_tax_jpy" => word!(
            "The tax under the oldest version of the treaty, whole yen.",
            "最も古い版の条約による税額（円、端数なし）。"
        ),
        "claim_by" => word!(
            "The last day to claim back what was withheld above the tax due, where something can be claimed.",
            "納付すべき税額を超えて源泉徴収された額の還付請求の期限（請求できる額がある場合）。"
        ),
        "form" => {
            word!(
                "The forms that relief at source or the claim needs, with blanks between: by the numbers of the National Tax Agency, or, where the company's Form 20-F is the law, by what that calls them.",
                "源泉徴収時の軽減・免除又は還付請求に必要な様式（空白区切り）：国税庁の様式番号、会社のForm 20-Fによる場合はその呼称。"
            )
        }
        "route" => {
            word!(
                "Through whom that goes, or, as payer, who settles what was withheld too much or too little: words with blanks between.",
                "その経由先。payerは、過大又は不足の源泉徴収を精算する者：空白区切りの語。"
            )
        }
        "us_status" => word!("Of the United States' part.", "米国の部分の判定。"),
        "qualified" => word!("The whole dividend is a qualified one.", "配当の全額が適格配当に該当する。"),
        "creditable_jpy" => word!(
            "What of the tax is creditable in the United States, whole yen.",
            "税額のうち米国で外国税額控除の対象となる額（円、端数なし）。"
        ),
        "category" => {
            word!("The category of the foreign tax credit limitation.", "外国税額控除の控除限度額の所得区分。")
        }
        "dividend_usd" => word!("The dividend as income, dollars.", "所得としての配当（ドル）。"),
        "creditable_usd" => word!("What is creditable, dollars.", "外国税額控除の対象となる額（ドル）。"),
        "missing" => word!(
            "The facts that would settle it: paths with blanks between.",
            "判定の確定に必要な事実：空白区切りのパス。"
        ),
        "unused" => word!(
            "The facts of the record that no rule and no amount used: paths with blanks between.",
            "記録のうち規定にも金額にも用いなかった事実：空白区切りのパス。"
        ),
        "other_law_rate_percent" => {
            word!(
                "The rate by the other law that covers the payment, where it says something else, percent.",
                "支払を対象とする他方の法令等による税率（異なる場合。%）。"
            )
        }
        "member_of" => {
            word!(
                "Of a member's row, behind that of its whole: the id of the holder it is a member of, where that has one.",
                "構成員の行（全体の行の後に置く）：属する保有者のid（ある場合）。"
            )
        }
        "share_of_whole" => {
            word!(
                "Of a member's row: its part of what the record is paid, a fraction. The rows without one are the records', and add up to all.",
                "構成員の行：記録の支払金額に対する持分（分数）。これのない行は記録自体の行であり、その合計が全体となる。"
            )
        }
        "error_line" => word!(
            "Of an invalid record: its line, or its number where there are no lines.",
            "読み取れなかった記録：その行番号（行がない場合は記録の番号）。"
        ),
        "error_path" => word!("Of an invalid record: the fact.", "読み取れなかった記録：問題のある事実。"),
        "error_message" => {
            word!("Of an invalid record: what is wrong with it.", "読み取れなかった記録：その問題の内容。")
        }
        _ => "",
    }
}
