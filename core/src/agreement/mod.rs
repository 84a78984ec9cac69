//! Layer 5: how a channel gets its keys. Machines without I/O: they give the
//! next command and accept the answer.

pub mod bac;
pub mod chip_authentication;
pub mod group;
pub mod ias;
pub mod iso9796;
pub mod kdf;
pub mod modular;
pub mod pace;
pub mod password;
