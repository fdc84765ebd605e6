"""Writes src/tokenize/unicode-classes.ts: how the Rust `tokenizers` library classes every code point for BERT.

Its tables are of an older Unicode than any JavaScript engine's, and engines differ among themselves, so we ask the
library itself. Run again with:

    python3 -m venv /tmp/tokenizers && /tmp/tokenizers/bin/pip install 'tokenizers==0.23.*'
    /tmp/tokenizers/bin/python packages/adapters/onnx/oracle/make-unicode-classes.py
"""

from pathlib import Path

import tokenizers
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

OUT = Path(__file__).parent.parent / "src" / "tokenize" / "unicode-classes.ts"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def normalizer(**flags):
    off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    return BertNormalizer(**{**off, **flags})


CLEAN, CJK, STRIP = normalizer(clean_text=True), normalizer(handle_chinese_chars=True), normalizer(strip_accents=True)


def classes(code_point):
    """The classes of one code point, found by putting it between two letters."""
    character = chr(code_point)
    text = f"a{character}b"
    pieces = [piece for piece, _ in BertPreTokenizer().pre_tokenize_str(text)]
    if pieces == ["a", "b"]:
        yield "whitespace"
    if pieces == ["a", character, "b"]:
        yield "punctuation"
    if CLEAN.normalize_str(text) == "ab":
        yield "removed"
    if CJK.normalize_str(text) != text:
        yield "ideograph"
    if STRIP.normalize_str(text) == "ab":
        yield "mark"


def base36(number):
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if number == 0:
            return digits


def encode(code_points):
    """Ranges as "gap,length" in base 36, the length left out when it is 1."""
    ranges = []
    for code_point in code_points:
        if ranges and ranges[-1][1] == code_point - 1:
            ranges[-1][1] = code_point
        else:
            ranges.append([code_point, code_point])
    parts, position = [], 0
    for first, last in ranges:
        length = last - first + 1
        parts.append(base36(first - position) + ("" if length == 1 else f",{base36(length)}"))
        position = last + 1
    return " ".join(parts)


def main():
    found = {"whitespace": [], "punctuation": [], "removed": [], "ideograph": [], "mark": []}
    for code_point in range(0x110000):
        if not 0xD800 <= code_point < 0xE000:
            for name in classes(code_point):
                found[name].append(code_point)
    lines = [
        "/**",
        " * How the Rust `tokenizers` library classes code points for BERT, asked from the library itself, since its tables",
        " * are of an older Unicode than any JavaScript engine's: ranges as `gap` or `gap,length` in base 36.",
        f" * Made by `oracle/make-unicode-classes.py` with tokenizers {tokenizers.__version__}; not edited by hand.",
        " */",
        "export const UNICODE_CLASSES = {",
    ]
    for name, code_points in found.items():
        value = encode(code_points)
        one_line = f'  {name}: "{value}",'
        lines += [one_line] if len(one_line) <= 120 else [f"  {name}:", f'    "{value}",']
    lines += ["} as const;", ""]
    OUT.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
