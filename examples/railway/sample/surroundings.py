"""A mail catcher and a name server in one process: python3 surroundings.py SMTP_PORT HTTP_PORT DNS_PORT PID_FILE

SMTP takes every mail; GET /api/mails/ lists them, newest last: with ?subject= those of one subject, with ?within=
those of the last seconds. The name server knows that every name below railway.example is this machine.
"""

import asyncio
import email
import json
import os
import pathlib
import re
import sys
import time
from urllib.parse import parse_qs, urlsplit

MOST_MAILS = 1000
ZONE = b"\x07railway\x07example\x00"
ADDRESS = bytes([127, 0, 0, 1])
MAILS = []


async def smtp(reader, writer):
    def say(text):
        writer.write(f"{text}\r\n".encode())

    say("220 railway.example catches mail")
    recipients = []
    while line := (await reader.readline()).decode(errors="replace").strip():
        word = line.split(" ")[0].upper()
        if word == "DATA":
            say("354 go on")
            await writer.drain()
            keep(await reader.readuntil(b"\r\n.\r\n"), recipients)
            recipients = []
        elif word == "RCPT":
            recipients.append(re.search(r"<(.*?)>", line).group(1))
        elif word == "RSET":
            recipients = []
        say("221 bye" if word == "QUIT" else "250 ok")
        if word == "QUIT":
            break
    writer.close()


def keep(data, recipients):
    message = email.message_from_bytes(data)
    mail = {"to": list(recipients), "from": message["From"], "subject": message["Subject"]}
    MAILS.append((time.monotonic(), mail))
    del MAILS[:-MOST_MAILS]


def found(query):
    subject = query.get("subject", [None])[0]
    after = time.monotonic() - float(query.get("within", ["inf"])[0])
    return [mail for at, mail in MAILS if at > after and subject in (None, mail["subject"])]


async def http(reader, writer):
    request = urlsplit((await reader.readline()).decode().split(" ")[1])
    while (await reader.readline()).strip():
        pass
    mails = found(parse_qs(request.query))
    body = json.dumps({"status": "up", "count": len(mails), "mails": mails[-20:]}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    writer.close()


class Names(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, sender):
        end = data.index(b"\x00", 12) + 1
        name, kind = data[12:end], int.from_bytes(data[end : end + 2], "big")
        known = name.lower().endswith(ZONE)
        answers = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04" + ADDRESS if known and kind == 1 else b""
        head = data[:2] + (b"\x85\x80" if known else b"\x85\x83") + b"\x00\x01" + bytes([0, bool(answers)]) + bytes(4)
        self.transport.sendto(head + data[12 : end + 4] + answers, sender)


async def main(smtp_port, http_port, dns_port, pid_file):
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(Names, local_addr=("127.0.0.1", int(dns_port)))
    mail = await asyncio.start_server(smtp, "127.0.0.1", int(smtp_port))
    pages = await asyncio.start_server(http, "127.0.0.1", int(http_port))
    pathlib.Path(pid_file).write_text(str(os.getpid()))
    await asyncio.gather(mail.serve_forever(), pages.serve_forever())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
