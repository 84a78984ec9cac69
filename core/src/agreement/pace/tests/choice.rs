//! Protocol identifiers and the choice among offers.

use super::*;
use crate::bytes::hex;

/// An entry of EF.CardAccess: the last two bytes of the protocol's object
/// identifier, and the number of the group.
fn offer(kind: u8, cipher: u8, parameter_id: u8) -> PaceOffer {
    let mut oid = hex::decode("04007F0007020204").unwrap();
    oid.extend([kind, cipher]);
    PaceOffer {
        oid,
        version: 2,
        parameter_id: Some(parameter_id),
    }
}

fn chosen(offers: &[PaceOffer]) -> (Protocol, Option<u8>, bool) {
    let choice = choose(offers).unwrap();
    (
        choice.protocol(),
        choice.group().parameter_id(),
        choice.is_ambiguous(),
    )
}

#[test]
fn the_offer_of_a_real_cie_is_dh_generic_mapping_with_3des_in_group_2() {
    let (protocol, id, ambiguous) = chosen(&[offer(1, 1, 2)]);
    assert_eq!(hex::upper(&protocol.oid()), "04007F00070202040101");
    assert_eq!(protocol.agreement(), Agreement::Dh);
    assert_eq!(protocol.mapping(), Mapping::Generic);
    assert_eq!(protocol.suite(), Suite::TripleDes);
    assert_eq!((id, ambiguous), (Some(2), false));
}

#[test]
fn nineteen_identifiers_lead_back_to_their_protocol_and_no_other_does() {
    let mut known = 0;
    for kind in 0..=255 {
        for cipher in 0..=255 {
            let oid = offer(kind, cipher, 0).oid;
            if let Some(protocol) = Protocol::from_oid(&oid) {
                assert_eq!(protocol.oid(), oid);
                known += 1;
            }
        }
    }
    // Four ciphers with each of DH and ECDH, generic and integrated, and
    // three with chip-authentication mapping.
    assert_eq!(known, 4 * 4 + 3);
    for oid in [
        "",
        "04007F0007020204",
        "04007F000702020401",
        "04007F0007020204010100",
    ] {
        assert_eq!(Protocol::from_oid(&hex::decode(oid).unwrap()), None);
    }
}

#[test]
fn the_stronger_of_two_offers_is_chosen_in_whatever_order_they_come() {
    for (better, worse) in [
        // A stronger cipher.
        (offer(2, 4, 12), offer(2, 2, 12)),
        (offer(2, 3, 12), offer(2, 2, 12)),
        (offer(1, 2, 2), offer(1, 1, 2)),
        // A curve rather than a prime field.
        (offer(2, 1, 12), offer(1, 1, 2)),
        (offer(2, 2, 13), offer(1, 4, 2)),
        // A stronger group, where the group is the weaker part.
        (offer(2, 4, 15), offer(2, 4, 12)),
        (offer(2, 4, 18), offer(2, 4, 16)),
        (offer(1, 2, 2), offer(1, 4, 0)),
        (offer(2, 3, 15), offer(2, 4, 12)),
        // The mapping that proves the chip, then the usual one.
        (offer(6, 2, 13), offer(2, 2, 13)),
        (offer(6, 2, 13), offer(2, 4, 13)),
        (offer(2, 2, 13), offer(4, 2, 13)),
        // Never the group of 1,024 bits if there is another.
        (offer(1, 2, 1), offer(1, 2, 0)),
    ] {
        let expected = (Protocol::from_oid(&better.oid), better.parameter_id);
        for offers in [[better.clone(), worse.clone()], [worse, better]] {
            let (protocol, id, _) = chosen(&offers);
            assert_eq!((Some(protocol), id), expected);
        }
    }
}

#[test]
fn among_equals_the_cards_order_decides() {
    for offers in [
        [offer(2, 2, 12), offer(2, 2, 13)],
        [offer(2, 2, 13), offer(2, 2, 12)],
    ] {
        let (_, id, ambiguous) = chosen(&offers);
        assert_eq!(id, offers[0].parameter_id);
        assert!(ambiguous);
    }
}

#[test]
fn two_offers_of_one_family_with_different_parameters_have_them_named() {
    for (offers, ambiguous) in [
        // Another cipher or mapping, and other parameters.
        ([offer(2, 4, 15), offer(2, 2, 12)], true),
        ([offer(2, 4, 15), offer(4, 2, 12)], true),
        ([offer(2, 4, 15), offer(6, 2, 12)], true),
        ([offer(1, 2, 2), offer(1, 1, 0)], true),
        // Even those that nobody here can use.
        ([offer(2, 4, 15), offer(2, 4, 17)], true),
        // The same parameters, or another family.
        ([offer(2, 4, 15), offer(2, 2, 15)], false),
        ([offer(2, 4, 15), offer(1, 1, 2)], false),
    ] {
        let (_, id, is_ambiguous) = chosen(&offers);
        assert_eq!(
            (id, is_ambiguous),
            (offers[0].parameter_id, ambiguous),
            "{offers:?}"
        );
    }
}

#[test]
fn unknown_entries_are_passed_over() {
    let good = offer(1, 1, 2);
    let unsupported = [
        // Version 1, and one that does not exist yet.
        PaceOffer {
            version: 1,
            ..offer(2, 4, 12)
        },
        PaceOffer {
            version: 3,
            ..offer(2, 4, 12)
        },
        // Proprietary parameters.
        PaceOffer {
            parameter_id: None,
            ..offer(2, 4, 12)
        },
        // Curves without an implementation, reserved numbers.
        offer(2, 4, 17),
        offer(2, 4, 14),
        offer(2, 4, 8),
        offer(2, 4, 3),
        offer(2, 4, 255),
        // A curve's protocol in a prime field, and the reverse.
        offer(2, 4, 2),
        offer(1, 4, 12),
        // Other identifiers.
        offer(5, 2, 12),
        offer(6, 1, 12),
        offer(2, 5, 12),
        PaceOffer {
            oid: vec![0x2A],
            ..good.clone()
        },
    ];
    assert!(choose(&unsupported).is_none());
    assert!(choose(&[]).is_none());
    let mut offers = unsupported.to_vec();
    offers.push(good);
    assert_eq!(ranked(&offers).len(), 1);
    let (protocol, id, ambiguous) = chosen(&offers);
    assert_eq!(hex::upper(&protocol.oid()), "04007F00070202040101");
    assert_eq!((id, ambiguous), (Some(2), false));
}

#[test]
fn the_group_is_named_when_the_protocol_is_offered_in_several_even_unsupported_ones() {
    for other in [offer(2, 2, 13), offer(2, 2, 17)] {
        let choice = choose(&[offer(2, 2, 12), other]).unwrap();
        assert_eq!(choice.group().parameter_id(), Some(12));
        let mut terminal = Terminal::begin(choice, &can());
        let set = SetAuthentication::parse(&terminal.next().unwrap().command);
        assert_eq!(set.unwrap().unwrap().parameter_id, Some(12));
        assert!(!terminal.name_parameters());
    }
}

#[test]
fn a_protocol_and_a_group_of_different_kinds_are_no_choice() {
    let protocol = Protocol::new(Agreement::Dh, Mapping::Generic, Suite::Aes128).unwrap();
    let group = Group::standardised(12).unwrap();
    assert_eq!(
        Choice::new(protocol, group).unwrap_err(),
        PaceError::Unsupported
    );
}
