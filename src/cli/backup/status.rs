//! `warung backup status`: how the copies stand, told by the shop, or looked up at each place.

use anyhow::anyhow;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use crate::backup::memory::Memory;
use crate::backup::object::{Listing, Name};
use crate::backup::recovery::Kept;
use crate::backup::target::{Key, Patience, Target as Way, TargetError};
use crate::cli::owner::AsOwner;
use crate::cli::{Trouble, reach, say};
use crate::config::{Backup, Config};
use crate::domain::copies::{Copies, Drill, Target, newest};
use crate::engine::clock::Clock;
use crate::web::ask;
use crate::words::format::utc;

pub fn status(config: &Config, as_json: bool) -> Result<(), Trouble> {
    let copies = read(config)?;
    match as_json {
        true => {
            let text = serde_json::to_string_pretty(&json_of(&copies));
            say(&text.map_err(anyhow::Error::from)?);
        }
        false => lines(config, &copies).iter().for_each(|line| say(line)),
    }
    match is_fine(&copies) {
        true => Ok(()),
        // What there was to say has been said.
        false => Err(Trouble::Told(crate::cli::exit::FAILED)),
    }
}

/// Whether the shop could be had back from elsewhere, as far as is known.
fn is_fine(copies: &Copies) -> bool {
    let drilled = copies.drill.as_ref().is_none_or(|drill| drill.result.is_ok());
    let elsewhere = !copies.targets.is_empty() && copies.targets.iter().all(|target| target.ok);
    copies.key_confirmed && elsewhere && drilled && copies.trouble.is_none()
}

/// By the shop where it runs. Else each place is asked what lies there.
pub fn read(config: &Config) -> anyhow::Result<Copies> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    if reach::running(config)? {
        return Ok(runtime.block_on(ask::status(&config.socket()))?.copies);
    }
    let _owner = AsOwner::of(&config.data_dir)?;
    let (memory, clock) = (Memory::open(&config.data_dir), Clock::new());
    let kept = Kept::read(&config.data_dir).ok().flatten();
    let mut targets = Vec::new();
    for backup in &config.backups {
        targets.push(runtime.block_on(look(config, backup, &memory, &clock))?);
    }
    runtime.shutdown_background();
    Ok(Copies {
        key_confirmed: kept.is_some_and(|kept| kept.confirmed.is_some()),
        targets,
        drill: memory.look(|state| state.drill.clone()),
        trouble: None,
    })
}

async fn look(
    config: &Config,
    backup: &Backup,
    memory: &Memory,
    clock: &Clock,
) -> anyhow::Result<Target> {
    let known = memory.known(&backup.name);
    let home = &config.data_dir;
    let way = Way::new(backup, clock, home, Patience::default(), known.used)?;
    let told = Target {
        name: backup.name.clone(),
        kind: backup.target.kind().to_owned(),
        add_only: known.add_only,
        pace: way.pace().unwrap_or_default(),
        ..Target::default()
    };
    Ok(match listed(&way, &config.store).await {
        Err(error) => Target { error: Some(error.to_string()), ..told },
        Ok((names, bytes)) => {
            let now = clock.now();
            let snapshots = names.iter().filter(|name| name.what.is_snapshot());
            let upto = newest(now, names.iter().map(|name| name.at));
            Target {
                ok: upto.is_some(),
                behind: upto.map(|at| now.since(at)),
                snapshot_at: newest(now, snapshots.map(|name| name.at)),
                objects: names.len() as u64,
                bytes,
                ..told
            }
        }
    })
}

/// All of a store that lies at a place, and how large it is.
pub async fn listed(way: &Way, store: &str) -> Result<(Vec<Name>, u64), TargetError> {
    let odd = || TargetError::Here(format!("\"{store}\" cannot be a folder"));
    let objects = way.list(Some(&Key::parse(store).ok_or_else(odd)?)).await?;
    let bytes = objects.iter().map(|object| object.bytes).sum();
    let listing = Listing::of(objects.iter().map(|object| object.key.as_str()));
    Ok((listing.of_store(store).to_vec(), bytes))
}

fn json_of(copies: &Copies) -> Value {
    let target = |target: &Target| {
        json!({
            "name": target.name,
            "kind": target.kind,
            "ok": target.ok,
            "behind_seconds": target.behind.map(|span| span.0 / 1000),
            "snapshot_at": target.snapshot_at.map(utc),
            "objects": target.objects,
            "bytes": target.bytes,
            "add_only": target.add_only,
            "last_error": target.error,
            "owner": target.owner,
        })
    };
    let drill = |drill: &Drill| {
        let good = drill.result.as_ref().ok();
        json!({
            "at": utc(drill.at),
            "target": drill.target,
            "ok": drill.result.is_ok(),
            "seconds": drill.took.0.div_ceil(1000),
            "orders": good.map(|good| good.orders),
            "upto": good.map(|good| utc(good.upto)),
            "error": drill.result.as_ref().err(),
        })
    };
    json!({
        "key_confirmed": copies.key_confirmed,
        "targets": copies.targets.iter().map(target).collect::<Vec<_>>(),
        "last_drill": copies.drill.as_ref().map(drill),
        "error": copies.trouble,
    })
}

fn lines(config: &Config, copies: &Copies) -> Vec<String> {
    let key = match copies.key_confirmed {
        true => "on paper, and confirmed".to_owned(),
        false => format!("NOT confirmed: warung key test {}", config.store),
    };
    let mut lines = vec![format!("key       {key}")];
    if copies.targets.is_empty() {
        let add = format!("warung backup target add --store {}", config.store);
        lines.push(format!(
            "places    NONE: what becomes of this machine becomes of the shop; {add}"
        ));
    }
    for target in &copies.targets {
        lines.push(format!("{:<9} {}", target.name, standing(target)));
    }
    lines.push(match &copies.drill {
        None => "drill     none yet: warung backup drill".to_owned(),
        Some(Drill { at, target, took, result: Ok(good) }) => format!(
            "drill     {}: {} orders came back from {target} in {} s",
            utc(*at),
            good.orders,
            took.0.div_ceil(1000)
        ),
        Some(Drill { at, target, result: Err(why), .. }) => {
            format!("drill     {}: FAILED at {target}: {why}", utc(*at))
        }
    });
    lines.extend(copies.trouble.as_ref().map(|why| format!("here      TROUBLE: {why}")));
    lines
}

fn standing(target: &Target) -> String {
    let Target { kind, objects, bytes, .. } = target;
    let behind = match target.behind {
        Some(span) => format!("{} s behind", span.0 / 1000),
        None => "nothing there yet".to_owned(),
    };
    let snapshot = match target.snapshot_at {
        Some(at) => format!("snapshot of {}", utc(at)),
        None => "no snapshot".to_owned(),
    };
    let held = format!("{objects} objects, {} KB", bytes >> 10);
    let add =
        if target.add_only { "; nothing can be deleted there, by its own rules alone" } else { "" };
    match (&target.owner, &target.error) {
        (Some(owner), _) => format!("{kind}: TAKEN OVER by {owner}; {behind}"),
        (None, Some(error)) => format!("{kind}: {error}; {behind}, {held}"),
        (None, None) => format!("{kind}: {behind}, {snapshot}, {held}{add}"),
    }
}

/// One of the configuration, by its name.
pub fn of<'c>(config: &'c Config, name: &str) -> Result<&'c Backup, Trouble> {
    let found = config.backups.iter().find(|backup| backup.name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
        match names.is_empty() {
            true => Trouble::Failed(anyhow!("no place for copies is configured yet")),
            false => Trouble::Wrong(format!("there are: {}", names.join(", "))),
        }
    })
}
