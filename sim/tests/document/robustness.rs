//! Whatever is sent, the card answers.

use cie_core::apdu::Command;
use cie_core::apdu::Le;
use rand_core::{Rng, SeedableRng};

use crate::terminal::{SELECT_DOCUMENT, Terminal, options, right};

/// The commands of a session with everything in it: PACE, reading, both proofs of the chip.
fn session(settings: &[&str]) -> Vec<Vec<u8>> {
    let mut terminal = Terminal::new(settings);
    terminal.clear("00B09C0000");
    terminal.pace(&right()).unwrap();
    terminal.secure_hex(SELECT_DOCUMENT);
    let document = terminal.card.travel_document();
    terminal
        .authenticate_chip(&document.chip_keys()[0])
        .unwrap();
    terminal.read(14);
    terminal.secure(&Command::new(0x88, 0, 0).data([7; 8]).le(Le::Max));
    terminal.sent
}

#[test]
fn no_mutilated_command_of_a_session_makes_the_card_panic() {
    let mut rng = chacha20::ChaCha20Rng::seed_from_u64(3);
    let mut below = |bound: usize| rng.next_u32() as usize % bound;
    for settings in [
        &["active-authentication=rsa-sha256"][..],
        &[
            "pace=ecdh-cam-aes128-12",
            "chip-authentication=ecdh-aes128-bp256",
            "active-authentication=ecdsa",
        ],
        &["pace=ecdh-im-aes256-16", "active-authentication=rsa-sha1"],
    ] {
        let commands = session(settings);
        for _ in 0..60 {
            // The same random numbers as in the session: up to the damage all is as it was.
            let mut terminal = Terminal::of_card(cie_sim::Card::new(
                cie_sim::Profile::Gemalto,
                options(settings, &[]),
            ));
            let damaged = below(commands.len());
            for (index, command) in commands.iter().enumerate() {
                let mut command = command.clone();
                if index == damaged {
                    let at = below(command.len());
                    match below(3) {
                        0 => command[at] ^= 1 << below(8),
                        1 => command.truncate(at),
                        _ => {
                            command.insert(at, 0);
                        }
                    }
                }
                assert!(terminal.card.process(&command).len() >= 2);
            }
        }
    }
}
