"""llama.cpp's own HTTP server, out of the wheel `xllamacpp`, on 127.0.0.1; ends with its process.

    python serve-llamacpp.py MODEL.gguf PORT rank|embed [KEY]
"""

import sys
import threading

import xllamacpp


def main(model, port, kind, key=""):
    settings = xllamacpp.CommonParams()
    settings.model.path = model
    settings.hostnames = ["127.0.0.1"]
    settings.port = int(port)
    settings.n_parallel = 2
    settings.n_ctx = 2 * 512
    settings.n_batch = settings.n_ubatch = 512
    settings.warmup = False
    settings.embedding = True
    if kind == "rank":
        settings.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_RANK
    if key:
        settings.api_keys = [key]
    server = xllamacpp.Server(settings)
    print("listening", server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
