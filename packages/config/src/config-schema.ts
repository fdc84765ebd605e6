import { z } from "zod";
import { calibrationSchema } from "./calibration-schema.ts";
import { knownProviders } from "./known-providers.ts";
import { laterKeys, resilienceShape, stackShape } from "./settings-schema.ts";

/**
 * The JSON Schema of a configuration file, for editors: `schema.json` of this package is it. It knows the names of the providers
 * that come with Secondpass and every setting; a provider's own options are left to the provider, which checks them when the
 * file is read.
 */
export function configSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(file, { target: "draft-7" });
  return {
    $schema,
    title: "Secondpass configuration",
    description:
      "Rerankers with their guards and fallbacks. Keys (secrets) have no place here: they come from the environment.",
    ...schema,
  };
}

const names = knownProviders.join("|");

const provider = z.enum(knownProviders as [string, ...string[]]).meta({ description: "Who reranks." });

const shorthand = z
  .string()
  .regex(new RegExp(`^(${names})(:.*\\S.*)?$`))
  .meta({
    description:
      '"provider" or "provider:model", such as "lexical", "cohere:rerank-v3.5", "tei:http://localhost:8080".',
  });

const member = {
  provider,
  ...optional(resilienceShape),
  calibration: calibrationSchema.optional(),
  ...absent(laterKeys),
};

const fallback = z
  .union([
    z.string().meta({ description: 'A shorthand, the name of another entry, or at the end "first-stage".' }),
    z.looseObject({ ...member, ...absent(["budgetMs", "strict", "fallback"]) }),
  ])
  .meta({ description: "Asked when those before it fail; it inherits the settings of its entry." });

const entry = z
  .union([
    shorthand,
    z.looseObject({
      ...member,
      ...optional(stackShape),
      fallback: z.array(fallback).optional().meta({ description: "Asked in turn when the reranker fails." }),
    }),
  ])
  .meta({
    id: "reranker",
    description: "A reranker: a shorthand, or its provider with options, settings and fallbacks.",
  });

const schemaKey = { $schema: z.string().optional() };

const file = z.union([
  z.strictObject({
    ...schemaKey,
    default: z
      .string()
      .optional()
      .meta({ description: "The entry that serves where none is named. Default: the first." }),
    rerankers: z
      .record(z.string().regex(/^[^\s:#]([^:#]*[^\s:#])?$/), entry)
      .meta({ description: "Rerankers by name.", minProperties: 1 }),
  }),
  z.strictObject({ ...schemaKey, default: z.literal("default").optional(), reranker: entry }),
]);

function optional(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, schema.optional()]));
}

function absent(keys: readonly string[]): Record<string, z.ZodType> {
  return Object.fromEntries(keys.map((key) => [key, z.never().optional()]));
}
