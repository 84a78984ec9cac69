//! Bounded BER-TLV (ISO/IEC 7816-4:2020 section 6.3, ISO/IEC 8825-1).
//!
//! Data objects are borrowed from the buffer they were found in, looked up by
//! tag and never by position: cards issued from the end of 2022 answer the
//! children of `7F49` in another order than earlier ones (pagopa/io-cie-sdk,
//! commit a69ebba). Lengths are definite, of at most three bytes; tags of at
//! most three bytes.

use zeroize::Zeroizing;

/// One data object: its tag (as the big-endian number of its bytes, so `7F49`
/// is `0x7F49`) and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// Tag bytes read as a big-endian number.
    pub tag: u32,
    /// The value field.
    pub value: &'a [u8],
}

/// What can be wrong with an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlvError {
    /// The buffer ends inside a tag, a length or a value.
    #[error("the data object is cut short")]
    Truncated,
    /// A tag longer than three bytes, an indefinite length, or a length
    /// longer than three bytes.
    #[error("the data object's tag or length is not supported")]
    Unsupported,
    /// The tag asked for is not among the children.
    #[error("data object {0:X} is missing")]
    Missing(u32),
    /// Bytes follow where one data object should have been all.
    #[error("bytes follow the data object")]
    Trailing,
}

impl<'a> Tlv<'a> {
    /// Reads the first data object of `input`; returns it and what follows it.
    ///
    /// # Errors
    /// [`TlvError::Truncated`] or [`TlvError::Unsupported`].
    pub fn split(input: &'a [u8]) -> Result<(Self, &'a [u8]), TlvError> {
        let Header {
            tag,
            header_len,
            value_len,
        } = Header::read(input)?;
        let rest = input.get(header_len..).ok_or(TlvError::Truncated)?;
        let value = rest.get(..value_len).ok_or(TlvError::Truncated)?;
        let rest = rest.get(value_len..).ok_or(TlvError::Truncated)?;
        Ok((Self { tag, value }, rest))
    }

    /// Reads `input` as exactly one data object.
    ///
    /// # Errors
    /// Those of [`Tlv::split`], and [`TlvError::Trailing`].
    pub fn single(input: &'a [u8]) -> Result<Self, TlvError> {
        let (tlv, rest) = Self::split(input)?;
        if rest.is_empty() {
            Ok(tlv)
        } else {
            Err(TlvError::Trailing)
        }
    }

    /// The data objects of a template, in their order.
    #[must_use]
    pub const fn children(&self) -> Children<'a> {
        Children { rest: self.value }
    }

    /// The first child with `tag`.
    ///
    /// # Errors
    /// [`TlvError::Missing`], or what is wrong with an earlier child.
    pub fn child(&self, tag: u32) -> Result<Self, TlvError> {
        find(self.value, tag)
    }
}

/// The first data object with `tag` in a sequence of them.
///
/// # Errors
/// [`TlvError::Missing`], or what is wrong with an earlier data object.
pub fn find(sequence: &[u8], tag: u32) -> Result<Tlv<'_>, TlvError> {
    for child in (Children { rest: sequence }) {
        let child = child?;
        if child.tag == tag {
            return Ok(child);
        }
    }
    Err(TlvError::Missing(tag))
}

/// Walks a path of tags, each inside the one before.
///
/// # Errors
/// [`TlvError::Missing`] names the first tag that is not there.
pub fn descend<'a>(sequence: &'a [u8], path: &[u32]) -> Result<Tlv<'a>, TlvError> {
    let mut here = Tlv {
        tag: 0,
        value: sequence,
    };
    for tag in path {
        here = here.child(*tag)?;
    }
    Ok(here)
}

/// Iterator over the data objects of a template.
#[derive(Clone, Debug)]
pub struct Children<'a> {
    rest: &'a [u8],
}

impl<'a> Children<'a> {
    /// The data objects of `sequence`.
    #[must_use]
    pub const fn of(sequence: &'a [u8]) -> Self {
        Self { rest: sequence }
    }

    /// What has not been read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl<'a> Iterator for Children<'a> {
    type Item = Result<Tlv<'a>, TlvError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        match Tlv::split(self.rest) {
            Ok((tlv, rest)) => {
                self.rest = rest;
                Some(Ok(tlv))
            }
            Err(error) => {
                self.rest = &[];
                Some(Err(error))
            }
        }
    }
}

/// Tag and lengths of a data object whose value may not have arrived yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Tag bytes read as a big-endian number.
    pub tag: u32,
    /// Bytes of tag and length fields.
    pub header_len: usize,
    /// Bytes of the value field.
    pub value_len: usize,
}

impl Header {
    /// Reads tag and length at the start of `input`.
    ///
    /// # Errors
    /// [`TlvError::Truncated`] or [`TlvError::Unsupported`].
    pub fn read(input: &[u8]) -> Result<Self, TlvError> {
        let mut bytes = input.iter().copied();
        let mut next = || bytes.next().ok_or(TlvError::Truncated);
        let first = next()?;
        let mut tag = u32::from(first);
        let mut header_len = 1;
        if first & 0x1F == 0x1F {
            loop {
                let byte = next()?;
                header_len += 1;
                if header_len > 3 {
                    return Err(TlvError::Unsupported);
                }
                tag = tag << 8 | u32::from(byte);
                if byte & 0x80 == 0 {
                    break;
                }
            }
        }
        let first = next()?;
        header_len += 1;
        let value_len = match first {
            0..=0x7F => usize::from(first),
            0x81..=0x83 => {
                let mut len = 0;
                for _ in 0..first & 0x0F {
                    len = len << 8 | usize::from(next()?);
                    header_len += 1;
                }
                len
            }
            _ => return Err(TlvError::Unsupported),
        };
        Ok(Self {
            tag,
            header_len,
            value_len,
        })
    }

    /// Bytes of the whole data object.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.header_len + self.value_len
    }
}

/// Appends a data object with the shortest length encoding.
///
/// Values of 16 MiB and more do not exist on a card; their length is cut to
/// three bytes, so that this cannot fail.
pub fn push(out: &mut Vec<u8>, tag: u32, value: &[u8]) {
    let tag = tag.to_be_bytes();
    let skip = tag.iter().take(3).take_while(|byte| **byte == 0).count();
    out.extend(tag.iter().skip(skip));
    push_length(out, value.len());
    out.extend_from_slice(value);
}

/// One data object with the shortest length encoding.
#[must_use]
pub fn encode(tag: u32, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len() + 8);
    push(&mut out, tag, value);
    out
}

/// As [`encode`], for a value that is wiped when dropped.
#[must_use]
pub fn encode_secret(tag: u32, value: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(encode(tag, value))
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "each branch's pattern bounds the length to what its bytes hold"
)]
fn push_length(out: &mut Vec<u8>, len: usize) {
    match len {
        0..=0x7F => out.push(len as u8),
        0x80..=0xFF => out.extend([0x81, len as u8]),
        0x100..=0xFFFF => out.extend([0x82, (len >> 8) as u8, len as u8]),
        _ => out.extend([0x83, (len >> 16) as u8, (len >> 8) as u8, len as u8]),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn children_are_found_by_tag_whatever_their_order() {
        let mut template = Vec::new();
        push(&mut template, 0x5F4C, &[1, 2]);
        push(&mut template, 0x82, &[3]);
        push(&mut template, 0x81, &[4; 300]);
        let whole = encode(0x7F49, &template);
        let tlv = Tlv::single(&whole).unwrap();
        assert_eq!(tlv.tag, 0x7F49);
        assert_eq!(tlv.child(0x81).unwrap().value, &[4; 300]);
        assert_eq!(tlv.child(0x5F4C).unwrap().value, &[1, 2]);
        assert_eq!(tlv.child(0x83), Err(TlvError::Missing(0x83)));
        assert_eq!(descend(&whole, &[0x7F49, 0x82]).unwrap().value, &[3]);
    }

    #[test]
    fn lengths_use_the_shortest_of_the_four_encodings() {
        for (len, header) in [
            (0x7F, &[0x04, 0x7F][..]),
            (0x80, &[0x04, 0x81, 0x80]),
            (0x100, &[0x04, 0x82, 0x01, 0x00]),
            (0x1_0000, &[0x04, 0x83, 0x01, 0x00, 0x00]),
        ] {
            let whole = encode(0x04, &vec![0; len]);
            assert!(whole.starts_with(header));
            assert_eq!(Tlv::single(&whole).unwrap().value.len(), len);
        }
    }

    #[test]
    fn every_truncation_is_an_error_and_never_a_panic() {
        let whole = encode(0x7F49, &encode(0x81, &[7; 200]));
        for end in 0..whole.len() {
            assert_eq!(
                Tlv::split(whole.get(..end).unwrap()).unwrap_err(),
                TlvError::Truncated
            );
        }
        assert_eq!(
            Tlv::single(&[whole, vec![0]].concat()),
            Err(TlvError::Trailing)
        );
    }

    #[test]
    fn indefinite_and_oversized_lengths_and_tags_are_refused() {
        for bytes in [
            &[0x30, 0x80, 0, 0][..],
            &[0x30, 0x84, 0, 0, 0, 0],
            &[0x1F, 0x81, 0x81, 1, 0],
        ] {
            assert_eq!(Tlv::split(bytes), Err(TlvError::Unsupported));
        }
    }
}
