//! Layer 3: the seam. Everything above talks to a card through [`Transceive`];
//! phones, PC/SC readers, sockets and the simulator implement it.

/// What the link between this program and the card can carry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longest command APDU in bytes, header and length fields included
    /// (Android: `IsoDep.getMaxTransceiveLength`).
    pub max_command: usize,
    /// Longest response APDU in bytes, status word included.
    pub max_response: usize,
    /// Whether extended length fields may be tried
    /// (Android: `IsoDep.isExtendedLengthApduSupported`). Whether the *card*
    /// takes them is found out by trying, in clear, before any code is sent.
    pub extended: bool,
    /// The answer to reset, if the reader tells it. A hint: it says which card
    /// is looked for first, and of a TS-CNS which card system it is, on which
    /// the reference of the PIN depends. That it is a TS-CNS its files prove;
    /// a CIE works the same with every answer to reset.
    pub atr: Option<Vec<u8>>,
}

impl Limits {
    /// The longest short command and response of ISO/IEC 7816-4: 261 and 258
    /// bytes. Every phone and reader carries at least these.
    pub const SHORT: Self = Self {
        max_command: 261,
        max_response: 258,
        extended: false,
        atr: None,
    };

    /// Extended length fields over a link that carries everything.
    pub const EXTENDED: Self = Self {
        max_command: 65_544,
        max_response: 65_538,
        extended: true,
        atr: None,
    };

    /// Below this many bytes in either direction an operation ends with
    /// `link_too_short` before anything is sent: a protected CHANGE REFERENCE
    /// DATA must fit one command, since a code is never sent in pieces.
    pub const SMALLEST: usize = 128;

    /// The same limits with these many bytes of a command and of a response.
    #[must_use]
    pub const fn carrying(mut self, max_command: usize, max_response: usize) -> Self {
        self.max_command = max_command;
        self.max_response = max_response;
        self
    }

    /// The same limits with an answer to reset.
    #[must_use]
    pub fn with_atr(mut self, atr: &[u8]) -> Self {
        self.atr = Some(atr.to_vec());
        self
    }

    /// The answer to reset of a contactless card from the historical bytes
    /// that a phone gives, as PC/SC part 3 section 3.1.3.2.3 builds it:
    /// `3B 8n 80 01`, the bytes (at most 15), and a check byte.
    #[must_use]
    pub fn atr_from_historical_bytes(historical: &[u8]) -> Vec<u8> {
        let historical = historical.get(..15).unwrap_or(historical);
        let count = historical.iter().fold(0x80_u8, |count, _| count + 1);
        let mut atr = vec![0x3B, count, 0x80, 0x01];
        atr.extend_from_slice(historical);
        let check = atr.iter().skip(1).fold(0, |check, byte| check ^ byte);
        atr.push(check);
        atr
    }
}

/// Why an exchange has no answer. After each of them the command may have reached the card;
/// the library takes none for a proof that it did not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// The card left the field or stopped answering. The command may or may not have
    /// reached it.
    #[error("the card no longer answers")]
    Lost,
    /// The reader cannot be used now, which the person can change: NFC is off, no reader is
    /// connected. Where it failed in the middle of an exchange, the command may have reached the
    /// card. The text is the reader's own and holds nothing of what was sent.
    #[error("the reader cannot be used: {0}")]
    Unavailable(String),
    /// Nothing that the person can switch on makes it work: the device has no NFC, the program
    /// may not use it, or the message is one that the device never carries. The text is as for
    /// [`Self::Unavailable`].
    #[error("this device or program cannot talk to the card: {0}")]
    Unsupported(String),
    /// Somebody else is using the card or the reader. For an implementation that is told so
    /// before it sends; the library does not rely on it and takes the command for
    /// possibly sent.
    #[error("the card is in use")]
    Busy,
    /// The platform ended the session at the person's request: the command may have reached
    /// the card before. With a code under way the operation ends with `outcome_unknown`.
    #[error("the exchange was cancelled")]
    Cancelled,
}

/// Sends one command APDU to a card and returns its response APDU.
///
/// An implementation must not repeat, cut or join what it is given, and must not log
/// its bytes; lengths and status words are harmless, and [`Event`](crate::Event) has them.
/// `61xx` and `6Cxx` are returned as they came: the library does the rest.
///
/// How long an exchange takes is for the implementation to bound, since no
/// operation has a clock: after a code nothing stops it before its answer, and
/// at most two GET RESPONSE follow
/// ([`bounds`](crate::channel::plain::bounds)). One that ends by its deadline
/// ends with [`LinkError::Lost`], and its late answer is never given for that to
/// another command. 30 seconds are enough for any card.
pub trait Transceive {
    /// What the link can carry. Asked once per operation.
    fn limits(&self) -> Limits;

    /// One exchange. The response includes the status word.
    ///
    /// # Errors
    /// [`LinkError`]: after it, it is not known whether the card has
    /// processed the command.
    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError>;
}

impl<T: Transceive + ?Sized> Transceive for &mut T {
    fn limits(&self) -> Limits {
        (**self).limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        (**self).transceive(command)
    }
}

impl<T: Transceive + ?Sized> Transceive for Box<T> {
    fn limits(&self) -> Limits {
        (**self).limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        (**self).transceive(command)
    }
}

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn historical_bytes_become_the_atr_that_a_contactless_reader_shows() {
        // Gemalto family, italia/cie-middleware-linux `ATR.cpp`.
        assert_eq!(
            Limits::atr_from_historical_bytes(&hex!("8031 8065 B085 0400 1112 0FFF 8290 00")),
            hex!("3B8F 8001 8031 8065 B085 0400 1112 0FFF 8290 008A")
        );
        assert_eq!(Limits::atr_from_historical_bytes(&[]), hex!("3B80800101"));
    }
}
