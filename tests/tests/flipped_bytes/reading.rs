//! The same for reading the travel document: under the channels of PACE with
//! 3DES and AES and of basic access control, before and after chip
//! authentication changes the channel, and in the answers that come in clear
//! while a channel is agreed on.

use cie_core::{
    Can, Card, Error, ErrorKind, Limits, MrzKey, Password,
    apdu::command::{CLA_CHAINING, ins},
    time::UnixTime,
};
use cie_document::{
    Access, Identity, ReadRequest,
    emrtd::{com::DataGroup, security_info::SecurityInfos},
    read_identity,
    trust::store::TrustStore,
};
use cie_sim::{DocumentOptions, Options, Profile, STANDARD_CAN};
use cie_tests::Rig;

use crate::{
    flip::{Must, flips, in_parallel, is_protected, must},
    recording::{Flip, Recording, Replay, parse},
};

/// 2026-11-22: within the validity of the simulated certificates.
const NOW: UnixTime = UnixTime(1_795_305_600);

/// A link as phones have it.
const PHONE: Limits = Limits::EXTENDED.carrying(2048, 2048);

/// How the document is opened.
#[derive(Clone, Copy)]
enum Open {
    Can,
    Bac,
}

/// What is read of which document, over which link.
struct Scene {
    name: &'static str,
    document: &'static [&'static str],
    open: Open,
    limits: Limits,
    groups: &'static [DataGroup],
    /// Which positions of a long answer are flipped.
    sample: fn(position: usize, len: usize) -> bool,
}

/// What a caller gets.
#[derive(Debug, PartialEq, Eq)]
struct Got {
    files: Vec<(DataGroup, Vec<u8>)>,
    security_object: Option<Vec<u8>>,
    com: Option<Vec<u8>>,
    card_access: Option<SecurityInfos>,
    chip_genuine: bool,
}

impl Scene {
    fn rig(&self) -> Rig {
        let options = Options {
            document: DocumentOptions::parse(self.document).unwrap(),
            ..Options::default()
        };
        Rig::with_options(Profile::Gemalto, self.limits.clone(), options)
    }

    fn run(&self, trust: &TrustStore, key: &MrzKey, card: &mut Card<'_>) -> Result<Got, Error> {
        let can = Password::Can(Can::new(STANDARD_CAN.as_bytes()).unwrap());
        let access = match self.open {
            Open::Can => Access::Pace(&can),
            Open::Bac => Access::Bac(key),
        };
        let request = ReadRequest::new(access, self.groups).com(true);
        let identity = read_identity(card, &request)?;
        let verdict = identity.verdict(trust, NOW);
        let Identity {
            files,
            security_object,
            com,
            card_access,
            ..
        } = identity;
        Ok(Got {
            files,
            security_object,
            com,
            card_access,
            chip_genuine: verdict.chip_genuine.is_proved(),
        })
    }

    /// Flips what there is, in clear and protected. Gives the numbers of both.
    fn flip_everything(&self) -> [usize; 2] {
        let mut rig = self.rig();
        let document = rig.card.travel_document();
        let key = MrzKey::new(document.mrz().information().as_bytes());
        let mut trust = TrustStore::new();
        trust.add(&document.trust().country_signer).unwrap();
        let run = |card: &mut Card<'_>| self.run(&trust, &key, card);
        let recording = Recording::new(&mut rig, run);
        assert!(recording.outcome.as_ref().unwrap().chip_genuine);

        let all = 0..recording.log.len();
        let (protected, clear): (Vec<Flip>, Vec<Flip>) = all
            .flat_map(|exchange| flips(&recording, exchange))
            .filter(|flip| {
                let response = &recording.log.get(flip.exchange).unwrap().response;
                (self.sample)(flip.byte, response.len())
            })
            .partition(|flip| is_protected(&recording, flip.exchange));
        let replay = |flip| {
            let mut replay = Replay::new(&recording, flip);
            let outcome = run(&mut self.rig().hand().card_on(&mut replay));
            let what = format!("{} {flip:?}", self.name);
            password_was_used_once(&replay.commands, &what);
            (outcome, replay.commands, what)
        };
        in_parallel(self.name, &protected, |flip| {
            let (outcome, commands, what) = replay(flip);
            check_protected(&recording, flip, (outcome, &commands), &what);
        });
        in_parallel(&format!("{}, in clear", self.name), &clear, |flip| {
            let (outcome, _, what) = replay(flip);
            check_clear(&recording, flip, outcome, &what);
        });
        [protected.len(), clear.len()]
    }
}

/// No answer has the password tried a second time: with PACE the command of
/// the token is one try, with basic access control EXTERNAL AUTHENTICATE.
fn password_was_used_once(commands: &[Vec<u8>], what: &str) {
    let tries = commands.iter().map(|command| parse(command));
    let tries = tries.filter(|command| match command.ins {
        ins::GENERAL_AUTHENTICATE => command.cla & CLA_CHAINING == 0,
        ins::EXTERNAL_AUTHENTICATE => true,
        _ => false,
    });
    // Chip authentication uses GENERAL AUTHENTICATE too, under protection.
    let tries = tries.filter(|command| !cie_core::channel::secure::is_secure(command.cla));
    assert!(tries.count() <= 1, "{what}: the password was tried twice");
}

impl Got {
    /// Every file is the one that the card has sent.
    fn is_what_was_said(&self, recording: &Recording<Self>, what: &str) {
        let said = recording.outcome.as_ref().unwrap();
        assert_eq!(self.files, said.files, "{what}");
        assert_eq!(self.security_object, said.security_object, "{what}");
        assert_eq!(self.com, said.com, "{what}");
    }
}

/// Whether the answer is the last of all and the first under the keys of chip
/// authentication: DG14 is read again.
fn proves_new_keys(recording: &Recording<Got>, flip: Flip) -> bool {
    let dg14 = [ins::READ_BINARY, 0x80 | DataGroup::DG14.number()];
    let reads = recording.log.iter().map(|exchange| &exchange.command);
    let times = reads.filter(|command| command.get(1..3) == Some(&dg14));
    let is_last = recording.end_of_answer(flip.exchange) + 1 == recording.log.len();
    is_last && times.count() > 1 && recording.asked(flip.exchange).p1 == dg14[1]
}

/// An answer under protection whose body was flipped ends the reading; what is
/// outside of the protection changes nothing. Where the answer was to prove the
/// chip's key, everything is read and the chip is not genuine.
fn check_protected(
    recording: &Recording<Got>,
    flip: Flip,
    (outcome, commands): (Result<Got, Error>, &[Vec<u8>]),
    what: &str,
) {
    match must(recording, flip) {
        Must::ChangeNothing => assert_eq!(outcome, recording.outcome, "{what}"),
        Must::ChangeNothingOrFailEarly => {
            if outcome != recording.outcome {
                typed(&outcome.unwrap_err(), what);
            }
        }
        Must::Fail { rest } => {
            if proves_new_keys(recording, flip) {
                let got = outcome.unwrap();
                assert!(!got.chip_genuine, "{what}");
                got.is_what_was_said(recording, what);
            } else {
                let error = outcome.unwrap_err();
                let expected = matches!(error.kind, ErrorKind::CardMisbehaved(_));
                assert!(expected, "{what}: {error:?}");
            }
            let last = if rest {
                recording.end_of_answer(flip.exchange)
            } else {
                flip.exchange
            };
            assert_eq!(commands.len(), last + 1, "{what}, and went on");
        }
    }
}

/// An answer in clear proves nothing: what comes of a flip is an error, or
/// what the card has said, all of it. Where EF.CardAccess was another one, the
/// chip is not called genuine.
fn check_clear(recording: &Recording<Got>, flip: Flip, outcome: Result<Got, Error>, what: &str) {
    match outcome {
        Err(error) => typed(&error, what),
        Ok(got) => {
            match part(recording, flip) {
                Part::Agreement => panic!("{what}: a channel came about"),
                Part::ChipData => assert!(!got.chip_genuine, "{what}"),
                Part::Other => {}
            }
            got.is_what_was_said(recording, what);
            let expected = recording.outcome.as_ref().unwrap();
            assert!(
                got.card_access == expected.card_access || !got.chip_genuine,
                "{what}: the chip is genuine by another EF.CardAccess"
            );
        }
    }
}

/// What a byte of an answer in clear belongs to.
enum Part {
    /// The channel's keys depend on it, or prove themselves by it: nonce, keys
    /// and token of PACE, challenge and proof of basic access control.
    Agreement,
    /// What chip-authentication mapping adds behind the token: the channel
    /// stands, and the chip has not proved itself.
    ChipData,
    Other,
}

fn part(recording: &Recording<Got>, flip: Flip) -> Part {
    /// The answer to integrated mapping, which is not looked into.
    const EMPTY: [u8; 4] = [0x7C, 0x02, 0x82, 0x00];
    /// Up to the end of the token, whose tag is 86.
    const TOKEN_END: usize = 12;
    let response = &recording.log.get(flip.exchange).unwrap().response;
    let (body, _) = response.split_last_chunk::<2>().unwrap();
    let agrees = matches!(
        recording.asked(flip.exchange).ins,
        ins::GENERAL_AUTHENTICATE | ins::GET_CHALLENGE | ins::EXTERNAL_AUTHENTICATE
    );
    if !agrees || body == EMPTY || flip.byte >= body.len() {
        Part::Other
    } else if body.get(2) == Some(&0x86) && flip.byte >= TOKEN_END {
        Part::ChipData
    } else {
        Part::Agreement
    }
}

/// The errors that an answer in clear may lead to.
fn typed(error: &Error, what: &str) {
    let expected = matches!(
        error.kind,
        ErrorKind::CardMisbehaved(_)
            | ErrorKind::CardRefused { .. }
            | ErrorKind::CardResetRequired
            | ErrorKind::ChipCheckFailed(_)
            | ErrorKind::NoBasicAccess { .. }
            | ErrorKind::UnsupportedCard(_)
            | ErrorKind::WrongCan
            | ErrorKind::WrongMrz
    );
    assert!(expected, "{what}: {error:?}");
}

const GROUPS: [DataGroup; 2] = [DataGroup::DG1, DataGroup::DG11];

/// Every byte.
fn every(_: usize, _: usize) -> bool {
    true
}

/// The first 48 bytes, the last 48, and each 61st: header, checksum and status
/// word as a whole, and places all over the data.
fn ends_and_some(position: usize, len: usize) -> bool {
    position < 48 || position + 48 >= len || position.is_multiple_of(61)
}

fn scene(name: &'static str, document: &'static [&'static str]) -> Scene {
    Scene {
        name,
        document,
        open: Open::Can,
        limits: PHONE,
        groups: &GROUPS,
        sample: every,
    }
}

#[test]
fn no_flipped_answer_is_believed_under_a_channel_of_pace_with_3des() {
    let scene = scene(
        "PACE 3DES, then chip authentication 3DES",
        &["pace=dh-gm-3des-0", "chip-authentication=ecdh-3des-p256"],
    );
    let [protected, clear] = scene.flip_everything();
    assert!(protected > 2000 && clear > 300, "{protected}, {clear}");
}

#[test]
fn no_flipped_answer_is_believed_under_a_channel_of_pace_with_aes() {
    let scene = scene(
        "PACE AES, then chip authentication AES",
        &[
            "pace=ecdh-gm-aes128-12",
            "chip-authentication=ecdh-aes256-p256",
        ],
    );
    let [protected, clear] = scene.flip_everything();
    assert!(protected > 2000 && clear > 150, "{protected}, {clear}");
}

#[test]
fn no_flipped_answer_is_believed_under_a_channel_of_basic_access_control() {
    let mut scene = scene(
        "BAC over a short link",
        &["chip-authentication=ecdh-3des-p256"],
    );
    (scene.open, scene.limits) = (Open::Bac, Limits::SHORT);
    let [protected, clear] = scene.flip_everything();
    assert!(protected > 2000 && clear > 40, "{protected}, {clear}");
}

#[test]
fn no_flipped_answer_is_believed_of_the_cies_own_way_at_both_ends_and_between() {
    let mut scene = scene("the CIE's own way, 2048 bits", &[]);
    scene.sample = ends_and_some;
    let [protected, clear] = scene.flip_everything();
    assert!(protected > 400 && clear > 200, "{protected}, {clear}");
}

#[test]
fn no_flipped_answer_is_believed_with_integrated_and_chip_authentication_mapping() {
    for (name, document) in [
        (
            "integrated mapping",
            &[
                "pace=ecdh-im-aes128-12",
                "chip-authentication=ecdh-aes128-p256",
            ][..],
        ),
        ("chip-authentication mapping", &["pace=ecdh-cam-aes128-12"]),
    ] {
        let mut scene = scene(name, document);
        scene.sample = ends_and_some;
        // What chip-authentication mapping proves is compared with DG14.
        scene.groups = &[DataGroup::DG1, DataGroup::DG14];
        let [protected, clear] = scene.flip_everything();
        assert!(protected > 400 && clear > 100, "{protected}, {clear}");
    }
}

#[test]
fn no_flipped_answer_is_believed_of_a_photo_at_both_ends_of_each_block_and_between() {
    let mut scene = scene(
        "a photo of 18,000 bytes",
        &[
            "pace=ecdh-gm-aes128-12",
            "chip-authentication=ecdh-aes128-p256",
            "photo=18000",
        ],
    );
    scene.groups = &[DataGroup::DG2];
    scene.sample = ends_and_some;
    let [protected, _] = scene.flip_everything();
    assert!(protected > 1200, "{protected}");
}
