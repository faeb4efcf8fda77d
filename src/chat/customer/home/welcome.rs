//! Welcome, figures, and the keyboard everything starts from.

use crate::chat::customer::cart::basket;
use crate::chat::layout::paragraphs;
use crate::chat::place::HomePlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CustomerId;
use crate::domain::limit::NUMBER_KEYS_MAX;
use crate::domain::message::{Keys, Screen};
use crate::domain::product::keycap;
use crate::domain::settings::KeyRow;
use crate::domain::shop::Language;
use crate::domain::staff::Right;
use crate::shop::browse::{self, Figures};
use crate::shop::context::{Ctx, Done};
use crate::shop::{arrive, cart as shop_cart, own_button, product, settings, staff};
use crate::words::{Words, args};

const NUMBERS_A_ROW: usize = 6;

pub struct View {
    store: String,
    name: String,
    figures: Figures,
    /// One of the staff, who looks at it as a buyer.
    preview: bool,
    board: Board,
}

/// The keyboard that somebody has.
struct Board {
    numbers: Vec<u32>,
    /// What they are here to do, as far as the keyboard tells.
    staff: Option<Desk>,
    /// Units in the cart.
    cart: u64,
    /// The keyboard cannot be folded away.
    stays: bool,
    rows: Vec<KeyRow>,
    /// What stands on the seller's own buttons.
    own: Vec<String>,
}

#[derive(Clone, Copy)]
struct Desk {
    /// They keep the shelf.
    shelf: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    Ok(View {
        store: ctx.shop.name.clone(),
        name: turn.customer.name.clone(),
        figures: browse::figures(&ctx.tx)?,
        preview: turn.preview,
        board: board(ctx, turn.customer.id, turn.preview)?,
    })
}

/// The keys that somebody has from now on: the staff's while they are of it.
pub fn keys_of(ctx: &Ctx, person: CustomerId, preview: bool, w: Words) -> Done<Keys> {
    Ok(board(ctx, person, preview)?.keys(w))
}

fn board(ctx: &Ctx, person: CustomerId, preview: bool) -> Done<Board> {
    let settings = settings::settings(&ctx.tx)?;
    Ok(Board {
        numbers: product::numbers(&ctx.tx, NUMBER_KEYS_MAX)?,
        staff: desk(ctx, person, preview)?,
        cart: shop_cart::cart_of(&ctx.tx, person)?.units(),
        stays: settings.keyboard_stays,
        rows: settings.keyboard_rows,
        own: own_button::all(&ctx.tx)?.into_iter().map(|it| it.label.as_str().to_owned()).collect(),
    })
}

fn desk(ctx: &Ctx, person: CustomerId, preview: bool) -> Done<Option<Desk>> {
    let role = staff::role_of(ctx, person)?.filter(|_| !preview);
    Ok(role.map(|role| Desk { shelf: role.may(Right::Shelf) }))
}

pub fn render(v: &View, w: Words) -> Screen {
    let friend = w.plain_friend();
    let name = if v.name.is_empty() { &friend } else { &v.name };
    let greeting = w.home_greeting(args::HomeGreeting {
        name,
        sales: v.figures.paid,
        store: &v.store,
        users: v.figures.customers,
    });
    let note = if v.preview { w.home_preview() } else { String::new() };
    let mut screen = Screen::new(paragraphs([note, greeting]));
    screen.keys = v.board.keys(w);
    screen
}

impl Board {
    fn keys(&self, w: Words) -> Keys {
        match self.stays {
            true => Keys::Staying(keyboard(self, w)),
            false => Keys::Reply(keyboard(self, w)),
        }
    }
}

fn keyboard(v: &Board, w: Words) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = v.rows.iter().flat_map(|row| keys(v, *row, w)).collect();
    // Above all else, as staff are here to work.
    if let Some(desk) = v.staff {
        let products = desk.shelf.then(|| w.key_products());
        rows.insert(0, [w.key_admin()].into_iter().chain(products).collect());
    }
    rows
}

/// A row of the keyboard; of the numbers, as many as they take.
fn keys(v: &Board, row: KeyRow, w: Words) -> Vec<Vec<String>> {
    match row {
        KeyRow::Products => vec![vec![w.key_all_products()]],
        KeyRow::Stock => vec![vec![w.key_stock(), w.key_deposit()]],
        KeyRow::Account => vec![vec![w.key_account(), w.key_how_to_order()]],
        KeyRow::Orders => vec![vec![w.key_my_orders(), basket::counted(v.cart, w)]],
        KeyRow::Own => v.own.chunks(2).map(<[String]>::to_vec).collect(),
        KeyRow::Numbers => {
            // Of the same width, as far as they go: seven are four and three.
            let row_count = v.numbers.len().div_ceil(NUMBERS_A_ROW).max(1);
            let rows = v.numbers.chunks(v.numbers.len().div_ceil(row_count).max(1));
            rows.map(|row| row.iter().map(|number| keycap(*number)).collect()).collect()
        }
    }
}

/// From now on in this language, with the keyboard's keys in it.
pub fn speak(ctx: &mut Ctx, turn: &Turn, language: Language) -> Done<Reply> {
    arrive::choose_language(ctx, turn.customer.id, language)?;
    let words = turn.dictionary.words(Some(language), ctx.shop.language);
    Ok(Next::go(HomePlace::Home).toast(words.toast_language()))
}
