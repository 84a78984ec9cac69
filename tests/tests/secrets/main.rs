//! Everything says as much as it can, and what it says is searched for codes,
//! keys and secrets in every form in which they get into text.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has looked through"
)]

mod command;

use std::fmt::{Debug, Write as _};

use chacha20::ChaCha20Rng;
use cie_core::{
    CancelFlag, Card, CardId, Error, Event, InstallationKey, Limits, LinkError, Observer, Phase,
    Pin, Puk, ResolveCodes, StatusWord, Transceive, UnblockVariant,
    agreement::ias::{DomainParameters, KeyAgreement},
    apdu::{Command, Response, command::ins},
    channel::{
        cipher::{SessionKeys, Suite},
        secure::SecureMessaging,
        ssc::Ssc,
    },
    memory::VolatileMemory,
    messages::{self, Lang},
    time::UnixTime,
};
use cie_sim::{Faults, Options, Profile, State, identity::DH_GROUP};
use cie_tests::{
    served::Seen,
    trial::{Needles, TERMINAL_SEED, find},
    wire::Exchange,
};
use rand_core::SeedableRng;

const PIN: &str = "59274813";
const NEW_PIN: &str = "30617942";
const WRONG_PIN: &str = "84052639";
const PUK: &str = "72946105";
const WRONG_PUK: &str = "16830475";
/// Not a code, but what a person meant to be one.
const MALFORMED: &str = "5927481x";
const WEAK: &str = "98765432";
const CODES: [&str; 7] = [PIN, NEW_PIN, WRONG_PIN, PUK, WRONG_PUK, MALFORMED, WEAK];

const CARD_SEED: u64 = 0xC1E;
/// At extended limits.
const EXCHANGES_OF_A_CHANGE: u32 = 18;
const INSTALLATION: [u8; 32] = *b"0123-a key that nobody must tell";

fn card(faults: Faults) -> cie_sim::Card {
    let options = Options {
        seed: Some(CARD_SEED),
        faults,
        ..Options::default()
    };
    let state = State::new(PIN.as_bytes(), PUK.as_bytes());
    cie_sim::Card::with_state(Profile::Gemalto, options, state)
}

/// Whatever anything has to say.
#[derive(Default)]
struct Heard(String);

impl Heard {
    fn debug(&mut self, value: &dyn Debug) {
        writeln!(self.0, "{value:?}\n{value:#?}").unwrap();
    }

    fn error(&mut self, error: &Error) {
        self.debug(error);
        writeln!(self.0, "{error} {}", error.code()).unwrap();
        for lang in Lang::ALL {
            let text = messages::error(error, lang);
            writeln!(self.0, "{} {}", text.message, text.remedy).unwrap();
        }
    }

    fn result<T: Debug>(&mut self, result: Result<T, Error>) {
        match result {
            Ok(value) => self.debug(&value),
            Err(error) => self.error(&error),
        }
    }
}

/// What an operation tells while it runs, and the flag that would stop it.
#[derive(Default)]
struct Watch {
    progress: Heard,
    trace: Heard,
    cancel: CancelFlag,
}

impl Observer for Watch {
    fn progress(&mut self, phase: Phase, fraction: f32) {
        self.progress.debug(&(phase, fraction));
        for lang in Lang::ALL {
            let text = messages::phase(phase, lang);
            writeln!(self.progress.0, "{phase} {text}").unwrap();
        }
    }

    fn event(&mut self, event: &Event) {
        self.trace.debug(event);
        writeln!(self.trace.0, "{event}").unwrap();
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// A card in this process that tells its keys.
struct Spied {
    card: cie_sim::Card,
    limits: Limits,
    seen: Seen,
}

impl Transceive for Spied {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let response = self.card.exchange(command);
        self.seen.keys.extend(self.card.session_keys());
        self.seen.keys.dedup();
        self.seen.log.push(Exchange {
            command: command.to_vec(),
            response: response.clone().unwrap_or_default(),
        });
        response
    }
}

/// Runs something with a card, at the loudest; gives what was heard, and what
/// the card saw.
fn listen(
    faults: Faults,
    limits: Limits,
    run: impl FnOnce(&mut Card<'_>, &mut Heard),
) -> (String, Seen) {
    let mut card = Spied {
        card: card(faults),
        limits,
        seen: Seen::default(),
    };
    let (mut heard, mut watch) = (Heard::default(), Watch::default());
    let mut rng = ChaCha20Rng::seed_from_u64(TERMINAL_SEED);
    let installation = || InstallationKey::new(INSTALLATION);
    let mut memory = VolatileMemory::of(installation());
    run(
        &mut Card::with(&mut card, &mut memory, &mut rng, UnixTime(0)).observer(&mut watch),
        &mut heard,
    );
    heard.debug(&memory);
    heard.debug(&installation());
    heard.debug(&watch.cancel);
    heard.debug(&card.card);
    (heard.0 + &watch.progress.0 + &watch.trace.0, card.seen)
}

fn needles(seen: &Seen) -> Needles {
    let mut needles = Needles::default();
    for code in CODES {
        needles.text_of_code(&format!("code {code}"), code);
    }
    needles.text_of_bytes("installation key", &INSTALLATION);
    for (encryption, mac) in &seen.keys {
        needles.text_of_bytes("encryption key", encryption);
        needles.text_of_bytes("MAC key", mac);
    }
    needles
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits.as_bytes()).unwrap()
}

fn puk(digits: &str) -> Puk {
    Puk::new(digits.as_bytes()).unwrap()
}

/// Every operation once, and then with codes that are refused.
fn everything(card: &mut Card<'_>, heard: &mut Heard) {
    let (old, new, wrong) = (pin(PIN), pin(NEW_PIN), pin(WRONG_PIN));
    heard.debug(&(&old, &new, puk(PUK)));
    heard.result(Pin::new(MALFORMED.as_bytes()).map_err(Error::at_start));
    heard.result(Puk::new(MALFORMED.as_bytes()).map_err(Error::at_start));
    heard.result(Pin::new(PIN.trim_end_matches('3').as_bytes()).map_err(Error::at_start));
    heard.result(card.info());
    heard.result(card.verify_pin(&old));
    heard.result(card.change_pin(&old, &new));
    heard.result(card.change_pin(&new, &new));
    heard.result(card.change_pin(&new, &pin(WEAK)));
    for variant in [UnblockVariant::Direct, UnblockVariant::ResetFirst] {
        heard.result(card.unblock_pin(&puk(PUK), &old, variant));
    }
    heard.result(card.unblock_pin(&puk(WRONG_PUK), &new, UnblockVariant::Direct));
    for _ in 0..3 {
        heard.result(card.verify_pin(&wrong));
    }
    settle(card, heard, (&old, &new));
}

/// Looks at what is pending and settles it; then as if it were another card's.
fn settle(card: &mut Card<'_>, heard: &mut Heard, (old, new): (&Pin, &Pin)) {
    let pending = card.pending();
    let id = pending.as_ref().ok().map(|(id, _)| *id);
    heard.result(pending);
    let others = CardId::derive(&InstallationKey::new(INSTALLATION), b"another card");
    for card_id in id.into_iter().chain([others]) {
        let codes = ResolveCodes {
            card: card_id,
            new_pin: Some(new),
            old_pin: Some(old),
            puk: None,
        };
        heard.debug(&codes);
        heard.result(card.resolve(Some(codes)));
    }
}

/// A change that something happens to, and what follows from it.
fn change_and_settle(card: &mut Card<'_>, heard: &mut Heard) {
    let (old, new) = (pin(PIN), pin(NEW_PIN));
    heard.result(card.change_pin(&old, &new));
    settle(card, heard, (&old, &new));
}

#[test]
fn no_secret_is_in_anything_that_the_library_says_however_the_card_behaves() {
    let mut cards: Vec<Faults> = [
        "outer-inner",
        "wrong-le-on-code",
        "plain-status-on-code=9000",
        "plain-status-on-code=63C1",
        "no-q",
        "bad-group=y-one",
        "wrong-chip-signature",
        "garbage=13",
        "empty=20",
        "endless-61=13",
        "reset-needs-2c03",
        "immediate-6983",
    ]
    .map(|fault| Faults::parse([fault]).unwrap())
    .to_vec();
    cards.push(Faults::default());
    let (mut bytes, mut channels) = (0, 0);
    let mut check = |faults: Faults, run: fn(&mut Card<'_>, &mut Heard)| {
        let what = format!("{faults:?}");
        let (heard, seen) = listen(faults, Limits::EXTENDED, run);
        let needles = needles(&seen);
        let found = find(&needles, heard.as_bytes());
        assert!(found.is_empty(), "{what}: {found:?}");
        bytes += heard.len();
        channels += seen.keys.len();
    };
    for faults in cards {
        check(faults, everything);
    }
    for exchange in 0..EXCHANGES_OF_A_CHANGE {
        for knob in ["drop-before", "drop-after", "corrupt-mac"] {
            let fault = format!("{knob}={exchange}");
            check(Faults::parse([fault]).unwrap(), change_and_settle);
        }
    }
    println!("{bytes} bytes of text, {channels} channels");
    assert!(bytes > 1_000_000 && channels > 100, "{bytes} {channels}");
}

#[test]
fn no_shared_secret_and_no_exponent_is_in_what_the_library_says() {
    let (heard, seen) = listen(Faults::default(), Limits::SHORT, |card, heard| {
        heard.result(card.verify_pin(&pin(PIN)));
    });
    let mut needles = needles(&seen);
    needles.text_of_shared_secret(CARD_SEED, &seen);
    needles.text_of_exponent(&seen);
    assert_eq!(find(&needles, heard.as_bytes()), []);
}

#[test]
fn debug_of_what_holds_a_secret_shows_none() {
    let (_, seen) = listen(Faults::default(), Limits::SHORT, |card, heard| {
        heard.result(card.verify_pin(&pin(PIN)));
    });
    let mut needles = needles(&seen);
    needles.text_of_exponent(&seen);

    let (encryption, mac) = seen.keys.first().unwrap();
    let keys = SessionKeys::new(Suite::TripleDes, encryption, mac).unwrap();
    let [g, p, q] = [&DH_GROUP.g[..], &DH_GROUP.p, &DH_GROUP.q].map(<[u8]>::to_vec);
    let parameters = DomainParameters::new(g, p, Some(q)).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(TERMINAL_SEED);
    let agreement = KeyAgreement::begin(parameters, &mut rng).unwrap();

    let mut heard = Heard::default();
    heard.debug(&keys);
    heard.debug(&SecureMessaging::new(keys, Ssc::of_8_bytes(1)));
    heard.debug(&agreement);
    heard.debug(&Command::new(ins::VERIFY, 0, 0x81).data(PIN));
    heard.debug(&Response::new(PIN.as_bytes().to_vec(), StatusWord::OK));
    assert_eq!(find(&needles, heard.0.as_bytes()), []);
}

#[test]
fn no_code_goes_over_the_link_in_clear() {
    let (_, seen) = listen(Faults::default(), Limits::EXTENDED, everything);
    let mut needles = Needles::default();
    for code in CODES {
        needles.text_of_code(code, code);
    }
    assert!(seen.log.len() > 100);
    for Exchange { command, response } in &seen.log {
        assert_eq!(find(&needles, command), []);
        assert_eq!(find(&needles, response), []);
    }
}
