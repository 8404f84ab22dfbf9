import { amount, choice } from "../core/switchTable";

/** The switches of Adobe's token service and of the list of sandboxes. */
export const adobeSwitches = {
  tokenLifetimeSeconds: amount(86399, "The documented response says 86399."),
  invalidClientStatus: choice(
    [400, 401],
    "Token errors are undocumented; RFC 6749 allows both for invalid_client.",
  ),
  missingScope: choice(
    ["accept", "refuse"],
    "Scope is one of the parameters, but it is undocumented whether it is required.",
  ),
  sandboxList: choice(
    ["member", "stranger"],
    "The list of sandboxes was seen empty for a credential that belongs to none, although the call succeeds.",
  ),
} as const;
