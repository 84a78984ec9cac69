//! EF_C_Carta (`3F00/1100/1101`, on IDEMIA `3F00/1400/9001/2002`): the
//! certificate of the holder's authentication key, with zeros behind it up to
//! the size of the file (OpenSC `src/libopensc/pkcs15-itacns.c`).

use crate::bytes::tlv::{Header, TlvError};

/// An X.509 certificate is a SEQUENCE.
const SEQUENCE: u32 = 0x30;

/// Why a file holds no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateFileError {
    /// Nothing but zeros: a card that was never given one.
    #[error("the file is empty")]
    Empty,
    /// It does not begin as a certificate does.
    #[error("the file does not begin as a certificate does")]
    NotACertificate,
    /// The certificate is longer than the file.
    #[error("the certificate needs {wanted} bytes, and the file has {found}")]
    Truncated {
        /// Bytes that the certificate has by its first bytes.
        wanted: usize,
        /// Bytes of the file.
        found: usize,
    },
}

/// How many bytes of the file the certificate is long, from the file's first
/// four: what has to be read.
///
/// # Errors
/// [`CertificateFileError::Empty`] and
/// [`CertificateFileError::NotACertificate`].
pub fn length(start: &[u8]) -> Result<usize, CertificateFileError> {
    if start.iter().all(|byte| *byte == 0) {
        return Err(CertificateFileError::Empty);
    }
    match Header::read(start) {
        Ok(header) if header.tag == SEQUENCE && header.value_len > 0 => Ok(header.total()),
        Err(TlvError::Truncated) | Err(_) | Ok(_) => Err(CertificateFileError::NotACertificate),
    }
}

/// The certificate in DER, without what is behind it.
///
/// # Errors
/// [`CertificateFileError`].
pub fn certificate(file: &[u8]) -> Result<&[u8], CertificateFileError> {
    let wanted = length(file)?;
    file.get(..wanted).ok_or(CertificateFileError::Truncated {
        wanted,
        found: file.len(),
    })
}

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;
    use cie_tests::altered::altered;

    #[test]
    fn the_certificate_ends_where_its_first_bytes_say_whatever_is_behind() {
        let file = hex!("30 05 0102030405 0000000000");
        assert_eq!(certificate(&file), Ok(&hex!("30050102030405")[..]));
        let mut long = hex!("30 82 0400").to_vec();
        long.resize(2048, 0x5A);
        assert_eq!(length(&hex!("30820400")), Ok(1028));
        assert_eq!(certificate(&long).map(<[u8]>::len), Ok(1028));
    }

    #[test]
    fn files_without_a_whole_certificate_are_told_apart() {
        for (file, error) in [
            (&[0; 2048][..], CertificateFileError::Empty),
            (&[], CertificateFileError::Empty),
            (&hex!("3182040001"), CertificateFileError::NotACertificate),
            (&hex!("3000"), CertificateFileError::NotACertificate),
            (&hex!("3080"), CertificateFileError::NotACertificate),
            (&hex!("3082"), CertificateFileError::NotACertificate),
            (
                &hex!("3082040001"),
                CertificateFileError::Truncated {
                    wanted: 1028,
                    found: 5,
                },
            ),
        ] {
            assert_eq!(certificate(file), Err(error));
        }
    }

    #[test]
    fn altered_files_do_no_harm() {
        altered(&hex!("30 82 0005 0102030405 0000"), |file| {
            let _ = certificate(file);
        });
    }
}
