//! What goes into which box of which form of Japan for a dividend: from the facts and the answer, or that the holder must add
//! it, or why it stays empty. Only the forms that the answer's actions call for.

use crate::answer::{DividendAnswer, Todo};
use crate::facts::{Case, Filing, HolderKind, LobTest, Ownership};
use crate::input::visible;
use crate::law::japan_forms::{
    Asks, FORM_1, FORM_1_2, FORM_4, FORM_5, FORM_11, FormBox, JapanForm, REFUND_ITEM, VOTING_SHARES_ASKED_FROM,
    VOTING_SHARES_NOT_ASKED, form_17,
};
use crate::law::{Action, Outcome, Rule};
use crate::units::{Exact, Rate, grouped_decimal};

/// A form with its boxes.
#[derive(Debug)]
pub struct Paper {
    pub form: &'static JapanForm,
    /// What calls for it.
    pub todo: Todo,
    pub why: Why,
    pub boxes: Vec<Filled>,
}

/// Why a form is called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The action is to file it.
    Filed,
    /// It goes with the refund claim.
    WithClaim,
    /// It can be filed in place of Form 1.
    InPlaceOfForm1,
}

/// A box and what stands in it.
#[derive(Debug)]
pub struct Filled {
    pub form_box: &'static FormBox,
    pub entry: Entry,
}

/// What stands in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// What the facts and the answer say.
    Known(String),
    /// What the holder, or who signs the form, must add.
    Add(String),
    /// Nothing, and why.
    Empty(&'static str),
}

/// The forms of an answer, in the order of its actions; none by a law that is only a document about the law.
pub fn papers(answer: &DividendAnswer<'_>) -> Vec<Paper> {
    if !answer.law.is_enacted {
        return Vec::new();
    }
    let case = answer.case;
    let mut papers: Vec<Paper> = Vec::new();
    let mut add = |form: &'static JapanForm, todo: &Todo, why: Why| {
        if papers.iter().all(|paper| paper.form.number != form.number) {
            let fill = |form_box| Filled { form_box, entry: entry(answer, form_box, why) };
            papers.push(Paper { form, todo: *todo, why, boxes: form.boxes.iter().map(fill).collect() });
        }
    };
    for todo in &answer.actions {
        match todo.action {
            Action::FileApplication if case.is_ads() => add(&FORM_4, todo, Why::Filed),
            Action::FileApplication => {
                add(&FORM_1, todo, Why::Filed);
                // It has no last day: it covers what is paid from its filing on.
                if let Some(rule) = answer.notes.iter().find(|rule| rule.id == ONE_FOR_ALL) {
                    add(&FORM_1_2, &Todo { rule, due: None, ..*todo }, Why::InPlaceOfForm1);
                }
            }
            Action::FileSecondForm => add(&FORM_5, todo, Why::Filed),
            Action::AttachProofs => add(form_17(case.residence), todo, Why::Filed),
            Action::ClaimRefund => {
                add(&FORM_11, todo, Why::Filed);
                add(&FORM_1, todo, Why::WithClaim);
            }
            Action::FileProofs
            | Action::FileMembers
            | Action::FileEntity
            | Action::ShowExemption
            | Action::CorrectExcess
            | Action::SettleShortfall
            | Action::File8621 => {}
        }
    }
    papers
}

/// The note that Form 1-2 may be filed in place of Form 1.
const ONE_FOR_ALL: &str = "statute.note.one-application-for-all";

fn known(text: impl Into<String>) -> Entry {
    Entry::Known(text.into())
}

fn add(text: impl Into<String>) -> Entry {
    Entry::Add(text.into())
}

fn entry(answer: &DividendAnswer<'_>, form_box: &FormBox, why: Why) -> Entry {
    let case = answer.case;
    let is_individual = case.kind == HolderKind::Individual;
    let of_individual = |what: &str| if is_individual { add(what) } else { Entry::Empty("for individuals") };
    let of_company =
        |what: &str| if is_individual { Entry::Empty("for corporations and other entities") } else { add(what) };
    match form_box.asks {
        Asks::TaxOffice => add("the tax office of the withholding agent"),
        Asks::Treaty | Asks::ClaimUnder => treaty(answer),
        Asks::TreatyCountry => known(case.residence.name()),
        Asks::Rate => rate(answer),
        Asks::Name => add("the holder’s name"),
        Asks::JapaneseNumber => add("the number, where the holder has one in Japan; else nothing"),
        Asks::IndividualAddress => of_individual("address and telephone"),
        Asks::Nationality => of_individual("nationality, which may be another than the residence"),
        Asks::HeadOffice => of_company("address and telephone of the head office"),
        Asks::Established => of_company("where it was established or organized"),
        Asks::Managed => of_company("where its business is managed or controlled, and telephone"),
        Asks::TaxedIn => known(format!(
            "{}; to add: the place of paying tax, and the taxpayer number where there is one",
            case.residence.name()
        )),
        Asks::Establishment => {
            add("yes or no, whether or not the dividend belongs to it; where yes, its name, address and \
                 business (the facts say only whether the dividend is attributable to one)")
        }
        Asks::Payer => payer(answer),
        Asks::PayerOffice => add("address and telephone of the company’s head office"),
        Asks::PayerNumber => add("the company’s 13-digit Corporate Number"),
        Asks::VotingShares | Asks::VotingQuantity => voting(answer, form_box.asks),
        Asks::HandlingAgent => add("name, head office and Corporate Number of the account institution or \
             agent that pays"),
        Asks::Principal => known("shares (株式)"),
        Asks::Issue => payer_issue(answer),
        Asks::Nominee => nominee(answer),
        Asks::Quantity => quantity(answer),
        Asks::Acquired => acquired(answer),
        Asks::Details => details(answer),
        Asks::OtherMatters => Entry::Empty("where there is nothing else to say"),
        Asks::MembersSeenThrough | Asks::MembersTaxedInJapan if is_entity(case) => {
            add("where the entity is of that kind: the law and the day it took effect, each member and its \
                 part (with Form 16)")
        }
        Asks::MembersSeenThrough | Asks::MembersTaxedInJapan => Entry::Empty("the holder claims for itself"),
        Asks::Certification => certification(answer),
        Asks::Agent => add("where somebody else files: capacity, name, address, tax office, with the power of \
             attorney and its translation"),
        Asks::LobSheet => match answer.actions.iter().any(|todo| todo.action == Action::AttachProofs) {
            true => known("attached (有), unless one that still holds was filed; to add: that day"),
            false => Entry::Empty("the treaty asks for none"),
        },
        Asks::Signature => add("day and signature of the holder or its agent"),
        Asks::Depositary => add("the depositary’s name, address, telephone and Corporate Number"),
        Asks::Custodian => add("the custodian’s name and address"),
        Asks::RecordDate => match case.dividend.record_date.or(case.dividend.entitlement_date) {
            Some(day) => known(day.to_string()),
            None => add("the record date"),
        },
        Asks::DepositedShares | Asks::Investigated => {
            of_register(answer, "kind, quantity and number of registered holders of all shares behind the receipts")
        }
        Asks::TreatyApplies => match treaty_applies(answer) {
            Some(true) => of_register(answer, "the sums of all for whom a treaty applies"),
            _ => add("the sums of all for whom a treaty applies"),
        },
        Asks::TreatyDoesNotApply => match treaty_applies(answer) {
            Some(false) => of_register(answer, "the sums of all for whom none applies"),
            _ => add("the sums of all for whom none applies"),
        },
        Asks::ToInvestigate => add("the sums of all who are still to be asked; only their withholding is put off"),
        Asks::FirstFormFiled => filed_on(answer),
        Asks::Breakdown => add("for each treaty the kind and quantity of shares and how many persons; \
             certificates of holders or custodians"),
        Asks::DepositarySignature => add("day and signature of the depositary or the custodian"),
        Asks::RefundKind => known(REFUND_ITEM),
        Asks::RefundAmount | Asks::Refund => match answer.japan.refundable {
            Some(yen) => known(format!("{yen} yen")),
            None => add("the amount, once the missing facts are known"),
        },
        Asks::RefundAccount => {
            add("the account: in Japan, or abroad with SWIFT, ABA or IBAN and the currency; bank, branch, \
                 number, whose it is")
        }
        Asks::PayerAndAgent => match payer(answer) {
            Entry::Known(name) => known(format!(
                "{name}; to add: its address and number, and name, address and number of the withholding agent"
            )),
            _ => add("name, address and number of the company and of the withholding agent"),
        },
        Asks::IncomeKind => known("dividend (配当)"),
        Asks::PaidOn => match case.dividend.payment_date {
            Some(day) => known(day.to_string()),
            None => add("the day of payment"),
        },
        Asks::Gross => match answer.japan.gross {
            Some(gross) => known(format!("{} yen", gross.grouped(YEN_PLACES_OF_A_FORM))),
            None => add("the gross amount in yen"),
        },
        Asks::Withheld => match withheld(answer) {
            Some(text) => known(text),
            None => add("what was withheld, in yen"),
        },
        Asks::PaidOver => add("the day on which the withholding agent paid the tax over, which it certifies"),
        Asks::TreatyTax => match answer.japan.tax {
            Some(tax) => known(format!("{tax} yen")),
            None => add("the tax under the treaty, once the missing facts are known"),
        },
        Asks::AgentsCertificate => add("day and signature of the withholding agent"),
        Asks::ResidenceCertificate => add("the certificate of the tax authority at home, attached; name and \
             address as in this form"),
        Asks::LobIndividual if is_individual => known("yes: an individual; what follows stays empty"),
        Asks::LobIndividual => known("no"),
        Asks::LobLimb(limbs) => limb(answer, limbs),
        Asks::LobSections if is_individual => known("the section for individuals (個人)"),
        Asks::LobSections => add("yes or no to each section of the sheet, up to the first that is met, with \
             its details"),
    }
    .on(why, form_box.asks)
}

/// Whether there may be members behind who claims.
fn is_entity(case: &Case) -> bool {
    let is_of_members =
        matches!(case.kind, HolderKind::Partnership | HolderKind::Nominee | HolderKind::Fund | HolderKind::Trust);
    is_of_members || case.has_members() || case.is_behind_foreign_entity()
}

impl Entry {
    /// With what only a form beside a claim says.
    fn on(self, why: Why, asks: Asks) -> Entry {
        match (self, asks, why) {
            (Entry::Known(text), Asks::Details, Why::WithClaim) => {
                Entry::Known(format!("{text}; filed late, with the refund claim (Form 11)"))
            }
            (entry, ..) => entry,
        }
    }
}

/// Fraction digits of a gross amount, which only shares behind ADSs can have.
const YEN_PLACES_OF_A_FORM: u32 = 2;

/// The treaty, its article and paragraph, of the rule that decided the rate.
fn treaty(answer: &DividendAnswer<'_>) -> Entry {
    let rule = answer.japan.rule.filter(|_| answer.japan.is_treaty_rate(answer.law));
    let Some(cite) = rule.and_then(|rule| rule.cites.first()) else {
        return add(format!(
            "article and paragraph of the treaty with {}, once the missing facts are known",
            answer.case.residence.name()
        ));
    };
    let place = article(cite.place).map_or_else(|| cite.place.to_owned(), |(en, ja)| format!("{en} ({ja})"));
    known(format!("with {}: {place}; read in: {}", answer.case.residence.name(), cite.source.title_said()))
}

/// `10(2)(b)` as `article 10, paragraph 2(b)` and `第10条第2項(b)`; none of what is written otherwise.
fn article(place: &str) -> Option<(String, String)> {
    let (article, rest) = place.split_once('(').unwrap_or((place, ""));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(article) {
        return None;
    }
    if rest.is_empty() {
        return Some((format!("article {article}"), format!("第{article}条")));
    }
    let (paragraph, below) = rest.split_once(')')?;
    let is_below = below.is_empty() || (below.starts_with('(') && below.ends_with(')') && !below.contains([',', ' ']));
    (is_number(paragraph) && is_below).then(|| {
        let en = format!("article {article}, paragraph {paragraph}{below}");
        (en, format!("第{article}条第{paragraph}項{below}"))
    })
}

fn rate(answer: &DividendAnswer<'_>) -> Entry {
    match answer.japan.rate.filter(|_| answer.japan.is_treaty_rate(answer.law)) {
        Some(rate) if rate == Rate::ZERO => known("exemption (免税)"),
        Some(rate) => known(format!("rate (限度税率) {rate}")),
        None => add("the rate of the treaty, once the missing facts are known"),
    }
}

fn payer(answer: &DividendAnswer<'_>) -> Entry {
    answer.case.payer.called().map_or_else(|| add("the company’s name"), |name| known(visible(name)))
}

fn payer_issue(answer: &DividendAnswer<'_>) -> Entry {
    let payer = &answer.case.payer;
    let Some(name) = payer.called() else { return add("the name of the issue") };
    let mut codes: Vec<String> = payer.code.iter().map(|code| format!("code {}", code.as_str())).collect();
    codes.extend(payer.isin.map(|isin| format!("ISIN {}", isin.as_str())));
    codes.retain(|code| !name.contains(code.trim_start_matches("code ").trim_start_matches("ISIN ")));
    let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
    known(format!("{}{codes}", visible(name)))
}

/// Whether the boxes on voting shares are asked: from a part of the votes on.
fn voting(answer: &DividendAnswer<'_>, asks: Asks) -> Entry {
    let percent = answer.case.ownership.on(answer.case.ownership_day());
    let is_small = match (&answer.case.ownership, percent) {
        (_, Some(percent)) => percent < VOTING_SHARES_ASKED_FROM,
        // Who is not a company is taken to hold little.
        (Ownership::Constant { percent, .. }, None) => percent.is_assumed(),
        _ => false,
    };
    match (is_small, asks) {
        (true, _) => Entry::Empty(VOTING_SHARES_NOT_ASKED),
        (false, Asks::VotingQuantity) => match quantity(answer) {
            Entry::Known(shares) => known(format!("{shares}, unless some have no vote")),
            entry => entry,
        },
        (false, _) => add("how many voting shares the company has issued"),
    }
}

fn nominee(answer: &DividendAnswer<'_>) -> Entry {
    match answer.case.beneficial_owner.get() {
        Some(true) if answer.case.is_ads() => {
            add("who is registered for the depositary, with its certificate and the reason")
        }
        Some(true) => {
            Entry::Empty("the holder is registered itself; else the nominee, with its certificate and the reason")
        }
        _ => add("the nominee who is registered, with its certificate and the reason"),
    }
}

/// Shares; of ADSs those behind them.
fn quantity(answer: &DividendAnswer<'_>) -> Entry {
    let case = answer.case;
    let Some(count) = case.shares else { return add("how many shares") };
    if !case.is_ads() {
        return known(format!("{} shares", grouped_decimal(count)));
    }
    match case.dividend.ads_per_share.or(case.payer.ads_per_share) {
        Some(ratio) => {
            let shares = (Exact::from(count) * ratio.shares_of_an_ads()).grouped(SHARE_PLACES);
            known(format!("{shares} shares, behind {} ADSs", grouped_decimal(count)))
        }
        None => add("how many shares the ADSs represent"),
    }
}

/// Fraction digits of a number of shares.
const SHARE_PLACES: u32 = 6;

fn acquired(answer: &DividendAnswer<'_>) -> Entry {
    let lots = &answer.case.lots;
    let line = |lot: &crate::facts::Lot| {
        let day = lot.acquired?;
        let shares = lot.shares.map_or(String::new(), |shares| format!(" ({})", grouped_decimal(shares)));
        Some(format!("{day}{shares}"))
    };
    let days: Option<Vec<_>> = lots.iter().map(line).collect();
    match (days, answer.case.ownership.since()) {
        (Some(days), _) if !days.is_empty() => known(days.join(", ")),
        (_, Some(since)) => known(since.to_string()),
        _ => add("the day on which the shares were acquired, a line for each purchase"),
    }
}

/// How the conditions of the rate are met, of a rule that has some.
fn details(answer: &DividendAnswer<'_>) -> Entry {
    let Some(rule) = answer.japan.rule.filter(|rule| !rule.when.is_empty()) else {
        return Entry::Empty("the rate has no condition of its own");
    };
    let because = |rule: &'static Rule| {
        let mut steps = answer.steps.iter().filter(|step| step.rule == rule && step.outcome == Outcome::Met);
        steps.next().map(|step| step.because(answer.case))
    };
    because(rule).map_or(Entry::Empty("the rate has no condition of its own"), known)
}

/// Only for an exemption.
fn certification(answer: &DividendAnswer<'_>) -> Entry {
    match answer.japan.rate {
        Some(rate) if rate == Rate::ZERO => {
            add("the certification of the authority at home; where it gives none, papers that show the \
                 conditions and the residence certificate")
        }
        Some(_) => Entry::Empty("asked only for an exemption"),
        None => add("only for an exemption: the certification of the authority at home"),
    }
}

fn treaty_applies(answer: &DividendAnswer<'_>) -> Option<bool> {
    answer.japan.rate.map(|_| answer.japan.is_treaty_rate(answer.law))
}

/// What only the depositary knows of all holders, with what this holder brings to it.
fn of_register(answer: &DividendAnswer<'_>, what: &str) -> Entry {
    match quantity(answer) {
        Entry::Known(shares) => known(format!("this holder: {shares}; to add: {what}")),
        _ => add(what),
    }
}

fn filed_on(answer: &DividendAnswer<'_>) -> Entry {
    match answer.case.relief.application {
        Filing::On(day) => known(day.to_string()),
        _ => add("the day on which Form 4 was filed"),
    }
}

fn withheld(answer: &DividendAnswer<'_>) -> Option<String> {
    answer.japan.withheld(answer.case).map(|withheld| format!("{withheld} yen"))
}

/// Yes to the first that is stated, no to those before it, and nothing after it.
fn limb(answer: &DividendAnswer<'_>, limbs: &'static [LobTest]) -> Entry {
    const NOT_REACHED: Entry = Entry::Empty("a section before it is met");
    let case = answer.case;
    if case.kind == HolderKind::Individual {
        return NOT_REACHED;
    }
    let order = form_17(case.residence).boxes.iter().filter_map(|it| match it.asks {
        Asks::LobLimb(limbs) => Some(limbs),
        _ => None,
    });
    let is_met = |limbs: &[LobTest]| {
        let is_state = case.kind == HolderKind::Government && limbs.contains(&LobTest::Government);
        is_state || case.limbs.is_some_and(|met| limbs.iter().any(|limb| met.contains(*limb)))
    };
    let mut order = order;
    match order.find(|of| is_met(of) || *of == limbs) {
        Some(first) if first != limbs => NOT_REACHED,
        _ if is_met(limbs) => known("yes, as stated; to add: the details that the sheet asks for"),
        _ if case.limbs.is_some() => known("no"),
        _ => add("yes or no; where yes, the details that the sheet asks for"),
    }
}
