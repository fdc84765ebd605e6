import { testReranker } from "@secondpass/testing";
import { trigrams } from "./own-adapter.ts";

testReranker("mine:trigrams", { create: trigrams });
