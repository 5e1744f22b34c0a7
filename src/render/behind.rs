//! Those behind a holder, for people: the rate and the part of each, and what they come to.

use super::json;
use super::money::{percent, yen};
use super::page::{Page, QUIET, WARNING};
use crate::answer::{DividendAnswer, MemberAnswer, Status};
use crate::facts::HolderKind;
use crate::input::visible;
use crate::lang::{self, Lang, chosen};

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
    let most = japan.highest_rate_percent.map_or(String::new(), percent);
    let each_of = format!("{noun}{count}名の各税率による");
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
        (Status::Determined, Lang::Ja) => match (at_source, due, back) {
            (Some(taken), Some(due), Some(back)) => {
                let until = until.map_or(String::new(), |day| format!("（期限{day}）"));
                format!(
                    "源泉徴収は合計{taken}、納付すべき税額は{due}（{each_of}）です。{back}の還付を請求できます{until}。"
                )
            }
            (Some(taken), ..) => {
                format!("源泉徴収は合計{taken}（{each_of}）です。還付を請求できる額はありません。")
            }
            (None, Some(due), _) => format!("納付すべき税額は合計{due}（{each_of}）です。"),
            (None, None, _) => format!("源泉徴収は{noun}{count}名の各税率により、最高{most}です。"),
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
        (status, Lang::Ja) => {
            let why = match status {
                Status::Undetermined => format!("未確定：{noun}に関する確認事項があります"),
                Status::NotEncoded => format!("一部の{noun}の税率は本プログラムに未収録です"),
                Status::RateNotStated => format!("一部の{noun}の税率の記載がありません"),
                Status::NotAddressed | Status::Determined => {
                    format!("一部の{noun}の日本における課税は記載の対象外です")
                }
            };
            match highest {
                Some(highest) => format!("{why}。納付すべき税額は合計で最高{highest}です。"),
                None if most.is_empty() => format!("{why}。"),
                None => format!("{why}。納付すべき税額は最高{most}です。"),
            }
        }
    }
}

fn noun(kind: HolderKind, count: usize) -> &'static str {
    match (kind, count) {
        (HolderKind::Nominee, 1) => word!("owner", "所有者"),
        (HolderKind::Nominee, _) => word!("owners", "所有者"),
        (_, 1) => word!("member", "構成員"),
        (..) => word!("members", "構成員"),
    }
}

/// The first of those behind the holder, a line or two each.
pub fn screen(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let (Some(members), false) = (&view.members, answer.members.is_empty()) else { return };
    page.heading(match (answer.case.kind, chosen()) {
        (HolderKind::Nominee, Lang::En) => "Owners",
        (HolderKind::Nominee, Lang::Ja) => "所有者",
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
    let id = case.id.as_deref().map_or(String::new(), |id| said!("{}, ", "{}、", visible(id)));
    let who = match (member.is_rest, chosen()) {
        (true, Lang::En) => "nobody is named".to_owned(),
        (true, Lang::Ja) => "記載のない者".to_owned(),
        (false, Lang::En) => format!("{id}{} in {}", case.kind.noun(), case.residence.name()),
        (false, Lang::Ja) => format!("{id}{}の{}", case.residence.name(), case.kind.noun()),
    };
    let part = yen(japan.gross_jpy).map_or(String::new(), |part| said!(" of {part}", "、支払金額{part}"));
    let said = match (japan.rate_percent, yen(japan.tax_jpy), chosen()) {
        (Some(rate), Some(tax), Lang::En) => format!("{}: {tax}{part}", percent(rate)),
        (Some(rate), Some(tax), Lang::Ja) => format!("{}、税額{tax}{part}", percent(rate)),
        (Some(rate), None, _) => percent(rate),
        (None, Some(tax), Lang::En) if member.answer.case.has_members() => format!("{tax}{part}"),
        (None, Some(tax), Lang::Ja) if member.answer.case.has_members() => format!("税額{tax}{part}"),
        (None, ..) => {
            let most = japan.highest_rate_percent.map(percent);
            let status = lang::code(view.answer.status);
            let ask =
                japan.questions.first().map_or(String::new(), |question| said!(" ({})", "（{}）", question.field));
            match most {
                None => status,
                Some(most) => said!("{status}{ask}, at most {most}", "{status}{ask}、最高{most}"),
            }
        }
    };
    said!("{} {who}: {said}", "{} {who}：{said}", view.share)
}

/// All behind the holder with what decided of each, those behind them as well.
pub fn text(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend, level: usize) {
    let Some(members) = &view.members else { return };
    if level == 0 {
        page.heading(word!("Members and owners", "構成員及び所有者"));
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
            page.below(WARNING, &said!("missing: {}: {}", "確認事項：{}：{}", question.field, question.question));
        }
        if let Some(tier) = &view.answer.next_tier {
            let needs: Vec<_> = tier.needs.iter().map(|need| need.text.as_str()).collect();
            let (rate, needs) = (tier.rate_percent.0, needs.join(word!("; ", "、")));
            page.below(QUIET, &said!("next better rate {rate}%: {needs}", "より有利な税率{rate}%：{needs}"));
        }
        text(page, &member.answer, &view.answer, level + 1);
    }
    if level == 0 {
        page.below(QUIET, word!(
            "Parts are whole yen: each is cut below the yen, and the yen left over go one each to the largest fractions cut off, of equal ones to the first.",
            "各構成員の持分は円単位とする：それぞれ1円未満を切り捨て、残りの円は切り捨てた端数の大きいものから（等しいときは先のものから）1円ずつ配分する。"
        ));
    }
}
