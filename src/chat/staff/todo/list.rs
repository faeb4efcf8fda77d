//! What is to be done by hand, the oldest first.

use super::Press;
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::message::Screen;
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::todo::{self, Job};
use crate::words::Words;
use crate::words::format::Deadline;

pub struct View {
    list: Page<Line>,
    now: Timestamp,
}

pub struct Line {
    job: Job,
    name: String,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    let Page { items, page, pages, total } = Page::cut(todo::jobs(&ctx.tx)?, page);
    let mut lines = Vec::new();
    for job in items {
        let name = browse::product_name(&ctx.tx, job.product)?;
        lines.push(Line { job, name });
    }
    Ok(View { list: Page { items: lines, page, pages, total }, now: ctx.now })
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    if v.list.items.is_empty() {
        return Screen::new(w.todo_none()).buttons(back);
    }
    let lines: Vec<String> = v.list.items.iter().map(|it| line(it, v.now, w)).collect();
    let title = w.todo_list(v.list.total as u64);
    let mut screen = Screen::new(paragraphs([title, lines.join("\n\n"), page_line(w, &v.list)]));
    for Line { job: Job { order, product, .. }, .. } in &v.list.items {
        let (order, product) = (*order, *product);
        let open = button(w.button_todo(order), Press::Card { order, product });
        screen = screen.buttons(vec![open]);
    }
    pager(screen, w, &v.list, |page| Press::List { page }).buttons(back)
}

fn line(Line { job, name }: &Line, now: Timestamp, w: Words) -> String {
    let (order, quantity) = (job.order, job.count.into());
    match job.todo.until() {
        None => w.todo_line_asking(name, order, quantity),
        Some(until) if until <= now => w.todo_line_late(until, name, order, quantity),
        Some(until) => w.todo_line(name, order, quantity, Deadline { until, now }),
    }
}
