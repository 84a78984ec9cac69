//! The key by which an installation tells cards apart: drawn once, and missed
//! when it is gone.

use std::sync::{Mutex, PoisonError};

use cie_core::{InstallationKey, bytes::hex, memory::MemoryError};
use getrandom::{SysRng, rand_core::TryRng as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{Texts, texts::cards};

/// The name of the key: 64 hexadecimal digits.
pub(crate) const KEY: &str = "installation-key";

/// The name of what tells that a key was drawn, and which: 32 hexadecimal
/// digits, of which the key does not follow.
const CHECK: &str = "installation-check";

/// One thread draws at a time: a store that an app has written itself may put
/// one key over another.
static DRAWING: Mutex<()> = Mutex::new(());

/// The key by which cards are told apart here, drawn with the system's randomness
/// when there is none yet. Of several that draw at the same time, threads or
/// processes on one folder, all get the same.
///
/// # Errors
/// [`MemoryError`]: the key is malformed; it is lost, or another one than was
/// drawn, so that what is remembered of cards would never be found again; the
/// store fails, or the system has no random numbers.
pub fn installation_key(texts: &impl Texts) -> Result<InstallationKey, MemoryError> {
    key_drawn_by(texts, |key| {
        let why = |_| MemoryError("the system has no random numbers".into());
        SysRng.try_fill_bytes(key).map_err(why)
    })
}

/// The same, drawn by `fill`.
fn key_drawn_by(
    texts: &impl Texts,
    fill: impl FnOnce(&mut [u8]) -> Result<(), MemoryError>,
) -> Result<InstallationKey, MemoryError> {
    if let Some(key) = drawn(texts)? {
        return Ok(key);
    }
    // There is nothing behind the lock that a panic could have broken.
    let _turn = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(key) = drawn(texts)? {
        return Ok(key);
    }
    if !cards(texts)?.is_empty() {
        return Err(lost(texts));
    }
    let mut key = Zeroizing::new([0; 32]);
    fill(key.as_mut_slice())?;
    let text = Zeroizing::new(hex::lower(key.as_slice()));
    let put = texts.put(KEY, &text);
    // Whether or not it was kept, the key that is there now is the one: another process may have
    // been first.
    match (drawn(texts)?, put) {
        (Some(key), _) => Ok(key),
        (None, Err(why)) => Err(why),
        (None, Ok(())) => Err(broken(texts, "not there after it was kept")),
    }
}

/// The key that was drawn before, if any was.
fn drawn(texts: &impl Texts) -> Result<Option<InstallationKey>, MemoryError> {
    // The check first: it is written after the key, so where it is, the key was before.
    let check = texts.get(CHECK)?;
    let Some(text) = texts.get(KEY)? else {
        return match check {
            None => Ok(None),
            Some(_) => Err(lost(texts)),
        };
    };
    let bytes = hex::decode(&text).map(Zeroizing::new);
    let key: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
    let key = Zeroizing::new(key.ok_or_else(|| broken(texts, "not an installation key"))?);
    let right = check_of(&key);
    match check {
        // It is put before the first record.
        None if !cards(texts)?.is_empty() => return Err(lost(texts)),
        None => texts.put(CHECK, &right)?,
        Some(check) if *check == right => {}
        Some(_) => {
            let why = "not the key that was drawn here: what is remembered of cards cannot be \
                       found with it; remove all of the store to begin anew";
            return Err(broken(texts, why));
        }
    }
    Ok(Some(InstallationKey::new(*key)))
}

/// What is kept of a key to know it by.
fn check_of(key: &[u8; 32]) -> String {
    let digest = Sha256::new()
        .chain_update(b"cie installation check 1")
        .chain_update(key)
        .finalize();
    let (kept, _) = digest.split_at(16);
    hex::lower(kept)
}

fn lost(texts: &impl Texts) -> MemoryError {
    let why = "lost: what is remembered of cards cannot be found without it; remove all of the \
               store to begin anew";
    broken(texts, why)
}

fn broken(texts: &impl Texts, why: &str) -> MemoryError {
    MemoryError(format!("{}: {why}", texts.place(KEY)))
}

#[cfg(test)]
#[path = "installation_tests.rs"]
mod tests;
