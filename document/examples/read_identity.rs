//! Reads who a simulated card says its holder is, and how far that is proved:
//! `cargo run -p cie-document --example read_identity`.

#![allow(clippy::print_stdout, reason = "an example says what it does")]

use cie_core::{Can, Card, Limits, Password, memory::VolatileMemory, time::UnixTime};
use cie_document::{Access, DataGroup, ReadRequest, TrustStore, read_identity};
use cie_sim::{Options, Profile, STANDARD_CAN, SimulatedReader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let card = cie_sim::Card::new(Profile::default(), Options::default());
    let mut reader = SimulatedReader::new(card, Limits::EXTENDED);
    let mut store = VolatileMemory::new();
    let mut card = Card::new(&mut reader, &mut store);

    let can = Password::Can(Can::new(STANDARD_CAN.as_bytes())?);
    let identity = read_identity(
        &mut card,
        &ReadRequest::new(Access::Pace(&can), &[DataGroup::DG1, DataGroup::DG11]),
    )?;
    let now = UnixTime::now();
    println!("{}", identity.holder(now).full_name().unwrap_or_default());
    let verdict = identity.verdict(&TrustStore::default(), now);
    println!("{}", verdict.summary().code());
    Ok(())
}
