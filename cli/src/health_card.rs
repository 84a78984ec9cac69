//! `cie read` on a health card: who it belongs to and until when, without a
//! code.

use cie_core::{
    CardKind, Error, ErrorKind, HealthCard, PersonalData, Traffic, date::Date, hinted_kind,
    time::UnixTime,
};
use cie_document::HolderCertificate;
use cie_recovery::{
    Region,
    text::{self, region},
};
use serde_json::{Value, json};

use crate::{
    App,
    failure::Failure,
    output::{About, Done},
    tap::{Consent, Tap},
    text::{
        Lang,
        document::{self, Label, labelled, letter},
        result,
    },
};

/// Reads the card and says what is on it; `None` when it is not a TS-CNS, before
/// anybody is asked for a CAN in vain. A card whose answer to reset is that of
/// a CIE is not asked.
///
/// # Errors
/// Those of the reader and of [`Card::read_personal_data`](cie_core::Card::read_personal_data).
pub(crate) fn read(
    app: &App,
    tap: &mut Tap<'_>,
    about: &mut About,
) -> Result<Option<Done>, Failure> {
    let card = tap.run(Consent::default(), about, |card| {
        let atr = card.limits().atr;
        if atr.as_deref().and_then(hinted_kind) == Some(CardKind::Cie) {
            return Ok(None);
        }
        match card.read_personal_data() {
            Ok(card) => Ok(Some((HolderCertificate::of(&card)?, card))),
            // A CIE, or another document.
            Err(Error {
                kind: ErrorKind::NotOnThisCard { .. } | ErrorKind::NotACie { .. },
                ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    })?;
    if about.traffic == Some(Traffic::default()) {
        // The card was not asked anything.
        about.traffic = None;
    }
    Ok(card.map(|(certificate, card)| told(card, certificate, app.output.lang)))
}

fn told(card: HealthCard, certificate: Option<HolderCertificate>, lang: Lang) -> Done {
    let HealthCard {
        number,
        system,
        personal_data,
        chip,
        ..
    } = card;
    let hint = Region::of_issuer(&number);
    let kind = CardKind::TsCns;
    let kind_label = result::Label::Kind;
    let done = Done::default()
        .field("kind", kind.name())
        .field("card_number", number.as_str())
        .field("system", system.map(|system| system.to_string()))
        .field("region", hint.map(|region| region.name()))
        .line(result::labelled(kind_label, result::kind(kind, lang), lang));
    let done = person(&personal_data, done, lang);
    let say = |label, value: &str| result::labelled(label, value, lang);
    let done = done.line(say(result::Label::CardNumber, number.as_str()));
    let done = match hint {
        Some(hint) => done.line(say(result::Label::Region, region(hint, lang))),
        None => done,
    };
    let done = match certificate {
        Some(HolderCertificate { not_after, .. }) => {
            let until = not_after.date().map(|date| text::date(date, lang));
            let until = until.unwrap_or_default();
            done.line(say(result::Label::Certificate, &until))
        }
        None => done,
    };
    let certificate = certificate.map_or(
        Value::Null,
        |HolderCertificate {
             not_before,
             not_after,
             ..
         }| json!({ "not_before": day(not_before), "not_after": day(not_after) }),
    );
    done.field("certificate", certificate).chip(chip, lang)
}

fn day(time: UnixTime) -> Option<String> {
    time.date().map(|date| date.to_string())
}

fn person(data: &PersonalData, done: Done, lang: Lang) -> Done {
    let iso = |date: Option<Date>| date.map(|date| date.to_string());
    let shown = |date: Option<Date>| date.map(|date| text::date(date, lang));
    let code = data.fiscal_code.as_ref().map(|code| code.as_str());
    let names = [&data.given_names, &data.surname].into_iter().flatten();
    let name = names.map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut done = done
        .field("surname", data.surname.clone())
        .field("given_names", data.given_names.clone())
        .field("birth", iso(data.birth))
        .field("sex", data.sex.map(letter))
        .field("fiscal_code", code)
        .field("birth_municipality", data.birth_municipality.clone())
        .field("birth_state", data.birth_state.clone())
        .field(
            "residence_municipality",
            data.residence_municipality.clone(),
        )
        .field("residence_address", data.residence_address.clone())
        .field("issue", iso(data.issued))
        .field("expiry", iso(data.expires));
    for (label, value) in [
        (Label::Name, Some(name).filter(|name| !name.is_empty())),
        (Label::Birth, shown(data.birth)),
        (Label::FiscalCode, code.map(str::to_owned)),
        (Label::Address, data.residence_address.clone()),
        (Label::Issue, shown(data.issued)),
        (Label::Expiry, shown(data.expires)),
    ] {
        if let Some(value) = value {
            done = done.line(labelled(label, &value, lang));
        }
    }
    done.line(document::word_of_the_card(lang))
}
