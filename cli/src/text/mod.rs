//! The command's own sentences, in Italian, English and German. Those of the
//! operations are the core's: [`cie_core::messages`].
//!
//! Every function picks from three, so that none can be missing.

pub(crate) mod demo;
pub(crate) mod document;
pub(crate) mod problem;
pub(crate) mod prompt;
pub(crate) mod recover;
pub(crate) mod result;

pub(crate) use cie_core::messages::Lang;

/// The variables that name the locale, the strongest first (POSIX.1-2024,
/// section 8.2).
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the locale, or English.
pub(crate) fn of_the_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    LOCALE
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .and_then(|locale| Lang::from_tag(&locale))
        .unwrap_or(Lang::En)
}

/// One of three.
fn pick<T>(lang: Lang, it: T, en: T, de: T) -> T {
    match lang {
        Lang::It => it,
        Lang::En => en,
        Lang::De => de,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_variable_that_is_set_decides_the_language() {
        let lang = |set: &[(&str, &str)]| {
            of_the_locale(|name| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "it_IT.UTF-8")]), Lang::It);
        assert_eq!(
            lang(&[("LC_ALL", ""), ("LC_MESSAGES", "de_AT"), ("LANG", "it")]),
            Lang::De
        );
        assert_eq!(lang(&[("LC_ALL", "C"), ("LANG", "it_IT")]), Lang::En);
    }
}
