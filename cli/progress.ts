/** Silence after which progress is shown, in milliseconds: on a terminal that can replace a line, and elsewhere. */
const shownAfter = { live: 1_000, lines: 8_000 } as const;

/** A terminal that can replace its last line. */
export interface LiveTerminal {
  readonly columns?: number;
  write(text: string): unknown;
}

/** The last line of a terminal while it shows progress: every other output replaces it. */
export class LiveLine {
  readonly #terminal: LiveTerminal;
  #isShown = false;

  constructor(terminal: LiveTerminal) {
    this.#terminal = terminal;
  }

  /** Shows a text instead of the previous one. A longer one is cut off, because a line that wraps cannot be replaced. */
  show(text: string): void {
    // A pseudo-terminal can have no width.
    const width = this.#terminal.columns || 80;
    this.#terminal.write(`\r\u001b[K${text.slice(0, width - 1)}`);
    this.#isShown = true;
  }

  /** Removes the text. */
  clear(): void {
    if (this.#isShown) {
      this.#terminal.write("\r\u001b[K");
      this.#isShown = false;
    }
  }
}

/** Where progress is shown. */
export interface ProgressOutput {
  /** The line to replace. Without one, each report is a line of its own. */
  readonly live: LiveLine | undefined;
  /** Writes a line. */
  line(text: string): void;
}

/** Shows that a command continues when it has written nothing for some seconds. */
export class Progress {
  readonly #name: string;
  readonly #output: ProgressOutput;
  readonly #began = performance.now();
  readonly #timer: NodeJS.Timeout;
  #activity = "in progress";
  #heard = this.#began;
  #isPaused = false;

  /** @param name the command, with which each line begins. */
  constructor(name: string, output: ProgressOutput) {
    this.#name = name;
    this.#output = output;
    this.#timer = setInterval(() => this.#tick(), 1_000);
    // Nothing waits for progress.
    this.#timer.unref();
  }

  /** Sets what the command is doing, such as "reading flows: 20 of 100". */
  doing(activity: string): void {
    this.#activity = activity;
  }

  /** To be called before any other output. */
  heard(): void {
    this.#output.live?.clear();
    this.#heard = performance.now();
  }

  /** Shows nothing while the user is asked a question. */
  async pausedFor<Value>(work: Promise<Value>): Promise<Value> {
    this.heard();
    this.#isPaused = true;
    try {
      return await work;
    } finally {
      this.#isPaused = false;
      this.heard();
    }
  }

  /** Ends all reports. */
  end(): void {
    clearInterval(this.#timer);
    this.#output.live?.clear();
  }

  #tick(): void {
    const { live, line } = this.#output;
    const now = performance.now();
    if (this.#isPaused || now - this.#heard < shownAfter[live === undefined ? "lines" : "live"]) {
      return;
    }
    const text = `${this.#name}: ${this.#activity} (${Math.round((now - this.#began) / 1_000)} s)`;
    if (live === undefined) {
      this.#heard = now;
      line(text);
    } else {
      live.show(text);
    }
  }
}
