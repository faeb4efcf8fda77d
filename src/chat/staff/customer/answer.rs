//! What a press leads to.

use super::{Press, correction};
use crate::chat::turn::{Reply, Turn};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    match press {
        Press::Confirm(number) => correction::confirm(ctx, turn, by, number),
    }
}
