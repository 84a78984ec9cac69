//! Files with country signers, as they are published.

use cie_core::{
    bytes::tlv,
    trust::{
        chain,
        cms::CmsError,
        store::{Added, StoreError, TrustStore},
    },
};

use crate::authority::{Authority, MASTER_LIST, P256, now};

/// `CscaMasterList` (ICAO Doc 9303-12 section 9.2).
fn list(certificates: &[Vec<u8>]) -> Vec<u8> {
    let mut content = tlv::encode(0x02, &[0]);
    tlv::push(&mut content, 0x31, &certificates.concat());
    tlv::encode(0x30, &content)
}

fn signed_list(authority: &Authority, certificates: &[Vec<u8>]) -> Vec<u8> {
    authority.certify(
        "signer",
        "/C=IT/CN=Master List Signer",
        "csca",
        "keyUsage=critical,digitalSignature",
    );
    authority.sign("signer", MASTER_LIST, &list(certificates))
}

fn with_signer() -> Authority {
    let authority = Authority::new(P256);
    authority.key("signer");
    authority
}

#[test]
fn a_certificate_is_taken_in_der_and_in_pem_with_text_around_it() {
    let authority = Authority::new(P256);
    let der = authority.bench.der("csca.pem");
    let pem = authority.bench.get("csca.pem");
    let with_text = authority.bench.openssl("x509 -in csca.pem -text");
    let one = Added {
        anchors: 1,
        ..Added::default()
    };
    for file in [&der, &pem, &with_text] {
        let mut store = TrustStore::new();
        assert_eq!(store.add(file), Ok(one));
        assert_eq!(store.anchors(), [authority.certificate("csca")]);
    }
    let bundle = [
        pem.clone(),
        b"\r\n# more\r\n".to_vec(),
        authority.bench.get("ds.pem"),
    ]
    .concat();
    let mut store = TrustStore::new();
    let added = store.add(&bundle).unwrap();
    assert_eq!((added.anchors, added.signers), (1, 1));
    // Twice is once.
    store.add(&pem).unwrap();
    assert_eq!(store.anchors().len(), 1);
}

#[test]
fn a_master_list_gives_its_country_signers_and_links() {
    let authority = with_signer();
    authority.root("other", "/C=DE/O=bund/CN=csca-germany");
    authority.issue(
        "link",
        "/C=IT/O=Ministry/CN=Country Signer 2",
        "csca",
        "basicConstraints=critical,CA:TRUE",
    );
    let certificates =
        ["csca", "other", "link"].map(|name| authority.bench.der(&format!("{name}.pem")));
    let mut certificates = certificates.to_vec();
    // One that nobody can read does not hide the others.
    certificates.push(tlv::encode(0x30, &[0x05, 0x00]));
    let mut store = TrustStore::new();
    assert_eq!(
        store.add(&signed_list(&authority, &certificates)),
        Ok(Added {
            anchors: 2,
            links: 1,
            skipped: 1,
            ..Added::default()
        })
    );
    let signer = authority.certificate("ds");
    assert!(chain::check(&signer, &store, now()).is_ok());
}

#[test]
fn an_altered_master_list_is_refused_and_changes_nothing() {
    let authority = with_signer();
    let certificate = authority.bench.der("csca.pem");
    let mut file = signed_list(&authority, &[certificate]);
    let at = file
        .windows(14)
        .position(|window| window == b"Country Signer")
        .unwrap();
    file[at] = b'c';
    let mut store = TrustStore::new();
    assert_eq!(
        store.add(&file),
        Err(StoreError::MasterList(CmsError::Digest))
    );
    assert!(store.anchors().is_empty());
}

#[test]
fn what_is_none_of_these_is_refused() {
    let authority = Authority::new(P256);
    let mut store = TrustStore::new();
    for file in [
        &b""[..],
        b"hello",
        b"-----BEGIN CERTIFICATE-----\nAAAA",
        b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        &authority.bench.get("csca.key"),
        &authority.security_object(&[(1, b"file")]),
    ] {
        assert_eq!(store.add(file), Err(StoreError::Nothing));
    }
}

#[test]
fn a_certificate_that_only_says_it_signed_itself_is_no_anchor() {
    let authority = Authority::new(P256);
    let mut der = authority.bench.der("csca.pem");
    *der.last_mut().unwrap() ^= 1;
    let mut store = TrustStore::new();
    assert_eq!(store.add(&der), Err(StoreError::Nothing));
    // Nor is one that signs itself and is no authority.
    authority.root_with("csca", "/C=IT/CN=Mine", "keyUsage=digitalSignature");
    let added = store.add(&authority.bench.get("csca.pem")).unwrap();
    assert_eq!((added.anchors, added.signers), (0, 1));
}
