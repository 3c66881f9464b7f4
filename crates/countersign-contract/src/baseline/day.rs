//! A day of the calendar.

use std::fmt;

/// A day, `2027-01-31` (RFC 3339, section 5.6: `full-date`). Days order as they follow each other.
#[derive(Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub struct Day(String);

impl Day {
    /// The day that it is (UTC).
    #[must_use]
    pub fn today() -> Day {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
        Day::after(since.as_secs() / 86_400)
    }

    /// So many days after the first of January 1970.
    fn after(mut days: u64) -> Day {
        let mut year = 1970;
        while days >= length(year) {
            days -= length(year);
            year += 1;
        }
        let mut month = 1;
        for length in months(year) {
            if days < length {
                break;
            }
            days -= length;
            month += 1;
        }
        Day(format!("{year:04}-{month:02}-{:02}", days + 1))
    }
}

/// The days of a year of the Gregorian calendar.
fn length(year: u64) -> u64 {
    months(year).iter().sum()
}

fn months(year: u64) -> [u64; 12] {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let february = if is_leap { 29 } else { 28 };
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

impl std::str::FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        if crate::judge::is_date(text) {
            Ok(Day(text.to_owned()))
        } else {
            Err(format!(
                "`{text}` is no day; one is written as `2027-01-31`"
            ))
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_since_1970() {
        let days = [
            (0, "1970-01-01"),
            (364, "1970-12-31"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (20_779, "2026-11-22"),
            (47_541, "2100-03-01"),
        ];
        for (count, day) in days {
            assert_eq!(Day::after(count), day.parse().unwrap());
        }
        assert!(Day::today() > Day::after(20_000));
    }
}
