import { stringify } from "yaml";

/**
 * A document of several fields as one text, in YAML, as Cohere advises. The fields keep their order: put what matters first,
 * since a document that is too long loses its end. Fields that are undefined are left out.
 *
 * `rerank({ reranker, query, documents, text: yamlText })`
 *
 * @param fields a plain object, nested or not.
 * @see https://docs.cohere.com/docs/reranking-best-practices
 */
export function yamlText(fields: object): string {
  // Folded lines and anchors are for people and tools; a model reads text.
  return stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false });
}
