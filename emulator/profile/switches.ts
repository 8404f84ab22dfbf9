import { amount, choice, flag } from "../core/switchTable";

/** The switches of Real-Time Customer Profile: its merge policies. */
export const profileSwitches = {
  profileAccess: choice(
    ["granted", "denied"],
    "A credential without permission was seen refused with 401, and not 403, although its token was valid.",
  ),
  readyMadeMergePolicies: choice(
    ["everyClass", "profile", "none"],
    "Samples show a default policy of XDM Individual Profile that nobody created; it is undocumented whether every class gets one with its first schema of the profile.",
  ),
  newDefaultClearsOld: flag(
    true,
    "According to the guide, a new default ends the former one; one client does that itself.",
  ),
  withoutDefaultMergePolicy: choice(
    ["refuse", "allow"],
    "It is undocumented whether the default policy of a class can stop being the default without another one; refusal is the stricter guess.",
  ),
  deleteDefaultMergePolicy: choice(
    ["refuse", "allow"],
    "It is undocumented whether a default policy can be deleted; refusal is the stricter guess.",
  ),
  mergePolicyOmittedFlags: choice(
    ["false", "keep"],
    "A PUT replaces the whole policy; it is undocumented whether a missing default or isActiveOnEdge means false.",
  ),
  mergePolicyVersionGrows: flag(
    true,
    "According to the guide, the version grows with each update, but its samples show version 1 after one.",
  ),
  mergePolicyStaleVersion: choice(
    ["ignore", "refuse"],
    "The sample of PUT sends the version; it is undocumented whether an older one is refused.",
  ),
  mergePolicyPatchBody: choice(
    ["either", "object", "array"],
    "The body of PATCH is one operation in the guide and an array of them in the spec.",
  ),
  profileInstanceHeader: choice(
    ["optional", "required"],
    "The spec requires x-profile-instance-id for writes; guides and known clients do not send it.",
  ),
  mergePolicyLimit: amount(
    5,
    "The guardrails have five merge policies; the response to a further one is undocumented. 0 means no limit.",
  ),
  mergePolicyLimitScope: choice(
    ["sandbox", "organisation"],
    "The guardrails speak of the organisation, but merge policies belong to a sandbox.",
  ),
  secondEdgeMergePolicy: choice(
    ["refuse", "clearsOld"],
    "Only one policy of a sandbox can be active on edge; it is undocumented whether a second one is refused or ends the first.",
  ),
  duplicateMergePolicyName: choice(
    ["accept", "refuse"],
    "It is undocumented whether the names of merge policies are unique.",
  ),
  mergePolicySurplusOrder: choice(
    ["refuse", "ignore"],
    "Only dataSetPrecedence has an order of datasets; it is undocumented what happens to the order of another type.",
  ),
  mergePolicyDataSetExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether the datasets of an order must exist; a refusal reveals clients that create entities in the wrong order.",
  ),
  mergePolicyClassExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether the class of a policy must exist; a refusal reveals clients that send its $id or its title.",
  ),
  mergePolicyPage: choice(
    ["guide", "spec"],
    "In the guide, _page has totalCount and pageSize, in the spec count and next.",
  ),
  unknownMergePolicyInBulk: choice(
    ["absent", "error"],
    "It is undocumented how bulk-get shows an unknown id.",
  ),
} as const;
