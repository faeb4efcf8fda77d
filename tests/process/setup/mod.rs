//! A store set up as sellers do it: at a terminal, by a script, again, and with every mistake.

pub mod machine;
pub mod terminal;

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use warung::demo::world::{SARI, World};

use machine::{HOOK, KEY, Machine, PROJECT, free_port, run, token, told};
use terminal::Terminal;

use crate::key::kept_on_paper;

/// Places for copies can wait; the key is written down.
fn last_questions(at: &mut Terminal) {
    at.answers("Enter = ", "");
    kept_on_paper(at);
}

const CONFIG: &str = "etc/warung/toko-sari.toml";
const TOKEN_FILE: &str = "etc/warung/toko-sari.secrets/telegram_token";

#[test]
fn a_seller_answers_and_the_store_is_there() {
    let machine = Machine::new();
    let mut at = Terminal::start(machine.setup(&[]));
    at.answers("Bahasa / Language (id, en) [id]", "");
    at.answers("Nama toko", "Toko Sari").answers("Nama singkat toko", "Toko Sari");
    at.sees("a-z").answers("[toko-sari]", "").sees("Menyiapkan toko \"toko-sari\"");
    at.answers("Token bot dari @BotFather", "salah").sees("bukan token bot");
    at.answers("Token bot dari @BotFather", &token(99)).sees("tidak mengenal token ini");
    at.answers("Token bot dari @BotFather", &token(1)).sees("Toko 1 (@t1_bot)");
    at.answers("Slug proyek", "a b").sees("hanya memakai huruf");
    at.answers("Slug proyek", PROJECT).answers("API key", "salah").sees("menolak API key ini");
    at.answers("Slug proyek Pakasir (dasbor → Proyek) [toko-sari]", "salah")
        .answers("API key", KEY);
    at.sees("tidak mengenal proyek \"salah\"");
    at.answers("Slug proyek", PROJECT).answers("API key", KEY).sees("menerima API key ini");
    at.answers("Secret webhook", HOOK).answers("Zona waktu", "Asia/Makasar");
    at.sees("Asia/Makassar").answers("Zona waktu", "wita");
    at.answers("Kontak admin", "toko sari").sees("@username, tautan");
    at.answers("Kontak admin", "+62 812-3456-7890");
    at.answers("Token bot peringatan", &token(1)).sees("bot toko sendiri");
    at.answers("Token bot peringatan", &token(2)).sees("@t2_bot");
    at.answers("Alamat toko ini di internet", "toko.test").sees("https://");
    at.answers("Alamat toko ini di internet", "https://toko.test/");
    at.answers("Port di server ini", "0")
        .sees("1 sampai 65535")
        .answers("Port di server ini", &free_port());
    last_questions(&mut at);
    let (code, shown) = at.ends();
    assert_eq!(code, 0, "{shown}");
    let rahasia = [token(1), token(2), KEY.into(), HOOK.into()];
    assert!(!rahasia.iter().any(|secret| shown.contains(secret)), "{shown}");
    assert!(shown.contains("https://t.me/t1_bot?start=claim_"), "{shown}");
    assert!(shown.contains("█████"), "no QR: {shown}");
    assert!(shown.contains("URL webhook untuk dasbor gateway: https://toko.test/webhooks/pakasir"));
    assert!(shown.contains("warung run --store toko-sari"), "{shown}");
    let config = machine.read(CONFIG);
    for line in [
        "name = \"Toko Sari\"",
        "timezone = \"Asia/Makassar\"",
        "language = \"id\"",
        "contact = \"+6281234567890\"",
    ] {
        assert!(config.contains(line), "{config}");
    }
    assert!(!rahasia.iter().any(|secret| config.contains(secret)), "{config}");
    assert_eq!(machine.read(TOKEN_FILE), format!("{}\n", token(1)));
    for (path, mode) in [
        (CONFIG, 0o644),
        ("etc/warung/toko-sari.secrets", 0o700),
        (TOKEN_FILE, 0o600),
        ("etc/warung/toko-sari.secrets/alert_token", 0o600),
        ("var/lib/warung/toko-sari", 0o700),
    ] {
        assert_eq!(machine.mode(path), mode, "{path}");
    }
}

#[test]
fn whoever_gives_up_leaves_nothing_behind() {
    let machine = Machine::new();
    let mut at = Terminal::start(machine.setup(&["toko-sari", "--language", "en"]));
    at.answers("The shop's name", "Toko").sees("@BotFather: ").types("123\x03");
    let (code, shown) = at.ends();
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("nothing has been changed") && !machine.at("etc").exists(), "{shown}");
    let mut at = Terminal::start(machine.setup(&["toko-sari", "--language", "en"]));
    for _ in 0..10 {
        at.answers("The shop's name", "\u{200b}");
    }
    let (code, shown) = at.ends();
    assert!(code == 64 && shown.contains("Wrong too often"), "{shown}");
}

#[test]
fn a_script_needs_no_terminal_and_says_no_secret() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    let again = run(machine.setup(&["toko-sari", "--yes"]), "");
    assert_eq!(again.status.code(), Some(0), "{}", told(&again));
    assert!(told(&again).contains("Tidak ada yang perlu diubah"), "{}", told(&again));
    for (arguments, input, missing) in [
        (&["--yes"][..], "", "NAME"),
        (&["b", "--yes"], "", "--title"),
        (&["b", "--yes", "--title", "B"], "", "--token-file"),
        (&["b", "--yes", "--title", "B", "--token-file", "-"], "T2", "--project"),
        (&["b", "--yes", "--title", "B", "--token-file", "-", "--project", "p"], "T2", "--api-key"),
    ] {
        let machine = Machine::new();
        let output = run(machine.setup(arguments), &input.replace("T2", &token(2)));
        assert_eq!(output.status.code(), Some(64), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(missing), "{arguments:?}: {}", told(&output));
        assert!(!machine.at("etc").exists());
    }
}

#[test]
fn one_answer_is_changed_and_the_sellers_words_stay() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    let words = "# zona toko di Bali\ntimezone = \"Asia/Jakarta\" # dulu\n";
    let seller = machine.read(CONFIG).replace("timezone = \"Asia/Jakarta\"\n", words);
    let seller = format!("{seller}\n[staff]\nowners = [111] # saya\n");
    fs::write(machine.at(CONFIG), &seller).unwrap();
    let output = run(machine.command(&["setup", "--timezone", "WITA"]), "");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(machine.read(CONFIG), seller.replace("\"Asia/Jakarta\" #", "\"Asia/Makassar\" #"));
    // Nothing else was asked for, and nobody is to become an owner where there is one.
    assert!(!told(&output).contains("t.me"), "{}", told(&output));
    let wrong = run(machine.command(&["setup", "--timezone", "Asia/Jakrta"]), "");
    assert_eq!(wrong.status.code(), Some(64));
    assert!(told(&wrong).contains("Asia/Jakarta"), "{}", told(&wrong));
    let mut at = Terminal::start(machine.command(&["setup", "toko-sari", "--language", "en"]));
    at.answers("The shop's name, as customers read it [Toko Sari]", "");
    at.answers("token from @BotFather (Enter: keep", "").sees("@t1_bot");
    at.answers("(dashboard → Project) [toko-sari]", "")
        .answers("(dashboard → Project) (Enter: keep", "")
        .sees("takes this key");
    at.answers("webhook secret", "").answers("[Asia/Makassar]", "");
    at.answers("Whom buyers ask", "");
    at.answers("alert bot's token", "").answers("address on the internet", "");
    at.answers("port on this server", "");
    last_questions(&mut at);
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("Nothing had to be changed"), "{shown}");
    assert!(machine.read(CONFIG).contains("# zona toko di Bali"));
}

#[test]
fn a_secret_of_the_file_moves_beside_it() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    fs::remove_file(machine.at(TOKEN_FILE)).unwrap();
    let inline = format!("[telegram]\ntoken = \"{}\"\n", token(1));
    let config = machine.read(CONFIG).replace("[telegram]\n", &inline);
    fs::write(machine.at(CONFIG), config).unwrap();
    let output = run(machine.command(&["setup", "--token", "--yes"]), &token(1));
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(machine.read(TOKEN_FILE), format!("{}\n", token(1)));
    assert!(!machine.read(CONFIG).contains(&token(1)));
}

/// All may read the file: whatever setup was called for, no secret stays in it.
#[test]
fn setup_leaves_no_secret_in_the_file() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    fs::remove_file(machine.at(TOKEN_FILE)).unwrap();
    let inline = format!("[telegram]\ntoken = \"{}\"\n", token(1));
    let config = machine.read(CONFIG).replace("[telegram]\n", &inline);
    fs::write(machine.at(CONFIG), &config).unwrap();
    fs::set_permissions(machine.at(CONFIG), fs::Permissions::from_mode(0o600)).unwrap();
    let output = run(machine.command(&["setup", "--timezone", "WITA"]), "");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(machine.read(TOKEN_FILE), format!("{}\n", token(1)));
    assert_eq!((machine.mode(TOKEN_FILE), machine.mode(CONFIG)), (0o600, 0o644));
    assert!(!machine.read(CONFIG).contains(&token(1)));
    // With another one in both places nobody but the operator knows which is meant.
    fs::write(machine.at(CONFIG), config.replace(&token(1), &token(2))).unwrap();
    let two = run(machine.command(&["setup", "--timezone", "WIT"]), "");
    assert_eq!(two.status.code(), Some(78), "{}", told(&two));
    assert!(told(&two).contains("is given already"), "{}", told(&two));
}

#[test]
fn a_secret_that_is_wrong_can_be_taken_away() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    for name in ["gateway_webhook_secret", "alert_token"] {
        let path = machine.at(&format!("etc/warung/toko-sari.secrets/{name}"));
        fs::write(&path, "no such thing").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let flag = format!("--no-{}", name.trim_start_matches("gateway_").replace('_', "-"));
        let output = run(machine.command(&["setup", &flag]), "");
        assert_eq!(output.status.code(), Some(0), "{flag}: {}", told(&output));
        assert!(!path.exists(), "{flag}");
    }
}

/// A file says the same each time it is read: what is wrong with it is told once, and is the end.
#[test]
fn nobody_is_asked_what_a_file_has_answered() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    let file = |id: u64| {
        let path = machine.at(&format!("token-{id}"));
        fs::write(&path, token(id)).unwrap();
        path.display().to_string()
    };
    let (unknown, well) = (file(99), file(2));
    let english = |arguments: &[&str]| {
        let mut command = machine.setup(&["--language", "en"]);
        command.args(arguments);
        Terminal::start(command)
    };
    let mut at = english(&["toko-sari", "--alert-token-file", &unknown]);
    let (code, shown) = at.ends();
    assert!(code == 78 && shown.contains("does not know this token"), "{shown}");

    // What is typed can be typed again, whatever came from files.
    let mut at = english(&["dua", "--title", "Dua", "--token-file", &well]);
    at.sees("@t2_bot").answers("slug", PROJECT).answers("API key", KEY);
    at.answers("webhook secret", "").answers("Time zone", "1").answers("Whom buyers ask", "-");
    at.answers("alert bot", &token(98)).sees("does not know this token");
    at.answers("alert bot", &token(3)).sees("@t3_bot").answers("on the internet", "-");
    at.answers("port", &free_port());
    last_questions(&mut at);
    let (code, shown) = at.ends();
    assert_eq!(code, 0, "{shown}");

    // A doubt that is not set aside: there is nothing else to try.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = format!("http://{nobody}");
    let key = machine.at("key");
    fs::write(&key, KEY).unwrap();
    let key = key.display().to_string();
    let servers = ["--api-url", &nobody, "--base-url", &nobody, "--token-file"];
    let gateway = ["--project", PROJECT, "--api-key-file", &key];
    for (token, doubts) in [(file(4), ["n"].as_slice()), (file(5), &["y", "n"])] {
        let mut command = machine.command(&["setup", "tiga", "--language", "en", "--title", "T"]);
        command.args(servers).arg(&token).args(gateway);
        let mut at = Terminal::start(command);
        for doubt in doubts {
            at.answers("Go on", doubt);
        }
        let (code, shown) = at.ends();
        assert!(code == 64 && shown.contains("nothing has been changed"), "{shown}");
    }
    assert!(!machine.at("etc/warung/tiga.toml").exists());
}

/// Two shops that ask for one bot's updates take them from each other: no bot is in two places.
#[test]
fn a_bot_sells_or_warns_for_one_store() {
    let machine = Machine::new();
    machine.store("satu", 1);
    machine.store("dua", 2);
    let set = |arguments: &[&str], id: u64| run(machine.setup(arguments), &token(id));
    let warned = set(&["satu", "--alert-token-file", "-"], 3);
    assert_eq!(warned.status.code(), Some(0), "{}", told(&warned));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let away = format!("http://{nobody}");
    let away = ["dua", "--yes", "--swap-bot", "--token-file", "-", "--api-url", &away];
    for (arguments, bot, words) in [
        (["dua", "--alert-token-file", "-"].as_slice(), 3, "toko \"satu\""),
        (&["dua", "--alert-token-file", "-"], 1, "toko \"satu\""),
        (&["dua", "--token-file", "-", "--swap-bot"], 3, "toko \"satu\""),
        // Its own two as well.
        (&["satu", "--token-file", "-", "--swap-bot"], 3, "bot toko sendiri"),
    ] {
        let output = set(arguments, bot);
        assert_eq!(output.status.code(), Some(78), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(words), "{arguments:?}: {}", told(&output));
    }
    // Telegram need not be there for it.
    for bot in [1, 3] {
        let output = run(machine.command(&[&["setup"][..], &away].concat()), &token(bot));
        assert_eq!(output.status.code(), Some(78), "{}", told(&output));
        assert!(told(&output).contains("toko \"satu\""), "{}", told(&output));
    }
}

/// A first start by hand: root makes the folder for the service's user, and serves as that one.
#[test]
fn root_opens_no_shop_as_itself_where_the_service_has_a_user() {
    if !rustix::process::geteuid().is_root() {
        return crate::skip::skip("nobody but root can become somebody else");
    }
    let machine = Machine::new();
    machine.store("toko", 1);
    let data = machine.at("var/lib/warung/toko");
    fs::remove_dir_all(&data).unwrap();
    fs::write(machine.at("etc/passwd"), "warung:x:65534:65534::/:/bin/false\n").unwrap();
    fs::set_permissions(machine.root(), fs::Permissions::from_mode(0o755)).unwrap();
    // It ends because Telegram does not know the bot, and has made its data by then.
    fs::write(machine.at("etc/warung/toko.secrets/telegram_token"), token(99)).unwrap();
    let output = run(machine.command(&["run"]), "");
    assert_eq!(output.status.code(), Some(78), "{}", told(&output));
    for path in [&data, &data.join("warung.redb"), &data.join("warung.key")] {
        assert_eq!(fs::metadata(path).unwrap().uid(), 65534, "{}", path.display());
    }
}

#[test]
fn stores_of_one_machine_keep_out_of_each_others_way() {
    let machine = Machine::new();
    machine.store("satu", 1);
    machine.store("dua", 2);
    let port = |name: &str| {
        let config = machine.read(&format!("etc/warung/{name}.toml"));
        let (_, rest) = config.split_once("listen = \"127.0.0.1:").unwrap();
        rest.split('"').next().unwrap().parse::<u16>().unwrap()
    };
    assert_ne!(port("satu"), port("dua"));
    assert!(machine.read("etc/warung/dua.toml").contains("/var/lib/warung/dua\""));
    let refused = |arguments: &[&str], input: &str, number: i32, words: &str| {
        let output = run(machine.setup(arguments), input);
        assert_eq!(output.status.code(), Some(number), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(words), "{arguments:?}: {}", told(&output));
        assert!(!told(&output).contains(&token(1)), "{}", told(&output));
    };
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = busy.local_addr().unwrap().port().to_string();
    refused(&["dua", "--port", &taken], "", 78, "program lain");
    refused(&["dua", "--port", &port("satu").to_string()], "", 78, "toko \"satu\"");
    refused(&["dua", "--token-file", "-", "--swap-bot"], &token(1), 78, "toko \"satu\"");
    refused(&["dua", "--token-file", "-"], &token(99), 78, "tidak mengenal token");
    refused(&["dua", "--api-key-file", "-"], "salah", 78, "menolak API key");
    refused(&["dua", "--project", "salah"], "", 78, "tidak mengenal proyek");
    refused(&["dua", "--public-url", "http://toko.test"], "", 64, "https://");
    refused(&["--yes", "--timezone", "WIT"], "", 64, "NAME");
    for name in ["../dua", "Dua", "-dua", &token(1), "a\u{1f600}", &"a".repeat(32)] {
        refused(&["--yes", "--", name], "", 64, "a-z");
    }
    // Where there are two, a command is told which.
    let which = run(machine.command(&["pair", "owner"]), "");
    assert!(which.status.code() == Some(64) && told(&which).contains("dua, satu"));
    let none = run(machine.command(&["pair", "owner", "--store", "tiga"]), "");
    assert!(none.status.code() == Some(64) && told(&none).contains("dua, satu"));
    let pair = run(machine.command(&["pair", "owner", "--store", "dua"]), "");
    assert_eq!(pair.status.code(), Some(0), "{}", told(&pair));
}

#[test]
fn a_silent_outside_is_a_doubt_and_no_end() {
    let machine = Machine::new();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = format!("http://{nobody}");
    let arguments = ["setup", "toko-sari", "--language", "en", "--title", "T", "--project", "p"];
    let servers = ["--api-url", &nobody, "--base-url", &nobody];
    let mut command = machine.command(&arguments);
    let mut at = Terminal::start({
        command.args(servers);
        command
    });
    at.answers("@BotFather", &token(1)).sees("Telegram does not answer").answers("Go on", "y");
    at.answers("API key", KEY).sees("no clear answer").answers("Go on", "n");
    at.answers("API key", KEY).sees("no clear answer").answers("Go on", "y");
    at.answers("webhook secret", "")
        .answers("Time zone", "1")
        .answers("Whom buyers ask", "-")
        .answers("alert bot", "");
    at.answers("on the internet", "-").answers("port", &free_port());
    last_questions(&mut at);
    let (code, shown) = at.ends();
    assert_eq!(code, 0, "{shown}");
    // Without its name there is no link to the bot.
    assert!(shown.contains("send /claim ") && !shown.contains("t.me"), "{shown}");
    let config = machine.read(CONFIG);
    assert!(!config.contains("public_url"), "{config}");
}

#[test]
fn an_absurd_file_is_told_and_not_touched() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    let sound = machine.read(CONFIG);
    for (broken, words) in [
        ("[store\n".to_owned(), ":1:"),
        (sound.replace("[store]\n", "[store]\nport = 5\n"), "store.port: no such key"),
        (format!("{sound}\n[[staff]]\n"), "staff: must be a table"),
    ] {
        fs::write(machine.at(CONFIG), &broken).unwrap();
        let output = run(machine.command(&["setup", "--timezone", "WIT"]), "");
        assert_eq!(output.status.code(), Some(78), "{broken}: {}", told(&output));
        assert!(told(&output).contains(words), "{broken}: {}", told(&output));
        assert_eq!(machine.read(CONFIG), broken);
    }
}

#[test]
fn a_secret_that_others_can_read_is_refused() {
    let machine = Machine::new();
    machine.store("toko-sari", 1);
    fs::set_permissions(machine.at(TOKEN_FILE), fs::Permissions::from_mode(0o640)).unwrap();
    let output = run(machine.command(&["pair", "owner"]), "");
    assert_eq!(output.status.code(), Some(78), "{}", told(&output));
    assert!(told(&output).contains("is open to others; chmod 600"), "{}", told(&output));
}

/// The link of setup makes the owner; another bot is a stranger to the shop's customers until
/// somebody agrees; then everything is there as before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_is_claimed_by_its_link_and_moves_to_another_bot() {
    let world = World::start(0).await.unwrap();
    let machine = Machine::new();
    let there = world.config(&machine.at("unused"), "127.0.0.1:1".parse().unwrap());
    let (telegram, gateway) = (there.telegram.api_url.clone(), there.gateway.base_url.clone());
    let servers = ["--api-url", &telegram, "--base-url", &gateway];
    let secrets = [&there.telegram.token, &there.gateway.api_key].map(ExposeSecret::expose_secret);
    let mut command = machine.command(&["setup", "toko", "--yes", "--title", "Toko"]);
    command.args(["--token-file", "-", "--api-key-file", "-"]).args(servers);
    command.args(["--project", &there.gateway.project, "--port", &free_port()]);
    let input = secrets.join("\n") + "\n";
    let output = spawn_blocking(move || run(command, &input)).await.unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let shown = told(&output);
    let (_, code) = shown.split_once("https://t.me/warung_demo_bot?start=").unwrap();
    let code = code.split_whitespace().next().unwrap();

    let mut daemon = machine.command(&["run", "--store", "toko"]).spawn().unwrap();
    let sari = world.person(SARI);
    sari.say(&format!("/start {code}"));
    let seen = timeout(Duration::from_secs(30), sari.see("bergabung sebagai")).await;
    seen.expect("nobody answers").unwrap();
    // The running shop is asked which bot it is, and agrees to nothing by itself.
    let swap = |arguments: &[&str]| {
        let mut command = machine.command(&["setup", "toko", "--token-file", "-"]);
        command.args(arguments).args(&machine.servers()[..2]);
        spawn_blocking(move || run(command, &token(2)))
    };
    let refused = swap(&["--yes"]).await.unwrap();
    assert_eq!(refused.status.code(), Some(78), "{}", told(&refused));
    for words in ["@warung_demo_bot", "@t2_bot", "--swap-bot", "(1)"] {
        assert!(told(&refused).contains(words), "{words}: {}", told(&refused));
    }
    daemon.kill().unwrap();
    daemon.wait().unwrap();

    // A token put there by hand: the shop does not open for a stranger.
    let config = machine.read("etc/warung/toko.toml");
    fs::write(machine.at("etc/warung/toko.toml"), config.replace(&telegram, &machine.servers()[1]))
        .unwrap();
    let file = machine.at("etc/warung/toko.secrets/telegram_token");
    fs::write(&file, token(2)).unwrap();
    let command = machine.command(&["run", "--store", "toko"]);
    let stranger = spawn_blocking(move || run(command, "")).await.unwrap();
    assert_eq!(stranger.status.code(), Some(78), "{}", told(&stranger));
    let said = told(&stranger);
    assert!(
        said.contains("the token is of @t2_bot") && said.contains("@warung_demo_bot"),
        "{said}"
    );

    fs::write(&file, token(99)).unwrap();
    let command = machine.command(&["run", "--store", "toko"]);
    let nobody = spawn_blocking(move || run(command, "")).await.unwrap();
    assert_eq!(nobody.status.code(), Some(78), "{}", told(&nobody));
    assert!(told(&nobody).contains("does not know this bot token (401 Unauthorized)"));

    let agreed = swap(&["--yes", "--swap-bot"]).await.unwrap();
    assert_eq!(agreed.status.code(), Some(0), "{}", told(&agreed));
    assert!(!told(&agreed).contains("start=claim"), "there is an owner: {}", told(&agreed));
    let mut command = machine.command(&["run", "--store", "toko"]);
    let mut daemon = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let log = daemon.stderr.take().unwrap();
    let welcome = spawn_blocking(move || {
        use std::io::BufRead;
        let mut lines = std::io::BufReader::new(log).lines().map_while(Result::ok);
        lines.find(|line| line.contains("met") && line.contains("t2_bot"))
    });
    let line = timeout(Duration::from_secs(30), welcome).await.expect("it does not open").unwrap();
    assert!(line.is_some_and(|line| line.contains("Done")));
    daemon.kill().unwrap();
    daemon.wait().unwrap();
    world.stop();
}
