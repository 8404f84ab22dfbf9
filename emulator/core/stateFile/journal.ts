import { isUtf8 } from "node:buffer";
import type { Json } from "../json";
import { type Files, systemFiles } from "./files";
import { StateFileError } from "./stateFileError";

// The name is older than this package. It stays, because state files of every version begin with it.
const format = "pulumi-aep emulator state";
const header = JSON.stringify({ format, version: 2 });
// Version 1 has no lines with several changes; version 2 reads it.
const firstHeader = JSON.stringify({ format, version: 1 });
const newline = 10;

/**
 * An append-only file of JSON lines. A line reaches the operating system before the call returns, so a killed process
 * loses no change that it has confirmed.
 *
 * Every failure of the disk leaves a file that can be read and that contains exactly the accepted lines: lines are
 * written behind the last accepted one, whatever an earlier failure left there is removed first, and a new file
 * replaces the old one only when it is complete.
 */
export class Journal {
  readonly #file: string;
  readonly #files: Files;
  #descriptor: number;
  /** The bytes of the accepted lines. */
  #size: number;
  #length: number;
  /** Whether bytes of a refused line may follow the accepted ones. */
  #tail = false;

  /** What was wrong with the file, if it was usable all the same. */
  readonly note: string | undefined;

  /**
   * Opens a file, or creates it.
   *
   * @param apply - receives every line of the file; it throws if the line is not a change.
   * @throws Error if the file is not a state file, is damaged or cannot be written.
   */
  constructor(file: string, apply: (line: Json) => void, files: Files = systemFiles) {
    this.#file = file;
    this.#files = files;
    const content = files.read(file);
    if (content === undefined) {
      const created = this.#create([]);
      this.#descriptor = created.descriptor;
      this.#size = created.size;
      this.#length = 0;
      return;
    }
    const lines = splitLines(content);
    const [first] = lines;
    if (first === undefined || ![header, firstHeader].includes(first.toString("utf8"))) {
      throw new Error(`${file} is not a state file of this emulator`);
    }
    lines.slice(1).forEach((line, index) => {
      try {
        apply(parseLine(line));
      } catch {
        throw new Error(`${file} is damaged in line ${index + 2}`);
      }
    });
    this.#length = lines.length - 1;
    this.#size = content.lastIndexOf(newline) + 1;
    this.#tail = this.#size < content.length;
    if (this.#tail) {
      this.note = `${file} ended with an incomplete line, which was removed: its change was never confirmed`;
    }
    this.#descriptor = this.#openExisting(first.toString("utf8") === header, lines.slice(1));
  }

  /** How many lines the file holds. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds a line.
   *
   * @throws StateFileError if it cannot be written; the file is as before.
   */
  append(line: string): void {
    try {
      this.#removeTail();
      this.#tail = true;
      this.#size += this.#write(this.#descriptor, `${line}\n`, this.#size);
      this.#tail = false;
      this.#length += 1;
    } catch (error) {
      this.#attempt(() => this.#removeTail());
      throw new StateFileError(this.#file, error);
    }
  }

  /**
   * Replaces all lines by these, through a temporary file.
   *
   * @throws StateFileError if they cannot be written; the file is as before and can be written further.
   */
  rewrite(lines: readonly string[]): void {
    const { descriptor, size } = this.#create(lines);
    const before = this.#descriptor;
    this.#descriptor = descriptor;
    this.#size = size;
    this.#length = lines.length;
    this.#tail = false;
    this.#attempt(() => this.#files.close(before));
  }

  /** Closes the file. */
  close(): void {
    this.#attempt(() => this.#files.close(this.#descriptor));
  }

  #openExisting(current: boolean, lines: readonly Buffer[]): number {
    if (!current) {
      const { descriptor, size } = this.#create(lines.map((line) => line.toString("utf8")));
      this.#size = size;
      this.#tail = false;
      return descriptor;
    }
    try {
      return this.#files.open(this.#file, "r+");
    } catch (error) {
      throw new StateFileError(this.#file, error);
    }
  }

  /** A new file in place of the old one; its descriptor stays open, because a second open could fail. */
  #create(lines: readonly string[]): { descriptor: number; size: number } {
    const temporary = `${this.#file}.new`;
    let descriptor: number | undefined;
    try {
      const opened = this.#files.open(temporary, "w");
      descriptor = opened;
      const size = this.#write(opened, `${[header, ...lines].join("\n")}\n`, 0);
      // Some file systems report a full disk only here.
      this.#files.sync(opened);
      this.#files.rename(temporary, this.#file);
      return { descriptor: opened, size };
    } catch (error) {
      const opened = descriptor;
      if (opened !== undefined) {
        this.#attempt(() => this.#files.close(opened));
        this.#attempt(() => this.#files.remove(temporary));
      }
      throw new StateFileError(this.#file, error);
    }
  }

  #write(descriptor: number, text: string, position: number): number {
    const data = Buffer.from(text);
    let written = 0;
    while (written < data.length) {
      const count = this.#files.write(descriptor, data.subarray(written), position + written);
      if (count === 0) {
        throw new Error("the disk accepts no more data");
      }
      written += count;
    }
    return data.length;
  }

  #removeTail(): void {
    if (this.#tail) {
      this.#files.truncate(this.#descriptor, this.#size);
      this.#tail = false;
    }
  }

  /** Runs an operation whose failure changes nothing for the accepted lines. */
  #attempt(operation: () => void): void {
    try {
      operation();
    } catch {}
  }
}

/** The complete lines of a file. */
function splitLines(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = content.indexOf(newline); end >= 0; end = content.indexOf(newline, start)) {
    lines.push(content.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function parseLine(line: Buffer): Json {
  if (!isUtf8(line)) {
    throw new Error("not UTF-8");
  }
  return JSON.parse(line.toString("utf8")) as Json;
}
