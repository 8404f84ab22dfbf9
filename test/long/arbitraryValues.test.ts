import { testArbitraryValues } from "../support/cases/arbitraryCases";

testArbitraryValues(10_000);
