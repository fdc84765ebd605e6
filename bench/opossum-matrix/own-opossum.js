// Preloaded with --import: the built packages ask for "opossum" and get the copy that is installed in this folder. A hook, because
// an installed package cannot be told otherwise whose opossum to take, and so what runs is byte for byte what is published.
// registerHooks needs Node 22.15, as opossum 10 does Node 22.
import { registerHooks } from "node:module";

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier === "opossum" ? { ...context, parentURL: import.meta.url } : context),
});
