import type { Report } from "./report.ts";

/** How the answer came about, in lines for people. */
export function explain({ requested, result }: Report): readonly string[] {
  const { rerankerId, revision, scoreScale, outcome, usage, ranking } = result;
  const attempts = outcome.attempts.map(({ rerankerId: id, result: end, durationMs, status }) =>
    [`  ${id}`, end, `${durationMs.toFixed(1)} ms`, ...(status === undefined ? [] : [`status ${status}`])].join("  "),
  );
  const components = ranking.flatMap(({ rawScore, parts }, at) => {
    const named = { ...(rawScore === undefined ? {} : { raw: rawScore }), ...parts };
    const texts = Object.entries(named).map(([name, value]) => `${name} ${value.toFixed(4)}`);
    return texts.length === 0 ? [] : [`  ${at + 1}  ${texts.join("  ")}`];
  });
  return [
    `asked:     ${requested}`,
    `answered:  ${rerankerId}${revision === undefined ? "" : ` (revision ${revision})`}`,
    `outcome:   ${outcome.kind}, ${outcome.scored} documents scored, scale ${scoreScale}`,
    ...(attempts.length === 0 ? ["attempts:  none"] : ["attempts:", ...attempts]),
    ...(usage === undefined ? [] : [`usage:     ${JSON.stringify(usage)}`]),
    ...(components.length === 0 ? [] : ["components of the scores:", ...components]),
  ];
}
