"""Served over USB/IP: a class-7 printer with emupos behind it, and a HID POS scanner.

usage: usb_devices.py EMUPOS_PORT FOLDER

Bytes that the kernel writes to the printer go to emupos and emupos' answers come back, so the far
end is a printer that knows nothing of us. The scanner sends the code in FOLDER/scan each time that
file appears; a code of more than 56 bytes takes several reports.
"""

import os
import socket
import struct
import sys
import threading
import time

from usbip import In, Interface, Out, USBDevice
from usbip.classes.device import hid
from usbip.transport import USBIP

port, folder = int(sys.argv[1]), sys.argv[2]

# Page 8C: report 2 with a byte count, three AIM bytes, 56 data bytes, a "continued" byte.
REPORT_DESCRIPTOR = bytes.fromhex(
    "058c0902a1010912a1028502150026ff00750895010501093b8102058c95"
    "0309fb09fc09fd8102953809fe820201950109ff8102c0c0"
)


class Printer(Interface):
    bInterfaceClass = 7
    bInterfaceSubClass = 1
    bInterfaceProtocol = 2
    o = Out(0x01, "bulk", mps=64)
    i = In(0x82, "bulk", mps=64)

    def __init__(self):
        super().__init__()
        self.taken = 0
        self.job = "none"
        self.paper = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=self.answers, daemon=True).start()

    def answers(self):
        while data := self.paper.recv(64):
            self.i.write(data)

    def on_control(self, setup, data=b""):
        request = getattr(setup, "bRequest", None)
        if request == 0:  # GET_DEVICE_ID
            ident = b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;"
            return struct.pack(">H", len(ident) + 2) + ident
        if request == 1:  # GET_PORT_STATUS: paper, selected, no error
            return bytes([0x18])
        return b""

    def on_out(self, ep, data):
        data = bytes(data)
        # Lets the guest pull the cable when a ticket is under way, not after so many seconds. By the
        # ticket's own name: what is left of an earlier one may still be coming in.
        if data.startswith(b"\x1b@"):
            self.taken, self.job = 0, data[2:].split(b"\n")[0].decode("ascii", "replace").strip()
        self.taken += len(data)
        if self.taken > 4096:
            open(os.path.join(folder, "sending." + self.job), "w").close()
        self.paper.sendall(data)


scanner = hid.HID(REPORT_DESCRIPTOR)
scanner_device = USBDevice(0x0C2E, 0x0B61, manufacturer="Test", product="HID POS scanner", serial="S1")
scanner_device.add(scanner)
printer_device = USBDevice(0x04B8, 0x0E28, manufacturer="Test", product="Receipt printer", serial="P1")
printer_device.add(Printer())

transport = USBIP("127.0.0.1", 3240)
scanner_device.plug(via=transport)
printer_device.plug(via=transport)
print("served", flush=True)

wanted = os.path.join(folder, "scan")
while True:
    time.sleep(0.05)
    if not os.path.exists(wanted):
        continue
    with open(wanted, "rb") as file:
        aim, code = file.read().rstrip(b"\n").split(b" ", 1)
    os.remove(wanted)
    parts = [code[at : at + 56] for at in range(0, len(code), 56)]
    for index, part in enumerate(parts):
        more = index + 1 < len(parts)
        scanner.send_report(bytes([2, len(part)]) + aim + part.ljust(56, b"\0") + bytes([more]))
