import { auth, type ConnectionSpec } from "../connectionSpec";

const refreshCode = (plain: string, required: string) =>
  auth("OAuth2 Refresh Code", "accessToken refreshToken", plain, required);

const clientCredential = (secret: string, plain: string, required: string) =>
  auth("OAuth2 Client Credential", secret, plain, required);

/** Generic REST, and the sources that are built from its template. */
export const restSources: readonly ConnectionSpec[] = [
  {
    id: "4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62",
    name: "generic-rest",
    kind: "rest",
    authSpecs: [
      auth(
        "oAuth2RefreshCode",
        "accessToken clientSecret refreshToken",
        "host authorizationTestUrl clientId expirationDate accessTokenUrl requestParameterOverride",
        "host accessToken",
      ),
      auth("Basic Authentication", "password", "host username", "host username password"),
    ],
  },
  {
    id: "6360f136-5980-4111-8bdf-15d29eab3b5a",
    name: "self-serve-template",
    kind: "rest",
    authSpecs: [
      auth(
        "OAuth generic-rest-connector",
        "accessToken refreshToken clientSecret",
        "expirationDate clientId",
        "accessToken",
      ),
    ],
  },
  {
    id: "59a4b493-a615-40f9-bd38-f823d0909a2b",
    name: "rest-59a4b493",
    kind: "rest",
    // The pages of LinkedIn Ads and SugarCRM share this id; one has a token, the other a password.
    authSpecs: [auth("OAuth2 Refresh Code", "accessToken refreshToken password", "host username", "host")],
  },
  { id: "63d2b27b-69a5-45c9-a7fe-78148a25de3c", name: "rest-63d2b27b", kind: "rest" },
  {
    id: "f82aae23-91e7-4884-b25f-2d2159d841fd",
    name: "pinterest-ads",
    kind: "rest",
    authSpecs: [refreshCode("", "accessToken")],
  },
  {
    id: "fd2c8ff3-1de0-4f6b-8fa8-4264784870eb",
    name: "mixpanel",
    kind: "rest",
    authSpecs: [auth("Basic Authentication", "password", "host username", "host username password")],
  },
  {
    id: "cf16d886-c627-4872-9936-fb08d6cba8cc",
    name: "onetrust",
    kind: "rest",
    authSpecs: [refreshCode("host", "accessToken")],
  },
  {
    id: "d8ee38de-7ae9-4058-9610-c79ce75f8e92",
    name: "sap-commerce",
    kind: "rest",
    authSpecs: [
      clientCredential(
        "clientSecret",
        "region clientId tokenEndpoint",
        "region clientId clientSecret tokenEndpoint",
      ),
    ],
  },
  {
    id: "0a27232b-2c6e-4396-b8c6-c9fc24e37ba4",
    name: "zendesk",
    kind: "rest",
    authSpecs: [refreshCode("subdomain", "subdomain accessToken")],
  },
  {
    id: "2e8580db-6489-4726-96de-e33f5f60295f",
    name: "mailchimp",
    kind: "rest",
    authSpecs: [
      auth("Basic Authentication", "password", "host authorizationTestUrl username", "username password"),
      auth("oAuth2RefreshCode", "accessToken", "host authorizationTestUrl", "accessToken"),
    ],
  },
  {
    id: "fdf850b4-5a8d-4a5a-9ce8-4caef9abb2a8",
    name: "oracle-netsuite",
    kind: "rest",
    authSpecs: [
      clientCredential(
        "clientSecret accessToken",
        "clientId accessTokenUrl",
        "clientId clientSecret accessTokenUrl accessToken",
      ),
    ],
  },
  {
    id: "cc2c31d6-7b8c-4581-b49f-5c8698aa3ab3",
    name: "stripe",
    kind: "rest",
    authSpecs: [refreshCode("", "accessToken")],
  },
];
