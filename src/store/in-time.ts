/** As `promise` does, or rejects after `ms`. Leaves no timer. */
export async function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), ms);
  });
  try {
    return await Promise.race([late, promise]);
  } finally {
    clearTimeout(timer);
  }
}
