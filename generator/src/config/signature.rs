//! What a configuration says about messages that the server sends by itself: `webhook-signature`.

use toml::Spanned;

use super::check::Checker;
use super::file::SignatureEntry;
use super::{Error, Signature};

impl Checker<'_> {
    /// How messages are signed.
    pub(super) fn signature(
        &self,
        entry: Option<Spanned<SignatureEntry>>,
    ) -> Result<Option<Signature>, Error> {
        let Some(entry) = entry else {
            return Ok(None);
        };
        let span = entry.span();
        let table = match entry.into_inner() {
            SignatureEntry::Named(name) if name == "standard" => {
                return Ok(Some(Signature::Standard));
            }
            SignatureEntry::Named(name) => {
                let message = format!("`{name}` is not `standard`, nor a table with a `header`");
                return Err(self.fault(span, message));
            }
            SignatureEntry::Table(table) => table,
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fits = (1..=64).contains(&table.header.len()) && table.header.bytes().all(plain);
        if !fits {
            let message = format!("`{}` is no header such as `X-Signature`", table.header);
            return Err(self.fault(span, message));
        }
        let header = table.header.to_ascii_lowercase();
        match (table.encoding.as_deref(), table.timestamp) {
            (None | Some("hex"), None) => Ok(Some(Signature::Hex {
                header,
                prefix: table.prefix.unwrap_or_default(),
            })),
            (Some("base64"), None) => Ok(Some(Signature::Base64 {
                header,
                prefix: table.prefix.unwrap_or_default(),
            })),
            (None | Some("hex"), Some(timestamp)) => {
                let prefix = table.prefix.unwrap_or_else(|| "v1=".to_owned());
                if timestamp.starts_with(&prefix) || prefix.starts_with(&timestamp) {
                    let message = "`timestamp` and `prefix` don't tell the time from signatures";
                    return Err(self.fault(span, message.to_owned()));
                }
                Ok(Some(Signature::Timestamped {
                    header,
                    timestamp,
                    prefix,
                }))
            }
            (Some("base64"), Some(_)) => {
                let message = "a signature beside its `timestamp` is `hex`, not `base64`";
                Err(self.fault(span, message.to_owned()))
            }
            (Some(other), _) => {
                let message = format!("`{other}` is neither `hex` nor `base64`");
                Err(self.fault(span, message))
            }
        }
    }
}
