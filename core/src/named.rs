//! Enumerations whose variants have stable names.

/// An enumeration with `ALL`, `name`, `parse` and `Display`: what programs,
/// files and command lines write is what they read.
///
/// ```
/// cie_core::named! {
///     /// A traffic light.
///     pub enum Light {
///         /// Stop.
///         Red => "red",
///         /// Go.
///         Green => "green",
///     }
/// }
/// assert_eq!(Light::parse("green"), Some(Light::Green));
/// assert_eq!(Light::ALL.map(Light::name), ["red", "green"]);
/// ```
#[macro_export]
macro_rules! named {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident $(= $number:literal)? => $text:literal,)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name {
            $($(#[$of_variant])* $variant $(= $number)?,)*
        }

        #[allow(dead_code, reason = "not every enumeration is read and written")]
        impl $name {
            /// Every variant, in order.
            $visibility const ALL: [Self; [$(Self::$variant),*].len()] = [$(Self::$variant),*];

            /// The stable name, for programs and files.
            #[must_use]
            $visibility const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// Reads what [`Self::name`] writes.
            #[must_use]
            $visibility fn parse(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|variant| variant.name() == name)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
