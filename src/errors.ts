import type { Failure } from "./types.ts";

/** What the library throws, apart from `TypeError` for options that make no sense and the abort reason. */
export class VouchsafeError extends Error {
  override readonly name = "VouchsafeError";
  /** Kebab-case, stable across releases. */
  readonly code: string;
  /** True if the same call may succeed later. */
  readonly retryable: boolean;
  /** What went wrong, as data: of a model's failure its `ModelFailure`. */
  readonly failure?: Failure;

  constructor(
    message: string,
    options: {
      readonly code: string;
      readonly retryable?: boolean;
      readonly cause?: unknown;
      readonly failure?: Failure;
    },
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    if (options.failure !== undefined) this.failure = options.failure;
  }
}
