//! What a text is filled with while the seller looks at it: what is there in the shop, and where
//! there is nothing yet, what could be.

use crate::domain::id::{CustomerId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::product::ENDLESS;
use crate::domain::time::Timestamp;
use crate::domain::wording::{Group, Text, WordingId};
use crate::shop::browse::{self, Figures, Item, Part, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::shop::{settings, wording};
use crate::words::format::Deadline;
use crate::words::placeholder::Kind;
use crate::words::wording::{Filled, Wanted};
use crate::words::{Words, visible};

/// What a product costs that is not there yet.
const PRICE: Rupiah = Rupiah(50_000);

pub struct Samples<'t> {
    /// In the text's language.
    w: Words<'t>,
    store: String,
    person: (String, String),
    figures: Figures,
    item: Option<Item>,
    category: Option<String>,
    order: OrderId,
    account: Option<String>,
    now: Timestamp,
    until: Timestamp,
}

impl<'t> Samples<'t> {
    pub fn load(ctx: &Ctx, w: Words<'t>, person: CustomerId, id: WordingId) -> Done<Samples<'t>> {
        let item = browse::shelf(&ctx.tx, &Part::All, SoldOut::Shown, 0)?.items.into_iter().next();
        let category = match item.as_ref().and_then(|item| item.product.category) {
            Some(id) => browse::category_label(&ctx.tx, id)?,
            None => None,
        };
        let w = w.spoken(id.language);
        let name = browse::customer(&ctx.tx, person)?.map(|customer| customer.name);
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| w.plain_friend());
        Ok(Samples {
            w,
            store: ctx.shop.name.clone(),
            person: (name, person.0.to_string()),
            figures: browse::figures(&ctx.tx)?,
            item,
            category,
            order: wording::newest_order(&ctx.tx)?,
            account: settings::settings(&ctx.tx)?.transfer_account,
            now: ctx.now,
            until: ctx.now.after(settings::invoice_after(&ctx.tx, ctx.shop)?),
        })
    }

    pub fn value(&self, text: &Text, wanted: &Wanted) -> Filled {
        let w = self.w;
        match wanted.kind {
            Kind::Text => Filled::words(&self.words(text, wanted.name), wanted.form),
            Kind::Admin => {
                let admin = w.contact().map_or_else(|| w.plain_admin(), |it| w.plain_admin_at(it));
                Filled::words(&admin, wanted.form)
            }
            Kind::Html => Filled::shown(self.fragment(text, wanted.name)),
            Kind::Money => Filled::shown(self.price().to_string()),
            Kind::Count => match self.count(wanted.name) {
                endless if endless == u64::from(ENDLESS) => Filled::shown(self.w.plain_endless()),
                count => Filled::count(count),
            },
            Kind::Number => Filled::shown(match wanted.name {
                "number" => self.item.as_ref().map_or(1, |item| item.product.number).to_string(),
                "pages" => "2".to_owned(),
                _ => "1".to_owned(),
            }),
            Kind::Order => Filled::shown(self.order.to_string()),
            Kind::Moment => Filled::shown(w.moment(self.now)),
            Kind::Date => Filled::shown(w.date(self.now)),
            Kind::Clock => Filled::shown(w.clock(self.until)),
            Kind::Deadline => {
                Filled::shown(w.deadline(Deadline { until: self.until, now: self.now }))
            }
        }
    }

    fn price(&self) -> Rupiah {
        self.item.as_ref().map_or(PRICE, |item| item.product.price)
    }

    fn product(&self) -> String {
        let there = self.item.as_ref().map(|item| item.product.name.as_str().to_owned());
        there.unwrap_or_else(|| self.w.plain_sample_product())
    }

    fn words(&self, text: &Text, name: &str) -> String {
        let w = self.w;
        match name {
            "store" => self.store.clone(),
            "name" if matches!(text.group, Group::Greeting | Group::HowToOrder) => {
                self.person.0.clone()
            }
            "id" => self.person.1.clone(),
            "name" | "product" | "query" => self.product(),
            "description" => match self.item.as_ref().map(|it| it.product.description.as_str()) {
                Some(text) if !text.is_empty() => text.to_owned(),
                _ => w.plain_no_description(),
            },
            "category" => self.category.clone().unwrap_or_else(|| w.plain_no_category()),
            "language" => w.language_name(),
            "account" => self.account.clone().unwrap_or_else(|| w.plain_sample_account()),
            "reason" => w.plain_doubt_unclear(),
            "content" => w.plain_sample_goods(),
            "state" => w.state_delivered(),
            "change" => w.plain_came(self.price()),
            "code" => w.plain_sample_coupon(),
            "error" => "12".to_owned(),
            _ => "…".to_owned(),
        }
    }

    fn count(&self, name: &str) -> u64 {
        match name {
            "users" => self.figures.customers,
            "sales" => self.figures.paid,
            "stock" => self.item.as_ref().map_or(2, |item| item.available.into()),
            "sold" => self.item.as_ref().map_or(2, |item| item.sold),
            _ => 2,
        }
    }

    /// What other texts make, and this one has in it.
    fn fragment(&self, text: &Text, name: &str) -> String {
        let w = self.w;
        let price = self.price();
        match (name, text.group) {
            ("rows", Group::Greeting) => w.account_balance(price),
            ("rows", _) => w.invoice_row_goods(price),
            ("cost", _) => price.to_string(),
            ("why", Group::Balance) => visible(&w.history_deposit(self.order)),
            ("why", _) => w.refusal_coupon_over(),
            ("lines", Group::Cart) if text.key == "cart-changed" => {
                w.cart_product_gone(&self.product())
            }
            _ => w.invoice_line(&self.product(), 1, price),
        }
    }
}
