package suite.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** One connection to {@link FakeIngest}: reads requests and acts out the answers of the script. */
final class IngestConnection implements Runnable {
  private static final long DRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Socket socket;
  private final Supplier<Answer> script;
  private final IngestRecord record;
  private final Consumer<String> violation;
  private final CountDownLatch ended = new CountDownLatch(1);

  IngestConnection(
      Socket socket, Supplier<Answer> script, IngestRecord record, Consumer<String> violation) {
    this.socket = socket;
    this.script = script;
    this.record = record;
    this.violation = violation;
  }

  @Override
  public void run() {
    try {
      var in = new WireReader(socket.getInputStream());
      for (String start = in.line(); start != null; start = in.line()) {
        WireHeaders headers = in.headers();
        if (headers.has("Expect", "100-continue")) {
          write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        byte[] body = in.body(headers);
        Answer answer = script.get();
        ReceivedBatch batch = batch(start, headers, body, answer);
        record.attempt(batch);
        if (!act(answer, batch, in) || headers.has("Connection", "close")) {
          return;
        }
      }
    } catch (IOException ignored) {
      // The client went away, or the test closed the endpoint: both are part of the play.
    } catch (RuntimeException e) {
      violation.accept("a request that is no HTTP: " + e);
    } finally {
      end();
    }
  }

  void end() {
    ended.countDown();
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to close then.
    }
  }

  private static ReceivedBatch batch(String start, WireHeaders headers, byte[] body, Answer answer)
      throws IOException {
    String[] parts = start.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IllegalArgumentException("bad request line");
    }
    byte[] raw = body;
    if (headers.has("Content-Encoding", "gzip")) {
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        raw = gzip.readAllBytes();
      }
    }
    return new ReceivedBatch(
        parts[0],
        parts[1],
        headers,
        raw,
        IngestContract.parse(raw),
        body.length,
        System.nanoTime(),
        answer);
  }

  /** Whether the connection may carry another request. */
  private boolean act(Answer answer, ReceivedBatch batch, WireReader in) throws IOException {
    if (answer instanceof Answer.Full full) {
      if (full.accepts()) {
        // Before the client can know of it, so that a test that waits for the client finds it here.
        record.accept(batch);
      }
      write(bytes(full));
      write(full.body());
      return true;
    }
    if (answer instanceof Answer.Slow slow) {
      return !awaitEnd(slow.delay().toNanos()) && act(slow.then(), batch, in);
    }
    if (answer instanceof Answer.After after) {
      write(after.text().getBytes(ISO_8859_1));
      return act(after.then(), batch, in);
    }
    if (answer instanceof Answer.Drip drip) {
      write(drip.start().getBytes(ISO_8859_1));
      while (!awaitEnd(DRIP_NANOS)) {
        write(new byte[] {'x'});
      }
    } else if (answer instanceof Answer.Cut cut) {
      write(cut.start().getBytes(ISO_8859_1));
    } else if (answer instanceof Answer.Reset) {
      socket.setSoLinger(true, 0);
    } else {
      in.toEnd();
    }
    return false;
  }

  private boolean awaitEnd(long nanos) {
    try {
      return ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static byte[] bytes(Answer.Full answer) {
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Scripted\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (answer.status() != 204 && answer.status() != 304) {
      head.append("Content-Length: ").append(answer.body().length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }
}
