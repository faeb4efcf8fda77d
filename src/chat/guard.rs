//! May this person do this: the one place that makes an `Admin`.

use crate::domain::id::CustomerId;
use crate::domain::refusal::Refusal;
use crate::domain::staff::Admin;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;

/// Proof that the person is on the staff, or silence.
pub fn allow(ctx: &Ctx, id: CustomerId) -> Done<Admin> {
    let role = staff::role_of(ctx, id)?;
    Ok(role.map(|role| Admin { id, role }).ok_or(Refusal::NotAllowed)?)
}
