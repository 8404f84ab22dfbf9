import type { JsonObject } from "../../core/json";
import { experienceEvent, individualProfile } from "./classes";
import { field, fieldOf, globalNamespace, type StandardFacts } from "./standardResource";

const forProfiles: JsonObject = { "meta:intendedToExtend": [individualProfile] };
const forEvents: JsonObject = { "meta:intendedToExtend": [experienceEvent] };

const dateTime: JsonObject = { format: "date-time", "meta:xdmType": "date-time" };

const loyalty: JsonObject = field("Loyalty", "object", {
  properties: {
    joinDate: field("Program Join Date", "string", dateTime),
    loyaltyID: field("Program ID", "array", { items: { type: "string", "meta:xdmType": "string" } }),
    points: field("Program Points Balance", "number"),
    pointsExpiration: field("Points Expiration", "array", {
      items: {
        type: "object",
        "meta:xdmType": "object",
        properties: {
          pointsExpiring: field("Points Expiring", "number"),
          pointsExpirationDate: field("Points Expiration Date", "string", dateTime),
        },
      },
    }),
    pointsRedeemed: field("Points Redeemed", "number"),
    program: field("Program Name", "string"),
    status: field("Status", "string"),
    tier: field("Tier", "string"),
    upgradeDate: field("Upgrade Date", "string"),
  },
});

/** The standard field groups that the public descriptions show most often. */
export const fieldGroups: readonly StandardFacts[] = [
  {
    id: `${globalNamespace}context/profile-person-details`,
    title: "Demographic Details",
    description: "Name, gender and birth date of a person.",
    fields: { person: fieldOf("Person", "context/person") },
    more: forProfiles,
  },
  {
    id: `${globalNamespace}context/profile-personal-details`,
    title: "Personal Contact Details",
    description: "Home address, telephone numbers and email of a person.",
    fields: {
      homeAddress: fieldOf("Home address", "common/address"),
      personalEmail: fieldOf("Personal email", "context/emailaddress"),
      homePhone: fieldOf("Home phone", "context/phonenumber"),
      mobilePhone: fieldOf("Mobile phone", "context/phonenumber"),
      faxPhone: fieldOf("Fax phone", "context/phonenumber"),
    },
    more: { "meta:intendedToExtend": [individualProfile, experienceEvent] },
  },
  {
    id: `${globalNamespace}context/profile-work-details`,
    title: "Work Contact Details",
    description: "Work address, telephone number and email of a person.",
    fields: {
      workAddress: fieldOf("Work Address", "common/address"),
      workEmail: fieldOf("Work Email", "context/emailaddress"),
      workPhone: fieldOf("Work Phone", "context/phonenumber"),
      organizations: field("Organizations", "array", { items: { type: "string", "meta:xdmType": "string" } }),
    },
    more: forProfiles,
  },
  {
    id: `${globalNamespace}mixins/profile/profile-loyalty-details`,
    title: "Loyalty Details",
    description: "Membership in a loyalty program.",
    fields: { loyalty },
    more: forProfiles,
  },
  {
    id: `${globalNamespace}context/identitymap`,
    title: "IdentityMap",
    description: "The identities of a person by namespace.",
    fields: {
      identityMap: field("Identity map", "object", {
        "meta:xdmType": "map",
        additionalProperties: {
          type: "array",
          items: { $ref: `${globalNamespace}context/identityitem`, type: "object" },
        },
      }),
    },
    more: { "meta:intendedToExtend": [] },
  },
  {
    id: `${globalNamespace}context/experienceevent-commerce`,
    title: "Commerce Details",
    description: "Products, carts and orders.",
    fields: {
      productListItems: field("Product list items", "array", {
        items: { $ref: `${globalNamespace}content/productlistitem`, type: "object" },
      }),
      commerce: fieldOf("Commerce", "context/commerce"),
    },
    more: forEvents,
  },
  {
    id: `${globalNamespace}context/experienceevent-environment-details`,
    title: "Environment Details",
    description: "The device and the place of an event.",
    fields: {
      device: fieldOf("Device", "context/device"),
      environment: fieldOf("Environment", "context/environment"),
      placeContext: fieldOf("Place context", "context/placecontext"),
    },
    more: forEvents,
  },
];
