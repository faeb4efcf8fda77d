//! A shop that was built gets its key, its configuration and its secrets, and then its name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use tokio::runtime::Runtime;

use super::super::owner::AsOwner;
use super::super::place::{offsite, right};
use super::super::setup::finish::End;
use super::super::setup::talk::Talk;
use super::super::store::{Root, languages};
use super::super::{Trouble, files, say};
use super::build::Built;
use super::found::Found;
use super::place::Place;
use super::site::{Scratch, Site, Where};
use crate::backup::kit::config_name;
use crate::backup::object::KIT_KEY;
use crate::backup::recovery::{Code, Kept};
use crate::backup::state::State;
use crate::backup::target::channel;
use crate::config::{Config, Mark, Overlaid, folder_of, overlay, with_data_dir};
use crate::domain::restore::Restored;
use crate::engine::clock::Clock;
use crate::store::durable;
use crate::store::open::DATABASE_ASIDE;

/// What will be written, once there is a shop: looked at before anything is fetched.
pub struct Settle<'a> {
    site: &'a Site,
    talk: Talk<'a>,
    shop: String,
    zone: String,
    text: String,
    secrets: Vec<(String, SecretString)>,
    ancestors: Vec<String>,
}

/// The place that it comes from: what was learned of it goes on.
pub struct Hand<'h> {
    pub place: &'h Place,
    pub runtime: &'h Runtime,
}

impl<'a> Settle<'a> {
    pub fn of(site: &'a Site, found: &Found, talk: Talk<'a>) -> Result<Settle<'a>, Trouble> {
        let name = config_name(found.store.as_str());
        let text = found.kit.iter().find(|file| file.name == name);
        let text = text.and_then(|file| std::str::from_utf8(&file.bytes).ok()).unwrap_or_default();
        let path = site.settled(&config_name(&site.store));
        let own = fs::read_to_string(&path).unwrap_or_default();
        let beside = folder_of(&path);
        // Those without a configuration are nobody's.
        let lies = |name: &str| path.exists() && beside.join(name).exists();
        let unread = || anyhow!("{} is no TOML", site.config.display());
        let Overlaid { text, given } = overlay(text, &own, lies).ok_or_else(unread)?;
        let mut secrets = Vec::new();
        for file in found.kit.iter().filter(|it| it.name != KIT_KEY && it.name != name) {
            if given.contains(&file.name) {
                continue;
            }
            let line = std::str::from_utf8(&file.bytes).unwrap_or_default();
            let line = line.trim_end_matches(['\r', '\n']);
            secrets.push((file.name.clone(), SecretString::from(line.to_owned())));
        }
        let mut settle = Settle {
            site,
            talk,
            shop: found.shop.clone(),
            zone: found.zone.clone(),
            text: with_data_dir(&text, &site.data).ok_or_else(unread)?,
            secrets,
            ancestors: found.ancestors().collect(),
        };
        // The file is for all to read.
        let bare = settle.config(&path)?.bare(&settle.text).map_err(anyhow::Error::from)?;
        settle.text = bare.text;
        settle.secrets.extend(bare.secrets);
        settle.config(&path)?;
        Ok(settle)
    }

    /// What it will be as a file of this name.
    fn config(&self, path: &Path) -> Result<Config, Trouble> {
        let given: Vec<(&str, Option<SecretString>)> =
            self.secrets.iter().map(|(name, it)| (name.as_str(), Some(it.clone()))).collect();
        let read = Config::read(&self.text, path, &languages(), None, &given);
        read.map_err(|it| {
            Trouble::Config(format!("copy and configuration together are not enough\n{it}"))
        })
    }

    /// In its own folder, and opened where there is something that opens shops.
    pub fn here(
        &self,
        root: &Root,
        built: Built,
        code: &Code,
        mut scratch: Scratch,
        from: &Hand<'_>,
    ) -> Result<(), Trouble> {
        let path = &self.site.config;
        let config = self.config(path)?;
        let upto = built.plan.upto;
        let mark = Mark::of(path, None);
        let before = Before {
            config: path.exists(),
            secrets: folder_of(path).exists(),
            mark: mark.found().is_some(),
        };
        let beside = self.beside(&built, &config.key_file, code, &scratch, from);
        let named = beside.and_then(|()| self.write(path)).and_then(|()| {
            // From here on no empty shop takes its place, whatever ends this.
            Mark::of(path, None).leave(&self.site.data);
            name(built, &self.site.store)
        });
        if let Err(error) = named {
            before.again(path);
            unmake(&config);
            return Err(error.into());
        }
        scratch.keep_data();
        drop(scratch);
        self.talk.well(&self.talk.w.setup_written(&path.display().to_string()));
        self.talk.well(&self.talk.w.restore_data(&self.site.data.display().to_string()));
        if let Some(unit) = &self.site.unit {
            // The shop is there: what fails now is told, and can be done later.
            let given = right::give(root, unit, &config).map(drop);
            let carried = offsite::give(root, unit, &config).map(drop);
            for failed in [given, carried].into_iter().filter_map(Result::err) {
                self.talk.doubt(&self.talk.w.place_unit_failed(&format!("{failed:#}")));
            }
        }
        say(&self.talk.w.restore_done(upto, &self.shop));
        match &self.site.unit {
            Some(unit) => End { root, name: unit, config: &config, talk: self.talk }.start(true),
            None => Ok(()),
        }
    }

    /// Beside the shop that is there, with a configuration of its own in it.
    pub fn aside(
        &self,
        built: Built,
        code: &Code,
        scratch: Scratch,
        from: &Hand<'_>,
    ) -> Result<(), Trouble> {
        let place = self.site.aside(Clock::new().now(), &self.zone);
        if place.exists() {
            return Err(Trouble::Config(format!("{} is there already", place.display())));
        }
        let data = built.data.clone();
        self.beside(&built, &data.join(KIT_KEY), code, &scratch, from)?;
        let text = with_data_dir(&self.text, &place).context("the configuration is no TOML")?;
        {
            let _owner = AsOwner::of(&data)?;
            self.put(&data.join(config_name(&self.site.store)), &text)?;
        }
        name(built, &self.site.store)?;
        fs::rename(&data, &place).with_context(|| place.display().to_string())?;
        drop(scratch);
        say(&self.talk.w.restore_aside(&place.display().to_string()));
        Ok(())
    }

    /// Beside the database: what the shop needs to open, and to know what has become of it.
    fn beside(
        &self,
        built: &Built,
        key_file: &Path,
        code: &Code,
        scratch: &Scratch,
        from: &Hand<'_>,
    ) -> anyhow::Result<()> {
        let (data, now) = (&built.data, Clock::new().now());
        let _owner = AsOwner::of(data)?;
        let state = State {
            ancestors: self.ancestors.iter().cloned().collect(),
            restored: Some(Restored {
                upto: built.plan.upto,
                at: now,
                from: from.place.name.clone(),
                complete: built.rebuilt.report.closed,
            }),
            ..State::default()
        };
        let at = |path: PathBuf| move || path.display().to_string();
        state.put(data).with_context(at(data.clone()))?;
        let learned = from.runtime.block_on(from.place.target.hand_over(data));
        learned.with_context(at(data.clone()))?;
        // Whoever typed the key has it.
        let recipient = code.identity().recipient();
        let kept = Kept { recipient, since: now, confirmed: Some(now) };
        kept.put(data).with_context(at(data.clone()))?;
        let key = fs::read(scratch.kit().join(KIT_KEY)).with_context(at(scratch.kit()))?;
        let key = Zeroizing::new(key);
        durable::put(key_file, &key, 0o600).with_context(at(key_file.to_owned()))
    }

    /// Configuration and secrets as setup leaves them.
    fn write(&self, path: &Path) -> anyhow::Result<()> {
        if self.site.kind == Where::Here && self.site.unit.is_some() {
            files::folder(path.parent().unwrap_or(Path::new("/")), 0o755)?;
        }
        self.put(path, &self.text)
    }

    /// Secrets first, so that a configuration never lacks one.
    fn put(&self, path: &Path, text: &str) -> anyhow::Result<()> {
        let folder = folder_of(path);
        if !self.secrets.is_empty() || self.site.unit.is_some() {
            files::folder(&folder, 0o700)?;
        }
        for (name, secret) in &self.secrets {
            files::put_secret(&folder.join(name), secret)?;
        }
        let put = durable::put(path, text.as_bytes(), 0o644);
        put.with_context(|| path.display().to_string())
    }
}

/// What there was before anything was written.
struct Before {
    config: bool,
    secrets: bool,
    mark: bool,
}

impl Before {
    /// Leaves no more than that.
    fn again(&self, path: &Path) {
        if !self.mark {
            Mark::of(path, None).take_away();
        }
        if !self.config {
            let _ = durable::gone(path);
        }
        if !self.secrets {
            let _ = fs::remove_dir_all(folder_of(path));
        }
    }
}

/// Leaves no part of a shop in the folder of its data.
fn unmake(config: &Config) {
    let data = &config.data_dir;
    let Ok(_owner) = AsOwner::of(data) else { return };
    // What cannot be taken away, the next try writes over.
    let _ = durable::gone(&data.join(DATABASE_ASIDE));
    let _ = durable::gone(&config.key_file);
    let _ = State::forget(data);
    let _ = Kept::forget(data);
    let _ = fs::remove_dir_all(data.join(channel::FOLDER));
}

/// From here on there is a shop.
fn name(built: Built, store: &str) -> anyhow::Result<()> {
    let _owner = AsOwner::of(&built.data)?;
    Ok(built.rebuilt.building.finish(&built.data, Some(store))?)
}
