# From a signed repository; a machine without a shop is a healthy one.
cp /payload/repo/warung.sources /etc/apt/sources.list.d/
apt-get update >/tmp/update 2>&1 || true
grep -q 'not signed\|not available\|verif\|sqv\|unreadable' /tmp/update || fail "an unknown signature was believed: $(cat /tmp/update)"
! apt-get install -y warung >/tmp/refused 2>&1 || fail "installed without the key"
installed && fail "installed without the key"

use_repository
install_version current
installed || fail "not installed"
[ "$(version)" = "$(cat /payload/current)" ]
has "$(warung --version)" "warung "
for path in /usr/share/man/man1/warung.1.gz /usr/share/man/man5/warung.toml.5.gz \
  /usr/share/bash-completion/completions/warung /usr/share/doc/warung/examples/warung.toml; do
  [ -s "$path" ] || fail "$path is missing"
done
getent passwd warung | grep -q nologin || fail "no system user without a login"
[ "$(stat -c '%U %a' /etc/warung /var/lib/warung | sort -u)" = "root 755" ] || fail "owners of the folders"
state_is warung.target active || fail "the target is not active"
state_is warung-revive.timer active || fail "the timer is not active"
[ -z "$(systemctl list-units --state=failed --plain --no-legend)" ] || fail "something failed: $(systemctl --failed --no-legend)"

# The keeper of the package is asked for the origin, so that upgrades can be left to the machine.
has "$(apt-cache policy)" "o=warung"
