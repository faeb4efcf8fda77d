# The disk is full: nothing that was acknowledged is lost, and the shop comes back with the room.
use_repository
install_version current
mkdir -p /var/lib/warung/pasar
mount -t tmpfs -o size=96m,mode=700,uid="$(id -u warung)",gid="$(id -g warung)" tmpfs /var/lib/warung/pasar
opens pasar 1
sells pasar >/dev/null
dd if=/dev/zero of=/var/lib/warung/pasar/fill bs=64k status=none 2>/dev/null || true
[ "$(df --output=avail /var/lib/warung/pasar | tail -1)" -lt 64 ] || fail "the disk is not full"
for n in 1 2 3 4 5 6 7 8; do says pasar $SARI "/start"; done
sleep 2
rm /var/lib/warung/pasar/fill
systemctl reset-failed warung@pasar 2>/dev/null || true
systemctl is-active -q warung@pasar || systemctl start warung@pasar
until_true 40 state_is warung@pasar active
sells pasar >/dev/null
warung check --data --config /etc/warung/pasar.toml
