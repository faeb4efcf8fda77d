//! Every field of every row that has a history, as what it is: a field that is new does not
//! compile without its line.

use std::fmt;

use crate::domain::coupon::{Conditions, Coupon, Off, Period, Scope};
use crate::domain::customer::{Level, Profile};
use crate::domain::id::{CategoryId, ChatId, CustomerId, PictureId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::product::{
    Category, Kind, Offer, Prices, Product, Promo, SoldOut, Step, Terms, Variant,
};
use crate::domain::settings::{self, Setting, Settings, StoredSetting};
use crate::domain::staff::{Member, Role};
use crate::domain::time::{Span, Timestamp};
use crate::domain::wording::WordingId;
use crate::store::record::Record;

/// What a field is called. The command line shows it as it is written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Number,
    Name,
    Price,
    Category,
    Description,
    Picture,
    OnShelf,
    Hidden,
    Least,
    Most,
    LowMark,
    SoldOut,
    Position,
    Emoji,
    Kind,
    Parts,
    Quota,
    Within,
    Question,
    Steps,
    Reseller,
    Variant,
    Head,
    Place,
    Code,
    Off,
    Scope,
    Minimum,
    From,
    Until,
    UsesMax,
    PerBuyerMax,
    FirstPurchase,
    Active,
    Role,
    Since,
    By,
    Level,
    Text,
    Label,
    Link,
    /// By its number: a newer program has more of them.
    Setting(u16),
}

/// What stands in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Nothing,
    Flag(bool),
    Number(u64),
    Money(Rupiah),
    Text(String),
    Moment(Timestamp),
    Category(CategoryId),
    Picture(PictureId),
    SoldOut(SoldOut),
    Kind(Kind),
    Span(Span),
    Steps(Vec<Step>),
    Off(Off),
    AllGoods,
    Products(Vec<ProductId>),
    Categories(Vec<CategoryId>),
    Role(Role),
    Level(Level),
    Person(CustomerId),
    Set(Setting, settings::Value),
    /// As the operator's file says.
    Operator,
    Chats(ChatId, ChatId),
    /// Of a newer program, or damaged.
    Unread,
}

pub type Field = (Name, Value);

/// What a row is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Product {
        number: u32,
        name: String,
    },
    Category(String),
    Coupon(String),
    Member(CustomerId),
    Customer(CustomerId),
    Setting(u16),
    Text(WordingId),
    Button(String),
    /// Its name cannot be read.
    Unread,
}

/// A row that can be told field by field. Two of a kind have the same fields in the same order.
pub trait Told: Record {
    fn subject(&self) -> Subject;
    fn fields(&self) -> Vec<Field>;
}

impl Told for Product {
    fn subject(&self) -> Subject {
        Subject::Product { number: self.number, name: self.name.as_str().to_owned() }
    }

    fn fields(&self) -> Vec<Field> {
        let Product {
            // The same before and after.
            id: _,
            number,
            name,
            price,
            category,
            description,
            picture,
            on_shelf,
            offer,
            kind,
            kind_since: _,
            prices,
            variant,
        } = self;
        let Offer { hidden, least, most, low_mark, sold_out, position } = offer;
        let mut fields = vec![
            (Name::Name, name.as_str().into()),
            (Name::Price, (*price).into()),
            (Name::Number, (*number).into()),
            (Name::Category, category.map_or(Value::Nothing, Value::Category)),
            (Name::Description, description.as_str().into()),
            (Name::Picture, picture.map_or(Value::Nothing, Value::Picture)),
            (Name::OnShelf, (*on_shelf).into()),
            (Name::Hidden, (*hidden).into()),
            (Name::Least, (*least).into()),
            (Name::Most, (*most).into()),
            (Name::LowMark, (*low_mark).into()),
            (Name::SoldOut, sold_out.map_or(Value::Nothing, Value::SoldOut)),
            (Name::Position, (*position).into()),
        ];
        fields.extend(kind_fields(kind));
        fields.extend(price_fields(prices));
        fields.extend(variant_fields(variant.as_ref()));
        fields
    }
}

impl Told for Category {
    fn subject(&self) -> Subject {
        Subject::Category(self.label())
    }

    fn fields(&self) -> Vec<Field> {
        let Category { id: _, name, emoji, hidden, position, promo } = self;
        let emoji = emoji.as_ref().map_or(Value::Nothing, |emoji| emoji.as_str().into());
        let mut fields = vec![
            (Name::Name, name.as_str().into()),
            (Name::Emoji, emoji),
            (Name::Hidden, (*hidden).into()),
            (Name::Position, Some(*position).filter(|place| *place > 0).into()),
        ];
        fields.extend(promo_fields(promo.as_ref()));
        fields
    }
}

fn moment(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Nothing, Value::Moment)
}

/// What kind it is and nothing that belongs to it, which are fields of their own.
fn bare(kind: &Kind) -> Kind {
    match kind {
        Kind::Unit { .. } => Kind::default(),
        Kind::File => Kind::File,
        Kind::Shared { .. } => Kind::Shared { quota: None },
        Kind::Manual { .. } => Kind::Manual { quota: None, terms: Terms::default() },
    }
}

fn kind_fields(kind: &Kind) -> Vec<Field> {
    let parts = match kind {
        Kind::Unit { fields } => {
            fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join("|")
        }
        Kind::File | Kind::Shared { .. } | Kind::Manual { .. } => String::new(),
    };
    let terms = match kind {
        Kind::Manual { terms, .. } => Some(terms),
        Kind::Unit { .. } | Kind::File | Kind::Shared { .. } => None,
    };
    let (within, question) = match terms {
        Some(Terms { within, question }) => (Value::Span(*within), question.as_deref()),
        None => (Value::Nothing, None),
    };
    vec![
        (Name::Kind, Value::Kind(bare(kind))),
        (Name::Parts, parts.as_str().into()),
        (Name::Quota, kind.quota().map_or(Value::Nothing, Value::Number)),
        (Name::Within, within),
        (Name::Question, question.unwrap_or_default().into()),
    ]
}

fn price_fields(prices: &Prices) -> Vec<Field> {
    let Prices { steps, reseller, promo } = prices;
    let steps = match steps.is_empty() {
        true => Value::Nothing,
        false => Value::Steps(steps.clone()),
    };
    let reseller = reseller.map_or(Value::Nothing, Value::Money);
    let fields = vec![(Name::Steps, steps), (Name::Reseller, reseller)];
    fields.into_iter().chain(promo_fields(promo.as_ref())).collect()
}

fn promo_fields(promo: Option<&Promo>) -> [Field; 3] {
    let (off, period) = match promo {
        Some(Promo { off, period }) => (Value::Off(*off), *period),
        None => (Value::Nothing, Period::default()),
    };
    let last = moment(period.last());
    [(Name::Off, off), (Name::From, moment(period.from)), (Name::Until, last)]
}

fn variant_fields(variant: Option<&Variant>) -> [Field; 3] {
    let (label, head, place) = match variant {
        // What follows its card is told by the fields in which it does.
        Some(Variant { head, label, place, hidden_along: _, off_along: _ }) => {
            (label.as_str().into(), Value::Products(vec![*head]), (*place).into())
        }
        None => (Value::Nothing, Value::Nothing, Value::Nothing),
    };
    [(Name::Variant, label), (Name::Head, head), (Name::Place, place)]
}

impl Told for Coupon {
    fn subject(&self) -> Subject {
        Subject::Coupon(self.code.as_str().to_owned())
    }

    fn fields(&self) -> Vec<Field> {
        let Coupon { id: _, code, conditions, active } = self;
        let Conditions {
            off,
            scope,
            minimum,
            period,
            uses_max,
            uses_per_buyer_max,
            first_purchase,
        } = conditions;
        let Period { from, until: _ } = period;
        let scope = match scope {
            Scope::All => Value::AllGoods,
            Scope::Products(products) => Value::Products(products.clone()),
            Scope::Categories(categories) => Value::Categories(categories.clone()),
        };
        let minimum = Some(*minimum).filter(|least| *least > Rupiah::ZERO);
        vec![
            (Name::Code, code.as_str().into()),
            (Name::Off, Value::Off(*off)),
            (Name::Scope, scope),
            (Name::Minimum, minimum.map_or(Value::Nothing, Value::Money)),
            (Name::From, moment(*from)),
            (Name::Until, moment(period.last())),
            (Name::UsesMax, (*uses_max).into()),
            (Name::PerBuyerMax, (*uses_per_buyer_max).into()),
            (Name::FirstPurchase, (*first_purchase).into()),
            (Name::Active, (*active).into()),
        ]
    }
}

impl Told for Member {
    fn subject(&self) -> Subject {
        Subject::Member(self.id)
    }

    fn fields(&self) -> Vec<Field> {
        let Member { id: _, role, since, by } = self;
        vec![
            (Name::Role, Value::Role(*role)),
            (Name::Since, Value::Moment(*since)),
            (Name::By, by.map_or(Value::Nothing, Value::Person)),
        ]
    }
}

impl Told for Profile {
    fn subject(&self) -> Subject {
        Subject::Customer(self.id)
    }

    fn fields(&self) -> Vec<Field> {
        let Profile { id: _, level } = self;
        vec![(Name::Level, Value::Level(*level))]
    }
}

impl Told for StoredSetting {
    fn subject(&self) -> Subject {
        Subject::Setting(self.number)
    }

    fn fields(&self) -> Vec<Field> {
        let StoredSetting { number, value: _ } = self;
        vec![(Name::Setting(*number), setting(self))]
    }
}

fn setting(stored: &StoredSetting) -> Value {
    let mut settings = Settings::default();
    let Some(which) = Setting::numbered(stored.number) else { return Value::Unread };
    if settings.set(which, stored).is_err() {
        return Value::Unread;
    }
    standing(&settings, which)
}

/// What a setting stands at as long as nobody sets it.
pub(super) fn by_default(number: u16) -> Value {
    match Setting::numbered(number) {
        Some(which) => standing(&Settings::default(), which),
        None => Value::Unread,
    }
}

fn standing(settings: &Settings, which: Setting) -> Value {
    match (which, settings.value(which)) {
        (Setting::GroupMoved, _) => {
            settings.group_moved.map_or(Value::Nothing, |(from, to)| Value::Chats(from, to))
        }
        (_, None) => Value::Operator,
        (_, Some(value)) => Value::Set(which, value),
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Flag(flag)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(number.into())
    }
}

impl From<Option<u32>> for Value {
    fn from(number: Option<u32>) -> Value {
        number.map_or(Value::Nothing, Value::from)
    }
}

impl From<Rupiah> for Value {
    fn from(amount: Rupiah) -> Value {
        Value::Money(amount)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        match text {
            "" => Value::Nothing,
            text => Value::Text(text.to_owned()),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Name::Number => "number",
            Name::Name => "name",
            Name::Price => "price",
            Name::Category => "category",
            Name::Description => "description",
            Name::Picture => "picture",
            Name::OnShelf => "on_shelf",
            Name::Hidden => "hidden",
            Name::Least => "least",
            Name::Most => "most",
            Name::LowMark => "low_mark",
            Name::SoldOut => "sold_out",
            Name::Position => "position",
            Name::Emoji => "emoji",
            Name::Kind => "kind",
            Name::Parts => "parts",
            Name::Quota => "quota",
            Name::Within => "within",
            Name::Question => "question",
            Name::Steps => "steps",
            Name::Reseller => "reseller",
            Name::Variant => "variant",
            Name::Head => "variant_of",
            Name::Place => "variant_place",
            Name::Code => "code",
            Name::Off => "off",
            Name::Scope => "scope",
            Name::Minimum => "minimum",
            Name::From => "from",
            Name::Until => "until",
            Name::UsesMax => "uses_max",
            Name::PerBuyerMax => "per_buyer_max",
            Name::FirstPurchase => "first_purchase",
            Name::Active => "active",
            Name::Role => "role",
            Name::Since => "since",
            Name::By => "by",
            Name::Level => "level",
            Name::Text => "text",
            Name::Label => "label",
            Name::Link => "link",
            Name::Setting(_) => "value",
        })
    }
}

impl fmt::Display for Value {
    /// For the command line: numbers and names as they are kept.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Nothing => out.write_str("-"),
            Value::Flag(true) => out.write_str("yes"),
            Value::Flag(false) => out.write_str("no"),
            Value::Number(number) => number.fmt(out),
            Value::Money(amount) => amount.0.fmt(out),
            Value::Text(text) => out.write_str(text),
            Value::Moment(at) => at.0.fmt(out),
            Value::Category(id) => id.0.fmt(out),
            Value::Picture(id) => id.0.fmt(out),
            Value::SoldOut(SoldOut::Shown) => out.write_str("shown"),
            Value::SoldOut(SoldOut::Hidden) => out.write_str("hidden"),
            Value::Kind(kind) => out.write_str(match kind {
                Kind::Unit { .. } => "unit",
                Kind::File => "file",
                Kind::Shared { .. } => "shared",
                Kind::Manual { .. } => "manual",
            }),
            Value::Span(span) => write!(out, "{} s", span.0 / 1000),
            Value::Steps(steps) => {
                let steps = steps.iter().map(|it| format!("{}+ {}", it.from, it.price.0));
                out.write_str(&steps.collect::<Vec<_>>().join(", "))
            }
            Value::Off(Off::Percent { percent, most: None }) => write!(out, "{percent}%"),
            Value::Off(Off::Percent { percent, most: Some(most) }) => {
                write!(out, "{percent}% up to {}", most.0)
            }
            Value::Off(Off::Flat(amount)) => amount.0.fmt(out),
            Value::AllGoods => out.write_str("everything"),
            Value::Products(ids) => listed(out, "products", ids.iter().map(|id| id.0)),
            Value::Categories(ids) => listed(out, "categories", ids.iter().map(|id| id.0)),
            Value::Role(role) => out.write_str(role.as_str()),
            Value::Level(Level::Usual) => out.write_str("usual"),
            Value::Level(Level::Reseller) => out.write_str("reseller"),
            Value::Person(id) => id.0.fmt(out),
            Value::Set(_, value) => value.fmt(out),
            Value::Operator => out.write_str("as the operator's file says"),
            Value::Chats(from, to) => write!(out, "{} to {}", from.0, to.0),
            Value::Unread => out.write_str("?"),
        }
    }
}

fn listed(out: &mut fmt::Formatter<'_>, what: &str, ids: impl Iterator<Item = u64>) -> fmt::Result {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    write!(out, "{what} {}", ids.join(" "))
}
