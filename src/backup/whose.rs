//! Whose a place is: each chain that ships there leaves a mark with its name, once. One that is
//! neither ours nor of our past is another program's that took this shop over.

use bytes::Bytes;

use super::memory::Memory;
use super::target::{Key, Source, Target, TargetError};
use crate::domain::limit::OWNER_MARK_BYTES_MAX;
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::store::change_record::Generation;
use crate::words::format::utc;

/// `STORE/owner/GENERATION`: within it a line for people.
pub const FOLDER: &str = "owner";

/// Another program that ships as this shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    pub generation: String,
    /// What it says of itself: where it runs, and since when.
    pub says: String,
}

/// Looks who has been there; leaves our mark where nobody else is, so that others find it.
pub async fn whose(
    target: &Target,
    store: &str,
    ours: Generation,
    memory: &Memory,
    now: Timestamp,
) -> Result<Option<Stranger>, TargetError> {
    let odd = || TargetError::Here(format!("\"{store}\" cannot be a folder"));
    let folder = Key::parse(store).and_then(|it| it.within(FOLDER)).ok_or_else(odd)?;
    let mark = folder.within(&ours.to_string()).ok_or_else(odd)?;
    let marks = target.list(Some(&folder)).await?;
    let is_ours = |key: &Key| {
        let name = key.as_str().rsplit('/').next().unwrap_or_default();
        *key == mark || memory.look(|state| state.ancestors.contains(name))
    };
    if let Some(strange) = marks.iter().find(|it| !is_ours(&it.key)) {
        let mut says = Vec::new();
        target.get_part(&strange.key, 0..OWNER_MARK_BYTES_MAX as u64, &mut says).await?;
        let says = String::from_utf8_lossy(&says);
        // Whoever writes there may write anything, and it is shown at a terminal.
        let says: String = says.chars().take_while(|sign| !sign.is_control()).collect();
        let says = shorten(&says, OWNER_MARK_BYTES_MAX);
        let generation = strange.key.as_str().rsplit('/').next().unwrap_or_default();
        return Ok(Some(Stranger { generation: generation.to_owned(), says }));
    }
    if !marks.iter().any(|it| it.key == mark) {
        let line = format!("{}, since {}\n", machine(), utc(now));
        match target.put(&mark, &Source::Bytes(Bytes::from(line))).await {
            // An earlier one, whose answer was lost.
            Ok(()) | Err(TargetError::Exists(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// What the machine is called.
fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
