//! What several measurements come to.

/// The middle one; of an even number, the lower of the two in the middle. 0 of none.
pub(super) fn median(values: &[u64]) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len().saturating_sub(1) / 2;
    sorted.get(middle).copied().unwrap_or(0)
}

/// The least: what noise has added least to. 0 of none.
pub(super) fn least(values: &[u64]) -> u64 {
    values.iter().copied().min().unwrap_or(0)
}

/// The mean of ratios: as often twice as half is 1. Nothing of none.
pub(super) fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (!ratios.is_empty()).then(|| (sum / ratios.len() as f64).exp())
}

/// The exponent of growth: `e` of `cost = c * size^e`, fitted to the pairs of size and cost by least squares over their
/// logarithms. 1 is linear.
pub(super) fn exponent(pairs: &[(u64, u64)]) -> f64 {
    let logarithm = |value: u64| (value.max(1) as f64).ln();
    let points: Vec<(f64, f64)> = pairs
        .iter()
        .map(|(size, cost)| (logarithm(*size), logarithm(*cost)))
        .collect();
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let covariance: f64 = points
        .iter()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    covariance / variance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponent_is_that_of_the_growth() {
        let grown = |exponent: i32| {
            [1_000, 2_000, 4_000, 8_000].map(|size: u64| (size, size.pow(exponent as u32)))
        };
        for known in [1, 2, 3] {
            assert!((exponent(&grown(known)) - f64::from(known)).abs() < 1e-9);
        }
    }

    #[test]
    fn twice_and_half_are_even() {
        let mean = geometric_mean(&[2.0, 0.5, 1.0]);
        assert!(mean.is_some_and(|mean| (mean - 1.0).abs() < 1e-9));
        assert_eq!(geometric_mean(&[]), None);
    }

    #[test]
    fn a_median_does_not_move_with_one_outlier() {
        assert_eq!(median(&[5, 9_000, 4, 6, 5]), 5);
        assert_eq!(median(&[4, 6]), 4);
        assert_eq!(least(&[7, 3, 9]), 3);
    }
}
