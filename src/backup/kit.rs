//! All that a shop needs besides its data, gathered from wherever it lies on this machine: so that
//! one copy and one key are the whole shop.

use std::path::Path;

use anyhow::{Context, bail};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;

use super::object::{KIT_KEY, KitFile};
use crate::config::{Config, read_within, text_of};
use crate::domain::limit::{CONFIG_BYTES_MAX, KIT_FILES_MAX, SECRET_BYTES_MAX};

/// The key of its rows, `STORE.toml`, and what is to lie in `STORE.secrets` beside it.
pub fn gather(config: &Config) -> anyhow::Result<Vec<KitFile>> {
    let key = read(&config.key_file, SECRET_BYTES_MAX)?;
    let path = Path::new(&config.shop.file);
    if path.as_os_str().is_empty() {
        // A pretend shop was told what it is by nobody's file.
        return Ok(vec![KitFile::new(KIT_KEY, &key)]);
    }
    let bytes = read(path, CONFIG_BYTES_MAX)?;
    let text = text_of(&bytes).map_err(|(line, why)| anyhow::anyhow!("line {line} {why}"));
    let portable = config.portable(text.with_context(|| path.display().to_string())?)?;
    let text = Zeroizing::new(portable.text);
    let mut kit = vec![
        KitFile::new(KIT_KEY, &key),
        KitFile::new(&config_name(&config.store), text.as_bytes()),
    ];
    for (name, secret) in &portable.secrets {
        let line = Zeroizing::new(format!("{}\n", secret.expose_secret()));
        kit.push(KitFile::new(name, line.as_bytes()));
    }
    if kit.len() > KIT_FILES_MAX {
        bail!("{} has more secrets than {KIT_FILES_MAX} files hold", path.display());
    }
    Ok(kit)
}

/// What a store's configuration is called in its kit.
pub fn config_name(store: &str) -> String {
    format!("{store}.toml")
}

fn read(path: &Path, bytes_max: usize) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    match read_within(path, bytes_max) {
        Ok(bytes) => Ok(Zeroizing::new(bytes)),
        Err(why) => bail!("{} {why}", path.display()),
    }
}
