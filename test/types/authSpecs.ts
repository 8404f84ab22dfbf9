import type { connectors } from "../../provider/connectors";
import type { Expect } from "../../sdk/argumentShape";
import type { ParamDocs } from "../../sdk/auth/params";

// This file is only compiled, never run.

type Rows = (typeof connectors)[keyof typeof connectors];
type SpecsOf<Auth> = Auth extends unknown ? Auth[keyof Auth] : never;
type ListsOf<Spec> = Spec extends { params: readonly (infer List)[] } ? List : never;
type NamesOf<List> = List extends unknown ? keyof List : never;
type Names = NamesOf<ListsOf<SpecsOf<Rows["auth"]>>>;

/** Every parameter of the table has a comment, and no other one. */
export type SameNames = Expect<
  [Names, keyof ParamDocs] extends [keyof ParamDocs, Names]
    ? true
    : { missing: Exclude<Names, keyof ParamDocs> }
>;
