//! Does everything that products name lie there?

use crate::domain::product::{Category, Product};
use crate::shop::variant;
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;

pub(super) fn faults(read: &impl Read) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    each::<Product>(read, |product| {
        if let Some(category) = product.category
            && read.get::<Category>(category.0)?.is_none()
        {
            let id = product.id.0;
            broken.push(format!("product {id} names category {}, which is gone", category.0));
        }
        if let Some(what) = variant::fault(read, &product)? {
            broken.push(format!("product {}: {what}", product.id.0));
        }
        Ok(())
    })?;
    Ok(broken)
}
