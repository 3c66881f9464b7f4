//! A day of the calendar.

use std::fmt;

/// A day, `2027-01-31` (RFC 3339, section 5.6: `full-date`). Days order as they follow each other.
#[derive(Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub struct Day(String);

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
