//! Those behind a holder, for people: the rate and the part of each, and what they come to.

use super::json;
use super::money::{percent, yen};
use super::page::{Page, QUIET, WARNING};
use crate::answer::{DividendAnswer, MemberAnswer, Status};
use crate::facts::HolderKind;
use crate::input::visible;
use crate::lang::{Lang, chosen};

/// On the first screen so many are shown.
const MOST: usize = 3;

/// The sentence that says what is withheld all in all.
pub fn headline(answer: &DividendAnswer<'_>, view: &json::Dividend, until: Option<crate::units::Day>) -> String {
    let japan = &view.japan;
    let count = answer.members.iter().filter(|member| !member.is_rest).count();
    let noun = noun(answer.case.kind, count);
    let back = yen(japan.refundable_at_least_jpy.filter(|yen| !yen.0.is_zero()));
    let at_source = japan.at_source.as_ref().and_then(|at| yen(at.tax_jpy));
    let (due, highest) = (yen(japan.tax_jpy), yen(japan.highest_tax_jpy));
    let most = japan.highest_rate_percent.map_or(String::new(), |rate| percent(rate));
    let ja_count = format!("{count}名の各税率による");
    match (answer.japan.status, chosen()) {
        (Status::Determined, Lang::En) => {
            let each = format!("at the rate of each of its {count} {noun}");
            match (at_source, due, back) {
                (Some(taken), Some(due), Some(back)) => {
                    let until = until.map_or(String::new(), |day| format!(" until {day}"));
                    format!(
                        "Japan withholds {taken} in all; {due} is due, {each}, and {back} can be claimed back{until}."
                    )
                }
                (Some(taken), ..) => format!("Japan withholds {taken} in all, {each}. Nothing is to be claimed back."),
                (None, Some(due), _) => format!("{due} is due to Japan in all, {each}."),
                (None, None, _) => format!("Japan withholds {each}: at most {most}."),
            }
        }
        (Status::Determined, Lang::Ja) => match (at_source, due) {
            (Some(taken), Some(due)) if taken != due => {
                format!("源泉徴収は合計{taken}、納付すべき税額は{due}（{ja_count}）。")
            }
            (Some(amount), _) | (None, Some(amount)) => format!("源泉徴収は合計{amount}（{ja_count}）。"),
            (None, None) => format!("源泉徴収は{ja_count}：最高{most}。"),
        },
        (status, Lang::En) => {
            let why = match status {
                Status::Undetermined => format!("Undetermined: facts of its {noun} are missing"),
                Status::NotEncoded => format!("This program does not have the rate of all of its {noun}"),
                Status::RateNotStated => format!("The law does not state the rate of all of its {noun}"),
                Status::NotAddressed | Status::Determined => {
                    format!("The law does not address all of its {noun} in Japan")
                }
            };
            match highest {
                Some(highest) => format!("{why}; at most {highest} is due in all."),
                None if most.is_empty() => format!("{why}."),
                None => format!("{why}; at most {most} is due."),
            }
        }
        (_, Lang::Ja) => match highest {
            Some(highest) => format!("未確定：構成員の確認事項によります。税額は最高{highest}。"),
            None => format!("未確定：構成員の確認事項によります。最高{most}。"),
        },
    }
}

fn noun(kind: HolderKind, count: usize) -> &'static str {
    match (kind, count) {
        (HolderKind::Nominee, 1) => "owner",
        (HolderKind::Nominee, _) => "owners",
        (_, 1) => "member",
        (..) => "members",
    }
}

/// The first of those behind the holder, a line or two each.
pub fn screen(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let (Some(members), false) = (&view.members, answer.members.is_empty()) else { return };
    page.heading(match (answer.case.kind, chosen()) {
        (HolderKind::Nominee, Lang::En) => "Owners",
        (_, Lang::En) => "Members",
        (_, Lang::Ja) => "構成員",
    });
    let most = if members.len() > MOST { MOST - 1 } else { MOST };
    answer.members.iter().zip(members).take(most).for_each(|(member, view)| page.item(&line(member, view)));
    if members.len() > most {
        let more = members.len() - most;
        page.item(&match chosen() {
            Lang::En => format!("and {more} more: --all"),
            Lang::Ja => format!("ほか{more}名：--all"),
        });
    }
}

/// Who it is, which part it has, and what is due on it.
fn line(member: &MemberAnswer<'_>, view: &json::Member) -> String {
    let case = member.answer.case;
    let japan = &view.answer.japan;
    let id = case.id.as_deref().map_or(String::new(), |id| format!("{}, ", visible(id)));
    let who = match (member.is_rest, chosen()) {
        (true, Lang::En) => "nobody is named".to_owned(),
        (true, Lang::Ja) => "不明".to_owned(),
        (false, Lang::En) => format!("{id}{} in {}", case.kind.noun(), case.residence.name()),
        (false, Lang::Ja) => format!("{id}{}（{}）", case.kind.noun(), case.residence.as_str()),
    };
    let part = yen(japan.gross_jpy).map_or(String::new(), |part| format!(" of {part}"));
    let said = match (japan.rate_percent, yen(japan.tax_jpy), chosen()) {
        (Some(rate), Some(tax), Lang::En) => format!("{}: {tax}{part}", percent(rate)),
        (Some(rate), Some(tax), Lang::Ja) => format!("{}（{tax}）", percent(rate)),
        (Some(rate), None, _) => percent(rate),
        (None, Some(tax), Lang::En) if member.answer.case.has_members() => format!("{tax}{part}"),
        (None, ..) => {
            let most = japan.highest_rate_percent.map_or(String::new(), |most| format!(" {}", percent(most)));
            let status = view.answer.status.replace('_', " ");
            let ask = japan.questions.first().map_or(String::new(), |question| format!(" ({})", question.field));
            match (most.is_empty(), chosen()) {
                (true, _) => status,
                (false, Lang::En) => format!("{status}{ask}, at most{most}"),
                (false, Lang::Ja) => format!("{status}{ask}、最高{most}"),
            }
        }
    };
    format!("{} {who}: {said}", view.share)
}

/// All behind the holder with what decided of each, those behind them as well.
pub fn text(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend, level: usize) {
    let Some(members) = &view.members else { return };
    if level == 0 {
        page.heading("Members and owners");
    }
    for (member, view) in answer.members.iter().zip(members) {
        let at = ">".repeat(level);
        let gap = if level == 0 { "" } else { " " };
        page.item(&format!("{at}{gap}{}", line(member, view)));
        let japan = &view.answer.japan;
        if let (Some(rule), Some(cite)) = (japan.rule, &japan.cite) {
            page.below(QUIET, &format!("{cite} · {rule}"));
        }
        for question in &japan.questions {
            page.below(WARNING, &format!("missing: {}: {}", question.field, question.question));
        }
        if let Some(tier) = &view.answer.next_tier {
            let needs: Vec<_> = tier.needs.iter().map(|need| need.text.as_str()).collect();
            page.below(QUIET, &format!("next better rate {}%: {}", tier.rate_percent.0, needs.join("; ")));
        }
        text(page, &member.answer, &view.answer, level + 1);
    }
    if level == 0 {
        page.below(QUIET, "Parts are whole yen: each is cut below the yen, and the yen left over go one each to the largest fractions cut off, of equal ones to the first.");
    }
}
