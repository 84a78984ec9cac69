//! The Region that the number of a TS-CNS hints at.

use super::region::Region;
use cie_core::{CardNumber, app::cns::card_number::Kind};

/// The ministry of health's codes: the number of the Region in the list of the
/// statistics office (ISTAT) with a digit behind it, which tells the two
/// autonomous provinces apart.
const CODES: [(&str, Region); 21] = [
    ("010", Region::Piemonte),
    ("020", Region::ValleDAosta),
    ("030", Region::Lombardia),
    ("041", Region::Bolzano),
    ("042", Region::Trento),
    ("050", Region::Veneto),
    ("060", Region::FriuliVeneziaGiulia),
    ("070", Region::Liguria),
    ("080", Region::EmiliaRomagna),
    ("090", Region::Toscana),
    ("100", Region::Umbria),
    ("110", Region::Marche),
    ("120", Region::Lazio),
    ("130", Region::Abruzzo),
    ("140", Region::Molise),
    ("150", Region::Campania),
    ("160", Region::Puglia),
    ("170", Region::Basilicata),
    ("180", Region::Calabria),
    ("190", Region::Sicilia),
    ("200", Region::Sardegna),
];

impl Region {
    /// The Region that has issued the card, by the issuer's digits in its
    /// number: those of a Region's card are taken for the ministry of health's
    /// code of the Region. That was seen on one card (OpenSC issue 3804), so it
    /// is a proposal that the person confirms, never an answer.
    #[must_use]
    pub fn of_issuer(number: &CardNumber) -> Option<Self> {
        let (Kind::RegionalCitizen | Kind::RegionalOperator) = number.kind() else {
            return None;
        };
        let known = CODES.iter().find(|(code, _)| *code == number.issuer());
        known.map(|(_, region)| *region)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_of_a_regions_card_proposes_the_region_and_of_no_other() {
        for (number, region) in [
            (b"6030000000000019", Some(Region::Lombardia)),
            // Of the published card the issuer alone is taken.
            (b"6090123456789013", Some(Region::Toscana)),
            (b"7000001000000003", None),
            (b"5555555555554444", None),
        ] {
            let number = CardNumber::parse(number).unwrap();
            assert_eq!(Region::of_issuer(&number), region);
        }
    }

    #[test]
    fn every_region_and_autonomous_province_has_one_code() {
        for region in Region::ALL {
            let codes = CODES.iter().filter(|(_, of)| *of == region).count();
            let whole = region == Region::TrentinoAltoAdige;
            assert_eq!(codes, usize::from(!whole), "{}", region.name());
        }
    }
}
