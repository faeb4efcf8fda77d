//! What kind of goods a product is.

use crate::domain::product::Kind;
use crate::words::Words;

pub fn kind_name(kind: &Kind, w: Words) -> String {
    match kind {
        Kind::Unit { .. } => w.plain_product_unit(),
        Kind::File => w.plain_product_file(),
        Kind::Shared { .. } => w.plain_product_shared(),
        Kind::Manual { .. } => w.plain_product_manual(),
    }
}
