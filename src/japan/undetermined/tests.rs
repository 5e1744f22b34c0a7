//! The grid of completions against one that is searched value by value.

use super::*;
use crate::law::form_20f;

/// Every number of values on each axis, and random results: what makes a difference is what one of them beside
/// another that differs in this fact alone makes.
#[test]
fn what_makes_a_difference_is_found_on_grids_of_every_size() {
    let rates = [Rate::of("5"), Rate::of("10"), Rate::of("20")];
    let day = |number: usize| Day::ymd(2004, 1, 1).plus_days(number as i32);
    let mut chance = 20_040_701_u64;
    let mut below = |bound: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        (chance >> 11) as usize % bound
    };
    for number in 0..3_usize.pow(6) {
        let [percents, since, ends, requirements, tests, own] =
            std::array::from_fn(|axis| number / 3_usize.pow(axis as u32) % 3);
        let mut all = Completions {
            percents: [Percent::ZERO, Percent::of("10")][..percents.min(2)].to_vec(),
            requirements: [false, true][..requirements.min(2)].to_vec(),
            tests: vec![LobTests::default(); tests],
            own: vec![OwnFact::Exempt(true); own],
            own_field: Some(Field::ExemptInJapan),
            ends: ends.max(1),
            blocks: Vec::new(),
            outcomes: Outcomes::default(),
            any_history: false,
        };
        all.outcomes.possible = rates.iter().map(|rate| Possible { results: Vec::new(), rates: vec![*rate] }).collect();
        let mut block = |begins: usize| {
            let since: Vec<_> = (0..since).map(|at| day(2 * at + begins)).collect();
            let mut block = Block { entitled: None, paid: None, since, results: Vec::new() };
            let count = all.sizes(&block).iter().product();
            // Mostly the same, so that some facts make no difference.
            let some = |below: &mut dyn FnMut(usize) -> usize| match below(12) {
                0 => None,
                1 => Some(1),
                _ => Some(2),
            };
            block.results = (0..count).map(|_| some(&mut below)).collect();
            block
        };
        let (one, other) = (block(0), block(1));
        let sizes = all.sizes(&one);
        let place = |at: At| at.iter().zip(sizes).fold(0, |place, (at, size)| place * size + at);
        let places: Vec<At> = (0..one.results.len())
            .map(|mut left| {
                let mut at = [0; 6];
                for (at, size) in at.iter_mut().zip(sizes).rev() {
                    (*at, left) = (left % size, left / size);
                }
                at
            })
            .collect();
        let axes = [
            Field::OwnershipPercent,
            Field::HeldSince,
            Field::HeldUntil,
            Field::MeetsAdditionalRequirements,
            Field::LimitationOnBenefits,
            Field::ExemptInJapan,
        ];
        let mut asked = FieldSet::NONE;
        all.ask_within(&one, &mut asked);
        for (axis, field) in axes.into_iter().enumerate() {
            let differs = places.iter().filter(|at| at[axis] > 0).any(|at| {
                let mut before = *at;
                before[axis] -= 1;
                all.rates_differ(one.results[place(*at)], one.results[place(before)])
            });
            assert_eq!(asked.contains(field), differs, "{sizes:?}, {field:?}");
        }
        let begins_at = |block: &Block, day: Day| block.since.iter().filter(|known| **known <= day).count().max(1) - 1;
        let days: Vec<_> = (0..6).map(day).collect();
        let differ = places.iter().any(|at| {
            let with = |since: usize| place([at[0], since, at[2], at[3], at[4], at[5]]);
            days.iter().any(|day| {
                let (of_one, of_other) = (with(begins_at(&one, *day)), with(begins_at(&other, *day)));
                all.rates_differ(one.results[of_one], other.results[of_other])
            })
        });
        assert_eq!(all.differ(&one, &other), differ, "{sizes:?}");
    }
}

/// As many results are kept of a case as its open facts have values together.
#[test]
fn there_is_a_result_for_each_completion() {
    let case = Case { residence: crate::units::Country::UNITED_STATES, kind: HolderKind::Corporation, ..Case::BLANK };
    let fields = missing(&case, &form_20f::LAW);
    for asked in [FieldSet::NONE, fields] {
        let all = Completions::of(&case, &form_20f::LAW, fields, asked);
        assert!(all.blocks.len() > 1 && all.outcomes.possible.len() > 1);
        for block in &all.blocks {
            assert_eq!(block.results.len(), all.sizes(block).iter().product::<usize>());
        }
    }
}
