//! Moments that are written in different ways: with another offset, or with fewer digits (RFC 3339, section 5.6).

/// Whether two texts are date-times of one moment; digits of a second that only one of them has do not matter.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let Some(((one, digits), (other, others))) = of(one).zip(of(other)) else {
        return false;
    };
    one == other && (digits.starts_with(&others) || others.starts_with(&digits))
}

/// The seconds since the first day of the year 0, and the digits after them without zeros at the end.
///
/// A leap second is the second before it, as for most services, which do not know it.
fn of(text: &str) -> Option<(i64, String)> {
    if !crate::judge::is_date_time(text) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?.min(59);
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
    let digits = digits.trim_end_matches('0').to_owned();
    Some((days * 86_400 + seconds - offset, digits))
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
        ] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("2024-01-01T12:00:00+02:00", "2024-01-01T12:00:00Z"),
            ("2024-01-01T12:00:00Z", "2024-01-01T12:00:01Z"),
            ("2024-01-01T12:00:00.25Z", "2024-01-01T12:00:00.3Z"),
            ("2100-02-28T00:00:00Z", "2100-03-02T00:00:00Z"),
            ("noon", "noon"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }
}
