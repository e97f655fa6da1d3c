//! One table per type.

/// A record: `record! { "what it is" Name { field: Type = "meaning, unit" } }`.
macro_rules! record {
    ($doc:literal $name:ident $(+ $extra:ident)* { $($field:ident : $ty:ty = $meaning:literal),* $(,)? }) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq $(, $extra)*)]
        pub struct $name {
            $(#[doc = $meaning] pub $field: $ty,)*
        }

        impl $crate::wire::Wire for $name {
            const MIN: usize = 0 $(+ <$ty as $crate::wire::Wire>::MIN)*;

            fn name() -> String {
                stringify!($name).to_owned()
            }

            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }

            fn take(input: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::wire::FormatError> {
                Ok(Self { $($field: <$ty as $crate::wire::Wire>::take(input)?,)* })
            }

            #[cfg(test)]
            fn sample(dice: &mut $crate::wire::dice::Dice) -> Self {
                Self { $($field: <$ty as $crate::wire::Wire>::sample(dice),)* }
            }
        }

        impl $name {
            /// The table it was made from.
            pub fn row() -> $crate::wire::TypeRow {
                $crate::wire::TypeRow {
                    name: stringify!($name),
                    meaning: $doc,
                    layout: $crate::wire::Layout::Record(vec![$($crate::wire::FieldRow {
                        name: stringify!($field),
                        kind: <$ty as $crate::wire::Wire>::name(),
                        meaning: $meaning,
                    },)*]),
                }
            }
        }
    };
}

/// A tagged type: `tagged! { "what it is" Name { 1 Form { field: Type = "meaning" } = "meaning", 2 Bare = "meaning" } }`.
macro_rules! tagged {
    ($doc:literal $name:ident $(+ $extra:ident)* {
        $($tag:literal $variant:ident $({ $($field:ident : $ty:ty = $meaning:literal),* $(,)? })? = $what:literal),* $(,)?
    }) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq $(, $extra)*)]
        pub enum $name {
            $(#[doc = $what] $variant $({ $(#[doc = $meaning] $field: $ty),* })?,)*
        }

        impl $crate::wire::Wire for $name {
            const MIN: usize = 1;

            fn name() -> String {
                stringify!($name).to_owned()
            }

            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        out.push($tag);
                        $($($crate::wire::Wire::put($field, out);)*)?
                    })*
                }
            }

            fn take(input: &mut $crate::wire::Reader<'_>) -> Result<Self, $crate::wire::FormatError> {
                let at = input.at();
                match <u8 as $crate::wire::Wire>::take(input)? {
                    $($tag => Ok(Self::$variant $({ $($field: <$ty as $crate::wire::Wire>::take(input)?),* })?),)*
                    tag => Err($crate::wire::FormatError::Tag { kind: stringify!($name), tag, at }),
                }
            }

            #[cfg(test)]
            fn sample(dice: &mut $crate::wire::dice::Dice) -> Self {
                let forms = [$(stringify!($variant)),*];
                let form = forms[dice.below(forms.len())];
                $(if form == stringify!($variant) {
                    return Self::$variant $({ $($field: <$ty as $crate::wire::Wire>::sample(dice)),* })?;
                })*
                unreachable!("the form is one of the list")
            }
        }

        impl $name {
            /// The table it was made from.
            pub fn row() -> $crate::wire::TypeRow {
                $crate::wire::TypeRow {
                    name: stringify!($name),
                    meaning: $doc,
                    layout: $crate::wire::Layout::Tagged(vec![$($crate::wire::VariantRow {
                        tag: $tag,
                        name: stringify!($variant),
                        meaning: $what,
                        fields: vec![$($($crate::wire::FieldRow {
                            name: stringify!($field),
                            kind: <$ty as $crate::wire::Wire>::name(),
                            meaning: $meaning,
                        }),*)?],
                    },)*]),
                }
            }
        }
    };
}

pub(crate) use {record, tagged};
