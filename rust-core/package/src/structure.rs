//! The strict reader of an archive's structure: canonical or refused.
//!
//! Every byte is accounted for. The end record is the last 22 bytes, the directory lies right before it, the entries lie
//! back to back from byte 0 to the directory, and both headers of an entry say the same. So a reader that starts at the
//! end, one that starts at the front and one that scans for signatures all see the same files. Nothing is inflated here;
//! `content` does that, with the sizes that this module has checked against the caps.

use crate::Limits;
use crate::error::{ArchiveError, LimitError, NameError, PackageError, shown};
use crate::names::{self, NameSet};
use std::ops::Range;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const ZIP64_LOCATOR: u32 = 0x0706_4b50;

const END_LEN: usize = 22;
const CENTRAL_LEN: usize = 46;
const LOCAL_LEN: usize = 30;
const DESCRIPTOR_LEN: usize = 16;
const ZIP64_LOCATOR_LEN: usize = 20;

const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DESCRIPTOR: u16 = 1 << 3;
const FLAG_STRONG_ENCRYPTION: u16 = 1 << 6;
const FLAG_UTF8: u16 = 1 << 11;
const FLAG_MASKED_HEADERS: u16 = 1 << 13;
/// Bits 1 and 2 tell how hard deflate tried.
const FLAGS_ALLOWED: u16 = 0b110 | FLAG_DESCRIPTOR | FLAG_UTF8;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// One checked file or folder of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The name; a folder's without its trailing slash.
    pub name: String,
    pub is_folder: bool,
    pub deflated: bool,
    pub crc: u32,
    /// Where its compressed bytes lie.
    pub data: Range<usize>,
    /// Inflated bytes.
    pub size: u64,
}

/// Reads the structure of a whole archive; entries come in the directory's order.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, PackageError> {
    if bytes.len() as u64 > limits.package_bytes {
        return Err(
            LimitError::PackageTooLarge { bytes: bytes.len() as u64, limit: limits.package_bytes }.into()
        );
    }
    let end = EndRecord::read(bytes)?;
    let records = read_directory(bytes, &end, limits)?;
    check_caps(&records, limits)?;
    let mut names = NameSet::default();
    for record in &records {
        names.add(&record.name, record.is_folder)?;
    }
    place_entries(bytes, records, end.directory.start)
}

struct EndRecord {
    directory: Range<usize>,
    count: usize,
}

impl EndRecord {
    fn read(bytes: &[u8]) -> Result<Self, ArchiveError> {
        let Some(at) = bytes.len().checked_sub(END_LEN) else { return Err(ArchiveError::NotAnArchive) };
        if u32_at(bytes, at) != Some(END) {
            return Err(explain_missing_end(bytes));
        }
        let u16s = |offset| u16_at(bytes, at + offset).ok_or(ArchiveError::NotAnArchive);
        let u32s = |offset| u32_at(bytes, at + offset).ok_or(ArchiveError::NotAnArchive);
        if u16s(20)? != 0 {
            // A comment that reaches beyond the file's end; some readers would go on looking.
            return Err(ArchiveError::Comment);
        }
        if bytes[at + 1..].windows(4).any(|window| window == END.to_le_bytes()) {
            return Err(ArchiveError::AmbiguousEnd);
        }
        let locator = at.checked_sub(ZIP64_LOCATOR_LEN).and_then(|locator| u32_at(bytes, locator));
        let (count, size, offset) = (u16s(10)?, u32s(12)?, u32s(16)?);
        if locator == Some(ZIP64_LOCATOR) || count == u16::MAX || size == u32::MAX || offset == u32::MAX {
            return Err(ArchiveError::Zip64);
        }
        if u16s(4)? != 0 || u16s(6)? != 0 || u16s(8)? != count {
            return Err(ArchiveError::MultiDisk);
        }
        let directory = offset as usize..(offset as usize).saturating_add(size as usize);
        if directory.end != at {
            return Err(ArchiveError::DirectoryPlace);
        }
        if count == 0 && directory.is_empty() {
            return Err(if offset == 0 {
                ArchiveError::NoEntries
            } else {
                ArchiveError::Prefix { bytes: u64::from(offset) }
            });
        }
        Ok(EndRecord { directory, count: usize::from(count) })
    }
}

/// Says what is wrong when the last 22 bytes are no end record.
fn explain_missing_end(bytes: &[u8]) -> ArchiveError {
    let tail_start = bytes.len().saturating_sub(END_LEN + usize::from(u16::MAX));
    let tail = &bytes[tail_start..];
    let Some(found) = tail.windows(4).rposition(|window| window == END.to_le_bytes()) else {
        return ArchiveError::NotAnArchive;
    };
    let after = tail.len() - found;
    match (after.checked_sub(END_LEN), u16_at(tail, found + 20)) {
        (Some(rest), Some(comment)) if rest == usize::from(comment) => ArchiveError::Comment,
        (Some(rest), _) => ArchiveError::TrailingBytes { bytes: rest as u64 },
        _ => ArchiveError::NotAnArchive,
    }
}

/// A directory record whose own fields have been checked.
struct Record {
    /// As in [`Entry`].
    name: String,
    raw_name: Range<usize>,
    is_folder: bool,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    local: usize,
}

impl Record {
    fn shown(&self) -> String {
        shown(self.name.as_bytes())
    }
}

fn read_directory(bytes: &[u8], end: &EndRecord, limits: &Limits) -> Result<Vec<Record>, PackageError> {
    // Nothing in the end record is trusted with an allocation: 70,000 entries may call themselves 4,464.
    let mut records = Vec::with_capacity(end.count.min(limits.files));
    let mut at = end.directory.start;
    while at < end.directory.end {
        if records.len() >= limits.files {
            let count = records.len() as u64 + 1;
            return Err(LimitError::TooManyFiles { count, limit: limits.files as u64 }.into());
        }
        let broken = ArchiveError::DirectoryRecord { index: records.len() };
        let (record, next) = read_record(bytes, at, end.directory.end, broken)?;
        records.push(record);
        at = next;
    }
    if records.len() != end.count {
        return Err(ArchiveError::EntryCount { stated: end.count as u64, found: records.len() as u64 }.into());
    }
    Ok(records)
}

fn read_record(
    bytes: &[u8],
    at: usize,
    end: usize,
    broken: ArchiveError,
) -> Result<(Record, usize), PackageError> {
    let header =
        bytes.get(at..at + CENTRAL_LEN).filter(|_| at + CENTRAL_LEN <= end).ok_or_else(|| broken.clone())?;
    let u16s = |offset| u16_at(header, offset).ok_or_else(|| broken.clone());
    let u32s = |offset| u32_at(header, offset).ok_or_else(|| broken.clone());
    if u32s(0)? != CENTRAL {
        return Err(broken.into());
    }
    let (flags, method, crc, packed, size) = (u16s(8)?, u16s(10)?, u32s(16)?, u32s(20)?, u32s(24)?);
    let (name_len, extra_len, comment_len) = (u16s(28)?, u16s(30)?, u16s(32)?);
    let raw_name = at + CENTRAL_LEN..at + CENTRAL_LEN + usize::from(name_len);
    let extra = raw_name.end..raw_name.end + usize::from(extra_len);
    let next = extra.end + usize::from(comment_len);
    if next > end {
        return Err(broken.into());
    }
    let raw = &bytes[raw_name.clone()];
    let entry = || shown(raw);
    if comment_len != 0 {
        return Err(ArchiveError::EntryComment { entry: entry() }.into());
    }
    if flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS) != 0 {
        return Err(ArchiveError::Encrypted { entry: entry() }.into());
    }
    if flags & !FLAGS_ALLOWED != 0 {
        return Err(ArchiveError::Flags { entry: entry(), flags }.into());
    }
    if method != STORED && method != DEFLATED {
        return Err(ArchiveError::Method { entry: entry(), method }.into());
    }
    let local = u32s(42)?;
    check_extra(&bytes[extra], raw)?;
    if packed == u32::MAX || size == u32::MAX || local == u32::MAX {
        return Err(ArchiveError::Zip64.into());
    }
    if u16s(34)? != 0 {
        return Err(ArchiveError::MultiDisk.into());
    }
    let (name, is_folder) = read_name(raw, flags)?;
    check_type(u32s(38)?, is_folder, &entry)?;
    if is_folder && (size != 0 || crc != 0) {
        return Err(ArchiveError::FolderWithData { entry: entry() }.into());
    }
    if method == STORED && packed != size {
        return Err(ArchiveError::StoredSize { entry: entry() }.into());
    }
    let name = name.to_owned();
    Ok((Record { name, raw_name, is_folder, flags, method, crc, packed, size, local: local as usize }, next))
}

/// The name without a folder's slash, and whether it is a folder.
fn read_name(raw: &[u8], flags: u16) -> Result<(&str, bool), NameError> {
    let Ok(name) = std::str::from_utf8(raw) else { return Err(NameError::NotUtf8 { entry: shown(raw) }) };
    if flags & FLAG_UTF8 == 0 && !name.is_ascii() {
        return Err(NameError::NotMarkedUtf8 { entry: shown(raw) });
    }
    let (name, is_folder) = match name.strip_suffix('/') {
        Some("") => return Err(NameError::Absolute { entry: shown(raw) }),
        Some(folder) => (folder, true),
        None => (name, false),
    };
    names::check(name)?;
    Ok((name, is_folder))
}

/// Unix modes are read whatever system the entry claims to be from: readers differ in whom they believe.
fn check_type(attributes: u32, is_folder: bool, entry: &dyn Fn() -> String) -> Result<(), ArchiveError> {
    const KIND_MASK: u32 = 0o170_000;
    const FOLDER: u32 = 0o040_000;
    const FILE: u32 = 0o100_000;
    const SYMLINK: u32 = 0o120_000;
    const DOS_VOLUME: u32 = 0x08;
    const DOS_FOLDER: u32 = 0x10;
    match (attributes >> 16) & KIND_MASK {
        SYMLINK => return Err(ArchiveError::Symlink { entry: entry() }),
        FOLDER if !is_folder => return Err(ArchiveError::TypeMismatch { entry: entry() }),
        FILE if is_folder => return Err(ArchiveError::TypeMismatch { entry: entry() }),
        0 | FOLDER | FILE => {}
        _ => return Err(ArchiveError::SpecialFile { entry: entry() }),
    }
    if attributes & DOS_VOLUME != 0 {
        return Err(ArchiveError::SpecialFile { entry: entry() });
    }
    if attributes & DOS_FOLDER != 0 && !is_folder {
        return Err(ArchiveError::TypeMismatch { entry: entry() });
    }
    Ok(())
}

/// Extra fields must be well formed and must not change name, kind, size or place of an entry.
fn check_extra(mut extra: &[u8], raw_name: &[u8]) -> Result<(), ArchiveError> {
    const ZIP64: u16 = 0x0001;
    const UNICODE_PATH: u16 = 0x7075;
    const UNICODE_COMMENT: u16 = 0x6375;
    const STRONG_ENCRYPTION: u16 = 0x0017;
    const AES: u16 = 0x9901;
    const PKWARE_UNIX: u16 = 0x000d;
    const ASI_UNIX: u16 = 0x756e;
    const LIBARCHIVE_STREAMING: u16 = 0x6c78;
    let entry = || shown(raw_name);
    while !extra.is_empty() {
        let (Some(id), Some(len)) = (u16_at(extra, 0), u16_at(extra, 2)) else {
            return Err(ArchiveError::ExtraMalformed { entry: entry() });
        };
        let Some(value) = extra.get(4..4 + usize::from(len)) else {
            return Err(ArchiveError::ExtraMalformed { entry: entry() });
        };
        extra = &extra[4 + usize::from(len)..];
        match id {
            ZIP64 => return Err(ArchiveError::Zip64),
            STRONG_ENCRYPTION | AES => return Err(ArchiveError::Encrypted { entry: entry() }),
            UNICODE_PATH => {
                // Version 1, checksum of the plain name, the name again.
                let same = value.first() == Some(&1)
                    && u32_at(value, 1) == Some(crate::content::crc(raw_name))
                    && value.get(5..) == Some(raw_name);
                if !same {
                    return Err(ArchiveError::UnicodePath { entry: entry() });
                }
            }
            // Modes and link targets that only some readers look at.
            ASI_UNIX | LIBARCHIVE_STREAMING | UNICODE_COMMENT => {
                return Err(ArchiveError::ExtraMeaning { entry: entry(), id });
            }
            PKWARE_UNIX if value.len() > 12 => return Err(ArchiveError::ExtraMeaning { entry: entry(), id }),
            _ => {}
        }
    }
    Ok(())
}

fn check_caps(records: &[Record], limits: &Limits) -> Result<(), LimitError> {
    let mut total = 0;
    for record in records {
        let (packed, size) = (u64::from(record.packed), u64::from(record.size));
        if size > limits.file_bytes {
            return Err(LimitError::FileTooLarge {
                entry: record.shown(),
                bytes: size,
                limit: limits.file_bytes,
            });
        }
        if size > Limits::RATIO_FLOOR_BYTES && size > packed.saturating_mul(limits.ratio) {
            let ratio = size / packed.max(1);
            return Err(LimitError::RatioTooHigh { entry: record.shown(), ratio, limit: limits.ratio });
        }
        total += size;
        if total > limits.total_bytes {
            return Err(LimitError::TotalTooLarge {
                entry: record.shown(),
                bytes: total,
                limit: limits.total_bytes,
            });
        }
    }
    Ok(())
}

/// Walks the entries in the order they lie in the archive and accounts for every byte up to the directory.
fn place_entries(bytes: &[u8], records: Vec<Record>, directory: usize) -> Result<Vec<Entry>, PackageError> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|&index| records[index].local);
    let mut data = vec![0..0; records.len()];
    let mut at = 0;
    for index in order {
        let record = &records[index];
        if record.local < at {
            return Err(ArchiveError::Overlap { entry: record.shown() }.into());
        }
        if record.local > at {
            let bytes = (record.local - at) as u64;
            return Err(if at == 0 {
                ArchiveError::Prefix { bytes }
            } else {
                ArchiveError::Gap { entry: record.shown(), bytes }
            }
            .into());
        }
        (data[index], at) = place_entry(bytes, record, directory)?;
    }
    if at != directory {
        return Err(ArchiveError::GapAtEnd { bytes: (directory - at) as u64 }.into());
    }
    let entry = |(record, data): (Record, Range<usize>)| Entry {
        name: record.name,
        is_folder: record.is_folder,
        deflated: record.method == DEFLATED,
        crc: record.crc,
        data,
        size: u64::from(record.size),
    };
    Ok(records.into_iter().zip(data).map(entry).collect())
}

/// Compares the local header with the directory's; returns where the data lies and where the entry ends.
fn place_entry(
    bytes: &[u8],
    record: &Record,
    directory: usize,
) -> Result<(Range<usize>, usize), ArchiveError> {
    let missing = || ArchiveError::LocalHeader { entry: record.shown() };
    let overlap = || ArchiveError::Overlap { entry: record.shown() };
    let differ = |field| Err(ArchiveError::HeadersDiffer { entry: record.shown(), field });
    let header = bytes[..directory].get(record.local..).ok_or_else(missing)?;
    let u16s = |offset| u16_at(header, offset).ok_or_else(missing);
    let u32s = |offset| u32_at(header, offset).ok_or_else(missing);
    if u32s(0)? != LOCAL {
        return Err(missing());
    }
    if u16s(6)? != record.flags {
        return differ("flags");
    }
    if u16s(8)? != record.method {
        return differ("method");
    }
    let name_end = LOCAL_LEN + usize::from(u16s(26)?);
    let extra_end = name_end + usize::from(u16s(28)?);
    if extra_end > header.len() {
        return Err(missing());
    }
    let raw_name = &bytes[record.raw_name.clone()];
    if &header[LOCAL_LEN..name_end] != raw_name {
        return differ("name");
    }
    check_extra(&header[name_end..extra_end], raw_name)?;
    let streamed = record.flags & FLAG_DESCRIPTOR != 0;
    for (stated, listed, field) in [
        (u32s(14)?, record.crc, "checksum"),
        (u32s(18)?, record.packed, "compressed size"),
        (u32s(22)?, record.size, "size"),
    ] {
        // A streaming writer writes zero for what it does not know yet; Info-ZIP knows the size, but not the rest.
        if stated != listed && !(streamed && stated == 0) {
            return differ(field);
        }
    }
    let data_end = extra_end + record.packed as usize;
    let data = header.get(extra_end..data_end).ok_or_else(overlap)?;
    let end = if streamed {
        let end = data_end + DESCRIPTOR_LEN;
        let descriptor = header.get(data_end..end).ok_or_else(overlap)?;
        let fields = [0, 4, 8, 12].map(|offset| u32_at(descriptor, offset));
        if fields != [DESCRIPTOR, record.crc, record.packed, record.size].map(Some) {
            return Err(ArchiveError::Descriptor { entry: record.shown() });
        }
        if record.method == STORED && holds_signature(data) {
            return Err(ArchiveError::StoredDescriptor { entry: record.shown() });
        }
        end
    } else {
        data_end
    };
    Ok((record.local + extra_end..record.local + data_end, record.local + end))
}

/// Whether a reader that looks for the next header would stop inside these bytes.
fn holds_signature(data: &[u8]) -> bool {
    data.windows(4).any(|window| {
        window.starts_with(b"PK")
            && [LOCAL, CENTRAL, END, DESCRIPTOR].iter().any(|s| window == s.to_le_bytes())
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}
