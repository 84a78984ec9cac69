//! A country signer with one document signer, all made by OpenSSL, and what
//! they sign.

use cie_core::{bytes::tlv, time::UnixTime};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::bench::Bench;

/// Object identifiers of signed contents.
pub(crate) const LDS_SECURITY_OBJECT: &str = "2.23.136.1.1.1";
pub(crate) const MASTER_LIST: &str = "2.23.136.1.1.2";
pub(crate) const SECURITY_OBJECT: &str = "0.4.0.127.0.7.3.2.1";

/// How keys and signatures are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suite {
    /// Arguments of `openssl genpkey`.
    pub(crate) key: &'static str,
    /// Digest of every signature.
    pub(crate) digest: &'static str,
    /// More arguments of `openssl cms -sign`.
    pub(crate) cms: &'static str,
    /// More arguments of `openssl req` and `x509`.
    pub(crate) certificate: &'static str,
}

pub(crate) const RSA: Suite = Suite {
    key: "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
    digest: "sha256",
    cms: "",
    certificate: "",
};

pub(crate) const P256: Suite = Suite {
    key: "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
    digest: "sha256",
    cms: "",
    certificate: "",
};

/// Country signer `csca` and document signer `ds` in a folder.
pub(crate) struct Authority {
    pub(crate) bench: Bench,
    pub(crate) suite: Suite,
}

impl Authority {
    pub(crate) fn new(suite: Suite) -> Self {
        let this = Self {
            bench: Bench::new(),
            suite,
        };
        this.root("csca", "/C=IT/O=Ministry/CN=Country Signer");
        this.issue(
            "ds",
            "/C=IT/O=Ministry/CN=Document Signer",
            "csca",
            "keyUsage=critical,digitalSignature",
        );
        this
    }

    /// A private key `NAME.key`.
    pub(crate) fn key(&self, name: &str) {
        self.bench
            .openssl(&format!("genpkey {} -out {name}.key", self.suite.key));
    }

    /// A certificate `NAME.pem` that signs itself, with a new key.
    pub(crate) fn root(&self, name: &str, subject: &str) {
        self.key(name);
        self.root_with(
            name,
            subject,
            "keyUsage=critical,keyCertSign,cRLSign\nbasicConstraints=critical,CA:TRUE,pathlen:0",
        );
    }

    /// As [`Self::root`], with these extensions and the key that is there.
    pub(crate) fn root_with(&self, name: &str, subject: &str, extensions: &str) {
        self.request(name, subject);
        self.extensions(extensions);
        let Suite {
            digest,
            certificate,
            ..
        } = self.suite;
        self.bench.openssl(&format!(
            "x509 -req -in {name}.csr -key {name}.key -out {name}.pem -days 5000 -{digest} \
             -extfile extensions -set_serial 0x1234 {certificate}"
        ));
    }

    /// A certificate `NAME.pem` of a new key, issued by `issuer`.
    pub(crate) fn issue(&self, name: &str, subject: &str, issuer: &str, extensions: &str) {
        self.key(name);
        self.certify(name, subject, issuer, extensions);
    }

    /// A certificate `NAME.pem` of the key that is there.
    pub(crate) fn certify(&self, name: &str, subject: &str, issuer: &str, extensions: &str) {
        self.request(name, subject);
        self.extensions(extensions);
        let Suite {
            digest,
            certificate,
            ..
        } = self.suite;
        self.bench.openssl(&format!(
            "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -out {name}.pem \
             -days 3000 -{digest} -extfile extensions -set_serial 0x00C0FFEE {certificate}"
        ));
    }

    /// By a configuration file, since a subject has spaces.
    fn request(&self, name: &str, subject: &str) {
        let fields: String = subject
            .split('/')
            .skip(1)
            .map(|field| format!("{field}\n"))
            .collect();
        let config = format!(
            "[req]\nprompt=no\nutf8=yes\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\n{fields}"
        );
        self.bench.put("config", config.as_bytes());
        self.bench.openssl(&format!(
            "req -new -key {name}.key -out {name}.csr -config config"
        ));
    }

    fn extensions(&self, extensions: &str) {
        let extensions =
            format!("subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n{extensions}\n");
        self.bench.put("extensions", extensions.as_bytes());
    }

    pub(crate) fn certificate(&self, name: &str) -> cie_document::trust::certificate::Certificate {
        let der = self.bench.der(&format!("{name}.pem"));
        cie_document::trust::certificate::Certificate::from_der(&der).unwrap()
    }

    /// A store that trusts the country signer.
    pub(crate) fn trust(&self) -> cie_document::trust::store::TrustStore {
        let mut store = cie_document::trust::store::TrustStore::new();
        store.add(&self.bench.get("csca.pem")).unwrap();
        store
    }

    /// CMS with the document signer, or another.
    pub(crate) fn sign(&self, signer: &str, content_type: &str, content: &[u8]) -> Vec<u8> {
        self.sign_with(signer, content_type, content, self.suite.cms)
    }

    pub(crate) fn sign_with(
        &self,
        signer: &str,
        content_type: &str,
        content: &[u8],
        more: &str,
    ) -> Vec<u8> {
        self.bench.put("content", content);
        self.bench.openssl(&format!(
            "cms -sign -binary -nodetach -nosmimecap -econtent_type {content_type} -in content \
             -signer {signer}.pem -inkey {signer}.key -md {} -outform DER -out signed {more}",
            self.suite.digest
        ));
        self.bench.get("signed")
    }

    /// A revocation list `crl.pem` of `issuer`, with or without the document
    /// signer.
    pub(crate) fn revoke(&self, issuer: &str, revoked: bool, days: u32) {
        let bench = &self.bench;
        bench.put(
            "ca.conf",
            b"[ca]\ndefault_ca=us\n[us]\ndatabase=index\ndefault_md=sha256\ncrlnumber=number\n",
        );
        bench.put("index", b"");
        bench.put("number", b"01");
        let ca = format!("ca -config ca.conf -cert {issuer}.pem -keyfile {issuer}.key");
        if revoked {
            bench.openssl(&format!("{ca} -revoke ds.pem -crl_reason keyCompromise"));
        }
        bench.openssl(&format!("{ca} -gencrl -crldays {days} -out crl.pem"));
    }

    /// EF.SOD over files.
    pub(crate) fn security_object(&self, files: &[(u8, &[u8])]) -> Vec<u8> {
        let content = lds_security_object(self.suite.digest, files, false);
        tlv::encode(0x77, &self.sign("ds", LDS_SECURITY_OBJECT, &content))
    }
}

/// `LDSSecurityObject` (ICAO Doc 9303-10 appendix D), version 0 or 1. Numbers
/// from `80` stand in one byte, as on the CIE.
pub(crate) fn lds_security_object(
    digest: &str,
    files: &[(u8, &[u8])],
    with_version: bool,
) -> Vec<u8> {
    type Hash = fn(&[u8]) -> Vec<u8>;
    let (oid, hash): (&[u8], Hash) = match digest {
        "sha1" => (&[0x2B, 0x0E, 0x03, 0x02, 0x1A], |file| {
            Sha1::digest(file).to_vec()
        }),
        "sha256" => (&[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1], |file| {
            Sha256::digest(file).to_vec()
        }),
        "sha384" => (&[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 2], |file| {
            Sha384::digest(file).to_vec()
        }),
        "sha512" => (&[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 3], |file| {
            Sha512::digest(file).to_vec()
        }),
        other => panic!("no digest {other}"),
    };
    let mut digests = Vec::new();
    for (number, file) in files {
        let mut entry = tlv::encode(0x02, &[*number]);
        tlv::push(&mut entry, 0x04, &hash(file));
        tlv::push(&mut digests, 0x30, &entry);
    }
    let mut content = tlv::encode(0x02, &[u8::from(with_version)]);
    tlv::push(&mut content, 0x30, &tlv::encode(0x06, oid));
    tlv::push(&mut content, 0x30, &digests);
    if with_version {
        let mut versions = tlv::encode(0x13, b"0108");
        tlv::push(&mut versions, 0x13, b"040000");
        tlv::push(&mut content, 0x30, &versions);
    }
    tlv::encode(0x30, &content)
}

/// Now, which is inside the validity of whatever was just made.
pub(crate) fn now() -> UnixTime {
    let now = std::time::SystemTime::now();
    UnixTime(now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs())
}

/// This many days from now.
pub(crate) fn in_days(days: u64) -> UnixTime {
    UnixTime(now().0 + days * 86_400)
}
