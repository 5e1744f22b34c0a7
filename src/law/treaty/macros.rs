//! Rules that the treaties have in common, each with its own id and citation.

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
                "The article has no words on beneficial ownership. Japan takes income to be that of who enjoys it, not of a nominee in whose name it stands: the limits are for the resident to whom the dividend so belongs.",
                &[
                    $crate::law::sources::ITA.at("12"),
                    $crate::law::sources::NTA.at("Form 1, box 4 and note 11"),
                ],
                $crate::law::Evidence::Primary,
                &[$crate::law::Condition::BeneficialOwner],
            ),
            $($($more),+)?
        ]
    };
}

/// What denies a treaty's benefits to somebody who otherwise meets its conditions; with a day, by a rule that the treaty
/// has only since then.
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
    ($block:literal, $cites:expr, from $day:literal, $evidence:expr) => {
        $crate::law::treaty::preconditions(
            concat!("statute.", $block, ".benefits"),
            concat!(
                "For what is paid from ",
                $day,
                " the treaty has a rule on the main purpose of an arrangement: nothing in it denies the holder the benefits."
            ),
            $cites,
            $evidence,
            &[$crate::law::Condition::EntitledToBenefitsFrom($crate::units::Day::of($day))],
        )
    };
}

/// The paragraphs by which a holder is a qualified person, each with the tests that meet it, what it says and where it
/// stands, and its own grade where that is not the grade of the others.
macro_rules! qualified_persons {
    (@grade $all:expr) => { $all };
    (@grade $all:expr, $own:expr) => { $own };
    ($block:literal; $source:expr, $evidence:expr; $($name:literal, $tests:expr, $says:literal, [$($place:literal),+ $(; $also:expr)?] $($own:expr)?;)+) => {
        &[$($crate::law::treaty::preconditions(
            concat!("statute.", $block, ".qualified-", $name),
            $says,
            &[$($source.at($place),)+ $($also)?],
            qualified_persons!(@grade $evidence $(, $own)?),
            &[$crate::law::Condition::MeetsAnyLobTest($tests)],
        ),)+]
    };
}

/// The form of the treaties with a limitation on benefits: once for shares of which the holder has less than 5%, and again
/// from time to time for others. The first that holds is the one to do.
macro_rules! attach_form_17 {
    ($block:literal, $guards:literal) => {
        attach_form_17!($block, $guards, "Form 17 on the limitation on benefits", "the certificate of residence")
    };
    ($block:literal, $guards:literal, $form:literal, $certificate:literal) => {
        &[
            $crate::law::treaty::attach(
                concat!("statute.", $block, ".attach-form-17"),
                concat!(
                    "For ",
                    $guards,
                    ", file ",
                    $form,
                    " with the application, and ",
                    $certificate,
                    ": once for listed shares that are less than 5% of all issued on the record date, and again when something changes."
                ),
                &[
                    $crate::law::sources::TIO.at("9-5(1)"),
                    $crate::law::sources::TIO.at("9-5(2)"),
                    $crate::law::sources::TIO.at("9-5(5)"),
                    $crate::law::sources::TIO.at("2(4)(v)"),
                ],
                &[
                    $crate::law::Condition::Listed,
                    $crate::law::Condition::IssuedBelow($crate::units::Percent::of("5")),
                ],
            ),
            $crate::law::treaty::attach(
                concat!("statute.", $block, ".attach-form-17-again"),
                concat!(
                    "For ",
                    $guards,
                    ", file ",
                    $form,
                    " with the application, and ",
                    $certificate,
                    ": again for each payment unless it was filed for the same source within the three years before, or the one year where the holder is qualified by ownership, equivalent beneficiaries, a business or a determination."
                ),
                &[
                    $crate::law::sources::TIO.at("9-5(1)"),
                    $crate::law::sources::TIO.at("9-5(2)"),
                    $crate::law::sources::TIO.at("9-5(4)"),
                ],
                &[],
            ),
        ]
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
                when: $crate::law::When::ALWAYS,
                effect: $crate::law::Effect::NoBenefits,
            },
        ]
    };
}
