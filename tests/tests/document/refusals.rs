//! What a refusal ends, and what it leaves: the password is used once, and what
//! was read stays when the chip does not want to prove itself.

use cie_core::{Error, ErrorKind, Limits, Phase, StatusWord, Transceive as _, apdu::command::ins};
use cie_document::{
    Access, DocumentFile, Identity,
    emrtd::com::DataGroup,
    trust::verdict::{Failure, Finding, Summary, Verdict},
};
use cie_sim::{ExtendedLength, Profile, SimulatedReader};
use cie_tests::{Rig, wire::Script};

use super::*;

/// Documents whose chips prove themselves in different ways: in one command
/// that is long, in one that is short, in two, and by a signature.
const WAYS: [&[&str]; 5] = [
    &["chip-authentication=dh-3des"],
    &["chip-authentication=ecdh-3des-p256"],
    &["chip-authentication=ecdh-aes128-bp256"],
    &[
        "chip-authentication=none",
        "active-authentication=rsa-sha256",
    ],
    &["chip-authentication=none", "active-authentication=ecdsa"],
];

const REFUSED: Finding = Finding::Failed(Failure::Chip("the chip refused to prove itself"));

pub(super) fn chip_asked(access: Access<'_>) -> Asked<'_> {
    Asked {
        prove_chip: true,
        ..Asked::with(access)
    }
}

/// Everything was read and is the signer's; the chip is not proved.
fn is_whole_but_for_the_chip(identity: &Identity, verdict: &Verdict, what: &str) {
    for group in [DataGroup::DG1, DataGroup::DG11] {
        assert!(identity.file(group).is_some(), "{what}: {group}");
    }
    assert!(verdict.data_intact.is_proved(), "{what}: {verdict}");
    assert!(verdict.signer_trusted.is_proved(), "{what}: {verdict}");
    assert_eq!(verdict.summary(), Summary::ChipNotProved, "{what}");
}

/// Commands in clear by which a password is used: the token of PACE, and what
/// answers the challenge of basic access control.
pub(super) fn passwords_used(commands: &[Vec<u8>]) -> usize {
    let used = |command: &&Vec<u8>| match command[..] {
        // The last of a chain: 7C, its length, 85.
        [0x00, ins::GENERAL_AUTHENTICATE, _, _, _, 0x7C, _, tag, ..] => tag == 0x85,
        [0x00, ins::EXTERNAL_AUTHENTICATE, ..] => true,
        _ => false,
    };
    commands.iter().filter(used).count()
}

pub(super) fn commands(rig: &Rig) -> Vec<Vec<u8>> {
    let log = rig.last.log.iter();
    log.map(|exchange| exchange.command.clone()).collect()
}

fn is_protected(command: &[u8]) -> bool {
    command[0] & 0x0C == 0x0C
}

#[test]
fn a_chip_that_refuses_to_prove_itself_under_protection_is_read_and_not_called_genuine() {
    for document in WAYS {
        for status in ["6985", "6A80", "6982", "6300", "6A88", "6700", "6F00"] {
            let what = format!("{document:?} {status}");
            let mut rig = rig(document, &[&format!("refused-proof=SW{status}")]);
            let password = can();
            let lines = lines(&rig);
            for access in [Access::Pace(&password), Access::Bac(&lines)] {
                let identity = chip_asked(access)
                    .read(&mut rig)
                    .unwrap_or_else(|error| panic!("{what}: {error}"));
                let verdict = identity.verdict(&trust(&rig), NOW);
                assert_eq!(verdict.chip_genuine, REFUSED, "{what}");
                is_whole_but_for_the_chip(&identity, &verdict, &what);
                assert_eq!(passwords_used(&commands(&rig)), 1, "{what}");
            }
        }
    }
}

/// Reads over a link on which somebody answers the protected commands that
/// `refused` names in clear. Gives what was read and all commands.
fn read_past(
    rig: &Rig,
    asked: &Asked<'_>,
    status: u16,
    refused: impl Fn(&[u8]) -> bool,
) -> (Result<Identity, Error>, Vec<Vec<u8>>) {
    let mut card = SimulatedReader::new(rig.card.clone(), phone());
    let mut seen = Vec::new();
    let mut relay = Script::new(phone(), |command: &[u8]| {
        seen.push(command.to_vec());
        if is_protected(command) && refused(command) {
            return Ok(status.to_be_bytes().to_vec());
        }
        card.transceive(command)
    });
    let request = asked.request();
    let identity = read_identity(&mut rig.clone().hand().card_on(&mut relay), &request);
    (identity, seen)
}

/// Refuses the commands of the proof with an instruction, in clear, and looks
/// at what comes of it. Whether there was one.
fn refuse_proof(document: &[&str], access: Access<'_>, instruction: u8, status: u16) -> bool {
    let what = format!("{document:?} {access:?} {instruction:02X} {status:04X}");
    let rig = rig(document, &[]);
    let (identity, seen) = read_past(&rig, &chip_asked(access), status, |command| {
        command[1] == instruction
    });
    let identity = identity.unwrap_or_else(|error| panic!("{what}: {error}"));
    let verdict = identity.verdict(&trust(&rig), NOW);
    assert_eq!(passwords_used(&seen), 1, "{what}");
    let refused = seen
        .iter()
        .any(|command| is_protected(command) && command[1] == instruction);
    if refused {
        assert_eq!(verdict.chip_genuine, REFUSED, "{what}");
        is_whole_but_for_the_chip(&identity, &verdict, &what);
    } else {
        assert!(verdict.is_complete(), "{what}: {verdict}");
    }
    refused
}

#[test]
fn a_proof_that_is_refused_in_clear_leaves_what_was_read_and_uses_no_password_again() {
    let password = can();
    let lines = lines(&rig(&[], &[]));
    let mut refused = 0;
    for document in WAYS {
        for access in [Access::Pace(&password), Access::Bac(&lines)] {
            for instruction in [
                ins::MANAGE_SECURITY_ENVIRONMENT,
                ins::GENERAL_AUTHENTICATE,
                ins::INTERNAL_AUTHENTICATE,
            ] {
                for status in [0x6700, 0x6883, 0x6987, 0x6E00, 0x6F00, 0x6985, 0x6300] {
                    refused += usize::from(refuse_proof(document, access, instruction, status));
                }
            }
        }
    }
    // Both ways to open, seven status words, six steps in all.
    assert_eq!(refused, 2 * 7 * 6);
}

#[test]
fn keys_that_are_signed_and_refused_are_withheld_whatever_the_status_word() {
    let active = ["chip-authentication=none", "active-authentication=ecdsa"];
    for (document, group) in [(&[][..], 14), (&active[..], 15)] {
        for status in ["6982", "6A88", "6985", "6A80", "6A82", "6300"] {
            let what = format!("DG{group} {status}");
            let mut rig = rig(document, &[&format!("refused-dg={group}:SW{status}")]);
            let password = can();
            let identity = chip_asked(Access::Pace(&password))
                .read(&mut rig)
                .unwrap_or_else(|error| panic!("{what}: {error}"));
            let verdict = identity.verdict(&trust(&rig), NOW);
            let withheld = Finding::Failed(Failure::ChipFileWithheld(group));
            assert_eq!(verdict.chip_genuine, withheld, "{what}");
            is_whole_but_for_the_chip(&identity, &verdict, &what);
        }
    }
}

#[test]
fn keys_that_are_refused_in_clear_leave_what_was_read() {
    let rig = rig(&[], &[]);
    let lines = lines(&rig);
    let password = can();
    for status in [0x6982, 0x6A82, 0x6700, 0x6F00] {
        let dg14 = [ins::READ_BINARY, 0x80 | DataGroup::DG14.number()];
        let refuses = |command: &[u8]| command[1..3] == dg14;
        // A long read may be the reason: the card is held again, and nobody is
        // accused; with basic access control it is opened anew by itself.
        let asked = chip_asked(Access::Pace(&password));
        let (identity, seen) = read_past(&rig, &asked, status, refuses);
        assert_eq!(identity.unwrap_err().code().name(), "long_read_refused");
        assert_eq!(passwords_used(&seen), 1);
        let asked = chip_asked(Access::Bac(&lines));
        let (identity, seen) = read_past(&rig, &asked, status, refuses);
        let identity = identity.unwrap();
        let verdict = identity.verdict(&trust(&rig), NOW);
        assert_eq!(verdict.chip_genuine, REFUSED, "{status:04X}");
        is_whole_but_for_the_chip(&identity, &verdict, &format!("{status:04X}"));
        assert_eq!(passwords_used(&seen), 2);
        assert_eq!(seen.last().unwrap()[1..3], dg14, "nothing follows");
    }
}

#[test]
fn a_file_that_is_refused_leaves_the_others_with_its_reason() {
    for status in [0x6982_u16, 0x6700, 0x6F00, 0x6A86, 0x6B00] {
        let mut rig = rig(&[], &[&format!("refused-dg=11:SW{status:04X}")]);
        let identity = read(&mut rig).unwrap();
        let why = ErrorKind::CardRefused {
            status: StatusWord(status),
            confirmed: true,
        };
        let file = DocumentFile::Group(DataGroup::DG11);
        let unread: Vec<_> = identity
            .unread
            .iter()
            .map(|one| (one.file, &one.why))
            .collect();
        assert_eq!(unread, [(file, &why)], "{status:04X}");
        assert!(identity.file(DataGroup::DG1).is_some());
        assert!(
            identity
                .verdict(&trust(&rig), NOW)
                .signer_trusted
                .is_proved()
        );
    }
}

#[test]
fn a_short_identifier_that_is_refused_costs_one_selection_a_file() {
    let plain = {
        let mut rig = rig(&[], &[]);
        read(&mut rig).unwrap().traffic.exchanges
    };
    for status in ["6B00", "6A82", "6A86", "6A88"] {
        let mut rig = rig(&[], &[&format!("refused-short-id=SW{status}")]);
        let traffic = read(&mut rig).unwrap().traffic;
        // EF.CardAccess, DG1, DG11, EF.SOD: the refusal and the selection.
        assert_eq!(traffic.exchanges, plain + 4 * 2, "{status}");
    }
}

#[test]
fn a_file_above_32767_bytes_is_read_and_one_beyond_a_short_link_is_the_links_fault() {
    let password = can();
    let asked = Asked {
        groups: &[DataGroup::DG1, DataGroup::DG2],
        ..Asked::with(Access::Pace(&password))
    };
    let mut rig = rig(&["photo=100000"], &[]);
    let identity = asked.read(&mut rig).unwrap();
    assert!(identity.file(DataGroup::DG2).unwrap().len() > 100_000);
    assert!(identity.verdict(&trust(&rig), NOW).data_intact.is_proved());
    let document = ["photo=300000", "pace=ecdh-gm-aes128-13"];
    let mut rig = rig_of(Profile::Gemalto, Limits::SHORT, &document, &[]);
    let identity = asked.read(&mut rig).unwrap();
    assert_eq!(identity.unread[0].why, ErrorKind::LinkTooShort);
    assert!(identity.file(DataGroup::DG1).is_some());
}

/// A chip that takes extended length or not, on such a link.
fn limited(extended: ExtendedLength, limits: Limits) -> Rig {
    let options = Options {
        extended,
        document: DocumentOptions::parse(["pace=ecdh-gm-aes128-13"]).unwrap(),
        ..Options::default()
    };
    Rig::with_options(Profile::Gemalto, limits, options)
}

#[test]
fn extended_length_that_is_refused_before_the_can_is_used_starts_again_short() {
    let mut rig = limited(ExtendedLength::Refused, phone());
    read(&mut rig).unwrap();
    assert_eq!(passwords_used(&commands(&rig)), 1);
    let mut trace = rig.last.trace.iter();
    assert!(trace.any(|line| line.contains("wants short")));
}

#[test]
fn extended_length_that_is_refused_afterwards_ends_the_reading_and_short_commands_read() {
    let refused = ExtendedLength::RefusedUnderSecureMessaging;
    let printed = Password::Mrz(lines(&limited(refused, phone())));
    for password in [can(), printed] {
        let mut rig = limited(refused, phone());
        let asked = Asked::with(Access::Pace(&password));
        let error = asked.read(&mut rig).unwrap_err();
        assert_eq!(
            (error.code().name(), error.phase),
            ("long_read_refused", Phase::ReadDocument)
        );
        assert_eq!(passwords_used(&commands(&rig)), 1);
        let mut rig = limited(refused, Limits::SHORT);
        asked.read(&mut rig).unwrap();
        assert_eq!(passwords_used(&commands(&rig)), 1);
    }
}

#[test]
fn an_old_chip_that_takes_no_extended_length_reads_with_basic_access() {
    // Nothing told it beforehand, and the lines are not a guess any more.
    let mut rig = limited(ExtendedLength::RefusedUnderSecureMessaging, phone());
    let lines = lines(&rig);
    Asked::with(Access::Bac(&lines)).read(&mut rig).unwrap();
    assert_eq!(passwords_used(&commands(&rig)), 2);
}
