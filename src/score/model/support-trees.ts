import { lazily } from "../../text/vocabulary.ts";
import { FEATURES } from "../features/features.ts";
import weights from "./support.data.json" with { type: "json" };
import { parseTrees, type Trees } from "./trees.ts";

/** The trees of the embedded scorer, laid out when first asked for; trained by `npm run train -- --data DIR`. */
export const supportTrees: () => Trees = lazily(() =>
  parseTrees(
    weights,
    FEATURES.map(({ name }) => name),
  ),
);
