import { choice } from "../core/switchTable";

/** The switches of Identity Service. */
export const identityServiceSwitches = {
  identityAccess: choice(
    ["granted", "denied"],
    "A credential without permission was seen refused with 401, and not 403, by other services below /data/core; the spec of namespaces has a 401 for it, too.",
  ),
  namespaceScope: choice(
    ["sandbox", "organisation"],
    "The guides call a namespace private to the organisation, but the spec has x-sandbox-name, and a known client creates namespaces in each sandbox.",
  ),
  namespaceCodeCase: choice(
    ["insensitive", "sensitive"],
    "It is undocumented whether codes that differ in case only are the same; a known client compares them without case.",
  ),
  duplicateNamespaceName: choice<409 | 400 | "accept">(
    [409, 400, "accept"],
    "The guide says that an existing display name cannot be used again; the response is undocumented, and the spec knows conflicts of codes only.",
  ),
  namespaceIdTypes: choice(
    ["known", "any"],
    "The spec, the guide and a known client name different types, none of them with the spelling of partner IDs.",
  ),
  namespaceIdTypeOnRead: choice(
    ["upperCase", "asSent"],
    "Lists of namespaces show the type in upper case, the sample of a new namespace as it was sent.",
  ),
  namespaceTypeMember: choice(
    ["hidden", "shown"],
    "Real namespaces were seen with namespaceType, which no page has; its values are a guess.",
  ),
  namespacePutAnswer: choice(
    ["array", "object"],
    "The spec shows an array as response to PUT, although its text speaks of one namespace.",
  ),
  namespaceDelete: choice(
    [405, 404],
    "According to the guide, a namespace cannot be deleted; the response of a path without that method is undocumented.",
  ),
  standardNamespaceChange: choice(
    [400, 404],
    "It is undocumented how a change of a standard namespace is refused; the spec of PUT has 400 and 404.",
  ),
} as const;
