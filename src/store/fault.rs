//! What can go wrong below: ours or the disk's, never the person's who asked.

use std::fmt;
use std::io;

/// Something is broken. The input that met it is undone and kept aside, except when the disk
/// itself failed: then nothing can be kept and the appliance stops.
#[derive(Debug)]
pub enum Fault {
    /// The storage engine or the disk.
    Storage(String),
    /// Bytes of the database have changed that nobody wrote, below what rows can tell.
    Damaged(String),
    /// There is no room left to write.
    Full,
    /// A row that does not decode: bytes have changed, or an old layout was forgotten.
    Corrupt { table: &'static str, key: u64, why: String },
    /// Not one row of a kind is what a step of the layout takes it for.
    Unread { table: &'static str, rows: u64, why: String },
    /// A row that another row promises.
    Missing { table: &'static str, key: u64 },
    /// Something that is always true was not.
    Broken(String),
    /// A long walk was called off by whoever had asked for it.
    Stopped,
}

impl Fault {
    /// Whether nothing more can be written: every later commit would fail as well. Damage that is
    /// met in reading hurts what wants to read there; a commit that meets it is not made.
    pub fn fatal(&self) -> bool {
        matches!(self, Fault::Storage(_) | Fault::Full)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Storage(why) => write!(out, "storage: {why}"),
            Fault::Damaged(why) => write!(
                out,
                "the database is damaged ({why}); keep a copy of data_dir as it is, look after the \
                 disk, and put back the last good copy"
            ),
            Fault::Full => out.write_str("the disk is full"),
            Fault::Corrupt { table, key, why } => write!(out, "{table} {key} is corrupt: {why}"),
            Fault::Unread { table, rows, why } => write!(
                out,
                "of {rows} rows in {table} none is as an older version writes it ({why}), and the \
                 data stays in its layout; install the version again that wrote it, and, should \
                 that refuse the data, put back the copy in snapshots/"
            ),
            Fault::Missing { table, key } => write!(out, "{table} {key} is missing"),
            Fault::Broken(what) => write!(out, "broken: {what}"),
            Fault::Stopped => out.write_str("called off"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<redb::Error> for Fault {
    fn from(error: redb::Error) -> Fault {
        match &error {
            redb::Error::Io(cause) if is_full(cause) => Fault::Full,
            // It ends before the engine says it does, or is garbled.
            redb::Error::Io(cause) if is_damage(cause) => Fault::Damaged(cause.to_string()),
            redb::Error::Corrupted(why) => Fault::Damaged(why.clone()),
            _ => Fault::Storage(error.to_string()),
        }
    }
}

pub fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// Whether a write failed for want of room.
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

macro_rules! storage {
    ($($error:ty),*) => {
        $(impl From<$error> for Fault {
            fn from(error: $error) -> Fault {
                redb::Error::from(error).into()
            }
        })*
    };
}

storage!(
    redb::DatabaseError,
    redb::TransactionError,
    redb::TableError,
    redb::StorageError,
    redb::CommitError,
    redb::SetDurabilityError
);
