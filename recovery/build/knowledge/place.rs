//! For whom a row is, as the rows write it: `national`, `region:veneto`, several
//! Regions with commas, `asl:piemonte:ASL CN2`, `municipality:Carpi`.

use super::names::Names;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope<'a> {
    National,
    /// A bit for each.
    Regions(u32),
    /// Its Region, and its name.
    Asl(&'a str, &'a str),
    Municipality(&'a str),
}

/// A number without a scope would be shown to people who cannot use it.
pub(super) fn scope<'a>(text: Option<&'a str>, names: &Names) -> Result<Scope<'a>, String> {
    let text =
        text.ok_or("no scope: national, region:NAME, asl:REGION:NAME or municipality:NAME")?;
    let wrong = || format!("{text:?} is not a scope");
    let region = |name: &str| {
        names.one("region", name, "Region")?;
        let all = names.of("Region").iter();
        Ok::<_, String>(all.take_while(|one| *one != name).count())
    };
    match text.split_once(':') {
        None if text == "national" => Ok(Scope::National),
        Some(("region", names)) => names
            .split(',')
            .map(region)
            .try_fold(0, |set, at| Ok(set | 1 << at?))
            .map(Scope::Regions),
        Some(("asl", rest)) => {
            let (name, asl) = rest.split_once(':').ok_or_else(wrong)?;
            region(name)?;
            Ok(Scope::Asl(name, named(asl).ok_or_else(wrong)?))
        }
        Some(("municipality", name)) => Ok(Scope::Municipality(named(name).ok_or_else(wrong)?)),
        _ => Err(wrong()),
    }
}

fn named(name: &str) -> Option<&str> {
    (!name.is_empty() && name.trim() == name).then_some(name)
}
