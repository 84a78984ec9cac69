//! Files with country signers, as they are published.

use cie_core::bytes::tlv;
use cie_document::trust::{
    chain,
    cms::CmsError,
    store::{Added, StoreError, TrustStore},
};

use crate::{
    authority::{Authority, MASTER_LIST, P256, now},
    forms::indefinite,
};

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
    // Nor is one that signs itself and is not an authority.
    authority.root_with("csca", "/C=IT/CN=Mine", "keyUsage=digitalSignature");
    let added = store.add(&authority.bench.get("csca.pem")).unwrap();
    assert_eq!((added.anchors, added.signers), (0, 1));
}

/// A country signer, a link without authority, and every form in which people
/// have the country signer.
#[test]
fn trust_files_are_taken_in_the_forms_in_which_they_are_published() {
    let authority = with_signer();
    let bench = &authority.bench;
    let csca = bench.der("csca.pem");
    authority.revoke("csca", false, 10);
    let bare = list(core::slice::from_ref(&csca));
    let signed = signed_list(&authority, core::slice::from_ref(&csca));
    bench.put("list", &bare);
    let streamed = bench.openssl(&format!(
        "cms -sign -stream -binary -nodetach -econtent_type {MASTER_LIST} -in list \
         -signer signer.pem -inkey signer.key -md sha256 -outform DER"
    ));
    let one = (1, 0);
    for (name, file, (anchors, lists)) in [
        ("DER", csca.clone(), one),
        ("a master list", signed.clone(), one),
        ("a master list in BER", streamed, one),
        ("one with indefinite lengths", indefinite(&signed, 3), one),
        ("one without its signature", bare, one),
        (
            "PKCS #7 in DER",
            bench.openssl("crl2pkcs7 -nocrl -certfile csca.pem -outform DER"),
            one,
        ),
        (
            "PKCS #7 in PEM",
            bench.openssl("crl2pkcs7 -nocrl -certfile csca.pem"),
            one,
        ),
        (
            "PKCS #7 with a revocation list",
            bench.openssl("crl2pkcs7 -in crl.pem -certfile csca.pem -outform DER"),
            (1, 1),
        ),
        ("LDIF", ldif("pkdMasterListContent", &signed), one),
        ("old LDIF", ldif("CscaMasterListData", &signed), one),
        (
            "LDIF of certificates",
            ldif("cACertificate;binary", &csca),
            one,
        ),
    ] {
        let mut store = TrustStore::new();
        let added = store.add(&file);
        assert_eq!(
            added.map(|added| (added.anchors, added.revocation_lists)),
            Ok((anchors, lists)),
            "{name}"
        );
        assert_eq!(store.anchors(), [authority.certificate("csca")], "{name}");
    }
}

/// An entry as in ICAO's download, its lines folded after 76 characters.
pub(crate) fn ldif(attribute: &str, value: &[u8]) -> Vec<u8> {
    use base64ct::{Base64, Encoding};
    let line = format!("{attribute}:: {}", Base64::encode_string(value));
    let lines: Vec<_> = line.as_bytes().chunks(76).collect();
    let head = b"version: 1\n\ndn: cn=1,o=ml,c=IT,dc=data\nobjectClass: pkdDownload\n";
    [&head[..], &lines.join(&b"\n "[..]), b"\nsn: 1\n\n"].concat()
}

#[test]
fn an_altered_list_among_those_of_ldif_is_skipped_and_hides_none() {
    let authority = with_signer();
    let csca = authority.bench.der("csca.pem");
    let mut altered = signed_list(&authority, core::slice::from_ref(&csca));
    let at = altered
        .windows(14)
        .position(|window| window == b"Country Signer");
    altered[at.unwrap()] = b'c';
    let file = [
        ldif("pkdMasterListContent", &altered),
        ldif("userCertificate;binary", &authority.bench.der("ds.pem")),
    ]
    .concat();
    let mut store = TrustStore::new();
    let added = store.add(&file).unwrap();
    assert_eq!((added.anchors, added.signers, added.skipped), (0, 1, 1));
    let nothing = ldif("pkdMasterListContent", &altered);
    assert_eq!(TrustStore::new().add(&nothing), Err(StoreError::Nothing));
}

#[test]
fn a_link_that_calls_itself_no_authority_is_nothing() {
    let authority = Authority::new(P256);
    for extensions in [
        "keyUsage=critical,keyCertSign,cRLSign\nbasicConstraints=critical,CA:FALSE",
        "keyUsage=critical,keyCertSign,cRLSign",
        "basicConstraints=critical,CA:FALSE",
    ] {
        // As links mostly are: of the name of the country signer.
        let name = "/C=IT/O=Ministry/CN=Country Signer";
        authority.issue("link", name, "csca", extensions);
        let mut store = authority.trust();
        let link = authority.bench.get("link.pem");
        assert_eq!(store.add(&link), Err(StoreError::Nothing), "{extensions}");
        assert!(store.signers().is_empty() && store.links().is_empty());
    }
}

#[test]
fn a_list_that_is_none_is_refused_in_every_form() {
    let authority = with_signer();
    let csca = authority.bench.der("csca.pem");
    let mut of_version_1 = list(core::slice::from_ref(&csca));
    let at = of_version_1.windows(3).position(|at| at == [2, 1, 0]);
    of_version_1[at.unwrap() + 2] = 1;
    for file in [
        of_version_1,
        list(&[]),
        list(&[tlv::encode(0x30, &[])]),
        ldif("userPassword", &csca),
        ldif("description", &csca),
        b"pkdMasterListContent:: AAAA\n".to_vec(),
        authority.bench.openssl("crl2pkcs7 -nocrl -outform DER"),
    ] {
        assert_eq!(TrustStore::new().add(&file), Err(StoreError::Nothing));
    }
}
