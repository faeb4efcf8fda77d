//! What is filled into the seller's own texts, by the names that people know.

use super::Words;

impl Words<'_> {
    /// `toko` of `store`; a name that no text of theirs has stays as it is.
    pub fn fill_name(&self, name: &str) -> String {
        self.known_name(name).unwrap_or_else(|| name.to_owned())
    }

    fn known_name(&self, name: &str) -> Option<String> {
        Some(match name {
            "name" => self.plain_fill_name(),
            "store" => self.plain_fill_store(),
            "users" => self.plain_fill_users(),
            "sales" => self.plain_fill_sales(),
            "id" => self.plain_fill_id(),
            "language" => self.plain_fill_language(),
            "orders" => self.plain_fill_orders(),
            "rows" => self.plain_fill_rows(),
            "admin" => self.plain_fill_admin(),
            "error" => self.plain_fill_error(),
            "balance" => self.plain_fill_balance(),
            "held" => self.plain_fill_held(),
            "category" => self.plain_fill_category(),
            "query" => self.plain_fill_query(),
            "count" => self.plain_fill_count(),
            "page" => self.plain_fill_page(),
            "pages" => self.plain_fill_pages(),
            "at" => self.plain_fill_at(),
            "number" => self.plain_fill_number(),
            "cost" => self.plain_fill_cost(),
            "span" => self.plain_fill_span(),
            "question" => self.plain_fill_question(),
            "field" => self.plain_fill_field(),
            "price" => self.plain_fill_price(),
            "stock" => self.plain_fill_stock(),
            "description" => self.plain_fill_description(),
            "sold" => self.plain_fill_sold(),
            "quantity" => self.plain_fill_quantity(),
            "total" => self.plain_fill_total(),
            "fewest" => self.plain_fill_fewest(),
            "max" => self.plain_fill_max(),
            "lines" => self.plain_fill_lines(),
            "subtotal" => self.plain_fill_subtotal(),
            "code" => self.plain_fill_code(),
            "discount" => self.plain_fill_discount(),
            "why" => self.plain_fill_why(),
            "old_price" => self.plain_fill_old_price(),
            "new_price" => self.plain_fill_new_price(),
            "order" => self.plain_fill_order(),
            "payable" => self.plain_fill_payable(),
            "until" => self.plain_fill_until(),
            "account" => self.plain_fill_account(),
            "reason" => self.plain_fill_reason(),
            "amount" => self.plain_fill_amount(),
            "fee" => self.plain_fill_fee(),
            "paid_at" => self.plain_fill_paid_at(),
            "received" => self.plain_fill_received(),
            "expected" => self.plain_fill_expected(),
            "product" => self.plain_fill_product(),
            "position" => self.plain_fill_position(),
            "content" => self.plain_fill_content(),
            "date" => self.plain_fill_date(),
            "state" => self.plain_fill_state(),
            "least" => self.plain_fill_least(),
            "most" => self.plain_fill_most(),
            "change" => self.plain_fill_change(),
            "until_clock" => self.plain_fill_until_clock(),
            "typed" => self.plain_fill_typed(),
            "from" => self.plain_fill_from(),
            "kilobytes" => self.plain_fill_kilobytes(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::words::ORIGINALS;
    use crate::words::tests::jakarta;

    #[test]
    fn what_is_filled_in_has_a_name_and_no_two_have_one_in_the_same_text() {
        let dictionary = jakarta();
        for words in dictionary.all() {
            for original in ORIGINALS {
                let names = original.filled.iter().map(|(name, _)| words.known_name(name));
                let mut names: Vec<String> = names.map(Option::unwrap).collect();
                let all = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), all, "{}", original.number);
                for name in names {
                    let plain = |sign: char| sign.is_ascii_lowercase() || sign == '_';
                    assert!(!name.is_empty() && name.chars().all(plain), "{name}");
                }
            }
        }
    }
}
