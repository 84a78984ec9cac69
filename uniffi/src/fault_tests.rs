//! Faults of the library, had by simulated cards in the code that ships.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::{Mutex, MutexGuard, mpsc::Sender};

use super::*;

#[test]
fn a_place_names_no_folder_of_the_machine_that_compiled_it() {
    for (file, told) in [
        ("core/src/op/session.rs", "core/src/op/session.rs"),
        (
            "/home/anna/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/der-0.8.3/src/tag.rs",
            "der-0.8.3/src/tag.rs",
        ),
        (
            r"C:\Users\anna\.cargo\registry\src\index.crates.io-1949cf8c6b5b557f\der-0.8.3\src\tag.rs",
            "der-0.8.3/src/tag.rs",
        ),
        (
            "/rustc/f2d3ce0bd7f24a49f8f72d9000448f8838c4e850/library/core/src/slice/mod.rs",
            "library/core/src/slice/mod.rs",
        ),
        ("/home/anna/cie/core/src/lib.rs", "core/src/lib.rs"),
        (r"C:\Users\anna\cie\core\src\lib.rs", "core/src/lib.rs"),
        ("lib.rs", "lib.rs"),
        ("", ""),
    ] {
        assert_eq!(without_builder(file), told);
    }
    let long = format!("{}/é.rs", "d".repeat(400));
    assert_eq!(without_builder(&long).chars().count(), LONGEST_PATH);
}

#[test]
fn a_fault_is_read_as_it_was_written_and_what_is_none_is_not_read() {
    let fault = Fault::at(Some(Location::caller()));
    assert_eq!(fault.version, env!("CARGO_PKG_VERSION"));
    assert!(
        fault.place.starts_with("uniffi/src/fault_tests.rs:"),
        "{fault}"
    );
    assert!(fault.to_string().len() < LONGEST_TEXT);
    assert_eq!(Fault::parse(&fault.to_string()), Some(fault));
    for none in [
        "",
        "0.1.0",
        "0.1.0 a\nb",
        "0.1.0 è.rs:1",
        &"a b".repeat(100),
    ] {
        assert_eq!(Fault::parse(none), None, "{none}");
    }
}

/// There is one listener for the process: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Told(Mutex<Sender<Fault>>);

impl FaultListener for Told {
    fn fault(&self, fault: Fault) -> Result<(), ListenerError> {
        self.0.lock().unwrap().send(fault).unwrap();
        Ok(())
    }
}

/// Panics as well, and locks what the panicking thread has locked.
struct Clumsy(Arc<Mutex<u32>>);

impl FaultListener for Clumsy {
    fn fault(&self, _: Fault) -> Result<(), ListenerError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        panic!("the listener has a fault itself");
    }
}

#[test]
fn a_listener_that_waits_for_the_panicking_thread_and_panics_holds_nothing_up() {
    let _alone = alone();
    let calls = Arc::new(Mutex::new(0));
    set_fault_listener(Some(Arc::new(Clumsy(Arc::clone(&calls)))));
    let begun = std::time::Instant::now();
    let fault = unless_panicked(|| {
        let _held = calls.lock().unwrap();
        panic!("24681357");
    });
    let fault: Fault = fault.unwrap_err();
    assert!(fault.place.contains("fault_tests.rs"), "{fault}");
    assert!(begun.elapsed() < PATIENCE * 3);
    // Once, and not for its own fault.
    while *calls.lock().unwrap_or_else(PoisonError::into_inner) == 0 {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(50));
    let calls = *calls.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(calls, 1);
    set_fault_listener(None);
}

#[test]
fn what_has_no_error_for_it_panics_on_with_the_place_alone() {
    let _alone = alone();
    let said = panic::catch_unwind(|| masked(|| panic!("24681357")));
    let said = said.unwrap_err().downcast::<String>().unwrap();
    assert!(
        said.starts_with("a fault of the library at uniffi/src/fault_tests.rs:"),
        "{said}"
    );
    assert!(!said.contains("24681357"), "{said}");
}

#[cfg(feature = "simulator")]
mod simulated {
    use std::{path::Path, sync::mpsc::channel};

    use super::*;
    use crate::{
        card::BlockingCard,
        code::{Pin, Puk, ResolveCodes},
        link::{LinkLimits, Transceiver, TransceiverError},
        memory::FolderStore,
        observe::OperationOptions,
        simulator::{FaultPlace, SimulatedCard},
        words::{Blame, PendingOperation, Phase, Settlement, UnblockVariant},
    };

    /// An app's own way to the simulated card: what panics there is not the operation's.
    struct AppLink(Arc<SimulatedCard>);

    impl Transceiver for AppLink {
        fn limits(&self) -> Result<LinkLimits, TransceiverError> {
            self.0.limits()
        }

        /// As uniffi does it in an app.
        fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, TransceiverError> {
            let called = panic::catch_unwind(AssertUnwindSafe(|| self.0.transceive(command)));
            called.unwrap_or(Err(TransceiverError::Unexpected))
        }
    }

    fn details(error: &CieError) -> crate::error::ErrorDetails {
        error.known().clone()
    }

    /// Every text under this folder, and everything that an error shows.
    fn shown(folder: &Path, error: &CieError) -> String {
        let mut shown = format!("{error} {error:?}");
        for file in std::fs::read_dir(folder).unwrap() {
            shown += &std::fs::read_to_string(file.unwrap().path()).unwrap();
        }
        shown
    }

    #[test]
    fn a_fault_at_any_exchange_is_an_error_with_the_place_and_the_next_operation_works() {
        let _alone = alone();
        let (sender, told) = channel();
        set_fault_listener(Some(Arc::new(Told(Mutex::new(sender)))));
        let (old, new) = (
            Pin::new(b"24681357").unwrap(),
            Pin::new(b"13579246").unwrap(),
        );
        let exchanges = {
            let home = tempfile::tempdir().unwrap();
            let store = FolderStore::new(home.path().join("cie").display().to_string());
            let simulated = SimulatedCard::new("gemalto", true).unwrap();
            let card = BlockingCard::new(simulated.clone(), store);
            card.change_pin(&old, &new, OperationOptions::default())
                .unwrap();
            simulated.exchanges()
        };
        let mut open = 0;
        for at in 0..exchanges {
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("cie");
            let store = FolderStore::new(folder.display().to_string());
            let simulated = SimulatedCard::new("gemalto", true).unwrap();
            simulated.fault_at(at, FaultPlace::Operation);
            let card = BlockingCard::new(simulated.clone(), store.clone());
            let change = || card.change_pin(&old, &new, OperationOptions::default());
            let error = change().unwrap_err();
            assert!(matches!(error, CieError::LibraryFault { .. }), "{error}");
            let known = details(&error);
            assert_eq!(known.blame, Blame::Library);
            assert!(
                known.summary.contains("uniffi/src/simulator.rs:"),
                "{known}"
            );
            let fault = told.recv_timeout(PATIENCE * 5).unwrap();
            assert!(fault.place.starts_with("uniffi/src/simulator.rs:"));
            let kept = take_fault(store.clone()).unwrap();
            assert_eq!(kept.as_ref(), Some(&fault));
            assert_eq!(take_fault(store.clone()).unwrap(), None);

            // What the panic left open is in the books, and in the error.
            let pending = card.pending(OperationOptions::default()).unwrap();
            assert_eq!(pending.pending, known.pending, "exchange {at}");
            if let Some(PendingOperation::ChangePin) = known.pending {
                open += 1;
                assert_eq!(known.card_id.as_ref(), Some(&pending.card_id));
                let codes = ResolveCodes {
                    card_id: pending.card_id,
                    new_pin: Some(new.clone()),
                    old_pin: Some(old.clone()),
                    puk: None,
                };
                let settled = card
                    .resolve(Some(codes), OperationOptions::default())
                    .unwrap();
                assert!(matches!(settled.settlement, Settlement::NewPin));
            } else {
                // A PIN that was checked may have been changed no further than that.
                change().unwrap();
            }
            assert!(simulated.has_pin(b"13579246"), "exchange {at}");
            assert_eq!(simulated.pin_tries(), 3);
        }
        assert_eq!(open, 1, "one exchange changes the PIN");
        set_fault_listener(None);
    }

    #[test]
    fn no_part_of_what_a_panic_says_gets_out_not_even_a_pin_that_went_in_clear() {
        let _alone = alone();
        let (sender, told) = channel();
        set_fault_listener(Some(Arc::new(Told(Mutex::new(sender)))));
        let pin = Pin::new(b"24680").unwrap();
        for place in [FaultPlace::Operation, FaultPlace::Callback] {
            let simulated = SimulatedCard::new("cns-idemia-nfc", false).unwrap();
            let check = |card: &BlockingCard| card.verify_pin(&pin, OperationOptions::default());
            let exchanges = {
                let home = tempfile::tempdir().unwrap();
                let store = FolderStore::new(home.path().display().to_string());
                check(&BlockingCard::new(simulated.clone(), store)).unwrap();
                simulated.exchanges()
            };
            let home = tempfile::tempdir().unwrap();
            let store = FolderStore::new(home.path().join("cie").display().to_string());
            let link = Arc::new(AppLink(simulated.clone()));
            let card = BlockingCard::new(link, store.clone());
            // Its last exchange is VERIFY.
            simulated.fault_at(2 * exchanges - 1, place);
            let error = check(&card).unwrap_err();
            match place {
                FaultPlace::Operation => {
                    assert!(matches!(error, CieError::LibraryFault { .. }), "{error}");
                    assert_eq!(details(&error).phase, Phase::VerifyPin);
                }
                FaultPlace::Callback => {
                    assert!(matches!(error, CieError::OutcomeUnknown { .. }), "{error}");
                }
            }
            let fault = told.recv_timeout(PATIENCE * 5).unwrap();
            let shown = shown(&home.path().join("cie"), &error) + &format!("{fault:?}");
            assert!(shown.contains("uniffi/src/simulator.rs:"), "{shown}");
            for said in ["00, 20, 00", "32, 34, 36, 38, 30", "24680"] {
                assert!(!shown.contains(said), "{said} in {shown}");
            }
            assert_eq!(take_fault(store).unwrap(), Some(fault));
            assert!(check(&card).is_ok());
        }
        set_fault_listener(None);
    }

    #[test]
    fn an_operation_within_an_operation_keeps_its_fault_in_its_own_store() {
        let _alone = alone();
        struct Nested(Arc<BlockingCard>, Arc<SimulatedCard>);
        impl Transceiver for Nested {
            fn limits(&self) -> Result<LinkLimits, TransceiverError> {
                self.1.limits()
            }

            fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, TransceiverError> {
                let error = self.0.card_info(OperationOptions::default());
                assert!(!matches!(error, Err(CieError::Busy { .. })));
                self.1.transceive(command)
            }
        }
        let home = tempfile::tempdir().unwrap();
        let store = |name: &str| FolderStore::new(home.path().join(name).display().to_string());
        let (inner_store, outer_store) = (store("inner"), store("outer"));
        let faulty = SimulatedCard::new("gemalto", true).unwrap();
        faulty.fault_at(0, FaultPlace::Operation);
        let inner = BlockingCard::new(faulty, inner_store.clone());
        let simulated = SimulatedCard::new("gemalto", true).unwrap();
        let outer = BlockingCard::new(
            Arc::new(Nested(inner, simulated.clone())),
            outer_store.clone(),
        );
        let puk = Puk::new(b"13572468").unwrap();
        let new = Pin::new(b"13579246").unwrap();
        let options = OperationOptions::default();
        let unblocked = outer.unblock_pin(&puk, &new, UnblockVariant::Direct, options);
        assert!(unblocked.is_ok());
        assert!(take_fault(inner_store).unwrap().is_some());
        assert_eq!(take_fault(outer_store).unwrap(), None);
        assert!(simulated.has_pin(b"13579246"));
    }
}
