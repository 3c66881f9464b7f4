//! `format: date-time` and `date` as the types of `time`, beside their text.

use ::time::{Date as Day, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::formats::{Spelled, Spelling, rfc3339};

/// An instant with its offset (RFC 3339, section 5.6), to the nanosecond: more digits stand in the text alone, and a
/// leap second, which `time` does not have, is the last nanosecond before it.
///
/// ```
/// use countersign::time::DateTime;
///
/// let start: DateTime = "2024-02-29T12:00:00.5+02:00".parse()?;
/// assert_eq!(start.offset().whole_hours(), 2);
/// assert_eq!(start.as_str(), "2024-02-29T12:00:00.5+02:00");
/// # Ok::<(), countersign::formats::FormatError>(())
/// ```
pub type DateTime = Spelled<OffsetDateTime>;

/// A day of the calendar (RFC 3339, section 5.6: `full-date`).
pub type Date = Spelled<Day>;

impl Spelling for OffsetDateTime {
    const FORMAT: &'static str = "date-time";

    fn read(text: &str) -> Option<Self> {
        let moment = rfc3339::Moment::parse(text)?;
        let clock = moment.clock;
        let nanoseconds = match clock.leap {
            rfc3339::Leap::Second => 999_999_999,
            rfc3339::Leap::No => moment.nanoseconds(text),
        };
        let [hour, minute, second] = clock.parts();
        let time = Time::from_hms_nano(hour, minute, second, nanoseconds).ok()?;
        let offset = UtcOffset::from_whole_seconds(clock.offset).ok()?;
        Some(PrimitiveDateTime::new(day(moment.day)?, time).assume_offset(offset))
    }

    fn spell(&self) -> Option<String> {
        let (hour, minute, second, nanoseconds) = self.to_hms_nano();
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        let day = spelled_day(self.date())?;
        let offset = self.offset().whole_seconds();
        rfc3339::spelled(day, seconds, rfc3339::Leap::No, nanoseconds, offset)
    }
}

impl Spelling for Day {
    const FORMAT: &'static str = "date";

    fn read(text: &str) -> Option<Self> {
        day(rfc3339::Day::parse(text)?)
    }

    fn spell(&self) -> Option<String> {
        spelled_day(*self).map(|day| day.to_string())
    }
}

fn day(day: rfc3339::Day) -> Option<Day> {
    let month = Month::try_from(day.month).ok()?;
    Day::from_calendar_date(day.year.into(), month, day.day).ok()
}

fn spelled_day(date: Day) -> Option<rfc3339::Day> {
    rfc3339::Day::new(date.year(), date.month().into(), date.day())
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime, Day, OffsetDateTime, Spelled, UtcOffset};

    #[test]
    fn it_means_the_instant() {
        for (text, nanoseconds) in [
            ("1970-01-01T01:00:00.000000001+01:00", 1),
            ("1969-12-31T23:59:59-00:00", -1_000_000_000),
            ("0000-01-01t00:00:00z", -62_167_219_200_000_000_000),
            (
                "9999-12-31T23:59:59.999999999Z",
                253_402_300_799_999_999_999,
            ),
            ("2016-12-31T15:59:60.5-08:00", 1_483_228_799_999_999_999),
        ] {
            let ours: DateTime = text.parse().unwrap();
            assert_eq!(ours.unix_timestamp_nanos(), nanoseconds, "{text}");
            assert_eq!(ours.as_str(), text);
            assert_eq!(*Spelled::new(*ours).unwrap(), *ours);
        }
        for text in ["0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"] {
            assert_eq!(
                Spelled::new(*text.parse::<DateTime>().unwrap())
                    .unwrap()
                    .as_str(),
                text
            );
        }
        let date: Date = "0000-02-29".parse().unwrap();
        assert_eq!(date.ordinal(), 60);
        assert_eq!(Spelled::new(*date).unwrap(), date);
    }

    #[test]
    fn what_has_no_text() {
        assert!(Spelled::new(Day::MIN).is_err());
        let seconds = UtcOffset::from_hms(1, 0, 1).unwrap();
        assert!(Spelled::new(OffsetDateTime::UNIX_EPOCH.to_offset(seconds)).is_err());
        let day = UtcOffset::from_hms(24, 0, 0).unwrap();
        assert!(Spelled::new(OffsetDateTime::UNIX_EPOCH.to_offset(day)).is_err());
    }
}
