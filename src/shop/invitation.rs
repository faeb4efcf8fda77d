//! Joining the staff: by a code that works once, for ten minutes.

use super::context::{Ctx, Done};
use super::staff::{Staff, role_of};
use super::{inbox, revision};
use crate::domain::act::Act;
use crate::domain::fact::MemberFact;
use crate::domain::id::CustomerId;
use crate::domain::limit::{
    PAIRING_LIFE, PAIRING_SIGNS, PAIRINGS_MAX, STAFF_MAX, WRONG_CODES_MAX, WRONG_CODES_SPAN,
};
use crate::domain::payment::readable;
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::staff::{Member, NoStaff, Role, WrongCodes};
use crate::domain::time::Timestamp;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Pairing};

/// Makes a code that lets one person join. `by`: who gives it out.
pub fn pair(ctx: &mut Ctx, role: Role, by: Option<CustomerId>) -> Done<String> {
    make_room(ctx)?;
    let code = readable(ctx.tx.random().bytes::<PAIRING_SIGNS>());
    let digest = digest(ctx, &code);
    ctx.tx.put(&Pairing { digest, role, until: ctx.now.after(PAIRING_LIFE), by })?;
    revision::act(ctx, by.map_or(By::Machine, By::Staff), Act::Invited { role })?;
    Ok(code)
}

/// One that nobody has used yet, as a list of them tells: without its code.
pub struct Invitation {
    pub key: u64,
    pub role: Role,
    pub until: Timestamp,
}

/// Those that somebody can still use, the newest first. One that cannot be read is none.
pub fn open(ctx: &Ctx) -> Result<Vec<Invitation>, Fault> {
    let mut open: Vec<Pairing> = ctx.tx.legible(0, PAIRINGS_MAX)?;
    open.retain(|pairing| ctx.now < pairing.until);
    open.sort_by_key(|pairing| (std::cmp::Reverse(pairing.until), pairing.digest));
    let told = |it: Pairing| Invitation { key: it.digest, role: it.role, until: it.until };
    Ok(open.into_iter().map(told).collect())
}

/// What the invitation with this code is called where the code is not to be told.
pub fn key(ctx: &Ctx, code: &str) -> u64 {
    digest(ctx, code)
}

/// Takes back an invitation that nobody has used yet.
pub fn cancel(ctx: &mut Ctx, by: Staff, key: u64) -> Done<Role> {
    let pairing = ctx.tx.passable::<Pairing>(key)?.filter(|pairing| ctx.now < pairing.until);
    let role = pairing.ok_or(Refusal::Staff(NoStaff::NoInvitation))?.role;
    ctx.tx.remove::<Pairing>(key)?;
    revision::act(ctx, by, Act::Uninvited { role })?;
    Ok(role)
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

/// Joins the staff by a code. The code is gone afterwards, whoever used it. One that is none is
/// counted, and so is no refusal that would take the count back.
pub fn claim(ctx: &mut Ctx, person: CustomerId, code: &str) -> Done<Result<Role, NoStaff>> {
    if let Some(wrong) = wrong(ctx, person)?.filter(|wrong| wrong.count >= WRONG_CODES_MAX) {
        return Ok(Err(NoStaff::Guessing { until: wrong.since.after(WRONG_CODES_SPAN) }));
    }
    let digest = digest(ctx, &code.trim().to_uppercase());
    let pairing = ctx.tx.get::<Pairing>(digest)?.filter(|pairing| ctx.now < pairing.until);
    let Some(Pairing { role, by, .. }) = pairing else {
        count_wrong(ctx, person)?;
        return Ok(Err(NoStaff::Code));
    };
    let before = ctx.tx.passable::<Member>(person.0)?;
    let members = ctx.tx.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)?.len();
    if before.is_none() && members >= STAFF_MAX {
        return Ok(Err(NoStaff::TooMany { max: STAFF_MAX }));
    }
    ctx.tx.remove::<Pairing>(digest)?;
    ctx.tx.discard::<WrongCodes>(person.0);
    let role = role_of(ctx, person)?.map_or(role, |had| had.max(role));
    let fresh = Member { id: person, role, since: ctx.now, by };
    let member = before.map_or(fresh, |before| Member { role, ..before });
    revision::put(ctx, by.map_or(By::Machine, By::Staff), &member)?;
    inbox::knock(ctx, person)?;
    ctx.fact(MemberFact::Joined(person));
    Ok(Ok(role))
}

/// What somebody has typed within the hour that was no code. A count that cannot be read, or was
/// begun by a clock that ran ahead, begins anew.
fn wrong(ctx: &Ctx, person: CustomerId) -> Result<Option<WrongCodes>, Fault> {
    match ctx.tx.get::<WrongCodes>(person.0) {
        Err(fault) if fault.fatal() => Err(fault),
        found => Ok(found.ok().flatten().filter(|it| lasts(it, ctx))),
    }
}

fn lasts(wrong: &WrongCodes, ctx: &Ctx) -> bool {
    (wrong.since..wrong.since.after(WRONG_CODES_SPAN)).contains(&ctx.now)
}

fn count_wrong(ctx: &mut Ctx, person: CustomerId) -> Result<(), Fault> {
    let (count, since) = wrong(ctx, person)?.map_or((0, ctx.now), |it| (it.count, it.since));
    ctx.tx.discard::<WrongCodes>(person.0);
    ctx.tx.put(&WrongCodes { person, count: count + 1, since })
}

/// Whether nobody needs the count any more.
pub fn is_over(wrong: &WrongCodes, ctx: &Ctx) -> bool {
    !lasts(wrong, ctx)
}

fn digest(ctx: &Ctx, code: &str) -> u64 {
    ctx.tx.seal().digest(&[b"pairing", code.as_bytes()])
}
