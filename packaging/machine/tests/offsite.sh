# Copies go by ssh and by rclone: carried by a unit that sees neither data nor other secrets, while the
# shop itself runs no programs.
if ! command -v sshd >/dev/null || ! command -v rclone >/dev/null; then
  echo "skipped: this root was made without ssh and rclone"
  exit 0
fi
use_repository
install_version current
opens pasar 1
warung key new pasar --yes >/dev/null

# A server that lets somebody in by a key, and another that rclone speaks to.
useradd -m -s /bin/sh sari
ssh-keygen -q -t ed25519 -N '' -f /tmp/test/kunci
install -d -m 700 -o sari /home/sari/.ssh
install -m 600 -o sari /tmp/test/kunci.pub /home/sari/.ssh/authorized_keys
systemctl start ssh
until_true 20 sh -c 'ssh-keyscan -t ed25519 127.0.0.1 >/tmp/test/host && [ -s /tmp/test/host ]'
mkdir /srv/awan
systemd-run --quiet --unit=awan rclone serve webdav --addr 127.0.0.1:9100 --user sari \
  --pass rahasia-sekali /srv/awan
until_true 20 curl -sS -o /dev/null http://127.0.0.1:9100/
printf '[awan]\ntype = webdav\nurl = http://127.0.0.1:9100/\nvendor = other\nuser = sari\npass = %s\n' \
  "$(rclone obscure rahasia-sekali)" >/tmp/test/rclone.conf

warung backup target add pusat --host 127.0.0.1 --user sari --path warung --store pasar --yes \
  --host-key "$(cat /tmp/test/host)" --key-file /tmp/test/kunci
state_is warung-offsite@pasar active || fail "no carrier: $(journalctl -b -u warung-offsite@pasar --no-pager | tail)"
warung backup target add awan --remote awan:warung --rclone-config-file /tmp/test/rclone.conf \
  --store pasar --yes
until_true 60 warung backup now pasar
arrived() { find "$1" -name 'snap-*.age' | grep -q .; }
arrived /home/sari/warung || fail "nothing came by ssh"
arrived /srv/awan/warung || fail "nothing came by rclone"
well() {
  warung backup status pasar --json >/tmp/test/status || true
  jq -e '[.targets[] | .ok and .behind_seconds < 10] | all' /tmp/test/status
}
sells pasar >/dev/null
until_true 30 well

# What it sees, and what can be run where.
pid=$(systemctl show -P MainPID warung-offsite@pasar)
inside=/proc/$pid/root
[ "$(ls $inside/var/lib/warung/pasar)" = offsite ] || fail "it sees the data: $(ls $inside/var/lib/warung/pasar)"
[ "$(ls $inside/etc/warung)" = pasar.toml ] || fail "it sees: $(ls $inside/etc/warung)"
[ "$(ls $inside/run/warung/pasar)" = offsite ] || fail "it sees: $(ls $inside/run/warung/pasar)"
handed=$(ls "$inside/run/credentials/warung-offsite@pasar.service" | sort | paste -sd' ')
[ "$handed" = "backup_awan_rclone_config backup_pusat_key" ] || fail "it is handed: $handed"
[ "$(stat -c '%U %a' /run/warung/pasar/offsite)" = "warung 700" ] || fail "its folder's mode"
pgrep -P "$pid" ssh >/dev/null && pgrep -P "$pid" rclone >/dev/null || fail "no programs of its own"
[ -z "$(pgrep -P "$(pid_of pasar)")" ] || fail "the shop runs a program"
[ -z "$(grep -l rahasia-sekali /proc/[0-9]*/environ 2>/dev/null)" ] || fail "a secret in an environment"
ps -o rss=,comm= -p "$pid" --ppid "$pid" | awk '{print "memory of " $2 ": " int($1 / 1024) " MB"}'

# It comes back by itself, and with the shop.
systemctl kill -s KILL warung-offsite@pasar
until_true 60 state_is warung-offsite@pasar active
sells pasar >/dev/null
until_true 90 well
systemctl restart warung@pasar
until_true 60 state_is warung-offsite@pasar active
until_true 90 well
systemctl stop warung@pasar
state_is warung-offsite@pasar inactive || fail "it carries for a shop that is closed"
[ ! -e /run/warung/pasar/offsite ] || fail "keys stay behind"
systemctl start warung@pasar
until_true 60 state_is warung-offsite@pasar active

# The last such place closes it.
warung backup target remove awan --store pasar --yes
state_is warung-offsite@pasar active || fail "closed too early"
[ ! -e /var/lib/warung/pasar/offsite/awan.rclone ] || fail "what rclone kept stays behind"
warung backup target remove pusat --store pasar --yes
state_is warung-offsite@pasar inactive || fail "it stays without a place"
systemctl is-enabled --quiet warung-offsite@pasar && fail "it stays enabled"
[ ! -e /etc/systemd/system/warung-offsite@pasar.service.d ] || fail "its drop-in stays"
arrived /home/sari/warung || fail "copies went with the place"
[ -z "$(systemctl list-units --state=failed --plain --no-legend 'warung*')" ] || fail "something failed"
