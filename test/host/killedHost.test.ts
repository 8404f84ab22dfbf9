import { it } from "vitest";
import { expectContinued } from "../support/host/killedHost";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);

// The series of twenty is test/long/killedHost.test.ts.
it(`kill -9 of the host in every phase of every operation: the next process continues (PULUMI_AEP_SEED=${seed})`, ({
  expect,
}) => expectContinued([seed], expect));
