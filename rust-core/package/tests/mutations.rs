//! Mutations of good archives: nothing panics, and what is still accepted reads alike under the `zip` crate.

mod support;

use minihost_package::{Limits, Package};
use proptest::prelude::*;
use std::io::{Cursor, Read};
use support::{Item, archive, program};

fn samples() -> Vec<Vec<u8>> {
    let plain = program();
    let streamed: Vec<Item> = program().into_iter().map(Item::streamed).collect();
    let mut rich = program();
    rich.push(Item::stored("images/", b""));
    rich.push(Item::stored("images/图.png", &[7; 300]));
    rich.push(Item::deflated("data.json", &b"[1,2,3],".repeat(5000)).streamed());
    vec![archive(&plain), archive(&streamed), archive(&rich)]
}

fn check(bytes: Vec<u8>) {
    let Ok(package) = Package::open_bytes(bytes.clone().into(), &Limits::default()) else { return };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("the zip crate opens what we open");
    let mut listed = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("lists");
        if file.is_file() {
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("reads");
            listed.push((file.name().expect("name").into_owned(), content));
        }
    }
    listed.sort();
    let ours = package.files().map(|file| (file.path.clone(), package.read(&file.path).expect("reads")));
    assert_eq!(ours.collect::<Vec<_>>(), listed);
}

#[test]
fn samples_are_good() {
    for bytes in samples() {
        Package::open_bytes(bytes.clone().into(), &Limits::default()).expect("a good archive");
        check(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn changed_bytes(which in 0_usize..3, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = samples().swap_remove(which);
        for (place, value) in edits {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        check(bytes);
    }

    #[test]
    fn copied_and_cut(which in 0_usize..3, from: prop::sample::Index, to: prop::sample::Index, len in 0_usize..200, cut: bool) {
        let mut bytes = samples().swap_remove(which);
        let start = from.index(bytes.len());
        let end = (start + len).min(bytes.len());
        let piece: Vec<u8> = if cut { bytes.drain(start..end).collect() } else { bytes[start..end].to_vec() };
        let place = to.index(bytes.len() + 1);
        bytes.splice(place..place, piece);
        check(bytes);
    }

    #[test]
    fn noise(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(bytes);
    }
}

#[test]
fn every_prefix_and_every_flipped_bit() {
    for bytes in samples().into_iter().take(2) {
        for len in 0..bytes.len() {
            assert!(Package::open_bytes(bytes[..len].to_vec().into(), &Limits::default()).is_err());
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            check(flipped);
        }
    }
}
