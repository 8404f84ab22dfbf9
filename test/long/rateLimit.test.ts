import { describe } from "vitest";
import { testRateLimit } from "../support/cases/rateLimitCases";

describe("a service that accepts ten requests a second", () => testRateLimit(200));
