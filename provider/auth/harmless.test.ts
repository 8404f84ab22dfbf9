import { expect, test } from "vitest";
import { isHarmlessParam } from "./harmless";

test.each(["password", "connectionString", "accountKey", "sasUri", "unheardOf", "toString", ""])(
  "The value of %o is secret, because it is not in the list.",
  (name) => expect(isHarmlessParam(name)).toBe(false),
);

test("Values by which a person recognises a connection may be shown.", () => {
  expect(["host", "container", "usePrivateLink"].every(isHarmlessParam)).toBe(true);
});
