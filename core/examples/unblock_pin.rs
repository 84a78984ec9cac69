//! Blocks the PIN of a simulated card, asks before the last try as a program must, and
//! unblocks it with the PUK: `cargo run -p cie-core --example unblock_pin`.

#![allow(clippy::print_stdout, reason = "an example says what it does")]

use cie_core::{
    Card, CardKind, ErrorKind, LastTry, Limits, Pin, Puk, UnblockVariant, memory::VolatileMemory,
};
use cie_sim::{Options, Profile, STANDARD_PUK, SimulatedReader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let card = cie_sim::Card::new(Profile::default(), Options::default());
    let mut reader = SimulatedReader::new(card, Limits::EXTENDED);
    let mut store = VolatileMemory::new();
    let mut card = Card::new(&mut reader, &mut store).only(CardKind::Cie);

    let wrong = Pin::take(&mut b"97531864".to_vec())?;
    while let Err(error) = card.verify_pin(&wrong) {
        println!("{error}");
        match (&error.kind, error.card_id) {
            // A person agrees to it here.
            (ErrorKind::LastTry { code }, Some(id)) => {
                let code = *code;
                card = card.last_try(LastTry::Allow { card: id, code });
            }
            (ErrorKind::PinBlocked { .. }, _) => break,
            (ErrorKind::WrongPin { .. }, _) => {}
            // Nothing else is worth the same code again.
            _ => return Err(error.into()),
        }
    }

    let puk = Puk::take(&mut STANDARD_PUK.as_bytes().to_vec())?;
    let new = Pin::take(&mut b"86420975".to_vec())?;
    let report = card.unblock_pin(&puk, &new, UnblockVariant::Direct)?;
    println!("unblocked; tries left: {:?}", report.tries_left);
    Ok(())
}
