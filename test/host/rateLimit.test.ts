import { describe } from "vitest";
import { testRateLimit } from "../support/cases/rateLimitCases";

// Thirty resources take seconds; two hundred are among the long tests.
describe("a service that accepts ten requests a second", () => testRateLimit(30));
