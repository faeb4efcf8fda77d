# A server is destroyed: on an empty one the shop sells again within two minutes, by the key on paper
# and the place where its copies lie. And the old server, should it come back, sells nothing.
use_repository
install_version current
there=/mnt/elsewhere
mkdir -p $there
mount -t tmpfs -o "size=64m,mode=700,uid=$(id -u warung),gid=$(id -g warung)" tmpfs $there
opens pasar 1
printf '[[product]]\nnumber = 2\nname = "Game"\nprice = 10000\nstock = [%s]\n' \
  "$(printf '"pasar-game-%s", ' {1..40} | sed 's/, $//')" >/tmp/test/game.toml
warung import --store pasar /tmp/test/game.toml
warung backup target add usb --kind folder --path $there/warung --store pasar --yes
key=$(warung key new pasar --yes)
has "$(warung backup target test --store pasar)" "usb: copies can lie there"
until_true 30 warung backup now pasar
sells pasar >/tmp/test/first

# What was sold is elsewhere within seconds.
copied() {
  local status
  status=$(warung backup status pasar --json || true)
  jq -e '.targets[0] | .ok and .behind_seconds < 6' <<<"$status"
}
until_true 20 copied
has "$(warung backup drill pasar)" "the shop could be had back"
has "$(warung status --store pasar || true)" "1 of 1 places take them"
sells pasar >/tmp/test/second
before=$(find $there -name '*.age' | wc -l)
says pasar $SARI /start
until_true 20 sh -c "[ \$(find $there -name '*.age' | wc -l) -gt $before ]"
until_true 20 copied

# Gone, with everything that was on it. What the old server was is kept aside, for later.
systemctl kill -s KILL warung@pasar
systemctl disable --now warung@pasar
mkdir /tmp/old && cp -a /etc/warung /tmp/old/etc && cp -a /var/lib/warung /tmp/old/data
apt-get purge -y -qq warung
rm -rf /etc/warung /var/lib/warung /etc/systemd/system/warung@*

began=$SECONDS
install_version current
printf '%s\n' "$key" >/tmp/test/paper
wrong=$(warung restore pasar --from folder:$there/warung --key-file /etc/hostname --yes 2>&1) &&
  fail "any key opened it"
[ ! -e /var/lib/warung/pasar ] || fail "a wrong key has left something: $wrong"
warung restore pasar --from folder:$there/warung --key-file /tmp/test/paper --yes
until_true 60 state_is warung@pasar active
reads pasar $RINA "Toko dipulihkan" >/dev/null
# Units that may have been sold since the last copy are kept aside; the others are sold.
sells pasar Game >/dev/null
took=$((SECONDS - began))
echo "from nothing to the first sale: $took s"
[ $took -le 120 ] || fail "it took $took s"
warung check --data --store pasar
has "$(warung status --store pasar || true)" "pasar"
until_true 30 sh -c 'warung backup status pasar --json | jq -e ".targets[0].ok"'

# The old server comes back to life beside the new one, with the same place: it takes no orders.
systemctl stop warung@pasar
mv /etc/warung /tmp/new-etc && mv /var/lib/warung /tmp/new-data
cp -a /tmp/old/etc /etc/warung && cp -a /tmp/old/data /var/lib/warung
systemctl start warung@pasar
until_true 90 sh -c 'warung status --store pasar | grep -qi "another server"'
has "$(warung backup status pasar || true)" "TAKEN OVER"
