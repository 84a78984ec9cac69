//! `cie`: checks, changes and unblocks the PIN of an Italian electronic
//! identity card, in a PC/SC reader or simulated.
//!
//! The operations are in `cie-core`; here is what a desktop adds: readers,
//! the terminal, files, and one line of JSON for programs (`docs/json.md`).

mod advice;
mod args;
mod asked;
mod bench;
mod codes;
mod demo;
mod failure;
mod health_card;
mod info;
mod join;
mod memory;
mod options;
mod output;
mod photo;
mod pin;
mod random;
mod read;
mod readers;
mod recover;
mod sim;
mod system;
mod table;
mod tap;
mod text;
mod trust;
mod usage;
mod watch;

use std::{env, path::PathBuf, process::ExitCode};

use cie_core::CancelFlag;

use crate::{
    args::{Cli, Command, General},
    failure::{Failure, UsageProblem},
    output::{About, Done, Output},
};

/// What every command needs.
pub(crate) struct App {
    pub(crate) output: Output,
    pub(crate) cancel: CancelFlag,
    state_dir: Option<PathBuf>,
}

impl App {
    /// The folder for what is remembered: as told, or the user's own.
    ///
    /// # Errors
    /// Wrong usage when there is no home.
    pub(crate) fn state_folder(&self) -> Result<PathBuf, Failure> {
        self.state_dir
            .clone()
            .or_else(system::state_folder)
            .ok_or_else(|| UsageProblem::NoStateFolder.into())
    }
}

fn main() -> ExitCode {
    system::forbid_core_dumps();
    let cli = match usage::parse(env::args_os()) {
        Ok(cli) => cli,
        Err(exit) => return exit,
    };
    let Cli { general, command } = cli;
    let General {
        json,
        lang,
        state_dir,
    } = general;
    let lang = lang.unwrap_or_else(usage::default_language);
    let app = App {
        output: Output { json, lang },
        cancel: CancelFlag::new(),
        state_dir,
    };
    let mut about = About::default();
    let result = run(&app, &command, &mut about);
    app.output.tell(&about, &result)
}

fn run(app: &App, command: &Command, about: &mut About) -> Result<Done, Failure> {
    match command {
        Command::Codes(args::recovery::Codes::Join(args)) => join::run(app, args, about),
        Command::Demo(args) => demo::run(app, args, about),
        Command::Info(args) => info::card(app, args, about),
        Command::Pin(operation) => pin::run(app, operation, about),
        Command::Read(args) => read::run(app, args, about),
        Command::Readers => info::readers(app, about),
        Command::Recover(args) => recover::run(app, args, about),
        Command::Sim(command) => sim::run(app, command, about),
        Command::Table => table::run(about),
    }
}
