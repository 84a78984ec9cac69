//! Ciphers and MACs of secure messaging (ICAO Doc 9303-11 section 9.8;
//! ISO/IEC 9797-1 MAC algorithm 3; NIST SP 800-38B).

use core::fmt;

use aes::{Aes128, Aes192, Aes256};
use cbc::{Decryptor, Encryptor};
use cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit, block_padding::NoPadding};
use cmac::{Cmac, Mac};
use des::{Des, TdesEde2};
use retail_mac::RetailMac;
use zeroize::Zeroizing;

use super::ssc::Ssc;

/// Bytes of every MAC in secure messaging; CMAC is cut to this.
pub const MAC_LEN: usize = 8;

/// Cipher and MAC of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// Two-key 3DES in CBC mode with a zero IV, retail MAC.
    TripleDes,
    /// AES-128 in CBC mode with IV = E(counter), CMAC cut to 8 bytes.
    Aes128,
    /// AES-192, as AES-128.
    Aes192,
    /// AES-256, as AES-128.
    Aes256,
}

impl Suite {
    const ALL: [Self; 4] = [Self::TripleDes, Self::Aes128, Self::Aes192, Self::Aes256];

    /// The number that ends the object identifiers of PACE and of chip
    /// authentication (ICAO Doc 9303-11 sections 9.2.1 and 9.2.5).
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::TripleDes => 1,
            Self::Aes128 => 2,
            Self::Aes192 => 3,
            Self::Aes256 => 4,
        }
    }

    /// The suite with this [`Self::number`].
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.number() == number)
    }

    /// Bytes of each of the two keys.
    #[must_use]
    pub const fn key_len(self) -> usize {
        match self {
            Self::TripleDes | Self::Aes128 => 16,
            Self::Aes192 => 24,
            Self::Aes256 => 32,
        }
    }

    /// Bytes of a cipher block, and of the send sequence counter.
    #[must_use]
    pub const fn block_len(self) -> usize {
        match self {
            Self::TripleDes => 8,
            _ => 16,
        }
    }

    /// An initialisation vector of zeros.
    pub(crate) fn zero_iv(self) -> Vec<u8> {
        vec![0; self.block_len()]
    }

    /// Encrypts whole blocks in place in CBC mode.
    ///
    /// # Errors
    /// [`CipherError`] when key, initialisation vector or data have a wrong length.
    pub(crate) fn encrypt_cbc(
        self,
        key: &[u8],
        iv: &[u8],
        data: &mut [u8],
    ) -> Result<(), CipherError> {
        fn run<M: KeyIvInit + BlockModeEncrypt>(
            key: &[u8],
            iv: &[u8],
            data: &mut [u8],
        ) -> Result<(), CipherError> {
            let len = data.len();
            let mode = M::new_from_slices(key, iv).map_err(|_| CipherError)?;
            let result = mode.encrypt_padded::<NoPadding>(data, len);
            result.map(drop).map_err(|_| CipherError)
        }
        let run = match self {
            Self::TripleDes => run::<Encryptor<TdesEde2>>,
            Self::Aes128 => run::<Encryptor<Aes128>>,
            Self::Aes192 => run::<Encryptor<Aes192>>,
            Self::Aes256 => run::<Encryptor<Aes256>>,
        };
        run(key, iv, data)
    }

    /// Decrypts what [`Self::encrypt_cbc`] encrypts.
    ///
    /// # Errors
    /// [`CipherError`] when key, initialisation vector or data have a wrong length.
    pub(crate) fn decrypt_cbc(
        self,
        key: &[u8],
        iv: &[u8],
        data: &mut [u8],
    ) -> Result<(), CipherError> {
        fn run<M: KeyIvInit + BlockModeDecrypt>(
            key: &[u8],
            iv: &[u8],
            data: &mut [u8],
        ) -> Result<(), CipherError> {
            let mode = M::new_from_slices(key, iv).map_err(|_| CipherError)?;
            let result = mode.decrypt_padded::<NoPadding>(data);
            result.map(drop).map_err(|_| CipherError)
        }
        let run = match self {
            Self::TripleDes => run::<Decryptor<TdesEde2>>,
            Self::Aes128 => run::<Decryptor<Aes128>>,
            Self::Aes192 => run::<Decryptor<Aes192>>,
            Self::Aes256 => run::<Decryptor<Aes256>>,
        };
        run(key, iv, data)
    }
}

/// The keys have the wrong length, or data are not a whole number of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("wrong length for the cipher")]
pub struct CipherError;

/// Encryption and MAC key of a channel, wiped when dropped; `Debug` shows
/// only the suite.
#[derive(Clone)]
pub struct SessionKeys {
    suite: Suite,
    enc: Zeroizing<Box<[u8]>>,
    mac: Zeroizing<Box<[u8]>>,
}

impl SessionKeys {
    /// Keys for `suite`.
    ///
    /// # Errors
    /// [`CipherError`] when a key has not [`Suite::key_len`] bytes.
    pub fn new(suite: Suite, enc: &[u8], mac: &[u8]) -> Result<Self, CipherError> {
        if enc.len() != suite.key_len() || mac.len() != suite.key_len() {
            return Err(CipherError);
        }
        Ok(Self {
            suite,
            enc: Zeroizing::new(enc.into()),
            mac: Zeroizing::new(mac.into()),
        })
    }

    /// Cipher and MAC.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The encryption key. For the simulator's tests of what stays in memory.
    #[must_use]
    pub fn enc(&self) -> &[u8] {
        &self.enc
    }

    /// The MAC key. For the simulator's tests of what stays in memory.
    #[must_use]
    pub fn mac_key(&self) -> &[u8] {
        &self.mac
    }

    /// Encrypts `data` in place; a whole number of blocks.
    ///
    /// # Errors
    /// [`CipherError`] when `data` are not a whole number of blocks.
    pub fn encrypt(&self, ssc: &Ssc, data: &mut [u8]) -> Result<(), CipherError> {
        let iv = self.iv(ssc)?;
        self.suite.encrypt_cbc(&self.enc, &iv, data)
    }

    /// Decrypts `data` in place; a whole number of blocks.
    ///
    /// # Errors
    /// [`CipherError`] when `data` are not a whole number of blocks.
    pub fn decrypt(&self, ssc: &Ssc, data: &mut [u8]) -> Result<(), CipherError> {
        let iv = self.iv(ssc)?;
        self.suite.decrypt_cbc(&self.enc, &iv, data)
    }

    /// The MAC of `data`, which are padded already.
    ///
    /// # Errors
    /// [`CipherError`] when a key has the wrong length, which
    /// [`Self::new`] excludes.
    pub fn mac(&self, data: &[u8]) -> Result<[u8; MAC_LEN], CipherError> {
        match self.suite {
            Suite::TripleDes => first_bytes::<RetailMac<Des>>(&self.mac, data),
            Suite::Aes128 => first_bytes::<Cmac<Aes128>>(&self.mac, data),
            Suite::Aes192 => first_bytes::<Cmac<Aes192>>(&self.mac, data),
            Suite::Aes256 => first_bytes::<Cmac<Aes256>>(&self.mac, data),
        }
    }

    /// Zeros with 3DES; the encrypted counter with AES.
    fn iv(&self, ssc: &Ssc) -> Result<Vec<u8>, CipherError> {
        let zeros = self.suite.zero_iv();
        if self.suite == Suite::TripleDes {
            return Ok(zeros);
        }
        let mut block = ssc.bytes();
        // One block after zeros is the bare cipher.
        self.suite.encrypt_cbc(&self.enc, &zeros, &mut block)?;
        Ok(block)
    }
}

impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionKeys({:?}, hidden)", self.suite)
    }
}

fn first_bytes<M: Mac + KeyInit>(key: &[u8], data: &[u8]) -> Result<[u8; MAC_LEN], CipherError> {
    let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| CipherError)?;
    mac.update(data);
    let full = mac.finalize().into_bytes();
    full.first_chunk::<MAC_LEN>().copied().ok_or(CipherError)
}

/// Appends ISO/IEC 7816-4 padding: `80`, then zeros up to a whole block. A
/// whole block is added when the data are aligned already.
pub fn pad(data: &mut Vec<u8>, block: usize) {
    data.push(0x80);
    data.resize(data.len().next_multiple_of(block), 0);
}

/// Length of `data` without ISO/IEC 7816-4 padding; `None` when there is none.
#[must_use]
pub fn unpadded_len(data: &[u8]) -> Option<usize> {
    let len = data.iter().rposition(|byte| *byte != 0)?;
    (data.get(len) == Some(&0x80)).then_some(len)
}
