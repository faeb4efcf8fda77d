//! Opens the pretend world with an ordinary shop in it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::world::World;
use super::{regulars, seed};
use crate::app::App;
use crate::backup::recovery::{Code, Kept};
use crate::config::backup::{Folder, Target};
use crate::config::{Backup, Config};
use crate::engine::input::{Batch, Input, Reply};
use crate::store::durable;

/// Any free port of this machine alone.
const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A shop whose data lies in this folder.
pub async fn open(world: &World, data: &Path) -> anyhow::Result<App> {
    start(world, world.config(data, ANYWHERE)).await
}

/// One that has copies in a second folder, and somebody who has the key to them.
async fn open_with_copies(world: &World, data: &Path, there: &Path) -> anyhow::Result<App> {
    let mut config = world.config(data, ANYWHERE);
    let folder = Folder { path: there.to_owned(), same_disk: true };
    config.backups = vec![Backup { name: "usb".to_owned(), target: Target::Folder(folder) }];
    durable::private_folder(data)?;
    durable::private_folder(there)?;
    let (recipient, since) = (Code::fresh()?.identity().recipient(), world.clock.now());
    Kept { recipient, since, confirmed: Some(since) }.put(data)?;
    start(world, config).await
}

/// Starts the appliance in the world, as it would start anywhere else, and fills its shelf.
async fn start(world: &World, config: Config) -> anyhow::Result<App> {
    let app = App::start(config, world.clock.clone()).await?;
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
    let app = open_with_copies(&world, &folder.join("shop"), &folder.join("usb")).await?;
    let regulars = tokio::spawn(regulars::shop(world.clone()));
    ready(&world.url());
    tokio::signal::ctrl_c().await?;
    regulars.abort();
    let closed = app.close().await;
    world.stop();
    std::fs::remove_dir_all(&folder).ok();
    closed
}
