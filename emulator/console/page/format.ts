/** A time of the service with milliseconds, in the time zone of the browser. */
export function timeOf(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** A date with its time, in UTC. */
export function dateOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A duration, such as `3 ms` or `2 d 4 h`. */
export function durationOf(ms: number): string {
  if (Math.abs(ms) < 1000) {
    return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
  }
  const units: readonly (readonly [string, number])[] = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ];
  const parts: string[] = [];
  let rest = Math.abs(ms);
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      parts.push(`${count} ${unit}`);
    }
  }
  return `${ms < 0 ? "−" : ""}${parts.slice(0, 2).join(" ")}`;
}

/** The words in the name of a collection: `sourceConnections` becomes `Source connections`. */
export function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The class of a status, for its colour. */
export function statusTone(status: number | null): string {
  if (status === null) {
    return "waiting";
  }
  return status >= 500 ? "bad" : status >= 400 ? "warn" : "good";
}

const tones: readonly (readonly [RegExp, string])[] = [
  [/^(enabled|active|approved|success|completed|succeeded|ingested|published)$/i, "good"],
  [/(pending|progress|initializing|draft|started|queued|waiting|finalizing|updating)/i, "warn"],
  [/^(failed|rejected|disconnected|broken|dropped|error|partialsuccess)/i, "bad"],
];

/** The class of an entity's state, for its colour. */
export function stateTone(state: string | null): string {
  return tones.find(([pattern]) => pattern.test(state ?? ""))?.[1] ?? "plain";
}
