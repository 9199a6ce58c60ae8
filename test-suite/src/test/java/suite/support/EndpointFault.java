package suite.support;

import java.time.Duration;
import java.util.Random;

/** What an endpoint can do wrong; the guide lists them in these words. */
@SuppressWarnings("ImmutableEnumChecker") // no one changes the bytes of an answer
public enum EndpointFault {
  REFUSES("refuses connections", Answer.accept()),
  RESETS("resets the connection", Answer.reset()),
  HANGS("takes the batch and never answers", Answer.hang()),
  IS_SLOW("accepts after the time limit", Answer.slow(Duration.ofMillis(600))),
  IS_UNAVAILABLE("503", Answer.status(503)),
  LIMITS("429 with `Retry-After: 0`", Answer.retryAfter(429, "0")),
  IS_ELSEWHERE("404", Answer.status(404)),
  IS_TOO_SMALL("413, whatever the size", Answer.status(413)),
  REDIRECTS("307 to another place", Answer.redirect("http://127.0.0.1:9/v1/events")),
  CUTS_THE_HEAD("ends in the middle of the head", Answer.halfHeaders()),
  CUTS_THE_BODY("ends in the middle of the body", Answer.halfResponse()),
  DRIPS_THE_HEAD("a header that never ends, byte by byte", Answer.drip(Wire.ACCEPTED + "X-A: ")),
  DRIPS_THE_BODY(
      "a body that never ends, byte by byte",
      Answer.drip(Wire.ACCEPTED + "Content-Length: 100000\r\n\r\n")),
  FLOODS("103 over and over, and no answer", Answer.drip(Wire.EARLY_HINTS.repeat(500))),
  TALKS("a body of 4 MiB", Answer.hugeBody(4 << 20)),
  HAS_A_LARGE_HEAD(
      "a header of 256 KiB",
      Answer.after(Wire.ACCEPTED + "X-A: " + "a".repeat(256 << 10) + "\r\n", Answer.halfHeaders())),
  LIES("200 with a body that is not what its type says", Answer.garbage200()),
  SPEAKS_NO_HTTP("another protocol", Answer.after("SSH-2.0-OpenSSH_9.6\r\n", Answer.halfHeaders())),
  BREAKS_CHUNKS(
      "chunks without a size",
      Answer.after(
          Wire.ACCEPTED + "Transfer-Encoding: chunked\r\n\r\nx\r\n", Answer.halfHeaders())),
  ANSWERS_TWICE(
      "a second answer without a request",
      Answer.after(Wire.ACCEPTED + "Content-Length: 0\r\n\r\n", Answer.status(503)));

  /** As the guide has it. */
  private final String words;

  private final Answer answer;

  EndpointFault(String words, Answer answer) {
    this.words = words;
    this.answer = answer;
  }

  public String words() {
    return words;
  }

  public void begin(FakeIngest ingest) {
    ingest.otherwise(answer);
    if (this == REFUSES) {
      ingest.refuse();
    }
  }

  public static void end(FakeIngest ingest) {
    ingest.otherwise(Answer.accept());
    ingest.listenAgain();
  }

  public static EndpointFault any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Beginnings of answers. */
  private static final class Wire {
    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\n";
    static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\n\r\n";
  }
}
