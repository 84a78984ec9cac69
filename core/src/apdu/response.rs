//! Response APDUs.

use core::fmt;

use zeroize::Zeroizing;

use super::status::StatusWord;

/// A response: data, wiped when dropped, and status word.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The response data field; may be empty.
    pub data: Zeroizing<Vec<u8>>,
    /// The status word.
    pub status: StatusWord,
}

impl Response {
    /// A response with data.
    #[must_use]
    pub fn new(data: Vec<u8>, status: StatusWord) -> Self {
        Self {
            data: Zeroizing::new(data),
            status,
        }
    }

    /// A response that is only a status word.
    #[must_use]
    pub fn status(status: StatusWord) -> Self {
        Self::new(Vec::new(), status)
    }

    /// Splits the bytes of a response APDU; `None` when there are fewer than
    /// the two of the status word.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (data, status) = bytes.split_last_chunk::<2>()?;
        Some(Self::new(
            data.to_vec(),
            StatusWord(u16::from_be_bytes(*status)),
        ))
    }

    /// The bytes of the response APDU.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.data.len() + 2);
        out.extend_from_slice(&self.data);
        out.extend(self.status.0.to_be_bytes());
        out
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} bytes, {})", self.data.len(), self.status)
    }
}
