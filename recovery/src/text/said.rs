//! What is said of each value of an enumeration: the functions that
//! `recovery/build.rs` makes of `recovery/knowledge/words`.

use cie_core::messages::Lang;

use super::words::{Label, Phrase};
use crate::{
    Card, Code, CodeState, Contacts, Input, Reason, Region, Relation, Requester, Weekday,
    codes::{Half, JoinNote, Occasion},
    knowledge::{Confidence, Operation, TextKey},
};

include!(concat!(env!("OUT_DIR"), "/words.rs"));
