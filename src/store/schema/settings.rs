//! How the seller wants the shop: a row for each setting that was changed.

use serde::de::DeserializeOwned;

use super::{Record, Table};
use crate::domain::settings::{Kept, OneOf, Setting, Settings, StoredSetting};
use crate::store::fault::Fault;

impl Record for StoredSetting {
    const TABLE: Table = Table::Setting;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.number.into()
    }
}

/// One setting as a row.
pub fn stored_setting(settings: &Settings, which: Setting) -> Result<StoredSetting, Fault> {
    let number = which.number();
    let value = postcard::to_stdvec(&OneOf(settings, which)).map_err(|it| corrupt(number, it))?;
    Ok(StoredSetting { number, value })
}

impl Kept for &StoredSetting {
    type Error = Fault;

    fn read<T: DeserializeOwned>(self) -> Result<T, Fault> {
        match postcard::take_from_bytes(&self.value) {
            Ok((value, [])) => Ok(value),
            Ok(_) => Err(corrupt(self.number, "bytes left over")),
            Err(error) => Err(corrupt(self.number, error)),
        }
    }
}

fn corrupt(number: u16, why: impl ToString) -> Fault {
    let (table, key) = (Table::Setting.name(), number.into());
    Fault::Corrupt { table, key, why: why.to_string() }
}
