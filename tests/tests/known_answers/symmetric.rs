//! Ciphers and MACs, through the keys of a channel.

use cie_core::channel::{
    cipher::{MAC_LEN, SessionKeys, Suite, pad},
    ssc::Ssc,
};
use serde::Deserialize;

use super::vector::{Bytes, KnownAnswer, flipped};

/// [`Suite`] by its name.
#[derive(Deserialize)]
#[serde(remote = "Suite")]
pub(crate) enum SuiteName {
    TripleDes,
    Aes128,
    Aes192,
    Aes256,
}

/// DES (8-byte key) or two-key 3DES (16-byte key) in CBC mode.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DesCbc {
    key: Bytes,
    iv: Option<Bytes>,
    plaintext: Bytes,
    ciphertext: Bytes,
}

impl DesCbc {
    /// C1 = E(P1 xor IV): with the first block changed by the IV, a cipher
    /// with a zero IV gives and takes the same.
    fn add_iv(&self, data: &mut [u8]) {
        let iv = self.iv.as_deref().unwrap_or_default();
        data.iter_mut().zip(iv).for_each(|(byte, iv)| *byte ^= iv);
    }
}

impl KnownAnswer for DesCbc {
    fn holds(&self) -> bool {
        let key = match self.key.len() {
            8 => [&*self.key, &*self.key].concat(),
            _ => self.key.to_vec(),
        };
        let keys = SessionKeys::new(Suite::TripleDes, &key, &key).unwrap();
        let ssc = Ssc::of_8_bytes(0);
        let mut encrypted = self.plaintext.to_vec();
        self.add_iv(&mut encrypted);
        keys.encrypt(&ssc, &mut encrypted).unwrap();
        let mut decrypted = self.ciphertext.to_vec();
        keys.decrypt(&ssc, &mut decrypted).unwrap();
        self.add_iv(&mut decrypted);
        encrypted == *self.ciphertext && decrypted == *self.plaintext
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.ciphertext.0])
    }
}

/// AES in CBC mode; the IV is the encrypted `ssc`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AesCbc {
    #[serde(with = "SuiteName")]
    suite: Suite,
    key: Bytes,
    /// As published; only its pre-image `ssc` is used.
    #[serde(rename = "iv")]
    _iv: Bytes,
    ssc: Bytes,
    plaintext: Bytes,
    ciphertext: Bytes,
}

impl KnownAnswer for AesCbc {
    fn holds(&self) -> bool {
        let keys = SessionKeys::new(self.suite, &self.key, &self.key).unwrap();
        let ssc = Ssc::of_16_bytes(u128::from_be_bytes((*self.ssc).try_into().unwrap()));
        let mut encrypted = self.plaintext.to_vec();
        keys.encrypt(&ssc, &mut encrypted).unwrap();
        let mut decrypted = self.ciphertext.to_vec();
        keys.decrypt(&ssc, &mut decrypted).unwrap();
        encrypted == *self.ciphertext && decrypted == *self.plaintext
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.ciphertext.0])
    }
}

/// ISO/IEC 9797-1 MAC algorithm 3 with DES.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetailMac {
    key: Bytes,
    message: Bytes,
    padding: u8,
    mac: Bytes,
}

impl RetailMac {
    /// The padding methods of ISO/IEC 9797-1: zeros; `80` and zeros, which is
    /// that of secure messaging; the length in bits, the message and zeros.
    fn padded(&self) -> Vec<u8> {
        let mut message = self.message.to_vec();
        match self.padding {
            1 => message.resize(message.len().next_multiple_of(8), 0),
            2 => pad(&mut message, 8),
            3 => {
                let bits = message.len() as u64 * 8;
                message.resize(message.len().next_multiple_of(8), 0);
                message.splice(..0, bits.to_be_bytes());
            }
            other => panic!("no padding method {other}"),
        }
        message
    }
}

impl KnownAnswer for RetailMac {
    fn holds(&self) -> bool {
        let keys = SessionKeys::new(Suite::TripleDes, &self.key, &self.key).unwrap();
        keys.mac(&self.padded()).unwrap() == *self.mac
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.mac.0])
    }
}

/// AES-CMAC.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AesCmac {
    #[serde(with = "SuiteName")]
    suite: Suite,
    key: Bytes,
    message: Bytes,
    mac: Bytes,
}

impl KnownAnswer for AesCmac {
    fn holds(&self) -> bool {
        let keys = SessionKeys::new(self.suite, &self.key, &self.key).unwrap();
        keys.mac(&self.message).unwrap() == self.mac[..MAC_LEN]
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.mac.0[..MAC_LEN]])
    }
}
