//! Moments that are written in different ways: with another offset, or with fewer digits (RFC 3339, section 5.6).

/// Whether two texts are date-times of one moment; digits of a second that only one of them has do not matter.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let Some((one, other)) = of(one).zip(of(other)) else {
        return false;
    };
    let (digits, others) = (&one.digits, &other.digits);
    let is_close = digits.starts_with(others) || others.starts_with(digits);
    let mut seconds = one.seconds();
    is_close && seconds.any(|second| other.seconds().any(|its| its == second))
}

struct Moment {
    /// Since the first day of March of the year 0, without a leap second.
    second: i64,
    /// Whether it is a leap second.
    is_leap: bool,
    /// What follows the second, without zeros at the end.
    digits: String,
}

impl Moment {
    /// Services that know no leap second take it for the second before it, or for the one after it.
    fn seconds(&self) -> impl Iterator<Item = i64> {
        let after = self.is_leap.then_some(self.second + 1);
        [self.second].into_iter().chain(after)
    }
}

fn of(text: &str) -> Option<Moment> {
    if !crate::judge::is_date_time(text) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let second = number(17, 19)?;
    let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + second.min(59);
    let rest = text.get(19..)?;
    let digits = rest.strip_prefix('.').unwrap_or_default();
    let digits = digits
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    let offset = match rest.rfind(['+', '-']) {
        Some(at) => {
            let (hours, minutes) = rest.get(at + 1..)?.split_once(':')?;
            let offset = hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60;
            if rest[at..].starts_with('-') {
                -offset
            } else {
                offset
            }
        }
        None => 0,
    };
    Some(Moment {
        second: days * 86_400 + seconds - offset,
        is_leap: second > 59,
        digits: digits.trim_end_matches('0').to_owned(),
    })
}

/// The days since the first of March of the year 0, by the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap + (month * 153 + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn one_moment_has_many_spellings() {
        for (one, other) in [
            ("2024-02-29T23:30:00Z", "2024-03-01T01:00:00+01:30"),
            ("2024-01-01T00:00:00+00:00", "2023-12-31t23:00:00-01:00"),
            ("2024-01-01T00:00:00.500Z", "2024-01-01T00:00:00.5z"),
            ("2024-01-01T00:00:00.123456Z", "2024-01-01T00:00:00.123Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("1998-12-31T23:59:60Z", "1998-12-31T23:59:60Z"),
            ("1998-12-31T23:59:60Z", "1998-12-31T23:59:59Z"),
            ("1998-12-31T23:59:60Z", "1999-01-01T01:00:00+01:00"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("2024-01-01T12:00:00+02:00", "2024-01-01T12:00:00Z"),
            ("2024-01-01T12:00:00Z", "2024-01-01T12:00:01Z"),
            ("2024-01-01T12:00:00.25Z", "2024-01-01T12:00:00.3Z"),
            ("2100-02-28T00:00:00Z", "2100-03-02T00:00:00Z"),
            ("1998-12-31T23:59:60Z", "1999-01-01T00:00:01Z"),
            ("1998-12-31T23:59:59Z", "1999-01-01T00:00:00Z"),
            ("noon", "noon"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }
}
