//! The tables of the configuration, each read into its part of Config.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::secret::{self, Name, Places};
use super::table::{Table, flag};
use super::{
    Alert, Api, Config, Gateway, Mark, Mode, Telegram, Web, backup, channel, check, copies,
    socket_in,
};
use crate::domain::bot::Bot;
use crate::domain::id::{Address, CustomerId};
use crate::domain::limit::SOCKET_PATH_BYTES_MAX;
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Span;

/// Where a shop keeps its data, in a folder of its name, and the time it lives by, unless the
/// file says otherwise.
pub const DATA_DIR: &str = "/var/lib/warung";
pub const DEFAULT_TIMEZONE: &str = "Asia/Jakarta";

pub const TELEGRAM_URL: &str = "https://api.telegram.org";

/// Where the gateway is, unless the file says otherwise.
pub fn gateway_url(api: Api) -> &'static str {
    match api {
        Api::V1 => "https://app.pakasir.com/api",
        Api::V2 => "https://app.pakasir.com/api/v2",
    }
}

pub const TOKEN: Name<'static> =
    Name { key: "token", file_key: "token_file", credential: "telegram_token" };
pub const API_KEY: Name<'static> =
    Name { key: "api_key", file_key: "api_key_file", credential: "gateway_api_key" };
pub const WEBHOOK_SECRET: Name<'static> = Name {
    key: "webhook_secret",
    file_key: "webhook_secret_file",
    credential: "gateway_webhook_secret",
};
pub const ALERT_TOKEN: Name<'static> =
    Name { key: "token", file_key: "token_file", credential: "alert_token" };

struct Store {
    name: String,
    data_dir: PathBuf,
    timezone: String,
    language: Language,
    invoice_after: Span,
    key_file: PathBuf,
    contact: Option<String>,
}

struct Staff {
    owners: Vec<CustomerId>,
    admins: Vec<CustomerId>,
    group: Option<Address>,
}

/// Reads the whole file. Every table is read to its end before one of them may fail.
pub fn config(
    mut root: Table<'_>,
    name: String,
    places: &Places<'_>,
    languages: &[Language],
) -> Option<Config> {
    let store = store(root.table("store"), &name, places.base, languages);
    let outside = root.table("web");
    let public = outside.line_of("public_url").is_some();
    let telegram = telegram(root.table("telegram"), places, public);
    let gateway = gateway(root.table("gateway"), places);
    let web = web(outside);
    let alert = alert(root.table("alert"), places, telegram.as_ref().map(|(it, _)| &it.token));
    let staff = staff(root.table("staff"));
    let data_dir = store.as_ref().map(|store| store.data_dir.as_path());
    let bot = telegram
        .as_ref()
        .map(|(it, _)| channel::Bot { token: Some(it.token.clone()), api_url: it.api_url.clone() });
    let backups = backup::backups(root.tables(backup::TABLE), places, data_dir, bot.as_ref());
    let copies = copies::copies(root.table("copies"));
    root.close();
    let (store, gateway, staff, alert) = (store?, gateway?, staff?, alert?);
    let (telegram, messages_per_second) = telegram?;
    let shop = Shop {
        name: store.name,
        language: store.language,
        invoice_after: store.invoice_after,
        owners: staff.owners,
        admins: staff.admins,
        group: staff.group,
        alert_bot: alert.token.is_some(),
        hooked: gateway.webhook_secret.is_some(),
        sandbox: gateway.sandbox,
        contact: store.contact,
        messages_per_second,
        file: String::new(),
    };
    Some(Config {
        store: name,
        shop,
        timezone: store.timezone,
        data_dir: store.data_dir,
        key_file: store.key_file,
        telegram,
        gateway,
        web: web?,
        alert,
        backups: backups?,
        copies: copies?,
        exposed: false,
        mark: Mark::default(),
    })
}

/// `file`: what the machine calls the shop.
fn store(mut table: Table<'_>, file: &str, base: &Path, languages: &[Language]) -> Option<Store> {
    let name = table.required("name", check::shop_name);
    let data_dir = data_dir(&mut table, file, base);
    let timezone = table.or("timezone", DEFAULT_TIMEZONE.to_owned(), check::timezone);
    let language =
        table.or("language", Language::INDONESIAN, |value| check::language(value, languages));
    let invoice_after = table.or("invoice_minutes", Span::minutes(10), check::invoice_minutes);
    let key_file = table.optional("key_file", |value| Ok(base.join(check::path(value)?)));
    let contact = table.optional("contact", check::contact);
    table.close();
    let data_dir = data_dir?;
    Some(Store {
        name: name?,
        timezone: timezone?,
        language: language?,
        invoice_after: invoice_after?,
        key_file: key_file?.unwrap_or_else(|| data_dir.join("warung.key")),
        contact: contact?,
        data_dir,
    })
}

pub fn data_dir(table: &mut Table<'_>, file: &str, base: &Path) -> Option<PathBuf> {
    table.or("data_dir", Path::new(DATA_DIR).join(file), |value| {
        let folder = base.join(check::path(value)?);
        match socket_in(&folder).as_os_str().len() > SOCKET_PATH_BYTES_MAX {
            true => Err("is too long a path for the socket inside it".to_owned()),
            false => Ok(folder),
        }
    })
}

/// With how many messages a second go out. `public`: the file says how the outside reaches us.
fn telegram(mut table: Table<'_>, places: &Places<'_>, public: bool) -> Option<(Telegram, u32)> {
    let token = places.required(&mut table, &TOKEN, secret::token);
    let api_url = table.or("api_url", TELEGRAM_URL.to_owned(), check::url);
    let files_dir =
        table.optional("files_dir", |value| check::absolute(value, "/var/lib/telegram-bot-api"));
    if let (Some(url), Some(Some(_)), Some(line)) =
        (&api_url, &files_dir, table.line_of("files_dir"))
        && !check::is_here(url)
    {
        table.note(line, "files_dir", "needs telegram.api_url of a server on this machine");
    }
    let mode = table.or("mode", Mode::Auto, check::mode);
    if let (Some(Mode::Webhook), false, Some(line)) = (mode, public, table.line_of("mode")) {
        table.note(line, "mode", "needs web.public_url, where Telegram brings updates");
    }
    let messages_per_second = table.or("messages_per_second", 30, check::messages_per_second);
    table.close();
    let telegram =
        Telegram { token: token?, api_url: api_url?, files_dir: files_dir?, mode: mode? };
    Some((telegram, messages_per_second?))
}

fn gateway(mut table: Table<'_>, places: &Places<'_>) -> Option<Gateway> {
    let api = table.or("api", Api::V2, check::api);
    let default_url = gateway_url(api.unwrap_or(Api::V2));
    let secret_shape = match api {
        Some(Api::V1) => secret::segment,
        Some(Api::V2) | None => secret::header,
    };
    let base_url = table.or("base_url", default_url.to_owned(), check::url);
    let project = table.required("project", check::project);
    let api_key = places.required(&mut table, &API_KEY, secret::header);
    let webhook_secret = places.read(&mut table, &WEBHOOK_SECRET, secret_shape);
    let sandbox = table.or("sandbox", false, flag);
    table.close();
    Some(Gateway {
        api: api?,
        base_url: base_url?,
        project: project?,
        api_key: api_key?,
        webhook_secret: webhook_secret?,
        sandbox: sandbox?,
    })
}

fn web(mut table: Table<'_>) -> Option<Web> {
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
    let listen = table.or("listen", here, check::listen);
    let public_url = table.optional("public_url", check::public_url);
    let self_signed = table.or("self_signed", false, flag);
    let proxies = table.list("proxies", check::address);
    let watch = table.optional("watch", check::listen);
    if let (Some(true), Some(None), Some(line)) =
        (self_signed, &public_url, table.line_of("self_signed"))
    {
        table.note(line, "self_signed", "needs public_url, which the certificate is made for");
    }
    table.close();
    Some(Web {
        listen: listen?,
        public_url: public_url?,
        self_signed: self_signed?,
        proxies: proxies?.into_iter().map(|(_, proxy)| proxy).collect(),
        watch: watch?,
    })
}

/// `shop`: the token of the bot that sells. Asked twice for its updates, it would answer neither.
fn alert(mut table: Table<'_>, places: &Places<'_>, shop: Option<&SecretString>) -> Option<Alert> {
    let token = places.read(&mut table, &ALERT_TOKEN, secret::token);
    let id = |token: &SecretString| Bot::id_of(token.expose_secret());
    if let (Some(Some(alert)), Some(shop)) = (&token, shop)
        && id(alert) == id(shop)
    {
        let line = table.line_of("token").or_else(|| table.line_of("token_file"));
        let what = "is of the shop's own bot; give another bot's, or leave it out";
        table.note(line.unwrap_or(table.line), "token", what);
    }
    table.close();
    Some(Alert { token: token? })
}

fn staff(mut table: Table<'_>) -> Option<Staff> {
    let owners = table.list("owners", check::person);
    let admins = table.list("admins", check::person);
    let group = table.optional("group", check::group);
    table.close();
    let ids = |list: Vec<(usize, CustomerId)>| list.into_iter().map(|(_, id)| id).collect();
    Some(Staff { owners: ids(owners?), admins: ids(admins?), group: group? })
}
