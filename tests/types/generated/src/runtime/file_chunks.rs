//! Files, chunk by chunk.

use std::path::{Path, PathBuf};

use bytes::{Bytes, BytesMut};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::{
    Chunks, ErrorKind, FileError, RequestBody, TransportError, TransportErrorKind, TransportFuture,
};

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// A file as the body of a request, which is as long as the file is now.
pub(crate) async fn open(path: &Path) -> Result<RequestBody, ErrorKind> {
    let failed = |error| FileError::new(path, &error);
    let file = File::open(path).await.map_err(failed)?;
    let length = file.metadata().await.map_err(failed)?.len();
    let chunks = FileChunks {
        file,
        path: path.to_owned(),
        left: length,
    };
    Ok(RequestBody::new(Box::new(chunks), Some(length)))
}

struct FileChunks {
    file: File,
    path: PathBuf,
    /// How much of it is still to be read: a file that grows meanwhile is sent as long as it was.
    left: u64,
}

impl Chunks for FileChunks {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            let most = usize::try_from(self.left).map_or(CHUNK, |left| left.min(CHUNK));
            if most == 0 {
                return Ok(None);
            }
            let mut chunk = BytesMut::with_capacity(most);
            let mut file = (&mut self.file).take(self.left);
            let read = file.read_buf(&mut chunk).await.map_err(|error| {
                let problem = FileError::new(&self.path, &error).to_string();
                TransportError::new(TransportErrorKind::Connection, problem)
            })?;
            if read == 0 {
                let problem = format!("{} became shorter while it was sent", self.path.display());
                return Err(TransportError::new(TransportErrorKind::Connection, problem));
            }
            self.left = self
                .left
                .saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
            Ok(Some(chunk.freeze()))
        })
    }
}
