# The disk is full: nothing that was acknowledged is lost, and with room the shop goes on by itself.
use_repository
install_version current
data=/var/lib/warung/pasar
mkdir -p $data
mount -t tmpfs -o "size=192m,mode=700,uid=$(id -u warung),gid=$(id -g warung)" tmpfs $data
opens pasar 1
sells pasar >/dev/null
dd if=/dev/zero of=$data/fill bs=64k status=none 2>/dev/null || true
[ "$(df --output=avail $data | tail -1)" -lt 64 ] || fail "the disk is not full"

# Goods come in until there is no room for more, neither in the log nor where the ballast was: that
# delivery is refused, the others are kept.
taken=0
for n in {1..200}; do
  {
    printf '[[product]]\nnumber = 2\nname = "Game"\nprice = 10000\nstock = [\n'
    for unit in {1..500}; do printf '"%s-%s-%0400d",\n' "$n" "$unit" 0; done
    echo ']'
  } >/tmp/test/more.toml
  warung import --store pasar /tmp/test/more.toml >/tmp/test/import 2>&1 || break
  taken=$((taken + 1))
done
[ $taken -lt 200 ] || fail "a full disk took everything"
echo "full after $taken deliveries: $(tail -1 /tmp/test/import)"

rm $data/fill
until_true 60 sh -c 'systemctl is-active warung@pasar || { systemctl start warung-revive; false; }'
sells pasar >/dev/null
warung check --data --store pasar

# Full already when it starts, and the ballast gone: it opens all the same, takes no orders
# and says so.
systemctl stop warung@pasar
fills() { dd if=/dev/zero of="$1/fill" bs=64k status=none 2>/dev/null || true; }
rm -f $data/ballast
fills $data
systemctl start warung@pasar
until_true 20 journal_has 'no new orders are taken'
rm $data/fill
until_true 60 journal_has 'room on the disk again'
state_is warung@pasar active || fail "it has not come back"
sells pasar >/dev/null
warung check --data --store pasar

# A new shop finds no room at all: it says so, makes nothing, and opens when there is some.
configures kecil 2
pretend kecil 2
data=/var/lib/warung/kecil
mkdir -p $data
mount -t tmpfs -o "size=96m,mode=700,uid=$(id -u warung),gid=$(id -g warung)" tmpfs $data
fills $data
! systemctl start warung@kecil 2>/dev/null || fail "a new shop started on a full disk"
[ "$(systemctl show -P ExecMainStatus warung@kecil)" = 75 ] ||
  fail "code $(systemctl show -P ExecMainStatus warung@kecil)"
has "$(systemctl status --no-pager --full warung@kecil || true)" "full"
[ "$(find $data -name '*.redb' -size +0)" = '' ] || fail "$(ls -l $data)"
rm $data/fill
until_true 60 state_is warung@kecil active
