//! For whom a row is, as the rows write it: `national`, `region:veneto`, several
//! Regions with commas, `asl:piemonte:ASL CN2`, `municipality:Carpi`.

/// As `cie_recovery::Region` names them, in its order.
pub(super) const REGIONS: &[&str] = &[
    "abruzzo",
    "basilicata",
    "calabria",
    "campania",
    "emilia_romagna",
    "friuli_venezia_giulia",
    "lazio",
    "liguria",
    "lombardia",
    "marche",
    "molise",
    "piemonte",
    "puglia",
    "sardegna",
    "sicilia",
    "toscana",
    "trentino_alto_adige",
    "trento",
    "bolzano",
    "umbria",
    "valle_d_aosta",
    "veneto",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope<'a> {
    National,
    /// A bit for each.
    Regions(u32),
    Asl(usize, &'a str),
    Municipality(&'a str),
}

/// A number without a scope would be shown to people who cannot use it.
pub(super) fn scope(text: Option<&str>) -> Result<Scope<'_>, String> {
    let text =
        text.ok_or("no scope: national, region:NAME, asl:REGION:NAME or municipality:NAME")?;
    let wrong = || format!("{text:?} is not a scope");
    match text.split_once(':') {
        None if text == "national" => Ok(Scope::National),
        Some(("region", names)) => names
            .split(',')
            .map(region)
            .try_fold(0, |set, at| Ok(set | 1 << at?))
            .map(Scope::Regions),
        Some(("asl", rest)) => {
            let (name, asl) = rest.split_once(':').ok_or_else(wrong)?;
            Ok(Scope::Asl(region(name)?, named(asl).ok_or_else(wrong)?))
        }
        Some(("municipality", name)) => Ok(Scope::Municipality(named(name).ok_or_else(wrong)?)),
        _ => Err(wrong()),
    }
}

fn named(name: &str) -> Option<&str> {
    (!name.is_empty() && name.trim() == name).then_some(name)
}

fn region(name: &str) -> Result<usize, String> {
    REGIONS
        .iter()
        .position(|region| *region == name)
        .ok_or_else(|| format!("region {name:?} is not one of {}", REGIONS.join(", ")))
}
