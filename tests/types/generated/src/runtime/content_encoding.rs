//! Compression of bodies (RFC 9110 §8.4), each kind under the Cargo feature of its name.

use std::sync::LazyLock;

#[cfg(feature = "gzip")]
use bytes::Bytes;
use http::HeaderValue;
#[cfg(feature = "gzip")]
use http::{HeaderMap, header::CONTENT_ENCODING};

/// Smaller bodies of requests are not worth compressing.
#[cfg(feature = "gzip")]
const SMALLEST: usize = 1 << 10;

/// What responses may be compressed with; `None` where no feature is on.
pub(crate) static ACCEPTED: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let names = [
        cfg!(feature = "gzip").then_some("gzip"),
        cfg!(feature = "brotli").then_some("br"),
        cfg!(feature = "zstd").then_some("zstd"),
    ];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    let value = HeaderValue::from_str(&names.join(", ")).ok();
    value.filter(|value| !value.is_empty())
});

#[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd"))]
mod codec {
    use bytes::{Buf, Bytes};
    use compression_codecs::DecodeV2;
    use compression_core::util::{PartialBuffer, WriteBuffer};

    /// How much is decoded at once, however much the input stands for.
    const PIECE: usize = 32 << 10;

    /// The bytes, compressed with gzip; `None` where that does not do.
    #[cfg(feature = "gzip")]
    pub(crate) fn gzip(bytes: &[u8]) -> Option<Bytes> {
        use compression_codecs::{EncodeV2, GzipEncoder};
        use compression_core::Level;

        let mut encoder = GzipEncoder::new(Level::Default.into());
        let mut input = PartialBuffer::new(bytes);
        let mut compressed = Vec::new();
        let mut piece = vec![0; PIECE];
        loop {
            let mut output = WriteBuffer::new_initialized(&mut piece);
            let done = if input.unwritten().is_empty() {
                encoder.finish(&mut output).ok()?
            } else {
                encoder.encode(&mut input, &mut output).ok()?;
                false
            };
            compressed.extend_from_slice(output.written());
            if done {
                return Some(compressed.into());
            }
        }
    }

    /// Takes compressed chunks, and gives pieces of what they stand for.
    pub(crate) struct Decoder {
        name: &'static str,
        codec: Box<dyn DecodeV2 + Send + Sync>,
        input: Bytes,
        /// Whether a piece was filled, so that the codec may hold more.
        pending: bool,
        /// Whether the end of the compressed data was seen.
        ended: bool,
        /// Whether anything came at all.
        begun: bool,
    }

    impl Decoder {
        /// The decoder of a `Content-Encoding`; `None` where no feature knows it.
        pub(crate) fn of(encoding: &str) -> Option<Self> {
            let (name, codec): (_, Box<dyn DecodeV2 + Send + Sync>) =
                match encoding.trim().to_ascii_lowercase().as_str() {
                    #[cfg(feature = "gzip")]
                    "gzip" | "x-gzip" => ("gzip", Box::new(compression_codecs::GzipDecoder::new())),
                    #[cfg(feature = "brotli")]
                    "br" => ("br", Box::new(compression_codecs::BrotliDecoder::new())),
                    #[cfg(feature = "zstd")]
                    "zstd" => ("zstd", Box::new(compression_codecs::ZstdDecoder::new())),
                    _ => return None,
                };
            Some(Self {
                name,
                codec,
                input: Bytes::new(),
                pending: false,
                ended: false,
                begun: false,
            })
        }

        /// Takes the next chunk, once [`next_piece`](Self::next_piece) has no more of the one before.
        pub(crate) fn feed(&mut self, chunk: Bytes) {
            self.begun = self.begun || !chunk.is_empty();
            self.input = chunk;
        }

        /// The next piece; `None` when another chunk is needed for it.
        pub(crate) fn next_piece(&mut self) -> Result<Option<Bytes>, String> {
            while self.pending || !self.input.is_empty() {
                if self.ended {
                    // Further data begins anew: several compressed bodies, one behind the other.
                    self.codec.reinit().map_err(|error| self.problem(&error))?;
                    self.ended = false;
                }
                let mut piece = vec![0; PIECE];
                let mut output = WriteBuffer::new_initialized(&mut piece);
                let mut input = PartialBuffer::new(&self.input[..]);
                let decoded = if self.input.is_empty() {
                    self.codec.flush(&mut output).map(|_| false)
                } else {
                    self.codec.decode(&mut input, &mut output)
                };
                let (read, written) = (input.written_len(), output.written_len());
                self.ended = decoded.map_err(|error| self.problem(&error))?;
                self.pending = written == PIECE && !self.ended;
                self.input.advance(read);
                if written > 0 {
                    piece.truncate(written);
                    return Ok(Some(piece.into()));
                }
            }
            Ok(None)
        }

        /// Checks that nothing is missing at the end.
        pub(crate) fn finish(&mut self) -> Result<(), String> {
            if self.ended || !self.begun {
                return Ok(());
            }
            let mut piece = [0];
            let mut output = WriteBuffer::new_initialized(&mut piece);
            match self.codec.finish(&mut output) {
                Ok(true) if output.written_len() == 0 => Ok(()),
                _ => Err(format!("its `{}` encoding is cut off", self.name)),
            }
        }

        fn problem(&self, error: &std::io::Error) -> String {
            format!("its `{}` encoding is damaged: {error}", self.name)
        }
    }
}

#[cfg(not(any(feature = "gzip", feature = "brotli", feature = "zstd")))]
mod codec {
    use bytes::Bytes;

    /// No feature is on, so that there is none.
    pub(crate) enum Decoder {}

    impl Decoder {
        pub(crate) fn of(_encoding: &str) -> Option<Self> {
            None
        }

        pub(crate) fn feed(&mut self, _chunk: Bytes) {
            match *self {}
        }

        pub(crate) fn next_piece(&mut self) -> Result<Option<Bytes>, String> {
            match *self {}
        }

        pub(crate) fn finish(&mut self) -> Result<(), String> {
            match *self {}
        }
    }
}

pub(crate) use self::codec::Decoder;

/// Compresses a body from 1 KB up that is not compressed yet, and says so.
#[cfg(feature = "gzip")]
pub(crate) fn compress(headers: &mut HeaderMap, body: Option<Bytes>) -> Option<Bytes> {
    let large = body.as_ref().filter(|body| body.len() >= SMALLEST);
    let compressed = large
        .filter(|_| !headers.contains_key(CONTENT_ENCODING))
        .and_then(|body| codec::gzip(body));
    if compressed.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    compressed.or(body)
}
