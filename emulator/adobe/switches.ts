import { amount, choice } from "../core/switchTable";

/** The switches of Adobe's token service. */
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
} as const;
