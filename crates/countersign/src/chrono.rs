//! `format: date-time` and `date` as the types of `chrono`, beside their text.

use ::chrono::{
    DateTime as Instant, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone, Timelike,
};

use crate::formats::{Spelled, Spelling, rfc3339};

/// An instant with its offset (RFC 3339, section 5.6), to the nanosecond: more digits stand in the text alone.
///
/// ```
/// use chrono::Timelike;
/// use countersign::chrono::DateTime;
///
/// let leap: DateTime = "2016-12-31T15:59:60.5-08:00".parse()?;
/// assert_eq!(leap.nanosecond(), 1_500_000_000);
/// assert_eq!(leap.as_str(), "2016-12-31T15:59:60.5-08:00");
/// # Ok::<(), countersign::formats::FormatError>(())
/// ```
pub type DateTime = Spelled<Instant<FixedOffset>>;

/// A day of the calendar (RFC 3339, section 5.6: `full-date`).
pub type Date = Spelled<NaiveDate>;

impl Spelling for Instant<FixedOffset> {
    const FORMAT: &'static str = "date-time";

    fn read(text: &str) -> Option<Self> {
        let moment = rfc3339::Moment::parse(text)?;
        let clock = moment.clock;
        let leap = match clock.leap {
            rfc3339::Leap::Second => 1_000_000_000,
            rfc3339::Leap::No => 0,
        };
        let nanoseconds = moment.nanoseconds(text) + leap;
        let seconds = u32::try_from(clock.seconds).ok()?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanoseconds)?;
        let local = day(moment.day)?.and_time(time);
        let offset = FixedOffset::east_opt(clock.offset)?;
        offset.from_local_datetime(&local).single()
    }

    fn spell(&self) -> Option<String> {
        let local = self.naive_local();
        let (nanoseconds, leap) = match local.nanosecond().checked_sub(1_000_000_000) {
            Some(rest) => (rest, rfc3339::Leap::Second),
            None => (local.nanosecond(), rfc3339::Leap::No),
        };
        let seconds = i64::from(local.num_seconds_from_midnight());
        let day = spelled_day(local.date())?;
        let offset = self.offset().local_minus_utc();
        rfc3339::spelled(day, seconds, leap, nanoseconds, offset)
    }
}

impl Spelling for NaiveDate {
    const FORMAT: &'static str = "date";

    fn read(text: &str) -> Option<Self> {
        day(rfc3339::Day::parse(text)?)
    }

    fn spell(&self) -> Option<String> {
        spelled_day(*self).map(|day| day.to_string())
    }
}

fn day(day: rfc3339::Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
}

fn spelled_day(date: NaiveDate) -> Option<rfc3339::Day> {
    let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
    rfc3339::Day::new(date.year(), month.ok()?, day.ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime, FixedOffset, Instant, NaiveDate, Spelled, TimeZone};

    fn at(seconds: i64, offset: i32) -> Instant<FixedOffset> {
        let offset = FixedOffset::east_opt(offset).unwrap();
        offset.timestamp_opt(seconds, 0).unwrap()
    }

    #[test]
    fn it_means_what_chrono_reads() {
        for text in [
            "2024-02-29T12:00:00.123456789+02:00",
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.999999999-23:59",
            "2000-01-01T00:00:00-00:00",
            "1985-04-12t23:20:50.52z",
        ] {
            let ours: DateTime = text.parse().unwrap();
            assert_eq!(*ours, Instant::parse_from_rfc3339(text).unwrap(), "{text}");
            assert_eq!(ours.as_str(), text);
            let again = Spelled::new(*ours).unwrap();
            assert_eq!(*again, *ours, "{again}");
        }
        let date: Date = "2024-02-29".parse().unwrap();
        assert_eq!(*date, NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
        assert_eq!(Spelled::new(*date).unwrap(), date);
    }

    #[test]
    fn leap_seconds_and_more_digits() {
        let leap: DateTime = "2016-12-31T23:59:60.25Z".parse().unwrap();
        assert!(*leap < at(1_483_228_800, 0));
        assert!("2016-12-31T23:59:59.9Z".parse::<DateTime>().unwrap() < leap);
        assert_eq!(Spelled::new(*leap).unwrap(), leap);
        let long: DateTime = "2016-12-31T00:00:00.1234567891Z".parse().unwrap();
        assert_eq!(long.timestamp_subsec_nanos(), 123_456_789);
    }

    #[test]
    fn what_has_no_text() {
        assert!(Spelled::new(NaiveDate::MIN).is_err());
        assert!(Spelled::new(NaiveDate::MAX).is_err());
        assert!(Spelled::new(at(253_402_300_800, 0)).is_err(), "10000-01-01");
        assert!(Spelled::new(at(0, 61)).is_err(), "an offset with seconds");
        assert_eq!(
            Spelled::new(at(0, 3600)).unwrap().as_str(),
            "1970-01-01T01:00:00+01:00"
        );
    }
}
