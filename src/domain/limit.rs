//! Every upper bound of the appliance, each with its reason, in one folder by subject.

mod backup;
mod channel;
mod collect;
mod copy;
mod cost;
mod door;
mod line;
mod machine;
mod people;
mod restore;
mod sale;
mod seal;
mod shelf;
mod telegram;
mod warn;
mod watch;
mod wording;
mod work;

pub use backup::*;
pub use channel::*;
pub use collect::*;
pub use copy::*;
pub use cost::*;
pub use door::*;
pub use line::*;
pub use machine::*;
pub use people::*;
pub use restore::*;
pub use sale::*;
pub use seal::*;
pub use shelf::*;
pub use telegram::*;
pub use warn::*;
pub use watch::*;
pub use wording::*;
pub use work::*;
