import { describe } from "vitest";
import { retryAfterForms, testRateLimit } from "../support/cases/rateLimitCases";

describe("a service that accepts ten requests a second", () => testRateLimit(200, retryAfterForms));
