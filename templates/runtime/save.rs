//! Downloads into files.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use bytes::BytesMut;

use super::disk::on_disk;
use super::{ByteStream, CallError, FileError};

/// How much is gathered before it is written.
const PIECE: usize = 256 << 10;

impl ByteStream {
    /// Writes it to a file, and says how many bytes it has.
    ///
    /// It is written beside the file first, under a name that ends in `.part`, so that the file is never half there: what
    /// stood there before stays until all of the response came.
    ///
    /// # Errors
    /// As [`next_chunk`](Self::next_chunk); and [`ErrorKind::File`](super::ErrorKind::File) where it cannot be written.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, CallError> {
        let path = path.as_ref();
        let part = Part(beside(path));
        let failed = |error| FileError::new(&part.0, &error);
        let at = part.0.clone();
        let file = on_disk(move || File::create(at)).await;
        let mut file = file.map_err(|error| self.failed(failed(error)))?;
        let mut length: u64 = 0;
        let mut piece = BytesMut::new();
        while let Some(chunk) = self.next_chunk().await? {
            length = length.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            piece.extend_from_slice(&chunk);
            if piece.len() >= PIECE {
                let written = write(file, piece.split()).await;
                file = written.map_err(|error| self.failed(failed(error)))?;
            }
        }
        let written = write(file, piece).await;
        written.map_err(|error| self.failed(failed(error)))?;
        let (from, to) = (part.0.clone(), path.to_owned());
        let renamed = on_disk(move || fs::rename(from, to)).await;
        renamed.map_err(|error| self.failed(FileError::new(path, &error)))?;
        Ok(length)
    }

    /// Writes it to a file, blocking the thread, and says how many bytes it has.
    ///
    /// # Errors
    /// As [`save_to`](Self::save_to); and [`ErrorKind::Blocking`](super::ErrorKind::Blocking) where it would block an
    /// async runtime.
    #[cfg(feature = "blocking")]
    pub fn save_to_blocking(self, path: impl AsRef<Path>) -> Result<u64, CallError> {
        super::blocking::runtime(self.operation())?.block_on(self.save_to(path))
    }
}

/// Writes to a file, and gives it back.
async fn write(mut file: File, piece: BytesMut) -> io::Result<File> {
    on_disk(move || file.write_all(&piece).map(|()| file)).await
}

/// A file that is removed unless it was renamed by then.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After a rename there is none, which is as it should be.
        drop(fs::remove_file(&self.0));
    }
}

/// The path with `.part` behind it.
fn beside(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
