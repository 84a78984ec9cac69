//! `cie info` and `cie readers`: what is there.

use cie_core::{
    app::family::Family,
    op::{
        self, CardInfo,
        memory::{KnownTries, TryRecord},
    },
};
use cie_sim::Profile;
use serde_json::{Value, json};

use crate::{
    App, args,
    failure::Failure,
    output::{About, Done},
    readers::{Reader, pcsc_readers},
    tap::{Tap, find_reader},
    text::{
        problem,
        result::{self, Label, labelled},
    },
};

/// What the card tells without a code.
pub(crate) fn card(app: &App, args: &args::Card, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("info");
    let reader = find_reader(app, args, about)?;
    let info =
        Tap::prepare(app, args, reader)?.run(false, about, |card, cx| op::card_info(card, cx))?;
    let CardInfo {
        kind,
        family,
        service_number,
        card_id,
        known,
        chip,
        ..
    } = info;
    let TryRecord { pin, puk, pending } = known;
    let lang = app.output.lang;
    let family = family.map(Family::name);
    let say = |label, value: &str| labelled(label, value, lang);
    let mut done = Done::default()
        .field("kind", kind.name())
        .field("family", family)
        .field("service_number", service_number.as_str())
        .field(
            "tries_left",
            pin.map(|KnownTries { at_least, .. }| at_least),
        )
        .field("pin_tries", tries(pin))
        .field("puk_tries", tries(puk))
        .field("pending", pending.map(|pending| pending.name()))
        .line(say(Label::Kind, result::cie(lang)))
        .line(say(Label::Family, family.unwrap_or(result::unknown(lang))))
        .line(say(Label::ServiceNumber, &service_number))
        .line(say(Label::CardId, &card_id.to_string()))
        .line(say(Label::PinTries, &result::known(pin, lang)))
        .line(say(Label::PukTries, &result::known(puk, lang)));
    if let Some(pending) = pending {
        done = done.line(say(Label::Pending, result::pending(pending, lang)));
    }
    Ok(done.chip(chip, lang))
}

fn tries(known: Option<KnownTries>) -> Value {
    known.map_or(
        Value::Null,
        |KnownTries { at_least, exact }| json!({ "at_least": at_least, "exact": exact }),
    )
}

/// What `--reader` may name here and now. That there is no PC/SC is no
/// failure: there is still the simulated card.
pub(crate) fn readers(app: &App, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("readers");
    let lang = app.output.lang;
    let mut done = Done::default();
    let mut readers = Vec::new();
    for profile in Profile::ALL {
        let name = Reader::Sim(profile).to_string();
        let family = Family::from_atr(profile.atr()).map_or(profile.name(), Family::name);
        done = done.line(format!(
            "{name}  {}",
            result::simulated_family(family, lang)
        ));
        readers.push(json!({
            "reader": name, "simulated": true, "card": true, "family": family,
        }));
    }
    match pcsc_readers() {
        Ok(found) => {
            for reader in found {
                let name = Reader::Pcsc(reader.name).to_string();
                let family = reader.card.as_deref().and_then(Family::from_atr);
                let (card, family) = (reader.card.is_some(), family.map(Family::name));
                done = done.line(format!("{name}  {}", result::holds(card, family, lang)));
                readers.push(json!({
                    "reader": name, "simulated": false, "card": card, "family": family,
                }));
            }
        }
        Err(why) => {
            let text = problem::text(&why.into(), lang);
            done = done
                .line(text.message.as_str())
                .field("pcsc_problem", text.message);
        }
    }
    Ok(done.field("readers", readers))
}
