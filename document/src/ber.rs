//! From BER to DER (ITU-T X.690 sections 8.1 and 10), as far as files of issuers
//! need it: indefinite and overlong lengths, and octet strings in pieces. The
//! order of a SET is left alone, and so is every value.

/// Most levels of data objects inside each other. A certificate inside a master
/// list inside a signed object has some fifteen.
const MAX_DEPTH: usize = 40;

/// Universal OCTET STRING.
const OCTET_STRING: u8 = 0x04;
/// Bit of an identifier for data objects that hold others.
const CONSTRUCTED: u8 = 0x20;

/// Why an encoding is not BER, or none that is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BerError {
    /// It ends inside a data object, or a length is not one.
    #[error("the encoding is cut short or broken")]
    Broken,
    /// Data objects are inside each other more than 40 times.
    #[error("the encoding is nested too deeply")]
    TooDeep,
}

/// Reads the first data object of `input` and encodes it in DER; gives what
/// stands behind it, too. The result is at most as long as `input` and five
/// bytes more for each data object of indefinite length.
///
/// # Errors
/// [`BerError`].
pub fn to_der(input: &[u8]) -> Result<(Vec<u8>, &[u8]), BerError> {
    let mut out = Vec::with_capacity(input.len());
    let rest = element(input, &mut out, MAX_DEPTH)?;
    Ok((out, rest))
}

/// Where a data object ends.
#[derive(Clone, Copy)]
enum Length {
    Definite(usize),
    /// Before two zero bytes (X.690 section 8.1.3.6).
    Indefinite,
}

/// Identifier and length of a data object, and what follows.
struct Head<'a> {
    identifier: &'a [u8],
    length: Length,
    rest: &'a [u8],
}

impl<'a> Head<'a> {
    fn read(input: &'a [u8]) -> Result<Self, BerError> {
        let (first, more) = input.split_first().ok_or(BerError::Broken)?;
        let mut identifier_len = 1;
        if first & 0x1F == 0x1F {
            let continued = more.iter().take_while(|byte| **byte & 0x80 != 0).count();
            identifier_len += continued + 1;
        }
        let (identifier, rest) = input
            .split_at_checked(identifier_len)
            .ok_or(BerError::Broken)?;
        let (first, rest) = rest.split_first().ok_or(BerError::Broken)?;
        let (length, rest) = match first {
            0x80 if identifier_is_constructed(identifier) => (Length::Indefinite, rest),
            0..=0x7F => (Length::Definite(usize::from(*first)), rest),
            0x81..=0xFE => {
                let (bytes, rest) = rest
                    .split_at_checked(usize::from(first & 0x7F))
                    .ok_or(BerError::Broken)?;
                let mut length = 0_usize;
                for byte in bytes {
                    length = length
                        .checked_mul(0x100)
                        .and_then(|length| length.checked_add(usize::from(*byte)))
                        .ok_or(BerError::Broken)?;
                }
                (Length::Definite(length), rest)
            }
            _ => return Err(BerError::Broken),
        };
        Ok(Self {
            identifier,
            length,
            rest,
        })
    }

    /// The two zero bytes that end an indefinite length.
    const fn is_end(&self) -> bool {
        matches!((self.identifier, self.length), ([0], Length::Definite(0)))
    }
}

fn identifier_is_constructed(identifier: &[u8]) -> bool {
    identifier
        .first()
        .is_some_and(|first| first & CONSTRUCTED != 0)
}

fn element<'a>(input: &'a [u8], out: &mut Vec<u8>, depth: usize) -> Result<&'a [u8], BerError> {
    let depth = depth.checked_sub(1).ok_or(BerError::TooDeep)?;
    let head = Head::read(input)?;
    if !identifier_is_constructed(head.identifier) {
        let Length::Definite(len) = head.length else {
            return Err(BerError::Broken);
        };
        let (value, rest) = head.rest.split_at_checked(len).ok_or(BerError::Broken)?;
        push(out, head.identifier, value);
        return Ok(rest);
    }
    let in_pieces = head.identifier == [OCTET_STRING | CONSTRUCTED];
    let mut value = Vec::new();
    let rest = children(head.length, head.rest, |child| {
        if in_pieces {
            pieces(child, &mut value, depth)
        } else {
            element(child, &mut value, depth)
        }
    })?;
    let identifier = if in_pieces {
        &[OCTET_STRING][..]
    } else {
        head.identifier
    };
    push(out, identifier, &value);
    Ok(rest)
}

/// An octet string inside one that comes in pieces (X.690 section 8.7.3).
fn pieces<'a>(input: &'a [u8], out: &mut Vec<u8>, depth: usize) -> Result<&'a [u8], BerError> {
    let depth = depth.checked_sub(1).ok_or(BerError::TooDeep)?;
    let head = Head::read(input)?;
    match (head.identifier, head.length) {
        ([OCTET_STRING], Length::Definite(len)) => {
            let (value, rest) = head.rest.split_at_checked(len).ok_or(BerError::Broken)?;
            out.extend_from_slice(value);
            Ok(rest)
        }
        ([identifier], length) if *identifier == OCTET_STRING | CONSTRUCTED => {
            children(length, head.rest, |child| pieces(child, out, depth))
        }
        _ => Err(BerError::Broken),
    }
}

/// Takes one data object after the other with `take`, which gives what stands
/// behind it; gives what stands behind the last.
fn children<'a>(
    length: Length,
    input: &'a [u8],
    mut take: impl FnMut(&'a [u8]) -> Result<&'a [u8], BerError>,
) -> Result<&'a [u8], BerError> {
    match length {
        Length::Definite(len) => {
            let (mut inside, rest) = input.split_at_checked(len).ok_or(BerError::Broken)?;
            while !inside.is_empty() {
                inside = take(inside)?;
            }
            Ok(rest)
        }
        Length::Indefinite => {
            let mut inside = input;
            loop {
                let head = Head::read(inside)?;
                if head.is_end() {
                    return Ok(head.rest);
                }
                inside = take(inside)?;
            }
        }
    }
}

fn push(out: &mut Vec<u8>, identifier: &[u8], value: &[u8]) {
    out.extend_from_slice(identifier);
    match value.len() {
        // One byte.
        len @ 0..=0x7F => out.push(len.to_be_bytes().last().copied().unwrap_or_default()),
        len => {
            let bytes = len.to_be_bytes();
            let skip = bytes.iter().take_while(|byte| **byte == 0).count();
            let bytes = bytes.get(skip..).unwrap_or_default();
            out.extend(u8::try_from(bytes.len()).map(|count| 0x80 | count));
            out.extend_from_slice(bytes);
        }
    }
    out.extend_from_slice(value);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn der_stays_as_it_is_and_what_follows_is_given_back() {
        for der in [
            &hex!("0500")[..],
            &hex!("3000"),
            &hex!("300A 0401AA 3105 0203 010203"),
            &hex!("BF8148 03 020105"),
            // Not a string in pieces: implicitly tagged, or another type.
            &hex!("A003 040100"),
            &hex!("2C03 0C0141"),
        ] {
            let input = [der, &hex!("AABB")].concat();
            assert_eq!(to_der(&input), Ok((der.to_vec(), &hex!("AABB")[..])));
        }
        let long = [&hex!("30820084 048180")[..], &[7; 128], &hex!("0500")].concat();
        let der = [&hex!("308185 048180")[..], &[7; 128], &hex!("0500")].concat();
        let whole = [&hex!("30820085 048180")[..], &[7; 128], &hex!("0500")].concat();
        assert_eq!(to_der(&whole), Ok((der, &[][..])));
        assert_eq!(to_der(&long), Err(BerError::Broken));
    }

    #[test]
    fn indefinite_and_overlong_lengths_become_short_ones() {
        for (ber, der) in [
            (&hex!("3080 020105 0000")[..], &hex!("3003 020105")[..]),
            (
                &hex!("3080 3180 0500 0000 A080 0000 0000"),
                &hex!("3006 3102 0500 A000"),
            ),
            (&hex!("308104 02810105"), &hex!("3003 020105")),
            (&hex!("308400000003 020105"), &hex!("3003 020105")),
        ] {
            assert_eq!(to_der(ber), Ok((der.to_vec(), &[][..])));
        }
    }

    #[test]
    fn an_octet_string_in_pieces_is_joined_however_deep_they_lie() {
        for ber in [
            &hex!("2480 040101 0402 0203 0000")[..],
            &hex!("2409 040101 2404 0402 0203"),
            &hex!("2480 2480 040101 0000 0402 0203 0000"),
            &hex!("2480 040101 2480 2403 040102 0400 0000 040103 0000"),
        ] {
            let joined = hex!("0403 010203");
            assert_eq!(to_der(ber), Ok((joined.to_vec(), &[][..])));
        }
        // Of another type inside.
        assert_eq!(to_der(&hex!("2403 020101")), Err(BerError::Broken));
    }

    #[test]
    fn what_is_cut_short_or_nested_without_end_is_refused() {
        let whole = hex!("3080 2480 040101 0000 A081 02 0500 0000");
        assert!(to_der(&whole).is_ok());
        for end in 0..whole.len() {
            let cut = whole.get(..end).unwrap();
            assert!(to_der(cut).is_err(), "{end}");
        }
        for broken in [
            &hex!("0480 0000")[..],
            &hex!("30FF"),
            &hex!("30 8A FFFFFFFFFFFFFFFFFFFF"),
            &hex!("1F FFFF"),
        ] {
            assert_eq!(to_der(broken), Err(BerError::Broken));
        }
        assert_eq!(to_der(&[0x30, 0x80].repeat(50_000)), Err(BerError::TooDeep));
        assert_eq!(to_der(&[0x24, 0x80].repeat(50_000)), Err(BerError::TooDeep));
    }
}
