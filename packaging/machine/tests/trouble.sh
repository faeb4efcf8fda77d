# What happens to a shop: killed, hung, given up on, back again.
use_repository
install_version current
mkdir -p /etc/systemd/system/warung@pasar.service.d
cat >/etc/systemd/system/warung@pasar.service.d/fast.conf <<'END'
[Unit]
StartLimitBurst=3
[Service]
RestartSec=1s
WatchdogSec=3s
TimeoutAbortSec=1s
END
opens pasar 1
sells pasar

was=$(pid_of pasar)
kill -KILL "$was"
until_true 20 sh -c "systemctl is-active warung@pasar && [ \$(systemctl show -P MainPID warung@pasar) != $was ]"
sells pasar

# It hangs: nobody feeds the watchdog.
was=$(pid_of pasar)
kill -STOP "$was"
until_true 30 sh -c "systemctl is-active warung@pasar && [ \$(systemctl show -P MainPID warung@pasar) != $was ]"
journal_has 'Watchdog timeout' || fail "the watchdog did not end it"
sells pasar

# It cannot start any more: tries, gives up, tells the owner, and is tried again by the timer.
systemctl stop warung@pasar
systemctl reset-failed warung@pasar 2>/dev/null || true
cp -a /var/lib/warung/pasar/warung.redb /tmp/test/good.redb
head -c 100000 /dev/urandom | dd of=/var/lib/warung/pasar/warung.redb conv=notrunc status=none
truncate -s 100000 /var/lib/warung/pasar/warung.redb
systemctl start warung@pasar 2>/dev/null || true
until_true 40 state_is warung@pasar failed
has "$(reads pasar $RINA 'Toko tidak bisa berjalan')" 'Toko pasar'
has "$(journalctl -b --no-pager -u warung@pasar)" database
cat /tmp/test/good.redb >/var/lib/warung/pasar/warung.redb
# A failed shop that somebody closes stays closed.
systemctl disable --now warung@pasar
systemctl start warung-revive.service
sleep 1
! state_is warung@pasar active || fail "a closed shop was started"
systemctl enable warung@pasar
systemctl start warung-revive.service
until_true 30 state_is warung@pasar active
sells pasar
# Who stopped a shop wanted it stopped.
systemctl stop warung@pasar
systemctl start warung-revive.service
state_is warung@pasar inactive || fail "a stopped shop was started"
