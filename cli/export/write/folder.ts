import { lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Problem } from "../../../provider/cliApi";

/** How the names of temporary folders begin. One that a killed run left does not count as content of the target. */
const temporaryName = ".pulumi-aep-export-";

/** Where the files are until all are written. */
interface Staging {
  /** A new folder with a name that no other program uses. */
  readonly folder: string;
  /** The folder with the files, inside the new one. */
  readonly files: string;
  /** Whether the target exists: the new folder is then inside it, otherwise beside it. */
  readonly isInside: boolean;
}

/**
 * A folder that is written completely or not at all: the files are in a temporary folder until all are written. An
 * empty folder that exists is filled, not replaced, because it can be a mount point or the current folder of a shell.
 */
export class Folder {
  readonly #target: string;
  #staging: Staging | undefined;

  constructor(target: string) {
    this.#target = target;
  }

  /** Starts writing. Fails if the folder contains anything or cannot be written. */
  async open(): Promise<void> {
    const content = await this.#trying(() => this.#content());
    if (content !== undefined && content.length > 0) {
      throw this.#notEmpty();
    }
    const isInside = content !== undefined;
    const place = isInside ? this.#target : path.dirname(this.#target);
    await this.#trying(async () => {
      await mkdir(place, { recursive: true });
      const folder = await mkdtemp(path.join(place, temporaryName));
      // mkdtemp lets only the user read its folder; the exported files get the usual permissions.
      const files = path.join(folder, "files");
      this.#staging = { folder, files, isInside };
      await mkdir(files);
    });
  }

  /** Writes a file. */
  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.#opened().files, name);
    await this.#trying(async () => {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    });
  }

  /** Moves the complete files to their place. Fails if the folder contains anything by now. */
  async finish(): Promise<void> {
    const { files, isInside } = this.#opened();
    const content = await this.#trying(() => this.#content());
    if (content !== undefined && content.length > 0) {
      throw this.#notEmpty();
    }
    await this.#trying(() => (isInside ? this.#moveInto(files) : rename(files, this.#target)));
    await this.remove();
  }

  /** Removes an incomplete folder. */
  async remove(): Promise<void> {
    if (this.#staging !== undefined) {
      await rm(this.#staging.folder, { recursive: true, force: true });
    }
  }

  async #moveInto(files: string): Promise<void> {
    const moved: string[] = [];
    try {
      for (const name of await readdir(files)) {
        const place = path.join(this.#target, name);
        await rename(path.join(files, name), place);
        moved.push(place);
      }
    } catch (error) {
      for (const place of moved) {
        await rm(place, { recursive: true, force: true });
      }
      throw error;
    }
  }

  /** The names in the target; `undefined` if it does not exist. */
  async #content(): Promise<string[] | undefined> {
    try {
      await lstat(this.#target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return undefined;
      }
      throw error;
    }
    return (await readdir(this.#target)).filter((name) => !name.startsWith(temporaryName));
  }

  #opened(): Staging {
    if (this.#staging === undefined) {
      throw new Error("The folder is not open.");
    }
    return this.#staging;
  }

  async #trying<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (cause) {
      throw new Problem(
        {
          what: `${this.#target} cannot be written; nothing was written.`,
          details: [cause instanceof Error ? cause.message : String(cause)],
          advice: "Choose another folder with --out.",
        },
        { cause },
      );
    }
  }

  #notEmpty(): Problem {
    return new Problem({
      what: `${this.#target} already exists and is not empty; nothing was written.`,
      advice: "Choose another folder with --out, or move this one away.",
    });
  }
}
