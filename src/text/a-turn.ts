/** The event loop once round, so that whatever waits for the network is heard first. */
export const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // Elsewhere than in Node a timer of nothing is as close as one gets.
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
