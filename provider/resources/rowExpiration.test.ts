import { expect, test } from "vitest";
import { unknownValue } from "../values/unknown";
import { extensionsInput, shorterExpirations } from "./rowExpiration";

const lake = (ttlValue: unknown) => ({
  extensions: { adobe_lakeHouse: { rowExpiration: { ttlValue } } } as never,
});

test.each([
  ["P6M", "P30D", 'becomes "P30D" (so far "P6M")'],
  ["P1Y", "P11M", 'becomes "P11M" (so far "P1Y")'],
  ["P2W", "P13D", 'becomes "P13D" (so far "P2W")'],
  ["P1D", "PT23H", 'becomes "PT23H" (so far "P1D")'],
  [undefined, "P3Y", 'becomes "P3Y" (so far, events do not expire)'],
])("An expiration of %s that becomes %s is announced.", (before, after, text) => {
  expect(shorterExpirations('"Orders" (d)', lake(before), lake(after))).toEqual([
    `The row expiration of the dataset "Orders" (d) ${text}: AEP deletes events that are older from the data lake for good.`,
  ]);
});

test.each([
  ["P30D", "P6M"],
  ["P12M", "P1Y"],
  ["P6M", "P6M"],
  ["P6M", undefined],
  ["P6M", null],
  ["P6M", unknownValue],
  [undefined, undefined],
])("An expiration of %s that becomes %s deletes nothing more.", (before, after) => {
  expect(shorterExpirations("d", lake(before), lake(after))).toEqual([]);
});

test("Each store is announced.", () => {
  const both = (ttlValue: string) => ({
    extensions: {
      adobe_lakeHouse: { rowExpiration: { ttlValue } },
      adobe_unifiedProfile: { rowExpiration: { ttlValue } },
    },
  });
  expect(shorterExpirations("d", both("P6M"), both("P30D"))).toEqual([
    expect.stringContaining("from the data lake"),
    expect.stringContaining("from the profile store"),
  ]);
});

test.each(["P0D", "P0Y0M", "PT0S", "P", "PT", "P1.5Y", "p6m", "6 months"])("%s is no period.", (ttlValue) => {
  const { success } = extensionsInput.safeParse({ adobe_lakeHouse: { rowExpiration: { ttlValue } } });
  expect(success).toBe(false);
});
