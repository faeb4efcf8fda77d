# What the scripts of the machine have in common: shops, people, and waiting until something holds.

RINA=720000001 SARI=710000001
mkdir -p /tmp/test

fail() {
  {
    echo "FAILED: $*"
    systemctl --no-pager --full status 'warung@*' 2>/dev/null | head -60
    journalctl -b --no-pager -n 30 SYSLOG_IDENTIFIER=warung
  } >&2
  exit 1
}

# until_true SECONDS COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "waited in vain for: $*"
    sleep 0.1
  done
}

has() { grep -qF -- "$2" <<<"$1" || fail "not in it: $2"$'\n'"$1"; }
state_is() { [ "$(systemctl is-active "$1")" = "$2" ]; }
# To the end: a journal that nobody reads on is an error too.
journal_has() { journalctl -b --no-pager | grep -F -- "$1" >/dev/null; }
pid_of() { systemctl show -P MainPID "warung@$1"; }

# The packages of the payload, and the key that they are signed with.
use_repository() {
  cp /payload/repo/warung-archive-keyring.gpg /usr/share/keyrings/
  cp /payload/repo/warung.sources /etc/apt/sources.list.d/
  apt-get update -qq
}
version() { dpkg-query -W -f '${Version}' warung; }
installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' warung 2>/dev/null)" = 'ii ' ]; }
# install_version previous|current|next
install_version() {
  apt-get install -y -qq -o Dpkg::Use-Pty=0 --allow-downgrades "warung=$(cat "/payload/$1")"
}

# pretend NAME N: a Telegram and a gateway for the shop NAME, on port 900N; the shop's is 800N
pretend() {
  local name=$1 n=$2
  systemd-run --quiet --unit="pretend-$name" /payload/warung pretend --port "900$n" \
    --bot "$(token_of "$n")" --notify "http://127.0.0.1:800$n/webhooks/pakasir"
  until_true 10 curl -fsS "http://127.0.0.1:900$n/world/state"
  echo "$n" >"/tmp/test/$name"
}
token_of() { echo "700000000$1:AAmachine_token_of_a_pretend_bot_00000"; }

world() { echo "http://127.0.0.1:900$(cat "/tmp/test/$1")/world"; }
deed() { curl -fsS -d "$2" "$(world "$1")/do"; }
state() { curl -fsS "$(world "$1")/state${2:+?after=$2}"; }
says() { deed "$1" "$(jq -cn --argjson p "$2" --arg t "$3" '{do:"say",person:$p,text:$t}')"; }

# sees NAME FILTER: waits until jq's FILTER, over the state of the world, gives something
sees() {
  local seen now='' end=$((SECONDS + 30))
  while [ $SECONDS -lt $end ]; do
    now=$(state "$1" "$(jq -r '.revision // empty' <<<"${now:-null}")")
    seen=$(jq -r "$2 // empty" <<<"$now")
    [ -z "$seen" ] || { echo "$seen"; return; }
  done
  fail "never seen at $1: $2"$'\n'"$(jq -c '.chats[].messages[-2:][]|{id,text}' <<<"$now")"
}
chat() { echo ".chats[] | select(.id == $1) | .messages"; }
# reads NAME PERSON TEXT: waits until the newest messages say it
reads() { sees "$1" "[$(chat "$2") | .[] | select(.bot and (.text | contains(\"$3\")))][-1].text"; }
# presses NAME PERSON LABEL: the newest button of that label, as soon as there is one
presses() {
  local at
  at=$(sees "$1" "[$(chat "$2") | .[] | select(any(.inline[][]; .label == \"$3\"))][-1].id")
  deed "$1" "$(jq -cn --argjson p "$2" --argjson m "$at" --arg d "$3" \
    '{do:"press",person:$p,message:$m,data:$d}')"
}

# opens NAME N: the pretend outside, a shop that is set up with it, Rina as its owner, and goods
opens() {
  pretend "$1" "$2"
  sets_up "$1" "$2" >/tmp/test/setup || fail "no setup: $(cat /tmp/test/setup)"
  says "$1" $RINA "/start $(grep -o 'claim_[A-Z0-9]*' /tmp/test/setup)"
  reads "$1" $RINA "Selamat bergabung" >/dev/null
  stocks "$1"
}
sets_up() {
  local name=$1 n=$2 from=/tmp/test/secrets
  mkdir -p $from
  token_of "$n" >$from/token
  echo demo-key >$from/key
  echo demo-secret >$from/hook
  warung setup "$name" --yes --title "Toko $name" --project warung-demo --port "800$n" \
    --token-file $from/token --api-key-file $from/key --webhook-secret-file $from/hook \
    --api-url "http://127.0.0.1:900$n/telegram" \
    --base-url "http://127.0.0.1:900$n/pakasir/api/v2"
}
# configures NAME N: the same files by hand, and nothing started
configures() {
  local name=$1 n=$2 secrets=/etc/warung/$1.secrets
  install -d -m 700 "$secrets"
  (umask 077
    token_of "$n" >"$secrets/telegram_token"
    echo demo-key >"$secrets/gateway_api_key"
    echo demo-secret >"$secrets/gateway_webhook_secret")
  cat >"/etc/warung/$name.toml" <<END
[store]
name = "Toko $name"
data_dir = "/var/lib/warung/$name"
[telegram]
api_url = "http://127.0.0.1:900$n/telegram"
[gateway]
base_url = "http://127.0.0.1:900$n/pakasir/api/v2"
project = "warung-demo"
[web]
listen = "127.0.0.1:800$n"
[staff]
owners = [$RINA]
END
}
stocks() {
  printf '[[product]]\nname = "Netflix"\nprice = 50000\nstock = [%s]\n' \
    "$(printf '"%s-%s|sandi", ' "$1" 1 "$1" 2 "$1" 3 "$1" 4 "$1" 5 "$1" 6 | sed 's/, $//')" \
    >/tmp/test/stock.toml
  warung import --store "$1" /tmp/test/stock.toml
}

# sells NAME [PRODUCT]: Sari buys one and gets it
sells() {
  local name=$1 product=${2:-Netflix} reference order before
  before=$(state "$name" | jq '.gateway.transactions | length')
  says "$name" $SARI "$product"
  presses "$name" $SARI ➕
  presses "$name" $SARI '🧺 Lanjut ke Keranjang'
  presses "$name" $SARI '💳 Lanjut ke Pembayaran'
  reference=$(sees "$name" ".gateway.transactions | select(length > $before) | .[0].reference")
  order=${reference%-*}
  # Its picture stands in the chat before anybody can pay it.
  sees "$name" "[$(chat $SARI) | .[] | select(.file and (.text | contains(\"$order\")))][-1].id" \
    >/dev/null
  deed "$name" "$(jq -cn --arg r "$reference" '{do:"pay",reference:$r,how:"once"}')"
  sees "$name" "[$(chat $SARI) | .[].text | select(contains(\"$order\"))
    | select(contains(\"$name-\"))][-1]"
}
