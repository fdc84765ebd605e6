/** How results name the given order. */
export const firstStageName = "first stage";
