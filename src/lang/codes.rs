//! Code words of answers as sentences use them.

use super::{Lang, chosen};

/// A code word in words: `not_encoded` is "not encoded". In the answer to a program the code stays.
pub fn code(word: &str) -> String {
    match chosen() {
        Lang::En => word.replace('_', " "),
        Lang::Ja => japanese_code(word).unwrap_or(word).to_owned(),
    }
}

/// A code word that English sentences have as it is, `stock_split`.
pub fn named(word: &'static str) -> &'static str {
    match chosen() {
        Lang::En => word,
        Lang::Ja => japanese_code(word).unwrap_or(word),
    }
}

fn japanese_code(word: &str) -> Option<&'static str> {
    Some(match word {
        // How far an answer is settled.
        "determined" => "確定",
        "undetermined" => "未確定",
        "rate_not_stated" => "税率の記載なし",
        "not_encoded" => "本プログラムに未収録",
        "not_addressed" => "対象外",
        // What came of a rule, and how well its source is known.
        "met" => "該当",
        "not_met" => "非該当",
        "unknown" => "不明",
        "primary" => "一次資料",
        "secondary" => "二次資料",
        "memory" => "未確認",
        // Classes of holders that the United States part leaves out.
        "tax_exempt" => "免税団体",
        "life_insurance_company" => "生命保険会社",
        "dealer_in_securities" => "証券ディーラー",
        "mark_to_market_trader" => "時価評価を選択した証券トレーダー",
        "alternative_minimum_tax" => "代替ミニマム税の対象者",
        "ten_percent_owner" => "10%以上の所有者",
        "straddle_hedge_or_conversion" => "ストラドル、ヘッジ又はコンバージョン取引の一部としての保有",
        "other_functional_currency" => "米ドル以外の機能通貨を用いる者",
        // How an individual files.
        "single" => "独身",
        "married_jointly" => "夫婦合算申告",
        "married_separately" => "夫婦個別申告",
        "head_of_household" => "世帯主",
        // Categories of the credit, and how it is limited.
        "passive" => "受動的所得",
        "financial_services" => "金融サービス所得",
        "general" => "一般所得",
        "ordinary" => "通常の計算",
        "rate_differential" => "軽減税率に係る調整",
        "adjustment_exception" => "調整の例外",
        "no_limitation" => "限度額の適用なし",
        // What an entry of a year's file is.
        "dividend" => "配当",
        "tax" => "税額",
        "payment_in_lieu" => "配当金相当額の支払",
        "fee" => "手数料",
        "refund" => "還付",
        "sale" => "売却",
        "exchange" => "交換",
        // At which rate tax was withheld.
        "as_due" => "納付すべき税率による",
        "as_if_no_form_was_filed" => "届出書の提出がない場合の税率による",
        "at_another_rate" => "他の税率による",
        "at_no_known_rate" => "該当する税率なし",
        "nothing_withheld" => "源泉徴収なし",
        // Events of a holding in a passive foreign investment company, and its days.
        "distribution" => "分配",
        "mark" => "時価評価",
        "before_pfic" => "PFICとなる前",
        "prior_year" => "過年度",
        "current_year" => "当年度",
        // What is distributed.
        "cash" => "金銭による配当",
        "stock_split" => "株式分割",
        "stock_split_treated_as_dividend" => "配当として取り扱われる株式分割",
        "capital_surplus" => "資本剰余金の額の減少に伴う剰余金の配当",
        "buy_back" => "自己株式の取得",
        "liquidation" => "残余財産の分配",
        "stock_dividend" => "株式配当",
        // How shares were come by.
        "purchase" => "購入",
        "inheritance" => "相続",
        "legacy" => "遺贈",
        "gift" => "贈与",
        // What a company's income is.
        "dividends" => "配当",
        "interest" => "利子",
        "royalties" => "使用料",
        "rents" => "賃貸料",
        "annuities" => "年金（annuities）",
        "gains" => "財産の譲渡益",
        "active" => "能動的所得",
        // How long something was held.
        "long" => "長期",
        "short" => "短期",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::pfic::{Character, EventKind};
    use crate::answer::{Status, Term, WithheldAs};
    use crate::facts::{AcquiredBy, DividendKind, FilingStatus, IncomeKind, SpecialClass};
    use crate::law::{Category, LimitMethod};
    use crate::year::EntryKind;

    #[test]
    fn every_word_that_is_printed_has_japanese() {
        let all = [
            Status::WORDS,
            SpecialClass::WORDS,
            FilingStatus::WORDS,
            Category::WORDS,
            LimitMethod::WORDS,
            EntryKind::WORDS,
            WithheldAs::WORDS,
            EventKind::WORDS,
            Character::WORDS,
            Term::WORDS,
            DividendKind::WORDS,
            AcquiredBy::WORDS,
            IncomeKind::WORDS,
        ];
        for word in all.into_iter().flatten() {
            assert!(japanese_code(word).is_some(), "{word}");
        }
    }
}
