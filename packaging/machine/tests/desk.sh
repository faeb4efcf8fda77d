# A new seller sets up the whole desk on the package, while the process is killed after every step:
# kinds, stock out of a spreadsheet, words, a helper. Nothing is lost, and nothing is there twice.
use_repository
install_version current
mkdir -p /etc/systemd/system/warung@meja.service.d
printf '[Unit]\nStartLimitBurst=1000\n[Service]\nRestartSec=100ms\n' \
  >/etc/systemd/system/warung@meja.service.d/fast.conf
JAMES=710000002
pretend meja 1
sets_up meja 1 >/tmp/test/setup || fail "no setup: $(cat /tmp/test/setup)"
says meja $RINA "/start $(grep -o 'claim_[A-Z0-9]*' /tmp/test/setup)"
reads meja $RINA 'Selamat bergabung' >/dev/null

# dies: killed where it is; another process goes on.
dies() {
  local was
  was=$(pid_of meja)
  kill -KILL "$was"
  until_true 20 sh -c "systemctl is-active warung@meja && [ \$(systemctl show -P MainPID warung@meja) != $was ] && [ \$(systemctl show -P MainPID warung@meja) != 0 ]"
}
# rina TEXT SAYS: types, the process dies, and the answer comes all the same
rina() { says meja $RINA "$1"; dies; reads meja $RINA "$2" >/dev/null; }
# taps LABEL SAYS: presses one button twice, the process dies, and it was done once
taps() {
  local at press
  at=$(sees meja "[$(chat $RINA) | .[] | select(any(.inline[][]; .label == \"$1\"))][-1].id")
  press=$(jq -cn --argjson p $RINA --argjson m "$at" --arg d "$1" \
    '{do:"press",person:$p,message:$m,data:$d}')
  deed meja "$press"
  # The shop may have been faster than the second finger.
  deed meja "$press" 2>/dev/null || true
  dies
  reads meja $RINA "$2" >/dev/null
}

# Units with choices, out of a spreadsheet.
rina '/add -|Netflix|Streaming|45000|Garansi 30 hari.' Netflix
rina '/varian 1|3 bulan|120000' 'Beri nama dulu'
rina '1 bulan' '3 bulan'
printf '\xef\xbb\xbfsep=;\r\nEmail;Sandi\r\nmeja-1@x.id;satu\r\nmeja-2@x.id;dua\r\nmeja-1@x.id;satu\r\n' \
  >/tmp/test/stok.csv
curl -fsS --data-binary @/tmp/test/stok.csv \
  "$(world meja)/upload?person=$RINA&as=document&name=stok.csv&caption=/addstock%201"
dies
reads meja $RINA 'Akan masuk' >/dev/null
taps '✅ Masukkan' 'Stok sekarang'
# Something done by hand, and something for everybody.
rina '/add -|Canva Tim|-|15000|-' 'Canva Tim'
presses meja $RINA '🧬 Jenis'
presses meja $RINA '🙋 Manual'
reads meja $RINA 'Janji selesainya' >/dev/null
rina '2 jam' 'ditanya'
rina 'Email yang diundang?' 'Manual'
# What buyers read; a mistake is told, and loses nothing.
says meja $RINA /respon
presses meja $RINA '👋 Sapaan'
presses meja $RINA 1
presses meja $RINA '✏️ Ubah'
reads meja $RINA 'Kirim teks barunya' >/dev/null
rina 'Halo {nma}' 'tidak dikenal'
rina 'Halo {nama}, dari meja' 'dari meja'
presses meja $RINA '✅ Simpan'
dies
reads meja $RINA 'Urungkan' >/dev/null
# A helper comes and goes.
says meja $RINA /staf
presses meja $RINA '➕ Undang'
presses meja $RINA '📦 Penjaga Stok'
code=$(reads meja $RINA '/claim' | grep -o '/claim [A-Z0-9]*' | head -1)
says meja $JAMES /start
says meja $JAMES "$code"
dies
reads meja $JAMES 'stock keeper' >/dev/null

# Two people who press whatever there is, forty times at once, while it is killed once more.
for _ in $(seq 1 20); do
  says meja $SARI Netflix &
  says meja $JAMES /start &
done
wait
dies

# It sells, by the seller's own words, each unit once.
says meja $SARI /start
reads meja $SARI 'dari meja' >/dev/null
says meja $SARI 1
presses meja $SARI '1 bulan · Rp45.000 · 2'
presses meja $SARI '⚡ Beli Sekarang'
reference=$(sees meja '.gateway.transactions | select(length > 0) | .[0].reference')
deed meja "$(jq -cn --arg r "$reference" '{do:"pay",reference:$r,how:"once"}')"
dies
reads meja $SARI 'meja-1@x.id' >/dev/null
systemctl stop warung@meja
warung check --data --store meja
audit=$(warung audit --store meja --csv)
[ "$(grep -c 'meja-1@x.id' <<<"$audit")" = 0 ] || fail "goods in the log of acts"
warung config export --store meja /tmp/test/meja.toml
config=$(cat /tmp/test/meja.toml)
[ "$(grep -c '^name = "Netflix"' <<<"$config")" = 1 ] || fail "not one product: $config"
[ "$(grep -c 'dari meja' <<<"$config")" = 1 ] || fail "not one greeting: $config"
