//! `warung config import`: a whole shop's configuration from a file, looked at before it counts.

use std::path::Path;

use anyhow::anyhow;

use super::{Trouble, reach, refusal, say, terminal};
use crate::config::{Config, Mistakes, read_within, shop_file};
use crate::domain::configuration::{Configuration, Fate, Part, Taken};
use crate::domain::limit::CONFIGURATION_BYTES_MAX;
use crate::engine::input::Reply;
use crate::web::ask::Ask;

pub fn import(config: &Config, path: &Path, dry_run: bool, yes: bool) -> Result<(), Trouble> {
    let bytes = read_within(path, CONFIGURATION_BYTES_MAX);
    let bytes = bytes.map_err(|why| Mistakes::of(path, why))?;
    let file = shop_file::parse(path, &bytes)?;
    let mut deliver = reach::shop(config)?;
    let mut take = |file: &Configuration, dry_run: bool| match deliver(Ask::Configure(
        Box::new(file.clone()),
        dry_run,
    ))? {
        Reply::Configured(taken) => Ok(*taken),
        _ => Err(anyhow!("the shop could not do it; its owner is told why")),
    };
    let plan = take(&file, true)?;
    refused(&plan)?;
    tell(&plan);
    if plan.changes() == 0 {
        say("Nothing changes: the shop is as the file says.");
        return Ok(());
    }
    if dry_run {
        return Ok(());
    }
    if !yes {
        let answer = terminal::ask("Change all this? [y/N]: ")?.to_lowercase();
        if !matches!(answer.as_str(), "y" | "ya" | "yes") {
            return Err(Trouble::Wrong("nothing has been changed".to_owned()));
        }
    }
    let done = take(&file, false)?;
    refused(&done)?;
    say(&format!(
        "Done: {} added, {} changed.",
        done.count(Fate::Added),
        done.count(Fate::Changed)
    ));
    Ok(())
}

/// One part that cannot be leaves everything as it is.
fn refused(taken: &Taken) -> Result<(), Trouble> {
    if taken.refused.is_empty() {
        return Ok(());
    }
    let line = |(part, why): &(Part, _)| format!("{}: {}", name(part), refusal::reason(why));
    let lines: Vec<String> = taken.refused.iter().map(line).collect();
    Err(Trouble::Wrong(format!("nothing was imported\n{}", lines.join("\n"))))
}

fn tell(plan: &Taken) {
    for (part, fate) in &plan.parts {
        match fate {
            Fate::Added => say(&format!("add     {}", name(part))),
            Fate::Changed => say(&format!("change  {}", name(part))),
            Fate::Same => {}
        }
    }
    let same = plan.count(Fate::Same);
    let (added, changed) = (plan.count(Fate::Added), plan.count(Fate::Changed));
    say(&format!("{added} to add, {changed} to change, {same} as they are."));
}

fn name(part: &Part) -> String {
    match part {
        Part::Setting(which) => format!("setting {}", which.name()),
        Part::Category(name) => format!("category {}", name.as_str()),
        Part::Product(number, name) => format!("product {number}. {}", name.as_str()),
        Part::Text(id) => {
            let key = id.text().map_or("?", |text| text.key);
            format!("text {key} ({})", id.language.as_str())
        }
        Part::Button(label) => format!("button {}", label.as_str()),
    }
}
