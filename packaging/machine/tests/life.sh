# The life of the package under a shop that is full: upgrade, no way back, removal, purge.
use_repository
install_version previous
are_open() { state_is warung@pasar active && state_is warung@toko active; }
opens pasar 1
opens toko 2
sells pasar >/dev/null
sells toko >/dev/null

# Up: all shops run the new program at once, with what they had.
was=$(pid_of pasar)
install_version current
until_true 20 are_open
[ "$(pid_of pasar)" != "$was" ] || fail "the old program still runs"
[ "$(version)" = "$(cat /payload/current)" ] || fail "version $(version)"
sells pasar >/dev/null
warung check --data --store toko

# To a version with a newer layout, whose program would write its number down; and not back.
install_version next
until_true 20 are_open
echo 9999 >/var/lib/warung/pasar/schema
! install_version current >/tmp/down 2>&1 || fail "went back behind its data"
has "$(cat /tmp/down)" "the shop pasar has data of layout 9999"
[ "$(version)" = "$(cat /payload/next)" ] || fail "the newer package is gone"
until_true 20 are_open
systemctl stop warung@pasar && rm -f /var/lib/warung/pasar/schema && systemctl start warung@pasar

# Back where the data is no newer.
install_version current
until_true 20 are_open
sells toko >/dev/null

# A shop that is told to stop has not failed.
systemctl stop warung@toko
[ "$(systemctl show -P Result warung@toko)" = success ] || fail "it did not end well"
systemctl start warung@toko

# Removed: the shops stop, everything of theirs stays, and comes back with the package.
apt-get remove -y -qq -o Dpkg::Use-Pty=0 warung
for name in pasar toko; do
  [ "$(pid_of $name)" = 0 ] || fail "$name sells without a program"
  [ -s "/var/lib/warung/$name/warung.redb" ] && [ -s "/etc/warung/$name.toml" ] || fail "$name is gone"
done
install_version current
until_true 20 are_open
sells pasar >/dev/null

# Purged: what has data stays and is named; what has none goes.
configures empty 3
apt-get purge -y -qq warung >/tmp/purge 2>&1
has "$(cat /tmp/purge)" "rm -rf /var/lib/warung/pasar /var/lib/warung/toko /etc/warung/pasar.secrets"
[ -s /var/lib/warung/pasar/warung.redb ] && [ -s /var/lib/warung/pasar/warung.key ] || fail "purged a shop"
[ -s /etc/warung/pasar.secrets/telegram_token ] || fail "purged a shop's secrets"
[ ! -e /etc/warung/empty.toml ] && [ ! -e /etc/warung/empty.secrets ] || fail "kept an empty shop"
units=$(find /etc/systemd /lib/systemd /usr/lib/systemd -name "warung*")
[ -z "$units" ] || fail "units are left: $units"
eval "$(sed -n 's/.*for good: //p' /tmp/purge)"
install_version current
apt-get purge -y -qq warung >/tmp/purge 2>&1
left=$(find / -xdev -name '*warung*' -not -path '/payload/*' -not -path '/proc/*' -not -path '/tmp/*' \
  -not -path '/var/log/*' -not -path '/var/cache/*' -not -path '/var/lib/apt/*' -not -path '/usr/share/keyrings/*' \
  -not -path '/etc/apt/*' -not -path '/sys/*' -not -path '/run/*')
[ -z "$left" ] || fail "left behind: $left"
