import { auth, type ConnectionSpec } from "../connectionSpec";

const salesforceBasic = (required: string) =>
  auth("Basic Authentication", "password securityToken", "username environmentUrl apiVersion", required);

const clientSecret = auth(
  "Client-Id-Secret Based Authentication",
  "clientSecret",
  "host clientId",
  "host clientId clientSecret",
);

/** Advertising, CRM, customer success, e-commerce, marketing and payments with their own connector: sources of tables. */
export const applications: readonly ConnectionSpec[] = [
  {
    id: "d771e9c1-4f26-40dc-8617-ce58c4b53702",
    name: "google-adwords",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "developerToken clientSecret refreshToken",
        "clientCustomerID loginCustomerID authenticationType clientId",
        "clientCustomerID developerToken clientId clientSecret refreshToken",
      ),
    ],
  },
  {
    id: "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5",
    name: "salesforce",
    kind: "tables",
    rowFilters: true,
    authSpecs: [
      salesforceBasic("username password securityToken"),
      auth(
        "OAuth2 Client Credential",
        "clientSecret",
        "environmentUrl clientId apiVersion",
        "environmentUrl clientId clientSecret apiVersion",
      ),
      auth(
        "OAuth2 JWT Token Credential",
        "jwtToken clientSecret",
        "clientId instanceUrl orgId",
        "jwtToken clientId clientSecret instanceUrl",
      ),
    ],
  },
  {
    id: "38ad80fe-8b06-4938-94f4-d4ee80266b07",
    name: "microsoft-dynamics",
    kind: "tables",
    rowFilters: true,
    authSpecs: [
      auth(
        "Basic Authentication for Dynamics-Online",
        "password",
        "serviceUri username",
        "serviceUri username password",
      ),
      auth(
        "Service Principal Key Based Authentication",
        "servicePrincipalKey",
        "serviceUri servicePrincipalId",
        "serviceUri servicePrincipalId servicePrincipalKey",
      ),
    ],
  },
  {
    id: "fcad62f3-09b0-41d3-be11-449d5a621b69",
    name: "veeva-crm",
    kind: "tables",
    authSpecs: [salesforceBasic("environmentUrl username password securityToken")],
  },
  {
    id: "929e4450-0237-4ed2-9404-b7e1e0a00309",
    name: "zoho-crm",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "clientSecret accessToken refreshToken",
        "endpoint accountsUrl clientId",
        "endpoint accountsUrl clientId clientSecret accessToken refreshToken",
      ),
    ],
  },
  {
    id: "ba5126ec-c9ac-11eb-b8bc-0242ac130003",
    name: "oracle-service-cloud",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "password", "host username", "host username password")],
  },
  {
    id: "cb66ab34-8619-49cb-96d1-39b37ede86ea",
    name: "salesforce-service-cloud",
    kind: "tables",
    authSpecs: [salesforceBasic("username password securityToken")],
  },
  {
    id: "eb13cb25-47ab-407f-ba89-c0125281c563",
    name: "service-now",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "password", "endpoint username", "endpoint username password")],
  },
  {
    id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708",
    name: "shopify",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "accessToken", "host", "host accessToken")],
  },
  {
    id: "cc6a4487-9e91-433e-a3a3-9cf6626c1806",
    name: "hubspot",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "clientSecret accessToken refreshToken",
        "clientId",
        "clientId clientSecret accessToken refreshToken",
      ),
    ],
  },
  {
    id: "35d6c4d8-c9a9-11eb-b8bc-0242ac130003",
    name: "oracle-eloqua",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "password", "endpoint username", "endpoint username password")],
  },
  {
    id: "ff4274f2-c9a9-11eb-b8bc-0242ac130003",
    name: "oracle-responsys",
    kind: "tables",
    authSpecs: [
      auth("Basic Authentication", "clientSecret", "endpoint clientId", "endpoint clientId clientSecret"),
    ],
  },
  {
    id: "ea1c2a08-b722-11eb-8529-0242ac130003",
    name: "salesforce-marketing-cloud",
    kind: "tables",
    // The page of PathFactory has the id of this connector and the second name.
    authSpecs: [
      clientSecret,
      auth("Basic Authentication", "clientSecret", "host clientId", "host clientId clientSecret"),
    ],
  },
  {
    id: "221c7626-58f6-4eec-8ee2-042b0226f03b",
    name: "paypal",
    kind: "tables",
    authSpecs: [clientSecret],
  },
  {
    id: "2acf109f-9b66-4d5e-bc18-ebb2adcff8d5",
    name: "square",
    kind: "tables",
    authSpecs: [
      auth(
        "OAuth2 Refresh Code",
        "clientSecret accessToken refreshToken",
        "host clientId",
        "host clientId clientSecret accessToken refreshToken",
      ),
    ],
  },
  {
    id: "8e6b41a8-d998-4545-ad7d-c6a9fff406c3",
    name: "odata",
    kind: "tables",
    authSpecs: [auth("Anonymous Authentication", "", "url", "url")],
  },
];
