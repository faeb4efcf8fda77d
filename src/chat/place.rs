//! Every screen there is: one enum, load and render.

use super::action::Express;
use super::admin::evidence::Ask;
use super::admin::unit_pick::Purpose;
use super::turn::Turn;
use super::{admin, customer};
use crate::domain::id::{CouponId, OrderId, ProductId, UnitId};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::shop::browse::Part;
use crate::shop::cart::Change;
use crate::shop::context::{Ctx, Done};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Catalogue { part: Part, page: u32 },
    Categories,
    Letters,
    BuyNow(Express),
    Product(ProductId),
    Cart { changes: Vec<Change> },
    PayMethod,
    Orders { page: u32 },
    Order(OrderId),
    StockList { page: u32 },
    Account,
    Help,
    Deposit,
    Admin,
    AdminProducts { page: u32 },
    FillPick { page: u32 },
    Settings,
    Undelivered { page: u32 },
    Coupons { page: u32 },
    Coupon(CouponId),
    CouponWithdraw(CouponId),
    DepositMeans(Rupiah),
    History { page: u32 },
    ReviewList,
    Review { order: OrderId, back: u8, ask: Ask },
    Desk(OrderId),
    PickUnit { order: OrderId, purpose: Purpose, page: u32 },
    RefundsOwed { page: u32 },
    Replace { order: OrderId, unit: UnitId },
    Payout { order: OrderId, part: u16, listed: bool },
}

impl Place {
    pub fn screen(&self, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
        let w = turn.words;
        Ok(match self {
            Place::Home => customer::home::render(&customer::home::load(ctx, turn)?, w),
            Place::Catalogue { part, page } => {
                customer::catalogue::render(&customer::catalogue::load(ctx, turn, part, *page)?, w)
            }
            Place::Categories => customer::categories::render(&customer::categories::load(ctx)?, w),
            Place::Letters => customer::letters::render(&customer::letters::load(ctx)?, w),
            Place::BuyNow(it) => {
                customer::payment::render(&customer::payment::load_express(ctx, turn, *it)?, w)
            }
            Place::Product(id) => {
                customer::product::render(&customer::product::load(ctx, turn, *id)?, w)
            }
            Place::Cart { changes } => {
                customer::cart::render(&customer::cart::load(ctx, turn, changes)?, w)
            }
            Place::PayMethod => customer::payment::render(&customer::payment::load(ctx, turn)?, w),
            Place::Orders { page } => {
                customer::orders::render(&customer::orders::load(ctx, turn, *page)?, w)
            }
            Place::Order(id) => customer::order::render(&customer::order::load(ctx, turn, *id)?, w),
            Place::StockList { page } => {
                customer::stock::render(&customer::stock::load(ctx, *page)?, w)
            }
            Place::Account => customer::account::render(&customer::account::load(ctx, turn)?, w),
            Place::Help => customer::help::render(ctx, w)?,
            Place::Deposit => customer::deposit::render(&customer::deposit::load(ctx, turn)?, w),
            Place::Admin => admin::home::render(&admin::home::load(ctx, turn)?, w),
            Place::AdminProducts { page } => {
                admin::products::render(&admin::products::load(ctx, *page)?, w)
            }
            Place::FillPick { page } => {
                admin::fill_pick::render(&admin::fill_pick::load(ctx, *page)?, w)
            }
            Place::Settings => admin::settings::render(&admin::settings::load(ctx)?, w),
            Place::DepositMeans(amount) => customer::deposit::means(*amount, w),
            Place::History { page } => {
                customer::history::render(&customer::history::load(ctx, turn, *page)?, w)
            }
            Place::Undelivered { page } => {
                admin::undelivered::render(&admin::undelivered::load(ctx, *page, w)?, w)
            }
            Place::Coupons { page } => {
                admin::coupons::render(&admin::coupons::load(ctx, *page)?, w)
            }
            Place::Coupon(id) => admin::coupon::render(&admin::coupon::load(ctx, *id, w)?, w),
            Place::CouponWithdraw(id) => admin::coupon::ask_withdraw(ctx, *id, w)?,
            Place::ReviewList => {
                admin::evidence_list::render(&admin::evidence_list::load(ctx, w)?, w)
            }
            Place::Review { order, back, ask } => {
                let view = admin::evidence::load(ctx, w, *order, *back, *ask)?;
                admin::evidence::render(&view, w)
            }
            Place::Desk(id) => admin::order::render(&admin::order::load(ctx, turn, *id)?, w),
            Place::PickUnit { order, purpose, page } => {
                let view = admin::unit_pick::load(ctx, *order, *purpose, *page)?;
                admin::unit_pick::render(&view, w)
            }
            Place::RefundsOwed { page } => {
                admin::refunds_owed::render(&admin::refunds_owed::load(ctx, *page, w)?, w)
            }
            Place::Replace { order, unit } => admin::unit_pick::ask_replace(ctx, *order, *unit, w)?,
            Place::Payout { order, part, listed } => {
                admin::refunds_owed::ask_payout(ctx, *order, *part, *listed, w)?
            }
        })
    }
}
