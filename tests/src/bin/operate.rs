//! One operation in a process of its own, so that another can look into its
//! memory afterwards: `operate OPERATION ADDRESS short|extended [keep]`.
//!
//! Codes come on standard input, 8 digits each, one after the other. When the
//! operation is over, its result is written to standard output and the process
//! waits for the end of standard input. With `keep` it keeps a copy of what it
//! has read: what a search must find.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure here fails the test that runs it"
)]

use std::{
    fs::File,
    io::{self, Read, Write},
    net::TcpStream,
    os::fd::AsFd,
};

use chacha20::ChaCha20Rng;
use cie_core::{
    Card, CardId, Error, InstallationKey, Limits, LinkError, Pending, Pin, Puk, ResolveCodes,
    Transceive, UnblockVariant,
    memory::{AtrId, LinkRecord, MemoryError, TryBound, TryMemory, TryRecord, VolatileMemory},
    time::UnixTime,
};
use cie_tests::{
    served,
    trial::{TERMINAL_SEED, Trial},
};
use rand_core::SeedableRng;

struct Socket {
    stream: TcpStream,
    limits: Limits,
}

impl Transceive for Socket {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        served::send(&mut self.stream, command)
            .and_then(|()| served::receive(&mut self.stream))
            .map_err(|_| LinkError::Lost)
    }
}

/// Standard input without the buffer of the standard library, which would keep
/// what it has read.
fn unbuffered_input() -> File {
    io::stdin().as_fd().try_clone_to_owned().unwrap().into()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (trial, address, limits, keep) = match arguments.as_slice() {
        [trial, address, limits] => (trial, address, limits, false),
        [trial, address, limits, _keep] => (trial, address, limits, true),
        _ => panic!("operate OPERATION ADDRESS short|extended [keep]"),
    };
    let trial = Trial::parse(trial).unwrap();
    let limits = match limits.as_str() {
        "short" => Limits::SHORT,
        _ => Limits::EXTENDED,
    };
    let mut input = unbuffered_input();
    let mut kept = Vec::new();
    let result = {
        let card = Socket {
            stream: TcpStream::connect(address).unwrap(),
            limits,
        };
        operate(trial, card, &mut input, keep.then_some(&mut kept))
    };
    let line = match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => error.code().name().to_owned(),
    };
    io::stdout()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
    // Until the other process has seen enough.
    input.read_to_end(&mut Vec::new()).unwrap();
    drop(kept);
}

fn operate(
    trial: Trial,
    mut reader: Socket,
    input: &mut File,
    mut kept: Option<&mut Vec<u8>>,
) -> Result<(), Error> {
    let mut next = || {
        // On the heap: `take` wipes it, and moving it leaves no copy.
        let mut digits = vec![0; 8];
        input.read_exact(&mut digits).unwrap();
        if let Some(kept) = &mut kept {
            kept.extend_from_slice(&digits);
        }
        digits
    };
    let installation = || InstallationKey::new([0x42; 32]);
    let mut volatile = VolatileMemory::of(installation());
    let mut lost;
    let memory: &mut dyn TryMemory = if trial == Trial::Resolve {
        let record = TryRecord::new(Some(TryBound::Exactly(3)), None, Some(Pending::ChangePin));
        lost = LostChange(record, installation());
        &mut lost
    } else {
        &mut volatile
    };
    let mut rng = ChaCha20Rng::seed_from_u64(TERMINAL_SEED);
    let mut card = Card::with(&mut reader, memory, &mut rng, UnixTime(0));
    match trial {
        Trial::Verify => {
            let pin = Pin::take(&mut next()).map_err(Error::at_start)?;
            card.verify_pin(&pin).map(drop)
        }
        Trial::Change => {
            let (old, new) = (
                Pin::take(&mut next()).map_err(Error::at_start)?,
                Pin::take(&mut next()).map_err(Error::at_start)?,
            );
            card.change_pin(&old, &new).map(drop)
        }
        Trial::Unblock | Trial::UnblockResetFirst => {
            let (puk, new) = (
                Puk::take(&mut next()).map_err(Error::at_start)?,
                Pin::take(&mut next()).map_err(Error::at_start)?,
            );
            let variant = match trial {
                Trial::Unblock => UnblockVariant::Direct,
                _ => UnblockVariant::ResetFirst,
            };
            card.unblock_pin(&puk, &new, variant).map(drop)
        }
        Trial::Resolve => {
            let (old, new) = (
                Pin::take(&mut next()).map_err(Error::at_start)?,
                Pin::take(&mut next()).map_err(Error::at_start)?,
            );
            let (id, _) = card.pending()?;
            let codes = ResolveCodes {
                card: id,
                new_pin: Some(&new),
                old_pin: Some(&old),
                puk: None,
            };
            card.resolve(Some(codes)).map(drop)
        }
    }
}

/// Remembers the same of every card: an answer to CHANGE was lost.
struct LostChange(TryRecord, InstallationKey);

impl TryMemory for LostChange {
    fn installation(&self) -> &InstallationKey {
        &self.1
    }

    fn get(&mut self, _: &CardId) -> Result<TryRecord, MemoryError> {
        Ok(self.0)
    }

    fn put(&mut self, _: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.0 = *record;
        Ok(())
    }

    fn forget(&mut self, _: &CardId) -> Result<(), MemoryError> {
        self.0 = TryRecord::default();
        Ok(())
    }

    fn get_link(&mut self, _: &AtrId) -> Result<LinkRecord, MemoryError> {
        Ok(LinkRecord::default())
    }

    fn put_link(&mut self, _: &AtrId, _: &LinkRecord) -> Result<(), MemoryError> {
        Ok(())
    }
}
