//! Byte offsets to lines and columns.

/// A place in a file: line and column from 1, the column in characters. 0 and 0 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// How many bytes lie between two counted places. A built template may be one line of 100 KB with thousands of
/// elements, so counting from the line's start each time would be quadratic.
const STRIDE: usize = 512;

/// Finds positions in one source.
pub(crate) struct Locator<'a> {
    source: &'a str,
    line_starts: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let mut line_starts = vec![0];
        let mut characters = Vec::with_capacity(source.len() / STRIDE + 1);
        let mut count = 0;
        for (offset, byte) in source.bytes().enumerate() {
            if offset % STRIDE == 0 {
                characters.push(count);
            }
            count += usize::from(is_first(byte));
            if byte == b'\n' {
                line_starts.push(offset + 1);
            }
        }
        if source.len().is_multiple_of(STRIDE) {
            characters.push(count);
        }
        Locator { source, line_starts, characters }
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.source.len());
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.line_starts[line - 1]) + 1;
        Position { line: line as u32, column: column as u32 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / STRIDE;
        let rest = &self.source.as_bytes()[block * STRIDE..offset];
        self.characters[block] + rest.iter().filter(|byte| is_first(**byte)).count()
    }
}

/// UTF-8 continuation bytes do not begin a character.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let source = format!("a\n中文b\n{}中x", "é".repeat(600));
        let locator = Locator::new(&source);
        let at = |needle| locator.position(source.find(needle).expect("present"));
        assert_eq!(at("a"), Position { line: 1, column: 1 });
        assert_eq!(at("b"), Position { line: 2, column: 3 });
        assert_eq!(at("x"), Position { line: 3, column: 602 });
        assert_eq!(locator.position(usize::MAX), Position { line: 3, column: 603 });
        assert_eq!(Locator::new("").position(0), Position { line: 1, column: 1 });
        let exact = "x".repeat(STRIDE);
        assert_eq!(Locator::new(&exact).position(STRIDE).column, 513);
    }
}
