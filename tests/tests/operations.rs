//! Every operation on every family, over every link.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_core::{op::Settlement, progress::Phase, transceive::Limits};
use cie_sim::Profile;
use cie_tests::{NEW_PIN, Operation, PIN, Rig};

#[test]
fn every_operation_succeeds_on_every_family_at_short_and_extended_limits() {
    for profile in Profile::ALL {
        for limits in [Limits::SHORT, Limits::EXTENDED] {
            for operation in Operation::ALL {
                let mut rig = Rig::new(profile, limits.clone());
                let report = rig.run(operation).unwrap();
                let expected = if operation == Operation::Verify { PIN } else { NEW_PIN };
                assert!(rig.card.has_pin(expected.as_bytes()), "{profile} {operation:?}");
                assert_eq!(report.tries_left, Some(3));
                println!("{profile} {operation:?} {:?}", report.traffic);
            }
        }
    }
}
