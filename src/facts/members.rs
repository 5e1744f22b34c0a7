//! Who is behind a holder: the members of a transparent entity, the owners behind a nominee.
//!
//! The shares are exact. What is paid is cut once, among those who stand at the end of every line, so that their parts
//! add up to the yen: see [`cut`].

use rust_decimal::Decimal;

use super::{Amount, Case, Fact, Field, FieldSet, FundClass, HolderKind, Ownership, SeenThroughBy};
use crate::units::{Country, Exact, NoRest, Share, Yen, cut};

/// One of those behind a holder.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its part of what the holder is paid, and of what the first in the line is paid.
    pub share: Share,
    pub of_whole: Share,
    /// What nobody is named for.
    pub is_rest: bool,
    pub case: Case,
}

/// Through whom a member holds.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The entities that are looked through, the outermost first; a nominee is none of them.
    pub through: Vec<Entity>,
    /// The only one as a corporation of its country, where that taxes it and Japan does not.
    pub entity: Option<Box<Case>>,
}

/// An entity that is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    pub of: Country,
    /// By its own country, and by Japan.
    pub by_residence: bool,
    pub by_japan: bool,
}

/// Of which country an entity is, as the treaty of a member has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The member's own.
    Own,
    Japan,
    /// Another, or several.
    Third,
    /// The member's own, which taxes the entity itself, as Japan does not.
    Taxed,
    /// Several, one of which its own country taxes itself.
    Mixed,
}

/// So many levels of members are read, and so many members of all levels.
pub const MOST_LEVELS: usize = 4;
pub const MOST_MEMBERS: usize = 1_000;

/// Why the shares of members are refused: of one of them, or of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongShare {
    None,
    Zero,
    Twice(Field),
    /// Shares are stated, and not out of how many.
    OfUnknown,
    TooMany,
    TooMuch,
    TooFine,
}

impl WrongShare {
    /// What is wanted instead.
    pub fn wanted(self) -> &'static str {
        match self {
            WrongShare::None => word!(
                "its share: share as a fraction, share_percent, or shares out of those of the whole",
                "持分（分数のshare、share_percent、又は全体の株数のうちのshares）"
            ),
            WrongShare::Zero => word!("a share above nothing", "0を超える持分"),
            WrongShare::Twice(_) => word!(
                "one of share, share_percent and shares, not several",
                "share、share_percent、sharesのいずれか一つ"
            ),
            WrongShare::OfUnknown => word!(
                "shares of every member, or how many the whole has (shares)",
                "各構成員のshares、又は全体の株数（shares）"
            ),
            WrongShare::TooMany => word!("at most as many shares as the whole has", "全体の株数以下の株数"),
            WrongShare::TooMuch => {
                word!("shares that add up to at most the whole", "合計が全体を超えない持分")
            }
            WrongShare::TooFine => word!(
                "shares that can be added up exactly: fractions with the same or a smaller denominator",
                "正確に合計できる持分（分母が同じか、より小さい分数）"
            ),
        }
    }
}

impl Case {
    /// The rate of such a holder is that of those behind it.
    #[inline]
    pub fn is_seen_through(&self) -> bool {
        match self.kind {
            HolderKind::Nominee | HolderKind::Partnership => true,
            HolderKind::Fund => self.fund_taxed_as == Some(FundClass::Transparent),
            _ => false,
        }
    }

    /// The same, where they are stated.
    #[inline]
    pub fn has_members(&self) -> bool {
        !self.members.is_empty() && self.is_seen_through()
    }

    /// The same, where they are not.
    #[inline]
    pub fn lacks_members(&self) -> bool {
        !self.kind.is_ordinary() && self.members.is_empty() && self.is_seen_through()
    }

    /// Of which country the entities are that a member holds through; nothing of who holds directly, or behind a nominee
    /// alone.
    pub fn seen_through(&self) -> Option<Seen> {
        let through = &self.behind.as_ref()?.through;
        let all = |country: Country| through.iter().all(|entity| entity.of == country);
        if through.iter().any(|entity| !entity.by_residence) {
            return Some(match &through[..] {
                [one] if one.of == self.residence => Seen::Taxed,
                [_] => Seen::Third,
                _ => Seen::Mixed,
            });
        }
        match through.is_empty() {
            true => None,
            false if all(Country::JAPAN) => Some(Seen::Japan),
            false if all(self.residence) => Some(Seen::Own),
            false => Some(Seen::Third),
        }
    }

    /// Hands over each of those behind it, where it is seen through, with the holder that it is a member of: each before
    /// those behind it.
    pub fn each_member<'c>(&'c self, take: &mut impl FnMut(&'c Case, &'c Member)) {
        for member in self.members.iter().filter(|_| self.has_members()) {
            take(self, member);
            member.case.each_member(take);
        }
    }

    /// What Japan taxes is an entity abroad, as a corporation of its country, and not the member.
    pub fn is_behind_foreign_entity(&self) -> bool {
        self.behind.as_ref().is_some_and(|behind| behind.through.iter().any(|entity| !entity.by_japan))
    }

    /// Of a member of an entity that its own country taxes and Japan does not, where it is the member's country as well: the
    /// entity, whose treaty the income has.
    #[inline]
    pub fn taxed_entity(&self) -> Option<&Case> {
        let entity = self.behind.as_ref()?.entity.as_deref()?;
        (self.seen_through() == Some(Seen::Taxed) && !self.is_seen_through()).then_some(entity)
    }

    /// How the entity is looked through.
    fn as_entity(&self) -> Entity {
        let is_of_japan = self.residence == Country::JAPAN;
        let (by_residence, by_japan) = match self.seen_through_by.filter(|_| self.kind == HolderKind::Partnership) {
            Some(SeenThroughBy::Japan) => (is_of_japan, true),
            Some(SeenThroughBy::Both) => (true, true),
            Some(SeenThroughBy::Residence) | None => (true, is_of_japan),
        };
        Entity { of: self.residence, by_residence, by_japan }
    }

    /// Gives each member its share, and what nobody is named for to a rest. An error names the member, by its position.
    pub fn take_members(&mut self, mut members: Vec<Case>) -> Result<(), (Option<usize>, WrongShare)> {
        let total = self.shares.or_else(|| members.iter().map(|member| member.shares).sum());
        let shares = members.iter().map(|member| share(member, total)).enumerate();
        let shares: Vec<Share> =
            shares.map(|(at, share)| share.map_err(|wrong| (Some(at), wrong))).collect::<Result<_, _>>()?;
        let rest = Share::rest(shares.iter().copied()).map_err(|no_rest| match no_rest {
            NoRest::TooMuch => (None, WrongShare::TooMuch),
            NoRest::TooFine => (None, WrongShare::TooFine),
        })?;
        if self.shares.is_none() && members.iter().all(|member| member.shares.is_some()) {
            self.shares = total;
        }
        let named = members.drain(..).zip(shares);
        let named = named.map(|(case, share)| Member { share, of_whole: share, is_rest: false, case });
        self.members = named.collect();
        if let Some(share) = rest {
            let case = Case {
                kind: self.kind,
                residence: self.residence,
                fund_taxed_as: self.fund_taxed_as,
                instrument: self.instrument,
                relief: self.relief,
                payer: self.payer.clone(),
                dividend: self.dividend,
                ..Case::BLANK
            };
            self.members.push(Member { share, of_whole: share, is_rest: true, case });
        }
        Ok(())
    }

    /// Cuts what is paid among all who stand at the end of a line; false where a share of shares is too fine for it.
    pub fn share_out(&mut self) -> bool {
        let mut ends = Vec::new();
        if !self.trace(Share::ALL, &Behind { through: Vec::new(), entity: None }, &mut ends) {
            return false;
        }
        let whole = |amount: Option<Exact>| amount.map(|amount| cut(amount.floor_jpy(), &ends));
        let payment = self.payment();
        let gross = payment.gross();
        let deemed =
            payment.taxed(gross).filter(|_| self.dividend.kind.get().is_some_and(|kind| kind.is_partly_deemed()));
        let (gross, deemed) = (whole(gross), whole(deemed));
        self.hand_out(&mut Parts { gross: gross.map(Vec::into_iter), deemed: deemed.map(Vec::into_iter) });
        true
    }

    /// The entity as its country taxes it; how much a corporation owns is asked for where it is not stated.
    fn as_corporation(&self) -> Case {
        let mut ownership = self.ownership.clone();
        if let Ownership::Constant { percent, .. } = &mut ownership
            && percent.is_assumed()
        {
            *percent = Fact::Unknown;
        }
        let kind = HolderKind::Corporation;
        Case { kind, ownership, seen_through_by: None, behind: None, members: Vec::new(), ..self.clone() }
    }

    /// Tells every member through whom it holds, and notes the share of each at the end of a line.
    fn trace(&mut self, own: Share, above: &Behind, ends: &mut Vec<Share>) -> bool {
        let mut members = std::mem::take(&mut self.members);
        let mut behind = above.clone();
        if self.kind != HolderKind::Nominee {
            let entity = self.as_entity();
            let is_taxed = !entity.by_residence && behind.through.is_empty();
            behind.entity = is_taxed.then(|| Box::new(self.as_corporation()));
            behind.through.push(entity);
        }
        let is_well = members.iter_mut().all(|member| {
            let Some(of_whole) = own.times(member.share) else { return false };
            member.of_whole = of_whole;
            // Who is not named holds through nobody that is known: it is asked for.
            let behind = if member.is_rest { Behind { through: Vec::new(), entity: None } } else { behind.clone() };
            member.case.behind = Some(Box::new(behind.clone()));
            if member.case.has_members() {
                return member.case.trace(of_whole, &behind, ends);
            }
            ends.push(of_whole);
            true
        });
        self.members = members;
        is_well
    }

    /// Hands every member its yen, in the order in which they were traced; tells how many were handed out.
    fn hand_out(&mut self, parts: &mut Parts) -> (Option<Yen>, Option<Yen>) {
        let mut sums = (None, None);
        for member in &mut self.members {
            let case = &mut member.case;
            let (gross, deemed) = if case.has_members() { case.hand_out(parts) } else { parts.next() };
            case.dividend.amount = gross.map_or(Amount::Unknown, |yen| Amount::Gross(Decimal::from(yen.value())));
            case.dividend.deemed_per_share = None;
            case.dividend.deemed_gross = deemed.map(|yen| Decimal::from(yen.value()));
            case.dividend.withheld = None;
            let add = |sum: Option<Yen>, part: Option<Yen>| part.map(|part| sum.unwrap_or(Yen::ZERO) + part);
            sums = (add(sums.0, gross), add(sums.1, deemed));
        }
        sums
    }
}

/// The yen that are left to hand out.
struct Parts {
    gross: Option<std::vec::IntoIter<Yen>>,
    deemed: Option<std::vec::IntoIter<Yen>>,
}

impl Parts {
    fn next(&mut self) -> (Option<Yen>, Option<Yen>) {
        let next = |parts: &mut Option<std::vec::IntoIter<Yen>>| parts.as_mut().and_then(Iterator::next);
        (next(&mut self.gross), next(&mut self.deemed))
    }
}

/// What a member states to be its part.
fn share(member: &Case, total: Option<Decimal>) -> Result<Share, WrongShare> {
    let ways = FieldSet::of(&[Field::Share, Field::SharePercent, Field::Shares]).and(member.stated);
    if let Some(second) = ways.iter().nth(1) {
        return Err(WrongShare::Twice(second));
    }
    match (member.share, member.share_percent, member.shares) {
        (Some(share), ..) => Ok(share),
        (_, Some(percent), _) => Share::percent(percent).ok_or(WrongShare::Zero),
        (_, _, Some(shares)) => {
            let total = total.ok_or(WrongShare::OfUnknown)?;
            if shares > total {
                return Err(WrongShare::TooMany);
            }
            Share::of(shares, total).ok_or(WrongShare::TooFine)
        }
        (None, None, None) => Err(WrongShare::None),
    }
}
