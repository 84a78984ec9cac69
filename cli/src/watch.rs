//! Who watches an operation: the progress line and the trace.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use cie_core::{CancelFlag, Event, Observer, Phase, messages};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    failure::{Failure, UsageProblem},
    system,
    text::Lang,
};

/// Watches an operation for the person at the terminal.
pub(crate) struct Watch<'a> {
    pub(crate) line: Line,
    pub(crate) trace: Option<&'a mut FileTrace>,
    pub(crate) cancel: &'a CancelFlag,
}

impl Observer for Watch<'_> {
    fn progress(&mut self, phase: Phase, fraction: f32) {
        self.line.progress(phase, fraction);
    }

    fn file_bytes(&mut self, phase: Phase, read: usize, len: usize) {
        self.line.file_bytes(phase, read, len);
    }

    fn event(&mut self, event: &Event) {
        if let Some(trace) = &mut self.trace {
            trace.event(event);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// Length of the bar in parts.
const PARTS: u16 = 1000;

/// A line on standard error that says how far the operation is; nothing when
/// that is not a terminal. Gone when dropped.
pub(crate) struct Line {
    bar: ProgressBar,
    lang: Lang,
}

impl Line {
    pub(crate) fn new(lang: Lang) -> Self {
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(PARTS.into()), target);
        // The template is constant; the default one would do as well.
        if let Ok(style) = ProgressStyle::with_template("[{bar:24}] {msg}") {
            bar.set_style(style.progress_chars("#>."));
        }
        Self { bar, lang }
    }
}

impl Line {
    fn progress(&mut self, phase: Phase, fraction: f32) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a fraction between 0 and 1; a cast saturates"
        )]
        let part = (fraction * f32::from(PARTS)) as u64;
        self.bar.set_position(part);
        self.bar.set_message(messages::phase(phase, self.lang));
    }

    fn file_bytes(&mut self, phase: Phase, read: usize, len: usize) {
        // A file that came at once was never waited for.
        if read < len {
            let phase = messages::phase(phase, self.lang);
            self.bar.set_message(format!("{phase} {read} / {len} B"));
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A file with a line for each event, for its owner only.
pub(crate) struct FileTrace {
    path: PathBuf,
    file: File,
    failed: Option<io::Error>,
}

impl FileTrace {
    /// A new file, in place of an older one.
    ///
    /// # Errors
    /// Wrong usage: the file cannot be written, something else than a file has
    /// its name, or it lies in the `state` folder, whose files it would replace.
    pub(crate) fn create(path: &Path, state: &Path) -> Result<Self, Failure> {
        let new = match is_within(path, state) {
            Ok(false) => replaced_private_file(path),
            Ok(true) => Err(io::Error::other("the state folder is not for traces")),
            Err(error) => Err(error),
        };
        match new {
            Ok(file) => Ok(Self {
                path: path.to_owned(),
                file,
                failed: None,
            }),
            Err(error) => Err(unwritable(path, &error).into()),
        }
    }

    /// Why lines are missing, if any are. The operation went on without.
    pub(crate) fn complaint(&self) -> Option<UsageProblem> {
        let error = self.failed.as_ref()?;
        Some(unwritable(&self.path, error))
    }
}

/// Whether a file that may not be there yet lies in a folder, or below it.
fn is_within(file: &Path, folder: &Path) -> io::Result<bool> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Ok(parent.canonicalize()?.starts_with(folder.canonicalize()?))
}

/// A new file for its owner only, in place of an older file. What is a link, a
/// pipe or a device stays, and nothing is written to where it leads.
pub(crate) fn replaced_private_file(path: &Path) -> io::Result<File> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_file() => fs::remove_file(path)?,
        Ok(_) => {
            let why = "it is there and is not a regular file";
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    new_private_file(path)
}

/// A file that was not there before, for its owner only.
pub(crate) fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    system::private(options.write(true).create_new(true)).open(path)
}

fn unwritable(path: &Path, error: &io::Error) -> UsageProblem {
    UsageProblem::Trace(format!("{}: {error}", path.display()))
}

impl FileTrace {
    fn event(&mut self, event: &Event) {
        if self.failed.is_none() {
            self.failed = writeln!(self.file, "{event}").err();
        }
    }
}
