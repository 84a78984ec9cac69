//! Has a simulated card check its PIN: `cargo run -p cie-core --example check_pin`.
//!
//! A program for real cards implements `Transceive` for its reader, and keeps what is
//! remembered of cards in files (`cie_store::TextMemory`): a restart must not forget
//! that one try is left.

#![allow(clippy::print_stdout, reason = "an example says what it does")]

use cie_core::{Card, CardKind, Limits, Pin, memory::VolatileMemory};
use cie_sim::{Options, Profile, STANDARD_PIN, SimulatedReader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let card = cie_sim::Card::new(Profile::default(), Options::default());
    let mut reader = SimulatedReader::new(card, Limits::EXTENDED);
    let mut store = VolatileMemory::new();
    let mut card = Card::new(&mut reader, &mut store).only(CardKind::Cie);

    let right = Pin::take(&mut STANDARD_PIN.as_bytes().to_vec())?;
    let report = card.verify_pin(&right)?;
    println!("the PIN is right; tries left: {:?}", report.tries_left);

    let wrong = Pin::take(&mut b"97531864".to_vec())?;
    if let Err(error) = card.verify_pin(&wrong) {
        println!("{error}; tries left: {:?}", error.tries());
    }
    Ok(())
}
