/** The value at a JSON Pointer, by walking it step by step; throws where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce((value: unknown, step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) throw new Error(`nothing at ${key}`);
    return Reflect.get(value, key) as unknown;
  }, root);
}
