"""An SMS gateway: Python's own web server, and what it was asked.

    gateway.py FOLDER

Prints its port. Every request becomes a file of JSON in FOLDER. It answers with the status and the text of
FOLDER/answer.json; without that, 201 and {"messages": [{"id": "m-1"}]}. What became of a message it says by
FOLDER/states.json: status 0 hangs up, -1 says nothing for a minute. It ends when its input does.
"""

import http.server
import json
import os
import pathlib
import sys
import time
import urllib.parse

from end_with_input import end_with_input

folder = pathlib.Path(sys.argv[1])


class Gateway(http.server.BaseHTTPRequestHandler):
    count = 0

    def do_GET(self):
        """What became of the message at the end of the path: FOLDER/states.json has a status and a text for each."""
        with (folder / "asked.txt").open("a") as asked:
            asked.write(f"{self.path} {self.headers.get('Authorization', '')}\n")
        states = json.loads((folder / "states.json").read_text())
        status, text = states.get(self.path.rsplit("/", 1)[1], [404, "no such message"])
        if status == 0:
            return
        if status == -1:
            time.sleep(60)
            return
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        kind = self.headers["Content-Type"]
        read = json.loads(body) if kind == "application/json" else dict(urllib.parse.parse_qsl(body))
        Gateway.count += 1
        sheet = {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": read}
        (folder / "new").write_text(json.dumps(sheet))
        (folder / "new").replace(folder / f"{Gateway.count:04}.json")
        status, text = 201, f'{{"messages": [{{"id": "m-{Gateway.count}"}}]}}'
        if (folder / "answer.json").exists():
            status, text = json.loads((folder / "answer.json").read_text())
        if status == 0:
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
print(server.server_address[1], flush=True)
# Whoever reads our output is not kept waiting by us.
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
end_with_input()
server.serve_forever()
