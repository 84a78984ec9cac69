//! Keys and tokens.

use zeroize::Zeroizing;

use super::{PaceError, Protocol};
use crate::{
    agreement::{
        group::Agreement,
        kdf::{self, Hash, Purpose},
        password::Password,
    },
    bytes::tlv,
    channel::{
        cipher::{MAC_LEN, SessionKeys, Suite, pad},
        secure::SecureMessaging,
        ssc::Ssc,
    },
};

/// The hash that goes with a suite (ICAO Doc 9303-11 section 9.7.1).
pub(in crate::agreement) const fn hash_of(suite: Suite) -> Hash {
    match suite {
        Suite::TripleDes | Suite::Aes128 => Hash::Sha1,
        Suite::Aes192 | Suite::Aes256 => Hash::Sha256,
    }
}

/// The key under which the nonce travels.
pub(super) fn password_key(suite: Suite, password: &Password) -> Zeroizing<Vec<u8>> {
    kdf::derive(hash_of(suite), suite, password.secret(), Purpose::Password)
}

/// The keys of the channel.
pub(super) fn session_keys(suite: Suite, secret: &[u8]) -> Result<SessionKeys, PaceError> {
    kdf::session_keys(hash_of(suite), suite, secret).map_err(|_| PaceError::Unsupported)
}

/// The channel of these keys: its counter begins at 0 (ICAO Doc 9303-11
/// section 9.8.6.3).
pub(in crate::agreement) fn channel_of(keys: SessionKeys) -> SecureMessaging {
    let ssc = match keys.suite() {
        Suite::TripleDes => Ssc::of_8_bytes(0),
        Suite::Aes128 | Suite::Aes192 | Suite::Aes256 => Ssc::of_16_bytes(0),
    };
    SecureMessaging::new(keys, ssc)
}

/// The token over the other side's ephemeral key, exactly as that side sent
/// it (ICAO Doc 9303-11 sections 4.4.3.4 and 9.4.4). CMAC pads by itself.
pub(super) fn token(
    protocol: Protocol,
    keys: &SessionKeys,
    public_key: &[u8],
) -> Result<[u8; MAC_LEN], PaceError> {
    let key_tag = match protocol.agreement() {
        Agreement::Dh => 0x84,
        Agreement::Ecdh => 0x86,
    };
    let mut body = tlv::encode(0x06, &protocol.oid());
    tlv::push(&mut body, key_tag, public_key);
    let mut input = tlv::encode(0x7F49, &body);
    if keys.suite() == Suite::TripleDes {
        pad(&mut input, Suite::TripleDes.block_len());
    }
    keys.mac(&input).map_err(|_| PaceError::Unsupported)
}
