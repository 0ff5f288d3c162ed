//! Numbers written in words.

use std::borrow::Cow;

use super::{NumberValue, Numerals};
use crate::items::{Item, ItemKind, Joined};

/// A number written in words.
pub(super) struct Spelled {
    pub(super) value: NumberValue,
    pub(super) is_ordinal: bool,
    /// The byte after its last word.
    pub(super) end: usize,
    /// The item after it.
    pub(super) next: usize,
}

impl Spelled {
    /// Reads as many words from the item `at` on as make up one number.
    pub(super) fn read<'a>(
        numerals: &Numerals,
        items: &[Item],
        at: usize,
        folded: impl Fn(&Item) -> Cow<'a, str>,
    ) -> Option<Self> {
        let mut sum = Sum::default();
        let mut end = None;
        let mut next = at;
        while let Some(item) = items.get(next) {
            if item.kind != ItemKind::Word || (next > at && item.joined == Joined::Other) {
                break;
            }
            let word = folded(item);
            let is_taken = if let Some(part) = numerals.part(&word) {
                sum.add(part.value, part.is_ordinal)
            } else if let Some(power) = numerals.scale(&word) {
                sum.multiply(power)
            } else if sum.is_empty() && Some(&*word) == numerals.article {
                sum.begin_with_article()
            } else if Some(&*word) == numerals.conjunction {
                sum.bridge()
            } else {
                false
            };
            if !is_taken {
                break;
            }
            next += 1;
            if sum.is_whole() {
                end = Some((item.span.end(), next));
            }
            if sum.is_ordinal || !item.suffix.is_empty() {
                break;
            }
        }
        let (end, next) = end?;
        let value = sum.value()?;
        Some(Self {
            value: NumberValue::from(value),
            is_ordinal: sum.is_ordinal,
            end,
            next,
        })
    }
}

/// A number that grows word by word.
#[derive(Default)]
struct Sum {
    /// What is multiplied by thousands and more already.
    high: u64,
    /// What is not.
    low: u64,
    /// The power of ten of the last scale from a thousand on.
    last_power: Option<i32>,
    cardinals: usize,
    scales: usize,
    has_article: bool,
    /// Whether a conjunction or article waits for a word behind it.
    is_open: bool,
    is_ordinal: bool,
}

impl Sum {
    fn is_empty(&self) -> bool {
        self.cardinals + self.scales == 0 && !self.has_article
    }

    fn is_whole(&self) -> bool {
        !self.is_open
    }

    /// Adds a smaller number to what ends in zeros.
    fn add(&mut self, value: u64, is_ordinal: bool) -> bool {
        let place = value.checked_ilog10().map_or(1, |log| 10_u64.pow(log + 1));
        let article_waits = self.has_article && self.is_open;
        if article_waits || !self.low.is_multiple_of(place) || (value == 0 && !self.is_empty()) {
            return false;
        }
        self.low += value;
        self.cardinals += 1;
        self.is_open = false;
        self.is_ordinal = is_ordinal;
        true
    }

    fn multiply(&mut self, power: i32) -> bool {
        let Some(factor) = u32::try_from(power)
            .ok()
            .and_then(|power| 10_u64.checked_pow(power))
        else {
            return false;
        };
        let count = self.low.max(1);
        if power < 3 {
            if count >= 100 {
                return false;
            }
            self.low = count * factor;
        } else {
            let is_smaller = self.last_power.is_none_or(|last| power < last);
            let Some(sum) = count
                .checked_mul(factor)
                .and_then(|more| more.checked_add(self.high))
            else {
                return false;
            };
            if !is_smaller {
                return false;
            }
            self.high = sum;
            self.low = 0;
            self.last_power = Some(power);
        }
        self.scales += 1;
        self.is_open = false;
        true
    }

    fn begin_with_article(&mut self) -> bool {
        self.has_article = true;
        self.is_open = true;
        true
    }

    /// Lets a conjunction stand after hundreds and thousands.
    fn bridge(&mut self) -> bool {
        let stands_well = self.scales > 0 && self.low.is_multiple_of(100) && !self.is_open;
        if stands_well {
            self.is_open = true;
        }
        stands_well
    }

    /// The number, unless it is a one, which is mostly an article or a pronoun, or a scale without anything to multiply.
    fn value(&self) -> Option<u64> {
        let value = self.high.checked_add(self.low)?;
        let is_bare_scale = self.cardinals == 0 && self.scales == 1 && !self.has_article;
        let is_lonely_one = value == 1 && !self.is_ordinal;
        (!is_bare_scale && !is_lonely_one).then_some(value)
    }
}
