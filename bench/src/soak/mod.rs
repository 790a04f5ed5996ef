//! Thousands of calls at a time against a server that fails in every way it can.

mod calls;
mod faulty;
mod machine;
mod tally;

pub use self::calls::{Caller, Kind};
pub use self::faulty::{Faulty, Ledger};
pub use self::machine::sockets;
pub use self::tally::Tally;
