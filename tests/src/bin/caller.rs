//! Makes one call with what its environment says, and prints how that went: for tests about the environment, which is
//! a process's own.

use std::io::{self, Write as _};

use api_families::consumers::apideck::Client;
use api_families::runtime::RetryPolicy;

fn main() -> io::Result<()> {
    let mut builder = Client::builder()
        .from_env()
        .allow_insecure()
        .retry(RetryPolicy::none());
    if std::env::args().any(|argument| argument == "--no-proxy") {
        builder = builder.no_proxy();
    }
    let outcome = match builder.build() {
        Ok(client) => match client.vault().consumers().delete("a").send_blocking() {
            Ok(_) => "it went well".to_owned(),
            Err(error) => format!("status {:?}: {error}\n{error:?}", error.status()),
        },
        Err(error) => format!("{error}\n{error:?}"),
    };
    writeln!(io::stdout(), "{outcome}")
}
