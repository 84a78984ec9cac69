//! The project's own tool, typed as `cargo xtask …`: set up a machine, run every test.
//!
//! It builds with the Rust toolchain alone, so that it can install whatever else is missing.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool: what it says is its result"
)]

mod bindings;
mod card;
mod checks;
mod cie;
mod debian;
mod namespaces;
mod npm;
mod package;
mod pcscd;
mod process;
mod publishable;
mod report;
mod setup;
mod shipped;
mod sizes;
mod suite;
mod suites;
mod swift_package;
mod travel_document;

mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::suite::{OCCASIONAL, SUITES};

const USAGE: &str = "\
cargo xtask test [--only SUITE]...   install what is missing, then run every suite (or only these)
cargo xtask test --quick             formatting, lints and the quick Rust tests: two minutes
cargo xtask setup                    install what is missing, nothing else
cargo xtask package-ios [--simulator]
                                     build the XCFramework of ios/ (on a Mac), with the simulated
                                     card if you say so
cargo xtask package [--group GROUP] [--version VERSION] [--package NAME] [--url URL] [--shippable]
                                     make what an app team adopts, in target/package: a Maven
                                     repository, and a Swift package whose XCFrameworks will be
                                     at the URL; --shippable refuses stand-ins
cargo xtask sizes                    build the library of the apps with and without its parts, and
                                     hold docs/size.md to what each weighs
cargo xtask publishable              pack and build every library, and compare its public interface
                                     with that of the revision in docs/api-baseline
cargo xtask list                     the suites: what each proves and needs";

/// What was asked for on the command line.
enum Task {
    Test {
        only: Vec<String>,
    },
    Setup,
    Sizes,
    Package(package::Options),
    Publishable,
    PackageIos {
        simulator: bool,
    },
    List,
    Help,
    /// The part of a suite that runs in private namespaces; typed by this program only.
    InsideNamespaces {
        suite: String,
        program: String,
    },
}

impl Task {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let task = match args.next().as_deref() {
            Some("test") => return Self::parse_test(args),
            Some("package") => return Self::parse_package(args),
            Some("setup") => Self::Setup,
            Some("list") => Self::List,
            Some("sizes") => Self::Sizes,
            Some("publishable") => Self::Publishable,
            Some("package-ios") => match args.next().as_deref() {
                None => Self::PackageIos { simulator: false },
                Some("--simulator") => Self::PackageIos { simulator: true },
                Some(other) => bail!("'{other}' is not understood\n{USAGE}"),
            },
            Some(namespaces::TASK) => match (args.next(), args.next()) {
                (Some(suite), Some(program)) => Self::InsideNamespaces { suite, program },
                _ => bail!("{} wants a suite and a program", namespaces::TASK),
            },
            Some("help" | "--help" | "-h") | None => Self::Help,
            Some(other) => bail!("no task is called '{other}'\n{USAGE}"),
        };
        if let Some(extra) = args.next() {
            bail!("'{extra}' is one word too many\n{USAGE}");
        }
        Ok(task)
    }

    fn parse_package(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = package::Options::default();
        while let Some(arg) = args.next() {
            let option = match arg.as_str() {
                "--shippable" => {
                    options.shippable = true;
                    continue;
                }
                "--group" => &mut options.group,
                "--version" => &mut options.version,
                "--package" => &mut options.package,
                "--url" => &mut options.url,
                _ => bail!("'{arg}' is not understood\n{USAGE}"),
            };
            match args.next() {
                Some(value) => *option = Some(value),
                None => bail!("{arg} wants a value\n{USAGE}"),
            }
        }
        Ok(Self::Package(options))
    }

    fn parse_test(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let mut only = Vec::new();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--quick" => only.extend(suite::QUICK.map(str::to_owned)),
                "--only" => match args.next() {
                    Some(name) => only.push(name),
                    None => bail!("--only wants the name of a suite\n{USAGE}"),
                },
                _ => bail!("'{arg}' is not understood\n{USAGE}"),
            }
        }
        Ok(Self::Test { only })
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    match Task::parse(std::env::args().skip(1))? {
        Task::Help => println!("{USAGE}"),
        Task::List => {
            for suite in SUITES {
                println!("{suite}");
            }
            println!("\nOnly when named:");
            for suite in OCCASIONAL {
                println!("{suite}");
            }
        }
        Task::Setup => setup::install(SUITES.iter().flat_map(|suite| suite.needs))?,
        Task::Sizes => sizes::print()?,
        Task::Package(options) => package::run(&options)?,
        Task::Publishable => publishable::check()?,
        Task::PackageIos { simulator } => swift_package::package(simulator)?,
        Task::Test { only } => {
            let chosen = suite::choose(&only)?;
            setup::install(chosen.iter().flat_map(|suite| suite.needs))?;
            return suite::run_all(&chosen);
        }
        Task::InsideNamespaces { suite, program } => {
            let inner = match suite.as_str() {
                suites::pcsc::NAME => suites::pcsc::inside,
                suites::opensc::NAME => suites::opensc::inside,
                suites::opensc::NAME_13 => suites::opensc::inside_13,
                suites::npa_tool::NAME => suites::npa_tool::inside,
                _ => bail!("suite {suite} does not run in namespaces"),
            };
            namespaces::inside(&suite, |workspace| inner(workspace, &program))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
