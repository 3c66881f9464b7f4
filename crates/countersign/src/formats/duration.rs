//! `duration`.

/// `P`, and then weeks alone, or a date and a time part in which no unit between two others is left out.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    match time {
        Some(time) => (date.is_empty() || is_part(date, "YMD")) && is_part(time, "HMS"),
        None => is_part(date, "YMD") || is_part(date, "W"),
    }
}

/// One or more numbers, each with its unit, which are consecutive in `units`.
fn is_part(text: &str, units: &str) -> bool {
    let mut expected = None;
    let mut rest = text;
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let place = unit.chars().next().and_then(|unit| units.find(unit));
        let Some(place) = place.filter(|_| unit.len() < rest.len()) else {
            return false;
        };
        if expected.is_some_and(|expected| expected != place) {
            return false;
        }
        expected = Some(place + 1);
        rest = &unit[1..];
    }
    expected.is_some()
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn the_grammar_of_appendix_a() {
        for text in [
            "P4DT12H30M5S",
            "P1Y",
            "PT0S",
            "P1M",
            "P1Y2M3D",
            "P2W",
            "PT36H",
            "P1DT2M",
            "P1YT1S",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "", "P", "PT", "P1", "PT1D", "P1YT", "P1Y2D", "PT1H2S", "P1W2D", "P2W1Y", "-P1D",
            "P1.5D", "P1D2M", "1D", "P٢Y", "P1H", "P1WT1S", "PD",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
