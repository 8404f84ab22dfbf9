import * as util from "node:util";

/** Silence after which progress is shown, in milliseconds: on a terminal that can replace a line, and elsewhere. */
const shownAfter = { live: 1_000, lines: 8_000 };

/** @typedef {"green" | "red" | "bold"} Format */
/** @typedef {{ isTTY?: boolean, columns?: number, hasColors?: (environment: object) => boolean, write: (text: string) => unknown }} Output */

/**
 * Whether texts on a stream are coloured: on a terminal, unless NO_COLOR or TERM=dumb is set. FORCE_COLOR decides first, with
 * the values that Node.js documents: 0 is no colour.
 * @param {Omit<Output, "write">} output
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function showsColours(output, environment = process.env) {
  const { FORCE_COLOR: forced } = environment;
  if (forced !== undefined) {
    return ["", "1", "true", "2", "3"].includes(forced);
  }
  return output.isTTY === true && output.hasColors?.(environment) === true;
}

/**
 * Colours a text where colours are shown.
 * @param {Format} format
 * @param {string} text
 * @param {Omit<Output, "write">} [output] where the text is written
 */
export function painted(format, text, output = process.stdout) {
  // Node.js 20 has this function since 20.12.
  return showsColours(output) && typeof util.styleText === "function"
    ? util.styleText(format, text, { validateStream: false })
    : text;
}

/**
 * Shows that something continues while nothing else is written: on a terminal in one line that is replaced, elsewhere in a new
 * line every eight seconds.
 * @param {string | (() => string)} activity such as "building the packages"
 * @param {Output} [output] standard error, because other programs can read standard output
 * @returns {{ heard: () => void, end: () => void }} `heard` is to be called before any other output
 */
export function startProgress(activity, output = process.stderr) {
  const isLive = output.isTTY === true && process.env.TERM !== "dumb";
  const began = performance.now();
  let heard = began;
  let isShown = false;
  const clear = () => {
    if (isShown) {
      output.write("\r\u001b[K");
      isShown = false;
    }
  };
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - heard < shownAfter[isLive ? "live" : "lines"]) {
      return;
    }
    const what = typeof activity === "string" ? activity : activity();
    const text = `  ${what} (${Math.round((now - began) / 1_000)} s)`;
    if (isLive) {
      // A line that wraps cannot be replaced. A pseudo-terminal can have no width.
      output.write(`\r\u001b[K${text.slice(0, (output.columns || 80) - 1)}`);
      isShown = true;
    } else {
      heard = now;
      output.write(`${text}\n`);
    }
  }, 1_000);
  // Nothing waits for progress.
  timer.unref();
  return {
    heard() {
      clear();
      heard = performance.now();
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

/**
 * Shows progress until some work ends.
 * @template Result
 * @param {string | (() => string)} activity
 * @param {() => Promise<Result>} work
 */
export async function withProgress(activity, work) {
  const progress = startProgress(activity);
  try {
    return await work();
  } finally {
    progress.end();
  }
}
