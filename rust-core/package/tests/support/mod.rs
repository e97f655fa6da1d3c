//! Writes archives byte by byte, so that each field can lie.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::cast_possible_wrap, reason = "archives of a few bytes")]

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

pub fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// One header's fields; each entry has two of them.
#[derive(Clone, Debug)]
pub struct Header {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u32,
    pub size: u32,
    pub extra: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub local: Header,
    pub central: Header,
    pub attributes: u32,
    pub comment: Vec<u8>,
    pub disk: u16,
    /// The compressed bytes.
    pub data: Vec<u8>,
    /// Written after the data as it is.
    pub descriptor: Vec<u8>,
    /// Written before the local header as it is.
    pub gap_before: Vec<u8>,
    /// Added to the local header's offset in the directory.
    pub offset_shift: i64,
    /// No local header and data of its own; the directory points to this offset.
    pub points_to: Option<u32>,
}

impl Item {
    pub fn stored(name: impl AsRef<[u8]>, content: &[u8]) -> Item {
        let name = name.as_ref().to_vec();
        let flags = if name.is_ascii() { 0 } else { 1 << 11 };
        let (crc, size) = (crc(content), content.len() as u32);
        let header = Header { name, flags, method: 0, crc, packed: size, size, extra: Vec::new() };
        Item {
            local: header.clone(),
            central: header,
            attributes: 0,
            comment: Vec::new(),
            disk: 0,
            data: content.to_vec(),
            descriptor: Vec::new(),
            gap_before: Vec::new(),
            offset_shift: 0,
            points_to: None,
        }
    }

    pub fn deflated(name: impl AsRef<[u8]>, content: &[u8]) -> Item {
        let mut item = Item::stored(name, content);
        item.data = deflate(content);
        for header in [&mut item.local, &mut item.central] {
            header.method = 8;
            header.packed = item.data.len() as u32;
        }
        item
    }

    /// Turned into what a streaming writer writes.
    pub fn streamed(mut self) -> Item {
        let (crc, packed, size) = (self.central.crc, self.central.packed, self.central.size);
        self.local.flags |= 8;
        self.central.flags |= 8;
        (self.local.crc, self.local.packed, self.local.size) = (0, 0, 0);
        self.descriptor = descriptor(crc, packed, size);
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut Item)) -> Item {
        change(&mut self);
        self
    }

    /// Changes both headers.
    pub fn both(mut self, change: impl Fn(&mut Header)) -> Item {
        change(&mut self.local);
        change(&mut self.central);
        self
    }
}

pub fn descriptor(crc: u32, packed: u32, size: u32) -> Vec<u8> {
    [0x0807_4b50, crc, packed, size].iter().flat_map(|field| field.to_le_bytes()).collect()
}

/// The end record's fields and what lies around.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub prefix: Vec<u8>,
    pub before_directory: Vec<u8>,
    pub before_end: Vec<u8>,
    pub comment: Vec<u8>,
    pub after_end: Vec<u8>,
    pub disk: u16,
    /// Replaces the count of entries.
    pub count: Option<u16>,
    pub directory_shift: i64,
}

fn header_tail(header: &Header) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(header.flags.to_le_bytes());
    out.extend(header.method.to_le_bytes());
    out.extend([0, 0, 0x21, 0]);
    for field in [header.crc, header.packed, header.size] {
        out.extend(field.to_le_bytes());
    }
    out.extend((header.name.len() as u16).to_le_bytes());
    out.extend((header.extra.len() as u16).to_le_bytes());
    out
}

pub fn archive(items: &[Item]) -> Vec<u8> {
    archive_in(items, &Around::default())
}

pub fn archive_in(items: &[Item], around: &Around) -> Vec<u8> {
    let mut out = around.prefix.clone();
    let mut directory = Vec::new();
    for item in items {
        let offset = if let Some(offset) = item.points_to {
            offset
        } else {
            out.extend(&item.gap_before);
            let offset = out.len() as i64 + item.offset_shift;
            out.extend(b"PK\x03\x04\x14\x00");
            out.extend(header_tail(&item.local));
            out.extend(&item.local.name);
            out.extend(&item.local.extra);
            out.extend(&item.data);
            out.extend(&item.descriptor);
            offset as u32
        };
        directory.extend(b"PK\x01\x02\x14\x03\x14\x00");
        directory.extend(header_tail(&item.central));
        directory.extend((item.comment.len() as u16).to_le_bytes());
        directory.extend(item.disk.to_le_bytes());
        directory.extend(0_u16.to_le_bytes());
        directory.extend(item.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&item.central.name);
        directory.extend(&item.central.extra);
        directory.extend(&item.comment);
    }
    out.extend(&around.before_directory);
    let start = (out.len() as i64 + around.directory_shift) as u32;
    out.extend(&directory);
    out.extend(&around.before_end);
    let count = around.count.unwrap_or(items.len() as u16);
    out.extend(b"PK\x05\x06");
    for field in [around.disk, around.disk, count, count] {
        out.extend(field.to_le_bytes());
    }
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend((around.comment.len() as u16).to_le_bytes());
    out.extend(&around.comment);
    out.extend(&around.after_end);
    out
}

/// The smallest program: `app.json` and one page.
pub fn program() -> Vec<Item> {
    vec![
        Item::deflated("app.json", br#"{"pages":["pages/index/index"]}"#),
        Item::stored("app.js", b"App({})"),
        Item::deflated("pages/index/index.ttml", b"<view>hello</view>"),
        Item::deflated("pages/index/index.js", b"Page({})"),
    ]
}

/// The smallest program and one more entry.
pub fn program_with(item: Item) -> Vec<u8> {
    let mut items = program();
    items.push(item);
    archive(&items)
}
