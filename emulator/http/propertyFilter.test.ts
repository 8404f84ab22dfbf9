import { expect, test } from "vitest";
import { flowServiceCode } from "../testing/refusal.testing";
import { matchesFilter, readPropertyFilter } from "./propertyFilter";

const entity = {
  id: "1",
  name: "a,b",
  state: "enabled",
  auth: { params: { usePrivateLink: true } },
  run: { startedAtUTC: 1670880253121 },
  inheritedAttributes: {
    sourceConnections: [{ connectionSpec: { id: "x" } }, { connectionSpec: { id: "y" } }],
  },
};

test.each([
  ['name=="a,b"', true],
  ["name==a,b", false],
  ["id==7,1,8", true],
  ["id!=7,8", true],
  ["id!=1,8", false],
  ["auth.params.usePrivateLink==true", true],
  ["auth.params.usePrivateLink==false", false],
  ["auth.params.none==true", false],
  ["run.startedAtUTC>=1670880253121", true],
  ["run.startedAtUTC>1670880253121", false],
  ["run.startedAtUTC<1670880253122", true],
  ["run.startedAtUTC<=99", false],
  ["inheritedAttributes.sourceConnections[].connectionSpec.id==y", true],
  ["inheritedAttributes.sourceConnections[].connectionSpec.id==z", false],
  ["state==enabled", true],
])("%s is %s", (text, expected) => {
  expect(matchesFilter(entity, readPropertyFilter(text))).toBe(expected);
});

test.each([
  ["name~a", "FLOW-1440-400"],
  ["name~?a", "FLOW-1440-400"],
  ["name=a", "FLOW-1450-400"],
  ["name", "FLOW-1450-400"],
  ["==a", "FLOW-1449-400"],
  ["na me==a", "FLOW-1449-400"],
  ["name==", "FLOW-1453-400"],
  ["name==a,", "FLOW-1453-400"],
  ["id>=a", "FLOW-1448-400"],
  ["name<=a,b", "FLOW-1443-400"],
])("%s is refused with %s", (text, code) => {
  expect(flowServiceCode(() => readPropertyFilter(text))).toBe(code);
});
