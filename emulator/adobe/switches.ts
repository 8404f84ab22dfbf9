import { amount, choice } from "../core/switchTable";

/** The switches of Adobe's token service. */
export const adobeSwitches = {
  tokenLifetimeSeconds: amount(86399, "The documented answer says 86399."),
  invalidClientStatus: choice(
    [400, 401],
    "Token errors are undocumented; RFC 6749 allows both for invalid_client.",
  ),
  missingScope: choice(
    ["accept", "refuse"],
    "Scope is among the parameters, but no source says it is required.",
  ),
} as const;
