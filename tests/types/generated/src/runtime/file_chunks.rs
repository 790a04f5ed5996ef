//! Files, chunk by chunk.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;

use super::disk::on_disk;
use super::{
    Chunks, ErrorKind, FileError, RequestBody, TransportError, TransportErrorKind, TransportFuture,
};

/// How much is read at once.
const CHUNK: u64 = 64 << 10;

/// A file as the body of a request, which is as long as the file is now.
pub(crate) async fn open(path: &Path) -> Result<RequestBody, ErrorKind> {
    let path = path.to_owned();
    let at = path.clone();
    let opened = on_disk(move || {
        let file = File::open(at)?;
        let length = file.metadata()?.len();
        Ok((Arc::new(file), length))
    });
    let opened = opened.await;
    let (file, length) = opened.map_err(|error| FileError::new(&path, &error))?;
    let chunks = FileChunks {
        file,
        path,
        left: length,
    };
    Ok(RequestBody::new(Box::new(chunks), Some(length)))
}

struct FileChunks {
    file: Arc<File>,
    path: PathBuf,
    /// How much of it is still to be read: a file that grows meanwhile is sent as long as it was.
    left: u64,
}

impl Chunks for FileChunks {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            if self.left == 0 {
                return Ok(None);
            }
            let file = Arc::clone(&self.file);
            let most = self.left.min(CHUNK);
            let read = on_disk(move || {
                let mut chunk = Vec::with_capacity(usize::try_from(most).unwrap_or_default());
                file.take(most).read_to_end(&mut chunk)?;
                Ok(chunk)
            });
            let chunk = read.await.map_err(|error| {
                let problem = FileError::new(&self.path, &error).to_string();
                TransportError::new(TransportErrorKind::Connection, problem)
            })?;
            if chunk.is_empty() {
                let problem = format!("{} became shorter while it was sent", self.path.display());
                return Err(TransportError::new(TransportErrorKind::Connection, problem));
            }
            let read = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.left = self.left.saturating_sub(read);
            Ok(Some(chunk.into()))
        })
    }
}
