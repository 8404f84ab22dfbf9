import { keepEvidence } from "./evidence";

// What the provider tells the user goes to standard error, also where it runs inside a test's process.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (...given: unknown[]) => {
    keepEvidence("test-output", String(given[0]));
    return write(...given);
  };
}
