import { describe, expect, it } from "vitest";
import { onnx } from "./onnx.ts";
import { checkOptions } from "./options.ts";
import { onnxProvider } from "./provider.ts";

const dtypes = "fp32, fp16, int8, uint8, q8, q4, q4f16, bnb4";

describe("a wrong option is named, with what it may be", () => {
  it.each([
    [{ model: "minilm" }, /^onnx: model must be a folder starting with .*, is "minilm"$/],
    [{ model: 1 }, /^onnx: model must be a folder/],
    [{ model: "" }, /is ""$/],
    [{ dtype: "fp8" }, `onnx: dtype must be one of ${dtypes}, is "fp8"`],
    [{ maxLength: 3 }, "onnx: maxLength must be a whole number of tokens from 4 up, is 3"],
    [{ maxLength: 12.5 }, "is 12.5"],
    [{ maxLength: "12" }, 'is "12"'],
    [{ batchSize: 0 }, "onnx: batchSize must be a whole number from 1 up, is 0"],
    [{ similarity: "dot" }, 'onnx: similarity must be one of cosine, maxsim, both, is "dot"'],
    [{ documentCache: -1 }, "onnx: documentCache must be a number of bytes from 0 up, is -1"],
    [{ documentCache: Number.NaN }, "onnx: documentCache must be a number of bytes from 0 up, is NaN"],
    [{ workers: 0 }, "onnx: workers must be a whole number from 1 up, is 0"],
    [{ workers: Number.POSITIVE_INFINITY }, "onnx: workers must be a whole number from 1 up, is Infinity"],
    [{ workers: null }, "is null"],
    [{ model: ["./minilm"] }, "is a list"],
    [{ model: { self: {} } }, "is an object"],
    [{ model: () => "./minilm" }, "is a function"],
    [{ thread: 1 }, 'onnx: unknown option "thread"; known: model, fileName, dtype, maxLength, batchSize, similarity'],
    [{ toString: 1 }, 'onnx: unknown option "toString"'],
    [[], "onnx: the options must be an object"],
    [null, "onnx: the options must be an object"],
    ["./minilm", "onnx: the options must be an object"],
  ])("%j", (options, message) => {
    const error = expect.objectContaining({ code: "misconfigured" });
    expect(() => checkOptions(options)).toThrow(message);
    expect(() => checkOptions(options)).toThrow(error);
    expect(() => onnxProvider.parse(options)).toThrow(message);
  });
});

it("one that JSON cannot hold is named too", () => {
  expect(() => onnx({ workers: 2n as unknown as number })).toThrow(/^onnx: workers must be .*, is 2$/);
  expect(() => onnx({ dtype: Symbol("int8") as unknown as "int8" })).toThrow(/is Symbol\(int8\)$/);
});

it("right ones come back as they are; undefined is as good as absent", () => {
  const options = {
    model: "./minilm",
    dtype: "int8",
    maxLength: 4,
    batchSize: 1,
    similarity: "maxsim",
    documentCache: 0,
    workers: undefined,
  };
  expect(checkOptions(options)).toEqual(options);
  expect(checkOptions({})).toEqual({});
});

it("constructing reads nothing: a folder that is not there is no error yet", async () => {
  const reranker = onnx({ model: "./nowhere/minilm" });
  expect(reranker.id).toBe("onnx:minilm");
  expect(reranker.traits).toMatchObject({ pointwise: true, device: "cpu", scoreScale: "unknown" });
  await reranker.close();
});
