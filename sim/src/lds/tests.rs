//! What the document holds, read with the core's TLV and nothing of its parsers.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step or a wrong index must fail the test"
)]

use cie_core::bytes::hex;
use cie_core::bytes::tlv::Tlv;
use hex_literal::hex;

use super::*;

fn document(settings: &[&str]) -> Arc<Document> {
    Document::new(&DocumentOptions::parse(settings).unwrap())
}

fn value<'a>(document: &'a Document, group: u8, path: &[u32]) -> &'a [u8] {
    let file = document.file(LdsFile::DataGroup(group)).unwrap();
    tlv::descend(file, path).unwrap().value
}

#[test]
fn ef_card_access_is_byte_for_byte_that_of_an_issued_card() {
    // Tests of pagopa/cie-sdk-android.
    assert_eq!(
        document(&[]).card_access().unwrap(),
        hex!("31143012060A04007F00070202040101020102020102")
    );
    assert_eq!(document(&["pace=none"]).card_access(), None);
}

#[test]
fn ef_com_lists_the_data_groups_that_there_are() {
    // Versions and DG3: italia/cie-mrtd-dotnet-sdk.
    let com = document(&[]);
    let com = com.file(LdsFile::Com).unwrap();
    assert_eq!(
        com,
        hex!("6018 5F0104 30313037 5F3606 303430303030 5C06 6175636B6C6E")
    );
    let with_key = document(&["active-authentication=ecdsa"]);
    let com = with_key.file(LdsFile::Com).unwrap();
    assert_eq!(com[com.len() - 1], 0x6F);
    assert!(with_key.file(LdsFile::DataGroup(15)).is_some());
}

#[test]
fn dg11_has_the_order_of_issued_cards_and_the_fiscal_code_of_the_certificate() {
    let document = document(&[]);
    let dg11 = document.file(LdsFile::DataGroup(11)).unwrap();
    let tags: Vec<u32> = Tlv::single(dg11)
        .unwrap()
        .children()
        .map(|child| child.unwrap().tag)
        .collect();
    assert_eq!(tags, [0x5C, 0x5F0E, 0x5F10, 0x5F2B, 0x5F11, 0x5F42]);
    assert_eq!(
        value(&document, 11, &[0x6B, 0x5C]),
        hex!("5F0E5F105F2B5F115F42")
    );
    let fiscal_code = Identity::standard().holder().fiscal_code.as_bytes();
    assert_eq!(value(&document, 11, &[0x6B, 0x5F10]), fiscal_code);
    assert_eq!(value(&document, 11, &[0x6B, 0x5F2B]), b"19800101");
}

#[test]
fn dg2_carries_the_photo_whole_and_says_its_length_in_three_places() {
    for bytes in [0, 11_000, 60_000] {
        let document = document(&[&format!("photo={bytes}")]);
        let record = value(&document, 2, &[0x75, 0x7F61, 0x7F60, 0x5F2E]);
        let photo = document.photo();
        assert!(record.ends_with(&photo));
        assert_eq!(record.len(), 14 + 20 + 16 + 12 + photo.len());
        let length = |at: usize| u32::from_be_bytes(record[at..at + 4].try_into().unwrap());
        assert_eq!(length(8) as usize, record.len());
        assert_eq!(length(14) as usize, record.len() - 14);
        assert_eq!(value(&document, 2, &[0x75, 0x7F61, 0x02]), [1]);
    }
}

#[test]
fn dates_that_are_no_days_are_printed_in_the_zone_and_open_the_chip() {
    let document = document(&["birth=680000", "expiry=999999"]);
    let zone = value(&document, 1, &[0x61, 0x5F1F]);
    assert_eq!(&zone[30..45], b"6800006F9999998");
    assert_eq!(document.mrz().information(), "CA00000AA468000069999998");
    assert_eq!(value(&document, 11, &[0x6B, 0x5F2B]), b"19680000");
}

#[test]
fn several_keys_of_chip_authentication_are_numbered_and_one_is_not() {
    let several = document(&["chip-authentication=dh-3des,ecdh-aes128-bp256"]);
    let ids: Vec<_> = several.chip_keys().iter().map(|key| key.id).collect();
    assert_eq!(ids, [Some(1), Some(2)]);
    let infos = value(&several, 14, &[0x6E, 0x31]);
    for (protocol, id) in [
        ("04007F00070202030101", "01"),
        ("04007F00070202030202", "02"),
    ] {
        let info = format!("3012060A{protocol}0201010201{id}");
        assert!(hex::upper(infos).contains(&info), "{protocol}");
    }
    let infos = document(&[]);
    let infos = hex::upper(value(&infos, 14, &[0x6E, 0x31]));
    assert!(infos.contains("300F060A04007F00070202030101020101"));
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let options = DocumentOptions::parse([
        "signature=pss-sha512",
        "pace=ecdh-cam-aes256-18",
        "active-authentication=ecdsa",
    ])
    .unwrap();
    let [one, two] = [(); 2].map(|()| Document::build(&options).unwrap());
    assert_eq!(one.files, two.files);
    assert_eq!(one.card_security, two.card_security);
    assert_eq!(one.trust.revocation_list, two.trust.revocation_list);
}
