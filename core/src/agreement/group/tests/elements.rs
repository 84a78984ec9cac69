//! What is taken from the other side, and what is not; zeros in front
//! (docs/adr/0010-leading-zeros-of-public-numbers.md).

use super::*;

#[test]
fn numbers_outside_the_subgroup_and_improper_ones_are_no_elements() {
    for (id, numbers, ..) in PRIME_GROUPS {
        let group = group(id);
        let below_p = |distance: u8| {
            let mut bytes = numbers.p.to_vec();
            *bytes.last_mut().unwrap() -= distance;
            bytes
        };
        let longer = [&[0][..], numbers.g].concat();
        let refused = [
            vec![],
            vec![0],
            vec![1],
            vec![0; numbers.p.len()],
            below_p(0),
            below_p(1),
            vec![0xFF; numbers.p.len()],
            longer,
        ];
        for bytes in refused {
            assert_eq!(group.element(&bytes), Err(GroupError::NotAnElement));
        }
        // Of the small numbers none is likely to be in the subgroup.
        let members = (2..50).filter(|&number| group.element(&[number]).is_ok());
        assert_eq!(members.count(), 0);
        // The negative of an element is not in a subgroup of odd order.
        let p = BoxedUint::from_be_slice_vartime(numbers.p);
        let g = BoxedUint::from_be_slice_vartime(numbers.g);
        let negative = p.wrapping_sub(&g).to_be_bytes();
        assert_eq!(group.element(&negative), Err(GroupError::NotAnElement));
    }
}

#[test]
fn only_uncompressed_points_on_the_curve_are_elements() {
    for id in CURVES {
        let group = group(id);
        let good = group.generator().as_bytes().to_vec();
        let len = good.len() / 2;
        assert!(group.element(&good).is_ok());
        let with = |index: usize, byte: u8| {
            let mut bytes = good.clone();
            bytes[index] = byte;
            bytes
        };
        let mut compressed = with(0, 0x02 | (good[2 * len] & 1));
        compressed.truncate(1 + len);
        let mut too_large = good.clone();
        too_large[1..=len].fill(0xFF);
        let refused = [
            vec![],
            vec![0],
            vec![0; good.len()],
            good[1..].to_vec(),
            good[..good.len() - 1].to_vec(),
            [&good[..], &[0]].concat(),
            with(0, 0x05),
            with(0, 0x06),
            with(len, good[len] ^ 1),
            with(2 * len, good[2 * len] ^ 1),
            compressed,
            too_large,
        ];
        for bytes in refused {
            assert_eq!(group.element(&bytes), Err(GroupError::NotAnElement));
        }
    }
}

#[test]
fn secrets_that_begin_with_zero_keep_their_length() {
    for id in [0, 2, 12, 13, 16, 18] {
        let group = group(id);
        let own = small(&group, 0x1_0001);
        let len = match group.kind {
            Kind::Dh(_) => group.element_len(),
            Kind::Ec(curve) => curve.byte_len(),
        };
        // A coordinate on P-521 has nine significant bits in two bytes: half
        // of them begin with a zero byte.
        let found = (2..5000).find(|&private| {
            let peer = small(&group, private);
            let secret = group.shared_secret(&own, peer.public()).unwrap();
            assert_eq!(secret.len(), len);
            if secret[0] != 0 {
                return false;
            }
            let same = group.shared_secret(&peer, own.public()).unwrap();
            assert_eq!(same, secret);
            true
        });
        assert!(found.is_some(), "{group:?}");
    }
}

#[test]
fn an_element_that_begins_with_zero_is_taken_padded_and_cut() {
    let group = group(0);
    let element = (2..5000)
        .map(|private| small(&group, private).public().clone())
        .find(|element| element.as_bytes()[0] == 0)
        .unwrap();
    let cut = without_leading_zeros(element.as_bytes());
    assert!(cut.len() < 128);
    assert_eq!(group.element(cut).unwrap(), element);
    assert_eq!(group.element(element.as_bytes()).unwrap(), element);
    let longer = [&[0][..], element.as_bytes()].concat();
    assert_eq!(group.element(&longer), Err(GroupError::NotAnElement));
}

#[test]
fn our_own_key_is_no_key_of_the_other_side() {
    for id in Group::PARAMETER_IDS {
        let group = group(id);
        let own = pair(&group, 3);
        assert_eq!(
            group.shared_secret(&own, own.public()).unwrap_err(),
            GroupError::OwnKey
        );
        assert_eq!(
            group.map_generic(&own, own.public(), &[1; 8]).unwrap_err(),
            GroupError::OwnKey
        );
    }
}
