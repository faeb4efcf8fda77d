//! What roles are called, and what each of them is for.

use crate::domain::staff::Role;
use crate::words::Words;

pub fn role_name(role: Role, w: Words) -> String {
    match role {
        Role::Support => w.plain_role_support(),
        Role::StockKeeper => w.plain_role_stock_keeper(),
        Role::Cashier => w.plain_role_cashier(),
        Role::Admin => w.plain_role_admin(),
        Role::Owner => w.plain_role_owner(),
    }
}

/// The role as a button: with its sign.
pub fn role_label(role: Role, w: Words) -> String {
    match role {
        Role::Support => w.button_role_support(),
        Role::StockKeeper => w.button_role_stock_keeper(),
        Role::Cashier => w.button_role_cashier(),
        Role::Admin => w.button_role_admin(),
        Role::Owner => w.button_role_owner(),
    }
}

/// What each role may, a line each, the least first.
pub fn meaning(w: Words) -> String {
    let line = |role: &Role| match role {
        Role::Support => w.role_line_support(),
        Role::StockKeeper => w.role_line_stock_keeper(),
        Role::Cashier => w.role_line_cashier(),
        Role::Admin => w.role_line_admin(),
        Role::Owner => w.role_line_owner(),
    };
    Role::ALL.iter().map(line).collect::<Vec<_>>().join("\n")
}
