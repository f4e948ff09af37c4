import { defineConfig } from "vitest/config";

// Tests read the TypeScript sources through the package's own export map, so no build is needed.
const conditions = ["@vouchsafe/source", "node", "import", "module", "default"];

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/package/**"],
          typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], checker: "tsc" },
        },
      },
      {
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
