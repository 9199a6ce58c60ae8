package suite.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What shows that a block is true. Each test takes its blocks from here, so that a block that no
 * test takes is noticed.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates keep nothing
public enum Proof {
  /** An application starts with it, and all of it is in effect. */
  SETTINGS(Test.of("documentation/YamlBlocksTest"), block -> yaml(block) && !ofModule(block)),
  OTLP(
      Test.of("opentelemetry", "opentelemetry/GuideTest"),
      block -> yaml(block) && names(block, "otlp:", "telemetryflow:")),
  KAFKA(Test.of("kafka", "kafka/KafkaTest"), block -> yaml(block) && names(block, "kafka:")),
  /** An application is set up by them and nothing else. */
  VARIABLES(
      Test.of("opentelemetry", "opentelemetry/GuideTest"),
      block -> plain(block) && block.text().lines().allMatch(line -> line.matches("[A-Z_]+=.+"))),

  /** An application that has it does what its page says. */
  JAVA(
      Test.of("documentation/JavaBlocksTest"),
      block -> block.isOf("java") && !names(block, "Signals")),
  /** It compiles, and is run. */
  SIGNALS(
      Test.of("opentelemetry", "opentelemetry/GuideTest"),
      block -> block.isOf("java") && names(block, "Signals")),
  /** Node runs it. */
  SCRIPT(Test.NODE, block -> block.isOf("js")),
  /** A database runs it. */
  QUERY(Test.of("documentation/OtherBlocksTest"), block -> block.isOf("sql")),
  /**
   * The scripts of {@code .ci} take it from the page and run it, or are it: tests and benchmarks
   * that take minutes, or build the project in the middle of its build.
   */
  COMMANDS(
      Test.of("documentation/CommandBlocksTest"),
      block -> plain(block) && block.text().matches("(?s)\\./mvnw .*|\\.ci/.*")),
  /** Its packages are those that there are. */
  PACKAGES(
      Test.of("documentation/OtherBlocksTest"),
      block -> plain(block) && block.text().startsWith(" io.routeflow.micronaut ")),
  /** Its modules are there, in this version. */
  DEPENDENCIES(
      Test.of("documentation/OtherBlocksTest"),
      block -> block.isOf("xml") && block.text().startsWith("<dependency>")),
  /** Logback writes a line by it. */
  LOG_PATTERN(
      Test.of("documentation/PrintedBlocksTest"),
      block -> block.isOf("xml") && block.text().startsWith("<pattern>")),

  /** An application sends it, but for ids and times; and the contract accepts it. */
  BATCH(
      Test.of("jdbc/GuideTest"),
      block -> block.isOf("json") && block.page().endsWith("ingest-contract.md")),
  CALLS(
      Test.of("calls/GuideTest"),
      block -> block.isOf("json") && block.page().endsWith("outgoing-calls.md")),
  SHOP_EVENT(
      Test.SHOP,
      block ->
          block.isOf("json")
              && (block.page().equals("README.md") || block.page().endsWith("sql.md"))),
  /** The console of an application answers with these members. */
  INTERFACE(
      Test.of("console/InterfacePageTest"),
      block -> block.isOf("json") && block.page().endsWith("console-interface.md")),
  /** The code makes the second of the first; its test writes both. */
  MASKED(Test.MASKING, block -> block.isOf("json") && block.page().endsWith("masking.md")),
  /** A request that becomes the event beside it. */
  PAYLOAD(
      Test.of("documentation/PayloadsPageTest"),
      block ->
          block.page().endsWith("payloads.md") && (block.isOf("json") || starts(block, "POST "))),

  /** An application prints or answers it. */
  WARNING(Test.of("documentation/PrintedBlocksTest"), block -> starts(block, "Invalid value")),
  LINK(Test.of("documentation/PrintedBlocksTest"), block -> starts(block, "Console: ")),
  FAILURE_LINE(Test.of("documentation/PrintedBlocksTest"), block -> starts(block, "GET /")),
  TRACE_HEADERS(Test.of("documentation/PrintedBlocksTest"), block -> starts(block, "x-trace-id: ")),
  TIMING_HEADER(Test.of("jdbc/AnswerTimesTest"), block -> starts(block, "Server-Timing: ")),
  /** A spool looks so. */
  SPOOL(Test.of("spool/GuideTest"), block -> starts(block, "/var/lib/")),
  /** The console's page takes it. */
  FILTER(Test.of("console/browser/GuideTest"), block -> starts(block, "route:"));

  private final String test;
  private final Predicate<Block> claims;

  Proof(String test, Predicate<Block> claims) {
    this.test = test;
    this.claims = claims;
  }

  public boolean claims(Block block) {
    return claims.test(block);
  }

  /** All blocks of this kind, in the order of the pages. */
  public List<Block> blocks() {
    return Block.all().stream().filter(claims).toList();
  }

  /** The only one of its kind. */
  public Block block() {
    List<Block> all = blocks();
    if (all.size() != 1) {
      throw new AssertionError(this + " claims " + all);
    }
    return all.get(0);
  }

  /** The first of its kind on a page. */
  public Block blockOf(String page) {
    return blocks().stream()
        .filter(block -> block.page().endsWith(page))
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " has no block of " + this));
  }

  /** The source of the test that takes them. */
  Path source() {
    return Block.PROJECT.resolve(test);
  }

  /** Whether that test takes its blocks from here, or from its page. */
  boolean isTaken(String source) {
    return source.contains("Proof." + name())
        || blocks().stream().allMatch(block -> source.contains(block.page()));
  }

  private static boolean yaml(Block block) {
    return block.isOf("yaml");
  }

  private static boolean ofModule(Block block) {
    return names(block, "otlp:", "telemetryflow:", "kafka:");
  }

  private static boolean plain(Block block) {
    return block.isOf("");
  }

  private static boolean starts(Block block, String beginning) {
    return plain(block) && block.text().startsWith(beginning);
  }

  private static boolean names(Block block, String... words) {
    for (String word : words) {
      if (block.text().contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Where tests are. */
  private static final class Test {
    static final String MASKING =
        "routeflow-micronaut/src/test/java/io/routeflow/micronaut/policy/masking/MaskingGuideTest.java";
    static final String SHOP = "examples/orders/src/test/java/orders/ShownEventsTest.java";
    static final String NODE = "routeflow-micronaut/src/console/guide.test.mjs";

    static String of(String name) {
      return "test-suite/src/test/java/suite/" + name + ".java";
    }

    static String of(String suite, String name) {
      return "test-suite-" + suite + "/src/test/java/suite/" + name + ".java";
    }
  }
}
