//! Form: where buyers may transfer to by hand, with a look at it before it counts.

use super::Account;
use crate::chat::choice::Choice;
use crate::chat::filling::{Questions, Taken};
use crate::chat::place::SettingPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::ACCOUNT_CHARS_MAX;
use crate::domain::text;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::Words;

#[derive(Clone, Copy)]
pub enum Field {
    Text,
}

impl Questions for Account {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Text];

    fn name(Field::Text: Field, w: Words) -> String {
        w.plain_field_account()
    }

    fn ask(&self, Field::Text: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let max = ACCOUNT_CHARS_MAX as u64;
        Ok(match settings::settings(&ctx.tx)?.transfer_account {
            Some(account) => Question::new(w.account_now(&account, max))
                .choice(w.button_delete(), Choice::Delete),
            None => Question::new(w.account_none(max)),
        })
    }

    fn take(
        &mut self,
        Field::Text: Field,
        ctx: &mut Ctx,
        turn: &Turn,
        by: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        match said {
            Answer::Text(text) => {
                self.text = Some(text::lines(text, ACCOUNT_CHARS_MAX)?);
                Ok(Taken::In)
            }
            Answer::Choice(Choice::Delete, _) => {
                Ok(Taken::Over(Box::new(Account { text: None }.finish(ctx, turn, by)?)))
            }
            _ => Ok(Taken::No),
        }
    }

    fn card(&self, _: &Ctx, w: Words) -> Done<Option<Question>> {
        let text = self.text.as_deref().unwrap_or_default();
        Ok(Some(Question::new(w.account_preview(text)).choice(w.button_save(), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        settings::set_account(ctx, by, self.text)?;
        Ok(Next::go(SettingPlace::Card).toast(turn.words.toast_saved()))
    }
}
