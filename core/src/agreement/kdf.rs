//! Key derivation: `KDF(K, c) = H(K ‖ c)` with a 32-bit big-endian counter
//! (BSI TR-03110-3 section A.2.3, ICAO Doc 9303-11 section 9.7.1).

use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::channel::cipher::{CipherError, SessionKeys, Suite};

/// What a derived key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Encryption of a channel.
    Encryption = 1,
    /// MAC of a channel.
    Mac = 2,
    /// Decryption of the PACE nonce with a password.
    Password = 3,
}

/// The hash of a derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// ICAO Doc 9303-11: 3DES and AES-128.
    Sha1,
    /// ICAO Doc 9303-11: AES-192 and AES-256; the IAS agreement of the CIE:
    /// 3DES too (italia/cie-middleware-linux, `IAS.cpp`).
    Sha256,
}

/// The key of `suite.key_len()` bytes for `purpose`, from a shared secret or
/// password. The parity bits of DES keys are left as they come: no
/// implementation adjusts them, and the cipher ignores them.
#[must_use]
pub fn derive(hash: Hash, suite: Suite, secret: &[u8], purpose: Purpose) -> Zeroizing<Vec<u8>> {
    let counter = (purpose as u32).to_be_bytes();
    // On the heap, so that no copy of the key is left on the stack.
    let mut key = Zeroizing::new(vec![0; 32]);
    match hash {
        Hash::Sha1 => into(Sha1::new(), secret, counter, &mut key),
        Hash::Sha256 => into(Sha256::new(), secret, counter, &mut key),
    }
    key.truncate(suite.key_len());
    key
}

fn into<D: Digest>(mut digest: D, secret: &[u8], counter: [u8; 4], key: &mut [u8]) {
    digest.update(secret);
    digest.update(counter);
    let mut output = digest.finalize();
    for (to, from) in key.iter_mut().zip(output.iter()) {
        *to = *from;
    }
    zeroize::Zeroize::zeroize(output.as_mut_slice());
}

/// Both keys of a channel.
///
/// # Errors
/// [`CipherError`] for a combination of hash and suite that gives too few
/// bytes, which neither standard has.
pub fn session_keys(hash: Hash, suite: Suite, secret: &[u8]) -> Result<SessionKeys, CipherError> {
    SessionKeys::new(
        suite,
        &derive(hash, suite, secret, Purpose::Encryption),
        &derive(hash, suite, secret, Purpose::Mac),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn aes_128_session_keys_match_the_pace_example_of_icao_9303_11_appendix_g_1() {
        let secret = hex!("28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925");
        let keys = session_keys(Hash::Sha1, Suite::Aes128, &secret).unwrap();
        assert_eq!(keys.enc(), hex!("F5F0E35C0D7161EE6724EE513A0D9A7F"));
        assert_eq!(keys.mac_key(), hex!("FE251C7858B356B24514B3BD5F4297D1"));
    }

    #[test]
    fn bac_session_keys_match_icao_9303_11_appendix_d_but_for_the_parity_bits() {
        let secret = hex!("0036D272F5C350ACAC50C3F572D23600");
        let keys = session_keys(Hash::Sha1, Suite::TripleDes, &secret).unwrap();
        let without_parity = |key: &[u8]| key.iter().map(|byte| byte & 0xFE).collect::<Vec<_>>();
        assert_eq!(
            without_parity(keys.enc()),
            without_parity(&hex!("979EC13B1CBFE9DCD01AB0FED307EAE5"))
        );
        assert_eq!(
            without_parity(keys.mac_key()),
            without_parity(&hex!("F1CB1F1FB5ADF208806B89DC579DC1F8"))
        );
    }
}
