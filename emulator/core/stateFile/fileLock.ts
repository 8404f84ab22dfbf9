import { createHash, randomUUID } from "node:crypto";
import { linkSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { hasCode } from "./files";
import { ownIdentity, type ProcessIdentity, stateOf } from "./processIdentity";

/** A lock that this process holds. */
export interface FileLock {
  release(): void;
}

const lockSchema = z.object({
  pid: z.int().positive(),
  start: z.string().optional(),
  boot: z.string().optional(),
  namespace: z.string().optional(),
  host: z.string(),
});

const held = new Map<string, string>();

function releaseAll(): void {
  for (const [path, content] of held) {
    release(path, content);
  }
}

/**
 * Locks a file for this process, by a second file whose name ends in `.lock`. The lock of a process that has ended is
 * taken over.
 *
 * @throws Error if another process holds the lock, or may hold it.
 */
export function lockFile(file: string): FileLock {
  const path = `${realPath(file)}.lock`;
  let content: string;
  try {
    content = acquire(path, file);
  } catch (error) {
    throw hasCode(error, "ENOENT", "EACCES", "EROFS", "ENOSPC", "EDQUOT", "EIO", "ENOTDIR", "EFBIG")
      ? new Error(`the state file ${file} cannot be locked: ${(error as Error).message}`, { cause: error })
      : error;
  }
  if (held.size === 0) {
    process.once("exit", releaseAll);
  }
  held.set(path, content);
  return {
    release() {
      release(path, content);
      if (held.delete(path) && held.size === 0) {
        process.off("exit", releaseAll);
      }
    },
  };
}

/** One path for all spellings and symbolic links of a file, which may not exist yet. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      return join(realpathSync(dirname(file)), basename(file));
    }
    throw error;
  }
}

function acquire(path: string, file: string): string {
  const own = ownIdentity();
  const content = JSON.stringify({ ...own, id: randomUUID() });
  while (!create(path, content)) {
    const found = read(path);
    if (found === undefined) {
      continue;
    }
    refuseUnlessGone(found, own, path, file);
    // Removing a lock after judging it is safe only for one process at a time: otherwise the second one removes the
    // lock that the first one created in between. The claim's name belongs to this lock and to no later one.
    const claim = `${path}.${createHash("sha256").update(found).digest("hex").slice(0, 16)}`;
    const claimed = acquire(claim, file);
    try {
      release(path, found);
    } finally {
      release(claim, claimed);
    }
  }
  return content;
}

function refuseUnlessGone(found: string, own: ProcessIdentity, path: string, file: string): void {
  const holder = parse(found);
  if (holder === undefined) {
    throw new Error(
      `the state file ${file} is locked by ${path}, which is not readable; delete it if no emulator uses the state file`,
    );
  }
  switch (stateOf(holder, own)) {
    case "running":
      throw new Error(`the state file ${file} is already used by an emulator, process ${holder.pid}`);
    case "unknown":
      throw new Error(
        `the state file ${file} is locked by process ${holder.pid} of the machine or container ${JSON.stringify(holder.host)}; delete ${path} if that process has ended`,
      );
    case "gone":
  }
}

function parse(content: string): ProcessIdentity | undefined {
  try {
    const { pid, start, boot, namespace, host } = lockSchema.parse(JSON.parse(content));
    return { pid, start, boot, namespace, host };
  } catch {
    return undefined;
  }
}

/** Creates a lock with its content at once; returns false if it exists. */
function create(path: string, content: string): boolean {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content, { flag: "wx", mode: 0o600 });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) {
      return false;
    }
    if (hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) {
      // File systems without hard links.
      return createDirectly(path, content);
    }
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function createDirectly(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) {
      return false;
    }
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}

/** Removes a lock if it still has this content. */
function release(path: string, content: string): void {
  if (read(path) === content) {
    rmSync(path, { force: true });
  }
}
