import { amount, amountOrNever, choice } from "../core/switchTable";

/** The switches of MadConnect. */
export const madconnectSwitches = {
  madconnectTokenAnswer: choice(
    ["bare", "enveloped"],
    "The sample response of the token call has no envelope; all other responses have one.",
  ),
  madconnectTokenLifetimeSeconds: amount(86400, "The documented response says 86400."),
  madconnectHttpStatus: choice(
    ["tokenFailures", "everyFailure", "none"],
    "It is undocumented which failures HTTP's status shows; the separate statusCode suggests 200 except for tokens and rates.",
  ),
  madconnectMissingAccount: choice(
    ["own", "refuse"],
    "Connections require accountId in sub-accounts, and the default is undocumented; connectors always require it.",
  ),
  madconnectCreateAnswer: choice(
    ["empty", "id", "item"],
    "The sample response of create is an empty object, without the id.",
  ),
  madconnectCreateStatus: choice(
    ["In-progress", "active", "disabled"],
    "The status right after create is undocumented; the call that activates suggests that a new connection is not active.",
  ),
  madconnectInProgressMs: amountOrNever(
    "never",
    "It is undocumented whether In-progress ends by itself; a number activates after so many milliseconds, never leaves it to the call.",
  ),
  madconnectStatusCall: choice(
    ["anyStatus", "ownStatus"],
    "The difference between activate and enable is undocumented: none, or one is for new and the other for disabled connections.",
  ),
  madconnectSameStatus: choice(
    ["accept", "refuse"],
    "Enabling an active connection and disabling a disabled one are undocumented.",
  ),
  madconnectStatusOfBroken: choice(
    ["keep", "change", "refuse"],
    "The effect of a status call on broken and offline is undocumented; both describe the health, so only enabled changes.",
  ),
  madconnectConfigsOnRead: choice(
    ["hidden", "masked", "clear"],
    "The sample item has no configs, but according to the text, details have the parameters.",
  ),
  madconnectPartialUpdate: choice(
    ["refuse", "keep"],
    "The sample update has name and both configs; it is undocumented whether missing members stay unchanged.",
  ),
  madconnectConnectorsInUpdate: choice(
    ["refuse", "ignore"],
    "Connectors cannot change; it is undocumented whether an update with connectors is refused.",
  ),
  madconnectDuplicateName: choice(
    ["accept", "refuse"],
    "It is undocumented whether the names of connections are unique.",
  ),
  madconnectDeletedInList: choice(
    ["listed", "statusOnly"],
    "A list without status has all connections; it is undocumented whether deleted ones require status=deleted.",
  ),
  madconnectDeleteDeleted: choice(
    ["refuse", "accept"],
    "Deleting a deleted connection is undocumented; refusal is the stricter guess.",
  ),
  madconnectOffset: choice(
    ["connections", "pages"],
    "It is undocumented whether offset counts connections or pages.",
  ),
  madconnectListTotal: choice(
    ["none", "total"],
    "The sample list has no total; it is undocumented how clients find its end.",
  ),
  madconnectDefaultSize: amount(10, "The sample request has a size of 10, which may be the default."),
  madconnectMaximumSize: amount(100, "The longest page is undocumented."),
} as const;
