//! Opens the pretend world with an ordinary shop in it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::world::World;
use super::{regulars, seed};
use crate::app::App;
use crate::engine::input::{Batch, Input, Reply};

/// Any free port of this machine alone.
const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Starts the appliance in the world, as it would start anywhere else, and fills its shelf.
pub async fn open(world: &World, folder: &Path) -> anyhow::Result<App> {
    let app = App::start(world.config(folder, ANYWHERE), world.clock.clone()).await?;
    world.gateway.notify_at(&format!("http://{}/webhooks/pakasir", app.address()));
    let products = seed::products().map_err(|refusal| anyhow!("the seed: {refusal:?}"))?;
    let batch = Batch { products, dry_run: false };
    match app.handle().submit(Input::Import(batch)).await? {
        Reply::Imported(results) if results.iter().all(Result::is_ok) => {}
        reply => bail!("the shelf could not be filled: {reply:?}"),
    }
    let now = world.clock.now();
    let file = seed::discounts(now).map_err(|refusal| anyhow!("the seed: {refusal:?}"))?;
    let input = Input::Configure { file: Box::new(file), dry_run: false };
    match app.handle().submit(input).await? {
        Reply::Configured(taken) if taken.refused.is_empty() => Ok(app),
        reply => bail!("the shelf could not be set up: {reply:?}"),
    }
}

/// Shows the world until somebody has seen enough. `ready` is told where to look. The shop's
/// data goes with it.
pub async fn run(port: u16, ready: impl FnOnce(&str)) -> anyhow::Result<()> {
    let world = World::start(port).await.with_context(|| format!("port {port}"))?;
    let name = format!("warung-demo-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let app = open(&world, &folder).await?;
    let regulars = tokio::spawn(regulars::shop(world.clone()));
    ready(&world.url());
    tokio::signal::ctrl_c().await?;
    regulars.abort();
    let closed = app.close().await;
    world.stop();
    std::fs::remove_dir_all(&folder).ok();
    closed
}
