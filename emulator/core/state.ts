import { lockFile } from "./stateFile/fileLock";
import { type References, Store } from "./store";

/** The data of an emulator, which no other process can change. */
export interface State {
  readonly store: Store;
  /** Shortens and closes the state file, and lets other processes use it. */
  close(): void;
}

/**
 * Opens the data of an emulator.
 *
 * @param file - the file that keeps the data.
 * @throws Error if another process uses the file, or if the file is damaged or cannot be written.
 */
export function openState(references: Readonly<Record<string, References>>, file?: string): State {
  if (file === undefined) {
    const store = new Store(references);
    return { store, close: () => store.close() };
  }
  const lock = lockFile(file);
  try {
    const store = new Store(references, file);
    return {
      store,
      close() {
        store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
