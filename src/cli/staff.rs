//! `warung staff`: who is on the staff, and how somebody is taken off it. Works while the shop
//! runs and while it does not.

use anyhow::{Context, bail};
use serde::Serialize;

use super::store::{Root, Which};
use super::{Trouble, reach, say};
use crate::config::Config;
use crate::domain::id::CustomerId;
use crate::domain::staff::{Colleague, Dismissal};
use crate::domain::time::Timestamp;
use crate::engine::input::Reply;
use crate::report::query::{Piece, Query};
use crate::web::ask::Ask;
use crate::words::format::utc;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Staff {
    #[command(subcommand)]
    command: Option<StaffCommand>,
    /// For programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: Which,
}

#[derive(clap::Subcommand)]
enum StaffCommand {
    /// Take somebody off the staff, with effect at their very next press
    Remove {
        /// The number of their Telegram account, as the list shows it
        id: u64,
        #[command(flatten)]
        store: Which,
    },
}

/// How somebody came to be staff, where nobody of the staff has invited them.
const CONFIGURED: &str = "configuration";
const PAIRED: &str = "warung pair";

/// A line of the list. Moments are milliseconds since 1970.
#[derive(Serialize)]
struct Row<'a> {
    id: u64,
    name: &'a str,
    role: &'static str,
    since: Option<Timestamp>,
    last_seen: Option<Timestamp>,
    by: String,
    configured: bool,
}

impl Row<'_> {
    fn of(it: &Colleague) -> Row<'_> {
        let Colleague { id, ref name, role, since, last_seen, configured, .. } = *it;
        let by = match (it.by, since) {
            (Some(by), _) => by.0.to_string(),
            (None, Some(_)) => PAIRED.to_owned(),
            (None, None) => CONFIGURED.to_owned(),
        };
        Row { id: id.0, name, role: role.as_str(), since, last_seen, by, configured }
    }
}

pub fn staff(root: &Root, what: &Staff) -> Result<(), Trouble> {
    match &what.command {
        None => list(&what.store.load(root)?, what.json),
        Some(StaffCommand::Remove { id, store }) => {
            Ok(remove(&store.load(root)?, CustomerId(*id))?)
        }
    }
}

fn list(config: &Config, json: bool) -> Result<(), Trouble> {
    let staff = known(config)?;
    let rows: Vec<Row> = staff.iter().map(Row::of).collect();
    if json {
        say(&serde_json::to_string_pretty(&rows).map_err(anyhow::Error::from)?);
        return Ok(());
    }
    if rows.is_empty() {
        say("Nobody is on the staff yet. Let somebody in: warung pair owner");
    }
    for row in &rows {
        let Row { id, name, role, by, .. } = row;
        let moment = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), day);
        let (since, seen) = (moment(row.since), moment(row.last_seen));
        say(&format!("{id:<12}  {role:<5}  since {since:<10}  seen {seen:<10}  {by:<13}  {name}"));
    }
    Ok(())
}

fn known(config: &Config) -> anyhow::Result<Vec<Colleague>> {
    let mut staff = None;
    reach::look(config, &Query::Staff, &mut |piece| {
        if let Piece::Staff(found) = piece {
            staff = Some(found);
        }
        true
    })?;
    staff.context("the shop did not say who is on its staff")
}

/// The day alone: to the hour nobody needs it.
fn day(at: Timestamp) -> String {
    utc(at).split('T').next().unwrap_or_default().to_owned()
}

fn remove(config: &Config, person: CustomerId) -> anyhow::Result<()> {
    let id = person.0;
    let Reply::Dismissed(came) = reach::shop(config)?(Ask::Dismiss(person))? else {
        bail!("the shop could not do it; its owner is told why");
    };
    match came {
        Dismissal::Gone(role) => {
            say(&format!("{id} is no longer {} of this shop.", role.as_str()));
            Ok(())
        }
        Dismissal::Configured(role) => {
            let key = format!("{}s", role.as_str());
            bail!(
                "{id} is {} by the configuration, which alone can take them away: remove the \
                 number from {key} under [staff], then start the shop again",
                role.as_str()
            )
        }
        Dismissal::Nobody => bail!("{id} is not on the staff; `warung staff` lists who is"),
    }
}
