//! Somebody between program and card who has the session keys, and so may give
//! any answer to any command, in clear or under a right checksum.

use cie_core::{
    Card, LinkError, StatusWord, Transceive,
    apdu::{Command, Response, command::ins},
    channel::{
        cipher::{SessionKeys, Suite},
        secure::{SecureMessaging, is_secure},
        ssc::Ssc,
    },
};
use cie_sim::{SimulatedCard, cns};

use crate::{Rig, Wire, played::TestCard, wire::Script};

/// What becomes of one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twist {
    /// It reaches the card, and its answer the program.
    Honest,
    /// It does not reach the card.
    LoseCommand,
    /// Its answer does not reach the program.
    LoseAnswer,
    /// The program is told this in clear.
    Clear {
        /// The status word.
        status: u16,
        /// Whether the card gets the command.
        delivered: bool,
    },
    /// The program is told this under a right checksum. In clear of a TS-CNS,
    /// which has none.
    Told {
        /// The status word.
        status: u16,
        /// Whether the card gets the command.
        delivered: bool,
    },
}

impl Twist {
    /// What of `bytes` reaches the card. The card's answer, or `None` where the
    /// program is told something else.
    fn pass<C: SimulatedCard>(
        self,
        wire: &mut Wire<'_, C>,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, LinkError> {
        match self {
            Self::Honest => wire.transceive(bytes).map(Some),
            Self::LoseCommand => Err(LinkError::Lost),
            Self::LoseAnswer => {
                wire.transceive(bytes)?;
                Err(LinkError::Lost)
            }
            Self::Clear { delivered, .. } | Self::Told { delivered, .. } => {
                if delivered {
                    wire.transceive(bytes)?;
                }
                Ok(None)
            }
        }
    }
}

/// A card behind such a link. `twist` is asked about every command that it can
/// look into: the protected ones of a CIE, all of a TS-CNS.
pub trait Twisted: TestCard {
    /// What is known of the channel so far.
    type Channel: Default;

    /// Carries one command and its answer.
    ///
    /// # Errors
    /// [`LinkError::Lost`] where the twist says so.
    fn carry(
        channel: &mut Self::Channel,
        wire: &mut Wire<'_, Self>,
        bytes: &[u8],
        twist: &mut dyn FnMut(&Command) -> Twist,
    ) -> Result<Vec<u8>, LinkError>;

    /// Runs something with the card freshly in the field.
    fn tap<T>(
        rig: &mut Rig<Self>,
        mut twist: impl FnMut(&Command) -> Twist,
        run: impl FnOnce(&mut Card<'_>) -> T,
    ) -> T {
        rig.tap_wire(|wire, hand| {
            let mut channel = Self::Channel::default();
            let mut script = Script::new(wire.limits(), |bytes: &[u8]| {
                Self::carry(&mut channel, wire, bytes, &mut twist)
            });
            run(&mut hand.card_on(&mut script))
        })
    }
}

impl Twisted for cns::Card {
    type Channel = ();

    fn carry(
        (): &mut (),
        wire: &mut Wire<'_, Self>,
        bytes: &[u8],
        twist: &mut dyn FnMut(&Command) -> Twist,
    ) -> Result<Vec<u8>, LinkError> {
        let (command, _) = Command::parse(bytes).unwrap();
        let twist = twist(&command);
        let answer = twist.pass(wire, bytes)?;
        Ok(match (answer, twist) {
            (Some(answer), _) => answer,
            (None, Twist::Clear { status, .. } | Twist::Told { status, .. }) => {
                status.to_be_bytes().to_vec()
            }
            (None, _) => return Err(LinkError::Lost),
        })
    }
}

/// The channel of a CIE, as somebody sees it who has its keys.
#[derive(Default)]
pub struct Overheard {
    messaging: Option<SecureMessaging>,
    chip: [u8; 8],
    /// A command whose answer comes in pieces, and the data of those so far.
    awaited: Option<(Command, Vec<u8>)>,
}

impl Overheard {
    /// Follows the channel over an honest answer to a protected command, or
    /// over the next piece of it.
    fn follow(&mut self, plain: Option<Command>, answer: &[u8]) {
        let Some(messaging) = &mut self.messaging else {
            return;
        };
        let begun = plain.map(|plain| (plain, Vec::new()));
        let Some((plain, mut data)) = begun.or(self.awaited.take()) else {
            return;
        };
        let piece = Response::parse(answer).unwrap();
        data.extend_from_slice(&piece.data);
        if piece.status.bytes_available().is_some() {
            self.awaited = Some((plain, data));
            return;
        }
        let answered = Response::new(data, piece.status);
        // A card that was left behind answers without protection.
        let Ok(opened) = messaging.open_response(&answered, plain.ins % 2 == 1) else {
            return;
        };
        if plain.ins == ins::GET_CHALLENGE {
            self.chip = opened.data.as_slice().try_into().unwrap();
        } else if plain.ins == ins::INTERNAL_AUTHENTICATE {
            let terminal = plain.data.as_slice().try_into().unwrap();
            messaging.reseed(Ssc::from_challenges(self.chip, terminal));
        }
    }
}

impl Twisted for cie_sim::Card {
    type Channel = Overheard;

    fn carry(
        channel: &mut Overheard,
        wire: &mut Wire<'_, Self>,
        bytes: &[u8],
        twist: &mut dyn FnMut(&Command) -> Twist,
    ) -> Result<Vec<u8>, LinkError> {
        let (command, _) = Command::parse(bytes).unwrap();
        if !is_secure(command.cla) {
            let answer = wire.transceive(bytes)?;
            channel.follow(None, &answer);
            return Ok(answer);
        }
        let messaging = channel.messaging.get_or_insert_with(|| {
            let (enc, mac) = wire.card.session_keys().unwrap();
            let keys = SessionKeys::new(Suite::TripleDes, &enc, &mac).unwrap();
            SecureMessaging::new(keys, Ssc::of_8_bytes(1))
        });
        let plain = messaging.open_command(&command).unwrap();
        let twist = twist(&plain);
        let answer = twist.pass(wire, bytes)?;
        Ok(match (answer, twist) {
            (Some(answer), _) => {
                channel.follow(Some(plain), &answer);
                answer
            }
            (None, Twist::Told { status, .. }) => {
                let told = Response::new(Vec::new(), StatusWord(status));
                let odd = plain.ins % 2 == 1;
                let sealed = messaging.protect_response(&told, odd, StatusWord::OK);
                sealed.unwrap().encode()
            }
            (None, Twist::Clear { status, .. }) => status.to_be_bytes().to_vec(),
            (None, _) => return Err(LinkError::Lost),
        })
    }
}
