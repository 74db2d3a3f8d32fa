//! The middle, the mean and the most of some whole numbers.

use units::Rounding;

/// Of minutes or days; all 0 where there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    pub count: i64,
    /// Of an even number the mean of the two in the middle; half a unit counts up, here and in the mean.
    pub median: i64,
    pub mean: i64,
    pub longest: i64,
}

impl Spread {
    pub fn of(mut values: Vec<i64>) -> Self {
        values.sort_unstable();
        let Some(&longest) = values.last() else {
            return Self::default();
        };
        let count = values.len();
        let sum = |some: &[i64]| some.iter().map(|&one| i128::from(one)).sum::<i128>();
        let mean = |some: &[i64]| {
            let of = i128::try_from(some.len()).unwrap_or(1);
            Rounding::HalfUp.divide(sum(some), of).unwrap_or(0)
        };
        Self {
            count: i64::try_from(count).unwrap_or(i64::MAX),
            median: mean(&values[(count - 1) / 2..=count / 2]),
            mean: mean(&values),
            longest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_the_mean_and_the_most() {
        for (values, median, mean, longest) in [
            (vec![], 0, 0, 0),
            (vec![7], 7, 7, 7),
            (vec![1, 2], 2, 2, 2),
            (vec![9, 1, 2], 2, 4, 9),
            (vec![10, 1, 4, 3], 4, 5, 10),
        ] {
            let count = i64::try_from(values.len()).expect("few");
            let found = Spread::of(values);
            assert_eq!(
                found,
                Spread {
                    count,
                    median,
                    mean,
                    longest
                }
            );
        }
    }
}
