// Results whose every text wants to be markup.
import type { EvaluationResults } from "../../results.ts";
import { sampleResults } from "./sample-results.ts";

const attacks = [
  `</script><img src="x" onerror="window.pwned = 1">`,
  `<!-- <script>window.pwned = 2</script>`,
  `"><svg onload="window.pwned = 3"></svg>`,
  `'-alert(1)-' &quot;onmouseover=&quot;window.pwned = 4 &amp;`,
  `</title></style></textarea></noscript><script>window.pwned = 5</script>`,
  "\u2028window.pwned = 6\u2029\u202e",
];

/** Each text of the sample with an attack put into it; each name and id too. */
export function hostileResults(): EvaluationResults {
  const sample = sampleResults({ queries: 12 });
  const keys = new Set(["version", "verdict", "unit", "madeAt", "scoreScale"]);
  let next = 0;
  const renamed = new Map<string, string>();
  // The same text becomes the same attack, so that names still refer to each other.
  const attack = (text: string): string => {
    const known = renamed.get(text) ?? `${text} ${attacks[next++ % attacks.length]}`;
    renamed.set(text, known);
    return known;
  };
  const own = new Set(Object.keys(Object.assign({}, sample, sample.dataset, sample.queries[0], sample.systems[1], sample.comparisons[0])));
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return keys.has(key) ? value : attack(value);
    if (Array.isArray(value)) return value.map((one) => visit(one, key));
    if (typeof value !== "object" || value === null) return value;
    const names = sample.measures.concat(sample.systems.map(({ name }) => name));
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        const isId = names.includes(name) || (/^\d+$/.test(name) && !own.has(name));
        return [isId ? attack(name) : name, visit(one, name)];
      }),
    );
  };
  return visit(sample, "") as EvaluationResults;
}
