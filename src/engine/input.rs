//! Everything that can happen to the shop, as one enum.

use crate::chat::incoming::Incoming;
use crate::domain::effect::Outcome;
use crate::domain::id::EffectId;
use crate::domain::payment::Reference;
use crate::domain::product::NewProduct;
use crate::domain::refusal::Refusal;
use crate::domain::staff::Role;
use crate::domain::stock::Reject;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug)]
pub enum Input {
    /// A Telegram update. `id` is Telegram's; one seen before changes nothing.
    Update { id: u64, said: Incoming },
    /// Somebody says that this payment was made. A hint to ask the gateway, never a proof.
    Hint(Reference),
    /// A courier is back.
    Carried { effect: EffectId, outcome: Outcome },
    /// Some timer may be due.
    Tick,
    /// A part of a catalogue, from the command line.
    Import(Batch),
    /// A pairing code is wanted for a new member of the staff.
    Pair(Role),
}

/// Products with their stock, in pieces small enough that buyers get in between.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    pub products: Vec<Import>,
    /// Look, but change nothing.
    pub dry_run: bool,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub product: NewProduct,
    /// One unit each, with the line of the file it came from.
    pub units: Vec<(u64, String)>,
}

impl std::fmt::Debug for Import {
    /// Goods stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Import({:?}, {} units)", self.product.name, self.units.len())
    }
}

/// What taking in stock came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub added: u32,
    /// Lines that were in stock already, or came twice.
    pub doubled: Vec<u64>,
    pub refused: Vec<(u64, Reject)>,
}

/// What an import of one product came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub number: u32,
    pub name: String,
    /// It was not on the shelf before.
    pub new: bool,
    /// The file's price differs from the shelf's; the shelf's was changed to it.
    pub repriced: bool,
    pub stock: Tally,
}

/// What the submitter gets once its input is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    Done,
    /// An update that was seen before.
    Seen,
    Imported(Vec<Result<Imported, Refusal>>),
    /// A fresh pairing code, to be told to one person.
    Code(String),
    /// The input broke something of ours; it is kept aside and the owner is told.
    Quarantined,
}
