import type { DroppedNegatives, TrainingSummary } from "@secondpass/eval";

const reasons: Readonly<Record<keyof DroppedNegatives, string>> = {
  absoluteMargin: "by the absolute margin",
  relativeMargin: "by the relative margin",
  maxScore: "with a score above the highest allowed",
  minScore: "with a score below the lowest allowed",
  unscored: "without a score",
  withoutText: "without a text",
  sameText: "with a text that was there before",
};

/**
 * What became of the judged queries, as lines for people; only the first where nothing was left out.
 *
 * @param lines written to the file.
 */
export function formatTrainingSummary(summary: TrainingSummary, lines: number): readonly string[] {
  const { queries, used, triples, negatives, short, droppedPositives } = summary;
  const unused = [
    [summary.withoutText, "without a text"],
    [summary.withoutPositives, "without a usable relevant document"],
    [summary.withoutNegatives, "without a negative"],
  ] as const;
  const dropped = Object.entries(reasons).map(
    ([name, text]) => [summary.droppedNegatives[name as keyof DroppedNegatives], text] as const,
  );
  const positives = [[droppedPositives, "without a text, or without a score that a margin needs"]] as const;
  return [
    `${lines} lines: ${triples} positives of ${used} of ${queries} judged queries, with ${negatives} negatives`,
    ...listed("queries left out", unused),
    ...listed("relevant documents left out", positives),
    ...listed("candidates left out", dropped),
    ...(short > 0 ? [`${short} positives have fewer negatives than asked for; no n-tuple is written of those`] : []),
  ];
}

function listed(what: string, counts: readonly (readonly [number, string])[]): readonly string[] {
  const some = counts.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  return some.length === 0 ? [] : [`${what}: ${some.join(", ")}`];
}
