//! What libraries and the operating system say went wrong: their words, where there are Japanese ones for them.

use std::fmt::Display;
use std::io;

use super::{Lang, chosen, japanese};

/// The words of a library: those that the catalogue has, others as they are.
pub fn of_library(error: impl Display) -> String {
    let english = error.to_string();
    match chosen() {
        Lang::En => english,
        Lang::Ja => japanese(&english).map_or(english, str::to_owned),
    }
}

/// What the reader of JSON says, without the place.
pub fn of_json(message: &str) -> String {
    match chosen() {
        Lang::En => message.to_owned(),
        Lang::Ja => japanese(message).map(str::to_owned).or_else(|| with_names(message)).unwrap_or(message.to_owned()),
    }
}

/// The same with its place.
pub fn of_json_error(error: &serde_json::Error) -> String {
    let english = error.to_string();
    match (chosen(), english.split_once(" at line ")) {
        (Lang::Ja, Some((message, _))) => {
            format!("{}行{}列：{}", error.line(), error.column(), of_json(message))
        }
        (Lang::Ja, None) => of_json(&english),
        (Lang::En, _) => english,
    }
}

/// A message that has names of the file's own in it.
fn with_names(message: &str) -> Option<String> {
    if let Some(rest) = message.strip_prefix("missing field `") {
        return Some(format!("必須のキー`{}がない", rest));
    }
    if let Some((name, known)) = message.strip_prefix("unknown field `").and_then(|it| it.split_once("`, expected ")) {
        return Some(format!("未知のキー`{name}`（条件：{}のいずれか）", names(known)));
    }
    if let Some((name, known)) = message.strip_prefix("unknown variant `").and_then(|it| it.split_once("`, expected "))
    {
        return Some(format!("未知の値`{name}`（条件：{}のいずれか）", names(known)));
    }
    let (given, wanted) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    let kind = |text: &str| match text.split([' ', '`']).find(|word| !["a", "an", "the"].contains(word)) {
        Some("string" | "borrowed") => "文字列",
        Some("integer" | "floating" | "u64" | "i64" | "usize") => "数値",
        Some("map" | "struct") => "オブジェクト",
        Some("sequence") => "リスト",
        Some("boolean") => "真偽値",
        Some("null" | "unit") => "null",
        Some("character") => "1文字",
        _ => "別の型の値",
    };
    Some(format!("{}が必要な箇所に{}がある", kind(wanted), kind(given)))
}

/// `one of` before it and `or` in it are the library's.
fn names(known: &str) -> String {
    known.trim_start_matches("one of ").replace("` or `", "`、`").replace("`, `", "`、`")
}

/// What the reader of comma-separated values says.
pub fn of_csv(error: &csv::Error) -> String {
    match (chosen(), error.kind()) {
        (Lang::En, _) => error.to_string(),
        (Lang::Ja, csv::ErrorKind::Utf8 { .. }) => "UTF-8でないバイト列".to_owned(),
        (Lang::Ja, csv::ErrorKind::UnequalLengths { expected_len, len, .. }) => {
            format!("列の数が{len}で、{expected_len}ではない")
        }
        (Lang::Ja, csv::ErrorKind::Io(error)) => of_io(error),
        (Lang::Ja, _) => error.to_string(),
    }
}

/// What the operating system says, or what this program says by way of it.
pub fn of_io(error: &io::Error) -> String {
    if chosen() == Lang::En || error.get_ref().is_some() {
        return error.to_string();
    }
    let said = match error.kind() {
        io::ErrorKind::NotFound => "ファイル又はフォルダが見つかりません",
        io::ErrorKind::PermissionDenied => "アクセス権限がありません",
        io::ErrorKind::AlreadyExists => "既に存在します",
        io::ErrorKind::IsADirectory => "ファイルではなくフォルダです",
        io::ErrorKind::NotADirectory => "フォルダではありません",
        io::ErrorKind::BrokenPipe => "パイプが切断されました",
        io::ErrorKind::StorageFull => "空き容量がありません",
        io::ErrorKind::ReadOnlyFilesystem => "書込みが禁止されたファイルシステムです",
        io::ErrorKind::InvalidFilename => "使用できないファイル名です",
        io::ErrorKind::UnexpectedEof => "途中で終わっています",
        io::ErrorKind::InvalidData => "データが壊れています",
        io::ErrorKind::InvalidInput => "指定された値が無効です",
        io::ErrorKind::Interrupted => "中断されました",
        io::ErrorKind::TimedOut => "時間切れです",
        io::ErrorKind::OutOfMemory => "メモリが不足しています",
        _ => "入出力エラー",
    };
    error.raw_os_error().map_or_else(|| said.to_owned(), |code| format!("{said}（OSエラー{code}）"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_file_stay_in_what_the_reader_of_json_says() {
        for (message, expected) in [
            ("missing field `columns`", "必須のキー`columns`がない"),
            ("unknown field `x`, expected `a` or `b`", "未知のキー`x`（条件：`a`、`b`のいずれか）"),
            ("unknown variant `x`, expected one of `a`, `b`, `c`", "未知の値`x`（条件：`a`、`b`、`c`のいずれか）"),
            ("invalid type: string \"x\", expected a map", "オブジェクトが必要な箇所に文字列がある"),
            ("invalid type: integer `5`, expected a string", "文字列が必要な箇所に数値がある"),
        ] {
            assert_eq!(with_names(message).as_deref(), Some(expected), "{message}");
        }
    }
}
