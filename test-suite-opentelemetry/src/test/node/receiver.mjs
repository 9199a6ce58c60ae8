// Starts the receiver on free ports of the loopback address and prints what it is sent, one JSON document a line.
import {createRequire} from 'node:module';

const {MockOtlpServer, normalizeTrace, normalizeMetrics, normalizeLogs} = createRequire(import.meta.url)('@elastic/mockotlpserver');

function print(kind, content) {
  process.stdout.write(JSON.stringify({kind, content}) + '\n');
}

const server = new MockOtlpServer({
  logLevel: 'warn',
  services: ['http', 'grpc'],
  httpHostname: '127.0.0.1',
  httpPort: 0,
  grpcHostname: '127.0.0.1',
  grpcPort: 0,
  onTrace: message => print('traces', normalizeTrace(message)),
  onMetrics: message => print('metrics', normalizeMetrics(message)),
  onLogs: message => print('logs', normalizeLogs(message)),
});
await server.start();
print('ready', {http: String(server.httpUrl), grpc: String(server.grpcUrl)});

// It ends with the test that has started it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
