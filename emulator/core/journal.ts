import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import type { Json } from "./json";

// The name is older than this package. It stays, because state files of every version begin with it.
const header = JSON.stringify({ format: "pulumi-aep emulator state", version: 1 });

/**
 * An append-only file of JSON lines. A record reaches the operating system before the call returns, so a
 * killed process loses no change that it has confirmed.
 */
export class Journal {
  readonly #file: string;
  #descriptor: number;
  #length = 0;

  /** Writes a new file with these records, through a temporary file, so that it is never half written. */
  constructor(file: string, records: Iterable<Json>) {
    this.#file = file;
    this.#descriptor = this.#start(records);
  }

  /**
   * The records of a file; none if the file does not exist.
   *
   * @throws Error if the file is not a state file.
   */
  static read(file: string): Json[] {
    if (!existsSync(file)) {
      return [];
    }
    const [first, ...lines] = readFileSync(file, "utf8").split("\n");
    if (first !== header) {
      throw new Error(`${file} is not a state file of this emulator`);
    }
    // A process killed while writing leaves an incomplete last line.
    lines.pop();
    return lines.map((line, index) => {
      try {
        return JSON.parse(line) as Json;
      } catch {
        throw new Error(`${file} is damaged in line ${index + 2}`);
      }
    });
  }

  /** How many records the file holds. */
  get length(): number {
    return this.#length;
  }

  /** Adds a record. */
  append(record: Json): void {
    writeSync(this.#descriptor, `${JSON.stringify(record)}\n`);
    this.#length += 1;
  }

  /** Replaces all records by these. */
  rewrite(records: Iterable<Json>): void {
    closeSync(this.#descriptor);
    this.#length = 0;
    this.#descriptor = this.#start(records);
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#descriptor);
  }

  #start(records: Iterable<Json>): number {
    const lines = [header];
    for (const record of records) {
      lines.push(JSON.stringify(record));
    }
    this.#length = lines.length - 1;
    const temporary = `${this.#file}.new`;
    writeFileSync(temporary, `${lines.join("\n")}\n`, { mode: 0o600 });
    renameSync(temporary, this.#file);
    return openSync(this.#file, "a");
  }
}
