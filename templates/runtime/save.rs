//! Downloads into files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;

use super::{ByteStream, CallError, FileError};

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
        let mut length: u64 = 0;
        let mut file = match File::create(&part.0).await {
            Ok(file) => file,
            Err(error) => return Err(self.failed(FileError::new(&part.0, &error))),
        };
        while let Some(chunk) = self.next_chunk().await? {
            if let Err(error) = file.write_all(&chunk).await {
                return Err(self.failed(FileError::new(&part.0, &error)));
            }
            length = length.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        }
        let written = match file.flush().await {
            Ok(()) => fs::rename(&part.0, path).await,
            Err(error) => Err(error),
        };
        match written {
            Ok(()) => Ok(length),
            Err(error) => Err(self.failed(FileError::new(path, &error))),
        }
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

/// A file that is removed unless it was renamed by then.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After a rename there is none, which is as it should be.
        drop(std::fs::remove_file(&self.0));
    }
}

/// The path with `.part` behind it.
fn beside(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
