//! Staff who put the shelf in order while people buy: hidden and shown, put elsewhere, joined,
//! bounded, and taken back.

use warung::chat::action::{Action, CategoryPress, ProductPress};
use warung::chat::staff::product::Editable;
use warung::domain::id::{CategoryId, ProductId};
use warung::domain::product::{Product, SoldOut};
use warung::domain::revision::{Revision, Target};
use warung::shop::undo::Act;
use warung::store::read::Read;
use warung::store::schema::row_of;

use super::world::World;

impl World {
    /// Mostly what hides little, so that people still find something to buy.
    pub fn rearrange(&mut self, admin: u64, product: u32) {
        let product = ProductId(product.into());
        let [category, other] = [1, 2].map(|_| CategoryId(self.luck.range(1, 4)));
        let (up, page) = (self.luck.chance(500), 0);
        let action: Action = match self.luck.below(14) {
            0 => ProductPress::Hide(product).into(),
            1..4 => ProductPress::Unhide(product).into(),
            4 => CategoryPress::Hide(category).into(),
            5 => CategoryPress::Unhide(category).into(),
            6 => CategoryPress::Shift { category, up, page }.into(),
            7 => CategoryPress::ShiftProduct { product, up, page }.into(),
            8 => CategoryPress::Merge { from: category, into: other }.into(),
            9 => CategoryPress::Delete(category).into(),
            10 => ProductPress::SoldOut(product, up.then_some(SoldOut::Hidden)).into(),
            11 => return self.bound(admin, product),
            _ => match self.harmless_undo(admin) {
                Some(action) => action,
                None => ProductPress::Card(product).into(),
            },
        };
        self.presses_known(admin, &action);
    }

    /// How few and how many one order may have.
    fn bound(&mut self, admin: u64, product: ProductId) {
        let fields = [Editable::Least, Editable::Most, Editable::LowMark];
        let field = *self.luck.pick(&fields).expect("fields");
        let count = match field {
            Editable::Least => self.luck.range(1, 2),
            _ => self.luck.range(2, 9),
        };
        self.presses_known(admin, &ProductPress::Edit(product, field).into());
        self.types(admin, &count.to_string());
    }

    /// Something that somebody was offered to take back, as long as it is no price and leaves
    /// everything on the shelf that is there: the witnesses know of these.
    fn harmless_undo(&mut self, admin: u64) -> Option<Action> {
        let undo = |it: &Action| {
            matches!(
                it,
                Action::Product(ProductPress::Undo(..)) | Action::Category(CategoryPress::Undo(_))
            )
        };
        let action = self.offered(admin, undo)?;
        let act = match action {
            Action::Product(ProductPress::Undo(_, act))
            | Action::Category(CategoryPress::Undo(act)) => act,
            _ => return None,
        };
        self.harmless(act).then_some(action)
    }

    fn harmless(&self, act: Act) -> bool {
        let snap = self.core.store().snap().unwrap();
        (act.first..=act.last).all(|number| {
            let Some(revision) = snap.get::<Revision>(number).unwrap() else { return false };
            let Target::Product(id) = revision.what else { return true };
            let row = |image| row_of::<Product>(id.0, image).unwrap();
            match (&revision.before, &revision.after) {
                (Some(before), Some(after)) => {
                    let (before, after) = (row(before), row(after));
                    before.price == after.price
                        && before.prices == after.prices
                        && before.kind == after.kind
                        && before.on_shelf == after.on_shelf
                }
                _ => false,
            }
        })
    }
}
