//! Japan's forms as data sheets: as an object, as flat rows, for people, and as a part of a page.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::page::{FIGURE, HEADING, Page, QUIET, WARNING};
use super::program::Program;
use super::rows::table;
use crate::answer::DividendAnswer;
use crate::data_sheets::{self, Entry, Filled, Paper as Answer, Why};
use crate::lang::{Lang, chosen};
use crate::units::Day;

/// The version of the data sheets.
pub const PAPERS_SCHEMA: &str = "iijtax.papers/1";

/// Data sheets for the forms of Japan that an answer calls for.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Papers {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.papers/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub law: &'static str,
    /// In the order in which they are to be filed.
    pub papers: Vec<Paper>,
}

/// One form.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Paper {
    /// As `1-2` of Form 1-2.
    pub form: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    /// The action that calls for it.
    pub action: &'static str,
    /// Whether it is that action, goes with the refund claim, or can be filed in place of Form 1.
    #[cfg_attr(test, schemars(extend("enum" = ["filed", "with_claim", "in_place_of_form_1"])))]
    pub why: &'static str,
    pub by: &'static str,
    pub with: &'static str,
    /// The last day.
    pub due: Option<Day>,
    /// What is to be done, of the rule that says so.
    pub what: &'static str,
    pub cite: String,
    pub boxes: Vec<FilledBox>,
}

/// One box.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct FilledBox {
    /// Its number on the form; null where it has none.
    pub number: Option<&'static str>,
    pub label_ja: &'static str,
    pub label_en: &'static str,
    /// What goes in, from the facts and the answer.
    pub value: Option<String>,
    /// What must be added by who signs the form.
    pub add: Option<String>,
    /// Why it stays empty.
    pub empty: Option<&'static str>,
}

impl Papers {
    pub fn new(answer: &DividendAnswer<'_>) -> Papers {
        let ads = answer.case.is_ads();
        Papers {
            schema: PAPERS_SCHEMA,
            program: Program::own(),
            law: answer.law.id,
            papers: data_sheets::papers(answer).iter().map(|paper| Paper::new(paper, ads)).collect(),
        }
    }
}

impl Paper {
    fn new(paper: &Answer, ads: bool) -> Paper {
        Paper {
            form: paper.form.number,
            title_ja: paper.form.ja,
            title_en: paper.form.en,
            action: paper.todo.action.name(),
            why: match paper.why {
                Why::Filed => "filed",
                Why::WithClaim => "with_claim",
                Why::InPlaceOfForm1 => "in_place_of_form_1",
            },
            by: paper.todo.action.by(ads),
            with: paper.todo.with(),
            due: paper.todo.due,
            what: paper.todo.rule.words(),
            cite: paper.todo.rule.cite(),
            boxes: paper.boxes.iter().map(FilledBox::new).collect(),
        }
    }

    /// `by 2024-06-27; with the refund claim; the holder, with the Japanese tax authority`.
    pub fn about(&self) -> String {
        let due = self.due.map(|day| said!("by {day}", "期限{day}"));
        let why = match self.why {
            "with_claim" => Some(word!("with the refund claim", "還付請求書に添付").to_owned()),
            "in_place_of_form_1" => {
                let text = word!(
                    "in place of Form 1, once for all listed shares",
                    "様式１に代えて、全ての上場株式について一括して1回"
                );
                Some(text.to_owned())
            }
            _ => None,
        };
        let who = said!("{}, with {}", "{}から{}へ", self.by, self.with);
        due.into_iter().chain(why).chain([who]).collect::<Vec<_>>().join(word!("; ", "、"))
    }
}

impl FilledBox {
    fn new(filled: &Filled) -> FilledBox {
        let it = filled.form_box;
        let (value, add, empty) = match &filled.entry {
            Entry::Known(text) => (Some(text.clone()), None, None),
            Entry::Add(text) => (None, Some(text.clone()), None),
            Entry::Empty(why) => (None, None, Some(*why)),
        };
        let number = (!it.number.is_empty()).then_some(it.number);
        FilledBox { number, label_ja: it.ja, label_en: it.en, value, add, empty }
    }
}

/// A row for each box, with a header.
pub fn csv(papers: &Papers) -> String {
    let header = ["form", "due", "box", "label_ja", "label_en", "value", "add", "empty"];
    let rows = papers.papers.iter().flat_map(|paper| {
        paper.boxes.iter().map(|it| {
            [
                paper.form.to_owned(),
                paper.due.map_or_else(String::new, |day| day.to_string()),
                it.number.unwrap_or_default().to_owned(),
                it.label_ja.to_owned(),
                it.label_en.to_owned(),
                it.value.clone().unwrap_or_default(),
                it.add.clone().unwrap_or_default(),
                it.empty.unwrap_or_default().to_owned(),
            ]
        })
    });
    table(header.map(str::to_owned), rows.collect::<Vec<_>>().into_iter())
}

/// The sheets form by form.
pub fn text(papers: &Papers) -> String {
    let mut page = Page::new(NUMBERS);
    if papers.papers.is_empty() {
        page.line(QUIET, nothing(papers));
    }
    for (at, paper) in papers.papers.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        match chosen() {
            Lang::En => {
                page.line(HEADING, &format!("Form {} · {}", paper.form, paper.title_en));
                page.line(HEADING, paper.title_ja);
            }
            Lang::Ja => page.line(HEADING, &format!("{} · {}", numbered(paper.form), paper.title_ja)),
        }
        page.line(QUIET, &said!("{} ({})", "{}（{}）", paper.about(), paper.cite));
        page.blank();
        for it in &paper.boxes {
            let number = it.number.unwrap_or("–");
            match chosen() {
                Lang::En => page.labelled(number, &format!("{} / {}", it.label_ja, it.label_en)),
                Lang::Ja => page.labelled(number, it.label_ja),
            }
            match (&it.value, &it.add, it.empty) {
                (Some(value), ..) => page.styled("", FIGURE, value),
                (None, Some(what), _) => page.styled("", WARNING, &said!("to add: {what}", "要記入：{what}")),
                (None, None, why) => {
                    page.styled("", QUIET, &said!("empty: {}", "空欄：{}", why.unwrap_or_default()));
                }
            }
        }
    }
    page.blank();
    page.line(QUIET, foot());
    page.into_text()
}

/// Columns for the numbers of boxes.
const NUMBERS: usize = 7;
/// What every print of sheets ends with.
pub fn foot() -> &'static str {
    word!(
        "Data sheets, not the forms themselves: compare the boxes with the edition you fill in. Not tax advice.",
        "様式そのものではなく、記載事項の一覧です。記入する版の欄と照合してください。税務助言ではありません。"
    )
}

/// What a form is called: `Form 1-2`, in Japanese `様式１－２`.
pub fn numbered(form: &str) -> String {
    let wide = |part: &str| match part.parse() {
        Ok(digit @ 0..=9) => char::from_u32('０' as u32 + digit).map_or_else(|| part.to_owned(), String::from),
        _ => part.to_owned(),
    };
    match chosen() {
        Lang::En => format!("Form {form}"),
        Lang::Ja => match form.rsplit_once('-') {
            Some((number, "US")) => format!("様式{number}-米"),
            Some((number, "GB")) => format!("様式{number}-英"),
            _ => format!("様式{}", form.split('-').map(wide).collect::<Vec<_>>().join("－")),
        },
    }
}

/// Why there is no sheet.
pub fn nothing(papers: &Papers) -> &'static str {
    match papers.law == crate::law::form_20f::LAW.id {
        true => word!(
            "The company’s 20-F says nothing of the boxes of a form: --law statute.",
            "会社のForm 20-Fには様式の欄に関する記載がありません：--law statute。"
        ),
        false => word!(
            "Nothing that is to be done calls for one of these forms.",
            "必要な手続に、これらの様式を用いるものはありません。"
        ),
    }
}
