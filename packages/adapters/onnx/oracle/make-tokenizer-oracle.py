"""Writes what the Rust `tokenizers` library encodes, for the tests of src/tokenize.

Run again from the repository root with:

    python3 -m venv /tmp/tokenizers && /tmp/tokenizers/bin/pip install 'tokenizers==0.23.*'
    /tmp/tokenizers/bin/python packages/adapters/onnx/oracle/make-tokenizer-oracle.py [folder of real tokenizers]

Into src/tokenize/__fixtures__ go cased-wordpiece.json, a small cased WordPiece tokenizer trained on the texts below,
oracle-small.json.gz, its encodings under several settings, and, where the folder is given (it holds
tokenizers/<name>/tokenizer.json and models/mini/tokenizer.json), oracle-real.json.gz with those of real tokenizers.
"""

import gzip
import json
import random
import sys
from pathlib import Path

import tokenizers
from tokenizers import AddedToken, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import WordPieceTrainer

FIXTURES = Path(__file__).parent.parent / "src" / "tokenize" / "__fixtures__"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
REAL = {
    "bert-base-uncased": "tokenizers/bert-base-uncased/tokenizer.json",
    "ms-marco-minilm": "tokenizers/ms-marco-minilm/tokenizer.json",
    "mini": "models/mini/tokenizer.json",
}

PASSAGES = [
    "A kettle switches itself off because steam reaches a strip of two metals in its handle; the strip bends and opens the contact.",
    "Bread rises twice. The first time the dough grows slowly in the bowl, the second time quickly in its tin, and only then is the oven ready.",
    "Rain that falls on the eastern slope takes four days to reach the gauge below the weir, rain on the western slope barely one.",
    'The ferry leaves at 7.45 from pier 3 (summer: 6.30). Bicycles cost £4.50 extra, dogs travel free – if they are "well-behaved".',
    "Set max_connections=200 in /etc/pool.conf, restart with `systemctl restart pool`, and check http://localhost:8080/health?full=1.",
    "Ms. O'Neill-Jones said: \"It's 'fine'… isn't it?\" – and e-mailed results@example.org the data (n = 1,024; p < 0.05).",
    "Re-ranking reads a query and a passage together, so it catches what two separate vectors cannot: negation, order, and who did what to whom.",
    "Le café près de l'hôtel « Élysée » sert une crème brûlée à 9,50 €, même le dimanche où tout est fermé.",
    "Die Straßenbahn fährt über die Brücke; außer Betrieb ist nur Gleis 2. Größe, Maß und ÄÖÜ gehören zur Prüfung.",
    "El niño pingüino comió jalapeños en São Paulo, não na Coruña. ¿Por qué? ¡Quién sabe!",
    "Ο Οδυσσέας γύρισε στην Ιθάκη. ΟΔΟΣ ΣΟΦΟΣ ΜΕΓΑΣ ἄνθρωπος ᾅδης ᾿Αθῆναι.",
    "Вечерний поезд прибывает на второй путь. Ёлка, йод и ЩУКА; съёмка объявлена.",
    "İstanbul'da IŞIK ve ılık su: İ, I, ı, i – DİYARBAKIR ve dıyarbakır.",
    "서울 지하철은 빠르다. 한글 자모 ㄱㄴㄷ 그리고 \u1112\u1161\u11ab\u1100\u1173\u11af.",
    "東京の地下鉄は速い。カタカナとひらがな、ｶﾀｶﾅﾞと㍿。図書館で本を読む。",
    "北京的地铁很快,上海的也是。\u3400\u9fff 漢字字典。",
    "ประเทศไทยมีรถไฟฟ้า ราคา ๕๐ บาท",
    "हिन्दी में नमस्ते और क़लम, ज़रूरत के साथ।",
    "القاهِرة مدينةٌ كبيرة؛ والكتابُ ١٢٣ صفحة؟ לִמּוּד שָׁלוֹם",
    "Tiếng Việt có nhiều dấu: Nguyễn, phở, Đà Nẵng, ậ ẵ ễ.",
]

EDGES = [
    "",
    " ",
    "\t\n\r",
    "\u0000",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u00ad",
    "a\u0000b",
    "a\u200bb",
    "soft\u00adhyphen",
    "no\u00a0break",
    "a\u0085b",
    "a\u000bb\u000cc",
    "a\u001cb\u001db",
    "a\u2028b\u2029c",
    "a\u180eb",
    "a\u3000b\u1680c\u2009d",
    "\u007f\u0080\u009fx",
    "\ufffd",
    "a\ufffdb",
    "\ue000x\uf8ff",
    "\U000f0000y",
    "\u061c\u202aleft\u202c",
    "\U000e0001\U000e0041tag",
    "\u0301",
    "e\u0301",
    "e \u0301",
    "e\u0000\u0301",
    "\u0301\u0316\u0301a",
    "q\u0323\u0307 q\u0307\u0323",
    "a" + "\u0301\u0316" * 700,
    "\u0345\u03b1",
    "Å\u212b\u212a",
    "ﬁn ﬂ ﬀ",
    "\u1e9b\u0323",
    "ẛ̣",
    "ǅ ǈ Ǆ",
    "ẞ ß SS",
    "ŉ İ i\u0307",
    "ΑΣ Σ ΣΑΣ ΑΣ. ὈΔΥΣΣΕΎΣ",
    "ſ ſtraße",
    "Ⓐⓑ Ⅷ ⅷ",
    "\U00020000\U00020001",
    "x\U00020000y",
    "\U0002b920\U0002ceaf\U0002b820\U0002f800",
    "\uf900\ufa0e豈",
    "\U0002a6df\U0002a700x\U0002b740",
    "中a文b1中",
    "々〆〇〡",
    "㐀䶵一龥",
    "😀",
    "a😀b",
    "👨‍👩‍👧‍👦 👍🏽 🇩🇪 ☕️ ❤️‍🔥",
    "🤷🏼‍♀️!",
    "𝓗𝓮𝓵𝓵𝓸 𝟙𝟚",
    "𐐀𐐨 𞤀𞤢",
    "𝄞♯♭",
    "\U0001f9ff\U0001fae0",
    "한국어",
    "\u1112\u1161\u11ab",
    "\u1100\u1161\u11a8\u11a8",
    "각\u11a8",
    "ᄒ ᅡ ᆫ",
    "ガギ\u30ab\u3099 ﾊﾞ ﾊﾟ",
    "か\u3099",
    "a" * 100,
    "a" * 101,
    "a" * 10_000,
    "ä" * 100,
    "ä" * 101,
    "é" * 10_000,
    "a\u0301" * 51,
    "a\u0301" * 101,
    "\U00010428" * 100,
    "\U00010428" * 101,
    "ab" * 40 + "!" + "cd" * 60,
    "x" * 99 + "é" * 2,
    "-" * 300,
    "ñ," * 300,
    "\u0e01" * 700,
    "\u0e01\u0e48" * 600,
    "\U00020000" * 300,
    "\u200b" * 3000 + "z",
    "[CLS]",
    "[SEP] [SEP]",
    "a[SEP]b",
    "[sep]",
    "[Sep]",
    "[MASK].",
    "[[SEP]]",
    "[ SEP ]",
    "[PAD][UNK]x",
    "[SEP",
    "[S[SEP]EP]",
    "é[SEP]\u0301e",
    "[\u0000SEP]",
    "¡¿§¶†‡•…‰‹›⁄",
    "«»“”‘’‚„",
    "$+<=>^`|~",
    "€£¥₿",
    "±×÷≤≥∞",
    "©®™°",
    "a_b-c/d\\e",
    "\u037e\u0387\u2329x\u232a",
    "؟،؛ ۔",
    "।॥",
    "։֊",
    "\u10fb\u1360\u1361",
    "don't can’t",
    "3.14 1,000 50% #1 @you",
    "C++ C# F#",
    "a.b.c...d",
    "naïve café façade",
    "NAÏVE CAFÉ",
    "ﷺ ﷲ",
    "½ ² ₂ ①",
    "\u2126 \u03a9 \u03c9",
    "\ua66f\u0488x",
    "\u0b85\u0bcd\u0bbe",
    "Ünï ünï [NEW] [new] x[NEW]y <dot> a<dot>b a <dot>b <left>  x <right>   y  <left>",
    "éÜnïé \u00dcn\u0131",
    "<dot>\u0301 _<dot> \u0660<dot> <dot>",
]

POOL = list("abcAZ019 .,-'[]") + [
    " ",
    " ",
    "\t",
    "\u0000",
    "\u200b",
    "\u00ad",
    "\u0301",
    "\u0316",
    "\u0345",
    "\u064b",
    "\u3099",
    "é",
    "Ü",
    "ß",
    "İ",
    "ı",
    "Σ",
    "σ",
    "ς",
    "я",
    "Й",
    "中",
    "國",
    "\U00020000",
    "\U0002b920",
    "\uf900",
    "か",
    "が",
    "ｶ",
    "ﾞ",
    "한",
    "\u1112",
    "\u1161",
    "\u11ab",
    "😀",
    "\u200d",
    "\ufe0f",
    "\u2028",
    "\u00a0",
    "\u0085",
    "\ufeff",
    "ﬁ",
    "Ǆ",
    "\u037e",
    "।",
    "\u0e48",
    "\u0e01",
    "[SEP]",
    "[MASK]",
    "[NEW]",
    "<dot>",
    "Ünï",
    "𐐀",
    "\ue000",
    "\U000e0041",
    "\u05b0",
    "\u0323",
    "ệ",
]


def random_texts(count, seed):
    source = random.Random(seed)
    return ["".join(source.choices(POOL, k=source.randint(1, 24))) for _ in range(count)]


def train():
    """The small tokenizer, with added tokens of every kind; saved with settings that must be ignored."""
    tokenizer = Tokenizer(WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=False, strip_accents=None)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    trainer = WordPieceTrainer(
        vocab_size=1300, min_frequency=1, limit_alphabet=700, special_tokens=SPECIAL, show_progress=False
    )
    texts = PASSAGES + [text for text in EDGES if len(text) < 100]
    tokenizer.train_from_iterator([variant for text in texts for variant in (text, text.lower())], trainer)
    ids = {token: tokenizer.token_to_id(token) for token in SPECIAL}
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])],
    )
    tokenizer.add_tokens(
        [
            AddedToken("[NEW]", normalized=True),
            AddedToken("Ünï", normalized=True),
            AddedToken("<dot>", single_word=True, normalized=False),
            AddedToken("<left>", lstrip=True, normalized=False),
            AddedToken("<right>", rstrip=True, normalized=False),
        ]
    )
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=32)
    return json.loads(tokenizer.to_str())


def normalizer(clean, chinese, accents, lowercase):
    return {
        "type": "BertNormalizer",
        "clean_text": clean,
        "handle_chinese_chars": chinese,
        "strip_accents": accents,
        "lowercase": lowercase,
    }


def settings(cased):
    """Changes to the small tokenizer's file; each is one more tokenizer."""
    vocabulary = cased["model"]["vocab"]
    cls, sep = ["[CLS]", vocabulary["[CLS]"]], ["[SEP]", vocabulary["[SEP]"]]
    only_raw = [token for token in cased["added_tokens"] if not token["normalized"]]
    bert = {"type": "BertProcessing", "cls": cls, "sep": sep}
    roberta = {"type": "RobertaProcessing", "cls": cls, "sep": sep, "trim_offsets": True, "add_prefix_space": False}
    byte_level = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True}
    return {
        "cased": {},
        "raw added tokens only": {"added_tokens": only_raw},
        "uncased": {"added_tokens": only_raw, "normalizer": normalizer(True, True, None, True)},
        "uncased, normalized added tokens": {"normalizer": normalizer(True, True, None, True)},
        "uncased with accents": {
            "added_tokens": only_raw,
            "normalizer": normalizer(True, True, False, True),
            "post_processor": bert,
        },
        "cased without accents": {
            "added_tokens": only_raw,
            "normalizer": normalizer(True, False, True, False),
            "post_processor": roberta,
        },
        "not cleaned": {
            "added_tokens": only_raw,
            "normalizer": normalizer(False, True, True, True),
            "post_processor": None,
        },
        "not normalized": {"added_tokens": only_raw, "normalizer": None, "post_processor": byte_level},
        "sequence": {"post_processor": {"type": "Sequence", "processors": [byte_level, cased["post_processor"]]}},
    }


def encode(tokenizer, first, second, max_length, mode):
    """One row: [first, second or null, max length or 0, mode, ids, run lengths of type ids] or an error for the last two."""
    tokenizer.no_truncation()
    if max_length:
        tokenizer.enable_truncation(max_length, strategy=mode)
    try:
        encoding = tokenizer.encode(TEXTS[first]) if second is None else tokenizer.encode(TEXTS[first], TEXTS[second])
    except Exception as error:
        return [first, second, max_length, mode, str(error)]
    runs = []
    for type_id in encoding.type_ids:
        if runs and runs[-1][0] == type_id:
            runs[-1][1] += 1
        else:
            runs.append([type_id, 1])
    return [first, second, max_length, mode, encoding.ids, runs]


def lengths(tokenizer, row, both):
    """Limits around the row's own length, around two halves, and the least that holds the special tokens."""
    total, special = len(row[4]), tokenizer.num_special_tokens_to_add(row[1] is not None)
    halves = 2 * both + special
    wanted = {
        *range(total - 2, total + 4),
        *range(halves - 2, halves + 3),
        special,
        special + 1,
        total // 2,
        total // 2 + 1,
    }
    return sorted(limit for limit in wanted if max(special, 1) <= limit)


def rows_of(tokenizer, singles, pairs, cut_every):
    tokenizer.no_padding()
    for first in singles:
        yield encode(tokenizer, first, None, 0, "longest_first")
    for index, (first, second) in enumerate(pairs):
        whole = encode(tokenizer, first, second, 0, "longest_first")
        yield whole
        if index % cut_every == 0 and len(whole[4]) < 200:
            tokenizer.no_truncation()
            both = min(len(tokenizer.encode(TEXTS[text], add_special_tokens=False).ids) for text in (first, second))
            for limit in lengths(tokenizer, whole, both):
                for mode in ("longest_first", "only_second"):
                    yield encode(tokenizer, first, second, limit, mode)
    for first in singles[:30]:
        for limit in (2, 3, 5, 8):
            yield encode(tokenizer, first, None, limit, "longest_first")


TEXTS = PASSAGES + EDGES + random_texts(300, 7)


def all_pairs(count, seed):
    """Long with short, short with long, equals, and any with any."""
    source = random.Random(seed)
    passages, others = range(len(PASSAGES)), range(len(PASSAGES), len(TEXTS))
    chosen = [(a, b) for a in passages for b in (source.choice(passages), source.choice(others))]
    chosen += [(source.choice(others), b) for b in passages]
    chosen += [(a, a) for a in passages[:6]] + [(len(PASSAGES), 0), (0, len(PASSAGES)), (len(PASSAGES), len(PASSAGES))]
    return chosen + [(source.choice(others), source.choice(others)) for _ in range(count)]


def write(name, tokenizers_and_rows):
    content = {
        "generator": f"tokenizers (Rust) {tokenizers.__version__}",
        "texts": TEXTS,
        "tokenizers": tokenizers_and_rows,
    }
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
    (FIXTURES / name).write_bytes(gzip.compress(data, mtime=0))
    print(name, sum(len(entry["rows"]) for entry in tokenizers_and_rows.values()), "encodings")


def main():
    FIXTURES.mkdir(exist_ok=True)
    cased = train()
    (FIXTURES / "cased-wordpiece.json").write_text(json.dumps(cased, ensure_ascii=True, indent=None) + "\n")
    everything = range(len(TEXTS))
    small = {}
    for name, changes in settings(cased).items():
        tokenizer = Tokenizer.from_str(json.dumps({**cased, **changes}))
        small[name] = {"changes": changes, "rows": list(rows_of(tokenizer, everything, all_pairs(40, 11), 4))}
    write("oracle-small.json.gz", small)
    if len(sys.argv) > 1:
        real = {}
        for name, path in REAL.items():
            tokenizer = Tokenizer.from_file(str(Path(sys.argv[1]) / path))
            real[name] = {"path": path, "rows": list(rows_of(tokenizer, everything, all_pairs(40, 13), 3))}
        write("oracle-real.json.gz", real)


if __name__ == "__main__":
    main()
