//! Every screen there is: a line for each area, which says the rest.

use crate::domain::staff::Right;

macro_rules! areas {
    ($($area:ident($place:ident = $path:path),)*) => {
        $(pub use $path as $place;)*

        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Place {
            $($area($place),)*
        }

        $(impl From<$place> for Place {
            fn from(place: $place) -> Place {
                Place::$area(place)
            }
        })*
    };
}

areas! {
    Home(HomePlace = super::customer::home::Place),
    Shelf(ShelfPlace = super::customer::shelf::Place),
    Cart(CartPlace = super::customer::cart::Place),
    Payment(PaymentPlace = super::customer::payment::Place),
    Order(OrderPlace = super::customer::order::Place),
    Balance(BalancePlace = super::customer::balance::Place),
    Menu(MenuPlace = super::staff::menu::Place),
    Product(ProductPlace = super::staff::product::Place),
    Stock(StockPlace = super::staff::stock::Place),
    Sale(SalePlace = super::staff::order::Place),
    Refund(RefundPlace = super::staff::refund::Place),
    Review(ReviewPlace = super::staff::review::Place),
    Coupon(CouponPlace = super::staff::coupon::Place),
    Setting(SettingPlace = super::staff::setting::Place),
    Member(MemberPlace = super::staff::member::Place),
    Category(CategoryPlace = super::staff::category::Place),
    Batch(BatchPlace = super::staff::batch::Place),
    Unit(UnitPlace = super::staff::unit::Place),
    Audit(AuditPlace = super::staff::audit::Place),
    Todo(TodoPlace = super::staff::todo::Place),
    Variant(VariantPlace = super::staff::variant::Place),
    Reseller(ResellerPlace = super::staff::reseller::Place),
    Wording(WordingPlace = super::staff::wording::Place),
    OwnButton(OwnButtonPlace = super::staff::own_button::Place),
    Restore(RestorePlace = super::staff::restore::Place),
}

impl Place {
    /// What whoever looks at it must be allowed; nothing, where it is for everybody.
    pub fn needs(&self) -> Option<Right> {
        match self {
            Place::Home(_)
            | Place::Shelf(_)
            | Place::Cart(_)
            | Place::Payment(_)
            | Place::Order(_)
            | Place::Balance(_) => None,
            Place::Menu(place) => Some(place.needs()),
            Place::Product(place) => Some(place.needs()),
            Place::Stock(place) => Some(place.needs()),
            Place::Sale(place) => Some(place.needs()),
            Place::Refund(place) => Some(place.needs()),
            Place::Review(place) => Some(place.needs()),
            Place::Coupon(place) => Some(place.needs()),
            Place::Setting(place) => Some(place.needs()),
            Place::Member(place) => Some(place.needs()),
            Place::Category(place) => Some(place.needs()),
            Place::Batch(place) => Some(place.needs()),
            Place::Unit(place) => Some(place.needs()),
            Place::Audit(place) => Some(place.needs()),
            Place::Todo(place) => Some(place.needs()),
            Place::Variant(place) => Some(place.needs()),
            Place::Reseller(place) => Some(place.needs()),
            Place::Wording(place) => Some(place.needs()),
            Place::OwnButton(place) => Some(place.needs()),
            Place::Restore(place) => Some(place.needs()),
        }
    }
}
