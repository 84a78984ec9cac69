//! The nonce: its encryption, and the pseudo-random function of integrated
//! mapping.

use hex_literal::hex;
use zeroize::Zeroizing;

use super::{Mapping, PaceError, Protocol};
use crate::channel::cipher::Suite;

/// Longest nonce that is taken from a card; no standard has a longer one.
const MAX_LEN: usize = 32;

/// Whether a nonce may have `len` bytes. With generic mapping the chip is
/// free to take any whole number of blocks (ICAO Doc 9303-11 section 4.4.3);
/// cards with 3DES are known with 8 and with 16 bytes
/// (italia/cie-mrtd-example-app issue 1, italia/cie-mrtd-dotnet-sdk issue 8).
/// Integrated mapping prescribes the length.
pub(super) fn is_acceptable_len(protocol: Protocol, len: usize) -> bool {
    match protocol.mapping() {
        Mapping::Integrated => len == block_string_len(protocol.suite()),
        Mapping::Generic | Mapping::ChipAuthentication => {
            len > 0 && len <= MAX_LEN && len.is_multiple_of(protocol.suite().block_len())
        }
    }
}

/// Bytes of the other nonce of integrated mapping, which is a key.
pub(super) const fn terminal_len(suite: Suite) -> usize {
    suite.key_len()
}

/// l of ICAO Doc 9303-11 section 4.4.3.3.2: the smallest number of whole AES
/// blocks that holds a key. 3DES counts as having keys of 128 bits.
pub(super) const fn block_string_len(suite: Suite) -> usize {
    suite.key_len().next_multiple_of(16)
}

/// Decrypts with IV 0.
pub(super) fn decrypt(
    suite: Suite,
    key: &[u8],
    nonce: &[u8],
) -> Result<Zeroizing<Vec<u8>>, PaceError> {
    let mut data = Zeroizing::new(nonce.to_vec());
    suite
        .decrypt_cbc(key, &suite.zero_iv(), &mut data)
        .map_err(|_| PaceError::Misbehaved("a nonce of wrong length"))?;
    Ok(data)
}

/// Encrypts with IV 0.
pub(super) fn encrypt(
    suite: Suite,
    key: &[u8],
    data: &[u8],
) -> Result<Zeroizing<Vec<u8>>, PaceError> {
    let mut data = Zeroizing::new(data.to_vec());
    suite
        .encrypt_cbc(key, &suite.zero_iv(), &mut data)
        .map_err(|_| PaceError::Misbehaved("a nonce of wrong length"))?;
    Ok(data)
}

/// c0 and c1 for keys of 128 bits (ICAO Doc 9303-11 section 4.4.3.3.2).
const CONSTANTS_128: [&[u8]; 2] = [
    &hex!("A668892A7C41E3CA739F40B057D85904"),
    &hex!("A4E136AC725F738B01C1F60217C188AD"),
];
/// c0 and c1 for keys of 192 and 256 bits.
const CONSTANTS_256: [&[u8]; 2] = [
    &hex!("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676"),
    &hex!("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517"),
];

/// The pseudo-random function of integrated mapping: of the chip's nonce s
/// and the terminal's nonce t, at least 64 bits more than the prime.
pub(super) fn pseudo_random(
    suite: Suite,
    s: &[u8],
    t: &[u8],
    prime_bits: usize,
) -> Result<Zeroizing<Vec<u8>>, PaceError> {
    let [next_key, next_output] = match suite {
        Suite::TripleDes | Suite::Aes128 => CONSTANTS_128,
        Suite::Aes192 | Suite::Aes256 => CONSTANTS_256,
    };
    let rounds = (prime_bits + 64).div_ceil(8 * block_string_len(suite));
    let mut output = Zeroizing::new(Vec::with_capacity(rounds * block_string_len(suite)));
    let mut key = encrypt(suite, t, s)?;
    for _ in 0..rounds {
        key.truncate(suite.key_len());
        output.extend_from_slice(&encrypt(suite, &key, next_output)?);
        key = encrypt(suite, &key, next_key)?;
    }
    Ok(output)
}
