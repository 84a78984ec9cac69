//! The data groups with what the document says about the holder (ICAO Doc 9303-10, section 4.7).

use cie_core::bytes::tlv;

use super::mrz::Mrz;
use super::person::{Person, Printed};
use super::photo;

/// LDS version of EF.COM, and Unicode version (italia/cie-mrtd-dotnet-sdk expects exactly these).
const LDS_VERSION: &[u8] = b"0107";
const UNICODE_VERSION: &[u8] = b"040000";

/// Data object tag of a data group's file; `None` for a number that no group has.
pub(super) const fn tag(number: u8) -> Option<u32> {
    Some(match number {
        1 => 0x61,
        2 => 0x75,
        3 => 0x63,
        4 => 0x76,
        5..=10 => 0x60 + number as u32,
        11..=16 => 0x60 + number as u32,
        _ => return None,
    })
}

/// EF.COM: versions and the list of data groups by their tags.
pub(super) fn ef_com(numbers: impl Iterator<Item = u8>) -> Vec<u8> {
    let tags: Vec<u8> = numbers
        .filter_map(tag)
        .filter_map(|tag| u8::try_from(tag).ok())
        .collect();
    template(
        0x60,
        &[
            (0x5F01, LDS_VERSION),
            (0x5F36, UNICODE_VERSION),
            (0x5C, &tags),
        ],
    )
}

/// DG1: the machine-readable zone.
pub(super) fn dg1(mrz: &Mrz) -> Vec<u8> {
    template(0x61, &[(0x5F1F, mrz.text().as_bytes())])
}

/// DG2: one face. The header is that of ICAO Doc 9303-10, section 4.7.2: version 1.1, facial
/// features, format 0008 of owner 0101.
pub(super) fn dg2(photo_bytes: usize) -> Vec<u8> {
    const HEADER: [(u32, &[u8]); 4] = [
        (0x80, &[0x01, 0x01]),
        (0x81, &[0x02]),
        (0x87, &[0x01, 0x01]),
        (0x88, &[0x00, 0x08]),
    ];
    let record = photo::facial_record(&photo::jpeg_2000(photo_bytes));
    let mut information = template(0xA1, &HEADER);
    tlv::push(&mut information, 0x5F2E, &record);
    let group = template(0x7F61, &[(0x02, &[0x01]), (0x7F60, &information)]);
    tlv::encode(0x75, &group)
}

/// DG3, as a document without fingerprints has it; nobody gets to read it.
pub(super) fn dg3(filling: &[u8]) -> Vec<u8> {
    let group = template(0x7F61, &[(0x02, &[0x00]), (0x53, filling)]);
    tlv::encode(0x63, &group)
}

/// DG11: details of the holder, in the order of issued cards (italia/cie-mrtd-dotnet-sdk).
pub(super) fn dg11(person: &Person, printed: &Printed) -> Vec<u8> {
    let name = format!("{}<<{}", person.surname, person.given_name);
    listed(
        0x6B,
        &[
            (0x5F0E, name.as_bytes()),
            (0x5F10, person.fiscal_code.as_bytes()),
            (0x5F2B, printed.whole_birth.as_bytes()),
            (0x5F11, person.place_of_birth.as_bytes()),
            (0x5F42, person.address.as_bytes()),
        ],
    )
}

/// DG12: details of the document.
pub(super) fn dg12(person: &Person) -> Vec<u8> {
    let issue = person.issue.digits();
    listed(
        0x6C,
        &[
            (0x5F19, person.authority.as_bytes()),
            (0x5F26, issue.as_bytes()),
        ],
    )
}

/// A template that begins with the list of its tags.
fn listed(tag: u32, objects: &[(u32, &[u8])]) -> Vec<u8> {
    let tags: Vec<u8> = objects
        .iter()
        .flat_map(|(tag, _)| tag.to_be_bytes().into_iter().skip_while(|byte| *byte == 0))
        .collect();
    let mut content = tlv::encode(0x5C, &tags);
    for (tag, value) in objects {
        tlv::push(&mut content, *tag, value);
    }
    tlv::encode(tag, &content)
}

fn template(tag: u32, objects: &[(u32, &[u8])]) -> Vec<u8> {
    let mut content = Vec::new();
    for (tag, value) in objects {
        tlv::push(&mut content, *tag, value);
    }
    tlv::encode(tag, &content)
}
