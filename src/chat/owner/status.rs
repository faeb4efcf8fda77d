//! How the shop is, in a few lines for its owner.

use super::copies;
use crate::domain::time::Timestamp;
use crate::domain::vitals::{Machine, State, Vitals, Way};
use crate::words::{Html, Words, args};

/// `muted` is until when this owner wants to hear nothing.
pub fn render(v: &Vitals, muted: Option<Timestamp>, w: Words) -> String {
    let counts = &v.counts;
    let state = match v.state() {
        State::Selling => Some(w.owner_status_selling()),
        State::Trouble => Some(w.owner_status_trouble()),
        State::Paused => None,
    };
    let rests = counts.paused.map(|since| w.owner_status_paused(since));
    let full = (!v.room.enough).then(|| w.owner_status_full());
    let troubles =
        counts.troubles.iter().map(|it| w.owner_status_lasts(it.since, &w.trouble(it.trouble)));
    let look = [
        (counts.detained, w.admin_home_detained(counts.detained)),
        (counts.unclaimed, w.admin_home_unclaimed(counts.unclaimed)),
    ];
    let look = look.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line);
    let way = match v.way {
        Way::Polling => w.plain_way_polling(),
        Way::Webhook => w.plain_way_webhook(),
    };
    let line = match v.line.up {
        true => w.owner_status_line_up(v.line.since, &way),
        false => w.owner_status_line_down(v.line.since, &v.line.why),
    };
    let heard = v.heard.map(|at| w.owner_status_heard(at));
    let orders = w.owner_status_orders(args::OwnerStatusOrders {
        open: counts.orders_open,
        paid: counts.orders_paid,
        stock: counts.products,
        undelivered: counts.orders_undelivered,
        users: counts.customers,
    });
    // The answer itself is on its way too.
    let waiting = counts.waiting.saturating_sub(1);
    let queue = w.owner_status_queue(args::OwnerStatusQueue {
        refused: counts.given_up,
        remaining: waiting,
        spent: counts.set_aside,
    });
    let about = w.owner_status_version(v.opened, &v.version);
    let muted = muted.map(|until| w.owner_muted(until));
    let lines: Vec<String> = [w.alert_store(&v.shop)]
        .into_iter()
        .chain(state)
        .chain(rests)
        .chain(full)
        .chain(troubles)
        .chain(look)
        .chain([String::new(), line])
        .chain(heard)
        .chain([orders, queue])
        .chain(copies::lines(&v.copies, v.now, w))
        .chain([machine(&v.machine, w), about])
        .chain(muted)
        .collect();
    lines.join("\n")
}

/// What could be read of the machine, and nothing else.
fn machine(machine: &Machine, w: Words) -> String {
    let Machine { cpu_percent, memory_free_percent, disk_free_megabytes, .. } = *machine;
    let parts: Vec<String> = [
        cpu_percent.map(|percent| w.plain_machine_cpu(percent)),
        memory_free_percent.map(|percent| w.plain_machine_memory(percent)),
        disk_free_megabytes.map(|free| w.plain_machine_disk(free)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.is_empty() {
        true => w.owner_status_machine(Html(&w.plain_machine_unreadable())),
        false => w.owner_status_machine(Html(&parts.join(" · "))),
    }
}
