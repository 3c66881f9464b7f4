//! [`Date`]: a day of the calendar.

use std::cmp::Ordering;

use super::{rfc3339, text_type};

/// A day of the Gregorian calendar, without a time and a place (RFC 3339, section 5.6: `full-date`).
///
/// It has one text only, so that equality and order are those of days and of texts alike.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Date {
    text: Box<str>,
}

text_type!(Date, "date");

impl Date {
    fn of(text: &str) -> Option<Self> {
        rfc3339::Day::parse(text)?;
        Some(Self { text: text.into() })
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

#[cfg(feature = "jiff")]
mod civil {
    use super::{Date, rfc3339::Day};

    impl Date {
        /// The day as `jiff` knows it.
        #[must_use]
        pub fn civil(&self) -> jiff::civil::Date {
            let day = Day::parse(&self.text);
            let civil = day.and_then(|Day { year, month, day }| {
                let [month, day] = [i8::try_from(month).ok()?, i8::try_from(day).ok()?];
                jiff::civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
            });
            civil.unwrap_or(jiff::civil::Date::ZERO)
        }
    }

    /// RFC 3339 has no years before 0000: they become its first day.
    impl From<jiff::civil::Date> for Date {
        fn from(date: jiff::civil::Date) -> Self {
            let first = || Self {
                text: "0000-01-01".into(),
            };
            Self::of(&date.to_string()).unwrap_or_else(first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_of_the_calendar() {
        for text in ["2024-02-29", "2000-02-29", "0000-12-31", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().as_str(), text);
        }
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2024-04-31",
            "2024-2-29",
            "20240229",
            "2024-02-29Z",
            "2024/02/29",
            "",
            "-024-02-29",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("0999-12-31".parse::<Date>().unwrap() < "1000-01-01".parse().unwrap());
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn days_are_jiffs() {
        let date: Date = "2024-02-29".parse().unwrap();
        assert_eq!(date.civil(), jiff::civil::date(2024, 2, 29));
        assert_eq!(Date::from(date.civil()), date);
        assert_eq!(Date::from(jiff::civil::Date::MIN).as_str(), "0000-01-01");
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn days_are_numbered_as_jiff_numbers_them() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for days in (-719_528..2_932_896).step_by(997) {
            let civil = epoch.checked_add(jiff::Span::new().days(days)).unwrap();
            let day = super::rfc3339::Day::parse(&civil.to_string()).unwrap();
            assert_eq!(day.number(), days, "{civil}");
        }
    }
}
