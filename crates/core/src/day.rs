//! A day of the calendar: for what comes back on another one, and for what grows old.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime};

/// The months, as French writes them.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A day, written AAAA-MM-JJ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Day(Date);

impl Day {
    /// Today, in universal time.
    pub fn today() -> Self {
        Self(OffsetDateTime::now_utc().date())
    }

    /// So many days later; the last day of the calendar where there is none.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        Self(self.0.checked_add(time::Duration::days(days.into())).unwrap_or(Date::MAX))
    }

    /// So many months later, on the same day or the last one of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Self {
        let (year, month, day) = self.0.to_calendar_date();
        let count = i32::from(u8::from(month)) - 1 + i32::from(months);
        let year = year + count.div_euclid(12);
        let month = u8::try_from(count.rem_euclid(12) + 1).ok().and_then(|month| Month::try_from(month).ok());
        let day_in = |month: Month| day.min(month.length(year));
        month
            .and_then(|month| Date::from_calendar_date(year, month, day_in(month)).ok())
            .map_or(Self(Date::MAX), Self)
    }

    /// « 24 novembre 2026 ».
    pub fn long(self) -> String {
        let (year, month, day) = self.0.to_calendar_date();
        let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
        let month = MONTHS[usize::from(u8::from(month)) - 1];
        format!("{day} {month} {year}")
    }

    /// A number of its own, the same everywhere.
    pub fn number(self) -> u64 {
        u64::try_from(self.0.to_julian_day()).unwrap_or(0)
    }

    /// « 24/11 ».
    pub fn short(self) -> String {
        format!("{:02}/{:02}", self.0.day(), u8::from(self.0.month()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl FromStr for Day {
    type Err = ();

    /// Reads AAAA-MM-JJ, a day that exists.
    ///
    /// ```
    /// use aiguilleur_core::day::Day;
    ///
    /// let day: Day = "2026-12-31".parse().unwrap();
    /// assert_eq!(day.plus(1).to_string(), "2027-01-01");
    /// assert!("2026-02-30".parse::<Day>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let parts: Vec<&str> = text.split('-').collect();
        let (&[year, month, day], true) = (&parts[..], digits && text.len() == 10) else {
            return Err(());
        };
        let month = month.parse::<u8>().ok().and_then(|month| Month::try_from(month).ok()).ok_or(())?;
        let (year, day) = (year.parse().map_err(|_| ())?, day.parse().map_err(|_| ())?);
        Date::from_calendar_date(year, month, day).map(Self).map_err(|_| ())
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse().map_err(|()| "une date AAAA-MM-JJ")
    }
}
