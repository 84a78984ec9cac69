//! Local time and opening hours.

use std::{fs, process::Command};

use cie_core::{date::Date, messages::Lang, time::UnixTime};
use cie_recovery::{
    Hours, Minute, OpenState, RomeTime, Weekday, is_public_holiday, knowledge, text, weekday,
};

fn date(year: u16, month: u8, day: u8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn at(year: u16, month: u8, day: u8, hour: u8, minute: u8) -> RomeTime {
    RomeTime::new(date(year, month, day), hour, minute).unwrap()
}

/// The system's own time zone data: Debian's tzdata, through `date`.
#[test]
fn local_time_is_what_the_system_says_it_is_in_rome() {
    let mut moments: Vec<u64> = (0..4000).map(|n| 820_500_000 + n * 491_537).collect();
    // Around the changes of 2024 to 2030, second by second at the edge.
    for year in 2024..=2030_u16 {
        for month in [3, 10] {
            for day in 24..=31 {
                let midnight = seconds(date(year, month, day));
                moments.extend([midnight + 3599, midnight + 3600, midnight + 86_399]);
            }
        }
    }
    let list: String = moments.iter().map(|one| format!("@{one}\n")).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("moments");
    fs::write(&file, list).unwrap();
    let output = Command::new("date")
        .env("TZ", "Europe/Rome")
        .env("LC_ALL", "C")
        .arg("--file")
        .arg(&file)
        .arg("+%Y-%m-%d %H:%M %A")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().count(), moments.len());
    let mut summers = 0;
    for (moment, said) in moments.iter().zip(said.lines()) {
        let ours = RomeTime::at(UnixTime(*moment)).unwrap();
        let shown = format!("{ours} {}", text::weekday(ours.weekday(), Lang::En));
        assert_eq!(shown, said, "@{moment}");
        let minutes = u64::from(ours.minute().0);
        summers += u64::from((moment / 60 + 120) % 1440 == minutes);
    }
    // Without tzdata `date` would have said UTC, and without a rule we would.
    assert!(summers > 1000, "{summers}");
}

fn seconds(date: Date) -> u64 {
    let output = Command::new("date")
        .args(["--utc", "--date", &date.to_string(), "+%s"])
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap()
}

#[test]
fn the_day_of_the_week_is_right_across_centuries() {
    for (day, name) in [
        (date(1, 1, 1), Weekday::Monday),
        (date(1970, 1, 1), Weekday::Thursday),
        (date(2000, 2, 29), Weekday::Tuesday),
        (date(2100, 3, 1), Weekday::Monday),
        (date(2026, 11, 27), Weekday::Friday),
        (date(9999, 12, 31), Weekday::Friday),
    ] {
        assert_eq!(weekday(day), name, "{day}");
    }
}

#[test]
fn easter_is_found_also_in_the_years_that_need_an_exception() {
    for (year, month, day) in [
        (1818, 3, 22),
        (1943, 4, 25),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
        (2285, 3, 22),
    ] {
        let easter = date(year, month, day);
        assert_eq!(weekday(easter), Weekday::Sunday);
        assert!(is_public_holiday(easter), "{easter}");
        let sundays = (1..=31)
            .filter_map(|day| Date::new(year, month, day))
            .filter(|day| weekday(*day) == Weekday::Sunday && is_public_holiday(*day));
        // 25 April is one, too.
        let others = sundays.filter(|day| *day != easter && (day.month(), day.day()) != (4, 25));
        assert_eq!(others.count(), 0, "{year}");
    }
    assert!(is_public_holiday(date(2026, 4, 6)), "the Monday after");
}

#[test]
fn the_fourth_of_october_is_a_holiday_from_2026() {
    assert!(!is_public_holiday(date(2025, 10, 4)));
    assert!(is_public_holiday(date(2027, 10, 4)));
    assert!(!is_public_holiday(date(2027, 10, 5)));
}

fn hours_of(value: &str) -> Hours {
    let contact = knowledge::contacts().iter().find(|one| one.value == value);
    contact.unwrap().hours
}

#[test]
fn a_line_is_open_until_just_before_it_closes() {
    let lazio = hours_of("06.99.500");
    // A Friday.
    assert!(matches!(
        lazio.at(at(2026, 11, 27, 7, 59)),
        OpenState::Closed { .. }
    ));
    assert_eq!(
        lazio.at(at(2026, 11, 27, 8, 0)),
        OpenState::Open {
            until: Minute(18 * 60)
        }
    );
    assert!(matches!(
        lazio.at(at(2026, 11, 27, 17, 59)),
        OpenState::Open { .. }
    ));
    let closed = lazio.at(at(2026, 11, 27, 18, 0));
    assert_eq!(
        text::open(closed, Lang::En),
        "Closed now. Opens on Monday at 08:00."
    );
    assert_eq!(
        text::open(closed, Lang::It),
        "Ora è chiuso. Apre lunedì alle 08:00."
    );
}

#[test]
fn an_end_without_a_beginning_is_said_as_such() {
    let emilia = hours_of("800.033.033");
    // A Saturday: until 13:00, and no source says from when.
    let morning = emilia.at(at(2026, 11, 28, 7, 0));
    assert_eq!(
        morning,
        OpenState::StartNotStated {
            until: Minute(13 * 60)
        }
    );
    assert!(matches!(
        emilia.at(at(2026, 11, 28, 13, 0)),
        OpenState::Closed { .. }
    ));
    assert_eq!(
        text::hours(&emilia, Lang::En),
        "Monday–Friday 08:30 to 18:00; Saturday until 13:00 (the beginning is not stated)"
    );
}

#[test]
fn the_next_opening_may_be_on_a_day_whose_beginning_is_not_stated() {
    let emilia = hours_of("800.033.033");
    // Friday evening: it opens on Saturday, and no source says when.
    let friday = emilia.at(at(2026, 11, 27, 19, 0));
    let OpenState::Closed { next: Some(next) } = friday else {
        panic!("open")
    };
    assert_eq!((next.weekday, next.at), (Weekday::Saturday, None));
    for (lang, said) in [
        (
            Lang::It,
            "Ora è chiuso. Apre sabato; a che ora non è indicato.",
        ),
        (
            Lang::En,
            "Closed now. Opens on Saturday; the time is not stated.",
        ),
        (
            Lang::De,
            "Jetzt geschlossen. Öffnet am Samstag; wann, ist nicht angegeben.",
        ),
    ] {
        assert_eq!(text::open(friday, lang), said);
    }
    // Saturday afternoon: that day is over.
    let OpenState::Closed { next: Some(next) } = emilia.at(at(2026, 11, 28, 14, 0)) else {
        panic!("open")
    };
    assert_eq!(
        (next.weekday, next.at),
        (Weekday::Monday, Some(Minute(8 * 60 + 30)))
    );
}

#[test]
fn on_a_public_holiday_nothing_is_known() {
    let sistema = hours_of("+39 800.030.070");
    assert_eq!(sistema.at(at(2026, 12, 8, 10, 0)), OpenState::PublicHoliday);
    assert!(matches!(
        sistema.at(at(2026, 12, 9, 10, 0)),
        OpenState::Open { .. }
    ));
    // Sunday 6 December: Monday is open, and the holiday after it is skipped.
    let OpenState::Closed { next: Some(next) } = sistema.at(at(2026, 12, 7, 20, 0)) else {
        panic!("open")
    };
    assert_eq!(
        (next.date, next.at),
        (date(2026, 12, 9), Some(Minute(8 * 60)))
    );
}

#[test]
fn hours_that_are_not_stated_are_neither_open_nor_closed() {
    assert_eq!(
        hours_of("800.070.090").at(at(2026, 11, 27, 10, 0)),
        OpenState::NotStated
    );
}

#[test]
fn a_time_of_day_that_does_not_exist_is_no_time() {
    assert_eq!(RomeTime::new(date(2026, 1, 1), 24, 0), None);
    assert_eq!(RomeTime::new(date(2026, 1, 1), 23, 60), None);
    assert_eq!(RomeTime::at(UnixTime(u64::MAX)), None);
    assert!(RomeTime::at(UnixTime(0)).is_some());
}
