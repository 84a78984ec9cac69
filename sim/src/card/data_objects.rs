//! GET DATA with an extended header list (ISO/IEC 7816-4, 8.4.4 and 11.4.3): the Diffie-Hellman
//! group, the public key of the terminals' authority, the chip's public value.

use cie_core::bytes::tlv;
use cie_core::{StatusWord, apdu::Command};

use super::Card;
use super::files::Application;
use crate::identity::ExternalAuthenticationKey;
use crate::interface::{Answer, ok_with};

/// Extended header list.
const HEADER_LIST: u32 = 0x4D;
/// Template of the security data objects.
const SECURITY_OBJECTS: u32 = 0x70;
/// Diffie-Hellman parameters, instance 01 of the current directory.
const DH_OBJECT: u32 = 0xBF_A1_01;
/// Public key, instance 04 of the current directory: key 84 without its highest bit.
const AUTHORITY_OBJECT: u32 = 0xBF_A0_04;
/// Template of the group.
const GROUP: u32 = 0xA3;
const GENERATOR: u32 = 0x97;
const PRIME: u32 = 0x98;
const ORDER: u32 = 0x99;
/// Template of a public key.
const PUBLIC_KEY: u32 = 0x7F49;
/// Control reference template for key agreement.
const KEY_AGREEMENT: u32 = 0xA6;
const PUBLIC_VALUE: u32 = 0x91;

/// Deeper header lists are refused.
const DEEPEST: u8 = 8;

impl Card {
    pub(super) fn get_data(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0x3F, 0xFF) {
            return Err(StatusWord::REFERENCED_DATA_NOT_FOUND);
        }
        let list = HeaderList::parse(&command.data, DEEPEST).ok_or(StatusWord::WRONG_DATA)?;
        let [(HEADER_LIST, Wanted::Children(list))] = list.0.as_slice() else {
            return Err(StatusWord::WRONG_DATA);
        };
        if self.application != Application::Cie {
            return Err(StatusWord::REFERENCED_DATA_NOT_FOUND);
        }
        if list.names(KEY_AGREEMENT) {
            let value = self.public_value()?;
            let object = Object::new(KEY_AGREEMENT, vec![Object::leaf(PUBLIC_VALUE, value)]);
            return found(&[object], list);
        }
        self.check_group_form(list)?;
        found(&[self.security_objects()], list)
    }

    /// Which families give the group at once, and which of its numbers there are.
    fn check_group_form(&self, list: &HeaderList) -> Result<(), StatusWord> {
        let faults = self.faults();
        let Some(wanted) = list.descend(&[SECURITY_OBJECTS, DH_OBJECT, GROUP]) else {
            return Ok(());
        };
        let at_once = match wanted {
            Wanted::All => true,
            Wanted::Children(numbers) => numbers.0.len() > 1,
        };
        let allowed = if at_once {
            self.profile.gives_whole_group() || faults.single_get_only
        } else {
            !faults.single_get_only
        };
        if allowed {
            Ok(())
        } else {
            Err(StatusWord::REFERENCED_DATA_NOT_FOUND)
        }
    }

    fn security_objects(&self) -> Object {
        let group = self.group();
        let mut numbers = vec![
            Object::leaf(GENERATOR, group.g),
            Object::leaf(PRIME, group.p),
        ];
        if let Some(q) = group.q {
            numbers.push(Object::leaf(ORDER, q));
        }
        let mut key = self
            .profile
            .key_template_order()
            .into_iter()
            .map(|tag| Object::leaf(tag, self.authority_value(tag)))
            .collect::<Vec<_>>();
        if self.faults().reorder_children {
            numbers.reverse();
            key.reverse();
        }
        Object::new(
            SECURITY_OBJECTS,
            vec![
                Object::new(DH_OBJECT, vec![Object::new(GROUP, numbers)]),
                Object::new(AUTHORITY_OBJECT, vec![Object::new(PUBLIC_KEY, key)]),
            ],
        )
    }

    fn authority_value(&self, tag: u32) -> Vec<u8> {
        let authority = self.identity.external_authentication_key();
        match tag {
            0x81 => authority.modulus().to_vec(),
            0x82 => authority.exponent().to_vec(),
            0x5F20 => ExternalAuthenticationKey::HOLDER_REFERENCE.to_vec(),
            _ => ExternalAuthenticationKey::HOLDER_AUTHORISATION.to_vec(),
        }
    }
}

fn found(objects: &[Object], list: &HeaderList) -> Answer {
    let selected = list
        .select(objects)
        .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)?;
    let mut data = Vec::new();
    for object in selected {
        object.push(&mut data);
    }
    Ok(ok_with(data))
}

/// A data object of the card.
#[derive(Clone)]
struct Object {
    tag: u32,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Value(Vec<u8>),
    Children(Vec<Object>),
}

impl Object {
    const fn new(tag: u32, children: Vec<Self>) -> Self {
        Self {
            tag,
            content: Content::Children(children),
        }
    }

    const fn leaf(tag: u32, value: Vec<u8>) -> Self {
        Self {
            tag,
            content: Content::Value(value),
        }
    }

    fn push(&self, out: &mut Vec<u8>) {
        match &self.content {
            Content::Value(value) => tlv::push(out, self.tag, value),
            Content::Children(children) => {
                let mut inner = Vec::new();
                for child in children {
                    child.push(&mut inner);
                }
                tlv::push(out, self.tag, &inner);
            }
        }
    }
}

/// Tags, each with what is wanted of its content.
#[derive(Debug, PartialEq, Eq)]
struct HeaderList(Vec<(u32, Wanted)>);

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// Length `00` or `80`: everything.
    All,
    /// The children that the nested list names.
    Children(HeaderList),
}

impl HeaderList {
    fn parse(mut bytes: &[u8], depth: u8) -> Option<Self> {
        let depth = depth.checked_sub(1)?;
        let mut list = Vec::new();
        while !bytes.is_empty() {
            let (tag, length, rest) = split_header(bytes)?;
            bytes = rest;
            let wanted = if matches!(length, 0x00 | 0x80) {
                Wanted::All
            } else {
                let (inner, rest) = bytes.split_at_checked(usize::from(length))?;
                bytes = rest;
                Wanted::Children(Self::parse(inner, depth)?)
            };
            list.push((tag, wanted));
        }
        Some(Self(list))
    }

    fn names(&self, tag: u32) -> bool {
        self.0.iter().any(|(name, _)| *name == tag)
    }

    /// What is wanted at the end of a path of tags; everything from where the list stops early.
    fn descend(&self, path: &[u32]) -> Option<&Wanted> {
        let (first, rest) = path.split_first()?;
        let (_, wanted) = self.0.iter().find(|(tag, _)| tag == first)?;
        match wanted {
            Wanted::Children(list) if !rest.is_empty() => list.descend(rest),
            wanted => Some(wanted),
        }
    }

    /// The objects that the list names; `None` when one of them is not there.
    fn select(&self, objects: &[Object]) -> Option<Vec<Object>> {
        self.0
            .iter()
            .map(|(tag, wanted)| {
                let object = objects.iter().find(|object| object.tag == *tag)?;
                match (wanted, &object.content) {
                    (Wanted::All, _) => Some(object.clone()),
                    (Wanted::Children(list), Content::Children(children)) => {
                        Some(Object::new(*tag, list.select(children)?))
                    }
                    (Wanted::Children(_), Content::Value(_)) => None,
                }
            })
            .collect()
    }
}

/// A tag of at most three bytes and a length of one byte, which in a header list may be `80`.
fn split_header(bytes: &[u8]) -> Option<(u32, u8, &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    let mut tag = u32::from(*first);
    if first & 0x1F == 0x1F {
        loop {
            let (byte, after) = rest.split_first()?;
            rest = after;
            if tag > 0xFFFF {
                return None;
            }
            tag = tag << 8 | u32::from(*byte);
            if byte & 0x80 == 0 {
                break;
            }
        }
    }
    let (length, rest) = rest.split_first()?;
    (*length <= 0x80).then_some((tag, *length, rest))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn the_header_lists_that_terminals_send_are_understood() {
        let list = HeaderList::parse(&hex!("4D0A7008BFA10104A3029700"), DEEPEST).unwrap();
        let path = [HEADER_LIST, SECURITY_OBJECTS, DH_OBJECT, GROUP];
        let numbers = HeaderList(vec![(GENERATOR, Wanted::All)]);
        assert_eq!(list.descend(&path), Some(&Wanted::Children(numbers)));

        let list = HeaderList::parse(&hex!("4D087006BFA10102A380"), DEEPEST).unwrap();
        assert_eq!(list.descend(&path), Some(&Wanted::All));

        let list = HeaderList::parse(&hex!("4D097007BFA004037F4980"), DEEPEST).unwrap();
        let path = [HEADER_LIST, SECURITY_OBJECTS, AUTHORITY_OBJECT, PUBLIC_KEY];
        assert_eq!(list.descend(&path), Some(&Wanted::All));
    }

    #[test]
    fn broken_or_too_deep_header_lists_are_refused() {
        for bytes in [
            &hex!("4D")[..],
            &hex!("4D81"),
            &hex!("4D0370"),
            &hex!("BFA1"),
            &hex!("BFA1818101"),
            &[0x70; 40],
        ] {
            assert_eq!(HeaderList::parse(bytes, DEEPEST), None, "{bytes:02X?}");
        }
        let mut nested = vec![0x70, 0x00];
        for _ in 0..DEEPEST {
            nested = tlv::encode(0x70, &nested);
        }
        assert_eq!(HeaderList::parse(&nested, DEEPEST), None);
        assert!(HeaderList::parse(nested.get(2..).unwrap(), DEEPEST).is_some());
    }
}
