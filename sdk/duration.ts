/** Seconds in each unit of a duration. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
};

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * The seconds of a duration as Pulumi's engine reads it: `40s`, `5m`, `1h30m`. `undefined` for any other text, for a
 * negative duration and for one of no time. The engine knows no unit above hours, although Pulumi's documentation
 * mentions `1d`.
 */
export function secondsOf(duration: string): number | undefined {
  const text = duration.replace(/^\+/, "");
  const parts = [...text.matchAll(part)];
  const isComplete = parts.map(([whole]) => whole).join("") === text;
  const seconds = parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (units[unit] ?? 0), 0);
  return isComplete && seconds > 0 ? seconds : undefined;
}
