import { it } from "vitest";
import { expectContinued } from "../support/host/killedHost";

// Most of the time is spent waiting, so groups run at the same time, each with an emulator of its own.
const groups = [1, 2, 3, 4, 5].map((first) => ({ seeds: [0, 5, 10, 15].map((more) => first + more) }));

it.concurrent.for(groups)(
  "kill -9 of the host in every phase of every operation: the next process continues, seeds $seeds",
  ({ seeds }, { expect }) => expectContinued(seeds, expect),
);
