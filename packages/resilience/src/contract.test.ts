import type { Reranker } from "@secondpass/core";
import { lexical } from "@secondpass/lexical";
import { type Subject, subjectAround, testReranker } from "@secondpass/testing";
import { withBulkhead } from "./with-bulkhead.ts";
import { withRetry } from "./with-retry.ts";
import { withTimeout } from "./with-timeout.ts";

type Wrap = (inner: Reranker) => Reranker;

const aroundScripted = (wrap: Wrap): Subject => ({ ...subjectAround(wrap), wrap });

const timeout: Wrap = (inner) => withTimeout(inner, { timeoutMs: 30_000 });
const bulkhead: Wrap = (inner) => withBulkhead(inner, { maxConcurrent: 2, maxQueue: 1000 });

testReranker("withTimeout around the scripted reranker", aroundScripted(timeout));
testReranker("withTimeout around lexical", { create: () => timeout(lexical()), wrap: timeout });

testReranker("withRetry, interactive, around the scripted reranker", aroundScripted(withRetry));
testReranker("withRetry, interactive, around lexical", { create: () => withRetry(lexical()), wrap: withRetry });

// Waits as short as they may be: the kit's clock is the real one.
const batch: Wrap = (inner) => withRetry(inner, { preset: "batch", baseDelayMs: 1 });
testReranker("withRetry, batch, around the scripted reranker", aroundScripted(batch));
testReranker("withRetry, batch, around lexical", { create: () => batch(lexical()), wrap: batch });

testReranker("withBulkhead around the scripted reranker", aroundScripted(bulkhead));
testReranker("withBulkhead around lexical", { create: () => bulkhead(lexical()), wrap: bulkhead });

const all: Wrap = (inner) => bulkhead(withRetry(timeout(inner)));
testReranker("all three around the scripted reranker", aroundScripted(all));
