"""A headless Chromium, spoken to over a pair of pipes by the DevTools protocol; the standard library is enough."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
]
# Of patience with a machine that has other things to do.
SECONDS = 180


class Chromium:
    def __init__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise SystemExit("no chromium: install Debian's package of that name")
        self.profile = tempfile.mkdtemp(prefix="iijtax-chromium-")
        to_read, self.out = os.pipe()
        self.into, to_write = os.pipe()

        def pipes():
            # The program reads from 3 and writes to 4; the ends are moved out of the way of each other first.
            reads, writes = os.dup(to_read), os.dup(to_write)
            os.dup2(reads, 3)
            os.dup2(writes, 4)

        command = [program, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"]
        log = open(os.path.join(self.profile, "log"), "wb")
        self.process = subprocess.Popen(command, preexec_fn=pipes, close_fds=False, stdout=log, stderr=log)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b""
        self.number = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
        except (OSError, RuntimeError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self, until):
        """The next message; an error after `until`."""
        while b"\0" not in self.buffer:
            left = until - time.monotonic()
            ready, _, _ = select.select([self.into], [], [], max(left, 0))
            if not ready:
                raise RuntimeError("chromium does not answer")
            piece = os.read(self.into, 1 << 20)
            if not piece:
                raise RuntimeError("chromium has ended")
            self.buffer += piece
        one, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(one)

    def send(self, method, session=None, **params):
        """Asks, and waits for what comes of it; events on the way are kept."""
        self.number += 1
        asked = {"id": self.number, "method": method, "params": params}
        if session:
            asked["sessionId"] = session
        os.write(self.out, json.dumps(asked).encode() + b"\0")
        until = time.monotonic() + SECONDS
        while True:
            message = self.message(until)
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def tab(self):
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Tab(self, session)


class Tab:
    def __init__(self, chromium, session):
        self.chromium = chromium
        self.session = session
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method, **params):
        return self.chromium.send(method, self.session, **params)

    def open(self, path, width, scheme="light", media="screen"):
        """Opens a file at a width; what was requested, and what the page complained of."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.send("Emulation.setEmulatedMedia", media=media, features=[feature])
        self.chromium.events.clear()
        self.send("Page.navigate", url="file://" + os.path.abspath(path))
        until = time.monotonic() + SECONDS
        while not any(event.get("method") == "Page.loadEventFired" for event in self.chromium.events):
            self.chromium.events.append(self.chromium.message(until))
        self.evaluate("document.title")
        events = [event for event in self.chromium.events if event.get("sessionId") == self.session]
        of = lambda name: [event["params"] for event in events if event["method"] == name]
        requests = [it["request"]["url"] for it in of("Network.requestWillBeSent")]
        complaints = [it["entry"]["text"] for it in of("Log.entryAdded")]
        complaints += [str(it["exceptionDetails"]) for it in of("Runtime.exceptionThrown")]
        return requests, complaints

    def evaluate(self, script):
        """The value of a script, whatever the page's policy; a promise is awaited."""
        given = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in given:
            raise RuntimeError(given["exceptionDetails"].get("exception", given["exceptionDetails"]))
        return given["result"].get("value")
