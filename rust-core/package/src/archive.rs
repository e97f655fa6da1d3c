//! An archive that passed the checks, read in place.

use crate::error::{ArchiveError, PackageError};
use crate::{Limits, content, structure};
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// A checked archive. Nothing of it is ever written to disk; each read inflates one entry into memory.
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
}

/// A file inside an archive.
pub(crate) struct ArchivedFile {
    pub name: String,
    pub size: u64,
    pub index: usize,
}

impl Archive {
    /// Checks the structure; also the content, unless the same bytes were checked when they were installed.
    pub(crate) fn open(
        bytes: &Arc<[u8]>,
        limits: &Limits,
        check_content: bool,
    ) -> Result<(Self, Vec<ArchivedFile>), PackageError> {
        let entries = structure::read(bytes, limits)?;
        if check_content {
            content::check(bytes, &entries)?;
        }
        let mut zip = ZipArchive::new(Cursor::new(Arc::clone(bytes)))
            .map_err(|error| ArchiveError::ReadersDisagree { detail: error.to_string() })?;
        compare(&mut zip, &entries)?;
        let files = entries.into_iter().enumerate().filter(|(_, entry)| !entry.is_folder);
        let files =
            files.map(|(index, entry)| ArchivedFile { name: entry.name, size: entry.size, index }).collect();
        Ok((Archive { zip }, files))
    }

    /// Inflates one file; `size` is the checked one.
    pub(crate) fn read(&self, index: usize, size: u64) -> Result<Vec<u8>, String> {
        // Cloning shares the directory and the bytes; it only gives this reader a position of its own.
        let mut zip = self.zip.clone();
        let file = zip.by_index(index).map_err(|error| error.to_string())?;
        let mut content = Vec::with_capacity(size as usize);
        // One byte more than allowed is enough to see that it does not end; the reader checks the checksum at its end.
        file.take(size + 1).read_to_end(&mut content).map_err(|error| error.to_string())?;
        if content.len() as u64 == size {
            Ok(content)
        } else {
            Err(format!("{} bytes instead of {size}", content.len()))
        }
    }
}

/// The reader that will be used must see what the strict one saw.
fn compare(
    zip: &mut ZipArchive<Cursor<Arc<[u8]>>>,
    entries: &[structure::Entry],
) -> Result<(), ArchiveError> {
    let disagree = |detail: String| ArchiveError::ReadersDisagree { detail };
    if zip.len() != entries.len() {
        return Err(disagree(format!("{} entries instead of {}", zip.len(), entries.len())));
    }
    for (index, entry) in entries.iter().enumerate() {
        let file = zip.by_index_raw(index).map_err(|error| disagree(error.to_string()))?;
        let name = file.name().map_err(|error| disagree(error.to_string()))?;
        let same = name.strip_suffix('/').unwrap_or(&name) == entry.name
            && name.ends_with('/') == entry.is_folder
            && file.size() == entry.size
            && file.data_start() == Some(entry.data.start as u64)
            && file.compressed_size() == entry.data.len() as u64;
        if !same {
            return Err(disagree(format!("entry {index} is {:?}", crate::error::shown(name.as_bytes()))));
        }
    }
    Ok(())
}
