/** A change that the state file did not accept; the data in memory is as before the change. */
export class StateFileError extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The emulator cannot write its state file ${file}: ${reason}`, { cause });
  }
}
