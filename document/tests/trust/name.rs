//! Names of issuers as people read them.

use crate::authority::{Authority, P256};

/// Of every type that has a name, and of one that has none.
const OF_ALL_TYPES: &str = "/C=IT/DC=it/DC=ministry/ST=Lazio/L=Roma/O=Ministry/OU=Signers/\
                            serialNumber=0042/UID=signer/0.1.3.6.1.4.1.99999.7=unknown/CN=Signer";
/// With whatever must not be taken for the end of a value, or its beginning.
const WITH_SPECIAL_CHARACTERS: &str = r##"/C=IT/O="#1, \"Città\"; <a+b=c> \\"/OU=" \n "/CN=" ""##;

#[test]
fn a_name_is_written_as_openssl_writes_it() {
    let authority = Authority::new(P256);
    for subject in [OF_ALL_TYPES, WITH_SPECIAL_CHARACTERS] {
        authority.root("named", subject);
        let printed = authority
            .bench
            .openssl("x509 -in named.pem -noout -subject -nameopt RFC2253,-esc_msb");
        let printed = String::from_utf8(printed).unwrap();
        let expected = printed.trim_end_matches('\n').strip_prefix("subject=");
        let certificate = authority.certificate("named");
        assert_eq!(Some(certificate.subject().to_string().as_str()), expected);
    }
}
