//! Enums whose variants are written as words.

/// What is written as one of some words.
pub trait Word: Copy {
    fn from_word(word: &str) -> Option<Self>;
    fn from_bytes(word: &[u8]) -> Option<Self>;
}

/// An enum whose variants have a word in profiles and answers.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $crate::facts::Word for $name {
            fn from_word(word: &str) -> Option<$name> {
                $name::from_word(word)
            }

            #[inline(always)]
            fn from_bytes(word: &[u8]) -> Option<$name> {
                $name::from_bytes(word)
            }
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// The word of every variant, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word used in profiles and answers.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The variant with this word.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::from_bytes(word.as_bytes())
            }

            /// The same where the word is not known to be a text.
            #[inline]
            pub fn from_bytes(word: &[u8]) -> Option<$name> {
                $(if word == $word.as_bytes() {
                    return Some($name::$variant);
                })*
                None
            }
        }
    };
}
pub(crate) use words;
