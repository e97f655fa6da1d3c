//! Writes small fonts for tests, so that no font file needs to be kept.

/// A glyph: its character, its advance, and its outlines in font units (1000 to the em), y up.
pub struct TestGlyph {
    /// The character that shows it.
    pub character: char,
    /// Advance width.
    pub advance: u16,
    /// Closed outlines of straight lines.
    pub outlines: Vec<Vec<(i16, i16)>>,
}

impl TestGlyph {
    /// A filled rectangle.
    pub fn rect(character: char, advance: u16, (left, bottom, right, top): (i16, i16, i16, i16)) -> Self {
        let outline = vec![(left, bottom), (left, top), (right, top), (right, bottom)];
        TestGlyph { character, advance, outlines: vec![outline] }
    }
}

/// A TrueType font with these glyphs, ascent 800 and descent 200. Glyph 0 is empty.
pub fn truetype(glyphs: &[TestGlyph]) -> Vec<u8> {
    sfnt(&tables(glyphs))
}

/// The same, as WOFF with its tables stored.
pub fn woff(glyphs: &[TestGlyph]) -> Vec<u8> {
    let tables = tables(glyphs);
    let mut data = Vec::new();
    let mut directory = Vec::new();
    let start = 44 + tables.len() * 20;
    for (tag, table) in &tables {
        directory.extend_from_slice(*tag);
        for number in [(start + data.len()) as u32, table.len() as u32, table.len() as u32, 0] {
            directory.extend(number.to_be_bytes());
        }
        data.extend_from_slice(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = b"wOFF\x00\x01\x00\x00".to_vec();
    out.extend(((start + data.len()) as u32).to_be_bytes());
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0; 2]);
    out.extend((sfnt(&tables).len() as u32).to_be_bytes());
    out.extend([0; 24]);
    out.extend(directory);
    out.extend(data);
    out
}

/// The same, as WOFF2 with untransformed tables in a brotli stream that stores them.
pub fn woff2(glyphs: &[TestGlyph]) -> Vec<u8> {
    let tables = tables(glyphs);
    let plain: Vec<u8> = tables.iter().flat_map(|(_, table)| table.clone()).collect();
    let mut directory = Vec::new();
    for (tag, table) in &tables {
        // Any tag may be spelled out; glyf and loca say with 3 that they are not transformed.
        let untransformed = matches!(*tag, b"glyf" | b"loca");
        directory.push(63 | if untransformed { 3 << 6 } else { 0 });
        directory.extend_from_slice(*tag);
        let mut size: Vec<u8> = vec![(table.len() & 0x7f) as u8];
        let mut rest = table.len() >> 7;
        while rest > 0 {
            size.insert(0, 0x80 | (rest & 0x7f) as u8);
            rest >>= 7;
        }
        directory.extend(size);
    }
    // A window of 16 bits, one stored block, and an empty last one (RFC 7932, 9.1 and 9.2).
    let mut packed = ((((plain.len() - 1) as u32) << 4) | (1 << 20)).to_le_bytes()[..3].to_vec();
    packed.extend(&plain);
    packed.push(3);
    let mut out = b"wOF2\x00\x01\x00\x00".to_vec();
    let length = (48 + directory.len() + packed.len()).next_multiple_of(4);
    out.extend((length as u32).to_be_bytes());
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0; 2]);
    out.extend((sfnt(&tables).len() as u32).to_be_bytes());
    out.extend((packed.len() as u32).to_be_bytes());
    out.extend([0; 24]);
    out.extend(directory);
    out.extend(packed);
    out.resize(length, 0);
    out
}

/// A font of CFF outlines whose one glyph, of `A`, is drawn by subroutines: each calls the next so many times, so many deep, and the last one
/// draws a rectangle from (0, 0) to (100, 100).
pub fn nested(calls: usize, depth: u8) -> Vec<u8> {
    // Of the programs in a list, by where each ends.
    let index = |programs: &[Vec<u8>]| {
        let mut out = (programs.len() as u16).to_be_bytes().to_vec();
        out.push(2);
        let mut at = 1;
        out.extend((at as u16).to_be_bytes());
        for program in programs {
            at += program.len();
            out.extend((at as u16).to_be_bytes());
        }
        out.extend(programs.concat());
        out
    };
    // A number from -107 to 107 is one byte; subroutines are called by their number less 107.
    let call = |number: u8| [32 + number, 29];
    let number = |value: i16| [&[28][..], &value.to_be_bytes()].concat();
    let mut subroutines: Vec<Vec<u8>> =
        (1..=depth).map(|next| [call(next).repeat(calls), vec![11]].concat()).collect();
    // hlineto, with the first going sideways: 100 right, 100 up, 100 left.
    subroutines.push([number(100), number(100), number(-100), vec![6, 11]].concat());
    let glyph = [number(0), number(0), vec![21], call(0).to_vec(), vec![14]].concat();
    let before = [vec![1, 0, 4, 2], index(&[b"a".to_vec()])].concat();
    let after = [vec![0, 0], index(&subroutines)].concat();
    // A dictionary of one entry has 6 bytes, in an index of one with offsets of two bytes each.
    let charstrings = before.len() + 2 + 1 + 4 + 6 + after.len();
    let dictionary = [&[29][..], &(charstrings as u32).to_be_bytes(), &[17]].concat();
    let cff = [before, index(&[dictionary]), after, index(&[vec![14], glyph])].concat();
    let mut tables = tables(&[TestGlyph { character: 'A', advance: 500, outlines: Vec::new() }]);
    tables.retain(|(tag, _)| !matches!(*tag, b"glyf" | b"loca"));
    tables.insert(0, (b"CFF ", cff));
    sfnt(&tables)
}

type Table = (&'static [u8; 4], Vec<u8>);

fn sfnt(tables: &[Table]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0];
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0; 6]);
    let mut at = 12 + tables.len() * 16;
    for (tag, table) in tables {
        out.extend_from_slice(*tag);
        for number in [0, at as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// 16-bit words, high byte first.
fn words(words: &[i32]) -> Vec<u8> {
    words.iter().flat_map(|&word| (word as u16).to_be_bytes()).collect()
}

fn tables(glyphs: &[TestGlyph]) -> Vec<Table> {
    let mut glyphs: Vec<&TestGlyph> = glyphs.iter().collect();
    glyphs.sort_by_key(|glyph| glyph.character);
    let count = glyphs.len() as i32 + 1;
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), words(&[0, 0]), words(&[500, 0]));
    for glyph in &glyphs {
        let points: Vec<(i16, i16)> = glyph.outlines.iter().flatten().copied().collect();
        loca.extend(words(&[(glyf.len() / 2) as i32]));
        let left = points.iter().map(|point| i32::from(point.0)).min().unwrap_or_default();
        hmtx.extend(words(&[i32::from(glyph.advance), left]));
        if points.is_empty() {
            continue;
        }
        let x = points.iter().map(|point| i32::from(point.0));
        let y = points.iter().map(|point| i32::from(point.1));
        let bounds = [x.clone().min(), y.clone().min(), x.max(), y.max()].map(Option::unwrap_or_default);
        glyf.extend(words(&[glyph.outlines.len() as i32]));
        glyf.extend(words(&bounds));
        let mut end = -1;
        for outline in &glyph.outlines {
            end += outline.len() as i32;
            glyf.extend(words(&[end]));
        }
        glyf.extend(words(&[0]));
        glyf.extend(vec![1; points.len()]);
        for axis in [0, 1] {
            let mut before = 0;
            for point in &points {
                let at = i32::from(if axis == 0 { point.0 } else { point.1 });
                glyf.extend(words(&[at - before]));
                before = at;
            }
        }
        glyf.resize(glyf.len().next_multiple_of(2), 0);
    }
    // The offset where the last glyph ends; those before it are where each begins.
    let mut offsets: Vec<u8> = loca.split_off(2);
    offsets.extend(words(&[(glyf.len() / 2) as i32]));
    let head = [
        words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 3, 1000]),
        vec![0; 16],
        words(&[0, -200, 1000, 800, 0, 8, 2, 0, 0]),
    ]
    .concat();
    let hhea = words(&[1, 0, 800, -200, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count]);
    let maxp = words(&[1, 0, count, 64, 8, 64, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    // cmap: one segment for each character, and the one that ends the list.
    let segments = glyphs.len() as i32 + 1;
    let codes: Vec<i32> = glyphs.iter().map(|glyph| glyph.character as i32).chain([0xffff]).collect();
    let deltas: Vec<i32> = codes.iter().enumerate().map(|(at, code)| at as i32 + 1 - code).collect();
    let table = [
        words(&[4, 16 + segments * 8, 0, segments * 2, 2, 0, 0]),
        words(&codes),
        words(&[0]),
        words(&codes),
        words(&deltas),
        words(&vec![0; codes.len()]),
    ]
    .concat();
    let cmap = [words(&[0, 1, 3, 1, 0, 12]), table].concat();
    vec![
        (b"cmap", cmap),
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", offsets),
        (b"maxp", maxp),
    ]
}
