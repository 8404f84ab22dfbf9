import { testArbitraryValues } from "../support/arbitraryCases";

testArbitraryValues(10_000);
