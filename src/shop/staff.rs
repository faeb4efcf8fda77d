//! Who is on the staff, how one joins (by a code that works once), and how one leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Ctx, Done};
use super::{inbox, missed, revision, session};
use crate::domain::customer::Customer;
use crate::domain::fact::MemberFact;
use crate::domain::id::CustomerId;
use crate::domain::limit::{PAIRING_LIFE, PAIRING_SIGNS, PAIRINGS_MAX, STAFF_MAX};
use crate::domain::payment::readable;
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::shop::Shop;
use crate::domain::staff::{Colleague, Dismissal, Member, NoStaff, Right, Role};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Pairing};

/// Proof that a person of the staff may do what they were asked about. It is made here alone, and
/// never without a right that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    id: CustomerId,
}

impl Staff {
    pub fn id(self) -> CustomerId {
        self.id
    }
}

impl From<Staff> for By {
    fn from(staff: Staff) -> By {
        By::Staff(staff.id)
    }
}

/// The person, if they may do this.
pub fn may(ctx: &Ctx, id: CustomerId, right: Right) -> Result<Option<Staff>, Fault> {
    Ok(role_of(ctx, id)?.filter(|role| role.may(right)).map(|_| Staff { id }))
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
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        match read.need::<Member>(id)?.role {
            Role::Admin => admins.insert(CustomerId(id)),
            Role::Owner => owners.insert(CustomerId(id)),
            Role::Support | Role::StockKeeper | Role::Cashier => false,
        };
    }
    Ok((admins, owners))
}

/// Makes a code that lets one person join. `by`: who gives it out.
pub fn pair(ctx: &mut Ctx, role: Role, by: Option<CustomerId>) -> Done<String> {
    make_room(ctx)?;
    let code = readable(ctx.tx.random().bytes::<PAIRING_SIGNS>());
    let digest = digest(ctx, &code);
    ctx.tx.put(&Pairing { digest, role, until: ctx.now.after(PAIRING_LIFE), by })?;
    Ok(code)
}

/// Forgets codes whose time is over, and of too many those that end first.
fn make_room(ctx: &mut Ctx) -> Result<(), Fault> {
    let mut codes: Vec<Pairing> = ctx.tx.all(0, usize::MAX)?;
    codes.sort_by_key(|code| std::cmp::Reverse(code.until));
    let (now, last) = (ctx.now, ctx.now.after(PAIRING_LIFE));
    for (place, code) in codes.iter().enumerate() {
        // One that lives for longer was made by a clock that ran ahead.
        let lives = (now.0 + 1..=last.0).contains(&code.until.0);
        if !lives || place + 1 >= PAIRINGS_MAX {
            ctx.tx.remove::<Pairing>(code.digest)?;
        }
    }
    Ok(())
}

/// Joins the staff by a code. The code is gone afterwards, whoever used it.
pub fn claim(ctx: &mut Ctx, person: CustomerId, code: &str) -> Done<Role> {
    let digest = digest(ctx, &code.trim().to_uppercase());
    let pairing = ctx.tx.get::<Pairing>(digest)?.filter(|pairing| ctx.now < pairing.until);
    let Pairing { role, by, .. } = pairing.ok_or(Refusal::Staff(NoStaff::Code))?;
    let before = ctx.tx.get::<Member>(person.0)?;
    let members = ctx.tx.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)?.len();
    if before.is_none() && members >= STAFF_MAX {
        return Err(Refusal::Staff(NoStaff::TooMany { max: STAFF_MAX }).into());
    }
    ctx.tx.remove::<Pairing>(digest)?;
    let role = role_of(ctx, person)?.map_or(role, |had| had.max(role));
    let fresh = Member { id: person, role, since: ctx.now, by };
    let member = before.map_or(fresh, |before| Member { role, ..before });
    revision::put(ctx, by.map_or(By::Machine, By::Staff), &member)?;
    inbox::knock(ctx, person)?;
    ctx.fact(MemberFact::Joined(person));
    Ok(role)
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
    ctx.fact(MemberFact::Dismissed(person));
    Ok(Dismissal::Gone(member.role))
}

/// What the configuration says of somebody.
fn configured(shop: &Shop, person: CustomerId) -> Option<Role> {
    let owner = shop.owners.contains(&person).then_some(Role::Owner);
    owner.or(shop.admins.contains(&person).then_some(Role::Admin))
}

/// All of the staff, owners first.
pub fn roster(read: &impl Read, shop: &Shop) -> Result<Vec<Colleague>, Fault> {
    let mut people: BTreeMap<CustomerId, Option<Member>> =
        shop.owners.iter().chain(&shop.admins).map(|id| (*id, None)).collect();
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        let member: Member = read.need(id)?;
        people.insert(member.id, Some(member));
    }
    let mut roster = Vec::new();
    for (id, member) in people {
        let named = configured(shop, id);
        let joined = member.as_ref().map(|member| member.role);
        let Some(role) = named.max(joined) else { continue };
        let known: Option<Customer> = read.get(id.0)?;
        roster.push(Colleague {
            id,
            role,
            last_seen: known.as_ref().map(|known| known.seen),
            name: known.map(|known| known.name).unwrap_or_default(),
            since: member.as_ref().map(|member| member.since),
            by: member.and_then(|member| member.by),
            configured: named.is_some(),
        });
    }
    roster.sort_by_key(|it| (std::cmp::Reverse(it.role), it.id));
    Ok(roster)
}

fn digest(ctx: &Ctx, code: &str) -> u64 {
    ctx.tx.seal().digest(&[b"pairing", code.as_bytes()])
}
