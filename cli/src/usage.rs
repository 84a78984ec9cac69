//! From the arguments to a command, and what is said when they are wrong.

use std::{
    env,
    ffi::{OsStr, OsString},
    process::ExitCode,
};

use cie_recovery::Input;
use cie_sim::DocumentOptions;
use clap::{
    Parser as _,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    args::{Cli, recovery::date},
    failure::{Failure, UsageProblem},
    output::{About, Done, Output, to_stdout},
    system,
    text::{self, Lang},
};

/// Digits from which on an argument is taken for a code. A port has 5 at most.
const DIGITS_OF_A_CODE: usize = 6;
/// The same where halves are joined: that of a TS-CNS may have two.
const DIGITS_OF_A_HALF: usize = 2;
/// The same where advice is asked for: tries have two at most, and no other
/// number is ever given.
const DIGITS_NOBODY_NEEDS: usize = 3;

/// The language of the locale: as the variables say or, where they do not, as the system's
/// settings do.
pub(crate) fn default_language() -> Lang {
    text::of_the_locale(|name| {
        let set = env::var(name).ok();
        set.or_else(|| system::locale().filter(|_| name == "LANG"))
    })
}

/// The command that the arguments say, program name first. Help and errors
/// are told here; then there is only an exit code left.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Cli, ExitCode> {
    let arguments: Vec<_> = arguments.collect();
    let given = arguments.get(1..).unwrap_or_default();
    // Arguments that make no sense still say how to complain about them.
    let json = given.iter().any(|argument| argument == "--json");
    let lang = language(given).unwrap_or_else(default_language);
    let output = Output { json, lang };
    let failed =
        |problem: UsageProblem| Err(output.tell(&About::default(), &Err(Failure::Usage(problem))));
    if has_a_code(given) {
        return failed(UsageProblem::CodeOnCommandLine);
    }
    if let Some(input) = a_wrong_date(given) {
        return failed(UsageProblem::Date(input));
    }
    let of_recover = given.iter().any(|argument| argument == "recover");
    let arguments_problem = if of_recover {
        UsageProblem::Recover
    } else {
        UsageProblem::Arguments
    };
    match Cli::try_parse_from(&arguments) {
        Ok(cli) => Ok(cli),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let shown = error.render().to_string();
                Err(display(output, shown.trim_end()))
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                failed(arguments_problem(subcommand_missing(&error)))
            }
            _ if is_a_wrong_time(&error) => failed(UsageProblem::Date(Input::Today)),
            _ => failed(arguments_problem(what_is_wrong(&error, lang))),
        },
    }
}

fn display(output: Output, text: &str) -> ExitCode {
    if output.json {
        let done = Done::default().line(text).field("text", text);
        return output.tell(&About::default(), &Ok(done));
    }
    to_stdout(&format!("{text}\n"));
    ExitCode::SUCCESS
}

/// A value of `--at` that is not a time; none at all is said like that of any option.
fn is_a_wrong_time(error: &clap::Error) -> bool {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let at = of(ContextKind::InvalidArg).starts_with("--at ");
    at && error.kind() == ErrorKind::ValueValidation && !of(ContextKind::InvalidValue).is_empty()
}

/// The line that shows how the command is used.
fn subcommand_missing(error: &clap::Error) -> String {
    let rendered = error.render().to_string();
    let usage = rendered.lines().find(|line| line.starts_with("Usage:"));
    usage.unwrap_or_default().to_owned()
}

/// What is wrong, in the language of whoever typed it where that is often.
fn what_is_wrong(error: &clap::Error, lang: Lang) -> String {
    let english = || first_paragraph(&error.render().to_string());
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => {
            let name = name.split(' ').next().unwrap_or(name);
            Some(hide_numbers(name))
        }
        _ => None,
    };
    let (Some(argument), Lang::It | Lang::De) = (named(ContextKind::InvalidArg), lang) else {
        return english();
    };
    let value = named(ContextKind::InvalidValue).unwrap_or_default();
    let prior = named(ContextKind::PriorArg);
    let twice = prior.as_ref() == Some(&argument);
    match (error.kind(), lang) {
        (ErrorKind::ArgumentConflict, Lang::It) if twice => {
            format!("{argument} c'è più di una volta.")
        }
        (ErrorKind::ArgumentConflict, Lang::De) if twice => {
            format!("{argument} steht mehr als einmal da.")
        }
        (ErrorKind::ArgumentConflict, Lang::It) => match prior {
            Some(other) => format!("{argument} e {other} non vanno insieme."),
            None => format!("{argument} non va insieme ad altre opzioni."),
        },
        (ErrorKind::ArgumentConflict, Lang::De) => match prior {
            Some(other) => format!("{argument} und {other} passen nicht zusammen."),
            None => format!("{argument} passt nicht zu anderen Optionen."),
        },
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Lang::It) if value.is_empty() => {
            format!("manca il valore di {argument}.")
        }
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Lang::De) if value.is_empty() => {
            format!("der Wert von {argument} fehlt.")
        }
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Lang::It) => {
            format!("{argument} non accetta questo valore.")
        }
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Lang::De) => {
            format!("{argument} nimmt diesen Wert nicht.")
        }
        (ErrorKind::UnknownArgument, Lang::It) => format!("{argument} non si conosce."),
        (ErrorKind::UnknownArgument, Lang::De) => format!("{argument} ist unbekannt."),
        _ => english(),
    }
}

/// What is wrong, in one line and without long numbers: whatever they are,
/// they are not repeated.
fn first_paragraph(rendered: &str) -> String {
    let paragraph: Vec<_> = rendered
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    let line = paragraph.join(" ");
    hide_numbers(line.strip_prefix("error: ").unwrap_or(&line))
}

fn hide_numbers(text: &str) -> String {
    let mut shown = String::new();
    let mut number = String::new();
    for character in text.chars().chain(['\0']) {
        if character.is_numeric() {
            number.push(character);
            continue;
        }
        if number.chars().count() < DIGITS_OF_A_CODE {
            shown += &number;
        } else {
            shown.push('…');
        }
        number.clear();
        shown.push(character);
    }
    shown.pop();
    shown
}

/// Whether any argument looks like a code, except the settings of a simulated
/// document and a date where one belongs: what they say is nobody's secret.
fn has_a_code(arguments: &[OsString]) -> bool {
    let given = |word: &str| arguments.iter().any(|argument| argument == word);
    let fewest = if given("join") {
        DIGITS_OF_A_HALF
    } else if given("recover") {
        DIGITS_NOBODY_NEEDS
    } else {
        DIGITS_OF_A_CODE
    };
    each_behind_another(arguments).any(|(before, argument)| {
        let setting = before == "--document" && sets_a_document(argument);
        let date = date_of(before, argument).is_some();
        !setting && !date && looks_like_a_code(argument, fewest)
    })
}

/// The input whose option has a date that there is not.
fn a_wrong_date(arguments: &[OsString]) -> Option<Input> {
    let mut all = each_behind_another(arguments);
    all.find_map(|(before, argument)| {
        let text = date_of(before, argument)?;
        let is = |text: &OsStr| text.to_string_lossy().starts_with("--at");
        let input = if is(before) || is(argument) {
            Input::Today
        } else {
            Input::Expires
        };
        date(&text).is_none().then_some(input)
    })
}

/// Every argument, behind the one that stands before it.
fn each_behind_another(arguments: &[OsString]) -> impl Iterator<Item = (&OsStr, &OsStr)> {
    let all = || arguments.iter().map(OsString::as_os_str);
    std::iter::once(OsStr::new("")).chain(all()).zip(all())
}

/// The value of an option that takes a day or a time, if it looks like a date.
/// Elsewhere it might be a code with hyphens.
fn date_of(before: &OsStr, argument: &OsStr) -> Option<String> {
    let text = argument.to_string_lossy();
    let value = match text.split_once('=') {
        Some((option, value)) if takes_a_date(OsStr::new(option)) => value,
        None if takes_a_date(before) => &text,
        _ => return None,
    };
    looks_like_a_date(value).then(|| value.to_owned())
}

/// A year that people write, and two numbers of one or two digits, in either order; or
/// a year cut to two digits.
fn looks_like_a_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let number = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year = |part: &str| {
        let near = ["18", "19", "20", "21"]
            .iter()
            .any(|one| part.starts_with(one));
        number(part, &[4]) && (near || matches!(part, "0000" | "9999"))
    };
    let few = |part: &str| number(part, &[1, 2]);
    match parts[..] {
        [first, second, third] => {
            let year = |part| year(part) || number(part, &[2]);
            few(second) && (year(first) && few(third) || few(first) && year(third))
        }
        _ => false,
    }
}

fn takes_a_date(option: &OsStr) -> bool {
    ["--expires", "--at"].iter().any(|name| option == *name)
}

fn sets_a_document(argument: &OsStr) -> bool {
    let text = argument.to_string_lossy();
    let name = text.split_once('=').map(|(name, _)| name);
    DocumentOptions::SETTINGS
        .iter()
        .any(|setting| Some(setting.name) == name)
}

/// Whether an argument, or the value after its `=`, has nothing but digits
/// and what people put between them, and enough of them.
fn looks_like_a_code(argument: &OsStr, fewest: usize) -> bool {
    let text = argument.to_string_lossy();
    let value = text.split_once('=').map_or(&*text, |(_, value)| value);
    let digits = value.chars().filter(|c| c.is_numeric()).count();
    let all_digits = value
        .chars()
        .all(|c| c.is_numeric() || matches!(c, ' ' | '-' | '.' | '_' | '/'));
    all_digits && digits >= fewest
}

/// What `--lang` says, if it says anything.
fn language(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        let tag = match argument?.strip_prefix("--lang") {
            Some("") => arguments.next()?,
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        return Lang::from_tag(tag?);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_code_is_recognised_and_ports_are_not() {
        for code in [
            "24681357",
            "2468 1357",
            "--pin=24681357",
            "-24681357",
            "246813",
        ] {
            assert!(
                looks_like_a_code(OsStr::new(code), DIGITS_OF_A_CODE),
                "{code}"
            );
        }
        for other in [
            "35963",
            "127.0.0.1:35963",
            "--listen=35963",
            "verify",
            "-",
            "",
        ] {
            assert!(
                !looks_like_a_code(OsStr::new(other), DIGITS_OF_A_CODE),
                "{other}"
            );
        }
    }

    #[test]
    fn a_setting_of_a_simulated_document_is_no_code_and_anything_else_there_is() {
        let has = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            has_a_code(&arguments)
        };
        assert!(!has(&["--document", "can=654321", "--document=can=654321"]));
        assert!(has(&["can=654321"]));
        assert!(has(&["--document", "654321"]));
        assert!(has(&["--document", "pin=24681357"]));
        assert!(has(&["--document", "can=654321", "can=654321"]));
    }

    #[test]
    fn a_date_where_a_date_belongs_is_not_a_code_and_its_neighbours_are() {
        let has = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            has_a_code(&arguments)
        };
        for date in [
            &["recover", "--at", "2026-11-30"][..],
            &["recover", "--at=2026-11-30"],
            &["recover", "--at", "2026-11-30T10:05"],
            &["recover", "--expires", "2026-11-30"],
            &["read", "--expires=2026-11-30"],
        ] {
            assert!(!has(date), "{date:?}");
        }
        for code in [
            &["recover", "--at", "20261130"][..],
            &["recover", "--at", "2468-11-30"],
            &["recover", "--at=2468 1357"],
            &["recover", "--at", "2026-11-30", "2026-11-30"],
            &["recover", "2026-11-30"],
            &["recover", "--pin", "2026-11-30"],
            &["recover", "--atx=2026-11-30"],
        ] {
            assert!(has(code), "{code:?}");
        }
    }

    #[test]
    fn a_date_that_there_is_not_is_said_to_be_none() {
        let wrong = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            assert!(!has_a_code(&arguments), "{arguments:?}");
            a_wrong_date(&arguments).is_some()
        };
        for date in [
            "2027-02-29",
            "2027-13-01",
            "2027-2-1",
            "31/12/2026",
            "31.12.2026",
            "0000-01-01",
            "1890-01-01",
            "00-00-00",
            "31/12/26",
            "9999-12-31",
        ] {
            assert!(wrong(&["recover", "--expires", date]), "{date}");
            assert!(wrong(&["recover", &format!("--at={date}")]), "{date}");
        }
        for date in ["2027-02-28", "2027-02-28T10:05", "unlimited", "tomorrow"] {
            assert!(!wrong(&["recover", "--expires", date]), "{date}");
        }
    }

    #[test]
    fn long_numbers_are_not_repeated() {
        assert_eq!(
            hide_numbers("unexpected argument 'PIN24681357' at 12, 1234567"),
            "unexpected argument 'PIN…' at 12, …"
        );
    }

    #[test]
    fn the_language_is_found_among_arguments_that_make_no_sense() {
        let lang = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            language(&arguments)
        };
        assert_eq!(lang(&["x", "--lang", "de"]), Some(Lang::De));
        assert_eq!(lang(&["--lang=it", "y"]), Some(Lang::It));
        assert_eq!(lang(&["--lang"]), None);
        assert_eq!(lang(&["--language=it"]), None);
    }
}
