//! Every button of a shop that was brought back from a copy, with the largest numbers.

use crate::chat::action::{Action, RestorePress, UnitPress};
use crate::domain::id::{CustomerId, ProductId, UnclaimedId};
use crate::shop::unit::Which;

pub fn of_restored() -> Vec<Action> {
    let (product, page) = (ProductId(u64::MAX), u32::MAX);
    let (id, to) = (UnclaimedId(u64::MAX), CustomerId(u64::MAX));
    vec![
        RestorePress::Detained { page }.into(),
        RestorePress::Product(product).into(),
        RestorePress::Release(product).into(),
        RestorePress::AskReleaseAll.into(),
        RestorePress::ReleaseAll.into(),
        RestorePress::AskSold(product).into(),
        RestorePress::Sold(product).into(),
        RestorePress::Unclaimed { page }.into(),
        RestorePress::Card(id).into(),
        RestorePress::Find(id).into(),
        RestorePress::AskGive { id, to }.into(),
        RestorePress::Give { id, to }.into(),
        RestorePress::AskSendBack(id).into(),
        RestorePress::SendBack(id).into(),
        RestorePress::Leave(id).into(),
        UnitPress::List { product, which: Which::Detained, page }.into(),
    ]
}
