# Two shops sell beside one another, and neither can see the other's files, secrets or socket.
use_repository
install_version current
opens pasar 1
opens toko 2
has "$(sells pasar)" "pasar-"
has "$(sells toko)" "toko-"
state_is warung-clock active || fail "nobody has waited for the clock: $(systemctl status warung-clock)"
[ "$(state pasar | jq '.gateway.transactions | length')" = 1 ] || fail "a sale went to the other shop"

# What the data and the secrets are to everybody else.
[ "$(stat -c '%U %a' /var/lib/warung/pasar)" = "warung 700" ] || fail "the data's owner"
[ "$(stat -c '%a' /var/lib/warung/pasar/warung.sock)" = 600 ] || fail "the socket's mode"
[ "$(find /etc/warung -name 'pasar.secrets' -perm 700 | wc -l)" = 1 ] || fail "the secrets' mode"

# A program in the place of a shop's: the whole sandbox, and a shell to look around with.
configures probe 3
mkdir -p /etc/systemd/system/warung@probe.service.d
cat >/etc/systemd/system/warung@probe.service.d/probe.conf <<'END'
[Unit]
OnFailure=
[Service]
Type=oneshot
Restart=no
WatchdogSec=0
BindReadOnlyPaths=/payload
ExecPaths=/
NoExecPaths=
ExecStart=
ExecStart=/bin/bash /payload/machine/probe
END
systemctl daemon-reload
PIDS="$(pid_of pasar) $(pid_of toko)"
echo "$PIDS" >/payload/pids
systemctl start warung@probe || fail "the probe: $(journalctl -b -u warung@probe --no-pager | tail -20)"

# No shell can be run where a shop runs.
grep -qE ' / .*noexec' "/proc/$(pid_of pasar)/mountinfo" || fail "programs may be run in the shop's place"

# One shop less: the other goes on, and the data stays.
has "$(warung stores)" pasar
warung remove toko --yes
state_is warung@toko active && fail "a removed shop sells"
[ -s /var/lib/warung/toko/warung.redb ] || fail "its data went with it"
has "$(sells pasar)" "pasar-"
