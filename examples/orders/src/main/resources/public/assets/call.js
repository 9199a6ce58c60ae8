/** Calls the API as a frontend with Routeflow does: two headers say from which page, and which call it is. */
export async function call(method, path, { route, traceId = newTraceId(), body } = {}) {
  const headers = { 'x-routeflow-trace-id': traceId, 'x-routeflow-frontend-route': route };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const started = performance.now();
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, text, traceId, milliseconds: performance.now() - started };
}

/** A UUID; browsers offer randomUUID on https and localhost only. */
function newTraceId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
