"""An emulator ends when its test does, however the test ended: then nobody holds its input any more."""

import os
import sys
import threading


def end_with_input() -> None:
    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
