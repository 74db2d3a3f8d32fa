#!/bin/bash
# Runs inside the guest. /mnt is the folder target/kernel-test/out of the host. Each case is a line
# of /mnt/cases: "ok NAME" or "FAIL NAME: …".
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
. /mnt/places # MODULES_ROOT, PYTHON, DEVICE, RIG
exec >/mnt/log 2>&1
ip link set lo up
for m in usbhid hid-generic usbhid usblp vhci-hcd; do modprobe -d "$MODULES_ROOT" "$m" || echo "no module $m"; done

ok() { echo "ok $*" >>/mnt/cases; }
fail() { echo "FAIL $*" >>/mnt/cases; }
# expect NAME PATTERN COMMAND…: the command's output matches, whatever its exit code.
expect() {
  local name=$1 pattern=$2 output
  shift 2
  output=$(timeout 60 bash -c '"$@"' expect "$@" 2>&1)
  if grep -qE "$pattern" <<<"$output"; then ok "$name"; else fail "$name: $output"; fi
}
# until SECONDS COMMAND…: tries again until it succeeds.
until_ok() {
  local left=$(($1 * 10))
  shift
  while [ $((left--)) -gt 0 ]; do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  return 1
}
# api METHOD PATH: emupos' control, through the shell alone: Python takes seconds to start in here.
api() {
  exec 8<>/dev/tcp/127.0.0.1/8765 || return 1
  printf '%s /api/v1%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n' "$1" "$2" >&8
  cat <&8
  exec 8<&-
}

work=/tmp/kernel-test
mkdir -p $work
cd $work
cat >emupos.yaml <<'Y'
schema: 1
devices:
  - { id: front, type: printer, profile: epson-tm-t20iii, connections: [ { tcp: { port: 9100 } } ] }
Y
"${PYTHON%/*}/emupos" run --config emupos.yaml >emupos.log 2>&1 &
until_ok 180 api GET /health || { fail "emupos did not start: $(cat emupos.log)"; }
"$PYTHON" "$RIG/usb_devices.py" 9100 $work >usb.log 2>&1 &
until_ok 120 grep -q served usb.log || { fail "the USB devices did not start: $(cat usb.log)"; }
usbip attach -r 127.0.0.1 -b 1-1
usbip attach -r 127.0.0.1 -b 1-2
# The kernel numbers its printers from 0, and counts on when one comes back.
has_node() { node=$(ls /dev/usb/lp* 2>/dev/null | head -n 1) && [ -n "$node" ] && node=file://$node; }
until_ok 180 has_node && ok "the kernel made a printer node" || fail "no /dev/usb/lp*: $(dmesg | tail -20)"
until_ok 180 test -e /dev/hidraw0 && ok "the kernel made /dev/hidraw0" || fail "no /dev/hidraw0"

# An expect runs a program, not a function.
export -f api
receipts() { api GET /devices/front/receipts | grep -o '"id"' | wc -l; }
text() { api GET /devices/front/receipts/latest/text; }
export -f receipts text

"$DEVICE" find >found
expect "find lists the USB printer with its serial number" 'usb_printer.usb://04b8:0e28/P1.Test Receipt printer' cat found
expect "find lists the kernel's printer node" "kernel_printer.$node" cat found
expect "find lists the scanner once" '^1$' grep -c 'hid_scanner.hid://0c2e:0b61/S1' found

usb=usb://04b8:0e28/P1
printf '\x1b@\x1bt\x10Alliance or 750 \x80 1290 \xe9\xe8\n\x1dV\x00' >ticket
expect "status through the kernel's node" 'online: true, paper: Ok' "$DEVICE" status $node
expect "print through the kernel's node" 'printed, confirmed: true' "$DEVICE" print $node ticket
expect "the receipt's text, with accents and euro" 'Alliance or 750 € 1290 éè' text
expect "the drawer opens" 'confirmed: true' "$DEVICE" kick $node
expect "and its sensor says so" '"drawer": ?"open"' api GET /devices/front

expect "print directly, the kernel's driver set aside" 'printed, confirmed: true' "$DEVICE" print $usb ticket
expect "two receipts" '^2$' receipts
until_ok 20 has_node && ok "and the kernel has its printer back" || fail "the kernel's node did not come back"
expect "status through it again" 'online: true' "$DEVICE" status $node

for way in node usb; do
  has_node
  [ $way = node ] && way=$node || way=$usb
  api PUT /devices/front/faults/paper-out >/dev/null
  expect "no paper before: nothing sent, $way" 'not sent: paper_out' "$DEVICE" print $way ticket
  api DELETE /devices/front/faults/paper-out >/dev/null
  api PUT /devices/front/faults/cover-open >/dev/null
  expect "cover open: nothing sent, $way" 'not sent: cover_open' "$DEVICE" print $way ticket
  api DELETE /devices/front/faults/cover-open >/dev/null
done
expect "still two receipts" '^2$' receipts

# Held open by another program: the kernel gives its node to one at a time.
has_node
exec 9>"${node#file://}"
expect "the node in use" 'busy' "$DEVICE" print $node ticket
exec 9>&-
chmod 600 "${node#file://}"
expect "without permission, the rule to install is named" 'permission.*70-ecrin.rules' setpriv --reuid=65534 --regid=65534 --clear-groups "$DEVICE" print $node ticket
expect "nor directly" 'permission.*70-ecrin.rules' setpriv --reuid=65534 --regid=65534 --clear-groups "$DEVICE" print $usb ticket

# A long ticket, and the cable pulled in its middle, both ways. What had arrived of the first is still
# being printed when the second comes: a printer that is busy with it does not answer at once.
answers() { "$DEVICE" status "$1" | grep -q 'online: true'; }
for way in node usb; do
  has_node
  name=long-$way
  [ $way = node ] && way=$node || way=$usb
  { printf '\x1b@%s\n' "$name"; for n in $(seq 20000); do printf 'ligne %06d ............................\n' "$n"; done; printf '\x1dV\x00'; } >long
  until_ok 20 answers $way || fail "the printer does not answer, $way"
  "$DEVICE" print $way long >long.out 2>&1 &
  job=$!
  until_ok 120 test -e "sending.$name"
  usbip detach -p 01 >/dev/null 2>&1
  wait $job
  expect "unplugged in mid-ticket is unsure, $way" '^unsure: [0-9]+ of [0-9]+ bytes, [0-9]+ certain: unplugged' cat long.out
  expect "and afterwards absent, $way" 'absent' "$DEVICE" print $way ticket
  # The far end was torn down with the cable: a new one.
  usbip attach -r 127.0.0.1 -b 1-2
  until_ok 180 has_node || fail "no printer node after plugging in again"
done

scan() { printf '%s' "$1" >scan.new && mv scan.new scan; }
"$DEVICE" scan hid://0c2e:0b61/S1 3 >scans 2>&1 &
listener=$!
until_ok 10 grep -q connected scans
scan ']E0 3760123456786'
until_ok 10 grep -q 3760123456786 scans
scan ']Q1 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789ABC'
until_ok 10 grep -q ABC scans
usbip detach -p 00 >/dev/null 2>&1
until_ok 10 grep -q 'lost: unplugged' scans
usbip attach -r 127.0.0.1 -b 1-1
until_ok 20 sh -c '[ $(grep -c connected scans) = 2 ]'
scan ']C0 J000104'
until_ok 10 grep -q J000104 scans
kill $listener 2>/dev/null
expect "a scan by HID POS" '^ean13.3760123456786$' cat scans
expect "a long code from two reports" '^qr.0123456789.*789ABC$' cat scans
expect "unplugged is told" '^lost: unplugged' cat scans
expect "and plugged in again it scans on" '^code128.J000104$' cat scans

echo end >>/mnt/cases
sync
echo o >/proc/sysrq-trigger
sleep 5
