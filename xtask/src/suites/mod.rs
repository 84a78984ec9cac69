//! How each suite is run.

pub(crate) mod demo;
pub(crate) mod deny;
pub(crate) mod dmrtd;
pub(crate) mod files;
pub(crate) mod fuzz;
pub(crate) mod ias_kt;
pub(crate) mod jmrtd;
pub(crate) mod kotlin;
pub(crate) mod libeac;
pub(crate) mod npa_tool;
pub(crate) mod opensc;
pub(crate) mod page;
pub(crate) mod pcsc;
pub(crate) mod rust;
pub(crate) mod swift;
pub(crate) mod targets;
