//! A day of the calendar: for what comes back on another one, and for what grows old.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    /// So many days later; the last day of the calendar where there is none.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        Self(self.0.saturating_add(i64::from(days).days()))
    }

    /// So many months later, on the same day or the last one of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Self {
        Self(self.0.saturating_add(i64::from(months).months()))
    }

    /// « 24 novembre 2026 ».
    pub fn long(self) -> String {
        let day = if self.0.day() == 1 { "1er".to_owned() } else { self.0.day().to_string() };
        let month = MONTHS[usize::from(self.0.month().unsigned_abs()) - 1];
        format!("{day} {month} {}", self.0.year())
    }

    /// A number of its own, the same everywhere: the Julian day.
    pub fn number(self) -> u64 {
        const OF_1970: i64 = 2_440_588;
        let since = self.0.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
        u64::try_from(OF_1970 + since).unwrap_or(0)
    }

    /// « 24/11 ».
    pub fn short(self) -> String {
        format!("{:02}/{:02}", self.0.day(), self.0.month())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
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
        let (year, month) = (year.parse().or(Err(()))?, month.parse().or(Err(()))?);
        Date::new(year, month, day.parse().or(Err(()))?).map(Self).or(Err(()))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
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
