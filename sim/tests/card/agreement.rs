//! The way to the codes, on every family.

use cie_core::apdu::{Command, Le, StatusWord};
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};

use crate::terminal::{OK, authenticated};

#[test]
fn on_every_profile_a_terminal_comes_to_the_pin_and_reads_the_certificate() {
    for profile in Profile::ALL {
        let mut terminal = authenticated(profile, &[]);
        assert_eq!(terminal.verify(0x81, "00000000"), StatusWord(0x63C2));
        assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
        assert_eq!(terminal.verify(0x82, STANDARD_PUK), OK);
        let read = terminal.secure(&Command::new(0xB0, 0x83, 0).le(Le::Max));
        assert_eq!(read.status, OK);
        assert_eq!(read.data.len(), 256);
    }
}
