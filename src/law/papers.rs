//! What is filed to have a treaty's rate or to get back what was withheld above it, and through whom.

use std::sync::LazyLock;

/// What an action files, and through whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Papers {
    pub forms: Forms,
    /// None of papers that go with another form.
    pub route: Option<Route>,
    /// Of ADSs, where the same sentence names another.
    pub route_of_ads: Option<Route>,
}

impl Papers {
    /// Nothing that is filed for relief in Japan.
    pub const NONE: Papers = Papers { forms: Forms::NONE, route: None, route_of_ads: None };

    /// These forms through this route.
    pub const fn by(route: Route, forms: &[Form]) -> Papers {
        Papers { forms: Forms::of(forms), route: Some(route), route_of_ads: None }
    }

    /// Forms that go with another one, whatever its route.
    pub const fn with_another(forms: &[Form]) -> Papers {
        Papers { forms: Forms::of(forms), ..Papers::NONE }
    }

    /// The same, but of ADSs through this route.
    pub const fn of_ads_by(self, route: Route) -> Papers {
        Papers { route_of_ads: Some(route), ..self }
    }

    /// Through whom, of shares or of ADSs.
    #[inline]
    pub fn route(&self, ads: bool) -> Option<Route> {
        if ads { self.route_of_ads.or(self.route) } else { self.route }
    }
}

/// Lists words of a few bits once, in the order in which they are written.
macro_rules! bits {
    (
        $(#[$meta:meta])* $one:ident,
        $(#[$meta_of_set:meta])* $set:ident of $bits:ty: $($(#[$doc:meta])* $name:ident = $word:literal,)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $one {
            $($(#[$doc])* $name,)*
        }

        $(#[$meta_of_set])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $set($bits);

        impl $one {
            pub const WORDS: &'static [&'static str] = &[$($word,)*];
        }

        impl $set {
            pub const NONE: $set = $set(0);

            pub const fn of(mut list: &[$one]) -> $set {
                let mut bits = 0;
                while let [one, rest @ ..] = list {
                    bits |= 1 << *one as $bits;
                    list = rest;
                }
                $set(bits)
            }

            #[inline]
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            #[inline]
            pub fn with(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }

            /// Stands for them: the same number for the same.
            #[inline]
            pub fn number(self) -> u64 {
                self.0.into()
            }

            /// Their words with blanks between; none where there are none.
            #[inline]
            pub fn words(self) -> Option<&'static str> {
                /// Every set that there can be: none is put together twice.
                static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
                    let words = |bits: usize| {
                        let words = $one::WORDS.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                        words.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
                    };
                    (0..1 << $one::WORDS.len()).map(words).collect()
                });
                ALL.get(usize::from(self.0)).filter(|_| !self.is_empty()).map(String::as_str)
            }
        }
    };
}

bits! {
    /// A form for relief from Japan's tax: by the number that the National Tax Agency gives it, or, where the company's
    /// summary alone is read, by what that calls it.
    Form,
    /// Some of them.
    Forms of u16:
    /// The claim for a refund.
    Form11 = "form_11",
    /// The application for relief on dividends.
    Form1 = "form_1",
    /// The depositary's application, which puts the withholding off.
    Form4 = "form_4",
    /// The depositary's statement of the shares for which a treaty is claimed.
    Form5 = "form_5",
    /// The list of the members of an entity.
    Form16 = "form_16",
    /// The attachment on the limitation on benefits.
    Form17 = "form_17",
    RefundClaim = "refund_claim",
    Application = "application",
    SecondForm = "second_form",
}

bits! {
    /// Through whom relief is had.
    Route,
    /// Some of them.
    Routes of u8:
    /// The agent in Japan that pays the dividend out.
    PaymentHandlingAgent = "payment_handling_agent",
    /// Who withholds, which is the company.
    WithholdingAgent = "withholding_agent",
    Depositary = "depositary",
    /// The tax authority itself, where the law that is applied names nobody between.
    TaxOffice = "tax_office",
    /// The payer or its agent, without any form.
    Payer = "payer",
}
