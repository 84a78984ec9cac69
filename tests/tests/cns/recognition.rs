//! How the two cards are told apart, and what is read without a code.

use cie_core::{
    Card, CardDetails, CardKind, CardSystem, ChipProof, ErrorKind, Family, Limits, StatusWord,
    apdu::command::ins, bytes::hex, date::Date, hinted_kind, memory::TryRecord, person::Sex,
};
use cie_document::HolderCertificate;
use cie_recovery::Region;
use cie_sim::{Profile as CieProfile, cns::Profile, identity::Identity};
use cie_tests::{Codes, LinkFault, Rig, rig::pin, wire::Script};

#[test]
fn card_info_says_which_card_it_is_its_number_and_which_region_it_hints_at() {
    for (profile, system, region) in [
        (Profile::Athena, Some(CardSystem::Athena), Region::Lombardia),
        (Profile::St, Some(CardSystem::St), Region::Toscana),
        (
            Profile::Idemia,
            Some(CardSystem::Idemia),
            Region::EmiliaRomagna,
        ),
        (
            Profile::IdemiaNfc,
            Some(CardSystem::Idemia),
            Region::EmiliaRomagna,
        ),
        (Profile::St2022Nfc, Some(CardSystem::St2022), Region::Veneto),
    ] {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let info = rig.info().unwrap();
        assert_eq!(info.kind(), CardKind::TsCns);
        assert_eq!(info.chip, ChipProof::NOTHING);
        assert_eq!(info.card_id, rig.card_id());
        assert_eq!(info.known, TryRecord::default());
        let CardDetails::TsCns {
            system: told,
            number,
            ..
        } = info.details
        else {
            panic!("{profile}")
        };
        let hint = Region::of_issuer(&number);
        assert_eq!((told, hint), (system, Some(region)), "{profile}");
        assert!(number.as_str().starts_with('6'));
    }
}

/// A phone that tells no answer to reset.
#[test]
fn without_an_answer_to_reset_every_card_system_is_found_all_the_same() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.limits.atr = None;
        let information = rig.info();
        // A code that the card does not find under this reference costs
        // nothing; only STIncard over contacts needs its answer to reset.
        let verified = rig.verify(Codes::CNS.pin);
        assert_eq!(information.unwrap().kind(), CardKind::TsCns, "{profile}");
        assert_eq!(verified.is_ok(), profile != Profile::St, "{profile}");
        assert_eq!(rig.card.pin_tries(), 3, "{profile}");
    }
}

#[test]
fn over_contacts_a_ts_cns_is_asked_for_its_files_at_once() {
    for profile in [Profile::Athena, Profile::St, Profile::Idemia] {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.tap(|card| card.pending()).unwrap();
        let sent: Vec<u8> = rig.last.log.iter().map(|sent| sent.command[1]).collect();
        assert_eq!(sent, [ins::SELECT, ins::READ_BINARY], "{profile}");
    }
}

#[test]
fn an_answer_to_reset_of_a_ts_cns_does_not_make_a_cie_one() {
    let mut rig = Rig::new(CieProfile::default(), Limits::EXTENDED);
    rig.limits.atr = Some(Profile::Athena.atr().to_vec());
    let info = rig.info().unwrap();
    assert_eq!(info.kind(), CardKind::Cie);
    rig.verify(cie_tests::PIN).unwrap();
}

#[test]
fn holder_validity_and_certificate_are_read_without_a_code() {
    let holder = Identity::standard().holder();
    for profile in Profile::ALL {
        for limits in [Limits::EXTENDED, Limits::SHORT] {
            let mut rig = Rig::cns(profile, limits);
            let card = rig.tap(|card| card.read_personal_data()).unwrap();
            let certificate = HolderCertificate::of(&card).unwrap().unwrap();
            let data = card.personal_data;
            assert_eq!(data.surname.as_deref(), Some(holder.surname), "{profile}");
            assert_eq!(data.given_names.as_deref(), Some(holder.given_name));
            assert_eq!(data.fiscal_code.unwrap().as_str(), holder.fiscal_code);
            assert_eq!(data.birth, Date::new(1980, 1, 1));
            assert_eq!(data.sex, Some(Sex::Female));
            assert!(certificate.not_before < certificate.not_after);
            assert_eq!(card.card_id, rig.card_id());
            assert_eq!(card.chip, ChipProof::NOTHING);
            for sent in &rig.last.log {
                let allowed = [
                    ins::SELECT,
                    ins::READ_BINARY,
                    ins::GET_RESPONSE,
                    ins::GET_DATA,
                ];
                assert!(allowed.contains(&sent.command[1]), "{profile}");
            }
        }
    }
}

#[test]
fn what_only_one_of_the_cards_has_is_said_as_such() {
    let mut cie = Rig::new(CieProfile::default(), Limits::EXTENDED);
    let error = cie.tap(|card| card.read_personal_data()).unwrap_err();
    let card = CardKind::Cie;
    assert_eq!(error.kind, ErrorKind::NotOnThisCard { card });
}

#[test]
fn a_number_with_one_wrong_digit_is_no_ts_cns() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.tap(|card| card.pending()).unwrap();
        let read = |sent: &cie_tests::wire::Exchange| sent.command[1] == ins::READ_BINARY;
        let exchange = rig.last.log.iter().rposition(read).unwrap();
        for byte in 0..16 {
            rig.bend = Some(LinkFault::Flip {
                exchange,
                byte,
                mask: 0x01,
            });
            let error = rig.verify(Codes::CNS.pin).unwrap_err();
            assert!(
                matches!(error.kind, ErrorKind::CardMisbehaved(_)),
                "{profile}: {error}"
            );
        }
        assert_eq!(rig.received(ins::VERIFY), 0, "{profile}");
    }
}

/// What the paths of EF_IDCarta, of the certificates and of the key's directory
/// end in.
const NUMBER: &[u8] = &[0x10, 0x03];
const CERTIFICATES: [&[u8]; 2] = [&[0x11, 0x01], &[0x20, 0x02]];
const KEY: &[u8] = &[0x90, 0x02];

/// Runs something on a TS-CNS that answers the selection of what `asked` picks
/// with `status`.
fn refusing<T>(
    profile: Profile,
    status: u16,
    asked: impl Fn(&[u8]) -> bool,
    run: impl FnOnce(&mut Card<'_>) -> T,
) -> T {
    let mut rig = Rig::cns(profile, Limits::EXTENDED);
    let mut card = rig.card.clone();
    let mut script = Script::new(rig.limits.clone(), move |command: &[u8]| {
        if command[1] == ins::SELECT && asked(command) {
            return Ok(status.to_be_bytes().to_vec());
        }
        card.exchange(command)
    });
    run(&mut rig.hand().card_on(&mut script))
}

fn refused(status: u16) -> ErrorKind {
    ErrorKind::CardRefused {
        status: StatusWord(status),
        confirmed: false,
    }
}

#[test]
fn only_a_card_that_says_that_there_is_no_number_is_taken_for_another() {
    for profile in Profile::ALL {
        let info = |status| {
            let number = |command: &[u8]| command.windows(2).any(|path| path == NUMBER);
            let info = refusing(profile, status, number, |card| card.info());
            info.unwrap_err().kind
        };
        for status in [0x6A82, 0x6A88, 0x6A81, 0x6A86, 0x6D00, 0x6E00] {
            let kind = info(status);
            let neither = matches!(kind, ErrorKind::NotACie { .. });
            assert!(neither, "{profile} {status:04X}: {kind:?}");
        }
        for status in [0x6F00, 0x6982, 0x6985, 0x6283, 0x6400] {
            assert_eq!(info(status), refused(status), "{profile} {status:04X}");
        }
    }
}

#[test]
fn a_certificate_that_is_refused_is_not_one_that_is_missing() {
    for profile in Profile::ALL {
        let read = |status| {
            let certificate =
                |command: &[u8]| CERTIFICATES.iter().any(|path| command.ends_with(path));
            refusing(profile, status, certificate, |card| {
                card.read_personal_data()
            })
        };
        assert_eq!(read(0x6A82).unwrap().certificate, None, "{profile}");
        for status in [0x6F00, 0x6982, 0x6D00] {
            assert_eq!(read(status).unwrap_err().kind, refused(status), "{profile}");
        }
    }
}

#[test]
fn no_pin_is_sent_where_the_directory_of_the_key_is_refused() {
    for status in [0x6F00, 0x6982] {
        let key = |command: &[u8]| command.ends_with(KEY);
        let verified = refusing(Profile::Idemia, status, key, |card| {
            card.verify_pin(&pin(Codes::CNS.pin))
        });
        assert_eq!(verified.unwrap_err().kind, refused(status));
    }
}

/// ACe 2025 as OpenSC issue 3804 shows it: its files are below an application
/// of its own, and its certificate is nowhere where others have it.
#[test]
fn on_ace_2025_the_number_is_read_and_no_pin_is_sent() {
    const AID: &str = "A000000530000B104001021A";
    const ATR: &str = "3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D";
    let aid = hex::decode(AID).unwrap();
    for atr in [hex::decode(ATR), None] {
        let mut rig = Rig::cns(Profile::Athena, Limits::EXTENDED);
        let limits = match atr {
            Some(atr) => Limits::EXTENDED.with_atr(&atr),
            None => Limits::EXTENDED,
        };
        let mut card = rig.card.clone();
        let (mut selected, mut codes) = (false, 0);
        let mut script = Script::new(limits, |command: &[u8]| {
            match command {
                [_, ins::SELECT, 0x04, ..] => {
                    selected = command.ends_with(&aid);
                    let status = if selected { 0x9000_u16 } else { 0x6A82 };
                    return Ok(status.to_be_bytes().to_vec());
                }
                [_, ins::VERIFY, ..] => codes += 1,
                _ if !selected || CERTIFICATES.iter().any(|path| command.ends_with(path)) => {
                    return Ok(vec![0x6A, 0x82]);
                }
                _ => {}
            }
            card.exchange(command)
        });
        {
            let mut hand = rig.hand();
            let mut card = hand.card_on(&mut script);
            let info = card.info().unwrap();
            let CardDetails::TsCns { system, .. } = info.details else {
                panic!("a CIE")
            };
            assert_eq!(system, Some(CardSystem::Giesecke));
            let read = card.read_personal_data().unwrap();
            assert_eq!(read.certificate, None);
            let error = card.verify_pin(&pin(Codes::CNS.pin)).unwrap_err();
            assert!(
                matches!(error.kind, ErrorKind::UnsupportedCard(_)),
                "{error}"
            );
            assert_eq!(error.card, Some(CardKind::TsCns));
        }
        assert_eq!(codes, 0);
    }
}

#[test]
fn an_answer_to_reset_that_both_cards_have_hints_at_neither() {
    for profile in Profile::ALL {
        let hinted = (profile != Profile::St2022Nfc).then_some(CardKind::TsCns);
        assert_eq!(hinted_kind(profile.atr()), hinted, "{profile}");
    }
    for profile in CieProfile::ALL {
        assert_eq!(hinted_kind(profile.atr()), Some(CardKind::Cie));
    }
    // By the list of the CIE's answers to reset it would be one of ST.
    let both = Profile::St2022Nfc.atr();
    assert_eq!(Family::from_atr(both), Some(Family::St));
    assert_eq!(hinted_kind(&[]), None);
}
