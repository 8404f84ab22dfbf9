import { testArbitraryValues } from "../support/cases/arbitraryCases";

// With ten thousand values each, it is among the long tests.
testArbitraryValues(200);
