import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Problem } from "../../../provider/cliApi";

/**
 * A folder that is written completely or not at all: the files are in a folder beside it until all are written. The
 * files of an interrupted run are removed first.
 */
export class Folder {
  readonly #target: string;
  readonly #unfinished: string;

  constructor(target: string) {
    this.#target = target;
    this.#unfinished = `${target}.unfinished`;
  }

  /** Starts writing. Fails if the folder contains anything. */
  async open(): Promise<void> {
    if (existsSync(this.#target) && (await readdir(this.#target)).length > 0) {
      throw new Problem({
        what: `${this.#target} already exists and is not empty; nothing was written.`,
        advice: "Choose another folder with --out, or move this one away.",
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

  /** Moves the complete folder to its name. */
  async finish(): Promise<void> {
    if (existsSync(this.#target)) {
      await rmdir(this.#target);
    }
    await rename(this.#unfinished, this.#target);
  }

  /** Removes an incomplete folder. */
  async remove(): Promise<void> {
    await rm(this.#unfinished, { recursive: true, force: true });
  }
}
