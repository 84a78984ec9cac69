//! Child processes: run to the end within a time limit, or running beside us until dropped.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

/// How often something is looked at while waiting for it.
const POLL: Duration = Duration::from_millis(20);

/// What a process left behind.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `command` with `input` as its standard input, and ends it when `limit` has passed.
///
/// # Errors
/// When it could not be started or took too long; not when it exits with a code other than 0.
pub(crate) fn finish(command: &mut Command, input: &str, limit: Duration) -> Result<Finished> {
    let name = shown(command);
    let stdin = if input.is_empty() {
        Stdio::null()
    } else {
        Stdio::piped()
    };
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {name}"))?;
    let stdout = child.stdout.take().map(collect);
    let stderr = child.stderr.take().map(collect);
    if let Some(mut stdin) = child.stdin.take() {
        // Who stops reading early has said what it wanted; its exit code tells the rest.
        let _ = stdin.write_all(input.as_bytes());
    }
    let status = wait(&mut child, limit).with_context(|| name.clone())?;
    let text = |pipe: Option<Receiver<Vec<u8>>>| {
        // A grandchild left behind may hold the pipe open; what it prints is not waited for.
        let bytes = pipe.and_then(|pipe| pipe.recv_timeout(Duration::from_secs(5)).ok());
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    };
    Ok(Finished {
        status,
        stdout: text(stdout),
        stderr: text(stderr),
    })
}

/// Calls `look` until it finds something.
///
/// # Errors
/// Once `limit` has passed; it says what was waited for.
pub(crate) fn wait_for<T>(
    what: &str,
    limit: Duration,
    mut look: impl FnMut() -> Option<T>,
) -> Result<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        ensure!(
            Instant::now() < end,
            "waited {} s in vain for {what}",
            limit.as_secs()
        );
        thread::sleep(POLL);
    }
}

/// The command as a person would type it, without quotes.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A process that runs beside us and ends, at the latest, when this is dropped.
pub(crate) struct Running {
    child: Child,
    name: String,
    lines: Receiver<String>,
}

impl Running {
    /// Starts it. Its standard error goes where the command sends it.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = shown(command);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {name}"))?;
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            // Reads to the end, so that the process never blocks on a full pipe.
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, name, lines })
    }

    /// The next line it prints.
    pub(crate) fn line(&mut self, limit: Duration) -> Result<String> {
        let Self { name, .. } = self;
        self.lines
            .recv_timeout(limit)
            .with_context(|| format!("{name} printed nothing"))
    }

    /// An error when it has ended.
    pub(crate) fn still_running(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("{} has ended ({status})", self.name),
            None => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(child: &mut Child, limit: Duration) -> Result<ExitStatus> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            bail!("ended after {} s without an end in sight", limit.as_secs());
        }
        thread::sleep(POLL);
    }
}

/// Reads everything in a thread of its own, so that neither pipe fills up.
fn collect(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test may panic")]

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn both_streams_the_exit_code_and_the_input_pass_through() {
        let mut command = Command::new("sh");
        command.args(["-c", "read word; echo got $word; echo aside >&2; exit 3"]);
        let finished = finish(&mut command, "hello\n", 10 * SECOND).unwrap();
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(
            (&*finished.stdout, &*finished.stderr),
            ("got hello\n", "aside\n")
        );
    }

    #[test]
    fn a_process_that_does_not_end_is_ended() {
        let start = Instant::now();
        assert!(finish(Command::new("sleep").arg("60"), "", SECOND / 5).is_err());
        assert!(start.elapsed() < 10 * SECOND);
    }

    #[test]
    fn a_dropped_process_is_gone() {
        let mut command = Command::new("sh");
        let mut running = Running::start(command.args(["-c", "echo $$; exec sleep 60"])).unwrap();
        let id = running.line(10 * SECOND).unwrap();
        running.still_running().unwrap();
        drop(running);
        assert!(!std::path::Path::new("/proc").join(id).exists());
    }
}
