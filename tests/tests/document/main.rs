//! The travel document is read from cards that differ and cards that
//! misbehave: [`access`] opens it, [`files`] reads it, [`chip`] has the chip
//! prove itself, [`refusals`] are answered to one or the other, [`blocks`] to long reads.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod access;
mod blocks;
mod chip;
mod files;
#[cfg(feature = "photo-png")]
mod photo;
mod refusals;

use cie_core::{Can, Error, Limits, MrzKey, Password, time::UnixTime};
use cie_document::{
    Access, Identity, ReadRequest, emrtd::com::DataGroup, read_identity, trust::store::TrustStore,
};
use cie_sim::{DocumentOptions, Faults, Options, Profile, STANDARD_CAN};
use cie_tests::Rig;

/// 2026-11-22: within the validity of the simulated certificates.
const NOW: UnixTime = UnixTime(1_795_305_600);

/// A link as phones have it.
fn phone() -> Limits {
    Limits::EXTENDED.carrying(2048, 2048)
}

fn rig_of(profile: Profile, limits: Limits, document: &[&str], faults: &[&str]) -> Rig {
    let options = Options {
        document: DocumentOptions::parse(document).unwrap(),
        faults: Faults::parse(faults).unwrap(),
        ..Options::default()
    };
    Rig::with_options(profile, limits, options)
}

fn rig(document: &[&str], faults: &[&str]) -> Rig {
    rig_of(Profile::Gemalto, phone(), document, faults)
}

fn can() -> Password {
    Password::Can(Can::new(STANDARD_CAN.as_bytes()).unwrap())
}

fn lines(rig: &Rig) -> MrzKey {
    MrzKey::new(rig.card.travel_document().mrz().information().as_bytes())
}

fn trust(rig: &Rig) -> TrustStore {
    let mut store = TrustStore::new();
    let document = rig.card.travel_document();
    store.add(&document.trust().country_signer).unwrap();
    store
}

/// What a test asks for; the rest is as usual.
struct Asked<'k> {
    access: Access<'k>,
    groups: &'k [DataGroup],
    com: bool,
    prove_chip: bool,
}

impl<'k> Asked<'k> {
    const fn with(access: Access<'k>) -> Self {
        Self {
            access,
            groups: &[DataGroup::DG1, DataGroup::DG11],
            com: false,
            prove_chip: false,
        }
    }

    fn read(&self, rig: &mut Rig) -> Result<Identity, Error> {
        let request = self.request();
        rig.tap(|card| read_identity(card, &request))
    }

    const fn request(&self) -> ReadRequest<'k> {
        ReadRequest::new(self.access, self.groups)
            .com(self.com)
            .prove_chip(self.prove_chip)
    }
}

/// Reads with the CAN.
fn read(rig: &mut Rig) -> Result<Identity, Error> {
    let password = can();
    Asked::with(Access::Pace(&password)).read(rig)
}

/// Commands with an instruction that went over the wire in the last run.
fn sent(rig: &Rig, ins: u8) -> Vec<Vec<u8>> {
    let log = rig.last.log.iter().map(|exchange| &exchange.command);
    log.filter(|command| command[1] == ins).cloned().collect()
}
