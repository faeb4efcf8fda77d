//! Everything a button can mean: one enum.
//!
//! Buttons live in other people's chats for years: variants are appended, never reordered or
//! changed, and a test pins the bytes of each. Whatever a button wishes for is checked again
//! when it is pressed.

use serde::{Deserialize, Serialize};

use super::admin::unit_pick::Purpose;
use super::wizard::Fingerprint;
use crate::domain::cart::Pick;
use crate::domain::evidence::{CommonDoubt, Round};
use crate::domain::id::{CategoryId, CouponId, OrderId, ProductId, UnitId};
use crate::domain::money::Rupiah;
use crate::domain::payment::PaymentMethod;
use crate::domain::shop::Language;
use crate::shop::browse::Part;
use crate::shop::deposit::Bound;

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
        pick: Pick,
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
    /// One more unpaid invoice a buyer, and after the most of them one again.
    OpenInvoices,
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
    DepositAmount(Rupiah),
    AskDeposit,
    DepositQris(Rupiah),
    DepositTransfer(Rupiah),
    History {
        page: u32,
    },
    AskDepositBound(Bound),
    TransferAccount,
    ReviewList,
    Review {
        order: OrderId,
        /// So many pieces of evidence before the newest.
        back: u8,
    },
    Approve {
        order: OrderId,
        round: Round,
    },
    DoubtWhy {
        order: OrderId,
        round: Round,
    },
    Doubt {
        order: OrderId,
        round: Round,
        why: CommonDoubt,
    },
    DoubtTyped {
        order: OrderId,
        round: Round,
    },

    /// An order as the staff see it.
    Desk(OrderId),
    /// As `SendAgain`, from the order's desk.
    Resend(OrderId),
    UndeliveredList {
        page: u32,
    },
    PickUnit {
        order: OrderId,
        purpose: Purpose,
        page: u32,
    },
    Replace {
        order: OrderId,
        unit: UnitId,
    },
    /// The whole order, or one unit of it.
    Refund {
        order: OrderId,
        unit: Option<UnitId>,
    },
    ConfirmRefund {
        order: OrderId,
        part: u16,
    },
    RefundsOwed {
        page: u32,
    },
    Payout {
        order: OrderId,
        part: u16,
    },
    /// The same from the list of promises.
    PayoutListed {
        order: OrderId,
        part: u16,
    },
    RefundFormula,
    /// The very correction that the card shows.
    ConfirmCorrection(u32),
    /// Sure? Then `Replace`.
    AskReplace {
        order: OrderId,
        unit: UnitId,
    },
    /// Sure? Then `Payout`, or `PayoutListed`.
    AskPayout {
        order: OrderId,
        part: u16,
        listed: bool,
    },

    /// The first letters of names.
    Letters,
    /// This alone, at once; what else is in the cart stays there.
    BuyNow(Express),
    /// The same, and how it is paid.
    BuyBy(Express, PaymentMethod),
    ToggleKeyboard,
}

/// One product bought at once. The button names what the buyer saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Express {
    pub product: ProductId,
    pub quantity: u32,
    pub price: Rupiah,
}

/// The buttons of a wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Skip,
    /// Of an older program: it does not say what it would save, so it saves nothing.
    Save,
    Cancel,
    Category(CategoryId),
    NoLimit,
    FirstPurchase,
    Delete,
    Order(OrderId),
    Amount(Rupiah),
    ToBalance,
    Outside,
    /// The very thing that the card shows.
    SaveThis(Fingerprint),
    /// The other thing that the card offers.
    OtherThis(Fingerprint),
    /// The files that the card asks about are stock of this product.
    FilesFor {
        product: ProductId,
        files: Fingerprint,
    },
    Page(u32),
}

/// Where the answer to a button appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the place of the message the button is on.
    Here,
    /// Below it: the message is one to keep.
    Below,
}
