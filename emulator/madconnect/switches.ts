import { z } from "zod";
import { amount, choice } from "../core/switchTable";

/** The switches of MadConnect. */
export const madconnectSwitches = {
  madconnectTokenAnswer: choice(
    ["bare", "enveloped"],
    "The sample answer of the token call is bare, while every other answer has an envelope.",
  ),
  madconnectTokenLifetimeSeconds: amount(86400, "The documented answer says 86400."),
  madconnectHttpStatus: choice(
    ["tokenFailures", "everyFailure", "none"],
    "Which failures show in HTTP's status too is undocumented; a statusCode of its own suggests 200 for all but tokens and rates.",
  ),
  madconnectMissingAccount: choice(
    ["own", "refuse"],
    "Connections are said to need accountId in sub-accounts, which leaves open what none means; connectors always need it.",
  ),
  madconnectCreateAnswer: choice(
    ["empty", "id", "item"],
    "The sample answer of create is an empty object, from which nobody learns the id.",
  ),
  madconnectCreateStatus: choice(
    ["In-progress", "active", "disabled"],
    "The status right after create is undocumented; a call that activates suggests that a new one is not active yet.",
  ),
  madconnectInProgressMs: {
    schema: z.union([z.int().min(0), z.literal("never")]),
    initial: "never" as number | "never",
    reason:
      "Whether In-progress ends by itself is undocumented; a number makes it active after so long, never leaves it to the call.",
  },
  madconnectStatusCall: choice(
    ["anyStatus", "ownStatus"],
    "How activate and enable differ is undocumented: not at all, or the one is for what is new, the other for what is disabled.",
  ),
  madconnectSameStatus: choice(
    ["accept", "refuse"],
    "Enabling what is active, or disabling what is disabled, is undocumented.",
  ),
  madconnectStatusOfBroken: choice(
    ["keep", "change", "refuse"],
    "What a status call does to broken and offline is undocumented; they tell how it fares, so that only enabled follows.",
  ),
  madconnectConfigsOnRead: choice(
    ["hidden", "masked", "clear"],
    "The sample item has no configs, while the text says that details have the parameters.",
  ),
  madconnectPartialUpdate: choice(
    ["refuse", "keep"],
    "The sample update has name and both configs; whether what is not sent stays as it was is undocumented.",
  ),
  madconnectConnectorsInUpdate: choice(
    ["refuse", "ignore"],
    "Connectors cannot change; whether an update that names them is refused is undocumented.",
  ),
  madconnectDuplicateName: choice(
    ["accept", "refuse"],
    "Nothing says that the names of connections are unique.",
  ),
  madconnectDeletedInList: choice(
    ["listed", "statusOnly"],
    "A list without status is said to have all connections; deleted ones may yet need status=deleted.",
  ),
  madconnectDeleteDeleted: choice(
    ["refuse", "accept"],
    "Deleting what is deleted is undocumented; refusal is the stricter guess.",
  ),
  madconnectOffset: choice(
    ["connections", "pages"],
    "Whether offset counts connections or pages is undocumented.",
  ),
  madconnectListTotal: choice(
    ["none", "total"],
    "The sample list has no total, and nothing else says where it ends.",
  ),
  madconnectDefaultSize: amount(10, "The sample request has a size of 10, which may be the default."),
  madconnectMaximumSize: amount(100, "No longest page is documented."),
} as const;
