//! Card ids, and what becomes of records under an older id.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::ledger::{Known, Ledger};
use crate::{
    agreement::ias::ChipKey,
    bytes::tlv,
    memory::{TryBound, TryMemory as _, TryRecord, VolatileMemory},
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey, Pending},
};

/// A length field of as many bytes as are asked for.
fn length(value: usize, bytes: usize) -> Vec<u8> {
    let value = value.to_be_bytes();
    let digits = value.get(value.len() - bytes..).unwrap();
    let first = 0x80 | u8::try_from(bytes).unwrap();
    [&[first], digits].concat()
}

/// `tag`, a length field that is longer than it need be, the value.
fn object(tag: u8, value: &[u8], bytes: usize) -> Vec<u8> {
    [&[tag], &length(value.len(), bytes)[..], value].concat()
}

fn integer(number: &[u8], zeros: usize, bytes: usize) -> Vec<u8> {
    object(0x02, &[&vec![0; zeros], number].concat(), bytes)
}

#[test]
fn however_ef_1004_is_encoded_the_card_is_the_same_and_another_key_is_another_card() {
    let installation = InstallationKey::new([7; 32]);
    let (n, e) = ([0xC5; 256], [1, 0, 1]);
    let id = |file: &[u8]| Known::cie(&installation, &ChipKey::parse(file).unwrap()).id;
    let der = {
        let numbers = [tlv::encode(2, &[&[0], &n[..]].concat()), tlv::encode(2, &e)];
        tlv::encode(0x30, &numbers.concat())
    };
    let known = id(&der);
    // Over DER it is what earlier versions derived.
    assert_eq!(known, CardId::derive(&installation, &der));
    let more: [&[u8]; 4] = [b"", b"\x02\x01\x05", b"\x04\x04\0\0\0\x07", b"\x30\0"];
    let behind: [&[u8]; 3] = [b"", b"\0\0", b"\xFF\xFF\xFF"];
    let mut encodings = 0;
    for zeros in [0, 1, 2, 7, 40] {
        for zeros_of_e in [0, 1, 3, 200] {
            for bytes in 2..=3 {
                for child in more {
                    for padding in behind {
                        let numbers = [
                            &integer(&n, zeros, bytes)[..],
                            &integer(&e, zeros_of_e, bytes),
                            child,
                        ];
                        let sequence = object(0x30, &numbers.concat(), bytes);
                        let file = [&sequence[..], padding].concat();
                        assert_eq!(id(&file), known, "{zeros} {zeros_of_e} {bytes} {child:?}");
                        encodings += 1;
                    }
                }
            }
        }
    }
    assert_eq!(encodings, 480);
    for (n, e) in [([0xC7; 256], [1, 0, 1]), (n, [1, 0, 3])] {
        let numbers = [integer(&n, 1, 2), integer(&e, 0, 2)].concat();
        assert_ne!(id(&object(0x30, &numbers, 2)), known);
    }
}

#[test]
fn a_record_under_the_older_id_moves_and_the_lower_bound_and_what_is_pending_win() {
    let key = InstallationKey::new([7; 32]);
    let (id, former) = (
        CardId::derive(&key, b"canonical"),
        CardId::derive(&key, b"as it was"),
    );
    let records = [
        TryRecord::default(),
        TryRecord {
            pin: Some(TryBound::Exactly(3)),
            puk: Some(TryBound::AtLeast(4)),
            pending: None,
        },
        TryRecord {
            pin: Some(TryBound::SaidBlocked),
            puk: None,
            pending: Some(Pending::VerifyPin),
        },
        TryRecord {
            pin: Some(TryBound::Assumed(1)),
            puk: Some(TryBound::Exactly(9)),
            pending: Some(Pending::ChangePin),
        },
    ];
    for new in records {
        for old in records {
            let mut memory = VolatileMemory::new();
            memory.put(&id, &new).unwrap();
            memory.put(&former, &old).unwrap();
            let known = Known {
                kind: CardKind::Cie,
                id,
                former: Some(former),
            };
            let merged = *Ledger::open(&mut memory, &known).unwrap().record();
            assert_eq!(memory.get(&id).unwrap(), merged);
            assert_eq!(memory.get(&former).unwrap(), TryRecord::default());
            for (code, most) in [(CodeKind::Pin, 3), (CodeKind::Puk, 10)] {
                let left = |record: &TryRecord| record.bound(code).map_or(most, TryBound::at_least);
                assert_eq!(left(&merged), left(&new).min(left(&old)), "{new:?} {old:?}");
            }
            let changes = [new.pending, old.pending]
                .into_iter()
                .any(|pending| pending == Some(Pending::ChangePin));
            let expected = if changes {
                Some(Pending::ChangePin)
            } else {
                new.pending.or(old.pending)
            };
            assert_eq!(merged.pending, expected, "{new:?} {old:?}");
        }
    }
}
