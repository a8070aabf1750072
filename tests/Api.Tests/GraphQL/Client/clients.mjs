// The official clients against a running store. Reads {url, token, admin, product} from stdin; writes one JSON object.
import { buildClientSchema, getIntrospectionQuery, parse, printSchema, validate, validateSchema } from 'graphql';
import { auditServer, createClient as createHttpClient } from 'graphql-http';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

const input = JSON.parse(await new Promise(resolve => {
  let text = '';
  process.stdin.on('data', chunk => { text += chunk; }).on('end', () => resolve(text));
}));
const socketUrl = input.url.replace(/^http/, 'ws');
const auth = { Authorization: `Bearer ${input.token}` };
const answers = {};

const http = createHttpClient({ url: input.url, headers: auth });
const ask = (client, request) => new Promise((resolve, reject) => {
  let result;
  client.subscribe(request, { next: value => { result = value; }, error: reject, complete: () => resolve(result) });
});

// The schema, as graphql-js reads it out of the introspection.
const introspected = await ask(http, { query: getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true }) });
const schema = buildClientSchema(introspected.data);
const document = 'query($id: ID!) { product(id: $id) { id name price { amount text } stock { available } } me { orders { items { number } } } }';
answers.schema = {
  errors: validateSchema(schema).map(e => e.message),
  names: Object.keys({ ...schema.getQueryType().getFields(), ...schema.getMutationType().getFields(), ...schema.getSubscriptionType().getFields() }),
  types: printSchema(schema).length,
  invalid: validate(schema, parse(document)).map(e => e.message),
};

// Over HTTP: a query, and a purchase.
answers.query = await ask(http, { query: document, variables: { id: input.product } });
answers.purchase = await ask(http, {
  query: 'mutation($input: CreateOrderInput!, $key: String) { createOrder(input: $input, idempotencyKey: $key) { id status total { amount } } }',
  variables: {
    input: {
      items: [{ productId: input.product, quantity: 1 }],
      shippingAddress: { street: '1 Main St', city: 'Springfield', zipCode: '12345', country: 'US' },
      payment: { method: 'later' },
    },
    key: 'a-key-of-this-client',
  },
});
const order = answers.purchase.data.createOrder.id;

// Over a WebSocket: a query, a subscription that is cut in its middle, and what it resumes with.
let line;
const socket = createSocketClient({
  url: socketUrl,
  connectionParams: auth,
  retryAttempts: 0,
  webSocketImpl: class extends WebSocket { constructor(...args) { super(...args); line = this; } },
});
answers.overSocket = await ask(socket, { query: '{ me { id } }' });
const follow = 'subscription($id: ID!, $after: Int) { orderUpdated(orderId: $id, afterVersion: $after) { version event order { status } } }';
const change = quantity => ask(http, { query: 'mutation($id: ID!, $p: ID!, $n: Int!) { addOrderItem(id: $id, productId: $p, quantity: $n) { version } }', variables: { id: order, p: input.product, n: quantity } });
answers.versions = [];
await change(1);
try {
  for await (const { data } of socket.iterate({ query: follow, variables: { id: order, after: 0 } })) {
    answers.versions.push(data.orderUpdated.version);
    if (answers.versions.length === 2) line.terminate();
  }
  answers.cut = 'completed';
} catch (e) {
  answers.cut = `cut (${e.code})`;
}
await change(1);
await change(1);
const back = createSocketClient({ url: socketUrl, connectionParams: auth, webSocketImpl: WebSocket });
setTimeout(() => change(1), 200);
for await (const { data } of back.iterate({ query: follow, variables: { id: order, after: answers.versions.at(-1) } })) {
  answers.versions.push(data.orderUpdated.version);
  if (answers.versions.length === 5) break;
}
answers.order = (await ask(back, { query: 'query($id: ID!) { order(id: $id) { version status itemCount } }', variables: { id: order } })).data.order;
await back.dispose();

// Who is nobody, and what GraphQL over HTTP demands, by the audits of graphql-http.
try {
  await ask(createSocketClient({ url: socketUrl, retryAttempts: 0, webSocketImpl: WebSocket }), { query: '{ me { id } }' });
} catch (e) {
  answers.forbidden = e.code;
}
const audits = await auditServer({ url: input.url, fetchFn: fetch });
answers.audits = { all: audits.length, notOk: audits.filter(a => a.status !== 'ok').map(a => `${a.status}: ${a.name}: ${a.reason}`) };

process.stdout.write(JSON.stringify(answers));
process.exit(0);
