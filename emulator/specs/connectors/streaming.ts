import { auth, type ConnectionSpec } from "../connectionSpec";

// Sources that send to a webhook have no account, so they need no base connection.
const webhook = (id: string, name: string): ConnectionSpec => ({
  id,
  name,
  kind: "streaming",
  authSpecs: [],
  inlet: "flow",
});

/** Streaming sources. */
export const streaming: readonly ConnectionSpec[] = [
  {
    id: "bf9f5905-92b7-48bf-bf20-455bc6b60a4e",
    name: "azure-event-hubs",
    kind: "streaming",
    authSpecs: [
      auth(
        "Azure EventHub authentication credentials",
        "sasKey",
        "sasKeyName namespace eventHubName",
        "sasKeyName sasKey namespace",
      ),
    ],
  },
  {
    id: "86043421-563b-46ec-8e6c-e23184711bf6",
    name: "amazon-kinesis",
    kind: "streaming",
    authSpecs: [
      auth(
        "Aws Kinesis authentication credentials",
        "accessKeyId secretKey",
        "region",
        "accessKeyId secretKey region",
      ),
    ],
  },
  {
    id: "70116022-a743-464a-bbfe-e226a7f8210c",
    name: "google-pubsub",
    kind: "streaming",
    authSpecs: [
      auth("Google PubSub authentication credentials", "credentials", "projectId", "projectId credentials"),
      auth("Project Based Authentication", "credentials", "projectId", "projectId credentials"),
      auth(
        "Topic & Subscription Based Authentication",
        "credentials",
        "topicName subscriptionName",
        "credentials topicName subscriptionName",
      ),
    ],
  },
  {
    id: "51ae16c2-bdad-42fd-9fce-8d5dfddaf140",
    name: "snowflake-streaming",
    kind: "streaming",
    authSpecs: [
      auth(
        "Basic Authentication for Snowflake",
        "password",
        "account database warehouse username schema role",
        "account database warehouse username password",
      ),
    ],
  },
  {
    id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb",
    name: "http-api",
    kind: "streaming",
    inlet: "connection",
    authSpecs: [
      auth(
        "Streaming Connection",
        "",
        "dataType sourceId name authenticationRequired inletUrl inletId authorizedDate",
        "dataType",
      ),
    ],
  },
  webhook("6ff5654f-19d5-427d-bd3e-c0ebc802389a", "pendo"),
  webhook("073127a3-26e3-496c-9d94-9f48fb93fba8", "chatlio"),
  webhook("96479064-7b8a-4d69-b9ed-21c5683837ea", "customer-io"),
  webhook("e77fd9d2-22a8-11ed-861d-0242ac120002", "shopify-streaming"),
  webhook("232dfabe-27aa-41c0-a7cf-9961661dc68b", "lava"),
];
