//! The pretend outside alone, for a shop that is tried where it will live: as a service.

use anyhow::{Context, bail};

use crate::demo::telegram::chat::Profile;
use crate::demo::world::World;
use crate::engine::clock::Clock;

/// A world of its own for one bot, on a port of this machine, until somebody ends it. Its levers
/// are those of the demo's page: `POST /world/do`, `GET /world/state`.
pub async fn run(port: u16, token: &str, notify: Option<&str>) -> anyhow::Result<()> {
    let number = token.split_once(':').and_then(|(number, _)| number.parse().ok());
    let Some(number) = number else { bail!("a token is a number, a colon, and letters") };
    let bot = Profile::new(number, "Warung", "id").named(&format!("warung_{number}_bot"));
    let world = World::of(port, token, bot, Clock::new()).await;
    let world = world.with_context(|| format!("port {port}"))?;
    if let Some(url) = notify {
        world.gateway.notify_at(url);
    }
    super::say(&format!("{}/telegram {}/pakasir/api/v2", world.url(), world.url()));
    Ok(tokio::signal::ctrl_c().await?)
}
