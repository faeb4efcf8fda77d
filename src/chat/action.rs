//! Everything a button can mean: one enum.
//!
//! Buttons live in other people's chats for years: variants are appended, never reordered or
//! changed, and a test pins the bytes of each. Whatever a button wishes for is checked again
//! when it is pressed.

use serde::{Deserialize, Serialize};

use crate::domain::id::{CategoryId, CouponId, OrderId, ProductId};
use crate::domain::shop::Language;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// A label that only informs.
    Nothing,
    Home,
    Catalogue {
        part: Part,
        page: u32,
    },
    Categories,
    Product(ProductId),
    CartSet {
        product: ProductId,
        quantity: u32,
    },
    AskQuantity(ProductId),
    Cart,
    CartClear,
    PayMethod,
    PayQris,
    Invoice(OrderId),
    CheckStatus(OrderId),
    Cancel(OrderId),
    Orders {
        page: u32,
    },
    Order(OrderId),
    GoodsAgain(OrderId),
    StockList {
        page: u32,
    },
    Account,
    Help,
    Speak(Language),
    Deposit,
    Admin,
    AdminProducts {
        page: u32,
    },
    AddProduct,
    FillPick {
        page: u32,
    },
    Fill(ProductId),
    Settings,
    ToggleSoldOut,
    OpenInvoices(u32),
    Undelivered,
    SendAgain(OrderId),
    Wizard(Choice),
    PayBalance,
    PayTransfer,

    UseCoupon,
    DropCoupon,
    Coupons {
        page: u32,
    },
    Coupon(CouponId),
    AddCoupon,
    AskWithdraw(CouponId),
    Withdraw(CouponId),
}

/// Which list of products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    All,
    Category(CategoryId),
    Best,
    Search(String),
}

/// The buttons of a wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Skip,
    Save,
    Cancel,
    Category(CategoryId),
    NoLimit,
    FirstPurchase,
}

/// Where the answer to a button appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the place of the message the button is on.
    Here,
    /// Below it: the message is one to keep.
    Below,
}
