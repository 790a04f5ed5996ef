//! Makes one call with what its environment says, and prints how that went: for tests about the environment, which is
//! a process's own.
//!
//! - `caller [--no-proxy]`: a call of Apideck's, with what `from_env` finds
//! - `caller --identity ADDRESS FILE`: a call to this address on a connection that shows the identity of this file

#[cfg(all(feature = "blocking", feature = "rustls"))]
mod identity;

use std::io::{self, Write as _};

use api_families::consumers::apideck::Client;
use api_families::runtime::RetryPolicy;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        #[cfg(all(feature = "blocking", feature = "rustls"))]
        ["--identity", address, file] => identity::call(address, &std::fs::read(file)?),
        [] => from_environment(true),
        ["--no-proxy"] => from_environment(false),
        _ => return Err(io::Error::other(format!("{arguments:?}"))),
    };
    writeln!(io::stdout(), "{outcome}")
}

fn from_environment(proxy: bool) -> String {
    let mut builder = Client::builder()
        .from_env()
        .allow_insecure()
        .retry(RetryPolicy::none());
    if !proxy {
        builder = builder.no_proxy();
    }
    match builder.build() {
        Ok(client) => match client.vault().consumers().delete("a").send_blocking() {
            Ok(_) => "it went well".to_owned(),
            Err(error) => format!("status {:?}: {error}\n{error:?}", error.status()),
        },
        Err(error) => format!("{error}\n{error:?}"),
    }
}
