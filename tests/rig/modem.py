"""A GSM modem on a pseudo-terminal, for programs that speak to one: AT commands, PDU mode.

    modem.py FOLDER

Prints its device, FOLDER/modem. Every message that it takes becomes a file of JSON in FOLDER: the bytes,
and what `smspdudecoder`, which none of us wrote, reads in them. FOLDER/orders.json tells it how it is
today; it is read before every command, and what is missing there is as it should be:

    plugged   false: pulled out
    pin       its SIM wants this one; three wrong ones lock it
    sim       false: there is none
    network   what +CREG says: 1
    answer    to a text: "ok", "silent", "pulled" (after its last byte), or an error as "+CMS ERROR: 38"
    spare     so many texts are taken as "ok" before `answer` holds
    prompt    to +CMGS: true, or an error; "pulled"
    reports   "arrived", "lost", "stored" (in its memory), "none"
    old       true: it knows neither +CNMI with reports at once nor +CEREG

What was said to it is in FOLDER/said.txt. It ends when its input does.
"""

import io
import json
import os
import pathlib
import pty
import select
import sys
import time
import tty

from end_with_input import end_with_input
from smspdudecoder.fields import SMSSubmit

folder = pathlib.Path(sys.argv[1])
link = folder / "modem"


def orders():
    try:
        return json.loads((folder / "orders.json").read_text())
    except (OSError, ValueError):
        return {}


def semi_octets(digits):
    digits += "F" * (len(digits) % 2)
    return "".join(digits[at + 1] + digits[at] for at in range(0, len(digits), 2))


class Modem:
    def __init__(self):
        self.line = None
        self.reference = 0
        self.wrong_pins = 0
        self.taken = 0
        self.stored = {}
        self.letters = "GSM"
        self.plug()

    def plug(self):
        self.line, slave = pty.openpty()
        tty.setraw(slave)
        # The end that programs open; ours of it would keep the line alive when the cable is out.
        name = os.ttyname(slave)
        self.slave = slave
        new = folder / "modem.new"
        new.unlink(missing_ok=True)
        new.symlink_to(name)
        new.replace(link)
        self.echo, self.text, self.heard = True, None, b""
        self.locked = "pin" in orders()
        self.later = []

    def pull(self):
        link.unlink(missing_ok=True)
        os.close(self.slave)
        os.close(self.line)
        self.line = None

    def say(self, *lines):
        for line in lines:
            os.write(self.line, f"\r\n{line}\r\n".encode())

    def hear(self, data):
        with (folder / "said.txt").open("ab") as said:
            said.write(data)
        for byte in data:
            if self.line is None:
                return
            one = bytes([byte])
            if self.echo:
                os.write(self.line, one)
            if self.text is not None:
                if byte == 0x1A:
                    length, self.text = self.text, None
                    text, self.heard = self.heard, b""
                    self.take(length, text.decode("ascii", "replace").strip())
                elif byte == 0x1B:
                    self.text, self.heard = None, b""
                    self.say("OK")
                else:
                    self.heard += one
            elif byte == 0x1B:
                self.heard = b""
            elif byte in b"\r\n":
                command, self.heard = self.heard.decode("ascii", "replace").strip(), b""
                if command:
                    self.command(command)
            else:
                self.heard += one

    def command(self, line):
        now, name = orders(), line.upper()
        if not name.startswith("AT"):
            return self.say("ERROR")
        name = name[2:]
        if name in ("", "Z", "&F", "+CFUN=1") or name.startswith("+CMEE="):
            return self.say("OK")
        if name in ("E0", "E1"):
            self.echo = name == "E1"
            return self.say("OK")
        for asked, answer in {"+CGMI": "Ecrin", "+CGMM": "Emulator", "+CGMR": "1", "+CGSN": "490154203237518"}.items():
            if name in (asked, asked + "?"):
                return self.say(answer, "OK")
        if name == "+CPIN?":
            if not now.get("sim", True):
                return self.say("+CME ERROR: 10")
            if self.wrong_pins >= 3:
                return self.say("+CPIN: SIM PUK", "OK")
            return self.say("+CPIN: SIM PIN" if self.locked else "+CPIN: READY", "OK")
        if name.startswith("+CPIN="):
            if line.split("=")[1].strip('"') == now.get("pin"):
                self.locked, self.wrong_pins = False, 0
                return self.say("OK")
            self.wrong_pins += 1
            return self.say("+CME ERROR: 16")
        if name == "+CEREG?" and not now.get("old"):
            return self.say(f"+CEREG: 0,{now.get('network', 1)}", "OK")
        if name == "+CREG?":
            return self.say(f"+CREG: 0,{now.get('network', 1)}", "OK")
        if name == "+CSQ":
            return self.say("+CSQ: 21,99", "OK")
        if self.locked:
            return self.say("+CME ERROR: 11")
        if name == "+CMGF=?":
            return self.say("+CMGF: (0,1)", "OK")
        if name in ("+CMGF=0", "+CSMS=0"):
            return self.say("OK")
        if name == "+CNMI=?":
            return self.say("+CNMI: (0-2),(0-3),(0-3),(0-2),(0,1)", "OK")
        if name.startswith("+CNMI="):
            at_once = name.endswith(",1,0")
            return self.say("ERROR" if at_once and now.get("old") else "OK")
        if name == "+CSCA?":
            return self.say('+CSCA: "+33609001390",145', "OK")
        if name == "+CSCS=?":
            return self.say('+CSCS: ("GSM","UCS2","HEX")', "OK")
        if name == "+CSCS?":
            return self.say(f'+CSCS: "{self.letters}"', "OK")
        if name.startswith("+CSCS="):
            self.letters = name[6:].strip('"')
            return self.say("OK")
        if name == "+CPMS=?":
            return self.say('+CPMS: ("SM","SR"),("SM"),("SM")', "OK")
        if name.startswith("+CPMS"):
            return self.say("+CPMS: 0,10,0,10,0,10", "OK")
        if name.startswith("+CMGR="):
            pdu = self.stored.get(int(name[6:]))
            if pdu is None:
                return self.say("+CMS ERROR: 321")
            return self.say(f"+CMGR: 0,,{len(pdu) // 2 - 1}", pdu, "OK")
        if name.startswith("+CMGD="):
            self.stored.pop(int(name[6:].split(",")[0]), None)
            return self.say("OK")
        if name.startswith("+CMGS="):
            prompt = now.get("prompt", True)
            if prompt == "pulled":
                return self.pull()
            if prompt is not True:
                return self.say(prompt)
            self.text = int(name[6:])
            return os.write(self.line, b"\r\n> ")
        return self.say("ERROR")

    def take(self, length, pdu):
        now = orders()
        answer = now.get("answer", "ok")
        if self.taken < now.get("spare", 0):
            answer = "ok"
        if answer == "pulled":
            return self.pull()
        if answer == "silent":
            return None
        if answer != "ok":
            return self.say(answer)
        try:
            read = SMSSubmit.decode(io.StringIO(pdu))
            centre = int(pdu[:2], 16)
            assert length == len(pdu) // 2 - 1 - centre, "the length is another"
        except Exception as error:  # whatever it is, a network would not take it either
            (folder / "unread.txt").write_text(f"{pdu}\n{error!r}\n")
            return self.say("+CMS ERROR: 304")
        self.taken += 1
        self.reference = (self.reference + 1) % 256
        place = next((e["data"] for e in (read["user_data"]["header"] or {}).get("elements", [])), None)
        sheet = {
            "pdu": pdu,
            "reference": self.reference,
            "to": "+" + read["recipient"]["number"],
            "encoding": read["dcs"]["encoding"],
            "wants_report": read["header"]["srr"],
            "place": place,
            "text": read["user_data"]["data"],
        }
        new = folder / "new"
        new.write_text(json.dumps(sheet))
        new.replace(folder / f"{self.taken:04}.json")
        self.say(f"+CMGS: {self.reference}", "OK")
        kind = now.get("reports", "arrived")
        if sheet["wants_report"] and kind != "none":
            digits = sheet["to"].lstrip("+")
            times = "62112222950040" * 2
            status = "46" if kind == "lost" else "00"
            report = f"0006{self.reference:02X}{len(digits):02X}91{semi_octets(digits)}{times}{status}"
            self.later.append((time.monotonic() + 0.05, kind, report))
        return None

    def run(self):
        while True:
            plugged = orders().get("plugged", True)
            if self.line is None:
                if plugged:
                    self.plug()
                time.sleep(0.02)
                continue
            if not plugged:
                self.pull()
                continue
            ready, _, _ = select.select([self.line], [], [], 0.02)
            if ready:
                try:
                    self.hear(os.read(self.line, 1024))
                except OSError:
                    time.sleep(0.02)
            while self.line is not None and self.later and self.later[0][0] <= time.monotonic():
                _, kind, report = self.later.pop(0)
                if kind == "stored":
                    at = len(self.stored) + 1
                    self.stored[at] = report
                    self.say(f'+CDSI: "SR",{at}')
                else:
                    self.say(f"+CDS: {len(report) // 2 - 1}", report)


end_with_input()
modem = Modem()
print(link, flush=True)
# Whoever reads our output is not kept waiting by us.
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
modem.run()
