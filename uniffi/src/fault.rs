//! A fault of this library: a panic becomes an error, and its place is told and kept.
//!
//! What a panic says may quote what was being worked on, so none of it leaves: neither the error nor
//! the listener nor the store gets more than file and line. A hook, put in place once, notes them and
//! has a thread of its own tell them, because what the app has written, and the locks that the
//! panicking thread may hold, have no place in a hook: a panic there would end the process.

use std::{
    cell::{Cell, RefCell},
    fmt,
    panic::{self, AssertUnwindSafe, Location, PanicHookInfo},
    sync::{Arc, Once, PoisonError, RwLock, TryLockError, mpsc},
    thread,
    time::Duration,
};

use cie_core::{CardId, Error, ErrorKind, Pending, Phase};

use crate::{
    error::CieError,
    memory::{StoreError, TryStore},
    observe::ListenerError,
};

/// Under which name a store keeps the latest fault.
const NAME: &str = "fault";

/// What a text in a store is shorter than.
const LONGEST_TEXT: usize = 200;

/// The longest path of a source file that is told, in characters; of a longer one, its end.
const LONGEST_PATH: usize = 120;

/// How long a panicking thread waits for its fault to be told: in case it ends the process after all.
const PATIENCE: Duration = Duration::from_secs(1);

/// A fault of this library. Please report it: an operation has ended with `library_fault` for it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Fault {
    /// The version of the library that had it.
    pub version: String,
    /// File and line of the source, as in `core/src/op/session.rs:120`.
    pub place: String,
}

/// Is told of faults of this library, for an app that collects crash reports.
#[uniffi::export(with_foreign)]
pub trait FaultListener: Send + Sync {
    /// There was a fault. Called on a thread of its own, while the operation that had it may wait: for
    /// a second at most.
    ///
    /// # Errors
    /// Ignored.
    fn fault(&self, fault: Fault) -> Result<(), ListenerError>;
}

/// Has `listener` told of every fault of the library from now on, in place of an older one; `None`
/// for nobody. There is one for the whole process.
#[uniffi::export]
pub fn set_fault_listener(listener: Option<Arc<dyn FaultListener>>) {
    install();
    let mut held = LISTENER.write().unwrap_or_else(PoisonError::into_inner);
    let older = std::mem::replace(&mut *held, listener);
    // The app's code may run when the older one is dropped, and not with the lock held.
    drop(held);
    drop(older);
}

/// Returns the latest fault of an operation with this store, and forgets it: for the next start of an
/// app, which may report what the last one could not. `None` where there was none, or what is kept
/// under its name is not one.
///
/// # Errors
/// [`StoreError`]: the store cannot be read or written.
#[uniffi::export]
pub fn take_fault(store: Arc<dyn TryStore>) -> Result<Option<Fault>, StoreError> {
    let Some(text) = store.get(NAME.into())? else {
        return Ok(None);
    };
    store.remove(NAME.into())?;
    Ok(Fault::parse(&text))
}

impl Fault {
    fn at(location: Option<&Location<'_>>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            place: location.map_or_else(unknown_place, |location| {
                format!("{}:{}", without_builder(location.file()), location.line())
            }),
        }
    }

    /// Reads what [`fmt::Display`] has written. A store may hold anything.
    fn parse(text: &str) -> Option<Self> {
        let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let (version, place) = text.split_once(' ')?;
        (printable && text.len() < LONGEST_TEXT).then(|| Self {
            version: version.into(),
            place: place.into(),
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.version, self.place)
    }
}

fn unknown_place() -> String {
    "an unknown place".into()
}

/// The path of a source file without the folders of the machine that it was compiled on: of a
/// dependency from its crate on, of Rust's own from `library` on. Ours are relative already.
fn without_builder(file: &str) -> String {
    let file = file.replace('\\', "/");
    let behind = |marker: &str| {
        let (_, rest) = file.split_once(marker)?;
        rest.split_once('/').map(|(_, path)| path.to_owned())
    };
    let path = behind("/registry/src/").or_else(|| behind("/rustc/"));
    let path = path.unwrap_or_else(|| {
        let absolute = file.starts_with('/') || file.contains(':');
        let kept = if absolute { 3 } else { usize::MAX };
        let mut names: Vec<&str> = file.rsplit('/').take(kept).collect();
        names.reverse();
        names.join("/")
    });
    let surplus = path.chars().count().saturating_sub(LONGEST_PATH);
    path.chars().skip(surplus).collect()
}

static INSTALLED: Once = Once::new();
static LISTENER: RwLock<Option<Arc<dyn FaultListener>>> = RwLock::new(None);

thread_local! {
    /// The store of the operation on this thread.
    static STORE: RefCell<Option<Arc<dyn TryStore>>> = const { RefCell::new(None) };
    /// The latest fault on this thread, until it is part of an error.
    static LATEST: RefCell<Option<Fault>> = const { RefCell::new(None) };
    /// Whether this thread tells of a fault. One that happens to it is not told.
    static TELLS: Cell<bool> = const { Cell::new(false) };
}

/// Puts the hook in place, instead of the one that prints what a panic says.
fn install() {
    INSTALLED.call_once(|| {
        // A test that fails has to say why.
        #[cfg(test)]
        let printing = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            #[cfg(test)]
            printing(info);
            note(info);
        }));
    });
}

/// The hook. Waits for no lock.
fn note(info: &PanicHookInfo<'_>) {
    let fault = Fault::at(info.location());
    let _ = LATEST.try_with(|latest| {
        if let Ok(mut latest) = latest.try_borrow_mut() {
            *latest = Some(fault.clone());
        }
    });
    if TELLS.try_with(Cell::get).unwrap_or(true) {
        return;
    }
    let listener = match LISTENER.try_read() {
        Ok(held) => held.clone(),
        Err(TryLockError::Poisoned(held)) => held.into_inner().clone(),
        Err(TryLockError::WouldBlock) => None,
    };
    let store = STORE.try_with(|store| store.try_borrow().ok()?.clone());
    let store = store.ok().flatten();
    if listener.is_none() && store.is_none() {
        return;
    }
    let (told, waits) = mpsc::channel::<()>();
    let teller = thread::Builder::new().name("cie-fault".into());
    let started = teller.spawn(move || {
        TELLS.set(true);
        if let Some(store) = store {
            let _ = store.put(NAME.into(), fault.to_string());
        }
        if let Some(listener) = listener {
            let _ = listener.fault(fault);
        }
        drop(told);
    });
    if started.is_ok() {
        // Whatever the teller waits for, a lock of this thread perhaps.
        let _ = waits.recv_timeout(PATIENCE);
    }
}

/// What an operation has left behind for the error, should it have a fault.
#[derive(Default)]
pub(crate) struct Trail {
    pub(crate) phase: Cell<Option<Phase>>,
    /// The card whose books were read or written last, and what they had open.
    pub(crate) card: Cell<Option<(CardId, Option<Pending>)>>,
}

impl Trail {
    fn error(&self, fault: Fault) -> Error {
        let kind = ErrorKind::LibraryFault { place: fault.place };
        let mut error = Error::new(kind, self.phase.get().unwrap_or(Phase::Start));
        if let Some((card, pending)) = self.card.get() {
            error.card_id = Some(card);
            error.pending = pending;
        }
        error
    }
}

/// Runs an operation with the app's store; a panic is an error, with what the operation has left in
/// `trail`, and is kept in the store.
///
/// # Errors
/// Those of `operation`, and `library_fault`.
pub(crate) fn caught<T>(
    store: &Arc<dyn TryStore>,
    trail: &Trail,
    operation: impl FnOnce() -> Result<T, CieError>,
) -> Result<T, CieError> {
    // A listener of the app may begin an operation within an operation.
    let outer = STORE.replace(Some(Arc::clone(store)));
    let outcome = unless_panicked(operation);
    STORE.replace(outer);
    outcome.unwrap_or_else(|fault| Err(trail.error(fault).into()))
}

/// The same for what needs no store.
///
/// # Errors
/// Those of `body`, and `library_fault`.
pub(crate) fn caught_at_start<T>(
    body: impl FnOnce() -> Result<T, CieError>,
) -> Result<T, CieError> {
    let outcome = unless_panicked(body);
    outcome.unwrap_or_else(|fault| Err(Trail::default().error(fault).into()))
}

/// Runs what has no error to tell a fault with: uniffi makes an exception of it, whose text is the
/// place, and not what the panic said.
#[cfg(any(feature = "document", feature = "recovery"))]
pub(crate) fn masked<T>(body: impl FnOnce() -> T) -> T {
    unless_panicked(body).unwrap_or_else(|fault| {
        let text = format!("a fault of the library at {}", fault.place);
        // The hook has been there.
        panic::resume_unwind(Box::new(text))
    })
}

/// What `body` returns, or where it panicked. What it shares with others is safe to use again: locks
/// here are taken over when they are poisoned, and books of tries are written in whole records,
/// before a code is sent.
fn unless_panicked<T>(body: impl FnOnce() -> T) -> Result<T, Fault> {
    install();
    panic::catch_unwind(AssertUnwindSafe(body))
        .map_err(|_said| LATEST.take().unwrap_or_else(|| Fault::at(None)))
}

#[cfg(test)]
#[path = "fault_tests.rs"]
mod tests;
