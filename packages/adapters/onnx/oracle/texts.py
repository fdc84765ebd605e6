"""The texts of the oracle, by class: CLASSES maps a class to [(query, [documents])], pairs() lists them flat."""

import json
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[4] / "examples" / "sample"

SCRIPTS = [
    (
        "where does the river rise",
        [
            "Der Fluß entspringt in den Höhen über Übersee.",
            "Река берёт начало в горах, и Йошкар-Ола стоит на другой реке.",
            "Ο ποταμός πηγάζει από τα ψηλά βουνά",
            "这条河发源于高山。",
            "川は高い山から流れ出る。カタカナとｶﾀｶﾅ、がぎぐげご",
            "강은 높은 산에서 시작된다",
            "ينبع النهر من الجبال العالية",
            "הנהר נובע מההרים הגבוהים",
            "नदी ऊँचे पहाड़ों से निकलती है",
            "แม่น้ำไหลมาจากภูเขาสูง",
            "Sông bắt nguồn từ những ngọn núi cao",
            "Nehir yüksek dağlardan doğar, İstanbul ile ılıca",
        ],
    ),
    ("河はどこから", ["川は高い山から流れ出る。", "The river rises in the mountains.", "江源 river 江 2 km"]),
    ("где исток реки", ["Исток реки находится в горах", "истоки и устье", "The source of the river"]),
    ("Straße ﬁnden ＡＢＣ Ⅷ", ["STRASSE finden abc viii", "Die Straße ﬁndet man leicht; ＦＵＬＬ width"]),
]
FINAL_SIGMA = [
    ("ο δρόμος", ["ΟΔΟΣ", "ΟΔΥΣΣΕΥΣ ΚΑΙ ΣΙΣΥΦΟΣ", "ΣΟΦΟΣ. ΛΟΓΟΣ, ΦΩΣ!", "Ο ΔΡΟΜΟΣ ΤΗΣ ΘΑΛΑΣΣΑΣ"]),
    ("ΠΟΤΑΜΟΣ ΜΕΓΑΣ", ["ο μέγας ποταμός", "ΠΟΤΑΜΟΙ", "river"]),
]
ASTRAL_HAN = [
    ("where is \U00020000\U00020001", ["\U00020000\U00020001 is here", "𠮷野家", "the sign 𠀋 and 𪚥𪚥"]),
    ("𠮷野", ["𠮷野家で食べる", "吉野家で食べる", "𫝀\U0002b740a\U0002f800b"]),
]
EMOJI = [
    (
        "which fruit is red 🍎",
        [
            "🍎 apples are red",
            "🍌🍌🍌",
            "a red 🍎, a yellow 🍌 and a 🍐",
            "👩‍👩‍👧‍👦 eat fruit",
            "👍🏽 yes",
            "🇩🇪🇫🇷 fruit",
        ],
    ),
    (
        "😀",
        [
            "😀😀",
            "😀 smile",
            "☺️ text and ☺ text",
            "1️⃣ 2️⃣ keycaps",
            "a smile",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flag",
        ],
    ),
]
CONTROLS = [
    (
        "what is a flea",
        [
            "a\x00flea\x00is an insect",
            "a\x01flea\x02is\x1f an\x7f insect",
            "a\tflea\nis\r\nan\x0binsect\x0cthat jumps",
            "a flea\u0085is an\u0080 insect\u009f",
            "a\u00a0flea\u2003is\u3000an\u202finsect\u2028that\u2029jumps",
            "a fl\u200bea is\u200c an\u200d in\u00adsect\ufeff",
            "\ufeffa flea \u2060is an insect\ufffd",
            "\u202eaelf a\u202c is an insect",
            "a flea\ue000 is\U000f0000 an insect\ufdd0\uffff",
            "a flea \u2066is\u2069 an \u180einsect\u1680that jumps",
        ],
    ),
    ("\x00what\x07 is\u200b a\u00ad flea\x1c", ["a flea is an insect", "\x1ca\x1dflea\x1eis\x1fan insect"]),
]
COMBINING = [
    (
        "cafe\u0301 in Zu\u0308rich",
        [
            "café in Zürich",
            "cafe\u0301 in Zu\u0308rich",
            "cafe in zurich",
            "Z\u0351\u036b\u0343a\u0310\u0321l\u0334g\u0327o\u0335\u0321 is here",
            "e\u0301\u0302\u0303\u0304\u0305 stacked",
            "\u0301 alone at the start",
            "ệ \u1ec7 e\u0323\u0302 \u0065\u0302\u0323",
            "Å \u212b A\u030a",
            "क\u094dष and क्ष",
            "か\u3099 が \u3099",
        ],
    ),
    ("e\u0301e\u0301", ["éé", "ee", "e\u20dde\u20e3", "\u1100\u1161\u11a8 각"]),
]
LONG_WORDS = [
    (
        "a very long word",
        [
            "a" * 10_000,
            "see " + "river" * 2_000 + " end",
            "ab" * 50,
            "ab" * 50 + "c",
            "a" * 99 + "é and " + "b" * 100 + "e\u0301",
            "河" * 10_000,
            "🍎" * 10_000,
            "1234567890" * 1_000,
            "." * 10_000,
            "word " * 2_000,
        ],
    ),
    ("b" * 10_000, ["a very long word", "b" * 10_000, "bb"]),
    ("water " * 2_000, ["water", "water " * 2_000, "air and fire " * 700]),
]
SPECIAL_TOKENS = [
    (
        "what is [SEP] for",
        [
            "[SEP] parts two texts",
            "the word [MASK] is hidden and [CLS] begins",
            "[PAD] [PAD] [PAD]",
            "[UNK]",
            "[sep] [Sep] [ SEP ]",
            "a[SEP]b[CLS]c",
            "[SEP]",
            "[CLS] what is [SEP] for [SEP] it parts [SEP]",
            "</s> <s> <pad> <|im_end|> [unused1]",
        ],
    ),
    ("[CLS] [PAD] [SEP]", ["plain text", "[SEP][SEP][SEP]"]),
]
EMPTY = [
    (
        "what is a flea",
        ["", " ", " \t\r\n", "\u00a0\u3000", "\x00\x00", "\u200b\u00ad", "\ufeff", "\u0085\x1c", "\u0301", "a flea"],
    ),
    ("", ["a flea is an insect", "", " "]),
    ("   ", ["a flea is an insect", "a"]),
    ("\u200b", ["a flea is an insect", "\u200b"]),
]
# The reading of a lone surrogate is U+FFFD, what JavaScript's toWellFormed() makes of it; Python's tokenizers refuse it.
LONE_SURROGATES = [
    (
        "what is a flea",
        ["a flea \ud83d is an insect", "\ude00", "a\udc00b", "\ud83d\ud83d\ude00", "\ude00\ud83d a flea"],
    ),
    ("\ud800what is a flea", ["a flea is an insect", "\udfff"]),
]


def well_formed(text):
    return (
        text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if any("\ud800" <= c <= "\udfff" for c in text)
        else text
    )


def rows(name):
    return [json.loads(line) for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()]


def sample_texts():
    return [row["text"] for row in rows("corpus.jsonl") + rows("queries.jsonl")]


def passages():
    """Questions of the repository's sample collection, each with the passages that share most words with it and some that do not."""
    corpus, words = rows("corpus.jsonl"), lambda text: set(text.lower().split())
    found = []
    for query in rows("queries.jsonl")[:6]:
        ranked = sorted(corpus, key=lambda row: (-len(words(query["text"]) & words(row["text"])), row["_id"]))
        chosen = ranked[:3] + ranked[-2:]
        found.append(
            (
                query["text"],
                [f"{row['title']}. {row['text']}" for row in chosen[:3]]
                + [row["text"].split(". ")[0] for row in chosen[2:]],
            )
        )
    return found


FILL = "water salt river stone light night bread house paper green glass wheel cloud apple horse".split()


def fill(tokens, start=0):
    """A text of exactly so many tokens: every word of FILL is one entry of the vocabularies."""
    return " ".join(FILL[(start + i) % len(FILL)] for i in range(tokens))


def pair_lengths(limit):
    """(query, document) token counts without the three special tokens, whose sums with them run from limit - 2 to limit + 3."""
    found = []
    for total in range(limit - 2, limit + 4):
        words = total - 3
        half = (
            words // 2 if words % 2 or (words // 2) % 2 else words // 2 - 1
        )  # both halves odd wherever the sum is even
        found += [(3, words - 3), (half, words - half), (words - half, half), (words - 2, 2)]
    return list(dict.fromkeys(found))


def lengths(limit):
    far = [
        (limit, limit),
        (limit + 1, limit),
        (5, 3 * limit),
        (3 * limit, 5),
        (2 * limit + 1, 2 * limit),
        ((limit - 3) // 2, limit),
        (limit, (limit - 3) // 2),
        (limit, (limit - 3) // 2 + 1),
    ]
    return [(fill(q, q), [fill(d, 2 * d + 1)]) for q, d in pair_lengths(limit) + far]


def single_lengths(limit):
    """For encoders, which cut each text alone: one or both of the texts from limit - 2 to limit + 3 tokens, two special ones included."""
    counts = range(limit - 4, limit + 2)
    return (
        [(fill(7), [fill(n, n) for n in counts])]
        + [(fill(n, n), [fill(11)]) for n in counts]
        + [(fill(n, 3), [fill(n + 1, 5)]) for n in counts]
    )


COMMON = {
    "scripts": SCRIPTS,
    "final sigma": FINAL_SIGMA,
    "astral han": ASTRAL_HAN,
    "emoji": EMOJI,
    "controls": CONTROLS,
    "combining marks": COMBINING,
    "long words": LONG_WORDS,
    "special tokens": SPECIAL_TOKENS,
    "empty": EMPTY,
    "lone surrogates": LONE_SURROGATES,
    "passages": passages(),
}
# What JavaScript's trim() removes; a document of nothing else is blank to the product and never scored.
JS_SPACE = "\t\n\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


def pairs(classes):
    found = [
        {"class": name, "query": q, "document": d, "blank": d.strip(JS_SPACE) == ""}
        for name, groups in classes.items()
        for q, ds in groups
        for d in ds
    ]
    for name in classes:
        assert sum(row["class"] == name for row in found) >= 5, name
    return found
