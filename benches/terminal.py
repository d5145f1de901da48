#!/usr/bin/env python3
"""The reader in a terminal of its own: how soon the first frame is there, and how much memory reading takes.

    benches/terminal.py first FILE...          milliseconds to the first frame, the least of five openings
    benches/terminal.py far FILE PAGE          milliseconds to a page that is not read yet, asked for at once
    benches/terminal.py walk FILE              through all pages to the end and back: memory of the reader, and of its processes
    benches/terminal.py soak FILE MINUTES      random keys while the file is replaced, cut, taken away and comes back

FOLDLINE names another program than target/release/foldline. Nothing but Python is needed.
"""
import fcntl, os, pty, random, re, select, shutil, signal, struct, sys, tempfile, termios, time

PROGRAM = os.path.abspath(os.environ.get("FOLDLINE", "target/release/foldline"))
FRAME = b"\x1b[?2026l"


class Reader:
    def __init__(self, path, *args, size=(30, 100)):
        self.home = tempfile.mkdtemp()
        self.begun, self.raw = time.monotonic(), b""
        path = os.path.abspath(path)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # What keys save by chance is taken away with it.
            os.chdir(self.home)
            env = {**os.environ, "TERM": "xterm-256color", "HOME": self.home, "LANG": "en_US.UTF-8"}
            env.update({"XDG_STATE_HOME": self.home, "XDG_CONFIG_HOME": self.home})
            os.execve(PROGRAM, [PROGRAM, "--fresh", "--no-pictures", *args, path], env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def take(self, seconds):
        """Takes what comes within this time; false at the end."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            more = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += more
        # What terminals are asked: where the cursor is, and who they are.
        for _ in range(more.count(b"\x1b[6n")):
            self.send("\x1b[1;1R")
        if b"\x1b[c" in more:
            self.send("\x1b[?62;22c")
        return bool(more)

    def until(self, wanted, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if wanted(self.raw):
                return True
            if not self.take(0.05):
                return False
        return False

    def send(self, keys):
        os.write(self.fd, keys.encode())

    def memory(self, pid=None):
        """Resident now and at most, in megabytes."""
        with open(f"/proc/{pid or self.pid}/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return [int(fields.get(name, "0 kB").split()[0]) / 1024 for name in ("VmRSS", "VmHWM")]

    def children(self):
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/children") as children:
                return [int(pid) for pid in children.read().split()]
        except OSError:
            return []

    def ends(self):
        """Leaves, and says whether the terminal was given back."""
        end, status, asked = time.monotonic() + 30, None, 0
        while time.monotonic() < end and status is None:
            # Escape and a letter that come in together are another key: on a busy machine that takes more than one try.
            if time.monotonic() > asked + 3:
                self.send("\x1b")
                time.sleep(0.5)
                self.send("Q")
                asked = time.monotonic()
            self.take(0.05)
            pid, code = os.waitpid(self.pid, os.WNOHANG)
            status = code if pid else None
        while self.take(0.1) and select.select([self.fd], [], [], 0.1)[0]:
            pass
        os.close(self.fd)
        shutil.rmtree(self.home, ignore_errors=True)
        tail = self.raw[-4000:]
        return status == 0 and b"\x1b[?1049l" in tail and b"\x1b[?25h" in tail


def shown_page(raw):
    """What the header said last: the page, how many there are, and how many are loaded while some are not."""
    # A header is not always written whole: what changed of it is.
    found = re.findall(rb"page (\d+) of (\d+\+?)(?: \xc2\xb7 (\d+) loaded)?", raw)
    return found[-1] if found else (b"0", b"0", b"")


def first(path):
    times = []
    for _ in range(5):
        reader = Reader(path)
        reader.until(lambda raw: FRAME in raw)
        times.append((time.monotonic() - reader.begun) * 1000)
        reader.ends()
    print(f"{os.path.basename(path):32} first frame {min(times):7.0f} ms (to {max(times):.0f})")


def far(path, page):
    reader = Reader(path)
    reader.until(lambda raw: FRAME in raw)
    # Keys count from a second after the start, unless all is there before.
    time.sleep(1.2)
    asked, seen = time.monotonic(), len(reader.raw)
    reader.send(f"{page}G")
    # Of a header only what changed is written: all of it is, now and then.
    while f"page {page} of".encode() not in reader.raw[seen:] and time.monotonic() < asked + 60:
        reader.send("\x0c")
        reader.take(0.02)
    took, (_, count, loaded) = (time.monotonic() - asked) * 1000, shown_page(reader.raw)
    print(f"{os.path.basename(path):32} page {page} {took:7.0f} ms after it was asked for, "
          f"{(loaded or count).decode()} of {count.decode()} loaded")
    reader.ends()


def walk(path):
    reader = Reader(path)
    reader.until(lambda raw: FRAME in raw)
    largest, hands = 0, 0
    end = time.monotonic() + 600
    while time.monotonic() < end:
        reader.take(0.2)
        for child in reader.children():
            try:
                hands = max(hands, reader.memory(child)[1])
            except OSError:
                pass
        reader.send("\x0c")
        time.sleep(0.05)
        _, count, loaded = shown_page(reader.raw)
        if reader.children() == [] and not loaded and not count.endswith(b"+"):
            break
    count = int(shown_page(reader.raw)[1])
    opened, begun = reader.memory(), time.monotonic()
    for keys in ["]"] * (count - 1) + ["["] * (count - 1):
        frames = reader.raw.count(FRAME)
        reader.send(keys)
        reader.until(lambda raw: raw.count(FRAME) > frames, 10)
        reader.raw = reader.raw[-65536:]
        largest = max(largest, reader.memory()[0])
    per_key = (time.monotonic() - begun) * 1000 / max(1, 2 * count - 2)
    at_end = reader.memory()
    print(f"{os.path.basename(path):32} {count} pages: opened {opened[0]:.0f} MB (at most {opened[1]:.0f}), "
          f"to the end and back {largest:.0f} MB, at last {at_end[0]:.0f} MB, at most ever {at_end[1]:.0f} MB; "
          f"a process that reads {hands:.0f} MB; {per_key:.1f} ms a page; ended well: {reader.ends()}")


# None of these leaves the reader: q does where nothing is open.
KEYS = ["h", "j", "k", "l", "J", "K", "{", "}", "(", ")", "[", "]", "\r", "o", "\t", " ", "b", "d", "u", "gg", "G", "250G",
        "50%", "n", "N", "t", "T", "f", "H", "L", "\x0f", "v", "+", "-", "=", "w", "z", "?", "3J", "''", "/the\r", "/的\r",
        ":panes three\r", ":panes one\r", ":zoom full\r", "ma", "'a", "\x1b", "R"]


def soak(path, minutes):
    dice, folder = random.Random(7), tempfile.mkdtemp()
    own = os.path.join(folder, "edition.pdf")
    shutil.copy(path, own)
    whole = open(path, "rb").read()
    reader = Reader(own)
    reader.until(lambda raw: FRAME in raw)
    end, keys, deeds, sizes, next_deed = time.monotonic() + 60 * minutes, 0, 0, [], time.monotonic() + 5
    begun = time.monotonic()
    while time.monotonic() < end:
        reader.send(dice.choice(KEYS))
        keys += 1
        if not reader.take(0.02):
            print("it ended by itself")
            sys.exit(1)
        reader.raw = reader.raw[-65536:]
        if keys % 50 == 0:
            fcntl.ioctl(reader.fd, termios.TIOCSWINSZ, struct.pack("HHHH", dice.randint(5, 60), dice.randint(20, 200), 0, 0))
            os.kill(reader.pid, signal.SIGWINCH)
        if time.monotonic() > next_deed:
            deed = deeds % 4
            if deed == 0:
                open(own + ".new", "wb").write(whole)
                os.replace(own + ".new", own)
            elif deed == 1:
                open(own, "r+b").truncate(dice.randrange(len(whole)))
            elif deed == 2:
                os.remove(own)
            else:
                open(own, "wb").write(whole)
            deeds += 1
            next_deed = time.monotonic() + dice.uniform(4, 12)
            sizes.append(reader.memory()[0])
            print(f"{time.monotonic() - begun:6.0f} s  {keys:7} keys  {deeds:4} deeds  {sizes[-1]:6.0f} MB", flush=True)
    print(f"{keys} keys, {deeds} deeds, {min(sizes):.0f} to {max(sizes):.0f} MB; ended well: {reader.ends()}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["first", *paths]:
            for each in paths:
                first(each)
        case ["far", path, page]:
            far(path, int(page))
        case ["walk", path]:
            walk(path)
        case ["soak", path, minutes]:
            soak(path, float(minutes))
        case _:
            sys.exit(__doc__)
