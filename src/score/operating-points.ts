/** Scores from which a claim stands where no judge is configured, by name. */
export const OPERATING_POINTS = { strict: 0.45, balanced: 0.31, permissive: 0.15 } as const;
export type OperatingPoint = keyof typeof OPERATING_POINTS;
