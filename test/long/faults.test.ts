import { type FaultChoice, isRepresentative } from "../support/cases/faultChoice";
import { testFaultsInCreates } from "../support/cases/faultsInCreates";
import { testFaultsInOperations } from "../support/cases/faultsInOperations";
import { sharedInProcessBed } from "../support/host/sharedTestBed";

// What `npm test` leaves out: see test/host/faultAtEveryStep.test.ts and test/host/lostResponse.test.ts.
const others: FaultChoice = (resource, fault) => !isRepresentative(resource, fault);
const bed = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false } },
  sharedTime: true,
});

testFaultsInCreates(others);
testFaultsInOperations(bed, others);
