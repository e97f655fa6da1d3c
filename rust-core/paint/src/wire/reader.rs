//! Reads a buffer front to back and never past its end.

/// Why a frame buffer cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes end before the value does.
    #[error("the buffer ends at {at} inside a value")]
    Short {
        /// Offset where more was needed.
        at: usize,
    },
    /// It does not begin like a frame.
    #[error("this is no frame buffer")]
    Magic,
    /// Written by another version of the core.
    #[error("format version {found}; this reader knows {known}")]
    Version {
        /// The buffer's.
        found: u16,
        /// Ours.
        known: u16,
    },
    /// The header's length is not the buffer's.
    #[error("the header says {said} bytes, the buffer has {real}")]
    Length {
        /// What the header says.
        said: u64,
        /// What there is.
        real: u64,
    },
    /// A tag that the table does not have.
    #[error("{kind} has no number {tag} (at {at})")]
    Tag {
        /// The type.
        kind: &'static str,
        /// The number found.
        tag: u8,
        /// Offset.
        at: usize,
    },
    /// Text that is not UTF-8.
    #[error("text at {at} is not UTF-8")]
    Text {
        /// Offset.
        at: usize,
    },
    /// A number that is infinite or not a number.
    #[error("the number at {at} is not finite")]
    Number {
        /// Offset.
        at: usize,
    },
    /// Bytes are left over.
    #[error("{count} bytes are left over")]
    Trailing {
        /// How many.
        count: usize,
    },
    /// The parts do not fit together.
    #[error("{0}")]
    Invalid(&'static str),
}

/// A place in a buffer.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// The buffer's beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    /// Offset from the beginning.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Bytes still unread.
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// [`FormatError::Short`]
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], FormatError> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(FormatError::Short { at: self.at })?;
        let found = &self.bytes[self.at..end];
        self.at = end;
        Ok(found)
    }

    /// The next `N` bytes.
    ///
    /// # Errors
    /// [`FormatError::Short`]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    /// A list's count: refused when so many elements of at least `smallest` bytes cannot follow.
    ///
    /// # Errors
    /// [`FormatError::Short`]
    pub fn count(&mut self, smallest: usize) -> Result<usize, FormatError> {
        let at = self.at;
        let count = u32::from_le_bytes(self.array()?) as usize;
        match count.checked_mul(smallest.max(1)) {
            Some(needed) if needed <= self.left() => Ok(count),
            _ => Err(FormatError::Short { at }),
        }
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// [`FormatError::Trailing`]
    pub fn finish(&self) -> Result<(), FormatError> {
        if self.left() == 0 { Ok(()) } else { Err(FormatError::Trailing { count: self.left() }) }
    }
}
