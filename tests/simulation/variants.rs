//! Staff who make choices of products while people buy: added, called otherwise, put in order, and
//! taken away with their card or without.

use warung::chat::action::{Action, ProductPress, VariantPress};
use warung::chat::staff::product::Editable;
use warung::domain::id::ProductId;

use super::staff::price;
use super::world::World;

impl World {
    /// Mostly one more choice, for there is little else to be done without any.
    pub fn vary(&mut self, admin: u64, product: u32) {
        let (id, up) = (ProductId(product.into()), self.luck.chance(500));
        match self.luck.below(10) {
            0..5 => self.add_choice(admin, product),
            5 => {
                self.presses_known(admin, &VariantPress::Label(id).into());
                // The witness of prices knows a choice by its number.
                let label = format!("Paket {product} v{}", self.luck.below(6));
                self.types(admin, &label);
            }
            6 => self.presses_known(admin, &VariantPress::Shift { product: id, up }.into()),
            7 => self.presses_known(admin, &VariantPress::End(id).into()),
            8 => {
                self.presses_known(admin, &ProductPress::Edit(id, Editable::Name).into());
                let name = format!("Produk {product} kartu {} · x", self.luck.below(9));
                self.types(admin, &name);
            }
            _ => {
                let undo = |it: &Action| matches!(it, Action::Variant(VariantPress::Undo(..)));
                if let Some(action) = self.offered(admin, undo) {
                    self.presses_known(admin, &action);
                    self.something_may_go_off();
                }
            }
        }
    }

    /// What has no choices is called something first; else the second message is no answer.
    fn add_choice(&mut self, admin: u64, product: u32) {
        let (number, price) = (self.next_product(), price(&mut self.luck));
        self.types(admin, &format!("/varian {product}|Paket {number}|{price}|{number}"));
        self.types(admin, &format!("Awal {product}"));
        self.model.prices(self.updates, number, price, self.steps);
        if self.luck.chance(800) {
            self.fill(admin, number);
        }
    }
}
