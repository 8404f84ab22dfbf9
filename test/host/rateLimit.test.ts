import { describe } from "vitest";
import { testRateLimit } from "../support/cases/rateLimitCases";

// Thirty resources take seconds; two hundred, and the other forms of Retry-After, are among the long tests.
describe("a service that accepts ten requests a second", () => testRateLimit(30, ["seconds"]));
