//! EF.COM against EF.SOD.

use cie_core::bytes::tlv;
use cie_document::{emrtd::com::DataGroup, trust::listing::Listing};

use crate::authority::{Authority, P256};

fn com(groups: &[DataGroup]) -> Vec<u8> {
    let tags: Vec<u8> = groups.iter().map(|group| group.tag()).collect();
    tlv::encode(0x60, &tlv::encode(0x5C, &tags))
}

#[test]
fn what_is_only_listed_and_what_is_only_signed_are_told_apart() {
    let object = Authority::new(P256).security_object(&[(1, b"one"), (14, b"keys")]);
    let signed = [DataGroup::DG1, DataGroup::DG14];
    for (listed, listing) in [
        (&signed[..], Listing::Agrees),
        (&[DataGroup::DG14, DataGroup::DG1], Listing::Agrees),
        (
            &[DataGroup::DG1],
            Listing::Differs {
                not_covered: vec![],
                not_listed: vec![DataGroup::DG14],
            },
        ),
        (
            &[DataGroup::DG1, DataGroup::DG2],
            Listing::Differs {
                not_covered: vec![DataGroup::DG2],
                not_listed: vec![DataGroup::DG14],
            },
        ),
    ] {
        assert_eq!(Listing::compare(&com(listed), Some(&object)), listing);
    }
}

#[test]
fn without_one_of_the_two_nothing_is_said_to_agree() {
    let object = Authority::new(P256).security_object(&[(1, b"one")]);
    let list = com(&[DataGroup::DG1]);
    assert_eq!(Listing::compare(&list, None), Listing::NoSecurityObject);
    for file in [&b""[..], b"\x77\x00", &object[..9]] {
        assert_eq!(
            Listing::compare(&list, Some(file)),
            Listing::NoSecurityObject
        );
        assert_eq!(Listing::compare(file, Some(&object)), Listing::Malformed);
    }
}
