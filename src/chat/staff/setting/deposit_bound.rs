//! The least or the most that one deposit may be.

use crate::chat::place::SettingPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::money::Rupiah;
use crate::shop::context::{Ctx, Done};
use crate::shop::deposit::{self, Bound};
use crate::shop::staff::Staff;
use crate::words::{Words, args};

pub fn ask(bound: Bound, ctx: &Ctx, w: Words) -> Done<Question> {
    let (least, most) = deposit::room(&ctx.tx, bound)?.into_inner();
    Ok(Question::new(match bound {
        Bound::Least => w.settings_ask_deposit_least(args::SettingsAskDepositLeast { least, most }),
        Bound::Most => w.settings_ask_deposit_most(args::SettingsAskDepositMost { least, most }),
    }))
}

pub fn take(bound: Bound, ctx: &mut Ctx, by: Staff, said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    deposit::set_bound(ctx, by, bound, Rupiah::parse_amount(text)?)?;
    Ok(Some(Next::go(SettingPlace::Card).into()))
}
