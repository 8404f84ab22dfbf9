import { it } from "vitest";
import { expectContinued } from "../support/host/killedHost";

// Most of the time is spent waiting, so groups run at the same time, each with an emulator of its own.
const groups = Array.from({ length: 10 }, (_, group) => ({ seeds: [group + 1, group + 11] }));

it.concurrent.for(groups)(
  "kill -9 of the host in every phase of every operation: the next process continues, seeds $seeds",
  ({ seeds }, { expect }) => expectContinued(seeds, expect),
);
