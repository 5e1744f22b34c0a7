//! Rules that the treaties have in common, each with its own id and citation.

/// The time before the first version that is encoded, when the partner had a treaty whose rate is not.
macro_rules! before {
    ($code:literal, $name:literal, $source:expr) => {
        before!($code, $name, $source, "1973-01-01")
    };
    ($code:literal, $name:literal, $source:expr, $first:literal) => {
        $crate::law::Regime {
            rows: &[$crate::law::treaty::not_stated(
                concat!("statute.", $code, "-before-2004.not-stated"),
                concat!(
                    "What a treaty with ",
                    $name,
                    " limited the rate to before 2004, and from when, is not stated."
                ),
                &[$source.at("history")],
                $crate::law::Evidence::Secondary,
            )],
            ..$crate::law::treaty::version(
                concat!($code, "-before-2004"),
                concat!("the treaty with ", $name, " before 2004"),
                $first,
                "2003-12-31",
            )
        }
    };
}

/// Whom the limits are for: residents of the other country who own the dividend beneficially; and what else is asked of
/// them before any row.
macro_rules! open_to {
    ($block:literal, $country:expr, $name:literal, $cites:expr, $evidence:expr $(; $($more:expr),+)?) => {
        &[
            $crate::law::treaty::preconditions(
                concat!("statute.", $block, ".resident"),
                concat!("The limits are for residents of ", $name, "."),
                $cites,
                $evidence,
                &[$crate::law::Condition::ResidentOf($country)],
            ),
            $crate::law::treaty::preconditions(
                concat!("statute.", $block, ".beneficial-owner"),
                "The limits are for the resident to whom the dividend beneficially belongs.",
                $cites,
                $evidence,
                &[$crate::law::Condition::BeneficialOwner],
            ),
            $($($more),+)?
        ]
    };
}

/// The same where the text speaks of the recipient and has no words on beneficial ownership.
macro_rules! open_to_recipient {
    ($block:literal, $country:expr, $name:literal, $cites:expr, $evidence:expr $(; $($more:expr),+)?) => {
        &[
            $crate::law::treaty::preconditions(
                concat!("statute.", $block, ".resident"),
                concat!("The limits are for residents of ", $name, "."),
                $cites,
                $evidence,
                &[$crate::law::Condition::ResidentOf($country)],
            ),
            $crate::law::treaty::preconditions(
                concat!("statute.", $block, ".beneficial-owner"),
                "The article has no words on beneficial ownership. That the limits are only for the resident to whom the dividend beneficially belongs is read into it: the application asks for the beneficial owner behind a nominee.",
                &[$crate::law::statute::sources::NTA.at("Form 1, box 4 and note 11")],
                $crate::law::Evidence::Secondary,
                &[$crate::law::Condition::BeneficialOwner],
            ),
            $($($more),+)?
        ]
    };
}

/// What denies a treaty's benefits to somebody who otherwise meets its conditions.
macro_rules! denied {
    ($block:literal, $cites:expr) => {
        $crate::law::treaty::preconditions(
            concat!("statute.", $block, ".benefits"),
            "Nothing else in the treaty denies the holder its benefits, such as a rule on conduits or on the main purpose of an arrangement.",
            $cites,
            $crate::law::Evidence::Primary,
            &[$crate::law::Condition::EntitledToBenefits],
        )
    };
}

/// The same where nothing denied them before a day.
macro_rules! denied_from {
    ($block:literal, $first:literal, $cites:expr) => {
        $crate::law::treaty::preconditions(
            concat!("statute.", $block, ".benefits"),
            concat!(
                "From ",
                $first,
                " the benefits are denied where obtaining them was one of the principal purposes of an arrangement."
            ),
            $cites,
            $crate::law::Evidence::Primary,
            &[$crate::law::Condition::EntitledToBenefitsFrom($crate::units::Day::of($first))],
        )
    };
}

/// The form of the treaties with a limitation on benefits.
macro_rules! attach_form_17 {
    ($block:literal, $guards:literal) => {
        $crate::law::Rule {
            id: concat!("statute.", $block, ".attach-form-17"),
            says: concat!(
                "For ",
                $guards,
                ", file Form 17 on the limitation on benefits with the application, and the certificate of residence."
            ),
            cites: &[$crate::law::statute::sources::TIO.at("9-5(1)"), $crate::law::statute::sources::TIO.at("9-5(2)")],
            evidence: $crate::law::Evidence::Primary,
            when: &[],
            effect: $crate::law::Effect::Action($crate::law::Action::AttachProofs),
        }
    };
}

/// Who is entitled to a treaty's benefits, where its limitation on benefits guards all of them.
macro_rules! limitation_on_benefits {
    ($block:literal, $source:expr, $cites:expr, $($name:literal, $says:literal, $place:literal, $when:expr;)+) => {
        &[
            $crate::law::treaty::preconditions(
                concat!("statute.", $block, ".not-stated"),
                "By which paragraph of the limitation on benefits the holder is entitled is not stated: that it is, is assumed.",
                $cites,
                $crate::law::Evidence::Primary,
                &[$crate::law::Condition::LobTestsNotStated],
            ),
            $($crate::law::treaty::preconditions(
                concat!("statute.", $block, ".", $name),
                $says,
                &[$source.at($place)],
                $crate::law::Evidence::Primary,
                &[$when],
            ),)+
            $crate::law::Rule {
                id: concat!("statute.", $block, ".no-paragraph"),
                says: "Nobody else is entitled to the treaty's benefits.",
                cites: $cites,
                evidence: $crate::law::Evidence::Primary,
                when: &[],
                effect: $crate::law::Effect::NoBenefits,
            },
        ]
    };
}
