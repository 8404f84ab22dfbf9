import { keepEvidence } from "./evidence";

// The provider writes its messages to standard error, even if it runs in the process of a test.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (...given: unknown[]) => {
    keepEvidence("test-output", String(given[0]));
    return write(...given);
  };
}
