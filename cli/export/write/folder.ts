import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Problem } from "../../../provider/cliApi";

/**
 * A folder that appears as a whole or not at all: what is written stands beside it until it is complete. What an
 * interrupted run has left there goes first.
 */
export class Folder {
  readonly #target: string;
  readonly #unfinished: string;

  constructor(target: string) {
    this.#target = target;
    this.#unfinished = `${target}.unfinished`;
  }

  /** Refuses to write where something is. */
  async open(): Promise<void> {
    if (existsSync(this.#target) && (await readdir(this.#target)).length > 0) {
      throw new Problem({
        what: `${this.#target} is there and not empty; nothing was written.`,
        advice: "Give another folder with --out, or move this one away.",
      });
    }
    await this.remove();
    await mkdir(this.#unfinished, { recursive: true });
  }

  /** Writes a file. */
  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.#unfinished, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Puts everything where it belongs. */
  async finish(): Promise<void> {
    if (existsSync(this.#target)) {
      await rmdir(this.#target);
    }
    await rename(this.#unfinished, this.#target);
  }

  /** Takes away what was written. */
  async remove(): Promise<void> {
    await rm(this.#unfinished, { recursive: true, force: true });
  }
}
