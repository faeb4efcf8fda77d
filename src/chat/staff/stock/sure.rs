//! Lines that are hardly units, as one account over several. They are asked about, not taken.

use super::{Filed, Source, Sure, commands, fill, rest};
use crate::chat::choice::Choice;
use crate::chat::layout::paragraphs;
use crate::chat::question::Question;
use crate::chat::said::{Answer, Length};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::batch;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Looks, Parsed, Pasted, Suspect};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::{Words, args};

impl Source {
    /// Whether more of the same message may come behind it, which is no answer.
    fn may_go_on(&self) -> bool {
        matches!(self, Source::Text(Pasted(text)) if Length::of(text).is_some())
    }
}

pub fn ask(it: &Sure, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, it.product)?;
    let look = |Suspect { looks, first, last }: &Suspect| match looks {
        Looks::Account => w.fill_sure_account(args::FillSureAccount {
            first_line: &first.to_string(),
            last_line: &last.to_string(),
        }),
        Looks::Heading => w.fill_sure_heading(&first.to_string()),
    };
    let mut looks: Vec<String> = it.suspects.iter().map(look).collect();
    looks.push(w.fill_sure_each(it.count.into()));
    let title = w.fill_sure(product.name.as_str(), product.number.into());
    Ok(Question::new(paragraphs([title, looks.join("\n")]))
        .choice(w.button_each_line(it.count.into()), Choice::Save))
}

pub fn answer(it: Sure, ctx: &mut Ctx, turn: &Turn, by: Staff, said: Answer) -> Done<Reply> {
    let w = turn.words;
    let product = product::on_shelf(&ctx.tx, it.product)?;
    let next = match (said, it.source) {
        (Answer::Choice(Choice::Save, _), Source::Text(Pasted(text))) => {
            let parsed = Parsed::paste(&text).map_err(Refusal::Unfit)?;
            fill::take(ctx, by, w, &product, batch::Source::Paste, &parsed)?
        }
        (Answer::Choice(Choice::Save, _), Source::File(filed)) => {
            fill::fetch(ctx, by, product.id, Filed { sure: true, ..filed })?;
            Next::say(w.fill_reading(product.name.as_str()))
        }
        // Put right, and sent once more.
        (Answer::Document(document), _) => commands::fetch_file(ctx, by, w, &product, document)?,
        (Answer::Text(_), source) if source.may_go_on() => {
            Next::Then(rest::behind(w), Sure { source, ..it }.into())
        }
        (Answer::Text(text), _) => fill::pasted(ctx, by, turn, &product, &text)?,
        (_, source) => Next::ask(Sure { source, ..it }),
    };
    Ok(next.into())
}
