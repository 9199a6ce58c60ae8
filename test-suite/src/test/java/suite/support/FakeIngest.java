package suite.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * An ingest endpoint on a real socket of the loopback address that answers by script and keeps what
 * it received. {@link #close()} fails the test where anything received broke the contract.
 *
 * <p>An event counts as arrived ({@link #events()}, {@link #batches()}) where its batch was
 * answered with 2xx; a batch that came twice counts once. {@link #attempts()} holds every request.
 * Safe for use by several threads, but for {@link #refuse()} and {@link #listenAgain()}.
 */
public final class FakeIngest implements AutoCloseable {
  /**
   * How long each waiting method waits unless told: generous, since it is only ever used up by a
   * failure.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final IngestRecord record = new IngestRecord();
  private final IngestListener listener;
  private final String scheme;
  private final Function<List<ReceivedBatch>, List<String>> contract;
  private volatile Answer otherwise;

  private FakeIngest(
      String scheme,
      ServerSocketFactory sockets,
      Answer otherwise,
      Function<List<ReceivedBatch>, List<String>> contract) {
    this.scheme = scheme;
    this.contract = contract;
    this.otherwise = otherwise;
    listener =
        new IngestListener(
            sockets, socket -> new IngestConnection(socket, this::next, record, violations::add));
  }

  /** Accepts everything until told otherwise. */
  public static FakeIngest start() {
    return start(Answer.accept());
  }

  /**
   * Starts with a default answer.
   *
   * @param otherwise the answer where the script is empty
   */
  public static FakeIngest start(Answer otherwise) {
    return new FakeIngest(
        "http", ServerSocketFactory.getDefault(), otherwise, IngestContract::check);
  }

  /** Another receiver than the ingest endpoint, with what it finds wrong of all that came. */
  static FakeIngest start(Function<List<ReceivedBatch>, List<String>> contract) {
    return new FakeIngest("http", ServerSocketFactory.getDefault(), Answer.accept(), contract);
  }

  /** Speaks TLS; {@link SelfSigned} makes a context with a certificate that nobody trusts. */
  public static FakeIngest startTls(SSLContext context) {
    return new FakeIngest(
        "https", context.getServerSocketFactory(), Answer.accept(), IngestContract::check);
  }

  /** The value for {@code routeflow.endpoint}. */
  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + port());
  }

  public int port() {
    return listener.port();
  }

  /** Appends to the script: one answer for each request, in the order of their arrival. */
  public FakeIngest answer(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /** Connections that neither side has ended. */
  public int openConnections() {
    return listener.openConnections();
  }

  /** Connections that were accepted so far, also those that have ended. */
  public int connectionsInAll() {
    return listener.connectionsInAll();
  }

  public FakeIngest otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  /** Ends all connections and refuses new ones, until {@link #listenAgain()}. */
  public void refuse() {
    listener.refuse();
  }

  public void listenAgain() {
    listener.listenAgain();
  }

  /** Every request, whatever it was answered, in the order of arrival. */
  public List<ReceivedBatch> attempts() {
    return record.attempts();
  }

  /** The accepted batches, each once. */
  public List<ReceivedBatch> batches() {
    return record.batches();
  }

  /** The events of the accepted batches. */
  public List<JsonNode> events() {
    return record.events();
  }

  /** Waits for at least so many requests. */
  public List<ReceivedBatch> awaitRequests(int count) {
    return record.awaitAttempts(count, PATIENCE);
  }

  /** Waits for at least so many accepted batches. */
  public List<ReceivedBatch> awaitBatches(int count) {
    return record.awaitBatches(count, PATIENCE);
  }

  /** Waits for at least so many events; those that arrive later are for {@link #events()}. */
  public List<JsonNode> awaitEvents(int count) {
    return record.awaitEvents(count, PATIENCE);
  }

  public List<JsonNode> awaitEvents(int count, Duration limit) {
    return record.awaitEvents(count, limit);
  }

  /** Waits for an event and returns the first of its kind. */
  public JsonNode awaitEvent(Predicate<JsonNode> wanted) {
    record.await(() -> first(wanted).findFirst().isPresent(), "such event", PATIENCE);
    return first(wanted).findFirst().orElseThrow();
  }

  private Stream<JsonNode> first(Predicate<JsonNode> wanted) {
    return record.events().stream().filter(wanted);
  }

  /** What broke the contract so far. */
  public List<String> violations() {
    var all = new ArrayList<>(violations);
    all.addAll(contract.apply(record.attempts()));
    return all;
  }

  /** Takes note of violations and drops what was received, for a test that looks at memory. */
  public void forget() {
    violations.addAll(contract.apply(record.attempts()));
    record.clear();
  }

  /** Forgives what broke the contract so far: for requests that a test makes by hand. */
  public void forgive() {
    record.clear();
    violations.clear();
  }

  /**
   * @throws AssertionError where anything received broke the contract
   */
  @Override
  public void close() {
    listener.close();
    Set<String> distinct = new HashSet<>(violations());
    if (!distinct.isEmpty()) {
      throw new AssertionError(
          "the ingest contract was broken:\n  "
              + String.join("\n  ", distinct.stream().sorted().limit(20).toList()));
    }
  }

  private Answer next() {
    Answer scripted = script.poll();
    return scripted == null ? otherwise : scripted;
  }
}
