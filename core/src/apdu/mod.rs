//! Layer 2: command and response APDUs (ISO/IEC 7816-4:2020 section 5).

pub mod command;
pub mod response;
pub mod status;

pub use command::{Command, Form, Le};
pub use response::Response;
pub use status::StatusWord;
