import { isRepresentative } from "../support/cases/faultChoice";
import { testFaultsInCreates } from "../support/cases/faultsInCreates";

// The others are among the long tests.
testFaultsInCreates(isRepresentative);
