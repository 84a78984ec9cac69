//! Bytes that no terminal sends.

use cie_sim::{Card, Faults, Options, Profile};
use hex_literal::hex;

use crate::terminal::{Terminal, authenticated, seeded};

/// Numbers that are the same in every run and need no crate (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }
}

/// Every answer has a status word, and no code is lost or found by chance.
fn check(card: &mut Card, command: &[u8]) {
    let answer = card.process(command);
    assert!(answer.len() >= 2, "{command:02X?}");
    assert_eq!(
        (card.pin_tries(), card.puk_tries()),
        (3, 10),
        "{command:02X?}"
    );
}

#[test]
fn random_bytes_are_answered_and_change_no_counter() {
    let mut numbers = Numbers(0x1234_5678_9ABC_DEF0);
    let mut card = Card::new(Profile::Gemalto, seeded(&[]));
    let instructions = hex!("20 22 24 2A 2C 82 84 88 A4 B0 B1 C0 CB 00 FF");
    for round in 0..20_000 {
        let length = numbers.below(40);
        let mut command: Vec<u8> = (0..length).map(|_| numbers.byte()).collect();
        if round % 4 != 0 && length >= 5 {
            command[0] = hex!("00 0C 10 1C")[numbers.below(4)];
            command[1] = instructions[numbers.below(instructions.len())];
            command[4] = u8::try_from(length - 5).unwrap();
        }
        check(&mut card, &command);
    }
}

#[test]
fn a_whole_session_with_any_one_byte_changed_cut_or_doubled_never_panics() {
    let session = authenticated(Profile::Actalis, &[]).sent;
    let mut numbers = Numbers(0x0FED_CBA9_8765_4321);
    for (index, command) in session.iter().enumerate() {
        let mut card = Card::new(Profile::Actalis, seeded(&[]));
        for before in &session[..index] {
            card.process(before);
        }
        for round in 0..60 {
            let mut bent = command.clone();
            let place = numbers.below(bent.len());
            match round % 3 {
                0 => bent[place] ^= 1 << numbers.below(8),
                1 => bent.truncate(place),
                _ => bent.insert(place, numbers.byte()),
            }
            let mut card = card.clone();
            check(&mut card, &bent);
            for after in session.iter().skip(index) {
                if card.session_keys().is_none() {
                    break;
                }
                check(&mut card, after);
            }
        }
    }
}

#[test]
fn the_longest_command_there_is_does_not_bother_the_card() {
    let mut card = Card::new(Profile::Gemalto, seeded(&[]));
    card.process(&hex!("00A4040C06A00000000039"));
    for header in [
        hex!("00CB3FFF00FFFF"),
        hex!("102241A600FFFF"),
        hex!("0020008100FFFF"),
    ] {
        for filling in [0x00, 0x70, 0x7F, 0xFF] {
            let mut command = header.to_vec();
            command.resize(header.len() + 0xFFFF, filling);
            check(&mut card, &command);
        }
    }
}

#[test]
fn the_journal_forgets_before_it_fills_the_memory() {
    let mut card = Card::new(Profile::Gemalto, Options::default());
    for _ in 0..40_000 {
        card.process(&hex!("00FF0000"));
    }
    assert_eq!(card.exchanges(), 40_000);
    assert!(card.journal().len() <= 16_384 && card.journal().len() >= 8_192);
    assert_eq!(card.journal().last().unwrap().exchange, 39_999);
}

#[test]
fn no_combination_of_knobs_makes_the_card_panic() {
    let session = authenticated(Profile::St, &[]).sent;
    let verify = hex!("0C2000811D8711010102030405060708090A0B0C0D0E0F108E08010203040506070800");
    let mut numbers = Numbers(0x5555_AAAA_1234_0001);
    for _ in 0..40 {
        let mut faults = Faults::default();
        for knob in Faults::KNOBS {
            let value = match knob.value {
                "" => knob.name.to_owned(),
                "N" | "[N]" => format!("{}={}", knob.name, numbers.below(60)),
                "SWxx" | "[SWxx]" => format!("{}=6300", knob.name),
                "N:SWxx" => format!("{}={}:6982", knob.name, numbers.below(17)),
                list => {
                    let values: Vec<&str> = list.split('|').collect();
                    format!("{}={}", knob.name, values[numbers.below(values.len())])
                }
            };
            if numbers.below(3) == 0 {
                faults.set(&value).unwrap();
            }
        }
        let options = Options {
            seed: Some(1),
            faults,
            ..Options::default()
        };
        let mut terminal = Terminal::new(Card::new(Profile::St, options));
        for command in session.iter().map(Vec::as_slice).chain([&verify[..]]) {
            let _ = terminal.card.exchange(command);
        }
        assert_eq!(terminal.card.exchanges() as usize, session.len() + 1);
    }
}
