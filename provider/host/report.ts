/**
 * Reports progress to the user. The engine shows what the provider's process prints as messages of the stack; standard
 * output belongs to the host, which announces its port there.
 */
export function report(message: string): void {
  process.stderr.write(`${message}\n`);
}
