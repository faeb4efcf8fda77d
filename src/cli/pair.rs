//! `warung pair`: a code by which somebody joins the staff.

use anyhow::bail;

use super::say;
use crate::domain::limit::PAIRING_LIFE;
use crate::domain::staff::Role;
use crate::engine::input::Reply;
use crate::web::ask::Ask;

pub fn pair(
    role: Role,
    mut deliver: impl FnMut(Ask) -> anyhow::Result<Reply>,
) -> anyhow::Result<()> {
    let Reply::Code(code) = deliver(Ask::Pair(role))? else {
        bail!("the shop made no code");
    };
    let minutes = PAIRING_LIFE.std().as_secs() / 60;
    // The code has a line of its own, for those who cut it out.
    say(&code);
    say(&format!("Send /claim {code} to the bot within {minutes} minutes; the first to do so"));
    say(&format!("becomes {} of this shop.", role.as_str()));
    Ok(())
}
