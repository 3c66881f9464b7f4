//! [`DateTime`]: an instant with its offset, as it is written.

use std::cmp::Ordering;

use super::{rfc3339, text_type};

/// A date and time with its offset (RFC 3339, section 5.6), as it is written: `2024-02-29t23:59:60.50+00:00` is read
/// and written back as that.
///
/// Two are equal if their texts are. They are ordered by the instant that they mean, fractions of any length
/// included, and then by text, so that the order agrees with equality. A leap second comes after the second before it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct DateTime {
    text: Box<str>,
    moment: Moment,
}

/// What comparing needs, worked out once.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct Moment {
    /// Since 1970-01-01T00:00:00Z.
    seconds: i64,
    leap_second: bool,
    /// Where the digits of the fraction stand in the text.
    fraction: (usize, usize),
    /// Seconds that the clock is ahead of UTC.
    offset: i32,
}

text_type!(DateTime, "date-time");

impl DateTime {
    fn of(text: &str) -> Option<Self> {
        let moment = rfc3339::Moment::parse(text)?;
        let (start, end) = moment.clock.fraction;
        Some(Self {
            text: text.into(),
            moment: Moment {
                seconds: moment.instant(),
                leap_second: moment.clock.leap == rfc3339::Leap::Second,
                fraction: (rfc3339::TIME + start, rfc3339::TIME + end),
                offset: moment.clock.offset,
            },
        })
    }

    /// The digits of the fraction of a second, without zeros at the end.
    fn fraction(&self) -> &str {
        let (start, end) = self.moment.fraction;
        self.text
            .get(start..end)
            .unwrap_or("")
            .trim_end_matches('0')
    }

    /// How many seconds the clock is ahead of UTC; `-00:00`, an unknown offset, is 0.
    #[must_use]
    pub const fn offset_seconds(&self) -> i32 {
        self.moment.offset
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        let whole = |date_time: &Self| (date_time.moment.seconds, date_time.moment.leap_second);
        whole(self)
            .cmp(&whole(other))
            .then_with(|| self.fraction().cmp(other.fraction()))
            .then_with(|| self.text.cmp(&other.text))
    }
}

#[cfg(feature = "jiff")]
mod instants {
    use jiff::{Timestamp, tz::Offset};

    use super::DateTime;

    impl DateTime {
        /// The instant, to the nanosecond: more digits are cut off, and a leap second is the second before it, as
        /// in POSIX. The last hours of the year 9999, which `jiff` does not have, are its last instant.
        #[must_use]
        pub fn timestamp(&self) -> Timestamp {
            let digits = self.fraction();
            let digits = digits.get(..9).unwrap_or(digits);
            let nanoseconds = format!("{digits:0<9}").parse().unwrap_or_default();
            Timestamp::new(self.moment.seconds, nanoseconds).unwrap_or(Timestamp::MAX)
        }

        /// The offset from UTC; `-00:00`, an unknown offset, is UTC.
        #[must_use]
        pub fn offset(&self) -> Offset {
            Offset::from_seconds(self.moment.offset).unwrap_or(Offset::UTC)
        }
    }

    /// In UTC, with as many digits as are needed. RFC 3339 has no years before 0000: they become its first instant.
    impl From<Timestamp> for DateTime {
        fn from(timestamp: Timestamp) -> Self {
            Self::of(&timestamp.to_string()).unwrap_or_else(Self::first)
        }
    }

    impl DateTime {
        fn first() -> Self {
            let text = "0000-01-01T00:00:00Z";
            let moment = super::Moment {
                seconds: -62_167_219_200,
                leap_second: false,
                fraction: (text.len() - 1, text.len() - 1),
                offset: 0,
            };
            let text = text.into();
            Self { text, moment }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DateTime;

    fn date_time(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_text_survives() {
        for text in [
            "2024-02-29T12:00:00+02:00",
            "1985-04-12t23:20:50.520z",
            "1990-12-31T15:59:60-08:00",
            "2000-01-01T00:00:00-00:00",
        ] {
            let json = format!("\"{text}\"");
            let valid = crate::from_json::<DateTime>(&json).unwrap();
            assert_eq!(valid.as_str(), text);
            assert_eq!(crate::to_json(&*valid).unwrap(), json);
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-02-01 00:00:00Z",
            "2024-02-01T00:00:00",
            "2024-02-01T24:00:00Z",
            "2024-02-01T00:60:00Z",
            "2024-02-01T12:00:60Z",
            "2024-02-01T23:59:60+01:00",
            "2024-02-01T00:00:00.Z",
            "2024-02-01T00:00:00+24:00",
            "2024-02-01T00:00:00+0100",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "24-01-01T00:00:00Z",
            "2024-01-01T00:00:00Z ",
            "٢٠٢٤-01-01T00:00:00Z",
            "2024-01-01T00:00:61Z",
            "2024-01-01T00:00:0éZ",
            "+2024-01-01T00:00:00Z",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
        let error = crate::from_json::<DateTime>("\"2023-02-29T00:00:00Z\"").unwrap_err();
        assert_eq!(
            error.to_string(),
            "1 violation:\n  (root): \"2023-02-29T00:00:00Z\" does not have the format `date-time`"
        );
        assert_eq!(
            error.violations().unwrap().as_slice()[0].keyword(),
            "format"
        );
    }

    #[test]
    fn ordered_by_instant() {
        let ascending = [
            "0000-01-01T00:00:00+23:59",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "2024-02-29T12:00:00+02:00",
            "2024-02-29T10:00:00.000000000000000000001Z",
            "2024-02-29T10:00:00.5Z",
            "2024-02-29T10:00:00.51Z",
            "2024-02-29T09:00:01-01:00",
            "2016-12-31T23:59:59.9Z",
        ];
        for pair in ascending[..9].windows(2) {
            assert!(date_time(pair[0]) < date_time(pair[1]), "{pair:?}");
        }
        assert!(date_time("2016-12-31T23:59:59.9Z") < date_time("2016-12-31T23:59:60Z"));
        assert!(date_time("2016-12-31T23:59:60.9Z") < date_time("2017-01-01T00:00:00Z"));
        assert_ne!(
            date_time("2017-01-01T00:00:00Z"),
            date_time("2017-01-01T00:00:00z")
        );
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn it_means_what_jiff_means() {
        for text in [
            "2024-02-29T12:00:00.123456789+02:00",
            "0000-01-01T00:00:00Z",
            "1600-03-01T00:00:00.5-11:30",
            "2100-12-31T23:59:59Z",
        ] {
            let ours = date_time(text);
            assert_eq!(ours.timestamp(), text.parse().unwrap(), "{text}");
            assert_eq!(
                DateTime::from(ours.timestamp()).timestamp(),
                ours.timestamp()
            );
        }
        assert_eq!(
            date_time("2024-02-29T12:00:00-03:30").offset().seconds(),
            -12_600
        );
        assert_eq!(
            date_time("9999-12-31T23:59:59-23:59").timestamp(),
            jiff::Timestamp::MAX
        );
        assert_eq!(
            DateTime::from(jiff::Timestamp::MIN),
            date_time("0000-01-01T00:00:00Z")
        );
        assert_eq!(
            date_time("2016-12-31T23:59:60.25Z").timestamp(),
            "2016-12-31T23:59:59.25Z".parse().unwrap()
        );
        assert_eq!(
            DateTime::from("1970-01-01T00:00:00.1Z".parse::<jiff::Timestamp>().unwrap()).as_str(),
            "1970-01-01T00:00:00.1Z"
        );
    }
}
