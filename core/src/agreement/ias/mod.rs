//! The IAS ECC agreement of the CIE: Diffie-Hellman, then device
//! authentication with privacy protection.

pub mod terminal;
