//! Lines of the United States' forms: what each holds, in our words, and where that is said.
//!
//! Numbers of lines are those of the editions for 2025; yearly forms of other years mostly have the same.

use std::borrow::Cow;

use super::Evidence;
use crate::lang::{self, Lang};
use crate::units::Rate;

/// One line, or one column, of a form.
#[derive(Debug)]
pub struct FormLine {
    pub form: &'static str,
    pub edition: &'static str,
    pub line: &'static str,
    pub says: &'static str,
    /// Where it is said what belongs there.
    pub cite: &'static str,
    pub evidence: Evidence,
}

/// Where gross income from abroad is at most so much, no interest is apportioned to it: lines 4a and 4b of Form 1116.
pub const NO_INTEREST_UP_TO_USD: i64 = 5_000;
/// How much of a net capital loss is deducted in a year, and by a married person who files alone: IRC 1211(b).
pub const CAPITAL_LOSS_USD: i64 = 3_000;
pub const CAPITAL_LOSS_SEPARATELY_USD: i64 = 1_500;
/// The reduced rates that the worksheet for line 18 of Form 1116 has lines for.
pub const WORKSHEET_RATES: [Rate; 3] = [Rate::of("20"), Rate::of("15"), Rate::of("0")];

macro_rules! lines {
    ($($form:literal $edition:literal $instructions:literal { $($line:literal $says:literal $evidence:ident,)* })*) => {
        /// Every line that is filled in, in the order of the forms.
        pub static FORM_LINES: &[FormLine] = &[$($(FormLine {
            form: $form,
            edition: $edition,
            line: $line,
            says: $says,
            cite: concat!($instructions, ", line ", $line),
            evidence: Evidence::$evidence,
        },)*)*];
    };
}

lines! {
    "Form 1040" "2025" "Instructions for Form 1040 (2025)" {
        "3a" "qualified dividends" Primary,
        "3b" "ordinary dividends, before tax of Japan" Primary,
        "7a" "capital gain or loss, as far as it is deducted" Secondary,
        "16" "tax" Primary,
    }
    "Schedule 1" "2025" "Instructions for Form 1040 (2025)" {
        "8z" "gain or loss from currency" Memory,
    }
    "Schedule 2" "2025" "Instructions for Form 1040 (2025)" {
        "12" "tax on net investment income" Memory,
    }
    "Schedule 3" "2025" "Instructions for Form 1040 (2025)" {
        "1" "foreign tax credit" Primary,
    }
    "Schedule A" "2025" "Instructions for Form 1040 (2025)" {
        "6" "foreign tax that is not creditable because of how long the shares were held, as a deduction" Memory,
    }
    "Schedule B" "2025" "Instructions for Form 1040 (2025)" {
        "5" "ordinary dividends by payer" Memory,
        "6" "their sum" Memory,
    }
    "Form 1116" "2025" "Instructions for Form 1116 (2025)" {
        "category" "category of income" Primary,
        "i" "country" Primary,
        "1a" "gross income from abroad of the category, with income at reduced rates counted for less" Primary,
        "2" "expenses that belong to it" Primary,
        "3a" "standard deduction, or certain itemized deductions" Primary,
        "3b" "other deductions that belong to no income" Primary,
        "3c" "their sum" Secondary,
        "3d" "gross income from abroad of the category, as it is" Primary,
        "3e" "gross income from all sources" Primary,
        "3f" "line 3d by line 3e" Primary,
        "3g" "line 3c times line 3f" Primary,
        "4a" "home mortgage interest" Primary,
        "4b" "other interest" Primary,
        "5" "losses from abroad" Primary,
        "6" "sum of the deductions" Secondary,
        "7" "line 1a less line 6" Secondary,
        "(l)" "day on which the tax was paid" Primary,
        "(m)" "tax on dividends in yen, as far as it is creditable" Primary,
        "(q)" "the same in dollars" Primary,
        "8" "sum of the tax in dollars" Primary,
        "9" "line 8 of all countries" Primary,
        "10" "credits of other years" Primary,
        "11" "lines 9 and 10" Secondary,
        "12" "reductions of the tax" Primary,
        "13" "tax of income that is moved to another category because it is highly taxed" Primary,
        "14" "tax that can be credited" Primary,
        "15" "line 7" Primary,
        "16" "adjustments by losses" Primary,
        "17" "lines 15 and 16" Primary,
        "18" "taxable income, with income at reduced rates counted for less" Primary,
        "19" "line 17 by line 18, at most 1" Primary,
        "20" "tax before the credit" Primary,
        "21" "line 20 times line 19" Secondary,
        "22" "increase by section 960(c)" Primary,
        "23" "most that is credited" Primary,
        "24" "the smaller of lines 14 and 23" Primary,
        "32" "sum of the categories" Primary,
        "33" "the smaller of lines 20 and 32" Primary,
        "34" "reduction for boycotts" Secondary,
        "35" "foreign tax credit" Secondary,
    }
    "Form 1118" "Rev. 12-2024" "Instructions for Form 1118" {
        "not encoded" "credit of a corporation" Memory,
    }
    "Form 1116, worksheet for line 18" "2025" "Instructions for Form 1116 (2025), worksheet for line 18" {
        "1" "taxable income, without exemptions deducted" Primary,
        "6" "income at 20%, wherever it arises" Primary,
        "7" "what of it is left out" Primary,
        "8" "income at 15%" Primary,
        "9" "what of it is left out" Primary,
        "10" "income at 0%, all of which is left out" Primary,
        "11" "sum of what is left out" Primary,
        "12" "line 1 less line 11" Primary,
    }
    "Schedule B (Form 1116)" "2025" "Instructions for Schedule B (Form 1116)" {
        "1" "brought from earlier years" Memory,
        "3" "with adjustments" Primary,
        "4" "used this year" Memory,
        "5" "expired unused" Memory,
        "6" "arisen this year" Memory,
        "7" "carried back a year" Memory,
        "8" "carried to the next year" Memory,
    }
    "Form 8949" "2025" "Instructions for Form 8949 (2025)" {
        "part" "short-term in Part I, long-term in Part II" Primary,
        "(a)" "description" Primary,
        "(b)" "acquired, by the trade date" Primary,
        "(c)" "sold, by the trade date" Primary,
        "(d)" "proceeds, less expenses of the sale" Primary,
        "(e)" "basis" Primary,
        "(f)" "code" Primary,
        "(g)" "adjustment" Primary,
        "(h)" "gain or loss" Primary,
    }
    "Schedule D" "2025" "Instructions for Schedule D (2025)" {
        "7" "net short-term gain or loss of these sales" Memory,
        "15" "net long-term gain or loss of these sales" Memory,
        "16" "both together" Memory,
        "21" "loss that is deducted this year" Memory,
    }
    "Form 8960" "2025" "Instructions for Form 8960 (2025)" {
        "2" "ordinary dividends" Memory,
        "5a" "net gain on property" Memory,
        "12" "net investment income of the return" Memory,
        "13" "modified adjusted gross income" Memory,
        "14" "threshold" Memory,
        "15" "line 13 less line 14" Memory,
        "16" "the smaller of lines 12 and 15" Memory,
        "17" "tax on net investment income" Memory,
    }
}

/// Lines that the edition of a year before 2025 numbers otherwise: form, line, its number until 2024.
const UNTIL_2024: &[(&str, &str, &str)] = &[("Form 1040", "7a", "7")];

impl FormLine {
    /// Its number in the edition for a tax year, and which edition that is: another than the line's own only where the
    /// number is known to differ.
    pub fn numbered(&self, tax_year: Option<i32>) -> (&'static str, &'static str) {
        let differs = UNTIL_2024.iter().find(|(form, line, _)| (*form, *line) == (self.form, self.line));
        match (differs, tax_year) {
            (Some((_, _, number)), Some(year)) if year < 2025 => (number, "2024"),
            _ => (self.line, self.edition),
        }
    }

    /// Where it is said what belongs there, in the chosen language.
    pub fn cite_said(&self) -> Cow<'static, str> {
        let instructions = self.cite.strip_suffix(self.line).and_then(|cite| cite.strip_suffix(", line "));
        match (lang::chosen(), instructions) {
            (Lang::Ja, Some(instructions)) => {
                let line = lang::japanese(self.line).map_or_else(|| format!("line {}", self.line), str::to_owned);
                Cow::Owned(format!("{} {line}", lang::of(instructions)))
            }
            _ => Cow::Borrowed(self.cite),
        }
    }
}

/// The line of a form. Panics where the table has none.
#[expect(
    clippy::panic,
    reason = "a line that an answer names and no table has is a mistake in writing this program; a test asks for every one"
)]
pub fn form_line(form: &str, line: &str) -> &'static FormLine {
    let found = FORM_LINES.iter().find(|it| it.form == form && it.line == line);
    found.unwrap_or_else(|| panic!("the table of lines has {form}, line {line}"))
}
