//! Our command on the same cards through the same pcscd: alone, and in turn with OpenSC.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{
    Bench, CHANGED, FISCAL_CODE, PIN, PUK, System, TOOL_LIMIT, UNBLOCKED, WRONG, verifying,
};
use crate::card::{Served, complaints};
use crate::checks::Checks;
use crate::cie::Answer;
use crate::pcscd::VPCD;
use crate::process::wait_for;

impl Bench<'_> {
    /// `cie …` on the card in the reader, with these codes, which are said to be a health card's:
    /// one of 8 digits may be an identity card's and is not sent otherwise.
    fn ours(&self, command: &[&str], codes: &[&str]) -> Result<Answer> {
        let named = match command {
            ["pin", "verify" | "change" | "unblock", ..] => &["--card", "ts-cns"][..],
            _ => &[],
        };
        let arguments = [command, named, &["--reader", "pcsc"]].concat();
        let program = self.cie.program();
        let command = match self.system {
            System::Machine => self.cie.command(&arguments, self.home),
            // A daemon talks to libraries of its own version only: ours is Debian 13's there.
            System::Trixie(trixie) => {
                let folder = program.parent().context("the program is in no folder")?;
                let shared = [Path::new("/run"), self.home, folder];
                let command = trixie.command(&shared, &program.display().to_string());
                self.cie.command_through(command, &arguments, self.home)
            }
        };
        self.cie.ask_through(command, codes)
    }

    /// All that the command does, on a card whose PIN is still the first one; afterwards it is
    /// that again.
    pub(super) fn our_operations(&self, checks: &mut Checks<'_>) -> Result<()> {
        checks.check(
            "through pcscd our command tells the card and reads its holder",
            || {
                let info = self.ours(&["info"], &[])?.done()?;
                info.says("/kind", "ts_cns")?
                    .says("/card_number", self.card.card_number)?
                    .says("/chip/key_proved", false)?;
                let read = self.ours(&["read"], &[])?.done()?;
                let read = read
                    .says("/card_number", self.card.card_number)?
                    .says("/fiscal_code", FISCAL_CODE)?;
                ensure!(
                    read.get("/certificate/not_after")
                        .is_some_and(Value::is_string),
                    "the certificate's validity is missing"
                );
                Ok(())
            },
        )?;
        checks.check(
            "through pcscd our command verifies, changes and unblocks the PIN, and counts a wrong one",
            || {
                self.ours(&["pin", "verify"], &[PIN])?.done()?;
                self.ours(&["pin", "change"], &[PIN, CHANGED])?.done()?;
                let wrong = self.ours(&["pin", "verify"], &[PIN])?.refused("wrong_pin")?;
                wrong.says("/error/tries_left", 2)?;
                self.tries_are(2, 3)?;
                let wrong = self.ours(&["pin", "unblock"], &[CHANGED, PIN])?.refused("wrong_puk")?;
                wrong.says("/error/tries_left", 2)?;
                self.tries_are(2, 2)?;
                self.ours(&["pin", "unblock"], &[PUK, PIN])?.done()?;
                self.tries_are(3, 3)?;
                self.ours(&["pin", "verify"], &[PIN])?.done().map(drop)
            },
        )
    }

    /// The card is taken away after it changed the PIN and before it says so, and once before it
    /// changed it; back in the reader, `resolve` finds out. The PIN is the first one before and
    /// after.
    pub(super) fn lost_answers(&self, checks: &mut Checks<'_>) -> Result<()> {
        let counted = |answer: &Answer| -> Result<u64> {
            let count = answer.get("/exchanges").and_then(Value::as_u64);
            count.context("how many exchanges there were is missing")
        };
        let card = self.plug_in()?;
        let seen = counted(&self.ours(&["info"], &[])?.done()?)?;
        let change = counted(&self.ours(&["pin", "change"], &[PIN, CHANGED])?.done()?)?;
        self.ours(&["pin", "change"], &[CHANGED, PIN])?.done()?;
        self.unplug(card)?;
        // The simulator counts from 0; the command that changes the PIN comes last.
        let last = (seen + change).saturating_sub(1);
        for (name, fault, settlement) in [
            (
                "a change that the card has made and not told of, our command settles: it was made",
                "drop-after",
                "new_pin",
            ),
            (
                "a change that never reached the card, our command settles: it was not made",
                "drop-before",
                "old_pin",
            ),
        ] {
            checks.check(name, || {
                let card = self.plug_in_with_fault(&format!("{fault}={last}"))?;
                self.ours(&["pin", "change"], &[PIN, CHANGED])?
                    .refused("outcome_unknown")?;
                self.unplug(card)?;
                let card = self.plug_in()?;
                let mut resolve = vec!["pin", "resolve"];
                if settlement == "old_pin" {
                    // The card refuses the new PIN, and that two tries are left it says in
                    // clear: the old one may be the third.
                    self.ours(&resolve, &[CHANGED, PIN])?.refused("last_try")?;
                    resolve.push("--allow-last-try");
                }
                let settled = self.ours(&resolve, &[CHANGED, PIN])?.done()?;
                settled
                    .says("/pending", "change_pin")?
                    .says("/settlement", settlement)?;
                self.tries_are(3, 3)?;
                let again = self.ours(&["pin", "resolve"], &[])?.done()?;
                again.says("/settlement", "nothing_pending")?;
                if settlement == "new_pin" {
                    self.ours(&["pin", "change"], &[CHANGED, PIN])?.done()?;
                }
                self.unplug(card)
            })?;
        }
        Ok(())
    }

    /// The card with a fault in the reader, after one `cie info`: OpenSC asks a card for what it
    /// likes when it connects, and the fault counts.
    fn plug_in_with_fault(&self, fault: &str) -> Result<Served> {
        let options = ["--fault", fault];
        let card = Served::plugged_in(self.cie, self.card.profile, VPCD, &options, self.home)?;
        wait_for("our command to see the card", TOOL_LIMIT, || {
            self.ours(&["info"], &[]).ok()?.done().ok()
        })
        .with_context(|| complaints(self.home))?;
        Ok(card)
    }

    /// What the one changes, the other sees. The PIN is `UNBLOCKED` before and after.
    pub(super) fn in_turn(&self, checks: &mut Checks<'_>) -> Result<()> {
        let opensc = |pin: &str| self.output("pkcs15-tool", &verifying(pin)).map(drop);
        let opensc_refuses = |pin: &str| self.refusal("pkcs15-tool", &verifying(pin), "");
        checks.check("what OpenSC has set, our command verifies", || {
            self.ours(&["pin", "verify"], &[UNBLOCKED])?.done()?;
            self.tries_are(3, 3)
        })?;
        checks.check("what our command changes, OpenSC sees", || {
            self.ours(&["pin", "change"], &[UNBLOCKED, CHANGED])?
                .done()?;
            opensc("env:CHANGED")?;
            opensc_refuses("env:UNBLOCKED")
        })?;
        checks.check(
            "a try that OpenSC has used is missing in what our command is told",
            || {
                let wrong = self
                    .ours(&["pin", "verify"], &[WRONG])?
                    .refused("wrong_pin")?;
                wrong.says("/error/tries_left", 1)?;
                self.tries_are(1, 3)
            },
        )?;
        checks.check("what OpenSC changes, our command sees", || {
            let change = [
                "--change-pin",
                "--pin",
                "env:CHANGED",
                "--new-pin",
                "env:UNBLOCKED",
            ];
            self.output("pkcs15-tool", &change)?;
            // One try was left when our command was told last: it asks first.
            self.ours(&["pin", "verify"], &[UNBLOCKED])?
                .refused("last_try")?;
            let allowed = ["pin", "verify", "--allow-last-try"];
            self.ours(&allowed, &[UNBLOCKED])?.done()?;
            self.ours(&["pin", "verify"], &[CHANGED])?
                .refused("wrong_pin")?;
            self.tries_are(2, 3)
        })?;
        checks.check(
            "a PIN that OpenSC has blocked, our command unblocks, and OpenSC takes it",
            || {
                for _ in 0..2 {
                    opensc_refuses("env:WRONG")?;
                }
                self.ours(&["pin", "verify"], &[UNBLOCKED])?
                    .refused("pin_blocked")?;
                self.ours(&["pin", "unblock"], &[PUK, CHANGED])?.done()?;
                opensc("env:CHANGED")?;
                self.tries_are(3, 3)
            },
        )?;
        checks.check(
            "a PIN that our command has blocked, OpenSC unblocks, and our command takes it",
            || {
                for _ in 0..2 {
                    self.ours(&["pin", "verify"], &[WRONG])?
                        .refused("wrong_pin")?;
                }
                let allowed = ["pin", "verify", "--allow-last-try"];
                self.ours(&allowed, &[WRONG])?.refused("pin_blocked")?;
                let unblock = [
                    "--unblock-pin",
                    "--puk",
                    "env:PUK",
                    "--new-pin",
                    "env:UNBLOCKED",
                ];
                self.output("pkcs15-tool", &unblock)?;
                // What the card said last was that the PIN is blocked, in clear: that is said
                // again, and nothing is sent until the last try is allowed.
                self.ours(&["pin", "verify"], &[UNBLOCKED])?
                    .refused("pin_blocked")?;
                self.ours(&allowed, &[UNBLOCKED])?.done()?;
                self.tries_are(3, 3)
            },
        )
    }
}
