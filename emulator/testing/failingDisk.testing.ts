import type { Files } from "../core/stateFile/files";

type Operation = Exclude<keyof Files, "read">;

/** Random numbers that a seed determines. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Files in memory, with operations that fail when a test wants it. */
export class FailingDisk implements Files {
  readonly #random: (below: number) => number;
  readonly #files: Map<string, { data: Buffer }>;
  readonly #open = new Map<number, { data: Buffer }>();
  #lastDescriptor = 2;
  /** How many of 100 operations fail. */
  failures = 0;
  /** The only operation that fails, if it is set. */
  only: Operation | undefined;
  /** How often each operation failed. */
  readonly failed: Partial<Record<Operation, number>> = {};
  /** Operations on descriptors that are not open: in a real process, they may be those of sockets. */
  readonly strayed: Operation[] = [];

  constructor(random: (below: number) => number, files = new Map<string, { data: Buffer }>()) {
    this.#random = random;
    this.#files = files;
  }

  /** What a process finds that starts after this one was killed. */
  afterKill(): FailingDisk {
    const copies = [...this.#files].map(([name, { data }]) => [name, { data: Buffer.from(data) }] as const);
    return new FailingDisk(this.#random, new Map(copies));
  }

  /** How many descriptors are open. */
  get openDescriptors(): number {
    return this.#open.size;
  }

  read(file: string): Buffer | undefined {
    return this.#files.get(file)?.data;
  }

  open(file: string, flags: "w" | "r+"): number {
    this.#mayFail("open");
    const known = this.#files.get(file);
    if (known === undefined && flags === "r+") {
      throw diskError("ENOENT", "open");
    }
    const inode = known ?? { data: Buffer.alloc(0) };
    if (flags === "w") {
      inode.data = Buffer.alloc(0);
    }
    this.#files.set(file, inode);
    this.#lastDescriptor += 1;
    this.#open.set(this.#lastDescriptor, inode);
    return this.#lastDescriptor;
  }

  write(descriptor: number, data: Buffer, position: number): number {
    const inode = this.#inode(descriptor, "write");
    const fails = this.#fails("write");
    // A failed write leaves any part of its data but the whole; a short write is not an error yet.
    const part = this.#random(data.length);
    const count = fails ? part : this.#random(10) === 0 ? Math.max(part, 1) : data.length;
    const content = Buffer.alloc(Math.max(inode.data.length, position + count));
    inode.data.copy(content);
    data.copy(content, position, 0, count);
    inode.data = content;
    if (fails) {
      throw diskError("ENOSPC", "write");
    }
    return count;
  }

  sync(descriptor: number): void {
    this.#inode(descriptor, "sync");
    this.#mayFail("sync");
  }

  truncate(descriptor: number, length: number): void {
    const inode = this.#inode(descriptor, "truncate");
    this.#mayFail("truncate");
    inode.data = Buffer.from(inode.data.subarray(0, length));
  }

  rename(from: string, to: string): void {
    this.#mayFail("rename");
    const inode = this.#files.get(from);
    if (inode === undefined) {
      throw diskError("ENOENT", "rename");
    }
    this.#files.set(to, inode);
    this.#files.delete(from);
  }

  remove(file: string): void {
    this.#mayFail("remove");
    this.#files.delete(file);
  }

  close(descriptor: number): void {
    this.#inode(descriptor, "close");
    // The descriptor is closed even if the operation fails.
    this.#open.delete(descriptor);
    this.#mayFail("close");
  }

  #inode(descriptor: number, operation: Operation): { data: Buffer } {
    const inode = this.#open.get(descriptor);
    if (inode === undefined) {
      this.strayed.push(operation);
      throw diskError("EBADF", operation);
    }
    return inode;
  }

  #fails(operation: Operation): boolean {
    if ((this.only !== undefined && this.only !== operation) || this.#random(100) >= this.failures) {
      return false;
    }
    this.failed[operation] = (this.failed[operation] ?? 0) + 1;
    return true;
  }

  #mayFail(operation: Operation): void {
    if (this.#fails(operation)) {
      throw diskError("EIO", operation);
    }
  }
}

function diskError(code: string, operation: string): Error {
  return Object.assign(new Error(`${code}: injected, ${operation}`), { code });
}
