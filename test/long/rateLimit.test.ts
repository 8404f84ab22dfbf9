import { describe } from "vitest";
import { testRateLimit } from "../support/cases/rateLimitCases";

describe("a service that lets ten requests a second through", () => testRateLimit(200));
