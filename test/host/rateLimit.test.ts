import { describe } from "vitest";
import { testRateLimit } from "../support/cases/rateLimitCases";

// As many as show it in seconds; with two hundred it is among the long tests.
describe("a service that lets ten requests a second through", () => testRateLimit(30));
