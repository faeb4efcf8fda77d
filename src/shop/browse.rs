//! Read models for the screens: the shelf, one product with its counts, orders of a person.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::search::Finder;
use super::supply;
use super::variant;
use crate::domain::customer::Customer;
use crate::domain::id::{CategoryId, CustomerId, OrderId, ProductId};
use crate::domain::limit::{PAGE_LINES, PRODUCTS_MAX};
use crate::domain::message::MessageRef;
use crate::domain::order::{Order, State};
use crate::domain::payment::Payment;
pub use crate::domain::product::SoldOut;
use crate::domain::product::{Category, ENDLESS, Product};
use crate::domain::title::Title;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::record::Record;
use crate::store::schema::{ALL, Index, Table};

/// Which part of the shelf to look at. Buttons carry it: variants are appended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    All,
    Category(CategoryId),
    /// Most sold first.
    Best,
    /// What has all these words, the best first.
    Search(String),
    /// Names that begin with it; `None`: with none of the alphabet.
    Letter(Option<char>),
}

/// A product as it stands on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub product: Product,
    pub available: u32,
    pub sold: u64,
}

impl Item {
    /// Nobody has to count how many are left.
    pub fn endless(&self) -> bool {
        self.available == ENDLESS
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// From 0 on, and always a page that exists.
    pub page: u32,
    pub pages: u32,
    pub total: usize,
}

impl<T> Page<T> {
    /// Cuts a page out of a list; a page beyond the end is the last one.
    pub fn cut(list: Vec<T>, page: u32) -> Page<T> {
        Page::cut_by(list, page, PAGE_LINES)
    }

    /// The same with so many lines a page.
    pub fn cut_by(list: Vec<T>, page: u32, lines: usize) -> Page<T> {
        let total = list.len();
        let pages = total.div_ceil(lines).max(1) as u32;
        let page = page.min(pages - 1);
        let items = list.into_iter().skip(page as usize * lines).take(lines).collect();
        Page { items, page, pages, total }
    }

    /// The same page with something else in the place of each item.
    pub(super) fn each<U>(self, turn: impl FnMut(T) -> Result<U, Fault>) -> Result<Page<U>, Fault> {
        let Page { items, page, pages, total } = self;
        let items = items.into_iter().map(turn).collect::<Result<_, _>>()?;
        Ok(Page { items, page, pages, total })
    }
}

impl Page<u64> {
    /// The rows of these numbers; one that cannot be read hides no other.
    pub(super) fn readable<R: Record>(self, read: &impl Read) -> Result<Page<R>, Fault> {
        let Page { items, page, pages, total } = self;
        let rows = items.into_iter().filter_map(|id| read.passable(id).transpose());
        Ok(Page { items: rows.collect::<Result<_, _>>()?, page, pages, total })
    }
}

/// A page of the rows under one key of an index, newest first. Only as many are walked as it
/// takes to get there.
pub(super) fn newest(
    read: &impl Read,
    index: Index,
    key: u64,
    page: u32,
) -> Result<Page<u64>, Fault> {
    paged(read, index, key, Direction::Newest, page)
}

fn paged(
    read: &impl Read,
    index: Index,
    key: u64,
    sort: Direction,
    page: u32,
) -> Result<Page<u64>, Fault> {
    let total = read.count(index, key)? as usize;
    let pages = total.div_ceil(PAGE_LINES).max(1) as u32;
    let page = page.min(pages - 1);
    let before = page as usize * PAGE_LINES;
    let ids = read.list(index, key, sort, before + PAGE_LINES)?;
    let items = ids.into_iter().skip(before).collect();
    Ok(Page { items, page, pages, total })
}

pub fn item(read: &impl Read, product: Product) -> Result<Item, Fault> {
    let available = supply::left(read, &product)?;
    let sold = read.count(Index::UnitsSold, product.id.0)?;
    Ok(Item { product, available, sold })
}

/// The same as buyers see it in a list: of a card with several choices what they come to.
pub fn card_item(read: &impl Read, product: Product) -> Result<Item, Fault> {
    let choices = variant::choices_shown(read, product.id)?;
    come_to(read, product, choices)
}

/// The same as staff see it, whose hidden choices count too.
pub(super) fn whole_card(read: &impl Read, product: Product) -> Result<Item, Fault> {
    let choices = variant::choices(read, product.id)?;
    come_to(read, product, choices)
}

fn come_to(read: &impl Read, product: Product, choices: Vec<Product>) -> Result<Item, Fault> {
    if !product.heads() {
        return item(read, product);
    }
    let (mut units, mut sales) = (0_u32, 0);
    for choice in choices {
        let Item { available, sold, .. } = item(read, choice)?;
        units = units.saturating_add(available);
        sales += sold;
    }
    Ok(Item { product: product.as_card(), available: units, sold: sales })
}

/// What has become of all units of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    pub available: u64,
    /// For open orders.
    pub held: u64,
    pub sold: u64,
}

pub fn stock_of(read: &impl Read, product: ProductId) -> Result<Stock, Fault> {
    Ok(Stock {
        available: supply::left_of(read, product)?.into(),
        held: read.count(Index::UnitsHeld, product.0)?,
        sold: read.count(Index::UnitsSold, product.0)?,
    })
}

/// A page of the shelf, in order of numbers, of sales or of the alphabet. Only the products on
/// the page are read.
pub fn shelf(
    read: &impl Read,
    part: &Part,
    sold_out: SoldOut,
    page: u32,
) -> Result<Page<Item>, Fault> {
    let ids = match part {
        Part::All => numbered(read)?,
        Part::Best => best(read)?,
        Part::Category(id) => within(read, *id)?,
        Part::Letter(letter) => lettered(read, *letter)?,
        Part::Search(words) => Finder::read(read)?.search(read, words)?,
    };
    page_of(read, ids, sold_out, page)
}

/// A page of a list of products in its own order. What is sold out is in it as its product wishes,
/// or else as the shop does.
pub fn page_of(
    read: &impl Read,
    mut ids: Vec<u64>,
    sold_out: SoldOut,
    page: u32,
) -> Result<Page<Item>, Fault> {
    let own = sold_out.other() as u64;
    let own = read.list(Index::SoldOutOwn, own, Direction::Oldest, PRODUCTS_MAX)?;
    if sold_out == SoldOut::Hidden || !own.is_empty() {
        let (stock, own) = (stock_of_cards(read)?, own.into_iter().collect::<HashSet<u64>>());
        let listed = |id: &u64| (sold_out == SoldOut::Shown) != own.contains(id);
        ids.retain(|id| stock.contains_key(id) || listed(id));
    }
    Page::cut(ids, page).each(|id| card_item(read, read.need(id)?))
}

/// How many units each product has that can be bought; those that are missing have none.
pub(super) fn stock(read: &impl Read) -> Result<HashMap<u64, u64>, Fault> {
    let mut stock: HashMap<u64, u64> =
        read.counts(Index::UnitsAvailable, usize::MAX)?.into_iter().collect();
    for id in read.list(Index::MadeOnShelf, ALL, Direction::Oldest, PRODUCTS_MAX)? {
        let Some(product) = read.passable::<Product>(id)? else { continue };
        match supply::left(read, &product)? {
            0 => stock.remove(&id),
            left => stock.insert(id, left.into()),
        };
    }
    Ok(stock)
}

/// The same, and a card has what the choices on it have that buyers see.
fn stock_of_cards(read: &impl Read) -> Result<HashMap<u64, u64>, Fault> {
    let (mut stock, heads) = (stock(read)?, heads(read)?);
    for choice in by_key(read, Index::VariantNumber)? {
        if let (Some(units), Some(head)) = (stock.get(&choice).copied(), heads.get(&choice)) {
            *stock.entry(*head).or_default() += units;
        }
    }
    Ok(stock)
}

/// On whose card each choice is that is on another's.
fn heads(read: &impl Read) -> Result<HashMap<u64, u64>, Fault> {
    let index = Index::VariantsOf as u16;
    let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
    let entries = read.entries(from, to, Direction::Oldest, PRODUCTS_MAX)?;
    Ok(entries.into_iter().map(|(_, head, id)| (id, head)).filter(|(id, it)| id != it).collect())
}

/// What buyers see of a category, in its order. Nothing of one that is hidden.
fn within(read: &impl Read, id: CategoryId) -> Result<Vec<u64>, Fault> {
    if read.get::<Category>(id.0)?.is_none_or(|category| category.hidden) {
        return Ok(Vec::new());
    }
    let (index, first) = (Index::CategoryPlace as u16, Product::first_place(id));
    let (from, to) = ((index, first, 0), (index, first | u64::from(u32::MAX), u64::MAX));
    let entries = read.entries(from, to, Direction::Oldest, PRODUCTS_MAX)?;
    Ok(entries.into_iter().map(|(_, _, id)| id).collect())
}

/// The order of products in their category.
pub(super) fn in_order<'t>(titles: impl Iterator<Item = &'t Title>) -> Vec<u64> {
    let mut titles: Vec<&Title> = titles.collect();
    titles.sort_by_key(|title| (title.offer.place(title.number), title.product));
    titles.into_iter().map(|title| title.product.0).collect()
}

/// Everything that buyers see by number, which is the order of an index already.
fn numbered(read: &impl Read) -> Result<Vec<u64>, Fault> {
    by_key(read, Index::ProductNumber)
}

fn by_key(read: &impl Read, index: Index) -> Result<Vec<u64>, Fault> {
    let index = index as u16;
    let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
    let entries = read.entries(from, to, Direction::Oldest, PRODUCTS_MAX)?;
    Ok(entries.into_iter().map(|(_, _, id)| id).collect())
}

fn best(read: &impl Read) -> Result<Vec<u64>, Fault> {
    let sold = read.counts(Index::UnitsSold, usize::MAX)?;
    let heads = heads(read)?;
    let mut of_card: HashMap<u64, u64> = HashMap::new();
    for (id, sold) in sold {
        *of_card.entry(heads.get(&id).copied().unwrap_or(id)).or_default() += sold;
    }
    let mut sales = Vec::new();
    for id in numbered(read)? {
        sales.extend(of_card.get(&id).map(|sold| (*sold, id)));
    }
    // A stable sort: equal sales stay in order of number.
    sales.sort_by_key(|(sold, _)| std::cmp::Reverse(*sold));
    Ok(sales.into_iter().map(|(_, id)| id).collect())
}

/// What stands under a letter, in order of the alphabet.
fn lettered(read: &impl Read, letter: Option<char>) -> Result<Vec<u64>, Fault> {
    let titles = read.titles()?;
    let under = |title: &&Title| title.name.letter() == letter;
    let mut titles: Vec<&Title> = titles.iter().filter(listed).filter(under).collect();
    titles.sort_by(|a, b| (&a.name.solid, a.number).cmp(&(&b.name.solid, b.number)));
    Ok(titles.into_iter().map(|title| title.product.0).collect())
}

/// Whether it is a card that buyers see.
fn listed(title: &&Title) -> bool {
    !title.offer.hidden && title.head.is_none()
}

/// The letters that names on the shelf begin with, and how many do; `None` is all that begins
/// with none of our alphabet, and comes last.
pub fn letters(read: &impl Read) -> Result<Vec<(Option<char>, usize)>, Fault> {
    let mut counts: BTreeMap<(bool, Option<char>), usize> = BTreeMap::new();
    for title in read.titles()?.iter().filter(listed) {
        let letter = title.name.letter();
        *counts.entry((letter.is_none(), letter)).or_default() += 1;
    }
    Ok(counts.into_iter().map(|((_, letter), count)| (letter, count)).collect())
}

/// The categories that have something for buyers, and how much, in their order.
pub fn categories(read: &impl Read) -> Result<Vec<(Category, usize)>, Fault> {
    let mut found = categories_on_shelf(read)?;
    found.retain(|(category, _)| !category.hidden);
    found.sort_by_cached_key(|(category, _)| category.place());
    Ok(found)
}

/// The same by number, hidden or not. Others are rows that no such product names: they are neither
/// shown nor counted.
pub(super) fn categories_on_shelf(read: &impl Read) -> Result<Vec<(Category, usize)>, Fault> {
    let counts = read.counts(Index::CategoryProducts, usize::MAX)?;
    let mut found = Vec::new();
    for (id, count) in counts {
        found.extend(read.passable(id)?.map(|category| (category, count as usize)));
    }
    Ok(found)
}

pub fn category_name(read: &impl Read, id: CategoryId) -> Result<Option<String>, Fault> {
    let category = read.get::<Category>(id.0)?;
    Ok(category.map(|category| category.name.as_str().to_owned()))
}

/// A category for those who only name it: nothing where it is gone or cannot be read.
pub fn category_legible(read: &impl Read, id: CategoryId) -> Result<Option<Category>, Fault> {
    read.passable(id.0)
}

/// The same as buyers read it.
pub fn category_label(read: &impl Read, id: CategoryId) -> Result<Option<String>, Fault> {
    Ok(read.get::<Category>(id.0)?.map(|category| category.label()))
}

/// The name of a product, on the shelf or off it.
pub fn product_name(read: &impl Read, id: ProductId) -> Result<String, Fault> {
    Ok(read.need::<Product>(id.0)?.name.as_str().to_owned())
}

pub fn product(read: &impl Read, id: ProductId) -> Result<Product, Fault> {
    read.need(id.0)
}

pub fn customer(read: &impl Read, id: CustomerId) -> Result<Option<Customer>, Fault> {
    read.get(id.0)
}

/// The customer somebody means: by the number of their account, or by the username they had
/// when they last wrote. A name that has moved from one to another means nobody.
pub fn customer_called(read: &impl Read, text: &str) -> Result<Option<Customer>, Fault> {
    let text = text.trim();
    let Some(username) = text.strip_prefix('@') else {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let id = plain.then(|| text.parse().ok()).flatten();
        return id.map_or(Ok(None), |id| read.get(id));
    };
    let mut found = Vec::new();
    let digest = Customer::username_digest(username);
    for id in read.list(Index::Username, digest, Direction::Oldest, usize::MAX)? {
        let customer: Customer = read.need(id)?;
        let theirs = customer.username.as_deref().unwrap_or_default();
        if theirs.eq_ignore_ascii_case(username) {
            found.push(customer);
        }
    }
    Ok(if found.len() == 1 { found.pop() } else { None })
}

pub fn order(read: &impl Read, id: OrderId) -> Result<Order, Fault> {
    read.need(id.0)
}

/// The same for a number that may be anything.
pub fn known_order(read: &impl Read, id: OrderId) -> Result<Option<Order>, Fault> {
    read.get(id.0)
}

/// An order, and the gateway's side of it where there is one.
pub fn order_and_payment(read: &impl Read, id: OrderId) -> Result<(Order, Option<Payment>), Fault> {
    let order: Order = read.need(id.0)?;
    let payment = order.payment().map(|payment| read.need(payment.0)).transpose()?;
    Ok((order, payment))
}

pub fn order_count(read: &impl Read, customer: CustomerId) -> Result<u64, Fault> {
    read.count(Index::OrdersOf, customer.0)
}

/// A person's orders, newest first.
pub fn orders_of(read: &impl Read, customer: CustomerId, page: u32) -> Result<Page<Order>, Fault> {
    newest(read, Index::OrdersOf, customer.0, page)?.each(|id| read.need(id))
}

/// An order, if it is that person's.
pub fn order_of(
    read: &impl Read,
    customer: CustomerId,
    id: OrderId,
) -> Result<Option<Order>, Fault> {
    Ok(read.get::<Order>(id.0)?.filter(|order| order.customer == customer))
}

/// The person's newest invoice whose QRIS can be paid now.
pub fn payable(read: &impl Read, customer: CustomerId) -> Result<Option<OrderId>, Fault> {
    let mut newest = None;
    for open in [Index::OrdersOpenOf, Index::DepositsOpenOf] {
        for id in read.list(open, customer.0, Direction::Newest, usize::MAX)? {
            if let State::AwaitingPayment { .. } = read.need::<Order>(id)?.state {
                newest = newest.max(Some(OrderId(id)));
            }
        }
    }
    Ok(newest)
}

/// The newest order of a person, if this message is the one that shows it.
pub fn panel_of(
    read: &impl Read,
    customer: CustomerId,
    message: Option<MessageRef>,
) -> Result<Option<OrderId>, Fault> {
    let newest = read.list(Index::OrdersOf, customer.0, Direction::Newest, 1)?;
    let Some(newest) = newest.first() else { return Ok(None) };
    let order = read.need::<Order>(*newest)?;
    Ok((message.is_some() && order.panel == message).then_some(order.id))
}

/// Orders that are paid and not delivered, oldest first.
pub fn undelivered(read: &impl Read, page: u32) -> Result<Page<Order>, Fault> {
    paged(read, Index::OrdersUndelivered, ALL, Direction::Oldest, page)?.each(|id| read.need(id))
}

/// Orders with refunds that are promised outside and not paid yet, oldest first.
pub fn refunds_owed(read: &impl Read, page: u32) -> Result<Page<Order>, Fault> {
    paged(read, Index::RefundsOwed, ALL, Direction::Oldest, page)?.each(|id| read.need(id))
}

/// The shop in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub customers: u64,
    pub open: u64,
    pub paid: u64,
    pub undelivered: u64,
    /// Orders with a refund that is to be paid outside.
    pub owed: u64,
}

/// How far a shop has come that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstSteps {
    /// There is a product on the shelf.
    pub product: bool,
    /// There has been something to sell.
    pub stock: bool,
    /// Somebody has ordered.
    pub order: bool,
}

pub fn first_steps(read: &impl Read) -> Result<FirstSteps, Fault> {
    Ok(FirstSteps {
        product: products(read)? > 0,
        stock: read.last_number(Table::Unit)? > 0,
        order: read.last_number(Table::Order)? > 0,
    })
}

/// Products on the shelf.
pub fn products(read: &impl Read) -> Result<u64, Fault> {
    read.count(Index::Shelf, ALL)
}

pub fn figures(read: &impl Read) -> Result<Figures, Fault> {
    Ok(Figures {
        customers: read.count(Index::Customers, ALL)?,
        open: read.count(Index::OrdersOpen, ALL)?,
        paid: read.count(Index::OrdersPaid, ALL)?,
        undelivered: read.count(Index::OrdersUndelivered, ALL)?,
        owed: read.count(Index::RefundsOwed, ALL)?,
    })
}
