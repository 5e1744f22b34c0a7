//! The foreign tax credit: what was withheld above the treaty rate is refundable, and what is refundable
//! is not creditable.

use crate::answer::{Because, Credit, Japan, Status, Trace};
use crate::case::Case;
use crate::law::{Category, Law, Outcome, Rule};
use crate::units::Exact;

pub(super) fn credit(case: &Case, law: &'static Law, japan: &Japan, trace: &mut Trace) -> Credit {
    let category = category(case, law, trace);
    let nothing = Credit { creditable: None, creditable_usd: None, not_creditable: None, category };
    if japan.status == Status::Undetermined {
        return nothing;
    }
    if japan.status != Status::Determined || !japan.is_treaty_rate(law) {
        trace.record(&law.us.credit_without_treaty, Because::NoTreatyRate);
        return nothing;
    }
    let withheld = japan.withheld(case);
    let creditable = withheld.zip(japan.tax).map(|(withheld, due)| withheld.min(due));
    let not_creditable = withheld.zip(creditable).map(|(withheld, creditable)| withheld - creditable);
    trace.record(&law.us.credit, Because::Credited { withheld, due: japan.tax });
    trace.record(&law.us.refundable, Because::NotCredited { yen: not_creditable });
    let spot = case.dividend.spot.map(Exact::from);
    let creditable_usd = creditable.zip(spot).map(|(creditable, spot)| (Exact::from(creditable) / spot).usd());
    Credit { creditable, creditable_usd, not_creditable, category }
}

fn category(case: &Case, law: &'static Law, trace: &mut Trace) -> Option<(Category, &'static Rule)> {
    let mut asked = law.us.categories.iter().map(|rule| (rule, trace.ask(rule, case, 0)));
    match asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        Some((rule, Outcome::Met)) => rule.category().map(|category| (category, rule)),
        _ => None,
    }
}
