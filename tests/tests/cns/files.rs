//! What the simulated TS-CNS holds, as the library's parsers read it.

use cie_core::{
    CardNumber, CardSystem, PersonalData,
    apdu::Response,
    app::cns::{
        card_number::Kind, card_system::ContactAtr, certificate, file_control::FileControl,
    },
    bytes::hex,
    date::Date,
    person::Sex,
};
use cie_sim::{
    Options,
    cns::{Card, Profile},
    identity::Identity,
};

/// A card whose files can be selected.
fn card(profile: Profile) -> Card {
    let mut card = Card::new(profile, Options::default());
    if profile == Profile::St2022Nfc {
        send(&mut card, "00A4040C08A00000009501004D");
    }
    card
}

fn send(card: &mut Card, command: &str) -> Vec<u8> {
    let answer = card.process(&hex::decode(command).unwrap());
    let response = Response::parse(&answer).unwrap();
    assert!(response.status.is_ok(), "{command}: {}", response.status);
    response.data.to_vec()
}

/// The whole file at this path, and what the card says of it.
fn read(card: &mut Card, path: &str) -> (Vec<u8>, FileControl) {
    let length = path.len() / 2;
    let control = send(card, &format!("00A40800{length:02X}{path}00"));
    let control = FileControl::parse(&control).unwrap();
    let size = usize::from(control.size.unwrap());
    let mut content = Vec::new();
    while content.len() < size {
        content.extend(send(card, &format!("00B0{:04X}00", content.len())));
    }
    (content, control)
}

#[test]
fn the_library_reads_number_holder_and_certificate_of_every_simulated_ts_cns() {
    let holder = Identity::standard().holder();
    for profile in Profile::ALL {
        let mut card = card(profile);
        let (number, control) = read(&mut card, "10001003");
        assert_eq!(control.identifier, Some(0x1003));
        let number = CardNumber::parse(&number).unwrap();
        assert_eq!(number.kind(), Kind::RegionalCitizen, "{profile}");

        let (file, _) = read(&mut card, "11001102");
        let data = PersonalData::parse(&file).unwrap();
        assert_eq!(data.issuer, Some(format!("6{}", number.issuer())));
        assert_eq!(data.surname.as_deref(), Some(holder.surname));
        assert_eq!(data.given_names.as_deref(), Some(holder.given_name));
        let code = data.fiscal_code.unwrap();
        assert_eq!(code.as_str(), holder.fiscal_code);
        assert_eq!(data.birth, Date::new(1980, 1, 1));
        assert_eq!((data.sex, code.sex()), (Some(Sex::Female), Sex::Female));
        assert_eq!(data.birth_state.as_deref(), Some(code.birth_place()));
        assert!(data.expires > data.issued);

        let path = match profile {
            Profile::Idemia | Profile::IdemiaNfc => "140090012002",
            _ => "11001101",
        };
        let (file, control) = read(&mut card, path);
        assert_eq!((control.is_directory, file.len()), (Some(false), 2048));
        assert_eq!(
            certificate::certificate(&file).unwrap(),
            card.certificate(),
            "{profile}"
        );
    }
}

#[test]
fn over_contacts_the_answer_to_reset_tells_the_card_system_and_over_nfc_nothing() {
    use cie_sim::SimulatedCard;

    for (profile, system) in [
        (Profile::Athena, Some(CardSystem::Athena)),
        (Profile::St, Some(CardSystem::St)),
        (Profile::Idemia, Some(CardSystem::Idemia)),
        (Profile::IdemiaNfc, None),
        (Profile::St2022Nfc, None),
    ] {
        let atr = ContactAtr::parse(card(profile).atr());
        assert_eq!(atr.map(|atr| atr.system), system, "{profile}");
    }
}
