//! Who is on the staff, what they may do, and how that changes. How one joins: `invitation`.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Ctx, Done};
use super::{inbox, missed, revision, session};
use crate::domain::customer::Customer;
use crate::domain::fact::MemberFact;
use crate::domain::id::CustomerId;
use crate::domain::limit::STAFF_MAX;
use crate::domain::refusal::Refusal;
use crate::domain::revision::{By, Target};
use crate::domain::shop::Shop;
use crate::domain::staff::{Busy, Colleague, Dismissal, Member, NoStaff, Right, Role};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// Proof that a person of the staff may do what they were asked about. It is made here alone, and
/// never without a right that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    id: CustomerId,
    role: Role,
}

impl Staff {
    pub fn id(self) -> CustomerId {
        self.id
    }

    /// What they are, for what has a measure and not only a yes or no.
    pub fn role(self) -> Role {
        self.role
    }
}

impl From<Staff> for By {
    fn from(staff: Staff) -> By {
        By::Staff(staff.id)
    }
}

/// The person, if they may do this.
pub fn may(ctx: &Ctx, id: CustomerId, right: Right) -> Result<Option<Staff>, Fault> {
    Ok(match role_of(ctx, id)? {
        Some(role) if holds(ctx, role, right)? => Some(Staff { id, role }),
        _ => None,
    })
}

/// In a shop that names no owner its admins may what is the owner's.
pub fn holds(ctx: &Ctx, role: Role, right: Right) -> Result<bool, Fault> {
    let owners = role == Role::Admin && Role::Owner.may(right);
    Ok(role.may(right) || owners && ownerless(ctx)?)
}

/// Whether it names no owner. Of whom nothing can be read may be one.
fn ownerless(ctx: &Ctx) -> Result<bool, Fault> {
    if !staff(&ctx.tx, ctx.shop)?.1.is_empty() {
        return Ok(false);
    }
    for id in ctx.tx.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        if ctx.tx.passable::<Member>(id)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The person, if they may do this. For whoever is not on the staff there is no such thing.
pub fn allow(ctx: &Ctx, id: CustomerId, right: Right) -> Done<Staff> {
    match may(ctx, id, right)? {
        Some(staff) => Ok(staff),
        None if role_of(ctx, id)?.is_some() => Err(Refusal::NoRight.into()),
        None => Err(Refusal::NotAllowed.into()),
    }
}

/// What a person is here, if they are on the staff. The configuration wins.
pub fn role_of(ctx: &Ctx, id: CustomerId) -> Result<Option<Role>, Fault> {
    if ctx.shop.owners.contains(&id) {
        return Ok(Some(Role::Owner));
    }
    let member = ctx.tx.passable::<Member>(id.0)?.map(|member| member.role);
    let admin = ctx.shop.admins.contains(&id).then_some(Role::Admin);
    Ok(member.max(admin))
}

/// Who hears of orders: the admins, or the owners of a shop that has none, and the cashiers. Each
/// once.
pub fn sellers(ctx: &Ctx) -> Result<BTreeSet<CustomerId>, Fault> {
    let (admins, owners) = staff(&ctx.tx, ctx.shop)?;
    let mut sellers = if admins.is_empty() { owners } else { admins };
    sellers.extend(members(&ctx.tx, Role::Cashier)?);
    Ok(sellers)
}

/// Who leads the shop: owners and admins, each once.
pub fn leaders(ctx: &Ctx) -> Result<BTreeSet<CustomerId>, Fault> {
    let (admins, owners) = staff(&ctx.tx, ctx.shop)?;
    Ok(admins.into_iter().chain(owners).collect())
}

/// Who hears of the shelf beside the sellers.
pub fn keepers(ctx: &Ctx) -> Result<Vec<CustomerId>, Fault> {
    members(&ctx.tx, Role::StockKeeper)
}

/// Who looks after buyers beside the sellers.
pub fn supporters(ctx: &Ctx) -> Result<Vec<CustomerId>, Fault> {
    members(&ctx.tx, Role::Support)
}

/// Those who joined as this.
fn members(read: &impl Read, role: Role) -> Result<Vec<CustomerId>, Fault> {
    let mut found = Vec::new();
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        // One that cannot be read is nobody until somebody invites them anew.
        if read.passable::<Member>(id)?.is_some_and(|member| member.role == role) {
            found.push(CustomerId(id));
        }
    }
    Ok(found)
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
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        let Some(member) = read.passable::<Member>(id)? else { continue };
        match member.role {
            Role::Admin => admins.insert(CustomerId(id)),
            Role::Owner => owners.insert(CustomerId(id)),
            Role::Support | Role::StockKeeper | Role::Cashier => false,
        };
    }
    Ok((admins, owners))
}

/// Gives one of the staff another role, with effect at their very next press. `was` is the role
/// that whoever decides saw.
pub fn give_role(ctx: &mut Ctx, by: Staff, person: CustomerId, was: Role, role: Role) -> Done {
    let member = changeable(ctx, by, person, was)?;
    revision::put(ctx, by, &Member { role, ..member })?;
    inbox::knock(ctx, person)?;
    ctx.fact(MemberFact::RoleGiven { person, by: by.id });
    Ok(())
}

/// Takes somebody off the staff in the chat.
pub fn expel(ctx: &mut Ctx, by: Staff, person: CustomerId, was: Role) -> Done {
    changeable(ctx, by, person, was)?;
    dismiss(ctx, By::from(by), person)?;
    Ok(())
}

/// Takes the newest change of one of the staff back, if it is still the newest. Whoever was taken
/// off is on the staff again as what they were.
pub fn take_back(ctx: &mut Ctx, by: Staff, person: CustomerId, change: u64) -> Done {
    if by.id == person {
        return Err(Refusal::Staff(NoStaff::Oneself).into());
    }
    if configured(ctx.shop, person).is_some() {
        return Err(Refusal::Staff(NoStaff::Configured).into());
    }
    if !revision::undo::<Member>(ctx, by, Target::Member(person), change)? {
        return Err(Refusal::Staff(NoStaff::Changed).into());
    }
    inbox::knock(ctx, person)?;
    ctx.fact(MemberFact::RoleGiven { person, by: by.id });
    Ok(())
}

/// The row of one of the staff that somebody may change who saw them as this.
fn changeable(ctx: &Ctx, by: Staff, person: CustomerId, was: Role) -> Done<Member> {
    if by.id == person {
        return Err(Refusal::Staff(NoStaff::Oneself).into());
    }
    if configured(ctx.shop, person).is_some() {
        return Err(Refusal::Staff(NoStaff::Configured).into());
    }
    let member = ctx.tx.passable::<Member>(person.0)?;
    let member = member.ok_or(Refusal::Staff(NoStaff::Gone))?;
    match member.role == was {
        true => Ok(member),
        false => Err(Refusal::Staff(NoStaff::Changed).into()),
    }
}

/// Takes somebody off the staff, with effect at their very next press: whoever comes with one is
/// asked who they are. What they were in the middle of is forgotten.
pub fn dismiss(ctx: &mut Ctx, by: By, person: CustomerId) -> Done<Dismissal> {
    let member = ctx.tx.get::<Member>(person.0)?;
    let configured = configured(ctx.shop, person);
    let Some(member) = member else {
        return Ok(configured.map_or(Dismissal::Nobody, Dismissal::Configured));
    };
    revision::remove::<Member>(ctx, by, person.0)?;
    if let Some(role) = configured {
        return Ok(Dismissal::Configured(role));
    }
    session::remember(ctx, person, None)?;
    inbox::dismiss(ctx, person)?;
    missed::forget(ctx, person)?;
    ctx.tx.discard::<Busy>(person.0);
    ctx.fact(MemberFact::Dismissed { person, by: by.person() });
    Ok(Dismissal::Gone(member.role))
}

/// What the configuration says of somebody.
fn configured(shop: &Shop, person: CustomerId) -> Option<Role> {
    let owner = shop.owners.contains(&person).then_some(Role::Owner);
    owner.or(shop.admins.contains(&person).then_some(Role::Admin))
}

/// One of the staff as a list of them tells.
pub fn colleague(
    read: &impl Read,
    shop: &Shop,
    id: CustomerId,
) -> Result<Option<Colleague>, Fault> {
    Ok(roster(read, shop)?.into_iter().find(|it| it.id == id))
}

/// All of the staff, owners first.
pub fn roster(read: &impl Read, shop: &Shop) -> Result<Vec<Colleague>, Fault> {
    let mut people: BTreeMap<CustomerId, Option<Member>> =
        shop.owners.iter().chain(&shop.admins).map(|id| (*id, None)).collect();
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        let Some(member) = read.passable::<Member>(id)? else { continue };
        people.insert(member.id, Some(member));
    }
    let mut roster = Vec::new();
    for (id, member) in people {
        let named = configured(shop, id);
        let joined = member.as_ref().map(|member| member.role);
        let Some(role) = named.max(joined) else { continue };
        let joined_at = member.as_ref().map(|member| member.since);
        let known: Option<Customer> = read.get(id.0)?;
        roster.push(Colleague {
            id,
            role,
            // Kept to the hour, which may lie before the joining.
            last_seen: known.as_ref().map(|known| known.seen).max(joined_at),
            name: known.map(|known| known.name).unwrap_or_default(),
            since: joined_at,
            by: member.and_then(|member| member.by),
            configured: named.is_some(),
        });
    }
    roster.sort_by_key(|it| (std::cmp::Reverse(it.role), it.id));
    Ok(roster)
}
