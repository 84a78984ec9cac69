//! How its files are read.

use cie_core::{
    ErrorKind, Limits, Observer, Phase, StatusWord, Transceive as _,
    apdu::command::ins,
    channel::plain::Link,
    file::{self, Ef},
    messages::Lang,
};
use cie_document::{
    Access,
    emrtd::{com::DataGroup, image::ImageKind},
    trust::{oddity::Oddity, verdict::Summary},
};
use cie_sim::{Profile, lds::LdsFile};
use cie_tests::{Rig, wire::Script};

use super::*;

const ALL: [DataGroup; 6] = [
    DataGroup::DG1,
    DataGroup::DG2,
    DataGroup::DG7,
    DataGroup::DG11,
    DataGroup::DG12,
    DataGroup::DG14,
];

fn is_whole(rig: &Rig, identity: &Identity) {
    let document = rig.card.travel_document();
    for group in [1, 2, 11, 12, 14] {
        let expected = document.file(LdsFile::DataGroup(group)).unwrap();
        let group = DataGroup::new(group).unwrap();
        assert!(identity.file(group) == Some(expected), "{group}");
    }
    assert_eq!(identity.file(DataGroup::DG7), None);
}

#[test]
fn every_way_to_end_a_file_is_lived_through_on_every_link() {
    let password = can();
    for end in ["short-9000", "6282", "6b00", "6cxx", "empty-9000"] {
        for limits in [phone(), Limits::SHORT] {
            let document = ["pace=ecdh-gm-aes128-13", "photo=5000"];
            let fault = format!("eof={end}");
            let mut rig = rig_of(Profile::Gemalto, limits, &document, &[&fault]);
            let asked = Asked {
                groups: &ALL,
                com: true,
                ..Asked::with(Access::Pace(&password))
            };
            let identity = asked.read(&mut rig).unwrap();
            is_whole(&rig, &identity);
        }
    }
}

#[test]
fn status_words_outside_the_protection_may_repeat_the_inner_ones() {
    let password = can();
    let mut rig = rig(&["photo=5000"], &["outer-inner", "eof=6282"]);
    let asked = Asked {
        groups: &ALL,
        ..Asked::with(Access::Pace(&password))
    };
    let identity = asked.read(&mut rig).unwrap();
    is_whole(&rig, &identity);
}

#[test]
fn documents_of_every_size_are_read() {
    for kind in ["kind=td1", "kind=td2", "kind=td3"] {
        let mut rig = rig(&[kind], &[]);
        let identity = read(&mut rig).unwrap();
        let holder = identity.holder(NOW);
        assert!(holder.malformed.is_empty() && holder.wrong_check_digits.is_empty());
        assert_eq!(holder.birth.unwrap().to_string(), "1980-01-01");
        assert_eq!(holder.expiry.unwrap().to_string(), "2035-01-01");
        assert!(holder.fiscal_code.is_some());
    }
}

#[test]
fn the_photo_is_what_the_document_has_and_is_not_read_unasked() {
    let mut without = rig(&[], &[]);
    let identity = read(&mut without).unwrap();
    assert!(identity.holder(NOW).faces.is_empty());
    let password = can();
    let mut rig = rig(&[], &[]);
    let asked = Asked {
        groups: &[DataGroup::DG2],
        ..Asked::with(Access::Pace(&password))
    };
    let identity = asked.read(&mut rig).unwrap();
    let holder = identity.holder(NOW);
    let [face] = holder.faces[..] else {
        panic!("one face");
    };
    assert_eq!(face.kind, ImageKind::Jpeg2000);
    assert!(face.image == rig.card.travel_document().photo());
    assert_eq!(holder.full_name(), None, "DG1 was not asked for");
}

/// What was told, in order.
#[derive(Default)]
struct Told {
    fractions: Vec<f32>,
    bytes: Vec<(Phase, usize, usize)>,
}

impl Observer for Told {
    fn progress(&mut self, _: Phase, fraction: f32) {
        self.fractions.push(fraction);
    }

    fn file_bytes(&mut self, phase: Phase, read: usize, len: usize) {
        self.bytes.push((phase, read, len));
    }
}

#[test]
fn progress_moves_with_the_bytes_of_the_photo_and_never_back() {
    let password = can();
    for limits in [phone(), Limits::SHORT] {
        let mut rig = rig_of(
            Profile::Gemalto,
            limits.clone(),
            &["pace=ecdh-gm-aes128-13", "photo=18000"],
            &[],
        );
        let asked = Asked {
            groups: &[DataGroup::DG1, DataGroup::DG2, DataGroup::DG11],
            prove_chip: true,
            ..Asked::with(Access::Pace(&password))
        };
        let request = asked.request();
        let mut told = Told::default();
        rig.tap_wire(|wire, hand| {
            let mut card = hand.card_on(wire).observer(&mut told);
            read_identity(&mut card, &request)
        })
        .unwrap();
        assert!(told.fractions.is_sorted(), "{:?}", told.fractions);
        assert!(told.fractions.last() == Some(&1.0));
        let document = rig.card.travel_document();
        let len = document.file(LdsFile::DataGroup(2)).unwrap().len();
        let photo: Vec<_> = told.bytes.iter().filter(|(_, _, of)| *of == len).collect();
        // A block each, of 1,984 or 231 bytes at most.
        let blocks = len / if limits == Limits::SHORT { 231 } else { 1984 };
        assert!(photo.len() > blocks, "{}", photo.len());
        assert!(photo.is_sorted_by_key(|(_, read, _)| read));
        assert!(
            photo
                .last()
                .is_some_and(|(phase, read, _)| { (*phase, *read) == (Phase::ReadDocument, len) })
        );
        // No step but those of a block is as large as a tenth of the bar.
        let steps = told.fractions.windows(2).map(|pair| pair[1] - pair[0]);
        let largest = steps.take(told.fractions.len() - 2).fold(0.0, f32::max);
        assert!(largest < 0.1, "{largest}");
    }
}

#[test]
fn a_card_that_gives_a_byte_at_a_time_is_given_up() {
    // EF.CardAccess that says it has 30,000 bytes.
    let header = [0x31, 0x82, 0x75, 0x30];
    let mut reads = 0_usize;
    let mut card = Script::new(phone(), |command: &[u8]| {
        if command[1] != ins::READ_BINARY {
            return Ok(vec![0x90, 0x00]);
        }
        let byte = header.get(reads).copied().unwrap_or(0);
        reads += 1;
        Ok(vec![byte, 0x90, 0x00])
    });
    let password = can();
    let asked = Asked::with(Access::Pace(&password));
    let request = asked.request();
    let mut rig = rig(&[], &[]);
    let error = read_identity(&mut rig.hand().card_on(&mut card), &request).unwrap_err();
    assert_eq!(
        (error.code().name(), error.phase),
        ("card_misbehaved", Phase::OpenDocument)
    );
    assert!(card.exchanges < 600, "{}", card.exchanges);
}

#[test]
fn a_file_that_is_not_there_is_known_for_it_whatever_its_short_identifier_gives() {
    for (by_identifier, told) in [([0x6A, 0x82], 0x6A82), ([0x69, 0x85], 0x6982)] {
        let mut card = Script::new(phone(), |command: &[u8]| {
            Ok(if command[1] == ins::SELECT {
                by_identifier.to_vec()
            } else {
                vec![0x69, 0x82]
            })
        });
        let mut observer = ();
        let mut link = Link::new(&mut card, &mut observer, 8).unwrap();
        let dg14 = Ef {
            id: DataGroup::DG14.file_id(),
            short: DataGroup::DG14.number(),
        };
        let error = file::read_data_object(&mut link, dg14, 1).unwrap_err();
        let expected = ErrorKind::CardRefused {
            status: StatusWord(told),
            confirmed: false,
        };
        assert_eq!(error.kind, expected);
    }
}

#[test]
fn a_signer_of_another_country_is_named_and_the_document_is_not_vouched_for() {
    let password = can();
    let mut rig = rig(&["signer=foreign"], &[]);
    let asked = Asked {
        prove_chip: true,
        ..Asked::with(Access::Pace(&password))
    };
    let verdict = asked.read(&mut rig).unwrap().verdict(&trust(&rig), NOW);
    // All else holds: a country signer that the caller trusts has certified it.
    for finding in [
        verdict.data_intact,
        verdict.signed_by,
        verdict.signer_trusted,
    ] {
        assert!(finding.is_proved(), "{verdict}");
    }
    assert!(!verdict.chip_genuine.is_proved(), "{verdict}");
    assert!(!verdict.is_complete());
    assert_eq!(verdict.summary(), Summary::OtherCountry);
    for lang in Lang::ALL {
        let summary = cie_document::messages::verdict(&verdict, lang).summary;
        assert!(summary.contains("Document Signer (SIMULATED)"), "{summary}");
    }
}

#[test]
fn a_signed_object_in_ber_is_read_and_proves_as_much_as_one_in_der() {
    let password = can();
    for settings in [&["sod=ber"][..], &["sod=ber", "signature=ecdsa-bp384"]] {
        let mut rig = rig(settings, &[]);
        let asked = Asked {
            prove_chip: true,
            ..Asked::with(Access::Pace(&password))
        };
        let verdict = asked.read(&mut rig).unwrap().verdict(&trust(&rig), NOW);
        assert!(verdict.is_complete(), "{settings:?}: {verdict}");
        assert_eq!(verdict.oddities, [Oddity::Ber], "{settings:?}");
    }
}

#[test]
fn a_file_that_is_refused_in_clear_takes_neither_the_holder_nor_the_signature_along() {
    let password = can();
    for other in [DataGroup::DG12, DataGroup::DG2, DataGroup::DG11] {
        let mut rig = rig_of(Profile::Gemalto, phone(), &[], &[]);
        let groups = [other, DataGroup::DG1, DataGroup::DG14];
        let asked = Asked {
            groups: &groups,
            ..Asked::with(Access::Pace(&password))
        };
        let request = asked.request();
        let identity = rig
            .tap_wire(|wire, hand| {
                let mut card = Script::new(wire.limits(), |command: &[u8]| {
                    // By its short identifier, under secure messaging.
                    if command.starts_with(&[0x0C, ins::READ_BINARY, 0x80 | other.number()]) {
                        return Ok(vec![0x69, 0x82]);
                    }
                    wire.transceive(command)
                });
                read_identity(&mut hand.card_on(&mut card), &request)
            })
            .unwrap();
        let read: Vec<_> = identity.files.iter().map(|(group, _)| *group).collect();
        assert_eq!(read, [DataGroup::DG1], "{other}");
        assert!(identity.security_object.is_some(), "{other}");
        let unread: Vec<_> = identity.unread.iter().map(|unread| unread.file).collect();
        let files = [other, DataGroup::DG14].map(cie_document::DocumentFile::Group);
        assert_eq!(unread, files);
    }
}
