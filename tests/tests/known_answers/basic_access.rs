//! Basic access control.

use cie_core::{
    MrzKey, StatusWord,
    agreement::bac,
    apdu::{Command, Form, Le, Response},
    channel::{secure::SecureMessaging, ssc::Ssc},
};
use serde::Deserialize;

use super::{
    pace::Script,
    vector::{Bytes, KnownAnswer, flipped},
};

/// A run of basic access control.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasicAccessControl {
    mrz: String,
    terminal_challenge: Bytes,
    chip_challenge: Bytes,
    terminal_secret: Bytes,
    chip_secret: Bytes,
    command: Bytes,
    answer: Bytes,
    k_enc: Bytes,
    k_mac: Bytes,
    ssc: Bytes,
}

impl BasicAccessControl {
    fn terminal_holds(&self, key: &MrzKey) -> Option<()> {
        let mut random = Script::new(&[
            self.terminal_challenge.0.clone(),
            self.terminal_secret.0.clone(),
        ]);
        let mut terminal = bac::Terminal::begin(key, &mut random).ok()?;
        let challenge = terminal.next().ok()??.encode(Form::Short).ok()?;
        (**challenge == [0x00, 0x84, 0x00, 0x00, 0x08]).then_some(())?;
        let answer = Response::new(self.chip_challenge.0.clone(), StatusWord::OK);
        terminal.accept(&answer).ok()?;
        let sent = terminal.next().ok()??.encode(Form::Short).ok()?;
        (*sent == *self.command).then_some(())?;
        match terminal.accept(&Response::parse(&self.answer)?).ok()? {
            bac::Accepted::Done(channel) => self.has_keys(*channel),
            bac::Accepted::Continue => None,
        }
    }

    fn card_holds(&self, key: &MrzKey) -> Option<()> {
        // Its own challenge for the answer is not drawn again.
        let mut random = Script::new(&[
            self.chip_challenge.0.clone(),
            vec![0; 8],
            self.chip_secret.0.clone(),
        ]);
        let mut card = bac::CardSide::new(key).ok()?;
        card.answer(&Command::new(0x84, 0, 0), &mut random)?;
        let (command, _) = Command::parse(&self.command).ok()?;
        let answer = card.answer(&command, &mut random)?;
        (answer.response.encode() == *self.answer).then_some(())?;
        self.has_keys(*answer.channel?)
    }

    /// The keys but for their parity bits, and the counter: what it protects
    /// is what the recorded counter protects.
    fn has_keys(&self, mut channel: SecureMessaging) -> Option<()> {
        let even = |key: &[u8]| key.iter().map(|byte| byte & 0xFE).collect::<Vec<_>>();
        let same = even(channel.keys().enc()) == even(&self.k_enc)
            && even(channel.keys().mac_key()) == even(&self.k_mac);
        let counter = u64::from_be_bytes((*self.ssc.0).try_into().ok()?);
        let mut recorded = SecureMessaging::new(channel.keys().clone(), Ssc::of_8_bytes(counter));
        let command = Command::new(0xB0, 0, 0);
        let protect =
            |channel: &mut SecureMessaging| channel.protect(&command, Form::Short, Le::Max).ok();
        (same && protect(&mut channel)? == protect(&mut recorded)?).then_some(())
    }
}

impl KnownAnswer for BasicAccessControl {
    fn holds(&self) -> bool {
        let key = MrzKey::new(self.mrz.as_bytes());
        self.terminal_holds(&key).is_some() && self.card_holds(&key).is_some()
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            vec![
                &mut vector.command.0,
                &mut vector.answer.0,
                &mut vector.k_enc.0,
                &mut vector.k_mac.0,
                &mut vector.ssc.0,
            ]
        })
    }
}
