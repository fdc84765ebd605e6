"""Queries with documents that a reranker must read as its reference does; each group is one request."""

import re


def passage(words, start):
    """Prose of so many words that no two calls with different starts share."""
    stock = "the river carries sand and silt to the sea where waves sort grains by weight until only the finest settle".split()
    return " ".join(stock[(start * 7 + i * (start + 3)) % len(stock)] for i in range(words))


GROUPS = {
    "English": (
        "how do I get my money back",
        [
            "Goods can be returned within thirty days for a full refund.",
            "The museum opens at nine and closes at six.",
            "Refunds are paid to the card that was used.",
            "Ask at the desk; somebody will help.",
            "A flea is a wingless insect that jumps.",
            "MONEY BACK GUARANTEE!!! No questions asked!!!",
            "e-mail: returns@example.org, phone +44 20 7946 0000, 3.50 EUR",
            "Bananas",
        ],
    ),
    "scripts": (
        "Wie hoch ist der höchste Berg? 最高的山",
        [
            "珠穆朗玛峰是世界最高峰,海拔8848.86米。",
            "富士山は日本で最も高い山です。カタカナ",
            "백두산은 한반도에서 가장 높은 산이다.",
            "جبل إيفرست هو أعلى جبل في العالم.",
            "הר אוורסט הוא ההר הגבוה בעולם.",
            "माउंट एवरेस्ट विश्व का सबसे ऊँचा पर्वत है।",
            "ยอดเขาเอเวอเรสต์สูงที่สุดในโลก",
            "Эверест — высочайшая вершина Земли, й и й.",
            "Το Έβερεστ είναι το ψηλότερο βουνό.",
            "Đỉnh Everest cao nhất thế giới.",
            "İstanbul'da dağ yok; ısı ve ışık.",
            "Zugspitze, 2 962 m: Großglockner ist höher. Ç, Ñ, Å",
            "e\u0301le\u0300ve et \u00e9l\u00e8ve: composed and not",
            "ﬁle ﬂow ™ ½ ①",
        ],
    ),
    "emoji": (
        "party 🎉",
        [
            "🎂🎈 birthday on Saturday",
            "👩‍👩‍👧‍👦",
            "👍🏽 agreed",
            "🇫🇷 🇯🇵",
            "no pictures here",
            "∑∫√ ≤ ≥ ≠ ∞ π",
            "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝒎𝒂𝒕𝒉",
            "€ £ ¥ ₹ ₿",
        ],
    ),
    # None of these is blank, so each is sent; of most a tokenizer leaves nothing.
    "next to nothing": ("a", [".", "-", "\u200b", "\u00ad", "\u2060\u200d", "a", "[SEP]", "[UNK] [MASK]", "\\", '"']),
    # U+FFFD stands for half of a surrogate pair, which is what is sent.
    "damaged": (
        "query with \u0000 and \ufffd in it",
        [
            "nul \u0000 inside",
            "\u0000",
            "half \ufffd of a pair",
            "at the end \ufffd",
            "\ufffd\ufffd",
            "bell \u0007, escape \u001b[31m, delete \u007f, next line \u0085",
            "lines\r\nand\ttabs\u2028and more",
            "</script><b>&amp;\\u0000\\n",
            "noncharacter \uffff and private \ue000",
        ],
    ),
    "long documents": (
        "which grains settle last",
        [passage(90, 1), passage(480, 2), passage(509, 3), passage(700, 4), passage(3000, 5), "x " * 2000, "ж" * 5000],
    ),
    "long query": (passage(600, 6), [passage(20, 7), passage(400, 8), passage(900, 9), "sand"]),
}

# Too long for a server that does not truncate.
LONG = {"long documents", "long query"}

# llama.cpp's tokenizer takes accents off in another way than BERT's, which tells in these scripts, and reads no markers in texts.
READ_OTHERWISE = re.compile(r"[\uac00-\ud7a3\u0900-\u097f]|\[(SEP|UNK|MASK)\]")
