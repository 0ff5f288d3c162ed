//! Exact decimal values.

use std::cmp::Ordering;
use std::fmt;

/// The value of a number: an exact decimal that is not negative.
///
/// Two values are equal where they are the same number, however they were written; [`fmt::Display`] writes them in
/// digits with a decimal point. Of more than 38 significant digits only the first 38 count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberValue {
    /// Not divisible by ten unless the value is zero, and below 10^38.
    coefficient: u128,
    /// The power of ten that the coefficient is multiplied by; zero where the value is zero.
    exponent: i32,
}

const MOST_DIGITS: u32 = 38;

impl NumberValue {
    /// `coefficient` times ten to the power of `exponent`.
    #[must_use]
    pub(super) fn new(mut coefficient: u128, mut exponent: i32) -> Self {
        if coefficient == 0 {
            exponent = 0;
        }
        while coefficient != 0
            && (coefficient.is_multiple_of(10) || digits(coefficient) > MOST_DIGITS)
        {
            coefficient /= 10;
            exponent = exponent.saturating_add(1);
        }
        Self {
            coefficient,
            exponent,
        }
    }

    /// The value of digits, each 0 to 9, of which the last `decimals` stand behind the decimal sign.
    pub(super) fn from_digits(digits: impl Iterator<Item = u32>, decimals: i32) -> Self {
        let (mut coefficient, mut exponent) = (0_u128, 0_i32);
        let limit = 10_u128.pow(MOST_DIGITS - 1);
        for digit in digits {
            if coefficient < limit {
                coefficient = coefficient * 10 + u128::from(digit);
            } else {
                exponent = exponent.saturating_add(1);
            }
        }
        Self::new(coefficient, exponent.saturating_sub(decimals))
    }

    /// The value times ten to the power of `power`.
    #[must_use]
    pub(super) fn scaled(self, power: i32) -> Self {
        Self::new(self.coefficient, self.exponent.saturating_add(power))
    }

    /// The sum, or `None` where it has too many digits to be exact.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let shifted = |value: Self| {
            let power = u32::try_from(i64::from(value.exponent) - i64::from(exponent)).ok()?;
            10_u128.checked_pow(power)?.checked_mul(value.coefficient)
        };
        let sum = shifted(self)?.checked_add(shifted(other)?)?;
        (digits(sum) <= MOST_DIGITS).then(|| Self::new(sum, exponent))
    }

    /// Whether the value is a whole number.
    pub const fn is_whole(self) -> bool {
        self.exponent >= 0
    }

    /// The value as a whole number, where it is one and below 2^64.
    pub fn as_u64(self) -> Option<u64> {
        let power = u32::try_from(self.exponent).ok()?;
        let whole = 10_u128.checked_pow(power)?.checked_mul(self.coefficient)?;
        u64::try_from(whole).ok()
    }
}

fn digits(coefficient: u128) -> u32 {
    coefficient.checked_ilog10().map_or(1, |log| log + 1)
}

impl From<u64> for NumberValue {
    fn from(value: u64) -> Self {
        Self::new(u128::from(value), 0)
    }
}

impl Ord for NumberValue {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.coefficient == 0 || other.coefficient == 0 {
            return self.coefficient.cmp(&other.coefficient);
        }
        let length =
            |value: &Self| i64::from(digits(value.coefficient)) + i64::from(value.exponent);
        length(self).cmp(&length(other)).then_with(|| {
            let widened = |value: &Self| {
                value.coefficient * 10_u128.pow(MOST_DIGITS - digits(value.coefficient))
            };
            widened(self).cmp(&widened(other))
        })
    }
}

impl PartialOrd for NumberValue {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for NumberValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let coefficient = self.coefficient.to_string();
        if let Ok(zeros) = usize::try_from(self.exponent) {
            return write!(f, "{coefficient}{}", "0".repeat(zeros));
        }
        let decimals = self.exponent.unsigned_abs() as usize;
        if coefficient.len() > decimals {
            let (whole, fraction) = coefficient.split_at(coefficient.len() - decimals);
            write!(f, "{whole}.{fraction}")
        } else {
            write!(
                f,
                "0.{}{coefficient}",
                "0".repeat(decimals - coefficient.len())
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_numbers_are_equal_values() {
        assert_eq!(NumberValue::new(15, 5), NumberValue::from(1_500_000));
        assert_eq!(NumberValue::new(150, -2).to_string(), "1.5");
        assert_eq!(NumberValue::new(5, -3).to_string(), "0.005");
        assert_eq!(NumberValue::new(0, 7).to_string(), "0");
        assert_eq!(NumberValue::from(15).scaled(5).as_u64(), Some(1_500_000));
        assert_eq!(NumberValue::new(15, -1).as_u64(), None);
        let sum = NumberValue::from(2_000_000).plus(NumberValue::from(350_000));
        assert_eq!(sum, Some(NumberValue::from(2_350_000)));
    }

    proptest! {
        #[test]
        fn order_is_that_of_the_numbers(a in any::<u64>(), b in any::<u64>(), power in -5..5) {
            let (x, y) = (NumberValue::from(a).scaled(power), NumberValue::from(b).scaled(power));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        }

        #[test]
        fn values_are_written_as_read(digits in prop::collection::vec(0_u32..10, 0..60), decimals in -3..70) {
            let value = NumberValue::from_digits(digits.iter().copied(), decimals);
            let text = value.to_string();
            let written = text.bytes().filter(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0'));
            let point = text.find('.').map_or(0, |at| text.len() - at - 1);
            prop_assert_eq!(NumberValue::from_digits(written, i32::try_from(point).unwrap()), value);
        }
    }
}
