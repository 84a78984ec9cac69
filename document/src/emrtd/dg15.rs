//! DG15: the key with which the chip proves itself in active authentication
//! (ICAO Doc 9303-10 section 4.7.15): one `SubjectPublicKeyInfo`.

use cie_core::extension::tlv::{Tlv, TlvError};

use super::public_key::{KeyError, PublicKey};

const TAG: u32 = 0x6F;

/// Why DG15 cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dg15Error {
    /// The encoding is broken, or the file is another one.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// The key in it cannot be read.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Reads the file. Bytes behind the key do not matter: EF.SOD has the digest of
/// the whole file (docs/adr/0015-leniency.md).
///
/// # Errors
/// [`Dg15Error`].
pub fn parse(file: &[u8]) -> Result<PublicKey, Dg15Error> {
    Ok(PublicKey::parse(split(file)?.0)?)
}

/// Bytes behind the key, which mean nothing; 0 in a file that cannot be read.
#[must_use]
pub fn trailing(file: &[u8]) -> usize {
    split(file).map_or(0, |(_, behind)| behind.len())
}

/// The key, and what stands behind it.
fn split(file: &[u8]) -> Result<(&[u8], &[u8]), Dg15Error> {
    let content = super::file_content(file, TAG)?;
    let (_, behind) = Tlv::split(content).map_err(|_| KeyError::Malformed)?;
    let key = content.len() - behind.len();
    Ok(content.split_at_checked(key).unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;
    use crate::emrtd::curve::Curve;
    use cie_core::extension::tlv::encode;

    #[test]
    fn rsa_and_elliptic_curve_keys_are_read() {
        // rsaEncryption; modulus 00C5, exponent 3.
        let rsa = hex!("301B 300D 06092A864886F70D010101 0500 030A 00 3007 020200C5 020103");
        assert_eq!(
            parse(&encode(TAG, &rsa)).unwrap(),
            PublicKey::Rsa {
                modulus: vec![0xC5],
                exponent: vec![3]
            }
        );
        // id-ecPublicKey, NIST P-256.
        let ec = hex!("3019 3013 06072A8648CE3D0201 06082A8648CE3D030107 0302 00 04");
        assert_eq!(
            parse(&encode(TAG, &ec)).unwrap(),
            PublicKey::Ec {
                curve: Some(Curve::NistP256),
                point: vec![4]
            }
        );
    }

    #[test]
    fn bytes_behind_the_key_are_counted_and_do_not_matter() {
        let rsa = hex!("301B 300D 06092A864886F70D010101 0500 030A 00 3007 020200C5 020103");
        let file = encode(TAG, &rsa);
        let longer = encode(TAG, &[&rsa[..], &[0, 0]].concat());
        assert_eq!(parse(&longer), parse(&file));
        assert_eq!((trailing(&file), trailing(&longer)), (0, 2));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(
            parse(&encode(0x6E, &[])),
            Err(Dg15Error::Encoding(TlvError::Missing(TAG)))
        );
        assert_eq!(
            parse(&encode(TAG, &[])),
            Err(Dg15Error::Key(KeyError::Malformed))
        );
        // Ed25519.
        let other = hex!("300A 3005 06032B6570 0301 00");
        assert_eq!(
            parse(&encode(TAG, &other)),
            Err(Dg15Error::Key(KeyError::UnknownAlgorithm))
        );
    }
}
