//! The codes of a fresh simulated card, and how often each may be wrong.

/// Those of a CIE.
pub(crate) mod cie {
    /// PIN of a fresh simulated card.
    pub const STANDARD_PIN: &str = "24681357";
    /// PUK of a fresh simulated card.
    pub const STANDARD_PUK: &str = "13572468";

    /// Tries of the PIN (italia/cie-middleware-linux `cie-pkcs11/CSP/PINManager.cpp`: from 63C2
    /// down).
    pub(crate) const PIN_TRIES: u8 = 3;
    /// Tries of the PUK (italia/cie-middleware-windows-docs `sblocco.rst`: ten).
    pub(crate) const PUK_TRIES: u8 = 10;
}

/// Those of a TS-CNS.
pub(crate) mod cns {
    /// Tries of the PIN (leaflets of several Regions; the number is each card's own).
    pub const PIN_TRIES: u8 = 3;
    /// Tries of the PUK; with the last one the card is lost (the same).
    pub const PUK_TRIES: u8 = 3;

    /// PIN of a fresh simulated TS-CNS: 5 digits, as it is handed out.
    pub const STANDARD_PIN: &str = "24680";
    /// PUK of a fresh simulated TS-CNS.
    pub const STANDARD_PUK: &str = "13572468";

    /// Bytes of a code as the card stores it.
    pub(crate) const LENGTH: usize = 8;
    pub(crate) const PADDING: u8 = 0xFF;

    /// A code as the card stores and receives it: `FF` behind its digits.
    pub(crate) fn padded(digits: &[u8]) -> Vec<u8> {
        let mut code = digits.to_vec();
        code.resize(digits.len().max(LENGTH), PADDING);
        code
    }
}
