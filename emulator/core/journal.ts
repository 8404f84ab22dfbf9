import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import type { Json } from "./json";

const header = JSON.stringify({ format: "pulumi-aep emulator state", version: 1 });

/**
 * An append-only file of JSON lines. A record is handed to the operating system before the call returns, so a
 * killed process loses nothing that it has answered.
 */
export class Journal {
  readonly #file: string;
  #descriptor: number;
  #length = 0;

  /** Starts a file anew with these records, by way of a temporary file, so that it is never half written. */
  constructor(file: string, records: Iterable<Json>) {
    this.#file = file;
    this.#descriptor = this.#start(records);
  }

  /**
   * The records of a file; none if there is no such file.
   *
   * @throws Error if the file is something else.
   */
  static read(file: string): Json[] {
    if (!existsSync(file)) {
      return [];
    }
    const [first, ...lines] = readFileSync(file, "utf8").split("\n");
    if (first !== header) {
      throw new Error(`${file} is not a state file of this emulator`);
    }
    // A process killed while writing leaves a last line without its end.
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

  /** Replaces everything by these records. */
  rewrite(records: Iterable<Json>): void {
    closeSync(this.#descriptor);
    this.#length = 0;
    this.#descriptor = this.#start(records);
  }

  /** Ends writing. */
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
