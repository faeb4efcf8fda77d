//! Every screen there is: one enum, load and render.

use super::action::Part;
use super::turn::Turn;
use super::{admin, customer};
use crate::domain::id::{CouponId, OrderId, ProductId};
use crate::domain::message::Screen;
use crate::shop::cart::Change;
use crate::shop::context::{Ctx, Done};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Catalogue { part: Part, page: u32 },
    Categories,
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
    Undelivered,
    Coupons { page: u32 },
    Coupon(CouponId),
    CouponWithdraw(CouponId),
}

impl Place {
    pub fn screen(&self, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
        let w = turn.words;
        Ok(match self {
            Place::Home => customer::home::render(&customer::home::load(ctx, turn)?, w),
            Place::Catalogue { part, page } => {
                customer::catalogue::render(&customer::catalogue::load(ctx, part, *page)?, w)
            }
            Place::Categories => customer::categories::render(&customer::categories::load(ctx)?, w),
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
            Place::Help => Screen::new(w.help_order(&ctx.shop.name)),
            Place::Deposit => Screen::new(w.deposit_later()),
            Place::Admin => admin::home::render(&admin::home::load(ctx, turn)?, w),
            Place::AdminProducts { page } => {
                admin::products::render(&admin::products::load(ctx, *page)?, w)
            }
            Place::FillPick { page } => {
                admin::fill_pick::render(&admin::fill_pick::load(ctx, *page)?, w)
            }
            Place::Settings => admin::settings::render(&admin::settings::load(ctx)?, w),
            Place::Undelivered => admin::undelivered::render(&admin::undelivered::load(ctx, w)?, w),
            Place::Coupons { page } => {
                admin::coupons::render(&admin::coupons::load(ctx, *page)?, w)
            }
            Place::Coupon(id) => admin::coupon::render(&admin::coupon::load(ctx, *id, w)?, w),
            Place::CouponWithdraw(id) => admin::coupon::ask_withdraw(ctx, *id, w)?,
        })
    }
}
