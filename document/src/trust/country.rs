//! The state of the printed lines against the countries of certificates.
//!
//! DG1 names who issued the document with three letters (ICAO Doc 9303-3
//! section 5), a certificate names the country of its holder with two (ICAO
//! Doc 9303-12 section 7.1.1). The first are mostly those of ISO 3166-1
//! alpha-3, the second those of alpha-2. Where practice differs, the table here
//! takes every code that is in use for one issuer: it is there to notice that
//! France has signed for Italy, not to settle who may be called what.

/// The country of a certificate whose code is in the table: two or three letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country([u8; 3]);

impl Country {
    /// `None` for what is neither two nor three letters.
    #[must_use]
    pub const fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [one, two] if is_letter(one) && is_letter(two) => Some(Self([
                one.to_ascii_uppercase(),
                two.to_ascii_uppercase(),
                b' ',
            ])),
            [one, two, three] if is_letter(one) && is_letter(two) && is_letter(three) => {
                Some(Self([
                    one.to_ascii_uppercase(),
                    two.to_ascii_uppercase(),
                    three.to_ascii_uppercase(),
                ]))
            }
            _ => None,
        }
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }
}

const fn is_letter(byte: &u8) -> bool {
    byte.is_ascii_alphabetic()
}

impl core::fmt::Display for Country {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::fmt::Debug for Country {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a certificate's country is that of the state that DG1 names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is.
    Same,
    /// Both are known, and they differ.
    Differs,
    /// The state that DG1 names is not in the table.
    UnknownState,
    /// The country of the certificate is not in the table.
    UnknownCountry,
}

/// Compares the issuing state of DG1 (`ITA`, `D`; fillers left out) with the
/// country of a certificate (`IT`, `de`). Case does not matter.
#[must_use]
pub fn compare(issuing_state: &str, country: &str) -> Comparison {
    let state = issuing_state.trim_end_matches('<').to_ascii_uppercase();
    let country = country.trim().to_ascii_uppercase();
    let Some(accepted) = countries(&state) else {
        return Comparison::UnknownState;
    };
    // Some certificates have the three letters.
    let same = |code: &str| code == country || code == two_letters(&country);
    if country == state || accepted.split(' ').any(same) {
        Comparison::Same
    } else if is_known(&country) {
        Comparison::Differs
    } else {
        Comparison::UnknownCountry
    }
}

/// Compares the countries of two certificates. The same are codes that stand for
/// one issuer (`GB` and `UK`, `IT` and `ITA`) or that sign for one (`HK` and `CN`).
/// `None` where one of two that differ is not in the table.
#[must_use]
pub fn same_issuer(one: &str, other: &str) -> Option<bool> {
    let [one, other] = [one, other].map(|code| code.trim().to_ascii_uppercase());
    let (one, other) = (two_letters(&one), two_letters(&other));
    let both = |state: &str, countries: &str| {
        let stands = |code: &str| code == state || countries.split(' ').any(|known| known == code);
        stands(one) && stands(other)
    };
    if one == other
        || SPECIAL
            .iter()
            .any(|(state, countries)| both(state, countries))
    {
        Some(true)
    } else if is_known(one) && is_known(other) {
        Some(false)
    } else {
        None
    }
}

/// The countries of certificates of a state, with spaces between them.
fn countries(state: &str) -> Option<&'static str> {
    SPECIAL
        .iter()
        .find(|(known, _)| *known == state)
        .map(|(_, countries)| *countries)
        .or_else(|| iso().find(|(three, _)| *three == state).map(|(_, two)| two))
}

/// ISO 3166-1 alpha-2 for alpha-3; anything else as it is.
fn two_letters(country: &str) -> &str {
    iso()
        .find(|(three, _)| *three == country)
        .map_or(country, |(_, two)| two)
}

fn is_known(country: &str) -> bool {
    iso().any(|(three, two)| [three, two].contains(&country))
        || SPECIAL.iter().any(|(state, countries)| {
            *state == country || countries.split(' ').any(|known| known == country)
        })
}

/// Pairs of alpha-3 and alpha-2.
fn iso() -> impl Iterator<Item = (&'static str, &'static str)> {
    ISO_3166
        .split(' ')
        .filter_map(|pair| pair.split_at_checked(3))
}

/// Issuers whose codes are not those of ISO 3166-1, or who are signed for under
/// more than one. Codes of DG1: ICAO Doc 9303-3 section 5, parts B to D, and
/// `D` of its note on Germany. Those of certificates: JMRTD
/// `org.jmrtd.lds.icao.ICAOCountry`; `ZZ` from ICAO's download of the public
/// key directory, where the United Nations have it beside `UN`. `RKS` is in
/// no list of ICAO and on Kosovo's passports (JMRTD; Arg0s1080/mrz pull request
/// 22). Passports of Hong Kong and Macao name `CHN`.
///
/// Organisations without two letters of their own are left out: theirs is not
/// compared.
pub const SPECIAL: [(&str, &str); 19] = [
    ("CHN", "CN HK MO"),
    ("D", "DE"),
    ("EUE", "EU"),
    ("GBD", "GB UK"),
    ("GBN", "GB UK"),
    ("GBO", "GB UK"),
    ("GBP", "GB UK"),
    ("GBR", "GB UK"),
    ("GBS", "GB UK"),
    ("HKG", "HK CN"),
    ("MAC", "MO CN"),
    ("RKS", "KS XK"),
    ("RKX", "KS XK"),
    ("UNA", "UN ZZ"),
    ("UNK", "UN ZZ"),
    ("UNO", "UN ZZ"),
    ("XCC", "XC"),
    ("XOM", "XO"),
    ("XPO", "XP"),
];

/// ISO 3166-1, alpha-3 before alpha-2; held against the tables of Java's
/// `java.util.Locale`.
const ISO_3166: &str = "\
     ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG \
     AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL \
     BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH \
     CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX \
     CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES \
     ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI \
     GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM \
     HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT \
     JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB \
     LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD \
     MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS \
     MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO \
     NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP \
     PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS \
     SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI \
     SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO \
     TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC \
     VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW";

#[cfg(test)]
mod tests {
    use super::{Comparison::*, *};

    #[test]
    fn a_state_is_that_of_its_own_certificates_and_of_no_others() {
        for (state, country, expected) in [
            ("ITA", "IT", Same),
            ("ITA", "it", Same),
            ("ita", "ITA", Same),
            ("ITA", "FR", Differs),
            ("FRA", "IT", Differs),
            ("AUT", "AU", Differs),
            ("AUS", "AU", Same),
            // The pairs that are easily taken for each other.
            ("NER", "NG", Differs),
            ("SVK", "SI", Differs),
            ("CHE", "CH", Same),
            ("CHN", "CH", Differs),
        ] {
            assert_eq!(compare(state, country), expected, "{state} {country}");
        }
    }

    #[test]
    fn the_codes_that_differ_from_iso_3166_lead_to_their_countries() {
        for (state, country, expected) in [
            ("D", "DE", Same),
            ("D<<", "de", Same),
            ("DEU", "DE", Same),
            ("D", "DK", Differs),
            ("D", "D", Same),
            ("GBD", "GB", Same),
            ("GBN", "GB", Same),
            ("GBO", "UK", Same),
            ("GBP", "gb", Same),
            ("GBS", "GB", Same),
            ("GBD", "IE", Differs),
            ("EUE", "EU", Same),
            ("EUE", "BE", Differs),
            ("UNO", "UN", Same),
            ("UNA", "ZZ", Same),
            ("UNK", "UN", Same),
            ("UNO", "US", Differs),
            ("RKS", "KS", Same),
            ("RKS", "XK", Same),
            ("RKS", "RS", Differs),
            ("SRB", "KS", Differs),
            ("HKG", "HK", Same),
            ("CHN", "HK", Same),
            ("MAC", "CN", Same),
            ("HKG", "MO", Differs),
            ("TWN", "TW", Same),
            ("TWN", "CN", Differs),
            ("XOM", "XO", Same),
            ("XOM", "MT", Differs),
        ] {
            assert_eq!(compare(state, country), expected, "{state} {country}");
        }
    }

    #[test]
    fn a_code_outside_the_table_is_not_compared() {
        for (state, country, expected) in [
            ("UTO", "IT", UnknownState),
            ("XBA", "FR", UnknownState),
            ("", "IT", UnknownState),
            ("I", "IT", UnknownState),
            ("ITA", "", UnknownCountry),
            ("ITA", "ITALY", UnknownCountry),
            ("ITA", "QQ", UnknownCountry),
        ] {
            assert_eq!(compare(state, country), expected, "{state} {country}");
        }
    }

    #[test]
    fn certificates_of_one_issuer_may_have_different_codes() {
        for (one, other, same) in [
            ("IT", "it", Some(true)),
            ("IT ", "IT", Some(true)),
            ("ITA", "IT", Some(true)),
            ("GB", "UK", Some(true)),
            ("HK", "CN", Some(true)),
            ("CN", "MO", Some(true)),
            ("UN", "ZZ", Some(true)),
            ("KS", "XK", Some(true)),
            ("D", "DE", Some(true)),
            ("EUE", "EU", Some(true)),
            ("QQ", "qq", Some(true)),
            ("IT", "FR", Some(false)),
            ("HK", "GB", Some(false)),
            ("TW", "CN", Some(false)),
            ("UK", "IE", Some(false)),
            ("IT", "QQ", None),
            ("", "IT", None),
        ] {
            assert_eq!(same_issuer(one, other), same, "{one} {other}");
            assert_eq!(same_issuer(other, one), same, "{other} {one}");
        }
    }

    #[test]
    fn every_state_of_the_table_has_countries_and_no_pair_is_malformed() {
        let pairs: Vec<_> = iso().collect();
        assert_eq!(pairs.len(), 249);
        for (three, two) in &pairs {
            assert!(two.len() == 2 && three.len() == 3, "{three}{two}");
            assert_eq!(compare(three, two), Same);
            assert_eq!(pairs.iter().filter(|(_, other)| other == two).count(), 1);
        }
        for (state, countries) in SPECIAL {
            for country in countries.split(' ') {
                assert_eq!(compare(state, country), Same);
            }
        }
    }
}
