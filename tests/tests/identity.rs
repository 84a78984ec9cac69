//! The travel document is read with every way of opening it, and what was
//! proved of it is said.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{Can, Error, Limits, MrzKey, Password, Phase, apdu::command::ins, time::UnixTime};
use cie_document::{
    Access, Identity, ReadRequest,
    emrtd::{com::DataGroup, dg1, dg11},
    read_identity,
    trust::{
        store::TrustStore,
        verdict::{Failure, Finding},
    },
};
use cie_sim::{DocumentOptions, Options, Profile, STANDARD_CAN};
use cie_tests::{LinkFault, PIN, Rig};

/// 2026-11-22: within the validity of the simulated certificates.
const NOW: UnixTime = UnixTime(1_795_305_600);

const GROUPS: [DataGroup; 2] = [DataGroup::DG1, DataGroup::DG11];

/// A link as phones have it.
fn phone() -> Limits {
    Limits::EXTENDED.carrying(2048, 2048)
}

fn rig(limits: Limits, document: &[&str]) -> Rig {
    let options = Options {
        document: DocumentOptions::parse(document).unwrap(),
        ..Options::default()
    };
    Rig::with_options(Profile::Gemalto, limits, options)
}

fn can(digits: &str) -> Password {
    Password::Can(Can::new(digits.as_bytes()).unwrap())
}

fn mrz(rig: &Rig) -> MrzKey {
    MrzKey::new(rig.card.travel_document().mrz().information().as_bytes())
}

fn read(rig: &mut Rig, access: Access<'_>, prove_chip: bool) -> Result<Identity, Error> {
    let request = ReadRequest::new(access, &GROUPS).prove_chip(prove_chip);
    rig.tap(|card| read_identity(card, &request))
}

fn trust(rig: &Rig) -> TrustStore {
    let mut store = TrustStore::new();
    store
        .add(&rig.card.travel_document().trust().country_signer)
        .unwrap();
    store
}

fn check(rig: &Rig, identity: &Identity) {
    let mrz = dg1::parse(identity.file(DataGroup::DG1).unwrap()).unwrap();
    assert_eq!(mrz.verify(), Ok(()));
    let dg11 = dg11::Dg11::parse(identity.file(DataGroup::DG11).unwrap()).unwrap();
    let holder = cie_sim::identity::Identity::standard().holder();
    assert_eq!(dg11.personal_number.as_deref(), Some(holder.fiscal_code));
    let verdict = identity.verdict(&trust(rig), NOW);
    assert!(verdict.data_intact.is_proved(), "{verdict:?}");
    assert!(verdict.signed_by.is_proved(), "{verdict:?}");
    assert!(verdict.signer_trusted.is_proved(), "{verdict:?}");
}

#[test]
fn the_cies_own_way_reads_with_the_can_in_few_exchanges() {
    for profile in Profile::ALL {
        let mut rig = Rig::new(profile, phone());
        let password = can(STANDARD_CAN);
        let identity = read(&mut rig, Access::Pace(&password), false).unwrap();
        check(&rig, &identity);
        assert!(identity.traffic.exchanges <= 13, "{:?}", identity.traffic);
        let verdict = identity.verdict(&trust(&rig), NOW);
        assert!(!verdict.chip_genuine.is_proved(), "the chip was not asked");
        let nobody = identity.verdict(&TrustStore::new(), NOW);
        assert!(!nobody.signer_trusted.is_proved());
    }
}

#[test]
fn the_chip_proves_itself_by_chip_authentication_when_asked() {
    let mut rig = rig(phone(), &[]);
    let password = can(STANDARD_CAN);
    let identity = read(&mut rig, Access::Pace(&password), true).unwrap();
    check(&rig, &identity);
    let verdict = identity.verdict(&trust(&rig), NOW);
    assert!(verdict.is_complete(), "{verdict:?}");
    assert!(identity.traffic.exchanges <= 17, "{:?}", identity.traffic);
}

#[test]
fn every_suite_opens_with_both_passwords() {
    let mut suites = 0;
    for id in [0, 1, 2, 12, 13, 15, 16, 18] {
        let kind = if id < 3 { "dh" } else { "ecdh" };
        for mapping in ["gm", "im", "cam"] {
            for cipher in ["3des", "aes128", "aes192", "aes256"] {
                let pace = format!("pace={kind}-{mapping}-{cipher}-{id}");
                if DocumentOptions::parse([pace.as_str()]).is_err() {
                    continue;
                }
                let mut rig = rig(phone(), &[&pace]);
                for password in [can(STANDARD_CAN), Password::Mrz(mrz(&rig))] {
                    let identity = read(&mut rig, Access::Pace(&password), false)
                        .unwrap_or_else(|error| panic!("{pace}: {error}"));
                    check(&rig, &identity);
                }
                suites += 1;
            }
        }
    }
    assert!(suites >= 60, "{suites}");
}

#[test]
fn a_short_link_reads_with_a_curve_or_with_basic_access_and_never_uses_the_can_in_vain() {
    let mut rig_dh = rig(Limits::SHORT, &[]);
    let password = can(STANDARD_CAN);
    let error = read(&mut rig_dh, Access::Pace(&password), false).unwrap_err();
    assert_eq!(
        (error.code().name(), error.phase),
        ("link_too_short", Phase::OpenDocument)
    );
    let key = mrz(&rig_dh);
    let identity = read(&mut rig_dh, Access::Bac(&key), false).unwrap();
    check(&rig_dh, &identity);
    let mut rig_ec = rig(Limits::SHORT, &["pace=ecdh-gm-aes128-13"]);
    let identity = read(&mut rig_ec, Access::Pace(&password), false).unwrap();
    check(&rig_ec, &identity);
}

#[test]
fn a_wrong_can_and_wrong_lines_have_their_own_errors_and_are_sent_once() {
    let mut rig = rig(phone(), &[]);
    let error = read(&mut rig, Access::Pace(&can("654321")), false).unwrap_err();
    assert_eq!(
        (error.code().name(), error.phase),
        ("wrong_can", Phase::OpenDocument)
    );
    let foreign = MrzKey::new(b"X0000000<47001018" as &[u8]);
    let error = read(
        &mut rig,
        Access::Pace(&Password::Mrz(foreign.clone())),
        false,
    )
    .unwrap_err();
    assert_eq!(error.code().name(), "wrong_mrz");
    let error = read(&mut rig, Access::Bac(&foreign), false).unwrap_err();
    assert_eq!(error.code().name(), "wrong_mrz");
    assert_eq!(rig.card.pin_tries(), 3);
}

#[test]
fn a_card_that_hides_the_document_after_a_pin_wants_to_leave_the_field() {
    let mut rig = Rig::new(Profile::Actalis, phone());
    let password = can(STANDARD_CAN);
    let request = ReadRequest::new(Access::Pace(&password), &GROUPS).prove_chip(false);
    let error = rig
        .tap(|card| {
            card.verify_pin(&cie_tests::rig::pin(PIN)).unwrap();
            read_identity(card, &request)
        })
        .unwrap_err();
    assert_eq!(error.code().name(), "card_reset_required");
    assert!(read(&mut rig, Access::Pace(&password), false).is_ok());
}

#[test]
fn data_that_were_changed_are_found_out() {
    let password = can(STANDARD_CAN);
    let mut changed = rig(phone(), &[]);
    changed
        .card
        .set_faults(cie_sim::Faults::parse(["modified-dg=1"]).unwrap());
    let identity = read(&mut changed, Access::Pace(&password), false).unwrap();
    assert!(
        identity
            .verdict(&trust(&changed), NOW)
            .data_intact
            .is_failed()
    );
}

#[test]
fn a_chip_that_is_a_copy_is_read_once_and_called_one() {
    let password = can(STANDARD_CAN);
    for key in ["dh-3des", "ecdh-3des-p256", "ecdh-aes128-bp256"] {
        for bac in [false, true] {
            let mut copy = rig(phone(), &[&format!("chip-authentication={key}")]);
            copy.card
                .set_faults(cie_sim::Faults::parse(["other-chip-key"]).unwrap());
            let lines = mrz(&copy);
            let access = if bac {
                Access::Bac(&lines)
            } else {
                Access::Pace(&password)
            };
            let identity = read(&mut copy, access, true).unwrap();
            check(&copy, &identity);
            let verdict = identity.verdict(&trust(&copy), NOW);
            let copied = Failure::Chip("the chip did not prove the key of DG14");
            assert_eq!(verdict.chip_genuine, Finding::Failed(copied), "{key}");
            // In clear once for each run: the token, or both nonces.
            let opened = copy.last.log.iter().filter(|exchange| {
                let last = if bac {
                    [0x00, ins::EXTERNAL_AUTHENTICATE]
                } else {
                    [0x00, ins::GENERAL_AUTHENTICATE]
                };
                exchange.command.starts_with(&last)
            });
            assert_eq!(opened.count(), 1, "{key}, basic access control: {bac}");
        }
    }
}

#[test]
fn whatever_exchange_is_lost_the_error_is_typed_and_the_next_tap_reads() {
    let password = can(STANDARD_CAN);
    let mut whole = rig(phone(), &[]);
    read(&mut whole, Access::Pace(&password), true).unwrap();
    for index in 0..whole.last.log.len() {
        for bend in [LinkFault::LoseCommand(index), LinkFault::LoseAnswer(index)] {
            let mut rig = rig(phone(), &[]);
            rig.bend = Some(bend);
            let error = read(&mut rig, Access::Pace(&password), true).unwrap_err();
            assert_eq!(error.code().name(), "card_lost", "{bend:?}");
            assert!(
                rig.last.log.len() <= index + 1,
                "nothing follows a lost link"
            );
            assert!(read(&mut rig, Access::Pace(&password), true).is_ok());
        }
    }
}
