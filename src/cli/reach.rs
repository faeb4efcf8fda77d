//! How a command gets to the shop: through the running one, else by opening its data itself.

use tokio::runtime::Builder;

use super::seam;
use crate::config::Config;
use crate::engine::input::Reply;
use crate::web::ask::{Ask, ask, is_running};

/// Brings one question to the shop; the answer is there once it is durable.
pub type Deliver = Box<dyn FnMut(Ask) -> anyhow::Result<Reply>>;

pub fn shop(config: &Config) -> anyhow::Result<Deliver> {
    let socket = config.socket();
    if !is_running(&socket)? {
        return seam::offline(config);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(Box::new(move |question| Ok(runtime.block_on(ask(&socket, &question))?)))
}
