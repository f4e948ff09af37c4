const DATED = /^[-@](?:\d{4}-?\d{2}-?\d{2}|\d{4}|latest)$/;

/** Whether the model that answered is the one asked for: its name, or that with a date behind it. */
export function isSameModel(asked: string, reported: string): boolean {
  const [own, other] = [bare(asked), bare(reported)];
  if (own === other) return true;
  return other.startsWith(own) && DATED.test(other.slice(own.length));
}

/** Without the names of providers and routers before it. */
const bare = (id: string): string => id.slice(id.lastIndexOf("/") + 1).toLowerCase();
