import { record, timeSeries } from "./behaviors";
import { field, globalNamespace, type StandardFacts } from "./standardResource";

/** The class of schemas about a person. */
export const individualProfile = `${globalNamespace}context/profile`;
/** The class of schemas about an event. */
export const experienceEvent = `${globalNamespace}context/experienceevent`;

/** The standard classes. */
export const classes: readonly StandardFacts[] = [
  {
    id: individualProfile,
    title: "XDM Individual Profile",
    description: "The attributes of a person.",
    parts: [`${globalNamespace}common/auditable`, record],
    fields: { personID: field("Person ID", "string") },
  },
  {
    id: experienceEvent,
    title: "XDM ExperienceEvent",
    description: "What happened at a point in time, and who was involved.",
    parts: [`${globalNamespace}context/identitymap`, timeSeries],
    fields: {
      eventMergeId: field("ExperienceEvent merge ID", "string"),
      eventType: field("Event Type", "string", {
        "meta:enum": { "commerce.purchases": "Commerce Purchases", formFilledOut: "Form Filled Out" },
      }),
    },
    more: { required: ["_id", "timestamp"] },
  },
];
