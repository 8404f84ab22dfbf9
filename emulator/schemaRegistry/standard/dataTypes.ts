import { field, fieldOf, globalNamespace, type StandardFacts } from "./standardResource";

/** The standard data types that the standard field groups and the public descriptions show most often. */
export const dataTypes: readonly StandardFacts[] = [
  {
    id: `${globalNamespace}context/person`,
    title: "Person",
    description: "A person.",
    fields: {
      name: fieldOf("Full name", "context/person-name"),
      birthDate: field("Birth date", "string", { format: "date", "meta:xdmType": "date" }),
      birthDayAndMonth: field("Birth date (MM-DD Format)", "string", { pattern: "[0-1][0-9]-[0-9][0-9]" }),
      birthYear: field("Birth year", "integer", { minimum: 1, maximum: 32767, "meta:xdmType": "short" }),
      gender: field("Gender", "string", { enum: ["male", "female", "not_specified", "non_specific"] }),
      nationality: field("Nationality", "string", { pattern: "^[A-Z]{2}$" }),
    },
  },
  {
    id: `${globalNamespace}context/person-name`,
    title: "Person name",
    description: "The name of a person.",
    fields: {
      firstName: field("First name", "string"),
      lastName: field("Last name", "string"),
      middleName: field("Middle name", "string"),
      courtesyTitle: field("Courtesy title", "string"),
      suffix: field("Suffix", "string"),
      fullName: field("Full name", "string"),
    },
  },
  {
    id: `${globalNamespace}common/address`,
    title: "Postal address",
    description: "A postal address.",
    fields: {
      street1: field("Street 1", "string"),
      city: field("City", "string"),
      postalCode: field("Postal code", "string"),
      country: field("Country", "string"),
    },
  },
  {
    id: `${globalNamespace}context/emailaddress`,
    title: "Email address",
    description: "An email address.",
    fields: { address: field("Address", "string"), primary: field("Primary", "boolean") },
  },
  {
    id: `${globalNamespace}context/phonenumber`,
    title: "Phone number",
    description: "A telephone number.",
    fields: { number: field("Number", "string"), primary: field("Primary", "boolean") },
  },
  {
    id: `${globalNamespace}context/identityitem`,
    title: "End user identity item",
    description: "An identity in one namespace.",
    fields: { id: field("Identifier", "string"), primary: field("Primary", "boolean") },
  },
];
