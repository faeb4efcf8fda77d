# A shop that cannot start says why, in the journal and in its status, and is not tried for ever.
use_repository
install_version current
pretend pasar 1

# refused STATUS WORDS: the start fails once, with that code, and says so
refused() {
  systemctl reset-failed warung@pasar 2>/dev/null || true
  ! systemctl start warung@pasar 2>/dev/null || fail "started all the same"
  until_true 10 state_is warung@pasar failed
  [ "$(systemctl show -P ExecMainStatus warung@pasar)" = "$1" ] ||
    fail "code $(systemctl show -P ExecMainStatus warung@pasar) instead of $1"
  [ "$(systemctl show -P NRestarts warung@pasar)" = 0 ] || fail "was tried again"
  has "$(systemctl status --no-pager --full warung@pasar || true)" "$2"
}

# A start without setup.
refused 78 /etc/warung/pasar.toml

configures pasar 1
rm /etc/warung/pasar.secrets/telegram_token
refused 78 telegram.token

configures pasar 1
: >/etc/warung/pasar.secrets/telegram_token
refused 78 telegram.token

configures pasar 1
echo 'colour = "red"' >>/etc/warung/pasar.toml
says pasar $RINA /start
refused 78 colour
# The owner hears of it by what can still be read.
has "$(reads pasar $RINA 'Toko tidak bisa berjalan')" 'Toko pasar'

configures pasar 1
rm -r /etc/warung/pasar.secrets
refused 78 telegram.token

configures pasar 1
systemctl start warung@pasar || fail "does not start after all"

# With less of a sandbox, as a container may need it.
for unit in warung@ warung-alert@ warung-revive warung-clock warung-offsite@; do
  install -D -m 644 /usr/share/doc/warung/examples/container.conf \
    /etc/systemd/system/$unit.service.d/container.conf
done
systemctl daemon-reload
systemctl restart warung@pasar || fail "does not start with less of a sandbox"
systemctl start warung-revive.service
