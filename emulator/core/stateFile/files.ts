import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";

/** The operations on files that the journal uses. Tests replace them by ones that fail. */
export interface Files {
  /** The content of a file; undefined if the file does not exist. */
  read(file: string): Buffer | undefined;
  /** Opens a file for writing: `w` creates or empties it, `r+` keeps its content. */
  open(file: string, flags: "w" | "r+"): number;
  /** Writes at a position; returns how many bytes were written, which may be fewer than given. */
  write(descriptor: number, data: Buffer, position: number): number;
  sync(descriptor: number): void;
  truncate(descriptor: number, length: number): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
  close(descriptor: number): void;
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** The operating system's files. */
export const systemFiles: Files = {
  read(file) {
    try {
      return readFileSync(file);
    } catch (error) {
      if (hasCode(error, "ENOENT")) {
        return undefined;
      }
      throw error;
    }
  },
  open: (file, flags) => openSync(file, flags, 0o600),
  write: (descriptor, data, position) => writeSync(descriptor, data, 0, data.length, position),
  sync: fsyncSync,
  truncate: ftruncateSync,
  rename: renameSync,
  remove: (file) => rmSync(file, { force: true }),
  close: closeSync,
};
