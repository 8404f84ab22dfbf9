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
    ["member", "stranger", "refuse403", "refuse401"],
    "The list of sandboxes was seen empty for a credential that belongs to none, although the call succeeds; the spec also has 403, and 401 is how other services refuse such a credential.",
  ),
  sandboxPaging: choice(
    ["both", "any"],
    "According to the guide, limit and offset are sent together, and only one of them is an error; the spec has neither.",
  ),
  sandboxCount: choice(
    ["page", "total"],
    "It is undocumented whether _page.count is the number of sandboxes in the page or in all; in the sample, it is 1 for three.",
  ),
  sandboxNextLink: choice(
    ["hidden", "shown"],
    "The sample of a list of sandboxes has only a template as link; the spec also has the link to the next page.",
  ),
  sandboxEtag: choice(
    ["eTag", "etag"],
    "The version of a sandbox is eTag in the guides and etag in the spec.",
  ),
} as const;
