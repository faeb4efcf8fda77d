//! Everything somebody can be in the middle of: a line for each conversation.

use serde::{Deserialize, Serialize};

use super::action::{
    Action, AuditPress, BalancePress, BatchPress, CartPress, CategoryPress, CouponPress, MenuPress,
    OrderPress, OwnButtonPress, ProductPress, ResellerPress, RestorePress, ReviewPress, SalePress,
    SettingPress, ShelfPress, StockPress, TodoPress, UnitPress, VariantPress, WordingPress,
};
use super::choice::Fingerprint;
use super::field::Field;
use super::form::Form;
use super::staff::own_button::Editable as Own;
use super::staff::product::{Editable, PromoOf};
use super::staff::unit::Editable as Line;
use super::staff::{
    batch, category, config, coupon, own_button, product, refund, setting, stock, todo, unit,
    variant, wording,
};
use crate::domain::correction::Correction;
use crate::domain::message::Sent;
use crate::domain::staff::Right;
use crate::shop::audit::Cut;

/// An open conversation, with all that is known already. Kept in the session as an opaque blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wizard {
    Field(Field),
    ProductNew(Form<product::Draft>),
    Shelving(product::Shelving),
    Gather(stock::Gather),
    Which(stock::Which),
    Rest(stock::Rest),
    CouponNew(Form<coupon::Draft>),
    Correction(Correction),
    /// Which order's evidence these are. More may come before the answer: an album is several
    /// messages.
    Evidence(Vec<Sent>),
    Setting(setting::Edit),
    Refund(Form<refund::Draft>),
    ProductEdit(product::Edit),
    CategoryEdit(category::Edit),
    BatchEdit(batch::Edit),
    UnitEdit(unit::Edit),
    UnitFinding(unit::Finding),
    Removing(unit::Removing),
    KindEdit(product::KindEdit),
    Finish(todo::Finish),
    Labelling(variant::Labelling),
    VariantNew(Form<variant::Draft>),
    Promo(Form<product::PromoDraft>),
    Lower(Form<product::LowerDraft>),
    Wording(wording::Edit),
    WordingPhoto(wording::Photo),
    ButtonNew(Form<own_button::Draft>),
    ButtonEdit(own_button::Edit),
    Configure(config::Import),
    Manual(Form<product::ManualDraft>),
    Sharing(stock::Sharing),
}

macro_rules! begins {
    ($($begun:ty => $wizard:ident,)*) => {
        $(impl From<$begun> for Wizard {
            fn from(begun: $begun) -> Wizard {
                Wizard::$wizard(begun)
            }
        })*
    };
}

begins! {
    Field => Field,
    Form<product::Draft> => ProductNew,
    product::Shelving => Shelving,
    stock::Gather => Gather,
    stock::Which => Which,
    stock::Rest => Rest,
    Form<coupon::Draft> => CouponNew,
    Correction => Correction,
    setting::Edit => Setting,
    Form<refund::Draft> => Refund,
    product::Edit => ProductEdit,
    category::Edit => CategoryEdit,
    batch::Edit => BatchEdit,
    unit::Edit => UnitEdit,
    unit::Finding => UnitFinding,
    unit::Removing => Removing,
    product::KindEdit => KindEdit,
    todo::Finish => Finish,
    variant::Labelling => Labelling,
    Form<variant::Draft> => VariantNew,
    Form<product::PromoDraft> => Promo,
    Form<product::LowerDraft> => Lower,
    wording::Edit => Wording,
    wording::Photo => WordingPhoto,
    Form<own_button::Draft> => ButtonNew,
    own_button::Edit => ButtonEdit,
    config::Import => Configure,
    Form<product::ManualDraft> => Manual,
    stock::Sharing => Sharing,
}

impl Wizard {
    /// What whoever is in the middle of it must be allowed: asked at each of its steps. Nothing,
    /// where it is for everybody.
    pub fn needs(&self) -> Option<Right> {
        Some(match self {
            Wizard::Evidence(_)
            | Wizard::Field(
                Field::Quantity(_) | Field::Coupon | Field::Deposit | Field::Todo { .. },
            ) => return None,
            Wizard::Field(Field::Picture(_) | Field::FindProduct)
            | Wizard::ProductNew(_)
            | Wizard::Shelving(_)
            | Wizard::ProductEdit(_)
            | Wizard::KindEdit(_)
            | Wizard::Manual(_)
            | Wizard::CategoryEdit(_)
            | Wizard::Labelling(_)
            | Wizard::VariantNew(_)
            | Wizard::Promo(_)
            | Wizard::Lower(_) => Right::Shelf,
            Wizard::Field(Field::Stock(_) | Field::Shared(_) | Field::Files(_))
            | Wizard::Gather(_)
            | Wizard::Which(_)
            | Wizard::Sharing(_)
            | Wizard::BatchEdit(_)
            | Wizard::UnitEdit(_)
            | Wizard::UnitFinding(_)
            | Wizard::Removing(_) => Right::Stock,
            Wizard::Rest(_) => Right::Desk,
            Wizard::Field(Field::Doubt { .. }) | Wizard::Finish(_) => Right::Orders,
            Wizard::Field(Field::Audit(_)) => Right::Audit,
            Wizard::CouponNew(_) | Wizard::Field(Field::Reseller) => Right::Coupons,
            Wizard::Correction(_) | Wizard::Field(Field::Claimant(_)) => Right::Balances,
            Wizard::Setting(it) => it.which.right(),
            Wizard::Refund(_) => Right::Refund,
            Wizard::Wording(_)
            | Wizard::WordingPhoto(_)
            | Wizard::ButtonNew(_)
            | Wizard::ButtonEdit(_) => Right::Wording,
            Wizard::Configure(_) => Right::Settings,
        })
    }

    /// Whether its question may be answered by a photo or document. To any other question such a
    /// file is no answer, and may be meant for something else.
    pub fn takes_files(&self) -> bool {
        matches!(
            self,
            Wizard::Field(Field::Picture(_) | Field::Stock(_) | Field::Shared(_) | Field::Files(_))
                | Wizard::Finish(_)
                | Wizard::Sharing(_)
                | Wizard::ProductEdit(product::Edit { field: Editable::Picture, .. })
                | Wizard::Gather(_)
                | Wizard::Which(_)
                | Wizard::WordingPhoto(_)
                | Wizard::Configure(_)
                | Wizard::ButtonEdit(own_button::Edit { field: Own::Picture, .. })
                | Wizard::Evidence(_)
        )
    }

    /// Whether its question is answered by goods, which are looked over line by line.
    pub fn takes_stock(&self) -> bool {
        matches!(
            self,
            Wizard::Field(Field::Stock(_) | Field::Shared(_))
                | Wizard::Gather(_)
                | Wizard::Finish(_)
                | Wizard::Sharing(_)
                | Wizard::Rest(_)
                | Wizard::UnitEdit(unit::Edit { field: Line::Content, .. })
                | Wizard::UnitFinding(_)
        )
    }

    /// Whether its question is answered by words for buyers, however many they are.
    pub fn takes_words(&self) -> bool {
        matches!(self, Wizard::Wording(_) | Wizard::ButtonNew(_) | Wizard::ButtonEdit(_))
    }

    /// Whether its question is how many or how much.
    pub fn asks_number(&self) -> bool {
        matches!(self, Wizard::Field(Field::Quantity(_) | Field::Deposit))
    }

    /// What its question's buttons name. Files that come before the answer are no other question.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&match self {
            Wizard::Which(which) => encode(&("which", &which.first)),
            Wizard::Evidence(pieces) => encode(&("evidence", pieces.first())),
            wizard => encode(wizard),
        })
    }

    /// Where it was begun.
    pub fn origin(&self) -> Action {
        match self {
            Wizard::Field(Field::Quantity(id)) => ShelfPress::Variant(*id).into(),
            Wizard::Field(Field::Coupon) => CartPress::Open.into(),
            Wizard::Field(Field::Deposit) => BalancePress::Deposit.into(),
            Wizard::Setting(it) => SettingPress::Of(it.which).into(),
            Wizard::Field(Field::Doubt { order, .. }) => {
                ReviewPress::Card { order: *order, back: 0 }.into()
            }
            Wizard::Field(Field::Shared(id) | Field::Files(id)) => StockPress::Of(*id).into(),
            Wizard::Field(Field::Todo { order, .. }) => OrderPress::Order(*order).into(),
            Wizard::KindEdit(it) => ProductPress::Kind(it.product).into(),
            Wizard::Manual(form) => ProductPress::Kind(form.draft.product).into(),
            Wizard::Sharing(it) => StockPress::Of(it.product).into(),
            Wizard::Finish(it) => TodoPress::Card { order: it.order, product: it.product }.into(),
            Wizard::Field(Field::Stock(_)) | Wizard::Gather(_) | Wizard::Rest(_) => {
                StockPress::Pick { page: 0 }.into()
            }
            Wizard::ProductEdit(it) => ProductPress::Card(it.product).into(),
            Wizard::Labelling(it) => VariantPress::Of(it.product).into(),
            Wizard::VariantNew(form) => VariantPress::Of(form.draft.product).into(),
            Wizard::CategoryEdit(category::Edit { category: Some(id), .. }) => {
                CategoryPress::Card(*id).into()
            }
            Wizard::CategoryEdit(_) => CategoryPress::List { page: 0 }.into(),
            Wizard::Promo(form) => match form.draft.of {
                PromoOf::Product(id) => ProductPress::Prices(id).into(),
                PromoOf::Category(id) => CategoryPress::Promo(id).into(),
            },
            Wizard::Lower(form) => ProductPress::Prices(form.draft.product).into(),
            Wizard::Field(Field::Reseller) => ResellerPress::List { page: 0 }.into(),
            Wizard::Field(Field::Claimant(id)) => RestorePress::Card(*id).into(),
            Wizard::BatchEdit(it) => BatchPress::Card(it.batch).into(),
            Wizard::UnitEdit(it) => UnitPress::Card(it.unit).into(),
            Wizard::UnitFinding(it) => StockPress::Of(it.product).into(),
            Wizard::Removing(it) => StockPress::Of(it.product).into(),
            Wizard::Field(Field::Picture(_) | Field::FindProduct)
            | Wizard::ProductNew(_)
            | Wizard::Shelving(_)
            | Wizard::Which(_) => ProductPress::List { page: 0 }.into(),
            Wizard::CouponNew(_) => CouponPress::List { page: 0 }.into(),
            Wizard::Field(Field::Audit(filter)) => {
                AuditPress::List { filter: *filter, cut: Cut::Newest }.into()
            }
            Wizard::Correction(_) => MenuPress::Menu.into(),
            Wizard::Evidence(_) => OrderPress::List { page: 0 }.into(),
            Wizard::Wording(it) => WordingPress::Of(it.id).into(),
            Wizard::WordingPhoto(it) => WordingPress::Of(it.id).into(),
            Wizard::ButtonNew(_) => OwnButtonPress::List.into(),
            Wizard::ButtonEdit(it) => OwnButtonPress::Card(it.id).into(),
            Wizard::Configure(_) => WordingPress::Open.into(),
            Wizard::Refund(form) => SalePress::Card(form.draft.order).into(),
        }
    }
}

pub fn encode(it: &impl Serialize) -> Vec<u8> {
    // A value of our own types always encodes; an empty blob reads as no wizard.
    postcard::to_stdvec(it).unwrap_or_default()
}
