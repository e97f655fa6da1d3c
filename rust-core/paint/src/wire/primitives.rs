//! Numbers, text, lists and options.

use super::{FormatError, Reader, Wire};
use std::sync::Arc;

#[cfg(test)]
use super::dice::Dice;

macro_rules! integer {
    ($($ty:ident),*) => {$(
        impl Wire for $ty {
            const MIN: usize = size_of::<$ty>();

            fn name() -> String {
                stringify!($ty).to_owned()
            }

            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
                Ok(Self::from_le_bytes(input.array()?))
            }

            #[cfg(test)]
            fn sample(dice: &mut Dice) -> Self {
                dice.number() as $ty
            }
        }
    )*};
}

integer!(u8, u16, u32, u64, i32);

impl Wire for f32 {
    const MIN: usize = 4;

    fn name() -> String {
        "f32".to_owned()
    }

    /// A number that is not finite is written as 0: one bad length must not cost the frame.
    fn put(&self, out: &mut Vec<u8>) {
        let finite = if self.is_finite() { *self } else { 0.0 };
        out.extend_from_slice(&finite.to_le_bytes());
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        let at = input.at();
        let number = f32::from_le_bytes(input.array()?);
        if number.is_finite() { Ok(number) } else { Err(FormatError::Number { at }) }
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        (dice.number() % 2_000_000) as f32 / 64.0 - 4000.0
    }
}

impl Wire for bool {
    const MIN: usize = 1;

    fn name() -> String {
        "bool".to_owned()
    }

    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        let at = input.at();
        match u8::take(input)? {
            0 => Ok(false),
            1 => Ok(true),
            tag => Err(FormatError::Tag { kind: "bool", tag, at }),
        }
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        dice.number() % 2 == 1
    }
}

impl Wire for String {
    const MIN: usize = 4;

    fn name() -> String {
        "text".to_owned()
    }

    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        let length = input.count(1)?;
        let at = input.at();
        let text = std::str::from_utf8(input.bytes(length)?).map_err(|_| FormatError::Text { at })?;
        Ok(text.to_owned())
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        ["", "a", "小程序", "👩‍👩‍👧 emoji", "two words"][dice.below(5)].to_owned()
    }
}

impl<T: Wire> Wire for Vec<T> {
    const MIN: usize = 4;

    fn name() -> String {
        format!("list of {}", T::name())
    }

    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        for item in self {
            item.put(out);
        }
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        let count = input.count(T::MIN)?;
        // A value is at most a few dozen times larger in memory than on the wire, and the count is bounded by the buffer; still
        // let a hostile count buy no more than a page at once.
        let mut items = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            items.push(T::take(input)?);
        }
        Ok(items)
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        (0..dice.below(4)).map(|_| T::sample(dice)).collect()
    }
}

impl<T: Wire> Wire for Option<T> {
    const MIN: usize = 1;

    fn name() -> String {
        format!("optional {}", T::name())
    }

    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        if bool::take(input)? { T::take(input).map(Some) } else { Ok(None) }
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        (dice.number() % 2 == 1).then(|| T::sample(dice))
    }
}

impl<T: Wire> Wire for Arc<T> {
    const MIN: usize = T::MIN;

    fn name() -> String {
        T::name()
    }

    fn put(&self, out: &mut Vec<u8>) {
        T::put(self, out);
    }

    fn take(input: &mut Reader<'_>) -> Result<Self, FormatError> {
        T::take(input).map(Arc::new)
    }

    #[cfg(test)]
    fn sample(dice: &mut Dice) -> Self {
        Arc::new(T::sample(dice))
    }
}
