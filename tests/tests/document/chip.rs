//! How the chip proves itself, and what is said when it does not.

use cie_core::{ErrorKind, Observer, Phase};
use cie_document::{
    Access, Identity,
    emrtd::com::DataGroup,
    trust::verdict::{Failure, Finding, Gap, Summary, Verdict},
};
use cie_tests::Rig;

use super::*;

/// Reads with the CAN, the chip asked to prove itself.
fn proved(rig: &mut Rig) -> (Identity, Verdict) {
    let password = can();
    let asked = Asked {
        prove_chip: true,
        ..Asked::with(Access::Pace(&password))
    };
    let identity = asked.read(rig).unwrap();
    let verdict = identity.verdict(&trust(rig), NOW);
    (identity, verdict)
}

#[test]
fn every_way_in_which_a_chip_can_prove_itself_is_taken() {
    for document in [
        &["chip-authentication=dh-3des"][..],
        &["chip-authentication=ecdh-3des-p256"],
        &["chip-authentication=ecdh-aes128-bp256"],
        &["chip-authentication=none", "active-authentication=rsa-sha1"],
        &[
            "chip-authentication=none",
            "active-authentication=rsa-sha256",
        ],
        &["chip-authentication=none", "active-authentication=ecdsa"],
        &["pace=ecdh-cam-aes128-13"],
        &["pace=ecdh-cam-aes256-16", "signature=ecdsa-bp384"],
    ] {
        let (_, verdict) = proved(&mut rig(document, &[]));
        assert!(verdict.is_complete(), "{document:?}: {verdict}");
        assert_eq!(verdict.summary(), Summary::Complete);
    }
}

#[test]
fn a_chip_without_a_key_is_not_called_genuine_and_not_called_a_copy() {
    let mut rig = rig(&["chip-authentication=none"], &[]);
    let (_, verdict) = proved(&mut rig);
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipCannot),
        "{verdict}"
    );
    assert_eq!(verdict.summary(), Summary::ChipNotChecked);
}

#[test]
fn an_offer_that_differs_from_the_signed_one_is_a_downgrade() {
    // An entry more is a difference, too, even one that nobody understands.
    for fault in ["card-access-differs", "unknown-security-info"] {
        for pace in ["pace=dh-gm-aes256-2", "pace=ecdh-cam-aes128-13"] {
            let (_, verdict) = proved(&mut rig(&[pace], &[fault]));
            let downgraded = Finding::Failed(Failure::CardAccessAltered);
            assert_eq!(verdict.chip_genuine, downgraded, "{pace} {fault}");
        }
    }
}

#[test]
fn a_wrong_signature_in_active_authentication_is_a_failure() {
    let document = ["chip-authentication=none", "active-authentication=ecdsa"];
    let (_, verdict) = proved(&mut rig(&document, &["wrong-chip-signature"]));
    assert!(verdict.chip_genuine.is_failed(), "{verdict}");
}

#[test]
fn what_the_signer_is_worth_is_said() {
    for (signer, code) in [
        ("signer=expired", "certificate_expired"),
        ("signer=forged", "certificate_invalid"),
        ("signer=valid", "proved"),
    ] {
        let (_, verdict) = proved(&mut rig(&[signer], &[]));
        let found = verdict.signer_trusted.code();
        let forged = signer == "signer=forged" && verdict.signer_trusted.is_failed();
        assert!(found == code || forged, "{signer}: {found}");
        assert_eq!(verdict.chip_genuine.is_proved(), code == "proved");
    }
}

#[test]
fn the_list_of_files_agrees_and_names_what_the_document_has() {
    let password = can();
    let mut rig = rig(&[], &[]);
    let asked = Asked {
        com: true,
        ..Asked::with(Access::Pace(&password))
    };
    let identity = asked.read(&mut rig).unwrap();
    assert_eq!(
        identity.listing(),
        Some(cie_document::trust::listing::Listing::Agrees)
    );
    let com = cie_document::emrtd::com::Com::parse(identity.com.as_deref().unwrap()).unwrap();
    assert!(com.lists(DataGroup::DG14) && !com.lists(DataGroup::DG15));
}

/// The phases that were told with their fractions, and one at which the person stops.
#[derive(Default)]
struct Phases {
    told: Vec<(Phase, f32)>,
    stop_in: Option<Phase>,
}

impl Observer for Phases {
    fn progress(&mut self, phase: Phase, fraction: f32) {
        self.told.push((phase, fraction));
    }

    fn is_cancelled(&self) -> bool {
        let now = self.told.last().map(|(phase, _)| *phase);
        self.stop_in.is_some() && now == self.stop_in
    }
}

/// Reads with the chip asked to prove itself, and gives the phases in order.
fn phases(document: &[&str], stop_in: Option<Phase>) -> (Vec<Phase>, Option<Error>) {
    let password = can();
    let mut observer = Phases {
        stop_in,
        ..Phases::default()
    };
    let groups = &[DataGroup::DG1, DataGroup::DG11];
    let request = ReadRequest::new(Access::Pace(&password), groups);
    let result = rig(document, &[]).tap_wire(|wire, hand| {
        let mut card = hand.card_on(wire).observer(&mut observer);
        read_identity(&mut card, &request)
    });
    let (mut told, fractions): (Vec<_>, Vec<_>) = observer.told.into_iter().unzip();
    assert!(fractions.is_sorted(), "{fractions:?}");
    let numbers: Vec<_> = told.iter().map(|phase| phase.number()).collect();
    assert!(numbers.is_sorted(), "{told:?}");
    told.dedup();
    (told, result.err())
}

#[test]
fn the_proof_of_a_chip_after_reading_is_told_and_its_errors_are_of_its_phase() {
    use Phase::{Done, OpenDocument, ProveChip, ReadDocument};
    for document in [
        &["chip-authentication=ecdh-aes128-bp256"][..],
        &["chip-authentication=none", "active-authentication=ecdsa"],
    ] {
        let (told, error) = phases(document, None);
        assert_eq!(told, [OpenDocument, ReadDocument, ProveChip, Done]);
        assert_eq!(error, None);
        let (told, error) = phases(document, Some(ProveChip));
        assert_eq!(told, [OpenDocument, ReadDocument, ProveChip]);
        let error = error.map(|error| (error.kind, error.phase));
        assert_eq!(error, Some((ErrorKind::Cancelled, ProveChip)));
    }
    // PACE has had this chip prove its key already.
    let (told, error) = phases(&["pace=ecdh-cam-aes128-13"], None);
    assert_eq!(told, [OpenDocument, ReadDocument, Done]);
    assert_eq!(error, None);
}
