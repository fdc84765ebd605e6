"""sentence-transformers' CrossEncoder, measured as time-contender.js measures the others; takes the job's file, prints JSON."""

import json
import os
import re
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

from sentence_transformers import CrossEncoder


def busy_seconds():
    """Processor time that everything on the machine has used, what a hypervisor took away included."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
    return (user + nice + system + irq + softirq + steal) / 100


def own_seconds():
    times = os.times()
    return times.user + times.system


def main(path):
    job = json.loads(Path(path).read_text())
    model = CrossEncoder(job["model"], device="cpu", local_files_only=True, max_length=job["maxLength"])

    def score(entry):
        pairs = [(entry["query"], document) for document in entry["documents"]]
        return model.predict(pairs, batch_size=job["batchSize"], show_progress_bar=False).tolist()

    score(job["first"])
    first_score_at = time.time() * 1000
    score(job["warmUp"])
    busy, own, started = busy_seconds(), own_seconds(), time.perf_counter()
    calls, scores = [], []
    for entry in job["timed"]:
        start = time.perf_counter()
        scores.append(score(entry))
        calls.append((time.perf_counter() - start) * 1000)
    seconds = time.perf_counter() - started
    foreign = busy_seconds() - busy - (own_seconds() - own)
    peak = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.M)
    figures = {
        "firstScoreAt": first_score_at,
        "calls": calls,
        "scores": scores,
        "peakRssMb": int(peak[1]) * 1024 / 1e6,
        "foreignCores": foreign / seconds,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1])
