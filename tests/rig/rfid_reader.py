"""An LLRP reader that none of us wrote, `llrpkit`'s emulator, with the tags of a file in its field.

    rfid_reader.py TAGS READS_A_SECOND PORT

TAGS holds one EPC in hexadecimal a line and may change at any time; what is in the field then
stands in a file beside it, `.taken`. Prints its port, and ends when its input does.
"""

import asyncio
import pathlib
import sys

from end_with_input import end_with_input
from llrpkit.emulator import EmulatedTag, LLRPEmulator


async def main(file: pathlib.Path, rate: float, port: int) -> None:
    shown = file.read_text()

    def tags() -> list[EmulatedTag]:
        return [EmulatedTag(bytes.fromhex(line)) for line in shown.split()]

    async with LLRPEmulator(tags=tags(), reads_per_sec=rate, port=port) as reader:
        print(reader.port, flush=True)
        while True:
            await asyncio.sleep(0.05)
            if (now := file.read_text()) != shown:
                shown = now
                reader.tags = tags()
                file.with_suffix(".taken").write_text(shown)


end_with_input()
asyncio.run(main(pathlib.Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
