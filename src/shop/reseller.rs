//! Customers who pay the reseller price: who they are, and who becomes one.

use super::browse::{self, Page, newest};
use super::context::{Ctx, Done};
use super::{price, revision};
use crate::domain::customer::{Customer, Level, Profile};
use crate::domain::fold::folded;
use crate::domain::id::CustomerId;
use crate::domain::limit::{
    CUSTOMER_NAME_SIGNS_MIN, CUSTOMERS_FOUND_MAX, CUSTOMERS_SEARCHED_MAX, RESELLERS_MAX,
};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::{ALL, Index, Table};

/// Somebody as the seller looks at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub customer: Customer,
    pub level: Level,
    /// How often they have ordered.
    pub orders: u64,
}

/// A person who has written to the shop, under a number that may be anything.
pub fn standing(read: &impl Read, id: CustomerId) -> Done<Standing> {
    let customer = browse::customer(read, id)?;
    let typed = || Refusal::Input(BadInput::Customer { typed: id.0.to_string() });
    let customer = customer.ok_or_else(typed)?;
    let (level, orders) = (price::level(read, id)?, browse::order_count(read, id)?);
    Ok(Standing { customer, level, orders })
}

/// A page of them, the newest customers first.
pub fn page(read: &impl Read, page: u32) -> Result<Page<Profile>, Fault> {
    newest(read, Index::Resellers, ALL, page)?.readable(read)
}

/// Customers of a name, and whether there may be more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub people: Vec<Customer>,
    pub more: bool,
}

/// Those whose names have all that was typed in them, whatever its case.
pub fn named(read: &impl Read, text: &str) -> Result<Named, Fault> {
    let (wanted, mut found) = (folded(text), Named::default());
    if wanted.chars().count() < CUSTOMER_NAME_SIGNS_MIN {
        return Ok(found);
    }
    let rows = read.rows(Table::Customer, 0, CUSTOMERS_SEARCHED_MAX)?;
    found.more = rows.len() == CUSTOMERS_SEARCHED_MAX;
    for (id, _) in rows {
        let Some(customer) = read.passable::<Customer>(id)? else { continue };
        if folded(&customer.name).contains(&wanted) {
            if found.people.len() == CUSTOMERS_FOUND_MAX {
                found.more = true;
                break;
            }
            found.people.push(customer);
        }
    }
    Ok(found)
}

/// What somebody pays by from the next screen on. Open orders keep what they were promised.
pub fn set(ctx: &mut Ctx, by: Staff, id: CustomerId, level: Level) -> Done {
    if standing(&ctx.tx, id)?.level == level {
        return Ok(());
    }
    match level {
        Level::Usual => revision::remove::<Profile>(ctx, by, id.0),
        Level::Reseller if ctx.tx.count(Index::Resellers, ALL)? >= RESELLERS_MAX => {
            Err(Refusal::TooManyResellers { max: RESELLERS_MAX }.into())
        }
        Level::Reseller => revision::put(ctx, by, &Profile { id, level }),
    }
}
