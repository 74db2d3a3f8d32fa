"""A mail server that none of us wrote, `aiosmtpd`, whose mails are read by Python's own parser.

    mail_server.py FOLDER GUARD LOGIN PORT

GUARD is `none`, `starttls` or `tls`; with one of the latter FOLDER holds cert.pem and key.pem.
LOGIN is `name:password`, or `-` where nobody has to log in. Prints its port. Every mail becomes
a file of JSON in FOLDER: what the envelope said and what the parser made of the letter.
Recipients called `nobody@…` do not exist; those called `full@…` have no room today.
It ends when its input does.
"""

import asyncio
import base64
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult
from end_with_input import end_with_input

folder, guard, login, port = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])


class Office:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox here"
        if address.startswith("full@"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        Office.count += 1
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "secret": session.ssl is not None or guard == "tls",
            "login": session.login_data is not None,
            "headers": [name for name in letter.keys()],
            "message_id": letter["Message-ID"],
            "subject": letter["Subject"],
            "from_line": letter["From"],
            "to_line": letter["To"],
            "body": letter.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "attached": [
                {
                    "name": part.get_filename(),
                    "type": part.get_content_type(),
                    "bytes": base64.b64encode(part.get_content()).decode(),
                }
                for part in letter.iter_attachments()
            ],
        }
        new = folder / "mail.new"
        new.write_text(json.dumps(mail))
        new.rename(folder / f"mail-{Office.count:04}.json")
        return "250 2.0.0 taken as number %d" % Office.count


def check(server, session, envelope, mechanism, data):
    name, password = login.split(":")
    good = (data.login, data.password) == (name.encode(), password.encode())
    # Unhandled: the server itself says 535.
    return AuthResult(success=good, handled=False, auth_data=data if good else None)


def certificate():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def talk():
    return SMTP(
        Office(),
        hostname="mail.example.fr",
        enable_SMTPUTF8=False,
        tls_context=certificate() if guard == "starttls" else None,
        require_starttls=guard == "starttls",
        authenticator=check if login != "-" else None,
        auth_required=login != "-",
        # It knows about the line what it needs to: behind `tls` and `none` a login is allowed.
        auth_require_tls=guard == "starttls",
    )


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        talk, "127.0.0.1", port, ssl=certificate() if guard == "tls" else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


end_with_input()
asyncio.run(main())
