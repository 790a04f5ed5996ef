//! Types of three APIs as one writes them with serde, when there is no generated crate.

mod clients;
mod consumers;
mod messages;

pub use self::clients::{Client, ClientOptions, ListClientsResponse, UpdateClientResponse};
pub use self::consumers::Consumer;
pub use self::messages::Content;
