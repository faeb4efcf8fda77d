//! May this person do this: asked before whatever only the staff may do.

use crate::domain::id::CustomerId;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::{self, Staff};

/// Proof that the person is on the staff, or silence.
pub fn allow(ctx: &Ctx, id: CustomerId) -> Done<Staff> {
    staff::allow(ctx, id, Right::Desk)
}
