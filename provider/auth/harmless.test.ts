import { expect, test } from "vitest";
import { isHarmlessParam } from "./harmless";

test.each(["password", "connectionString", "accountKey", "sasUri", "unheardOf", "toString", ""])(
  "The value of %o is a secret, because nobody says that it is none.",
  (name) => expect(isHarmlessParam(name)).toBe(false),
);

test("What a person needs to recognise a connection may be shown.", () => {
  expect(["host", "container", "usePrivateLink"].every(isHarmlessParam)).toBe(true);
});
