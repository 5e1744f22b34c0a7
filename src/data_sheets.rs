//! What goes into which box of which form of Japan for a dividend: from the facts and the answer, or that the holder must add
//! it, or why it stays empty. Only the forms that the answer's actions call for.

use crate::answer::{DividendAnswer, Todo};
use crate::facts::{Case, Filing, HolderKind, LobTest, Ownership};
use crate::input::visible;
use crate::lang::{self, Lang};
use crate::law::japan_forms::{
    Asks, FORM_1, FORM_1_2, FORM_4, FORM_5, FORM_11, FormBox, JapanForm, LobAsks, VOTING_SHARES_ASKED_FROM, form_17,
    refund_item, voting_shares_not_asked,
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
    let of_individual = |what: &str| {
        if is_individual { add(what) } else { Entry::Empty(word!("for individuals", "個人の場合のみ記入")) }
    };
    let of_company = |what: &str| {
        if is_individual {
            Entry::Empty(word!("for corporations and other entities", "法人その他の団体の場合のみ記入"))
        } else {
            add(what)
        }
    };
    match form_box.asks {
        Asks::TaxOffice => add(word!("the tax office of the withholding agent", "源泉徴収義務者の所轄税務署")),
        Asks::Treaty | Asks::ClaimUnder => treaty(answer),
        Asks::TreatyCountry => known(case.residence.name()),
        Asks::Rate => rate(answer),
        Asks::Name => add(word!("the holder’s name", "保有者の氏名又は名称")),
        Asks::JapaneseNumber => add(word!("the number, where the holder has one in Japan; else nothing", "保有者が日本の番号を有する場合はその番号。有しない場合は記入不要")),
        Asks::IndividualAddress => of_individual(word!("address and telephone", "住所又は居所及び電話番号")),
        Asks::Nationality => of_individual(word!("nationality, which may be another than the residence", "国籍（居住地国と異なることがある）")),
        Asks::HeadOffice => of_company(word!("address and telephone of the head office", "本店又は主たる事務所の所在地及び電話番号")),
        Asks::Established => of_company(word!("where it was established or organized", "設立又は組織された場所")),
        Asks::Managed => of_company(word!("where its business is managed or controlled, and telephone", "事業が管理・支配されている場所及び電話番号")),
        Asks::TaxedIn => known(said!(
            "{}; to add: the place of paying tax, and the taxpayer number where there is one",
            "{}。納税地及び納税者番号（ある場合）を追記",
            case.residence.name()
        )),
        Asks::Establishment => {
            add(word!("yes or no, whether or not the dividend belongs to it; where yes, its name, address and business (the facts say only whether the dividend is attributable to one)", "恒久的施設の有無（配当が帰せられるか否かを問わない）。有の場合はその名称、所在地及び事業の内容（入力された事実は、配当が恒久的施設に帰せられるか否かのみ）"))
        }
        Asks::Payer => payer(answer),
        Asks::PayerOffice => add(word!("address and telephone of the company’s head office", "発行会社の本店の所在地及び電話番号")),
        Asks::PayerNumber => add(word!("the company’s 13-digit Corporate Number", "発行会社の法人番号（13桁）")),
        Asks::VotingShares | Asks::VotingQuantity => voting(answer, form_box.asks),
        Asks::HandlingAgent => add(word!("name, head office and Corporate Number of the account institution or agent that pays", "配当を支払う口座管理機関等（支払の取扱者）の名称、本店の所在地及び法人番号")),
        Asks::Principal => known(word!("shares (株式)", "株式")),
        Asks::Issue => payer_issue(answer),
        Asks::Nominee => nominee(answer),
        Asks::Quantity => quantity(answer),
        Asks::Acquired => acquired(answer),
        Asks::Details => details(answer),
        Asks::OtherMatters => Entry::Empty(word!("where there is nothing else to say", "他に記載すべき事項がない場合")),
        Asks::MembersSeenThrough | Asks::MembersTaxedInJapan if is_entity(case) => {
            add(word!("where the entity is of that kind: the law and the day it took effect, each member and its part (with Form 16)", "これに該当する団体の場合：根拠法令及びその効力を生ずる日、各構成員（株主等）及びその持分の割合（様式16とともに）"))
        }
        Asks::MembersSeenThrough | Asks::MembersTaxedInJapan => Entry::Empty(word!("the holder claims for itself", "保有者自身が適用を受ける")),
        Asks::Certification => certification(answer),
        Asks::Agent => add(word!("where somebody else files: capacity, name, address, tax office, with the power of attorney and its translation", "代理人が提出する場合：資格、氏名又は名称、住所又は所在地、所轄税務署（委任状及びその翻訳文を添付）")),
        Asks::LobSheet => match answer.actions.iter().any(|todo| todo.action == Action::AttachProofs) {
            true => known(word!("attached (有), unless one that still holds was filed; to add: that day", "有（有効な付表が提出済みの場合を除く）。提出済みの場合はその提出日を追記")),
            false => Entry::Empty(word!("the treaty asks for none", "条約上、付表は不要")),
        },
        Asks::Signature => add(word!("day and signature of the holder or its agent", "保有者又は代理人の署名及び日付")),
        Asks::Depositary => add(word!("the depositary’s name, address, telephone and Corporate Number", "受託者の名称、所在地、電話番号及び法人番号")),
        Asks::Custodian => add(word!("the custodian’s name and address", "副受託者の名称及び所在地")),
        Asks::RecordDate => match case.dividend.record_date.or(case.dividend.entitlement_date) {
            Some(day) => known(day.to_string()),
            None => add(word!("the record date", "基準日")),
        },
        Asks::DepositedShares | Asks::Investigated => {
            of_register(answer, word!("kind, quantity and number of registered holders of all shares behind the receipts", "預託証券に係るすべての株式の種類、数量及び登録所有者数"))
        }
        Asks::TreatyApplies => match treaty_applies(answer) {
            Some(true) => of_register(answer, word!("the sums of all for whom a treaty applies", "租税条約の適用があるものの合計")),
            _ => add(word!("the sums of all for whom a treaty applies", "租税条約の適用があるものの合計")),
        },
        Asks::TreatyDoesNotApply => match treaty_applies(answer) {
            Some(false) => of_register(answer, word!("the sums of all for whom none applies", "租税条約の適用がないものの合計")),
            _ => add(word!("the sums of all for whom none applies", "租税条約の適用がないものの合計")),
        },
        Asks::ToInvestigate => add(word!("the sums of all who are still to be asked; only their withholding is put off", "調査を要するものの合計（源泉徴収の猶予はこれに限る）")),
        Asks::FirstFormFiled => filed_on(answer),
        Asks::Breakdown => add(word!("for each treaty the kind and quantity of shares and how many persons; certificates of holders or custodians", "租税条約ごとの株式の種類、数量及び人数、並びに所有者又は保管業者の証明書")),
        Asks::DepositarySignature => add(word!("day and signature of the depositary or the custodian", "受託者又は副受託者の署名及び日付")),
        Asks::RefundKind => known(refund_item()),
        Asks::RefundAmount | Asks::Refund => match answer.japan.refundable {
            Some(yen) => known(said!("{yen} yen", "{yen}円")),
            None => add(word!("the amount, once the missing facts are known", "不明な事実が確認された後の金額")),
        },
        Asks::RefundAccount => {
            add(word!("the account: in Japan, or abroad with SWIFT, ABA or IBAN and the currency; bank, branch, number, whose it is", "受領口座：国内の口座、又は国外の口座（SWIFT、ABA又はIBAN及び通貨）。銀行名、支店名、口座番号、口座名義人"))
        }
        Asks::PayerAndAgent => match payer(answer) {
            Entry::Known(name) => known(said!(
                "{name}; to add: its address and number, and name, address and number of the withholding agent",
                "{name}。所在地及び番号、並びに源泉徴収義務者（支払の取扱者）の名称、所在地及び番号を追記"
            )),
            _ => add(word!("name, address and number of the company and of the withholding agent", "発行会社及び源泉徴収義務者（支払の取扱者）の名称、所在地及び番号")),
        },
        Asks::IncomeKind => known(word!("dividend (配当)", "配当")),
        Asks::PaidOn => match case.dividend.payment_date {
            Some(day) => known(day.to_string()),
            None => add(word!("the day of payment", "支払の日")),
        },
        Asks::Gross => match answer.japan.gross {
            Some(gross) => known(said!("{} yen", "{}円", gross.grouped(YEN_PLACES_OF_A_FORM))),
            None => add(word!("the gross amount in yen", "支払金額（円）")),
        },
        Asks::Withheld => match withheld(answer) {
            Some(text) => known(text),
            None => add(word!("what was withheld, in yen", "源泉徴収税額（円）")),
        },
        Asks::PaidOver => add(word!("the day on which the withholding agent paid the tax over, which it certifies", "源泉徴収義務者が税額を納付した日（源泉徴収義務者が証明）")),
        Asks::TreatyTax => match answer.japan.tax {
            Some(tax) => known(said!("{tax} yen", "{tax}円")),
            None => add(word!("the tax under the treaty, once the missing facts are known", "不明な事実が確認された後の、条約を適用した場合の税額")),
        },
        Asks::AgentsCertificate => add(word!("day and signature of the withholding agent", "源泉徴収義務者の署名及び日付")),
        Asks::ResidenceCertificate => add(word!("the certificate of the tax authority at home, attached; name and address as in this form", "居住地国の税務当局の居住者証明書（添付）。氏名又は名称及び住所は本様式と同一")),
        Asks::LobIndividual if is_individual => known(word!("yes: an individual; what follows stays empty", "該当（個人）。以下は記入不要")),
        Asks::LobIndividual => known(word!("no", "非該当")),
        Asks::LobLimb(limbs, asks) => limb(answer, limbs, asks),
        Asks::LobOtherIncome => Entry::Empty(word!("not for dividends", "配当については記入不要")),
        Asks::LobSections if is_individual => known(word!("the section for individuals (個人)", "個人の欄")),
        Asks::LobSections => add(word!("yes or no to each section of the sheet, up to the first that is met, with its details", "付表の各欄について該当・非該当（最初に該当する欄まで、その詳細とともに）")),
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
            (Entry::Known(text), Asks::Details, Why::WithClaim) => Entry::Known(said!(
                "{text}; filed late, with the refund claim (Form 11)",
                "{text}。期限後に還付請求書（様式11）とともに提出"
            )),
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
        return add(said!(
            "article and paragraph of the treaty with {}, once the missing facts are known",
            "不明な事実が確認された後の、{}との租税条約の条項",
            answer.case.residence.name()
        ));
    };
    let country = answer.case.residence.name();
    let title = cite.source.title_said();
    match (article(cite.place), lang::chosen()) {
        (Some((en, ja)), Lang::En) => known(format!("with {country}: {en} ({ja}); read in: {title}")),
        (None, Lang::En) => known(format!("with {country}: {}; read in: {title}", cite.place)),
        (Some((_, ja)), Lang::Ja) => known(format!("{country}との租税条約{ja}（出典：{title}）")),
        (None, Lang::Ja) => known(format!("{country}との租税条約{}（出典：{title}）", cite.place_said())),
    }
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
        Some(rate) if rate == Rate::ZERO => known(word!("exemption (免税)", "免税")),
        Some(rate) => known(said!("rate (限度税率) {rate}", "限度税率{rate}")),
        None => add(word!(
            "the rate of the treaty, once the missing facts are known",
            "不明な事実が確認された後の、条約の税率"
        )),
    }
}

fn payer(answer: &DividendAnswer<'_>) -> Entry {
    answer
        .case
        .payer
        .called()
        .map_or_else(|| add(word!("the company’s name", "発行会社の名称")), |name| known(visible(name)))
}

fn payer_issue(answer: &DividendAnswer<'_>) -> Entry {
    let payer = &answer.case.payer;
    let Some(name) = payer.called() else { return add(word!("the name of the issue", "銘柄又は名称")) };
    let is_new = |code: &&str| !name.contains(code);
    let code = payer.code.as_ref().map(|code| code.as_str()).filter(is_new);
    let isin = payer.isin.as_ref().map(|isin| isin.as_str()).filter(is_new);
    let code = code.map(|code| said!("code {code}", "証券コード{code}"));
    let codes: Vec<String> = code.into_iter().chain(isin.map(|isin| format!("ISIN {isin}"))).collect();
    let codes = match codes.is_empty() {
        true => String::new(),
        false => said!(" ({})", "（{}）", codes.join(word!(", ", "、"))),
    };
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
        (true, _) => Entry::Empty(voting_shares_not_asked()),
        (false, Asks::VotingQuantity) => match quantity(answer) {
            Entry::Known(shares) => {
                known(said!("{shares}, unless some have no vote", "{shares}（議決権のないものがあればこれを除く）"))
            }
            entry => entry,
        },
        (false, _) => add(word!(
            "how many voting shares the company has issued",
            "発行会社の発行済株式のうち議決権のある株式の数"
        )),
    }
}

fn nominee(answer: &DividendAnswer<'_>) -> Entry {
    match answer.case.beneficial_owner.get() {
        Some(true) if answer.case.is_ads() => add(word!(
            "who is registered for the depositary, with its certificate and the reason",
            "受託者のための名義人（その証明書及び名義人とした理由とともに）"
        )),
        Some(true) => Entry::Empty(word!(
            "the holder is registered itself; else the nominee, with its certificate and the reason",
            "保有者自身が名義人。そうでない場合は名義人（その証明書及び理由とともに）"
        )),
        _ => add(word!(
            "the nominee who is registered, with its certificate and the reason",
            "名義人（その証明書及び理由とともに）"
        )),
    }
}

/// Shares; of ADSs those behind them.
fn quantity(answer: &DividendAnswer<'_>) -> Entry {
    let case = answer.case;
    let Some(count) = case.shares else { return add(word!("how many shares", "株数")) };
    if !case.is_ads() {
        return known(said!("{} shares", "{}株", grouped_decimal(count)));
    }
    match case.dividend.ads_per_share.or(case.payer.ads_per_share) {
        Some(ratio) => {
            let shares = (Exact::from(count) * ratio.shares_of_an_ads()).grouped(SHARE_PLACES);
            known(said!("{shares} shares, behind {} ADSs", "{shares}株（{} ADSに係る株式）", grouped_decimal(count)))
        }
        None => add(word!("how many shares the ADSs represent", "ADSに係る株数")),
    }
}

/// Fraction digits of a number of shares.
const SHARE_PLACES: u32 = 6;

fn acquired(answer: &DividendAnswer<'_>) -> Entry {
    let lots = &answer.case.lots;
    let line = |lot: &crate::facts::Lot| {
        let day = lot.acquired?;
        let shares = lot.shares.map_or(String::new(), |shares| said!(" ({})", "（{}株）", grouped_decimal(shares)));
        Some(format!("{day}{shares}"))
    };
    let days: Option<Vec<_>> = lots.iter().map(line).collect();
    match (days, answer.case.ownership.since()) {
        (Some(days), _) if !days.is_empty() => known(days.join(word!(", ", "、"))),
        (_, Some(since)) => known(since.to_string()),
        _ => add(word!(
            "the day on which the shares were acquired, a line for each purchase",
            "株式の取得年月日（取得ごとに1行）"
        )),
    }
}

/// How the conditions of the rate are met, of a rule that has some.
fn details(answer: &DividendAnswer<'_>) -> Entry {
    let Some(rule) = answer.japan.rule.filter(|rule| !rule.when.is_empty()) else {
        return Entry::Empty(word!("the rate has no condition of its own", "この税率に固有の要件はない"));
    };
    let because = |rule: &'static Rule| {
        let mut steps = answer.steps.iter().filter(|step| step.rule == rule && step.outcome == Outcome::Met);
        steps.next().map(|step| step.because(answer.case))
    };
    because(rule)
        .map_or(Entry::Empty(word!("the rate has no condition of its own", "この税率に固有の要件はない")), known)
}

/// Only for an exemption.
fn certification(answer: &DividendAnswer<'_>) -> Entry {
    match answer.japan.rate {
        Some(rate) if rate == Rate::ZERO => add(word!(
            "the certification of the authority at home; where it gives none, papers that show the conditions and the residence certificate",
            "居住地国の権限ある当局の証明。証明が行われない場合は、要件を満たすことを明らかにする書類及び居住者証明書"
        )),
        Some(_) => Entry::Empty(word!("asked only for an exemption", "免税の場合に限り必要")),
        None => add(word!(
            "only for an exemption: the certification of the authority at home",
            "免税の場合に限り：居住地国の権限ある当局の証明"
        )),
    }
}

fn treaty_applies(answer: &DividendAnswer<'_>) -> Option<bool> {
    answer.japan.rate.map(|_| answer.japan.is_treaty_rate(answer.law))
}

/// What only the depositary knows of all holders, with what this holder brings to it.
fn of_register(answer: &DividendAnswer<'_>, what: &str) -> Entry {
    match quantity(answer) {
        Entry::Known(shares) => {
            known(said!("this holder: {shares}; to add: {what}", "この保有者分：{shares}。{what}を追記"))
        }
        _ => add(what),
    }
}

fn filed_on(answer: &DividendAnswer<'_>) -> Entry {
    match answer.case.relief.application {
        Filing::On(day) => known(day.to_string()),
        _ => add(word!("the day on which Form 4 was filed", "申請書（様式４）の提出日")),
    }
}

fn withheld(answer: &DividendAnswer<'_>) -> Option<String> {
    answer.japan.withheld(answer.case).map(|withheld| said!("{withheld} yen", "{withheld}円"))
}

/// Yes to the first that is stated, no to those before it, and nothing after it.
fn limb(answer: &DividendAnswer<'_>, limbs: &'static [LobTest], asks: LobAsks) -> Entry {
    let not_reached = || Entry::Empty(word!("a section before it is met", "前の欄に該当"));
    let case = answer.case;
    if case.kind == HolderKind::Individual {
        return not_reached();
    }
    let order = form_17(case.residence).boxes.iter().filter_map(|it| match it.asks {
        Asks::LobLimb(limbs, _) => Some(limbs),
        _ => None,
    });
    let is_met = |limbs: &[LobTest]| {
        let is_state = case.kind == HolderKind::Government && limbs.contains(&LobTest::Government);
        is_state || case.limbs.is_some_and(|met| limbs.iter().any(|limb| met.contains(*limb)))
    };
    let mut order = order;
    match order.find(|of| is_met(of) || *of == limbs) {
        Some(first) if first != limbs => not_reached(),
        _ if is_met(limbs) => known(said!("yes, as stated; to add: {}", "該当（記載による）。{}を追記", asks.said())),
        _ if case.limbs.is_some() => known(word!("no", "非該当")),
        _ => add(said!("yes or no; where yes, {}", "該当・非該当の別。該当する場合は{}", asks.said())),
    }
}
