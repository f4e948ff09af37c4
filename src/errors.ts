/** What the library throws, apart from `TypeError` for options that make no sense and the abort reason. */
export class VouchsafeError extends Error {
  override readonly name = "VouchsafeError";
  /** Kebab-case, stable across releases. */
  readonly code: string;
  /** True if the same call may succeed later. */
  readonly retryable: boolean;

  constructor(
    message: string,
    options: { readonly code: string; readonly retryable?: boolean; readonly cause?: unknown },
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code;
    this.retryable = options.retryable ?? false;
  }
}
