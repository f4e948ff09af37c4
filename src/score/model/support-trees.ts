import { lazily } from "../../text/vocabulary.ts";
import { FEATURES } from "../features/features.ts";
import { parseTrees, type Trees } from "./trees.ts";
import weights from "./support.data.json" with { type: "json" };

/** The trees of the embedded scorer, laid out when first asked for; trained by `npm run train -- --data DIR`. */
export const supportTrees: () => Trees = lazily(() =>
  parseTrees(
    weights,
    FEATURES.map(({ name }) => name),
  ),
);
