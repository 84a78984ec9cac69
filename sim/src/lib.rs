//! A simulated Italian electronic identity card (CIE 3.0).

pub mod identity;
