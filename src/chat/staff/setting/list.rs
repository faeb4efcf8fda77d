//! All settings in groups, with what each of them comes to.

use super::{Press, shown};
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::{Button, Screen};
use crate::domain::settings::Setting;
use crate::shop::context::{Ctx, Done};
use crate::shop::{settings, staff};
use crate::words::{Html, Words, args};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Orders,
    Money,
    Buyers,
    Staff,
    Machine,
}

const SECTIONS: [Section; 5] =
    [Section::Orders, Section::Money, Section::Buyers, Section::Staff, Section::Machine];

fn section(which: Setting) -> Section {
    match which {
        Setting::HideSoldOut
        | Setting::OpenInvoicesMax
        | Setting::InvoiceMinutes
        | Setting::LowMark => Section::Orders,
        Setting::DepositMin
        | Setting::DepositMax
        | Setting::TransferAccount
        | Setting::Refund
        | Setting::CashierRefund => Section::Money,
        Setting::KeyboardStays | Setting::KeyboardRows | Setting::Contact | Setting::Languages => {
            Section::Buyers
        }
        Setting::GroupMoved | Setting::QuietHours | Setting::Group | Setting::DigestHour => {
            Section::Staff
        }
        Setting::Pace => Section::Machine,
    }
}

pub struct View {
    /// Those that whoever looks may change, each with its value in short.
    known: Vec<(Setting, String)>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let now = settings::settings(&ctx.tx)?;
    let mut known = Vec::new();
    for which in Setting::ALL.into_iter().filter(|it| it.is_for_people()) {
        if staff::may(ctx, turn.customer.id, which.right())?.is_some() {
            let value = settings::holds(&now, ctx.shop, which);
            known.push((which, shown::brief(which, &value, turn.words)));
        }
    }
    Ok(View { known })
}

pub fn render(v: &View, w: Words) -> Screen {
    let of = |wanted: Section| v.known.iter().filter(move |(which, _)| section(*which) == wanted);
    let group = |wanted| {
        let line = |(which, state): &(Setting, String)| {
            w.setting_line(args::SettingLine { name: &shown::name(*which, w), state })
        };
        let lines: Vec<String> = of(wanted).map(line).collect();
        w.setting_group(args::SettingGroup {
            rows: Html(&lines.join("\n")),
            why: Html(&title(wanted, w)),
        })
    };
    let there = SECTIONS.into_iter().filter(|wanted| of(*wanted).next().is_some());
    let text: Vec<String> = there.clone().map(group).collect();
    let mut screen = Screen::new(paragraphs([w.settings_card(), text.join("\n\n")]));
    for wanted in there {
        let open =
            |(which, _): &(Setting, String)| button(shown::name(*which, w), Press::Of(*which));
        let buttons: Vec<Button> = of(wanted).map(open).collect();
        screen = buttons.chunks(2).fold(screen, |screen, row| screen.buttons(row.to_vec()));
    }
    screen
        .buttons(vec![button(w.button_operator(), Press::Operator)])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

fn title(section: Section, w: Words) -> String {
    match section {
        Section::Orders => w.setting_group_orders(),
        Section::Money => w.setting_group_money(),
        Section::Buyers => w.setting_group_buyers(),
        Section::Staff => w.setting_group_staff(),
        Section::Machine => w.setting_group_machine(),
    }
}
