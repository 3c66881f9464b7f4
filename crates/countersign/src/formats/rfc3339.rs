//! The grammar of RFC 3339 section 5.6, with the restrictions of section 5.7: nothing more, nothing less.

#[cfg(any(feature = "chrono", feature = "time"))]
mod spelling;

#[cfg(any(feature = "chrono", feature = "time"))]
pub(crate) use spelling::spelled;

/// `full-date`: a day that the calendar has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// `full-time`: a time of day with its offset.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Clock {
    /// Seconds since midnight where the clock hangs; a leap second counts as the one before it.
    pub(crate) seconds: i64,
    pub(crate) leap: Leap,
    /// Where the digits of the fraction are.
    pub(crate) fraction: (usize, usize),
    /// Seconds that the clock is ahead of UTC.
    pub(crate) offset: i32,
}

/// Whether the second is the 61st of its minute.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Leap {
    No,
    Second,
}

/// `date-time`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Moment {
    pub(crate) day: Day,
    pub(crate) clock: Clock,
}

/// Where the time of a `date-time` starts.
pub(super) const TIME: usize = "2000-01-01T".len();

impl Moment {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(TIME)?;
        let day = day.strip_suffix(['T', 't'])?;
        Some(Self {
            day: Day::parse(day)?,
            clock: Clock::parse(time)?,
        })
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub(super) fn instant(&self) -> i64 {
        self.day.number() * 86_400 + self.clock.seconds - i64::from(self.clock.offset)
    }
}

impl Day {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let hyphens = bytes[4] == b'-' && bytes[7] == b'-';
        let day = Self {
            year: number(&bytes[..4])?,
            month: u8::try_from(number(&bytes[5..7])?).ok()?,
            day: u8::try_from(number(&bytes[8..])?).ok()?,
        };
        (hyphens && (1..=day.last_of_month()).contains(&day.day)).then_some(day)
    }

    fn is_leap_year(self) -> bool {
        self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0)
    }

    /// 0 for a month that does not exist.
    fn last_of_month(self) -> u8 {
        match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if self.is_leap_year() => 29,
            2 => 28,
            _ => 0,
        }
    }

    /// Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year.
    pub(super) fn number(self) -> i64 {
        let month = i64::from(self.month);
        let (year, month) = if month > 2 {
            (i64::from(self.year), month - 3)
        } else {
            (i64::from(self.year) - 1, month + 9)
        };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        // 719,468 days from 0000-03-01 to 1970-01-01.
        365 * year + leap_days + day_of_year - 719_468
    }
}

impl Clock {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (time, rest) = bytes.split_first_chunk::<8>()?;
        let colons = time[2] == b':' && time[5] == b':';
        let [hour, minute] = [two(&time[..2], 23)?, two(&time[3..5], 59)?];
        let second = two(&time[6..], 60)?;
        let fraction = fraction_length(rest)?;
        let offset = offset(&rest[fraction..])?;
        let minutes = i64::from(hour) * 60 + i64::from(minute);
        let leap = if second == 60 { Leap::Second } else { Leap::No };
        // The last minute of a day of UTC is the only one that may have 61 seconds (RFC 3339, section 5.7).
        let utc = (minutes - i64::from(offset / 60)).rem_euclid(24 * 60);
        if !colons || leap == Leap::Second && utc != 23 * 60 + 59 {
            return None;
        }
        Some(Self {
            seconds: minutes * 60 + i64::from(second.min(59)),
            leap,
            fraction: (time.len() + fraction.min(1), time.len() + fraction),
            offset,
        })
    }
}

/// The length of a point with digits, or of nothing.
fn fraction_length(bytes: &[u8]) -> Option<usize> {
    let Some(digits) = bytes.strip_prefix(b".") else {
        return Some(0);
    };
    match digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
    {
        0 => None,
        count => Some(count + 1),
    }
}

/// `time-offset`, in seconds.
fn offset(bytes: &[u8]) -> Option<i32> {
    match bytes {
        b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), rest @ ..] => {
            let time: &[u8; 5] = rest.try_into().ok()?;
            let (hour, minute) = (two(&time[..2], 23)?, two(&time[3..], 59)?);
            let seconds = i32::from(hour) * 3600 + i32::from(minute) * 60;
            let signed = if *sign == b'-' { -seconds } else { seconds };
            (time[2] == b':').then_some(signed)
        }
        _ => None,
    }
}

fn two(digits: &[u8], most: u16) -> Option<u16> {
    number(digits).filter(|number| *number <= most)
}

/// Digits of ASCII, four at most.
fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |number: u16, digit| {
        let digit = digit.is_ascii_digit().then(|| u16::from(digit - b'0'))?;
        Some(number * 10 + digit)
    })
}
