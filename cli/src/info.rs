//! `cie info` and `cie readers`: what is there.

use cie_core::{
    CardDetails, CardInfo, CardKind, CardSystem, CodeKind, Family, hinted_kind, memory::KnownTries,
};
use cie_recovery::{Region, text::region};
use cie_sim::AnyProfile;
use serde_json::{Value, json};

use crate::{
    App, args,
    failure::Failure,
    output::{About, Done},
    readers::{Reader, pcsc_readers},
    tap::{Consent, Tap, find_reader},
    text::{
        Lang, problem,
        result::{self, Label, labelled},
    },
};

/// What the card tells without a code.
pub(crate) fn card(app: &App, args: &args::Card, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("info");
    let reader = find_reader(app, args, about)?;
    let info =
        Tap::prepare(app, args, reader)?.run(Consent::default(), about, |card| card.info())?;
    let lang = app.output.lang;
    let kind = info.kind();
    let CardInfo {
        details,
        card_id,
        known,
        chip,
        ..
    } = info;
    let (pin, puk) = (known.known(CodeKind::Pin), known.known(CodeKind::Puk));
    let pending = known.pending;
    let say = |label, value: &str| labelled(label, value, lang);
    let done = Done::default()
        .field("kind", kind.name())
        .line(say(Label::Kind, result::kind(kind, lang)));
    let mut done = detailed(&details, done, lang)
        .field(
            "tries_left",
            pin.map(|KnownTries { at_least, .. }| at_least),
        )
        .field("pin_tries", tries(pin))
        .field("puk_tries", tries(puk))
        .field("pending", pending.map(|pending| pending.name()))
        .line(say(Label::CardId, &card_id.to_string()))
        .line(say(Label::PinTries, &result::known(pin, lang)))
        .line(say(Label::PukTries, &result::known(puk, lang)));
    if let Some(pending) = pending {
        done = done.line(say(Label::Pending, result::pending(pending, lang)));
    }
    Ok(done.chip(chip, lang))
}

/// What only a card of this kind has.
fn detailed(details: &CardDetails, done: Done, lang: Lang) -> Done {
    let say = |label, value: &str| labelled(label, value, lang);
    match details {
        CardDetails::Cie {
            family,
            service_number,
            ..
        } => {
            let family = family.map(Family::name);
            done.field("family", family)
                .field("service_number", service_number.as_str())
                .line(say(Label::Family, family.unwrap_or(result::unknown(lang))))
                .line(say(Label::ServiceNumber, service_number))
        }
        CardDetails::TsCns { system, number, .. } => {
            let hint = Region::of_issuer(number);
            let system = system.map(|system| system.to_string());
            let shown = system.as_deref().unwrap_or(result::unknown(lang));
            let done = done
                .line(say(Label::System, shown))
                .line(say(Label::CardNumber, number.as_str()))
                .field("system", system)
                .field("card_number", number.as_str())
                .field("region", hint.map(|region| region.name()));
            match hint {
                Some(hint) => done.line(say(Label::Region, region(hint, lang))),
                None => done,
            }
        }
    }
}

fn tries(known: Option<KnownTries>) -> Value {
    known.map_or(
        Value::Null,
        |KnownTries { at_least, exact }| json!({ "at_least": at_least, "exact": exact }),
    )
}

/// What kind of card it may be by its answer to reset, and its family or
/// system.
fn maybe(atr: &[u8]) -> Option<(CardKind, String)> {
    if hinted_kind(atr) == Some(CardKind::TsCns) {
        let system = CardSystem::hinted_by(atr)?;
        return Some((CardKind::TsCns, system.to_string()));
    }
    Family::from_atr(atr).map(|family| (CardKind::Cie, family.name().to_owned()))
}

/// What `--reader` may name here and now. A missing PC/SC is not a
/// failure: there is still the simulated card.
pub(crate) fn readers(app: &App, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("readers");
    let lang = app.output.lang;
    let mut done = Done::default();
    let mut readers = Vec::new();
    for profile in AnyProfile::ALL {
        let name = Reader::Sim(profile).to_string();
        let kind = match profile {
            AnyProfile::Cie(_) => CardKind::Cie,
            AnyProfile::Cns(_) => CardKind::TsCns,
        };
        let family = match maybe(profile.atr()) {
            Some((hinted, family)) if hinted == kind => family,
            _ => profile.name().to_owned(),
        };
        let told = result::simulated_family(kind, &family, lang);
        done = done.line(format!("{name}  {told}"));
        readers.push(json!({
            "reader": name, "simulated": true, "card": true, "kind": kind.name(),
            "family": family,
        }));
    }
    match pcsc_readers() {
        Ok(found) => {
            for reader in found {
                let name = Reader::Pcsc(reader.name).to_string();
                let maybe = reader.card.as_deref().and_then(maybe);
                let card = reader.card.is_some();
                let (kind, family) = match &maybe {
                    Some((kind, family)) => (Some(kind.name()), Some(family.as_str())),
                    None => (None, None),
                };
                let hint = maybe
                    .as_ref()
                    .map(|(kind, family)| (*kind, family.as_str()));
                done = done.line(format!("{name}  {}", result::holds(card, hint, lang)));
                readers.push(json!({
                    "reader": name, "simulated": false, "card": card, "kind": kind,
                    "family": family,
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
