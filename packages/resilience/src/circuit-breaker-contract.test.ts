import type { Reranker } from "@secondpass/core";
import { subjectAround, testReranker } from "@secondpass/testing";
import { lexical } from "../../adapters/lexical/src/index.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

const wrap = (inner: Reranker): Reranker => withCircuitBreaker(inner);

testReranker("a circuit breaker around the scripted reranker", { ...subjectAround(wrap), wrap });

testReranker("a circuit breaker around the lexical reranker", { wrap, create: () => wrap(lexical()) });
