"""Opens pages to hand over in a real browser, and holds them to what they promise.

    check.py PROGRAM AXE FOLDER

PROGRAM is the built iijtax, AXE the file axe.min.js of axe-core; pages, screenshots and PDFs are left in FOLDER. Of each page:
nothing is requested but itself, nothing is complained of, no text is cut or covered at three widths and on two papers, every
number that has a path is that of the JSON answer, no amount stands there that the JSON answer does not have, and the check of
accessibility finds nothing, by light and by dark, wide and narrow. First of all a page with a fault of each kind is looked at:
what would not be noticed there would not be noticed anywhere.
"""

import base64
import json
import os
import re
import subprocess
import sys
from decimal import Decimal

from chromium import Chromium

WIDTHS = (360, 800, 1280)
# Inches, and the pixels that the margins of the style leave of the width.
PAPERS = {"A4": (8.27, 11.69, 695), "Letter": (8.5, 11, 717)}
LARGEST = 200 * 1024

PAGES = {
    "ads-late": ["dividend", "--holder", "tests/pages/ads-late.json", "--as-of", "2026-11-29"],
    "credit": ["dividend", "--holder", "fixtures/holders/us-individual-credit.json", "--as-of", "2024-06-27"],
    "papers": ["dividend", "--holder", "fixtures/holders/us-individual-2026.json", "--forms"],
    "unknown": ["dividend", "--holder", "fixtures/holders/us-corporation-unknown.json"],
    "nearly-ten": ["dividend", "--holder", "fixtures/holders/us-corporation-nearly-ten.json"],
    "fund": ["dividend", "--holder", "fixtures/holders/fund.json"],
    "gain": ["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"],
    "pfic-gain": ["gain", "--holder", "fixtures/sales/pfic-gain.json", "--as-of", "2026-11-29"],
    "gb-gain": ["gain", "--holder", "fixtures/sales/gb-corporation-substantial.json"],
    "loss": ["gain", "--holder", "fixtures/sales/us-individual-identified-loss.json"],
    "pfic": ["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json"],
    "pfic-ads": ["pfic", "mtm", "--holding", "fixtures/holdings/us-individual-ads.json"],
    "compare": ["compare", "--holder", "fixtures/holders/us-individual-ads.json"],
    "range": ["compare", "--holder", "fixtures/holders/us-individual-ads.json", "--from", "1999-01-01", "--until", "2024-12-31"],
    "timeline": ["timeline", "--residence", "DE", "--kind", "corporation", "--ownership-percent", "25"],
    "year": [
        "year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", "fixtures/year/2025.ndjson",
        "--carryover", "2014=4",
    ],
}
# The same answers in Japanese, whose letters are wider.
PAGES.update({f"{name}-ja": [*command, "--lang", "ja"] for name, command in list(PAGES.items())})

# What sticks out of its place or is cut, and letters that cover others or leave their picture.
CUT = """
(() => {
  const bad = [], page = document.documentElement;
  const name = it => it.tagName + ' ' + it.textContent.trim().slice(0, 50);
  if (page.scrollWidth > page.clientWidth) bad.push(`the page is ${page.scrollWidth} wide`);
  for (const it of document.body.querySelectorAll('*')) {
    if (it.closest('svg') || it.closest('.unseen')) continue;
    if (it.clientWidth && it.scrollWidth > it.clientWidth + 1) bad.push('cut: ' + name(it));
    if (it.getBoundingClientRect().right > page.clientWidth + 1) bad.push('sticks out: ' + name(it));
  }
  for (const svg of document.querySelectorAll('svg')) {
    const box = svg.viewBox.baseVal, seen = [];
    for (const it of svg.querySelectorAll('text')) {
      const at = it.getBBox();
      const over = [-at.x, -at.y, at.x + at.width - box.width, at.y + at.height - box.height];
      if (Math.max(...over) > 0.5) bad.push(`leaves its picture (left, top, right, bottom: ${over}): ` + name(it));
      for (const [of, other] of seen) {
        const covers = at.x < other.x + other.width && other.x < at.x + at.width &&
          at.y + 3 < other.y + other.height && other.y + 3 < at.y + at.height;
        if (covers) bad.push(`covers ${name(of)}: ` + name(it));
      }
      seen.push([it, at]);
    }
  }
  return bad;
})()
"""

NUMBERS = "[...document.querySelectorAll('[data-path]')].map(it => [it.dataset.path, it.textContent])"
# The rules tell of the law's own amounts. What stands in one cell does not run into what stands in the next.
TEXT = """
(() => {
  const text = it => {
    if (it.nodeType === Node.TEXT_NODE) return it.textContent;
    const inside = [...it.childNodes].map(text).join('');
    return it.nodeType === Node.ELEMENT_NODE && getComputedStyle(it).display !== 'inline' ? `\\n${inside}\\n` : inside;
  };
  return [...document.querySelectorAll('main > *:not([aria-labelledby=rules])')].map(text).join('\\n');
})()
"""
AXE = """
axe.run({resultTypes: ['violations']}).then(
  found => found.violations.map(it => it.id + ': ' + it.nodes.map(node => node.html.slice(0, 120)).join(' | ')))
"""


def run(program, command, form):
    done = subprocess.run([program, *command, "--format", form], capture_output=True, check=False)
    if done.returncode not in (0, 4, 5):
        raise SystemExit(f"{command}: {done.stderr.decode()}")
    return done.stdout


def at(answer, path):
    for part in path.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


def number(text):
    return Decimal(re.sub(r"[^0-9.−-]", "", text).replace("−", "-"))


def amounts(text):
    """Yen and dollars in a text."""
    found = re.findall(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?: yen|円)|\$(\d[\d,]*(?:\.\d+)?)", text)
    return {Decimal("".join(pair).replace(",", "")) for pair in found}


def known(answer):
    """Every number of an answer, whether it stands alone or in a sentence."""
    if isinstance(answer, dict):
        return set().union(*map(known, answer.values())) if answer else set()
    if isinstance(answer, list):
        return set().union(*map(known, answer)) if answer else set()
    if isinstance(answer, bool) or answer is None:
        return set()
    if isinstance(answer, str):
        return {Decimal(it.replace(",", "")) for it in re.findall(r"\d[\d,]*(?:\.\d+)?", answer)}
    return {abs(Decimal(answer))}


def check(tab, axe, path, answer, folder, name):
    """What is wrong with a page."""
    wrong = []
    if os.path.getsize(path) > LARGEST:
        wrong.append(f"{os.path.getsize(path)} bytes")

    def opened(width, scheme="light", media="screen"):
        how = f"{media} {scheme} {width}"
        requests, complaints = tab.open(path, width, scheme, media)
        if requests != ["file://" + os.path.abspath(path)]:
            wrong.append(f"{how}: requested {requests}")
        wrong.extend(f"{how}: {it}" for it in complaints)
        wrong.extend(f"{how}: {it}" for it in tab.evaluate(CUT))

    def picture(of):
        height = tab.evaluate("document.documentElement.scrollHeight")
        width = tab.evaluate("innerWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, 6000), "scale": 1}
        shot = tab.send("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        write(os.path.join(folder, f"{name}-{of}.png"), base64.b64decode(shot["data"]))

    for width in WIDTHS:
        opened(width)
        picture(width)
    language = "ja" if name.endswith("-ja") else "en"
    if tab.evaluate("document.documentElement.lang") != language:
        wrong.append(f"not a page in {language}")
    for path_of, text in tab.evaluate(NUMBERS):
        if number(text) != Decimal(str(at(answer, path_of))):
            wrong.append(f"{path_of}: {text!r} is not the answer's {at(answer, path_of)}")
    strange = amounts(tab.evaluate(TEXT)) - known(answer)
    if strange:
        wrong.append(f"not in the answer: {sorted(strange)}")
    for scheme, width in (("light", 360), ("light", 1280), ("dark", 1280)):
        opened(width, scheme)
        tab.evaluate(axe)
        wrong.extend(f"{scheme} {width}: {it}" for it in tab.evaluate(AXE))
    picture("dark")
    for paper, (width, height, inside) in PAPERS.items():
        opened(inside, media="print")
        pdf = tab.send(
            "Page.printToPDF", paperWidth=width, paperHeight=height, preferCSSPageSize=False, printBackground=True
        )
        pdf = base64.b64decode(pdf["data"])
        if not pdf.startswith(b"%PDF"):
            wrong.append(f"{paper}: no PDF")
        write(os.path.join(folder, f"{name}-{paper}.pdf"), pdf)
    return wrong


# A page with a fault of each kind.
PLANTED = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Faults</title></head><body><main><h1>Faults</h1>
<img src="other.png" alt="another file"><p style="color:#ccc;background:#fff">hard to read</p>
<p style="width:6em;overflow:hidden;white-space:nowrap">cut off at the end of its line</p>
<p style="width:3000px">wider than every screen</p>
<svg viewBox="0 0 100 40" role="img" aria-label="letters"><text x="90" y="20">leaves</text>
<text x="0" y="20">one</text><text x="5" y="22">over it</text></svg>
<p><span data-path="due">1,235 yen</span> and 77 yen</p><p lang="ja">源泉徴収税額は78円</p></main></body></html>
"""
NOTICED = (
    "requested", "ERR_FILE_NOT_FOUND", "cut: P cut off", "sticks out: P wider", "leaves its picture", "covers text one",
    "due: '1,235 yen' is not the answer's 1234", "not in the answer: [Decimal('77'), Decimal('78'), Decimal('1235')]", "color-contrast",
)


def unnoticed(tab, axe, folder):
    """What of a page with faults the check does not find."""
    path = os.path.join(folder, "planted.html")
    write(path, PLANTED.encode())
    found = check(tab, axe, path, {"due": 1234}, folder, "planted")
    return [it for it in NOTICED if not any(it in one for one in found)]


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def main():
    program, axe, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with open(axe, encoding="utf-8") as file:
        axe = file.read()
    failed = 0
    with Chromium() as chromium:
        tab = chromium.tab()
        if missed := unnoticed(tab, axe, folder):
            raise SystemExit(f"not noticed on a page with faults: {missed}")
        for name, command in PAGES.items():
            path = os.path.join(folder, f"{name}.html")
            write(path, run(program, command, "html"))
            plain = [it for it in command if it != "--forms"]
            answer = json.loads(run(program, plain, "json"), parse_float=Decimal)
            if plain != command:
                answer["sheets"] = json.loads(run(program, command, "json"), parse_float=Decimal)
            wrong = check(tab, axe, path, answer, folder, name)
            failed += bool(wrong)
            print(f"{name}: {'ok' if not wrong else ''}")
            for it in wrong:
                print(f"  {it}")
    print(f"{len(PAGES)} pages, {failed} with faults")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
