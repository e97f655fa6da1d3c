//! Archives that must be refused, each for its own reason: fourteen hostile archives, and every way we
//! know to make two readers see different files.

mod support;

use minihost_package::{ArchiveError as A, LimitError as L, Limits, NameError as N, Package, PackageError};
use support::{Around, Item, archive, archive_in, crc, descriptor, program, program_with};

fn open(bytes: Vec<u8>) -> Result<Package, PackageError> {
    Package::open_bytes(bytes.into(), &Limits::default())
}

/// The name of the variant that refuses, such as `Name::Dots`.
fn refusal(bytes: Vec<u8>) -> String {
    let error = open(bytes).expect_err("must be refused");
    let message = error.to_string();
    assert!(message.len() < 1200 && !message.chars().any(char::is_control), "bad message: {message:?}");
    let (group, inner) = match &error {
        PackageError::Archive(inner) => ("Archive", format!("{inner:?}")),
        PackageError::Name(inner) => ("Name", format!("{inner:?}")),
        PackageError::Limit(inner) => ("Limit", format!("{inner:?}")),
        other => ("Package", format!("{other:?}")),
    };
    let variant: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("{group}::{variant}")
}

fn extra(id: u16, value: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], &(value.len() as u16).to_le_bytes(), value].concat()
}

fn file(name: impl AsRef<[u8]>) -> Item {
    Item::deflated(name, b"some content, some content")
}

#[test]
fn the_smallest_program_opens() {
    for items in [program(), program().into_iter().map(Item::streamed).collect()] {
        let package = open(archive(&items)).expect("opens");
        assert_eq!(package.read_text("pages/index/index.ttml").expect("reads"), "<view>hello</view>");
        assert_eq!(package.files().count(), 4);
    }
}

#[test]
fn the_fourteen_hostile_archives_are_refused() {
    let zeros = vec![0; 100 << 20];
    let many: Vec<Item> = (0..70_000).map(|n| Item::stored(format!("f{n}"), b"")).collect();
    let kernel = Item::deflated("kernel", &vec![0; 40 << 10]);
    // One entry's bytes, shared by a thousand names.
    let overlap: Vec<Item> = (0..1000)
        .map(|n| {
            let name = format!("kernel{n:03}");
            let item = kernel.clone().both(|header| header.name = name.clone().into_bytes());
            item.with(|item| item.points_to = (n > 0).then_some(0))
        })
        .collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("duplicate", program_with(file("app.js")), "Name::Duplicate"),
        ("case", program_with(file("APP.js")), "Name::CaseCollision"),
        ("form", program_with(file("e\u{301}.js")), "Name::NotNfc"),
        ("file and folder", program_with(file("app.js/x")), "Name::FileAndFolder"),
        ("backslash", program_with(file("..\\x")), "Name::Backslash"),
        ("drive", program_with(file("C:/x")), "Name::Drive"),
        ("NUL", program_with(file("app.js\0.png")), "Name::Control"),
        ("dots", program_with(file("../../x")), "Name::Dots"),
        ("trailing", program_with(file("x. ")), "Name::TrailingDotOrSpace"),
        ("long", program_with(file("x".repeat(300))), "Name::PartTooLong"),
        ("deep", program_with(file("d/".repeat(2000) + "x")), "Name::TooDeep"),
        ("100 MB of zeros", program_with(Item::deflated("zeros", &zeros)), "Limit::FileTooLarge"),
        ("70,000 entries", archive(&many), "Limit::TooManyFiles"),
        ("overlap bomb", archive(&overlap), "Archive::Overlap"),
    ];
    for (what, bytes, want) in cases {
        assert_eq!(refusal(bytes), want, "{what}");
    }
}

#[test]
fn an_overlap_within_the_caps_is_refused_as_such() {
    let first = file("a");
    let second = first.clone().both(|h| h.name = b"b".to_vec()).with(|item| item.points_to = Some(0));
    assert_eq!(refusal(archive(&[first.clone(), second])), "Archive::Overlap");
    // A second entry inside the first one's data.
    let inner = archive(&[Item::stored("inner", b"x")]);
    let outer = Item::stored("outer", &inner);
    let inner = Item::stored("inner", b"x").with(|item| item.points_to = Some(30 + 5));
    assert_eq!(refusal(archive(&[outer, inner])), "Archive::Overlap");
}

#[test]
fn the_other_name_rules_hold() {
    for (name, want) in [
        (&b""[..], "Name::Empty"),
        (b"/", "Name::Absolute"),
        (b"/etc/passwd", "Name::Absolute"),
        (b"a//b", "Name::EmptyPart"),
        (b"a\xff", "Name::NotUtf8"),
        (b"a\x1bb", "Name::Control"),
    ] {
        assert_eq!(refusal(program_with(file(name))), want, "{name:?}");
    }
    let long = vec!["abcdefghij".repeat(20); 6].join("/");
    assert_eq!(refusal(program_with(file(long))), "Name::TooLong");
    let unmarked = file("首页.js").both(|header| header.flags = 0);
    assert_eq!(refusal(program_with(unmarked)), "Name::NotMarkedUtf8");
    let folder = |name: &str| Item::stored(name, b"");
    assert_eq!(refusal(program_with(folder("pages/index/index.js/"))), "Name::FileAndFolder");
    assert!(open(program_with(folder("pages/"))).is_ok(), "a folder entry is fine");
}

#[test]
fn every_byte_is_accounted_for() {
    let around = |change: fn(&mut Around)| {
        let mut around = Around::default();
        change(&mut around);
        archive_in(&program(), &around)
    };
    let good = archive(&program());
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty file", vec![], "Archive::NotAnArchive"),
        ("no archive", vec![b'x'; 1000], "Archive::NotAnArchive"),
        ("cut off", good[..good.len() - 1].to_vec(), "Archive::NotAnArchive"),
        ("no entries", archive(&[]), "Archive::NoEntries"),
        ("comment", around(|a| a.comment = b"hi".to_vec()), "Archive::Comment"),
        ("trailing bytes", around(|a| a.after_end = vec![0; 9]), "Archive::TrailingBytes"),
        ("prefix", around(|a| a.prefix = b"#!/bin/sh\n".to_vec()), "Archive::Prefix"),
        ("gap before directory", around(|a| a.before_directory = vec![0; 5]), "Archive::GapAtEnd"),
        ("gap before end", around(|a| a.before_end = vec![0; 5]), "Archive::DirectoryPlace"),
        ("directory elsewhere", around(|a| a.directory_shift = -3), "Archive::DirectoryPlace"),
        ("several disks", around(|a| a.disk = 1), "Archive::MultiDisk"),
        ("count too small", around(|a| a.count = Some(3)), "Archive::EntryCount"),
        ("count too large", around(|a| a.count = Some(5)), "Archive::EntryCount"),
        ("zip64 count", around(|a| a.count = Some(u16::MAX)), "Archive::Zip64"),
        ("two archives", [archive(&program()), archive(&program())].concat(), "Archive::DirectoryPlace"),
        ("gap", program_with(file("x").with(|i| i.gap_before = vec![1; 7])), "Archive::Gap"),
        ("offset", program_with(file("x").with(|i| i.offset_shift = 1)), "Archive::Gap"),
    ];
    for (what, bytes, want) in cases {
        assert_eq!(refusal(bytes), want, "{what}");
    }
    // An end record inside the end record: here as the directory's offset.
    let mut second_end = good.clone();
    let at = second_end.len() - 6;
    second_end[at..at + 4].copy_from_slice(b"PK\x05\x06");
    assert_eq!(refusal(second_end), "Archive::AmbiguousEnd");
    // A zip64 locator where readers look for it, hidden in the last name's bytes.
    let mut locator = b"PK\x06\x07".to_vec();
    locator.extend([b'a'; 16]);
    assert_eq!(refusal(program_with(file(locator))), "Archive::Zip64");
}

#[test]
fn both_headers_say_the_same() {
    type Change = fn(&mut Item);
    let changes: [(Change, &str); 8] = [
        (|i| i.local.name = b"y".to_vec(), "name"),
        (|i| i.local.name = b"longer".to_vec(), "name"),
        (|i| i.local.flags = 2, "flags"),
        (|i| i.local.method = 0, "method"),
        (|i| i.local.crc ^= 1, "checksum"),
        (|i| i.local.packed += 1, "compressed size"),
        (|i| i.local.size += 1, "size"),
        (|i| (i.local.crc, i.local.packed, i.local.size) = (0, 0, 0), "checksum"),
    ];
    for (change, field) in changes {
        let error = open(program_with(file("x").with(change))).expect_err(field);
        let PackageError::Archive(A::HeadersDiffer { field: got, .. }) = error else { panic!("{error}") };
        assert_eq!(got, field);
    }
}

#[test]
fn data_descriptors_are_consistent() {
    let streamed = || file("x").streamed();
    assert!(open(program_with(streamed())).is_ok());
    let real_values = streamed().with(|i| i.local = i.central.clone());
    assert!(open(program_with(real_values)).is_ok(), "some writers know the sizes and write them");
    let known_size = streamed().with(|i| i.local.size = i.central.size);
    assert!(open(program_with(known_size)).is_ok(), "Info-ZIP does so into a pipe");
    let cases: Vec<(&str, Item, &str)> = vec![
        ("checksum", streamed().with(|i| i.descriptor[4] ^= 1), "Archive::Descriptor"),
        ("size", streamed().with(|i| i.descriptor[12] ^= 1), "Archive::Descriptor"),
        ("signature", streamed().with(|i| i.descriptor[0] ^= 1), "Archive::Descriptor"),
        ("missing", streamed().with(|i| i.descriptor.clear()), "Archive::Overlap"),
        ("without signature", streamed().with(|i| drop(i.descriptor.drain(..4))), "Archive::Overlap"),
        ("zip64", streamed().with(|i| i.descriptor.extend([0; 8])), "Archive::GapAtEnd"),
        ("other size", streamed().with(|i| i.local.size = 1), "Archive::HeadersDiffer"),
        ("not announced", file("x").with(|i| i.descriptor = descriptor(1, 2, 3)), "Archive::GapAtEnd"),
        (
            "stored, with headers inside",
            Item::stored("x", b"PK\x07\x08 and so on").streamed(),
            "Archive::StoredDescriptor",
        ),
    ];
    for (what, item, want) in cases {
        assert_eq!(refusal(program_with(item)), want, "{what}");
    }
}

#[test]
fn only_plain_files_and_folders() {
    let mode = |mode: u32| move |item: &mut Item| item.attributes = mode << 16;
    let cases: Vec<(&str, Item, &str)> = vec![
        ("symlink", file("x").with(mode(0o120_777)), "Archive::Symlink"),
        ("symlink by a name", file("x/").with(mode(0o120_777)), "Archive::Symlink"),
        ("device", file("x").with(mode(0o020_666)), "Archive::SpecialFile"),
        ("pipe", file("x").with(mode(0o010_666)), "Archive::SpecialFile"),
        ("socket", file("x").with(mode(0o140_666)), "Archive::SpecialFile"),
        ("volume label", file("x").with(|i| i.attributes = 8), "Archive::SpecialFile"),
        ("folder by mode", file("x").with(mode(0o040_755)), "Archive::TypeMismatch"),
        ("folder by attribute", file("x").with(|i| i.attributes = 0x10), "Archive::TypeMismatch"),
        ("file by mode", Item::stored("x/", b"").with(mode(0o100_644)), "Archive::TypeMismatch"),
        ("folder with data", file("x/"), "Archive::FolderWithData"),
        ("encrypted", file("x").both(|h| h.flags |= 1), "Archive::Encrypted"),
        ("strongly encrypted", file("x").both(|h| h.flags |= 0x40), "Archive::Encrypted"),
        ("masked", file("x").both(|h| h.flags |= 0x2000), "Archive::Encrypted"),
        ("patch", file("x").both(|h| h.flags |= 0x20), "Archive::Flags"),
        ("bzip2", file("x").both(|h| h.method = 12), "Archive::Method"),
        ("zstd", file("x").both(|h| h.method = 93), "Archive::Method"),
        ("other disk", file("x").with(|i| i.disk = 1), "Archive::MultiDisk"),
        ("comment", file("x").with(|i| i.comment = b"c".to_vec()), "Archive::EntryComment"),
        ("zip64 size", file("x").both(|h| h.size = u32::MAX), "Archive::Zip64"),
    ];
    for (what, item, want) in cases {
        assert_eq!(refusal(program_with(item)), want, "{what}");
    }
}

#[test]
fn extra_fields_change_nothing() {
    let path =
        |name: &[u8], checksum: u32| extra(0x7075, &[&[1], &checksum.to_le_bytes()[..], name].concat());
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("zip64", extra(1, &[0; 8]), "Archive::Zip64"),
        ("other path", path(b"y", crc(b"x")), "Archive::UnicodePath"),
        ("path for another name", path(b"x", 1), "Archive::UnicodePath"),
        ("short path", extra(0x7075, &[]), "Archive::UnicodePath"),
        ("AES", extra(0x9901, &[0; 7]), "Archive::Encrypted"),
        ("ASi", extra(0x756e, &[0; 14]), "Archive::ExtraMeaning"),
        ("PKWARE link", extra(0x0d, &[0; 20]), "Archive::ExtraMeaning"),
        ("cut off", vec![0x55, 0x54, 9, 0, 1], "Archive::ExtraMalformed"),
        ("padding", vec![0; 3], "Archive::ExtraMalformed"),
    ];
    for (what, field, want) in cases {
        for place in [true, false] {
            let item = file("x").with(|i| {
                if place { i.local.extra = field.clone() } else { i.central.extra = field.clone() }
            });
            assert_eq!(refusal(program_with(item)), want, "{what}");
        }
    }
    let fine = [extra(0x5455, &[1, 0, 0, 0, 0]), path(b"x", crc(b"x")), extra(0xcafe, &[])].concat();
    assert!(open(program_with(file("x").with(|i| i.local.extra = fine))).is_ok());
}

#[test]
fn content_is_what_the_headers_say() {
    let sized = |shift: i32| file("x").both(|h| h.size = h.size.wrapping_add_signed(shift));
    let with_data = |change: fn(&mut Vec<u8>)| {
        let mut item = file("x");
        change(&mut item.data);
        let packed = item.data.len() as u32;
        item.both(|header| header.packed = packed)
    };
    let cases: Vec<(&str, Item, &str)> = vec![
        ("longer", sized(-1), "Archive::ContentSize"),
        ("shorter", sized(1), "Archive::ContentSize"),
        ("checksum", file("x").both(|h| h.crc ^= 1), "Archive::ContentCrc"),
        ("stored checksum", Item::stored("x", b"abc").both(|h| h.crc ^= 1), "Archive::ContentCrc"),
        ("stored sizes", Item::stored("x", b"abc").both(|h| h.size = 2), "Archive::StoredSize"),
        ("tail", with_data(|data| data.push(0)), "Archive::ContentTail"),
        ("cut off", with_data(|data| data.truncate(5)), "Archive::ContentBroken"),
        ("broken", with_data(|data| data[0] = 0xff), "Archive::ContentBroken"),
    ];
    for (what, item, want) in cases {
        assert_eq!(refusal(program_with(item)), want, "{what}");
    }
}

#[test]
fn caps_hold_and_can_be_raised() {
    let bytes = archive(&program());
    let small = Limits { package_bytes: 100, ..Limits::default() };
    let error = Package::open_bytes(bytes.clone().into(), &small).expect_err("too large");
    assert!(matches!(error, PackageError::Limit(L::PackageTooLarge { limit: 100, .. })), "{error}");
    let few = Limits { files: 3, ..Limits::default() };
    let error = Package::open_bytes(bytes.clone().into(), &few).expect_err("too many");
    assert!(matches!(error, PackageError::Limit(L::TooManyFiles { limit: 3, .. })), "{error}");
    let total = Limits { total_bytes: 40, ..Limits::default() };
    let error = Package::open_bytes(bytes.into(), &total).expect_err("too much");
    assert!(matches!(error, PackageError::Limit(L::TotalTooLarge { .. })), "{error}");
    let noise: Vec<u8> =
        (0..11_u32 << 18).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let big = program_with(Item::stored("noise", &noise));
    assert_eq!(refusal(big.clone()), "Limit::PackageTooLarge");
    Package::open_bytes(big.into(), &Limits::large()).expect("the host may raise the cap");
}

#[test]
fn names_in_errors_are_escaped_and_short() {
    let error = open(program_with(file(format!("\u{1b}[31m{}", "x".repeat(60_000))))).expect_err("refused");
    assert!(matches!(error, PackageError::Name(N::PartTooLong { .. })), "{error}");
    assert!(error.to_string().len() < 600, "{}", error.to_string().len());
}
