//! Somebody between program and card who has the session keys, and so may give
//! any answer to any command, in clear or under a right checksum.

use cie_core::{
    apdu::{Command, Response, StatusWord, command::ins},
    channel::{
        cipher::{SessionKeys, Suite},
        secure::{SecureMessaging, is_secure},
        ssc::Ssc,
    },
    op::Context,
    transceive::{LinkError, Transceive},
};
use cie_sim::{Card, SimulatedCard as _, cns};

use crate::{
    Rig, Wire,
    wire::{Exchange, Script},
};

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

/// A tap on a card behind such a link. `twist` is asked about every command that
/// it can look into: the protected ones of a CIE, all of a TS-CNS.
pub trait Twisted: Sized {
    /// Runs something with the card freshly in the field.
    fn tap<T>(
        rig: &mut Rig<Self>,
        twist: impl FnMut(&Command) -> Twist,
        run: impl FnOnce(&mut dyn Transceive, &mut Context<'_>) -> T,
    ) -> T;
}

impl Twisted for cns::Card {
    fn tap<T>(
        rig: &mut Rig<Self>,
        mut twist: impl FnMut(&Command) -> Twist,
        run: impl FnOnce(&mut dyn Transceive, &mut Context<'_>) -> T,
    ) -> T {
        let mut card = rig.card.clone();
        card.leave_field();
        let mut wire = Wire::new(&mut card, rig.limits.clone());
        let mut script = Script::new(wire.limits(), |bytes: &[u8]| {
            let (command, _) = Command::parse(bytes).unwrap();
            match twist(&command) {
                Twist::Honest => wire.transceive(bytes),
                Twist::LoseCommand => Err(LinkError::Lost),
                Twist::LoseAnswer => {
                    wire.transceive(bytes)?;
                    Err(LinkError::Lost)
                }
                Twist::Clear { status, delivered } | Twist::Told { status, delivered } => {
                    if delivered {
                        wire.transceive(bytes)?;
                    }
                    Ok(status.to_be_bytes().to_vec())
                }
            }
        });
        let result = rig.with_context(|cx| run(&mut script, cx));
        finish(rig, wire.log, card);
        result
    }
}

impl Twisted for Card {
    fn tap<T>(
        rig: &mut Rig<Self>,
        mut twist: impl FnMut(&Command) -> Twist,
        run: impl FnOnce(&mut dyn Transceive, &mut Context<'_>) -> T,
    ) -> T {
        let mut card = rig.card.clone();
        card.leave_field();
        let mut wire = Wire::new(&mut card, rig.limits.clone());
        let mut channel = None;
        let (mut chip, mut terminal) = ([0; 8], [0; 8]);
        let mut script = Script::new(wire.limits(), |bytes: &[u8]| {
            let (command, _) = Command::parse(bytes).unwrap();
            if !is_secure(command.cla) {
                return wire.transceive(bytes);
            }
            let channel = channel.get_or_insert_with(|| {
                let (enc, mac) = wire.card.session_keys().unwrap();
                let keys = SessionKeys::new(Suite::TripleDes, &enc, &mac).unwrap();
                SecureMessaging::new(keys, Ssc::of_8_bytes(1))
            });
            let plain = channel.open_command(&command).unwrap();
            let odd = plain.ins % 2 == 1;
            let twist = twist(&plain);
            let (Twist::Clear { delivered, .. } | Twist::Told { delivered, .. }) = twist else {
                if twist == Twist::LoseCommand {
                    return Err(LinkError::Lost);
                }
                let answer = wire.transceive(bytes)?;
                if twist == Twist::LoseAnswer {
                    return Err(LinkError::Lost);
                }
                let answered = Response::parse(&answer).unwrap();
                // A card that was left behind answers without protection.
                let Ok(opened) = channel.open_response(&answered, odd) else {
                    return Ok(answer);
                };
                if plain.ins == ins::GET_CHALLENGE {
                    chip = opened.data.as_slice().try_into().unwrap();
                } else if plain.ins == ins::INTERNAL_AUTHENTICATE {
                    terminal = plain.data.as_slice().try_into().unwrap();
                    channel.reseed(Ssc::from_challenges(chip, terminal));
                }
                return Ok(answer);
            };
            if delivered {
                wire.transceive(bytes)?;
            }
            match twist {
                Twist::Told { status, .. } => {
                    let told = Response::new(Vec::new(), StatusWord(status));
                    let sealed = channel.protect_response(&told, odd, StatusWord::OK);
                    Ok(sealed.unwrap().encode())
                }
                Twist::Clear { status, .. } => Ok(status.to_be_bytes().to_vec()),
                _ => Err(LinkError::Lost),
            }
        });
        let result = rig.with_context(|cx| run(&mut script, cx));
        finish(rig, wire.log, card);
        result
    }
}

fn finish<C>(rig: &mut Rig<C>, log: Vec<Exchange>, card: C) {
    rig.last.log = log;
    rig.card = card;
}
