//! For whom a fact holds.

use super::table::PLACE_NAMES;
use crate::region::Region;

/// For whom a fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// For everybody.
    National,
    /// For people of a Region, or of several.
    Regions(Regions),
    /// For people of one health authority, or of another office, of a Region.
    Asl(Region, PlaceName),
    /// For people of one municipality.
    Municipality(PlaceName),
}

/// A set of Regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Regions(pub(super) u32);

/// The name of a municipality or of a health authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceName(pub(super) u8);

impl Regions {
    /// Whether a Region is among them.
    #[must_use]
    pub const fn contains(self, region: Region) -> bool {
        self.0 & (1 << region as u32) != 0
    }

    /// The Regions, in the order of [`Region::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Region> {
        let all = Region::ALL.into_iter();
        all.filter(move |region| self.contains(*region))
    }
}

impl PlaceName {
    /// The name, as its people write it; both names with a stroke where there
    /// are two.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut names = PLACE_NAMES.split('\n');
        names.nth(self.0.into()).unwrap_or_default()
    }
}

impl Scope {
    /// Whether it is for somebody of this Region and municipality. What holds for
    /// one of these is told to its Region, with the name.
    #[must_use]
    pub fn holds(self, region: Option<Region>, municipality: Option<&str>) -> bool {
        match self {
            Self::National => true,
            Self::Regions(regions) => region.is_some_and(|region| regions.contains(region)),
            Self::Asl(of, _) => region == Some(of),
            Self::Municipality(name) => {
                municipality.is_some_and(|told| is_called(name.name(), told))
            }
        }
    }

    /// The name of the one authority or municipality that it is for.
    #[must_use]
    pub fn place(self) -> Option<&'static str> {
        match self {
            Self::Asl(_, name) | Self::Municipality(name) => Some(name.name()),
            Self::National | Self::Regions(_) => None,
        }
    }
}

/// Names in other languages that have no official standing.
const ELSEWHERE: [(&str, &str); 2] = [("mailand", "milano"), ("milan", "milano")];

/// Whether somebody means this municipality: case, accents and signs do not
/// matter, nor which of two names is told, nor "Comune di" in front, nor the two
/// letters of the province behind.
fn is_called(name: &str, told: &str) -> bool {
    let plain = |text: &str| crate::region::plain(text);
    let bare = |text: &str| {
        let text = plain(text);
        let prefixes = [
            "comunedi",
            "stadtgemeinde",
            "marktgemeinde",
            "gemeinde",
            "communede",
            "municipalityof",
        ];
        let rest = prefixes.iter().find_map(|of| text.strip_prefix(of));
        let bare = rest.unwrap_or(&text);
        let official = ELSEWHERE.iter().find(|(name, _)| *name == bare);
        official.map_or(bare, |(_, official)| official).to_owned()
    };
    let names: Vec<String> = name.split('/').map(plain).collect();
    let parted = told.replace(" - ", "/");
    let mut told = parted
        .split(['/', '(', ')', ','])
        .map(bare)
        .filter(|one| one.len() > 2)
        .peekable();
    told.peek().is_some() && told.all(|one| names.contains(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_is_known_by_either_of_its_names_and_by_both() {
        for told in [
            "Bozen",
            "bolzano",
            "Bolzano/Bozen",
            "Gemeinde Bozen",
            "Stadtgemeinde Bozen",
            "Comune di Bolzano / Gemeinde Bozen",
            "Bolzano - Bozen",
            "Bolzano (Bozen)",
        ] {
            assert!(is_called("Bolzano/Bozen", told), "{told}");
        }
        for told in ["", "Bolzano Vicentino", "Bozen/Meran", "Carpi"] {
            assert!(!is_called("Bolzano/Bozen", told), "{told}");
        }
        for told in ["Comune di CARPI", "Carpi (MO)", "Carpi, MO"] {
            assert!(is_called("Carpi", told), "{told}");
        }
        for told in ["Mailand", "Milan", "Milano (MI)", "Municipality of Milan"] {
            assert!(is_called("Milano", told), "{told}");
        }
        assert!(!is_called("Carpi", "(MO)"));
        assert!(!is_called("Carpi", "Carpineti"));
    }
}
