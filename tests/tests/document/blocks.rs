//! Blocks of files that are refused: smaller ones are asked for, at once or at the next tap.

use cie_core::{
    Limits,
    memory::{AtrId, LinkRecord, TryMemory as _, VolatileMemory},
    time::UnixTime,
};
use cie_document::{Access, emrtd::com::DataGroup};
use cie_sim::{Faults, Profile};
use cie_tests::{Rig, rig::installation};

use super::{
    refusals::{chip_asked, commands, passwords_used},
    *,
};

/// Everything but the fingers.
const ALL: [DataGroup; 5] = [
    DataGroup::DG1,
    DataGroup::DG2,
    DataGroup::DG11,
    DataGroup::DG12,
    DataGroup::DG14,
];

#[test]
fn a_block_that_is_refused_under_the_checksum_is_read_in_smaller_ones_on_the_same_channel() {
    let password = can();
    for most in [128, 160, 200, 224, 231, 256, 1000] {
        for status in ["6700", "6982", "6F00"] {
            let what = format!("{most} {status}");
            let mut rig = rig(&[], &[&format!("most-read={most}:SW{status}")]);
            let asked = Asked {
                groups: &ALL,
                ..chip_asked(Access::Pace(&password))
            };
            let identity = asked
                .read(&mut rig)
                .unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(identity.files.len(), ALL.len(), "{what}");
            assert_eq!(identity.unread, [], "{what}");
            assert!(identity.verdict(&trust(&rig), NOW).is_complete(), "{what}");
            assert_eq!(passwords_used(&commands(&rig)), 1, "{what}");
        }
    }
}

#[test]
fn a_block_that_is_refused_in_clear_opens_once_more_with_the_lines_and_asks_to_hold_again_else() {
    for most in [128, 160, 231, 256] {
        for status in ["6700", "6982"] {
            let fault = format!("most-read-in-clear={most}:SW{status}");
            let mut rig = rig(&[], &[&fault]);
            let lines = lines(&rig);
            let asked = Asked {
                groups: &ALL,
                ..Asked::with(Access::Bac(&lines))
            };
            let identity = asked
                .read(&mut rig)
                .unwrap_or_else(|error| panic!("{fault}: {error}"));
            assert_eq!(identity.files.len(), ALL.len(), "{fault}");
            assert_eq!(passwords_used(&commands(&rig)), 2, "{fault}");
            rig.memory = VolatileMemory::of(installation());
            let error = read(&mut rig).unwrap_err();
            assert_eq!(error.code().name(), "long_read_refused", "{fault}");
            assert_eq!(passwords_used(&commands(&rig)), 1, "{fault}");
        }
    }
}

/// All groups and the chip's proof, with one use of the password.
fn reads_whole(rig: &mut Rig, access: Access<'_>, what: &str) -> u32 {
    let asked = Asked {
        groups: &ALL,
        ..chip_asked(access)
    };
    let identity = asked
        .read(rig)
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(identity.files.len(), ALL.len(), "{what}");
    assert_eq!(identity.unread, [], "{what}");
    assert!(identity.verdict(&trust(rig), NOW).is_complete(), "{what}");
    assert_eq!(passwords_used(&commands(rig)), 1, "{what}");
    identity.traffic.exchanges
}

#[test]
fn a_card_that_has_refused_a_long_block_in_clear_is_read_at_the_second_tap() {
    let password = can();
    for most in [128, 160, 231, 256] {
        for status in ["6700", "6982"] {
            for limits in [phone(), Limits::SHORT] {
                let fault = format!("most-read-in-clear={most}:SW{status}");
                let document = ["pace=ecdh-gm-aes128-13"];
                let mut rig = rig_of(Profile::Gemalto, limits.clone(), &document, &[&fault]);
                let what = format!("{fault} {limits:?}");
                let first = read(&mut rig);
                // A short link asks for no more than 231 bytes.
                if !limits.extended && most >= 231 {
                    first.unwrap();
                } else {
                    assert_eq!(
                        first.unwrap_err().code().name(),
                        "long_read_refused",
                        "{what}"
                    );
                }
                reads_whole(&mut rig, Access::Pace(&password), &what);
                // The printed lines open it once, since it is known by now.
                let lines = lines(&rig);
                reads_whole(&mut rig, Access::Bac(&lines), &what);
            }
        }
    }
}

#[test]
fn short_blocks_are_remembered_of_one_kind_of_card_for_ten_readings_or_thirty_days() {
    let password = can();
    let access = || Access::Pace(&password);
    let plain = reads_whole(&mut rig(&[], &[]), access(), "plain");
    let mut rig = rig(&[], &["most-read-in-clear=128:SW6700"]);
    assert_eq!(
        read(&mut rig).unwrap_err().code().name(),
        "long_read_refused"
    );
    let known = rig.memory.clone();
    for _ in 0..10 {
        reads_whole(&mut rig, access(), "one of ten");
    }
    // The eleventh finds out anew.
    assert_eq!(
        read(&mut rig).unwrap_err().code().name(),
        "long_read_refused"
    );
    reads_whole(&mut rig, access(), "after the eleventh");

    rig.card.set_faults(Faults::default());
    assert!(reads_whole(&mut rig, access(), "in short blocks") > plain + 50);
    let atr = rig.limits.atr.replace(Profile::Actalis.atr().to_vec());
    assert_eq!(reads_whole(&mut rig, access(), "of another kind"), plain);
    rig.limits.atr = atr;
    rig.memory = known;
    rig.now = UnixTime(rig.now.0 + 30 * 24 * 60 * 60);
    assert_eq!(reads_whole(&mut rig, access(), "in long blocks"), plain);
    // Which makes it forgotten.
    rig.now = NOW;
    assert_eq!(reads_whole(&mut rig, access(), "in long blocks"), plain);
}

#[test]
fn what_a_checksum_covers_is_learnt_anew_each_time_and_short_commands_are_another_matter() {
    let mut rig = rig(&[], &["most-read=224:SW6700"]);
    let atr = AtrId::of(rig.limits.atr.as_deref());
    read(&mut rig).unwrap();
    assert_eq!(rig.memory.get_link(&atr).unwrap(), LinkRecord::default());
    // A longer one in clear says nothing of the IAS application.
    let faults = Faults::parse(["most-read-in-clear=128:SW6700"]).unwrap();
    rig.card.set_faults(faults);
    read(&mut rig).unwrap_err();
    assert!(rig.memory.get_link(&atr).unwrap().ias_short.is_none());
    assert_eq!(rig.verify(cie_tests::PIN).unwrap().traffic.exchanges, 17);
}
