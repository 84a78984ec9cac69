//! How a genuine file deviates from its standard.
//!
//! Issuers have signed such files and will not recall them. Nothing of it says
//! that a document is not genuine; it is noted for whoever looks into a report.

/// A deviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Oddity {
    /// A signed object is in BER and not in DER: ICAO Doc 9303-10 section 4.6.2
    /// asks for DER.
    Ber,
    /// Bytes stand behind a signed object.
    TrailingBytes,
    /// The signed attributes were signed in the order in which they stand, not
    /// in that of DER (RFC 5652 section 5.4).
    AttributesInWireOrder,
    /// The content was signed without signed attributes (RFC 5652 section 5.3
    /// asks for them).
    NoSignedAttributes,
    /// The signer is named otherwise than its certificate, the only one of the
    /// object.
    SignerNamedOtherwise,
    /// Bytes stand behind the set of DG14.
    TrailingBytesInDg14,
    /// Bytes stand behind the key of DG15.
    TrailingBytesInDg15,
}

impl Oddity {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ber => "ber",
            Self::TrailingBytes => "trailing_bytes",
            Self::AttributesInWireOrder => "attributes_in_wire_order",
            Self::NoSignedAttributes => "no_signed_attributes",
            Self::SignerNamedOtherwise => "signer_named_otherwise",
            Self::TrailingBytesInDg14 => "trailing_bytes_in_dg14",
            Self::TrailingBytesInDg15 => "trailing_bytes_in_dg15",
        }
    }
}
