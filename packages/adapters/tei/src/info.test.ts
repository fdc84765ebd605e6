import { describe, expect, it } from "vitest";
import { readInfo } from "./info.ts";

/** What TEI 1.9.3 answered, as far as it is read. */
const recorded = {
  model_id: "/models/cross-encoder",
  model_sha: null,
  model_dtype: "float32",
  served_model_name: "/models/cross-encoder",
  model_type: { reranker: { id2label: { "0": "LABEL_0" }, label2id: { LABEL_0: 0 } } },
  max_concurrent_requests: 512,
  max_input_length: 512,
  max_batch_tokens: 16384,
  max_batch_requests: 4,
  max_client_batch_size: 32,
  version: "1.9.3",
};

describe("readInfo", () => {
  it("reads what TEI says of itself", () => {
    expect(readInfo(recorded)).toEqual({
      kind: "reranker",
      model: "/models/cross-encoder",
      maxTexts: 32,
      permits: 512,
      maxTokens: 512,
      revision: [null, "float32", "1.9.3"],
    });
  });

  it.each([
    [{ classifier: {} }, "classifier"],
    [{ embedding: { pooling: "cls" } }, "embedding"],
    ["Reranker", "reranker"],
    [undefined, undefined],
    [{}, undefined],
    [null, undefined],
  ])("model_type %j is %s", (model_type, kind) => {
    expect(readInfo({ ...recorded, model_type })?.kind).toBe(kind);
  });

  it.each([0, -1, 1.5, "32", null, 1e300])("%j is no limit", (value) => {
    expect(readInfo({ ...recorded, max_client_batch_size: value })?.maxTexts).toBeUndefined();
  });

  it.each([null, [], "TEI", { status: "ok" }, { model_id: 5 }])("%j is not TEI's", (json) => {
    expect(readInfo(json)).toBeUndefined();
  });
});
