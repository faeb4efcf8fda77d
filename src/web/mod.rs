//! The shop's doors: a public port for the gateway's notices, a local socket for commands.

pub mod ask;
mod body;
pub mod caller;
mod health;
pub mod hook;
mod input;
mod local;
mod metrics;
pub mod query;
mod refusals;
mod reply;
mod route;
mod seats;
pub mod server;
pub mod tls;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::copies::Word;
use crate::domain::limit::{
    CONNECTION_LIFE, CONNECTIONS_OF_ONE_MAX, HOOK_READ, HOOK_WAIT, LOCAL_WAIT, REFUSAL_GAP,
};
use crate::domain::vitals::Vitals;
use crate::engine::handle::Handle;
use crate::engine::journal::Journal;
use crate::store::fault::Fault;
use hook::Hook;
use query::{Copying, Queries};
pub use refusals::Reason;
use refusals::Refusals;

/// Says whether the writer still works.
pub type Alive = Arc<dyn Fn() -> bool + Send + Sync>;
/// Tells how the shop is doing, for people on its own machine.
pub type Status = Arc<dyn Fn() -> Result<Vitals, Fault> + Send + Sync>;

/// What the pages need to answer.
pub struct Web {
    pub handle: Handle,
    pub hooks: Vec<Hook>,
    pub alive: Alive,
    pub status: Status,
    pub queries: Queries,
    pub copying: Copying,
    /// Whose word on a caller's address is believed.
    pub proxies: Vec<IpAddr>,
    /// Whose lines are counted.
    pub journal: Journal,
    pub patience: Patience,
    /// Places one caller may hold.
    pub places: usize,
    refusals: Refusals,
}

/// How long each thing may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until a request's head is there; also how long a connection may idle, and how long it
    /// may take to agree on TLS.
    pub head: Duration,
    /// Until its body is there.
    pub body: Duration,
    /// Until the commit, for a notice.
    pub hook: Duration,
    /// Until the commit, for a command.
    pub local: Duration,
    /// Until a connection from outside is closed, however busy.
    pub life: Duration,
    /// Between two words about requests that were refused.
    pub refusals: Duration,
}

/// Which way a request came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Public,
    Local,
    /// Where the operator has health, readiness and metrics watched from.
    Watch,
}

impl Web {
    pub fn new(
        handle: Handle,
        hooks: Vec<Hook>,
        alive: Alive,
        status: Status,
        queries: Queries,
    ) -> Web {
        let (patience, refusals) = (Patience::default(), Refusals::default());
        let (proxies, places) = (Vec::new(), CONNECTIONS_OF_ONE_MAX);
        let journal = Journal::default();
        let copying: Copying = Arc::new(|_, tell| {
            tell(Word::Failed("nobody copies here".to_owned()));
        });
        Web {
            handle,
            hooks,
            alive,
            status,
            queries,
            copying,
            proxies,
            journal,
            patience,
            places,
            refusals,
        }
    }
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            head: HOOK_READ.std(),
            body: HOOK_READ.std(),
            hook: HOOK_WAIT.std(),
            local: LOCAL_WAIT.std(),
            life: CONNECTION_LIFE.std(),
            refusals: REFUSAL_GAP.std(),
        }
    }
}
