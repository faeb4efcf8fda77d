//! Who is on the staff, and how one joins: by a code that works once.

use std::collections::BTreeSet;

use super::context::{Ctx, Done};
use super::desk;
use crate::domain::fact::Fact;
use crate::domain::id::CustomerId;
use crate::domain::limit::{PAIRING_LIFE, PAIRING_SIGNS, STAFF_MAX};
use crate::domain::payment::readable;
use crate::domain::refusal::Refusal;
use crate::domain::shop::Shop;
use crate::domain::staff::{Member, Role};
use crate::store::fault::Fault;
use crate::store::read::{Order as Sort, Read};
use crate::store::schema::{ALL, Index, Pairing};

/// What a person is here, if they are on the staff. The configuration wins.
pub fn role_of(ctx: &Ctx, id: CustomerId) -> Result<Option<Role>, Fault> {
    if ctx.shop.owners.contains(&id) {
        return Ok(Some(Role::Owner));
    }
    let member = ctx.tx.get::<Member>(id.0)?.map(|member| member.role);
    let admin = ctx.shop.admins.contains(&id).then_some(Role::Admin);
    Ok(member.max(admin))
}

/// Who hears of orders: the admins, or the owners of a shop that has none. Each once.
pub fn sellers(ctx: &Ctx) -> Result<BTreeSet<CustomerId>, Fault> {
    let (admins, owners) = staff(&ctx.tx, ctx.shop)?;
    Ok(if admins.is_empty() { owners } else { admins })
}

/// Who hears of trouble: the owners, or the admins of a shop that names none.
pub fn owners(ctx: &Ctx) -> Result<BTreeSet<CustomerId>, Fault> {
    owners_of(&ctx.tx, ctx.shop)
}

pub fn owners_of(read: &impl Read, shop: &Shop) -> Result<BTreeSet<CustomerId>, Fault> {
    let (admins, owners) = staff(read, shop)?;
    Ok(if owners.is_empty() { admins } else { owners })
}

type People = BTreeSet<CustomerId>;

fn staff(read: &impl Read, shop: &Shop) -> Result<(People, People), Fault> {
    let mut admins: BTreeSet<CustomerId> = shop.admins.iter().copied().collect();
    let mut owners: BTreeSet<CustomerId> = shop.owners.iter().copied().collect();
    for id in read.list(Index::Staff, ALL, Sort::Oldest, STAFF_MAX)? {
        match read.need::<Member>(id)?.role {
            Role::Admin => admins.insert(CustomerId(id)),
            Role::Owner => owners.insert(CustomerId(id)),
        };
    }
    Ok((admins, owners))
}

/// Makes a code that lets one person join.
pub fn pair(ctx: &mut Ctx, role: Role) -> Done<String> {
    let code = readable(ctx.tx.noise().bytes::<PAIRING_SIGNS>());
    let digest = digest(ctx, &code);
    ctx.tx.put(&Pairing { digest, role, until: ctx.now.after(PAIRING_LIFE) })?;
    Ok(code)
}

/// Joins the staff by a code. The code is gone afterwards, whoever used it.
pub fn claim(ctx: &mut Ctx, person: CustomerId, code: &str) -> Done<Role> {
    let digest = digest(ctx, &code.trim().to_uppercase());
    let pairing = ctx.tx.get::<Pairing>(digest)?.filter(|pairing| ctx.now < pairing.until);
    let role = pairing.ok_or(Refusal::BadCode)?.role;
    ctx.tx.remove::<Pairing>(digest)?;
    let role = role_of(ctx, person)?.map_or(role, |had| had.max(role));
    ctx.tx.put(&Member { id: person, role })?;
    desk::knock(ctx, person)?;
    ctx.fact(Fact::Joined(person));
    Ok(role)
}

fn digest(ctx: &Ctx, code: &str) -> u64 {
    ctx.tx.seal().digest(&[b"pairing", code.as_bytes()])
}
