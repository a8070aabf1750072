// Sends requests over HTTP, and those that go on over a WebSocket (graphql-transport-ws).

const endpoint = new URL('/graphql', location.href);

export async function post(request, headers) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: text };
  }
}

// Calls told(result) for each result and ended(reason) once; returns what stops it.
export function subscribe(request, payload, told, ended) {
  const address = new URL(endpoint);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, 'graphql-transport-ws');
  let over = false;
  const end = reason => {
    if (over) return;
    over = true;
    socket.close(1000);
    ended(reason);
  };
  const say = message => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
  socket.onopen = () => say({ type: 'connection_init', payload });
  socket.onclose = event => end(event.reason || `closed (${event.code})`);
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    switch (message.type) {
      case 'connection_ack': say({ id: '1', type: 'subscribe', payload: request }); break;
      case 'ping': say({ type: 'pong' }); break;
      case 'next': told(message.payload); break;
      case 'error': told({ errors: message.payload }); end('refused'); break;
      case 'complete': end('complete'); break;
    }
  };
  return () => {
    say({ id: '1', type: 'complete' });
    end('stopped');
  };
}
