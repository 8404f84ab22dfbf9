import { useState } from "preact/hooks";
import type { EntityDetails } from "../../protocol";
import { entityPath, getJson } from "../calls";
import { EntityRows } from "../contents/contents";
import { wordsOf } from "../format";
import { StateBadge } from "../parts/badge";
import { JsonText } from "../parts/json";
import { useLoaded } from "../parts/loaded";
import { RequestRows } from "../requests/requests";
import { hrefOf, route } from "../route";
import { arrived, entityGeneration } from "../state";
import { EntityActions } from "./actions";
import { EditJson } from "./edit";
import { History } from "./history";

/** One entity. */
export function EntityView() {
  const [collection = "", id = ""] = route.value.parts;
  const address = entityPath({ collection, id });
  const { value, error } = useLoaded(
    () => getJson<EntityDetails>(`entities/${address}`),
    address,
    entityGeneration.value + (arrived.value[0]?.number ?? 0),
  );
  if (error !== undefined) {
    return (
      <p class="empty">
        {wordsOf(collection)} has no entity {id}: {error}.
      </p>
    );
  }
  return value === undefined ? <p class="empty">Reading…</p> : <Entity key={address} details={value} />;
}

function Entity({ details }: { details: EntityDetails }) {
  const { summary, isDeleted, etag, referrers, referred, history, requests } = details;
  return (
    <article class="entity">
      <div class="bar">
        <h2>{summary.name}</h2>
        {isDeleted ? <span class="badge bad">deleted</span> : <StateBadge state={summary.state} />}
      </div>
      <dl class="facts">
        <dt>Collection</dt>
        <dd>
          <a href={hrefOf("contents", [], { collection: summary.collection })}>
            {wordsOf(summary.collection)}
          </a>
        </dd>
        <dt>Id</dt>
        <dd>
          <code>{summary.id}</code>
        </dd>
        {summary.sandbox === null
          ? null
          : [<dt key="sandbox">Sandbox</dt>, <dd key="name">{summary.sandbox}</dd>]}
        {etag === null
          ? null
          : [
              <dt key="etag">Etag or version</dt>,
              <dd key="value">
                <code>{etag}</code>
              </dd>,
            ]}
      </dl>
      {isDeleted ? null : <EntityActions details={details} />}
      <div class="columns">
        <div>
          <Content details={details} />
        </div>
        <div>
          <h3>Referred to by</h3>
          <Related items={referrers} none="No entity refers to it." />
          <h3>Refers to</h3>
          <Related items={referred} none="It refers to no entity." />
          <h3>History</h3>
          <History versions={history} />
          <h3>Requests</h3>
          {requests.length === 0 ? (
            <p class="quiet">The log has no request for it.</p>
          ) : (
            <RequestRows items={requests} />
          )}
        </div>
      </div>
    </article>
  );
}

function Content({ details }: { details: EntityDetails }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <div class="bar">
        <h3>JSON</h3>
        {details.isDeleted || isEditing ? null : (
          <button type="button" onClick={() => setEditing(true)}>
            Edit as another user
          </button>
        )}
      </div>
      {isEditing ? (
        <EditJson details={details} onEnd={() => setEditing(false)} />
      ) : (
        <JsonText value={details.entity} label={`${details.summary.name} as JSON`} />
      )}
    </>
  );
}

function Related({ items, none }: { items: EntityDetails["referrers"]; none: string }) {
  return items.length === 0 ? <p class="quiet">{none}</p> : <EntityRows items={items} />;
}
