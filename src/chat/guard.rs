//! May this person do this: the one place that makes an `Admin`.

use crate::domain::id::CustomerId;
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Admin, Right};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;

/// Proof that the person is on the staff and may do such things, or silence.
pub fn allow(ctx: &Ctx, id: CustomerId, right: Right) -> Done<Admin> {
    let role = staff::role_of(ctx, id)?.filter(|role| role.may(right));
    Ok(role.map(|role| Admin { id, role }).ok_or(Refusal::NotAllowed)?)
}
