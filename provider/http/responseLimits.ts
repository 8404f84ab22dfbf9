/** Limits on one response, so that no service can fill the memory or keep a run waiting for ever. */
export interface ResponseLimits {
  /** Maximum size in bytes. */
  readonly size: number;
  /** Time in which the headers must arrive, and then a body must make progress or end. Milliseconds. */
  readonly stall: number;
  /** Number of bytes that count as progress: single bytes would keep a response alive for ever. */
  readonly progress: number;
}

/** The limits in force. The largest page of a list has about 1 MB, and a slow line takes some seconds for it. */
export const responseLimits: ResponseLimits = { size: 64_000_000, stall: 120_000, progress: 1_000_000 };

/** A response exceeds a limit. Another attempt would most likely have the same result. */
export class ResponseLimitError extends Error {
  override readonly name = "ResponseLimitError";
}

/** Reads a body within the limits. `stop` ends the transfer, so that reading the body fails. */
export async function readWithin(
  body: AsyncIterable<Uint8Array>,
  stop: (error: Error) => void,
  { size, stall, progress }: ResponseLimits = responseLimits,
): Promise<string> {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let [total, reached] = [0, progress];
  let exceeded: ResponseLimitError | undefined;
  const end = (reason: string) => {
    exceeded = new ResponseLimitError(reason);
    stop(exceeded);
  };
  const timer = setTimeout(() => end(`the response did not arrive within ${stall / 1_000} seconds`), stall);
  try {
    for await (const chunk of body) {
      total += chunk.byteLength;
      if (total > size) {
        end(`the response is larger than ${size / 1_000_000} MB`);
        break;
      }
      if (total >= reached) {
        reached = total + progress;
        timer.refresh();
      }
      texts.push(decoder.decode(chunk, { stream: true }));
    }
  } catch (error) {
    throw exceeded ?? error;
  } finally {
    clearTimeout(timer);
  }
  if (exceeded !== undefined) {
    throw exceeded;
  }
  return texts.join("") + decoder.decode();
}
