//! Inflates every file once, into a small buffer that is thrown away, to know that it inflates to what its header says.
//!
//! The sizes have been checked against the caps before; inflating stops at the first byte beyond them, so the work is
//! bounded by what the caps allow, whatever the compressed bytes say.

use crate::error::{ArchiveError, shown};
use crate::structure::Entry;
use flate2::{Crc, Decompress, FlushDecompress, Status};

/// Below this, threads cost more than they save.
const PARALLEL_BYTES: u64 = 1 << 20;
const MAX_THREADS: usize = 4;

pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Checks all entries; the error is that of the first bad one in the directory's order.
pub(crate) fn check(bytes: &[u8], entries: &[Entry]) -> Result<(), ArchiveError> {
    let total: u64 = entries.iter().map(|entry| entry.size).sum();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    if total < PARALLEL_BYTES || threads < 2 {
        return check_some(bytes, entries);
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = split(entries, total, threads)
            .into_iter()
            .map(|part| scope.spawn(move || check_some(bytes, part)))
            .collect();
        // A worker that panicked is a bug of ours; the archive is refused all the same.
        let broken = || ArchiveError::ReadersDisagree { detail: "the check itself failed".to_owned() };
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(broken())))
    })
}

/// Cuts the entries into runs of about equal size.
fn split(entries: &[Entry], total: u64, parts: usize) -> Vec<&[Entry]> {
    let share = total / parts as u64 + 1;
    let mut sum = 0;
    entries
        .chunk_by(|left, _| {
            let before = sum / share;
            sum += left.size;
            sum / share == before
        })
        .collect()
}

fn check_some(bytes: &[u8], entries: &[Entry]) -> Result<(), ArchiveError> {
    let mut inflate = Decompress::new(false);
    let mut buffer = vec![0; 64 * 1024];
    entries
        .iter()
        .try_for_each(|entry| check_one(&bytes[entry.data.clone()], entry, &mut inflate, &mut buffer))
}

fn check_one(
    data: &[u8],
    entry: &Entry,
    inflate: &mut Decompress,
    buffer: &mut [u8],
) -> Result<(), ArchiveError> {
    let name = || shown(entry.name.as_bytes());
    if !entry.deflated {
        return if crc(data) == entry.crc { Ok(()) } else { Err(ArchiveError::ContentCrc { entry: name() }) };
    }
    inflate.reset(false);
    let mut sum = Crc::new();
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let status = inflate
            .decompress(&data[read as usize..], buffer, FlushDecompress::None)
            .map_err(|_| ArchiveError::ContentBroken { entry: name() })?;
        let fresh = inflate.total_out() - written;
        sum.update(&buffer[..fresh as usize]);
        if inflate.total_out() > entry.size {
            return Err(ArchiveError::ContentSize { entry: name() });
        }
        match status {
            Status::StreamEnd => break,
            _ if fresh == 0 && inflate.total_in() == read => {
                return Err(ArchiveError::ContentBroken { entry: name() });
            }
            Status::Ok | Status::BufError => {}
        }
    }
    let unread = data.len() as u64 - inflate.total_in();
    if unread > 0 {
        return Err(ArchiveError::ContentTail { entry: name(), bytes: unread });
    }
    if inflate.total_out() != entry.size {
        return Err(ArchiveError::ContentSize { entry: name() });
    }
    if sum.sum() != entry.crc {
        return Err(ArchiveError::ContentCrc { entry: name() });
    }
    Ok(())
}
