/** A question that every reranker must answer right, by words or by meaning; nobody doubts which document is meant. */
export const knownAnswer = {
  query: "How many hearts does an octopus have?",
  documents: [
    "The last train to the coast leaves at half past ten.",
    "Knead the dough for ten minutes and let it rise under a cloth.",
    "An octopus has three hearts: two pump blood through the gills, and one through the rest of the body.",
    "The museum is closed on Mondays.",
    "Tighten the four screws crosswise, a quarter turn each.",
  ],
  best: 2,
} as const;
