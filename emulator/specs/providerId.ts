/** The id of the provider of a spec, as responses show it: that of streaming sources or that of all others. */
export function providerId(isStreaming: boolean): string {
  return isStreaming ? "521eee4d-8cbe-4906-bb48-fb6bd4450033" : "0ed90a81-07f4-4586-8190-b40eccef1c5a";
}
