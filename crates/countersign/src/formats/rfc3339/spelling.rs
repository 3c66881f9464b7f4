//! From parts to text and back, for the crates that have types for dates.

use std::fmt;

use super::{Clock, Day, Leap, Moment, TIME};

impl Day {
    /// A day of a year that the grammar has.
    pub(crate) fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let year = u16::try_from(year).ok().filter(|year| *year <= 9999)?;
        Some(Self { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Moment {
    /// The first nine digits of the fraction of the second in the text that this was parsed from.
    pub(crate) fn nanoseconds(&self, text: &str) -> u32 {
        let (start, end) = self.clock.fraction;
        let digits = text.get(TIME + start..TIME + end).unwrap_or("");
        let digits = digits.get(..9).unwrap_or(digits);
        format!("{digits:0<9}").parse().unwrap_or_default()
    }
}

#[cfg(feature = "time")]
impl Clock {
    /// Hour, minute and second; a leap second is the one before it.
    pub(crate) fn parts(&self) -> [u8; 3] {
        let part = |seconds: i64| u8::try_from(seconds).unwrap_or_default();
        [
            self.seconds / 3600,
            self.seconds / 60 % 60,
            self.seconds % 60,
        ]
        .map(part)
    }
}

/// A `date-time`, with as many digits as are needed; `None` where the grammar has no text for it.
pub(crate) fn spelled(
    day: Day,
    seconds: i64,
    leap: Leap,
    nanoseconds: u32,
    offset: i32,
) -> Option<String> {
    let second = seconds % 60 + i64::from(leap == Leap::Second);
    let fraction = match nanoseconds {
        0 => String::new(),
        _ => format!(".{nanoseconds:09}")
            .trim_end_matches('0')
            .to_owned(),
    };
    let zone = match (offset, offset.abs()) {
        (0, _) => "Z".to_owned(),
        (_, ahead) if ahead % 60 != 0 => return None,
        (_, ahead) => {
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", ahead / 3600, ahead / 60 % 60)
        }
    };
    let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
    let text = format!("{day}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}");
    Moment::parse(&text).map(|_| text)
}
